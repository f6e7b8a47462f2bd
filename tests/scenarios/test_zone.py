"""The day is the ledger's: half past midnight in Beijing is the day before at Greenwich.

The clock is set by hand, from the turn of a year into the spring after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from loc_desktop.contract.client import new_id
from loc_desktop.loan import calendar
from loc_desktop.loan.calendar import civil_day
from loc_desktop.script.canonical import digest
from tests.scenarios.books.branch import CASH, Branch
from tests.scenarios.scene import Member, Scene

Json = Any
AMOUNT = 12_000_00
BUDGET = 10**12
BEIJING = ZoneInfo("Asia/Shanghai")


def beijing(day: date, at: str) -> str:
    """That time on Beijing's clocks, RFC 3339 UTC."""
    moment = datetime.combine(day, time.fromisoformat(at), BEIJING)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Story:
    """A bank with one customer; it is the last of December and then the spring of ``year``."""

    scene: Scene
    branch: Branch
    customer: Member
    name: str
    year: int

    def at(self, day: date, hour: str) -> None:
        self.scene.wall = beijing(day, hour)

    def loan(self) -> str:
        return self.branch.loan(self.customer, AMOUNT, branch=self.name)

    def view(self, loan: str, on: date) -> Json:
        return self.scene.query("R", "loan", id=loan, on=on.isoformat())

    def parts(self, loan: str) -> dict[str, Json]:
        return {"loan": loan, "payer": self.customer.key, "bank": self.branch.key}

    def pay(self, loan: str, **parts: int) -> None:
        self.branch.run(
            "principal.repay", self.customer, amount=sum(parts.values()), **parts, **self.parts(loan)
        )

    def lock_prepayment(self, loan: str, on: date, principal: int) -> Json:
        interest = self.view(loan, on)["position"]["accrued"]
        draft = self.scene.draft(
            "loan.prepay", amount=principal + interest, principal=principal, interest=interest,
            **self.parts(loan),
        )  # fmt: skip
        return self.scene.lock(draft, self.customer)

    def unlock(self, cc: Json) -> Json:
        return self.scene.unlock(cc, members=[self.branch.bank])

    def months(self, until: date, figure: str) -> list[str]:
        """The months in which the report has such a figure, for this bank's loans."""
        rows = self.scene.query("R", "report", until=until.isoformat())
        return [row["month"] for row in rows if row["branch"] == self.name and row[figure]]


def test_the_day_of_a_loan_s_life_is_that_of_the_ledger_s_zone(scene: Scene, tmp_path: Path) -> None:
    """One journey in time for all of it: a real network has to be started anew for it."""
    today = civil_day(scene.now())
    year = today.year + (1 if today < date(today.year, 12, 1) else 2)
    branch = Branch(scene, tmp_path)
    story = Story(scene, branch, branch.customer(CASH), f"village {new_id()[:8]}", year)
    with scene.clock_by_hand(beijing(date(year, 5, 30), "12:00")):
        branch.restart()
        a_refund_an_hour_into_the_year_takes_that_years_budget(story)
        loans = payouts_at_half_past_midnight_belong_to_the_day_that_has_begun(story)
        a_change_that_is_dated_before_the_last_one_is_refused(story, loans[2])
        a_payment_has_the_day_of_its_lock_and_after_the_due_day_it_is_late(story, loans[0], loans[1])
        a_new_calendar_moves_only_later_due_days_and_says_which(story, loans[1])
    branch.close()


def a_refund_an_hour_into_the_year_takes_that_years_budget(story: Story) -> None:
    scene, finance, year = story.scene, story.scene.people["FD"], story.year
    last, first = date(year - 1, 12, 31), date(year, 1, 1)
    story.at(date(year - 1, 12, 1), "10:00")
    for of_year in (year - 1, year):
        scene.run(
            "subsidy.budget", finance, department=finance.key, year=of_year, amount=BUDGET,
            deadline=f"{of_year}-12-31",
        )  # fmt: skip

    def left() -> list[int]:
        asked = [{"department": finance.key, "year": str(asked_year)} for asked_year in (year - 1, year)]
        return [scene.query("FD", "budget", None, **question)["left"] for question in asked]

    loan, before = story.loan(), left()
    story.at(last, "23:30")
    now = story.view(loan, last)["position"]
    interest = now["payable_interest"]
    story.pay(loan, principal=now["payable_principal"], interest=interest, penalty=0)
    assert story.view(loan, last)["schedule"][0]["refundable"] == 0
    story.at(first, "01:00")
    assert story.view(loan, first)["schedule"][0]["refundable"] == interest
    story.branch.run(
        "loan.refund", story.customer, loan=loan, amount=interest, periods=[1], payer=finance.key,
        payee=story.customer.key, bank=story.branch.key,
    )  # fmt: skip
    assert left() == [before[0], before[1] - interest]
    assert story.months(first, "repaid") == [f"{year - 1}-12"]
    assert story.months(first, "subsidised") == [f"{year}-01"]


