"""Members' certificates: what is read from them, and every way in which one is not to be trusted."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from loc_desktop.contract.certificate import (
    ATTRIBUTES_OID,
    CertificateError,
    key_digest,
    pseudonym,
    read_certificate,
    verify_chain,
)
from loc_desktop.identity.authority import Authority
from loc_desktop.script.canonical import CanonicalError
from loc_desktop.script.keys import SoftwareSigner, key_text
from tests.support.clock import later, moment

NOW = later(1 / 24)  # an hour on: these certificates are made while the tests run
UNKNOWN = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4.5"), b"x")

Party = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]


class MemoryStore:
    """A store for the authority's key in these tests, which are about certificates and not about keyrings."""

    description = "memory"

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], str] = {}

    def get(self, entry: str, part: str) -> str | None:
        return self._entries.get((entry, part))

    def set(self, entry: str, part: str, text: str) -> None:
        self._entries[entry, part] = text

    def delete(self, entry: str, part: str) -> None:
        self._entries.pop((entry, part), None)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.create(MemoryStore(), "LoC test root", "LoC")


def issue(
    issuer: Party | None,
    *,
    name: str = "member",
    organisation: str = "",
    ca: bool | None = None,
    public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey | None = None,
    attributes: bytes | None = None,
    extensions: Iterable[tuple[x509.ExtensionType, bool]] = (),
    days: tuple[float, float] = (-1, 10),
    may_sign: bool = True,
) -> Party:
    """A certificate as some authority (not ours) may make it; self-signed without ``issuer``."""
    private = ec.generate_private_key(ec.SECP256R1())
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    subject = x509.Name(parts)
    now = moment()
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[1].subject if issuer else subject)
        .public_key(public or private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
    )
    if ca is not None:
        usage = x509.KeyUsage(
            digital_signature=True,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=may_sign,
            crl_sign=may_sign,
            encipher_only=False,
            decipher_only=False,
        )
        builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        builder = builder.add_extension(usage, critical=True)
    if attributes is not None:
        builder = builder.add_extension(
            x509.UnrecognizedExtension(ATTRIBUTES_OID, attributes), critical=False
        )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return private, builder.sign(issuer[0] if issuer else private, SHA256())


def pem(*parties: Party) -> str:
    return "".join(certificate.public_bytes(Encoding.PEM).decode() for _, certificate in parties)


def role_attribute(role: object) -> bytes:
    return json.dumps({"attrs": {"loc.role": role, "hf.Affiliation": "x"}}).encode()


def test_the_local_authoritys_certificate_says_who_and_in_which_role(authority: Authority) -> None:
    key = SoftwareSigner.generate().key
    info = verify_chain(
        authority.certify("C", key, "C-12345678", "County", 30, registrar=True), [authority.root_pem], NOW
    )
    assert (info.role, info.key, info.organisation, info.common_name) == ("C", key, "County", "C-12345678")
    assert info.registrar
    assert info.unit == "client"
    assert info.not_before < NOW < info.not_after
    assert info.not_after[:10] == later(30)[:10]


def test_without_the_attribute_nobody_is_registrar(authority: Authority) -> None:
    key = SoftwareSigner.generate().key
    assert not read_certificate(authority.certify("B", key, "Bank", "Bank")).registrar


def test_a_certificate_ends_no_later_than_its_root() -> None:
    authority = Authority.create(MemoryStore(), "short", days=10)
    info = read_certificate(authority.certify("B", SoftwareSigner.generate().key, "Bank", "Bank", days=365))
    assert info.not_after == read_certificate(authority.root_pem).not_after


def test_the_authority_refuses_a_role_or_key_that_does_not_exist(authority: Authority) -> None:
    with pytest.raises(ValueError, match="unknown role"):
        authority.certify("X", SoftwareSigner.generate().key, "x", "x")
    with pytest.raises(CanonicalError, match=r"base64url|point"):
        authority.certify("B", "not a key", "x", "x")


