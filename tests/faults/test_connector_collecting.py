"""A collection that dies at any point is finished by the next carrying: taken once, repaid once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from loc_desktop.bank.books import day_end as dayend
from loc_desktop.bank.books.loan_book import LoanBook
from loc_desktop.bank.connector.collecting import Collecting
from loc_desktop.bank.connector.reconcile import reconcile
from loc_desktop.bench.harm import death
from tests.bank.world import CASH, CHANNEL, World
from tests.faults.courses import must_die

OPENED, DUE = date(2026, 1, 5), date(2026, 2, 5)
POINTS = ("received", "decided", "signed", "sent", "executed", "settled")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A loan whose first payment is due and planned to be collected."""
    folder = tmp_path_factory.mktemp("template")
    world = World.create(folder, config={"clock": "events"})
    world.loan("C0", 1_200_000, at=f"{OPENED}T08:00:00Z")
    LoanBook(world.books).sync(world.ledger, world.user("B"))
    assert dayend.run(world.books, DUE).collections == 1
    world.close()
    return folder


@pytest.fixture
def world(template: Path, tmp_path: Path) -> Iterator[World]:
    shutil.copytree(template, tmp_path / "world")
    world = World(tmp_path / "world")
    yield world
    world.close()


def _collecting(world: World) -> Collecting:
    return Collecting(world.books, world.connector, world.ledger, world.user("B"), CHANNEL)


def _die(folder: Path, point: str) -> None:
    death.comes_after(point)
    _collecting(World(folder)).carry()


@pytest.mark.parametrize("point", POINTS)
def test_a_collection_that_dies_at_a_point_takes_the_money_once(world: World, point: str) -> None:
    must_die(point, _die, world.folder, point)
    assert reconcile(world.books, world.ledger, world.user("B")).difference_fen == 0
    (transfer,) = _collecting(world).carry()
    assert transfer.state == "collected"
    assert _collecting(world).carry() == []
    assert world.connector.recover() == []
    assert world.account("C0").balance == CASH - transfer.amount
    loan = world.ledger.evaluate("query", ["loan", {"id": transfer.loan}], world.user("B"))
    assert loan["paid"] == {
        "principal": transfer.principal,
        "interest": transfer.interest,
        "penalty": transfer.penalty,
    }
    reconciliation = reconcile(world.books, world.ledger, world.user("B"))
    assert reconciliation.good, reconciliation.differences
