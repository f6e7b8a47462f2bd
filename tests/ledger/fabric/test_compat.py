"""Each item of ``compat``: what hfc alone still gets wrong, and that ours works.

Where a test named ``…_still_…`` fails, hfc or what it stands on has changed: the item can be removed.
"""

from __future__ import annotations

import base64
import inspect
import logging
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import NameOID

from loc_desktop.ledger.fabric import compat
from loc_desktop.script.keys import ORDER, SoftwareSigner

if TYPE_CHECKING:
    from tests.support.fabric import FabricNetwork

MESSAGE = b"a proposal"


def alone(code: str) -> str:
    """What a fresh interpreter says when it runs ``code`` with hfc as it is; "" if it says nothing."""
    completed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return completed.stderr.strip()


def request_for(key: ec.EllipticCurvePrivateKey, name: str) -> x509.CertificateSigningRequest:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key, hashes.SHA256())


# --- before the import --------------------------------------------------------------------------------------


def test_hfc_still_brings_messages_that_protobuf_refuses() -> None:
    assert "Descriptors cannot" in alone("import hfc.protos.common.common_pb2")


def test_hfc_still_needs_aiogrpc_which_is_not_there() -> None:
    assert "No module named 'aiogrpc'" in alone("import hfc.util.channel")


def test_hfc_still_imports_a_private_module_of_cpython() -> None:
    compat.install()
    import hfc.fabric.orderer

    assert "from _sha256 import" in inspect.getsource(hfc.fabric.orderer)


def test_installing_makes_hfc_importable_and_may_be_repeated() -> None:
    code = (
        "from loc_desktop.ledger.fabric import compat\n"
        "compat.install(); compat.install()\n"
        "import hfc.fabric.client, hfc.fabric.block_decoder, hfc.fabric_ca.caservice\n"
        "import sys; assert sum(type(f).__name__ == '_ProtosAlias' for f in sys.meta_path) == 1"
    )
    assert alone(code) == ""


def test_both_names_of_a_message_module_are_one_module_with_its_own_spec() -> None:
    compat.install()
    import fabric_protos.common.common_pb2 as maintained
    import hfc.protos.common.common_pb2 as aliased

    assert aliased is maintained
    assert maintained.__spec__.name == "fabric_protos.common.common_pb2"


def test_hfc_still_logs_what_an_authority_answers_and_is_kept_from_it() -> None:
    compat.install()
    import hfc.fabric_ca.caservice as caservice

    assert 'debug("Raw response json' in inspect.getsource(caservice)
    assert not logging.getLogger("hfc.fabric_ca.caservice").isEnabledFor(logging.DEBUG)


# --- crypto -------------------------------------------------------------------------------------------------


def test_hfc_still_passes_a_curve_class_where_an_instance_is_wanted() -> None:
    compat.install()
    from hfc.util.crypto.crypto import Ecies

    with pytest.raises(TypeError):
        Ecies().generate_private_key()
    assert compat.crypto_suite().generate_private_key().curve.name == "secp256r1"


def test_hfc_still_wants_the_private_key_itself() -> None:
    compat.install()
    from hfc.util.crypto.crypto import Ecies

    with pytest.raises(TypeError):
        Ecies().sign(SoftwareSigner.generate(), MESSAGE)


def test_the_suite_signs_with_a_signer_and_with_a_nodes_key() -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    suite = compat.crypto_suite()
    for key in (SoftwareSigner(private), private):
        value = suite.sign(key, MESSAGE)
        private.public_key().verify(value, MESSAGE, ec.ECDSA(hashes.SHA256()))
        assert decode_dss_signature(value)[1] <= ORDER // 2


