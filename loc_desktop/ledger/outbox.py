"""Signed submissions that wait on this computer until the ledger can be reached.

A SQLite file that survives crashes and is shared by the programs of one data folder. An item is sent by one
program at a time. Nothing is executed twice: before an item is sent again, the ledger is asked whether it
already holds it, and the contract refuses an id that it has seen.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import orjson

from loc_desktop.clock import now
from loc_desktop.contract.state import Json
from loc_desktop.data_file import ANY, Access, check_header, check_present, new_stamp
from loc_desktop.errors import KnownError, Money, Trouble, params_from_json, params_to_json
from loc_desktop.ledger.api import (
    CommitError,
    ConnectError,
    EndorseError,
    Ledger,
    LedgerError,
    Transaction,
    User,
)
from loc_desktop.ledger.damaged_schema import damaged_schema
from loc_desktop.script.canonical import encode

_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS item (id INTEGER PRIMARY KEY AUTOINCREMENT, ledger TEXT NOT NULL,"
    " identity TEXT NOT NULL, fn TEXT NOT NULL, args BLOB NOT NULL, digest TEXT NOT NULL UNIQUE,"
    " event TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, tx TEXT NOT NULL, block INTEGER,"
    " result BLOB, code TEXT NOT NULL, error TEXT NOT NULL, owner TEXT NOT NULL, created TEXT NOT NULL,"
    " updated TEXT NOT NULL, params TEXT NOT NULL DEFAULT '{}')",
    "CREATE INDEX IF NOT EXISTS item_state ON item (ledger, state, id)",
)
_COLUMNS: Final = (
    "id, ledger, identity, fn, args, event, state, attempts, tx, block, result, code, error, created,"
    " updated, params"
)
MARK: Final = 0x4C6F4F31
"""``LoO1``, in the file's header."""

_ALREADY: Final = frozenset({"contract.duplicate", "contract.not_pending", "contract.turn"})
"""Refusals that may mean: this very submission is on the ledger."""


BUSY_S: float = 20
"""Seconds to wait for another program that writes the file."""


class ItemState(StrEnum):
    """Where an item is. ``sent`` means that a program is sending it at this moment, or died while it did."""

    DRAFT = "draft"
    WAITING = "waiting"
    SENT = "sent"
    COMMITTED = "committed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Item:
    """A submission. ``code`` and ``params`` are those of the last trouble, ``error`` is the same for the
    log; ``event`` is an id or ""."""

    id: int
    ledger: str
    identity: str
    fn: str
    args: tuple[Json, ...]
    event: str
    state: ItemState
    attempts: int
    tx_id: str
    block: int | None
    result: Json
    code: str
    error: str
    created: str
    updated: str
    params: Mapping[str, str | int | Trouble] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SendReport:
    """What one round of sending did. ``away`` is the error when the ledger could not be reached."""

    committed: tuple[Item, ...]
    refused: tuple[Item, ...]
    left: int
    away: LedgerError | None = None
    troubles: tuple[KnownError, ...] = ()
    """What went wrong with the outbox's file after the ledger had taken an item: that stands."""


class OutboxError(KnownError):
    """The outbox's file cannot be used. Nothing was sent."""


class _NotWritten(Exception):  # noqa: N818  # says what it is
    """The ledger has taken an item, the file could not be written."""

    def __init__(self, item: Item, trouble: KnownError) -> None:
        super().__init__(str(trouble))
        self.item = item
        self.trouble = trouble


UserFor = Callable[[str], User]
"""From the identity's id to who submits; raises KnownError where its key cannot be had."""


