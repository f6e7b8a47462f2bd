"""What everyone sees of the ledger, as values: accounts, pages, transactions, events, traces, fund flow.

Part of :mod:`loc_desktop.desk.model`, which gives these names out as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loc_desktop.desk.model_base import Party, Sentence, Signed, Trouble


@dataclass(frozen=True, slots=True)
class Attempt:
    """One unlock attempt of an event that a block holds, oldest is number 1."""

    number: int
    tx_id: str
    block: int
    at: str
    code: int


@dataclass(frozen=True, slots=True)
class TraceView:
    """The trace of one attempt: ``trace`` is the evaluation's own value (script.evaluate.Trace)."""

    event: str
    sentence: Sentence
    attempt: Attempt
    attempts: tuple[Attempt, ...]
    trace: Any
    parties: Mapping[str, Party]


@dataclass(frozen=True, slots=True)
class Lot:
    """A piece of a balance: issued by ``issuer`` in event ``event``, with the bank's signature ``value``."""

    issuer: Party
    event: str
    amount: int
    value: str


@dataclass(frozen=True, slots=True)
class Account:
    """A digital account. ``by_issuer`` pairs (bank, fen); ``links`` the linked account numbers."""

    party: Party
    balance: int
    by_issuer: tuple[tuple[Party, int], ...]
    lots: tuple[Lot, ...]
    links: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class TransactionRow:
    """A line of the ledger viewer. ``sentence`` tells it in business words."""

    id: str
    block: int
    position: int
    at: str
    fn: str
    kind: str
    event: str
    code: int | None
    amount: int | None
    valid: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class BlockRow:
    """``transactions`` counts them."""

    number: int
    at: str
    hash: str
    transactions: int


@dataclass(frozen=True, slots=True)
class TransactionPage:
    """A page of transactions; ``next`` is the cursor of the following page (None: the end)."""

    rows: tuple[TransactionRow, ...]
    total: int
    next: Any


@dataclass(frozen=True, slots=True)
class BlockPage:
    """A page of blocks, newest first."""

    rows: tuple[BlockRow, ...]
    total: int
    next: Any


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A signature found in a transaction: whose, over what ("event", "oracle result"), its value."""

    party: Party
    over: str
    verdict: str
    at: str
    value: str


@dataclass(frozen=True, slots=True)
class TransactionDetail:
    """A transaction in full. ``raw`` is canonical JSON text, indented; ``traced`` events have a trace."""

    row: TransactionRow
    caller: Party
    signatures: tuple[SignatureLine, ...]
    endorsements: tuple[tuple[str, str], ...]
    traced: tuple[str, ...]
    raw: str
    validation: str


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What the search box and its filters ask for; empty fields do not filter.

    ``text`` is a name, an id prefix, a key, an amount in yuan or a date; dates are ``YYYY-MM-DD``, ``until``
    included; amounts fen.
    """

    text: str = ""
    kind: str = ""
    party: str = ""
    status: str = ""
    since: str = ""
    until: str = ""
    amount_from: int | None = None
    amount_to: int | None = None


@dataclass(frozen=True, slots=True)
class EventDetail:
    """An event as anyone on the ledger may see it. ``dossier_sealed``: it carries personal data, sealed."""

    event: str
    kind: str
    at: str
    status: str
    sentence: Sentence
    signed: tuple[Signed, ...]
    waits_for: Party | None
    grantors: tuple[Party, ...]
    transactions: tuple[TransactionRow, ...]
    attempts: tuple[Attempt, ...]
    dossier_sealed: bool
    raw: str


@dataclass(frozen=True, slots=True)
class FlowEdge:
    """Executed payments from one party to another: their sum in fen, how many, one event to open."""

    source: Party
    target: Party
    amount: int
    count: int
    event: str


@dataclass(frozen=True, slots=True)
class FundFlow:
    """The graph of executed payments between parties, the largest first."""

    nodes: tuple[Party, ...]
    edges: tuple[FlowEdge, ...]


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A signed submission that waits on this computer; ``trouble`` is the last answer to it."""

    id: str
    fn: str
    event: str
    at: str
    state: str
    attempts: int
    trouble: Trouble | None
