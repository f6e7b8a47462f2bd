"""Keys of the years, of which the oldest can be destroyed, and what opens with a group's key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from loc_desktop.identity import entry
from loc_desktop.identity.entry import EntryError, Secrets, YearKeys
from loc_desktop.identity.errors import DossierDamaged, NotRecipient
from loc_desktop.identity.group_keys import (
    GroupDecryptor,
    decryptor_of,
    named,
    new_group_key,
    seal_secret,
    vouched,
)
from loc_desktop.identity.keys import new_identity
from loc_desktop.identity.keystore import Keystore
from loc_desktop.identity.sealing import Recipient, of_group, open_dossier, seal, usable
from loc_desktop.identity.store import MAX_ENTRY
from loc_desktop.script.keys import SoftwareSigner

CONTENT = {"name": "刘建国"}


def of_year(secrets: Secrets, year: int) -> Recipient:
    signer, jwk = SoftwareSigner.from_scalar(secrets.sign), named(scalar(secrets, year), year)
    voucher = vouched("year", "B", signer, jwk)
    return of_group("year", "bank", "B", signer.key, {"jwk": jwk, "voucher": voucher})


def scalar(secrets: Secrets, year: int) -> bytes:
    assert secrets.years is not None
    found = secrets.years.scalar(year)
    assert found is not None
    return found


def group_of(secrets: Secrets, year: int) -> tuple[Recipient, dict[str, Any]]:
    """A group's new key, and its secret sealed to a member."""
    secret, jwk = new_group_key(year)
    signer = SoftwareSigner.from_scalar(secrets.sign)
    voucher = vouched("group", "B", signer, jwk)
    group = of_group("group", "bank", "B", signer.key, {"jwk": jwk, "voucher": voucher})
    return group, seal_secret(secret, of_year(secrets, year))


def test_each_year_has_its_own_key_and_no_later_seed_gives_an_earlier_one() -> None:
    years = YearKeys.generate()
    keys = [years.scalar(year) for year in (2000, 2026, 2027, 9999)]
    assert None not in keys
    assert len(set(keys)) == 4
    later = years.after(2026)
    assert (later.since, later.scalar(2026), later.scalar(2000)) == (2027, None, None)
    assert [later.scalar(year) for year in (2027, 9999)] == keys[2:]
    assert later.after(2020) == later
    assert years.scalar(1999) is None
    assert years.scalar(10_000) is None
    gone = years.after(20_000)
    assert (gone.since, gone.scalar(9999)) == (10_000, None)


def test_an_entry_holds_them_and_fits_every_keyring() -> None:
    secrets = Secrets.generate(counter=True)
    text = entry.write(secrets, "id", "135790")
    assert entry.read(text, "id", "135790") == secrets
    assert len(text.encode("utf-16-le")) < MAX_ENTRY
    for change in ({"since": 1999}, {"since": "2026"}, {"since": True}, {"years": "AAAA"}):
        import json

        plain = {**json.loads(entry.write(secrets, "id")), **change}
        with pytest.raises(EntryError):
            entry.read(json.dumps(plain), "id")


def test_what_is_sealed_to_a_group_opens_for_who_was_given_its_secret() -> None:
    member, other = Secrets.generate(), Secrets.generate()
    group, share = group_of(member, 2026)
    dossier, _ = seal(CONTENT, [group])
    assert [one["header"]["kid"] for one in dossier["recipients"]] == [group.kid]
    asked: list[Sequence[str]] = []

    def find(kids: Sequence[str]) -> tuple[str, Mapping[str, Any]]:
        asked.append(kids)
        return group.kid, share

    opener = decryptor_of(member, find)
    for _ in range(3):
        assert open_dossier(dossier, opener)["name"] == CONTENT["name"]
    assert asked == [[group.kid]]  # the secret is asked for once
    with pytest.raises(NotRecipient):
        open_dossier(dossier, decryptor_of(other, find))
    for nobody in (decryptor_of(member), decryptor_of(member, lambda _kids: None)):
        with pytest.raises(NotRecipient):
            open_dossier(dossier, nobody)


def test_a_secret_that_is_another_keys_is_found_out() -> None:
    member = Secrets.generate()
    group, _ = group_of(member, 2026)
    _, other = group_of(member, 2026)
    opener = decryptor_of(member)
    assert isinstance(opener, GroupDecryptor)
    with pytest.raises(DossierDamaged):
        opener.secret(group.kid, other)
    wrong = seal({"type": "group key", "version": 1, "secret": "AAAA"}, [of_year(member, 2026)], 256)[0]
    with pytest.raises(DossierDamaged):
        opener.secret(group.kid, wrong)


def test_a_copy_for_a_members_key_of_the_year_opens_until_the_year_is_destroyed() -> None:
    member = Secrets.generate()
    dossier, _ = seal(CONTENT, [of_year(member, 2026)])
    assert open_dossier(dossier, decryptor_of(member))["name"] == CONTENT["name"]
    assert member.years is not None
    later = Secrets(member.sign, member.decrypt, years=member.years.after(2026))
    with pytest.raises(NotRecipient):
        open_dossier(dossier, decryptor_of(later))


def test_a_keystore_destroys_years_and_keeps_the_others(keystore: Keystore) -> None:
    for protection, pin in (("keyring", None), ("pin", "135790")):
        identity = keystore.create("B", "bank", "bank", "ledger", protection, pin)  # type: ignore[arg-type]
        before = [keystore.year_key(identity, year, pin) for year in (2026, 2027)]
        assert keystore.destroy_years(identity, 2026, pin)
        assert not keystore.destroy_years(identity, 2026, pin)
        assert [keystore.year_key(identity, year, pin) for year in (2026, 2027)] == [None, before[1]]
        assert keystore.signer(identity, pin).key == identity.key


@pytest.mark.parametrize("change", [{"x": "A" * 43}, {"kid": "2027." + "A" * 43}, {"kty": "RSA"}])
def test_a_groups_key_that_its_maker_does_not_vouch_for_is_left_out(change: dict[str, str]) -> None:
    group, _ = group_of(Secrets.generate(), 2026)
    wrong = Recipient(
        "bank", "B", group.key, tuple({**dict(group.jwk), **change}.items()), group.voucher, "group"
    )
    as_year = Recipient("bank", "B", group.key, group.jwk, group.voucher, "year")
    identity = new_identity(
        Secrets.generate(), role="B", name="x", organisation="x", ledger="x", protection="keyring"
    )
    foreign = Recipient("bank", "B", identity.key, group.jwk, group.voucher, "group")
    assert usable([group, wrong, as_year, foreign]) == ([group], ["bank"] * 3)
