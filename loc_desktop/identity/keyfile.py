"""The encrypted keyring file, for a computer without a keyring service.

Its format is that of the package ``keyrings.cryptfile`` (an INI file; Argon2id with 64 MiB and 15 passes;
AES-128-GCM with the entry's name as associated data), which reads what is written here and the other way.
One salt serves the whole file, and the key that the passphrase stands for is kept while the store is open,
so that it costs its third of a second once. A new file replaces the old one; one process writes at a time.
"""

from __future__ import annotations

import configparser
import io
import json
import os
import re
from base64 import decodebytes, encodebytes
from binascii import Error as Base64Error
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from loc_desktop import file_causes
from loc_desktop.identity.errors import KeyringFileDamaged, KeyringFileFailed, WrongPassphrase
from loc_desktop.identity.files import locked, write_private
from loc_desktop.identity.store import SERVICE, check_size
from loc_desktop.identity.strength import check_passphrase
from loc_desktop.small_file import read_small

_MOST_BYTES: Final = 64 * 1024 * 1024
"""Of a keyring file: some ten thousand entries."""

_SCHEME: Final = "[Argon2] AES128.GCM"
_VERSION: Final = "1.3.9"
"""Of the format: the release of ``keyrings.cryptfile`` whose form it is."""

_SETTINGS: Final = "keyring-setting"
_REFERENCE: Final = ("password reference", "password reference value")
"""The entry by which a passphrase is known to be the file's, and its text."""

_SALT_BYTES: Final = 16
_TAG_BYTES: Final = 16


class _File:
    """The entries of the file at ``path``, under one passphrase. Raises what the parsers of INI, JSON and
    base64 raise, and ValueError for an entry that does not open.
    """

    def __init__(self, path: Path, passphrase: str) -> None:
        self._path = path
        self._passphrase = passphrase
        self._salt: bytes | None = None
        self._derived: dict[bytes, bytes] = {}

    def begin(self) -> None:
        """Make the file, with what says its encryption."""
        config = configparser.RawConfigParser()
        self._settings(config)
        self._write(config)

    def _settings(self, config: configparser.RawConfigParser) -> None:
        self._put(config, _SETTINGS, *_REFERENCE)
        section = _escape(_SETTINGS)
        config.set(section, "scheme", _SCHEME)
        config.set(section, "version", _VERSION)

    def check_form(self) -> str:
        """The reference entry as it stands there. A file without one would be taken for a new one and
        overwritten: it raises KeyringFileDamaged.
        """
        config = self._read()
        section = _escape(_SETTINGS)
        if not config.has_option(section, _escape(_REFERENCE[0])):
            raise KeyringFileDamaged("it has no reference entry")
        scheme = config.get(section, "scheme", fallback="")
        if scheme.removeprefix("PyCryptodome ") != _SCHEME:
            raise KeyringFileDamaged(f"its encryption is {scheme[:80]!r}")
        if not config.has_option(section, "version"):
            raise KeyringFileDamaged("it does not name its version")
        return config.get(section, _escape(_REFERENCE[0]))

    def under(self, passphrase: str) -> _File:
        """The same entries under another passphrase, in place of the file."""
        config, made = configparser.RawConfigParser(), _File(self._path, passphrase)
        made._settings(config)
        here = self._read()
        for section in here.sections():
            service = _unescape(section)
            for option in here.options(section) if service != _SETTINGS else ():
                text = self.get(service, _unescape(option))
                if text is not None:
                    made._put(config, service, _unescape(option), text)
        made._write(config)
        return made

    def opens(self) -> bool:
        """Whether the passphrase is the file's."""
        try:
            return self.get(_SETTINGS, _REFERENCE[0]) == _REFERENCE[1]
        except _DoesNotOpen:
            return False

    def get(self, service: str, name: str) -> str | None:
        """The text of an entry; None where there is none."""
        text = self._read().get(_escape(service), _escape(name), fallback=None)
        if text is None:
            return None
        parts = json.loads(decodebytes(text.encode()))
        if not isinstance(parts, dict) or not all(isinstance(part, str) for part in parts.values()):
            raise ValueError("an entry is not of the form")
        names = ("salt", "nonce", "data", "mac")
        salt, nonce, data, tag = (decodebytes(parts[part].encode()) for part in names)
        self._salt = self._salt or salt
        return self._open(salt, nonce, data + tag, _associated(service, name)).decode()

    def set(self, service: str, name: str, text: str) -> None:
        config = self._read()
        self._put(config, service, name, text)
        self._write(config)

    def delete(self, service: str, name: str) -> None:
        """Nothing where there is no such entry."""
        config = self._read()
        section = _escape(service)
        if config.has_section(section) and config.remove_option(section, _escape(name)):
            self._write(config)

    def _put(self, config: configparser.RawConfigParser, service: str, name: str, text: str) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        # Every entry has a nonce of its own (16 random bytes), which is what AES-GCM needs under one key.
        self._salt = self._salt or os.urandom(_SALT_BYTES)
        nonce = os.urandom(16)
        box = AESGCM(self._key(self._salt)).encrypt(nonce, text.encode(), _associated(service, name))
        parts = {"salt": self._salt, "data": box[:-_TAG_BYTES], "mac": box[-_TAG_BYTES:], "nonce": nonce}
        entry = json.dumps({part: encodebytes(value).decode()[:-1] for part, value in parts.items()})
        section = _escape(service)
        if not config.has_section(section):
            config.add_section(section)
        # The line break first keeps the lines that follow one value of the INI file.
        config.set(section, _escape(name), "\n" + encodebytes(entry.encode()).decode())

    def _open(self, salt: bytes, nonce: bytes, box: bytes, associated: bytes) -> bytes:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(self._key(salt)).decrypt(nonce, box, associated)
        except InvalidTag:
            raise _DoesNotOpen("an entry does not open") from None

    def _key(self, salt: bytes) -> bytes:
        key = self._derived.get(salt)
        if key is None:
            key = self._derived[salt] = derive(self._passphrase, salt)
        return key

    def _read(self) -> configparser.RawConfigParser:
        config = configparser.RawConfigParser()
        try:
            data = read_small(self._path, _MOST_BYTES)
        except FileNotFoundError:
            return config
        if len(data) > _MOST_BYTES:
            raise ValueError("the file is too large")
        config.read_string(data.decode())
        return config

    def _write(self, config: configparser.RawConfigParser) -> None:
        text = io.StringIO()
        config.write(text)
        write_private(self._path, text.getvalue().encode())


