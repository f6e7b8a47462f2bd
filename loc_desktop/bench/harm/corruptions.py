"""Bits of a ledger's file that change by themselves: `verify` names them, or they mean nothing."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from urllib.parse import quote

from loc_desktop.bench.harm.count import Count
from loc_desktop.errors import KnownError
from loc_desktop.ledger.embedded.verify import verify


def content(file: Path) -> str:
    """A digest of every row of every table: what the file says, apart from where in it that stands."""
    uri = f"file:{quote(os.fsencode(file))}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        digest = hashlib.sha256()
        for line in connection.iterdump():
            digest.update(line.encode("utf-8", "surrogateescape"))
        return digest.hexdigest()


def run(file: Path, random: Random, count: Count) -> None:
    """Change one bit of the closed ledger ``file``, look, and change it back."""
    pristine, before = file.read_bytes(), content(file)
    changed = bytearray(pristine)
    changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    try:
        file.write_bytes(changed)
        try:
            good = verify(file).good
        except KnownError:
            good = False
        if good:
            count.wrongly += _says(file) != before
    finally:
        file.write_bytes(pristine)
    count.tried += 1


def _says(file: Path) -> str:
    try:
        return content(file)
    except sqlite3.Error:
        return ""
