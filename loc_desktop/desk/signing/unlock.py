"""The unlocking code: the contract's answer to it, and submitting it once more.

After return code 4 an event is still pending, and what stood against it (funds, a freeze, a paused rule) may
be over. The code is the one that the grantors signed; nobody signs anew. Whoever has a part in the flow may
submit it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from loc_desktop.bank.trouble import of_failure
from loc_desktop.contract.client import code_of
from loc_desktop.desk.signing.request_status import shown_status
from loc_desktop.desk.values.case import ToSign, Unlock
from loc_desktop.errors import KnownError, Trouble, params_from_json
from loc_desktop.script.canonical import encode
from loc_desktop.script.evaluate import EXECUTION_FAILED
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.desk.values.event import RequestStatus
    from loc_desktop.script.items import UnlockingCode


def unlock_of(answer: Mapping[str, Any], tx_id: str) -> Unlock:
    """The contract's answer to an unlocking code as a value."""
    return Unlock(str(answer["event"]), int(answer["code"]), _failure(answer), tx_id)


def _failure(answer: Mapping[str, Any]) -> Trouble | None:
    """The contract's error behind return code 4, else the reason of the trace; None where it executed."""
    failure = answer.get("failure")
    if isinstance(failure, dict):
        return of_failure(answer)
    if not answer["code"]:
        return None
    reason = str(answer.get("trace", {}).get("failure", ""))
    return Trouble(f"trace.{reason}")


def refusal(answer: Mapping[str, Any]) -> Trouble:
    """Why the contract refused one of many unlocking codes as no attempt at all."""
    return Trouble(str(answer["error"]), params_from_json(answer["params"]))


class SecondUnlock:
    """The unlocking code of an event that could not be executed, again."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names

    def prepare(self, event: str, pin: str | None = None) -> ToSign:
        """What :meth:`submit` will send. Raises KnownError ``case.unknown``, ``case.not_complete``, the
        ledger's errors.
        """
        code = self._code(event, pin)
        params: dict[str, str | int | Sentence] = {"kind": code["event"]["kind"], "event": event}
        return ToSign(event, Sentence("ask.unlock", params), encode(code).decode())

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> RequestStatus:
        """Submit the unlocking code; what became of the event. Raises as :meth:`prepare`, and the contract's
        refusal of what is decided or frozen.
        """
        carrier, code = self._carrier, self._code(prepared.event, pin)
        event = code["event"]
        sent = carrier.unlock(event, code["results"], carrier.user(pin))
        return shown_status(carrier, self._names, prepared.event, event["kind"], sent)

    def _code(self, event: str, pin: str | None) -> UnlockingCode:
        """The signed code: from the results on the ledger where all of them are there, else the one that was
        tried last."""
        try:
            view = self._carrier.query("event", {"id": event}, pin)
        except KnownError as error:
            if error.code == "contract.not_found":
                raise desk_error("case.unknown", event=event) from error
            raise
        if len(view["grants"]) == len(view["cc"]["keys"]):
            return code_of(view["cc"]["event"], view["grants"])
        if view["status"].get("code") != EXECUTION_FAILED:
            raise desk_error("case.not_complete")
        tried = self._carrier.ledger.transaction(view["status"]["tx"]["unlock"])
        codes: list[Any] = []
        if tried is not None:
            codes = tried.args[0] if tried.fn == "unlock_many" else [tried.args[0]]
        for code in codes:
            if code["event"]["id"] == event:
                return code_of(view["cc"]["event"], code["results"])
        raise desk_error("case.not_complete")
