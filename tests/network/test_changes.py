"""What is done to a network in its life: stopped and started, crashed, enlarged, renewed.

Most tests share a network of three organisations and two channels, and leave it running.
"""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Callable, Iterator

import psutil
import pytest
from loc_network import changes, health
from loc_network.cli import main
from loc_network.control import Network
from loc_network.errors import NetworkError
from loc_network.hosts import processes, programs
from loc_network.hosts.ready import ReadyCheck
from loc_network.membership import identities, msp
from loc_network.topology import Channel, Topology

from tests.support.fabric import small_topology

pytestmark = pytest.mark.fabric
BringUp = Callable[[Topology], Network]


@pytest.fixture(scope="module")
def shared(fabric_programs: programs.Programs, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    """C, B and FD on the channel `loan`, B and FD also on `subsidy`, where both must endorse."""
    network = Network(tmp_path_factory.mktemp("changes") / "network")
    channels = (
        Channel("loan", ("C", "B", "FD"), ("floor",), endorsement="majority"),
        Channel("subsidy", ("B", "FD"), ("floor",), endorsement="all"),
    )
    try:
        network.up(small_topology("C", "B", "FD", channels=channels))
        yield network
    finally:
        network.destroy()


def write(
    network: Network, organisation: str, key: str, channel: str = "loan", seconds: float = 30.0
) -> None:
    """One transaction through that organisation's gateway."""
    topology = network.layout.topology()
    check = ReadyCheck(
        network.layout, topology, topology.channel(channel), topology.organisation(organisation), "floor"
    )
    check.gateway().submit(channel, "floor", "write", [json.dumps([key, "x"])], seconds)


def write_at_last(network: Network, organisation: str, key: str) -> None:
    """`write`, again and again while the orderers elect a leader or the peer waits before it dials again."""
    end = time.monotonic() + 90
    while True:
        try:
            write(network, organisation, key, seconds=5.0)
            return
        except NetworkError:
            if time.monotonic() > end:
                raise


def heights(network: Network, channel: str = "loan") -> dict[str, int]:
    return next(c.heights for c in health.status(network).channels if c.name == channel)


def test_stopped_crashed_and_started_again_it_keeps_everything(shared: Network) -> None:
    network = shared
    write(network, "C", "before")
    before = heights(network)
    ports = network.layout.ports()

    assert "peer0.B" in network.down()
    assert not health.status(network).up
    network.up()
    assert network.layout.ports() == ports
    assert all(after >= before[peer] for peer, after in heights(network).items())

    assert network.kill("peer0.B")
    assert network.kill("contract-floor-1.0.FD")
    said = {f.what.split(" ")[0] for f in health.examine(network)}
    assert {"peer0.B", "contract-floor-1.0.FD"} <= said
    adopted = processes.running(network.layout, "peer0.C")
    network.up()
    assert health.examine(network) == []
    # What ran was left alone.
    assert processes.running(network.layout, "peer0.C") == adopted
    equal_heights(network)
    network.down(["peer0.B"])
    verify_ledger(network, "peer0.B", "B")
    network.up()


def equal_heights(network: Network) -> None:
    """All peers come to hold the same number of blocks."""
    end = time.monotonic() + 30
    while len(set((reached := heights(network)).values())) != 1:
        assert time.monotonic() < end, reached


def verify_ledger(network: Network, peer: str, organisation: str) -> None:
    """`ledgerutil verify` finds nothing wrong with a stopped peer's blocks."""
    store = network.layout.node(organisation, peer) / "data"
    out = network.data / "verified"
    out.mkdir(exist_ok=True)
    ledgerutil = programs.find()["ledgerutil"]
    subprocess.run([ledgerutil, "verify", str(store), "-o", str(out)], check=True, capture_output=True)
    results = list(out.rglob("*.json"))
    assert results
    assert [json.loads(r.read_text()) for r in results] == [[]] * len(results)


def test_a_port_taken_by_another_program_is_found(shared: Network) -> None:
    network = shared
    network.down(["contract-floor-1.0.B"])
    port = network.layout.port("contract-floor-1.0.B")
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        findings = health.examine(network)
    network.up()
    assert [f for f in findings if f"Port {port}" in f.what and "ss -ltnp" in f.todo]


def test_a_peer_is_added(shared: Network, capsys: pytest.CaptureFixture[str]) -> None:
    network = shared
    assert main(["add-peer", "B", "--data", str(network.data)]) == 0
    assert "peer1.B is on its channels" in capsys.readouterr().out
    assert "peer1.B" in heights(network)
    assert set(heights(network, "subsidy")) == {"peer0.B", "peer1.B", "peer0.FD"}
    write(network, "B", "with two")
    # Its organisation's desktops learn of it.
    profile = json.loads(network.layout.profile("B").read_text())
    assert [p["name"] for p in profile["peers"]] == ["peer0.B", "peer1.B"]
    assert main(["add-peer", "X", "--data", str(network.data)]) == 1
    assert "no organisation 'X'" in capsys.readouterr().err


def test_an_organisation_joins_by_the_majority(shared: Network) -> None:
    network = shared
    assert changes.add_organisation(network, "B2", "B", only=("loan",)) is None
    topology = network.layout.topology()
    assert topology.organisation("B2").role == "B"
    write(network, "B2", "from the new one")
    assert {"peer0.C", "peer0.B", "peer0.FD", "peer0.B2"} <= set(heights(network))
    assert "peer0.B2" not in heights(network, "subsidy")
    # The majority of four is three: without C the new one's endorsement is needed, and counts.
    network.down(["peer0.C"])
    write_at_last(network, "B2", "without C")
    network.up()
    assert "B2" in {i["organisation"] for i in json.loads(network.layout.enrolment_file.read_text())}


def test_a_second_channel_has_members_and_a_ledger_of_its_own(shared: Network) -> None:
    network = shared
    write(network, "FD", "seen by two", channel="subsidy")
    assert {"peer0.B", "peer0.FD"} <= set(heights(network, "subsidy"))
    assert "peer0.C" not in heights(network, "subsidy")
    assert "peer0.C" in heights(network, "loan")
    with pytest.raises(NetworkError, match="did not go through"):
        write(network, "C", "not a member", channel="subsidy")
    assert json.loads(network.layout.profile("B").read_text())["channels"] == ["loan", "subsidy"]
    assert json.loads(network.layout.profile("C").read_text())["channels"] == ["loan"]


def test_a_lost_ledger_is_taken_from_the_orderers_again(
    shared: Network, capsys: pytest.CaptureFixture[str]
) -> None:
    network = shared
    before = heights(network)["peer0.C"]
    assert main(["rebuild", "peer0.C", "--data", str(network.data)]) == 1
    assert "--yes" in capsys.readouterr().err
    assert main(["rebuild", "peer0.C", "--yes", "--data", str(network.data)]) == 0
    assert heights(network)["peer0.C"] >= before
    # C has one peer, so its approval was lost with the ledger; an upgrade is the way, and it is said.
    assert "`upgrade` floor" in capsys.readouterr().out
    (problem,) = health.examine(network)
    assert "C does not know that it approved floor on loan" in problem.what
    assert "upgrade floor" in problem.todo
    (contract,) = network.layout.topology().contracts
    changes.upgrade(network, "floor", f"{contract.version}.1")
    write(network, "C", "after the rebuild")
    assert health.examine(network) == []


def test_a_contract_is_upgraded_by_the_lifecycle(shared: Network) -> None:
    network = shared
    write(network, "C", "old")
    (before,) = network.layout.topology().contracts
    sequences = {c.name: c.contracts[0].sequence for c in health.status(network).channels}
    changes.upgrade(network, "floor", "2.0")
    for channel in health.status(network).channels:
        agreed = [(c.name, c.version, c.sequence) for c in channel.contracts]
        assert agreed == [("floor", "2.0", sequences[channel.name] + 1)]
    assert f"contract-floor-{before.version}.C" not in processes.known(network.layout)
    write(network, "C", "new")
    assert health.examine(network) == []
    with pytest.raises(NetworkError, match=r"at version 2\.0 already"):
        changes.upgrade(network, "floor", "2.0")


def test_certificates_that_end_soon_are_reported(shared: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    network = shared
    # A year cannot be waited for; only the distance to the end is made up.
    monkeypatch.setattr(msp, "days_left", lambda _path, _now=None: 12.0)
    problems = health.examine(network)
    assert {f.severity for f in problems} == {"warning"}
    assert all("expires in 12 days" in f.what for f in problems)
    assert any("peer0.B expires in 12 days" in f.what and "renew" in f.todo for f in problems)


def test_clocks_that_differ_and_full_disks_are_reported(
    shared: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = shared
    # Another machine's clock and a full disk cannot be had in a test: only what was measured is made up.
    monkeypatch.setattr(health, "clock_difference", lambda _url, _root: 130.0)
    monkeypatch.setattr(health, "FREE_BYTES", 10**18)
    said = " ".join(f.what + f.todo for f in health.examine(network))
    assert "differs by +130 s" in said
    assert "NTP" in said
    assert "Free at least 1 GB" in said


def crash_each_orderer(network: Network, count: int) -> None:
    """SIGKILL one after the other; one of them was the leader, and whichever it was, transactions commit."""
    for number in range(count):
        orderer = f"orderer{number}.Orderer"
        assert network.kill(orderer)
        write_at_last(network, "B", f"without {orderer}")
        network.up()
    assert health.examine(network) == []
    equal_heights(network)


def test_of_three_raft_orderers_any_may_crash_and_all_be_renewed(small_network: BringUp) -> None:
    network = small_network(small_topology("C", "B", orderers=3))
    crash_each_orderer(network, 3)
    renew_everything(network)


def test_of_four_bft_orderers_the_leader_may_crash(small_network: BringUp) -> None:
    network = small_network(small_topology("C", "B", consensus="bft", orderers=4))
    # The first leads at the start, the second after it: two changes of view are seen.
    crash_each_orderer(network, 2)


def renew_everything(network: Network) -> None:
    """All certificates are renewed while the network works; keys stay."""
    layout = network.layout
    paths = {owner: path for o in ("C", "B", "Orderer") for owner, path in identities.renewables(layout, o)}
    before = {owner: path.read_bytes() for owner, path in paths.items()}
    keys = {p: p.read_bytes() for p in layout.root.rglob("keystore/key.pem")}
    assert changes.renew(network, within_days=30) == []
    renewed = changes.renew(network, within_days=400)
    assert set(renewed) == set(paths)
    assert all(paths[owner].read_bytes() != old for owner, old in before.items())
    assert {p: p.read_bytes() for p in layout.root.rglob("keystore/key.pem")} == keys
    write_at_last(network, "C", "with new certificates")  # peers that came back tell each other first
    assert health.examine(network) == []


def test_nothing_is_left_after_destroy(small_network: BringUp, capsys: pytest.CaptureFixture[str]) -> None:
    network = small_network(small_topology("B"))
    running = [processes.running(network.layout, n) for n in processes.known(network.layout)]
    pids = [p.pid for p in running if p]
    assert len(pids) == 5
    assert main(["destroy", "--data", str(network.data)]) == 1
    assert "--yes" in capsys.readouterr().err
    assert main(["destroy", "--yes", "--data", str(network.data)]) == 0
    assert not network.data.exists()
    assert not [pid for pid in pids if psutil.pid_exists(pid)]
    assert main(["status", "--data", str(network.data)]) == 1


def test_logs_are_kept_in_bounds(shared: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    network = shared
    log = network.layout.log("peer0.B")
    monkeypatch.setattr(processes, "LOG_BYTES", 1)
    size = log.stat().st_size
    assert size > 0
    health.status(network)
    assert log.stat().st_size < size
    assert log.with_name("peer0.B.log.1").stat().st_size >= size
    for _ in range(5):
        log.write_text("line\n")
        processes.rotate(network.layout, "peer0.B")
    assert len(list(log.parent.glob("peer0.B.log*"))) == 1 + processes.LOGS_KEPT
