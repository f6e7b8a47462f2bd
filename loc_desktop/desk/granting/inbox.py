"""What waits for a grantor, oldest first: what the ledger's index says, with names from the dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loc_desktop.app import log
from loc_desktop.desk.granting.case import CaseOpener
from loc_desktop.desk.granting.waiting import customer_key, seconds_between, waiting_rows
from loc_desktop.desk.signing.event_stage import signed_of
from loc_desktop.desk.values.case import InboxPage, InboxRow
from loc_desktop.desk.values.field_checks import read_yuan
from loc_desktop.errors import KnownError

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.ledger.index.rows import EventRow


class Inbox:
    """The inbox of one identity."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._connections = carrier.connections
        self._identity = carrier.identity
        self._names = names
        self._height = 0

    def page(
        self, *, text: str = "", kind: str = "", start: int = 0, limit: int = 100, pin: str | None = None
    ) -> InboxPage:
        """A part of what waits. ``text``: an id's beginning, part of a name, an amount in yuan.

        Names come from the dossiers (opened in memory, with this identity's key); where the keyring does not
        answer, rows show the customers' pseudonyms.
        """
        self._height = self._connections.index(self._identity.ledger).height
        rows: list[EventRow] = []
        wanted = text.strip().lower()
        total = 0
        for event in waiting_rows(self._connections, self._identity):
            if kind and event.kind != kind:
                continue
            if wanted and not self._matches(event, wanted, pin):
                continue
            if start <= total < start + limit:
                rows.append(event)
            total += 1
            if not wanted and not kind and total == start + limit:
                total = self.count()
                break
        self._learn_names(rows, pin)
        following = start + len(rows)
        shown = tuple(self._row(event) for event in rows)
        return InboxPage(shown, total, following if following < total else None)

    def news(self) -> dict[str, str]:
        """What is "new" or "changed" since :meth:`looked`, by event; nothing where nobody has looked yet.
        Raises OfficeError, KnownError ``keyring.*``."""
        from loc_desktop.bank.office import seen

        marks = seen.kept(self._connections.office(self._identity))
        told: dict[str, str] = {}
        for row in () if marks is None else waiting_rows(self._connections, self._identity):
            if row.id not in (marks or {}):
                told[row.id] = "new"
            elif (marks or {})[row.id] != row.changed_tx:
                told[row.id] = "changed"
        return told

    def looked(self) -> None:
        """All that waited when a page was last asked for was looked at: it is kept in the office's file.
        Raises OfficeError, KnownError ``keyring.*``."""
        from loc_desktop.bank.office import seen

        file = self._connections.office(self._identity)
        before, marks = seen.kept(file) or {}, {}
        for row in waiting_rows(self._connections, self._identity):
            if row.changed_block < self._height:
                marks[row.id] = row.changed_tx
            elif row.id in before:
                marks[row.id] = before[row.id]
        seen.keep(file, marks)

    def count(self) -> int:
        """How many events wait. Fast."""
        index = self._connections.index(self._identity.ledger)
        return index.inbox(self._identity.role, self._identity.key, limit=1).total

    def ids(self) -> tuple[str, ...]:
        """Every event that waits, oldest first."""
        return tuple(event.id for event in waiting_rows(self._connections, self._identity))

    def all(self, *, text: str = "", pin: str | None = None) -> tuple[InboxRow, ...]:
        """:meth:`page` without an end: every row that ``text`` finds."""
        return self.page(text=text, limit=self.count(), pin=pin).rows

    def _matches(self, event: EventRow, wanted: str, pin: str | None) -> bool:
        if event.id.startswith(wanted):
            return True
        if event.amount is not None and event.amount == read_yuan(wanted):
            return True
        self._learn_names([event], pin)
        return wanted in self._names.party(customer_key(event), "C").name.lower()

    def _learn_names(self, rows: Sequence[EventRow], pin: str | None) -> None:
        unknown = [row for row in rows if row.sealed and not self._names.knows(customer_key(row))]
        if not unknown:
            return
        try:
            opener = CaseOpener(self._carrier, pin)
            for row in unknown:
                opener.name(row.id, self._names)
            opener.record()
        except KnownError as error:  # the inbox is shown with pseudonyms
            if not error.code.startswith(("keyring.", "pin.")):
                log.failed("reading customers' names", error)

    def _row(self, event: EventRow) -> InboxRow:
        after = [seat for seat in event.grantors if not seat.verdict][1:]
        own = self._names.party(self._identity.key, self._identity.role)
        months = event.body.get("months", 0)
        return InboxRow(
            event=event.id,
            kind=event.kind,
            at=event.at,
            # A sample's business day is ahead of the block's time: there the event's own time is the later.
            age=seconds_between(max(event.seen, event.at), self._connections.clock()),
            amount=event.amount or 0,
            months=months if isinstance(months, int) else 0,
            customer=self._names.party(customer_key(event), "C"),
            signed=signed_of(event, self._names),
            next=own,
            after=tuple(self._names.party(seat.key, seat.role) for seat in after),
        )
