"""The day's end: accrual, due notices, collections, arrears with penalty, the five tiers, for every loan;
what is long overdue is no income any more, and provisions are made by class (the rules say when).

A loan's standing on a day is a function of its record on that day and of the day alone
(:mod:`loc_desktop.loan.servicing`), and so is what of it belongs on each account of the loan book. A day's
end books the difference to what was booked before, one entry for a thousand loans. So

* running a day again changes nothing: a loan whose standing is of that day or later is left alone;
* a day that was missed is run late, before the next one, and sees the loans as they were on that day; its
  entries carry that day as value date and today as booking date;
* a cancelled or killed day goes on where it stopped.

Collections are planned here and carried to the ledger by :mod:`loc_desktop.bank.connector.collecting`. What
an account holds is divided as any payment, by :func:`loc_desktop.loan.servicing.divide`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection

from loc_desktop.bank.books import journal, provisions
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.counter_book import expire
from loc_desktop.bank.books.errors import refused
from loc_desktop.bank.books.loan_book import expand
from loc_desktop.bank.books.loan_values import DayEnd, Tier
from loc_desktop.bank.books.non_accrual import Stopped, stopped
from loc_desktop.bank.books.values import MEMO, Entry, Kind, Posting
from loc_desktop.contract.classes import class_of, in_default
from loc_desktop.contract.loans import is_subsidised, value_of
from loc_desktop.loan import lending, servicing
from loc_desktop.loan.lending import LendingRules
from loc_desktop.loan.servicing import Loan, Position

NOTICE_DAYS: Final = 5
"""How long before a payment is due the customer hears of it."""

CHUNK: Final = 1000
_DAY: Final = timedelta(days=1)
_ACCOUNTS: Final = (
    Kind.LOANS, Kind.INTEREST_DUE, Kind.PENALTY_DUE, Kind.SUBSIDY_DUE, Kind.INTEREST_INCOME,
    Kind.PENALTY_INCOME, Kind.WRITTEN_OFF, Kind.RECOVERED, Kind.MEMO_INTEREST, Kind.MEMO_PENALTY,
)  # fmt: skip
"""The accounts of a loan's booked position, in the order of its columns; clearing balances them, the contra
account those of :data:`MEMO`."""

_NONE: Final = (0,) * len(_ACCOUNTS)
_SELECT: Final = (
    "SELECT l.rowid, l.id, v.record, v.day = (SELECT MAX(day) FROM loan_version WHERE loan = l.id), s.tier,"
    " s.loans, s.interest_due, s.penalty_due, s.subsidy_due, s.interest_income, s.penalty_income,"
    " s.written_off, s.recovered, s.memo_interest, s.memo_penalty, l.payee, a.number,"
    " a.balance - COALESCE((SELECT SUM(principal + interest + penalty)"
    "  FROM collection WHERE state = 'planned' AND account = a.number), 0),"
    # The plus keeps SQLite on the primary key: by state it would go through all that are planned.
    " EXISTS (SELECT 1 FROM collection WHERE loan = l.id AND +state = 'planned')"
    " FROM loan l"
    " JOIN loan_version v ON v.loan = l.id"
    "  AND v.day = (SELECT MAX(day) FROM loan_version WHERE loan = l.id AND day <= ?)"
    " LEFT JOIN loan_standing s ON s.loan = l.id"
    " LEFT JOIN account a ON a.digital_key = l.payee AND a.digital_key <> '' AND a.linked_at <> ''"
    "  AND a.status = 'open'"
    " WHERE "
)
_TO_DO: Final = (
    f"{_SELECT} l.rowid > ? AND l.done = 0 AND (s.day IS NULL OR s.day < ?) ORDER BY l.rowid LIMIT ?"
)
"""Loans that are to be done, with what their accounts hold beyond the collections that are on their way."""

_AGAIN: Final = f"{_SELECT} l.done = 0 AND s.day = ? AND l.id IN (SELECT value FROM json_each(?))"
"""Of some loans those that the day's end has done."""

