"""The finance department: its budget, refunds within it, and the interest that it pays at expiry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from loc_desktop.desk.granting import oracles
from loc_desktop.desk.granting.checks_oracle import open_request
from loc_desktop.desk.granting.oracle import OpenedCase, OracleContext
from loc_desktop.desk.servicing.loan_lines import refundable_of
from loc_desktop.desk.servicing.subsidy import Subsidies
from loc_desktop.errors import KnownError
from loc_desktop.ledger.index.rows import EventRow
from tests.desk.life_scene import Life


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    life = Life(tmp_path_factory.mktemp("subsidy") / "home")
    yield life
    life.workplace.close()


def _set(life: Life, amount: int, deadline: str = "", year: int = 0) -> None:
    subsidy = life.desk("FD").subsidy
    chosen = year or life.desk("FD").carrier.today.year
    subsidy.submit(subsidy.prepare_budget(chosen, amount, deadline or f"{chosen}-12-31"))


@pytest.mark.parametrize(
    ("status", "granted", "offered"),
    [("active", 500, 300), ("repaid", 220, 120), ("active", 100, 0), ("active", 90, 0), ("reversed", 500, 0)],
)
def test_no_more_is_offered_than_the_department_granted(status: str, granted: int, offered: int) -> None:
    """What was too late before a reschedule stands in a period that is paid in time, and was not granted."""
    view = {"status": status, "subsidy_granted": granted, "subsidised": 100,
            "schedule": [{"refundable": 100}, {"refundable": 200}]}  # fmt: skip
    assert refundable_of(view) == offered


def _paid(life: Life, *loans: tuple[int, int]) -> list[str]:
    """Loans whose first instalment is paid, after their first period has ended; a budget of the year then."""
    made = life.loans(*loans, cash=None)
    for loan in made:
        life.pay(loan)
    life.walk_past(max(life.desk("C").loans.loan(loan).schedule[0].due for loan in made))
    _set(life, 1_000_000_00)
    return list(made)


def _refund(life: Life, loan: str) -> int:
    """Its interest is asked back; fen."""
    loans = life.desk("C").loans
    quote = loans.quote_refund(loan)
    loans.submit(loans.prepare(quote))
    return quote.amount


def test_nothing_is_given_back_before_the_period_has_ended(life: Life) -> None:
    (loan,) = life.loans((20_000, 12), cash=None)
    life.pay(loan)
    loans = life.desk("C").loans
    detail = loans.loan(loan)
    assert (detail.paid_interest > 0, detail.line.refundable, detail.refund) == (True, 0, None)
    with pytest.raises(KnownError) as refused:
        loans.quote_refund(loan)
    assert refused.value.code == "loan.no_refund"


def test_a_budget_is_used_up_by_refunds_and_no_further(life: Life) -> None:
    subsidy = life.desk("FD").subsidy
    assert subsidy.budget() is not None
    first, second = _paid(life, (20_000, 12), (20_000, 12))
    settled_on = life.desk("C").loans.quote_refund(first).settled_on
    amount = _refund(life, first)
    loans = life.desk("C").loans
    with pytest.raises(KnownError) as again:
        loans.quote_refund(first)
    assert again.value.code == "loan.refund_waits"
    assert again.value.params["event"] == loans.loan(first).pending[0].event
    assert loans.loan(first).refund is None
    assert loans.loan(second).refund is not None
    _set(life, amount + 10)
    (case,) = subsidy.waiting(early=True)
    assert case.verdict == "Pass"
    assert case.settles == settled_on != ""
    assert bool(subsidy.waiting()) == (settled_on <= life.workplace.today)
    assert "periods_ended" in {check.item for check in case.checks if check.ok}
    report = subsidy.grant_all(early=True)
    assert (report.passed, report.refused, report.executed) == (1, 0, 1)
    budget = subsidy.budget()
    assert budget is not None
    assert (budget.left, budget.used) == (10, amount)
    _refund(life, second)
    (case,) = subsidy.waiting(early=True)
    assert {check.item for check in case.checks if not check.ok} == {"budget"}
    report = subsidy.grant_all(early=True)
    assert (report.passed, report.refused, report.executed) == (0, 1, 0)
    assert life.desk("C").loans.loan(second).subsidised == 0
    assert subsidy.paid()[0].count == 1
    _set(life, 1_000_000_00)


def test_in_one_run_each_refund_is_looked_at_once_and_after_the_one_before(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both pass as long as none is granted; the budget has money for one."""
    subsidy = life.desk("FD").subsidy
    pair = _paid(life, (20_000, 12), (20_000, 12))
    amounts = [_refund(life, loan) for loan in pair]
    budget = subsidy.budget()
    assert budget is not None
    _set(life, budget.used + max(amounts))
    assert [case.verdict for case in subsidy.waiting(early=True)] == ["Pass", "Pass"]
    opened: list[str] = []

    def count(context: OracleContext, row: EventRow) -> OpenedCase:
        opened.append(row.id)
        return open_request(context, row)

    monkeypatch.setattr(oracles, "open_request", count)
    report = subsidy.grant_all(early=True)
    assert (report.passed, report.refused, report.executed, report.skipped) == (1, 1, 1, ())
    assert opened == [outcome.event for outcome in report.signed]
    _set(life, 1_000_000_00)


