"""Algorithm 2, the unlocking code: signed oracle results on one event (spec section 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loc_desktop.script.canonical import ScriptError, digest
from loc_desktop.script.causes import cause
from loc_desktop.script.items import (
    Event,
    OracleResult,
    UnlockingCode,
    Verdict,
    check_audit,
    check_event,
    check_oracle,
    check_unlocking,
    oracle_bytes,
)
from loc_desktop.script.keys import Signer
from loc_desktop.script.lock import check_signatures, check_time


class UnlockError(ScriptError):
    """What Algorithm 2 asserts does not hold: no unlocking code was made."""

    kind = "script.unlock"


def event_digest(event: Event) -> str:
    """What an oracle result is bound to: the digest of the whole event, signatures included."""
    return digest(event)


def new_result(
    event: Event,
    role: str,
    key: str,
    verdict: Verdict,
    at: str,
    terms: Mapping[str, int] | None = None,
    exception: int | None = None,
    reason: str | None = None,
) -> OracleResult:
    """``role``'s verdict on ``event``, not signed yet; what is None is left out. Raises ScriptError."""
    result: OracleResult = {
        "type": "oracle",
        "role": role,
        "key": key,
        "event": event_digest(check_event(event)),
        "verdict": verdict,
        "at": check_time(at),
        "value": "",
    }
    if terms is not None:
        result["terms"] = dict(terms)
    if exception is not None:
        result["exception"] = exception
    if reason is not None:
        result["reason"] = reason
    check_audit(check_oracle(result))
    return result


def sign_result(
    event: Event,
    role: str,
    signer: Signer,
    verdict: Verdict,
    at: str,
    terms: Mapping[str, int] | None = None,
    exception: int | None = None,
    reason: str | None = None,
) -> OracleResult:
    """:func:`new_result`, signed."""
    result = new_result(event, role, signer.key, verdict, at, terms, exception, reason)
    result["value"] = signer.sign(oracle_bytes(result))
    return result


def unlocking_code(event: Event, results: Sequence[OracleResult]) -> UnlockingCode:
    """The unlocking code of a signed event and the results in the order of the flow (Algorithm 2).

    Raises ShapeError, LockError if the event's signatures do not verify, UnlockError if a result is for
    another event. A Failed result is passed on like any other: the evaluation judges.
    """
    uc = check_unlocking({"type": "unlocking", "event": event, "results": list(results)})
    check_signatures(uc["event"])
    bound = event_digest(event)
    for index, result in enumerate(uc["results"]):
        if result["event"] != bound:
            raise UnlockError(f"results[{index}].event", cause("other_event", role=result["role"]))
    return uc
