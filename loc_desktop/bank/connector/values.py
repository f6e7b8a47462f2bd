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

REASONS: Final[Mapping[str, tuple[str, str]]] = {
    # code: (what is wrong, what to do)
    "no_link": (
        "The digital account is not linked to an account of this bank.",
        "Link an account of one's own first.",
    ),
    "closed": ("The linked account {number} is closed.", "Link an account that is open."),
    "funds": ("The account holds {held} fen, {needed} fen are needed.", "Choose a smaller amount."),
    "digital_funds": (
        "The digital account holds {held} fen issued by this bank, {needed} fen are needed.",
        "Choose a smaller amount, or withdraw at the bank that issued the rest.",
    ),
    "limit_single": (
        "{amount} fen are above the limit of {limit} fen for one transfer.",
        "Transfer a smaller amount.",
    ),
    "limit_day": (
        "With this transfer {amount} fen would be above the day's limit of {limit} fen.",
        "Transfer the rest tomorrow.",
    ),
    "duplicate": ("The transfer {key} was already asked for by event {event}.", "Nothing needs to be done."),
    "not_executed": ("The ledger could not execute it: {why}.", "Correct this and ask again."),
    "bank": ("The bank's own books cannot take it: {why}.", "Ask the bank."),
}
"""Why a transfer is refused. The code is what the bank signs as its reason; amounts stay in the books."""

_STATE_WORDS: Final[Mapping[str, str]] = {
    "received": "The bank has received the transfer of {amount} fen.",
    "held": "The transfer of {amount} fen waits for the ledger.",
    "refusing": "The bank refuses the transfer of {amount} fen; this waits for the ledger.",
    "failing": "The transfer of {amount} fen is being taken back.",
    "returning": "The ledger has refused the transfer of {amount} fen; the bank is giving it back.",
    "executed": "The ledger has executed the transfer of {amount} fen; the bank is settling it.",
    "settled": "The transfer of {amount} fen is done.",
    "refused": "The transfer of {amount} fen was refused.",
    "reversed": "The transfer of {amount} fen was taken back.",
}
_WHERE_WORDS: Final[Mapping[str, str]] = {
    TRADITIONAL: "The money is on the traditional account.",
    TRANSIT: "The money is in transit, in the bank's books; it will arrive or come back by itself.",
    DIGITAL: "The money is on the digital account.",
    LOAN: "The money has repaid the loan.",
}


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
    gave no answer (None if it gave one). ``params`` fill the reason's sentence; ``cause`` among them is the
    refusal behind ``not_executed`` and ``bank``.
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
        cause: Any = self.params.get("cause")
        return None if cause is None else Trouble.from_json(cause)

    @property
    def todo(self) -> str:
        return REASONS[self.reason][1] if self.reason else ""

    @property
    def standing(self) -> Trouble:
        """How it stands and where its money is, as a code that the texts know."""
        way = "in" if self.inward else "out"
        where = Trouble(f"where.{self.where}", {}, _WHERE_WORDS[self.where])
        return Trouble(
            f"transfer.{way}.{self.state}", {"amount": self.amount, "where": where}, self.sentence()
        )

    @property
    def why(self) -> Trouble:
        """Why it was refused or taken back; how it stands, where nothing was said against it."""
        if self.cause is not None:
            return self.cause
        if not self.reason:
            return self.standing
        return Trouble(f"refusal.{self.reason}", params_from_json(self.params), self.sentence())

    def sentence(self) -> str:
        """What happened, where the money is, what to do: English for the log. What people read comes from
        :attr:`standing` and :attr:`why`.
        """
        params = {"amount": self.amount, **self.params}
        parts = [_STATE_WORDS[self.state].format(amount=self.amount)]
        reason = REASONS.get(self.reason)
        if reason:
            parts.append(reason[0].format(**params))
        if self.trouble and not self.final:
            parts.append(f"The ledger has not answered: {self.trouble}")
        parts.append(_WHERE_WORDS[self.where])
        if reason:
            parts.append(reason[1])
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement of books and ledger, named by its transfer where it has one.

    ``kind``: ``not_booked`` (the ledger executed what the books do not have), ``not_executed`` (settled in
    the books, not on the ledger), ``amount``, ``transit`` (the account in transit against its transfers),
    ``total`` (a sum that no transfer explains), ``ledger`` or ``books`` (that side is unsound in itself).
    ``books`` and ``ledger``: what each side has, fen. ``what`` says it; its codes are
    :data:`loc_desktop.bank.trouble.DIFFERENCES`.
    """

    kind: str
    event: str
    key: str
    books: int
    ledger: int
    what: Trouble
