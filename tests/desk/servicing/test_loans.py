"""Loans after their payout: payments, prepayment, refunds, changes, and what grantors check themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from loc_desktop.contract.flow_rules.challenge import SECOND_ROLES
from loc_desktop.contract.flows import shipped
from loc_desktop.desk.granting.decided_by import DecidedBy, decided_by
from loc_desktop.desk.granting.oracle_checks import has_oracle
from loc_desktop.desk.servicing.loans import _or_none
from loc_desktop.desk.signing.request import build_request, sign_and_lock
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.values.event import WITH_DOSSIER, Stage
from loc_desktop.desk.values.grant import ServiceCase
from loc_desktop.desk.values.loan import Quote
from loc_desktop.errors import KnownError
from loc_desktop.loan.servicing import divide
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import say
from tests.desk.life_scene import Life


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    life = Life(tmp_path_factory.mktemp("servicing") / "home")
    yield life
    life.workplace.close()


def _ask(life: Life, kind: str, **body: Any) -> str:
    """An event that the desk itself would not prepare, signed and on the ledger."""
    desk = life.desk("C")
    requests = Requests(desk.carrier, desk.names)
    return requests.submit(requests.prepare(kind, body, Sentence("ask.other"))).event


def _own_loan(life: Life, months: int = 12) -> str:
    """A loan of a customer who signs with a key of its own at the counter."""
    (loan,) = life.loans((12_000, months), cash=5_000_00)
    return loan


def _status(life: Life, event: str) -> tuple[str, str]:
    desk = life.desk("C")
    row = life.workplace.connections.index(desk.carrier.identity.ledger).event(event)
    assert row is not None
    return row.status, row.grantors[0].reason


def test_three_repayments_and_a_refund(life: Life) -> None:
    loan = _own_loan(life)
    loans = life.desk("C").loans
    first = loans.loan(loan)
    assert (first.line.status, first.line.outstanding, len(first.schedule)) == ("active", 12_000_00, 12)
    assert [row.state for row in first.schedule[:2]] == ["due", "ahead"]
    for number in (1, 2, 3):
        quote = loans.quote(loan)
        assert (
            quote.amount == quote.principal + quote.interest == loans.loan(loan).schedule[number - 1].payment
        )
        life.pay(loan)
        life.walk_past(first.schedule[number - 1].due)
    detail = loans.loan(loan)
    assert [row.state for row in detail.schedule[:3]] == ["paid"] * 3
    paid = sum(row.interest for row in detail.schedule[:3])
    assert detail.paid_interest == paid == detail.line.refundable
    assert [row.kind for row in detail.history] == ["principal.repay"] * 3 + ["loan.apply"]
    first_quarter = loans.quote_refund(loan)
    assert first_quarter.settled_on[5:] in ("03-20", "06-20", "09-20", "12-20")
    asked = loans.submit(loans.prepare(first_quarter))
    assert asked.stage is Stage.ON_LEDGER
    assert loans.loan(loan).pending[0].kind == "loan.refund"
    (case,) = life.desk("FD").grants.waiting("loan.refund")
    assert {check.item: check.ok for check in case.checks}["bank_verdict"]
    before = life.desk("FD").subsidy.balance()
    grants = life.desk("FD").grants
    prepared = grants.prepare(case, approve=False, reason="I do not like it")
    assert prepared.sentence.code == "sign.service.Pass"  # facts are not a matter of taste
    grant = grants.sign(prepared)
    assert grant.unlock is not None
    assert grant.unlock.code == 0
    assert life.desk("FD").subsidy.balance() == before - first_quarter.amount
    rest = loans.loan(loan).refund
    if rest is not None:  # a quarter that began meanwhile is settled by itself
        assert rest.settled_on > first_quarter.settled_on
        loans.submit(loans.prepare(rest))
        assert life.desk("FD").subsidy.grant_all(early=True).executed == 1
    after = loans.loan(loan)
    assert (after.subsidised, after.line.refundable, after.refund) == (paid, 0, None)
    with pytest.raises(KnownError) as again:
        loans.quote_refund(loan)
    assert again.value.code == "loan.no_refund"
    assert life.difference() == 0


def test_paid_ahead_nothing_is_due_until_the_next_day_of_payment(life: Life) -> None:
    loan = _own_loan(life)
    life.pay(loan)
    with pytest.raises(KnownError) as refused:
        life.desk("C").loans.quote(loan)
    assert refused.value.code == "loan.nothing_due"


def test_late_interest_and_penalty_come_before_principal(life: Life) -> None:
    loan = _own_loan(life)
    life.workplace.walk(45)
    loans = life.desk("C").loans
    detail = loans.loan(loan)
    assert (detail.line.days_past_due > 0, detail.line.classification) == (True, "special_mention")
    assert detail.line.penalty > 0
    assert detail.prepay is None
    with pytest.raises(KnownError) as first:
        loans.quote_prepay(loan)
    assert first.value.code == "loan.due_first"
    small = loans.quote(loan, detail.line.penalty + 100)
    assert (small.kind, small.penalty, small.interest, small.principal) == (
        "interest.pay",
        detail.line.penalty,
        100,
        0,
    )
    assert loans.submit(loans.prepare(small)).stage is Stage.UNLOCKED
    with pytest.raises(KnownError) as much:
        loans.quote(loan, 12_000_00)
    assert much.value.code == "loan.too_much"
    life.pay(loan)
    assert loans.loan(loan).line.days_past_due == 0


def test_a_whole_prepayment_ends_the_loan(life: Life) -> None:
    loan = _own_loan(life)
    loans = life.desk("C").loans
    life.workplace.walk(10)
    quote = loans.quote_prepay(loan)
    assert (quote.principal, quote.interest > 0, quote.missing) == (12_000_00, True, quote.interest)
    with pytest.raises(KnownError) as short:
        loans.prepare(quote)
    assert short.value.code == "money.funds"
    money, key = life.desk("C").accounts, life.customer(loan)
    money.submit(money.prepare_deposit(quote.missing, life.bank, key))
    part = loans.quote_prepay(loan, 2_000_00)
    assert loans.submit(loans.prepare(part)).stage is Stage.UNLOCKED
    rest = loans.quote_prepay(loan)
    assert loans.submit(loans.prepare(rest)).stage is Stage.UNLOCKED
    assert loans.loan(loan).line.status == "repaid"
    with pytest.raises(KnownError) as gone:
        loans.quote(loan)
    assert gone.value.code == "loan.status"


def test_the_bank_decides_on_a_reschedule(life: Life) -> None:
    loan = _own_loan(life)
    loans = life.desk("C").loans
    with pytest.raises(KnownError) as empty:
        loans.prepare_reschedule(loan, 24, " ")
    assert empty.value.code == "loan.text"
    with pytest.raises(KnownError) as long:
        loans.prepare_reschedule(loan, 500, "a bad harvest")
    assert long.value.code == "contract.extension"
    with pytest.raises(KnownError) as dear:
        loans.prepare_reschedule(loan, 12, "a bad harvest", rate=9_999)
    assert dear.value.code == "contract.rate_above_agreed"
    asked = loans.submit(loans.prepare_reschedule(loan, 24, "a bad harvest"))
    assert asked.stage is Stage.ON_LEDGER
    grants = life.desk("B").grants
    (case,) = grants.waiting("loan.reschedule")
    assert (case.judged, case.text, case.verdict) == (True, "a bad harvest", "Pass")
    refused = grants.sign(grants.prepare(case, approve=False, reason="The harvest was good."))
    assert refused.verdict == "Failed"
    finance = life.desk("FD").grants
    (case,) = finance.waiting("loan.reschedule")
    assert {check.item for check in case.checks if not check.ok} == {"bank_verdict"}
    assert finance.sign(finance.prepare(case)).verdict == "Failed"
    assert _status(life, asked.event) == ("refused", "The harvest was good.")
    loans.submit(loans.prepare_reschedule(loan, 24, "a bad harvest, with photographs"))
    (case,) = grants.waiting("loan.reschedule")
    prepared = grants.prepare(case)
    what = prepared.sentence.params["what"]
    assert isinstance(what, Sentence)
    assert what.params["rate"] == loans.loan(loan).line.rate
    assert what.params["interest"] == what.params["subsidy"] != 0
    assert grants.sign(prepared).verdict == "Pass"
    (case,) = finance.waiting("loan.reschedule")
    assert {check.item for check in case.checks} >= {"bank_verdict", "until", "rate", "subsidy_cost"}
    assert finance.sign(finance.prepare(case)).verdict == "Pass"
    after = loans.loan(loan)
    assert (len(after.schedule), after.line.classification) == (24, "special_mention")
    with pytest.raises(KnownError) as again:
        loans.prepare_reschedule(loan, 12, "another bad harvest")
    assert again.value.code == "contract.rescheduled_before"


def test_a_loss_is_written_off_with_the_regulator_and_back(life: Life) -> None:
    loan = _own_loan(life)
    bank, regulator = life.desk("B").loans, life.desk("R").grants
    with pytest.raises(KnownError) as early:
        bank.prepare_writeback(loan, "it was an error")
    assert early.value.code == "loan.status"
    with pytest.raises(KnownError) as good:
        bank.prepare_writeoff(loan, "the borrower died")
    assert good.value.code == "loan.writeoff"
    assert "death" in bank.writeoff_reasons()
    bank.submit(bank.prepare_writeoff(loan, "the borrower died", code="death"))
    (case,) = regulator.waiting("loan.writeoff")
    assert (case.judged, case.amount) == (True, 12_000_00)
    regulator.sign(regulator.prepare(case))
    assert bank.loan(loan).line.status == "written_off"
    bank.submit(bank.prepare_writeback(loan, "it was another one"))
    (case,) = regulator.waiting("loan.writeback")
    regulator.sign(regulator.prepare(case))
    assert bank.loan(loan).line.status == "active"
    kinds = [row.kind for row in bank.loan(loan).history]
    assert kinds == ["loan.writeback", "loan.writeoff", "loan.apply"]


def _of_own(life: Life) -> str:
    """A loan of the counter's own identity, so that odd events can be signed for it."""
    desk = life.desk("C")
    known = [row.id for row in desk.loans.page(customer=life.me).rows if row.status == "active"]
    if known:
        return known[0]
    own = desk.applications.applicants.all()[0]
    from loc_desktop.desk.values.application import ApplicationForm

    form = ApplicationForm(
        name=own.name, identity_number=own.identity_number, purpose="x", amount="9000", months="12",
        income="20000", asset="1000", debt="0", bank=life.bank,
    )  # fmt: skip
    event = desk.applications.apply(form).event
    for role in ("B", "CAD", "FD"):
        grants = life.desk(role).grants
        grants.sign(grants.prepare(grants.open_dossier(event)))
    return event


