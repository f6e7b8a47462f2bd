"""``bench fabric`` measures what it says: a short run on the real network, its reports, and a fault."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from loc_network.hosts.programs import Programs

from loc_desktop.bench.fabric_load import Load, Response
from loc_desktop.bench.fabric_report import table, write_csv, write_html
from loc_desktop.cli import main
from tests.support.fabric import FabricNetwork


def run(tps: float, in_flight: int) -> dict[str, Any]:
    responses = [Response("event_1", 0.1 * (number + 1)) for number in range(10)]
    responses += [Response("event_2", 0.2, "MVCC_READ_CONFLICT"), Response("event_2", 0.3, conflicts=2)]
    load = Load(in_flight, 12 / tps, responses, {"client": (12.5, 90.0), "peer0.B": (40.0, 150.0)})
    return {**load.to_json(), "floor_tps": 60.0, "ratio": 0.9}


@pytest.fixture
def report() -> dict[str, Any]:
    return {
        "verify_us": 100.0, "paper_tps": 50.676, "lone_lock_p50_ms": 150.0, "lone_unlock_p50_ms": 160.0,
        "runs": [run(40.0, 10), run(55.0, 30)], "floor_tps": 60.0, "unlock_many_events_per_s": 230.0,
        "catch_up": {"blocks_per_s": 2000.0},
    }  # fmt: skip


def test_a_run_counts_what_failed_and_what_the_client_resolved() -> None:
    measured = run(40.0, 10)
    assert (measured["failed"], measured["failures"]) == (1, {"MVCC_READ_CONFLICT": 1})
    assert measured["conflicts_resolved"] == 2
    assert measured["by_event"]["event_1"]["count"] == 10
    assert measured["by_event"]["event_1"]["p50_ms"] == 600.0
    assert measured["tps"] == pytest.approx(40.0 * 11 / 12, abs=0.01)


def test_the_page_and_the_table_of_figures_hold_every_run(report: dict[str, Any], tmp_path: Path) -> None:
    page, rows = tmp_path / "bench.html", tmp_path / "bench.csv"
    write_html(page, report)
    write_csv(rows, report)
    text = page.read_text(encoding="utf-8")
    assert text.count("<svg") == text.count("</svg>") == 4
    assert "230 events/s" in text
    with rows.open(encoding="utf-8") as file:
        read = list(csv.DictReader(file))
    assert [(row["in_flight"], row["event"]) for row in read] == [
        (in_flight, event) for in_flight in ("10", "30") for event in ("all", "event_1", "event_2")
    ]
    assert "230 events/s" in table(report)


@pytest.mark.parametrize("more", [[], ["--faults"], ["--catch-up", "10"]])
def test_without_the_programs_it_says_so(
    more: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LOC_FABRIC_BIN", raising=False)
    for name in ("PATH", "HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    assert main(["bench", "fabric", "--network", "up", *more]) == 1
    said = capsys.readouterr().err
    assert "Fabric programs are not found: peer" in said
    assert "bug" not in said


@pytest.mark.fabric
def test_a_short_measurement_gives_every_figure(
    fabric_programs: Programs, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--in-flight", "5", "--requests", "10", "--many", "8", "--batch", "4", "--lone", "2"]
    assert main(["bench", "fabric", "--network", "up", "--json", *options]) == 0
    report = json.loads(capsys.readouterr().out)
    (measured,) = report["runs"]
    assert (measured["in_flight"], measured["requests"], measured["failed"]) == (5, 10, 0)
    assert {name: part["count"] for name, part in measured["by_event"].items()} == {
        "event_1": 4, "event_2": 4, "event_3": 2,
    }  # fmt: skip
    assert {"client", "peer0.B", "orderer0.Orderer"} <= set(measured["processes"])
    for figure in ("floor_tps", "unlock_many_events_per_s", "lone_lock_p50_ms", "lone_unlock_p50_ms"):
        assert report[figure] > 0
    assert report["unlock_many"]["failed"] == 0
    assert report["catch_up"]["blocks"] > 10


@pytest.mark.fabric
def test_refunds_cannot_be_measured_where_the_calendar_is_followed(
    fabric_network: FabricNetwork, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bench", "fabric", "--profile", str(fabric_network.profiles["B"]), "--json"]) == 1
    assert "follows the calendar" in capsys.readouterr().err


@pytest.mark.fabric
def test_missed_blocks_are_made_where_they_lack_read_back_and_indexed(
    fabric_network: FabricNetwork, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--profile", str(fabric_network.profiles["B"]), "--json", "--catch-up"]
    assert main(["bench", "fabric", *options, "5"]) == 0
    height = json.loads(capsys.readouterr().out)["catch_up"]["indexed_blocks"]
    assert main(["bench", "fabric", *options, str(height + 1)]) == 0
    caught_up = json.loads(capsys.readouterr().out)["catch_up"]
    assert caught_up["blocks"] == height + 1
    assert caught_up["indexed_blocks"] >= caught_up["blocks"]
    assert caught_up["transactions"] >= caught_up["blocks"]


@pytest.mark.fabric
def test_the_contract_service_may_die_under_load(fabric_network: FabricNetwork) -> None:
    from loc_desktop.bench.fabric_faults import FAULTS, measure
    from loc_desktop.bench.fabric_world import NetworkWorld

    (fault,) = [fault for fault in FAULTS if fault.node.startswith("contract-")]
    world = NetworkWorld.open(fabric_network.profiles["B"], lambda _line: None)
    try:
        world.set_up()
        row = measure(world, fault, 90)
    finally:
        world.close()
    assert row["holds"], row
    assert row["committed"] + sum(row["refused"].values()) + row["answer_lost"] == 90


def test_a_profile_of_no_local_network_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bench", "fabric", "--profile", str(tmp_path / "none.json")]) == 1
    assert "none.json" in capsys.readouterr().err
