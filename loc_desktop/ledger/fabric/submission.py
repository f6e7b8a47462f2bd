"""One transaction on its way through the Gateway: endorsed, ordered, committed.

What is repeated, with backoff, and what is not:

- An endorsement changes nothing: repeated while peers are away or behind one another. A refusal by the
  contract or for lack of rights is not repeated.
- The hand-over to the orderer may be repeated as it is: the same signed transaction has the same id, and
  Fabric commits an id once.
- When no block brings a transaction that was taken, it is handed over again as it is: an orderer that loses
  its leader may lose, without a word, what it was about to pass on.
- A transaction that a concurrent one has made void (MVCC conflict) did not happen; it is endorsed anew, under
  a new id.
- After a lost answer the transaction id is asked about; nothing is ever executed a second time.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import orjson
from fabric_protos.common import common_pb2
from fabric_protos.msp import identities_pb2
from fabric_protos.peer import proposal_pb2, proposal_response_pb2
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_delay, wait_random_exponential

from loc_desktop.contract.state import Json
from loc_desktop.errors import Money
from loc_desktop.ledger.api import (
    CommitError,
    CommitStatusError,
    ConnectError,
    EndorseError,
    LedgerError,
    Phase,
    SubmitError,
    Transaction,
    User,
)
from loc_desktop.ledger.api import Endorsement as ApiEndorsement
from loc_desktop.ledger.fabric import sdk
from loc_desktop.ledger.fabric.blocks import caller_of, validation_name
from loc_desktop.ledger.fabric.gateway import Deadlines, Gateway
from loc_desktop.script import canonical
from loc_desktop.script.canonical import b64u_encode

CONFLICTS = ("MVCC_READ_CONFLICT", "PHANTOM_READ_CONFLICT")
"""Void because another transaction of the block, or of one before, changed what this one had read."""

MAX_ATTEMPTS = 12
_COMMIT_UNREACHABLE = "fabric.commit_unreachable"
_AGAIN_AFTER = 5.0
"""Seconds without a block before a transaction is handed over again; doubled each time."""

_UNREACHABLE_FOR = 3.0
"""Seconds to go on trying a peer that cannot be reached: then the work belongs into the outbox."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a submission needs of its ledger."""

    gateway: Gateway
    channel: str
    contract: str
    deadlines: Deadlines
    find: Callable[[str], Transaction | None]


