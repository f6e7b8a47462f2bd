"""``loc-desktop demo --headless --ledger fabric`` as a person runs it: another process and data folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tests.support.fabric import FabricNetwork

pytestmark = pytest.mark.fabric


def demo(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DBUS")}
    environment.update(HOME=str(home), LOC_HOME=str(home / "data"), XDG_RUNTIME_DIR=str(home))
    return subprocess.run(
        [sys.executable, "-m", "loc_desktop.cli", "demo", "--headless", "--json", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


def told(process: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert process.returncode == 0, process.stderr
    story: dict[str, Any] = json.loads(process.stdout)
    return story


def on_fabric(home: Path, network: FabricNetwork, *arguments: str) -> subprocess.CompletedProcess[str]:
    return demo(home, "--ledger", "fabric", "--profile", str(network.profiles["FD"]), *arguments)


def test_the_same_story_is_told_on_a_network_and_again(tmp_path: Path, fabric_network: FabricNetwork) -> None:
    here = told(demo(tmp_path / "here", "--limit", "8", "--days", "2"))
    there = told(on_fabric(tmp_path / "there", fabric_network, "--limit", "8"))
    same = ("applications", "codes", "decided", "failed_by_term", "failed_by_role", "disbursed_fen")
    assert {name: there[name] for name in same} == {name: here[name] for name in same}
    assert there["refused_forgeries"] == here["refused_forgeries"]
    assert set(there) >= {*same, "ledger", "seconds", "refused_forgeries", "blocks", "verified", "good"}
    assert there["verified"]
    assert there["good"]
    assert there["ledger"].startswith("fabric-")
    # This network follows the calendar, as in the field: what can live in a day lives, and it says why.
    assert (there["days"], there["missing"], here["days"]) == (1, [], 2)
    assert "follows the calendar" in there["note"]
    assert (there["conservation_difference_fen"], there["reconciled"]) == (0, True)
    assert (there["challenges"], there["challenges_upheld"], there["arrears"]) == (1, 1, 0)
    assert min(there[name] for name in ("deposits", "withdrawals", "reversed_fen")) > 0
    # What was paid ahead has not accrued: no subsidy yet.
    assert (there["refunds"], there["refunded_fen"]) == (0, 0)
    assert (there["prepayments"], there["repayments"]) == (1, 7)
    # The demonstration's members have left, so that the next one's are asked.
    again = told(on_fabric(tmp_path / "again", fabric_network, "--limit", "2"))
    assert (again["applications"], again["good"]) == (2, True)


def test_it_joins_with_the_secrets_that_it_is_given(tmp_path: Path, fabric_network: FabricNetwork) -> None:
    """On a computer that has only the profiles: the network's data are elsewhere."""
    profiles = tmp_path / "profiles"
    shutil.copytree(fabric_network.profiles["B"].parent, profiles)
    invited = [fabric_network.invite(role, registrar=role == "C") for role in ("C", "B", "CAD", "FD", "R")]
    file = tmp_path / "secrets.json"
    entries = [asdict(invitation) for invitation in invited]
    file.write_text(json.dumps(entries))
    arguments = ("--ledger", "fabric", "--profile", str(profiles / "B.json"), "--enrolment", str(file))
    assert told(demo(tmp_path / "one", *arguments, "--limit", "1"))["good"]
    used = demo(tmp_path / "two", *arguments, "--limit", "1")
    assert (used.returncode, used.stdout) == (1, "")
    assert "was used before" in used.stderr
    file.write_text(json.dumps(entries[1:]))
    lacking = demo(tmp_path / "three", *arguments)
    assert lacking.returncode == 1
    assert "no enrolment id and secret for role C" in lacking.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--ledger", "fabric"), 2, "belong together"),
        (("--profile", "x.json"), 2, "belong together"),
        (("--ledger", "fabric", "--profile", "none.json"), 1, "none.json cannot be read"),
    ],
)
def test_bad_arguments_are_told_without_a_traceback(
    tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    process = demo(tmp_path, *arguments)
    assert (process.returncode, process.stdout) == (code, "")
    assert said in process.stderr
    assert "Traceback" not in process.stderr


def test_profiles_of_all_roles_are_needed(tmp_path: Path, fabric_network: FabricNetwork) -> None:
    shutil.copy(fabric_network.profiles["B"], tmp_path / "B.json")
    process = demo(tmp_path, "--ledger", "fabric", "--profile", str(tmp_path / "B.json"))
    assert process.returncode == 1
    assert "for C, CAD, FD, R stands beside B.json" in process.stderr
