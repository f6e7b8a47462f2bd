"""What goes wrong around a network: ports, addresses, disks, interrupted starts. No Fabric needed."""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
from pathlib import Path

import pytest
from loc_network import layout, topology_checks
from loc_network.cli import main
from loc_network.control import Network
from loc_network.errors import NetworkError
from loc_network.hosts import nodes, processes
from loc_network.topology import Channel, Contract, Host, OrdererOrganisation, Organisation, Topology

WAITS = [sys.executable, "-c", "import time; time.sleep(600)"]


def small(address: str = "127.0.0.1") -> Topology:
    return topology_checks.check(
        Topology(
            name="small",
            hosts=(Host("local", address),),
            organisations=(Organisation("B", "B", "local"),),
            orderer_organisations=(OrdererOrganisation("Orderer", "local"),),
            channels=(Channel("loan", ("B",), ("floor",), endorsement="majority"),),
            contracts=(Contract("floor"),),
        )
    )


def test_a_node_whose_start_was_not_noted_any_more_is_found_again(tmp_path: Path) -> None:
    made = layout.Layout(tmp_path)
    note = tmp_path / "run" / "peer0.B.json"
    assert processes.start(made, "peer0.B", WAITS, env={}, cwd=tmp_path)
    started = processes.running(made, "peer0.B")
    assert started is not None
    # As a kill between the start and the note leaves it.
    layout.write_json(note, {"command": WAITS, "cwd": str(tmp_path)})
    process = processes.running(made, "peer0.B")
    assert process is not None
    assert process.pid == started.pid
    assert not processes.start(made, "peer0.B", WAITS, env={}, cwd=tmp_path), "it was started twice"
    assert processes.stop(made, ["peer0.B"]) == ["peer0.B"]
    assert not started.is_running()
    layout.write_json(note, {"command": WAITS, "cwd": str(tmp_path)})
    assert processes.running(made, "peer0.B") is None


def test_a_port_that_another_program_has_is_named(tmp_path: Path) -> None:
    made = layout.Layout(tmp_path)
    made.allocate({"peer0.B": ("grpc", "operations")}, 23_000)
    assert nodes.taken_ports(made, small(), "peer0.B") == []
    with socket.create_server(("127.0.0.1", made.port("peer0.B", "operations"))):
        assert nodes.taken_ports(made, small(), "peer0.B") == [
            ("operations", made.port("peer0.B", "operations"))
        ]


def test_an_address_of_another_machine_is_named() -> None:
    elsewhere = small("192.0.2.1")  # RFC 5737: nobody has it
    with pytest.raises(NetworkError, match=r"192\.0\.2\.1, which this machine has not"):
        nodes.check_address(elsewhere, elsewhere.organisation("B"))
    nodes.check_address(small(), small().organisation("B"))


@pytest.mark.parametrize(
    "command",
    ["status", "down", "logs", "renew", "add-peer B", "add-org Z --role B", "sign Z", "upgrade loc 2"],
)
def test_where_no_network_is_every_command_says_so_and_makes_nothing(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command.split(), "--data", str(tmp_path / "none")]) == 1
    said = capsys.readouterr().err
    assert "There is no network in" in said
    assert "loc-network up" in said
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "somewhere"), "The disk is full"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES), "somewhere"), "right to it"),
    ],
)
def test_what_the_operating_system_refuses_is_told_with_what_to_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: OSError,
    said: str,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Network, "down", refuse)
    assert main(["down", "--data", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "(somewhere)" in told
    assert said in told


def test_another_topology_does_not_quietly_replace_one_that_was_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[str] = []
    network = Network(tmp_path / "network", lines.append)
    network.layout.save_topology(small())
    monkeypatch.setattr("loc_network.hosts.programs.find", lambda: None)
    with pytest.raises(NetworkError, match="never became ready"):
        network.up(small("localhost"))

    class Begun:
        def run(self) -> float:
            return 0.0

    monkeypatch.setattr(Network, "bringing_up", lambda _: Begun())
    network.layout.mark("ready")
    network.up(small("localhost"))
    assert "keeps its own topology" in lines[-1]
    lines.clear()
    network.up(small())
    assert lines == []


def test_a_lock_of_a_command_that_was_killed_is_taken_over(tmp_path: Path) -> None:
    made = layout.Layout(tmp_path)
    (tmp_path / "lock").write_text(json.dumps(2**22 + 1))  # above the highest process id of Linux
    with made.locked():
        assert (tmp_path / "lock").read_text() == str(os.getpid())
    assert not (tmp_path / "lock").exists()
