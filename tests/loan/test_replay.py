"""Loans played through: the worked cases of shared/cases/loans.md, and the command that answers them."""

from __future__ import annotations

import io
import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loc_desktop.cli import main
from loc_desktop.loan import calendar, lending
from loc_desktop.loan.products import DAY_COUNTS, METHODS
from loc_desktop.loan.replay import FieldError, ReplayEvent, answer, of_json
from loc_desktop.loan.schedule import interest, rate_of

Capture = pytest.CaptureFixture[str]

LOAN_1 = {"amount_fen": 5_000_000, "months": 36, "rate": "15.4", "paid_out": "2027-01-15"}
YEAR = {"amount_fen": 1_200_000, "months": 12, "rate": "4.35", "paid_out": "2027-01-15"}


def played(loan: dict[str, Any], *events: dict[str, Any], ask: tuple[str, ...] = ()) -> dict[str, Any]:
    line = {"loan": loan, "events": list(events), "ask": list(ask)}
    return answer(line, lending.shipped(), calendar.shipped())


def event(on: str, kind: str, **more: object) -> dict[str, Any]:
    return {"on": on, "kind": kind, **more}


def payments(replay: dict[str, Any]) -> list[int]:
    return [line["principal_fen"] + line["interest_fen"] for line in replay["open"]]


# --- the worked cases ---------------------------------------------------------------------------------------


def test_1_a_prepayment_keeps_the_agreed_instalment() -> None:
    replay = played(
        LOAN_1,
        event("2027-01-20", "pay", amount_fen=174_308),
        event("2027-01-21", "prepay", principal_fen=100_000),
        event("2027-01-22", "prepay", principal_fen=100_000),
    )
    assert [entry["taken"] for entry in replay["events"]] == [True] * 3
    # The first has the interest that was paid ahead taken off: 641.67 less 128.33 and 20.49 that have run.
    assert payments(replay) == [128_165, *[174_308] * 32, 16_452]
    assert sum(line["interest_fen"] for line in replay["open"]) == 1_032_614


def test_2_also_after_a_reschedule() -> None:
    replay = played(
        LOAN_1,
        event("2027-04-20", "reschedule", months=36),
        event("2027-04-21", "pay", due=True),
        event("2027-04-21", "prepay", principal_fen=10_000),
    )
    assert [entry["taken"] for entry in replay["events"]] == [True] * 3
    assert replay["events"][1]["penalty_fen"] == 7462
    # 641.67, 627.53 and 613.22 unpaid and five days of the fourth month, once.
    assert payments(replay) == [174_308 + 198_221, *[174_308] * 34, 155_133]
    assert replay["open"][0]["due"] == "2027-05-20"


def test_3_settling_gives_back_what_did_not_accrue() -> None:
    replay = played(
        LOAN_1,
        event("2027-01-20", "pay", amount_fen=174_308),
        event("2027-01-21", "settle"),
        ask=("2027-01-20", "2027-01-21"),
    )
    assert replay["interest_paid_fen"] == 12_833
    assert replay["events"][1] == {
        "taken": True, "principal_fen": 4_838_525, "interest_fen": 0, "penalty_fen": 0,
        "unearned_fen": 51_334,
    }  # fmt: skip
    assert [position["outstanding_fen"] for position in replay["positions"]] == [4_889_859, 0]
    assert replay["open"] == []


def test_4_a_change_dated_before_the_last_is_refused_and_taken_on_its_day() -> None:
    replay = played(
        YEAR,
        event("2027-02-10", "prepay", principal_fen=300_000),
        event("2027-02-05", "prepay", principal_fen=100_000),
        event("2027-02-12", "prepay", principal_fen=100_000),
    )
    assert [entry.get("error") for entry in replay["events"]] == [None, "dated_before", None]
    assert payments(replay) == [*[102_372] * 7, 93_749]
    assert replay["open"][0]["due"] == "2027-02-15"


def test_5_what_is_due_comes_first() -> None:
    loan = {**YEAR, "amount_fen": 5_000_000}
    replay = played(loan, event("2027-03-01", "pay", due=True, more_fen=10_000), ask=("2027-03-01",))
    (paid,) = replay["events"]
    assert sum(paid[part] for part in ("principal_fen", "interest_fen", "penalty_fen")) == 437_586
    (now,) = replay["positions"]
    assert (now["due_principal_fen"], now["due_interest_fen"], now["penalty_fen"]) == (0, 0, 0)
    assert (now["days_past_due"], now["class"]) == (0, "normal")


