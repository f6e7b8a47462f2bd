"""Cases that nobody answers: derived from the ledger's time and rules, the same for whoever looks.

A case is overdue when as many working days as the rules' ``answer_working_days`` have passed since the turn
came to its grantor: since the lock, or since the grantor before it answered. Nothing on the ledger changes;
it expires by the rules as before.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from loc_desktop.desk.signing.colleagues import substitutions
from loc_desktop.desk.signing.signers import Customers
from loc_desktop.desk.values.case import Overdue
from loc_desktop.loan.calendar import day_begins

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.ledger.index.rows import EventRow
    from loc_desktop.loan.calendar import Holidays


def working_days(since: date, today: date, holidays: Holidays) -> int:
    """The working days after ``since`` up to the day before ``today``: those that have passed."""
    days = (since + timedelta(days=n) for n in range(1, (today - since).days))
    return sum(holidays.is_business_day(day) for day in days)


class Escalations:
    """What of all that waits concerns one identity and is overdue."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names

    def mine(self) -> tuple[Overdue, ...]:
        """The overdue cases of the own office, oneself included; of a counter its customers'; for the
        regulator all. The one that waits longest stands first.
        """
        carrier, rules = self._carrier, self._carrier.rulebook()
        index = carrier.connections.index(carrier.identity.ledger)
        most, today = rules.lending.limits.answer_working_days, carrier.today
        standing = {
            key: found.substitute for key, found in substitutions(index).items() if found.stands_on(today)
        }
        rows = []
        for row in index.unanswered(day_begins(today - timedelta(days=most), carrier.zone)):
            turn = row.next
            if turn is None or not self._concerns(row):
                continue
            since = carrier.day(self._turn_came(row))
            passed = working_days(since, today, rules.holidays)
            if passed < most:
                continue
            other = standing.get(turn.key, "")
            rows.append(
                Overdue(
                    row.id, row.kind, row.amount or 0, self._names.party(row.signers[0].key),
                    self._names.party(turn.key, turn.role), since.isoformat(), passed,
                    index.expires(row.id), self._names.party(other) if other else None,
                )
            )  # fmt: skip
        return tuple(sorted(rows, key=lambda one: one.since))

    def _turn_came(self, row: EventRow) -> str:
        """The ledger's time at which the turn came to the grantor; the events' own where that counts."""
        connections, ledger = self._carrier.connections, self._carrier.identity.ledger
        if connections.is_demonstration(ledger):
            return row.grantors[row.granted - 1].at if row.granted else row.at
        if not row.granted:
            return row.seen
        tx, index = row.grantors[row.granted - 1].tx, connections.index(ledger)
        entries = index.entries_about(row.id)
        return next((entry.at for entry in entries if entry.tx == tx), row.seen)

    def _concerns(self, row: EventRow) -> bool:
        own = self._carrier.identity
        if own.role == "R":
            return True
        if own.role == "C":
            return Customers(self._carrier).answering_for(row.signers[0].key) is not None
        if row.next is None or row.next.role != own.role:
            return False
        member = self._carrier.connections.index(own.ledger).member(row.next.key, own.role)
        return member is not None and member.organisation == own.organisation
