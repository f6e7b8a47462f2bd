"""What stands in a keyring entry: the private scalars of an identity, in clear there or wrapped with a PIN.

Version 1 is a JSON object: ``{"v":1,"sign":…,"decrypt":…,"years":…,"since":2000}``, for a counter with
``"seed":…``; each 32 bytes as base64url. ``years`` is the seed of the keys of the year ``since`` and of all
later ones (:class:`YearKeys`). Wrapped with a PIN:
``{"v":1,"pin":{"kdf":"argon2id","t":3,"m":65536,"p":4,"salt":…},"nonce":…,"box":…}``, where ``box`` is the
same object under AES-256-GCM, the identity's id as associated data. Argon2id's parameters are RFC 9106's
second recommendation; they stand in the entry, so that a later version can raise them.

What the PIN is good for: it keeps a clerk at the counter, or a program that can read the keyring, from
using the customer's key in passing. Six digits under Argon2id cost whoever copies the entry about a day and
a half of computing: the PIN comes on top of the keyring and does not replace it.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loc_desktop.script.canonical import ScriptError, b64u_decode, b64u_encode

VERSION = 1

ARGON2_PASSES = 3
ARGON2_MEMORY_KIB = 65_536
ARGON2_LANES = 4
# Bounds for parameters read from outside: a file must not be able to ask for all of this computer's memory.
_MAX_PASSES, _MAX_MEMORY_KIB, _MAX_LANES = 10, 262_144, 16


class EntryError(ValueError):
    """An entry, or a box in it, that is not of the form above."""


class WrongSecret(EntryError):  # noqa: N818  # says what it is
    """The PIN or passphrase does not open the box (or the box was changed: the two look the same)."""


FIRST_YEAR, LAST_YEAR = 2000, 9999


@dataclass(frozen=True, slots=True, repr=False)
class YearKeys:
    """A key for each year, of which the oldest can be destroyed: ``seed`` gives those of the year ``since``
    and, by HMAC-SHA-256, the seed of the next; no later seed gives an earlier one. So the entry stays small
    however many years there are, and any backup holds the keys of all years after it was made.
    """

    since: int
    seed: bytes

    @classmethod
    def generate(cls) -> YearKeys:
        return cls(FIRST_YEAR, os.urandom(32))

    def scalar(self, year: int) -> bytes | None:
        """The P-256 scalar of a year (FIPS 186-5, A.2.1), None if it is destroyed."""
        from loc_desktop.script.keys import ORDER

        if not self.since <= year <= LAST_YEAR:
            return None
        seed = self.after(year - 1).seed
        wide = b"".join(hmac.digest(seed, b"LoC-year-1\nkey" + bytes([part]), "sha256") for part in (1, 2))
        return (int.from_bytes(wide[:48], "big") % (ORDER - 1) + 1).to_bytes(32, "big")

    def after(self, year: int) -> YearKeys:
        """Without the keys of ``year`` and before."""
        since, seed = self.since, self.seed
        while since <= min(year, LAST_YEAR):
            since, seed = since + 1, hmac.digest(seed, b"LoC-year-1\nnext", "sha256")
        return YearKeys(since, seed)


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """The private halves: ``sign`` and ``decrypt`` are P-256 scalars, ``seed`` a counter's seed or empty,
    ``years`` the keys that can be destroyed; a derived customer has none.
    """

    sign: bytes
    decrypt: bytes
    seed: bytes = b""
    years: YearKeys | None = None

    @classmethod
    def generate(cls, counter: bool = False) -> Secrets:
        return cls(new_scalar(), new_scalar(), os.urandom(32) if counter else b"", YearKeys.generate())


def new_scalar() -> bytes:
    """A new P-256 private scalar, 32 bytes big-endian."""
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value.to_bytes(32, "big")


def write(secrets: Secrets, identity_id: str, pin: str | None = None) -> str:
    """The entry's text; wrapped where ``pin`` is given."""
    plain: dict[str, str | int] = {
        "v": VERSION,
        "sign": b64u_encode(secrets.sign),
        "decrypt": b64u_encode(secrets.decrypt),
    }
    if secrets.seed:
        plain["seed"] = b64u_encode(secrets.seed)
    if secrets.years is not None:
        plain |= {"years": b64u_encode(secrets.years.seed), "since": secrets.years.since}
    text = _compact(plain)
    if pin is None:
        return text
    kdf = new_kdf()
    nonce, box = seal_box(pin, kdf, text.encode(), identity_id.encode())
    return _compact({"v": VERSION, "pin": kdf, "nonce": nonce, "box": box})


