"""The finance department's refunds and expiry run, the regulator's decisions, in the window, in Chinese."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.texts.words import yuan
from loc_desktop.ui.challenge.challenges_view import ChallengesView
from loc_desktop.ui.granting.grant_view import GrantView
from loc_desktop.ui.servicing.loans_view import LoansView
from loc_desktop.ui.servicing.subsidy_view import SubsidyView
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.conftest import Months, OpenWindow
from tests.ui.support import (
    LONG_MS,
    Bot,
    agree,
    become,
    cells,
    fill,
    key,
    no_error,
    press,
    shown,
    sign,
    view_of,
    wait_for_batch,
)


@pytest.fixture
def window(later: Months, open_window: OpenWindow) -> MainWindow:
    """The window, in Chinese, some months later."""
    return open_window(later.workplace, language="zh")


def _subsidy(window: MainWindow) -> SubsidyView:
    become(window, "FD")
    view = view_of(window, "subsidy")
    assert isinstance(view, SubsidyView)
    view.early.click()  # the sample does not wait for the quarter's settlement day
    settle(window)
    return view


def _challenges(window: MainWindow, challenge: str = "") -> ChallengesView:
    view = view_of(window, "challenges", challenge or None)
    assert isinstance(view, ChallengesView)
    return view


def _about(later: Months, target: str) -> str:
    """The challenge of a target."""
    return next(
        challenge.id
        for challenge in later.workplace.desk_of("R").challenges.all()
        if challenge.target == target
    )


def _loan(window: MainWindow, loan: str) -> LoansView:
    view = view_of(window, "loans", loan)
    assert isinstance(view, LoansView)
    assert view.detail is not None
    return view


def _decide(bot: Bot, window: MainWindow, view: ChallengesView, decision: str, ruling: str) -> str:
    press(bot, view.decide)
    assert fill(bot, window, view, decision=decision, ruling=ruling) == ""
    return sign(bot, window, view)


# ---------------------------------------------------------------------------------------- finance department


def test_the_refunds_that_wait_are_granted_all_at_once(qtbot: Bot, later: Months, window: MainWindow) -> None:
    view = _subsidy(window)
    assert {case.loan for case in view.waiting.rows} == set(later.there.refunds)
    assert all(cells(view.waiting_table, line)[3].startswith("✓") for line in range(3))
    total = sum(case.amount for case in view.waiting.rows)
    before, loans = later.workplace.desk_of("FD").subsidy.balance(), later.workplace.desk_of("C").loans
    press(qtbot, view.run)
    question = shown(qtbot, lambda: view.question)
    key(qtbot, question, Qt.Key.Key_Return)  # the default is no
    assert not question.isVisible()
    assert view.batch is None
    press(qtbot, view.run)
    agree(qtbot, view)
    said = wait_for_batch(qtbot, window, shown(qtbot, lambda: view.batch))
    number = len(later.there.refunds)
    assert said == f"通过 {number} 项，拒绝 0 项，支付 {number} 项，留下 0 项。"
    assert view.waiting.rowCount() == 0
    assert not view.run.isEnabled()
    assert later.workplace.desk_of("FD").subsidy.balance() == before - total
    assert view.budget is not None
    assert view.budget.used == total
    view.tabs.setCurrentIndex(2)
    assert cells(view.paid_table)[:3] == [later.workplace.today[:7], view.words.number(total), str(number)]
    for loan in later.there.refunds:
        detail = loans.loan(loan)
        # What was paid since the last settlement day is for the next one.
        assert detail.subsidised > 0
        assert detail.subsidised + detail.line.refundable == detail.paid_interest
    assert no_error(window)


def test_past_the_budget_refunds_fail_and_the_check_is_named(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    view = _subsidy(window)
    press(qtbot, view.set_budget)
    assert fill(qtbot, window, view, amount="1") == ""
    assert "壹元整" in sign(qtbot, window, view)
    assert view.left.text() == "1.00 元"
    assert {case.verdict for case in view.waiting.rows} == {"Failed"}
    view.waiting_table.setFocus()
    key(qtbot, view.waiting_table, Qt.Key.Key_Return)
    settle(window)
    service = window.views["service"]
    assert isinstance(service, GrantView)
    assert window.front == "service"
    assert "预算" in service.verdict.text()
    assert "✗" in {cells(service.table, line)[3] for line in range(service.model.rowCount())}
    assert not service.refuse.isVisible()  # the checks decide, not the person
    assert service.sign.text() == "签署“不通过”…"
    assert no_error(window)


def test_the_expiry_run_pays_the_interest_of_the_expired_loan_once(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    view = _subsidy(window)
    view.tabs.setCurrentIndex(1)
    (line,) = view.expiring.rows
    assert line.loan == later.there.expired
    assert line.expired < later.workplace.today
    assert cells(view.expiring_table)[2:4] == [line.expired, view.words.number(line.amount)]
    assert view.run.text() == f"运行到期付息：{view.words.money(line.amount)}…"
    bank = later.workplace.desk_of("B").carrier.identity.key
    viewer = later.workplace.desk_of("B").viewer
    before = viewer.account(bank).balance
    press(qtbot, view.run)
    question = shown(qtbot, lambda: view.question)
    key(qtbot, question, Qt.Key.Key_Return)  # the default is no
    assert viewer.account(bank).balance == before
    press(qtbot, view.run)
    agree(qtbot, view)
    said = wait_for_batch(qtbot, window, shown(qtbot, lambda: view.batch))
    assert said == f"查看贷款 1 笔，支付 1 笔，共 {view.words.money(line.amount)}。"
    assert viewer.account(bank).balance == before + line.amount
    assert view.expiring.rowCount() == 0
    assert not view.run.isEnabled()
    detail = later.workplace.desk_of("C").loans.loan(line.loan)
    assert (detail.history[0].kind, detail.subsidised) == ("interest.repay", line.amount)
    assert detail.line.outstanding == line.outstanding
    assert no_error(window)


# ----------------------------------------------------------------------------------------------- regulator


def _ask_the_customer(later: Months, loan: str) -> None:
    """Who loses by a reversal is asked: the bank's answer is accepted, the customer challenged instead."""
    regulator, counter = (later.workplace.desk_of(role) for role in ("R", "C"))
    first = _about(later, loan)
    mine = regulator.challenges
    mine.submit(mine.prepare_decide(first, "dismissed", "none", "先问借款人。"))
    customer = counter.loans.loan(loan).line.customer.key
    mine.submit(mine.prepare_raise("loan", loan, customer, "贷款用途未经核实。", mine.earliest_day()))
    theirs = counter.challenges
    theirs.submit(theirs.prepare_answer(_about(later, loan), "用于盖房。"))


