"""The sample some months later: loans that were paid, one that was not, one that has expired, and for every
role something to decide. For pictures and tests of what a loan's life brings.

Nothing is made up beside the desks: people ask, sign and pay as in the window; only the days pass quickly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from loc_desktop.contract.client import new_id
from loc_desktop.desk.signing.request import build_request, sign_and_lock
from loc_desktop.desk.signing.signers import Customers
from loc_desktop.desk.values.work import Progress, no_progress
from loc_desktop.script.unlock import sign_result

if TYPE_CHECKING:
    from loc_desktop.desk.workplace import Workplace

DAYS = 130
"""Enough for a loan that nobody pays to become substandard."""

SHORT_MONTHS = 3
"""A loan that was shortened to this has expired by then."""

LONGER_MONTHS = 20
"""What the borrower of a loan over two years asks for: within the limits of an extension."""

HELD = 500_00
"""Fen of the deposit that stands still in transit."""

_MOST = 100


@dataclass(frozen=True, slots=True)
class LaterSample:
    """Ids of what there is now. Loans: ``late`` is unpaid since the third instalment, ``expired`` since the
    first and past its last day; ``asked`` is challenged, and the bank has answered; ``longer`` waits for the
    bank's word on new terms, ``refunds`` wait for the finance department. ``frozen`` is the key of a customer
    whose deposit ``held`` is in transit, because a challenge freezes the customer; ``write_off`` is the event
    that waits for the regulator."""

    late: str
    expired: str
    asked: str
    longer: str
    refunds: tuple[str, ...]
    frozen: str
    held: str
    write_off: str


def go_on(workplace: Workplace, progress: Progress = no_progress) -> LaterSample:
    """Let :data:`DAYS` pass in a prepared sample (see :func:`loc_desktop.demo.sample.prepare`); once. Raises
    KnownError, ValueError if too few loans were paid out."""
    counter, bank = workplace.desk_of("C"), workplace.desk_of("B")
    own = bank.carrier.identity
    lines = counter.loans.page(status="active", limit=_MOST).rows
    late, expired, held, asked, longer, *others = sorted(lines, key=lambda line: (line.months, line.amount))
    _without_cash(workplace, late.customer.key, 2 * late.next_amount)
    _without_cash(workplace, expired.customer.key)
    loans, grants = counter.loans, bank.grants
    text = "种植季提前结束，申请缩短期限。"
    loans.submit(loans.prepare_reschedule(expired.id, SHORT_MONTHS, text))
    for desk in (grants, workplace.desk_of("FD").grants):
        for case in desk.waiting("loan.reschedule"):
            desk.sign(desk.prepare(case))
    bank.branch.run_day()
    workplace.walk(DAYS)
    bank.branch.run_days(progress=progress)
    _budget(workplace)
    for line in others:
        loans.submit(loans.prepare(loans.quote_refund(line.id)))
    loans.submit(loans.prepare_reschedule(longer.id, LONGER_MONTHS, "遭受水灾，申请延长还款期限。"))
    lost = "养殖场毁于泥石流，借款人无力偿还。"
    written = bank.loans.submit(bank.loans.prepare_writeoff(late.id, lost, code="disaster"))
    _challenge(workplace, "loan", asked.id, own.key, "贷款用途未经核实。")
    answer = bank.challenges.prepare_answer(
        bank.challenges.all(status="open")[0].id, "客户经理已入户核查，种植面积属实。", "入户核查记录第17号"
    )
    bank.challenges.submit(answer)
    event = _in_transit(workplace, held.customer.key)
    return LaterSample(
        late.id,
        expired.id,
        asked.id,
        longer.id,
        tuple(line.id for line in others),
        held.customer.key,
        event,
        written.event,
    )


def past_the_connector(workplace: Workplace, amount: int) -> str:
    """The bank issues ``amount`` fen on the ledger without its connector, and its books do not know of it;
    reconciliation has to find it. The event's id."""
    bank = workplace.desk_of("B").carrier
    body: dict[str, Any] = {"amount": amount, "bank": bank.identity.key, "transfer": new_id()}
    signer = bank.connections.signer(bank.identity, None)
    event, _ = sign_and_lock(bank, build_request(bank, "fund.issue", body), signer, queue=False)
    bank.unlock(event, [sign_result(event, "B", signer, "Pass", bank.connections.clock())], bank.user())
    bank.catch_up()
    return str(event["id"])


def _without_cash(workplace: Workplace, customer: str, but: int = 0) -> None:
    """The customer takes out all cash ``but`` so many fen: more cannot be collected."""
    bank = workplace.desk_of("B").branch
    for account in workplace.desk_of("C").accounts.accounts(customer).traditional:
        if account.balance is not None and account.balance > but:
            bank.pay_out(account.number, account.balance - but)


def _budget(workplace: Workplace) -> None:
    """A budget for the year that has begun meanwhile."""
    subsidy = workplace.desk_of("FD").subsidy
    if subsidy.budget() is None:
        year = date.fromisoformat(workplace.today).year
        subsidy.submit(subsidy.prepare_budget(year, subsidy.balance(), f"{year}-12-31"))


def _challenge(workplace: Workplace, kind: str, target: str, respondent: str, reason: str) -> None:
    challenges = workplace.desk_of("R").challenges
    until = f"{date.fromisoformat(workplace.today).year + 1}-01-31"
    challenges.submit(challenges.prepare_raise(kind, target, respondent, reason, until))


def _in_transit(workplace: Workplace, customer: str) -> str:
    """A deposit that the customer has signed stands still: before the ledger could execute it, the regulator
    froze the customer. The bank's connector holds the money in transit."""
    counter, bank = workplace.desk_of("C"), workplace.desk_of("B")
    carrier = counter.carrier
    event = new_id()
    body: dict[str, Any] = {
        "amount": HELD,
        "bank": bank.carrier.identity.key,
        "account": customer,
        "transfer": event,
    }
    signer = Customers(carrier).identity(customer)
    request = build_request(carrier, "asset.deposit", body, signer=signer, event=event)
    sign_and_lock(carrier, request, queue=False)
    _challenge(workplace, "party", customer, customer, "请说明资金来源。")
    bank.branch.recover()
    return event
