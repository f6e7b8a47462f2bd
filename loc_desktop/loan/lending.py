"""The lending rules as data: ``resources/lending.json`` for the shipped defaults, the ledger's rulebook for
what counts.

Rates in hundredths of a percent a year, amounts in fen, shares in percent. Each section has one owner in the
contract: who reads it is said there.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from loc_desktop import resources
from loc_desktop.loan.calendar import add_months, parse_day
from loc_desktop.loan.causes import cause
from loc_desktop.loan.misfit import MisfitError, made

PAYMENTS: Final = ("as_divided", "principal_first")
"""How what comes in on a loan in non-accrual is booked."""

PROVISION_DAYS: Final = ("month_end", "day_end")

WHOLE: Final = 10_000
"""All of an amount in hundredths of a percent."""


@dataclass(frozen=True, slots=True)
class Lpr:
    """The loan prime rate from a day on: for terms up to a year, and above."""

    start: date
    one_year: int
    five_years: int


@dataclass(frozen=True, slots=True)
class Extension:
    """How long a loan may be extended (General Rules on Loans, article 12), in months.

    A loan of up to ``short_months`` by at most its own term, up to ``medium_months`` by at most half of it,
    a longer one by ``long_extension_months``; never beyond ``months_in_all`` from payout; at most ``times``.
    """

    short_months: int
    medium_months: int
    long_extension_months: int
    months_in_all: int
    times: int


@dataclass(frozen=True, slots=True)
class Classification:
    """What a class looks at besides days past due. A restructured loan is at least ``at_least`` and does not
    improve for ``observation_months``; ``signs`` name what else counts.
    """

    observation_months: int
    at_least: str
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Writeoff:
    """A loan may be written off in one of ``classes``, or for one of ``reasons`` (codes)."""

    classes: frozenset[str]
    reasons: frozenset[str]


@dataclass(frozen=True, slots=True)
class NonAccrual:
    """A loan whose oldest unpaid part is more than ``days`` late earns no income in the bank's books until it
    is current again: what it owes besides principal stands on memo accounts. What comes in meanwhile is
    booked as the ledger divided it (``payments`` is ``as_divided``), or on the principal first
    (``principal_first``). Measures of the Ministry of Finance on interest receivable (2002); the customer
    owes the same.
    """

    days: int
    payments: str


@dataclass(frozen=True, slots=True)
class Provisions:
    """What the bank sets aside of a loan's principal by its class, in hundredths of a percent, at the end of
    each month or day (``at``: ``month_end``, ``day_end``). Standard coefficients of the Ministry of Finance's
    Measures on reserves of financial enterprises (2012).
    """

    at: str
    normal: int
    special_mention: int
    substandard: int
    doubtful: int
    loss: int

    def percent(self, tier: str) -> int:
        """Of a class, in hundredths of a percent."""
        shares = {
            "normal": self.normal, "special_mention": self.special_mention, "substandard": self.substandard,
            "doubtful": self.doubtful, "loss": self.loss,
        }  # fmt: skip
        return shares[tier]

    def is_day(self, day: date) -> bool:
        """Whether provisions are worked out at this day's end."""
        return self.at == "day_end" or (day + timedelta(days=1)).day == 1


@dataclass(frozen=True, slots=True)
class Subsidy:
    """``shares``: (first year, percent) in order, the last that has begun counts; interest paid more than
    ``late_days`` after its due day is not subsidised; settled on ``settlement_day`` of the months named.
    """

    shares: tuple[tuple[int, int], ...]
    late_days: int
    settlement_months: tuple[int, ...]
    settlement_day: int

    def settlement_of(self, paid_on: date) -> date:
        """The first settlement day on or after the day on which interest was paid."""
        month = paid_on.replace(day=1)
        while True:
            day = add_months(month, 0, self.settlement_day)
            if month.month in self.settlement_months and day >= paid_on:
                return day
            month = add_months(month, 1)


