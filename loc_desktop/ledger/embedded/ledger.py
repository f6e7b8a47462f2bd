"""The embedded ledger: one SQLite file that several programs of one machine share.

A transaction is signed by its submitter, checked, executed by the contract and written with its result in
one SQLite transaction that holds the file's write lock from before the first read: two programs never work
from the same old state. Transactions that wait for the lock together go into one block and share one
write to the disk.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from loc_desktop import file_causes
from loc_desktop.clock import now
from loc_desktop.contract.rulebook.document import shipped_document
from loc_desktop.contract.state import Caller, Json, State
from loc_desktop.errors import KnownError, Money
from loc_desktop.ledger.api import (
    Block,
    ConnectError,
    EndorseError,
    Health,
    LedgerError,
    Phase,
    Transaction,
    User,
)
from loc_desktop.ledger.embedded import envelope
from loc_desktop.ledger.embedded.envelope import Genesis, Membership, Record, RecordError, Sealed
from loc_desktop.ledger.embedded.notice import BlockNotice, Head, read_head
from loc_desktop.ledger.embedded.state import SqliteState, Writes, encode_built, last_row, write_all
from loc_desktop.ledger.embedded.store import BlockStore, create_file, damaged, lost, rollback, writing_error

Contract = Callable[[State, str, list[Json]], Json]

MAX_BLOCK: Final = 200
"""Transactions in one block at most."""

_LISTEN_SECONDS: Final = 0.5
_FOLLOW_CHUNK: Final = 64


class Committed:
    """The handle of a transaction in a block: on this ledger all phases are over when submit returns."""

    def __init__(self, job: _Job) -> None:
        self._job = job
        self.block = job.block

    @property
    def tx_id(self) -> str:
        return self._job.sealed.id

    @property
    def phase(self) -> Phase:
        return Phase.COMMITTED

    @property
    def result(self) -> Json:
        return self._job.result

    def wait(self, phase: Phase = Phase.COMMITTED, timeout: float | None = None) -> Transaction | None:
        """Nothing is read for it: a file that cannot be read after the commit changes nothing."""
        return self._job.transaction() if phase is Phase.COMMITTED else None


class _Job:
    """A transaction on its way into a block: afterwards it holds either ``error`` or block and result."""

    __slots__ = ("block", "done", "error", "position", "result", "sealed")

    def __init__(self, sealed: Sealed) -> None:
        self.sealed = sealed
        self.done = False
        self.error: BaseException | None = None
        self.block = -1
        self.position = 0
        self.result: Json = None

    def transaction(self) -> Transaction:
        """The committed transaction, as the ledger reads it from its file."""
        sealed = self.sealed
        result = b"" if self.result is None else encode_built(self.result)
        record = Record(sealed.id, sealed.signed, sealed.value, result)
        return envelope.transaction_of(record, self.block, self.position, sealed.caller)


class EmbeddedLedger:
    """Implements :class:`~loc_desktop.ledger.api.Ledger` on a SQLite file. Thread-safe.

    ``contract`` is the contract's ``invoke``; tests of the storage give a small one of their own. ``clock``
    gives the time of transactions, RFC 3339 UTC; by default it is the machine's.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        contract: Contract | None = None,
        clock: Callable[[], str] | None = None,
    ) -> None:
        """Open a ledger. Raises ConnectError (missing, other version, no ledger), LedgerError (damaged)."""
        self.path = Path(path)
        self._contract = contract or loc_contract()
        self._clock = clock
        self._store = BlockStore(self.path)
        try:
            with self._store.reader() as connection:
                hashes, _, records = read_block(connection, 0, self.path)
            self.genesis: Genesis = envelope.read_genesis(records[0])
        except (RecordError, KeyError) as error:
            self._store.close()
            raise damaged(self.path, f"block 0: {error}") from error
        except BaseException:
            self._store.close()
            raise
        self._id = hashes[0]
        self._check_head()
        self._members = Membership(self.genesis.roots)
        self._notice = BlockNotice(self.path)
        self._waiting: deque[_Job] = deque()

    @classmethod
    def create(
        cls,
        path: Path | str,
        config: Json,
        roots: Sequence[str],
        *,
        rules: Json = None,
        contract: Contract | None = None,
        clock: Callable[[], str] | None = None,
    ) -> EmbeddedLedger:
        """Set up a new ledger: block 0 with the configuration, the rules that it begins with (None: those
        that this program ships) and the root certificates (PEM).

        ``config["channel"]`` names the channel. The file appears whole or not at all. Raises ConnectError
        if there is one already.
        """
        target = Path(path)
        contract = contract or loc_contract()
        first_rules = shipped_document() if rules is None else rules
        record = envelope.genesis(config["channel"], config, first_rules, roots, (clock or now)())
        content = envelope.read_genesis(record)
        draft = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            connection = create_file(draft)
            try:
                connection.execute("BEGIN")
                first = envelope.sealed_genesis(record, content)
                _, outcome = append(connection, 0, envelope.NO_BLOCK, "", [first], content, contract)
                if isinstance(outcome[0], BaseException):
                    raise outcome[0]
                connection.execute("COMMIT")
                connection.execute("PRAGMA journal_mode=WAL")
            finally:
                connection.close()
            _publish(draft, target)
        except FileExistsError as error:
            raise ConnectError(
                "ledger.exists",
                params={"path": str(target)},
            ) from error
        except sqlite3.Error as error:
            raise writing_error(error, target, "", committing=False) from error
        except OSError as error:
            raise ConnectError(
                "ledger.create_failed",
                params={"path": str(target), "why": file_causes.of_error(error)},
            ) from error
        finally:
            for leftover in (draft, Path(f"{draft}-wal"), Path(f"{draft}-shm"), Path(f"{draft}-journal")):
                with suppress(OSError):
                    leftover.unlink()
        return cls(target, contract=contract, clock=clock)

    @property
    def id(self) -> str:
        """The hash of block 0, shortened to 32 hex characters."""
        return self._id[:32]

    @property
    def channel(self) -> str:
        return self.genesis.channel

    def _now(self) -> str:
        return (self._clock or now)()

    def _check_head(self) -> None:
        """Raises LedgerError if the ledger no longer holds the block that was noted as written."""
        noted = read_head(self.path)
        if noted is None or noted.ledger != self.id:
            return
        with self._store.reader() as connection:
            row = connection.execute("SELECT hash FROM block WHERE number = ?", (noted.number,)).fetchone()
        if row is None or row[0] != noted.hash:
            self._store.close()
            raise lost(self.path, noted)

    @property
    def notice(self) -> BlockNotice:
        return self._notice

    def submit(self, fn: str, args: list[Json], user: User) -> Committed:
        """Sign, execute and write one transaction; it is on the disk when this returns.

        Raises EndorseError (refused by the contract, or not vouched for; a clock that is behind the newest
        block), SubmitError (busy, disk full,
        read-only, write failed), LedgerError (damaged), ConnectError (closed). Nothing is left on the
        ledger in any of these cases, but for ``ledger.write_failed`` with money UNKNOWN.
        """
        while True:
            job = _Job(envelope.sign(self.channel, fn, args, user, self._members, self._now()))
            self._waiting.append(job)
            with self._store.lock:
                # Whoever gets the lock first writes for all who wait.
                while not job.done:
                    batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), MAX_BLOCK))]
                    self._write(batch)
            if job.error is None:
                return Committed(job)
            if isinstance(job.error, BackwardsError) and self._now() >= job.error.newest:
                continue  # it was overtaken on its way to the lock: it is signed again, with the time it is
            raise job.error

    def _write(self, batch: list[_Job]) -> None:
        committing = False
        number, head = 0, ""
        connection: sqlite3.Connection | None = None
        try:
            connection = self._store.writer()
            connection.execute("BEGIN IMMEDIATE")
            number, previous, newest = connection.execute(
                "SELECT number + 1, hash, at FROM block ORDER BY number DESC LIMIT 1"
            ).fetchone()
            batch.sort(key=lambda job: job.sealed.at)
            sealed = [job.sealed for job in batch]
            head, outcome = append(connection, number, previous, newest, sealed, self.genesis, self._contract)
            committing = True
            connection.execute("COMMIT" if head else "ROLLBACK")
            position = 0
            for job, result in zip(batch, outcome, strict=True):
                if isinstance(result, _Done):
                    job.block, job.position, job.result = number, position, result.result
                    position += 1
                else:
                    job.error = result
        except sqlite3.Error as error:
            for job in batch:
                known = writing_error(error, self.path, job.sealed.id, committing=committing)
                known.__cause__ = error
                job.error = known
        except BaseException as error:
            for job in batch:
                job.error = error
        finally:
            if connection is not None:
                rollback(connection)
            for job in batch:
                job.done = True
        if any(job.error is None for job in batch):
            self._notice.tell(Head(self.id, number, head))

    def evaluate(self, fn: str, args: list[Json], user: User) -> Json:
        """Run the contract on the newest state without writing. Raises EndorseError, ConnectError.

        The caller's role comes from the certificate; nothing is signed: who runs this can read the file.
        """
        at = self._now()
        caller = envelope.vouched(self._members, user.certificate, at)
        return self.evaluate_as(caller, fn, args)

    def evaluate_as(self, caller: Caller, fn: str, args: list[Json]) -> Json:
        """As :meth:`evaluate`, for a caller without a certificate at hand."""
        with self._store.reader() as connection:
            connection.execute("BEGIN")
            state = SqliteState(connection, self.channel, "", self._now(), caller, {})
            try:
                return self._contract(state, fn, args)
            except KnownError as error:
                raise refusal(error, "") from error

    def height(self) -> int:
        with self._store.reader() as connection:
            return _height(connection)

    def block(self, number: int) -> Block:
        with self._store.reader() as connection:
            connection.execute("BEGIN")
            return self._block(connection, number)

    def _block(self, connection: sqlite3.Connection, number: int) -> Block:
        hashes, at, records = read_block(connection, number, self.path)
        return envelope.as_block(number, hashes, at, records, self._members)

    def transaction(self, tx_id: str) -> Transaction | None:
        with self._store.reader() as connection:
            row = connection.execute(
                "SELECT block, position, id, signed, value, result FROM tx WHERE id = ?", (tx_id,)
            ).fetchone()
        if row is None:
            return None
        record = Record(*row[2:])
        if not record.named_right:
            raise damaged(self.path, f"a transaction of block {row[0]} is not what was written")
        return envelope.transaction(record, row[0], row[1], self._members)

    def follow(self, start: int, stopped: Callable[[], bool]) -> Iterator[Block]:
        """As in the interface; closing the ledger ends it too."""
        try:
            yield from self._follow(start, stopped)
        except ConnectError as error:
            if error.code != "ledger.closed":
                raise

    def _follow(self, start: int, stopped: Callable[[], bool]) -> Iterator[Block]:
        number = start
        listening = False
        while not stopped():
            seen = self._notice.count
            for block in self._some(number):
                yield block
                number += 1
                if stopped():
                    return
            if number < self.height():
                continue
            if not listening:
                self._notice.start()
                listening = True
            else:
                self._notice.wait(seen, _LISTEN_SECONDS)

    def _some(self, start: int) -> list[Block]:
        with self._store.reader() as connection:
            connection.execute("BEGIN")
            end = min(start + _FOLLOW_CHUNK, _height(connection))
            return [self._block(connection, number) for number in range(start, end)]

    def health(self) -> Health:
        try:
            with self._store.reader() as connection:
                number, at = connection.execute(
                    "SELECT number, at FROM block ORDER BY number DESC LIMIT 1"
                ).fetchone()
        except LedgerError as error:
            return Health(False, 0, "", error.trouble, {"code": error.code, **error.params})
        details = {
            "path": str(self.path),
            "id": self.id,
            "channel": self.channel,
            "read_only": self._store.read_only,
            "file_events": self._notice.watching,
            # Blocks are checked against their hashes at every read; what they led to is, by `ledger verify`.
            "state": "trusted until verified",
        }
        return Health(True, number + 1, at, None, details)

    def close(self) -> None:
        self._notice.stop()
        self._store.close()

    def __enter__(self) -> EmbeddedLedger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def loc_contract() -> Contract:
    """The LoC contract's ``invoke``, loaded when a ledger is opened."""
    from loc_desktop.contract.dispatch import invoke

    return invoke


