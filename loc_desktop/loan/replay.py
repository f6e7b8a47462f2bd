"""A loan played through: its terms, what happens to it day by day, what it owes on any day.

Everything is worked out by :mod:`loc_desktop.loan.servicing`, as in the contract; here are only the order of
events, what each left, and the form in which a person or a program writes them (``of_json``). Amounts are
fen, days ``YYYY-MM-DD``, rates percent a year as text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from loc_desktop.errors import Trouble
from loc_desktop.loan import servicing
from loc_desktop.loan.calendar import Holidays
from loc_desktop.loan.causes import cause
from loc_desktop.loan.lending import LendingRules
from loc_desktop.loan.money import MAX_FEN
from loc_desktop.loan.products import DAY_COUNTS, HOLIDAY_RULES, METHODS, PREPAYMENTS
from loc_desktop.loan.schedule import MAX_MONTHS, RATE_UNIT, PlanError
from loc_desktop.loan.servicing import Loan, Parts, PaymentError, Position, Terms

_OF_KIND: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "pay": frozenset({"amount_fen", "due", "more_fen"}),
        "prepay": frozenset({"amount_fen", "principal_fen"}),
        "settle": frozenset(),
        "reschedule": frozenset({"months", "rate"}),
        "writeoff": frozenset({"amount_fen", "reason"}),
    }
)
"""The members of an event besides its day and kind."""

KINDS: Final = tuple(_OF_KIND)

_OF_LOAN: Final = frozenset(
    {"amount_fen", "months", "rate", "method", "day_count", "paid_out", "payment_day", "prepayment",
     "grace_days", "penalty_factor", "holidays", "compound", "programme"}
)  # fmt: skip

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_PERCENT: Final = re.compile(r"(\d{1,4})(?:\.(\d{1,2})0*)?\Z", re.ASCII)
_MOST_DAYS: Final = 3660
_MOST_FACTOR: Final = 10_000


class FieldError(ValueError):
    """A field that is missing or wrong: ``field`` is its path (``loan.months``, ``events[2].on``), ``why`` a
    cause.
    """

    def __init__(self, field: str, why: Trouble) -> None:
        self.field, self.why = field, why
        super().__init__(f"{field}: {why}")


@dataclass(frozen=True, slots=True)
class ReplayEvent:
    """One thing that happens: ``kind`` of :data:`KINDS`, on a day.

    ``pay``: ``amount``, or what is due on that day (``due``) and ``more``. ``prepay``: ``principal``, to
    which the accrued interest is added, or ``amount`` with it. ``reschedule``: ``months`` from that day,
    ``rate`` in hundredths of a percent (None: the agreed one). ``writeoff``: ``reason`` of the rules, or "",
    and ``amount`` (None: all that is outstanding).
    """

    on: date
    kind: str
    amount: int | None = None
    due: bool = False
    more: int = 0
    principal: int | None = None
    months: int = 0
    rate: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReplayOutcome:
    """What became of an event: the ``parts`` that were paid, or the ``error`` for which it was not taken,
    with its ``detail`` and ``cause``. ``unearned`` is interest paid before that went to principal.
    """

    parts: Parts
    error: str = ""
    detail: Mapping[str, str | int] = field(default_factory=dict)
    unearned: int = 0
    cause: PaymentError | None = None

    @property
    def taken(self) -> bool:
        return not self.error


class Replay:
    """A loan from its payout on; events are taken in the order in which they come."""

    def __init__(
        self,
        loan: Loan,
        rules: LendingRules,
        holidays: Holidays | None = None,
        programme: bool = False,
        longest: int = 0,
    ) -> None:
        self.loan = loan
        self.written_off = 0
        self._rules = rules
        self._calendar = holidays
        self._programme = programme
        self._longest = longest
        self._stood = [(loan.opened, loan, 0)]

    def take(self, event: ReplayEvent) -> ReplayOutcome:
        """Let an event happen, unless the loan or the rules do not allow it."""
        before = self.loan
        try:
            parts = self._taken(event)
        except PaymentError as error:
            self.loan = before
            shown: dict[str, str | int] = {"part": error.part, "amount": error.amount, "due": error.due}
            detail = {name: value for name, value in shown.items() if value}
            return ReplayOutcome(Parts(), error=error.code, detail=detail, cause=error)
        # What is not written off is paid first.
        self.written_off = min(self.written_off, self.loan.outstanding)
        self._stood.append((event.on, self.loan, self.written_off))
        kept = servicing.interest_paid(self.loan) - servicing.interest_paid(before)
        return ReplayOutcome(parts, unearned=parts.interest - kept)

    def _taken(self, event: ReplayEvent) -> Parts:
        loan, on = self.loan, event.on
        if on < loan.changed:
            raise PaymentError("dated_before", loan.changed.isoformat())
        now = servicing.position(loan, on)
        if now.next is None and not now.penalty:
            raise PaymentError("settled")
        if event.kind == "settle":
            self.loan, parts = servicing.settle(loan, on)
            return parts
        if event.kind == "pay":
            amount = now.due + event.more if event.due else event.amount or 0
            self.loan, parts = servicing.pay_amount(loan, on, _positive(amount))
            return parts
        if event.kind == "prepay":
            return self._prepaid(event, now)
        if self.written_off and self.written_off == now.outstanding:
            raise PaymentError("written_off")
        if event.kind == "reschedule":
            rate = loan.terms.rate if event.rate is None else event.rate
            self.loan = servicing.reschedule(
                loan, on, event.months, rate, self._rules, calendar=self._calendar,
                programme=self._programme, longest=self._longest,
            )  # fmt: skip
            return Parts()
        left = now.outstanding - self.written_off
        amount = _positive(left if event.amount is None else event.amount)
        if amount > left:
            raise PaymentError("write_off", "amount", amount, left)
        rule = self._rules.writeoff
        if now.classification not in rule.classes and event.reason not in rule.reasons:
            raise PaymentError("write_off_class", now.classification)
        self.written_off += amount
        self.loan = replace(loan, changed=on)
        return Parts()

    def _prepaid(self, event: ReplayEvent, now: Position) -> Parts:
        payoff = now.payoff
        if event.principal is not None:
            principal = _positive(event.principal)
            if payoff.principal < principal <= now.outstanding:
                principal = payoff.principal  # the whole of it; less by what goes from interest to principal
        else:
            amount = _positive(event.amount or 0)
            principal = payoff.principal if amount == payoff.amount else amount - now.accrued
            if principal < 1:
                raise PaymentError("interest", "interest", amount, now.accrued)
        charged = payoff.interest if principal == payoff.principal else now.accrued
        self.loan = servicing.prepay(self.loan, event.on, principal, charged)
        return Parts(principal, charged)

    @property
    def interest_paid(self) -> int:
        """The interest paid until the last event; what of it was paid ahead and has not run counts."""
        return servicing.interest_paid(self.loan)

    def position(self, on: date) -> Position | None:
        """The loan at the end of a day, as it stood then; None before its payout."""
        latest = None
        for day, loan, written_off in self._stood:
            if day <= on:
                latest = loan, written_off
        if latest is None:
            return None
        loan, written_off = latest
        now = servicing.position(loan, on)
        if written_off and now.next is not None:
            known, whole = self._rules.classification, written_off == now.outstanding
            sign = "loss" if whole else known.at_least if "partly_written_off" in known.signs else "normal"
            return replace(now, classification=servicing.worse(now.classification, sign))
        return now


def _positive(amount: int) -> int:
    if amount < 1:
        raise PaymentError("amount", "", amount)
    return amount


# --- as JSON ------------------------------------------------------------------------------------------------


def answer(line: Mapping[str, Any], rules: LendingRules, shipped: Holidays) -> dict[str, Any]:
    """The answer to one line of ``loc-desktop loan replay`` but for its id. Raises FieldError."""
    run, events, asked = of_json(line, rules, shipped)
    outcomes = [_outcome_json(run.take(event)) for event in events]
    return {
        "events": outcomes,
        "positions": [_position_json(day, run.position(day)) for day in asked],
        "open": [
            {
                "due": period.due.isoformat(),
                "principal_fen": period.open_principal,
                "interest_fen": period.open_interest,
            }
            for period in run.loan.periods
            if not period.is_paid
        ],
        "interest_paid_fen": run.interest_paid,
    }


def of_json(
    line: Mapping[str, Any], rules: LendingRules, shipped: Holidays
) -> tuple[Replay, list[ReplayEvent], list[date]]:
    """The loan of a line, its events and the days asked for. Raises FieldError."""
    table = _object(line.get("loan"), "loan")
    _known(table, "loan", _OF_LOAN)
    terms, holidays = _terms(table, shipped)
    amount = _whole(table, "loan", "amount_fen", 1, MAX_FEN)
    months = _whole(table, "loan", "months", 1, MAX_MONTHS)
    opened = _day(table.get("paid_out"), "loan.paid_out")
    try:
        loan = servicing.new_loan(amount, months, terms, opened, holidays)
    except PlanError as error:
        raise FieldError(_FIELD_OF_PLAN.get(error.code, f"loan.{error.code}"), error.why) from None
    run = Replay(loan, rules, holidays, _flag(table, "loan", "programme"))
    events = [
        _event(_object(row, f"events[{place}]"), f"events[{place}]")
        for place, row in enumerate(_list(line.get("events"), "events"))
    ]
    asked = [_day(day, f"ask[{place}]") for place, day in enumerate(_list(line.get("ask"), "ask"))]
    return run, events, asked


_FIELD_OF_PLAN: Final = {"amount": "loan.amount_fen", "years": "loan.months"}


def _terms(table: Mapping[str, Any], shipped: Holidays) -> tuple[Terms, Holidays | None]:
    rule, holidays = _holidays(table.get("holidays"), shipped)
    day = table.get("payment_day")
    if day in (None, "payout"):
        day = 0
    elif isinstance(day, str) and day.isascii() and day.isdigit() and len(day) <= 2:
        day = int(day)
    return Terms(
        rate=rate_of_percent(table.get("rate"), "loan.rate"),
        method=_choice(table, "method", METHODS, "annuity"),
        day_count=_choice(table, "day_count", DAY_COUNTS, "30/360"),
        payment_day=_whole({"payment_day": day}, "loan", "payment_day", 0, 31),
        holidays=rule,
        grace_days=_whole(table, "loan", "grace_days", 0, _MOST_DAYS, 0),
        penalty_factor=_whole(table, "loan", "penalty_factor", 0, _MOST_FACTOR, 150),
        prepayment=_choice(table, "prepayment", PREPAYMENTS, "reduce_months"),
        subsidy=0,
        compound=_flag(table, "loan", "compound"),
    ), holidays


def _holidays(value: object, shipped: Holidays) -> tuple[str, Holidays | None]:
    """The rule and the calendar: a rule's name (the shipped calendar), a list of days off (rule ``next``), or
    an object with ``rule``, ``off`` and ``work`` (weekend days that are worked).
    """
    if value is None or value == "none":
        return "none", None
    if isinstance(value, str) and value in HOLIDAY_RULES:
        return value, shipped
    if isinstance(value, list):
        value = {"off": value}
    if not isinstance(value, Mapping) or value.get("rule", "next") not in HOLIDAY_RULES:
        raise FieldError("loan.holidays", cause("replay_holidays"))
    for name in value.keys() - {"rule", "off", "work"}:
        raise FieldError(f"loan.holidays.{name}", cause("replay_unknown", names="off, rule, work"))
    days: dict[str, tuple[set[str], set[str]]] = {}
    for place, name in enumerate(("off", "work")):
        for number, text in enumerate(_list(value.get(name), f"loan.holidays.{name}")):
            day = _day(text, f"loan.holidays.{name}[{number}]")
            days.setdefault(f"{day.year:04d}", (set(), set()))[place].add(day.isoformat())
    years = {year: (frozenset(off), frozenset(work)) for year, (off, work) in days.items()}
    return value.get("rule", "next"), Holidays(frozenset(), MappingProxyType(years))


def _event(row: Mapping[str, Any], where: str) -> ReplayEvent:
    kind = row.get("kind")
    if kind not in KINDS:
        raise FieldError(f"{where}.kind", cause("one_of", names=", ".join(KINDS)))
    _known(row, where, frozenset({"on", "kind"}) | _OF_KIND[kind])
    due = kind == "pay" and (row.get("amount_fen") == "due" or _flag(row, where, "due"))
    amount = None
    if row.get("amount_fen") is not None and not (due and row["amount_fen"] == "due"):
        amount = _whole(row, where, "amount_fen")
    principal = None if row.get("principal_fen") is None else _whole(row, where, "principal_fen")
    if kind == "pay" and amount is None and not due:
        raise FieldError(f"{where}.amount_fen", cause("replay_or_due"))
    if due and amount is not None:
        raise FieldError(f"{where}.amount_fen", cause("replay_not_with_due"))
    if row.get("more_fen") is not None and not due:
        raise FieldError(f"{where}.more_fen", cause("replay_only_with_due"))
    if kind == "prepay" and (principal is None) == (amount is None):
        raise FieldError(f"{where}.principal_fen", cause("replay_one_of_two"))
    reason = row.get("reason")
    if reason is not None and not isinstance(reason, str):
        raise FieldError(f"{where}.reason", cause("text"))
    return ReplayEvent(
        on=_day(row.get("on"), f"{where}.on"),
        kind=kind,
        amount=amount,
        due=due,
        more=_whole(row, where, "more_fen", 0, MAX_FEN, 0),
        principal=principal,
        months=_whole(row, where, "months") if kind == "reschedule" else 0,
        rate=rate_of_percent(row["rate"], f"{where}.rate") if row.get("rate") is not None else None,
        reason=reason or "",
    )


def rate_of_percent(value: object, field: str) -> int:
    """A rate in percent as text (``15.4``) in hundredths of a percent. Raises FieldError."""
    if value is None:
        raise FieldError(field, cause("missing"))
    text = str(value).strip().removesuffix("%").strip() if isinstance(value, str) else ""
    match = _PERCENT.match(text)
    if match is None or Fraction(text) > 1000:
        raise FieldError(field, cause("replay_percent"))
    return int(Fraction(text) * RATE_UNIT / 100)


def _outcome_json(outcome: ReplayOutcome) -> dict[str, Any]:
    if not outcome.taken:
        shown: dict[str, Any] = {"taken": False, "error": outcome.error}
        if outcome.detail:
            shown["detail"] = dict(outcome.detail)
        return shown
    parts = outcome.parts
    shown = {
        "taken": True,
        "principal_fen": parts.principal,
        "interest_fen": parts.interest,
        "penalty_fen": parts.penalty,
    }
    if outcome.unearned:
        shown["unearned_fen"] = outcome.unearned
    return shown


def _position_json(on: date, now: Position | None) -> dict[str, Any]:
    """A position; before the payout nothing is owed."""
    return {
        "on": on.isoformat(),
        "outstanding_fen": now.outstanding if now else 0,
        "due_principal_fen": now.due_principal if now else 0,
        "due_interest_fen": now.due_interest if now else 0,
        "penalty_fen": now.penalty if now else 0,
        "days_past_due": now.days_past_due if now else 0,
        "class": now.classification if now else "normal",
    }


def _object(value: object, field: str) -> Mapping[str, Any]:
    if value is None:
        raise FieldError(field, cause("missing"))
    if not isinstance(value, Mapping):
        raise FieldError(field, cause("object"))
    return value


def _known(table: Mapping[str, Any], where: str, names: Collection[str]) -> None:
    """Raises FieldError for a member that is not one of ``names``, unless it is null."""
    for name, value in table.items():
        if name not in names and value is not None:
            raise FieldError(f"{where}.{name}", cause("replay_unknown", names=", ".join(sorted(names))))


def _list(value: object, field: str) -> Sequence[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise FieldError(field, cause("list"))
    return value


def _whole(
    table: Mapping[str, Any], where: str, name: str, least: int = -MAX_FEN, most: int = MAX_FEN,
    default: int | None = None,
) -> int:  # fmt: skip
    value = table.get(name)
    if value is None:
        if default is None:
            raise FieldError(f"{where}.{name}", cause("missing"))
        return default
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise FieldError(f"{where}.{name}", cause("whole", least=least, most=most))
    return value


def _flag(table: Mapping[str, Any], where: str, name: str) -> bool:
    value = table.get(name)
    if value is not None and not isinstance(value, bool):
        raise FieldError(f"{where}.{name}", cause("true_or_false"))
    return bool(value)


def _choice(table: Mapping[str, Any], name: str, allowed: Sequence[str], default: str) -> str:
    value = table.get(name)
    if value is None:
        return default
    if not isinstance(value, str) or value not in allowed:
        raise FieldError(f"loan.{name}", cause("one_of", names=", ".join(allowed)))
    return value


def _day(value: object, field: str) -> date:
    if value is None:
        raise FieldError(field, cause("missing"))
    try:
        if isinstance(value, str) and _DATE.match(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise FieldError(field, cause("replay_day"))
