"""A dossier that was read outside a grantor's turn, and the records of who read one."""

from __future__ import annotations

from dataclasses import dataclass

from loc_desktop.desk.values.case import Dossier


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was opened. ``commitment_ok``: the dossier is the one that the event commits to; ``tx_id``: the
    record on the ledger, "" where it stands in the office's file alone."""

    event: str
    kind: str
    dossier: Dossier
    commitment_ok: bool
    tx_id: str


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