def test_the_bank_refuses_more_than_is_due_by_its_own_sums(life: Life) -> None:
    loan = _of_own(life)
    view = life.desk("C").loans.view(loan)
    body = {"loan": loan, "payer": life.me, "bank": life.bank, "penalty": 0, "interest": 0}
    # The contract refuses it at the lock already: nothing gets as far as the bank.
    with pytest.raises(KnownError) as refused:
        _ask(life, "principal.repay", amount=8_000_00, principal=8_000_00, **body)
    assert refused.value.code == "contract.more_than_due"
    # What was right when it was signed and is not any more is the bank's to refuse.
    now = view["position"]
    parts = divide(now, now["payable_principal"] + now["payable_interest"])
    life.desk("C").accounts.submit(
        life.desk("C").accounts.prepare_withdraw(life.desk("C").accounts.accounts().balance, life.bank)
    )
    body |= {"amount": parts.amount, "principal": parts.principal, "interest": parts.interest}
    event = _ask(life, "principal.repay", **body)
    status, reason = _status(life, event)
    assert (status, reason) == ("refused", "not met: held")
    told = life.desk("C").viewer.event(event)
    assert told.signed[-1].verdict == "Failed"


def test_a_refund_of_interest_that_was_not_paid_is_refused(life: Life) -> None:
    loan = _of_own(life)
    finance = life.desk("FD").carrier.identity.key
    with pytest.raises(KnownError) as refused:
        _ask(
            life, "loan.refund", loan=loan, amount=1_00, periods=[1], payer=finance, payee=life.me,
            bank=life.bank,
        )  # fmt: skip
    assert refused.value.code == "contract.period"