def test_6_ten_days_late_cost_a_penalty() -> None:
    replay = played(YEAR, event("2027-02-25", "pay", due=True))
    assert replay["events"] == [
        {"taken": True, "principal_fen": 98_022, "interest_fen": 4350, "penalty_fen": 178}
    ]


def test_7_a_bad_loan_is_not_laundered_and_8_the_past_is_not_rewritten() -> None:
    loan = {**YEAR, "amount_fen": 5_000_000, "paid_out": "2026-11-12"}
    replay = played(
        loan,
        event("2028-01-01", "reschedule", months=600, rate="36"),
        event("2028-01-01", "reschedule", months=600),
        event("2028-01-01", "reschedule", months=6, rate="4.35"),
        ask=("2027-12-31", "2028-01-01", "2028-06-30", "2028-12-31"),
    )
    assert [entry.get("error") for entry in replay["events"]] == ["rate_above_agreed", "extension", None]
    assert [position["class"] for position in replay["positions"]] == ["loss"] * 4
    then = replay["positions"][0]
    assert then["days_past_due"] == 384
    assert then["due_principal_fen"] + then["due_interest_fen"] == 5_118_594


def test_9_paying_in_time_is_never_late() -> None:
    replay = played(
        YEAR, *(event(f"2027-{month:02d}-15", "pay", due=True) for month in range(2, 13)),
        ask=("2027-12-22", "2028-01-15", "2028-01-16"),
    )  # fmt: skip
    assert [position["days_past_due"] for position in replay["positions"]] == [0, 0, 1]


def test_10_payment_day_31() -> None:
    loan = {"amount_fen": 10_000_000, "months": 60, "rate": "15.4", "paid_out": "2026-01-01",
            "payment_day": 31}  # fmt: skip
    replay = played(loan)
    assert payments(replay) == [*[239_904] * 59, 239_894]
    assert (replay["open"][0]["due"], replay["open"][0]["interest_fen"]) == ("2026-01-31", 124_056)
    assert replay["open"][-1]["due"] == "2031-01-01"


def test_11_the_last_is_not_larger() -> None:
    loan = {**YEAR, "amount_fen": 300_000}
    assert payments(played(loan)) == [25_593] * 12


@pytest.mark.parametrize("method", METHODS)
def test_12_no_schedule_ends_after_its_term(method: str) -> None:
    loan = {**LOAN_1, "paid_out": "2026-01-05", "payment_day": 31, "method": method}
    assert played(loan)["open"][-1]["due"] == "2029-01-05"


def test_13_days_off_as_the_line_gives_them() -> None:
    loan = {**YEAR, "paid_out": "2027-01-08"}
    assert played(loan)["open"][0]["due"] == "2027-02-08"
    off = [f"2027-02-{day:02d}" for day in range(5, 12)]
    for holidays in (off, {"off": off}, {"rule": "next", "off": off, "work": ["2027-02-13"]}):
        assert played({**loan, "holidays": holidays})["open"][0]["due"] == "2027-02-12"
    before = {"rule": "previous", "off": off}
    assert played({**loan, "holidays": before})["open"][0]["due"] == "2027-02-04"
    assert played({**loan, "paid_out": "2026-09-01", "holidays": "next"})["open"][0]["due"] == "2026-10-08"


# --- interest is for the time that the money was out --------------------------------------------------------

PLAIN = {"amount_fen": 12_000_000, "months": 12, "rate": "12", "method": "interest_only"}
"""4,000 fen a day."""


@pytest.mark.parametrize(
    ("paid_out", "rescheduled", "settled", "days"),
    [
        ("2027-01-31", "2027-02-28", "2027-03-01", 31),
        ("2027-01-30", "2027-02-28", "2027-03-28", 58),
        ("2027-01-29", "2027-02-28", "2027-03-31", 61),
        ("2028-01-31", "2028-02-29", "2028-03-01", 31),
        ("2028-01-30", "2028-02-29", "2028-03-31", 60),
        ("2027-01-15", "2027-02-28", "2027-03-15", 60),
    ],
)
def test_a_reschedule_at_the_end_of_february_counts_no_day_twice(
    paid_out: str, rescheduled: str, settled: str, days: int
) -> None:
    replay = played(
        {**PLAIN, "paid_out": paid_out},
        event(rescheduled, "pay", due=True),
        event(rescheduled, "reschedule", months=11),
        event(settled, "settle"),
    )
    assert [entry["taken"] for entry in replay["events"]] == [True] * 3
    assert replay["interest_paid_fen"] == days * 4_000


