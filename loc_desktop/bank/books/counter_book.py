"""Deeds at the bank's counter: cash, reversals, accounts closed, the limit above which two persons act.

Each deed is a slip. Below the limit it is booked as it is entered; above it, it waits until another identity
of the bank, whose key signs, releases it on the same day. The journal's entry names both. Nothing is deleted:
a wrong cash entry is reversed once, by a slip of its own that names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from loc_desktop.bank.books import journal
from loc_desktop.bank.books.account_numbers import normalise
from loc_desktop.bank.books.books import Books, check_still, find_account
from loc_desktop.bank.books.errors import refused
from loc_desktop.bank.books.slip_values import LIMIT, Clerk, Deed, Slip, SlipState
from loc_desktop.bank.books.values import BankAccount, Kind
from loc_desktop.contract.client import new_id
from loc_desktop.script.keys import verify

_CASH: Final = (Deed.CASH_IN, Deed.CASH_OUT)
_TEXTS: Final = {
    Deed.CASH_IN: "cash paid in",
    Deed.CASH_OUT: "cash paid out",
    Deed.CLOSE: "account closed",
    Deed.LIMIT: "",
}
_SELECT: Final = (
    "SELECT s.id, s.deed, s.account, COALESCE(a.name, ''), s.amount, s.text, s.reverses, s.day, s.asked_at,"
    " s.maker, s.maker_name, s.second, s.state, s.maker_signature, s.checker, s.checker_name,"
    " s.checker_signature, s.decided_at, s.number, COALESCE(s.entry, 0), s.balance,"
    " COALESCE((SELECT r.id FROM entry r WHERE r.reverses = s.entry), 0)"
    " FROM slip s LEFT JOIN account a ON a.number = s.account"
)


class CounterBook:
    """The counter's slips in a bank's books. Raises BooksError ``books.*``."""

    def __init__(self, books: Books) -> None:
        self._books = books

    # ------------------------------------------------------------------ what is asked

    def limit(self) -> int:
        """Fen above which a second person releases a deed."""
        return self._books.db.read(_limit)

    def cash(self, deed: Deed, number: str, amount: int, text: str, maker: Clerk) -> Slip:
        """A slip for cash in or out of an account. Nothing is booked or kept yet: see :meth:`enter`."""

        def read(connection: Connection) -> Slip:
            account = self._account(connection, number)
            if not 0 < amount <= journal.MAX_FEN:
                raise refused("amount", amount=amount)
            if deed is Deed.CASH_OUT and account.balance < amount:
                raise refused("funds", number=account.number, held=account.balance, needed=amount)
            return self._slip(connection, deed, account, amount, text, maker)

        return self._books.db.read(read)

    def close(self, number: str, maker: Clerk) -> Slip:
        """A slip for closing an account; what it holds is paid out in cash."""

        def read(connection: Connection) -> Slip:
            account = self._account(connection, number)
            check_still(connection, account.number)
            return self._slip(connection, Deed.CLOSE, account, account.balance, "", maker)

        return self._books.db.read(read)

    def reverse(self, entry: int, reason: str, maker: Clerk) -> Slip:
        """A slip that takes a cash entry back. Who entered it does so alone on its day up to the limit;
        else a second person releases it. Raises BooksError ``books.not_cash``, ``books.reason``,
        ``books.reversed``, ``books.reversing``, ``books.on_ledger``, ``books.funds``, ``books.closed``."""

        def read(connection: Connection) -> Slip:
            first = self._first(connection, entry)
            if not reason.strip():
                raise refused("reason")
            account = self._account(connection, first.account)
            self._check_reversal(connection, first, account)
            waits = connection.exec_driver_sql(
                "SELECT maker_name FROM slip WHERE reverses = ? AND state = 'waiting' AND day = ?",
                (entry, self._today),
            ).scalar()
            if waits is not None:
                raise refused("reversing", entry=entry, who=waits)
            slip = self._slip(connection, Deed.REVERSE, account, first.amount, reason, maker)
            own = first.maker.key == maker.key and first.day == self._today
            return replace(slip, reverses=entry, second=slip.second or not own)

        return self._books.db.read(read)

    def set_limit(self, amount: int, reason: str, maker: Clerk) -> Slip:
        """A slip for another limit: always two persons' deed."""
        if not 0 < amount <= journal.MAX_FEN:
            raise refused("amount", amount=amount)
        slip_id = new_id()
        text, at = reason.strip(), self._books.clock()
        return Slip(slip_id, Deed.LIMIT, "", "", amount, text, 0, self._today, at, maker, True)

    # ------------------------------------------------------------------ what is done

    def enter(self, slip: Slip, signature: str = "") -> Slip:
        """Keep a slip: booked at once, or waiting for a second person, which the maker signs
        (:meth:`Slip.said`). Raises BooksError ``books.signature``, and as the slip was made."""
        if slip.second and not verify(slip.maker.key, signature, slip.said(self._books.bank)):
            raise refused("signature", who=slip.maker.name)
        kept = replace(slip, maker_signature=signature)

        def work(connection: Connection) -> Slip:
            if kept.day != self._today:
                raise refused("slip_expired", day=kept.day)
            if self._needs_second(connection, kept) and not kept.second:
                raise refused("second", limit=_limit(connection))
            if kept.second:
                _insert(connection, kept)
            else:
                _insert(connection, self._book(connection, kept, ""))
            return self._get(connection, kept.id)

        return self._write(work)

    def release(self, slip: str, checker: Clerk, signature: str) -> Slip:
        """Book what waits: ``checker`` is not its maker, and its key signs :meth:`Slip.said` (releasing).
        Raises BooksError ``books.same_person``, ``books.signature``, ``books.slip_decided``,
        ``books.slip_expired``, ``books.changed``, and the journal's."""

        def work(connection: Connection) -> Slip:
            waiting = self._waiting(connection, slip)
            if checker.key == waiting.maker.key:
                raise refused("same_person", who=waiting.maker.name)
            if not verify(checker.key, signature, waiting.said(self._books.bank, checker.key)):
                raise refused("signature", who=checker.name)
            done = self._book(connection, replace(waiting, checker=checker), checker.key)
            _decide(connection, replace(done, checker_signature=signature))
            return self._get(connection, slip)

        return self._write(work)

    def withdraw(self, slip: str, by: Clerk) -> Slip:
        """Take back what waits: withdrawn by its maker, refused by another."""

        def work(connection: Connection) -> Slip:
            waiting = self._waiting(connection, slip)
            own = by.key == waiting.maker.key
            state = SlipState.WITHDRAWN if own else SlipState.REFUSED
            _decide(connection, replace(waiting, checker=by, state=state, decided_at=self._books.clock()))
            return self._get(connection, slip)

        return self._write(work)

    # ------------------------------------------------------------------ what is listed

    def slip(self, slip: str) -> Slip:
        """Raises BooksError ``books.no_slip``."""
        return self._books.db.read(lambda connection: self._get(connection, slip))

    def of_entry(self, entry: int) -> Slip | None:
        """The slip that booked an entry; None for one that was not made at the counter."""

        def read(connection: Connection) -> Slip | None:
            row = connection.exec_driver_sql(f"{_SELECT} WHERE s.entry = ?", (entry,)).first()
            return None if row is None else self._read(row)

        return self._books.db.read(read)

    def waiting(self) -> tuple[Slip, ...]:
        """What waits for a second person today, oldest first."""

        def read(connection: Connection) -> tuple[Slip, ...]:
            rows = connection.exec_driver_sql(
                f"{_SELECT} WHERE s.state = 'waiting' AND s.day = ? ORDER BY s.rowid", (self._today,)
            )
            return tuple(self._read(row) for row in rows)

        return self._books.db.read(read)

    def slips(self, text: str = "", start: int = 0, limit: int = 100) -> tuple[list[Slip], int]:
        """All slips, newest first, and how many in all; ``text`` in number, account, holder or day."""
        plain = text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        where = " OR ".join(
            f"{column} LIKE ? ESCAPE '\\'" for column in ("s.number", "s.account", "a.name", "s.day")
        )
        params = (f"%{plain}%",) * 4

        def read(connection: Connection) -> tuple[list[Slip], int]:
            total = connection.exec_driver_sql(
                f"SELECT COUNT(*) FROM slip s LEFT JOIN account a ON a.number = s.account WHERE {where}",
                params,
            ).scalar_one()
            rows = connection.exec_driver_sql(
                f"{_SELECT} WHERE {where} ORDER BY s.rowid DESC LIMIT ? OFFSET ?", (*params, limit, start)
            )
            return [self._read(row) for row in rows], int(total)

        return self._books.db.read(read)

    # ------------------------------------------------------------------ inside

    @property
    def _today(self) -> str:
        return self._books.today.isoformat()

    def _write(self, work: Any) -> Slip:
        try:
            slip: Slip = self._books.db.write(work)
        except IntegrityError as failure:
            raise journal.refusal(failure) from failure
        return slip

    def _account(self, connection: Connection, number: str) -> BankAccount:
        account = find_account(connection, normalise(number))
        if not account.client:
            raise refused("internal", number=account.number)
        if account.status != "open":
            raise refused("closed", number=account.number)
        return account

    def _slip(
        self, connection: Connection, deed: Deed, account: BankAccount, amount: int, text: str, maker: Clerk
    ) -> Slip:
        said = text.strip() or _TEXTS.get(deed, "")
        slip = Slip(
            new_id(), deed, account.number, account.name, amount, said, 0, self._today, self._books.clock(),
            maker, False,
        )  # fmt: skip
        return replace(slip, second=amount > _limit(connection))

    def _needs_second(self, connection: Connection, slip: Slip) -> bool:
        if slip.deed is Deed.LIMIT or slip.amount > _limit(connection):
            return True
        if slip.deed is not Deed.REVERSE:
            return False
        first = self._first(connection, slip.reverses)
        return first.maker.key != slip.maker.key or first.day != self._today

    def _first(self, connection: Connection, entry: int) -> Slip:
        """The slip of a cash entry that is to be reversed."""
        row = connection.exec_driver_sql(f"{_SELECT} WHERE s.entry = ?", (entry,)).first()
        first = None if row is None else self._read(row)
        if first is None or first.deed not in _CASH:
            raise refused("not_cash", entry=entry)
        return first

    def _check_reversal(self, connection: Connection, first: Slip, account: BankAccount) -> None:
        if first.reversed_by:
            raise refused("reversed", entry=first.entry, by=first.reversed_by)
        if first.deed is Deed.CASH_IN and account.balance < first.amount:
            moved = connection.exec_driver_sql(
                "SELECT COALESCE(SUM(amount), 0) FROM transfer WHERE account = ? AND kind = 'asset.deposit'"
                " AND seen_at >= ? AND state IN ('held', 'failing', 'executed', 'settled')",
                (account.number, first.decided_at),
            ).scalar_one()
            params = {"number": account.number, "held": account.balance, "needed": first.amount}
            raise refused("on_ledger", moved=moved, **params) if moved else refused("funds", **params)

    def _waiting(self, connection: Connection, slip: str) -> Slip:
        waiting = self._get(connection, slip)
        if waiting.state is SlipState.EXPIRED:
            raise refused("slip_expired", day=waiting.day)
        if waiting.state is not SlipState.WAITING:
            raise refused("slip_decided", who=waiting.checker.name if waiting.checker else waiting.maker.name)
        return waiting

    def _book(self, connection: Connection, slip: Slip, checker: str) -> Slip:
        """The slip as it is when it is done; its entry is booked."""
        at, key, maker = self._books.clock(), f"slip/{slip.id}", slip.maker.key
        vault, zone, entry = self._books.internal(Kind.VAULT), self._books.zone, 0
        if slip.deed is not Deed.LIMIT:
            account = self._account(connection, slip.account)
        if slip.deed is Deed.REVERSE:
            self._check_reversal(connection, self._first(connection, slip.reverses), account)
            entry = journal.reverse(connection, slip.reverses, key, slip.text, at, zone, maker, checker)
        elif slip.deed is Deed.CLOSE:
            check_still(connection, slip.account)
            if account.balance != slip.amount:
                raise refused("changed", number=slip.account, held=account.balance, asked=slip.amount)
        if slip.deed in (*_CASH, Deed.CLOSE) and slip.amount:
            inward = slip.deed is Deed.CASH_IN
            debit, credit = (vault, slip.account) if inward else (slip.account, vault)
            moved = journal.move(key, slip.text, debit, credit, slip.amount)
            entry = journal.book(connection, replace(moved, maker=maker, checker=checker), at, zone)
        if slip.deed is Deed.CLOSE:
            connection.exec_driver_sql(
                "UPDATE account SET status = 'closed', closed = ? WHERE number = ?",
                (self._today, slip.account),
            )
        balance = 0 if slip.deed is Deed.LIMIT else find_account(connection, slip.account).balance
        number = _number(connection, self._books.today)
        return replace(slip, state=SlipState.DONE, decided_at=at, number=number, entry=entry, balance=balance)

    def _get(self, connection: Connection, slip: str) -> Slip:
        row = connection.exec_driver_sql(f"{_SELECT} WHERE s.id = ?", (slip,)).first()
        if row is None:
            raise refused("no_slip", id=slip)
        return self._read(row)

    def _read(self, row: Sequence[Any]) -> Slip:
        """A row of :data:`_SELECT`; what still waits after its day has expired."""
        (
            slip, deed, account, holder, amount, text, reverses, day, asked_at, maker, maker_name, second,
            state, signature, checker, checker_name, *rest,
        ) = row  # fmt: skip
        checked = Clerk(checker, checker_name) if checker else None
        over = state == SlipState.WAITING and day < self._today
        return Slip(
            slip, Deed(deed), account, holder, amount, text, reverses, day, asked_at,
            Clerk(maker, maker_name), bool(second), SlipState.EXPIRED if over else SlipState(state),
            signature, checked, *rest,
        )  # fmt: skip


