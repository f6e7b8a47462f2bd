"""The bank's day: what changed on the ledger comes into the loan book, the day's end runs, what it wants from
linked accounts goes to the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from loc_desktop.app.bank_books import bank_system, books
from loc_desktop.app.living_keys import follow
from loc_desktop.desk.branch.arrears import Arrears
from loc_desktop.desk.values.branch import (
    ArrearsPage,
    DayPlan,
    DayReport,
    NoticeRow,
    Uncollected,
)
from loc_desktop.desk.values.work import Cancelled, Progress, never_cancelled, no_progress
from loc_desktop.errors import KnownError, Trouble
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.bank.books.books import Books
    from loc_desktop.bank.books.loan_values import Collection, DayEnd
    from loc_desktop.bank.system import BankSystem
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names

_ALL_NOTICES = 100_000

MOST_MISSED = 31
"""Days that the end of one named day runs before it; more are caught up day by day."""


def failed_day(day: str, trouble: Trouble) -> DayReport:
    """The report of a day whose run was ended by ``trouble``."""
    return DayReport(day, "failed", 0, 0, 0, 0, 0, 0, {}, trouble=trouble)


class BankDay:
    """Days' ends and what follows from them. ``only`` limits the loan book to some loans: a demonstration
    services a few of very many."""

    def __init__(self, carrier: Carrier, names: Names, only: Iterable[str] | None = None) -> None:
        self._carrier = carrier
        self._connections = carrier.connections
        self._identity = carrier.identity
        self._names = names
        self._only = None if only is None else frozenset(only)
        self._synced = 0
        """Up to which block the loan book has followed the ledger, 0: not yet in this process."""
        self._erasing: date | None = None

    @property
    def _books(self) -> Books:
        return books(self._connections, self._identity)

    @property
    def _today(self) -> date:
        return self._carrier.today

    # ------------------------------------------------------------------ running

    def last(self) -> str:
        """The last day whose end is finished, "" if none is."""
        from loc_desktop.bank.books import day_end as dayend

        day = dayend.last_day(self._books)
        return day.isoformat() if day else ""

    def first(self) -> date:
        """The first day whose end is to be run: the day after the last one that was, or of a bank that never
        ran one the day on which its first loan was paid out (today where it has none)."""
        last = self.last()
        if last:
            return date.fromisoformat(last) + timedelta(days=1)
        index = self._connections.index(self._identity.ledger)
        opened = index.first_payout(self._identity.key)
        return min(self._carrier.day(opened), self._today) if opened else self._today

    def due(self) -> int:
        """How many days' ends are to be run until yesterday."""
        return max(0, (self._today - self.first()).days)

    def plan(self, day: str = "") -> DayPlan:
        """What a run up to ``day`` ("" = today) would do; nothing is changed. Raises KnownError
        ``bank.future``, ``bank.past``, ``bank.before``."""
        from loc_desktop.bank.books.counter_book import CounterBook
        from loc_desktop.bank.books.loan_book import LoanBook
        from loc_desktop.bank.connector.transfers import unfinished

        until = self._checked(day)
        first, kept = self.first(), self._books
        index = self._connections.index(self._identity.ledger)
        slips = CounterBook(kept).waiting()
        return DayPlan(
            last=self.last(),
            first=first.isoformat(),
            until=until.isoformat(),
            days=max(0, (until - first).days + 1),
            loans=index.loans(bank=self._identity.key, status="active", limit=1).total,
            transfers=len(kept.db.read(unfinished)),
            collections=LoanBook(kept).collections("planned", limit=1)[1],
            slips=len([slip for slip in slips if slip.day <= until.isoformat()]),
        )

    def _checked(self, day: str) -> date:
        """The day to be run ("" = today), if it is one that can be."""
        from loc_desktop.bank.books import day_end as dayend

        when = date.fromisoformat(day) if day else self._today
        last, first = self.last(), self.first()
        if when > self._today:
            raise desk_error("bank.future", day=when.isoformat(), last=last or "–")
        if when < first and not last:
            raise desk_error("bank.before", day=when.isoformat(), first=first.isoformat())
        if last and when.isoformat() < last and dayend.day_end(self._books, when).status == "covered":
            raise desk_error("bank.past", day=when.isoformat(), last=last, next=first.isoformat())
        return when

    def run(
        self,
        day: str = "",
        *,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
        pin: str | None = None,
    ) -> DayReport:
        """The end of a day ("" = today), after those before it that were missed. Raises KnownError
        ``bank.future``, ``bank.past``, ``bank.before``, ``bank.many_days``, the books' and the ledger's."""
        from loc_desktop.bank.books import day_end as dayend

        when, first, last = self._checked(day), self.first(), self.last()
        if last and (missed := (when - first).days) > MOST_MISSED:
            raise desk_error(
                "bank.many_days", day=when.isoformat(), first=first.isoformat(), count=missed, last=last,
                most=MOST_MISSED,
            )  # fmt: skip
        again = dayend.day_end(self._books, when).status == "finished"
        system = bank_system(self._connections, self._identity, pin)
        rules = self._carrier.rulebook().lending
        ended, carried = system.end_day(when, progress, cancelled, rules, self.sync)
        collected = [collection for collection in carried if collection.state == "collected"]
        report = self._report(ended, collected, again)
        left = tuple(self._uncollected(system, row) for row in carried if row.state != "collected")
        return replace(report, erased=self._erased(when, pin), uncollected=left)

    def _uncollected(self, system: BankSystem, row: Collection) -> Uncollected:
        known = self._connections.index(self._identity.ledger).loan(row.loan)
        transfer = system.connector.transfer(row.event)
        why = row.why or (transfer.trouble if transfer else None)
        payee = self._names.party(known.customer if known else "", "C")
        return Uncollected(row.loan, payee, row.amount, row.state == "void", why)

    def _erased(self, day: date, pin: str | None) -> int:
        """Destroy the keys that the rules do not keep any more: up to which year, 0 if none. Looked at
        once a day, with today's end; what goes wrong is told beside the day's end."""
        if day != self._today or self._erasing == day:
            return 0
        from loc_desktop.desk.join.erasure import Erasures

        self._erasing = day
        with self._connections.asides.after_commit():
            return Erasures(self._carrier, self._names).by_rule(pin)
        return 0

    def sync(self) -> int:
        """Bring the loan book up to the ledger; how many loans have changed."""
        self._carrier.catch_up()
        follow(self._connections, self._identity)
        index = self._connections.index(self._identity.ledger)
        height = index.height
        system = bank_system(self._connections, self._identity)
        if not self._synced:
            changed = system.sync(self._only)
        else:
            loans = self._changed(self._synced, height)
            changed = system.sync(loans) if loans else 0
        self._synced = height
        return changed

    def _changed(self, start: int, end: int) -> list[str]:
        """This bank's loans that the blocks from ``start`` on have touched."""
        index = self._connections.index(self._identity.ledger)
        changed: dict[str, None] = {}
        for number in range(start, end):
            for entry in index.entries(number):
                row = index.event(entry.event) if entry.code == 0 else None
                if row is None:
                    continue
                if row.kind == "identity.succeed":
                    page = index.loans(customer=str(row.body["new"]), bank=self._identity.key, limit=1000)
                    changed.update((other.id, None) for other in page.rows if self._is_own(other.id))
                loan = row.loan or (row.id if row.kind == "loan.apply" else "")
                if row.kind.startswith("challenge."):
                    # A reversal names the payout or refund that it takes back; a challenge of a customer
                    # makes its loans stand still.
                    undone = index.event(str(row.body.get("event", "")))
                    loan = (undone.loan or undone.id) if undone else ""
                    paused = self._paused(str(row.body.get("challenge", "")))
                    changed.update((other, None) for other in paused if self._is_own(other))
                if loan and self._is_own(loan):
                    changed[loan] = None
        return list(changed)

    def _is_own(self, loan: str) -> bool:
        if self._only is not None and loan not in self._only:
            return False
        known = self._connections.index(self._identity.ledger).loan(loan)
        return known is not None and known.bank == self._identity.key

    def _paused(self, challenge: str) -> list[str]:
        """The loans that stand still by a challenge, as far as it concerns this bank."""
        try:
            view = self._carrier.query("challenge", {"id": challenge})
        except KnownError as error:
            if error.code in ("contract.denied", "contract.challenge_unknown"):
                return []
            raise
        return list(view["paused"])

    def _report(self, ended: DayEnd, collected: Sequence[Collection], again: bool) -> DayReport:
        return DayReport(
            ended.day,
            ended.status,
            ended.loans,
            ended.interest,
            ended.penalty,
            ended.notices,
            len(collected),
            sum(collection.amount for collection in collected),
            {name: (tier.loans, tier.outstanding) for name, tier in ended.tiers.items()},
            again,
        )

    # ------------------------------------------------------------------ what the days say

    def report(self, day: str) -> DayReport:
        """What the end of a day did, from the books."""
        from loc_desktop.bank.books import day_end as dayend

        return self._report(dayend.day_end(self._books, date.fromisoformat(day)), (), True)

    def notices(self, day: str = "") -> tuple[NoticeRow, ...]:
        """The notices of a day ("" = the last one that was run)."""
        from loc_desktop.bank.books.loan_book import LoanBook

        rows, _ = LoanBook(self._books).notices(day or self.last(), 0, _ALL_NOTICES)
        return tuple(
            NoticeRow(
                row.day,
                row.loan,
                self._names.party(row.payee, "C"),
                row.period,
                row.kind,
                row.due,
                row.amount,
            )
            for row in rows
        )

    def arrears(self, *, tier: str = "", text: str = "", start: int = 0, limit: int = 100) -> ArrearsPage:
        """Loans that are late after the last day's end; see :meth:`Arrears.page`."""
        arrears = Arrears(self._carrier, self._names, self.sync)
        return arrears.page(tier=tier, text=text, start=start, limit=limit)
