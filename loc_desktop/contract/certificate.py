"""Reading X.509 certificates: who is named, in which role, and whether a trusted root vouches for it.

The role stands in the extension in which Fabric CA writes its attributes, so that the certificates of the
embedded ledger's authority and Fabric's read alike:
``{"attrs": {"loc.role": "B", "loc.registrar": "true"}}``.
Pure functions over ``cryptography``; the contract runs them, so nothing here looks at a clock or a file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtensionOID, NameOID

from loc_desktop.errors import KnownError
from loc_desktop.script.items import ROLES
from loc_desktop.script.keys import key_text

ATTRIBUTES_OID = x509.ObjectIdentifier("1.2.3.4.5.6.7.8.1")
"""Where Fabric CA puts an enrolment certificate's attributes, as a JSON object."""

ROLE_ATTRIBUTE = "loc.role"
REGISTRAR_ATTRIBUTE = "loc.registrar"

# A certificate here is about 1 kB; more than this is not a certificate but an attempt to keep us busy.
_MAX_PEM = 16_384
_MAX_CHAIN = 4
_MAX_ATTRIBUTES = 4_096

_UNDERSTOOD = frozenset(
    {
        ExtensionOID.BASIC_CONSTRAINTS,
        ExtensionOID.KEY_USAGE,
        ExtensionOID.EXTENDED_KEY_USAGE,
        ExtensionOID.SUBJECT_ALTERNATIVE_NAME,
        ExtensionOID.SUBJECT_KEY_IDENTIFIER,
        ExtensionOID.AUTHORITY_KEY_IDENTIFIER,
        ATTRIBUTES_OID,
    }
)


class CertificateError(KnownError):
    """A certificate that cannot be read or is not vouched for.

    ``code`` is ``certificate.<reason>`` with reason one of ``unreadable``, ``key_type``, ``role``,
    ``extension``, ``untrusted``, ``not_authority``, ``not_yet_valid``, ``expired``.
    """


@dataclass(frozen=True, slots=True)
class CertificateInfo:
    """What a member's certificate says. Times are RFC 3339 UTC with whole seconds, so they compare as text.

    ``role`` is empty where the certificate carries none (a Fabric administrator, a node); ``key`` is the
    compressed public key as base64url (spec section 1); ``organisation`` the subject's O, or the issuer's
    where the subject has none, as Fabric CA issues them; ``unit`` the subject's first OU (``client``).
    """

    role: str
    key: str
    organisation: str
    common_name: str
    registrar: bool
    not_before: str
    not_after: str
    unit: str
    serial: str


def key_digest(key: str) -> str:
    """SHA-256 of a key's text, lowercase hex: what short names of a key are cut from."""
    return hashlib.sha256(key.encode()).hexdigest()


def pseudonym(key: str) -> str:
    """The name a customer has on the ledger, where personal names must not stand: ``C-`` and eight digits."""
    return f"C-{key_digest(key)[:8]}"


def read_certificate(pem: str) -> CertificateInfo:
    """Read a member's certificate (the first one, where ``pem`` holds a chain). Trust is not checked here.

    Raises :class:`CertificateError`: not a certificate, not a P-256 key, an unknown role or extension.
    """
    return _info(_load(pem)[0])


def verify_chain(pem: str, roots: Iterable[str], at: str) -> CertificateInfo:
    """Check that ``roots`` vouch for a member's certificate at the time ``at`` (RFC 3339 UTC), and read it.

    ``pem`` is the certificate, followed by its intermediate authorities where there are any; ``roots`` are
    the PEM texts of the trusted authorities. Every certificate of the path must be valid at ``at`` and every
    authority must be allowed to issue. Revocation is the ledger's business. Raises :class:`CertificateError`.
    """
    path = _path(pem, tuple(roots))
    for certificate in path:
        _check_time(certificate, at)
    return _info(path[0])


# The path depends on the texts alone; a contract asks for the same few on every transaction.
@lru_cache(maxsize=4096)
def _path(pem: str, roots: tuple[str, ...]) -> tuple[x509.Certificate, ...]:
    chain = _load(pem)
    anchors = [certificate for root in roots for certificate in _load(root)]
    path = [chain[0]]
    for _ in range(_MAX_CHAIN):
        anchor = _issuer(path[-1], anchors)
        issuer = anchor or _issuer(path[-1], chain[1:])
        if issuer is None:
            break
        _check_authority(issuer)
        path.append(issuer)
        if anchor is not None:
            return tuple(path)
    name = _attribute(chain[0].subject, NameOID.COMMON_NAME)
    raise CertificateError(
        "certificate.untrusted",
        params={"name": name},
    )


