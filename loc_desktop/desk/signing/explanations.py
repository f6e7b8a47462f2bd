"""What a grantor says beside its verdict, explained: sealed to the customer, all grantors and the regulator.

On the ledger stand its codes and a commitment; the text is opened by whoever it is sealed to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from loc_desktop.contract.flow_rules.explained import seen_in
from loc_desktop.desk.signing.readers import readers_of
from loc_desktop.desk.values.case import Explanation
from loc_desktop.desk.values.field_checks import check_text
from loc_desktop.errors import KnownError
from loc_desktop.script.plain_text import is_plain
from loc_desktop.texts.errors import desk_error, invalid
from loc_desktop.texts.sentence import Sentence, trouble_of

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.identity.keys import Decryptor
    from loc_desktop.ledger.index.rows import EventRow

_TYPE: Final = "explanation"
MOST: Final = 1000
"""Characters of an explanation."""


def explained_body(
    carrier: Carrier, row: EventRow, codes: Mapping[str, Any], text: str, *, needed: bool
) -> dict[str, Any]:
    """The body of a return or of own evidence about ``row``, with ``text`` sealed. ``codes``: its member with
    the codes. Raises KnownError ``explanation.invalid``, ``form.no_grantor``, ``form.no_reader``.
    """
    from loc_desktop.identity.sealing import seal

    text = text.strip()
    problems = check_text("explanation", text, MOST, needed=needed)
    if problems:
        raise invalid("explanation.invalid", problems)
    own, customer = carrier.identity, row.signers[0].key
    readers = readers_of(carrier, {own.role: own.key, **{seat.role: seat.key for seat in row.grantors}})
    theirs = carrier.query("member", {"role": "C", "key": customer})
    content = {"type": _TYPE, "version": 1, "event": row.id, "text": text}
    note, commitment = seal(content, [*readers.recipients, theirs])
    who = {"event": row.id, "role": own.role, "grantor": own.key}
    return {**who, **codes, "note": note, "commitment": commitment}


def of_row(row: EventRow, names: Names) -> tuple[Explanation, ...]:
    """What grantors explain of an event, by the index: not opened yet."""
    given = [
        of_result(row.id, seat.role, seat.key, seat.at, seat.reason, names)
        for seat in row.grantors
        if seen_in(seat.reason)[1]
    ]
    told = row.failure
    if row.status == "returned" and isinstance(told, dict):
        by = names.party(str(told.get("grantor", "")), str(told.get("role", "")))
        missing = told.get("missing")
        codes = tuple(map(str, missing)) if isinstance(missing, list) else ()
        note, at = str(told.get("returned", "")), str(told.get("at", ""))
        given.append(Explanation(note, row.id, "event.return", by, at, codes))
    return tuple(given)


def of_result(event: str, role: str, key: str, at: str, reason: str, names: Names) -> Explanation:
    """What a Failed by evidence of one's own says: not opened yet."""
    seen, note = seen_in(reason)
    return Explanation(note, event, "event.evidence", names.party(key, role), at, (seen,))


def opened(carrier: Carrier, given: Explanation, decryptor: Decryptor, pin: str | None = None) -> Explanation:
    """``given`` with its text; where that cannot be opened, or its event is not the grantor's own about the
    same event, with why. Raises KnownError ``keyring.*``, ``pin.*``."""
    try:
        event = carrier.query("event", {"id": given.note}, pin)["cc"]["event"]
        body, signer = event["body"], event["signatures"][0]
        fits = (event["kind"], body.get("event"), signer["key"]) == (given.kind, given.event, given.by.key)
        if not fits or tuple(body.get("missing") or [body.get("seen")]) != given.codes:
            raise desk_error("explanation.unfit", event=given.note)
        return replace(given, text=_text(body, decryptor))
    except KnownError as error:
        if error.code.startswith(("keyring.", "pin.")):
            raise
        return replace(given, unreadable=Sentence("explain.unreadable", {"why": trouble_of(error)}))


def _text(body: Mapping[str, Any], decryptor: Decryptor) -> str:
    from loc_desktop.identity.sealing import check_commitment, open_dossier

    content = open_dossier(body["note"], decryptor)
    check_commitment(content, body["commitment"])
    text = content.get("text")
    if (
        content.get("type") != _TYPE
        or content.get("event") != body["event"]
        or not isinstance(text, str)
        or not is_plain(text)
    ):
        raise desk_error("explanation.unfit", event=body["event"])
    return text[:MOST]
