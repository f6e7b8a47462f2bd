"""A data folder: its files, settings and secret of ids. Files are readable by their owner only."""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
import threading
from pathlib import Path

from loc_desktop.app.file_register import FileRegister
from loc_desktop.app.settings import Settings
from loc_desktop.data_file import MOST_STAMP, check_present, newer, other, unwritable
from loc_desktop.identity.files import write_private

EMBEDDED_FILE = "ledger.sqlite"
OUTBOX_FILE = "outbox.sqlite"
REFERENCE_FILE = "reference.key"

_KEY_BYTES = 32
_REFERENCE = b"LoC-reference-1\n"
"""The first line of the secret of ids: what it is, and its version."""
_OTHERS = 0o077
"""The rights of everybody but the owner."""


_FOLDERS = ("", "identities", "logs", "profiles")
"""Where the program keeps files: the folder itself and these in it; others in it are not its own."""


class DataFolder:
    """The files of one data folder. Nothing is opened or made before it is needed. Thread-safe."""

    def __init__(self, home: Path) -> None:
        """Files that are there, of an older version or copied from elsewhere, are made private."""
        self.home = home
        self._make_private()
        self.settings = Settings(home)
        self.register = FileRegister(home)
        self.joining = threading.Lock()
        """One joining of a network at a time."""
        self._lock = threading.Lock()

    def _make_private(self) -> None:
        """Modes 0700 and 0600. What cannot be changed (a read-only folder) stays as it is."""
        if os.name != "posix":
            return
        for folder in (self.home / name for name in _FOLDERS):
            with contextlib.suppress(OSError):
                if folder.stat().st_mode & _OTHERS:
                    folder.chmod(0o700)
                for file in folder.iterdir():
                    if file.is_file() and not file.is_symlink() and file.stat().st_mode & _OTHERS:
                        file.chmod(0o600)

    def reference(self, text: str) -> str:
        """32 hex characters that stand for ``text``, always the same in this folder: HMAC-SHA-256 with a key
        of its own. For ids of events that must run once: nobody else can foresee them. Raises FilesError:
        with another key an event would run twice."""
        file = self.home / REFERENCE_FILE
        with self._lock:
            stamp = self.register.stamp(REFERENCE_FILE)
            check_present(file, stamp)
            if not file.exists():
                try:
                    self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
                    write_private(file, _REFERENCE + secrets.token_bytes(_KEY_BYTES))
                except OSError as error:
                    raise unwritable(file, error) from error
            key = read_reference(file)
            if not key or (stamp and stamp != key_stamp(key)):
                raise other(file)
            self.register.enter(REFERENCE_FILE, key_stamp(key))
        return hmac.digest(key, text.encode(), "sha256").hex()[:32]


def read_reference(file: Path) -> bytes:
    """The secret of ids in ``file``; empty if it is none. Raises OSError, FilesError ``files.newer``."""
    with file.open("rb") as stream:
        content = stream.read(len(_REFERENCE) + _KEY_BYTES + 1)
    name, _, version = _REFERENCE.rstrip(b"\n").rpartition(b"-")
    line, _, key = content.partition(b"\n")
    said, _, number = line.rpartition(b"-")
    if said == name and number.isdigit() and int(number) > int(version):
        raise newer(file)
    return key if line + b"\n" == _REFERENCE and len(key) == _KEY_BYTES else b""


def key_stamp(key: bytes) -> int:
    """What the register remembers of the secret of ids."""
    return int.from_bytes(hmac.digest(key, b"LoC-reference-stamp-1", "sha256")[:4]) % MOST_STAMP + 1
