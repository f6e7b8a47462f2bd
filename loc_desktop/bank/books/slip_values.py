"""What a person does at the bank's counter, as frozen values. Amounts are fen, days ``YYYY-MM-DD``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from loc_desktop.script import canonical

LIMIT: Final = 50_000_00
"""Above which a second person releases what one has entered, until the bank sets another limit: where cash
becomes large by the central bank's rules (50,000 yuan)."""


class Deed(StrEnum):
    """What is done: cash in or out, a cash entry reversed, an account closed with what it holds paid out in
    cash, another limit."""

    CASH_IN = "cash.in"
    CASH_OUT = "cash.out"
    REVERSE = "cash.reverse"
    CLOSE = "account.close"
    LIMIT = "limit"


class SlipState(StrEnum):
    """``waiting`` for a second person; ``done`` (booked); ``withdrawn`` by who asked, ``refused`` by another;
    ``expired`` when its day ended."""

    WAITING = "waiting"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Clerk:
    """A person of the bank: the key of an identity, and the person's name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One deed at the counter, from its entry to its end.

    ``amount``: cash, what a closed account held, or the new limit. ``account`` is "" for a limit, ``holder``
    its name. ``reverses``: the journal entry that a reversal takes back. ``second``: another person has to
    release it. ``number`` is the receipt's, ``entry`` the journal entry (0: nothing was booked) and
    ``balance`` the account's afterwards, once it is done; ``reversed_by`` the entry that took it back since.
    Who decided (released, withdrew or refused) is ``checker``; signatures are over :meth:`said`.
    """

    id: str
    deed: Deed
    account: str
    holder: str
    amount: int
    text: str
    reverses: int
    day: str
    asked_at: str
    maker: Clerk
    second: bool
    state: SlipState = SlipState.WAITING
    maker_signature: str = ""
    checker: Clerk | None = None
    checker_signature: str = ""
    decided_at: str = ""
    number: str = ""
    entry: int = 0
    balance: int = 0
    reversed_by: int = 0

    def said(self, bank: str, releasing: str = "") -> bytes:
        """The bytes that the maker signs, and with the checker's key in ``releasing`` those that the checker
        signs: ``LoC-slip-1``, LF, canonical JSON."""
        content: dict[str, str | int] = {
            "bank": bank, "slip": self.id, "deed": self.deed.value, "account": self.account,
            "amount": self.amount, "text": self.text, "reverses": self.reverses, "day": self.day,
            "maker": self.maker.key,
        }  # fmt: skip
        if releasing:
            content |= {"maker_signature": self.maker_signature, "checker": releasing}
        return b"LoC-slip-1\n" + canonical.encode(content)
