"""A file of any size under a passphrase, written and read piece by piece.

The first line is JSON in clear, ``{"format":…,"version":1,"kdf":{…},"nonce":…}``; then pieces of 1 MiB under
AES-256-GCM with the key that Argon2id makes of the passphrase, the line as associated data. A piece's nonce
is 7 random bytes of the file, the piece's number (4 bytes) and whether it is the last (1 byte): none can be
changed, left out, moved or cut off (STREAM of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from loc_desktop.identity import entry
from loc_desktop.identity.errors import FolderFileCutOff, FolderFileUnreadable, FolderWrongPassphrase
from loc_desktop.script.canonical import ScriptError, b64u_decode, b64u_encode

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION: Final = 1
_PIECE: Final = 1024 * 1024
_TAG: Final = 16
_PREFIX: Final = 7
_MOST_LINE: Final = 4096
_MOST_PIECES: Final = 2**32 - 1


class SealedWriter:
    """Takes bytes, writes them sealed to ``file``. :meth:`finish` writes the last piece: without it whoever
    reads the file says that it was cut off."""

    def __init__(self, file: BinaryIO, form: str, passphrase: str) -> None:
        prefix = os.urandom(_PREFIX)
        kdf = entry.new_kdf()
        header = {"format": form, "version": VERSION, "kdf": kdf, "nonce": b64u_encode(prefix)}
        self._line = json.dumps(header, sort_keys=True).encode() + b"\n"
        self._box = _box(passphrase, kdf)
        self._file, self._prefix = file, prefix
        self._number = 0
        self._kept = bytearray()
        file.write(self._line)

    def write(self, data: bytes) -> int:
        """Raises OSError."""
        self._kept += data
        while len(self._kept) > _PIECE:
            self._seal(bytes(self._kept[:_PIECE]), last=False)
            del self._kept[:_PIECE]
        return len(data)

    def finish(self) -> None:
        """Write what is left. Raises OSError."""
        self._seal(bytes(self._kept), last=True)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._box.encrypt(_nonce(self._prefix, self._number, last), piece, self._line))
        self._number += 1


class SealedReader:
    """Gives the bytes of a sealed file back. Raises FolderFileUnreadable for another file,
    FolderWrongPassphrase, and FolderFileCutOff where a later piece is changed or missing."""

    def __init__(self, file: BinaryIO, form: str, passphrase: str) -> None:
        self._file = file
        self._line = file.readline(_MOST_LINE)
        kdf, self._prefix = _header(self._line, form)
        try:
            self._box = _box(passphrase, kdf)
        except entry.EntryError as error:
            raise FolderFileUnreadable(str(error)) from error
        self._number = 0
        self._last = False
        self._kept = b""
        self._open()  # so that a wrong passphrase is told at once

    def read(self, count: int = -1) -> bytes:
        """``count`` bytes, fewer at the end."""
        parts: list[bytes] = []
        wanted = count if count >= 0 else 2**63
        while wanted and (self._kept or not self._last):
            if not self._kept:
                self._open()
            parts.append(self._kept[:wanted])
            self._kept = self._kept[wanted:]
            wanted -= len(parts[-1])
        return b"".join(parts)

    def end(self) -> None:
        """That the file ends where it says. Raises FolderFileCutOff."""
        while not self._last:
            self._open()
        if self._file.read(1):
            raise FolderFileCutOff

    def _open(self) -> None:
        from cryptography.exceptions import InvalidTag

        sealed = self._file.read(_PIECE + _TAG)
        for last in (False, True):
            if last or len(sealed) == _PIECE + _TAG:
                try:
                    nonce = _nonce(self._prefix, self._number, last)
                    self._kept = self._box.decrypt(nonce, sealed, self._line)
                    break
                except (InvalidTag, ValueError):
                    continue
        else:
            raise FolderFileCutOff if self._number else FolderWrongPassphrase
        self._last, self._number = last, self._number + 1


def _header(line: bytes, form: str) -> tuple[Any, bytes]:
    """The parameters of the passphrase, and the nonces' beginning."""
    try:
        header = json.loads(line)
        if header["format"] != form:
            raise FolderFileUnreadable("another format")
        if header["version"] != VERSION:
            raise FolderFileUnreadable(f"version {header['version']} is not known to this program")
        kdf, prefix = header["kdf"], b64u_decode(header["nonce"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ScriptError) as error:
        raise FolderFileUnreadable(str(error)) from error
    if len(prefix) != _PREFIX or not isinstance(kdf, dict):
        raise FolderFileUnreadable("parameters of another form")
    return kdf, prefix


def _box(passphrase: str, kdf: dict[str, Any]) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(entry.derive(passphrase, kdf))


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    if number > _MOST_PIECES:
        raise ValueError("more than 4 PiB")
    return prefix + number.to_bytes(4, "big") + bytes([last])
