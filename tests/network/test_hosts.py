"""Several machines: a network namespace stands for each, so that nothing is shared but the wire and some
files.

Each host runs the same command with its own data directory; the exchange folder is the only thing they share.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from loc_network.hosts import programs

pytestmark = pytest.mark.fabric
HOSTS = ("C", "B", "CAD", "FD", "R")
NET = "10.97.31"


def why_no_namespaces() -> str:
    """Why hosts cannot be made here, empty when they can."""
    if shutil.which("ip") is None:
        return "the program `ip` is not found"
    if os.geteuid() != 0:
        return "network namespaces need root"
    probe = subprocess.run(["ip", "netns", "add", "loc-probe"], capture_output=True, text=True, check=False)
    subprocess.run(["ip", "netns", "del", "loc-probe"], capture_output=True, check=False)
    return "" if probe.returncode == 0 else f"no network namespaces: {probe.stderr.strip()}"


def ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


@dataclass(frozen=True)
class Machine:
    """A network namespace with an address on the common bridge, and the data directory of its host."""

    name: str
    address: str
    data: Path

    @property
    def space(self) -> str:
        return f"loc-{self.name}"

    def command(self, *arguments: str) -> list[str]:
        words = ["ip", "netns", "exec", self.space, sys.executable, "-m", "loc_network", *arguments]
        return [*words, "--data", str(self.data)]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments), capture_output=True, text=True, check=False, timeout=300
        )

    def heights(self) -> dict[str, int]:
        status = json.loads(self.run("status", "--json").stdout)
        return {peer: height for channel in status["channels"] for peer, height in channel["heights"].items()}

    def cut_off(self) -> None:
        ip("link", "set", f"loc-v{self.name}", "down")

    def back(self) -> None:
        ip("link", "set", f"loc-v{self.name}", "up")


@pytest.fixture
def machines(fabric_programs: programs.Programs, tmp_path: Path) -> Iterator[dict[str, Machine]]:
    """A machine for each organisation, wired to one bridge. Gone afterwards, with all that ran on them."""
    reason = why_no_namespaces()
    if reason:
        pytest.skip(reason)
    made = {
        name: Machine(name, f"{NET}.{number + 2}", tmp_path / name)
        for number, name in enumerate((*HOSTS, "B2"))
    }
    try:
        ip("link", "add", "loc-bridge", "type", "bridge")
        ip("link", "set", "loc-bridge", "up")
        for machine in made.values():
            ip("netns", "add", machine.space)
            ip("link", "add", f"loc-v{machine.name}", "type", "veth", "peer", "name", "eth0",
               "netns", machine.space)  # fmt: skip
            ip("link", "set", f"loc-v{machine.name}", "master", "loc-bridge", "up")
            inside = ("-n", machine.space)
            ip(*inside, "addr", "add", f"{machine.address}/24", "dev", "eth0")
            ip(*inside, "link", "set", "eth0", "up")
            ip(*inside, "link", "set", "lo", "up")
        yield made
    finally:
        for machine in made.values():
            machine.run("destroy", "--yes")
            subprocess.run(["ip", "netns", "del", machine.space], capture_output=True, check=False)
        subprocess.run(["ip", "link", "del", "loc-bridge"], capture_output=True, check=False)


def topology(machines: dict[str, Machine], hosts: tuple[str, ...]) -> str:
    """An organisation a host; the orderer runs on the regulator's."""
    return yaml.safe_dump(
        {
            "name": "spread",
            "hosts": {name: {"address": machines[name].address} for name in hosts},
            "organisations": [{"name": name, "role": name.rstrip("2"), "host": name} for name in hosts],
            "orderers": [{"organisation": "Orderer", "host": "R", "count": 1}],
            "contracts": [{"name": "floor"}],
            "channels": [{"name": "loan", "members": list(HOSTS)}],
        }
    )


def everywhere(machines: dict[str, Machine], hosts: tuple[str, ...], *arguments: str) -> dict[str, str]:
    """The same command on each host at once; all must do what they were asked. Returns what they said."""
    running = {
        name: subprocess.Popen(
            [*machines[name].command(*arguments, *(("--host", name) if arguments[0] == "up" else ()))],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for name in hosts
    }  # fmt: skip
    said = {name: process.communicate(timeout=300)[0] for name, process in running.items()}
    failed = [f"{name}: {said[name]}" for name, process in running.items() if process.returncode]
    assert not failed, "\n".join(failed)
    return said


def wait_for_height(machine: Machine, peer: str, height: int) -> None:
    end = time.monotonic() + 90
    while machine.heights().get(peer, 0) < height:
        assert time.monotonic() < end, f"{peer} does not reach {height}: {machine.heights()}"


def test_five_hosts_one_cut_off_and_back_and_a_sixth_joins(
    machines: dict[str, Machine], tmp_path: Path
) -> None:
    file = tmp_path / "spread.yaml"
    file.write_text(topology(machines, HOSTS))
    exchange = tmp_path / "exchange"
    everywhere(machines, HOSTS, "up", "--wait", "20", "--topology", str(file), "--exchange", str(exchange))

    # What was exchanged is public: no private key, no secret.
    shown = [p for p in exchange.rglob("*") if p.is_file()]
    assert {p.name for p in shown} == {*(f"{n}.json" for n in (*HOSTS, "Orderer")), "loan.block"}
    assert not [p for p in shown if b"PRIVATE KEY" in p.read_bytes()]

    # Nobody listens beyond TLS: each host holds its own organisation's keys only.
    assert {p.name for p in (machines["B"].data / "orgs").glob("*/nodes")} == {"nodes"}
    assert [p.parent.name for p in (machines["B"].data / "orgs").glob("*/nodes")] == ["B"]

    # FD is cut off: the majority goes on, FD cannot.
    machines["FD"].cut_off()
    before = machines["B"].heights()["peer0.B"]
    assert machines["B"].run("up").returncode == 0, "ready means that a transaction went through"
    after = machines["B"].heights()["peer0.B"]
    assert after > before
    assert machines["FD"].heights()["peer0.FD"] < after
    assert "does not answer" in machines["B"].run("doctor").stdout
    assert machines["FD"].run("up", "--wait", "3").returncode == 1

    # And back: it catches up by itself.
    machines["FD"].back()
    wait_for_height(machines["FD"], "peer0.FD", after)
    assert machines["FD"].run("up").returncode == 0

    # A sixth organisation joins: it shows itself, one member proposes, a majority signs.
    file.write_text(topology(machines, (*HOSTS, "B2")))
    everywhere(machines, ("B2",), "up", "--topology", str(file), "--exchange", str(exchange))
    where = ("--host", "B2", "--address", machines["B2"].address)
    first = machines["C"].run("add-org", "B2", "--role", "B", *where)
    assert first.returncode == 0, first.stderr
    assert "loc-network sign B2" in first.stdout
    second = machines["B"].run("sign", "B2")
    assert "more signatures are needed" in second.stdout, second.stderr
    third = machines["CAD"].run("sign", "B2")
    assert "B2 is a member" in third.stdout, third.stderr
    said = everywhere(machines, ("FD", "R", "C", "B", "B2"), "sign", "B2")
    assert all("B2 is a member" in text for text in said.values()), said
    wait_for_height(machines["B2"], "peer0.B2", machines["B"].heights()["peer0.B"])
