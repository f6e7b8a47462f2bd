"""Where an application is: from what the index says about its event to the strip that a person sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loc_desktop.contract.flow_rules.explained import seen_in
from loc_desktop.desk.values.application import ApplicationRow
from loc_desktop.desk.values.event import Signed, Stage
from loc_desktop.errors import Trouble
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.app.values import Party
    from loc_desktop.bank.office.values import Application
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.ledger.index.rows import EventRow, Seat
    from loc_desktop.ledger.outbox import Item


def application_row(
    application: Application, event: EventRow | None, item: Item | None, names: Names
) -> ApplicationRow:
    """``event`` None: no block holds it yet; ``item``: its place in the outbox."""
    from loc_desktop.script.evaluate import EXECUTION_FAILED

    applicant = names.party(application.key, "C")
    bank = names.party(application.bank, "B")
    if event is None:
        stage, reason = Stage.SENT, None
        if item is not None:
            refused_here = item.state == "refused"
            stage = Stage.REFUSED if refused_here else Stage.WAITING
            reason = Sentence("reason.said", {"reason": trouble_in(item)}) if refused_here else None
        return ApplicationRow(
            application.event,
            application.kind,
            application.at,
            application.amount,
            application.months,
            applicant,
            bank,
            stage,
            reason=reason,
        )
    refused = refused_by(event)
    ended_by = returned_by(event, names)
    if ended_by is None and refused and event.status == "refused":
        ended_by = names.party(refused.key, refused.role)
    # After return code 4 its code may be submitted again, by whoever has a part in it.
    waits = event.next if event.code != EXECUTION_FAILED else None
    return ApplicationRow(
        event=application.event,
        kind=application.kind,
        at=application.at,
        amount=application.amount,
        months=application.months,
        applicant=applicant,
        bank=bank,
        stage=stage_of(event),
        block=event.changed_block if event.status != "pending" else event.block,
        waits_for=names.party(waits.key, waits.role) if waits else None,
        granted=event.granted,
        grantors=tuple(names.party(seat.key, seat.role) for seat in event.grantors),
        refused_by=ended_by,
        reason=reason_of(event),
        code=event.code,
        tx_id=event.changed_tx,
    )


TOO_LATE = "contract.time_window"


def trouble_in(item: Item) -> Trouble:
    """The last answer to what waits in the outbox. What waited so long that the ledger refuses its time has
    to be signed again: sending it once more does not help.
    """
    code = "reason.too_late" if item.code == TOO_LATE else item.code
    return Trouble(code, item.params)


def stage_of(event: EventRow) -> Stage:
    """Where an event stands on its way."""
    if event.status == "unlocked":
        return Stage.UNLOCKED
    if event.status == "refused":
        return Stage.REFUSED
    if event.status == "withdrawn":
        return Stage.WITHDRAWN
    if event.status == "returned":
        return Stage.RETURNED
    if event.status == "expired":
        return Stage.EXPIRED
    return Stage.HELD if event.code else Stage.ON_LEDGER


def refused_by(event: EventRow) -> Seat | None:
    """The first grantor, in the order of the flow, who said Failed."""
    return next((seat for seat in event.grantors if seat.verdict == "Failed"), None)


def returned_by(event: EventRow, names: Names) -> Party | None:
    """Who returned it with what is missing."""
    told = event.failure
    if event.status != "returned" or not isinstance(told, dict):
        return None
    return names.party(str(told.get("grantor", "")), str(told.get("role", "")))


def reason_of(event: EventRow) -> Sentence | None:
    """Why it was refused or returned, or why the last attempt did not unlock it."""
    if event.status == "returned" and isinstance(event.failure, dict):
        missing = event.failure.get("missing")
        codes = ",".join(map(str, missing)) if isinstance(missing, list) else ""
        return Sentence("reason.returned", {"missing": codes})
    if event.status == "refused":
        seat = refused_by(event)
        return seat_reason(seat) if seat else Sentence("reason.none")
    if event.status == "pending" and event.code:
        return Sentence("reason.attempt", {"code": event.code, "failure": trouble_of_attempt(event)})
    return None


def trouble_of_attempt(event: EventRow) -> Trouble:
    """Why the last attempt did not unlock it: the contract's error behind code 4, else the failing check."""
    failure = event.failure
    if isinstance(failure, dict):
        return Trouble.from_json(failure)
    failed = Sentence(f"failed.{event.check}")
    return Trouble(failed.code, {})


def seat_reason(seat: Seat) -> Sentence:
    """What a grantor's signed result says about its verdict."""
    return result_reason(seat.verdict, dict(seat.terms), seat.exception, seat.reason)


def result_reason(verdict: str, terms: dict[str, int], exception: int | None, reason: str) -> Sentence:
    """From the members of a signed oracle result."""
    if verdict == "Pass":
        return Sentence("reason.pass")
    seen, _ = seen_in(reason)
    if seen:
        return Sentence("reason.seen", {"seen": seen})
    failed = ",".join(item for item, met in terms.items() if met == 0)
    if failed and exception == 0:
        return Sentence("reason.terms_exception", {"items": failed})
    if failed:
        return Sentence("reason.terms", {"items": failed})
    if exception == 0:
        return Sentence("reason.exception")
    return Sentence("reason.said", {"reason": reason}) if reason else Sentence("reason.none")


def signed_of(event: EventRow, names: Names) -> tuple[Signed, ...]:
    """Who has signed so far, in order."""
    signers = (Signed(names.party(seat.key, seat.role), event.at, None) for seat in event.signers)
    granted = (
        Signed(names.party(seat.key, seat.role), seat.at, seat.verdict)
        for seat in event.grantors
        if seat.verdict
    )
    return (*signers, *granted)