BEFORE = {
    **PLAIN, "paid_out": "2027-01-15", "day_count": "actual/360",
    "holidays": {"rule": "previous", "off": ["2027-05-13", "2027-05-14"]},
}  # fmt: skip
"""15 May 2027 is a Saturday: what is due then is due on Wednesday the 12th. 117 days are until there."""


def until_april() -> list[dict[str, Any]]:
    return [event(f"2027-{month:02d}-15", "pay", due=True) for month in (2, 3, 4)]


@pytest.mark.parametrize("paid", [True, False])
@pytest.mark.parametrize(("on", "days"), [("2027-05-12", 117), ("2027-05-13", 118), ("2027-05-15", 120)])
def test_a_payment_day_moved_before_the_periods_end_costs_no_interest_after_settling(
    on: str, days: int, paid: bool
) -> None:
    due = [event("2027-05-12", "pay", due=True)] if paid else []
    replay = played(BEFORE, *until_april(), *due, event(on, "settle"))
    assert [entry["taken"] for entry in replay["events"]] == [True] * (4 + paid)
    assert replay["interest_paid_fen"] == days * 4_000
    assert (
        sum(entry["principal_fen"] for entry in replay["events"])
        + replay["events"][-1].get("unearned_fen", 0)
        == 12_000_000
    )
    assert replay["open"] == []


@pytest.mark.parametrize("paid", [True, False])
def test_nor_after_a_reschedule_or_a_prepayment(paid: bool) -> None:
    due = [event("2027-05-12", "pay", due=True)] if paid else []
    replay = played(
        BEFORE,
        *until_april(),
        *due,
        event("2027-05-12", "reschedule", months=10),
        event("2027-05-20", "settle"),
    )
    assert replay["interest_paid_fen"] == 125 * 4_000
    if paid:
        replay = played(
            BEFORE, *until_april(), *due,
            event("2027-05-12", "prepay", principal_fen=6_000_000), event("2027-05-20", "settle"),
        )  # fmt: skip
        assert replay["interest_paid_fen"] == 117 * 4_000 + 8 * 2_000


def test_the_last_payment_moved_to_a_day_before_ends_the_loan_there() -> None:
    """15 January 2028 is a Saturday: the last is due on Friday, 364 days after the payout."""
    days = [played(BEFORE)["open"][number]["due"] for number in range(12)]
    assert days[-1] == "2028-01-14"
    replay = played(BEFORE, *(event(day, "pay", due=True) for day in days))
    assert [entry["taken"] for entry in replay["events"]] == [True] * 12
    assert (replay["interest_paid_fen"], replay["open"]) == (364 * 4_000, [])


def test_no_payment_is_due_before_the_money_is_out() -> None:
    off = [(date(2027, 1, 1) + timedelta(days)).isoformat() for days in range(59)]
    loan = {**PLAIN, "paid_out": "2027-01-28", "months": 2, "holidays": {"rule": "previous", "off": off}}
    assert [line["due"] for line in played(loan)["open"]] == ["2027-03-01", "2027-03-26"]


# --- neighbours ---------------------------------------------------------------------------------------------


def test_a_past_day_is_answered_as_the_loan_stood_then() -> None:
    replay = played(
        LOAN_1,
        event("2027-04-20", "reschedule", months=36),
        ask=("2027-01-14", "2027-04-19", "2027-04-20", "2027-04-19"),
    )
    before, then, after, again = replay["positions"]
    assert (before["outstanding_fen"], before["class"]) == (0, "normal")
    assert then == again
    assert (then["due_principal_fen"], then["due_interest_fen"]) == (334_682, 188_242)
    assert (then["days_past_due"], after["days_past_due"], after["due_interest_fen"]) == (63, 0, 0)
    assert after["class"] == "special_mention"


