"""The bank's desk: customers, accounts, statements, the day's end, arrears, the connector, reconciliation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from loc_desktop.app.bank_books import books, books_file
from loc_desktop.bank.books.values import Kind
from loc_desktop.desk.application import made_people as made
from loc_desktop.desk.branch.branch import Branch
from loc_desktop.desk.values.grant import ServiceCase
from loc_desktop.errors import KnownError
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import say
from tests.desk.life_scene import Life


@pytest.fixture
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    life = Life(tmp_path_factory.mktemp("bank") / "home")
    yield life
    life.workplace.close()


def test_a_customer_an_account_cash_and_a_statement(life: Life, tmp_path: Path) -> None:
    bank = life.desk("B").branch
    number = made.identity_number("900")
    client = bank.open_client(" 王小明 ", number, "10012345678", "东肖镇")
    assert (client.name, client.identity_number) == ("王小明", number)
    account = bank.open_account(client.number)
    assert bank.pay_in(account.number, 500_00).balance == 500_00
    assert bank.pay_out(account.number, 120_00, "现金支取").balance == 380_00
    (row,), total = bank.clients(text="王小明")
    assert (row.client, row.accounts[0].balance, total) == (client, 380_00, 1)
    assert any(internal.kind is Kind.VAULT for internal in bank.accounts(limit=500)[0])
    today = life.workplace.today
    told = bank.statement(account.number, today, today)
    assert [line.amount for line in told.lines] == [500_00, -120_00]
    bank.save_statement(account.number, today, today, tmp_path / "s.csv")
    assert (tmp_path / "s.csv").read_bytes().startswith("\ufeff".encode())
    with pytest.raises(KnownError) as nowhere:
        bank.save_statement(account.number, today, today, tmp_path / "no" / "s.csv")
    assert nowhere.value.code == "statement.file"
    closed = bank.counter.enter(bank.counter.prepare_close(account.number))
    assert (closed.amount, closed.balance) == (380_00, 0)
    ((row,), _) = bank.clients(text="王小明")
    assert row.accounts[0].status == "closed"


def test_a_customer_needs_a_right_identity_number(life: Life) -> None:
    with pytest.raises(KnownError) as refused:
        life.desk("B").branch.open_client("", "350802199001011234")
    assert refused.value.code == "client.invalid"
    assert {problem.field for problem in refused.value.params["problems"]} == {"name", "identity_number"}  # type: ignore[attr-defined]


def test_more_cash_than_there_is_is_not_paid_out(life: Life) -> None:
    bank = life.desk("B").branch
    with pytest.raises(KnownError) as refused:
        bank.pay_out(bank.clients()[0][0].accounts[0].number, 10**12)
    assert refused.value.code == "books.funds"
    with pytest.raises(KnownError) as nothing:
        bank.pay_in(bank.clients()[0][0].accounts[0].number, 0)
    assert nothing.value.code == "money.amount"


def test_lending_money_goes_onto_the_ledger_and_back_through_the_connector(life: Life) -> None:
    bank = life.desk("B").branch
    before = life.desk("B").viewer.account(life.bank).balance
    bank.submit(bank.prepare_issue(1_000_00))
    assert life.desk("B").viewer.account(life.bank).balance == before + 1_000_00
    submission = bank.submit(bank.prepare_redeem(400_00))
    assert life.desk("B").viewer.account(life.bank).balance == before + 600_00
    assert bank.transfer(submission.event).state == "settled"
    assert life.difference() == 0


def test_a_bank_at_its_cap_asks_the_regulator_for_more(life: Life) -> None:
    bank = life.desk("B").branch
    now = bank.issue_cap()
    assert now is not None
    assert now.outstanding < now.cap
    asked = bank.submit(bank.prepare_cap(2 * now.cap, "more borrowers"))
    grants = life.desk("R").grants
    case = grants.open(asked.event)
    assert isinstance(case, ServiceCase)
    assert {check.item: check.found for check in case.checks} == {
        "cap_now": now.cap,
        "issued_now": now.outstanding,
    }
    outcome = grants.sign(grants.prepare(case))
    assert outcome.unlock is not None
    assert outcome.unlock.code == 0
    raised = bank.issue_cap()
    assert raised is not None
    assert (raised.cap, raised.outstanding) == (2 * now.cap, now.outstanding)
    for reason, amount in (("", 1), ("x", 0)):
        with pytest.raises(KnownError):
            bank.prepare_cap(amount, reason)


def test_a_days_end_collects_what_is_due_once(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=1_000_00)
    bank = life.desk("B").branch
    assert (bank.last_day(), bank.due_days()) == ("", 0)
    first = bank.run_day()
    assert (first.status, first.loans, first.again) == ("finished", 1, False)
    assert bank.run_day().again
    days = life.walk_past(life.desk("C").loans.loan(loan).schedule[0].due)
    assert bank.due_days() == days - 1
    seen: list[tuple[int, int]] = []
    reports = bank.run_days(progress=lambda done, total: seen.append((done, total)))
    assert len(reports) == days
    assert seen[-1] == (days, days)
    (paid,) = [report for report in reports if report.collected]
    detail = life.desk("C").loans.loan(loan)
    assert paid.collected_fen == detail.schedule[0].payment
    assert (detail.schedule[0].state, detail.history[0].kind) == ("paid", "loan.collect")
    assert sum(report.notices for report in reports) >= 1
    kinds = {row.kind for report in reports for row in bank.notices(report.day)}
    assert "soon" in kinds
    again = bank.run_day()
    assert (again.again, again.collected) == (True, 0)
    assert life.desk("C").loans.loan(loan).history == detail.history
    view = bank.monitor(text=detail.history[0].event).rows[0]
    assert (view.kind, view.state, view.where) == ("loan.collect", "settled", "loan")
    assert life.difference() == 0


def test_a_loan_without_money_falls_into_arrears_through_the_tiers(life: Life) -> None:
    (late, fine) = life.loans((10_000, 12), (5_000, 12), cash=0)
    number = life.account(fine, 0).number
    bank = life.desk("B").branch
    bank.pay_in(number, 5_000_00)
    bank.run_day()
    life.workplace.walk(130)
    bank.run_days()
    page = bank.arrears.page()
    (row,) = page.rows
    assert (row.loan, row.classification, row.outstanding) == (late, "substandard", 10_000_00)
    assert row.penalty > 0
    assert row.customer.name == life.desk("C").loans.loan(late).line.customer.name
    assert page.tiers["substandard"] == (1, 10_000_00)
    assert page.tiers["normal"][0] == 1
    assert bank.arrears.page(tier="normal").rows[0].loan == fine
    assert say(Sentence("tier.substandard"), "zh") == "次级"
    report = life.desk("R").report.totals()
    assert report.arrears == life.desk("C").loans.loan(late).line.due - row.penalty
    assert (report.loans, report.disbursed) == (2, 15_000_00)
    assert dict(report.classes) == {
        "normal": page.tiers["normal"], "special_mention": (0, 0), "substandard": (1, 10_000_00),
        "doubtful": (0, 0), "loss": (0, 0),
    }  # fmt: skip
    branches = {line.branch for line in life.desk("R").report.rows()}
    assert branches == {life.desk("B").names.party(life.bank).name}


def test_a_day_can_be_stopped_and_goes_on(life: Life) -> None:
    life.loans((10_000, 12), cash=None)
    bank = life.desk("B").branch
    stopped = bank.run_day(cancelled=lambda: True)
    assert stopped.status in ("cancelled", "finished")
    assert bank.run_day().status == "finished"
    assert bank.run_days(cancelled=lambda: True) == ()


def test_a_day_that_has_not_come_is_not_run(life: Life) -> None:
    with pytest.raises(KnownError) as refused:
        life.desk("B").branch.run_day("2999-01-01")
    assert refused.value.code == "bank.future"


def test_reconciliation_names_what_does_not_fit(life: Life) -> None:
    money = life.desk("C").accounts
    submission = money.submit(money.prepare_deposit(100_00, life.bank))
    bank = life.desk("B").branch
    assert bank.reconcile().good
    kept = books(life.workplace.connections, life.desk("B").carrier.identity)
    # As if the bank had lost what it knows of this transfer.
    kept.db.write(
        lambda connection: connection.exec_driver_sql(
            "DELETE FROM transfer WHERE event = ?", (submission.event,)
        )
    )
    reconciliation = bank.reconcile()
    assert not reconciliation.good
    assert submission.event in {difference.event for difference in reconciliation.differences}


def test_a_computer_without_the_books_says_so(life: Life) -> None:
    desk = life.desk("B")
    assert desk.branch.has_books
    life.workplace.close()
    file = books_file(life.workplace.connections, desk.carrier.identity)
    file.rename(file.with_name("elsewhere"))
    life.workplace.connections.folder.register.forget(file.name)
    fresh = life.desk("B").branch
    assert not fresh.has_books
    with pytest.raises(KnownError) as refused:
        fresh.clients()
    assert refused.value.code == "bank.no_books"


def test_other_roles_have_no_such_desk(life: Life) -> None:
    for role, part in (("C", "branch"), ("B", "accounts"), ("R", "subsidy"), ("C", "grants")):
        with pytest.raises(KnownError) as refused:
            getattr(life.desk(role), part)
        assert refused.value.code == "desk.role"
    assert next(part.id for part in life.desk("B").branch.products()) == "poverty-micro"


def test_the_regulators_numbers_as_a_file(
    life: Life, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    life.loans((10_000, 12), cash=None)
    report = life.desk("R").report
    report.save(tmp_path / "report.csv")
    head, line = (tmp_path / "report.csv").read_text("utf-8-sig").splitlines()
    assert head.startswith("branch,month,loans,disbursed")
    assert line.split(",")[1:4] == [life.workplace.today[:7], "1", "10000.00"]
    assert head.split(",")[13:15] == ["normal_loans", "normal_outstanding"]
    assert line.split(",")[13:17] == ["1", "10000.00", "0", "0.00"]
    row = replace(report.rows()[0], branch="=1+1")
    monkeypatch.setattr(report, "rows", lambda _until="": (row,))
    report.save(tmp_path / "odd.csv")
    assert "'=1+1," in (tmp_path / "odd.csv").read_text("utf-8-sig").replace("'", "'")
    with pytest.raises(KnownError) as nowhere:
        report.save(tmp_path / "no" / "report.csv")
    assert nowhere.value.code == "statement.file"


def test_a_bank_that_never_ran_a_day_runs_them_from_its_first_payout(life: Life) -> None:
    """Each instalment is collected on the day on which it was due, not all of them today."""
    bank = life.desk("B").branch
    assert (bank.last_day(), bank.due_days()) == ("", 0)
    (loan,) = life.loans((10_000, 12), cash=5_000_00)
    paid_out = life.workplace.today
    due = life.desk("C").loans.loan(loan).schedule[0].due
    days = life.walk_past(due)
    life.loans((5_000, 12), cash=None)
    assert (bank.last_day(), bank.due_days()) == ("", days)
    reports = bank.run_days()
    assert [reports[0].day, reports[-1].day] == [paid_out, life.workplace.today]
    assert len(reports) == days + 1
    assert [report.day for report in reports if report.collected] == [due]
    assert (bank.last_day(), bank.due_days()) == (life.workplace.today, 0)
    assert bank.run_days() == ()


def test_amounts_over_the_counter_are_more_than_nothing(life: Life) -> None:
    bank = Branch(life.desk("B").carrier, life.desk("B").names)
    client = bank.open_client(" 王小明 ", made.identity_number("branch"), " 139 ", "")
    assert (client.name, client.phone) == ("王小明", "139")
    account = bank.open_account(client.number)
    for amount in (0, -1):
        for move in (bank.pay_in, bank.pay_out):
            with pytest.raises(KnownError) as nothing:
                move(account.number, amount)
            assert nothing.value.code == "money.amount"
        for ask in (bank.prepare_issue, bank.prepare_redeem):
            with pytest.raises(KnownError) as nothing:
                ask(amount)
            assert nothing.value.code == "money.amount"
    assert bank.pay_in(account.number, 1, "  ").balance == 1
    assert bank.pay_out(account.number, 1).balance == 0
    with pytest.raises(KnownError) as empty:
        bank.pay_out(account.number, 1)
    assert empty.value.code == "books.funds"
    today = life.workplace.today
    texts = [line.text for line in bank.statement(account.number, today, today).lines]
    assert texts == ["cash paid in", "cash paid out"]
    (row,) = [row for row in bank.clients(text="王小明")[0] if row.client == client]
    assert [own.number for own in row.accounts] == [account.number]
    spaced = " ".join((account.number[:4], account.number[4:]))
    closed = bank.counter.enter(bank.counter.prepare_close(spaced))
    assert (closed.account, closed.entry) == (account.number, 0)
    with pytest.raises(KnownError):
        bank.pay_in(account.number, 1)


def test_a_statement_is_saved_with_a_byte_order_mark(life: Life, tmp_path: Path) -> None:
    name, begins = "s.csv", b"\xef\xbb\xbf"
    bank = Branch(life.desk("B").carrier, life.desk("B").names)
    number = life.desk("C").accounts.accounts().traditional[0].number
    today = life.workplace.today
    for language in ("zh", "en"):
        bank.save_statement(number, today, today, tmp_path / name, language)
        assert (tmp_path / name).read_bytes().startswith(begins)
    with pytest.raises(KnownError) as nowhere:
        bank.save_statement(number, today, today, tmp_path / "no" / name)
    assert (nowhere.value.code, nowhere.value.params["file"]) == ("statement.file", name)
    with pytest.raises(KnownError) as unknown:
        bank.save_statement("1", today, today, tmp_path / "other.csv")
    assert unknown.value.code == "books.no_account"
    assert not (tmp_path / "other.csv").exists()


def test_transfers_are_listed_in_pages_and_one_is_found(life: Life) -> None:
    money = life.desk("C").accounts
    events = [money.submit(money.prepare_deposit(fen, life.bank)).event for fen in (1_00, 2_00, 3_00)]
    bank = Branch(life.desk("B").carrier, life.desk("B").names)
    first = bank.monitor(limit=2)
    assert ([row.event for row in first.rows], first.next) == ([events[2], events[1]], 2)
    rest = bank.monitor(start=2, limit=100)
    assert (rest.rows[0].event, rest.total, rest.next) == (events[0], first.total, None)
    assert bank.monitor(states=["refused"]).rows == ()
    assert bank.transfer(events[0]).amount == 1_00
    with pytest.raises(KnownError) as unknown:
        bank.transfer("0" * 32)
    assert unknown.value.code == "ledger.unknown_event"
    assert bank.recover().worked is False
    assert bank.due_days() == 0
