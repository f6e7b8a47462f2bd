"""The index's tables and how a block goes into them: plain SQL on a connection whose transaction is open."""

from __future__ import annotations

import sqlite3
from typing import Final

import orjson

from loc_desktop.ledger.api import Block, Transaction
from loc_desktop.ledger.index.digest import (
    GrantedResult,
    Item,
    Locked,
    RegisteredMember,
    SignedResult,
    Unlocked,
    digest,
)
from loc_desktop.ledger.index.rows import Part

VERSION: Final = 5
"""Of the tables. An index of another version is emptied and filled again from the ledger."""

SCHEMA: Final = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE block (number INTEGER PRIMARY KEY, hash TEXT, previous TEXT, data TEXT, at TEXT, size INTEGER);
CREATE TABLE party (n INTEGER PRIMARY KEY, role TEXT, key TEXT, name TEXT, organisation TEXT,
  status TEXT, at TEXT, block INTEGER, record BLOB, UNIQUE (key, role));
CREATE INDEX party_name ON party (name);
CREATE TABLE tx (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, at TEXT, fn TEXT, validation TEXT, caller INTEGER);
CREATE TABLE entry (seq INTEGER PRIMARY KEY, event INTEGER, kind TEXT, code INTEGER, failing TEXT,
  amount INTEGER, at TEXT, fn TEXT, subject INTEGER);
CREATE INDEX entry_event ON entry (event);
CREATE INDEX entry_kind ON entry (kind);
CREATE INDEX entry_fn ON entry (fn, code);
CREATE INDEX entry_amount ON entry (amount) WHERE amount IS NOT NULL;
CREATE INDEX entry_at ON entry (at);
CREATE TABLE event (n INTEGER PRIMARY KEY, id TEXT UNIQUE, kind TEXT, at TEXT, seen TEXT, status TEXT,
  code INTEGER, failing TEXT, failure BLOB, amount INTEGER, source INTEGER, target INTEGER, loan TEXT,
  body BLOB, sealed INTEGER, operations BLOB, granted INTEGER, grantors INTEGER, next INTEGER,
  attempts INTEGER, changed INTEGER);
CREATE TABLE waiting (event INTEGER PRIMARY KEY, expires TEXT);
CREATE INDEX waiting_expires ON waiting (expires);
CREATE INDEX event_next ON event (next) WHERE next IS NOT NULL;
CREATE INDEX event_status ON event (status, kind, amount);
CREATE INDEX event_loan ON event (loan) WHERE loan != '';
CREATE TABLE seat (event INTEGER, side INTEGER, place INTEGER, party INTEGER, verdict TEXT, at TEXT,
  reason TEXT,
  exception INTEGER, terms BLOB, tx INTEGER, PRIMARY KEY (event, side, place)) WITHOUT ROWID;
CREATE TABLE involved (party INTEGER, event INTEGER, part INTEGER, PRIMARY KEY (party, event)) WITHOUT ROWID;
CREATE TABLE payment (event INTEGER, place INTEGER, op TEXT, source INTEGER, target INTEGER,
  amount INTEGER, at TEXT, PRIMARY KEY (event, place)) WITHOUT ROWID;
CREATE INDEX payment_at ON payment (at);
CREATE TABLE loan (id TEXT PRIMARY KEY, n INTEGER, customer INTEGER, bank INTEGER, amount INTEGER,
  months INTEGER, product TEXT, branch TEXT, opened TEXT, principal INTEGER, interest INTEGER,
  penalty INTEGER, subsidised INTEGER, lost INTEGER, status TEXT) WITHOUT ROWID;
