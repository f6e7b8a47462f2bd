"""Settings of one data folder: small JSON files, each replaced as a whole, one writer at a time.

Each holds ``{"version": 1, "content": {…}}``.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from loc_desktop.app.file_register import FileRegister
from loc_desktop.data_file import FilesError, newer, unwritable
from loc_desktop.identity.files import locked, write_private
from loc_desktop.small_file import read_small

_FILES: Final = ("settings.json", "ledgers.json", "joining.json", "cache.json")
_DAMAGED: Final = ".damaged"
VERSION: Final = 1
_MOST_BYTES: Final = 8 * 1024 * 1024


class Settings:
    """Texts by name in ``settings.json``, and the ledgers that are known here. Thread- and process-safe.

    A file that cannot be read counts as empty: settings are never worth refusing to start. One that is
    damaged is kept aside under another name (:meth:`damaged`) before anything is written in its place. One of
    a newer version is left as it is, and reading or writing it raises FilesError ``files.newer``.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = threading.Lock()

    def all(self) -> Mapping[str, str]:
        """Every setting."""
        return MappingProxyType(_texts(self._read("settings.json")))

    def set(self, name: str, value: str) -> None:
        """Raises FilesError ``files.disk`` if the folder cannot be written; then nothing has changed."""
        self._change("settings.json", lambda texts: {**_texts(texts), name: value})

    def cached(self, name: str) -> str:
        """What :meth:`cache` kept, "" if nothing."""
        return str(self._read("cache.json").get(name, ""))

    def cache(self, name: str, value: str) -> None:
        """Keep what can be worked out again; a folder that cannot be written keeps nothing."""
        try:
            self._change("cache.json", lambda kept: {**kept, name: value})
        except FilesError as error:
            if error.code != "files.disk":
                raise

    def ledgers(self) -> Mapping[str, Mapping[str, str]]:
        """Ledger id → {"kind": "embedded" | "fabric", "where": file name or profile, …}."""
        return _entries(self._read("ledgers.json"))

    def add_ledger(self, ledger: str, entry: Mapping[str, str]) -> None:
        """Raises FilesError ``files.disk``."""
        FileRegister(self._home).begin()
        self._change("ledgers.json", lambda entries: {**_entries(entries), ledger: dict(entry)})

    def joining(self) -> Mapping[str, Mapping[str, str]]:
        """What is known of each joining of a network that has begun and not ended, by a name of its own."""
        entries = self._read("joining.json")
        return {name: entry for name, entry in entries.items() if isinstance(entry, dict)}

    def set_joining(self, name: str, entry: Mapping[str, str] | None) -> None:
        """Keep how far a joining has come; None once it has ended. Raises FilesError
        ``files.disk``."""

        def changed(entries: Mapping[str, Any]) -> Mapping[str, Any]:
            others = {
                known: value for known, value in entries.items() if known != name and isinstance(value, dict)
            }
            return others if entry is None else {**others, name: dict(entry)}

        self._change("joining.json", changed)

    def damaged(self) -> tuple[Path, ...]:
        """The files that could not be read and were kept aside, or wait to be, by name."""
        aside = [file for name in _FILES for file in self._home.glob(f"{name}{_DAMAGED}*")]
        waiting = [self._home / name for name in _FILES if _is_damaged(self._home / name)]
        return tuple(sorted((*aside, *waiting)))

    def _read(self, name: str) -> Mapping[str, Any]:
        return _read(self._home / name) or {}

    def _change(self, name: str, change: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
        """Read, change and write again, with no other process in between."""
        path = self._home / name
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._lock, locked(path):
                content = _read(path)
                if content is None and path.exists():
                    _keep_aside(path)
                whole = {"version": VERSION, "content": dict(change(content or {}))}
                text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True)
                write_private(path, text.encode())
        except OSError as error:
            raise unwritable(path, error) from error


def _texts(content: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in content.items()}


def _entries(content: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    return {
        str(ledger): entry
        for ledger, entry in content.items()
        if isinstance(entry, dict) and isinstance(entry.get("kind"), str)
    }


def _read(path: Path) -> dict[str, Any] | None:
    """The file's content; None where there is none that can be read. Raises FilesError ``files.newer``."""
    try:
        value = json.loads(read_small(path, _MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    version, content = value.get("version"), value.get("content")
    if type(version) is int and version > VERSION:
        raise newer(path)
    return content if version == VERSION and isinstance(content, dict) else None


def _is_damaged(path: Path) -> bool:
    try:
        return path.is_file() and _read(path) is None
    except FilesError:
        return False


def _keep_aside(path: Path) -> None:
    number = 1
    while (aside := path.with_name(f"{path.name}{_DAMAGED}{number}")).exists():
        number += 1
    path.replace(aside)
