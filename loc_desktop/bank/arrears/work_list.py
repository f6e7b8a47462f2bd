"""The loans that are late as a list of work, and what is recorded about them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from sqlalchemy import Connection

from loc_desktop.bank.arrears.next_step import next_step
from loc_desktop.bank.arrears.values import ArrearsDeed, Contact, Demand, LateLoan, Promise
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.day_end import last_day_in
from loc_desktop.bank.books.errors import refused
from loc_desktop.bank.books.loan_book import expand
from loc_desktop.contract.loans import value_of
from loc_desktop.loan import servicing

_LATE: Final = (
    "SELECT l.id, l.payee, l.product, l.branch, COALESCE(a.number, ''), l.amount, l.opened, s.day, s.tier,"
    " s.days_past_due, s.overdue_principal, s.overdue - s.overdue_principal, s.penalty, s.due,"
    " s.outstanding, s.stopped"
    " FROM loan l JOIN loan_standing s ON s.loan = l.id"
    " LEFT JOIN account a ON a.digital_key = l.payee AND a.digital_key <> '' AND a.linked_at <> ''"
    " WHERE "
)
_CONTACT: Final = "loan, day, at, by, way, person, result, note, step, step_day"
_PROMISE: Final = "loan, day, at, by, amount, due, note, paid_before"
_DEMAND: Final = (
    "number, loan, day, at, by, days_late, principal, interest, penalty, deadline, way, delivered,"
    " delivered_by, receiver"
)
_T = TypeVar("_T")


class WorkList:
    """Arrears in a bank's books."""

    def __init__(self, books: Books) -> None:
        self._books = books

    # ------------------------------------------------------------------ reading

    def rows(self, tier: str = "") -> list[LateLoan]:
        """Every loan that is late after the last day's end, or all of a class: first what is to be done
        first, of a day's the latest first."""
        condition, params = ("s.tier = ?", (tier,)) if tier else ("s.days_past_due > 0", ())

        def read(connection: Connection) -> list[LateLoan]:
            late = [LateLoan(*row) for row in connection.exec_driver_sql(_LATE + condition, params)]
            ids = [loan.loan for loan in late]
            contacts = _by_loan(_contacts(connection, ids))
            promises = _by_loan(_promises(connection, ids))
            demands = _by_loan(_demands(connection, ids))
            found = [
                replace(
                    loan, contact=_last(contacts, loan.loan), promise=_last(promises, loan.loan),
                    demand=_last(demands, loan.loan),
                )
                for loan in late
            ]  # fmt: skip
            return [
                replace(loan, step=step, step_day=day) for loan in found for step, day in [next_step(loan)]
            ]

        return sorted(self._books.db.read(read), key=_urgency)

    def history(self, loan: str) -> list[ArrearsDeed]:
        """All that was recorded about a loan, newest first."""

        def read(connection: Connection) -> list[ArrearsDeed]:
            return [
                *_contacts(connection, [loan]), *_promises(connection, [loan]), *_demands(connection, [loan])
            ]  # fmt: skip

        return sorted(self._books.db.read(read), key=lambda deed: (deed.day, deed.at))[::-1]

    def demand(self, number: str) -> Demand:
        """Raises BooksError ``books.no_demand``."""
        return self._books.db.read(lambda connection: _demand(connection, number))

    # ------------------------------------------------------------------ recording

    def record_contact(self, contact: Contact) -> None:
        """Raises BooksError ``books.no_loan``, ``books.day_to_come``, ``books.day_past``."""
        self._not_to_come(contact.day)
        if contact.step:
            self._not_past(contact.step_day)
        self._write(
            contact.loan, lambda connection: _insert(connection, "contact", _CONTACT, _values(contact))
        )

    def record_promise(self, promise: Promise) -> None:
        """From now on payments count towards it. Raises BooksError ``books.no_loan``, ``books.amount``,
        ``books.day_past``."""
        if promise.amount <= 0:
            raise refused("amount", amount=promise.amount)
        self._not_past(promise.due)

        def write(connection: Connection) -> None:
            paid = _paid(_record(connection, promise.loan, self._books.today))
            _insert(connection, "promise", _PROMISE, (*_values(promise)[:-2], paid))

        self._write(promise.loan, write)

    def make_demand(self, loan: str, deadline: str, by: str) -> Demand:
        """The next letter, with what is due today. Raises BooksError ``books.no_loan``, ``books.not_late``,
        ``books.day_past``."""
        self._not_past(deadline)
        today = self._books.today

        def write(connection: Connection) -> Demand:
            now = servicing.position(value_of(_record(connection, loan, today)), today)
            if not now.days_past_due:
                raise refused("not_late", loan=loan)
            first = f"{today.year}-"
            count = connection.exec_driver_sql(
                "SELECT COUNT(*) FROM demand WHERE substr(number, 1, ?) = ?", (len(first), first)
            ).scalar_one()
            made = Demand(
                f"{first}{count + 1:05d}", loan, today.isoformat(), self._books.clock(), by,
                now.days_past_due, now.due_principal, now.due_interest, now.penalty, deadline,
            )  # fmt: skip
            _insert(connection, "demand", _DEMAND, _values(made))
            return made

        return self._write(loan, write)

    def deliver(self, number: str, way: str, day: str, by: str, receiver: str) -> Demand:
        """How a letter was delivered, once. Raises BooksError ``books.no_demand``,
        ``books.demand_delivered``, ``books.day_to_come``, ``books.day_past``."""
        self._not_to_come(day)

        def write(connection: Connection) -> Demand:
            demand = _demand(connection, number)
            if demand.way:
                raise refused("demand_delivered", number=number, day=demand.delivered)
            if day < demand.day:
                raise refused("day_past", day=day)
            connection.exec_driver_sql(
                "UPDATE demand SET way = ?, delivered = ?, delivered_by = ?, receiver = ? WHERE number = ?",
                (way, day, by, receiver, number),
            )
            return replace(demand, way=way, delivered=day, delivered_by=by, receiver=receiver)

        return self._books.db.write(write)

    def _write(self, loan: str, work: Callable[[Connection], _T]) -> _T:
        def write(connection: Connection) -> _T:
            if connection.exec_driver_sql("SELECT 1 FROM loan WHERE id = ?", (loan,)).first() is None:
                raise refused("no_loan", loan=loan)
            return work(connection)

        return self._books.db.write(write)

    def _not_past(self, day: str) -> None:
        if day < self._books.today.isoformat():
            raise refused("day_past", day=day)

    def _not_to_come(self, day: str) -> None:
        if day > self._books.today.isoformat():
            raise refused("day_to_come", day=day)