def test_long_and_chinese_names_are_taken(authority: Authority) -> None:
    info = read_certificate(authority.certify("B", SoftwareSigner.generate().key, "林" * 100, "农信社" * 50))
    assert info.common_name == "林" * 21
    assert info.organisation == "农信社" * 7


def test_a_fabric_certificate_reads_alike() -> None:
    # As Fabric CA issues: the organisation stands in the issuer only, other attributes beside ours.
    root = issue(None, name="ca.bank", organisation="bank.example", ca=True)
    member = issue(root, name="clerk", ca=False, attributes=role_attribute("B"))
    info = verify_chain(pem(member), [pem(root)], NOW)
    assert (info.role, info.common_name, info.organisation) == ("B", "clerk", "bank.example")
    assert info.key == key_text(member[0].public_key())


def test_an_intermediate_authority_may_come_with_the_certificate_or_with_the_roots() -> None:
    root = issue(None, name="root", ca=True)
    between = issue(root, name="between", ca=True)
    member = issue(between, attributes=role_attribute("B"))
    assert verify_chain(pem(member, between), [pem(root)], NOW).role == "B"
    assert verify_chain(pem(member), [pem(root), pem(between)], NOW).role == "B"
    with pytest.raises(CertificateError) as missing:
        verify_chain(pem(member), [pem(root)], NOW)
    assert missing.value.code == "certificate.untrusted"


def test_a_node_without_role_is_readable_and_has_none() -> None:
    assert read_certificate(pem(issue(None))).role == ""


@pytest.mark.parametrize("at", [later(-2), later(11)])
def test_outside_of_its_time_a_certificate_is_refused(at: str) -> None:
    root = issue(None, name="root", ca=True, days=(-100, 100))
    member = issue(root)
    assert verify_chain(pem(member), [pem(root)], NOW).common_name == "member"
    with pytest.raises(CertificateError, match=r"(not_yet_valid|expired) \(name=member") as refused:
        verify_chain(pem(member), [pem(root)], at)
    assert refused.value.code in {"certificate.not_yet_valid", "certificate.expired"}


def test_an_expired_authority_vouches_for_nobody() -> None:
    root = issue(None, name="root", ca=True, days=(-10, 2))
    member = issue(root, days=(-1, 10))
    verify_chain(pem(member), [pem(root)], NOW)
    with pytest.raises(CertificateError, match=r"expired \(name=root"):
        verify_chain(pem(member), [pem(root)], later(3))


@pytest.mark.parametrize(("ca", "may_sign"), [(None, True), (False, True), (True, False)])
def test_a_member_cannot_issue(ca: bool | None, may_sign: bool) -> None:
    root = issue(None, name="root", ca=True)
    member = issue(root, name="member", ca=ca, may_sign=may_sign)
    forged = issue(member, name="forged", attributes=role_attribute("R"))
    for roots in ([pem(root)], [pem(root), pem(member)]):
        with pytest.raises(CertificateError) as refused:
            verify_chain(pem(forged, member), roots, NOW)
        assert refused.value.code == "certificate.not_authority"


def test_an_authority_of_the_same_name_is_not_the_same_authority() -> None:
    root, twin = issue(None, name="root", ca=True), issue(None, name="root", ca=True)
    with pytest.raises(CertificateError) as refused:
        verify_chain(pem(issue(twin), twin), [pem(root)], NOW)
    assert refused.value.code == "certificate.untrusted"
    assert verify_chain(pem(issue(twin)), [pem(root), pem(twin)], NOW).common_name == "member"


def test_a_ring_of_authorities_ends() -> None:
    chain = [issue(None, name="0", ca=True)]
    for number in range(1, 8):
        chain.append(issue(chain[-1], name=str(number), ca=True))
    stranger = issue(None, name="stranger", ca=True)
    with pytest.raises(CertificateError):
        verify_chain(pem(*reversed(chain)), [pem(stranger)], NOW)