@dataclass(frozen=True, slots=True)
class Borrower:
    """Who may borrow, for what, how much a household. Ages are included.

    A household has one loan at a time, of at most ``household_amount``: the paper's item ``issue`` fails
    while another runs. A county that lends a second beside it, "where needed and able", sets
    ``loans_at_once`` to two; the household may then owe ``household_amount_second`` in all, if it is not in
    default. What is above ``household_amount`` bears its own interest: a product without subsidy.

    ``refused_uses`` are refused wherever a purpose names them; ``…`` in one stands for what counts or
    describes a house (``盖…房``: 盖房, 盖两间新房). ``refused_goods`` are what a household buys for
    itself, and what a business may deal in: they are refused unless one of ``trades`` stands right before
    them or in the same breath after them (卖家具, 家具加工厂, 装修理发店). Rules from before there were such
    lists have neither.
    """

    age_min: int
    age_max: int
    household_amount: int
    household_amount_second: int
    refused_uses: tuple[str, ...]
    loans_at_once: int = 1
    refused_goods: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()

    def refused_use(self, purpose: str) -> str:
        """Which refused use a purpose names, "" if none. What else it names excuses nothing: a shop beside a
        wedding is still a wedding."""
        plain = unicodedata.normalize("NFKC", purpose).casefold()
        uses, goods = _patterns(self.refused_uses, self.refused_goods, self.trades)
        refused = (uses and uses.search("".join(plain.split()))) or (goods and goods.search(plain))
        return refused[0] if refused else ""


@dataclass(frozen=True, slots=True)
class MemberLimits:
    """What one member may do at most. ``issued``: fen that a bank has issued and not redeemed. An event waits
    ``pending_days``, and is shown as overdue when its grantor has not answered for
    ``answer_working_days``. A customer has ``pending_events`` that wait; ``attempts`` failing ones are
    kept of an event. A member names a substitute for ``substitute_days`` at most.
    """

    issued: int
    pending_days: int
    answer_working_days: int
    pending_events: int
    attempts: int
    substitute_days: int


@dataclass(frozen=True, slots=True)
class TwoPersons:
    """From ``start`` fen an event of ``kind`` is decided by two persons of ``role``."""

    kind: str
    role: str
    start: int


_HOUSE: Final = (
    r"(?:[0-9一二两三四五六七八九十几]*[间套栋座幢层个处])?"
    r"(?:自家|自己|家里|城里|县城|镇上|村里|商品|砖瓦|的|新|旧|老|住|民|楼|平|砖|瓦|小|大){0,3}"
)
_SAME_BREATH: Final = r"[^\W开买购办建盖还借给和与及并后再]{0,4}?"
"""Between goods and the trade with them no other deed begins."""


