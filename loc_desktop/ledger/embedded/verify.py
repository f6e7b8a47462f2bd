"""Checks an embedded ledger from genesis to its newest block, without writing to it.

Every stored transaction is checked as when it was submitted (identity, signature, certificate), executed
again on a fresh ledger through the same code that wrote the first one, and every row of every table is
compared with what comes out. So whatever byte of the content was changed, some row differs or cannot be read,
and is named with its block.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from loc_desktop.errors import KnownError, Trouble
from loc_desktop.ledger.api import LedgerError
from loc_desktop.ledger.causes import cause
from loc_desktop.ledger.embedded import envelope
from loc_desktop.ledger.embedded.envelope import Genesis, Membership, Record, RecordError
from loc_desktop.ledger.embedded.ledger import Contract, append, loc_contract
from loc_desktop.ledger.embedded.notice import Head, read_head
from loc_desktop.ledger.embedded.state import last_row
from loc_desktop.ledger.embedded.store import APPLICATION_ID, FORMAT, connect, create_file

Progress = Callable[[int, int], None]

MOST_FINDINGS: Final = 100
"""Findings after which counting goes on no longer: the ledger is beyond repair by then."""

_COMMIT_EVERY: Final = 200

_TX: Final = ("id", "signed", "value", "result")
_BLOCK: Final = ("hash", "previous", "data", "at")
_INDEX_ROW: Final = re.compile(r"row (\d+) .*index sqlite_autoindex_tx_|entry.*index sqlite_autoindex_tx_")

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class VerifyFinding:
    """Something that is not as it was written. ``block`` is None where it belongs to no single block."""

    block: int | None
    why: Trouble

    def __str__(self) -> str:
        return f"block {self.block}: {self.why}" if self.block is not None else str(self.why)


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was checked and what was found. ``replayed`` blocks were executed again, ``rows`` compared."""

    path: str
    ledger: str
    channel: str
    blocks: int
    transactions: int
    replayed: int
    rows: int
    head: str
    findings: tuple[VerifyFinding, ...]

    @property
    def good(self) -> bool:
        return not self.findings

    @property
    def first_block(self) -> int | None:
        """The lowest block that is not as it was written."""
        return min((finding.block for finding in self.findings if finding.block is not None), default=None)


@dataclass(slots=True)
class _Block:
    """A block as stored, columns as bytes with their types: ``head`` None where the row is missing."""

    number: int
    head: Row | None
    rows: list[Row]


@dataclass(slots=True)
class _Check:
    """The verification under way."""

    path: Path
    contract: Contract
    progress: Progress
    findings: list[VerifyFinding] = field(default_factory=list)
    genesis: Genesis | None = None
    blocks: int = 0
    transactions: int = 0
    replayed: int = 0
    rows: int = 0
    head: str = ""
    ledger: str = ""

    def found(self, block: int | None, why: Trouble) -> None:
        finding = VerifyFinding(block, why)
        if len(self.findings) < MOST_FINDINGS and finding not in self.findings:
            self.findings.append(finding)


def verify(
    path: Path | str, *, contract: Contract | None = None, progress: Progress | None = None
) -> VerifyReport:
    """Check the ledger at ``path``. ``progress(done, total)`` counts blocks.

    Raises ConnectError if there is no file; everything else is a finding.
    """
    check = _Check(Path(path), contract or loc_contract(), progress or _unseen)
    noted = read_head(check.path)
    try:
        with closing(connect(check.path, read_only=True)) as stored:
            stored.text_factory = bytes
            stored.execute("BEGIN")
            if _format(check, stored):
                with tempfile.TemporaryDirectory(prefix="loc-verify-") as folder:
                    fresh = create_file(Path(folder) / "replayed.sqlite")
                    with closing(fresh):
                        _compare(check, stored, fresh)
                _integrity(check, stored)
                if noted is not None:
                    _noted(check, noted)
    except sqlite3.Error as error:
        check.found(None, cause("file_unreadable", said=str(error)))
    return VerifyReport(
        path=str(check.path),
        ledger=check.ledger,
        channel=check.genesis.channel if check.genesis else "",
        blocks=check.blocks,
        transactions=check.transactions,
        replayed=check.replayed,
        rows=check.rows,
        head=check.head,
        findings=tuple(check.findings),
    )