class FabricSubmission:
    """A handle on one submitted transaction (``ledger.api.Submission``). Thread-safe.

    ``attempts`` counts the transactions endorsed, 1 where no conflict had to be resolved.
    """

    def __init__(self, link: Link, fn: str, args: list[Json], user: User) -> None:
        self._link = link
        self._fn = fn
        self._args = args
        self._user = user
        self._lock = threading.Lock()
        self._phase: Phase | None = None
        self._proposal: sdk.Proposal | None = None
        self._envelope: Any = None
        self._result: Json = None
        self._endorsements: tuple[ApiEndorsement, ...] = ()
        self._committed: Transaction | None = None
        self._void: CommitError | None = None
        self._again = 0.0
        self.attempts = 0
        self.conflicts: list[str] = []

    @property
    def tx_id(self) -> str:
        return self._proposal.tx_id if self._proposal is not None else ""

    @property
    def phase(self) -> Phase:
        return self._phase or Phase.ENDORSED

    @property
    def result(self) -> Json:
        return self._result

    def start(self) -> None:
        """Endorse and order. Raises EndorseError, SubmitError, ConnectError."""
        with self._lock:
            self._endorse()
            self._order()

    def wait(self, phase: Phase = Phase.COMMITTED, timeout: float | None = None) -> Transaction | None:
        """Block until ``phase``; ``timeout`` in seconds, default the ledger's deadline.

        Raises CommitError (void), CommitStatusError (not known yet, ask again), and the errors of
        :meth:`start` where a conflict made it necessary to endorse anew. The transaction's ``position`` is
        -1: the ledger's ``transaction(tx_id)`` gives it with its place in the block.
        """
        if phase < Phase.COMMITTED:
            return None
        with self._lock:
            end = time.monotonic() + (self._link.deadlines.commit if timeout is None else timeout)
            while self._committed is None:
                if self._void is not None:
                    raise self._void
                self._await_commit(end)
            return self._committed

    def _endorse(self) -> None:
        arguments = [canonical.encode(self._args)]
        deadline = self._link.deadlines.endorse
        for attempt in retrying(deadline, endorse_may_repeat):
            with attempt:
                # A new proposal each time: an endorsement that timed out may still be under way.
                proposal = sdk.propose(
                    self._link.channel, self._link.contract, self._fn, arguments, self._user
                )
                prepared = self._link.gateway.endorse(proposal, deadline)
        self._proposal = proposal
        self.attempts += 1
        try:
            self._envelope = sdk.sign_envelope(proposal, prepared)
        except ValueError as error:
            raise EndorseError(
                "fabric.tampered", tx_id=proposal.tx_id, details={"reason": str(error)}
            ) from error
        self._result, self._endorsements = read_prepared(prepared)
        self._phase = Phase.ENDORSED

    def _order(self) -> None:
        self._again = time.monotonic() + _AGAIN_AFTER
        deadline = self._link.deadlines.submit
        try:
            for attempt in retrying(deadline, lambda error: bool(getattr(error, "retryable", False))):
                with attempt:
                    # A part of the time for each call: one whose answer is lost leaves time for the next.
                    self._link.gateway.submit(self.tx_id, self._envelope, deadline / 3)
        except SubmitError as error:
            # The last answer was "not taken", but an earlier one may have been lost: only the ledger knows.
            if error.money is Money.UNKNOWN and self._found():
                return
            raise
        self._phase = Phase.ORDERED

    def _found(self) -> bool:
        try:
            transaction = self._link.find(self.tx_id)
        except LedgerError:
            return False
        if transaction is not None:
            self._phase = Phase.ORDERED
        return transaction is not None

    def _await_commit(self, end: float) -> None:
        proposal = self._proposal
        assert proposal is not None
        code, block = self._status(proposal, end)
        name = validation_name(code)
        if name == "DUPLICATE_TXID":
            # Ours was sent twice: the first one counts, and the index of transactions knows it.
            earlier = self._link.find(proposal.tx_id)
            name, block = (earlier.validation, earlier.block) if earlier is not None else (name, block)
        if name == "VALID":
            self._committed = self._transaction(proposal, block)
            self._phase = Phase.COMMITTED
        elif name in CONFLICTS and self.attempts < MAX_ATTEMPTS and time.monotonic() < end:
            self.conflicts.append(proposal.tx_id)
            time.sleep(_conflict_pause(self.attempts))
            self._endorse()
            self._order()
        else:
            self._void = CommitError(
                "fabric.void",
                tx_id=proposal.tx_id,
                params={"validation": name, "block": block},
            )

    def _status(self, proposal: sdk.Proposal, end: float) -> tuple[int, int]:
        pause = _AGAIN_AFTER
        while True:
            until = min(end, self._again)
            try:
                return self._ask_status(proposal, until)
            except CommitStatusError as error:
                silent = error.details.get("status") == "DEADLINE_EXCEEDED"
                if until == end or not (silent or error.code == _COMMIT_UNREACHABLE):
                    raise
            with suppress(SubmitError):  # not taken now either: the next round tries again
                self._link.gateway.submit(proposal.tx_id, self._envelope, self._link.deadlines.submit / 3)
            pause *= 2
            self._again = time.monotonic() + pause

    def _ask_status(self, proposal: sdk.Proposal, until: float) -> tuple[int, int]:
        def may_repeat(error: BaseException) -> bool:
            return isinstance(error, CommitStatusError) and error.code == _COMMIT_UNREACHABLE

        for attempt in retrying(max(until - time.monotonic(), 0.01), may_repeat):
            with attempt:
                left = max(until - time.monotonic(), 0.05)
                return self._link.gateway.commit_status(proposal, self._user, left)
        raise AssertionError("unreachable: tenacity returns or raises")

    def _transaction(self, proposal: sdk.Proposal, block: int) -> Transaction:
        return Transaction(
            id=proposal.tx_id,
            block=block,
            position=-1,
            at=proposal.at,
            fn=self._fn,
            args=tuple(self._args),
            caller=caller_of(self._user.organisation, self._user.certificate),
            result=self._result,
            endorsements=self._endorsements,
        )


def retrying(seconds: float, may_repeat: Callable[[BaseException], bool]) -> Retrying:
    """Attempts with growing, random pauses for ``seconds``; then the last error is raised as it is."""

    def enough(state: RetryCallState) -> bool:
        error = state.outcome.exception() if state.outcome is not None else None
        limit = min(seconds, _UNREACHABLE_FOR) if isinstance(error, ConnectError) else seconds
        return bool(stop_after_delay(limit)(state))

    return Retrying(
        stop=enough,
        wait=wait_random_exponential(multiplier=0.05, max=2.0),
        retry=retry_if_exception(may_repeat),
        reraise=True,
    )


def endorse_may_repeat(error: BaseException) -> bool:
    """Whether an endorsement or evaluation that failed so may be repeated."""
    return isinstance(error, LedgerError) and error.retryable


def read_prepared(prepared: Any) -> tuple[Json, tuple[ApiEndorsement, ...]]:
    """The contract's result and who endorsed it, of a prepared transaction."""
    action = sdk.endorsed_action(common_pb2.Payload.FromString(prepared.payload)).action
    answer = proposal_response_pb2.ProposalResponsePayload.FromString(action.proposal_response_payload)
    response = proposal_pb2.ChaincodeAction.FromString(answer.extension).response
    endorsements = []
    for endorsement in action.endorsements:
        endorser = identities_pb2.SerializedIdentity.FromString(endorsement.endorser)
        endorsements.append(
            ApiEndorsement(endorser.mspid, endorser.id_bytes.decode(), b64u_encode(endorsement.signature))
        )
    return orjson.loads(response.payload) if response.payload else None, tuple(endorsements)


def _conflict_pause(attempt: int) -> float:
    """Seconds before a transaction is endorsed anew after its ``attempt``-th conflict: about a block."""
    return random.uniform(0.02, 0.1) * min(attempt, 8)
