"""Whoever signed an event ends it as long as it waits; nobody else does."""

from __future__ import annotations

import json

import pytest

from loc_desktop.desk.signing.withdrawals import Withdrawals
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import say
from tests.desk.signing.grantors import applied, functions, signed
from tests.support.workplace import sample


def test_its_signer_ends_what_waits_and_its_grantors_then_have_nothing_to_sign(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form, "B")
    desk, civil = workplace.desk_of("C"), workplace.desk_of("CAD")
    assert desk.withdrawals.can(event)
    shown = desk.withdrawals.prepare(event)
    assert "撤回" in say(shown.sentence, "zh")
    status = desk.withdrawals.submit(shown)
    assert status.stage is Stage.UNLOCKED
    assert desk.applications.mine(text=event).rows[0].stage is Stage.WITHDRAWN
    assert not desk.withdrawals.can(event)
    assert event not in civil.inbox.ids()
    with pytest.raises(KnownError) as refused:
        signed(civil, event)
    assert refused.value.code == "case.purpose"  # not its turn any more: the dossier stays closed
    assert functions(workplace, event)[:2] == ["lock", "grant"]


def test_a_counter_ends_what_its_customers_signed_with_their_key(workplace: Workplace) -> None:
    desk = workplace.desk_of("C")
    bank = workplace.desk_of("B").me.key
    (event,) = desk.applications.import_rows(sample(1), bank).events
    row = workplace.connections.index(desk.carrier.identity.ledger).event(event)
    assert row is not None
    assert row.signers[0].key != desk.me.key
    assert desk.withdrawals.submit(desk.withdrawals.prepare(event)).stage is Stage.UNLOCKED
    assert desk.applications.mine(text=event).rows[0].stage is Stage.WITHDRAWN


def test_another_party_and_what_is_decided_cannot(workplace: Workplace, form: ApplicationForm) -> None:
    event = applied(workplace, form)
    bank = workplace.desk_of("B")
    assert not bank.withdrawals.can(event)
    for role in ("B", "CAD", "FD"):
        signed(workplace.desk_of(role), event)
    for desk, asked, status in (
        (bank, event, "unlocked"),
        (workplace.desk_of("C"), event, "unlocked"),
        (workplace.desk_of("C"), "0" * 32, "unknown"),
    ):
        with pytest.raises(KnownError) as refused:
            desk.withdrawals.prepare(asked)
        assert (refused.value.code, refused.value.params["status"]) == ("withdraw.cannot", status)


def test_who_is_no_party_or_has_no_such_event_cannot(workplace: Workplace, form: ApplicationForm) -> None:
    event = applied(workplace, form)
    for role in ("B", "CAD", "FD", "R"):
        desk = workplace.desk_of(role)
        withdrawals = Withdrawals(desk.carrier, desk.names)
        assert not withdrawals.can(event)
        with pytest.raises(KnownError) as refused:
            withdrawals.prepare(event)
        assert (refused.value.code, refused.value.params["status"]) == ("withdraw.cannot", "pending")
    own = Withdrawals(workplace.desk_of("C").carrier, workplace.desk_of("C").names)
    assert own.can(event)
    assert not own.can("")
    assert json.loads(own.prepare(event).canonical)["body"] == {
        "event": event,
        "role": "C",
        "signer": workplace.desk_of("C").me.key,
    }