def test_an_upheld_challenge_of_a_loan_takes_the_payout_back(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    _ask_the_customer(later, later.there.asked)
    challenge = _about(later, later.there.asked)
    become(window, "R")
    view = _challenges(window, challenge)
    assert view.detail is not None
    assert view.detail.line.status == "answered"
    assert not view.lift.isVisible()
    assert not view.reverse.isVisible()
    press(qtbot, view.decide)
    said = fill(qtbot, window, view, decision="upheld reversal", ruling="")
    assert "填写" in said  # a decision needs its reason
    assert view.values is not None
    view.values.reject()
    before = _loan(window, later.there.asked).detail
    assert before is not None
    view = _challenges(window, challenge)
    said = _decide(qtbot, window, view, "upheld reversal", "贷款用途不实。")
    assert "贷款用途不实。" in said
    assert "会签后生效" in said
    assert view.detail is not None
    assert view.detail.line.status == "answered"  # R alone takes nothing
    assert "冲正退回" in _agree(qtbot, window)
    view = _challenges(window, challenge)
    assert view.detail is not None
    assert (view.detail.line.status, view.detail.line.frozen) == ("upheld", True)
    assert view.detail.reversals == (later.there.asked,)
    assert not view.decide.isVisible()
    assert not view.withdraw.isVisible()
    press(qtbot, view.reverse)
    assert fill(qtbot, window, view) == ""
    said = sign(qtbot, window, view)
    assert view.words.number(before.line.outstanding).removesuffix(".00") in said
    assert view.withdraw.isVisible()  # it waits for the finance department
    _agree(qtbot, window)
    view = _challenges(window, challenge)
    assert view.detail is not None
    assert not view.detail.reversals
    assert not view.reverse.isVisible()
    assert not view.detail.line.frozen
    after = _loan(window, later.there.asked).detail
    assert after is not None
    assert (after.line.status, after.line.outstanding) == ("reversed", 0)
    # What the customer had taken out is a claim, which the bank collects or waives.
    assert view.claims.model.rowCount() == 0 or view.claims.isVisible()
    become(window, "B")
    mine = view_of(window, "challenges")
    for line in mine.claims.model.rows:
        mine.claims.table.setCurrentIndex(mine.claims.model.find(line.id))
        assert not mine.claims.pay.isVisible()
        press(qtbot, mine.claims.waive)
        assert fill(qtbot, window, mine, reason="该户已无力偿还。") == ""
        assert "该户已无力偿还。" in sign(qtbot, window, mine)
        assert not mine.claims.waive.isVisible()
    checked = view_of(window, "bank").open_page("reconcile")
    settle(window)
    assert checked.result.good
    assert no_error(window)


def _agree(bot: Bot, window: MainWindow) -> str:
    """The finance department agrees, through its inbox, to what R decided; what it was told. R again."""
    become(window, "FD")
    inbox = view_of(window, "inbox")
    row = next(record for record in inbox.model.rows if record.kind.startswith("challenge."))
    service = view_of(window, "service", row.event)
    assert isinstance(service, GrantView)
    assert service.case is not None
    assert all(check.ok for check in service.case.checks)
    said = service.wants.text()
    press(bot, service.sign)
    sign(bot, window, service)
    assert "已执行" in service.notice.text()
    become(window, "R")
    return str(said)


def test_a_dismissed_challenge_of_a_customer_ends_the_freeze(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    challenge = _about(later, later.there.frozen)
    become(window, "R")
    view = _challenges(window, challenge)
    assert view.detail is not None
    assert view.detail.can == ("dismiss",)  # it can only be upheld when the time for the answer is over
    assert _decide_options(qtbot, view) == ["none"]
    _decide(qtbot, window, view, "none", "资金来源清楚。")
    assert (view.detail.line.status, view.detail.line.frozen) == ("dismissed", False)
    become(window, "C")
    accounts = view_of(window, "accounts", later.there.frozen)
    assert not accounts.notice.isVisible()
    assert accounts.transfers.rows[0].state == "settled"  # the deposit that was in transit went on
    assert accounts.transit.text() == ""
    assert no_error(window)


def _decide_options(bot: Bot, view: ChallengesView) -> list[str]:
    press(bot, view.decide)
    dialog = shown(bot, lambda: view.values)
    box = dialog.choices["decision"]
    offered = [str(box.itemData(at)) for at in range(box.count())]
    dialog.reject()
    return offered


def test_who_does_not_answer_in_time_is_suspended_until_the_suspension_is_lifted(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    own = later.workplace.desk_of("C").carrier.identity.key
    become(window, "R")
    view = _challenges(window)
    press(qtbot, view.raise_one)
    assert fill(qtbot, window, view, kind="party", target="nobody") != ""
    assert fill(qtbot, window, view, kind="party", target=own) == ""
    until = date.fromisoformat(later.workplace.today) + timedelta(days=21)
    assert fill(qtbot, window, view, reason="请提交身份证明。", deadline="2020-01-01") != ""
    assert fill(qtbot, window, view, reason="请提交身份证明。", deadline=until.isoformat()) == ""
    assert "请提交身份证明。" in sign(qtbot, window, view)
    line = view.model.rows[0]
    assert (line.target, line.status, line.frozen) == (own, "open", True)
    later.workplace.walk(22)
    window._refresh()
    settle(window)
    view = _challenges(window, line.id)
    assert view.detail is not None
    assert view.detail.line.late
    assert "已逾期" in cells(view.table)[3]
    _decide(qtbot, window, view, "upheld suspension", "逾期未答复。")
    _agree(qtbot, window)
    view = _challenges(window, line.id)
    assert view.detail is not None
    assert (view.detail.line.status, view.detail.line.frozen) == ("upheld", True)

    become(window, "C")
    accounts = view_of(window, "accounts")
    assert "冻结" in accounts.notice.text()
    press(qtbot, accounts.deposit)
    assert fill(qtbot, window, accounts, amount="10") == ""
    press(qtbot, shown(qtbot, lambda: accounts.confirm).sign)
    qtbot.waitUntil(lambda: not no_error(window), timeout=LONG_MS)
    assert window.errors.dialog is not None
    window.errors.dialog.accept()

    become(window, "R")
    view = _challenges(window, line.id)
    press(qtbot, view.lift)
    assert fill(qtbot, window, view, ruling="身份证明已补交。") == ""
    sign(qtbot, window, view)
    assert (view.detail.line.status, view.detail.line.frozen) == ("lifted", False)  # type: ignore[union-attr]
    become(window, "C")
    accounts = view_of(window, "accounts")
    press(qtbot, accounts.deposit)
    assert fill(qtbot, window, accounts, amount="10") == ""
    sign(qtbot, window, accounts)
    assert accounts.balance.text() == "10.00 元"
    assert no_error(window)


def test_a_write_off_is_granted_and_taken_back(qtbot: Bot, later: Months, window: MainWindow) -> None:
    become(window, "R")
    service = view_of(window, "service", later.there.write_off)
    assert isinstance(service, GrantView)
    assert service.case is not None
    assert "泥石流" in service.wants.text()
    press(qtbot, service.sign)
    sign(qtbot, window, service)
    assert "已执行" in service.notice.text()
    become(window, "B")
    loans = _loan(window, later.there.late)
    assert loans.detail is not None
    assert loans.detail.line.status == "written_off"
    assert loans.write_off.text() == "撤销核销…"
    press(qtbot, loans.write_off)
    assert fill(qtbot, window, loans, reason="借款人已恢复联系。") == ""
    sign(qtbot, window, loans)
    event = loans.detail.pending[0].event
    become(window, "R")
    service = view_of(window, "service", event)
    press(qtbot, service.sign)
    sign(qtbot, window, service)
    back = _loan(window, later.there.late).detail
    assert back is not None
    assert back.line.status == "active"
    assert {"loan.writeoff", "loan.writeback"} <= {row.kind for row in back.history}
    assert no_error(window)


def test_a_part_is_written_off_and_its_reversal_is_offered(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    become(window, "B")
    loans = _loan(window, later.there.expired)
    assert loans.detail is not None
    left = loans.detail.line.outstanding
    assert not loans.write_back.isVisible()
    press(qtbot, loans.write_off)
    dialog = shown(qtbot, lambda: loans.values)
    assert dialog.fields["amount"].edit.text() == yuan(left)
    code = loans.desk.loans.writeoff_reasons()[0]
    more = yuan(left + 1)
    assert "不能核销" in fill(qtbot, window, loans, amount=more, code=code, reason="部分无法收回。")
    assert fill(qtbot, window, loans, amount="100", code=code, reason="部分无法收回。") == ""
    sign(qtbot, window, loans)
    event = next(request.event for request in loans.detail.pending if request.kind == "loan.writeoff")
    become(window, "R")
    service = view_of(window, "service", event)
    press(qtbot, service.sign)
    sign(qtbot, window, service)
    become(window, "B")
    loans = _loan(window, later.there.expired)
    assert loans.detail is not None
    assert (loans.detail.line.status, loans.detail.written_off) == ("active", 100_00)
    assert loans.write_back.isVisible()
    press(qtbot, loans.write_off)
    assert shown(qtbot, lambda: loans.values).fields["amount"].edit.text() == yuan(left - 100_00)
    shown(qtbot, lambda: loans.values).reject()
    press(qtbot, loans.write_back)
    assert fill(qtbot, window, loans, reason="已收回。") == ""
    assert "撤销" in sign(qtbot, window, loans)
    assert [request.kind for request in loans.detail.pending] == ["loan.writeback"]
    assert no_error(window)


def test_the_regulator_challenges_a_loan_of_the_list(qtbot: Bot, later: Months, window: MainWindow) -> None:
    loan = later.there.refunds[0]
    become(window, "R")
    challenges = _challenges(window)
    press(qtbot, challenges.pick)
    settle(window)
    loans = window.views["loans"]
    assert isinstance(loans, LoansView)
    loans.table.setCurrentIndex(loans.model.find(loan))
    settle(window)  # what may be asked is known when the loan is shown
    press(qtbot, loans.challenge)
    settle(window)
    dialog = shown(qtbot, lambda: challenges.values)
    assert dialog.choices["kind"].currentData() == "loan"
    assert dialog.fields["target"].edit.text() == loan
    assert fill(qtbot, window, challenges) == ""
    assert fill(qtbot, window, challenges, reason="用途不明。") == ""
    sign(qtbot, window, challenges)
    assert (challenges.model.rows[0].target_kind, challenges.model.rows[0].target) == ("loan", loan)
    assert no_error(window)
