"""The operating system's keyring in all its moods, each with its message. A real gnome-keyring throughout."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked as BackendLocked
from keyring.errors import PasswordSetError

from loc_desktop.identity import Keystore, open_keystore
from loc_desktop.identity.backend import SystemStore, open_system_store
from loc_desktop.identity.errors import (
    EntryDamaged,
    EntryMissing,
    KeyringFailed,
    KeyringGone,
    KeyringInsecure,
    KeyringLocked,
    KeyringMissing,
    KeyringRefused,
)
from loc_desktop.identity.store import MAX_ENTRY
from loc_desktop.script.keys import verify
from tests.identity.conftest import Desktop
from tests.support import session

pytestmark = pytest.mark.keyring


def test_an_entry_comes_back_as_it_was_and_goes_when_deleted(secret_service: None) -> None:
    store = open_system_store()
    store.set("entry", "keys", "text äöü 林")
    assert store.get("entry", "keys") == "text äöü 林"
    assert store.get("entry", "pin") is None
    store.delete("entry", "keys")
    store.delete("entry", "keys")
    assert store.get("entry", "keys") is None


def test_a_locked_keyring_says_so_where_nobody_may_be_asked(home: Path, keystore: Keystore) -> None:
    identity = keystore.create("B", "Lin Xiuying", "Longyan Bank", "ledger")
    session.lock_keyring()
    silent = open_keystore(home, prompt_seconds=0)
    with pytest.raises(KeyringLocked, match="locked"):
        silent.signer(identity)
    session.unlock_keyring()
    assert verify(identity.key, silent.signer(identity).sign(b"m"), b"m")


def test_a_dismissed_request_is_a_refusal_and_loses_nothing(keystore: Keystore) -> None:
    # The session's keyring has no screen to ask on: gnome-keyring reports the request as dismissed.
    identity = keystore.create("B", "Lin Xiuying", "Longyan Bank", "ledger")
    session.lock_keyring()
    with pytest.raises(KeyringRefused, match=r"keyring\.refused"):
        keystore.signer(identity)
    with pytest.raises(KeyringRefused):
        keystore.create("FD", "Wu Min", "Finance", "ledger")
    with pytest.raises(KeyringRefused):
        keystore.delete(identity)
    assert keystore.list() == (identity,)
    session.unlock_keyring()
    assert verify(identity.key, keystore.signer(identity).sign(b"m"), b"m")


def test_a_request_that_nobody_answers_ends(
    home: Path, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    if "DISPLAY" not in os.environ:
        pytest.skip("needs Xvfb, on which the keyring's own window asks for the password")
    desktop.kill()
    desktop.screen = os.environ["DISPLAY"]
    desktop.start()
    identity = open_keystore(home).create("B", "Lin Xiuying", "Longyan Bank", "ledger")
    session.lock_keyring()
    with pytest.raises(KeyringLocked):
        open_keystore(home, prompt_seconds=1).signer(identity)


def test_a_service_without_any_keyring_asks_for_a_new_one_or_is_told_not_to(
    home: Path, desktop: Desktop
) -> None:
    desktop.kill()
    shutil.rmtree(desktop.folder / "data")
    desktop.start(unlock=False)
    for seconds, error in ((0, KeyringLocked), (60, KeyringRefused)):
        with pytest.raises(error):
            open_keystore(home, prompt_seconds=seconds).create("B", "Lin", "Bank", "ledger")
    assert not (home / "identities").exists()


def test_a_deleted_entry_is_named_with_its_owner(keystore: Keystore) -> None:
    identity = keystore.create("B", "Lin Xiuying", "Longyan Bank", "ledger")
    keystore.store.delete(identity.id, "keys")
    with pytest.raises(EntryMissing, match=r"entry_missing.*Lin Xiuying"):
        keystore.signer(identity)
    assert keystore.list() == (identity,)


@pytest.mark.parametrize("damage", ["", "{}", "[1]", '{"v":1}', '{"v":2,"sign":"","decrypt":""}', "another"])
def test_a_changed_entry_is_not_used(keystore: Keystore, damage: str) -> None:
    identity = keystore.create("B", "Lin Xiuying", "Longyan Bank", "ledger")
    if damage == "another":
        other = keystore.create("B", "Chen Hua", "Longyan Bank", "ledger")
        damage = keystore.entry_text(other)
    keystore.store.set(identity.id, "keys", damage)
    with pytest.raises(EntryDamaged, match="Lin Xiuying"):
        keystore.signer(identity)


def test_a_session_that_dies_is_told_and_its_keys_are_there_after_the_next_login(
    home: Path, desktop: Desktop
) -> None:
    keystore = open_keystore(home)
    identity = keystore.create("B", "Lin Xiuying", "Longyan Bank", "ledger")
    desktop.kill()
    with pytest.raises(KeyringGone, match=r"keyring\.gone"):
        keystore.signer(identity)
    with pytest.raises(KeyringGone):
        keystore.create("FD", "Wu Min", "Finance", "ledger")
    assert keystore.list() == (identity,)
    desktop.start()
    assert verify(identity.key, keystore.signer(identity).sign(b"m"), b"m")


@pytest.mark.parametrize("address", [None, "unix:path=/nowhere/bus", "nonsense"])
def test_without_a_message_bus_the_message_says_what_to_install(
    home: Path, monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    else:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with pytest.raises(KeyringMissing, match=r"keyring\.missing.*linux"):
        open_keystore(home)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    "backend",
    [
        "keyrings.cryptfile.file.PlaintextKeyring",
        "keyring.backends.null.Keyring",
        "keyring.backends.chainer.ChainerBackend",
    ],
)
def test_a_backend_that_may_not_encrypt_is_refused_by_name(
    home: Path, monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    with pytest.raises(KeyringInsecure, match=rf"keyring\.insecure \(backend={backend}"):
        open_keystore(home)


@pytest.mark.parametrize("backend", ["keyring.backends.fail.Keyring", "keyrings.absent.Keyring"])
def test_a_backend_that_does_not_work_is_a_missing_one(
    home: Path, monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    with pytest.raises(KeyringMissing):
        open_keystore(home)


def test_a_configured_backend_that_encrypts_is_taken(
    home: Path, secret_service: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.SecretService.Keyring")
    assert open_keystore(home).store.description == "SecretService Keyring"


def test_nothing_private_is_written_outside_the_keyring(home: Path, keystore: Keystore) -> None:
    import json

    identity = keystore.create("C", "Liu Jianguo", "County", "ledger", registrar=True, counter=True)
    secrets = json.loads(keystore.entry_text(identity))
    written = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert identity.key.encode() in written
    for name in ("sign", "decrypt", "seed"):
        assert secrets[name].encode() not in written


def test_every_entry_fits_the_smallest_keyring(keystore: Keystore) -> None:
    counter = keystore.create("C", "x" * 500, "County", "ledger", registrar=True, counter=True)
    customer = keystore.create("C", "x" * 500, "County", "ledger", "pin", "493817")
    for identity in (counter, customer):
        assert len(keystore.entry_text(identity).encode("utf-16-le")) < MAX_ENTRY
    with pytest.raises(ValueError, match="2560"):
        keystore.store.set("large", "keys", "x" * (MAX_ENTRY // 2))


class DeniedKeychain(KeyringBackend):
    """Stands in for macOS' keychain, which cannot be had here: raises what keyring's macOS backend raises."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own is untyped

    def get_password(self, service: str, username: str) -> str | None:
        raise BackendLocked("Can't get password from keychain: (-128, 'User Canceled')")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise PasswordSetError("Can't store password on keychain: (-25299, 'Unknown Error')")


