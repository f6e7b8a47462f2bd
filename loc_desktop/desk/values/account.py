"""Accounts on both sides, lots and movements."""

from __future__ import annotations

from dataclasses import dataclass

from loc_desktop.app.values import Party
from loc_desktop.texts.sentence import Sentence


@dataclass(frozen=True, slots=True)
class AccountLot:
    """A piece of a balance: issued by ``issuer`` in event ``event``, with the bank's signature ``value``."""

    issuer: Party
    event: str
    amount: int
    value: str


@dataclass(frozen=True, slots=True)
class Account:
    """A digital account. ``by_issuer`` pairs (bank, fen); ``links`` the linked account numbers,
    the beginning of a tag for one that this identity may not know."""

    party: Party
    balance: int
    by_issuer: tuple[tuple[Party, int], ...]
    lots: tuple[AccountLot, ...]
    links: tuple[str, ...]
    status: str


TRADITIONAL = "traditional"


TRANSIT = "in_transit"


DIGITAL = "digital"


AT_BANK = "at_bank"
"""Where money is: on the traditional account, in transit in the bank's books, on the digital account, or with
the bank on one of the first two, which only the bank's own machine can tell."""


@dataclass(frozen=True, slots=True)
class TraditionalAccount:
    """An account at a bank. ``balance`` and ``name`` are known (not None) where the bank's books are on this
    computer. ``link``: ``none``, ``asked`` (the bank has not granted yet), ``linked``; ``tag``: what stands
    for a linked one on the ledger."""

    number: str
    bank: Party
    link: str
    link_event: str
    balance: int | None = None
    name: str = ""
    status: str = "open"
    tag: str = ""


@dataclass(frozen=True, slots=True)
class TracedLot:
    """A piece of a digital balance and where it comes from. ``event`` issued it (of ``kind``, ``at``);
    ``value`` is the issuing bank's signature; ``verified``: it is genuine. ``sentence`` says it in words."""

    issuer: Party
    amount: int
    event: str
    kind: str
    at: str
    tx_id: str
    value: str
    verified: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Accounts:
    """A customer's accounts side by side. ``in_transit`` is what is on its way in either direction (asked for
    and not final); ``frozen`` names the challenge that freezes the customer, "" if none does."""

    customer: Party
    traditional: tuple[TraditionalAccount, ...]
    balance: int
    by_issuer: tuple[tuple[Party, int], ...]
    lots: tuple[TracedLot, ...]
    in_transit: int
    frozen: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """A change of a digital account: ``change`` fen with its sign, ``total`` after it."""

    tx_id: str
    at: str
    change: int
    total: int
    sentence: Sentence
