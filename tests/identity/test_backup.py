"""An identity as an encrypted file: out, deleted, in again; and every way in which a file can be the wrong
one."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from loc_desktop.identity import Keystore
from loc_desktop.identity.backup import export_identity, import_identity
from loc_desktop.identity.errors import (
    BackupUnreadable,
    BackupWrongPassphrase,
    EntryMissing,
    FileProblem,
    IdentityPresent,
    WeakPassphrase,
    WrongPin,
)

PASSPHRASE = "for the backup"


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
    with pytest.raises(IdentityPresent, match="Lin is already on this computer"):
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
    with pytest.raises(BackupWrongPassphrase, match="Nothing was imported"):
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
    with pytest.raises(BackupUnreadable, match="not a backup"):
        import_identity(keystore, file, PASSPHRASE)


def test_a_place_that_cannot_be_read_or_written_is_named(keystore: Keystore, tmp_path: Path) -> None:
    bank = keystore.create("B", "Lin", "Bank", "ledger")
    nowhere = tmp_path / "absent" / "identity.backup"
    with pytest.raises(FileProblem, match=r"absent.*No such file"):
        export_identity(keystore, bank, nowhere, PASSPHRASE)
    with pytest.raises(FileProblem, match=r"absent.*No such file"):
        import_identity(keystore, nowhere, PASSPHRASE)
    with pytest.raises(WeakPassphrase):
        export_identity(keystore, bank, tmp_path / "file", "short")


def test_a_derived_identity_is_backed_up_by_its_counter(keystore: Keystore, file: Path) -> None:
    desk = keystore.create("C", "counter", "County", "ledger", counter=True)
    with pytest.raises(ValueError, match="counter"):
        export_identity(keystore, keystore.counter(desk).customer("7", "Liu"), file, PASSPHRASE)