CREATE INDEX loan_n ON loan (n);
CREATE INDEX loan_customer ON loan (customer, n);
CREATE INDEX loan_bank ON loan (bank, n);
"""

_SUBSIDIES: Final = frozenset({"loan.refund", "interest.repay"})


def tx_seq(block: int, position: int) -> int:
    """Transactions in ledger order as one integer."""
    return block << 16 | position


def entry_seq(tx: int, place: int) -> int:
    """Entries in ledger order; a transaction has at most 1,024 events."""
    return tx << 10 | place


class Writer:
    """Writes blocks through one connection. Parties' numbers are kept: ``forget`` them after a rollback."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._parties: dict[tuple[str, str], int] = {}

    def forget(self) -> None:
        self._parties.clear()

    def apply(self, block: Block) -> list[str]:
        """The ids of the events that the block touches."""
        self._db.execute(
            "INSERT INTO block VALUES (?, ?, ?, ?, ?, ?)",
            (
                block.number,
                block.hash,
                block.previous_hash,
                block.data_hash,
                block.at,
                len(block.transactions),
            ),
        )
        touched: list[str] = []
        for transaction in block.transactions:
            self._transaction(transaction, touched)
        return touched + (self._expire(block.at) if block.at else [])

    def _expire(self, at: str) -> list[str]:
        """What waited too long by a block's time is shown so, whether somebody has ended it on the ledger yet
        or not; the ids.
        """
        over = self._db.execute(
            "SELECT event.n, event.id, event.status FROM waiting JOIN event ON event.n = waiting.event"
            " WHERE waiting.expires < ?",
            (at,),
        ).fetchall()
        for number, _, _ in over:
            self._db.execute(
                "UPDATE event SET status = 'expired', next = NULL WHERE n = ? AND status = 'pending'",
                (number,),
            )
            self._db.execute("DELETE FROM waiting WHERE event = ?", (number,))
        return [str(name) for _, name, status in over if status == "pending"]

    def _transaction(self, transaction: Transaction, touched: list[str]) -> None:
        seq = tx_seq(transaction.block, transaction.position)
        caller = self._party(transaction.caller.role, transaction.caller.key)
        self._db.execute(
            "INSERT INTO tx VALUES (?, ?, ?, ?, ?, ?)",
            (seq, self._own_id(transaction), transaction.at, transaction.fn, transaction.validation, caller),
        )
        items = digest(transaction)
        for place, item in enumerate(items[:1024]):
            self._item(transaction, entry_seq(seq, place), item, touched)
        if not items:
            self._entry(transaction, entry_seq(seq, 0))

    def _own_id(self, transaction: Transaction) -> str:
        """The transaction's id. A void one may bear any: it takes none that another has, and leaves it to a
        valid one; it then has its place in the ledger instead."""
        known = self._db.execute("SELECT seq FROM tx WHERE id = ?", (transaction.id,)).fetchone()
        if known is None and transaction.id:
            return transaction.id
        if not transaction.valid or not transaction.id:
            return f"#{transaction.block}.{transaction.position}"
        self._db.execute("UPDATE tx SET id = ? WHERE seq = ?", (f"#{known[0]}", known[0]))
        return transaction.id

    def _item(self, transaction: Transaction, seq: int, item: Item, touched: list[str]) -> None:
        if isinstance(item, RegisteredMember):
            self._entry(transaction, seq, subject=self._member(item, transaction))
            return
        if isinstance(item, Locked):
            event: int | None = self._lock(item, transaction, seq)
            kind, amount = item.kind, item.amount
            touched.append(item.id)
        else:
            row = self._db.execute("SELECT n, kind, amount FROM event WHERE id = ?", (item.event,)).fetchone()
            if row is None:  # an event that this ledger never took: only its attempt is known
                self._entry(transaction, seq)
                return
            event, kind, amount = row
            touched.append(item.event)
            if isinstance(item, GrantedResult):
                self._grant(row[0], item, seq)
            else:
                self._unlock(row[0], item, transaction, seq)
        code, check = (item.code, item.check) if isinstance(item, Unlocked) else (None, "")
        self._entry(transaction, seq, event, kind, code, check, amount)

    def _entry(
        self,
        transaction: Transaction,
        seq: int,
        event: int | None = None,
        kind: str = "",
        code: int | None = None,
        check: str = "",
        amount: int | None = None,
        subject: int | None = None,
    ) -> None:
        self._db.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (seq, event, kind, code, check, amount, transaction.at, transaction.fn, subject),
        )

    # --- items ----------------------------------------------------------------------------------------------

    def _lock(self, item: Locked, transaction: Transaction, seq: int) -> int:
        source, target = (self._party_of(key, item) for key in item.money)
        signers = [self._party(role, key) for role, key in item.signers]
        grantors = [self._party(role, key) for role, key in item.grantors]
        self._db.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, 'pending', NULL, '', NULL,"
            " ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 0, ?)",
            (
                seq,
                item.id,
                item.kind,
                item.at,
                transaction.at,
                item.amount,
                source,
                target,
                item.loan,
                orjson.dumps(item.body),
                item.sealed,
                orjson.dumps(item.operations),
                len(grantors),
                grantors[0] if grantors else None,
                seq,
            ),
        )
        self._db.execute("INSERT INTO waiting VALUES (?, ?)", (seq, item.expires))
        seats: list[tuple[object, ...]] = [
            (seq, 0, place, party, "", item.at, "", None, None, seq) for place, party in enumerate(signers)
        ]
        seats += [
            (seq, 1, place, party, "", "", "", None, None, None) for place, party in enumerate(grantors)
        ]
        self._db.executemany("INSERT INTO seat VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", seats)
        parts: dict[int, int] = {}
        marked = [(party, Part.SIGNER) for party in signers] + [(party, Part.GRANTOR) for party in grantors]
        for party, part in [*marked, (source, Part.PAYER), (target, Part.PAYEE)]:
            if party is not None:
                parts[party] = parts.get(party, 0) | part
        self._db.executemany(
            "INSERT INTO involved VALUES (?, ?, ?)", [(party, seq, part) for party, part in parts.items()]
        )
        return seq

    def _grant(self, event: int, item: GrantedResult, seq: int) -> None:
        self._add_results(event, [item.result], seq)
        self._db.execute(
            "UPDATE event SET granted = granted + 1, changed = ?, next ="
            " (SELECT party FROM seat WHERE seat.event = n AND side = 1 AND verdict = ''"
            " ORDER BY place LIMIT 1) WHERE n = ?",
            (seq, event),
        )

    def _add_results(self, event: int, said: list[SignedResult], seq: int) -> None:
        for result in said:
            self._db.execute(
                "UPDATE seat SET verdict = ?, at = ?, reason = ?, exception = ?, terms = ?, tx = ?"
                " WHERE (event, side, place) = (SELECT event, side, place FROM seat"
                " WHERE event = ? AND side = 1 AND party = ?"
                " AND verdict = '' ORDER BY place LIMIT 1)",
                (
                    result.verdict,
                    result.at,
                    result.reason,
                    result.exception,
                    orjson.dumps(result.terms) if result.terms else None,
                    seq,
                    event,
                    self._party(result.role, result.key),
                ),
            )

    def _unlock(self, event: int, item: Unlocked, transaction: Transaction, seq: int) -> None:
        if item.code is None:
            return
        final = item.status != "pending"
        if final:
            self._db.execute("DELETE FROM waiting WHERE event = ?", (event,))
        if item.status in (
            "unlocked",
            "refused",
        ):  # then the results that came with the code are genuine, whether granted before or not
            self._add_results(event, self._new_results(event, item.results), seq)
        self._db.execute(
            "UPDATE event SET attempts = attempts + 1, code = ?, failing = ?, failure = ?, changed = ?,"
            " status = ?, next = CASE WHEN ? THEN NULL ELSE next END WHERE n = ?",
            (
                item.code,
                item.check,
                None if item.failure is None else orjson.dumps(item.failure),
                seq,
                item.status,
                final,
                event,
            ),
        )
        if item.code == 0:
            self._execute(event, item, transaction, seq)

    def _new_results(self, event: int, results: list[SignedResult]) -> list[SignedResult]:
        rows = self._db.execute(
            "SELECT place FROM seat WHERE event = ? AND side = 1 AND verdict != ''", (event,)
        )
        heard = {place for (place,) in rows}
        return [result for place, result in enumerate(results) if place not in heard]

    def _execute(self, event: int, item: Unlocked, transaction: Transaction, seq: int) -> None:
        id_, kind, loan, raw_body = self._db.execute(
            "SELECT id, kind, loan, body FROM event WHERE n = ?", (event,)
        ).fetchone()
        body = orjson.loads(raw_body)
        for place, (op, payer, payee, amount) in enumerate(item.moves):
            ends = (self._any_party(payer), self._any_party(payee))
            self._db.execute(
                "INSERT INTO payment VALUES (?, ?, ?, ?, ?, ?, ?)",
                (event, place, op, *ends, amount, transaction.at),
            )
        if kind == "loan.apply":
            self._db.execute(
                "INSERT INTO loan VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 'active')",
                (
                    id_,
                    event,
                    self._any_party(body["payee"]),
                    self._any_party(body["bank"]),
                    body["amount"],
                    body.get("months", 0),
                    body.get("product", ""),
                    body.get("branch", ""),
                    transaction.at,
                ),
            )
        elif kind == "identity.succeed":
            self._succeed(str(body.get("old", "")), str(body.get("new", "")))
        elif kind == "member.revoke":
            revoked = self._party(str(body.get("role", "")), str(body.get("member", "")))
            self._db.execute("UPDATE party SET status = 'revoked' WHERE n = ?", (revoked,))
        elif kind == "challenge.reverse":
            self._reverse(str(body.get("event", "")), body)
        elif kind == "event.withdraw":
            self._db.execute(
                "UPDATE event SET status = 'withdrawn', next = NULL WHERE id = ? AND status = 'pending'",
                (str(body.get("event", "")),),
            )
        elif kind == "event.return":
            why = {name: body.get(name) for name in ("role", "grantor", "missing")}
            told = orjson.dumps({"returned": id_, "at": transaction.at, **why})
            self._db.execute(
                "UPDATE event SET status = 'returned', next = NULL, failure = ?, changed = ?"
                " WHERE id = ? AND status = 'pending'",
                (told, seq, str(body.get("event", ""))),
            )
        elif kind == "challenge.decide" and body.get("effect") == "refusal":
            self._refuse(str(body.get("challenge", "")))
        elif loan:
            self._serve(kind, loan, body, item.unearned)

    def _serve(self, kind: str, loan: str, body: dict[str, object], unearned: int) -> None:
        def number(name: str) -> int:
            value = body.get(name)
            return value if type(value) is int else 0

        if kind == "loan.writeoff":
            # Written off in part, a loan goes on.
            self._db.execute(
                "UPDATE loan SET lost = lost + ?1, status = CASE WHEN lost + ?1 >= amount - principal"
                " THEN 'written_off' ELSE status END WHERE id = ?2",
                (number("amount"), loan),
            )
        elif kind == "loan.writeback":
            self._db.execute("UPDATE loan SET lost = 0, status = 'active' WHERE id = ?", (loan,))
        else:
            subsidised = number("amount") if kind in _SUBSIDIES else 0
            self._db.execute(
                "UPDATE loan SET principal = principal + ?1, interest = interest + ?2,"
                " penalty = penalty + ?3, subsidised = subsidised + ?4,"
                " lost = min(lost, amount - principal - ?1), status = CASE"
                " WHEN status IN ('active', 'written_off') AND principal + ?1 >= amount THEN 'repaid'"
                " WHEN status = 'active' AND lost > 0 AND lost >= amount - principal - ?1 THEN 'written_off'"
                " ELSE status END WHERE id = ?5",
                (
                    number("principal") + unearned,
                    number("interest") - unearned,
                    number("penalty"),
                    subsidised,
                    loan,
                ),
            )

    def _succeed(self, old: str, new: str) -> None:
        """A lost key's loans are the new key's; the old one is no member any more."""
        before, after = self._party("C", old), self._party("C", new)
        self._db.execute("UPDATE loan SET customer = ? WHERE customer = ?", (after, before))
        self._db.execute("UPDATE party SET status = 'succeeded' WHERE n = ?", (before,))

    def _refuse(self, challenge: str) -> None:
        """An upheld challenge of a pending event: nobody's turn it is any more."""
        target = self._db.execute(
            "SELECT json_extract(CAST(body AS TEXT), '$.target.id') FROM event WHERE kind = 'challenge.raise'"
            " AND status = 'unlocked' AND json_extract(CAST(body AS TEXT), '$.challenge') = ?",
            (challenge,),
        ).fetchone()
        if target is not None:
            self._db.execute(
                "UPDATE event SET status = 'refused', next = NULL WHERE id = ? AND status = 'pending'", target
            )

    def _reverse(self, event: str, body: dict[str, object]) -> None:
        """A challenge's reversal: of a payout the loan ends, of a subsidy the sum goes back."""
        row = self._db.execute("SELECT kind, loan FROM event WHERE id = ?", (event,)).fetchone()
        if row is None:
            return
        kind, loan = row
        if kind == "loan.apply":
            self._db.execute("UPDATE loan SET status = 'reversed' WHERE id = ?", (event,))
        elif kind in _SUBSIDIES:
            self._db.execute(
                "UPDATE loan SET subsidised = subsidised - ? WHERE id = ?", (body["amount"], loan)
            )

    def _member(self, item: RegisteredMember, transaction: Transaction) -> int | None:
        party = self._party(item.role, item.key)
        if item.record:
            self._db.execute(
                "UPDATE party SET name = ?, organisation = ?, status = 'active', at = ?, block = ?,"
                " record = ? WHERE n = ?",
                (
                    str(item.record.get("name", "")),
                    str(item.record.get("organisation", "")),
                    transaction.at,
                    transaction.block,
                    orjson.dumps(item.record),
                    party,
                ),
            )
        else:
            self._db.execute("UPDATE party SET status = 'revoked' WHERE n = ?", (party,))
        return party

    # --- parties --------------------------------------------------------------------------------------------

    def _party(self, role: str, key: str) -> int | None:
        """The number of (role, key), given one if it is new; None for nobody."""
        if not key:
            return None
        known = self._parties.get((role, key))
        if known is None:
            row = self._db.execute("SELECT n FROM party WHERE key = ? AND role = ?", (key, role)).fetchone()
            if row is None:
                row = self._db.execute(
                    "INSERT INTO party (role, key, name, organisation, status) VALUES (?, ?, '', '', '')"
                    " RETURNING n",
                    (role, key),
                ).fetchone()
            known = self._parties[role, key] = int(row[0])
        return known

    def _party_of(self, key: str, item: Locked) -> int | None:
        """A party named by key alone: one of the event's own roles if it is there, else any."""
        for role, own in (*item.signers, *item.grantors):
            if own == key:
                return self._party(role, key)
        return self._any_party(key)

    def _any_party(self, key: str) -> int | None:
        row = self._db.execute("SELECT n FROM party WHERE key = ? ORDER BY n LIMIT 1", (key,)).fetchone()
        return int(row[0]) if row else self._party("", key)
