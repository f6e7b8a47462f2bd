"""What the bank sets aside for its loans by class: worked out of the standings, the difference is booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from loc_desktop.bank.books import journal
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.values import Entry, Kind, Posting
from loc_desktop.contract.classes import CLASSES
from loc_desktop.loan.lending import WHOLE, Provisions


@dataclass(frozen=True, slots=True)
class Provision:
    """Of one class on a day: ``loans`` with ``base`` fen of principal on the books, ``percent`` of it
    (hundredths of a percent) is ``amount``, rounded half up for each loan."""

    day: str
    tier: str
    loans: int
    base: int
    percent: int
    amount: int


def book(books: Books, connection: Connection, day: date, rule: Provisions) -> None:
    """Bring the provision up to what the standings of ``day`` ask for, where the rule names the day. Again,
    it changes nothing."""
    if not rule.is_day(day):
        return
    rows = []
    for tier in CLASSES:
        percent = rule.percent(tier)
        loans, base, amount = connection.exec_driver_sql(
            "SELECT COUNT(*), COALESCE(SUM(loans), 0), COALESCE(SUM((loans * ? + ?) / ?), 0)"
            " FROM loan_standing WHERE tier = ? AND loans > 0",
            (percent, WHOLE // 2, WHOLE, tier),
        ).one()
        rows.append((day.isoformat(), tier, loans, base, percent, amount))
    connection.exec_driver_sql(
        "INSERT INTO provision (day, tier, loans, base, percent, amount) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (day, tier) DO UPDATE SET loans = excluded.loans, base = excluded.base,"
        " percent = excluded.percent, amount = excluded.amount",
        rows,
    )
    account, expense = books.internal(Kind.PROVISION), books.internal(Kind.PROVISION_EXPENSE)
    held = connection.exec_driver_sql("SELECT balance FROM account WHERE number = ?", (account,)).scalar_one()
    more = sum(row[-1] for row in rows) - held
    if not more:
        return
    key = f"provisions/{day.isoformat()}/"
    count = connection.exec_driver_sql(
        "SELECT COUNT(*) FROM entry WHERE substr(key, 1, ?) = ?", (len(key), key)
    ).scalar_one()
    postings = (Posting(expense, more), Posting(account, -more))
    text = f"provisions {day.isoformat()}"
    entry = Entry(f"{key}{count + 1}", text, postings, value_date=day.isoformat())
    journal.book(connection, entry, books.clock(), books.zone)


def provisions(books: Books) -> tuple[Provision, ...]:
    """Of the newest day on which provisions were worked out, best class first; none before the first."""

    def work(connection: Connection) -> tuple[Provision, ...]:
        rows = connection.exec_driver_sql(
            "SELECT day, tier, loans, base, percent, amount FROM provision"
            " WHERE day = (SELECT MAX(day) FROM provision)"
        )
        found = {row[1]: Provision(*row) for row in rows}
        return tuple(found[tier] for tier in CLASSES if tier in found)

    return books.db.read(work)
