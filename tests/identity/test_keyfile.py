"""The encrypted keyring file: no key is lost to a crash or to a second window; other programs read it."""

from __future__ import annotations

import configparser
import json
import stat
import subprocess
import sys
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from keyrings.cryptfile.cryptfile import CryptFileKeyring

from loc_desktop import file_causes
from loc_desktop.identity import Keystore, keyfile, open_keystore, uses_file
from loc_desktop.identity.backend import open_file_store
from loc_desktop.identity.errors import (
    KeyringFileDamaged,
    KeyringFileFailed,
    PassphraseNeeded,
    WeakPassphrase,
    WrongPassphrase,
)
from loc_desktop.identity.keyfile import FileStore
from loc_desktop.identity.keystore import KEYRING_FILE
from loc_desktop.identity.store import SERVICE
from tests.conftest import PASSPHRASE
from tests.support.full_disk import largest_file


def test_the_file_is_used_from_then_on_and_asks_for_its_passphrase(
    file_keystore: Keystore, home: Path
) -> None:
    identity = file_keystore.create("B", "Lin", "Bank", "ledger")
    assert uses_file(home)
    with pytest.raises(PassphraseNeeded):
        open_keystore(home)
    again = open_keystore(home, PASSPHRASE)
    assert again.signer(identity).key == identity.key
    assert "encrypted keyring file" in again.store.description


@pytest.mark.parametrize("passphrase", ["not the passphrase", PASSPHRASE + " ", ""])
def test_a_wrong_passphrase_is_told_and_changes_nothing(
    file_keystore: Keystore, home: Path, passphrase: str
) -> None:
    identity = file_keystore.create("B", "Lin", "Bank", "ledger")
    before = (home / KEYRING_FILE).read_bytes()
    for create in (False, True):
        with pytest.raises(WrongPassphrase, match="wrong_passphrase"):
            open_keystore(home, passphrase, create_file=create)
    assert (home / KEYRING_FILE).read_bytes() == before
    assert open_keystore(home, PASSPHRASE).signer(identity).key == identity.key


@pytest.mark.parametrize("passphrase", ["", "       ", "seven c"])
def test_a_new_file_needs_a_passphrase_worth_the_name(home: Path, passphrase: str) -> None:
    with pytest.raises(WeakPassphrase, match="minimum=8"):
        open_keystore(home, passphrase, create_file=True)
    assert not uses_file(home)


def test_the_file_holds_nothing_in_clear_and_is_the_owners_alone(file_keystore: Keystore, home: Path) -> None:
    file_keystore.store.set("entry", "keys", "the secret text")
    data = (home / KEYRING_FILE).read_bytes()
    assert b"secret" not in data
    assert PASSPHRASE.encode() not in data
    assert stat.S_IMODE((home / KEYRING_FILE).stat().st_mode) == 0o600


def test_cryptfile_reads_what_is_written_here_and_the_other_way(file_keystore: Keystore, home: Path) -> None:
    file_keystore.store.set("entry", "keys", "written here")
    theirs = CryptFileKeyring()
    theirs.file_path = str(home / KEYRING_FILE)
    theirs.keyring_key = PASSPHRASE
    assert theirs.get_password(f"{SERVICE}/entry", "keys") == "written here"
    theirs.set_password(f"{SERVICE}/other", "keys", "written there")
    assert open_file_store(home / KEYRING_FILE, PASSPHRASE).get("other", "keys") == "written there"
    assert open_file_store(home / KEYRING_FILE, PASSPHRASE).get("entry", "keys") == "written here"


