"""The ledger as everyone sees it: blocks, transactions, events, searches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loc_desktop.app.values import Party
from loc_desktop.desk.values.event import Signed
from loc_desktop.desk.values.trace import Attempt
from loc_desktop.texts.sentence import Sentence


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
class FlowTarget:
    """What a regulator may inspect: ``what`` is ``transaction``, ``account``, ``party`` or ``loan``, ``id``
    its id or key; ``name``: whose it is."""

    what: str
    id: str
    name: str = ""

    @property
    def sentence(self) -> Sentence:
        return Sentence(f"inspected.{self.what}", {"id": self.id, "name": self.name})