_SEVERAL: Final = (
    "SELECT l.id, l.payee, v.record FROM loan l"
    " JOIN loan_version v ON v.loan = l.id"
    "  AND v.day = (SELECT MAX(day) FROM loan_version WHERE loan = l.id AND day <= ?)"
    " WHERE l.done = 0 AND l.payee IN"
    "  (SELECT payee FROM loan WHERE done = 0 GROUP BY payee HAVING COUNT(*) > 1)"
)
"""The loans of customers who have more than one."""

_HISTORY: Final = "SELECT day, record FROM loan_version WHERE loan = ? AND day <= ? ORDER BY day"

_COLUMNS: Final = (
    "day", "tier", "days_past_due", "outstanding", "due", "overdue", "penalty", "loans", "interest_due",
    "penalty_due", "subsidy_due", "interest_income", "penalty_income", "written_off", "recovered",
    "memo_interest", "memo_penalty", "overdue_principal", "stopped",
)  # fmt: skip
_STANDING: Final = (
    f"INSERT INTO loan_standing (loan, {', '.join(_COLUMNS)}) VALUES (?{', ?' * len(_COLUMNS)})"
    f" ON CONFLICT (loan) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS)}"
)

Progress = Callable[[int, int], None]


def run(
    books: Books,
    day: date,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    rules: LendingRules | None = None,
) -> DayEnd:
    """Run the day's end of ``day``, after those before it that were missed since the last one.

    ``progress(done, total)`` counts loans over all days that are run; ``cancelled`` is asked between chunks.
    ``rules``: the lending rules of the ledger (None: those that the program ships).
    Raises BooksError ``books.future`` for a day that has not come yet.
    """
    if day > books.today:
        raise refused("future", day=day.isoformat())
    days = _missing(books, day)
    total = len(days) * books.db.read(_count)
    counted = 0
    for missed in days:
        runner = _Runner(books, missed, rules or lending.shipped())
        runner.begin()
        while runner.chunk():
            if progress is not None:
                progress(min(counted + runner.seen, total), total)
            if cancelled():
                runner.end("cancelled")
                return day_end(books, missed)
        runner.end("finished")
        counted += total // len(days)
        if progress is not None:
            progress(counted, total)
    return day_end(books, day)


def look_again(books: Books, day: date, loans: Iterable[str], rules: LendingRules | None = None) -> DayEnd:
    """Bring the standings of ``loans`` up to what was paid on ``day`` after its end had been run: what its
    collections took. The difference is booked as by the day's end; again, it changes nothing.
    """
    _Runner(books, day, rules or lending.shipped()).look_again(list(loans))
    return day_end(books, day)


def day_end(books: Books, day: date) -> DayEnd:
    """What the day's end of ``day`` did; ``covered`` where a later one was the first, ``none`` if it was not
    run.
    """

    def work(connection: Connection) -> DayEnd:
        row = connection.exec_driver_sql(
            "SELECT day, status, loans, interest, penalty, notices, collections, collections_fen, tiers"
            " FROM day_run WHERE day = ?",
            (day.isoformat(),),
        ).first()
        if row is None:
            later = connection.exec_driver_sql(
                "SELECT COUNT(*) FROM day_run WHERE day > ?", (day.isoformat(),)
            ).scalar_one()
            return DayEnd(day.isoformat(), "covered" if later else "none")
        figures: list[Any] = list(row)
        figures[-1] = {name: Tier(*pair) for name, pair in json.loads(figures[-1]).items()}
        return DayEnd(*figures)

    return books.db.read(work)


def last_day(books: Books) -> date | None:
    """The newest day whose end is finished."""
    last = books.db.read(last_day_in)
    return date.fromisoformat(last) if last else None


def last_day_in(connection: Connection) -> str:
    """:func:`last_day` inside a transaction, "" where none was run."""
    last = connection.exec_driver_sql("SELECT MAX(day) FROM day_run WHERE status = 'finished'").scalar()
    return last or ""


def _tiers(connection: Connection) -> str:
    """How many loans each tier has, and what is outstanding: JSON."""
    rows = connection.exec_driver_sql(
        "SELECT tier, COUNT(*), SUM(outstanding) FROM loan_standing WHERE outstanding > 0 GROUP BY tier"
    )
    return json.dumps({tier: [count, outstanding] for tier, count, outstanding in rows})


