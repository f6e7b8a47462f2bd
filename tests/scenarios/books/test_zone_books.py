"""The days of a bank's books are the ledger's: ends of days, limits and statements go by its zone.

The books are the bank's own, so one ledger is enough: an embedded one with a clock of the test's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from loc_desktop import clock
from loc_desktop.bank.books.errors import BooksError
from loc_desktop.bank.connector.values import Limits
from loc_desktop.contract.client import new_id
from tests.scenarios.books.branch import Branch
from tests.scenarios.embedded_scene import EmbeddedScene
from tests.scenarios.scene import Member

Json = Any
AMOUNT = 12_000_00


class Wall:
    """The clock on the wall, set by hand."""

    def __init__(self, at: str) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return datetime.fromisoformat(self.at)


@pytest.fixture
def wall() -> Wall:
    """A Tuesday morning in December; the next test has its own clock again."""
    wall = Wall("2026-12-01T02:00:00Z")
    clock.use(wall)
    return wall


@pytest.fixture
def scene(wall: Wall, tmp_path: Path) -> Iterator[EmbeddedScene]:
    scene = EmbeddedScene(tmp_path / "ledger.sqlite")
    yield scene
    scene.close()


@pytest.fixture
def branch(scene: EmbeddedScene, tmp_path: Path) -> Iterator[Branch]:
    branch = Branch(scene, tmp_path)
    yield branch
    branch.close()


def _loan(scene: EmbeddedScene, loan: str, on: str) -> Json:
    return scene.query("R", "loan", id=loan, on=on)


def _pay(scene: EmbeddedScene, branch: Branch, customer: Member, loan: str, **parts: int) -> Json:
    amount = sum(parts.values())
    return branch.run(
        "principal.repay", customer, loan=loan, amount=amount, payer=customer.key, bank=branch.key, **parts
    )


def test_the_end_of_a_day_runs_in_the_morning_of_that_day(
    wall: Wall, scene: EmbeddedScene, branch: Branch
) -> None:
    customer = branch.customer(0)
    wall.at = "2027-02-28T16:30:00Z"
    loan = branch.loan(customer, AMOUNT)
    wall.at = "2027-02-28T23:30:00Z"  # half past seven on 1 March
    day_end, _ = branch.system.end_day(date(2027, 3, 1))
    assert (day_end.day, day_end.status, day_end.loans) == ("2027-03-01", "finished", 1)
    rows, _ = branch.system.loans.standings(text=loan)
    assert (rows[0].opened, rows[0].day) == ("2027-03-01", "2027-03-01")
    booked = branch.system.books.entry(_newest(branch))
    assert booked is not None
    assert (booked.booking_date, booked.value_date) == ("2027-03-01", "2027-03-01")
    with pytest.raises(BooksError) as refused:
        branch.system.end_day(date(2027, 3, 2))
    assert refused.value.code == "books.future"
    wall.at = "2027-03-01T16:00:00Z"  # midnight
    assert branch.system.end_day(date(2027, 3, 2))[0].status == "finished"


def _newest(branch: Branch) -> int:
    return int(
        branch.system.books.db.read(lambda c: c.exec_driver_sql("SELECT MAX(id) FROM entry").scalar_one())
    )


def test_a_repayment_at_half_past_midnight_after_the_due_day_is_a_day_late(
    wall: Wall, scene: EmbeddedScene, branch: Branch
) -> None:
    customer = branch.customer(0)
    wall.at = "2027-02-28T16:30:00Z"
    loan = branch.loan(customer, AMOUNT)
    wall.at = "2027-04-01T15:59:59Z"  # the last second of the due day
    assert branch.system.end_day(date(2027, 4, 1))[0].penalty == 0
    in_time = _loan(scene, loan, "2027-04-01")["position"]
    assert (in_time["days_past_due"], in_time["penalty"]) == (0, 0)
    wall.at = "2027-04-01T16:30:00Z"  # half past midnight on 2 April
    late = _loan(scene, loan, "2027-04-02")["position"]
    assert late["days_past_due"] == 1
    assert late["penalty"] > 0
    assert branch.system.end_day(date(2027, 4, 2))[0].penalty == late["penalty"]
    rows, _ = branch.system.loans.standings(text=loan)
    assert (rows[0].days_past_due, rows[0].penalty) == (1, late["penalty"])
    _pay(
        scene, branch, customer, loan,
        principal=late["due_principal"], interest=late["due_interest"], penalty=late["penalty"],
    )  # fmt: skip
    paid = _loan(scene, loan, "2027-04-02")
    assert [entry["at"] for entry in paid["entries"]] == ["2027-04-02"]
    assert (paid["paid"]["penalty"], paid["position"]["days_past_due"]) == (late["penalty"], 0)
    branch.system.loans.sync(scene.ledger("B"), branch.bank.user)
    wall.at = "2027-04-01T23:00:00Z"
    branch.system.end_day(date(2027, 4, 2))
    branch.sound()


def test_a_days_limit_is_one_civil_days(wall: Wall, scene: EmbeddedScene, tmp_path: Path) -> None:
    branch = Branch(scene, tmp_path, Limits(single=5_000_00, day=5_000_00))
    customer = branch.customer()
    wall.at = "2027-02-28T15:50:00Z"  # ten to midnight
    assert branch.transfer("asset.deposit", customer, 4_000_00).state == "settled"
    assert branch.transfer("asset.deposit", customer, 4_000_00).reason == "limit_day"
    wall.at = "2027-02-28T16:10:00Z"  # ten past: the same day at Greenwich
    assert branch.transfer("asset.deposit", customer, 4_000_00, new_id()).state == "settled"
    assert branch.transfer("asset.deposit", customer, 4_000_00).reason == "limit_day"
    wall.at = "2027-03-01T08:00:00Z"  # the afternoon of that day: another one at Greenwich
    assert branch.transfer("asset.deposit", customer, 4_000_00).reason == "limit_day"
    branch.close()


def test_a_statement_shows_the_day_on_which_it_was_booked(
    wall: Wall, scene: EmbeddedScene, branch: Branch
) -> None:
    customer = branch.customer()
    number = branch.account(customer).number
    wall.at = "2027-02-28T16:10:00Z"
    branch.system.books.pay_in(number, 1_00, "after midnight")
    march = branch.system.books.statement(number, "2027-03-01", "2027-03-31")
    assert [(line.booking_date, line.value_date, line.amount) for line in march.lines] == [
        ("2027-03-01", "2027-03-01", 1_00)
    ]
    assert branch.system.books.open_client("刘建国", new_id()).opened == "2027-03-01"
