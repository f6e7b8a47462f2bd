"""Loans in arrears as a list of work: calls, promises to pay, letters of demand; non-accrual and
provisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from loc_desktop.app.bank_books import books
from loc_desktop.bank.arrears.values import (
    DELIVERIES,
    RESULTS,
    STEPS,
    WAYS,
    ArrearsDeed,
    Contact,
    Demand,
    Promise,
)
from loc_desktop.bank.books.values import KINDS, MEMO, Kind
from loc_desktop.contract.classes import CLASSES
from loc_desktop.desk.granting.account_ownership import learn_owner
from loc_desktop.desk.values.branch import (
    ArrearsPage,
    ArrearsRow,
    BookBalance,
    DemandLetter,
    LossReport,
    TierProvision,
)
from loc_desktop.desk.values.field_checks import check_text
from loc_desktop.texts.errors import invalid
from loc_desktop.texts.sentence import FieldProblem, Sentence

if TYPE_CHECKING:
    from loc_desktop.bank.arrears.values import LateLoan
    from loc_desktop.bank.arrears.work_list import WorkList
    from loc_desktop.bank.books.books import Books
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names

SHOWN: Final = ("", "today", "broken", "never")
"""What a list shows: all; what is to be done until today; broken promises; who was never spoken to."""

LOAN_BOOK: Final = (
    *MEMO, Kind.PROVISION, Kind.PROVISION_EXPENSE, Kind.LOANS, Kind.INTEREST_DUE, Kind.PENALTY_DUE,
    Kind.SUBSIDY_DUE, Kind.CLEARING, Kind.INTEREST_INCOME, Kind.PENALTY_INCOME, Kind.WRITTEN_OFF,
    Kind.RECOVERED,
)  # fmt: skip
_NOTE: Final = 500


class Arrears:
    """What is recorded is in the bank's books on this computer. ``sync`` brings the loan book up to the
    ledger. Raises KnownError ``books.*``."""

    def __init__(self, carrier: Carrier, names: Names, sync: Callable[[], object]) -> None:
        self._carrier = carrier
        self._names = names
        self._sync = sync

    @property
    def _books(self) -> Books:
        return books(self._carrier.connections, self._carrier.identity)

    @property
    def _list(self) -> WorkList:
        from loc_desktop.bank.arrears.work_list import WorkList

        return WorkList(self._books)

    @property
    def _me(self) -> str:
        return self._carrier.connections.name_of(self._carrier.identity)

    # ------------------------------------------------------------------ the list

    def page(
        self, *, shown: str = "", tier: str = "", text: str = "", start: int = 0, limit: int = 100
    ) -> ArrearsPage:
        """Loans that are late after the last day's end, first what is to be done first; ``shown`` is one of
        :data:`SHOWN`, ``tier`` lists one class, ``text`` is the beginning of a loan's id or account number,
        or a part of the customer's name."""
        from loc_desktop.bank.books import day_end as dayend

        wanted, today = text.strip().lower(), self._carrier.today.isoformat()
        late = [row for row in self._list.rows(tier) if _is_shown(row, shown, today)]
        late = [row for row in late if self._fits(row, wanted)] if wanted else late
        last = dayend.last_day(self._books)
        ended = dayend.day_end(self._books, last).tiers if last else {}
        tiers = {name: (tier.loans, tier.outstanding) for name, tier in ended.items()}
        page = late[start : start + limit]
        following = start + len(page)
        rows = tuple(self._row(row) for row in page)
        return ArrearsPage(rows, len(late), following if following < len(late) else None, tiers)

    def _fits(self, row: LateLoan, text: str) -> bool:
        """The books have keys, names are known to the desk."""
        if row.loan.startswith(text) or row.account.startswith(text.replace(" ", "")):
            return True
        learn_owner(self._names, self._books, row.payee, row.account)
        return text in self._names.party(row.payee, "C").name.lower()

    def _row(self, row: LateLoan) -> ArrearsRow:
        learn_owner(self._names, self._books, row.payee, row.account)
        return ArrearsRow(
            loan=row.loan, customer=self._names.party(row.payee, "C"), account=row.account,
            amount=row.amount, opened=row.opened, day=row.day, days_past_due=row.days_past_due,
            overdue=row.overdue, due=row.due, penalty=row.penalty, outstanding=row.outstanding,
            classification=row.tier, principal=row.principal, interest=row.interest, stopped=row.stopped,
            step=row.step, step_day=row.step_day, contact=row.contact, promise=row.promise,
            demand=row.demand,
        )  # fmt: skip

    def history(self, loan: str) -> tuple[ArrearsDeed, ...]:
        """All that was recorded about a loan, newest first."""
        return tuple(self._list.history(loan))

    # ------------------------------------------------------------------ recording

    def contact(
        self, loan: str, way: str, person: str, result: str, note: str = "", day: str = "", step: str = "",
        step_day: str = "",
    ) -> None:  # fmt: skip
        """Record a call or visit of ``day`` ("" = today), and what is planned for ``step_day`` (today if it
        is not said). Raises KnownError ``arrears.invalid``, ``books.*``."""
        problems = [
            *check_text("person", person, 60, needed=True), *check_text("note", note, _NOTE),
            *_chosen("way", way, WAYS), *_chosen("result", result, RESULTS), *_chosen("step", step, ("",
            *STEPS)), ]  # fmt: skip
        if problems:
            raise invalid("arrears.invalid", problems)
        today, at = self._carrier.today.isoformat(), self._books.clock()
        self._list.record_contact(
            Contact(
                loan, day or today, at, self._me, way, person.strip(), result, note.strip(), step,
                (step_day or today) if step else "",
            )
        )  # fmt: skip

    def promise(self, loan: str, amount: int, due: str, note: str = "") -> None:
        """Record what a customer promised to pay (fen) until ``due``; the ledger's payments say whether it
        was kept. Raises KnownError ``arrears.invalid``, ``books.*``."""
        problems = check_text("note", note, _NOTE)
        if problems:
            raise invalid("arrears.invalid", list(problems))
        self._sync()
        today, at = self._carrier.today.isoformat(), self._books.clock()
        self._list.record_promise(Promise(loan, today, at, self._me, amount, due, note.strip()))

    def demand(self, loan: str, deadline: str) -> DemandLetter:
        """Make out the next letter of demand, with what is due today. Raises KnownError ``books.*``."""
        self._sync()
        return self._letter(self._list.make_demand(loan, deadline, self._me))

    def deliver(self, number: str, way: str, day: str, receiver: str, by: str = "") -> DemandLetter:
        """Record how a letter was delivered, by whom ("" = who records it). Raises KnownError
        ``arrears.invalid``, ``books.*``."""
        problems = [
            *_chosen("way", way, DELIVERIES), *check_text("receiver", receiver, 60, needed=True),
            *check_text("by", by, 60),
        ]  # fmt: skip
        if problems:
            raise invalid("arrears.invalid", problems)
        return self._letter(self._list.deliver(number, way, day, by.strip() or self._me, receiver.strip()))

    def letter(self, number: str) -> DemandLetter:
        """A letter that was made out. Raises KnownError ``books.no_demand``."""
        return self._letter(self._list.demand(number))

    def _letter(self, demand: Demand) -> DemandLetter:
        from loc_desktop.bank.books.loan_book import LoanBook

        (loan,), _ = LoanBook(self._books).standings(text=demand.loan)
        learn_owner(self._names, self._books, loan.payee, loan.account)
        customer = self._names.party(loan.payee, "C")
        lines = [
            Sentence("paper.title.demand"),
            Sentence("demand.number", {"number": demand.number}),
            Sentence("demand.to", {"customer": customer.name}),
            Sentence(
                "demand.what",
                {
                    "opened": loan.opened, "amount": loan.amount, "loan": loan.loan, "day": demand.day,
                    "days": demand.days_late,
                },
            ),
            Sentence("demand.principal", {"amount": demand.principal}),
            Sentence("demand.interest", {"amount": demand.interest}),
            Sentence("demand.penalty", {"amount": demand.penalty}),
            Sentence("demand.total", {"amount": demand.total}),
            Sentence("demand.until", {"deadline": demand.deadline}),
            Sentence("demand.help"),
            Sentence("demand.signed", {"bank": self._books.name, "day": demand.day}),
        ]  # fmt: skip
        return DemandLetter(demand, customer, tuple(lines), delivery_of(demand))

    # ------------------------------------------------------------------ losses

    def losses(self) -> LossReport:
        """Loans in non-accrual, provisions by class, and the balances of the loan book, memo accounts
        apart."""
        from loc_desktop.bank.books import day_end as dayend
        from loc_desktop.bank.books.provisions import provisions

        kept = self._books
        last = dayend.last_day(kept)
        found = provisions(kept)
        late = [row for tier in CLASSES for row in self._list.rows(tier) if row.stopped]
        return LossReport(
            day=last.isoformat() if last else "",
            provided=found[0].day if found else "",
            provisions=tuple(
                TierProvision(one.tier, one.loans, one.base, one.percent, one.amount) for one in found
            ),
            stopped=tuple(self._row(row) for row in late),
            balances=tuple(_balance(kept, kind) for kind in LOAN_BOOK),
        )


def delivery_of(demand: Demand) -> Sentence:
    """How a letter was delivered, or that it was not yet."""
    if not demand.way:
        return Sentence("demand.not_delivered")
    return Sentence(
        "demand.delivered",
        {
            "day": demand.delivered, "by": demand.delivered_by, "way": demand.way,
            "receiver": demand.receiver,
        },
    )  # fmt: skip


def _is_shown(row: LateLoan, shown: str, today: str) -> bool:
    if shown == "today":
        return bool(row.step_day) and row.step_day <= today
    if shown == "broken":
        return row.promise is not None and row.promise.state == "broken"
    return row.contact is None if shown == "never" else True


def _balance(kept: Books, kind: Kind) -> BookBalance:
    number, info = kept.internal(kind), KINDS[kind]
    return BookBalance(kind.value, info.zh, info.en, number, kept.account(number).balance, kind in MEMO)


def _chosen(field: str, value: str, choices: tuple[str, ...]) -> list[FieldProblem]:
    return [] if value in choices else [FieldProblem(field, "choice")]