@lru_cache(maxsize=8)
def _patterns(
    uses: tuple[str, ...], goods: tuple[str, ...], trades: tuple[str, ...]
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What finds a refused use in a purpose without blanks, and refused goods in one with them."""
    use = "|".join(_HOUSE.join(map(re.escape, use.casefold().split("…"))) for use in uses)
    good = "|".join(r"\s*".join(map(re.escape, words.casefold())) for words in goods)
    trade = "|".join(re.escape(trade.casefold()) for trade in trades)
    # Behind each trade and what may stand between it and the goods a look of one length, as re wants it.
    before = "".join(
        rf"(?<!{re.escape(trade.casefold())}{link})"
        for trade in trades
        for link in ("", "的", "用", "里", "里的")
    )
    after = rf"(?!{_SAME_BREATH}(?:{trade}))" if trade else ""
    return (
        re.compile(use) if use else None,
        re.compile(rf"{before}(?:{good}){after}") if good else None,
    )


@dataclass(frozen=True, slots=True)
class LendingRules:
    """One version of the lending rules. ``answer_working_days``: the least that a challenge leaves to answer;
    ``freeze_working_days``: how long a freeze stands that one authority began;
    ``freeze_again_days``: from then on, days in which it begins no other one;
    ``move_later_due_days``: whether a new calendar moves due days that lie after it.
    """

    lpr: tuple[Lpr, ...]
    above_lpr: int
    extension: Extension
    classification: Classification
    writeoff: Writeoff
    non_accrual: NonAccrual
    provisions: Provisions
    subsidy: Subsidy
    borrower: Borrower
    answer_working_days: int
    freeze_working_days: int
    freeze_again_days: int
    move_later_due_days: bool
    limits: MemberLimits
    two_persons: tuple[TwoPersons, ...]
    retention_years: int
    """Years for which what was sealed for a loan is kept after the loan has ended."""

    def rate_cap(self, months: int, on: date) -> int:
        """The highest rate of a loan of ``months`` that is paid out ``on`` (hundredths of a percent)."""
        prime = max(
            (rate for rate in self.lpr if rate.start <= on), key=lambda rate: rate.start, default=None
        )
        if prime is None:
            return 0
        return (prime.one_year if months <= 12 else prime.five_years) + self.above_lpr

    def doubled(self, kind: str, amount: int | None) -> tuple[str, ...]:
        """The roles of which two persons decide on an event of ``kind`` over ``amount`` fen."""
        rows = self.two_persons if amount is not None else ()
        return tuple(row.role for row in rows if row.kind == kind and (amount or 0) >= row.start)

    def subsidy_share(self, year: int) -> int:
        """Percent of a year's interest that the finance department refunds at most."""
        share = 0
        for first, percent in self.subsidy.shares:
            if first <= year:
                share = percent
        return share


def of_json(table: Mapping[str, Any]) -> LendingRules:
    """The rules of a table. Raises MisfitError (KeyError, TypeError) if it is not well-formed."""
    if table.get("version") != 1:
        raise MisfitError("lending", cause("version"))
    rates, challenge = table["rates"], table["challenge"]
    subsidy, borrower = table["subsidy"], table["borrower"]
    return LendingRules(
        lpr=tuple(
            Lpr(_date(row["from"]), row["one_year"], row["five_years"]) for row in rates["lpr"]
        ),
        above_lpr=rates["above_lpr"],
        extension=made(Extension, "lending: extension", table["extension"]),
        classification=made(
            Classification, "lending: classification",
            {**table["classification"], "signs": frozenset(table["classification"]["signs"])},
        ),
        writeoff=Writeoff(frozenset(table["writeoff"]["classes"]), frozenset(table["writeoff"]["reasons"])),
        non_accrual=made(NonAccrual, "lending: non_accrual", table["non_accrual"]),
        provisions=made(Provisions, "lending: provisions", table["provisions"]),
        subsidy=Subsidy(
            tuple(sorted((row["from_year"], row["percent"]) for row in subsidy["shares"])),
            subsidy["late_days"], tuple(subsidy["settlement_months"]), subsidy["settlement_day"],
        ),
        borrower=made(
            Borrower, "lending: borrower", {name: _tupled(value) for name, value in borrower.items()}
        ),
        answer_working_days=challenge["answer_working_days"],
        freeze_working_days=challenge["freeze_working_days"],
        freeze_again_days=challenge["freeze_again_days"],
        move_later_due_days=table["calendar"]["move_later_due_days"],
        limits=made(MemberLimits, "lending: limits", table["limits"]),
        two_persons=tuple(
            TwoPersons(row["kind"], row["role"], row["from"]) for row in table["two_persons"]
        ),
        retention_years=table["retention_years"],
    )  # fmt: skip


def _date(text: Any) -> date:
    try:
        return parse_day(text)
    except ValueError:
        raise MisfitError("lending: rates", cause("date", text=text[:40])) from None


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def shipped_table() -> Mapping[str, Any]:
    """The table of ``resources/lending.json``."""
    table: Mapping[str, Any] = json.loads(resources.text("lending.json"))
    return table


@lru_cache(maxsize=1)
def shipped() -> LendingRules:
    """The shipped defaults, read once; immutable."""
    return of_json(shipped_table())