class Outbox:
    """The items of one file. Thread-safe, and safe between programs."""

    def __init__(self, path: Path | str, access: Access = ANY) -> None:
        """Opens or makes the file. Raises OutboxError; FilesError for one that is not the one remembered."""
        self.path = Path(path)
        check_present(self.path, access.stamp)
        self._lock = threading.RLock()
        self._sending: set[int] = set()
        self._name = secrets.token_hex(4)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.touch(mode=0o600)  # made before SQLite does it, so that others can never read it
            self._db = sqlite3.connect(
                self.path, timeout=BUSY_S, isolation_level=None, check_same_thread=False
            )
            with damaged_schema():
                self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.execute("PRAGMA secure_delete=ON")
            self.stamp: int = self._bring_up(access)
        except (sqlite3.Error, OSError) as error:
            raise self._failed(error) from error

    def _bring_up(self, access: Access) -> int:
        """Make the tables of a new file; the number in its header."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            header = tuple(
                int(self._db.execute(f"PRAGMA {name}").fetchone()[0])
                for name in ("application_id", "user_version")
            )
            if check_header(self.path, access, (header[0], header[1]), MARK):
                stamp = header[1]
            else:
                stamp = new_stamp()
                self._db.execute(f"PRAGMA application_id={MARK}")
                self._db.execute(f"PRAGMA user_version={stamp}")
                for statement in _SCHEMA:
                    self._db.execute(statement)
            self._db.execute("COMMIT")
        except BaseException:
            self._db.close()
            raise
        return stamp

    def close(self) -> None:
        with self._lock:
            self._db.close()

    # --- items ----------------------------------------------------------------------------------------------

    def add(
        self,
        ledger: str,
        identity: str,
        fn: str,
        args: Sequence[Json],
        event: str = "",
        *,
        draft: bool = False,
    ) -> Item:
        """Keep a submission. The same one again is the one that is there. ``args`` must be canonical JSON."""
        data = encode(list(args))
        digest = sha256(encode([ledger, identity, fn]) + data).hexdigest()
        state = ItemState.DRAFT if draft else ItemState.WAITING
        at = now()
        values = (ledger, identity, fn, data, digest, event, state, at, at)
        with self._lock:
            self._execute(
                "INSERT INTO item (ledger, identity, fn, args, digest, event, state, attempts, tx, code,"
                " error, owner, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?, 0, '', '', '', '', ?, ?)"
                " ON CONFLICT (digest) DO NOTHING",
                values,
            )
            return self._select("digest = ?", (digest,))[0]

    def items(
        self, *, ledger: str = "", identity: str = "", states: Sequence[ItemState] = tuple(ItemState)
    ) -> tuple[Item, ...]:
        """Oldest first; empty arguments do not filter."""
        marks = ",".join("?" * len(states))
        where = f"(? = '' OR ledger = ?) AND (? = '' OR identity = ?) AND state IN ({marks}) ORDER BY id"
        return self._select(where, (ledger, ledger, identity, identity, *states))

    def item(self, number: int) -> Item | None:
        items = self._select("id = ?", (number,))
        return items[0] if items else None

    def waiting(self, ledger: str) -> tuple[int, str]:
        """How many items wait or are being sent, and since when the oldest does ("" if there is none)."""
        with self._lock:
            row = self._execute(
                "SELECT count(*), coalesce(min(created), '') FROM item WHERE ledger = ?"
                " AND state IN ('waiting', 'sent')",
                (ledger,),
            ).fetchone()
        return int(row[0]), str(row[1])

    def queue(self, number: int) -> Item | None:
        """A draft, or a refused item that shall be tried again, waits from now on."""
        self._set(
            "state IN ('draft', 'refused') AND id = ?",
            (number,),
            state=ItemState.WAITING,
            code="",
            error="",
            params="{}",
        )
        return self.item(number)

    def remove(self, number: int) -> bool:
        """Forget an item that is not being sent. A waiting item that was tried may be on the ledger already:
        it stays (False) until it is known to be committed or refused."""
        with self._lock:
            removed = self._execute(
                "DELETE FROM item WHERE id = ? AND (state IN ('draft', 'committed', 'refused')"
                " OR (state = 'waiting' AND attempts = 0))",
                (number,),
            )
            return removed.rowcount == 1

    # --- sending --------------------------------------------------------------------------------------------

    def send_all(
        self,
        ledger: Ledger,
        user_for: UserFor,
        *,
        stopped: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] | None = None,
    ) -> SendReport:
        """Send what waits for this ledger once, oldest first; stops when the ledger is away.

        An item whose event has an earlier item still waiting is left: a grant cannot pass its lock. Raises
        what ``user_for`` raises; the item then waits on. A key whose PIN is missing holds up its own identity
        only: KnownError ``pin.*`` where nothing else was sent.
        """
        self._recover(ledger.id)
        todo = self.items(ledger=ledger.id, states=(ItemState.WAITING,))
        held: set[str] = set()
        away: LedgerError | None = None
        without_pin: set[str] = set()
        pin: KnownError | None = None
        finished: list[Item] = []
        troubles: list[KnownError] = []
        for count, item in enumerate(todo):
            if stopped() or away is not None:
                break
            if item.identity in without_pin or (item.event and item.event in held):
                continue
            try:
                sent, trouble = self._send(item, ledger, user_for)
            except _NotWritten as late:
                troubles.append(late.trouble)
                finished.append(late.item)
                continue
            except KnownError as error:
                if not error.code.startswith("pin."):
                    raise
                pin = error
                without_pin.add(item.identity)
                held.add(item.event)
                continue
            if sent is None or sent.state is ItemState.WAITING:
                held.add(item.event)
            else:
                finished.append(sent)
            if isinstance(trouble, ConnectError):
                away = trouble
            if progress is not None:
                progress(count + 1, len(todo))
        if pin is not None and not finished:
            raise pin
        left, _ = self.waiting(ledger.id)
        return SendReport(
            tuple(item for item in finished if item.state is ItemState.COMMITTED),
            tuple(item for item in finished if item.state is ItemState.REFUSED),
            left,
            away,
            tuple(troubles),
        )

    def _send(self, item: Item, ledger: Ledger, user_for: UserFor) -> tuple[Item | None, LedgerError | None]:
        """The item afterwards (None: another program has it), and the trouble that leaves it waiting."""
        if not self._claim(item.id):
            return None, None
        self._sending.add(item.id)
        try:
            return self._carry(item, ledger, user_for)
        finally:
            self._sending.discard(item.id)

    def _carry(self, item: Item, ledger: Ledger, user_for: UserFor) -> tuple[Item | None, LedgerError | None]:
        try:
            user = user_for(item.identity)
        except BaseException as error:
            self._wait_on(item.id, error)
            raise
        try:
            before = _found(item, ledger, user) if item.attempts or item.tx_id else None
            if before is not None:
                return self._committed(item, before), None
            submission = ledger.submit(item.fn, list(item.args), user)
            with suppress(OutboxError):
                # Written down before waiting: if this program dies now, the next one asks for this id.
                self._set("id = ?", (item.id,), tx=submission.tx_id)
            transaction = submission.wait()
            if transaction is not None:
                return self._committed(item, transaction), None
            self._wait_on(item.id, None)
        except LedgerError as error:
            return self._troubled(item, error, ledger, user)
        except _NotWritten:
            raise
        except BaseException as error:
            self._wait_on(item.id, error)
            raise
        return self.item(item.id), None

    def _troubled(
        self, item: Item, error: LedgerError, ledger: Ledger, user: User
    ) -> tuple[Item | None, LedgerError | None]:
        if isinstance(error, EndorseError) and error.params.get("contract", error.code) in _ALREADY:
            try:
                there = _found(item, ledger, user)
            except LedgerError as unknown:
                self._wait_on(item.id, unknown)
                return self.item(item.id), unknown
            if there is not None:
                return self._committed(item, there), None
        final = isinstance(error, (EndorseError, CommitError)) and not error.retryable
        if final and error.money is not Money.UNKNOWN:
            self._set("id = ?", (item.id,), state=ItemState.REFUSED, owner="", **_said(error))
            return self.item(item.id), None
        self._wait_on(item.id, error)
        return self.item(item.id), error

    def _claim(self, number: int) -> bool:
        """Only one program's claim succeeds."""
        with self._lock:
            claimed = self._execute(
                "UPDATE item SET state = 'sent', owner = ?, attempts = attempts + 1, updated = ?"
                " WHERE id = ? AND state = 'waiting'",
                (f"{_owner(os.getpid())}/{self._name}", now(), number),
            )
            return claimed.rowcount == 1

    def _recover(self, ledger: str) -> None:
        """Items that a program was sending when it died wait again; it is then asked whether they arrived."""
        with self._lock:
            rows = self._execute(
                "SELECT id, owner FROM item WHERE ledger = ? AND state = 'sent'", (ledger,)
            ).fetchall()
        for number, owner in rows:
            program, _, name = owner.rpartition("/")
            pid = program.partition("/")[0]
            alive = pid.isdigit() and _owner(int(pid)) == program
            # Sent by this outbox and not written down as such: its file failed in between.
            if not alive or (name == self._name and number not in self._sending):
                self._set("state = 'sent' AND id = ?", (number,), state=ItemState.WAITING, owner="")

    def _committed(self, item: Item, transaction: Transaction) -> Item | None:
        """Write down that it is on the ledger. Raises _NotWritten: it is all the same."""
        result = None if transaction.result is None else orjson.dumps(transaction.result)
        try:
            self._set(
                "id = ?",
                (item.id,),
                state=ItemState.COMMITTED,
                tx=transaction.id,
                block=transaction.block,
                result=result,
                code="",
                error="",
                params="{}",
                owner="",
            )
            return self.item(item.id)
        except OutboxError as error:
            there = replace(
                item, state=ItemState.COMMITTED, tx_id=transaction.id, block=transaction.block,
                result=transaction.result,
            )  # fmt: skip
            raise _NotWritten(there, error.standing()) from error

    def _wait_on(self, number: int, error: BaseException | None) -> None:
        values: dict[str, Any] = {"state": ItemState.WAITING, "owner": ""}
        if isinstance(error, KnownError):
            values.update(_said(error))
            if error.tx_id:
                values["tx"] = error.tx_id
        elif error is not None:
            values.update(code="bug", error=repr(error), params="{}")
        self._set("id = ?", (number,), **values)

    # --- SQL ------------------------------------------------------------------------------------------------

    def _set(self, where: str, values: tuple[Any, ...], **columns: Any) -> None:
        changes = ", ".join(f"{name} = ?" for name in (*columns, "updated"))
        with self._lock:
            self._execute(f"UPDATE item SET {changes} WHERE {where}", (*columns.values(), now(), *values))

    def _select(self, where: str, values: tuple[Any, ...]) -> tuple[Item, ...]:
        with self._lock:
            rows = self._execute(f"SELECT {_COLUMNS} FROM item WHERE {where}", values).fetchall()
        try:
            return tuple(_item(row) for row in rows)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._failed(ValueError("a row of it is damaged")) from error

    def _execute(self, statement: str, values: tuple[Any, ...]) -> sqlite3.Cursor:
        try:
            return self._db.execute(statement, values)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> OutboxError:
        return OutboxError(
            "outbox.failed",
            params={"path": str(self.path), "reason": str(error)},
        )


