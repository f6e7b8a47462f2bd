"""From a case to the oracle result that is signed, and from the contract's answer to a value."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from loc_desktop.bank.trouble import of_failure
from loc_desktop.contract.persons import reason_of
from loc_desktop.desk.values.case import WITH_DOSSIER, Case, Unlock
from loc_desktop.errors import Trouble, params_from_json
from loc_desktop.script.evaluate import REASONS
from loc_desktop.script.oracle import reason_text
from loc_desktop.script.unlock import sign_result
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.index.rows import EventRow
    from loc_desktop.script.items import OracleResult


class NoSigner:
    """Stands in for a signer where a result is only to be shown: it signs nothing."""

    def __init__(self, key: str) -> None:
        self.key = key

    def sign(self, message: bytes) -> str:
        return hashlib.sha256(message).hexdigest()


def unsigned(result: OracleResult) -> dict[str, Any]:
    return {name: value for name, value in result.items() if name != "value"}


def public_reason(case: Case) -> str:
    """What goes on the ledger: the names of the unmet items, never a value or the evidence itself; of civil
    affairs' Pass, whose key it is, by the person's tag."""
    if case.tag:
        return reason_of(case.tag)
    return reason_text([row.item for row in case.terms if not row.met], case.exception)


def stops(audit: Any) -> tuple[str, ...]:
    return (*audit.failed, *(() if audit.exception else ("exception",)))


def unlock_of(result: Mapping[str, Any], tx_id: str) -> Unlock:
    """The contract's answer to an unlock as a value."""
    return Unlock(str(result["event"]), int(result["code"]), _failure(result), tx_id)


def _failure(result: Mapping[str, Any]) -> Trouble | None:
    """The contract's error behind return code 4, else the reason of the trace; None where it executed."""
    failure = result.get("failure")
    if isinstance(failure, dict):
        return of_failure(result)
    if not result["code"]:
        return None
    reason = str(result.get("trace", {}).get("failure", ""))
    return Trouble(f"trace.{reason}", {}, REASONS.get(reason, reason))


def refusal(outcome: Mapping[str, Any]) -> Trouble:
    """Why one of many unlocking codes was refused."""
    return Trouble(str(outcome["error"]), params_from_json(outcome["params"]), str(outcome["what"]))


def customer_key(event: EventRow) -> str:
    """Whom an event is about: its payee, else the account, else its first signer."""
    for name in ("payee", "account", "payer", "member", "new"):
        value = event.body.get(name)
        if isinstance(value, str):
            return value
    return event.signers[0].key if event.signers else ""


def seconds_between(earlier: str, later: str) -> int:
    """Seconds from one RFC 3339 time to another, not below zero."""
    try:
        passed = datetime.fromisoformat(later) - datetime.fromisoformat(earlier)
    except ValueError:
        return 0
    return max(0, int(passed.total_seconds()))


def said(case: Case, role: str, at: str) -> dict[str, Any]:
    """The members of the result that a grantor signs on a case, for ``sign_result``."""
    return {
        "role": role,
        "verdict": case.verdict,
        "at": at,
        "terms": {row.item: int(row.met) for row in case.terms},
        "exception": case.exception,
        "reason": public_reason(case) or None,
    }


def to_be_signed(case: Case, event: Any, identity: Identity, at: str) -> dict[str, Any]:
    """The result of a case without its signature, as it is shown before it is signed."""
    return unsigned(sign_result(event, signer=NoSigner(identity.key), **said(case, identity.role, at)))


def sentence(case: Case, identity: Identity) -> Sentence:
    """What a person confirms."""
    return Sentence(
        f"sign.{case.kind if case.kind in WITH_DOSSIER else 'event'}.{case.verdict}",
        {
            "role": identity.role,
            "name": identity.name,
            "kind": case.kind,
            "event": case.event,
            "customer": case.customer.name,
            "amount": case.amount,
            "months": case.months,
            "reason": case.reason,
            **case.cost,
        },
    )