class BackwardsError(EndorseError):
    """A transaction that is earlier than what is on the ledger already, whose time is ``newest``."""

    def __init__(self, sealed: Sealed, newest: str) -> None:
        super().__init__(
            "ledger.clock_back",
            money=Money.NOT_MOVED,
            tx_id=sealed.id,
            params={"clock": sealed.at, "newest": newest, "contract": ""},
        )
        self.newest = newest


class _Done:
    __slots__ = ("result",)

    def __init__(self, result: Json) -> None:
        self.result = result


def append(
    connection: sqlite3.Connection,
    number: int,
    previous: str,
    newest: str,
    batch: Sequence[Sealed],
    genesis: Genesis,
    contract: Contract,
) -> tuple[str, list[_Done | BaseException]]:
    """Execute ``batch`` in the open SQLite transaction; write block ``number`` of what the contract took.

    ``newest`` is the time of the block before ("" for block 0). A block's time is that of its last
    transaction, and time never runs backwards: a transaction before ``newest`` is refused.

    The block's hash ("" where all are refused: then there is none), and the outcome of each transaction in
    order: done with its result, or the error (then nothing of it is written). ``loc-desktop ledger
    verify`` replays through this same code.
    """
    earlier: Writes = {}
    written: list[tuple[Record, Writes]] = []
    outcome: list[_Done | BaseException] = []
    at, own = newest, ""
    for sealed in batch:
        if sealed.at < at:
            outcome.append(BackwardsError(sealed, at))
            continue
        state = SqliteState(connection, genesis.channel, sealed.id, sealed.at, sealed.caller, earlier)
        try:
            result = contract(state, sealed.fn, sealed.args)
            data = b"" if result is None else encode_built(result)
        except KnownError as error:
            outcome.append(refusal(error, sealed.id))
            continue
        except sqlite3.Error:
            raise
        except Exception as error:  # a bug of the contract: its own caller hears of it, the others go on
            outcome.append(error)
            continue
        earlier.update(state.writes)
        at = sealed.at
        written.append((Record(sealed.id, sealed.signed, sealed.value, data), state.writes))
        outcome.append(_Done(result))
    if written:
        data_hash = envelope.data_hash([record for record, _ in written])
        own = envelope.block_hash(number, previous, data_hash)
        connection.execute("INSERT INTO block VALUES (?, ?, ?, ?, ?)", (number, own, previous, data_hash, at))
        row = last_row(connection)
        for position, (record, writes) in enumerate(written):
            connection.execute(
                "INSERT INTO tx VALUES (?, ?, ?, ?, ?, ?)",
                (number, position, record.id, record.signed, record.value, record.result),
            )
            row = write_all(connection, row, number, position, writes)
    return own, outcome


