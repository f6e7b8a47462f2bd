"""Bringing signed things to the ledger: events with their chaincode, oracle results, unlocking codes.

One carrier belongs to one identity at one ledger. What cannot be sent because the ledger is away waits in the
outbox; ids execute once, so sending again never moves money twice.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loc_desktop.contract.client import rules_on
from loc_desktop.contract.rulebook.document import Rulebook, shipped
from loc_desktop.ledger.api import ConnectError
from loc_desktop.loan.calendar import civil_day
from loc_desktop.script.unlock import unlocking_code
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from datetime import date

    from loc_desktop.app.connections import Connections
    from loc_desktop.contract.state import Json
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.api import Ledger, User
    from loc_desktop.ledger.index.rows import EventRow, LoanRow
    from loc_desktop.script.items import Event, OracleResult, UnlockingCode

AWAY_S = 15.0
"""Seconds for which a ledger that could not be reached is not asked again for what the index knows too."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A submission's fate: in ``block`` with ``result``, or ``queued`` in the outbox."""

    tx_id: str
    block: int | None
    result: Any
    queued: bool = False


def in_order_of_registration(records: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Member records, the one that registered first at the front. A key says nothing: whoever tries many has
    the smallest. Those that the index has seen stand in this order already.
    """
    return sorted((dict(record) for record in records), key=lambda record: record.get("order", 0))


class Carrier:
    """Submits and queries as one identity. Thread-safe."""

    def __init__(self, connections: Connections, identity: Identity) -> None:
        self.connections = connections
        self.identity = identity
        self._hints = itertools.count()
        self._lock = threading.Lock()
        self._away_until = 0.0

    @property
    def ledger(self) -> Ledger:
        return self.connections.ledger_of(self.identity)

    @property
    def name(self) -> str:
        """Who works here, by name. Raises KnownError ``keyring.*``."""
        return self.connections.name_of(self.identity, ask=True)

    @property
    def zone(self) -> str:
        """The zone whose civil days are the ledger's."""
        return self.connections.zone(self.identity.ledger)

    @property
    def today(self) -> date:
        """The ledger's day of business."""
        return self.connections.today(self.identity.ledger)

    def day(self, at: str) -> date:
        """The ledger's civil day of an RFC 3339 UTC time."""
        return civil_day(at, self.zone)

    def value_day(self, row: EventRow) -> date:
        """The day on which the contract counts a payment or change: that of its lock; on a demonstration's
        ledger, where the events' own time counts, the event's."""
        events = self.connections.is_demonstration(self.identity.ledger)
        return self.day(row.at if events else row.seen)

    def paid_out(self, loan: LoanRow) -> date:
        """The day on which the contract counts a payout: that of its transaction; on a demonstration's ledger
        the application's."""
        events = self.connections.is_demonstration(self.identity.ledger)
        applied = self.connections.index(self.identity.ledger).event(loan.id) if events else None
        return self.day(applied.at if applied else loan.opened)

    def user(self, pin: str | None = None) -> User:
        """Who submits, with the member's key. Raises KnownError ``pin.*``, ``keyring.*``."""
        return self.connections.user(self.identity, pin)

    def query(self, name: str, args: Mapping[str, Json] | None = None, pin: str | None = None) -> Any:
        """One of the contract's queries."""
        return self.ledger.evaluate("query", [name, dict(args or {})], self.user(pin))

    def members(self, role: str) -> list[dict[str, Any]]:
        """The active member records of a role, as the ledger has them; while it is away, as last seen."""
        if time.monotonic() >= self._away_until:
            try:
                records = self.query("members", {"role": role})
            except ConnectError:
                # An application asks for every role: it must not wait anew for each.
                self._away_until = time.monotonic() + AWAY_S
            else:
                return [record for record in records if record["status"] == "active"]
        rows = self.connections.index(self.identity.ledger).members(role)
        return [dict(row.record) for row in rows]

    def member(self, role: str) -> dict[str, Any]:
        """The member of a role where the network has one; of several, the one on this computer, else the
        one that registered first: no newcomer takes its place. Raises KnownError ``form.no_grantor``."""
        records = in_order_of_registration(self.members(role))
        if not records:
            raise desk_error("form.no_grantor", role=role)
        here = {identity.key for identity in self.connections.identities_on(self.identity.ledger)}
        return next((record for record in records if record["key"] in here), records[0])

    def groups(self) -> list[dict[str, Any]]:
        """The groups and their keys, as the ledger has them; while it is away, as last seen."""
        seen = self.connections.groups_seen
        if time.monotonic() >= self._away_until:
            try:
                seen[self.identity.ledger] = self.query("groups")
            except ConnectError:
                self._away_until = time.monotonic() + AWAY_S
        return seen.get(self.identity.ledger, [])

    def grantor(self, role: str) -> str:
        """The key of who grants where an event does not say: oneself in one's own role, else the network's
        member. Raises KnownError ``form.no_grantor``."""
        own = self.identity
        return own.key if own.role == role else str(self.member(role)["key"])

    def rulebook(self) -> Rulebook:
        """The ledger's rules on the day of business; while it is away, as last seen, else those that the
        program ships.
        """
        connections, ledger = self.connections, self.identity.ledger
        try:
            rules = rules_on(self.query, self.today.isoformat())
        except ConnectError:
            return connections.rules_seen.get(ledger) or shipped()
        connections.rules_seen[ledger] = rules
        return rules

    def hint(self) -> int:
        """Which balance slot the next payment tries first: another one each time."""
        with self._lock:
            return next(self._hints)

    def send(
        self, fn: str, args: list[Json], event: str, user: User | None = None, *, queue: bool = True
    ) -> Sent:
        """Submit and wait for the block. ``queue``: a ledger that is away puts it into the outbox instead.

        Raises the ledger's errors; SubmitError and CommitStatusError say that the outcome is not known.
        """
        try:
            submission = self.ledger.submit(fn, args, user or self.user())
            committed = submission.wait()
        except ConnectError:
            if not queue:
                raise
            self.connections.outbox_add(self.identity, fn, args, event)
            return Sent("", None, None, queued=True)
        return Sent(submission.tx_id, committed.block if committed else None, submission.result)

    def catch_up(self) -> None:
        """Let the index take in what is on the ledger now."""
        ledger = self.ledger
        self.connections.index(self.identity.ledger).catch_up(ledger)

    def show_committed(self) -> bool:
        """As :meth:`catch_up` after a commit, so that what was just done can be seen at once; whether it can.
        Trouble with the index is told beside the outcome."""
        with self.connections.asides.after_commit() as followed:
            self.catch_up()
        return followed.whole

    def unlock(
        self, event: Event, results: Sequence[OracleResult], user: User | None = None, *, queue: bool = True
    ) -> Sent:
        """Algorithm 2's last line and the transaction. Its result has the code. Raises as :meth:`send`."""
        uc: UnlockingCode = unlocking_code(event, results)
        return self.send("unlock", [uc, self.hint()], event["id"], user, queue=queue)
