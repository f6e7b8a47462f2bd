"""A request on its one way: built from its flow, shown, signed, locked on the ledger.

Whatever a desk asks of the ledger (an application, a row of a list, a repayment, the first assets of a
set-up) is built here, so that all of it is checked against the ledger's rules before anybody signs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loc_desktop.contract.client import EventDraft, build
from loc_desktop.contract.flow_rules.substitutes import SUBSTITUTED
from loc_desktop.contract.flows import replaced_in
from loc_desktop.desk.signing.colleagues import named_by
from loc_desktop.desk.values.case import ToSign
from loc_desktop.script.canonical import encode
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.contract.rulebook.document import Rulebook
    from loc_desktop.desk.signing.carrier import Carrier, Sent
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.api import User
    from loc_desktop.script.items import Chaincode, Event
    from loc_desktop.script.keys import Signer


@dataclass(frozen=True, slots=True)
class PreparedRequest:
    """An event that nobody has signed yet, and who signs it."""

    draft: EventDraft
    signer: Identity

    @property
    def event(self) -> str:
        """The event's id."""
        return str(self.draft.event["id"])

    def to_sign(self, sentence: Sentence, names: Names) -> ToSign:
        """What a person is shown: ``sentence``, who has to grant it, the canonical text that the signature
        covers.
        """
        unsigned = {name: value for name, value in self.draft.event.items() if name != "signatures"}
        others = dict.fromkeys(pair for pair in self.draft.grantors if pair[1] != self.signer.key)
        who = tuple(names.party(key, role).name for role, key in others)
        asked = Sentence("sign.granted_by", {"who": who}) if who else None
        replaced = replaced_in(self.draft.event["body"])
        if replaced:
            pairs = [(names.party(member), self.draft.grantors[place]) for place, member in replaced.items()]
            instead = tuple(f"{one.name} → {names.party(other[1]).name}" for one, other in pairs)
            asked = Sentence("sign.granted_instead", {"who": who, "instead": instead})
        return ToSign(self.event, sentence, encode(unsigned).decode(), asked)

    def sign(self, signer: Signer) -> tuple[Event, Chaincode]:
        """The event signed, and its chaincode (Algorithm 1). Raises as :meth:`EventDraft.chaincode`."""
        event = self.draft.sign(signer)
        return event, self.draft.chaincode(event)


def build_request(
    carrier: Carrier,
    kind: str,
    body: Mapping[str, Any],
    *,
    signer: Identity | None = None,
    event: str = "",
    grantors: Mapping[str, str] | None = None,
    alone: bool = False,
    rulebook: Rulebook | None = None,
) -> PreparedRequest:
    """A request of ``kind`` by ``signer`` (None: the carrier's identity). ``event``: its id ("" = a fresh
    one). ``grantors``: by role, where the body has no field for them; None = the network's. ``alone``:
    without those that the flow leaves to its rule. ``rulebook``: the ledger's rules where they are known
    already.

    Raises KnownError ``form.no_grantor``, ``form.no_second``, the contract's for a body that it would not
    take.
    """
    draft = build(
        kind,
        channel=carrier.ledger.channel,
        at=carrier.connections.clock(),
        id=event,
        rulebook=rulebook or carrier.rulebook(),
        **dict(body),
    )
    if alone:
        draft = draft.alone()
    if grantors is None:
        seconds = draft.seconds
        grantors = {
            role: carrier.grantor(role)
            for place, (role, key) in enumerate(draft.grantors)
            if not key and place not in seconds
        }
    signer = signer or carrier.identity
    if not draft.doubled and kind not in SUBSTITUTED:
        return PreparedRequest(draft.granted_by(grantors), signer)
    index = carrier.connections.index(carrier.identity.ledger)
    return PreparedRequest(named_by(index, draft, grantors, signer.key, carrier.today), signer)


def sign_and_lock(
    carrier: Carrier,
    request: PreparedRequest,
    signer: Signer | None = None,
    *,
    pin: str | None = None,
    user: User | None = None,
    queue: bool = True,
) -> tuple[Event, Sent]:
    """Sign a request (``signer``: where its key is at hand already) and lock it; the signed event and what
    became of it. ``queue``: a ledger that is away puts it into the outbox.

    Raises KnownError ``keyring.*``, ``pin.*``, the contract's refusal, the ledger's errors.
    """
    event, chaincode = request.sign(signer or carrier.connections.signer(request.signer, pin))
    return event, carrier.send("lock", [chaincode], event["id"], user, queue=queue)


def lock_once(
    carrier: Carrier,
    kind: str,
    body: Mapping[str, Any],
    event: str,
    *,
    signer: Identity | None = None,
    grantors: Mapping[str, str] | None = None,
    pin: str | None = None,
) -> str:
    """Build, sign and lock a request whose id is always the same, unless it is on the ledger; its status
    there before (``unknown``: it was not). Never queued. Raises as :func:`build_request`,
    :func:`sign_and_lock`.
    """
    status: str = carrier.query("status", {"id": event}, pin)["status"]
    if status == "unknown":
        request = build_request(carrier, kind, body, signer=signer, event=event, grantors=grantors)
        sign_and_lock(carrier, request, pin=pin, queue=False)
    return status
