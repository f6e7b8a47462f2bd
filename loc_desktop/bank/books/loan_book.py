"""The bank's loans as the ledger has them, kept by day: a day's end that is run late sees that day."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import orjson
from sqlalchemy import Connection

from loc_desktop.bank import trouble
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.loan_values import Collection, DueNotice, Standing
from loc_desktop.bank.ports import ReadingPort
from loc_desktop.contract.client import later_rules
from loc_desktop.contract.loans import fields_of, moved_by_rules, value_of
from loc_desktop.contract.rulebook.document import Rulebook
from loc_desktop.loan.calendar import civil_day

Calendars = Sequence[tuple[date, Rulebook]]
"""Versions of the ledger's rules, each with the day from which it counts, oldest first."""

_KEPT: Final = ("paid", "status", "written_off")
_STANDING: Final = (
    "l.id, l.payee, l.product, l.branch, l.amount, l.opened, s.day, s.tier, s.days_past_due, s.outstanding,"
    " s.due, s.overdue, s.penalty, COALESCE(a.number, '')"
)
_STANDING_FROM: Final = (
    "loan l JOIN loan_standing s ON s.loan = l.id"
    " LEFT JOIN account a ON a.digital_key = l.payee AND a.digital_key <> '' AND a.linked_at <> ''"
)


class LoanBook:
    """Loans, standings, notices and collections in a bank's books."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def sync(self, ledger: ReadingPort, user: Any, loans: Iterable[str] | None = None) -> int:
        """Take over what changed on the ledger (of ``loans``, else of all); how many loans did.

        Raises the ledger's errors.
        """
        if loans is None:
            records = ledger.evaluate("query", ["loans", {}], user)
            records = [record for record in records if record["bank"] == self.books.bank]
        else:
            records = [self._record(ledger, user, loan) for loan in loans]
        calendars = later_rules(
            lambda name, args: ledger.evaluate("query", [name, dict(args)], user),
            civil_day(self.books.clock(), self.books.zone).isoformat(),
        )
        digests = {
            record["id"]: hashlib.sha256(
                orjson.dumps(_moved(record, calendars), option=orjson.OPT_SORT_KEYS)
            ).hexdigest()
            for record in records
        }
        known: dict[str, str] = self.books.db.read(
            lambda connection: {
                row[0]: row[1] for row in connection.exec_driver_sql("SELECT id, digest FROM loan")
            }
        )
        changed = [record for record in records if known.get(record["id"]) != digests[record["id"]]]
        rows = []
        for record in changed:
            versions = self._versions(ledger, user, record, calendars)
            rows.append((record, digests[record["id"]], versions))
        if rows:
            self.books.db.write(lambda connection: _save(connection, rows))
        return len(rows)

    @staticmethod
    def _record(ledger: ReadingPort, user: Any, loan: str) -> Any:
        rows = ledger.evaluate("history", [f"loan/{loan}"], user)
        return rows[-1]["value"]

    def _versions(
        self, ledger: ReadingPort, user: Any, record: Mapping[str, Any], calendars: Calendars
    ) -> list[tuple[str, bytes]]:
        """(day, record) of every day on which the loan changed, those of new calendars included."""
        zone = self.books.zone
        rows = [row for row in ledger.evaluate("history", [f"loan/{record['id']}"], user) if "value" in row]
        # A freeze changes the record but nothing that is owed.
        kept: list[tuple[str, Mapping[str, Any]]] = []
        for row in rows:
            value: Mapping[str, Any] = {name: part for name, part in row["value"].items() if name != "frozen"}
            if not kept or kept[-1][1] != value:
                kept.append((civil_day(row["at"], zone).isoformat(), value))
        days = [day for day, _ in kept]
        if len(kept) > 1:
            # The loan's own history says on which business day a change counts.
            entries = ledger.evaluate("query", ["loan", {"id": record["id"]}], user)["entries"]
            if len(entries) == len(kept) - 1:
                days[1:] = [entry["at"] for entry in entries]
        days[0] = record["opened"]
        by_day: dict[str, Mapping[str, Any]] = {}
        latest = record["opened"]
        for day, (_, version) in zip(days, kept, strict=True):
            latest = max(latest, day)
            by_day[latest] = version
        stood = sorted(by_day.items())
        for start, _ in calendars:
            day = start.isoformat()
            if day > record["opened"]:
                by_day.setdefault(day, [version for since, version in stood if since < day][-1])
        return [(day, compact(_moved(version, calendars, day))) for day, version in sorted(by_day.items())]

    # ------------------------------------------------------------------ what the views show

    def standings(
        self, tier: str = "", text: str = "", start: int = 0, limit: int = 100
    ) -> tuple[list[Standing], int]:
        """Loans after their last day's end, the latest first among the late, and how many in all."""
        where, params = ["1"], []
        if tier:
            where.append("s.tier = ?")
            params.append(tier)
        if text:
            where.append("(l.id LIKE ? OR l.payee LIKE ? OR l.branch LIKE ? OR a.number LIKE ?)")
            params += [f"{text.replace('%', '').replace('_', '')}%"] * 4
        condition = " AND ".join(where)

        def work(connection: Connection) -> tuple[list[Standing], int]:
            total = connection.exec_driver_sql(
                f"SELECT COUNT(*) FROM {_STANDING_FROM} WHERE {condition}", tuple(params)
            ).scalar_one()
            rows = connection.exec_driver_sql(
                f"SELECT {_STANDING} FROM {_STANDING_FROM} WHERE {condition}"
                " ORDER BY s.days_past_due DESC, l.id LIMIT ? OFFSET ?",
                (*params, limit, start),
            )
            return [Standing(*row) for row in rows], int(total)

        return self.books.db.read(work)

    def notices(self, day: str = "", start: int = 0, limit: int = 100) -> tuple[list[DueNotice], int]:
        """Notices, newest first (of one day if given), and how many in all."""
        where, params = ("WHERE n.day = ?", (day,)) if day else ("", ())

        def work(connection: Connection) -> tuple[list[DueNotice], int]:
            total = connection.exec_driver_sql(f"SELECT COUNT(*) FROM notice n {where}", params).scalar_one()
            rows = connection.exec_driver_sql(
                "SELECT n.loan, l.payee, n.period, n.kind, n.due, n.day, n.amount FROM notice n"
                f" JOIN loan l ON l.id = n.loan {where}"
                " ORDER BY n.day DESC, n.loan, n.period LIMIT ? OFFSET ?",
                (*params, limit, start),
            )
            return [DueNotice(*row) for row in rows], int(total)

        return self.books.db.read(work)

    def collections(self, state: str = "", start: int = 0, limit: int = 100) -> tuple[list[Collection], int]:
        """Collections, newest first (in one state if given), and how many in all."""
        where, params = ("WHERE state = ?", (state,)) if state else ("", ())

        def work(connection: Connection) -> tuple[list[Collection], int]:
            total = connection.exec_driver_sql(
                f"SELECT COUNT(*) FROM collection {where}", params
            ).scalar_one()
            rows = connection.exec_driver_sql(
                "SELECT loan, day, event, account, principal, interest, penalty, state, why FROM collection"
                f" {where} ORDER BY day DESC, loan LIMIT ? OFFSET ?",
                (*params, limit, start),
            )
            return [_collection(row) for row in rows], int(total)

        return self.books.db.read(work)


