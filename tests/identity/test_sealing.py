"""Personal data: sealed to those who may read it, bound to the event by a salted commitment."""

from __future__ import annotations

import json
from typing import Any

import pytest

from loc_desktop.identity.entry import Secrets
from loc_desktop.identity.errors import (
    CommitmentMismatch,
    DossierDamaged,
    DossierTooLarge,
    NotRecipient,
    RecipientRefused,
)
from loc_desktop.identity.group_keys import decryptor_of
from loc_desktop.identity.keys import Decryptor, new_identity
from loc_desktop.identity.sealing import MAX_DOSSIER, check_commitment, open_dossier, seal
from loc_desktop.script.canonical import CanonicalError

DOSSIER = {"identity": "350802199001011234", "name": "刘建国", "income": 900_000, "attachments": []}


def member(role: str = "B") -> tuple[dict[str, Any], Decryptor]:
    """A member's record and what opens its dossiers."""
    secrets = Secrets.generate()
    identity = new_identity(
        secrets, role=role, name=role, organisation=role, ledger="ledger", protection="keyring"
    )
    return identity.member_record(), decryptor_of(secrets)


@pytest.fixture(scope="module")
def members() -> list[tuple[dict[str, Any], Decryptor]]:
    return [member(role) for role in ("C", "B", "CAD", "FD", "R")]


def test_every_recipient_opens_it_and_the_commitment_holds(
    members: list[tuple[dict[str, Any], Decryptor]],
) -> None:
    jwe, commitment = seal(DOSSIER, [record for record, _ in members])
    assert len(jwe["recipients"]) == 5
    for record, decryptor in members:
        assert decryptor.key == record["key"]
        dossier = open_dossier(jwe, decryptor)
        check_commitment(dossier, commitment)
        assert {name: value for name, value in dossier.items() if name != "salt"} == DOSSIER


def test_nothing_of_it_is_readable_and_the_same_dossier_never_looks_the_same(
    members: list[tuple[dict[str, Any], Decryptor]],
) -> None:
    records = [record for record, _ in members]
    (first, first_commitment), (second, second_commitment) = seal(DOSSIER, records), seal(DOSSIER, records)
    for value in ("350802199001011234", "刘建国", "900000"):
        assert value not in json.dumps(first, ensure_ascii=False)
    assert first_commitment != second_commitment
    assert first["ciphertext"] != second["ciphertext"]


def test_the_sealed_form_is_rfc_7516s_with_a_name_for_every_recipient(
    members: list[tuple[dict[str, Any], Decryptor]],
) -> None:
    jwe, _ = seal(DOSSIER, [record for record, _ in members])
    assert set(jwe) == {"protected", "iv", "ciphertext", "tag", "recipients"}
    for recipient, (record, _) in zip(jwe["recipients"], members, strict=True):
        assert recipient["header"]["kid"] == record["key"]
        assert recipient["header"]["alg"] == "ECDH-ES+A256KW"
        assert recipient["header"]["epk"]["crv"] == "P-256"


def test_who_is_not_a_recipient_is_told_so(members: list[tuple[dict[str, Any], Decryptor]]) -> None:
    jwe, _ = seal(DOSSIER, [members[0][0]])
    with pytest.raises(NotRecipient, match="not_recipient"):
        open_dossier(jwe, members[1][1])


def test_a_recipient_named_twice_gets_one_copy(members: list[tuple[dict[str, Any], Decryptor]]) -> None:
    jwe, _ = seal(DOSSIER, [members[0][0], members[0][0]])
    assert len(jwe["recipients"]) == 1


@pytest.mark.parametrize("part", ["protected", "iv", "ciphertext", "tag", "recipients"])
def test_any_changed_part_is_found_out(members: list[tuple[dict[str, Any], Decryptor]], part: str) -> None:
    record, decryptor = members[0]
    jwe, _ = seal(DOSSIER, [record])
    value = jwe[part]
    if part == "recipients":
        changed: object = [{**value[0], "encrypted_key": _flipped(value[0]["encrypted_key"])}]
    else:
        changed = _flipped(value)
    with pytest.raises(DossierDamaged):
        open_dossier({**jwe, part: changed}, decryptor)
    with pytest.raises(DossierDamaged):
        open_dossier({name: member for name, member in jwe.items() if name != part}, decryptor)