def test_one_key_derivation_opens_the_whole_file(
    file_keystore: Keystore, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        file_keystore.store.set(f"entry{number}", "keys", f"text {number}")
    derivations = []
    derive = keyfile.derive

    def counted(passphrase: str, salt: bytes) -> bytes:
        derivations.append(salt)
        return derive(passphrase, salt)

    monkeypatch.setattr(keyfile, "derive", counted)
    store = open_file_store(home / KEYRING_FILE, PASSPHRASE)
    assert [store.get(f"entry{number}", "keys") for number in range(5)] == [f"text {n}" for n in range(5)]
    store.set("entry5", "keys", "text 5")
    assert len(derivations) == 1


@pytest.mark.parametrize(
    "damage", [b"", b"not a keyring", b"\xff\xfe", b"[keyring_2Dsetting]\nscheme = x\n", b"[a]\n[a]\n"]
)
def test_a_damaged_file_is_never_overwritten(home: Path, damage: bytes) -> None:
    (home / KEYRING_FILE).write_bytes(damage)
    with pytest.raises(KeyringFileDamaged):
        open_keystore(home, PASSPHRASE, create_file=True)
    assert (home / KEYRING_FILE).read_bytes() == damage


def test_an_entry_whose_salt_is_cut_off_is_told(file_keystore: Keystore, home: Path) -> None:
    file_keystore.store.set("one", "keys", "a text")
    config = configparser.RawConfigParser()
    config.read(home / KEYRING_FILE)
    entry = json.loads(b64decode(config["loc_2Ddesktop_2Fone"]["keys"]))
    for salt in ("", "AAAA"):
        changed = b64encode(json.dumps({**entry, "salt": salt}).encode()).decode()
        config["loc_2Ddesktop_2Fone"]["keys"] = changed
        with (home / KEYRING_FILE).open("w") as file:
            config.write(file)
        with pytest.raises(KeyringFileDamaged):
            open_file_store(home / KEYRING_FILE, PASSPHRASE).get("one", "keys")


def test_a_changed_entry_is_found_out(file_keystore: Keystore, home: Path) -> None:
    file_keystore.store.set("one", "keys", "text one")
    file_keystore.store.set("two", "keys", "text two")
    file = home / KEYRING_FILE
    # Both entries swapped: each is well encrypted, but under the other's name.
    text = file.read_text()
    first, second = "[loc_2Ddesktop_2Fone]", "[loc_2Ddesktop_2Ftwo]"
    assert first in text
    file.write_text(text.replace(first, "[x]").replace(second, first).replace("[x]", second))
    with pytest.raises(KeyringFileDamaged):
        open_file_store(file, PASSPHRASE).get("one", "keys")


def test_a_file_that_vanishes_is_not_made_anew_by_a_write(file_keystore: Keystore, home: Path) -> None:
    (home / KEYRING_FILE).unlink()
    with pytest.raises(KeyringFileDamaged):
        file_keystore.create("B", "Lin", "Bank", "ledger")
    assert not uses_file(home)
    assert file_keystore.list() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX's")
def test_a_full_disk_is_called_one_and_the_next_write_works(file_keystore: Keystore, home: Path) -> None:
    before = (home / KEYRING_FILE).read_bytes()
    with largest_file(0), pytest.raises(KeyringFileFailed) as failed:
        file_keystore.store.set("one", "keys", "a text")
    assert failed.value.code == "keyring.file_disk"
    assert (home / KEYRING_FILE).read_bytes() == before
    file_keystore.store.set("one", "keys", "a text")


def test_a_folder_that_is_a_file_is_not_called_a_damaged_keyring(tmp_path: Path) -> None:
    (tmp_path / "home").write_bytes(b"")
    with pytest.raises(KeyringFileFailed):
        open_keystore(tmp_path / "home", PASSPHRASE, create_file=True)


def test_a_disk_that_fails_in_the_middle_of_a_write_leaves_the_old_file(
    file_keystore: Keystore, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = file_keystore.create("B", "Lin", "Bank", "ledger")

    def fails(path: Path, target: object) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fails)
        with pytest.raises(KeyringFileFailed) as failed:
            file_keystore.create("FD", "Wu", "Finance", "ledger")
    assert failed.value.params == {"file": KEYRING_FILE, "why": file_causes.cause("disk_full")}
    assert open_keystore(home, PASSPHRASE).signer(identity).key == identity.key
    assert {file.name for file in home.iterdir()} == {KEYRING_FILE, f"{KEYRING_FILE}.lock", "identities"}


def test_five_windows_write_one_file_and_no_key_is_lost(file_keystore: Keystore, home: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from loc_desktop.identity import open_keystore\n"
        "keystore = open_keystore(Path(sys.argv[1]), sys.argv[2])\n"
        "for number in range(5): keystore.create('B', f'{number}', 'Bank', 'ledger')"
    )
    command = [sys.executable, "-c", program, str(home), PASSPHRASE]
    windows = [subprocess.Popen(command) for _ in range(5)]
    assert [window.wait() for window in windows] == [0] * 5
    identities = file_keystore.list()
    assert len(identities) == 25
    for identity in identities:
        assert file_keystore.signer(identity).key == identity.key


def test_another_passphrase_opens_every_key_and_the_old_one_none(file_keystore: Keystore, home: Path) -> None:
    identities = [file_keystore.create("B", f"Lin {number}", "Bank", "ledger") for number in range(3)]
    before = (home / KEYRING_FILE).read_bytes()
    store = open_file_store(home / KEYRING_FILE, PASSPHRASE)
    assert isinstance(store, FileStore)
    with pytest.raises(WeakPassphrase):
        store.change_passphrase("12345678")
    assert (home / KEYRING_FILE).read_bytes() == before
    store.change_passphrase("rice terrace 1962")
    assert stat.S_IMODE((home / KEYRING_FILE).stat().st_mode) == 0o600
    with pytest.raises(WrongPassphrase):
        open_keystore(home, PASSPHRASE)
    again = open_keystore(home, "rice terrace 1962")
    assert [again.signer(identity).key for identity in identities] == [made.key for made in identities]
    # Who has the file open still neither writes into it nor takes it for damaged.
    changed = (home / KEYRING_FILE).read_bytes()
    for use in (
        lambda: file_keystore.create("B", "Wang", "Bank", "ledger"),
        lambda: file_keystore.signer(identities[0]),
        lambda: file_keystore.delete(identities[0]),
    ):
        with pytest.raises(WrongPassphrase):
            use()
    assert (home / KEYRING_FILE).read_bytes() == changed
    assert not list(home.glob(".keyring*.new"))
