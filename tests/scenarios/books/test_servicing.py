"""Loans after their payout, in the bank's books and on the ledger: ten months of days' ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.bank.books.loan_values import DayEnd, Standing
from loc_desktop.bank.books.values import Kind
from loc_desktop.contract.client import new_id
from loc_desktop.ledger.api import EndorseError
from loc_desktop.loan.calendar import civil_day
from tests.bank.world import tier_changes
from tests.scenarios.books.branch import CASH, Branch
from tests.scenarios.scene import Member, Scene

Json = Any
AMOUNT = 12_000_00
DAYS = 310


@dataclass
class Story:
    """Four customers of one bank, each with a loan: one pays, one late, one never, one's month is over."""

    scene: Scene
    branch: Branch
    name: str
    customers: dict[str, Member]
    loans: dict[str, str]

    @property
    def today(self) -> date:
        return civil_day(self.scene.now())

    def loan(self, who: str) -> Json:
        on = self.today.isoformat()
        return self.scene.query("R", "loan", id=self.loans[who], on=on)

    def end_day(self, day: date | None = None) -> DayEnd:
        day_end, _ = self.branch.system.end_day(day or self.today)
        self.scene.settle()
        return day_end

    def standing(self, who: str) -> Standing:
        rows, _ = self.branch.system.loans.standings(text=self.loans[who])
        return rows[0]

    def cash(self, who: str) -> int:
        return self.branch.account(self.customers[who]).balance

    def parts(self, who: str) -> dict[str, Json]:
        return {"loan": self.loans[who], "bank": self.branch.key}

    def report(self, until: str) -> list[Json]:
        """The regulator's rows of this bank's branch."""
        rows = self.scene.query("R", "report", until=until)
        return [row for row in rows if row["branch"] == self.name]

    def balance(self, kind: Kind) -> int:
        books = self.branch.system.books
        return books.account(books.internal(kind)).balance


@pytest.fixture
def story(scene: Scene, tmp_path: Path) -> Iterator[Story]:
    branch, name = Branch(scene, tmp_path), f"village {new_id()[:8]}"
    customers = {
        who: branch.customer(CASH if who == "good" else 0) for who in ("good", "late", "poor", "over")
    }
    loans = {
        who: branch.loan(customer, AMOUNT, 1 if who == "over" else 12, branch=name)
        for who, customer in customers.items()
    }
    yield Story(scene, branch, name, customers, loans)
    branch.close()


def test_a_loan_is_serviced_from_its_payout_to_its_end(scene: Scene, story: Story) -> None:
    opened = story.end_day()
    assert (opened.status, opened.loans, opened.collections) == ("finished", 4, 0)
    assert story.balance(Kind.LOANS) == 4 * AMOUNT
    due = (date.fromisoformat(story.loan("good")["schedule"][0]["due"]) - story.today).days
    with scene.days_later(DAYS):
        story.branch.restart()
        with scene.on_day(due):
            collected_on_the_day(story)
            refunded(story)
            prepaid(story)
        with scene.on_day(100):
            paid_at_expiry(story)
        with scene.on_day(135):
            late_and_penalised(story)
            rescheduled(story)
        with scene.on_day(DAYS):
            fallen_through_the_tiers(story)
            written_off_and_back(story)
            the_regulators_numbers(story)
            story.branch.sound()
    story.branch.restart()


