"""``loc-desktop demo --headless`` as a person runs it: another process, a HOME of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from loc_desktop.demo import sample
from loc_desktop.desk.values.work import no_progress
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ledger.embedded.verify import verify
from tests.desk.application.test_sample_list import GOOD, HEADER


def _demo(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DBUS")}
    environment.update(HOME=str(home), LOC_HOME=str(home / "data"), XDG_RUNTIME_DIR=str(home))
    return subprocess.run(
        [sys.executable, "-m", "loc_desktop.cli", "demo", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


def test_the_story_adds_up_and_its_ledger_verifies(tmp_path: Path) -> None:
    completed = _demo(tmp_path, "--headless", "--json", "--limit", "12")
    assert completed.returncode == 0, completed.stderr
    told = json.loads(completed.stdout)
    assert told["applications"] == 12
    assert sum(told["codes"].values()) == told["attempts"] == 12 + 3
    assert sum(told["decided"].values()) == 12
    assert told["refused_forgeries"] == {
        "tampered_event": 2,
        "replayed_result": 1,
        "stripped_signature": 3,
    }
    assert told["disbursed_fen"] > 0
    assert set(told["failed_by_term"]) <= {"months", "income", "asset", "debt", "exception"}
    assert "encrypted keyring file" in completed.stderr
    assert verify(Path(told["ledger"])).good
    # The keys went with the demonstration.
    assert not list((Path(told["ledger"]).parent / "identities").glob("*.json"))


def test_a_file_is_told_as_a_person_reads_it_with_its_bad_rows_left_out(tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_text("\n".join((HEADER, GOOD, "6,oops,36,1,1,1,1,0,x,1")) + "\n")
    completed = _demo(tmp_path, "--headless", "--applications", str(file))
    assert completed.returncode == 0, completed.stderr
    assert "1 applications went through" in completed.stdout
    assert "1 rows of the file had problems" in completed.stdout
    assert "verifies" in completed.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--headless", "--json", "--applications", "none.csv"), 1, "none.csv cannot be read"),
        (("--headless", "--limit", "0"), 2, "--limit"),
        (("--json",), 2, "belong to --headless"),
    ],
)
def test_bad_arguments_are_told_without_a_traceback(
    tmp_path: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    completed = _demo(tmp_path, *arguments)
    assert completed.returncode == code
    assert told in completed.stderr
    assert "Traceback" not in completed.stderr
    assert completed.stdout == ""


def test_the_windows_sample_leaves_loans_in_every_inbox(empty: Workplace) -> None:
    seen: list[int] = []
    sample.prepare(empty, lambda done, total: seen.append(done * 1000 // total))
    assert seen == sorted(seen)
    for role, waiting in sample.WAITING.items():
        assert empty.desk_of(role).waiting() == waiting
    totals = empty.connections.index(empty.identities()[0].ledger).totals()
    states = {(event.kind, event.status): event.count for event in totals.events}
    assert states["loan.apply", "unlocked"] > 0
    assert states["loan.apply", "refused"] > 0
    assert len(empty.desk_of("C").applications.drafts()) == 1
    assert empty.desk().identity.role == "C"
    blocks = totals.blocks
    sample.prepare(empty, no_progress)
    assert empty.connections.index(empty.identities()[0].ledger).totals().blocks == blocks
