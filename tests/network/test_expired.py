"""Every certificate of a network has expired: it comes back with the same keys, the orderers' too."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from loc_network import changes, health
from loc_network.control import Network
from loc_network.errors import NetworkError
from loc_network.hosts import programs
from loc_network.hosts.ready import ReadyCheck
from loc_network.layout import Layout
from loc_network.membership import identities, msp
from loc_network.topology import Participant, Topology

from tests.support.fabric import small_topology

pytestmark = pytest.mark.fabric
SHORT = timedelta(seconds=45)
"""Long enough to bring the network up, short enough to wait for."""


def shorten(path: Path, authority: Path) -> None:
    """Issue a certificate again by the key of its CA, as it is, but for a short time."""
    old = x509.load_pem_x509_certificate(path.read_bytes())
    root = x509.load_pem_x509_certificate((authority / "ca-cert.pem").read_bytes())
    signers = [msp.load_key(key) for key in (authority / "msp" / "keystore").glob("*_sk")]
    (key,) = [key for key in signers if key.public_key() == root.public_key()]
    builder = x509.CertificateBuilder().issuer_name(old.issuer).subject_name(old.subject)
    builder = builder.public_key(old.public_key()).serial_number(old.serial_number)
    builder = builder.not_valid_before(old.not_valid_before_utc).not_valid_after(datetime.now(UTC) + SHORT)
    for extension in old.extensions:
        builder = builder.add_extension(extension.value, extension.critical)
    path.write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))


@pytest.fixture
def network(
    fabric_programs: programs.Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Network]:
    """Three Raft orderers and two organisations whose certificates last for less than a minute."""
    make = identities.make

    def make_short(layout: Layout, topology: Topology, organisation: Participant, secret: str) -> None:
        make(layout, topology, organisation, secret)
        for _, path in identities.renewables(layout, organisation.name):
            if msp.days_left(path) > 1 and not layout.done("ready"):
                shorten(path, layout.org(organisation.name) / "ca")

    monkeypatch.setattr(identities, "make", make_short)
    made = Network(tmp_path / "network", seconds=60)
    try:
        made.up(small_topology("C", "B", orderers=3))
        yield made
    finally:
        made.destroy()


def write(network: Network, key: str) -> None:
    topology = network.layout.topology()
    check = ReadyCheck(
        network.layout, topology, topology.channel("loan"), topology.organisation("B"), "floor"
    )
    check.gateway().submit("loan", "floor", "write", [json.dumps([key, "x"])])


def paths(network: Network) -> dict[str, Path]:
    layout = network.layout
    return {owner: p for o in ("C", "B", "Orderer") for owner, p in identities.renewables(layout, o)}


def keys(network: Network) -> dict[Path, bytes]:
    keys = [*network.data.glob("orgs/*/*/**/key.pem"), *network.data.glob("orgs/*/**/server.key")]
    return {path: path.read_bytes() for path in keys}


def test_a_network_whose_certificates_have_all_expired_is_renewed(network: Network) -> None:
    write(network, "before")
    heights = health.status(network).channels[0].heights
    before = keys(network)
    while any(msp.days_left(path) > 0 for path in paths(network).values()):
        time.sleep(0.5)
    assert any("orderer1.Orderer expired" in f.what and "renew" in f.todo for f in health.examine(network))
    with pytest.raises(NetworkError):
        write(network, "expired")

    assert set(changes.renew(network)) == set(paths(network))
    assert all(msp.days_left(path) > 300 for path in paths(network).values())
    assert keys(network) == before, "a key was made anew"
    write(network, "after")
    assert all(height > heights[p] for p, height in health.status(network).channels[0].heights.items())
    assert health.examine(network) == []

    # The channel's list still holds the orderers' old certificates; a leader that goes is replaced.
    network.kill(health.leader(network, network.layout.topology(), "loan"))
    network.up()
    write(network, "a leader later")
    # And the configuration can still be changed.
    changes.add_user(network, "B", "gone")
    changes.revoke(network, "B", "gone")
