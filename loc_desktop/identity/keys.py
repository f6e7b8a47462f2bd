"""From private scalars to what the rest of the program uses: identities, signers, decryptors, requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from loc_desktop.identity.model import Identity, Protection, Role, encryption_statement, identity_id
from loc_desktop.script.canonical import b64u_encode
from loc_desktop.script.keys import key_text, signature_text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509 import CertificateSigningRequest

    from loc_desktop.identity.entry import Secrets


class Decryptor(Protocol):
    """Opens what is sealed to one member. The private key stays inside."""

    @property
    def key(self) -> str:
        """The member's signing key, which names it among a sealed dossier's recipients."""
        ...

    def open(self, jwe: Mapping[str, Any]) -> bytes:
        """The plaintext of a JWE in general JSON serialisation. Raises NotRecipient, DossierDamaged."""
        ...


def private_key(scalar: bytes) -> ec.EllipticCurvePrivateKey:
    """The key of a P-256 scalar. Raises ValueError."""
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.derive_private_key(int.from_bytes(scalar, "big"), ec.SECP256R1())


def jwk(public: ec.EllipticCurvePublicKey, kid: str) -> dict[str, str]:
    """A public P-256 key as JWK (RFC 7518 section 6.2)."""
    numbers = public.public_numbers()
    x, y = (b64u_encode(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "enc", "kid": kid}


def new_identity(
    secrets: Secrets,
    *,
    role: Role,
    name: str,
    organisation: str,
    ledger: str,
    protection: Protection,
    registrar: bool = False,
    counter: str = "",
    label: str = "",
) -> Identity:
    """The public half of ``secrets``, the encryption key vouched for by the signing key."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256

    private = private_key(secrets.sign)
    key = key_text(private.public_key())
    encryption_key = jwk(private_key(secrets.decrypt).public_key(), key)
    # Deterministic (RFC 6979), so that a derived identity is the same value every time it is derived.
    algorithm = ec.ECDSA(SHA256(), deterministic_signing=True)
    voucher = private.sign(encryption_statement(role, key, encryption_key), algorithm)
    return Identity(
        id=identity_id(key),
        role=role,
        name=name,
        organisation=organisation,
        key=key,
        encryption_key=encryption_key,
        encryption_signature=signature_text(voucher),
        ledger=ledger,
        protection=protection,
        registrar=registrar,
        counter=counter,
        label=label,
    )


def name_text(text: str) -> str:
    """``text`` as a part of an X.509 name, which is for reading only: cut to the 64 bytes that there is room
    for."""
    return text.encode()[:64].decode(errors="ignore")


def signing_request(secrets: Secrets, common_name: str) -> CertificateSigningRequest:
    """A certificate request for the signing key, as a membership authority takes it."""
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.x509.oid import NameOID

    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name_text(common_name))])
    return (
        x509.CertificateSigningRequestBuilder()
        .subject_name(subject)
        .sign(private_key(secrets.sign), SHA256())
    )
