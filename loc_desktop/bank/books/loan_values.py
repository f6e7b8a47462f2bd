"""What loan servicing in the books says, as frozen values. Amounts are fen, days ``YYYY-MM-DD``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loc_desktop.errors import Trouble


@dataclass(frozen=True, slots=True)
class Tier:
    """One of the five tiers: how many loans and how much outstanding principal."""

    loans: int
    outstanding: int


@dataclass(frozen=True, slots=True)
class DayEnd:
    """A day's end. ``status``: ``finished``, ``cancelled`` (run it again to go on), ``covered`` (a day before
    the first one that was run: the first one booked all that was before it) or ``running``.

    ``interest`` and ``penalty`` were accrued; ``notices`` were made out; ``collections`` were planned, of
    ``collections_fen`` in all.
    """

    day: str
    status: str
    loans: int = 0
    interest: int = 0
    penalty: int = 0
    notices: int = 0
    collections: int = 0
    collections_fen: int = 0
    tiers: Mapping[str, Tier] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """A loan after its last day's end. ``due`` is all that is to be paid now, ``overdue`` the principal and
    interest of it that are late; ``account`` the linked traditional account, "" without one.
    """

    loan: str
    payee: str
    product: str
    branch: str
    amount: int
    opened: str
    day: str
    tier: str
    days_past_due: int
    outstanding: int
    due: int
    overdue: int
    penalty: int
    account: str = ""


@dataclass(frozen=True, slots=True)
class DueNotice:
    """A notice about a period: ``soon`` (due within days), ``due`` (today) or ``overdue``."""

    loan: str
    payee: str
    period: int
    kind: str
    due: str
    day: str
    amount: int


@dataclass(frozen=True, slots=True)
class Collection:
    """What a day's end takes from a linked account for a loan. ``state``: ``planned``, ``collected`` or
    ``void`` (``why``).
    """

    loan: str
    day: str
    event: str
    account: str
    principal: int
    interest: int
    penalty: int
    state: str
    why: Trouble | None = None

    @property
    def amount(self) -> int:
        return self.principal + self.interest + self.penalty