def expire(connection: Connection, day: date, at: str) -> int:
    """What waits of ``day`` or before does not any more: the day's end is run. How many."""
    ended = connection.exec_driver_sql(
        "UPDATE slip SET state = 'expired', decided_at = ? WHERE state = 'waiting' AND day <= ?",
        (at, day.isoformat()),
    )
    return ended.rowcount


def _limit(connection: Connection) -> int:
    """The limit that two persons set last, else the one that the program ships."""
    set_last = connection.exec_driver_sql(
        "SELECT amount FROM slip WHERE deed = 'limit' AND state = 'done' ORDER BY number DESC LIMIT 1"
    ).scalar()
    return LIMIT if set_last is None else int(set_last)


def _number(connection: Connection, day: date) -> str:
    """The next receipt's number of a day."""
    first = f"{day:%Y%m%d}-"
    count = connection.exec_driver_sql(
        "SELECT COUNT(*) FROM slip WHERE number LIKE ?", (f"{first}%",)
    ).scalar_one()
    return f"{first}{count + 1:05d}"


def _insert(connection: Connection, slip: Slip) -> None:
    columns = (
        "id", "deed", "account", "amount", "text", "reverses", "day", "asked_at", "maker", "maker_name",
        "maker_signature", "second", "state", "checker", "checker_name", "checker_signature", "decided_at",
        "number", "entry", "balance",
    )  # fmt: skip
    connection.exec_driver_sql(
        f"INSERT INTO slip ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        (
            slip.id, slip.deed.value, slip.account, slip.amount, slip.text, slip.reverses, slip.day,
            slip.asked_at, slip.maker.key, slip.maker.name, slip.maker_signature, int(slip.second),
            slip.state.value, "", "", "", slip.decided_at, slip.number, slip.entry or None, slip.balance,
        ),
    )  # fmt: skip


def _decide(connection: Connection, slip: Slip) -> None:
    assert slip.checker is not None
    connection.exec_driver_sql(
        "UPDATE slip SET checker = ?, checker_name = ?, checker_signature = ?, decided_at = ?, number = ?,"
        " entry = ?, balance = ?, state = ? WHERE id = ?",
        (
            slip.checker.key, slip.checker.name, slip.checker_signature, slip.decided_at, slip.number,
            slip.entry or None, slip.balance, slip.state.value, slip.id,
        ),
    )  # fmt: skip
