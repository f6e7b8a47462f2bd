"""The formats of every event kind, built once: for the desk, the scenarios and the measurements.

``build("loan.apply", channel="loan", at=…, amount=…, …)`` gives an :class:`EventDraft`; sign its event with
the roles of ``signers``, then ``draft.chaincode(event, {"CAD": key, …})`` is what ``lock`` takes. Everything
is checked with the rows of the ledger's rules, so that what is built is what the contract accepts (apart from
the state).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from loc_desktop.contract.flows import Flow, flow_of, present
from loc_desktop.contract.rulebook.document import Rulebook, known, parsed, shipped
from loc_desktop.contract.state import Json
from loc_desktop.script.items import Chaincode, Event, OracleResult, UnlockingCode
from loc_desktop.script.keys import Signer
from loc_desktop.script.lock import lock, new_event, sign_event


def new_id() -> str:
    """A fresh event, transfer or challenge id: 32 lowercase hex digits."""
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event that nobody has signed, with what its flow asks for.

    ``signers`` and ``grantors`` are (role, key) in the flow's order; the key is "" where the event does not
    name it.
    """

    flow: Flow
    event: Event
    operations: tuple[Json, ...]
    signers: tuple[tuple[str, str], ...]
    grantors: tuple[tuple[str, str], ...]

    def alone(self) -> EventDraft:
        """The same without the grantors that the flow leaves to its rule."""
        kept = zip(self.flow.grantors, self.grantors, strict=True)
        return replace(self, grantors=tuple(key for party, key in kept if not party.optional))

    def sign(self, *signers: Signer) -> Event:
        """The event signed by one signer for each role of RO1, in order."""
        event = self.event
        for (role, _), signer in zip(self.signers, signers, strict=True):
            event = sign_event(event, role, signer)
        return event

    def chaincode(self, signed: Event, keys: Mapping[str, str] | None = None) -> Chaincode:
        """Algorithm 1's chaincode. ``keys`` (role to key) names the grantors that the event does not.

        Raises KeyError for a grantor that nobody names, LockError, ShapeError, ContractError if signers or
        grantors are not those of the flow.
        """
        named = [(role, key or (keys or {})[role]) for role, key in self.grantors]

        def agrees(cc: Chaincode) -> None:
            self.flow.check_parties(
                cc["event"], [{"role": named["role"], "key": named["key"]} for named in cc["keys"]]
            )

        return lock(self.operations, signed, named, agrees)


def build(
    kind: str, *, channel: str, at: str, id: str = "", rulebook: Rulebook | None = None, **body: Json
) -> EventDraft:
    """A draft of an event of ``kind``. ``at`` RFC 3339 UTC; ``id`` fresh if "". Body fields as in the kind's
    flow of ``rulebook``, the ledger's rules (None: those that the program ships).

    Raises ContractError ``unknown_kind`` or ``body``.
    """
    rules = shipped() if rulebook is None else rulebook
    flow = flow_of(kind, rules.flows)
    flow.check_body(body, rules.products)
    return EventDraft(
        flow=flow,
        event=new_event(kind, id or new_id(), at, channel, body),
        operations=tuple(flow.operations_of(body)),
        signers=tuple(
            (party.role_in(body), str(body[party.key]) if party.key else "")
            for party in present(flow.signers, body)
        ),
        grantors=tuple(
            (party.role_in(body), str(body[party.key]) if party.key else "")
            for party in present(flow.grantors, body)
        ),
    )


def rules_on(query: Callable[[str, Mapping[str, Json]], Json], on: str = "") -> Rulebook:
    """A ledger's rules ``on`` a day (ISO; "" the ledger's), by its ``query``: two where this process has not
    seen them yet. Raises what the query raises.
    """
    return _rules_of(query, query("rules", {"on": on} if on else {})["current"]["digest"])


def later_rules(query: Callable[[str, Mapping[str, Json]], Json], on: str) -> list[tuple[date, Rulebook]]:
    """The versions of a ledger's rules that were adopted since it began and whose day has come ``on`` a day
    (ISO), oldest first.
    """
    answer = query("rules", {"on": on})
    versions = [*answer["past"], answer["current"]][1:]
    return [
        (date.fromisoformat(version["from"]), _rules_of(query, version["digest"])) for version in versions
    ]


def _rules_of(query: Callable[[str, Mapping[str, Json]], Json], digest: str) -> Rulebook:
    return known(digest) or parsed(digest, query("rules", {"digest": digest})["content"])


def code_of(event: Event, results: Sequence[OracleResult]) -> UnlockingCode:
    """The unlocking code of results that the ledger has already checked (``script.unlocking_code`` verifies
    them).
    """
    return {"type": "unlocking", "event": event, "results": list(results)}