def _count(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT COUNT(*) FROM loan WHERE done = 0").scalar_one())


def _missing(books: Books, day: date) -> list[date]:
    """The days to be run: those after the last finished one, or ``day`` alone where none was ever run."""
    last = last_day(books)
    if last is None:
        return [day]
    return [last + _DAY * step for step in range(1, (day - last).days + 1)]


@dataclass(slots=True)
class _Sums:
    """What a chunk adds to its day."""

    loans: int = 0
    interest: int = 0
    penalty: int = 0
    notices: int = 0
    collections: int = 0
    collections_fen: int = 0


class _Runner:
    """One day. Each chunk is one transaction."""

    def __init__(self, books: Books, day: date, rules: LendingRules) -> None:
        self._books = books
        self._rules = rules
        self._defaults: dict[str, set[str]] = {}
        self._day = day
        self._text = day.isoformat()
        self._last = 0
        self.seen = 0

    def begin(self) -> None:
        def work(connection: Connection) -> None:
            connection.exec_driver_sql(
                "INSERT INTO day_run (day, status, started_at, finished_at, chunks, loans, interest, penalty,"
                " notices, collections, collections_fen, tiers)"
                " VALUES (?, 'running', ?, '', 0, 0, 0, 0, 0, 0, 0, '{}')"
                " ON CONFLICT (day) DO UPDATE SET status = 'running' WHERE status <> 'finished'",
                (self._text, self._books.clock()),
            )

        self._books.db.write(work)
        if "other_default" in self._rules.classification.signs:
            self._defaults = self._books.db.read(self._defaulted)

    def _defaulted(self, connection: Connection) -> dict[str, set[str]]:
        """The loans in default of those customers who have more than one."""
        defaults: dict[str, set[str]] = {}
        for loan_id, payee, record in connection.exec_driver_sql(_SEVERAL, (self._text,)):
            content = expand(record)
            if in_default(content, servicing.position(value_of(content), self._day)):
                defaults.setdefault(payee, set()).add(loan_id)
        return defaults

    def end(self, status: str) -> None:
        def work(connection: Connection) -> None:
            connection.exec_driver_sql(
                "UPDATE day_run SET status = ?, finished_at = ?, tiers = ?"
                " WHERE day = ? AND status <> 'finished'",
                (status, self._books.clock(), _tiers(connection), self._text),
            )
            if status == "finished":
                provisions.book(self._books, connection, self._day, self._rules.provisions)
                expire(connection, self._day, self._books.clock())

        self._books.db.write(work)

    def look_again(self, loans: Sequence[str]) -> None:
        """The standings of some loans anew. Not where a later day's end was run: it has seen more."""

        def work(connection: Connection) -> None:
            if last_day_in(connection) != self._text:
                return
            rows = connection.exec_driver_sql(_AGAIN, (self._text, self._text, json.dumps(list(loans)))).all()
            if rows:
                self._do(connection, rows, again=True)
                connection.exec_driver_sql(
                    "UPDATE day_run SET tiers = ? WHERE day = ?", (_tiers(connection), self._text)
                )
                provisions.book(self._books, connection, self._day, self._rules.provisions)

        if "other_default" in self._rules.classification.signs:
            self._defaults = self._books.db.read(self._defaulted)
        self._books.db.write(work)

    def chunk(self) -> bool:
        """Do the next loans; False when there are none left."""
        return self._books.db.write(self._chunk)

    def _chunk(self, connection: Connection) -> bool:
        rows = connection.exec_driver_sql(_TO_DO, (self._text, self._last, self._text, CHUNK)).all()
        if not rows:
            return False
        self._last = rows[-1][0]
        self.seen += len(rows)
        self._do(connection, rows)
        return True

    def _do(self, connection: Connection, rows: Sequence[Any], again: bool = False) -> None:
        """Standings, changes of class, notices, collections and the entry of some loans; ``again``: of loans
        that have their notices and collections of this day."""
        taken: dict[str, int] = {}
        totals = [0] * len(_ACCOUNTS)
        standings: list[tuple[Any, ...]] = []
        changes, notices, collections, settled = [], [], [], []
        for _, loan_id, record, newest, tier, *columns in rows:
            *booked, payee, account, held, waiting = columns
            content = expand(record)
            loan = value_of(content)
            now = servicing.position(loan, self._day)
            active = content["status"] == "active"
            before = tuple(booked) if booked[0] is not None else _NONE
            class_now = class_of(
                content, now, self._rules, active and bool(self._defaults.get(payee, set()) - {loan_id})
            )
            stop = self._stopped(connection, loan_id, content) if now.days_past_due else None
            after = _booked(content, loan, now, before, self._rules, stop)
            for place, (new, old) in enumerate(zip(after, before, strict=True)):
                totals[place] += new - old
            if (tier or "normal") != class_now:
                changes.append((loan_id, self._text, tier or "normal", class_now))
            if active and not again:
                notices += self._notices(loan_id, loan)
                if now.due and account is not None and not waiting:
                    plan = self._plan(loan_id, account, held - taken.get(account, 0), now)
                    if plan is not None:
                        taken[account] = taken.get(account, 0) + sum(plan[4:7])
                        collections.append(plan)
            elif (
                not active and newest and content["status"] != "written_off" and not after[1] and not after[2]
            ):
                settled.append((loan_id,))
            overdue = now.overdue_principal + now.overdue_interest
            standings.append(
                (
                    loan_id, self._text, class_now, now.days_past_due, now.outstanding, now.due,
                    overdue, now.penalty, *after, now.overdue_principal,
                    stop.since.isoformat() if stop else "",
                )
            )  # fmt: skip
        connection.exec_driver_sql(_STANDING, standings)
        _change_tiers(connection, changes)
        made = _insert(connection, "notice", notices)
        _insert(connection, "collection", collections)
        if settled:
            connection.exec_driver_sql("UPDATE loan SET done = 1 WHERE id = ?", settled)
        planned = sum(sum(plan[4:7]) for plan in collections)
        # Income is a credit, so what was earned is its negative; what a memo account took accrued as well.
        accrued, fined = totals[8] - totals[4], totals[9] - totals[5]
        sums = _Sums(0 if again else len(rows), accrued, fined, made, len(collections), planned)
        self._book(connection, totals, sums)

    def _stopped(self, connection: Connection, loan: str, content: Any) -> Stopped | None:
        """Whether a late loan is in non-accrual; ``content`` is its record of the day. One that is current
        never is."""
        rows = connection.exec_driver_sql(_HISTORY, (loan, self._text)).all()
        earlier = [(date.fromisoformat(day), expand(record)) for day, record in rows[:-1]]
        versions = [*earlier, (date.fromisoformat(rows[-1][0]), content)]
        return stopped(versions, self._day, self._rules.non_accrual)

    def _book(self, connection: Connection, totals: Sequence[int], sums: _Sums) -> None:
        chunks = connection.exec_driver_sql(
            "UPDATE day_run SET chunks = chunks + 1, loans = loans + ?, interest = interest + ?,"
            " penalty = penalty + ?, notices = notices + ?, collections = collections + ?,"
            " collections_fen = collections_fen + ? WHERE day = ? RETURNING chunks",
            (
                sums.loans, sums.interest, sums.penalty, sums.notices, sums.collections,
                sums.collections_fen, self._text,
            ),
        ).scalar_one()  # fmt: skip
        amounts = {self._books.internal(kind): total for kind, total in zip(_ACCOUNTS, totals, strict=True)}
        memo = sum(total for kind, total in zip(_ACCOUNTS, totals, strict=True) if kind in MEMO)
        amounts[self._books.internal(Kind.MEMO_CONTRA)] = -memo
        amounts[self._books.internal(Kind.CLEARING)] = memo - sum(totals)
        postings = tuple(Posting(account, amount) for account, amount in amounts.items() if amount)
        if postings:
            at = self._books.clock()
            text = f"day's end {self._text}: {sums.loans} loans"
            key = f"dayend/{self._text}/{chunks}"
            journal.book(connection, Entry(key, text, postings, value_date=self._text), at, self._books.zone)

    def _notices(self, loan_id: str, loan: Loan) -> list[tuple[Any, ...]]:
        notices: list[tuple[Any, ...]] = []
        latest = self._day + _DAY * NOTICE_DAYS
        for period in loan.periods:
            if period.due > latest:
                break
            if not period.is_paid:
                kind = "soon" if period.due > self._day else "due" if period.due == self._day else "overdue"
                amount = period.open_principal + period.open_interest
                notices.append((loan_id, period.number, kind, period.due.isoformat(), self._text, amount))
        return notices

    def _plan(self, loan_id: str, account: str, held: int, now: Position) -> tuple[Any, ...] | None:
        """The collection that an account can pay; None if it holds nothing."""
        if held <= 0:
            return None
        parts = servicing.divide(now, min(held, now.due))
        event = self._books.reference(f"collect\n{loan_id}\n{self._text}")
        return (
            loan_id,
            self._text,
            event,
            account,
            parts.principal,
            parts.interest,
            parts.penalty,
            "planned",
            "",
        )


def _booked(
    content: dict[str, Any],
    loan: Loan,
    now: Position,
    before: tuple[int, ...],
    rules: LendingRules,
    stop: Stopped | None,
) -> tuple[int, ...]:
    """What of a loan belongs on each of ``_ACCOUNTS`` after this day, debits positive. In non-accrual
    (``stop``), and when it is written off, income is what was paid; the rest is on the memo accounts."""
    paid_interest = servicing.interest_paid(loan)
    paid_penalty = content["paid"]["penalty"]
    if content["status"] in ("active", "repaid", "written_off"):
        total, fined = servicing.earned(loan, now.on), now.penalty + paid_penalty
    else:
        # Reversed: nothing more is earned than was, unless it is paid after all.
        total, fined = max(-before[4], paid_interest), max(-before[5], paid_penalty)
    subsidised = content["status"] == "active" and is_subsidised(content)
    finance = servicing.finance_due(loan, now.on, rules) if subsidised else 0
    left = loan.outstanding if content["status"] in ("active", "written_off") else 0
    lost = content.get("written_off", {"amount": left if content["status"] == "written_off" else 0})
    written, recovered = lost["amount"], lost.get("recovered", 0)
    interest, penalty = total - paid_interest - finance, fined - paid_penalty
    memo_interest = memo_penalty = on_principal = 0
    if stop is not None or content["status"] == "written_off":
        memo_interest, memo_penalty = interest, penalty
        interest = penalty = 0
    if stop is not None and content["status"] == "active" and rules.non_accrual.payments == "principal_first":
        came = max(0, paid_interest - stop.interest), max(0, paid_penalty - stop.penalty)
        on_principal = min(left - written, sum(came))
        memo_interest += min(came[0], on_principal)
        memo_penalty += on_principal - min(came[0], on_principal)
    return (
        left - written - on_principal,
        interest,
        penalty,
        finance,
        # What is owed besides principal is either income or on a memo account.
        memo_interest - total,
        memo_penalty - fined,
        # The loss as it was; what came back of it is income of its own.
        written + recovered,
        -recovered,
        memo_interest,
        memo_penalty,
    )


def _change_tiers(connection: Connection, changes: Sequence[tuple[Any, ...]]) -> None:
    """Keep changes of class, one a loan and day: what a day takes back was no change."""
    if changes:
        connection.exec_driver_sql(
            "INSERT INTO tier_change VALUES (?, ?, ?, ?)"
            " ON CONFLICT (loan, day) DO UPDATE SET after = excluded.after",
            list(changes),
        )
        connection.exec_driver_sql(
            "DELETE FROM tier_change WHERE day = ? AND before = after", (changes[0][1],)
        )


def _insert(connection: Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> int:
    """Insert rows of all columns; what is there stays. How many were inserted."""
    if not rows:
        return 0
    places = ", ".join("?" * len(rows[0]))
    inserted = connection.exec_driver_sql(f"INSERT OR IGNORE INTO {table} VALUES ({places})", list(rows))
    return inserted.rowcount
