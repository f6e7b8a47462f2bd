"""Where transactions go: the interface that the embedded ledger and Fabric both implement.

A submission is a handle with phases, after fabric-gateway's model: *endorsed* (executed, result known),
*ordered* (accepted into the order of blocks), *committed* (in a block, valid, state changed).
One error type per phase carries the transaction id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Protocol

from loc_desktop.contract.state import Caller, Json
from loc_desktop.errors import KnownError, Money, Trouble
from loc_desktop.script.keys import Signer


class Phase(IntEnum):
    """How far a submission has come."""

    ENDORSED = 1
    ORDERED = 2
    COMMITTED = 3


@dataclass(frozen=True, slots=True)
class User:
    """Who submits: MSP id (organisation), X.509 certificate (PEM) and the signer that holds its key."""

    organisation: str
    certificate: str
    signer: Signer


@dataclass(frozen=True, slots=True)
class Endorsement:
    """One organisation's signature over a result; on the embedded ledger the submitter's own."""

    organisation: str
    certificate: str
    value: str


@dataclass(frozen=True, slots=True)
class Transaction:
    """A transaction as a block holds it. ``validation``: Fabric's code name, ``VALID`` or why it is void."""

    id: str
    block: int
    position: int
    at: str
    fn: str
    args: tuple[Json, ...]
    caller: Caller
    result: Json | None
    validation: str = "VALID"
    endorsements: tuple[Endorsement, ...] = ()
    raw: Json = None

    @property
    def valid(self) -> bool:
        return self.validation == "VALID"


@dataclass(frozen=True, slots=True)
class Block:
    """A block: hashes in lowercase hex, ``at`` the time of its first valid transaction of the contract ("" on
    Fabric where it has none), on the embedded ledger of its last (no later block is earlier)."""

    number: int
    hash: str
    previous_hash: str
    data_hash: str
    at: str
    transactions: tuple[Transaction, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """How the ledger is, for the status line. ``reachable`` False means work goes to the outbox; ``trouble``
    says why then."""

    reachable: bool
    height: int
    last_block_at: str
    trouble: Trouble | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


class LedgerError(KnownError):
    """Base of the ledger's errors. ``retryable``: the same transaction may be built and sent again."""

    retryable = False


class ConnectError(LedgerError):
    """The ledger cannot be reached; nothing was sent."""

    retryable = True


class EndorseError(LedgerError):
    """The contract or a peer refused; nothing was ordered. ``params["contract"]``: the contract's code."""


class SubmitError(LedgerError):
    """The orderer did not take the transaction, or its answer was lost (``money`` is then UNKNOWN)."""


class CommitStatusError(LedgerError):
    """Sent, but the commit status is not known yet: ask again by transaction id."""

    def __init__(self, code: str, **params: Any) -> None:
        params.setdefault("money", Money.UNKNOWN)
        super().__init__(code, **params)


class CommitError(LedgerError):
    """In a block but void; ``params["validation"]`` is the validation code. State did not change."""


class Submission(Protocol):
    """A handle on one submitted transaction."""

    @property
    def tx_id(self) -> str: ...

    @property
    def phase(self) -> Phase: ...

    @property
    def result(self) -> Json:
        """What the contract returned, known from ENDORSED on."""
        ...

    def wait(self, phase: Phase = Phase.COMMITTED, timeout: float | None = None) -> Transaction | None:
        """Block until ``phase``; returns the committed transaction for COMMITTED, else None.

        Raises the phase's error.
        """
        ...


class Ledger(Protocol):
    """One channel of one ledger. Methods block and are called off the GUI thread; all are thread-safe."""

    @property
    def id(self) -> str:
        """Stable identity of this ledger and channel (genesis hash based), names local caches."""
        ...

    @property
    def channel(self) -> str: ...

    def submit(self, fn: str, args: list[Json], user: User) -> Submission:
        """Endorse and order one contract transaction. Raises EndorseError, SubmitError, ConnectError."""
        ...

    def evaluate(self, fn: str, args: list[Json], user: User) -> Json:
        """Run a contract query without committing. Raises EndorseError, ConnectError."""
        ...

    def height(self) -> int:
        """The number of blocks."""
        ...

    def block(self, number: int) -> Block:
        """Raises KeyError if there is no such block."""
        ...

    def transaction(self, tx_id: str) -> Transaction | None:
        """The committed (or void) transaction, None if no block holds it."""
        ...

    def follow(self, start: int, stopped: Callable[[], bool]) -> Iterator[Block]:
        """Blocks from ``start`` on, in order, no gap and no repeat; then waits for new ones (≤ 0.5 s) until
        ``stopped()``. Reconnects by itself."""
        ...

    def health(self) -> Health: ...

    def close(self) -> None: ...