def test_a_write_off_needs_the_class_or_a_reason_and_recoveries_are_taken() -> None:
    replay = played(
        YEAR,
        event("2027-06-01", "writeoff"),
        event("2027-06-01", "writeoff", reason="weather"),
        event("2027-06-02", "writeoff", reason="death"),
        event("2027-06-03", "pay", amount_fen=100_000),
        event("2027-06-04", "reschedule", months=12),
        event("2027-06-05", "writeoff"),
        ask=("2027-06-01", "2027-06-03"),
    )
    errors = [entry.get("error") for entry in replay["events"]]
    assert errors == ["write_off_class", "write_off_class", None, None, "written_off", "written_off"]
    recovered = replay["events"][3]
    assert sum(recovered[part] for part in ("principal_fen", "interest_fen", "penalty_fen")) == 100_000
    assert [position["class"] for position in replay["positions"]] == ["substandard", "loss"]
    late = played(YEAR, event("2028-02-20", "writeoff"), ask=("2028-02-20",))
    assert late["events"][0]["taken"]


def test_a_part_is_written_off_and_what_is_not_is_paid_first() -> None:
    replay = played(
        YEAR,
        event("2027-02-15", "pay", due=True),
        event("2027-02-16", "writeoff", amount_fen=1_101_979, reason="death"),
        event("2027-02-16", "writeoff", amount_fen=0, reason="death"),
        event("2027-02-16", "writeoff", amount_fen=1_000_000, reason="death"),
        event("2027-02-16", "writeoff", amount_fen=101_979, reason="death"),
        event("2027-02-17", "prepay", principal_fen=101_978),
        event("2027-02-17", "writeoff", reason="death"),
        event("2027-02-18", "settle"),
        ask=("2027-02-15", "2027-02-16", "2027-02-17", "2027-02-18"),
    )
    errors = [entry.get("error") for entry in replay["events"]]
    assert errors == [None, "write_off", "amount", None, "write_off", None, "written_off", None]
    assert [position["class"] for position in replay["positions"]] == [
        "normal",
        "special_mention",
        "loss",
        "normal",
    ]


def test_a_settled_loan_takes_nothing_more() -> None:
    replay = played(
        YEAR, event("2027-03-01", "settle"), event("2027-03-01", "settle"),
        event("2027-03-02", "pay", amount_fen=1), event("2027-03-02", "reschedule", months=3),
    )  # fmt: skip
    assert [entry.get("error") for entry in replay["events"]] == [None, "settled", "settled", "settled"]


def test_what_a_payment_may_not_be() -> None:
    replay = played(
        YEAR,
        event("2027-01-14", "pay", amount_fen=1),
        event("2027-02-15", "pay", amount_fen=0),
        event("2027-02-15", "pay", amount_fen=-5),
        event("2027-02-15", "pay", amount_fen=300_000),
        event("2027-02-15", "prepay", principal_fen=100_000),
        event("2027-02-15", "pay", due=True),
        event("2027-02-15", "pay", due=True),
        event("2027-02-15", "prepay", principal_fen=1_101_979),
        event("2027-02-15", "prepay", principal_fen=1_101_978),
    )
    errors = [entry.get("error") for entry in replay["events"]]
    assert errors == [
        "dated_before", "amount", "amount", "more_than_due", "overdue", None, "amount", "more_than_due", None,
    ]  # fmt: skip
    assert replay["open"] == []
    assert replay["interest_paid_fen"] == 4350


def test_a_forbidden_prepayment_and_the_current_instalment_ahead() -> None:
    loan = {**YEAR, "prepayment": "forbidden"}
    replay = played(
        loan, event("2027-01-20", "prepay", principal_fen=100_000), event("2027-01-20", "settle"),
        event("2027-01-20", "pay", amount_fen=102_372),
    )  # fmt: skip
    assert [entry.get("error") for entry in replay["events"]] == ["forbidden", "forbidden", None]


def test_the_last_instalment_ahead_costs_the_interest_until_then() -> None:
    """A payment cannot be more than settling: a loan of a month, paid on its sixth day."""
    loan = {**LOAN_1, "months": 1}
    replay = played(
        loan,
        event("2027-01-21", "pay", amount_fen=5_064_167),
        event("2027-01-21", "pay", amount_fen=5_012_833),
    )
    assert [entry.get("error") for entry in replay["events"]] == ["more_than_due", None]
    assert (replay["interest_paid_fen"], replay["open"]) == (12_833, [])


