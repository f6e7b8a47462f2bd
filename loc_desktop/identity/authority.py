"""The membership authority of the embedded ledger: an X.509 root made at set-up, its key in the keyring.

Its certificates carry the role in the extension that Fabric CA uses, so both ledgers read them alike.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from loc_desktop.clock import moment
from loc_desktop.contract.certificate import ATTRIBUTES_OID, REGISTRAR_ATTRIBUTE, ROLE_ATTRIBUTE
from loc_desktop.identity.errors import EntryDamaged, EntryMissing
from loc_desktop.identity.keys import name_text
from loc_desktop.script.canonical import CanonicalError, b64u_decode, b64u_encode
from loc_desktop.script.items import ROLES
from loc_desktop.script.keys import key_text, load_key

if TYPE_CHECKING:
    from loc_desktop.identity.store import Store

ROOT_DAYS = 3_650
MEMBER_DAYS = 365
_KEY = "authority"
# A certificate is valid from a little before now on: the clocks of two computers differ by seconds.
_CLOCK_SLACK = timedelta(minutes=5)


class Authority:
    """Issues members' certificates under ``root_pem``. Holds the root's private key: drop it after use."""

    def __init__(self, root_pem: str, private: ec.EllipticCurvePrivateKey) -> None:
        self.root_pem = root_pem
        self._root = x509.load_pem_x509_certificate(root_pem.encode())
        self._private = private

    @classmethod
    def create(cls, store: Store, name: str, organisation: str = "LoC", days: int = ROOT_DAYS) -> Authority:
        """Make a root named ``name``, its key put into ``store``. Raises KeyringProblem."""
        private = ec.generate_private_key(ec.SECP256R1())
        subject = _name(name, organisation)
        now = moment().replace(microsecond=0)
        root = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(private.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - _CLOCK_SLACK)
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(authority=True), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
            .sign(private, SHA256())
        )
        scalar = private.private_numbers().private_value.to_bytes(32, "big")
        store.set(_entry(root), _KEY, json.dumps({"v": 1, "sign": b64u_encode(scalar)}))
        return cls(root.public_bytes(Encoding.PEM).decode(), private)

    @classmethod
    def open(cls, store: Store, root_pem: str) -> Authority:
        """The authority whose root is ``root_pem``, its key from ``store``.

        Raises KeyringProblem, EntryMissing.
        """
        root = x509.load_pem_x509_certificate(root_pem.encode())
        text = store.get(_entry(root), _KEY)
        if text is None:
            raise EntryMissing("the membership authority")
        try:
            scalar = int.from_bytes(b64u_decode(json.loads(text)["sign"]), "big")
            private = ec.derive_private_key(scalar, ec.SECP256R1())
        except (ValueError, KeyError, TypeError, CanonicalError) as error:
            raise EntryDamaged("the membership authority") from error
        if private.public_key() != root.public_key():
            raise EntryDamaged("the membership authority")
        return cls(root_pem, private)

    @staticmethod
    def forget(store: Store, root_pem: str) -> None:
        """Remove the root's private key: it issues nothing any more. Raises KeyringProblem."""
        store.delete(_entry(x509.load_pem_x509_certificate(root_pem.encode())), _KEY)

    @staticmethod
    def entry_text(store: Store, root_pem: str) -> str | None:
        """The store's entry of the root's key as it stands there, None if it is not here. Raises
        KeyringProblem."""
        return store.get(_entry(x509.load_pem_x509_certificate(root_pem.encode())), _KEY)

    @staticmethod
    def put_back(store: Store, root_pem: str, text: str) -> None:
        """Put an entry of a backup back; one that is here stays. Raises KeyringProblem; ValueError where it
        is not that root's."""
        root = x509.load_pem_x509_certificate(root_pem.encode())
        scalar = int.from_bytes(b64u_decode(json.loads(text)["sign"]), "big")
        if ec.derive_private_key(scalar, ec.SECP256R1()).public_key() != root.public_key():
            raise ValueError("the key of another root")
        if store.get(_entry(root), _KEY) is None:
            store.set(_entry(root), _KEY, text)

    def certify(
        self,
        role: str,
        key: str,
        common_name: str,
        organisation: str,
        days: int = MEMBER_DAYS,
        *,
        registrar: bool = False,
        at: str = "",
    ) -> str:
        """A certificate (PEM) that ``key`` belongs to a member of ``organisation`` in ``role``.

        ``at``: from when (RFC 3339 UTC; now). ``common_name`` is public: a customer's is a pseudonym. It ends
        no later than the root itself. Raises
        ValueError for an unknown role and CanonicalError for a text that is no key.
        """
        if role not in ROLES:
            raise ValueError(f"unknown role {role!r}")
        public = load_key(key)
        now = (datetime.fromisoformat(at) if at else moment()).replace(microsecond=0)
        attributes = {ROLE_ATTRIBUTE: role} | ({REGISTRAR_ATTRIBUTE: "true"} if registrar else {})
        extension = x509.UnrecognizedExtension(ATTRIBUTES_OID, json.dumps({"attrs": attributes}).encode())
        authority_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._private.public_key())
        certificate = (
            x509.CertificateBuilder()
            .subject_name(_name(common_name, organisation, unit="client"))
            .issuer_name(self._root.subject)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(max(now - _CLOCK_SLACK, self._root.not_valid_before_utc))
            .not_valid_after(min(now + timedelta(days=days), self._root.not_valid_after_utc))
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(authority=False), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(authority_key, critical=False)
            .add_extension(extension, critical=False)
            .sign(self._private, SHA256())
        )
        return certificate.public_bytes(Encoding.PEM).decode()


def _entry(root: x509.Certificate) -> str:
    """The name of the root's entry in the store: its key's, so that several ledgers' roots live side by
    side."""
    public = root.public_key()
    if not isinstance(public, ec.EllipticCurvePublicKey):
        raise EntryDamaged("the membership authority")
    return f"authority-{key_text(public)[:22]}"


def _name(common_name: str, organisation: str, unit: str = "") -> x509.Name:
    parts = [
        (NameOID.ORGANIZATION_NAME, organisation),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
        (NameOID.COMMON_NAME, common_name),
    ]
    return x509.Name([x509.NameAttribute(oid, name_text(text)) for oid, text in parts if text])


def _usage(authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