def _said(error: KnownError) -> dict[str, str]:
    """What an item keeps of an error: its code, its parameters, both in a line for the log."""
    return {
        "code": error.code,
        "error": str(error),
        "params": orjson.dumps(params_to_json(error.params)).decode(),
    }


def _found(item: Item, ledger: Ledger, user: User) -> Transaction | None:
    """The transaction by which the item is on the ledger already, if it is. Raises LedgerError."""
    if item.tx_id:
        known = ledger.transaction(item.tx_id)
        if known is not None and known.valid:
            return known
    if not item.event:
        return None
    status = ledger.evaluate("query", ["status", {"id": item.event}], user)
    ids = status.get("tx", {})
    candidates = {"lock": [ids.get("lock")], "grant": ids.get("grants", []), "unlock": [ids.get("unlock")]}
    for tx_id in candidates.get(item.fn, []):
        known = ledger.transaction(tx_id) if tx_id else None
        if known is None or not known.valid:
            continue
        final = item.fn == "unlock" and status["status"] != "pending"
        if final or known.args == item.args:
            return known
    return None


def _item(row: tuple[Any, ...]) -> Item:
    number, ledger, identity, fn, args, event, state, attempts, tx, block, result, *answer = row
    code, error, created, updated, params = answer
    return Item(
        id=number,
        ledger=ledger,
        identity=identity,
        fn=fn,
        args=tuple(orjson.loads(args)),
        event=event,
        state=ItemState(state),
        attempts=attempts,
        tx_id=tx,
        block=block,
        result=None if result is None else orjson.loads(result),
        code=code,
        error=error,
        created=created,
        updated=updated,
        params=params_from_json(orjson.loads(params)),
    )


def _owner(pid: int) -> str:
    """A program as it runs now, by number and start, so that a reused number is another; "" if none."""
    import psutil

    try:
        return f"{pid}/{psutil.Process(pid).create_time():.2f}"
    except psutil.Error:
        return ""
