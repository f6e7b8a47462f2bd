"""What was read or inspected for a purpose, and the records of who did."""

from __future__ import annotations

from dataclasses import dataclass

from loc_desktop.app.values import Party
from loc_desktop.desk.values.account import Account
from loc_desktop.desk.values.case import Dossier, Explanation
from loc_desktop.desk.values.ledger import EventDetail, FlowTarget
from loc_desktop.desk.values.loan import LoanLine
from loc_desktop.texts.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was opened. ``commitment_ok``: the dossier is the one that the event commits to; ``tx_id``: the
    record on the ledger, "" where it stands in the office's file alone; ``explanations``: what grantors said
    beside their verdict."""

    event: str
    kind: str
    dossier: Dossier
    commitment_ok: bool
    tx_id: str
    explanations: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowFinding:
    """What the ledger answered to a ``flow.inspect``. ``tx_id``: the record's transaction; ``party``: whose
    ``account`` it is, with its ``loans``; ``events``: those that the inspected transaction executed."""

    target: FlowTarget
    tx_id: str
    party: Party | None = None
    frozen: bool = False
    account: Account | None = None
    loans: tuple[LoanLine, ...] = ()
    events: tuple[EventDetail, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingView:
    """Who read the dossier of ``event``, when, for which ``purpose``; ``signed``: the record is the reader's,
    unchanged."""

    event: str
    name: str
    at: str
    purpose: str
    note: str
    signed: bool


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """A line of the record of readings: ``about`` says what was read or inspected, ``event`` whose event it
    belongs to ("" none), ``inspection`` the ``flow.inspect`` that says so on the ledger ("" it stands in
    the office's file alone)."""

    id: str
    reader: Party
    at: str
    purpose: str
    about: Sentence
    event: str
    note: str
    signed: bool
    inspection: str
