"""Where papers get what they say: the index, the contract, an opened dossier. Opening one for a paper leaves
a signed record of the reading, as every other look outside one's turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from loc_desktop.bank.books.account_numbers import grouped
from loc_desktop.desk.granting.case import unsealed
from loc_desktop.desk.granting.readings import PAPER, reading, record
from loc_desktop.desk.papers.paper import Fact
from loc_desktop.desk.papers.paper_words import PaperWords, short_key
from loc_desktop.desk.signing.signers import Customers
from loc_desktop.errors import KnownError
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.app.values import Party
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.desk.values.case import Dossier
    from loc_desktop.ledger.index.index import Index
    from loc_desktop.ledger.index.rows import EntryRow, EventRow

OPENERS = ("C", "B", "CAD", "FD")
"""Roles whose key opens a dossier for a paper; R reads for a purpose that stands on the ledger."""


@dataclass(frozen=True)
class Source:
    """One identity's way to what a paper says, in one language. ``pin``: of the key that opens dossiers."""

    carrier: Carrier
    names: Names
    words: PaperWords
    pin: str | None = None

    @property
    def role(self) -> str:
        return self.carrier.identity.role

    @cached_property
    def index(self) -> Index:
        return self.carrier.connections.index(self.carrier.identity.ledger)

    def event(self, event: str) -> EventRow:
        """Raises KnownError ``case.unknown``."""
        row = self.index.event(event)
        if row is None:
            raise desk_error("case.unknown", event=event)
        return row

    def entry(self, event: str, tx: str) -> EntryRow | None:
        """The event in this transaction."""
        return next((entry for entry in self.index.entries_about(event) if entry.tx == tx), None)

    def executed(self, event: str) -> EntryRow:
        """The event's transaction in which it executed. Raises KnownError ``paper.nothing``."""
        for entry in self.index.entries_about(event):
            if entry.code == 0 and entry.validation == "VALID":
                return entry
        raise desk_error("paper.nothing", event=event)

    def loan(self, event: str) -> Any:
        """The contract's view of a loan today."""
        return self.carrier.query("loan", {"id": event, "on": self.carrier.today.isoformat()}, self._own_pin)

    @property
    def _own_pin(self) -> str | None:
        """The identity's own PIN: at a counter the one asked for is the customer's."""
        return None if self.role == "C" and self.carrier.identity.protection != "pin" else self.pin

    def dossier(self, event: str) -> Dossier:
        """The opened dossier of an application. Raises KnownError ``paper.nothing``, ``paper.dossier``,
        ``dossier.*``, ``pin.*``, ``keyring.*``."""
        if self.role not in OPENERS:
            raise desk_error("paper.nothing", event=event)
        connections, own = self.carrier.connections, self.carrier.identity
        body = self.carrier.query("event", {"id": event}, self._own_pin)["cc"]["event"]["body"]
        opener = Customers(self.carrier).identity(str(body["payee"])) if self.role == "C" else own
        decryptor = connections.decryptor(opener, self.pin)
        record(self.carrier, [reading(self.carrier, event, PAPER)], self._own_pin)
        found, fits = unsealed(body, decryptor)
        if not fits:
            raise desk_error("paper.dossier")
        self.names.learn(str(body["payee"]), found.name)
        return found

    def named(self, loan: str) -> None:
        """Learn the customer's name from the loan's dossier where this identity may open it: a receipt is
        made out to a person."""
        row = self.index.event(loan)
        if row is None or self.role not in ("C", "B"):
            return
        key = str(row.body.get("payee", ""))
        if self.role == "C" or self.names.knows(key):
            return
        try:
            self.dossier(loan)
        except KnownError as error:
            if not error.code.startswith(("dossier.", "contract.")):
                raise

    def party(self, key: str, role: str = "") -> Party:
        return self.names.party(key, role)

    def product(self, name: str) -> str:
        """A product's name in the language."""
        product = self.carrier.rulebook().products.get(name)
        return str(product.name.get(self.words.language, name)) if product is not None else name

    def account(self, number: str) -> str:
        return grouped(number)

    @property
    def office(self) -> str:
        """Who issues the paper: the institution, a counter by its own name."""
        if self.role == "C":
            return self.carrier.name
        return self.names.party(self.carrier.identity.key, self.role).name

    def made(self, at: str) -> Fact:
        """Who printed it when."""
        return self.words.fact("made", f"{self.carrier.name} · {self.words.moment(at)}")

    def proof(self, row: EventRow, entry: EntryRow) -> tuple[Fact, ...]:
        """What stands beside the code."""
        words = self.words
        seats = [f"{words.role(seat.role)} {short_key(seat.key)}" for seat in (*row.signers, *row.grantors)]
        signers = words.show(tuple(dict.fromkeys(seats)), "names")
        return (
            words.fact("event", row.id),
            words.fact("transaction", entry.tx),
            words.fact("block", f"{entry.block} · {words.moment(entry.at)}"),
            words.fact("signers", signers),
            self.made(self.carrier.connections.clock()),
        )

    def state(self, row: EventRow) -> str:
        return self.words.show(row.status, "status")
