"""A request of a loan's life before a grantor: what is checked, what was granted."""

from __future__ import annotations

from dataclasses import dataclass

from loc_desktop.app.values import Party
from loc_desktop.desk.values.work import RowFailure
from loc_desktop.errors import Trouble
from loc_desktop.texts.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that the oracle looked at. ``item`` names it (``say(Sentence("check.<item>"))``);
    ``claimed`` is what the event says, ``found`` what the own books or the ledger say. ``unit``: fen, day,
    text."""

    item: str
    claimed: int | str
    found: int | str
    unit: str
    ok: bool


@dataclass(frozen=True, slots=True)
class ServiceCase:
    """A request of the loan's life that waits for me. ``checks`` decide where ``judged`` is False: the
    verdict is Pass iff all are ok, there is no override. ``judged`` True (reschedule, write-off, an answer to
    a challenge): a person decides, but never Pass against a failed check. ``by_automation``: the bank's
    machine does it through the connector; it is not signed here."""

    event: str
    kind: str
    at: str
    age: int
    amount: int
    customer: Party
    loan: str
    role: str
    checks: tuple[Check, ...]
    judged: bool
    verdict: str
    reason: str
    sentence: Sentence
    by_automation: bool = False
    blocked: Sentence | None = None
    text: str = ""

    @property
    def settles(self) -> str:
        """Of a refund before its finance department: the settlement day of its interest, else ""."""
        return next((str(check.found) for check in self.checks if check.item == "settlement"), "")


@dataclass(frozen=True, slots=True)
class GrantReport:
    """What a run over the waiting requests did. ``executed``: unlocked with code 0."""

    passed: int
    refused: int
    executed: int
    left: int
    failed: tuple[RowFailure, ...]
    cancelled: bool


@dataclass(frozen=True, slots=True)
class AutomationReport:
    """What the bank's machine did in one round; ``troubles``: what stands still, and why."""

    transfers: int = 0
    links: int = 0
    granted: int = 0
    refused: int = 0
    troubles: tuple[Trouble, ...] = ()

    @property
    def worked(self) -> bool:
        return bool(self.transfers or self.links or self.granted or self.refused)
