"""A request of a loan's life before a grantor: what is checked; what the bank's machine did."""

from __future__ import annotations

from dataclasses import dataclass

from loc_desktop.desk.values.case import Case
from loc_desktop.errors import Trouble
from loc_desktop.texts.sentence import Sentence


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line of the oracle's work. ``item`` names it (``say(Sentence("check.<item>"))``); ``claimed`` is
    what the event says, ``found`` what the own books or the ledger say. ``unit``: count, day, days, digest,
    fen, percent, role, status, text, tier, verdict or writeoff."""

    item: str
    claimed: int | str
    found: int | str
    unit: str
    ok: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCase(Case):
    """A request of the loan's life. ``checks`` decide where ``judged`` is False: the verdict is Pass iff all
    are ok, there is no override. ``judged`` True (reschedule, write-off, an answer to a challenge): a person
    decides, but never Pass against a failed check. ``by_automation``: the bank's machine does it through the
    connector; it is not signed here."""

    age: int
    loan: str
    checks: tuple[CheckRow, ...]
    judged: bool
    reason: str
    sentence: Sentence
    by_automation: bool = False
    text: str = ""

    @property
    def needs_a_look(self) -> bool:
        return self.judged

    @property
    def settles(self) -> str:
        """Of a refund before its finance department: the settlement day of its interest, else ""."""
        return next((str(check.found) for check in self.checks if check.item == "settlement"), "")


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