@pytest.mark.parametrize("role", ["X", "c", "B ", "BC"])
def test_a_role_that_does_not_exist_is_refused(role: str) -> None:
    with pytest.raises(CertificateError) as refused:
        read_certificate(pem(issue(None, attributes=role_attribute(role))))
    assert refused.value.code == "certificate.role"


@pytest.mark.parametrize(
    "attributes", [b"", b"[]", b"{}", b'{"attrs":1}', b"\xff", b'{"attrs":{}}' + b" " * 5_000]
)
def test_attributes_that_are_none_are_refused(attributes: bytes) -> None:
    certificate = pem(issue(None, attributes=attributes))
    with pytest.raises(CertificateError) as refused:
        read_certificate(certificate)
    assert refused.value.code == "certificate.attributes"


def test_a_demand_that_is_not_understood_is_refused() -> None:
    assert read_certificate(pem(issue(None, extensions=[(UNKNOWN, False)]))).common_name == "member"
    with pytest.raises(CertificateError, match=r"1\.2\.3\.4\.5"):
        read_certificate(pem(issue(None, extensions=[(UNKNOWN, True)])))


def test_only_p256_keys_are_members_keys() -> None:
    root = issue(None, name="root", ca=True)
    for public in (
        ec.generate_private_key(ec.SECP384R1()).public_key(),
        rsa.generate_private_key(65_537, 2_048).public_key(),
    ):
        with pytest.raises(CertificateError) as refused:
            verify_chain(pem(issue(root, public=public)), [pem(root)], NOW)
        assert refused.value.code == "certificate.key_type"


@pytest.mark.parametrize(
    "text", ["", "text", "林", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "x" * 99_999]
)
def test_what_is_no_certificate_is_refused(text: str) -> None:
    with pytest.raises(CertificateError, match=r"certificate\.unreadable"):
        read_certificate(text)


ROOT = Authority.create(MemoryStore(), "LoC test root")
DER = base64.b64decode(
    "".join(ROOT.certify("B", SoftwareSigner.generate().key, "Bank", "Bank").split("\n")[1:-2])
)


@pytest.mark.parametrize("unused", range(1, 4))
def test_a_signature_with_unused_bits_is_no_second_form_of_a_certificate(unused: int) -> None:
    for _ in range(100):
        text = ROOT.certify("B", SoftwareSigner.generate().key, "Bank", "Bank")
        changed = bytearray(base64.b64decode("".join(text.split("\n")[1:-2])))
        if changed[-1] % (1 << unused) == 0:  # as DER wants the unused bits
            break
    else:
        pytest.fail("no signature ended in so many zeros")
    changed[-len(x509.load_pem_x509_certificate(text.encode()).signature) - 1] = unused
    other = base64.encodebytes(bytes(changed)).decode()
    with pytest.raises(CertificateError) as refused:
        read_certificate(f"-----BEGIN CERTIFICATE-----\n{other}-----END CERTIFICATE-----\n")
    assert refused.value.code == "certificate.unreadable"


@settings(max_examples=300, deadline=None)
@given(place=st.integers(0, len(DER) - 1), bit=st.integers(0, 7))
def test_any_changed_bit_of_a_certificate_is_found_out(place: int, bit: int) -> None:
    changed = bytearray(DER)
    changed[place] ^= 1 << bit
    text = base64.encodebytes(bytes(changed)).decode()
    with pytest.raises(CertificateError):
        verify_chain(f"-----BEGIN CERTIFICATE-----\n{text}-----END CERTIFICATE-----\n", [ROOT.root_pem], NOW)


def test_a_pseudonym_is_short_stable_and_the_keys_own() -> None:
    first, second = SoftwareSigner.generate().key, SoftwareSigner.generate().key
    assert pseudonym(first) == f"C-{key_digest(first)[:8]}"
    assert pseudonym(first) != pseudonym(second)
