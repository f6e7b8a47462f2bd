"""A ledger verifies byte for byte under a program whose files of rules are others, for good: case 13."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from loc_desktop.contract import flows
from loc_desktop.contract.rulebook import document as rulebook
from loc_desktop.ledger.embedded.verify import verify
from loc_desktop.loan import calendar, lending, products
from loc_desktop.script.canonical import digest
from tests.scenarios.embedded_scene import EmbeddedScene
from tests.support.overlay import environment, other_files, other_tables

PROGRAM = Path(sys.executable).with_name("loc-desktop")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger on which two loans were paid late, one before and one after another calendar was adopted."""
    path = tmp_path_factory.mktemp("files") / "ledger.sqlite"
    scene = EmbeddedScene(path)
    try:
        _live(scene)
    finally:
        scene.close()
    return path


def _live(scene: EmbeddedScene) -> None:
    customer = scene.member()
    loans = [scene.loan(customer, 1_200_000) for _ in range(2)]
    with scene.days_later(40):
        _pay_late(scene, customer, loans[0])
        versions = scene.query("B", "rules")
        document = scene.query("B", "rules", digest=versions["current"]["digest"])["content"]
        today = date.fromisoformat(versions["today"])
        off = [(today + timedelta(days=days)).isoformat() for days in range(-20, 40)]
        for year in sorted({day[:4] for day in off}):
            known = document["holidays"]["years"].setdefault(year, {"off": [], "work": []})
            new = [day for day in off if day.startswith(year) and day not in known["off"]]
            known["off"] = sorted([*known["off"], *new])[:60]
            known["work"] = [day for day in known["work"] if day not in known["off"]]
        scene.run(
            "rules.adopt", scene.people["B"], rules=document, digest=digest(document),
            replaces=versions["current"]["digest"], effective=(today + timedelta(days=1)).isoformat(),
            reason="another calendar", bank=scene.key("B"),
        )  # fmt: skip
    with scene.days_later(2):
        _pay_late(scene, customer, loans[1])
        scene.loan(customer, 100_000)


def _pay_late(scene: EmbeddedScene, customer: Any, loan: str) -> None:
    now = scene.query("B", "loan", id=loan)["position"]
    parts = {"principal": now["due_principal"], "interest": now["due_interest"], "penalty": now["penalty"]}
    assert all(parts.values()), now
    who = {"payer": customer.key, "bank": scene.key("B")}
    scene.run("principal.repay", customer, loan=loan, amount=sum(parts.values()), **parts, **who)


def test_it_verifies_with_the_files_that_it_was_made_with(lived: Path) -> None:
    report = verify(lived)
    assert report.good, report.findings


def test_it_verifies_in_a_process_whose_files_are_others(lived: Path, tmp_path: Path) -> None:
    folder = other_files(tmp_path)
    asked = "from loc_desktop.contract.rulebook.document import shipped; print(shipped().digest)"
    script = folder / "asked.py"
    script.write_text(asked, encoding="utf-8")
    env = environment(folder)
    seen = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, env=env, timeout=120
    )
    assert seen.stdout.strip() != rulebook.shipped().digest
    completed = subprocess.run(
        [str(PROGRAM), "ledger", "verify", str(lived)], capture_output=True, text=True, env=env, timeout=300
    )
    assert completed.returncode == 0, completed.stdout + completed.stderr
    assert "Everything is as it was written." in completed.stdout


def test_it_verifies_and_answers_the_same_where_the_shipped_tables_are_others(lived: Path) -> None:
    before = answers(lived)
    tables = other_tables()
    rulebook._parsed.clear()
    for cached in (flows.shipped, products.shipped, calendar.shipped, lending.shipped, rulebook.shipped):
        cached.cache_clear()
    try:
        with (
            patch.object(flows, "shipped_table", lambda: tables["flows.json"]),
            patch.object(products, "shipped_table", lambda: tables["products.json"]),
            patch.object(calendar, "shipped_table", lambda: tables["holidays.json"]),
            patch.object(lending, "shipped_table", lambda: tables["lending.json"]),
        ):
            report = verify(lived)
            assert report.good, report.findings
            assert answers(lived) == before
    finally:
        rulebook._parsed.clear()
        for cached in (flows.shipped, products.shipped, calendar.shipped, lending.shipped, rulebook.shipped):
            cached.cache_clear()


def answers(path: Path) -> str:
    """What the regulator is told of every loan and every month."""
    from loc_desktop.contract.state import Caller
    from loc_desktop.ledger.embedded.ledger import EmbeddedLedger

    with EmbeddedLedger(path) as ledger:
        regulator = ledger.evaluate_as(Caller("", "R", ""), "query", ["members", {"role": "R"}])[0]
        caller = Caller(regulator["organisation"], "R", regulator["key"])
        on = {"on": ledger.block(ledger.height() - 1).at[:10]}
        loans = ledger.evaluate_as(caller, "query", ["loans", {}])
        views = [ledger.evaluate_as(caller, "query", ["loan", {"id": loan["id"], **on}]) for loan in loans]
        report = ledger.evaluate_as(caller, "query", ["report", {"until": on["on"]}])
    return json.dumps([views, report], sort_keys=True)
