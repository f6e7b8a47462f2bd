"""The default network, with one organisation more, as `loc-network up` makes it: it keeps its promises."""

from __future__ import annotations

import base64
import json
import os
import socket
import ssl
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import partialmethod
from pathlib import Path
from typing import Any

import grpc
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from fabric_protos.peer import chaincode_shim_pb2_grpc
from fabric_protos.peer.chaincode_shim_pb2 import ChaincodeMessage
from google.protobuf.timestamp_pb2 import Timestamp
from loc_network import changes, health
from loc_network.cli import main
from loc_network.errors import NetworkError
from loc_network.hosts.gateway import AdminGateway
from loc_network.hosts.nodes import tls_root
from loc_network.hosts.ready import ReadyCheck
from loc_network.membership import msp
from loc_network.membership.identities import authority
from loc_network.membership.profiles import Invitation

from loc_desktop.contract.certificate import ATTRIBUTES_OID, read_certificate
from tests.support.fabric import FabricNetwork

pytestmark = pytest.mark.fabric
ORGANISATIONS = ("C", "B", "CAD", "FD", "R")


def enrol(fabric: FabricNetwork, invitation: Invitation, folder: Path) -> Path:
    """Enrol a user with a throw-away key and lay both into an MSP folder, as no desktop would."""
    own = authority(fabric.network.layout, fabric.topology, invitation.organisation)
    enrolled = own.enrol(invitation.id, invitation.secret, msp.new_key())
    msp.write_identity(folder, own.root, enrolled.certificate, enrolled.key)
    return folder


def gateway(fabric: FabricNetwork, organisation: str, folder: Path) -> AdminGateway:
    layout = fabric.network.layout
    port = layout.port(f"peer0.{organisation}")
    return AdminGateway(f"127.0.0.1:{port}", tls_root(layout, organisation), organisation, folder)


def test_everything_runs_and_agrees(fabric_network: FabricNetwork) -> None:
    status = health.status(fabric_network.network)
    assert status.up
    kinds = [n.kind for n in status.nodes]
    assert {k: kinds.count(k) for k in set(kinds)} == {"ca": 7, "orderer": 1, "peer": 6, "contract": 12}
    (channel,) = status.channels
    assert set(channel.heights) == {f"peer0.{o}" for o in (*ORGANISATIONS, "C2")}
    assert {(c.name, c.version, c.sequence) for c in channel.contracts} >= {("loc", "1.0", 1)}


def test_it_fits_into_the_memory_it_may_take(fabric_network: FabricNetwork) -> None:
    assert 0 < fabric_network.first_pss <= 1_200_000_000


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_a_transaction_goes_through_the_gateway_of_everyone(
    fabric_network: FabricNetwork, organisation: str
) -> None:
    fabric = fabric_network
    folder = fabric.network.layout.admin_msp(organisation)
    key = f"test-{os.getpid()}-{organisation}"
    answer = gateway(fabric, organisation, folder).submit("loan", "floor", "write", [json.dumps([key, "x"])])
    assert json.loads(answer) == {"written": key}


def test_the_contract_is_set_up_once(fabric_network: FabricNetwork) -> None:
    fabric = fabric_network
    member = fabric.topology.organisation("C")
    check = ReadyCheck(fabric.network.layout, fabric.topology, fabric.topology.channel("loan"), member, "loc")
    with pytest.raises(NetworkError, match=r"contract\.initialised"):
        check.gateway().submit("loan", "loc", "init", [json.dumps([{"channel": "loan"}])])
    # The network itself takes that refusal for what it is.
    check._until(0.0, "init", [{"channel": "loan"}], done="contract.initialised")


def test_roles_are_certificate_attributes(fabric_network: FabricNetwork, tmp_path: Path) -> None:
    for role in ORGANISATIONS:
        folder = enrol(fabric_network, fabric_network.invite(role), tmp_path / role)
        info = read_certificate((folder / "signcerts" / "cert.pem").read_text())
        assert (info.role, info.organisation, info.unit, info.registrar) == (role, role, "client", False)