@pytest.mark.parametrize(
    ("year", "amount", "deadline", "code"),
    [
        (1999, 1, "1999-12-31", "subsidy.year"),
        (0, -1, "", "subsidy.amount"),
        (0, 1, "1999-01-01", "subsidy.deadline"),
        (0, 1, "next week", "subsidy.deadline"),
        (0, 1, "20261231", "subsidy.deadline"),
    ],
)
def test_a_budget_that_makes_no_sense_is_refused(
    life: Life, year: int, amount: int, deadline: str, code: str
) -> None:
    chosen = year or life.desk("FD").carrier.today.year
    with pytest.raises(KnownError) as refused:
        life.desk("FD").subsidy.prepare_budget(chosen, amount, deadline or f"{chosen}-12-31")
    assert refused.value.code == code


def test_a_refund_waits_for_its_settlement_day(life: Life) -> None:
    """The programme settles by quarter, on the 20th: until then the department is not asked."""
    subsidy = life.desk("FD").subsidy
    _set(life, 1_000_000_00)
    (loan,) = _paid(life, (20_000, 12))
    settled_on = life.desk("C").loans.quote_refund(loan).settled_on
    _refund(life, loan)
    assert (settled_on[5:7], settled_on[8:]) in {(month, "20") for month in ("03", "06", "09", "12")}
    while life.workplace.today < settled_on:
        assert (subsidy.waiting(), subsidy.grant_all().executed) == ((), 0)
        life.workplace.walk((date.fromisoformat(settled_on) - date.fromisoformat(life.workplace.today)).days)
    assert [case.loan for case in subsidy.waiting()] == [loan]
    assert subsidy.grant_all().executed == 1


def test_after_the_deadline_nothing_is_given_back(life: Life) -> None:
    (loan,) = _paid(life, (20_000, 12))
    _set(life, 1_000_000_00, life.workplace.today)
    life.workplace.walk(1)
    loans = life.desk("C").loans
    if life.workplace.today[5:] != "01-01":  # in a new year there is another budget
        with pytest.raises(KnownError) as refused:
            loans.submit(loans.prepare(loans.quote_refund(loan)))
        assert refused.value.code == "contract.deadline"
    _set(life, 1_000_000_00)
    loans.submit(loans.prepare(loans.quote_refund(loan)))
    assert life.desk("FD").subsidy.grant_all(early=True).executed == 1


def test_budget_money_becomes_digital_through_the_bank(life: Life) -> None:
    subsidy = life.desk("FD").subsidy
    before = subsidy.balance()
    subsidy.submit(subsidy.prepare_deposit(2_500_00))
    assert subsidy.balance() == before + 2_500_00
    with pytest.raises(KnownError) as refused:
        subsidy.prepare_deposit(0)
    assert refused.value.code == "money.amount"
    assert life.difference() == 0


def test_at_expiry_the_department_pays_the_interest_that_is_left_once(life: Life) -> None:
    (loan,) = life.loans((6_000, 2), cash=None)
    subsidy = life.desk("FD").subsidy
    assert loan not in {row.loan for row in subsidy.expiring()}
    life.workplace.walk(75)
    _set(life, 1_000_000_00)
    (row,) = [record for record in subsidy.expiring() if record.loan == loan]
    before = life.desk("B").viewer.account(life.bank).balance
    expiry = subsidy.run_expiry(only=[loan])
    assert (expiry.looked, expiry.paid, expiry.amount, expiry.failed) == (1, 1, row.amount, ())
    assert life.desk("B").viewer.account(life.bank).balance == before + row.amount
    assert subsidy.run_expiry(only=[loan]).looked == 0
    detail = life.desk("C").loans.loan(loan)
    assert (detail.history[0].kind, detail.subsidised) == ("interest.repay", row.amount)
    assert detail.line.outstanding == 6_000_00


