"""Working a loan out before there is one: its schedule, and what payments and changes would do to it.

The sums are those of the contract: products, holidays and lending rules of the ledger, and the functions of
:mod:`loc_desktop.loan`. Nothing is sent or kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.loans import as_execution_error
from loc_desktop.contract.rulebook.document import Rulebook
from loc_desktop.desk.values.field_checks import check_money, check_months, read_day, read_whole, read_yuan
from loc_desktop.loan.calendar import parse_day
from loc_desktop.loan.replay import FieldError, Replay, ReplayEvent, ReplayOutcome, rate_of_percent
from loc_desktop.loan.schedule import PlanError
from loc_desktop.loan.servicing import Period, Position, Terms, new_loan
from loc_desktop.texts.errors import invalid
from loc_desktop.texts.sentence import FieldProblem

NO_LOAN = "–"
"""What stands for the loan's id in a sentence about one that there is not."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A loan as a person enters it: texts of ``product`` (its id), ``amount`` (yuan), ``months``,
    ``rate_percent`` ("" is the product's), ``paid_out`` and ``on`` (days; ``on`` is the day asked about, ""
    the day after the last event).
    """

    product: str
    amount: str
    months: str
    rate_percent: str
    paid_out: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class PlayedEvent:
    """An event and what would become of it; ``refusal`` is the contract's, None if it would be taken."""

    event: ReplayEvent
    outcome: ReplayOutcome
    refusal: ContractError | None = None


@dataclass(frozen=True, slots=True)
class Calculation:
    """What a loan would be. ``schedule`` is as agreed at the payout, ``periods`` as it stands after the
    events; ``instalment`` and ``interest`` (in all) are of the first; ``position`` is that of ``on``, None
    before the payout. Fen.
    """

    schedule: tuple[Period, ...]
    periods: tuple[Period, ...]
    instalment: int
    interest: int
    interest_paid: int
    events: tuple[PlayedEvent, ...]
    on: date
    position: Position | None

    @property
    def last(self) -> Period:
        return self.schedule[-1]


def calculate(rules: Rulebook, sketch: Sketch, events: Sequence[ReplayEvent] = ()) -> Calculation:
    """The calculation of a sketch, by a ledger's rules. Raises KnownError ``form.invalid`` with the
    problems of its fields.
    """
    product = rules.products.get(sketch.product)
    if product is None:
        raise _wrong([FieldProblem("product", "missing")])
    amount, months = read_yuan(sketch.amount), read_whole(sketch.months)
    problems = list(
        check_money("amount", sketch.amount, least=product.amount_min, most=product.amount_max, positive=True)
    )
    problems += check_months("months", sketch.months, product.months_max, product.months_min)
    rate = product.rate
    if sketch.rate_percent.strip():
        try:
            rate = rate_of_percent(sketch.rate_percent, "rate_percent")
        except FieldError:
            problems.append(FieldProblem("rate_percent", "rate"))
    opened, on = _day(sketch.paid_out), _day(sketch.on) if sketch.on.strip() else None
    if opened is None:
        problems.append(FieldProblem("paid_out", "date"))
    elif months is not None:
        most = min(product.rate_max, rules.lending.rate_cap(months, opened))
        if rate > most:
            problems.append(FieldProblem("rate_percent", "rate_most", {"most": most}))
    if sketch.on.strip() and on is None:
        problems.append(FieldProblem("on", "date"))
    if problems or amount is None or months is None or opened is None:
        raise _wrong(problems)
    try:
        loan = new_loan(amount, months, Terms.of(product, rate), opened, rules.holidays)
    except PlanError:
        raise _wrong([FieldProblem("paid_out", "date")]) from None
    run = Replay(loan, rules.lending, rules.holidays, product.programme, product.months_max)
    played = []
    for event in events:
        outcome = run.take(event)
        refusal = as_execution_error(outcome.cause, {"id": NO_LOAN}).refusal() if outcome.cause else None
        played.append(PlayedEvent(event, outcome, refusal))
    on = on or max((event.on for event in events), default=opened)
    periods = loan.periods
    return Calculation(
        schedule=periods,
        periods=run.loan.periods,
        instalment=periods[0].principal + periods[0].interest,
        interest=sum(period.interest for period in periods),
        interest_paid=run.interest_paid,
        events=tuple(played),
        on=on,
        position=run.position(on),
    )


def event_of(kind: str, on: str, amount: int, months: int) -> ReplayEvent:
    """An event as a person enters it: ``amount`` fen of a payment (0: what is due) or a prepayment's
    principal, ``months`` of a reschedule. Raises KnownError ``form.invalid``.
    """
    if kind == "prepay" and not amount:
        raise _wrong([FieldProblem("amount", "missing")])
    if kind == "reschedule" and not months:
        raise _wrong([FieldProblem("months", "missing")])
    event = ReplayEvent(parse_day(on), kind)
    if kind == "pay":
        return replace(event, amount=amount or None, due=not amount)
    if kind == "prepay":
        return replace(event, principal=amount)
    return replace(event, months=months if kind == "reschedule" else 0)


def _wrong(problems: Sequence[FieldProblem]) -> Exception:
    return invalid("form.invalid", problems)


def _day(text: str) -> date | None:
    return read_day(text)
