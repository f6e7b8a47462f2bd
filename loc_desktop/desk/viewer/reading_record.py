"""The record of readings: who read which dossier or inspected what, when and why.

An office sees its own signed records; the regulator what every regulator inspected on the ledger as well; a
customers' counter the inspections of its own customers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from loc_desktop.app.values import Party
from loc_desktop.desk.values.inspection import ReadingLine
from loc_desktop.desk.viewer.inspected import inspected
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.bank.office.values import Reading
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.ledger.index.index import Index
    from loc_desktop.ledger.index.rows import EventRow

_MOST = 5000
"""Records of each kind that are read, the newest."""


class ReadingRecord:
    """For everyone, as far as it concerns them."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names

    @property
    def _index(self) -> Index:
        return self._carrier.connections.index(self._carrier.identity.ledger)

    def lines(self) -> tuple[ReadingLine, ...]:
        """The newest first. Raises KnownError ``office.*``."""
        from loc_desktop.bank.office.readings import kept

        role = self._carrier.identity.role
        rows = [*self._inspections()] if role in ("R", "C") else []
        office = self._carrier.connections.office(self._carrier.identity)
        own = () if role == "C" else kept(office, limit=_MOST)
        dossiers = (row for row in rows if "party" in row.body)
        there = {(row.signers[0].key, str(row.body.get("event", "")), row.at): row for row in dossiers}
        kept_lines = [self._kept(reading, there) for reading in own]
        doubled = {line.inspection for line in kept_lines}
        others = [self._line(row) for row in rows if row.id not in doubled]
        return tuple(sorted([*kept_lines, *others], key=lambda line: line.at, reverse=True))

    def _kept(self, reading: Reading, there: dict[tuple[str, str, str], EventRow]) -> ReadingLine:
        """Of the office's file; a regulator's stands on the ledger as well."""
        from loc_desktop.bank.office.readings import is_signed

        row = there.get((reading.key, reading.event, reading.at))
        return ReadingLine(
            id=f"{reading.at} {reading.value}",
            reader=Party(self._carrier.identity.role, reading.key, reading.name),
            at=reading.at,
            purpose=reading.purpose,
            about=self._dossier(reading.event),
            event=reading.event,
            note=reading.note,
            signed=is_signed(reading),
            inspection=row.id if row else "",
        )

    def _dossier(self, event: str) -> Sentence:
        row = self._index.event(event)
        key = customer_of(row) if row else ""
        name = self._names.party(key, "C").name if key else ""
        return Sentence("inspected.dossier", {"id": event, "name": name})

    def _inspections(self) -> Iterator[EventRow]:
        """What regulators inspected on the ledger; at a counter what concerns its own customers."""
        before: int | None = None
        seen = 0
        while seen < _MOST:
            page = self._index.events(kind="flow.inspect", status="unlocked", before=before, limit=500)
            seen += len(page.rows)
            yield from (row for row in page.rows if self._concerns(row))
            if page.next is None:
                return
            before = page.next

    def _concerns(self, row: EventRow) -> bool:
        own = self._carrier.identity
        if own.role == "R":
            return True
        keys = self._persons(row)
        return own.key in keys or bool(self._carrier.connections.counter(own).names(keys))

    def _persons(self, row: EventRow) -> list[str]:
        body = row.body
        keys = [str(body[name]) for name in ("party", "account") if name in body]
        events = [str(body["event"])] if "event" in body else []
        if "transaction" in body:
            events += [entry.event for entry in self._index.entries_of(str(body["transaction"]))]
        rows = [self._index.event(event) for event in events if event]
        return list(dict.fromkeys([*keys, *(customer_of(row) for row in rows if row)]))

    def _reader(self, key: str) -> Party:
        """Oneself by the name that the office's file has."""
        own = self._carrier.identity
        return Party("R", key, self._carrier.name) if key == own.key else self._names.party(key, "R")

    def _line(self, row: EventRow) -> ReadingLine:
        return ReadingLine(
            id=row.id,
            reader=self._reader(row.signers[0].key),
            at=row.at,
            purpose=str(row.body.get("purpose", "")),
            about=inspected(row.body, self._names),
            event=str(row.body.get("event", "")),
            note="",
            signed=True,
            inspection=row.id,
        )


def customer_of(row: EventRow) -> str:
    """Whose event it is: the customer's key, "" where it is nobody's."""
    named = (row.body.get(name) for name in ("payee", "payer", "account", "member", "new"))
    return next((str(key) for key in named if key), "")
