"""Settings of one data folder: a small JSON file, replaced as a whole."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any


class Settings:
    """Texts by name in ``settings.json``, and the ledgers that are known here. Thread-safe.

    A file that cannot be read counts as empty: settings are never worth refusing to start. The ledgers are
    kept apart, in ``ledgers.json``, for the same reason.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = threading.Lock()

    def all(self) -> Mapping[str, str]:
        """Every setting."""
        found = _read(self._home / "settings.json")
        return MappingProxyType({str(name): str(value) for name, value in found.items()})

    def set(self, name: str, value: str) -> None:
        with self._lock:
            _write(self._home / "settings.json", {**self.all(), name: value})

    def cached(self, name: str) -> str:
        """What :meth:`cache` kept, "" if nothing."""
        return str(_read(self._home / "cache.json").get(name, ""))

    def cache(self, name: str, value: str) -> None:
        """Keep what can be worked out again."""
        with self._lock:
            _write(self._home / "cache.json", {**_read(self._home / "cache.json"), name: value})

    def ledgers(self) -> Mapping[str, Mapping[str, str]]:
        """Ledger id → {"kind": "embedded" | "fabric", "where": file name or profile, …}."""
        return {
            str(ledger): entry
            for ledger, entry in _read(self._home / "ledgers.json").items()
            if isinstance(entry, dict) and isinstance(entry.get("kind"), str)
        }

    def add_ledger(self, ledger: str, entry: Mapping[str, str]) -> None:
        with self._lock:
            _write(self._home / "ledgers.json", {**self.ledgers(), ledger: dict(entry)})

    def joining(self) -> Mapping[str, Mapping[str, str]]:
        """What is known of each joining of a network that has begun and not ended, by a name of its own."""
        found = _read(self._home / "joining.json")
        return {name: entry for name, entry in found.items() if isinstance(entry, dict)}

    def set_joining(self, name: str, entry: Mapping[str, str] | None) -> None:
        """Keep how far a joining has come; None once it has ended."""
        with self._lock:
            others = {known: one for known, one in self.joining().items() if known != name}
            _write(self._home / "joining.json", others if entry is None else {**others, name: dict(entry)})


def _read(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _write(path: Path, value: Mapping[str, Any]) -> None:
    """The old file or the new one, never half of one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(dict(value), file, ensure_ascii=False, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