def _moved(record: Mapping[str, Any], calendars: Calendars, day: str = "9999-12-31") -> Mapping[str, Any]:
    """The record as the calendars that count on ``day`` leave it."""
    for start, rules in calendars:
        if record["calendar"] < start.isoformat() <= day:
            record = moved_by_rules(record, rules, start)
    return record


def _collection(row: Sequence[Any]) -> Collection:
    loan, day, event, account, principal, interest, penalty, state, why = row
    return Collection(
        loan, day, event, account, principal, interest, penalty, state, trouble.read(why)
    )  # fmt: skip


def compact(record: Mapping[str, Any]) -> bytes:
    """What a day's end needs of a ledger's record, its schedule written out: JSON, compressed to a fifth, so
    that many loans are few pages of the file.
    """
    kept = {name: record[name] for name in _KEPT if name in record}
    kept |= fields_of(value_of(record))
    return zlib.compress(orjson.dumps(kept), 1)


def expand(record: bytes) -> dict[str, Any]:
    """The opposite of :func:`compact`."""
    content: dict[str, Any] = orjson.loads(zlib.decompress(record))
    return content


def _save(
    connection: Connection,
    rows: Sequence[tuple[Mapping[str, Any], str, Sequence[tuple[str, bytes]]]],
) -> None:
    connection.exec_driver_sql(
        "INSERT INTO loan (id, payee, product, branch, amount, opened, digest, done)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 0)"
        " ON CONFLICT (id) DO UPDATE SET payee = excluded.payee, digest = excluded.digest, done = 0",
        [
            (
                loan["id"],
                loan["payee"],
                loan["product"],
                loan["branch"],
                loan["amount"],
                loan["opened"],
                digest,
            )
            for loan, digest, _ in rows
        ],
    )
    connection.exec_driver_sql(
        "DELETE FROM loan_version WHERE loan = ?", [(loan["id"],) for loan, _, _ in rows]
    )
    connection.exec_driver_sql(
        "INSERT INTO loan_version (loan, day, record) VALUES (?, ?, ?)"
        " ON CONFLICT (loan, day) DO UPDATE SET record = excluded.record",
        [(loan["id"], day, record) for loan, _, versions in rows for day, record in versions],
    )
