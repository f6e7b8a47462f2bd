"""The encrypted keyring file, for a computer without a keyring service: ``keyrings.cryptfile`` made fit for
us.

The file's format is cryptfile's (Argon2id, 64 MiB, 15 passes; AES-GCM with the entry's name as associated
data), and cryptfile reads what is written here. Three things are done differently, each because keys must
not get lost:

- it derives a key for every single access, a third of a second each. Here one salt serves the whole file
  and the
  derived key is kept while the store is open, so the passphrase costs its third of a second once;
- it writes the file in place, so a crash in between would cut off every key. Here a new file replaces the
  old one;
- it knows nothing of other processes, so the last writer would win. Here one writes at a time.
"""

from __future__ import annotations

import configparser
import io
import json
import os
from base64 import decodebytes, encodebytes
from binascii import Error as Base64Error
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from keyring.errors import PasswordDeleteError
from keyrings.cryptfile.cryptfile import CryptFileKeyring
from keyrings.cryptfile.escape import escape

from loc_desktop import file_causes
from loc_desktop.identity.errors import KeyringFileDamaged, KeyringFileFailed, WrongPassphrase
from loc_desktop.identity.files import locked, write_private
from loc_desktop.identity.store import SERVICE, check_size
from loc_desktop.identity.strength import check_passphrase
from loc_desktop.small_file import read_small

_MOST_BYTES = 64 * 1024 * 1024
"""Of a keyring file: some ten thousand entries."""

_SETTINGS = escape("keyring-setting")
_REFERENCE = escape("password reference")


class _SaltError(ValueError):
    """A salt that no key can be derived with."""


class _File(CryptFileKeyring):  # type: ignore[misc]  # cryptfile ships no types
    """cryptfile's backend with one derived key for the file and with careful writing."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.file_path = str(path)
        self._salt: bytes | None = None
        self._derived: dict[bytes, bytes] = {}

    def _create_cipher(self, password: str, salt: bytes, nonce: bytes | None = None) -> Any:
        from argon2.exceptions import HashingError
        from argon2.low_level import Type, hash_secret_raw
        from Crypto.Cipher import AES

        key = self._derived.get(salt)
        if key is None:
            try:
                key = self._derived[salt] = hash_secret_raw(
                    secret=password.encode(),
                    salt=salt,
                    time_cost=self.time_cost,
                    memory_cost=self.memory_cost,
                    parallelism=self.parallelism,
                    hash_len=16,
                    type=Type.ID,
                )
            except HashingError as error:
                raise _SaltError(str(error)) from None
        # Every encryption draws a fresh nonce (16 random bytes), which is what AES-GCM needs under one key.
        return AES.new(key, self._get_mode(self.aesmode), nonce)

    def encrypt(self, password: bytes, assoc: bytes | None = None) -> bytes:
        salt = self._salt or os.urandom(16)
        self._salt = salt
        cipher = self._create_cipher(self._keyring_key, salt)
        if assoc is not None:
            cipher.update(assoc)
        data, mac = cipher.encrypt_and_digest(password)
        parts = {"salt": salt, "data": data, "mac": mac, "nonce": cipher.nonce}
        return json.dumps({name: encodebytes(part).decode()[:-1] for name, part in parts.items()}).encode()

    def decrypt(self, password_encrypted: bytes, assoc: bytes | None = None) -> bytes:
        parts = json.loads(password_encrypted)
        data = {name: decodebytes(part.encode()) for name, part in parts.items()}
        self._salt = self._salt or data["salt"]
        cipher = self._create_cipher(self._keyring_key, data["salt"], data["nonce"])
        if assoc is not None:
            cipher.update(assoc)
        plain: bytes = cipher.decrypt_and_verify(data["data"], data["mac"])
        return plain

    def _write_config_value(self, service: str, key: str, value: str) -> None:
        config = self._read()
        section, option = escape(service), escape(key)
        if not config.has_section(section):
            config.add_section(section)
        config.set(section, option, value)
        self._write(config)

    def delete_password(self, service: str, username: str) -> None:
        config = self._read()
        section, option = escape(service), escape(username)
        if not config.has_section(section) or not config.remove_option(section, option):
            raise PasswordDeleteError("Password not found")
        self._write(config)

    def _read(self) -> configparser.RawConfigParser:
        config = configparser.RawConfigParser()
        try:
            data = read_small(Path(self.file_path), _MOST_BYTES)
        except FileNotFoundError:
            return config
        if len(data) > _MOST_BYTES:
            raise ValueError("the file is too large")
        config.read_string(data.decode())
        return config

    def _write(self, config: configparser.RawConfigParser) -> None:
        text = io.StringIO()
        config.write(text)
        write_private(Path(self.file_path), text.getvalue().encode())


class FileStore:
    """The encrypted keyring file, opened. Keeps the derived key in memory as long as it lives."""

    def __init__(self, path: Path, passphrase: str, create: bool = False) -> None:
        """Open the file at ``path``; with ``create`` make it where it is not there.

        Raises WrongPassphrase, WeakPassphrase (of a new file), KeyringFileDamaged and KeyringFileFailed.
        """
        self._path = path
        self._file = _File(path)
        with self._guarded():
            present = path.exists()
            if not present and not create:
                raise KeyringFileDamaged("the file is not there")
            if not present:
                check_passphrase(passphrase)
            if present:
                self._check_form()
            if not passphrase.strip():
                raise WrongPassphrase
            try:
                # Checks the passphrase against the file's reference entry, or makes the file.
                self._file.keyring_key = passphrase
            except (ValueError, AssertionError) as error:
                if type(error) not in (ValueError, AssertionError):
                    raise  # not an entry that does not open, but one that cannot be read
                raise WrongPassphrase from None

    @property
    def description(self) -> str:
        return f"encrypted keyring file {self._path}"

    def get(self, entry: str, part: str) -> str | None:
        with self._guarded():
            text: str | None = self._file.get_password(f"{SERVICE}/{entry}", part)
            return text

    def set(self, entry: str, part: str, text: str) -> None:
        check_size(text)
        with self._guarded():
            self._check_form()
            self._file.set_password(f"{SERVICE}/{entry}", part, text)

    def delete(self, entry: str, part: str) -> None:
        with self._guarded():
            try:
                self._file.delete_password(f"{SERVICE}/{entry}", part)
            except PasswordDeleteError:
                return

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with locked(self._path):
                yield
        except OSError as error:
            raise KeyringFileFailed(self._path.name, file_causes.of_error(error)) from error
        except (configparser.Error, ValueError, KeyError, Base64Error, UnicodeError) as error:
            raise KeyringFileDamaged(f"{type(error).__name__}: {error}") from error

    def _check_form(self) -> None:
        """A file without the reference entry would be taken for a new one and overwritten: refuse it
        instead."""
        config = self._file._read()
        if not config.has_option(_SETTINGS, _REFERENCE):
            raise KeyringFileDamaged("it has no reference entry")
        try:
            self._file._check_scheme(config)
        except AttributeError:
            raise KeyringFileDamaged("it does not name its encryption") from None
        if not self._file._check_version(config):
            raise KeyringFileDamaged("it does not name its version")
