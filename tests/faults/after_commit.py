"""A file of the data folder that fails at the moment when the ledger has committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.bank import encrypted
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger


@contextmanager
def locked(file: Path, key: bytes = b"") -> Iterator[None]:
    """Another program writes the file for a long time; ``key``: that of an encrypted one."""
    # By the library that the program uses for it: two in one process do not see each other's locks.
    other = encrypted.connect(file, key, 5) if key else sqlite3.connect(file, check_same_thread=False)
    other.isolation_level = None
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def damaged(file: Path, _key: bytes = b"") -> Iterator[None]:
    """The file and its log are full of noise; afterwards they are what they were."""
    parts = [part for part in (file, Path(f"{file}-wal")) if part.exists()]
    before = [part.read_bytes() for part in parts]
    for part, content in zip(parts, before, strict=True):
        with part.open("r+b") as stream:
            stream.write(b"\x5a" * len(content))
    try:
        yield
    finally:
        for part, content in zip(parts, before, strict=True):
            with part.open("r+b") as stream:
                stream.write(content)


HARMS: dict[str, Callable[[Path, bytes], Any]] = {"locked": locked, "damaged": damaged}


@contextmanager
def harmed_after(
    monkeypatch: pytest.MonkeyPatch, file: Path, how: str, fns: tuple[str, ...], key: bytes = b""
) -> Iterator[list[str]]:
    """From the first commit of one of ``fns`` on the file is harmed; which were committed by then."""
    own, committed = EmbeddedLedger.submit, list[str]()
    harm = HARMS[how](file, key)

    def submit(self: Any, fn: str, args: Any, user: Any) -> Any:
        handle = own(self, fn, args, user)
        if fn in fns:
            if not committed:
                harm.__enter__()
            committed.append(fn)
        return handle

    with monkeypatch.context() as patch:
        patch.setattr(EmbeddedLedger, "submit", submit)
        try:
            yield committed
        finally:
            if committed:
                harm.__exit__(None, None, None)