def read(text: str, identity_id: str, pin: str | None = None) -> Secrets:
    """The secrets of an entry. Raises WrongSecret and EntryError."""
    value = _object(text)
    if "pin" in value:
        if pin is None:
            raise EntryError("the entry is wrapped with a PIN")
        value = _object(
            open_box(pin, value["pin"], value.get("nonce"), value.get("box"), identity_id.encode())
        )
    try:
        secrets = Secrets(
            b64u_decode(value["sign"]),
            b64u_decode(value["decrypt"]),
            b64u_decode(value.get("seed", "")),
            YearKeys(value["since"], b64u_decode(value["years"])) if "years" in value else None,
        )
    except (KeyError, TypeError, AttributeError, ScriptError) as error:
        raise EntryError(str(error)) from error
    if len(secrets.sign) != 32 or len(secrets.decrypt) != 32 or len(secrets.seed) not in (0, 32):
        raise EntryError("a key of the wrong length")
    years = secrets.years
    if years is not None:
        if type(years.since) is not int or not FIRST_YEAR <= years.since <= LAST_YEAR + 1:
            raise EntryError("the keys of no year")
        if len(years.seed) != 32:
            raise EntryError("a key of the wrong length")
    return secrets


def new_kdf() -> dict[str, Any]:
    """Fresh Argon2id parameters (memory in KiB) with a salt of their own."""
    return {
        "kdf": "argon2id",
        "t": ARGON2_PASSES,
        "m": ARGON2_MEMORY_KIB,
        "p": ARGON2_LANES,
        "salt": b64u_encode(os.urandom(16)),
    }


def seal_box(secret: str, kdf: Mapping[str, Any], plain: bytes, context: bytes) -> tuple[str, str]:
    """AES-256-GCM of ``plain`` under ``secret``: nonce and box as base64url."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    box = AESGCM(derive(secret, kdf)).encrypt(nonce, plain, _associated(kdf, context))
    return b64u_encode(nonce), b64u_encode(box)


def open_box(secret: str, kdf: object, nonce: object, box: object, context: bytes) -> str:
    """The inverse of :func:`seal_box`. Raises WrongSecret and EntryError."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not isinstance(kdf, dict) or not isinstance(nonce, str) or not isinstance(box, str):
        raise EntryError("parameters, nonce or box missing")
    try:
        cipher = AESGCM(derive(secret, kdf))
        return cipher.decrypt(b64u_decode(nonce), b64u_decode(box), _associated(kdf, context)).decode()
    except InvalidTag:
        raise WrongSecret("it does not open") from None
    except (ScriptError, ValueError) as error:
        raise error if isinstance(error, EntryError) else EntryError(str(error)) from error


def derive(secret: str, kdf: Mapping[str, Any]) -> bytes:
    """The 32 bytes that a PIN or passphrase stands for, with the parameters of :func:`new_kdf`. Raises
    EntryError."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    if kdf.get("kdf") != "argon2id":
        raise EntryError(f"key derivation {kdf.get('kdf')!r} is not known")
    passes, memory, lanes, salt = (kdf.get(name) or 0 for name in ("t", "m", "p", "salt"))
    bounds = ((passes, _MAX_PASSES), (memory, _MAX_MEMORY_KIB), (lanes, _MAX_LANES))
    if not isinstance(salt, str) or not all(_within(number, most) for number, most in bounds):
        raise EntryError("key derivation parameters out of bounds")
    salt_bytes = b64u_decode(salt)
    derivation = Argon2id(salt=salt_bytes, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
    return derivation.derive(secret.encode())


def _within(number: object, most: int) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= most


def _associated(kdf: Mapping[str, Any], context: bytes) -> bytes:
    return b"LoC-entry-1\n" + _compact(dict(kdf)).encode() + b"\n" + context


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise EntryError("not JSON") from error
    if not isinstance(value, dict) or value.get("v") != VERSION:
        raise EntryError("not of a version that is known here")
    return value


def _compact(value: Mapping[str, Any]) -> str:
    return json.dumps(value, separators=(",", ":"), sort_keys=True)
