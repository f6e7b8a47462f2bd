"""What the index can be asked: pages of blocks, entries, events and loans, inboxes, search, sums.

Lists are newest first where not said otherwise, and continue with the ``next`` of the page before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, Final

import orjson

from loc_desktop.contract.state import Json
from loc_desktop.ledger.index.rows import (
    EntryRow,
    EventRow,
    FlowRow,
    IndexedBlock,
    KindTotal,
    LoanRow,
    MemberRow,
    Page,
    Part,
    Query,
    Seat,
    Totals,
)
from loc_desktop.ledger.index.search import condition
from loc_desktop.ledger.index.write import entry_seq, tx_seq
from loc_desktop.ledger.pool import Pool

_PAYMENTS: Final = ("transfer", "repay")

_ENTRY: Final = (
    "SELECT entry.seq, tx.id, entry.seq >> 26, (entry.seq >> 10) & 65535, entry.at, entry.fn, tx.validation,"
    " caller.role, caller.key, event.id, entry.kind, event.status, entry.code, entry.failing, entry.amount,"
    " source.key, target.key, subject.key FROM entry JOIN tx ON tx.seq = entry.seq >> 10"
    " LEFT JOIN event ON event.n = entry.event LEFT JOIN party AS caller ON caller.n = tx.caller"
    " LEFT JOIN party AS source ON source.n = event.source"
    " LEFT JOIN party AS target ON target.n = event.target"
    " LEFT JOIN party AS subject ON subject.n = entry.subject"
)
_EVENT: Final = (
    "SELECT event.*, source.key, target.key, tx.id, latest.id, latest.at FROM event"
    " JOIN tx ON tx.seq = event.n >> 10 JOIN tx AS latest ON latest.seq = event.changed >> 10"
    " LEFT JOIN party AS source ON source.n = event.source"
    " LEFT JOIN party AS target ON target.n = event.target"
)
_LOAN: Final = (
    "SELECT loan.n, loan.id, customer.key, bank.key, amount, months, product, branch, opened,"
    " principal, interest, penalty, subsidised, loan.status FROM loan"
    " JOIN party AS customer ON customer.n = loan.customer"
    " JOIN party AS bank ON bank.n = loan.bank"
)


_IDS: Final = {
    "loan": ("loan", "id"),
    "event": ("event", "id"),
    "transaction": ("tx", "id"),
    "party": ("party", "key"),
}
"""Where the ids of each kind stand: table and column."""


class Reader:
    """The questions; :class:`~loc_desktop.ledger.index.index.Index` adds the file and its feeding."""

    _pool: Pool

    @property
    def height(self) -> int:
        """The number of blocks applied: the next block to give is this one."""
        with self._pool.use() as db:
            return _height(db)

    # --- blocks and transactions ----------------------------------------------------------------------------

    def blocks(self, before: int | None = None, limit: int = 100) -> Page[IndexedBlock]:
        """Newest first."""
        with self._pool.use() as db:
            rows = db.execute(
                "SELECT * FROM block WHERE number < ? ORDER BY number DESC LIMIT ?",
                (_below(before), limit + 1),
            ).fetchall()
            total = _height(db)
        blocks = tuple(IndexedBlock(*row) for row in rows[:limit])
        return Page(blocks, total, blocks[-1].number if len(rows) > limit else None)

    def longest_gap(self, since: str, now: str) -> float:
        """The most days between two blocks, of which the later is of ``since`` (RFC 3339) or later, or since
        the last one."""
        with self._pool.use() as db:
            row = db.execute(
                "SELECT max(julianday(at) - julianday(before)) FROM"
                " (SELECT at, lag(at) OVER (ORDER BY number) AS before FROM"
                " (SELECT number, at FROM block WHERE at != '' UNION ALL SELECT 9e15, ?))"
                " WHERE at >= ?",
                (now, since),
            ).fetchone()
        return float(row[0] or 0)

    def block(self, number: int) -> IndexedBlock | None:
        with self._pool.use() as db:
            row = db.execute("SELECT * FROM block WHERE number = ?", (number,)).fetchone()
        return IndexedBlock(*row) if row else None

    def entries(self, block: int) -> tuple[EntryRow, ...]:
        """All of a block, in order."""
        bounds = (entry_seq(tx_seq(block, 0), 0), entry_seq(tx_seq(block + 1, 0), 0))
        return self._entries("entry.seq >= ? AND entry.seq < ? ORDER BY entry.seq", bounds)

    def entries_of(self, tx: str) -> tuple[EntryRow, ...]:
        """All of a transaction, in order; empty if it is not known."""
        return self._entries("tx.id = ? ORDER BY entry.seq", (tx,))

    def entries_about(self, event: str) -> tuple[EntryRow, ...]:
        """Everything that happened to an event, oldest first: its lock, its grants, its unlock attempts."""
        return self._entries("event.id = ? ORDER BY entry.seq", (event,))

    def search(self, query: Query, before: int | None = None, limit: int = 100) -> Page[EntryRow]:
        """Newest first; an empty query lists everything."""
        with self._pool.use() as db:
            db.execute("BEGIN")
            where, values = condition(query, db)
            join = " LEFT JOIN event ON event.n = entry.event" if "event." in where else ""
            if where:
                count = f"SELECT count(*) FROM entry{join} WHERE {where}"
            else:
                where, count = "TRUE", "SELECT count(*) FROM entry"
            total = db.execute(count, values).fetchone()[0]
            # The page's numbers first, then the rows: joining before sorting would join what is not shown.
            picked = db.execute(
                f"SELECT entry.seq FROM entry{join} WHERE {where} AND entry.seq < :before"
                " ORDER BY entry.seq DESC LIMIT :limit",
                {**values, "before": _below(before), "limit": limit + 1},
            ).fetchall()
            marks = ",".join(str(seq) for (seq,) in picked[:limit])
            rows = db.execute(f"{_ENTRY} WHERE entry.seq IN ({marks}) ORDER BY entry.seq DESC").fetchall()
        entries = tuple(_entry(row) for row in rows)
        return Page(entries, total, entries[-1].cursor if len(picked) > limit else None)

    def _entries(self, where: str, values: tuple[Any, ...]) -> tuple[EntryRow, ...]:
        with self._pool.use() as db:
            return tuple(_entry(row) for row in db.execute(f"{_ENTRY} WHERE {where}", values))

    # --- events ---------------------------------------------------------------------------------------------

    def event(self, event: str) -> EventRow | None:
        return next(iter(self._events("event.id = ?", (event,))), None)

    def ids(self, kind: str, start: str, limit: int = 2) -> tuple[str, ...]:
        """Ids of a ``kind`` (``loan``, ``event``, ``transaction``, ``party``) that begin with ``start``."""
        table, column = _IDS[kind]
        begin = start if kind == "party" else start.lower()
        query = f"SELECT DISTINCT {column} FROM {table} WHERE {column} >= ? AND {column} < ? LIMIT ?"
        with self._pool.use() as db:
            found = db.execute(query, (begin, begin + "\U0010ffff", limit)).fetchall()
        return tuple(str(known) for (known,) in found)

    def inbox(self, role: str, key: str, after: int | None = None, limit: int = 100) -> Page[EventRow]:
        """Pending events whose next grantor is this member, oldest first."""
        mine = "event.next = (SELECT n FROM party WHERE role = ? AND key = ?)"
        return self._page(mine, (role, key), after, limit, oldest_first=True)

    def unanswered(self, before: str) -> tuple[EventRow, ...]:
        """Pending events that wait for a grantor and that the ledger took before a time (RFC 3339 UTC)."""
        where = "event.status = 'pending' AND event.next IS NOT NULL AND event.seen < ? ORDER BY event.n"
        return self._events(where, (before,))

    def expires(self, event: str) -> str:
        """Until when an event waits (RFC 3339 UTC), "" for one that waits no more."""
        with self._pool.use() as db:
            found = db.execute(
                "SELECT expires FROM waiting WHERE event = (SELECT n FROM event WHERE id = ?)", (event,)
            ).fetchone()
        return str(found[0]) if found else ""

    def events(
        self,
        *,
        party: str = "",
        part: Part = Part.SIGNER | Part.GRANTOR | Part.PAYER | Part.PAYEE,
        status: str = "",
        kind: str = "",
        loan: str = "",
        before: int | None = None,
        limit: int = 100,
    ) -> Page[EventRow]:
        """Events, newest first; ``party`` and ``part``: those in which this key takes part in such a way."""
        wheres, values = ["TRUE"], []
        if party:
            wheres.append(
                "event.n IN (SELECT event FROM involved WHERE party IN (SELECT n FROM party WHERE key = ?)"
                " AND part & ?)"
            )
            values += [party, int(part)]
        for column, value in (("status", status), ("kind", kind), ("loan", loan)):
            if value:
                wheres.append(f"event.{column} = ?")
                values.append(value)
        return self._page(" AND ".join(wheres), tuple(values), before, limit)

    def _page(
        self,
        where: str,
        values: tuple[Any, ...],
        cursor: int | None,
        limit: int,
        *,
        oldest_first: bool = False,
    ) -> Page[EventRow]:
        with self._pool.use() as db:
            db.execute("BEGIN")
            total = db.execute(f"SELECT count(*) FROM event WHERE {where}", values).fetchone()[0]
            if oldest_first:
                following, bound = "event.n > ? ORDER BY event.n", -1 if cursor is None else cursor
            else:
                following, bound = "event.n < ? ORDER BY event.n DESC", _below(cursor)
            picked = db.execute(
                f"SELECT event.n FROM event WHERE {where} AND {following} LIMIT ?",
                (*values, bound, limit + 1),
            ).fetchall()
            numbers = ",".join(str(n) for (n,) in picked[:limit])
            order = "" if oldest_first else " DESC"
            rows = self._rows(db, f"event.n IN ({numbers}) ORDER BY event.n{order}", ())
        return Page(rows, total, rows[-1].cursor if len(picked) > limit else None)

    def _events(self, where: str, values: tuple[Any, ...]) -> tuple[EventRow, ...]:
        with self._pool.use() as db:
            db.execute("BEGIN")
            return self._rows(db, where, values)

    def _rows(self, db: sqlite3.Connection, where: str, values: tuple[Any, ...]) -> tuple[EventRow, ...]:
        rows = db.execute(f"{_EVENT} WHERE {where}", values).fetchall()
        numbers = ",".join(str(row[0]) for row in rows)
        seats: dict[tuple[int, int], list[Seat]] = {}
        for event, side, *columns in db.execute(
            "SELECT event, side, party.role, party.key, verdict, seat.at, reason, exception, terms, tx.id"
            " FROM seat JOIN party ON party.n = seat.party LEFT JOIN tx ON tx.seq = seat.tx >> 10"
            f" WHERE event IN ({numbers}) ORDER BY event, side, place"
        ):
            role, key, verdict, at, reason, exception, terms, tx = columns
            seat = Seat(
                role, key, verdict, at, reason, exception, orjson.loads(terms) if terms else {}, tx or ""
            )
            seats.setdefault((event, side), []).append(seat)
        return tuple(_event(row, seats) for row in rows)

    # --- members, loans, sums -------------------------------------------------------------------------------

    def members(self, role: str = "", *, revoked: bool = False) -> tuple[MemberRow, ...]:
        """Registered members in the order of registration; ``revoked`` adds those that were revoked."""
        states = ("active", "revoked") if revoked else ("active", "active")
        return self._members("status IN (?, ?) AND (? = '' OR role = ?) ORDER BY n", (*states, role, role))

    def member(self, key: str, role: str = "") -> MemberRow | None:
        """Active or revoked; None if the key was never registered (in this role)."""
        members = self._members(
            "key = ? AND status != '' AND (? = '' OR role = ?) ORDER BY n", (key, role, role)
        )
        return members[0] if members else None

    def _members(self, where: str, values: tuple[Any, ...]) -> tuple[MemberRow, ...]:
        columns = "role, key, name, organisation, status, at, block, record"
        with self._pool.use() as db:
            rows = db.execute(f"SELECT {columns} FROM party WHERE {where}", values).fetchall()
        return tuple(_member(row) for row in rows)

    def loans(
        self,
        *,
        customer: str = "",
        bank: str = "",
        status: str = "",
        before: int | None = None,
        limit: int = 100,
    ) -> Page[LoanRow]:
        """Opened loans, newest first."""
        wheres, values = ["TRUE"], []
        for column, value in (("customer", customer), ("bank", bank)):
            if value:
                wheres.append(f"loan.{column} IN (SELECT n FROM party WHERE key = ?)")
                values.append(value)
        if status:
            wheres.append("loan.status = ?")
            values.append(status)
        where = " AND ".join(wheres)
        with self._pool.use() as db:
            db.execute("BEGIN")
            total = db.execute(f"SELECT count(*) FROM loan WHERE {where}", values).fetchone()[0]
            rows = db.execute(
                f"{_LOAN} WHERE {where} AND loan.n < ? ORDER BY loan.n DESC LIMIT ?",
                (*values, _below(before), limit + 1),
            ).fetchall()
        loans = tuple(LoanRow(*row[1:]) for row in rows[:limit])
        return Page(loans, total, rows[limit - 1][0] if len(rows) > limit else None)

    def first_payout(self, bank: str) -> str:
        """When the first loan of a bank was paid out, as its loans have it; "" where there is none."""
        with self._pool.use() as db:
            (earliest,) = db.execute(
                "SELECT min(opened) FROM loan WHERE bank IN (SELECT n FROM party WHERE key = ?)", (bank,)
            ).fetchone()
        return str(earliest or "")

    def loan(self, loan: str) -> LoanRow | None:
        with self._pool.use() as db:
            row = db.execute(f"{_LOAN} WHERE loan.id = ?", (loan,)).fetchone()
        return LoanRow(*row[1:]) if row else None

    def totals(self) -> Totals:
        with self._pool.use() as db:
            db.execute("BEGIN")
            kinds = db.execute(
                "SELECT kind, status, count(*), coalesce(sum(amount), 0) FROM event GROUP BY kind, status"
            ).fetchall()
            codes = db.execute(
                "SELECT code, count(*) FROM entry WHERE fn IN ('unlock', 'unlock_many') AND code IS NOT NULL"
                " GROUP BY code"
            ).fetchall()
            counts = db.execute(
                "SELECT (SELECT count(*) FROM tx), (SELECT count(*) FROM entry),"
                " (SELECT count(*) FROM party WHERE status = 'active')"
            ).fetchone()
            loans = db.execute(
                "SELECT coalesce(sum(amount), 0), "
                " coalesce(sum(CASE status WHEN 'reversed' THEN 0 ELSE amount - principal END), 0),"
                " coalesce(sum(subsidised), 0) FROM loan"
            ).fetchone()
            blocks = _height(db)
        events = tuple(KindTotal(*row) for row in kinds)
        return Totals(blocks, counts[0], counts[1], events, dict(codes), counts[2], *loans)

    def flows(
        self,
        *,
        since: str = "",
        until: str = "",
        party: str = "",
        ops: tuple[str, ...] = _PAYMENTS,
        limit: int = 40,
    ) -> tuple[FlowRow, ...]:
        """Executed payments summed by payer and payee, the largest sums first. ``since`` inclusive, ``until``
        exclusive; ``ops`` may add "issue" (issuer → account) and "redeem" (account → issuer)."""
        wheres = [f"op IN ({','.join('?' * len(ops))})"]
        values: list[Any] = list(ops)
        for relation, value in ((">=", since), ("<", until)):
            if value:
                wheres.append(f"payment.at {relation} ?")
                values.append(value)
        if party:
            wheres.append(
                "(payment.source IN {0} OR payment.target IN {0})".format(
                    "(SELECT n FROM party WHERE key = ?)"
                )
            )
            values += [party, party]
        with self._pool.use() as db:
            rows = db.execute(
                "SELECT payer.key, payee.key, sums.amount, sums.count, event.id FROM (SELECT source, target,"
                " sum(amount) AS amount, count(*) AS count, max(event) AS newest FROM payment"
                f" WHERE {' AND '.join(wheres)} GROUP BY source, target ORDER BY amount DESC LIMIT ?) AS sums"
                " JOIN party AS payer ON payer.n = sums.source JOIN party AS payee ON payee.n = sums.target"
                " JOIN event ON event.n = sums.newest ORDER BY sums.amount DESC",
                (*values, limit),
            ).fetchall()
        return tuple(FlowRow(*row) for row in rows)


def _height(db: sqlite3.Connection) -> int:
    row = db.execute("SELECT number + 1 FROM block ORDER BY number DESC LIMIT 1").fetchone()
    return int(row[0]) if row else 0


def _below(cursor: int | None) -> int:
    return 2**62 if cursor is None else cursor


def _json(data: bytes | None) -> Json:
    return None if data is None else orjson.loads(data)


def _entry(row: tuple[Any, ...]) -> EntryRow:
    cursor, tx, block, position, at, fn, validation, *of_event, source, target, subject = row
    role, key, event, kind, status, code, check, amount = of_event
    return EntryRow(
        cursor=cursor,
        tx=tx,
        block=block,
        position=position,
        at=at,
        fn=fn,
        validation=validation,
        caller_role=role or "",
        caller_key=key or "",
        event=event or "",
        kind=kind,
        status=status or "",
        code=code,
        check=check,
        amount=amount,
        source=source or "",
        target=target or "",
        subject=subject or "",
    )


def _member(row: tuple[Any, ...]) -> MemberRow:
    role, key, name, organisation, status, at, block, record = row
    return MemberRow(role, key, name, organisation, status, at, block, _json(record) or {})


def _event(row: tuple[Any, ...], seats: Mapping[tuple[int, int], list[Seat]]) -> EventRow:
    n, id_, kind, at, seen, status, code, failing, failure, amount, *_ = row
    loan, body, sealed, operations, granted, _, following, attempts, changed = row[12:21]
    source, target, tx, latest, latest_at = row[21:]
    grantors = tuple(seats.get((n, 1), ()))
    turn = next((seat for seat in grantors if not seat.verdict), None) if following is not None else None
    return EventRow(
        id=id_,
        cursor=n,
        kind=kind,
        at=at,
        seen=seen,
        status=status,
        code=code,
        check=failing,
        failure=_json(failure),
        amount=amount,
        source=source or "",
        target=target or "",
        loan=loan,
        body=orjson.loads(body),
        sealed=bool(sealed),
        operations=tuple(orjson.loads(operations)),
        signers=tuple(seats.get((n, 0), ())),
        grantors=grantors,
        granted=granted,
        next=turn,
        attempts=attempts,
        block=n >> 26,
        tx=tx,
        changed=latest_at,
        changed_block=changed >> 26,
        changed_tx=latest,
    )
