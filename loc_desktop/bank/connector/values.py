"""A transfer between the traditional books and the ledger: its states, and where the money is in each.

::

    received ─┬─ held ──────┬─ executed ─── settled
              │             └─ failing ───── returning ─── reversed
              └─ refusing ── refused

``held``: booked into "in transit", the bank's Pass may be on its way. ``refusing``: the bank's Failed is.
``failing``: the ledger could not execute the Pass (return code 4, or a party who is no member any more), so
the bank sends its Failed after it. Which of the two the ledger takes first decides, once; the books follow
the ledger, never the other way round: from every state on, an event that turns out to be executed is settled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from loc_desktop.errors import KnownError, Trouble, params_from_json

COLLECT: Final = "loan.collect"
"""What is due on a loan is taken from the linked account: digital, and at once repaid."""

INWARD: Final = ("asset.deposit", "fund.issue", "fund.deposit", COLLECT)
"""Traditional money becomes digital assets."""

OUTWARD: Final = ("asset.withdraw", "fund.redeem", "fund.withdraw")
"""Digital assets become traditional money."""

FINAL: Final = ("settled", "refused", "reversed")
STATES: Final = ("received", "held", "refusing", "failing", "executed", "returning", *FINAL)

TRADITIONAL: Final = "traditional"
TRANSIT: Final = "in_transit"
DIGITAL: Final = "digital"
LOAN: Final = "loan"


class ConnectorError(KnownError):
    """Something that is no transfer of this bank. No money has moved."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most in one transfer and of one account in a day and direction, fen."""

    single: int = 100_000_00
    day: int = 500_000_00


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer and how far it is. ``key`` is the idempotency key, ``account`` the traditional account (""
    if none is linked), ``digital`` the digital one; ``hold``, ``settle``, ``reverse`` the journal entries of
    its steps (0: none); ``tx_id`` the ledger's transaction that decided it; ``trouble`` why the last attempt
    gave no answer (None if it gave one). ``params`` fill the reason's sentence; ``why`` among them is the
    refusal behind ``not_executed`` and ``bank``. ``asked_at`` is the event's own time, ``seen_at`` when this
    machine took it up, ``changed_at`` its last step (RFC 3339 UTC).
    """

    event: str
    key: str
    kind: str
    amount: int
    account: str
    digital: str
    state: str
    reason: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    hold: int = 0
    settle: int = 0
    reverse: int = 0
    tx_id: str = ""
    seen_at: str = ""
    changed_at: str = ""
    tries: int = 0
    trouble: Trouble | None = None
    asked_at: str = ""

    @property
    def inward(self) -> bool:
        """Whether traditional money becomes digital."""
        return self.kind in INWARD

    @property
    def final(self) -> bool:
        return self.state in FINAL

    @property
    def where(self) -> str:
        """Where the money is now: ``traditional``, ``in_transit``, ``digital`` or ``loan`` (repaid)."""
        if self.state in ("held", "failing", "returning"):
            return TRANSIT
        if self.state == "executed":
            return self._target if self.inward else TRANSIT
        arrived = self.state == "settled"
        return self._target if arrived == self.inward else TRADITIONAL

    @property
    def _target(self) -> str:
        return LOAN if self.kind == COLLECT else DIGITAL

    @property
    def cause(self) -> Trouble | None:
        """What the ledger or the books refused, behind the reasons ``not_executed`` and ``bank``."""
        why: Any = self.params.get("why")
        return None if why is None else Trouble.from_json(why)

    @property
    def standing(self) -> Trouble:
        """How it stands and where its money is, as a code that the texts know."""
        way = "in" if self.inward else "out"
        where = Trouble(f"where.{self.where}")
        return Trouble(f"transfer.{way}.{self.state}", {"amount": self.amount, "where": where})

    @property
    def why(self) -> Trouble:
        """Why it was refused or taken back; how it stands, where nothing was said against it."""
        if self.cause is not None:
            return self.cause
        if not self.reason:
            return self.standing
        return Trouble(f"refusal.{self.reason}", params_from_json(self.params))


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement of books and ledger, named by its transfer where it has one.

    ``kind``: ``not_booked`` (the ledger executed what the books do not have), ``not_executed`` (settled in
    the books, not on the ledger), ``amount``, ``transit`` (the account in transit against its transfers),
    ``total`` (a sum that no transfer explains), ``ledger`` or ``books`` (that side is unsound in itself).
    ``books`` and ``ledger``: what each side has, fen. ``what`` says it; see
    :func:`loc_desktop.bank.trouble.of_difference`.
    """

    kind: str
    event: str
    key: str
    books: int
    ledger: int
    what: Trouble
