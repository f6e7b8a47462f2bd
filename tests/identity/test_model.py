"""An identity's public half as its file has it, and what of it stands on the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from loc_desktop.contract.certificate import pseudonym
from loc_desktop.identity.keystore import Keystore
from loc_desktop.identity.model import Identity, encryption_statement, identity_id
from loc_desktop.script.keys import verify


@pytest.fixture
def bank(file_keystore: Keystore) -> Identity:
    return file_keystore.create("B", "林秀英", "B", "ledger")


def test_it_comes_back_from_its_file_and_what_is_new_is_passed_over(bank: Identity) -> None:
    assert Identity.from_json(bank.to_json()) == bank
    assert Identity.from_json({**bank.to_json(), "newer": 1}) == bank
    assert bank.id == identity_id(bank.key)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"role": "X"}, "role"),
        ({"protection": "none"}, "protection"),
        ({"id": "../../ledgers"}, "id"),
        ({"id": "0" * 16}, "id"),
        ({"key": "other"}, "id"),
        ({"encryption_key": "x"}, "encryption_key"),
        ({"registrar": 1}, "registrar"),
        ({"name": None}, "name"),
        ({"certificate": 5}, "certificate"),
        ({"name": "without"}, "argument"),
    ],
)
def test_what_is_no_identity_is_refused(bank: Identity, change: dict[str, Any], why: str) -> None:
    written = {**bank.to_json(), **change}
    if change == {"name": "without"}:
        del written["name"]
    with pytest.raises(ValueError, match=why):
        Identity.from_json(written)


@pytest.mark.parametrize("member", ["id", "role", "key", "encryption_key", "protection"])
def test_what_it_cannot_do_without_is_named(bank: Identity, member: str) -> None:
    written = bank.to_json()
    del written[member]
    with pytest.raises(ValueError, match=f"without {member}"):
        Identity.from_json(written)
    others: list[Any] = [[], None, "x", 5]
    for wrong in others:
        with pytest.raises(ValueError, match="not an object"):
            Identity.from_json(wrong)


def test_a_customers_name_is_not_on_the_ledger(bank: Identity) -> None:
    customer = replace(bank, role="C", person="p")
    record = customer.member_record()
    assert record["name"] == pseudonym(bank.key) != bank.name
    assert bank.name not in str(record)
    assert record["person"] == "p"
    counter = replace(customer, registrar=True, title="便民服务站")
    assert counter.public_name == "便民服务站"
    assert replace(counter, title="").public_name == counter.organisation


def test_the_signing_key_vouches_for_the_encryption_key_in_its_role(bank: Identity) -> None:
    statement = encryption_statement("B", bank.key, bank.encryption_key)
    assert verify(bank.key, bank.encryption_signature, statement)
    for role, key, jwk in (
        ("C", bank.key, bank.encryption_key),
        ("B", bank.key, {**bank.encryption_key, "x": "A" * 43}),
    ):
        assert not verify(bank.key, bank.encryption_signature, encryption_statement(role, key, jwk))