@pytest.mark.parametrize("jwe", [{}, {"recipients": {}}, {"recipients": [1]}, {"recipients": [{}] * 99}])
def test_what_is_no_dossier_is_refused(
    members: list[tuple[dict[str, Any], Decryptor]], jwe: dict[str, Any]
) -> None:
    with pytest.raises((DossierDamaged, NotRecipient)):
        open_dossier(jwe, members[0][1])


def test_another_dossier_than_was_signed_is_found_out(
    members: list[tuple[dict[str, Any], Decryptor]],
) -> None:
    record, decryptor = members[0]
    _, commitment = seal(DOSSIER, [record])
    other, _ = seal({**DOSSIER, "income": 100}, [record])
    with pytest.raises(CommitmentMismatch, match="commitment"):
        check_commitment(open_dossier(other, decryptor), commitment)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"encryption": None}, "no_encryption_key"),
        ({"encryption_signature": None}, "no_encryption_key"),
        ({"role": "FD"}, "not_vouched"),
        ({"encryption_signature": "AAAA"}, "not_vouched"),
    ],
)
def test_an_encryption_key_that_is_not_vouched_for_is_refused(change: dict[str, Any], reason: str) -> None:
    record, _ = member()
    with pytest.raises(RecipientRefused, match=reason):
        seal(DOSSIER, [{**record, **change}])


def test_a_strangers_encryption_key_is_refused() -> None:
    record, _ = member()
    stranger, _ = member()
    for encryption in (stranger["encryption"], {**stranger["encryption"], "kid": record["key"]}):
        with pytest.raises(RecipientRefused):
            seal(DOSSIER, [{**record, "encryption": encryption}])


def test_attachments_have_a_limit_which_is_named() -> None:
    record, decryptor = member()
    room = MAX_DOSSIER - 200
    jwe, commitment = seal({"attachments": ["x" * room]}, [record])
    dossier = open_dossier(jwe, decryptor)
    check_commitment(dossier, commitment)
    with pytest.raises(DossierTooLarge, match=rf"too_large .*limit={MAX_DOSSIER}") as large:
        seal({"attachments": ["x" * MAX_DOSSIER]}, [record])
    assert large.value.size > large.value.limit


def test_what_has_no_canonical_form_is_not_sealed() -> None:
    record, _ = member()
    with pytest.raises(CanonicalError):
        seal({"income": 9000.5}, [record])
    with pytest.raises(ValueError, match="salt"):
        seal({"salt": "mine"}, [record])
    with pytest.raises(ValueError, match="nobody"):
        seal(DOSSIER, [])


def _flipped(text: str) -> str:
    middle = len(text) // 2
    return text[:middle] + ("A" if text[middle] != "A" else "B") + text[middle + 1 :]


@pytest.mark.parametrize(("attachments", "size"), [(0, 4096), (3000, 4096), (4040, 8192), (100_000, 131_072)])
def test_the_length_says_only_the_size_class(
    members: list[tuple[dict[str, Any], Decryptor]], attachments: int, size: int
) -> None:
    record, decryptor = members[0]
    dossier = {"attachments": ["x" * attachments]}
    jwe, commitment = seal(dossier, [record])
    assert len(jwe["ciphertext"]) == -(-size * 4 // 3)
    opened = open_dossier(jwe, decryptor)
    check_commitment(opened, commitment)
    assert opened["attachments"] == dossier["attachments"]


def test_small_secrets_have_a_smaller_class(members: list[tuple[dict[str, Any], Decryptor]]) -> None:
    sizes = {
        len(seal({"number": "1" * digits}, [members[0][0]], smallest=256)[0]["ciphertext"])
        for digits in (8, 19, 32)
    }
    assert sizes == {-(-256 * 4 // 3)}
