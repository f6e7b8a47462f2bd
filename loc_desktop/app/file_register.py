"""What a data folder remembers of its files: ``files.json``.

The folder's own id, and for each file that cannot be thrown away its name and the number in its header: a
file that was there once and is missing, empty or another one is never taken for a new one.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from loc_desktop.data_file import MOST_STAMP, FilesError, newer, unwritable
from loc_desktop.identity.files import locked, write_private
from loc_desktop.small_file import read_small

FILES: Final = "files.json"
ID_FILE: Final = "folder.id"
"""The folder's id once more: without it nobody finds the key of its files in the keyring."""

VERSION: Final = 1
_MOST_BYTES: Final = 1024 * 1024
_ID_DIGITS: Final = 32


class FileRegister:
    """The register of one data folder. Thread- and process-safe."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.path = home / FILES

    def begin(self) -> None:
        """Make the register of a folder that knows no ledger yet."""
        if not self.path.exists() and not (self._home / "ledgers.json").exists():
            with self.alone():
                if not self.path.exists():
                    self._write({})

    @property
    def folder(self) -> str:
        """The folder's id: 32 hex digits, by which the keyring knows its key."""
        folder = str(self._read()["folder"])
        if not folder:
            self._change(lambda files: files)
            folder = str(self._read()["folder"])
        return folder

    def stamp(self, name: str) -> int:
        """The number that a file must have in its header; 0 for one that is not remembered. Raises FilesError
        ``files.register``, ``files.newer``."""
        number = self._read()["files"].get(name)
        return int(number) if number is not None else 0

    def names(self) -> tuple[str, ...]:
        """The files that are remembered."""
        return tuple(sorted(self._read()["files"]))

    def enter(self, name: str, stamp: int) -> None:
        """Remember a file that was made. Raises FilesError."""
        if self.stamp(name) != stamp:
            self._change(lambda files: {**files, name: stamp})

    def forget(self, name: str) -> None:
        """A new file of this name may be made from now on: a person's deed."""
        self._change(lambda files: {known: stamp for known, stamp in files.items() if known != name})

    def adopt(self, stamps: Mapping[str, int]) -> None:
        """Write a lost register anew with the files that are there: a person's deed."""
        with self.alone():
            self._write(dict(stamps), self._kept_id())

    def _kept_id(self) -> str:
        """The folder's id from the file beside the register, "" if there is none."""
        try:
            digits = (self._home / ID_FILE).read_bytes()[: _ID_DIGITS + 1].decode("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""
        return digits if len(digits) == _ID_DIGITS and digits.isalnum() else ""

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One process at a time. Raises FilesError ``files.disk``."""
        with ExitStack() as held:
            try:
                self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
                held.enter_context(locked(self.path))
            except OSError as error:
                raise unwritable(self.path, error) from error
            yield

    def _change(self, change: Callable[[dict[str, int]], dict[str, int]]) -> None:
        with self.alone():
            register = self._read()
            self._write(change(dict(register["files"])), str(register["folder"]))

    def _write(self, files: Mapping[str, int], folder: str = "") -> None:
        folder = folder or secrets.token_hex(_ID_DIGITS // 2)
        text = {"version": VERSION, "folder": folder, "files": files}
        try:
            if self._kept_id() != folder:
                write_private(self._home / ID_FILE, folder.encode())
            write_private(self.path, json.dumps(text, indent=1, sort_keys=True).encode())
        except OSError as error:
            raise unwritable(self.path, error) from error

    def _read(self) -> Mapping[str, Any]:
        try:
            data = read_small(self.path, _MOST_BYTES)
        except FileNotFoundError:
            if (self._home / "ledgers.json").exists():
                raise self._lost() from None
            return {"folder": "", "files": {}}
        except OSError as error:
            raise self._lost() from error
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            raise self._lost() from None
        if not isinstance(value, dict):
            raise self._lost()
        version, folder = value.get("version"), value.get("folder")
        if type(version) is int and version > VERSION:  # before its form, which may be another
            raise newer(self.path)
        if not isinstance(value.get("files"), dict):
            raise self._lost()
        stamps = value["files"].values()
        good = all(type(stamp) is int and 0 < stamp <= MOST_STAMP for stamp in stamps)
        if version != VERSION or not isinstance(folder, str) or len(folder) != _ID_DIGITS or not good:
            raise self._lost()
        return value

    def _lost(self) -> FilesError:
        return FilesError(
            "files.register",
            params={"file": FILES, "folder": str(self._home)},
        )
