"""Transactions in business words: from the index's entries to rows with a sentence."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from loc_desktop.desk.values.ledger import TransactionRow
from loc_desktop.desk.viewer.inspected import inspected
from loc_desktop.texts.catalogue import SENTENCES
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.ledger.index.index import Index
    from loc_desktop.ledger.index.rows import EntryRow, EventRow

_KEPT = 20_000


class TransactionSentences:
    """Remembers what does not change about an event: its kind and body."""

    def __init__(self, index: Index, names: Names) -> None:
        self._index = index
        self._names = names
        self._events: OrderedDict[str, EventRow] = OrderedDict()

    def rows(self, entries: Sequence[EntryRow]) -> tuple[TransactionRow, ...]:
        """One row for each entry, in order."""
        return tuple(
            TransactionRow(
                id=entry.tx,
                block=entry.block,
                position=entry.position,
                at=entry.at,
                fn=entry.fn,
                kind=entry.kind,
                event=entry.event,
                code=entry.code,
                amount=entry.amount,
                valid=entry.validation == "VALID",
                sentence=self.sentence(entry),
            )
            for entry in entries
        )

    def sentence(self, entry: EntryRow) -> Sentence:
        """What happened in this transaction to this event."""
        if entry.validation != "VALID":
            return Sentence("tx.void", {"validation": entry.validation})
        if entry.fn == "init":
            return Sentence("tx.init")
        if entry.fn in ("register", "revoke"):
            party = self._names.party(entry.subject)
            return Sentence(f"tx.{entry.fn}", {"name": party.name, "role": party.role})
        if not entry.event:
            return Sentence("tx.other", {"fn": entry.fn})
        if entry.fn == "lock":
            return self._about("event", self._event(entry))
        if entry.fn == "grant":
            return self._grant(entry)
        return self._unlock(entry)

    def _grant(self, entry: EntryRow) -> Sentence:
        event = self._event(entry, entry.tx)
        seat = (
            next((granting for granting in event.grantors if granting.tx == entry.tx), None)
            if event
            else None
        )
        if event is None or seat is None:
            return Sentence("tx.other", {"fn": entry.fn})
        grantor = self._names.party(seat.key, seat.role).name
        params = {"grantor": grantor, "verdict": seat.verdict, "kind": event.kind, "event": event.id}
        return Sentence("tx.grant", params)

    def _unlock(self, entry: EntryRow) -> Sentence:
        event = self._event(entry)
        if entry.code == 0:
            return self._about("done", event)
        params: dict[str, str | int] = {"kind": entry.kind, "event": entry.event, "code": entry.code or 0}
        if _came_after(entry, event):
            return Sentence("tx.again", {**params, "block": event.changed_block if event else 0})
        if entry.code is None:  # turned away among others
            return Sentence("tx.turned_away", params)
        if entry.code == 1 and entry.check == "verdict" and event is not None:
            said = self._event(entry, "verdict")
            seat = (
                next((granting for granting in said.grantors if granting.verdict == "Failed"), None)
                if said
                else None
            )
            if seat is not None:
                return Sentence(
                    "tx.refused", {**params, "grantor": self._names.party(seat.key, seat.role).name}
                )
        return Sentence("tx.attempt", params)

    def _about(self, family: str, event: EventRow | None) -> Sentence:
        """``event.…`` for what is asked, ``done.…`` for what was executed."""
        if event is None:
            return Sentence("tx.other", {"fn": ""})
        body = event.body
        keys = {
            name: body[name]
            for name in ("payee", "payer", "bank", "account")
            if isinstance(body.get(name), str)
        }
        signer = event.signers[0].key if event.signers else ""
        customer = keys.get("payee") or keys.get("account") or keys.get("payer") or signer
        known = self._names.parties([key for key in (*keys.values(), customer) if key])
        params: dict[str, str | int | Sentence] = {
            "kind": event.kind,
            "event": event.id,
            "loan": event.loan,
            "customer": known[customer].name if customer in known else "",
            "amount": event.amount or 0,
            "months": _whole(body.get("months")),
            "year": _whole(body.get("year")),
            "reason": str(body.get("reason", "")),
        }
        for name in ("payer", "bank"):
            key = keys.get(name, "")
            params[name] = known[key].name if key in known else ""
        if event.kind == "flow.inspect":
            params["about"] = inspected(body, self._names)
            params["purpose"] = Sentence(f"purpose.{body.get('purpose', '')}")
        if event.kind == "member.revoke":
            params["member"] = self._names.party(str(body["member"])).name
        if event.kind == "member.substitute":
            params["substitute"] = self._names.party(str(body["substitute"])).name
            params |= {name: str(body[name]) for name in ("begins", "ends")}
        code = f"{family}.{event.kind}"
        if code not in SENTENCES:
            code = f"{family}.amount" if event.amount else f"{family}.other"
        return Sentence(code, params)

    def _event(self, entry: EntryRow, with_seat: str = "") -> EventRow | None:
        """The event of an entry. ``with_seat``: a grant's transaction, or ``verdict``, that must be in it
        already; what is remembered may be older than that."""
        event = self._events.get(entry.event)
        if event is None or (with_seat and not _has(event, with_seat)):
            event = self._index.event(entry.event)
            if event is not None:
                self._events[entry.event] = event
                while len(self._events) > _KEPT:
                    self._events.popitem(last=False)
        return event


def _came_after(entry: EntryRow, event: EventRow | None) -> bool:
    """Whether the event had been executed before this attempt."""
    if event is None or event.status != "unlocked" or entry.tx == event.changed_tx:
        return False
    later = entry.block > event.changed_block
    return later or (entry.block == event.changed_block and entry.code is None)


def _has(event: EventRow, seat: str) -> bool:
    if seat == "verdict":
        return any(granting.verdict == "Failed" for granting in event.grantors)
    return any(granting.tx == seat for granting in event.grantors)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