def test_interest_paid_ahead_twice_over_is_not_lost() -> None:
    """Case 1 settled on the next day: 6 days of 50,000, one of 47,898.59, one of 46,898.59."""
    replay = played(
        LOAN_1,
        event("2027-01-20", "pay", amount_fen=174_308),
        event("2027-01-21", "prepay", principal_fen=100_000),
        event("2027-01-22", "prepay", principal_fen=100_000),
        event("2027-01-23", "settle"),
    )
    assert replay["interest_paid_fen"] == 12_833 + 2049 + 2006
    paid = [entry["principal_fen"] + entry["interest_fen"] for entry in replay["events"]]
    assert sum(paid) == 5_000_000 + 12_833 + 2049 + 2006


def test_reduce_instalment_agrees_a_smaller_one_for_the_same_days() -> None:
    loan = {**YEAR, "prepayment": "reduce_instalment"}
    replay = played(
        loan, event("2027-02-15", "pay", due=True), event("2027-02-15", "prepay", principal_fen=600_000)
    )
    assert len(replay["open"]) == 11
    assert len(set(payments(replay)[:-1])) == 1
    assert payments(replay)[-1] <= payments(replay)[0] < 60_000


@pytest.mark.parametrize(
    ("opened", "settled", "days"),
    [("2027-01-31", "2027-03-01", 31), ("2027-01-31", "2027-03-02", 32), ("2027-01-31", "2027-03-31", 60),
     ("2027-01-30", "2027-03-01", 31), ("2027-01-29", "2027-03-01", 32), ("2028-01-31", "2028-03-01", 31)],
)  # fmt: skip
def test_the_days_after_a_payment_day_in_february_are_counted_once(
    opened: str, settled: str, days: int
) -> None:
    """30E/360 from the payout: the first period has 30 days, the second those since its nominal first day."""
    loan = {**LOAN_1, "months": 12, "method": "interest_only", "paid_out": opened}
    february = "2028-02-29" if opened.startswith("2028") else "2027-02-28"
    replay = played(loan, event(february, "pay", due=True), event(settled, "settle"))
    first, second = (entry["interest_fen"] for entry in replay["events"])
    assert first == 64_167
    assert second == (5_000_000 * 154 * (days - 30) * 2 + 360_000) // 720_000


def test_a_reschedule_after_february_costs_no_days() -> None:
    loan = {**YEAR, "amount_fen": 5_000_000, "paid_out": "2027-01-31"}
    pay, settle = event("2027-02-28", "pay", due=True), event("2027-03-31", "settle")
    for between in ([], [event("2027-03-05", "reschedule", months=12)]):
        assert played(loan, pay, *between, settle)["interest_paid_fen"] == 34_769


BULLET = {"amount_fen": 5_000_000, "months": 12, "rate": "3", "method": "bullet", "day_count": "actual/365",
          "paid_out": "2027-01-15"}  # fmt: skip


def test_principal_of_a_line_that_repays_all_at_once_is_prepaid_and_bears_no_more_interest() -> None:
    replay = played(
        BULLET,
        event("2027-01-20", "pay", amount_fen=4_000_000),
        event("2027-01-20", "prepay", principal_fen=4_000_000),
        event("2027-11-11", "settle"),
    )
    assert [entry.get("error") for entry in replay["events"]] == ["prepay", None, None]
    # 5 days on 50,000 and 295 on 10,000: 20.55 and 242.47.
    assert replay["interest_paid_fen"] == 2055 + 24_247


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("months", [1, 12])
def test_principal_of_the_last_line_ahead_of_its_day(method: str, months: int) -> None:
    """Where it is one instalment of many it is paid as the others are, else it is a prepayment; interest
    ahead is taken and comes back, so that settling on the sixth day leaves the interest of six.
    """
    loan = {**BULLET, "method": method, "months": months, "day_count": "30/360"}
    run, _, _ = of_json({"loan": loan}, lending.shipped(), calendar.shipped())
    for period in run.loan.periods[:-1]:
        assert run.take(ReplayEvent(period.due, "pay", due=True)).taken
    last, before = run.loan.periods[-1], run.interest_paid
    on = last.start + timedelta(days=6)
    at_once = months == 1 or method in ("bullet", "interest_only")
    outcome = run.take(ReplayEvent(on, "pay", amount=last.interest + 1_000))
    assert outcome.error == ("prepay" if at_once else "")
    if at_once:
        assert run.take(ReplayEvent(on, "pay", amount=last.interest)).taken
    assert run.take(ReplayEvent(on, "settle")).taken
    assert run.loan.outstanding == 0
    assert run.interest_paid - before == interest(last.principal, rate_of(300), 6, "30/360")


