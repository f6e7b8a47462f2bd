"""The ways back that error texts promise: lost key, new machine, expired certificate; none if revoked."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import what_and_todo
from tests.support import clock
from tests.support.workplace import PASSPHRASE, form_of

OFFICERS = {
    "passphrase_1": "tea garden 1958", "again_1": "tea garden 1958",
    "passphrase_2": "rice terrace 1962", "again_2": "rice terrace 1962",
}  # fmt: skip


def told(call: Callable[[], object]) -> tuple[str, str]:
    """The code of a known error, and what its text says is to be done."""
    with pytest.raises(KnownError) as caught:
        call()
    return caught.value.code, what_and_todo(caught.value, "en")[1]


def halves(folder: Path) -> dict[str, str]:
    return {**OFFICERS, "file_1": str(folder / "one"), "file_2": str(folder / "two")}


def issued(workplace: Workplace) -> int:
    """What the bank has after it issued a yuan: only its key does that."""
    desk = workplace.desk_of("B")
    desk.branch.submit(desk.branch.prepare_issue(100))
    return desk.viewer.account().balance


def test_a_lost_key_comes_back_from_two_officers(workplace: Workplace, tmp_path: Path) -> None:
    bank, values = workplace.desk_of("B").identity, halves(tmp_path)
    workplace.back_up_halves(bank.id, values)
    before = issued(workplace)
    connections = workplace.connections
    connections.keystore().store.delete(bank.id, "keys")
    workplace.close()
    code, todo = told(lambda: issued(workplace))
    assert code == "keyring.entry_missing"
    assert "Restore it under Settings from its backup, one person's or two officers'" in todo
    assert workplace.restore_halves(values).id == bank.id
    assert issued(workplace) == before + 100


def test_a_new_machine_takes_the_folder_and_the_backup(workplace: Workplace, tmp_path: Path) -> None:
    bank, values = workplace.desk_of("B").identity, halves(tmp_path)
    applied = workplace.desk_of("C").applications.apply(form_of(workplace.desk_of("C").applications))
    before, terms = issued(workplace), workplace.desk_of("B").office.terms()
    workplace.back_up_halves(bank.id, values)
    workplace.close()
    shutil.copytree(workplace.home, tmp_path / "new", ignore=shutil.ignore_patterns("keyring.cfg*"))
    new = Workplace(tmp_path / "new")
    new.use_passphrase(PASSPHRASE)  # an empty keyring of its own
    code, todo = told(lambda: new.desk_of("B").office.terms())
    assert code == "keyring.data_key"
    assert "Restore an identity that works in this folder" in todo
    new.restore_halves(values)
    desk = new.desk_of("B")
    assert desk.office.terms() == terms
    assert desk.branch.reconcile().good
    assert issued(new) == before + 100
    desk.grants.sign(desk.grants.prepare(desk.grants.open(applied.event)))
    assert applied.event not in desk.inbox.ids()
    # The others' keys are not in this keyring, and their own backups bring them.
    code, _ = told(lambda: new.desk_of("CAD").grants.open(applied.event))
    assert code == "keyring.entry_missing"
    new.close()


def test_an_expired_certificate_is_renewed_with_the_same_key(workplace: Workplace) -> None:
    bank = workplace.desk_of("B").identity
    before = issued(workplace)
    workplace.close()
    then = (clock.BEGAN + timedelta(days=730)).strftime("%Y-%m-%dT%H:%M:%SZ")
    late = Workplace(workplace.home, clock=lambda: then)
    late.use_passphrase(PASSPHRASE)
    code, todo = told(lambda: issued(late))
    assert code == "certificate.expired"
    assert todo == "Renew the certificate; the key stays the same."
    renewed = late.renew(bank.id)
    assert (renewed.key, renewed.days_left) == (bank.key, 365)
    assert issued(late) == before + 100
    late.close()


def test_a_revoked_key_has_no_way_back_and_its_text_says_so(workplace: Workplace) -> None:
    regulator = workplace.desk_of("R")
    member = next(line.party for line in regulator.revocations.members() if line.party.role == "B")
    second = next(party for party in regulator.revocations.seconds(member) if party.role == "FD")
    asked = regulator.revocations.submit(regulator.revocations.prepare(member, "ended", second.key))
    grants = workplace.desk_of("FD").grants
    grants.sign(grants.prepare(grants.open(asked.event)))
    code, todo = told(lambda: issued(workplace))
    assert code == "contract.not_member"
    assert "A revoked one is not given back: an institution joins again with a new key" in todo


def test_an_identitys_damaged_file_is_replaced_by_its_backup(workplace: Workplace, tmp_path: Path) -> None:
    bank, values = workplace.desk_of("B").identity, halves(tmp_path)
    before = issued(workplace)
    workplace.back_up_halves(bank.id, values)
    file = workplace.home / "identities" / f"{bank.id}.json"
    file.write_text('{"half a file')
    workplace.close()
    code, todo = told(lambda: issued(workplace))
    assert (code, todo.partition(".")[0]) == ("identity.file_damaged", "Restore it from a backup")
    assert workplace.restore_halves(values).id == bank.id
    assert issued(workplace) == before + 100
    assert file.with_name(f"{file.name}.damaged").exists()


def test_a_damaged_file_of_keys_is_put_aside_and_the_identities_come_back(
    workplace: Workplace, tmp_path: Path
) -> None:
    bank, values = workplace.desk_of("B").identity, halves(tmp_path)
    before = issued(workplace)
    workplace.back_up_halves(bank.id, values)
    workplace.close()
    keys = workplace.home / "keyring.cfg"
    copy = tmp_path / "copy.cfg"
    shutil.copyfile(keys, copy)
    keys.write_text("rubbish")
    new = Workplace(workplace.home)
    code, todo = told(lambda: new.use_passphrase(PASSPHRASE))
    assert code == "keyring.file_damaged"
    assert todo.startswith("Restore the file, or the identities from their backup files.")
    new.files.anew("keyring.cfg")
    new.use_passphrase("rice terrace 1962")
    assert new.restore_halves(values).id == bank.id
    assert issued(new) == before + 100
    new.files.restore("keyring.cfg", copy)
    assert new.needs_passphrase
    new.use_passphrase(PASSPHRASE)
    assert issued(new) == before + 200
    assert sorted(path.name for path in new.home.glob("keyring.cfg.aside*")) == [
        "keyring.cfg.aside1",
        "keyring.cfg.aside2",
    ]
    new.close()


def test_the_passphrase_of_the_keys_is_changed(workplace: Workplace) -> None:
    before = issued(workplace)
    with pytest.raises(KnownError) as caught:
        workplace.change_passphrase("", "12345678", "1")
    assert caught.value.code == "passphrase.invalid"
    code, _ = told(
        lambda: workplace.change_passphrase("not it at all", "rice terrace 1962", "rice terrace 1962")
    )
    assert code == "keyring.wrong_passphrase"
    second = Workplace(workplace.home)
    second.use_passphrase(PASSPHRASE)
    workplace.change_passphrase(PASSPHRASE, "rice terrace 1962", "rice terrace 1962")
    assert issued(workplace) == before + 100
    # Another window is asked for the new one, and goes on.
    code, _ = told(lambda: issued(second))
    assert code == "keyring.passphrase_needed"
    second.use_passphrase("rice terrace 1962")
    assert issued(second) == before + 200
    second.close()