def _urgency(late: LateLoan) -> tuple[bool, str, int, str]:
    return not late.step_day, late.step_day, -late.days_past_due, late.loan


def _values(deed: ArrearsDeed) -> tuple[Any, ...]:
    return tuple(getattr(deed, name) for name in type(deed).__dataclass_fields__)


def _insert(connection: Connection, table: str, columns: str, values: Sequence[Any]) -> None:
    places = ", ".join("?" * len(values))
    connection.exec_driver_sql(f"INSERT INTO {table} ({columns}) VALUES ({places})", tuple(values))


def _rows(connection: Connection, table: str, columns: str, loans: Iterable[str]) -> Sequence[Any]:
    chosen = "loan IN (SELECT value FROM json_each(?))"
    return connection.exec_driver_sql(
        f"SELECT {columns} FROM {table} WHERE {chosen} ORDER BY day, at, rowid", (json.dumps(list(loans)),)
    ).all()


def _contacts(connection: Connection, loans: Iterable[str]) -> list[Contact]:
    return [Contact(*row) for row in _rows(connection, "contact", _CONTACT, loans)]


def _demands(connection: Connection, loans: Iterable[str]) -> list[Demand]:
    return [Demand(*row) for row in _rows(connection, "demand", _DEMAND, loans)]


def _demand(connection: Connection, number: str) -> Demand:
    row = connection.exec_driver_sql(f"SELECT {_DEMAND} FROM demand WHERE number = ?", (number,)).first()
    if row is None:
        raise refused("no_demand", number=number)
    return Demand(*row)


def _promises(connection: Connection, loans: Iterable[str]) -> list[Promise]:
    """With their states: the newest day's end knows the payments until its day."""
    made: dict[str, list[tuple[Promise, int]]] = {}
    for *columns, paid_before in _rows(connection, "promise", _PROMISE, loans):
        promise = Promise(*columns)
        made.setdefault(promise.loan, []).append((promise, paid_before))
    known = last_day_in(connection)
    found = []
    for loan, promises in made.items():
        paid = [
            (day, _paid(expand(record)))
            for day, record in connection.exec_driver_sql(
                "SELECT day, record FROM loan_version WHERE loan = ? ORDER BY day", (loan,)
            )
        ]
        for place, (promise, before) in enumerate(promises):
            newer = promises[place + 1][0] if place + 1 < len(promises) else None
            found.append(judged(promise, before, paid, known, newer))
    return found


def judged(
    promise: Promise, before: int, paid: Sequence[tuple[str, int]], known: str, newer: Promise | None
) -> Promise:
    """A promise with its state. ``paid``: all that was paid on the loan, by day; ``known``: until which day
    the payments are known; ``newer``: the promise that was made after it."""
    kept = next((day for day, total in paid if day <= promise.due and total >= before + promise.amount), "")
    if kept:
        return replace(promise, state="kept", settled=max(kept, promise.day))
    if newer is not None and newer.day <= promise.due:
        return replace(promise, state="replaced", settled=newer.day)
    return replace(promise, state="broken") if promise.due <= known else promise


def _record(connection: Connection, loan: str, day: date) -> Mapping[str, Any]:
    """A loan's record as it stands on a day."""
    record = connection.exec_driver_sql(
        "SELECT record FROM loan_version WHERE loan = ? AND day <= ? ORDER BY day DESC LIMIT 1",
        (loan, day.isoformat()),
    ).scalar_one()
    return expand(record)


def _paid(record: Mapping[str, Any]) -> int:
    """All that was paid on a loan, fen."""
    return sum(record["paid"].values())


def _by_loan(deeds: Iterable[_T]) -> dict[str, list[_T]]:
    found: dict[str, list[_T]] = {}
    for deed in deeds:
        found.setdefault(deed.loan, []).append(deed)  # type: ignore[attr-defined]
    return found


def _last(deeds: Mapping[str, Sequence[_T]], loan: str) -> _T | None:
    return deeds[loan][-1] if loan in deeds else None