def payouts_at_half_past_midnight_belong_to_the_day_that_has_begun(story: Story) -> list[str]:
    """And its day's end runs in the morning, not only when the day begins at Greenwich."""
    first = date(story.year, 3, 1)
    story.at(first, "00:30")
    loans = [story.loan() for _ in range(3)]
    for loan in loans:
        view = story.view(loan, first)
        due = calendar.shipped().adjust(date(story.year, 4, 1), "next")
        assert (view["opened"], view["schedule"][0]["due"]) == (first.isoformat(), due.isoformat())
    assert story.months(date(story.year, 3, 31), "disbursed") == [f"{story.year - 1}-12", f"{story.year}-03"]
    story.at(first, "07:30")
    day_end, _ = story.branch.system.end_day(first)
    assert (day_end.day, day_end.status, day_end.loans) == (first.isoformat(), "finished", 4)
    return loans


def a_change_that_is_dated_before_the_last_one_is_refused(story: Story, loan: str) -> None:
    """Locked on the 5th, executed after a prepayment of the 9th."""
    fifth, ninth = date(story.year, 3, 5), date(story.year, 3, 9)
    story.at(fifth, "23:55")
    early = story.lock_prepayment(loan, fifth, 100_000)
    story.at(ninth, "00:05")
    assert story.unlock(story.lock_prepayment(loan, ninth, 200_000))["code"] == 0
    outcome = story.unlock(early)
    assert (outcome["code"], outcome["failure"]["code"]) == (4, "contract.dated_before")
    assert outcome["failure"]["params"] == {"loan": loan, "changed": ninth.isoformat()}
    assert story.view(loan, ninth)["outstanding"] == AMOUNT - 200_000


def a_payment_has_the_day_of_its_lock_and_after_the_due_day_it_is_late(
    story: Story, granted_late: str, paid_late: str
) -> None:
    due = date.fromisoformat(story.view(paid_late, date(story.year, 3, 9))["schedule"][0]["due"])
    story.at(due, "23:59:59")
    now = story.view(granted_late, due)["position"]
    assert (now["days_past_due"], now["penalty"]) == (0, 0)
    draft = story.scene.draft(
        "principal.repay", amount=now["due"], principal=now["due_principal"], interest=now["due_interest"],
        penalty=0, **story.parts(granted_late),
    )  # fmt: skip
    in_time = story.scene.lock(draft, story.customer)
    after = due + timedelta(days=1)
    story.at(after, "00:30")
    late = story.view(paid_late, after)["position"]
    assert late["days_past_due"] == 1
    assert late["penalty"] > 0
    story.pay(
        paid_late, principal=late["due_principal"], interest=late["due_interest"], penalty=late["penalty"]
    )
    paid = story.view(paid_late, after)
    assert [entry["at"] for entry in paid["entries"]] == [after.isoformat()]
    assert (paid["paid"]["penalty"], paid["position"]["days_past_due"]) == (late["penalty"], 0)
    # The bank gets round to its grant days later: nobody is late for that.
    story.at(due + timedelta(days=5), "09:00")
    assert story.unlock(in_time)["code"] == 0
    granted = story.view(granted_late, due + timedelta(days=5))
    assert [entry["at"] for entry in granted["entries"]] == [due.isoformat()]
    assert (granted["paid"]["penalty"], granted["position"]["days_past_due"]) == (0, 0)


def a_new_calendar_moves_only_later_due_days_and_says_which(story: Story, loan: str) -> None:
    """The second due day becomes a day off; the first, which has passed, and the third stay."""
    scene, bank = story.scene, story.scene.people["B"]
    today = civil_day(scene.now())
    before = [line["due"] for line in story.view(loan, today)["schedule"]]
    newest = scene.query("B", "rules")
    newest = newest.get("next", newest["current"])
    document = scene.query("B", "rules", digest=newest["digest"])["content"]
    fixed = sorted(f"{story.year}-{day}" for day in document["holidays"]["fixed"])
    days = document["holidays"]["years"].setdefault(str(story.year), {"off": fixed, "work": []})
    days["off"] = sorted({*days["off"], before[0], before[1]})
    days["work"] = [day for day in days["work"] if day != before[1]]
    start = today + timedelta(days=1)
    scene.run(
        "rules.adopt", bank, rules=document, digest=digest(document), replaces=newest["digest"],
        effective=start.isoformat(), reason="a day off that was not foreseen", bank=bank.key,
    )  # fmt: skip
    assert [line["due"] for line in story.view(loan, today)["schedule"]] == before
    view = story.view(loan, start)
    moved = [line["due"] for line in view["schedule"]]
    assert (moved[0], moved[2:]) == (before[0], before[2:])
    assert moved[1] > before[1]
    assert view["moved"] == [{"number": 2, "from": before[1], "to": moved[1], "rules": digest(document)}]
    old, new = date.fromisoformat(before[1]), date.fromisoformat(moved[1])
    assert story.view(loan, new)["position"]["days_past_due"] == 0
    assert story.view(loan, new + timedelta(days=1))["position"]["days_past_due"] == 1
    # What is paid on the new day is in time.
    story.at(new, "23:59:59")
    now = story.view(loan, new)["position"]
    story.pay(loan, principal=now["due_principal"], interest=now["due_interest"], penalty=now["penalty"])
    assert new > old
    assert story.view(loan, new)["position"]["days_past_due"] == 0
