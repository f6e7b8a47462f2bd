"""What waits on the ledger is bounded: how long an event waits, and how many of them a signer has.

``pending/<key>`` of a customer, ``pending/<key>/<slot>`` of an institution is ``{"open": n}``: how many of
its events wait. An institution signs many in one block, so its count is spread over slots by the event's id.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.work import Work
from loc_desktop.loan.lending import MemberLimits

_SLOTS: Final = 64
_OFFICE: Final = 8
"""In each of its slots an institution may have so many times what a customer may have in all."""
_ENDING: Final = "event.withdraw"


def count_key(role: str, key: str, event: str) -> str:
    """Where an event of this signer is counted."""
    return f"pending/{key}" if role == "C" else f"pending/{key}/{int(event[:8], 16) % _SLOTS:02d}"


def _key_of(status: Mapping[str, Any]) -> str:
    signer = status["signers"][0]
    return count_key(signer["role"], signer["key"], status["id"])


def begin(work: Work, status: Mapping[str, Any], limits: MemberLimits) -> None:
    """Count an event that begins to wait. Raises ContractError ``pending_most``.

    Who has as many as it may still withdraws one.
    """
    key, most = _key_of(status), limits.pending_events
    if status["signers"][0]["role"] != "C":
        most *= _OFFICE
    if status["kind"] == _ENDING:
        most *= 2
    counted = (work.get(key) or {"open": 0})["open"]
    if counted >= most:
        raise ContractError("pending_most", key=status["signers"][0]["key"], most=most)
    work.put(key, {"open": counted + 1})


def end(work: Work, status: Mapping[str, Any]) -> None:
    """An event waits no longer: it was executed, refused, withdrawn, or has expired."""
    key = _key_of(status)
    counted = (work.get(key) or {"open": 0})["open"] - 1
    if counted > 0:
        work.put(key, {"open": counted})
    else:
        work.delete(key)


def expiry(locked: str, limits: MemberLimits) -> str:
    """The last moment at which an event of this lock is granted and executed (RFC 3339 UTC)."""
    last = datetime.fromisoformat(locked) + timedelta(days=limits.pending_days)
    return last.strftime("%Y-%m-%dT%H:%M:%SZ")


def has_expired(status: Mapping[str, Any], time: str) -> bool:
    """Whether an event with this status waits no longer at ``time`` (RFC 3339 UTC)."""
    return bool(status["expires"] < time)
