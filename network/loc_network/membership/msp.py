"""MSP folders: the layout in which Fabric reads identities and root certificates.

Nodes' keys lie in `keystore/`, readable by their owner only, because Fabric reads them from there. Keys of
users of the desktop never come near these folders.
"""

from __future__ import annotations

import ipaddress
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from loc_network.layout import write

ROOT = "ca-cert.pem"


def new_key() -> ec.EllipticCurvePrivateKey:
    """A private key on P-256."""
    return ec.generate_private_key(ec.SECP256R1())


def key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    """A private key as PEM (PKCS #8), not encrypted."""
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def load_key(path: Path) -> ec.EllipticCurvePrivateKey:
    """The private key of a PEM file."""
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey), f"{path} is not an elliptic curve key"
    return key


def csr(
    key: ec.EllipticCurvePrivateKey, name: str, organisation: str, hosts: Iterable[str] = ()
) -> x509.CertificateSigningRequest:
    """A signing request for our own key; `hosts` (names and addresses) become subject alternative names."""
    builder = x509.CertificateSigningRequestBuilder().subject_name(
        x509.Name(
            [
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
                x509.NameAttribute(NameOID.COMMON_NAME, name),
            ]
        )
    )
    alternatives = [_general_name(host) for host in dict.fromkeys(hosts)]
    if alternatives:
        builder = builder.add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
    return builder.sign(key, hashes.SHA256())


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def write_identity(
    folder: Path, root: bytes, certificate: bytes, key: ec.EllipticCurvePrivateKey, crls: Iterable[bytes] = ()
) -> None:
    """A local MSP: whose certificate and key it is, and the root it is trusted by (all PEM)."""
    write_public(folder, root, crls)
    for sub in ("signcerts", "keystore"):
        shutil.rmtree(folder / sub, ignore_errors=True)
    write(folder / "signcerts" / "cert.pem", certificate)
    (folder / "keystore").mkdir(mode=0o700)
    write(folder / "keystore" / "key.pem", key_pem(key), private=True)


def is_whole(folder: Path) -> bool:
    """Whether `write_identity` has written that folder to its end: the key comes last."""
    return (folder / "keystore" / "key.pem").is_file()


def write_public(folder: Path, root: bytes, crls: Iterable[bytes] = ()) -> None:
    """An organisation's MSP as the others know it: roots, node OUs, revocation lists."""
    write(folder / "cacerts" / ROOT, root)
    write(folder / "tlscacerts" / ROOT, root)
    write(folder / "config.yaml", _node_ous())
    for number, crl in enumerate(crls):
        write(folder / "crls" / f"crl{number}.pem", crl)


def write_tls(folder: Path, root: bytes, certificate: bytes, key: ec.EllipticCurvePrivateKey) -> None:
    """What a node needs for TLS: its root, certificate and key."""
    write(folder / "ca.crt", root)
    write(folder / "server.crt", certificate)
    write(folder / "server.key", key_pem(key), private=True)


def write_self_signed(folder: Path, name: str, hosts: Iterable[str], days: int) -> None:
    """A key and a certificate that is its own root, for server and client alike: whoever trusts it trusts its
    holder and nobody else."""
    key, start = new_key(), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usages = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start - timedelta(hours=1))
        .not_valid_after(start + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([_general_name(host) for host in hosts]), critical=False)
        .add_extension(x509.ExtendedKeyUsage(usages), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    write_tls(folder, certificate, certificate, key)


def expires(path: Path) -> datetime:
    """The end of validity (UTC) of the first certificate in a PEM file."""
    return ends(path.read_bytes())


def ends(certificate: bytes) -> datetime:
    """The end of validity (UTC) of a certificate (PEM)."""
    return x509.load_pem_x509_certificate(certificate).not_valid_after_utc


def days_left(path: Path, now: datetime | None = None) -> float:
    """Days until a certificate (a PEM file) expires; negative after that. `now`: else the clock's."""
    return (expires(path) - (now or datetime.now(UTC))).total_seconds() / 86_400


def _node_ous() -> str:
    # Who is peer, orderer, admin or client is what the CA wrote into the certificate's OU.
    kinds = {
        f"{kind.capitalize()}OUIdentifier": {
            "Certificate": f"cacerts/{ROOT}",
            "OrganizationalUnitIdentifier": kind,
        }
        for kind in ("client", "peer", "admin", "orderer")
    }
    return yaml.safe_dump({"NodeOUs": {"Enable": True, **kinds}}, sort_keys=False)