@pytest.mark.parametrize(
    ("kind", "members", "field"),
    [
        ("pay", {"amount_fen": 1, "amount": 1}, "amount"),
        ("pay", {"due": "yes"}, "due"),
        ("pay", {"due": 1}, "due"),
        ("pay", {"due": True, "more_fen": -1}, "more_fen"),
        ("pay", {"due": True, "amount_fen": 1}, "amount_fen"),
        ("pay", {"amount_fen": 1, "more_fen": 1}, "more_fen"),
        ("pay", {"amount_fen": 1, "principal_fen": 1}, "principal_fen"),
        ("prepay", {"principal_fen": 1, "amount_fen": 1}, "principal_fen"),
        ("prepay", {"amount_fen": "due"}, "amount_fen"),
        ("settle", {"amount_fen": 1}, "amount_fen"),
        ("reschedule", {"months": 3, "principal_fen": 1}, "principal_fen"),
        ("reschedule", {"months": 3, "rates": "3"}, "rates"),
        ("writeoff", {"amount_fen": "due"}, "amount_fen"),
        ("writeoff", {"reason": 5}, "reason"),
    ],
)
def test_an_event_says_nothing_that_is_not_heard(kind: str, members: dict[str, Any], field: str) -> None:
    with pytest.raises(FieldError) as error:
        played(YEAR, event("2027-02-15", "pay", due=True), event("2027-02-15", kind, **members))
    assert error.value.field == f"events[1].{field}"


def test_a_loan_says_nothing_that_is_not_heard() -> None:
    with pytest.raises(FieldError) as error:
        played({**YEAR, "penalty_facter": 200})
    assert error.value.field == "loan.penalty_facter"
    assert "penalty_factor" in str(error.value.why)
    assert payments(played({**YEAR, "note": None})) == payments(played(YEAR))


# --- the command --------------------------------------------------------------------------------------------


def replayed(tmp_path: Path, capsys: Capture, *lines: str) -> list[dict[str, Any]]:
    file = tmp_path / "loans.jsonl"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    assert main(["loan", "replay", "--batch", str(file), "--json"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return [json.loads(line) for line in captured.out.splitlines()]


def line(id_: object, **loan: object) -> str:
    return json.dumps({"id": id_, "loan": {**YEAR, **loan}, "events": [], "ask": ["2027-03-01"]})


def test_one_bad_line_does_not_end_the_run(tmp_path: Path, capsys: Capture) -> None:
    digits = "9" * 5000
    bad = {
        '{"id": "b1", "loan": {"amount_fen"': "not_json",
        json.dumps({"id": "b2"}): "field",
        json.dumps({"id": "b3", "loan": {"amount_fen": 1, "months": 1, "rate": "1"}}): "field",
        line("b4", method="balloon"): "field",
        line("b5").replace("1200000", digits): "field",
        line("b6", months=601): "field",
        line("b7", rate="1e9"): "field",
        line("b8", rate="9" * 5000): "field",
        line("b9", paid_out="9999-06-01"): "field",
        line("b10", paid_out="2027-02-30"): "field",
        line("b11", amount_fen=True): "field",
        line("b12", amount_fen=1.5): "field",
        line("b13", holidays={"rule": "sometimes"}): "field",
        line("b14").replace("[]", '[{"on": "2027-02-01", "kind": "gift"}]'): "field",
        line("b15").replace("[]", '[{"on": "2027-02-01", "kind": "pay"}]'): "field",
        line("b16").replace("[]", "7"): "field",
        '{"id": "b17", "loan": ' + "[" * 100_000 + "]" * 100_000 + "}": "not_json",
        line("b18", rate="nan"): "field",
        line("b19").replace("2027-03-01", "12027-03-01"): "field",
        line("b20", grace_days=10**9): "field",
        line("b21", holidays={"days": ["2027-02-15"]}): "field",
        line("b22").replace('"amount_fen"', '"amount_fen": 1, "amount_fen"'): "not_json",
    }
    answers = replayed(tmp_path, capsys, line("first"), *bad, "[]", "", " \t\r", line("last"))
    assert [reply["id"] for reply in answers] == [
        "first", *(f"b{number}" for number in range(1, len(bad) + 1)), None, "last",
    ]  # fmt: skip
    assert [reply["error"] for reply in answers[1:-2]] == list(bad.values())
    assert answers[0] == {**answers[-1], "id": "first"}
    assert len(answers[0]["open"]) == 12
    fields = {reply["id"]: reply.get("field") for reply in answers}
    assert (fields["b3"], fields["b4"], fields["b9"]) == ("loan.paid_out", "loan.method", "loan.months")
    assert (fields["b14"], fields["b5"]) == ("events[0].kind", "loan.amount_fen")


def test_lines_come_from_a_stream_and_in_order(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    data = "".join(line(number) + "\n" for number in range(50)).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + data)))
    assert main(["loan", "replay", "--batch", "-", "--json"]) == 0
    assert [json.loads(row)["id"] for row in capsys.readouterr().out.splitlines()] == list(range(50))


