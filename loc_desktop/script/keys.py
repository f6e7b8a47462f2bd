"""ECDSA P-256 keys and signatures in the script's one form (spec section 1; SEC 1; RFC 3279 DER, low S)."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    Prehashed,
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from loc_desktop.script.canonical import CanonicalError, b64u_decode, b64u_encode
from loc_desktop.script.causes import cause

ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order n of P-256 (FIPS 186-5)."""

HALF_ORDER: Final = ORDER // 2
_ALGORITHM: Final = ec.ECDSA(SHA256())
_OF_DIGEST: Final = ec.ECDSA(Prehashed(SHA256()))
_HALF_BYTES: Final = HALF_ORDER.to_bytes(32, "big")


class Signer(Protocol):
    """Bytes in, signature out. The private key stays where it is."""

    @property
    def key(self) -> str:
        """The public key: 33-byte compressed point, base64url without padding."""
        ...

    def sign(self, message: bytes) -> str:
        """ECDSA with SHA-256 over ``message``: DER, low S, base64url without padding."""
        ...


class SoftwareSigner:
    """A private key in this process's memory, for tests, measurements and the inside of a key store."""

    __slots__ = ("_key", "_private")

    def __init__(self, private: ec.EllipticCurvePrivateKey) -> None:
        if not isinstance(private.curve, ec.SECP256R1):
            raise ValueError(f"a P-256 key is needed, not {private.curve.name}")
        self._private = private
        self._key = key_text(private.public_key())

    @classmethod
    def generate(cls) -> SoftwareSigner:
        return cls(ec.generate_private_key(ec.SECP256R1()))

    @classmethod
    def from_scalar(cls, scalar: int | bytes) -> SoftwareSigner:
        """From the private scalar d, 1 <= d < n (bytes: big-endian). Raises ValueError outside of that."""
        number = scalar if isinstance(scalar, int) else int.from_bytes(scalar, "big")
        if not 1 <= number < ORDER:
            raise ValueError("the private scalar is outside of 1 … n - 1")
        return cls(ec.derive_private_key(number, ec.SECP256R1()))

    @property
    def key(self) -> str:
        return self._key

    def sign(self, message: bytes) -> str:
        return signature_text(self._private.sign(message, _ALGORITHM))


def key_text(public: ec.EllipticCurvePublicKey) -> str:
    """A public key as the script writes it."""
    return b64u_encode(public.public_bytes(Encoding.X962, PublicFormat.CompressedPoint))


@lru_cache(maxsize=8192)
def load_key(text: str) -> ec.EllipticCurvePublicKey:
    """The public key that ``text`` names. Raises CanonicalError if it is no canonical compressed point."""
    raw = b64u_decode(text)
    if len(raw) != 33 or raw[0] not in (2, 3):
        raise CanonicalError("", cause("compressed"))
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except ValueError:
        raise CanonicalError("", cause("curve")) from None


def on_curve(x: str, y: str) -> bool:
    """Whether two base64url coordinates of 32 bytes are a point of P-256. Never raises."""
    try:
        ec.EllipticCurvePublicNumbers(_number(x), _number(y), ec.SECP256R1()).public_key()
    except (CanonicalError, ValueError):
        return False
    return True


def thumbprint(x: str, y: str) -> str:
    """SHA-256 of a P-256 JWK with these coordinates (RFC 7638), base64url."""
    text = f'{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}'
    return b64u_encode(hashlib.sha256(text.encode()).digest())


def _number(text: str) -> int:
    return int.from_bytes(b64u_decode(text), "big")


def signature_text(der: bytes) -> str:
    """A DER signature in the script's form: s becomes n - s where it is above n / 2."""
    r, s = decode_dss_signature(der)
    return b64u_encode(encode_dss_signature(r, ORDER - s) if s > HALF_ORDER else der)


def verify(key: str, value: str, message: bytes) -> bool:
    """Whether ``value`` is the one form of a signature by ``key`` over ``message``. Never raises."""
    der = signature_bytes(value)
    return der is not None and verify_bytes(key, der, message)


def signature_bytes(value: str) -> bytes | None:
    """The DER bytes of a signature in its one form; None if ``value`` is not of that form."""
    try:
        der = b64u_decode(value)
    except CanonicalError:
        return None
    return der if _is_canonical(der) else None


def verify_bytes(key: str, der: bytes, message: bytes) -> bool:
    """:func:`verify` for what :func:`signature_bytes` has given."""
    try:
        load_key(key).verify(der, message, _ALGORITHM)
    except (InvalidSignature, CanonicalError):
        return False
    return True


def verify_digest(key: str, der: bytes, digest: bytes) -> bool:
    """:func:`verify_bytes` by the SHA-256 of the message."""
    try:
        load_key(key).verify(der, digest, _OF_DIGEST)
    except (InvalidSignature, CanonicalError):
        return False
    return True


def _is_canonical(der: bytes) -> bool:
    """Strict DER of two positive INTEGERs, nothing after them, the second at most n / 2.

    A first byte above 0x7f would make a number negative; a leading zero is there only where it prevents that.
    """
    size = len(der)
    if not 8 <= size <= 72 or der[0] != 0x30 or der[1] != size - 2 or der[2] != 2:
        return False
    tag = 4 + der[3]
    # r needs a byte at least, and after it come a tag, a length and a byte of s at least.
    if not 5 <= tag <= size - 3 or der[tag] != 2 or der[tag + 1] != size - tag - 2:
        return False
    r, s = der[4], der[tag + 2]
    if r > 0x7F or s > 0x7F or (r == 0 and (tag == 5 or der[5] < 0x80)):
        return False
    width = size - tag - 2
    if s == 0:
        return 2 <= width <= 32 and der[tag + 3] > 0x7F
    # n / 2 has 32 bytes and begins with 0x7f: the first byte decides nearly always.
    return width < 32 or (width == 32 and (s < 0x7F or der[tag + 2 :] <= _HALF_BYTES))