def test_the_budget_account_is_linked_by_an_event_and_its_money_goes_both_ways(life: Life) -> None:
    subsidy, bank = life.desk("FD").subsidy, life.desk("B")
    (number,) = subsidy.links()
    before = subsidy.balance()
    back = subsidy.submit(subsidy.prepare_withdraw(5_000_00))
    assert subsidy.balance() == before - 5_000_00
    moved = bank.branch.transfer(back.event)
    assert (moved.kind, moved.state, moved.where) == ("fund.withdraw", "settled", "traditional")
    with pytest.raises(KnownError) as told:
        subsidy.prepare_withdraw(before)
    assert told.value.code == "money.funds"
    with pytest.raises(KnownError) as told:
        subsidy.prepare_link(number)
    assert told.value.code == "money.linked"
    # Ending the link is the department's right; without it nothing goes onto the ledger.
    subsidy.submit(subsidy.prepare_link(number, end=True))
    assert subsidy.links() == ()
    refused = subsidy.submit(subsidy.prepare_deposit(5_000_00))
    assert bank.branch.transfer(refused.event).state == "refused"
    assert subsidy.balance() == before - 5_000_00
    # Linking it is for a person of the bank to judge.
    asked = subsidy.submit(subsidy.prepare_link(number))
    (case,) = bank.grants.waiting("fund.link")
    assert (case.event, case.judged, case.verdict) == (asked.event, True, "Pass")
    bank.grants.sign(bank.grants.prepare(case))
    assert subsidy.links() == (number,)
    subsidy.submit(subsidy.prepare_deposit(5_000_00))
    assert subsidy.balance() == before
    assert bank.branch.reconcile().good


def _subsidies(life: Life) -> Subsidies:
    desk = life.desk("FD")
    return Subsidies(desk.carrier, desk.names, desk.grants)


def test_a_budget_may_be_set_ten_years_ahead_and_be_nothing(life: Life) -> None:
    subsidies, year = _subsidies(life), life.desk("FD").carrier.today.year
    assert subsidies.budget(year + 10) is None
    subsidies.prepare_budget(year + 10, 0, f"{year + 10}-01-01")
    for wrong, deadline, code in (
        (year + 11, f"{year + 11}-12-31", "subsidy.year"),
        (year + 10, f"{year + 9}-12-31", "subsidy.deadline"),
        (year, f"{year}-W52-1", "subsidy.deadline"),
    ):
        with pytest.raises(KnownError) as refused:
            subsidies.prepare_budget(wrong, 0, deadline)
        assert refused.value.code == code


def test_money_moves_only_where_there_is_some_and_an_account_only_where_it_is_one(life: Life) -> None:
    subsidies = _subsidies(life)
    (number,) = subsidies.links()
    for amount, code in ((subsidies.balance() + 1, "money.funds"), (0, "money.amount"), (-1, "money.amount")):
        with pytest.raises(KnownError) as refused:
            subsidies.prepare_withdraw(amount)
        assert refused.value.code == code
    assert subsidies.prepare_withdraw(subsidies.balance()).event
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    for text, end, code in (
        (wrong, False, "money.number"),
        ("", False, "money.number"),
        (" ".join((number[:4], number[4:])), False, "money.linked"),
        (wrong, True, "money.number"),
    ):
        with pytest.raises(KnownError) as refused:
            subsidies.prepare_link(text, end=end)
        assert refused.value.code == code


def test_what_was_paid_is_summed_by_month_newest_first(life: Life) -> None:
    subsidies = _subsidies(life)
    before = {row.month: (row.amount, row.count) for row in subsidies.paid()}
    (loan,) = _paid(life, (20_000, 12))
    amount = _refund(life, loan)
    assert subsidies.grant_all(early=True).executed == 1
    after = subsidies.paid()
    assert [row.month for row in after] == sorted((row.month for row in after), reverse=True)
    month = life.workplace.today[:7]
    fen, count = before.get(month, (0, 0))
    assert {row.month: (row.amount, row.count) for row in after} == {
        **before,
        month: (fen + amount, count + 1),
    }


def test_an_expiry_run_can_be_stopped_before_it_pays(life: Life) -> None:
    loans = life.loans((3_000, 1), (3_000, 1), cash=None)
    life.workplace.walk(40)
    _set(life, 1_000_000_00)
    subsidies = _subsidies(life)
    assert {row.loan for row in subsidies.expiring(only=loans)} == set(loans)
    assert subsidies.expiring(on="2001-01-01", only=loans) == ()
    steps: list[tuple[int, int]] = []
    stopped = subsidies.run_expiry(
        only=loans, progress=lambda *step: steps.append(step), cancelled=lambda: True
    )
    assert (stopped.looked, stopped.paid, stopped.cancelled, steps) == (2, 0, True, [(0, 2)])
    paid = subsidies.run_expiry(only=loans[:1])
    assert (paid.looked, paid.paid, paid.cancelled) == (1, 1, False)
    assert [row.loan for row in subsidies.expiring(only=loans)] == loans[1:]
