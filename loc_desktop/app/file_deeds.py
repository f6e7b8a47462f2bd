"""What a person may do about a file of the data folder that is missing or another one: put a copy back, or
begin anew. Nothing is deleted: what is replaced is kept aside.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop import file_causes
from loc_desktop.app.data_folder import OUTBOX_FILE, REFERENCE_FILE, key_stamp, read_reference
from loc_desktop.bank import encrypted
from loc_desktop.data_file import FilesError, missing, other
from loc_desktop.errors import KnownError
from loc_desktop.identity.files import write_private
from loc_desktop.identity.keystore import KEYRING_FILE, uses_file

if TYPE_CHECKING:
    from loc_desktop.app.connections import Connections

_PARTS = ("", "-wal", "-shm")


class FileDeeds:
    """The deeds of one data folder. Each closes its own files, not the ledgers, and they are opened again."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._home = connections.home
        self._register = connections.folder.register

    def files(self) -> tuple[tuple[str, bool], ...]:
        """The remembered files, and whether each is there and not empty."""
        return tuple((name, _there(self._home / name)) for name in self._register.names())

    def knows(self, name: str) -> bool:
        """Whether this is a remembered file, or that of the keys; not where the list cannot be read."""
        if name == KEYRING_FILE:
            return uses_file(self._home)
        try:
            return self._register.stamp(name) > 0
        except KnownError:
            return False

    def restore(self, name: str, copy: Path) -> None:
        """Put a copy of a remembered file back, with what stands in the log beside it. The copy may be on a
        medium that nothing writes to. Raises FilesError ``files.unknown``, ``files.copy``, ``files.other``
        for a copy of another file, ``files.disk``."""
        if not _there(copy):
            raise missing(copy)
        if name == KEYRING_FILE:
            self._put_keys(copy)
            return
        stamp = self._known(name)
        self._connections.close_own_files()
        target = self._home / name
        fresh = self._home / f".{name}.restored"
        try:
            for part in ("", "-wal"):
                if Path(f"{copy}{part}").is_file():
                    shutil.copyfile(f"{copy}{part}", f"{fresh}{part}")
                    Path(f"{fresh}{part}").chmod(0o600)
            # To look at it is to bring its log in: SQLite does, when the last connection closes.
            if self._stamp_of(fresh, name) != stamp:
                raise other(copy)
            self._put_aside(target)
            for part in ("-wal", ""):
                if Path(f"{fresh}{part}").exists():
                    Path(f"{fresh}{part}").replace(f"{target}{part}")
        except OSError as error:
            raise _no_copy(copy, error) if error.filename == str(copy) else _disk(target, error) from error
        finally:
            for part in _PARTS:
                Path(f"{fresh}{part}").unlink(missing_ok=True)

    def anew(self, name: str) -> None:
        """Let a new file be made in the place of a remembered one. Raises FilesError ``files.unknown``."""
        if name != KEYRING_FILE:
            self._known(name)
        self._connections.close_own_files()
        self._connections.forget_keys_file()
        try:
            self._put_aside(self._home / name)
        except OSError as error:
            raise _disk(self._home / name, error) from error
        if name != KEYRING_FILE:
            self._register.forget(name)

    def adopt(self) -> tuple[str, ...]:
        """Write a lost list anew with the files that are there; their names. Raises KnownError ``keyring.*``
        where the folder's key cannot be had."""
        self._connections.close_own_files()
        present = {path.name: path for path in self._present()}
        self._register.adopt({})  # so that the folder has its id, by which the keyring knows the key
        stamps = {name: self._stamp_of(path, name) for name, path in present.items()}
        for name, stamp in stamps.items():
            if not stamp:
                raise other(present[name])
        self._register.adopt(stamps)
        return tuple(sorted(stamps))

    def _put_keys(self, copy: Path) -> None:
        """A copy of the encrypted keyring file; its passphrase, asked for next, tells whether it is one."""
        target = self._home / KEYRING_FILE
        try:
            content = copy.read_bytes()
            self._put_aside(target)
            write_private(target, content)
        except OSError as error:
            raise _no_copy(copy, error) if error.filename == str(copy) else _disk(target, error) from error
        self._connections.forget_keys_file()

    def _present(self) -> Iterator[Path]:
        for pattern in ("office-*.sqlite", "books-*.sqlite", OUTBOX_FILE, REFERENCE_FILE):
            yield from (path for path in self._home.glob(pattern) if _there(path))

    def _known(self, name: str) -> int:
        stamp = self._register.stamp(name)
        if not stamp:
            raise FilesError(
                "files.unknown",
                params={"file": name, "folder": str(self._home)},
            )
        return stamp

    def _stamp_of(self, path: Path, name: str) -> int:
        """The number in a file's header, as the file of this ``name``."""
        try:
            if name == REFERENCE_FILE:
                key = read_reference(path)
                return key_stamp(key) if key else 0
            return encrypted.stamp_of(path, b"" if name == OUTBOX_FILE else self._connections.data_key())
        except OSError as error:
            raise _no_copy(path, error) from error

    def _put_aside(self, target: Path) -> None:
        number = 1
        while any(Path(f"{target}.aside{number}{part}").exists() for part in _PARTS):
            number += 1
        for part in _PARTS:
            if Path(f"{target}{part}").exists():
                Path(f"{target}{part}").replace(f"{target}.aside{number}{part}")


def _there(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _no_copy(path: Path, error: OSError) -> FilesError:
    return FilesError(
        "files.copy",
        params={"file": path.name, "folder": str(path.parent), "why": file_causes.of_error(error)},
    )


def _disk(path: Path, error: OSError) -> FilesError:
    return FilesError(
        "files.disk",
        params={"file": path.name, "folder": str(path.parent), "why": file_causes.of_error(error)},
    )
