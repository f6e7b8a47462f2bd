"""What became of a request, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loc_desktop.desk.signing.event_stage import reason_of, stage_of
from loc_desktop.desk.values.event import RequestStatus, Stage
from loc_desktop.script.evaluate import EXECUTION_FAILED
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier, Sent
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.ledger.index.rows import EventRow


def shown_status(carrier: Carrier, names: Names, event: str, kind: str, sent: Sent) -> RequestStatus:
    """What became of a request that was sent; where the index cannot take it in, only that it is on the
    ledger."""
    status = RequestStatus(event, kind, Stage.ON_LEDGER, sent.tx_id, Sentence("asked.stands"))
    if not sent.queued and not carrier.show_committed():
        return status
    with carrier.connections.asides.after_commit():
        status = status_of(carrier, names, event, kind, sent)
    return status


def status_of(carrier: Carrier, names: Names, event: str, kind: str, sent: Sent) -> RequestStatus:
    """What became of a request after it was sent: in the outbox, else as the index has its event."""
    if sent.queued:
        return RequestStatus(event, kind, Stage.WAITING, "", Sentence("asked.waiting"))
    row = carrier.connections.index(carrier.identity.ledger).event(event)
    if row is None:
        return RequestStatus(event, kind, Stage.SENT, sent.tx_id, Sentence("asked.sent"))
    return RequestStatus(event, kind, stage_of(row), row.changed_tx, outcome(row, names))


def outcome(row: EventRow, names: Names) -> Sentence:
    """A request's state in words, with whether money moved."""
    if row.status == "unlocked" and row.kind in ("principal.repay", "loan.prepay") and row.amount:
        return Sentence("asked.repaid", {"amount": row.amount})
    if row.status == "unlocked":
        return Sentence("asked.done", {"kind": row.kind})
    if row.status == "refused":
        who = next((seat for seat in row.grantors if seat.verdict == "Failed"), None)
        by = names.party(who.key, who.role).name if who else ""
        return Sentence("asked.refused", {"who": by, "reason": reason_of(row) or Sentence("reason.none")})
    if row.status == "returned":
        return Sentence("asked.returned")
    if row.status == "withdrawn":
        return Sentence("asked.withdrawn")
    if row.status == "expired":
        return Sentence("asked.expired")
    if row.next is not None and row.code != EXECUTION_FAILED:
        return Sentence("asked.on_ledger", {"who": names.party(row.next.key, row.next.role).name})
    if row.code:
        return Sentence("asked.held", {"reason": reason_of(row) or Sentence("reason.none")})
    return Sentence("asked.sent")