def collected_on_the_day(story: Story) -> None:
    line = story.loan("good")["schedule"][0]
    day_end = story.end_day()
    assert (day_end.status, day_end.collections) == ("finished", 1)
    assert day_end.collections_fen == line["principal"] + line["interest"]
    (taken,), _ = story.branch.system.loans.collections()
    carried = story.branch.system.connector.transfer(taken.event)
    assert carried is not None
    assert carried.final, str(carried.why)
    assert (taken.loan, taken.state, taken.penalty) == (story.loans["good"], "collected", 0)
    assert story.cash("good") == CASH - taken.amount
    paid = story.loan("good")["paid"]
    assert paid == {"principal": line["principal"], "interest": line["interest"], "penalty": 0}
    told = {(notice.loan, notice.kind) for notice in story.branch.system.loans.notices(limit=1000)[0]}
    assert {(story.loans["good"], "soon"), (story.loans["poor"], "due")} <= told
    # The same day again changes nothing.
    again = story.end_day()
    assert (again.interest, again.collections, again.notices) == (day_end.interest, 1, day_end.notices)
    assert story.cash("good") == CASH - taken.amount
    assert story.branch.system.loans.collections()[1] == 1
    story.branch.sound()


def refunded(story: Story) -> None:
    """The interest that was collected comes back to the customer: B and FD grant, once."""
    good, finance = story.customers["good"], story.scene.people["FD"]
    before = story.scene.balance(good)
    interest = story.loan("good")["schedule"][0]["paid_interest"]
    body: dict[str, Json] = {
        "amount": interest, "periods": [1], "payer": finance.key, "payee": good.key, **story.parts("good"),
    }  # fmt: skip
    story.branch.run("loan.refund", good, **body)
    assert story.scene.balance(good) == before + interest
    assert story.loan("good")["schedule"][0]["refundable"] == 0
    with pytest.raises(EndorseError) as caught:
        story.branch.lock("loan.refund", good, **body)
    assert caught.value.code == "contract.refunded"


def prepaid(story: Story) -> None:
    """With the days' interest that has accrued where the due day was moved past the period's end."""
    view = story.loan("good")
    left, interest = view["outstanding"], view["position"]["accrued"]
    story.branch.run(
        "loan.prepay", story.customers["good"], amount=left + interest, principal=left, interest=interest,
        payer=story.customers["good"].key, **story.parts("good"),
    )  # fmt: skip
    assert story.loan("good")["status"] == "repaid"
    assert story.branch.system.loans.sync(story.scene.ledger("B"), story.branch.bank.user) == 1


def late_and_penalised(story: Story) -> None:
    day = story.today
    before = story.end_day(day - timedelta(days=1))
    assert (before.status, before.collections) == ("finished", 0)
    assert {story.standing(who).tier for who in ("late", "poor", "over")} == {"substandard"}
    assert story.standing("good").outstanding == 0
    number = story.branch.account(story.customers["late"]).number
    story.branch.system.books.pay_in(number, CASH, f"harvest {number}")
    now = story.loan("late")["position"]
    assert now["penalty"] > 0
    due = now["due_principal"] + now["due_interest"] + now["penalty"]
    day_end = story.end_day()
    assert (day_end.collections, day_end.collections_fen) == (1, due)
    assert story.cash("late") == CASH - due
    after = story.loan("late")
    assert after["paid"]["penalty"] == now["penalty"]
    assert (after["position"]["days_past_due"], after["position"]["penalty"]) == (0, 0)
    # What was paid within 90 days of its due day is subsidised, what was later is not, the penalty never.
    first, second = after["schedule"][:2]
    assert (story.today - date.fromisoformat(first["due"])).days > 90
    assert (story.today - date.fromisoformat(second["due"])).days <= 90
    assert (first["refundable"], second["refundable"]) == (0, second["paid_interest"])
    story.branch.sound()


def paid_at_expiry(story: Story) -> None:
    """interest.repay: the loan is queried, what the department owes goes to the bank, once."""
    finance, left = story.scene.people["FD"], story.loan("over")["position"]["finance_due"]
    assert left > 0
    body = {"amount": left, "payer": finance.key, **story.parts("over")}
    before = story.scene.balance(story.branch.bank)
    story.branch.run("interest.repay", finance, **body)
    assert story.scene.balance(story.branch.bank) == before + left
    assert story.loan("over")["position"]["finance_due"] == 0
    with pytest.raises(EndorseError) as caught:
        story.branch.lock("interest.repay", finance, **body)
    assert caught.value.code == "contract.more_than_due"


