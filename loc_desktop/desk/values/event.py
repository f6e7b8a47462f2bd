"""An event on its way: who signed it, where it stands, what a request became."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from loc_desktop.app.values import Party
from loc_desktop.texts.sentence import Sentence

APPLICATION = "loan.apply"
WITH_DOSSIER = (APPLICATION, "identity.attest", "identity.succeed")
"""The kinds that are audited with their dossier open."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who has signed an event, in order: the signers, then the grantors with their verdict."""

    party: Party
    at: str
    verdict: str | None


class Stage(Enum):
    """Where an application is, in the words of the strip."""

    DRAFT = "draft"  # on this computer, not signed
    WAITING = "waiting"  # signed, on this computer, in the outbox
    SENT = "sent"  # given to the ledger, not yet in a block
    ON_LEDGER = "on_ledger"  # in a block; waits for a grantor
    UNLOCKED = "unlocked"  # code 0: the money moved
    REFUSED = "refused"  # code 1: a grantor said Failed
    WITHDRAWN = "withdrawn"  # its signer ended it before it was executed
    RETURNED = "returned"  # a grantor returned it with what is missing
    EXPIRED = "expired"  # it waited longer than the rules let it
    HELD = "held"  # on the ledger, the last unlock attempt failed (another code), still pending


@dataclass(frozen=True, slots=True)
class RequestStatus:
    """What became of a signed request. ``stage`` WAITING: in the outbox, the ledger is away; ON_LEDGER: it
    waits for a grantor; UNLOCKED: done (it needed no grantor, or the bank's machine on this computer has
    decided already); REFUSED. ``sentence`` tells it, with where the money is."""

    event: str
    kind: str
    stage: Stage
    tx_id: str
    sentence: Sentence