def _unseen(checked: int, total: int) -> None:
    """Progress that nobody watches."""


def _format(check: _Check, stored: sqlite3.Connection) -> bool:
    """Whether it is a ledger at all, of the format that this program writes."""
    marks = [stored.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    if marks != [APPLICATION_ID, FORMAT]:
        marked, known = f"{marks[0]:x}/{marks[1]}", f"{APPLICATION_ID:x}/{FORMAT}"
        check.found(None, cause("file_mark", found=marked, known=known))
    return True


def _compare(check: _Check, stored: sqlite3.Connection, fresh: sqlite3.Connection) -> None:
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-64000"):
        fresh.execute(f"PRAGMA {pragma}")
    _schema(check, stored, fresh)
    check.blocks = _count(check, stored)
    broken = _replay(check, stored, fresh)
    _writes(check, stored, fresh, broken)


def _schema(check: _Check, stored: sqlite3.Connection, fresh: sqlite3.Connection) -> None:
    query = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
    fresh.text_factory = bytes
    if stored.execute(query).fetchall() != fresh.execute(query).fetchall():
        check.found(None, cause("file_tables"))


def _count(check: _Check, stored: sqlite3.Connection) -> int:
    """The number of blocks, from whichever table can be read."""
    for table, column in (("block", "number"), ("tx", "block")):
        try:
            number = stored.execute(f"SELECT count(DISTINCT {column}) FROM {table}").fetchone()[0]
            beyond = stored.execute(
                f"SELECT count(*) FROM {table}"
                f" WHERE typeof({column}) != 'integer' OR {column} >= ? OR {column} < 0",
                (number,),
            ).fetchone()[0]
            if beyond:
                check.found(None, cause("row_numbers", count=beyond, table=table))
            return int(number)
        except sqlite3.Error as error:
            check.found(None, cause("table_unreadable", table=table, said=str(error)))
    return 0


# --- blocks and transactions --------------------------------------------------------------------------------


def _replay(check: _Check, stored: sqlite3.Connection, fresh: sqlite3.Connection) -> int | None:
    """Check every block; execute them again up to the first that is not as written: its number, or None."""
    broken: int | None = None
    previous = envelope.NO_BLOCK
    members = Membership(())
    fresh.execute("BEGIN")
    for number in range(check.blocks):
        block = _read(check, stored, number)
        records = None if block is None else _chained(check, block, previous)
        if block is not None and block.head is not None:
            previous = _text(block.head[0])
        if records is None:
            broken = number if broken is None else broken
        else:
            check.transactions += len(records)
            if number == 0:
                members = _read_genesis(check, records) or members
            if broken is None and _execute(check, fresh, block, records, members):
                check.replayed += 1
                check.head = previous
            elif broken is None:
                broken = number
        if number % _COMMIT_EVERY == 0:
            check.progress(number, check.blocks)
            fresh.execute("COMMIT")
            fresh.execute("BEGIN")
    fresh.execute("COMMIT")
    check.progress(check.blocks, check.blocks)
    return broken


def _read(check: _Check, stored: sqlite3.Connection, number: int) -> _Block | None:
    stored.text_factory = bytes
    try:
        head = stored.execute(f"SELECT {_typed(_BLOCK)} FROM block WHERE number = ?", (number,)).fetchone()
        rows = stored.execute(
            f"SELECT {_typed(_TX)}, position FROM tx WHERE block = ? ORDER BY position", (number,)
        ).fetchall()
    except sqlite3.Error as error:
        check.found(number, cause("block_unreadable", said=str(error)))
        return None
    return _Block(number, head, rows)


def _chained(check: _Check, block: _Block, previous: str) -> list[Record] | None:
    """The block's records if it is whole and follows ``previous``, else None with the reason found."""
    number = block.number
    if block.head is None:
        check.found(number, cause("block_missing"))
        return None
    types = (b"text",) * len(_BLOCK)
    if block.head[len(_BLOCK) :] != types:
        check.found(number, cause("block_types"))
        return None
    own, before, data, _ = (_text(value) for value in block.head[: len(_BLOCK)])
    wanted = (b"text", b"blob", b"text", b"blob")
    if [row[-1] for row in block.rows] != list(range(len(block.rows))) or not block.rows:
        check.found(number, cause("transactions_missing"))
        return None
    if any(row[len(_TX) : -1] != wanted for row in block.rows):
        check.found(number, cause("transaction_types"))
        return None
    records = [Record(_text(row[0]), row[1], _text(row[2]), row[3]) for row in block.rows]
    reasons = []
    if not all(record.named_right for record in records):
        reasons.append(cause("transaction_id"))
    if envelope.data_hash(records) != data:
        reasons.append(cause("data_hash"))
    if before != previous:
        reasons.append(cause("previous_hash"))
    if envelope.block_hash(number, before, data) != own:
        reasons.append(cause("block_hash"))
    for reason in reasons:
        check.found(number, reason)
    return None if reasons else records


def _read_genesis(check: _Check, records: Sequence[Record]) -> Membership | None:
    try:
        check.genesis = envelope.read_genesis(records[0])
    except RecordError as error:
        check.found(0, error.why)
        return None
    return Membership(check.genesis.roots)


def _execute(
    check: _Check, fresh: sqlite3.Connection, block: _Block | None, records: list[Record], members: Membership
) -> bool:
    """Whether the block, executed again, gives the block that is stored."""
    if block is None or block.head is None or check.genesis is None:
        return False
    number = block.number
    batch = []
    for position, record in enumerate(records):
        try:
            if number == 0:
                batch.append(envelope.sealed_genesis(record, check.genesis))
            else:
                batch.append(envelope.reopen(record, check.genesis.channel, members))
        except RecordError as error:
            check.found(number, cause("transaction_why", number=position, why=error.why))
            return False
    head = _text(block.head[1])
    fresh.text_factory = str
    try:
        own, outcome = append(
            fresh, number, head, _newest(fresh, number), batch, check.genesis, check.contract
        )
    except sqlite3.Error as error:  # the same transaction twice
        check.found(number, cause("not_executed", said=str(error)))
        return False
    for position, result in enumerate(outcome):
        if isinstance(result, BaseException):
            check.found(number, cause("transaction_refused", number=position, why=_refusal(result)))
            return False
    if number == 0:
        check.ledger = own[:32]
    again = _read(check, fresh, number)
    if again is None or again.rows != block.rows:
        check.found(number, cause("other_result"))
        return False
    if again.head != block.head:
        check.found(number, cause("other_head"))
        return False
    check.rows += 1 + len(block.rows)
    return True


def _newest(fresh: sqlite3.Connection, number: int) -> str:
    """The time of the block before ``number``, "" for block 0."""
    row = fresh.execute("SELECT at FROM block WHERE number = ?", (number - 1,)).fetchone()
    return str(row[0]) if row else ""


# --- writes and state ---------------------------------------------------------------------------------------

_LOG: Final = ("key", "block", "rowid", "position", "before", "value")


def _writes(check: _Check, stored: sqlite3.Connection, fresh: sqlite3.Connection, broken: int | None) -> None:
    """Compare every write, and where each key's newest is; up to the block that could not be replayed."""
    fresh.text_factory = bytes
    written = last_row(fresh)
    # What came after a broken block is not known; the log's rows before it are as many as were replayed.
    some = "" if broken is None else f" LIMIT {written}"
    query = f"SELECT {_typed(_LOG)} FROM log ORDER BY rowid"
    _difference(check, "log", _rows(check, stored, "log", query + some), iter(fresh.execute(query)))
    pointers = (
        "SELECT state.key, log.block, state.row, typeof(state.key), typeof(state.row)"
        " FROM state LEFT JOIN log ON log.rowid = state.row"
    )
    kept = iter(fresh.execute(f"{pointers} ORDER BY state.key"))
    if broken is None:
        mine = _rows(check, stored, "state", f"{pointers} ORDER BY state.key")
    else:
        mine = _older(check, stored, fresh, f"{pointers} WHERE state.key = CAST(? AS TEXT)", written)
    _difference(check, "state", mine, kept)


def _older(
    check: _Check, stored: sqlite3.Connection, fresh: sqlite3.Connection, query: str, written: int
) -> Iterator[Row]:
    """The stored pointers of the replayed keys; where a later block moved one, what it must have been."""
    for key, block, row in fresh.execute(
        "SELECT state.key, log.block, row FROM state JOIN log ON log.rowid = row ORDER BY state.key"
    ).fetchall():
        for pointer in _rows(check, stored, "state", query, (key,)):
            later = isinstance(pointer[2], int) and pointer[2] > written
            yield (key, block, row, b"text", b"integer") if later else pointer


def _rows(
    check: _Check, stored: sqlite3.Connection, table: str, query: str, values: tuple[Any, ...] = ()
) -> Iterator[Row]:
    try:
        yield from stored.execute(query, values)
    except sqlite3.Error as error:
        check.found(None, cause("table_unreadable", table=table, said=str(error)))


def _difference(check: _Check, table: str, stored: Iterator[Row], fresh: Iterator[Row]) -> None:
    """Walk both in order; a row that only one has is stepped over, so that one change is one finding."""
    unread_findings = len(check.findings)
    mine, theirs = next(stored, None), next(fresh, None)
    while mine is not None or theirs is not None:
        if mine == theirs:
            check.rows += 1
            mine, theirs = next(stored, None), next(fresh, None)
            continue
        if len(check.findings) >= MOST_FINDINGS or (mine is None and len(check.findings) > unread_findings):
            return  # beyond repair, or the table could not be read to its end
        next_mine, next_theirs = next(stored, None), next(fresh, None)
        if theirs is None or (next_mine is not None and next_mine == theirs):
            assert mine is not None
            check.found(_number(mine[1]), cause("row_foreign", table=table, row=_name(mine)))
            mine = next_mine
            theirs, fresh = theirs, _again(next_theirs, fresh)
        elif mine is None or (next_theirs is not None and next_theirs == mine):
            check.found(_number(theirs[1]), cause("row_missing", table=table, row=_name(theirs)))
            theirs = next_theirs
            mine, stored = mine, _again(next_mine, stored)
        else:
            check.found(_number(theirs[1]), cause("row_other", table=table, row=_name(theirs)))
            mine, theirs = next_mine, next_theirs


def _again(row: Row | None, following: Iterator[Row]) -> Iterator[Row]:
    if row is not None:
        yield row
    yield from following


def _integrity(check: _Check, stored: sqlite3.Connection) -> None:
    """SQLite's own check: the tables' trees and the indices against the tables."""
    try:
        messages = [row[0].decode(errors="replace") for row in stored.execute("PRAGMA integrity_check(20)")]
    except sqlite3.Error as error:
        messages = [str(error)]
    for message in messages:
        if message != "ok":
            check.found(_block_of(stored, message), cause("integrity", said=" ".join(message.split())))


def _block_of(stored: sqlite3.Connection, message: str) -> int | None:
    row = _INDEX_ROW.search(message)
    if row is None or row.group(1) is None:
        return None
    try:
        # The table in its own order: the index is what is damaged.
        transaction = stored.execute(
            "SELECT block FROM tx NOT INDEXED LIMIT 1 OFFSET ?", (int(row.group(1)) - 1,)
        ).fetchone()
    except sqlite3.Error:
        return None
    return _number(transaction[0]) if transaction else None


def _noted(check: _Check, noted: Head) -> None:
    if noted.ledger != check.ledger:
        return
    if noted.number >= check.blocks:
        check.found(noted.number, cause("block_gone"))


def _typed(columns: Sequence[str]) -> str:
    return ", ".join([*columns, *(f"typeof({column})" for column in columns)])


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _name(row: Row) -> str:
    return f"“{_text(row[0])[:80]}”"


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _refusal(error: BaseException) -> Trouble:
    return error.trouble if isinstance(error, KnownError) else cause("bug", said=repr(error))


__all__ = ["LedgerError", "VerifyFinding", "VerifyReport", "verify"]