def rescheduled(story: Story) -> None:
    """What the late customer still owes, over a year and a half from today: B and FD grant it."""
    late, left = story.customers["late"], story.loan("late")["outstanding"]
    until = (story.today.replace(day=1) - timedelta(days=1)).isoformat()
    past = story.report(until)
    story.branch.run("loan.reschedule", late, months=18, reason="hail", payee=late.key, **story.parts("late"))
    view = story.loan("late")
    assert view["outstanding"] == left
    assert date.fromisoformat(view["schedule"][-1]["due"]) > story.today + timedelta(days=500)
    assert view["position"]["classification"] == "special_mention"
    assert story.report(until) == past != []  # months that are over are from the schedule that stood then


def fallen_through_the_tiers(story: Story) -> None:
    day_end = story.end_day()
    assert day_end.status == "finished"
    poor = story.standing("poor")
    assert (poor.tier, poor.outstanding, poor.penalty > 0) == ("doubtful", AMOUNT, True)
    steps = tier_changes(story.branch.system.books, story.loans["poor"])
    assert steps[-3:] == [
        ("normal", "special_mention"),
        ("special_mention", "substandard"),
        ("substandard", "doubtful"),
    ]
    assert day_end.tiers["doubtful"].loans == 2  # and the one whose month was over
    assert day_end.tiers["doubtful"].outstanding == 2 * AMOUNT


def written_off_and_back(story: Story) -> None:
    bank, left = story.branch.bank, story.loan("poor")["outstanding"]
    gone: dict[str, Json] = {"amount": left, "reason": "nobody is left", **story.parts("poor")}
    with pytest.raises(EndorseError) as caught:
        story.branch.lock("loan.writeoff", bank, **gone)
    assert caught.value.code == "contract.write_off_class"
    story.branch.run("loan.writeoff", bank, reason_code="death", **gone)
    assert story.loan("poor")["status"] == "written_off"
    with story.scene.on_day(DAYS + 1):
        story.end_day()
    assert story.balance(Kind.WRITTEN_OFF) == left
    with story.scene.on_day(DAYS + 1):
        story.branch.run("loan.writeback", bank, reason="a son came back", **story.parts("poor"))
    with story.scene.on_day(DAYS + 2):
        story.end_day()
    assert story.balance(Kind.WRITTEN_OFF) == 0
    assert story.loan("poor")["status"] == "active"


def the_regulators_numbers(story: Story) -> None:
    """Out of the ledger alone, they are what the loans add up to; the books' loan accounts say the same."""
    until = (story.today + timedelta(days=2)).isoformat()
    rows = story.report(until)
    views = [story.scene.query("R", "loan", id=loan, on=until) for loan in story.loans.values()]
    sums = {name: sum(row[name] for row in rows) for name, value in rows[0].items() if isinstance(value, int)}
    assert (sums["disbursed"], sums["loans"]) == (4 * AMOUNT, 4)
    for part in ("principal", "interest", "penalty"):
        assert sums[part] == sum(view["paid"][part] for view in views), part
    assert sums["repaid"] == sum(sum(view["paid"].values()) for view in views)
    assert sums["subsidised"] == sum(view["subsidised"] for view in views) > 0
    assert sums["written_off"] == 0
    assert rows[-1]["outstanding"] == sum(view["outstanding"] for view in views)
    late = [view["position"] for view in views]
    assert rows[-1]["arrears"] == sum(loan["overdue_principal"] + loan["overdue_interest"] for loan in late)
    assert rows[-1]["arrears"] > 0
    classes: dict[str, list[int]] = {tier: [0, 0] for tier in rows[-1]["classes"]}
    for view in views:
        if view["outstanding"]:
            count = classes[view["position"]["classification"]]
            count[0], count[1] = count[0] + 1, count[1] + view["outstanding"]
    assert rows[-1]["classes"] == classes
    assert story.balance(Kind.LOANS) == rows[-1]["outstanding"]