def test_a_person_sees_a_sentence_a_line(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "loans.jsonl"
    wrong = line("two", method="balloon")
    file.write_text(line("one") + "\n\nx\n" + wrong + "\n", "utf-8")
    assert main(["loan", "replay", "--batch", str(file)]) == 0
    first, second, third = capsys.readouterr().out.splitlines()
    assert "outstanding 12,000.00" in first
    assert "14 days past due, special_mention" in first
    why = "it is not JSON from line 1, column 1 on"
    assert second == f"line 3 is not a loan as a JSON object: {why}."
    assert third.startswith("line 4 (two) cannot be played through: loan.method: one of annuity, ")


@pytest.mark.parametrize("path", ["no such file.jsonl", "\0", "/"])
def test_a_file_that_cannot_be_read_gives_a_sentence(path: str, capsys: Capture) -> None:
    assert main(["loan", "replay", "--batch", path, "--json"]) == 1
    assert "cannot be read" in capsys.readouterr().err


OPENED = date(2027, 1, 15)
FEN = st.integers(-10, 2_000_000)
EVENTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("pay", {"amount_fen": FEN}),
    ("prepay", {"principal_fen": FEN}),
    ("prepay", {"amount_fen": FEN}),
    ("settle", {}),
    ("writeoff", {"amount_fen": FEN}),
    ("reschedule", {"months": st.integers(-1, 700)}),
)
DAYS = st.integers(0, 500).map(lambda days: (OPENED + timedelta(days=days)).isoformat())


@given(
    st.integers(1000, 10_000_000), st.integers(1, 60), st.sampled_from(METHODS), st.sampled_from(DAY_COUNTS),
    st.integers(0, 31), st.sampled_from(["none", "next", "previous"]),
    st.lists(
        st.one_of(
            [
                st.fixed_dictionaries({"on": DAYS, "kind": st.just(kind), **members})
                for kind, members in EVENTS
            ]
        ),
        max_size=6,
    ),
    st.lists(DAYS, max_size=4),
)  # fmt: skip
def test_whatever_happens_the_sums_are_right(
    amount: int, months: int, method: str, day_count: str, day: int, holidays: str,
    events: list[dict[str, Any]], ask: list[str],
) -> None:  # fmt: skip
    loan = {"amount_fen": amount, "months": months, "rate": "14.07", "paid_out": "2027-01-15",
            "method": method, "day_count": day_count, "payment_day": day, "holidays": holidays}  # fmt: skip
    replay = played(loan, *events, ask=tuple(ask))
    taken = [entry for entry in replay["events"] if entry["taken"]]
    unearned = sum(entry.get("unearned_fen", 0) for entry in taken)
    left = sum(unpaid["principal_fen"] for unpaid in replay["open"])
    assert sum(entry["principal_fen"] for entry in taken) + unearned + left == amount
    assert sum(entry["interest_fen"] for entry in taken) - unearned == replay["interest_paid_fen"]
    assert all(entry["error"] for entry in replay["events"] if not entry["taken"])
    assert [position["on"] for position in replay["positions"]] == ask
    for now in replay["positions"]:
        assert min(value for value in now.values() if isinstance(value, int)) >= 0
