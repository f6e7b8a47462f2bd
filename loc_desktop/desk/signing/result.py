"""A grantor's result on its one way: made, shown, signed, sent.

A result is a transaction of its own, so that the next grantor sees it. The last one is not, of whatever kind:
the unlocking code carries it, and one transaction decides. What could not be executed (return code 4) stays
with its grantor; whoever has a part in it may also submit the same code again
(:mod:`~loc_desktop.desk.signing.unlock`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loc_desktop.desk.signing.unlock import refusal, unlock_of
from loc_desktop.desk.values.case import SignOutcome, ToSign, Unlock
from loc_desktop.desk.values.work import RowFailure
from loc_desktop.errors import KnownError
from loc_desktop.script.canonical import encode
from loc_desktop.script.items import oracle_bytes
from loc_desktop.script.unlock import new_result, unlocking_code

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier, Sent
    from loc_desktop.ledger.api import User
    from loc_desktop.script.items import Event, OracleResult, Verdict
    from loc_desktop.script.keys import Signer
    from loc_desktop.texts.sentence import Sentence


@dataclass(frozen=True, slots=True)
class OracleFinding:
    """What a result says beside event, role and time."""

    verdict: Verdict
    terms: Mapping[str, int] | None = None
    exception: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PreparedResult:
    """A result of ``key`` on ``event`` that nobody has signed yet. ``earlier``: the results before it;
    ``last``: nobody grants after it."""

    event: Event
    role: str
    key: str
    at: str
    finding: OracleFinding
    earlier: tuple[OracleResult, ...] = ()
    last: bool = True

    def _result(self) -> OracleResult:
        finding = self.finding
        return new_result(
            self.event, self.role, self.key, finding.verdict, self.at, finding.terms, finding.exception,
            finding.reason or None,
        )  # fmt: skip

    def unsigned(self) -> dict[str, Any]:
        """The members that the signature covers."""
        return {name: value for name, value in self._result().items() if name != "value"}

    def to_sign(self, sentence: Sentence) -> ToSign:
        """What a person is shown: ``sentence`` and the canonical text that the signature covers."""
        return ToSign(self.event["id"], sentence, encode(self.unsigned()).decode())

    def sign(self, signer: Signer) -> OracleResult:
        """The result signed; ``signer`` has its key."""
        result = self._result()
        result["value"] = signer.sign(oracle_bytes(result))
        return result

    def outcome(self, sent: Sent, answer: Mapping[str, Any] | None = None) -> SignOutcome:
        """What became of it; ``answer`` is the contract's to its unlocking code, if that was sent."""
        unlock = None if answer is None else unlock_of(answer, sent.tx_id)
        return SignOutcome(
            self.event["id"], self.finding.verdict, sent.tx_id, sent.block, unlock, sent.queued
        )


def send_result(
    carrier: Carrier,
    prepared: PreparedResult,
    user: User,
    signer: Signer | None = None,
    *,
    queue: bool = True,
) -> SignOutcome:
    """Sign a result (``signer``: default the user's) and send it: the last one in the unlocking code, another
    as a transaction of its own. ``queue``: a ledger that is away puts it into the outbox.

    Raises the contract's refusal, the ledger's errors.
    """
    result = prepared.sign(signer or user.signer)
    event = prepared.event
    if not prepared.last:
        sent = carrier.send("grant", [event["id"], result], event["id"], user, queue=queue)
        return prepared.outcome(sent)
    sent = carrier.unlock(event, (*prepared.earlier, result), user, queue=queue)
    return prepared.outcome(sent, None if sent.queued else sent.result)


def unlock_own(
    carrier: Carrier, event: Event, grantors: Sequence[tuple[str, str]], signer: Signer, user: User
) -> Unlock | None:
    """Unlock a locked event that waits for nobody, or only for the result of ``signer``, who signed it;
    what became of it. None where another grants, where the code is in the outbox, and where money comes from
    the bank's books, which its connector has to hold first. Raises as :func:`send_result`.
    """
    if event["kind"].startswith(("fund.", "asset.")) or len(grantors) > 1:
        return None
    if not grantors:
        sent = carrier.unlock(event, (), user)
        return None if sent.queued else unlock_of(sent.result, sent.tx_id)
    role, key = grantors[0]
    if key != signer.key:
        return None
    result = PreparedResult(event, role, key, carrier.connections.clock(), OracleFinding("Pass"))
    return send_result(carrier, result, user, signer).unlock


def send_last_results(
    carrier: Carrier, signed: Sequence[tuple[PreparedResult, OracleResult]], user: User
) -> tuple[list[SignOutcome], list[RowFailure]]:
    """The unlocking codes of several events in one transaction, each with its last result, signed already:
    what became of them, and which the contract refused. Nothing is queued: where the ledger does not take the
    transaction all of them have failed, and still wait for their grantor.
    """
    if not signed:
        return [], []
    codes: list[Any] = [
        unlocking_code(prepared.event, [*prepared.earlier, result]) for prepared, result in signed
    ]
    many = len(codes) > 1
    fn, args = ("unlock_many", codes) if many else ("unlock", codes[0])
    event = "" if many else signed[0][0].event["id"]
    try:
        sent = carrier.send(fn, [args, carrier.hint()], event, user, queue=False)
    except KnownError as error:
        return [], [RowFailure.of(0, prepared.event["id"], error) for prepared, _ in signed]
    outcomes: list[SignOutcome] = []
    refused: list[RowFailure] = []
    for (prepared, _), answer in zip(signed, sent.result if many else [sent.result], strict=True):
        if "error" in answer:
            refused.append(RowFailure(0, prepared.event["id"], refusal(answer)))
        else:
            outcomes.append(prepared.outcome(sent, answer))
    return outcomes, refused
