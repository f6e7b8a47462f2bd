"""The one way from a grantor's verdict to the ledger: the signed result, after the last one the code.

A result is a transaction of its own, so that the next grantor sees it and the code can be submitted again
after return code 4 (:mod:`~loc_desktop.desk.signing.second_unlock`). The last result of a request without a
dossier is not: the unlocking code carries it, one transaction decides, and a request that could not be
executed stays with its grantor.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from loc_desktop.desk.signing.results import refusal, unlock_of
from loc_desktop.desk.values.case import SignOutcome, Unlock
from loc_desktop.desk.values.work import RowFailure
from loc_desktop.errors import KnownError
from loc_desktop.ledger.api import EndorseError
from loc_desktop.script.unlock import sign_result, unlocking_code

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier, Sent
    from loc_desktop.ledger.api import User
    from loc_desktop.script.items import Event, OracleResult

_PAGE = 200


@dataclass(frozen=True, slots=True)
class SentResult:
    """A result that was sent. ``complete``: it was the last one and stands on the ledger, so that the
    unlocking code is due; ``unlock`` what became of the code, None where none was sent or it waits in the
    outbox.
    """

    event: Event
    verdict: str
    results: tuple[OracleResult, ...]
    sent: Sent
    complete: bool = False
    unlock: Unlock | None = None

    def outcome(self) -> SignOutcome:
        sent = self.sent
        return SignOutcome(
            self.event["id"], self.verdict, sent.tx_id, sent.block, self.unlock, sent.queued
        )  # fmt: skip


class GrantPath:
    """The way of one identity's results. ``user`` signs them."""

    def __init__(self, carrier: Carrier, user: User) -> None:
        self._carrier = carrier
        self._user = user

    def grant(
        self,
        event: Event,
        earlier: Sequence[OracleResult],
        members: Mapping[str, Any],
        *,
        last: bool,
        queue: bool = True,
    ) -> SentResult:
        """Sign a result with ``members`` (verdict, time, terms …) and send it as a transaction of its own.

        ``earlier``: the results before it; ``last``: nobody grants after it. Raises the ledger's errors.
        """
        result = sign_result(event, signer=self._user.signer, **members)
        sent = self._carrier.send("grant", [event["id"], result], event["id"], self._user, queue=queue)
        return SentResult(event, members["verdict"], (*earlier, result), sent, last and not sent.queued)

    def unlock(self, granted: SentResult) -> SentResult:
        """Submit the code of a complete event; anything else is left as it is."""
        if not granted.complete:
            return granted
        sent = self._carrier.unlock(granted.event, granted.results, self._user)
        return granted if sent.queued else replace(granted, unlock=unlock_of(sent.result, sent.tx_id))

    def decide(
        self, event: Event, earlier: Sequence[OracleResult], members: Mapping[str, Any], *, last: bool
    ) -> SentResult:
        """As :meth:`grant`, but the last result travels in the unlocking code."""
        if not last:
            return self.grant(event, earlier, members, last=False)
        results = (*earlier, sign_result(event, signer=self._user.signer, **members))
        sent = self._carrier.unlock(event, results, self._user)
        unlock = None if sent.queued else unlock_of(sent.result, sent.tx_id)
        return SentResult(event, members["verdict"], results, sent, unlock=unlock)

    def unlock_many(self, complete: Sequence[SentResult]) -> tuple[dict[str, Unlock], list[RowFailure]]:
        """Submit the codes of several events in one transaction: what became of each by its id, and which
        failed. A failed one stands in the index as ready and can be unlocked again.
        """
        if not complete:
            return {}, []
        carrier = self._carrier
        codes: list[Any] = [unlocking_code(granted.event, granted.results) for granted in complete]
        try:
            sent = carrier.send("unlock_many", [codes, carrier.hint()], "", self._user, queue=False)
        except KnownError as error:
            return {}, [RowFailure.of(0, granted.event["id"], error) for granted in complete]
        unlocks: dict[str, Unlock] = {}
        refused: list[RowFailure] = []
        for outcome in sent.result:
            if "error" in outcome:
                refused.append(RowFailure(0, outcome["event"], refusal(outcome)))
            else:
                unlocks[outcome["event"]] = unlock_of(outcome, sent.tx_id)
        return unlocks, refused


def unlock_granted(carrier: Carrier) -> int:
    """Submit the codes of events on which this identity's was the last result and no code came yet (the
    ledger went away in between). Returns how many; what is refused stays for a person to look at.
    """
    index = carrier.connections.index(carrier.identity.ledger)
    sent = 0
    after: int | None = None
    while True:
        page = index.ready(after=after, limit=_PAGE)
        for row in page.rows:
            if row.attempts == 0 and row.grantors and row.grantors[-1].key == carrier.identity.key:
                with contextlib.suppress(EndorseError):
                    granted = carrier.query("event", {"id": row.id})
                    carrier.unlock(granted["cc"]["event"], granted["grants"], carrier.user())
                    sent += 1
        if page.next is None:
            return sent
        after = page.next