def _issuer(certificate: x509.Certificate, candidates: Iterable[x509.Certificate]) -> x509.Certificate | None:
    for candidate in candidates:
        if candidate.subject != certificate.issuer:
            continue
        try:
            certificate.verify_directly_issued_by(candidate)
        except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
            continue
        return candidate
    return None


def _check_authority(certificate: x509.Certificate) -> None:
    try:
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        allowed = False
    else:
        allowed = constraints.ca and usage.key_cert_sign
    if not allowed:
        raise CertificateError(
            "certificate.not_authority", params={"name": _attribute(certificate.subject, NameOID.COMMON_NAME)}
        )


def _check_time(certificate: x509.Certificate, at: str) -> None:
    name = _attribute(certificate.subject, NameOID.COMMON_NAME)
    before, after = _time(certificate.not_valid_before_utc), _time(certificate.not_valid_after_utc)
    if at < before:
        raise CertificateError(
            "certificate.not_yet_valid",
            params={"name": name, "from": before, "at": at},
        )
    if at > after:
        raise CertificateError(
            "certificate.expired",
            params={"name": name, "until": after, "at": at},
        )


@lru_cache(maxsize=1024)
def _load(pem: str) -> tuple[x509.Certificate, ...]:
    try:
        if len(pem) > _MAX_PEM:
            raise ValueError(f"{len(pem)} characters")
        chain = tuple(x509.load_pem_x509_certificates(pem.encode("ascii")))
        for certificate in chain:
            # cryptography reads these only when asked: ask now, so that nothing malformed gets further.
            certificate.public_key()
            _ = (
                certificate.subject,
                certificate.issuer,
                certificate.extensions,
                certificate.signature_hash_algorithm,
            )
            _ = certificate.not_valid_before_utc, certificate.not_valid_after_utc
            # Nothing covers how many bits of a signature count: all, so that a certificate has one form.
            if not certificate.public_bytes(Encoding.DER).endswith(b"\0" + certificate.signature):
                raise ValueError("unused bits in the signature")
    except Exception as error:  # cryptography has many kinds for malformed or unsupported contents
        raise CertificateError(
            "certificate.unreadable",
            details={"reason": f"{type(error).__name__}: {error}"},
        ) from error
    return chain


def _info(certificate: x509.Certificate) -> CertificateInfo:
    public_key = certificate.public_key()
    attributes = _attributes(certificate)
    if not isinstance(public_key, ec.EllipticCurvePublicKey) or not isinstance(
        public_key.curve, ec.SECP256R1
    ):
        raise CertificateError(
            "certificate.key_type",
        )
    role = attributes.get(ROLE_ATTRIBUTE, "")
    if role and role not in ROLES:
        raise CertificateError(
            "certificate.role",
            params={"role": role},
        )
    subject = certificate.subject
    return CertificateInfo(
        role=role,
        key=key_text(public_key),
        organisation=_attribute(subject, NameOID.ORGANIZATION_NAME)
        or _attribute(certificate.issuer, NameOID.ORGANIZATION_NAME),
        common_name=_attribute(subject, NameOID.COMMON_NAME),
        registrar=attributes.get(REGISTRAR_ATTRIBUTE) == "true",
        not_before=_time(certificate.not_valid_before_utc),
        not_after=_time(certificate.not_valid_after_utc),
        unit=_attribute(subject, NameOID.ORGANIZATIONAL_UNIT_NAME),
        serial=f"{certificate.serial_number:x}",
    )


def _attributes(certificate: x509.Certificate) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for extension in certificate.extensions:
        if extension.critical and extension.oid not in _UNDERSTOOD:
            raise CertificateError(
                "certificate.extension",
                params={"extension": extension.oid.dotted_string},
            )
        if extension.oid == ATTRIBUTES_OID and isinstance(extension.value, x509.UnrecognizedExtension):
            attributes = _attribute_texts(extension.value.value)
    return attributes


def _attribute_texts(raw: bytes) -> dict[str, str]:
    try:
        if len(raw) > _MAX_ATTRIBUTES:
            raise ValueError(f"{len(raw)} bytes")
        attributes = json.loads(raw)["attrs"]
        return {name: value for name, value in attributes.items() if isinstance(value, str)}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CertificateError(
            "certificate.attributes",
            details={"reason": f"{type(error).__name__}: {error}"},
        ) from error


def _attribute(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    values = name.get_attributes_for_oid(oid)
    return str(values[0].value) if values else ""


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
