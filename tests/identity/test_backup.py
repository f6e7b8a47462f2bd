"""An identity as an encrypted file: out, deleted, in again; and every way in which a file can be the wrong
one."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from loc_desktop.identity import Identity, Keystore, entry
from loc_desktop.identity.backups import backup as backups
from loc_desktop.identity.backups.backup import export_halves, export_identity, open_backup, open_halves
from loc_desktop.identity.errors import (
    BackupNoPair,
    BackupOfDerived,
    BackupUnreadable,
    BackupWrongPassphrase,
    EntryMissing,
    HalfWrongPassphrase,
    IdentityFileProblem,
    IdentityPresent,
    WeakPassphrase,
    WrongPin,
)
from loc_desktop.script.canonical import b64u_encode

PASSPHRASE = "for the backup"


def import_identity(keystore: Keystore, file: Path, passphrase: str) -> Identity:
    """From the file into the key store."""
    return backups.import_identity(keystore, open_backup(file, passphrase))


def made_up(file: Path, identity: object, entry_text: object, beside: object, others: object = ()) -> Path:
    """A backup file as this program would write it, of contents that it would not write."""
    content = {"identity": identity, "entry": entry_text, "beside": beside, "others": others}
    kdf = entry.new_kdf()
    context = f"{backups.FORMAT}-{backups.VERSION}".encode()
    nonce, box = entry.seal_box(PASSPHRASE, kdf, json.dumps(content).encode(), context)
    value = {"format": backups.FORMAT, "version": backups.VERSION, "kdf": kdf, "nonce": nonce, "box": box}
    file.write_text(json.dumps(value))
    return file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "identity.backup"


def test_a_deleted_identity_comes_back_from_its_file(any_keystore: Keystore, file: Path) -> None:
    desk = any_keystore.create("C", "柜台", "County", "ledger", registrar=True, counter=True)
    customer = any_keystore.counter(desk).customer("7", "刘建国")
    export_identity(any_keystore, desk, file, PASSPHRASE)
    any_keystore.delete(desk)
    assert import_identity(any_keystore, file, PASSPHRASE) == desk
    assert any_keystore.list() == (desk,)
    assert any_keystore.signer(desk).key == desk.key
    assert any_keystore.signer(customer).key == customer.key


def test_a_pin_is_needed_after_the_import_too(keystore: Keystore, file: Path) -> None:
    customer = keystore.create("C", "Liu", "County", "ledger", "pin", "493817")
    export_identity(keystore, customer, file, PASSPHRASE)
    keystore.delete(customer)
    import_identity(keystore, file, PASSPHRASE)
    with pytest.raises(WrongPin):
        keystore.signer(customer, "000000")
    assert keystore.signer(customer, "493817").key == customer.key


def test_a_key_that_was_lost_comes_back_to_the_listed_identity(keystore: Keystore, file: Path) -> None:
    bank = keystore.create("B", "Lin", "Bank", "ledger")
    export_identity(keystore, bank, file, PASSPHRASE)
    with pytest.raises(IdentityPresent, match=r"backup\.already_there \(name=Lin\)"):
        import_identity(keystore, file, PASSPHRASE)
    keystore.store.delete(bank.id, "keys")
    with pytest.raises(EntryMissing):
        keystore.signer(bank)
    import_identity(keystore, file, PASSPHRASE)
    assert keystore.signer(bank).key == bank.key


def test_the_file_holds_no_key_and_no_name_in_clear(keystore: Keystore, file: Path) -> None:
    bank = keystore.create("B", "Lin Xiuying", "Bank", "ledger")
    export_identity(keystore, bank, file, PASSPHRASE)
    text = file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for secret in ("Lin Xiuying", bank.key, json.loads(keystore.entry_text(bank))["sign"], PASSPHRASE):
        assert secret not in text
    assert json.loads(text)["kdf"]["kdf"] == "argon2id"


def test_a_wrong_passphrase_or_a_changed_file_imports_nothing(keystore: Keystore, file: Path) -> None:
    bank = keystore.create("B", "Lin", "Bank", "ledger")
    export_identity(keystore, bank, file, PASSPHRASE)
    keystore.delete(bank)
    with pytest.raises(BackupWrongPassphrase, match="wrong_passphrase"):
        import_identity(keystore, file, "another passphrase")
    value = json.loads(file.read_text())
    weaker = {**value, "kdf": {**value["kdf"], "t": 1}}
    for changed in ({**value, "box": "AAAA" + value["box"][4:]}, weaker):
        file.write_text(json.dumps(changed))
        with pytest.raises(BackupWrongPassphrase):
            import_identity(keystore, file, PASSPHRASE)
    assert keystore.list() == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not JSON",
        "[" * 30_000,
        "[]",
        "{}",
        '{"format":"another"}',
        '{"format":"loc-desktop-identity","version":2}',
        '{"format":"loc-desktop-identity","version":1}',
        '{"format":"loc-desktop-identity","version":1,"kdf":{"kdf":"md5"},"nonce":"","box":""}',
        '{"format":"loc-desktop-identity","version":1,"nonce":"AAAA","box":"AAAA",'
        '"kdf":{"kdf":"argon2id","t":1,"m":99999999,"p":1,"salt":"AAAAAAAAAAAAAAAAAAAAAA"}}',
        '{"format":"loc-desktop-identity","version":1,"nonce":"AAAA","box":"AAAA",'
        '"kdf":{"kdf":"argon2id","t":1,"m":1024,"p":1,"salt":"A"}}',
        "x" * 100_000,
    ],
)
def test_another_file_is_not_a_backup(keystore: Keystore, file: Path, text: str) -> None:
    file.write_text(text)
    with pytest.raises(BackupUnreadable, match=r"backup\.unreadable"):
        import_identity(keystore, file, PASSPHRASE)


def test_a_place_that_cannot_be_read_or_written_is_named(keystore: Keystore, tmp_path: Path) -> None:
    bank = keystore.create("B", "Lin", "Bank", "ledger")
    nowhere = tmp_path / "absent" / "identity.backup"
    with pytest.raises(IdentityFileProblem, match=r"absent.*not_there"):
        export_identity(keystore, bank, nowhere, PASSPHRASE)
    with pytest.raises(IdentityFileProblem, match=r"absent.*not_there"):
        import_identity(keystore, nowhere, PASSPHRASE)
    with pytest.raises(WeakPassphrase):
        export_identity(keystore, bank, tmp_path / "file", "short")


def test_a_derived_identity_is_backed_up_by_its_counter(keystore: Keystore, file: Path) -> None:
    desk = keystore.create("C", "counter", "County", "ledger", counter=True)
    with pytest.raises(BackupOfDerived, match=r"backup\.derived"):
        export_identity(keystore, keystore.counter(desk).customer("7", "Liu"), file, PASSPHRASE)
    assert not file.exists()


@pytest.mark.parametrize("name", ["{tmp}/outside", "../ledgers", "../settings", "", ".", "0" * 16])
def test_a_backup_writes_no_file_but_its_identitys_own(
    keystore: Keystore, tmp_path: Path, file: Path, name: str
) -> None:
    """The name of an identity's file comes out of the backup: it is the key's, or the backup is none."""
    donor = keystore.create("B", "Lin", "Bank", "ledger")
    text = keystore.entry_text(donor)
    keystore.delete(donor)
    there = sorted(tmp_path.rglob("*"))
    evil = {**donor.to_json(), "id": name.format(tmp=tmp_path)}
    with pytest.raises(BackupUnreadable):
        import_identity(keystore, made_up(file, evil, text, {}), PASSPHRASE)
    file.unlink()
    assert sorted(tmp_path.rglob("*")) == there
    assert keystore.list() == ()


def test_a_backup_whose_parts_do_not_belong_together_is_none(keystore: Keystore, file: Path) -> None:
    lin, bo = (keystore.create("B", name, "Bank", "ledger") for name in ("Lin", "Bo"))
    text = keystore.entry_text(lin)
    good: tuple[object, ...] = lin.to_json(), text, {}
    other: tuple[object, ...] = {**lin.to_json(), "certificate": "-----BEGIN CERTIFICATE-----"}, good[1], {}
    derived: tuple[object, ...] = {**lin.to_json(), "protection": "derived"}, good[1], {}
    keystore.delete(lin)
    contents: tuple[tuple[object, ...], ...] = (
        (good[0], keystore.entry_text(bo), {}),
        (good[0], 7, {}),
        (good[0], good[1], "a network"),
        (good[0], text[:-9], {}),
        (*good, 7),
        (*good, [{"identity": good[0], "entry": text}]),
        (*good, [{"entry": text}]),
        other,
        derived,
    )
    for content in contents:
        with pytest.raises(BackupUnreadable):
            import_identity(keystore, made_up(file, *content), PASSPHRASE)
    assert keystore.list() == (bo,)
    assert import_identity(keystore, made_up(file, *good), PASSPHRASE) == lin


def test_what_stands_beside_the_keys_comes_back_with_them(keystore: Keystore, file: Path) -> None:
    bank = keystore.create("B", "Lin", "Bank", "ledger")
    export_identity(keystore, bank, file, PASSPHRASE, {"profile": "…"})
    assert open_backup(file, PASSPHRASE).beside == {"profile": "…"}
    assert keystore.entry_text(bank) not in repr(open_backup(file, PASSPHRASE))


def test_a_backup_that_cannot_be_put_in_place_leaves_no_other_file(keystore: Keystore, file: Path) -> None:
    bank = keystore.create("B", "Lin", "Bank", "ledger")
    file.mkdir()
    there = sorted(file.parent.iterdir())
    with pytest.raises(IdentityFileProblem, match=r"cause\.file\.folder"):
        export_identity(keystore, bank, file, PASSPHRASE)
    assert sorted(file.parent.iterdir()) == there


def halves(folder: Path, name: str) -> tuple[Path, Path]:
    return folder / f"{name}-1", folder / f"{name}-2"


OFFICERS = ("tea garden 1958", "rice terrace 1962")


def test_it_takes_both_officers_in_any_order(keystore: Keystore, tmp_path: Path) -> None:
    bank = keystore.create("B", "Lin", "Bank", "ledger")
    first, second = halves(tmp_path, "bank")
    export_halves(keystore, bank, (first, second), OFFICERS)
    for paths, words in (((first, second), OFFICERS), ((second, first), OFFICERS[::-1])):
        backup = open_halves(paths, (words[0], words[1]))
        assert (backup.identity, backup.entry) == (bank, keystore.entry_text(bank))
    keystore.delete(bank)
    assert backups.import_identity(keystore, open_halves((first, second), OFFICERS)) == bank
    assert keystore.signer(bank).key == bank.key


def test_one_officer_alone_opens_nothing(keystore: Keystore, tmp_path: Path) -> None:
    bank = keystore.create("B", "Lin", "Bank", "ledger")
    mine, other = halves(tmp_path, "one"), halves(tmp_path, "two")
    for paths in (mine, other):
        export_halves(keystore, bank, paths, OFFICERS)
    for paths in ((mine[0], mine[0]), (mine[0], other[1]), (mine[1], mine[1])):
        with pytest.raises(BackupNoPair):
            open_halves(paths, OFFICERS)
    with pytest.raises(HalfWrongPassphrase) as told:
        open_halves(mine, (OFFICERS[0], "another one 1958"))
    assert told.value.params["file"] == mine[1].name
    # The other's half made up: what would come out is another secret.
    file = json.loads(mine[1].read_text())
    context = f"{backups.HALF_FORMAT}-1 {file['pair']} 2".encode()
    nonce, box = entry.seal_box(OFFICERS[0], file["kdf"], b64u_encode(bytes(32)).encode(), context)
    mine[1].write_text(json.dumps({**file, "nonce": nonce, "box": box}))
    with pytest.raises(BackupWrongPassphrase):
        open_halves(mine, (OFFICERS[0], OFFICERS[0]))
    with pytest.raises(BackupUnreadable):
        open_backup(mine[0], OFFICERS[0])


def test_a_half_of_another_length_or_without_its_backup_is_none(keystore: Keystore, tmp_path: Path) -> None:
    bank = keystore.create("B", "Lin", "Bank", "ledger")
    first, second = halves(tmp_path, "bank")
    export_halves(keystore, bank, (first, second), OFFICERS)
    good = json.loads(first.read_text())
    context = f"{backups.HALF_FORMAT}-1 {good['pair']} 1".encode()
    nonce, box = entry.seal_box(OFFICERS[0], good["kdf"], b64u_encode(bytes(31)).encode(), context)
    wrong: tuple[dict[str, object], ...] = (
        {"nonce": nonce, "box": box},
        {"backup": 7},
        {"kdf": {}},
        {"box": 7},
        {"version": 2},
        {"half": [1]},
        {"half": True},
        {"pair": "\ud800"},
    )
    for changed in wrong:
        first.write_text(json.dumps({**good, **changed}))
        with pytest.raises(BackupUnreadable):
            open_halves((first, second), OFFICERS)
    for half, path in ((1, first), (2, second)):
        path.write_text(json.dumps({"format": backups.HALF_FORMAT, "version": 1, "half": half}))
    with pytest.raises(BackupUnreadable):
        open_halves((first, second), OFFICERS)
