"""Algorithm 1, locking: the event, its signatures and the chaincode (spec section 3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from loc_desktop.script.canonical import Json, ScriptError
from loc_desktop.script.causes import cause, shown
from loc_desktop.script.items import (
    Chaincode,
    Event,
    Operation,
    Signature,
    check_chaincode,
    check_event,
    event_bytes,
)
from loc_desktop.script.keys import Signer, load_key, verify


class LockError(ScriptError):
    """What Algorithm 1 asserts does not hold: nothing was locked."""

    kind = "script.lock"


_TIME = "%Y-%m-%dT%H:%M:%SZ"


def check_time(text: str) -> str:
    """``text`` if it is RFC 3339 in UTC, whole seconds: ``2026-11-22T08:00:00Z``. Raises ScriptError."""
    try:
        if datetime.strptime(text, _TIME).isoformat() + "Z" == text:
            return text
    except ValueError:
        pass
    raise ScriptError("at", cause("time", text=shown(text)))


def new_event(kind: str, id: str, at: str, channel: str, body: Mapping[str, Json]) -> Event:
    """An event that nobody has signed yet. Raises ScriptError for a bad time, ShapeError for a bad body."""
    event: Event = {
        "type": "event",
        "version": 1,
        "kind": kind,
        "id": id,
        "at": check_time(at),
        "channel": channel,
        "body": dict(body),
        "signatures": [],
    }
    return check_event(event)


def sign_event(event: Event, role: str, signer: Signer) -> Event:
    """A new event with ``role``'s signature added. Raises ShapeError."""
    signature: Signature = {
        "type": "signature",
        "role": role,
        "key": signer.key,
        "value": signer.sign(event_bytes(event)),
    }
    return check_event({**event, "signatures": [*event["signatures"], signature]})


def check_signatures(event: Event) -> None:
    """Assert that the event is signed and that every signature verifies. Raises LockError.

    Whether the signers are members, and those of the flow, is for the evaluation and the contract.
    """
    if not event["signatures"]:
        raise LockError("event.signatures", cause("unsigned"))
    message = event_bytes(event)
    for index, signature in enumerate(event["signatures"]):
        if not verify(signature["key"], signature["value"], message):
            raise LockError(f"event.signatures[{index}]", cause("signature", role=signature["role"]))


def lock(
    operations: Sequence[Operation],
    event: Event,
    grantors: Sequence[tuple[str, str]],
    flow_check: Callable[[Chaincode], None] | None = None,
) -> Chaincode:
    """The chaincode of a signed event (Algorithm 1).

    ``grantors`` are (role, key) of RO2 in the order of the business flow; ``flow_check`` asserts what the
    flow demands (signers, grantors, amounts that agree) and raises its own error. Raises ShapeError and
    LockError.
    """
    cc = check_chaincode(
        {
            "type": "chaincode",
            "operations": list(operations),
            "event": event,
            "keys": [{"type": "key", "role": role, "key": key} for role, key in grantors],
        }
    )
    if not cc["operations"]:
        raise LockError("operations", cause("no_operation"))
    for index, (_, key) in enumerate(grantors):
        try:
            load_key(key)
        except ScriptError as error:
            raise LockError(f"keys[{index}].key", error.why) from None
    check_signatures(cc["event"])
    if flow_check is not None:
        flow_check(cc)
    return cc
