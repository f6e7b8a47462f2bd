"""Which identity signs for a customer of the counter."""

from __future__ import annotations

import pytest

from loc_desktop.desk.signing.signers import Customers
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.script.keys import verify
from tests.support.workplace import sample


def test_the_counter_signs_with_the_customers_own_key(workplace: Workplace) -> None:
    desk = workplace.desk_of("C")
    preview = sample(1)
    desk.applications.import_rows(preview, workplace.desk_of("B").me.key)
    customers = Customers(desk.carrier)
    own, key = customers.keys()[0], customers.keys()[-1]
    assert own == desk.me.key
    assert key != own
    identity = customers.identity(key)
    assert identity.key == key
    signature = desk.carrier.connections.signer(identity, None).sign(b"text")
    assert verify(key, signature, b"text")
    assert customers.identity_number(key) == preview.rows[0].form.identity_number


def test_no_customer_named_is_the_desk_itself(workplace: Workplace) -> None:
    desk = workplace.desk_of("C")
    customers = Customers(desk.carrier)
    assert customers.key("") == desk.me.key
    assert customers.identity("").key == desk.me.key


def test_a_key_that_nobody_here_holds_signs_nothing(workplace: Workplace) -> None:
    customers = Customers(workplace.desk_of("C").carrier)
    stranger = workplace.desk_of("B").me.key
    with pytest.raises(KnownError) as refused:
        customers.identity(stranger)
    assert refused.value.code == "money.no_customer"
    assert customers.identity_number(stranger) == ""
    assert customers.answering_for(stranger) is None


def test_a_desk_answers_for_itself_and_a_counter_for_its_customers(workplace: Workplace) -> None:
    desk, bank = workplace.desk_of("C"), workplace.desk_of("B")
    desk.applications.import_rows(sample(1), bank.me.key)
    customers = Customers(desk.carrier)
    own, key = customers.keys()[0], customers.keys()[-1]
    for mine in (own, key):
        answering = customers.answering_for(mine)
        assert answering is not None
        assert answering.key == mine
    at_the_bank = Customers(bank.carrier).answering_for(bank.me.key)
    assert at_the_bank is not None
    assert at_the_bank.key == bank.me.key
    assert Customers(bank.carrier).answering_for(key) is None