def test_a_counter_is_registrar_and_may_register_customers_only(
    fabric_network: FabricNetwork, tmp_path: Path
) -> None:
    from loc_network.membership.ca import Attribute, load

    fabric = fabric_network
    folder = enrol(fabric, fabric.invite("C", registrar=True), tmp_path / "counter")
    assert read_certificate((folder / "signcerts" / "cert.pem").read_text()).registrar
    own = authority(fabric.network.layout, fabric.topology, "C")
    name = f"customer-{os.getpid()}"
    secret = own.register(load(folder), name, "client", [Attribute("loc.role", "C")])
    assert read_certificate(own.enrol(name, secret, msp.new_key()).certificate.decode()).role == "C"
    with pytest.raises(NetworkError, match="refused to register"):
        own.register(load(folder), f"admin-{os.getpid()}", "admin")


def test_who_enrols_does_not_choose_role_rights_or_kind(fabric_network: FabricNetwork) -> None:
    """A customer asks for a counter's right, or brings a bank's role and an administrator's unit."""
    attributes = json.dumps({"attrs": {"loc.role": "B", "loc.registrar": "true"}}).encode()

    def bold(name: str) -> x509.CertificateSigningRequest:
        unit, organisation = x509.NameOID.ORGANIZATIONAL_UNIT_NAME, x509.NameOID.ORGANIZATION_NAME
        subject = ((unit, "admin"), (organisation, "B"), (x509.NameOID.COMMON_NAME, name))
        return (
            x509.CertificateSigningRequestBuilder()
            .subject_name(x509.Name([x509.NameAttribute(oid, text) for oid, text in subject]))
            .add_extension(x509.UnrecognizedExtension(ATTRIBUTES_OID, attributes), critical=False)
            .sign(msp.new_key(), hashes.SHA256())
        )

    def plain(name: str) -> x509.CertificateSigningRequest:
        return msp.csr(msp.new_key(), name, "C")

    wanted = [{"name": "loc.registrar"}]
    assert "attributes are missing" in enrolled_by_hand(fabric_network, plain, attr_reqs=wanted)
    info = read_certificate(enrolled_by_hand(fabric_network, bold))
    assert (info.role, info.registrar, info.unit) == ("C", False, "client")
    # Nor whose name it has: that of the peers' key at the contract service, say.
    other = enrolled_by_hand(fabric_network, lambda _name: plain("contract-client.C"))
    assert "must equal the enrollment ID" in other


def enrolled_by_hand(
    fabric: FabricNetwork, make: Callable[[str], x509.CertificateSigningRequest], **more: Any
) -> str:
    """A certificate for a new user of C, who writes to the CA as it likes; or what the CA said."""
    invitation = fabric.invite("C")
    own = authority(fabric.network.layout, fabric.topology, "C")
    pem = make(invitation.id).public_bytes(serialization.Encoding.PEM).decode()
    body = json.dumps({"certificate_request": pem, "caname": "ca-C", **more}).encode()
    login = base64.b64encode(f"{invitation.id}:{invitation.secret}".encode()).decode()
    sent = urllib.request.Request(f"{own.url}/api/v1/enroll", body, {"Authorization": f"Basic {login}"})
    context = ssl.create_default_context(cafile=str(own.root_file))
    try:
        with urllib.request.urlopen(sent, timeout=10, context=context) as answer:
            return base64.b64decode(json.load(answer)["result"]["Cert"]).decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()


