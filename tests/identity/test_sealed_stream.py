"""A sealed file of any size: whole, or refused; nothing of it is in clear."""

from __future__ import annotations

import io
import json

import pytest

from loc_desktop.errors import KnownError
from loc_desktop.identity.backups.sealed_stream import SealedReader, SealedWriter

FORM, PASSPHRASE = "a form", "tea garden 1958"
PIECE = 1024 * 1024


def sealed(data: bytes) -> bytes:
    file = io.BytesIO()
    writer = SealedWriter(file, FORM, PASSPHRASE)
    for begin in range(0, len(data), 70_001):
        writer.write(data[begin : begin + 70_001])
    writer.finish()
    return file.getvalue()


def opened(file: bytes, passphrase: str = PASSPHRASE, form: str = FORM) -> bytes:
    reader = SealedReader(io.BytesIO(file), form, passphrase)
    data = b"".join(iter(lambda: reader.read(99_999), b""))
    reader.end()
    return data


def refused(file: bytes, passphrase: str = PASSPHRASE, form: str = FORM) -> str:
    with pytest.raises(KnownError) as caught:
        opened(file, passphrase, form)
    return caught.value.code


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 5])
def test_what_was_written_is_read(size: int) -> None:
    data = bytes(number % 251 for number in range(1000)) * (size // 1000 + 1)
    assert opened(sealed(data[:size])) == data[:size]


def test_nothing_is_in_clear_and_each_file_has_a_salt_of_its_own() -> None:
    one, two = sealed(b"a customer's name" * 9), sealed(b"a customer's name" * 9)
    assert b"customer" not in one
    heads = [json.loads(file.partition(b"\n")[0]) for file in (one, two)]
    assert heads[0]["kdf"]["salt"] != heads[1]["kdf"]["salt"]
    assert heads[0]["nonce"] != heads[1]["nonce"]


def test_what_is_changed_cut_off_moved_or_too_long_is_refused() -> None:
    file = sealed(b"x" * (2 * PIECE + 5))
    line = len(file.partition(b"\n")[0]) + 1
    whole = PIECE + 16
    first, second, last = (
        file[line : line + whole],
        file[line + whole : line + 2 * whole],
        file[line + 2 * whole :],
    )
    head = file[:line]
    assert refused(file, "another one 1958") == "folder.wrong_passphrase"
    assert refused(file, form="another") == "folder.unreadable"
    assert refused(b"") == "folder.unreadable"
    assert refused(b"[" * 5000) == "folder.unreadable"
    assert refused(head.replace(b'"version": 1', b'"version": 2') + first) == "folder.unreadable"
    assert refused(head.replace(b'"t": 3', b'"t": 4') + first) == "folder.wrong_passphrase"
    assert refused(head.replace(b'"t": 3', b'"t": 99') + first) == "folder.unreadable"
    for changed in (
        head + first + second,
        head + first + last,
        head + first + second + last[:-1],
        head + first + second + last + b"!",
        head + first + second[:-1] + b"!" + last,
        head + first + first + last,
    ):
        assert refused(changed) == "folder.cut_off"
    assert refused(head + second + first + last) == "folder.wrong_passphrase"