class Store:
    """hfc's state store, which keeps what hfc hands it."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get_value(self, key: str) -> str | None:
        return self.kept.get(key)

    def set_value(self, key: str, value: str) -> None:
        self.kept[key] = value


def test_hfcs_user_still_saves_the_private_key_in_clear_and_ours_holds_none() -> None:
    compat.install()
    from hfc.fabric.user import User
    from hfc.fabric_ca.caservice import Enrollment

    private = ec.generate_private_key(ec.SECP256R1())
    store = Store()
    user = User("name", "org", store)
    user.enrollment = Enrollment(private, b"certificate")
    (saved,) = store.kept.values()
    assert b"BEGIN PRIVATE KEY" in pickle.loads(bytes.fromhex(saved))["enrollment"]["private_key"]

    ours = compat.user("name", "B", SoftwareSigner(private), "certificate")
    assert (ours.msp_id, ours.enrollment.cert) == ("B", b"certificate")
    assert b"PRIVATE KEY" not in repr(vars(ours)).encode()


# --- certificate authority ----------------------------------------------------------------------------------


def test_a_token_binds_method_path_body_and_certificate() -> None:
    signer = SoftwareSigner.generate()
    token = compat.ca_token(compat.crypto_suite(), signer, b"cert", "POST", "/api/v1/register", b"{}")
    certificate, signature = token.split(".")
    assert base64.b64decode(certificate) == b"cert"
    signed = b".".join([b"POST", *(base64.b64encode(part) for part in (b"/api/v1/register", b"{}", b"cert"))])
    from loc_desktop.script.keys import load_key

    load_key(signer.key).verify(base64.b64decode(signature), signed, ec.ECDSA(hashes.SHA256()))


@pytest.mark.fabric
class TestAgainstARealAuthority:
    """A Fabric CA 1.5 of the session's network."""

    @pytest.fixture
    def registrar(self, fabric_network: FabricNetwork) -> Any:
        """Organisation B's registrar as hfc's Enrollment on our service."""
        from loc_network.membership.identities import authority

        own = authority(fabric_network.network.layout, fabric_network.topology, "B")
        held = own.registrar()
        service = compat.ca_service(own.url, name="", tls_ca_pem=own.root.decode())
        return compat.enrollment(held.key, held.certificate.decode(), service)

    def test_a_token_made_by_hfc_alone_is_still_refused(
        self, fabric_network: FabricNetwork, registrar: Any, tmp_path: Any
    ) -> None:
        from hfc.fabric_ca.caservice import CAService
        from loc_network.membership.identities import authority

        own = authority(fabric_network.network.layout, fabric_network.topology, "B")
        root = tmp_path / "root.pem"
        root.write_bytes(own.root)
        service = CAService(own.url, str(root))
        with pytest.raises(ValueError, match=r"Authentication failure|Authorization"):
            service.register("x", None, "client", "", 1, None, registrar)

    def test_our_client_registers_enrols_and_renews_with_keys_that_it_never_sees(
        self, registrar: Any
    ) -> None:
        name = f"用户-{SoftwareSigner.generate().key[:12]}"
        attributes = [{"name": "loc.role", "value": "B", "ecert": True}]
        secret = registrar.register(name, None, "client", "", 1, attributes)
        private = ec.generate_private_key(ec.SECP256R1())
        service = registrar._service
        enrolled = service.enroll(name, secret, csr=request_for(private, name))
        assert enrolled.private_key is None
        certificate = x509.load_pem_x509_certificate(enrolled.cert)
        assert certificate.public_key() == private.public_key()
        current = compat.enrollment(SoftwareSigner(private), enrolled.cert.decode(), service)
        renewed, _chain = compat.reenroll(service, current, request_for(private, name))
        again = x509.load_pem_x509_certificate(renewed)
        assert again.public_key() == private.public_key()
        assert again.serial_number != certificate.serial_number

    def test_hfcs_renewal_still_makes_a_key_of_its_own(self) -> None:
        from hfc.fabric_ca.caservice import CAService

        assert "generate_private_key()" in inspect.getsource(CAService.reenroll)

    def test_an_authority_with_another_root_is_not_spoken_to(self, fabric_network: FabricNetwork) -> None:
        import requests
        from loc_network.membership.identities import authority

        layout, topology = fabric_network.network.layout, fabric_network.topology
        other = authority(layout, topology, "R").root.decode()
        client = compat.ca_client(authority(layout, topology, "B").url, tls_ca_pem=other)
        with pytest.raises(requests.exceptions.SSLError):
            client.get_cainfo()