def refusal(error: KnownError, tx_id: str) -> EndorseError:
    """The contract's refusal as the ledger's error: same code and parameters."""
    if isinstance(error, EndorseError):
        return error
    return EndorseError(
        error.code,
        money=error.money,
        tx_id=tx_id,
        params={**error.params, "contract": error.code},
        details=error.details,
    )


def read_block(
    connection: sqlite3.Connection, number: int, path: Path
) -> tuple[tuple[str, str, str], str, list[Record]]:
    """A block's hashes (own, previous, data), time and records.

    Raises KeyError if there is none, LedgerError if its hashes do not fit its content.
    """
    head = connection.execute(
        "SELECT hash, previous, data, at FROM block WHERE number = ?", (number,)
    ).fetchone()
    if head is None:
        raise KeyError(number)
    rows = connection.execute(
        "SELECT id, signed, value, result FROM tx WHERE block = ? ORDER BY position", (number,)
    ).fetchall()
    own, previous, data, at = head
    try:
        records = [Record(*row) for row in rows]
        whole = (
            all(record.named_right for record in records)
            and envelope.data_hash(records) == data
            and envelope.block_hash(number, previous, data) == own
        )
    except (TypeError, AttributeError, ValueError):  # a column of another type than was written
        whole = False
    if not whole:
        raise damaged(path, f"block {number} is not what was written")
    return (own, previous, data), at, records


def _height(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT number + 1 FROM block ORDER BY number DESC LIMIT 1").fetchone()
    return int(row[0]) if row else 0


def _publish(draft: Path, target: Path) -> None:
    """Give the finished file its name, never over another. Raises FileExistsError."""
    if os.name == "nt":
        draft.rename(target)  # fails there if the target exists
        return
    try:
        os.link(draft, target)
        draft.unlink()
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError(target) from None
        draft.rename(target)
    descriptor = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
