"""Booking: entries into the double-entry journal, inside a transaction of the books. Corrections reverse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from loc_desktop.bank.books.errors import BooksError, refused
from loc_desktop.bank.books.values import Entry, Posting, StatementLine
from loc_desktop.bank.causes import cause
from loc_desktop.loan.calendar import civil_day, is_day

MAX_FEN = 10**14


def book(connection: Connection, entry: Entry, at: str, zone: str) -> int:
    """Book an entry and give its id. An entry whose key is in the journal is not booked again: the same
    postings give the first one's id.

    ``at`` is this second, RFC 3339 UTC; empty dates are its civil day in ``zone``. Raises BooksError:
    ``books.key_used`` (the key stands for other postings), ``unbalanced``, ``amount``, ``date``,
    ``no_account``, ``closed``, ``funds``.
    """
    known = connection.exec_driver_sql("SELECT id FROM entry WHERE key = ?", (entry.key,)).first()
    if known is not None:
        if _postings(connection, known[0]) != entry.postings:
            raise refused("key_used", key=entry.key)
        return int(known[0])
    _check(entry)
    _check_accounts(connection, entry.postings)
    number: int = connection.exec_driver_sql("SELECT COALESCE(MAX(id), 0) + 1 FROM entry").scalar_one()
    day = civil_day(at, zone).isoformat()
    try:
        connection.exec_driver_sql(
            "INSERT INTO entry (id, key, text, booking_date, value_date, booked_at, reverses, maker, checker)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                entry.key,
                entry.text,
                entry.booking_date or day,
                entry.value_date or entry.booking_date or day,
                at,
                entry.reverses or None,
                entry.maker,
                entry.checker,
            ),
        )
        connection.exec_driver_sql(
            "INSERT INTO posting (entry, line, account, amount) VALUES (?, ?, ?, ?)",
            [(number, line, posting.account, posting.amount) for line, posting in enumerate(entry.postings)],
        )
        connection.exec_driver_sql("INSERT INTO seal (entry) VALUES (?)", (number,))
    except IntegrityError as failure:
        raise refusal(failure) from failure
    return number


def move(key: str, text: str, debit: str, credit: str, amount: int) -> Entry:
    """An entry of two postings."""
    return Entry(key, text, (Posting(debit, amount), Posting(credit, -amount)))


def reverse(connection: Connection, entry: int, key: str, text: str, at: str, zone: str, *by: str) -> int:
    """Book an entry's opposite, naming it; ``by`` are the keys of maker and checker. Raises BooksError
    ``books.no_entry``, ``books.reversed``."""
    first = find(connection, entry)
    if first is None:
        raise refused("no_entry", entry=entry)
    other = connection.exec_driver_sql("SELECT id, key FROM entry WHERE reverses = ?", (entry,)).first()
    if other is not None:
        if other[1] == key:
            return int(other[0])
        raise refused("reversed", entry=entry, by=other[0])
    opposite = tuple(Posting(posting.account, -posting.amount) for posting in first.postings)
    maker, checker = (*by, "", "")[:2]
    return book(
        connection, Entry(key, text, opposite, reverses=entry, maker=maker, checker=checker), at, zone
    )


def find(connection: Connection, entry: int) -> Entry | None:
    """The entry with this id."""
    row = connection.exec_driver_sql(
        "SELECT key, text, booking_date, value_date, booked_at, reverses, maker, checker FROM entry"
        " WHERE id = ?",
        (entry,),
    ).first()
    if row is None:
        return None
    key, text, booked, value, at, reverses, maker, checker = row
    postings = _postings(connection, entry)
    return Entry(key, text, postings, booked, value, reverses or 0, entry, at, maker, checker)


def _postings(connection: Connection, entry: int) -> tuple[Posting, ...]:
    rows = connection.exec_driver_sql(
        "SELECT account, amount FROM posting WHERE entry = ? ORDER BY line", (entry,)
    )
    return tuple(Posting(account, amount) for account, amount in rows)


def _check(entry: Entry) -> None:
    if len(entry.postings) < 2 or sum(posting.amount for posting in entry.postings) != 0:
        raise refused("unbalanced", key=entry.key)
    for posting in entry.postings:
        if type(posting.amount) is not int or not 0 < abs(posting.amount) <= MAX_FEN:
            raise refused("amount", amount=posting.amount)
    for day in (entry.booking_date, entry.value_date):
        if day and not is_day(day):
            raise refused("date", date=day)


def _check_accounts(connection: Connection, postings: Sequence[Posting]) -> None:
    """Say which account stands in the way; the database refuses the same by itself."""
    for posting in postings:
        row = connection.exec_driver_sql(
            "SELECT status, balance, debit, floor FROM account WHERE number = ?", (posting.account,)
        ).first()
        if row is None:
            raise refused("no_account", number=posting.account)
        status, balance, debit, floor = row
        if status != "open":
            raise refused("closed", number=posting.account)
        change = posting.amount if debit else -posting.amount
        if floor and balance + change < 0:
            raise refused("funds", number=posting.account, held=balance, needed=-change)


def refusal(failure: IntegrityError) -> BooksError:
    """What the database's own rules refused."""
    said = str(failure.orig)
    return refused("refused", why=_RULES.get(said) or cause("constraint", said=said))


_RULES: Final = {
    "journal.sealed": cause("sealed"),
    "journal.closed": cause("closed"),
    "journal.two_postings": cause("two_postings"),
    "journal.unbalanced": cause("unbalanced"),
    "journal.money_unbalanced": cause("money_unbalanced"),
    "journal.entry_exists": cause("entry_exists"),
    "journal.kind_stays": cause("kind_stays"),
    "journal.account_stays": cause("account_stays"),
    "journal.nothing_changed": cause("nothing_changed"),
    "journal.second_person": cause("second_person"),
}
"""By what the triggers raise (``migrations/versions/b0001_books.py``)."""


def lines(
    connection: Connection, account: str, sign: int, start: str, end: str
) -> tuple[int, tuple[StatementLine, ...]]:
    """What an account held before ``start``, and its entries booked until ``end``; amounts times ``sign``."""
    opening = sign * int(
        connection.exec_driver_sql(
            "SELECT COALESCE(SUM(p.amount), 0) FROM posting p JOIN entry e ON e.id = p.entry"
            " WHERE p.account = ? AND e.booking_date < ?",
            (account, start),
        ).scalar_one()
    )
    rows = connection.exec_driver_sql(
        "SELECT e.id, e.booking_date, e.value_date, e.text, SUM(p.amount), e.reverses,"
        " (SELECT r.id FROM entry r WHERE r.reverses = e.id),"
        " (SELECT GROUP_CONCAT(DISTINCT o.account) FROM posting o WHERE o.entry = e.id"
        "   AND o.account <> p.account)"
        " FROM posting p JOIN entry e ON e.id = p.entry"
        " WHERE p.account = ? AND e.booking_date BETWEEN ? AND ?"
        " GROUP BY e.id ORDER BY e.booking_date, e.id",
        (account, start, end),
    )
    lines: list[StatementLine] = []
    balance = opening
    for entry, booked, value, text, amount, reverses, by, others in rows:
        balance += sign * amount
        other = tuple(others.split(",")) if others else ()
        lines.append(
            StatementLine(entry, booked, value, text, other, sign * amount, balance, reverses or 0, by or 0)
        )
    return opening, tuple(lines)