def test_a_stranger_sees_no_loan(life: Life) -> None:
    loan = _own_loan(life)
    with pytest.raises(KnownError):
        life.desk("C").loans.loan("0" * 32)
    assert life.desk("CAD").loans.loan(loan).line.id == loan
    assert life.desk("FD").loans.page(text=loan[:8]).rows[0].id == loan
    assert life.desk("R").loans.page().total == life.desk("B").loans.page().total


def test_pages_and_searches(life: Life) -> None:
    life.loans((1_000, 3), (2_000, 3), cash=None)
    loans = life.desk("C").loans
    page = loans.page(limit=1)
    assert (len(page.rows), page.next) == (1, 1)
    following = loans.page(start=1, limit=1)
    assert following.rows[0].id != page.rows[0].id
    name = page.rows[0].customer.name
    assert page.rows[0].id in {row.id for row in loans.page(text=name).rows}
    assert loans.page(text="nobody of this name").total == 0


def test_each_kind_opens_with_its_own_oracle_and_a_batch_leaves_what_wants_a_look(life: Life) -> None:
    loan = _own_loan(life)
    loans = life.desk("C").loans
    event = loans.submit(loans.prepare_reschedule(loan, 18, "a flood")).event
    grants = life.desk("B").grants
    case = grants.open(event)
    assert isinstance(case, ServiceCase)
    assert "18" in say(case.sentence, "en")
    assert (case.blocked, case.verdict, case.needs_a_look) == (None, "Pass", True)
    for report in (grants.decide([event]), grants.sign_many([event])):
        assert (report.signed, report.skipped) == ((), (event,))


