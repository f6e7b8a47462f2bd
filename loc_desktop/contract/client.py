"""The formats of every event kind, built once: for the desk, the scenarios and the measurements.

``build("loan.apply", channel="loan", at=…, grantors={"CAD": key, …}, amount=…, …)`` gives an
:class:`EventDraft`; sign its event with the roles of ``signers``, then ``draft.chaincode(event)`` is what
``lock`` takes. Everything is checked with the rows of the ledger's rules, so that what is built is what the
contract accepts (apart from the state).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from loc_desktop.contract.flows import GRANTORS, Flow, flow_of, grantors_of, present
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

    ``signers`` and ``grantors`` are (role, key) in the flow's order; the key is "" where nobody has said yet
    whose it is. The event's body names the grantors once each is known. ``doubled``: the roles of which the
    rules ask for two persons; ``seconds``: the places of their second ones among ``grantors``.
    """

    flow: Flow
    event: Event
    operations: tuple[Json, ...]
    signers: tuple[tuple[str, str], ...]
    grantors: tuple[tuple[str, str], ...]
    doubled: tuple[str, ...] = ()
    seconds: tuple[int, ...] = ()

    def alone(self) -> EventDraft:
        """The same without the grantors that the flow leaves to its rule."""
        kept = zip(self.flow.grantors, self.grantors, strict=True)
        return self._granted(tuple(grantor for party, grantor in kept if not party.optional))

    def granted_by(
        self,
        keys: Mapping[str, str],
        seconds: Mapping[str, str] | None = None,
        substitutes: Mapping[str, str] | None = None,
    ) -> EventDraft:
        """The same with the grantors whom nobody has named yet, by role; ``seconds``: the second persons, by
        role. ``substitutes``: who grants instead of a named one, key by key. Raises KeyError for a role that
        is not named.
        """
        others, instead = seconds or {}, substitutes or {}
        wanted = [
            (role, key or (others if place in self.seconds else keys)[role])
            for place, (role, key) in enumerate(self.grantors)
        ]
        replaced = {place: key for place, (_, key) in enumerate(wanted) if key in instead}
        return self._granted(tuple((role, instead.get(key, key)) for role, key in wanted), replaced)

    def _granted(
        self, grantors: tuple[tuple[str, str], ...], replaced: Mapping[int, str] | None = None
    ) -> EventDraft:
        body = {name: value for name, value in self.event["body"].items() if name != GRANTORS}
        if self.flow.grantors and all(key for _, key in grantors):
            body[GRANTORS] = grantors_of(grantors, replaced)
        return replace(self, event={**self.event, "body": body}, grantors=grantors)

    def sign(self, *signers: Signer) -> Event:
        """The event signed by one signer for each role of RO1, in order."""
        event = self.event
        for (role, _), signer in zip(self.signers, signers, strict=True):
            event = sign_event(event, role, signer)
        return event

    def chaincode(self, signed: Event) -> Chaincode:
        """Algorithm 1's chaincode, its keys those of the grantors whom the event names.

        Raises LockError, ShapeError, ContractError if signers or grantors are not those of the flow.
        """
        named: Any = signed["body"].get(GRANTORS, [])

        def agrees(cc: Chaincode) -> None:
            self.flow.check_parties(
                cc["event"],
                [{"role": named["role"], "key": named["key"]} for named in cc["keys"]],
                self.doubled,
            )

        return lock(self.operations, signed, [(grantor["role"], grantor["key"]) for grantor in named], agrees)


def build(
    kind: str,
    *,
    channel: str,
    at: str,
    id: str = "",
    rulebook: Rulebook | None = None,
    grantors: Mapping[str, str] | None = None,
    **body: Json,
) -> EventDraft:
    """A draft of an event of ``kind``. ``at`` RFC 3339 UTC; ``id`` fresh if "". Body fields as in the kind's
    flow of ``rulebook``, the ledger's rules (None: those that the program ships). ``grantors`` (role to key):
    whom no such field names; None leaves them to :meth:`EventDraft.granted_by`.

    Raises ContractError ``unknown_kind`` or ``body``, KeyError for a grantor that ``grantors`` does not name.
    """
    rules = shipped() if rulebook is None else rulebook
    flow = flow_of(kind, rules.flows)
    flow.check_body(body, rules.products)
    doubled = rules.lending.doubled(kind, body.get("amount"))
    granting = flow.granting(body, doubled)
    draft = EventDraft(
        flow=flow,
        event=new_event(kind, id or new_id(), at, channel, body),
        operations=tuple(flow.operations_of(body)),
        signers=tuple(
            (party.role_in(body), str(body[party.key]) if party.key else "")
            for party in present(flow.signers, body)
        ),
        grantors=tuple(
            (party.role_in(body), str(body[party.key]) if party.key else "") for party, _ in granting
        ),
        doubled=doubled,
        seconds=tuple(place for place, (_, second) in enumerate(granting) if second),
    )
    return draft.granted_by(grantors) if grantors is not None else draft._granted(draft.grantors)


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