def test_a_proposal_of_another_time_is_refused(
    fabric_network: FabricNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bank would collect ahead, or be in time when it was late."""
    admin = fabric_network.network.layout.admin_msp("B")
    for seconds in (20 * 60, -20 * 60, 40 * 86_400):
        then = int(time.time()) + seconds
        monkeypatch.setattr(Timestamp, "GetCurrentTime", partialmethod(Timestamp.FromSeconds, then))
        with pytest.raises(NetworkError, match="timestamp"):
            gateway(fabric_network, "B", admin).submit("loan", "floor", "write", ['["elsewhen","x"]'])


def test_a_secret_works_once(fabric_network: FabricNetwork, tmp_path: Path) -> None:
    invitation = fabric_network.invite("B")
    enrol(fabric_network, invitation, tmp_path / "first")
    with pytest.raises(NetworkError, match="refused to enrol"):
        enrol(fabric_network, invitation, tmp_path / "second")


def test_who_is_revoked_is_refused_by_all_peers(fabric_network: FabricNetwork, tmp_path: Path) -> None:
    fabric = fabric_network
    invitation = fabric.invite("B")
    folder = enrol(fabric, invitation, tmp_path / "revoked")
    theirs = gateway(fabric, "B", folder)
    text = json.dumps([f"revoked-{os.getpid()}", "x"])
    theirs.submit("loan", "floor", "write", [text])
    assert changes.revoke(fabric.network, "B", invitation.id, "keycompromise") == 1
    for organisation in ORGANISATIONS:
        port = fabric.network.layout.port(f"peer0.{organisation}")
        other = AdminGateway(f"127.0.0.1:{port}", tls_root(fabric.network.layout, organisation), "B", folder)
        refused_once_known(fabric, other, organisation, text)


def refused_once_known(fabric: FabricNetwork, theirs: AdminGateway, organisation: str, text: str) -> None:
    """A peer refuses from the block on that brought the list; wait for that block, then look."""
    from loc_network import channel as channels
    from loc_network.hosts import programs

    height = max(health.status(fabric.network).channels[0].heights.values())
    member = fabric.topology.organisation(organisation)
    available = programs.find()
    while channels.height(fabric.network.layout, available, member, f"peer0.{organisation}", "loan") < height:
        pass
    with pytest.raises(NetworkError, match="did not go through"):
        theirs.submit("loan", "floor", "write", [text])


def test_an_identity_of_another_authority_is_refused(fabric_network: FabricNetwork, tmp_path: Path) -> None:
    folder = enrol(fabric_network, fabric_network.invite("C"), tmp_path / "c")
    port = fabric_network.network.layout.port("peer0.B")
    posing = AdminGateway(f"127.0.0.1:{port}", tls_root(fabric_network.network.layout, "B"), "B", folder)
    with pytest.raises(NetworkError, match="did not go through"):
        posing.submit("loan", "floor", "write", ['["posing","x"]'])


def test_only_tls_is_spoken_and_names_are_checked(fabric_network: FabricNetwork) -> None:
    layout = fabric_network.network.layout
    services = {n: p["grpc"] for n, p in layout.ports().items() if "grpc" in p}
    assert len(services) == 26
    for node, port in services.items():
        root = layout.org(node.rpartition(".")[2]) / "ca" / "ca-cert.pem"
        context = ssl.create_default_context(cafile=str(root))
        context.set_alpn_protocols(["h2"])
        if node.startswith("contract"):
            client = layout.org(node.rpartition(".")[2]) / "service" / "client"
            context.load_cert_chain(client / "server.crt", client / "server.key")
        with (
            socket.create_connection(("127.0.0.1", port), timeout=5) as plain,
            context.wrap_socket(plain, server_hostname="127.0.0.1") as secure,
        ):
            assert secure.version() in ("TLSv1.2", "TLSv1.3")


def test_a_contract_service_answers_its_own_peers_only(fabric_network: FabricNetwork, tmp_path: Path) -> None:
    """Nobody else is a peer to it: whoever is may show it any caller and any state."""
    own = fabric_network.network.layout.org("C")
    assert registers(fabric_network, "C", own / "service" / "client") == "REGISTER"
    enrol(fabric_network, fabric_network.invite("C", registrar=True), tmp_path / "counter")
    clerk = tls_folder(fabric_network, fabric_network.invite("C"), tmp_path / "clerk")
    pem = tmp_path / "counter-tls"
    msp.write_tls(pem, b"", *enrolled_pair(tmp_path / "counter"))
    # Signed by the same authority: a clerk's and a counter's certificates, the administrator's, a peer's own.
    others = [clerk, pem, own / "admin" / "tls", own / "nodes" / "peer0.C" / "tls", own / "service" / "tls"]
    for folder in others:
        assert registers(fabric_network, "C", folder) == "UNAUTHENTICATED", folder
    stranger = fabric_network.network.layout.org("B") / "service" / "client"
    assert registers(fabric_network, "C", stranger) == "UNAVAILABLE"
    assert not greets(fabric_network, "C", client_of="B")


def tls_folder(fabric: FabricNetwork, invitation: Invitation, folder: Path) -> Path:
    """A certificate for transport, which whoever may enrol gets from the CA as well."""
    own = authority(fabric.network.layout, fabric.topology, invitation.organisation)
    made = own.enrol(invitation.id, invitation.secret, msp.new_key(), profile="tls", hosts=["localhost"])
    msp.write_tls(folder, own.root, made.certificate, made.key)
    return folder


def enrolled_pair(folder: Path) -> tuple[bytes, ec.EllipticCurvePrivateKey]:
    return (folder / "signcerts" / "cert.pem").read_bytes(), msp.load_key(folder / "keystore" / "key.pem")


def registers(fabric: FabricNetwork, organisation: str, client: Path) -> str:
    """What a contract service says first to whoever opens a peer's stream with that certificate."""
    layout = fabric.network.layout
    credentials = grpc.ssl_channel_credentials(
        (layout.org(organisation) / "ca" / "ca-cert.pem").read_bytes(),
        (client / "server.key").read_bytes(),
        (client / "server.crt").read_bytes(),
    )
    endpoint = f"127.0.0.1:{layout.port(f'contract-loc-1.0.{organisation}')}"
    with grpc.secure_channel(endpoint, credentials) as channel:
        stream = chaincode_shim_pb2_grpc.ChaincodeStub(channel).Connect(iter(()), timeout=10)
        try:
            return str(ChaincodeMessage.Type.Name(next(stream).type))
        except grpc.RpcError as error:
            return str(error.code().name)


def test_operations_are_for_the_holder_of_their_own_certificate(
    fabric_network: FabricNetwork, tmp_path: Path
) -> None:
    """Who may set a log level may slow a node down, and read what it says of others."""
    layout = fabric_network.network.layout
    clerk = tls_folder(fabric_network, fabric_network.invite("C"), tmp_path / "clerk")
    operations = {
        node: ports["operations"] for node, ports in layout.ports().items() if "operations" in ports
    }
    assert {node.split(".")[0].rstrip("0") for node in operations} == {"ca", "peer", "orderer"}
    for node, port in operations.items():
        organisation = node.rpartition(".")[2]
        operator = layout.org(organisation) / "operations"
        more = {"ca": (), "peer": ("/logspec",), "orderer": ("/logspec", "/metrics")}
        paths = ("/healthz", *more[node.split(".")[0].rstrip("0")])
        for path in paths:
            assert asked(port, path, operator, operator) == 200, (node, path)
            for who in (None, clerk, layout.org(organisation) / "admin" / "tls"):
                assert asked(port, path, operator, who) is None, (node, path, who)
        with pytest.raises(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/logspec", timeout=5)


def asked(port: int, path: str, operator: Path, client: Path | None) -> int | None:
    """The answer's status, None where the connection is refused."""
    context = ssl.create_default_context(cafile=str(operator / "ca.crt"))
    if client is not None:
        context.load_cert_chain(client / "server.crt", client / "server.key")
    try:
        with urllib.request.urlopen(f"https://127.0.0.1:{port}{path}", timeout=5, context=context) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return int(error.code)
    except OSError:
        return None


def greets(fabric: FabricNetwork, organisation: str, client_of: str) -> bool:
    """Whether an organisation's contract service opens HTTP/2 with a client of `client_of`."""
    layout = fabric.network.layout
    client = layout.org(client_of) / "service" / "client"
    context = ssl.create_default_context(cafile=str(layout.org(organisation) / "ca" / "ca-cert.pem"))
    context.set_alpn_protocols(["h2"])
    context.load_cert_chain(client / "server.crt", client / "server.key")
    port = layout.port(f"contract-loc-1.0.{organisation}")
    try:
        with (
            socket.create_connection(("127.0.0.1", port), timeout=5) as plain,
            context.wrap_socket(plain, server_hostname="127.0.0.1") as secure,
        ):
            # The server speaks first; with TLS 1.3 it is also here that a refusal shows.
            return secure.recv(1) != b""
    except (ssl.SSLError, ConnectionError):
        return False


def test_keys_are_readable_by_their_owner_only_and_users_have_none(fabric_network: FabricNetwork) -> None:
    root = fabric_network.data
    assert stat.S_IMODE(root.stat().st_mode) == 0o700
    keys = [p for p in root.rglob("*") if p.is_file() and b"PRIVATE KEY" in p.read_bytes()[:100]]
    ours = [p for p in keys if "ca" not in p.relative_to(root).parts]
    assert ours
    assert all(stat.S_IMODE(p.stat().st_mode) == 0o600 for p in ours)
    assert stat.S_IMODE((root / "users" / "enrolment.json").stat().st_mode) == 0o600
    owners = {p.relative_to(root / "orgs").parts[1] for p in ours}
    assert owners <= {"nodes", "admin", "registrar", "service", "operations"}


def test_a_profile_holds_what_a_desktop_needs_and_no_secret(fabric_network: FabricNetwork) -> None:
    for name, path in fabric_network.profiles.items():
        profile = json.loads(path.read_text())
        assert {k: profile[k] for k in ("organisation", "role", "msp_id", "channels", "contract")} == {
            "organisation": name,
            "role": fabric_network.topology.organisation(name).role,
            "msp_id": name,
            "channels": ["loan"],
            "contract": "loc",
        }
        (peer,) = profile["peers"]
        assert set(peer) == {"name", "endpoint", "tls_ca_pem", "hostname"}
        assert set(profile["ca"]) == {"url", "name", "tls_ca_pem"}
        (root,) = [x509.load_pem_x509_certificate(p.encode()) for p in profile["msp_root_pems"]]
        assert root.subject.rfc4514_string() == f"CN=ca.{name},O={name}"
        assert "PRIVATE" not in path.read_text()
        assert "secret" not in path.read_text()


def test_every_role_is_invited(fabric_network: FabricNetwork) -> None:
    invitations = fabric_network.first_invitations()
    assert {i.role for i in invitations} == set(ORGANISATIONS)
    assert [i.id for i in invitations if i.registrar and i.id.startswith("counter")] == [
        "counter.C",
        "counter.C2",
    ]


def test_status_as_json_and_doctor_say_that_all_is_well(
    fabric_network: FabricNetwork, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "--json", "--data", str(fabric_network.data)]) == 0
    assert json.loads(capsys.readouterr().out)["up"] is True
    assert main(["doctor", "--data", str(fabric_network.data)]) == 0
    assert "All is well." in capsys.readouterr().out


def test_logs_are_shown(fabric_network: FabricNetwork, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["logs", "contract-loc-1.0.B", "-n", "3", "--data", str(fabric_network.data)]) == 0
    assert "serving loc_1.0" in capsys.readouterr().out
    assert main(["logs", "nobody", "--data", str(fabric_network.data)]) == 1
    assert "peer0.B" in capsys.readouterr().err


def test_missing_programs_are_named_with_where_to_get_them(tmp_path: Path) -> None:
    clean = {k: v for k, v in os.environ.items() if k not in ("LOC_FABRIC_BIN", "PATH")}
    run = subprocess.run(
        [sys.executable, "-m", "loc_network", "up", "--data", str(tmp_path / "none")],
        env={**clean, "PATH": str(tmp_path), "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "peer, orderer" in run.stderr
    assert "github.com/hyperledger/fabric/releases" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "none").exists()
