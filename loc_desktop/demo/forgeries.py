"""Three forgeries that the ledger must refuse, as real unlock attempts on a pending application.

They are made with the sample's own keys: even a grantor who signs a changed event, or whose old Pass is used
again, does not open a chaincode.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loc_desktop.desk.signing.unlock import unlock_of
from loc_desktop.desk.values.case import Unlock
from loc_desktop.script.unlock import sign_result

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.identity.model import Identity

NAMES = ("tampered_event", "replayed_result", "stripped_signature")


@dataclass(frozen=True, slots=True)
class Forgery:
    """An attempt: which one, and how the ledger answered."""

    name: str
    unlock: Unlock


def attempt_all(
    carrier: Carrier, grantors: Mapping[str, Identity], event: str, other: str
) -> tuple[Forgery, ...]:
    """Try the three on the pending ``event``, on which nobody has granted yet, carried by a grantor's
    ``carrier``; ``other`` is an event whose first grantor has said Pass: that result is the one used again.
    ``grantors`` by role."""
    genuine = carrier.query("event", {"id": event})["cc"]["event"]
    replayed = _first_result(carrier, other)
    maker = _Maker(carrier, grantors)
    tampered = {**genuine, "body": {**genuine["body"], "amount": genuine["body"]["amount"] + 100}}
    results = maker.results(genuine)
    stripped = {name: value for name, value in results[0].items() if name != "value"}
    codes: dict[str, dict[str, Any]] = {
        # One yuan more than the customer signed, and every grantor signs the changed event.
        "tampered_event": _code(tampered, maker.results(tampered)),
        # The bank's genuine Pass on another event.
        "replayed_result": _code(genuine, [replayed, *results[1:]]),
        # The bank's Pass without its signature.
        "stripped_signature": _code(genuine, [stripped, *results[1:]]),
    }
    forgeries = []
    for name in NAMES:
        sent = carrier.send("unlock", [codes[name], carrier.hint()], event, queue=False)
        forgeries.append(Forgery(name, unlock_of(sent.result, sent.tx_id)))
    return tuple(forgeries)


def _first_result(carrier: Carrier, event: str) -> Any:
    """The first grantor's result on an event: as granted, or from the code that unlocked it."""
    case = carrier.query("event", {"id": event})
    if case["grants"]:
        return case["grants"][0]
    unlocked = carrier.ledger.transaction(case["status"]["tx"]["unlock"])
    assert unlocked is not None, "an executed event has its transaction"
    code: Any = unlocked.args[0]
    return code["results"][0]


def _code(event: Any, results: list[Any]) -> dict[str, Any]:
    # Put together by hand: the honest way (Algorithm 2) asserts what is broken here.
    return {"type": "unlocking", "event": event, "results": results}


class _Maker:
    """Signs Pass on any event for each of the grantors."""

    def __init__(self, carrier: Carrier, grantors: Mapping[str, Identity]) -> None:
        self._connections = carrier.connections
        self._signers = {role: self._connections.signer(grantor, None) for role, grantor in grantors.items()}

    def results(self, event: Any) -> list[Any]:
        at = self._connections.clock()
        return [sign_result(event, role, signer, "Pass", at) for role, signer in self._signers.items()]
