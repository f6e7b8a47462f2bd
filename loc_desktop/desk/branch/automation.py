"""What the bank's machine does by itself when a request for it stands on the ledger.

Deposits, withdrawals and account links go through the connector; payments and refunds are checked on the
bank's own books and granted or refused as the checks say. What a person has to judge is left to the inbox.
It works for every bank of this computer whose key needs no PIN; a bank with a PIN runs it by hand
(``Branch.recover``).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from loc_desktop.app.bank_books import bank_system, banks_here, books, unfinished
from loc_desktop.app.living_keys import follow
from loc_desktop.data_file import FilesError
from loc_desktop.desk.granting.account_ownership import account_in, belongs
from loc_desktop.desk.granting.decided_by import DecidedBy, decided_by, is_automatic
from loc_desktop.desk.granting.waiting import waiting_rows
from loc_desktop.desk.signing.linked_numbers import number_asked
from loc_desktop.desk.values.grant import AutomationReport
from loc_desktop.errors import KnownError, Money, Trouble
from loc_desktop.texts.sentence import trouble_of

if TYPE_CHECKING:
    from loc_desktop.app.connections import Connections
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.index.rows import EventRow


class BranchAutomation:
    """The automation of one bank. One round at a time; safe to call from several threads."""

    def __init__(self, connections: Connections, identity: Identity) -> None:
        self._connections = connections
        self._identity = identity
        self._lock = threading.Lock()
        self._recovered = False
        self.troubled = False
        """Whether something stood still in the last round, so that everything is looked at in the next."""

    def step(self, pin: str | None = None, *, recover: bool = False) -> AutomationReport:
        """One round over what waits; ``recover``: also over what is not finished, as at the start. Raises
        nothing for a single request's trouble: it says so and goes on next time."""
        with self._lock:
            self._recovered = self._recovered and not recover
            return self._step(pin)

    def _step(self, pin: str | None) -> AutomationReport:
        system = bank_system(self._connections, self._identity, pin)
        troubles: list[Trouble] = []
        moved = linked = 0
        if not self._recovered:
            moved += sum(transfer.final for transfer in system.connector.recover())
            self._recovered = True
        waiting = self._waiting()
        transfers = [row.id for row in waiting if decided_by(row.kind) is DecidedBy.CONNECTOR]
        if transfers:
            transferred = system.connector.process(transfers)
            moved += sum(transfer.final for transfer in transferred)
            troubles += [
                transfer.trouble or transfer.standing for transfer in transferred if not transfer.final
            ]
            # What stands still is looked at again in the next round, whether or not an event asks for it.
            self._recovered = all(transfer.final for transfer in transferred)
        for row in waiting:
            if decided_by(row.kind) is DecidedBy.EVIDENCE:
                try:
                    number = self._number(row, pin)
                    if self._belongs(row, number):
                        system.connector.link(row.id, number=number)
                        linked += 1
                except KnownError as error:
                    troubles.append(trouble_of(error))
        granted, refused = self._grant(
            [row.id for row in waiting if decided_by(row.kind) is DecidedBy.CHECKS], pin, troubles
        )
        self.troubled = bool(troubles)
        report = AutomationReport(moved, linked, granted, refused, tuple(troubles))
        if report.worked:
            with self._connections.asides.after_commit():
                self._connections.index(self._identity.ledger).catch_up(
                    self._connections.ledger_of(self._identity)
                )
        return report

    def _waiting(self) -> list[EventRow]:
        index = self._connections.index(self._identity.ledger)
        index.catch_up(self._connections.ledger_of(self._identity))
        return [row for row in waiting_rows(self._connections, self._identity) if is_automatic(row.kind)]

    def _number(self, row: EventRow, pin: str | None) -> str:
        from loc_desktop.desk.signing.carrier import Carrier

        return number_asked(Carrier(self._connections, self._identity), row, pin)

    def _belongs(self, row: EventRow, number: str) -> bool:
        """Whether the bank has evidence that the account in a link's event is this customer's; without it a
        person decides. Ending a link is the customer's right: there the link itself is the evidence."""
        kept = books(self._connections, self._identity)
        key = str(row.body.get("account", ""))
        if row.kind in ("account.unlink", "fund.unlink"):
            account = account_in(kept, number)
            return account is not None and account.digital_key == key
        return belongs(self._connections, self._identity, kept, number, key)

    def _grant(self, events: list[str], pin: str | None, troubles: list[Trouble]) -> tuple[int, int]:
        if not events:
            return 0, 0
        from loc_desktop.desk.granting.grants import Grants
        from loc_desktop.desk.signing.carrier import Carrier
        from loc_desktop.desk.signing.party_names import Names

        grants = self._connections.once(
            f"automation grants {self._identity.id}",
            lambda: Grants(
                Carrier(self._connections, self._identity), Names(self._connections, self._identity)
            ),
        )
        report = grants.decide(events, pin=pin)
        troubles += [failure.trouble for failure in report.failed]
        return report.passed, report.refused


def automation_of(connections: Connections, identity: Identity) -> BranchAutomation:
    """The one automation of a bank in this process."""
    return connections.once(f"automation {identity.id}", lambda: BranchAutomation(connections, identity))


def _has_work(connections: Connections, identity: Identity, events: Sequence[str] | None) -> bool:
    """Whether anything waits for the automation: without the libraries of the books, so that the start stays
    fast and every new block can ask. ``events``: only what these blocks brought is looked at."""
    index = connections.index(identity.ledger)
    if events is not None:
        rows = (index.event(event) for event in events)
        waits = any(row is not None and _is_for(row, identity) for row in rows)
        return waits or unfinished(connections, identity)
    waiting = waiting_rows(connections, identity)
    return any(_is_for(row, identity) for row in waiting) or unfinished(connections, identity)


def _is_for(row: EventRow, identity: Identity) -> bool:
    mine = row.next is not None and row.next.key == identity.key
    return mine and is_automatic(row.kind)


def _tell(connections: Connections, error: FilesError) -> bool:
    """Say it beside what goes on."""
    connections.asides.tell(error)
    return True


def serve(
    connections: Connections, ledger: str, *, follower: bool = False, events: Sequence[str] | None = None
) -> AutomationReport:
    """Let the automation of this computer's banks go on; the sum of what they did. ``follower``: the index is
    fed by the caller, who wants to be told of every block itself; ``events``: what its last blocks brought.
    """
    total = AutomationReport()
    for identity in banks_here(connections, ledger):
        if identity.protection == "pin":
            continue
        try:
            if not follower:
                connections.index(ledger).catch_up(connections.ledger_of(identity))
            follow(connections, identity)
            automation = automation_of(connections, identity)
            if not _has_work(connections, identity, None if automation.troubled else events):
                continue
            report = automation.step()
        except KnownError as error:
            if error.money is Money.STANDS:
                connections.asides.tell(error)
            elif isinstance(error, FilesError):
                connections.once(f"told {error}", partial(_tell, connections, error))
            report = AutomationReport(troubles=(trouble_of(error),))
        total = AutomationReport(
            total.transfers + report.transfers,
            total.links + report.links,
            total.granted + report.granted,
            total.refused + report.refused,
            (*total.troubles, *report.troubles),
        )
    return total