def test_what_a_role_cannot_check_it_does_not_sign(life: Life) -> None:
    """A department's own budget that was locked and left: no oracle looks at it, so nobody grants it here."""
    finance = life.desk("FD")
    carrier, year = finance.carrier, finance.carrier.today.year
    body = {
        "department": carrier.identity.key, "year": year, "amount": 1_00, "deadline": f"{year}-12-31",
    }  # fmt: skip
    event, _ = sign_and_lock(carrier, build_request(carrier, "subsidy.budget", body))
    carrier.catch_up()
    case = finance.grants.open_request(event["id"])
    assert case.blocked == Sentence("blocked.no_oracle", {"kind": "subsidy.budget"})
    with pytest.raises(KnownError) as refused:
        finance.grants.prepare(case)
    assert refused.value.code == "case.blocked"
    assert finance.grants.decide([event["id"]]).skipped == (event["id"],)


def test_everything_that_another_role_grants_is_audited_checked_or_carried_by_the_connector() -> None:
    unchecked = [
        (role, flow.kind)
        for flow in shipped().values()
        for party in flow.grantors
        for role in (SECOND_ROLES if party.role == "body.second_role" else (party.role,))
        # What a role signs and grants itself needs no second look.
        if flow.state and [party.role] != [signer.role for signer in flow.signers]
        if flow.kind not in WITH_DOSSIER
        and decided_by(flow.kind) is not DecidedBy.CONNECTOR
        and not has_oracle(role, flow.kind)
    ]
    assert unchecked == []


def test_only_what_cannot_be_quoted_leaves_a_quote_out() -> None:
    def raising(error: KnownError) -> Callable[[], Quote]:
        def quote() -> Quote:
            raise error

        return quote

    assert _or_none(raising(desk_error("loan.no_refund"))) is None
    with pytest.raises(KnownError, match="keyring"):
        _or_none(raising(KnownError("keyring.locked")))
    with pytest.raises(KnownError):
        _or_none(raising(desk_error("loan.text")))