def test_another_systems_refusal_and_fault_have_the_same_messages() -> None:
    store = SystemStore(DeniedKeychain())
    with pytest.raises(KeyringRefused) as refused:
        store.get("entry", "keys")
    assert "User Canceled" in str(refused.value.details["reason"])
    with pytest.raises(KeyringFailed) as failed:
        store.set("entry", "keys", "text")
    assert "Unknown Error" in str(failed.value.details["reason"])


def test_a_collection_that_is_not_there_is_asked_for_again(
    secret_service: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import secretstorage

    # gnome-keyring's wrong answer cannot be had at will: the first is made up, the others are real.
    real, asked = secretstorage.get_default_collection, 0

    def sometimes_wrong(connection: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked == 1:
            return secretstorage.Collection(connection, "/org/freedesktop/secrets/collection/_1d_ca_ce_07")
        return real(connection)

    monkeypatch.setattr(secretstorage, "get_default_collection", sometimes_wrong)
    store = open_system_store()
    store.set("entry", "keys", "text")
    assert asked > 1
    assert store.get("entry", "keys") == "text"


def test_five_windows_share_the_keyring(home: Path, keystore: Keystore) -> None:
    program = (
        "import sys; from pathlib import Path; from loc_desktop.identity import open_keystore\n"
        "keystore = open_keystore(Path(sys.argv[1]))\n"
        "for number in range(4): keystore.create('B', f'{sys.argv[2]}-{number}', 'Bank', 'ledger')"
    )
    windows = [subprocess.Popen([sys.executable, "-c", program, str(home), str(n)]) for n in range(5)]
    assert [window.wait() for window in windows] == [0] * 5
    identities = keystore.list()
    assert {identity.name for identity in identities} == {f"{n}-{m}" for n in range(5) for m in range(4)}
    for identity in identities:
        assert keystore.signer(identity).key == identity.key