class _DoesNotOpen(ValueError):  # noqa: N818  (caught in this file only)
    """An entry under another passphrase, or changed."""


def derive(passphrase: str, salt: bytes) -> bytes:
    """The 16 bytes that a passphrase stands for with a file's salt; ValueError for one below 8 bytes."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derivation = Argon2id(salt=salt, length=16, iterations=15, lanes=2, memory_cost=64 * 1024)
    return derivation.derive(passphrase.encode())


def _escape(name: str) -> str:
    """A name as the INI file has it: what is no ASCII letter or digit as _ and two hexadecimal digits."""
    return "".join(chr(b) if chr(b).isalnum() and b < 128 else f"_{b:02X}" for b in name.encode())


def _unescape(name: str) -> str:
    return re.sub(r"_([0-9A-Fa-f]{2})", lambda found: chr(int(found[1], 16)), name).encode("latin-1").decode()


def _associated(service: str, name: str) -> bytes:
    return f"{_escape(service)}\0{_escape(name)}".encode()


class FileStore:
    """The encrypted keyring file, opened. Keeps the derived key in memory as long as it lives."""

    def __init__(self, path: Path, passphrase: str, create: bool = False) -> None:
        """Open the file at ``path``; with ``create`` make it where it is not there.

        Raises WrongPassphrase, WeakPassphrase (of a new file), KeyringFileDamaged and KeyringFileFailed.
        """
        self._path = path
        self._file = _File(path, passphrase)
        with self._guarded():
            present = path.exists()
            if not present and not create:
                raise KeyringFileDamaged("the file is not there")
            if present:
                self._file.check_form()
            else:
                check_passphrase(passphrase)
                self._file.begin()
            if not passphrase.strip() or not self._file.opens():
                raise WrongPassphrase
            self._reference = self._file.check_form()

    @property
    def description(self) -> str:
        return f"encrypted keyring file {self._path}"

    def get(self, entry: str, part: str) -> str | None:
        with self._guarded():
            self._check_same()
            return self._file.get(f"{SERVICE}/{entry}", part)

    def set(self, entry: str, part: str, text: str) -> None:
        check_size(text)
        with self._guarded():
            self._check_same()
            self._file.set(f"{SERVICE}/{entry}", part, text)

    def delete(self, entry: str, part: str) -> None:
        with self._guarded():
            self._check_same()
            self._file.delete(f"{SERVICE}/{entry}", part)

    def change_passphrase(self, passphrase: str) -> None:
        """Every entry under another passphrase: a new file in the place of the old one. Other processes that
        have the file open are asked for the new one. Raises WeakPassphrase, KeyringFileFailed."""
        check_passphrase(passphrase)
        with self._guarded():
            self._check_same()
            self._file = self._file.under(passphrase)
            self._reference = self._file.check_form()

    def _check_same(self) -> None:
        """That nobody changed the passphrase meanwhile: two in one file would lose keys. Raises
        WrongPassphrase."""
        if self._file.check_form() != self._reference:
            raise WrongPassphrase

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with locked(self._path):
                yield
        except OSError as error:
            raise KeyringFileFailed(self._path.name, file_causes.of_error(error)) from error
        except (configparser.Error, ValueError, KeyError, Base64Error, UnicodeError, RecursionError) as error:
            raise KeyringFileDamaged(f"{type(error).__name__}: {error}") from error
