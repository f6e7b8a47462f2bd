"""Role C: the customer's accounts side by side, and money between them in two phases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from loc_desktop.app.bank_books import books_of
from loc_desktop.app.values import Party
from loc_desktop.bank.books import account_numbers as numbers
from loc_desktop.contract.client import new_id
from loc_desktop.desk.application.applicants import Applicants
from loc_desktop.desk.granting.account_ownership import account_in, owner_of
from loc_desktop.desk.servicing.transfers import KINDS, by_connector, by_ledger, in_outbox
from loc_desktop.desk.signing.linked_numbers import linked_number, opened_number, sealed_number, tag_mark
from loc_desktop.desk.signing.party_names import Names, banks_on
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.signing.signers import Customers
from loc_desktop.desk.values.account import Accounts, Movement, TracedLot, TraditionalAccount
from loc_desktop.desk.values.application import Applicant
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import RequestStatus
from loc_desktop.desk.values.transfer import TransferPage, TransferView
from loc_desktop.errors import KnownError
from loc_desktop.loan.identity_number import normalise
from loc_desktop.loan.money import capitals
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import yuan

if TYPE_CHECKING:
    from loc_desktop.bank.books.books import Books
    from loc_desktop.bank.books.values import BankAccount
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.ledger.index.index import Index
    from loc_desktop.ledger.index.rows import EventRow

_MOST = 10_000


class CustomerAccounts:
    """What a customer, or the counter that serves customers, does with money. ``customer`` is everywhere a
    customer's key ("" = the desk's own).

    A request is prepared (``prepare_…`` gives the sentence and the text that will be signed) and then signed
    and sent with :meth:`submit`. Preparing raises KnownError ``money.*`` for what would be refused anyway.
    """

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._connections = carrier.connections
        self._ledger = carrier.identity.ledger
        self._names = names
        self._customers = Customers(carrier)
        self._requests = Requests(carrier, names)

    @property
    def _index(self) -> Index:
        return self._connections.index(self._ledger)

    def _books(self, bank: str) -> Books | None:
        return books_of(self._connections, self._ledger, bank)

    # ------------------------------------------------------------------ who, where

    def customers(self) -> tuple[Applicant, ...]:
        """Those whose keys this counter holds; the desk's own first."""
        return Applicants(self._carrier, self._names).all()

    def banks(self) -> tuple[Party, ...]:
        """Where one can have an account."""
        return banks_on(self._index)

    # ------------------------------------------------------------------ accounts side by side

    def accounts(self, customer: str = "") -> Accounts:
        """Traditional accounts (linked ones, and where the bank's books are on this computer the customer's
        others too), and the digital account by issuer with every lot's origin."""
        key = self._customers.key(customer)
        provenance = self._carrier.query("provenance", {"key": key})
        view = self._carrier.query("account", {"key": key})
        issuers = self._names.parties(view["by_issuer"])
        waiting = self._transfers(key)
        return Accounts(
            customer=self._names.party(key, "C"),
            traditional=self._traditional(key, view["links"]),
            balance=view["total"],
            by_issuer=tuple((issuers[issuer], amount) for issuer, amount in view["by_issuer"].items()),
            lots=tuple(self._lot(lot) for lot in provenance["lots"]),
            in_transit=sum(transfer.amount for transfer in waiting if not transfer.final),
            frozen=self._frozen(key),
        )

    def _frozen(self, key: str) -> str:
        record = self._carrier.query("member", {"role": "C", "key": key})
        frozen: list[str] = record.get("frozen", [])
        return frozen[0] if frozen else ""

    def _lot(self, lot: Any) -> TracedLot:
        issuer = self._names.party(lot["issuer"], "B")
        kind = lot.get("kind", "")
        told = Sentence(
            f"origin.{kind}" if kind else "origin.other",
            {
                "issuer": issuer.name,
                "amount": lot["amount"],
                "event": lot["event"],
                "day": self._carrier.day(lot["at"]).isoformat() if lot.get("at") else "",
            },
        )
        return TracedLot(
            issuer,
            lot["amount"],
            lot["event"],
            kind,
            lot.get("at", ""),
            lot.get("tx", ""),
            lot["value"],
            bool(lot["verified"]),
            told,
        )

    def _traditional(self, key: str, links: list[Any]) -> tuple[TraditionalAccount, ...]:
        linked = [self._linked_account(key, link) for link in links]
        accounts = {(account.bank.key, account.number): account for account in linked}
        for event in self._index.events(party=key, kind="account.link", status="pending", limit=20).rows:
            place = (str(event.body["bank"]), self._asked_number(key, event.id))
            if event.body.get("account") == key and place not in accounts:
                accounts[place] = self._account(*place, "asked", event.id)
        person = self._customers.identity_number(key)
        for bank in self.banks() if person else ():
            books = self._books(bank.key)
            for account in _accounts_of(books, person) if books else ():
                if (bank.key, account.number) not in accounts:
                    accounts[bank.key, account.number] = self._account(bank.key, account.number, "none", "")
        return tuple(accounts.values())

    def _linked_account(self, key: str, link: Mapping[str, str]) -> TraditionalAccount:
        number = linked_number(self._carrier, link, self._customers.identity(key))
        return replace(self._account(link["bank"], number, "linked", link["event"]), tag=link["link"])

    def _asked_number(self, key: str, event: str) -> str:
        """The number that a customer asked to have linked; where its key is not at hand, the event's id."""
        try:
            return opened_number(self._carrier, event, self._customers.identity(key))
        except KnownError:
            return tag_mark(event)

    def _account(self, bank: str, number: str, link: str, event: str) -> TraditionalAccount:
        books = self._books(bank)
        known = account_in(books, number) if books else None
        party = self._names.party(bank, "B")
        if known is None:
            return TraditionalAccount(number, party, link, event)
        return TraditionalAccount(number, party, link, event, known.balance, known.name, known.status)

    def movements(self, customer: str = "") -> tuple[Movement, ...]:
        """The digital account's changes, newest first, each with the event behind it."""
        provenance = self._carrier.query("provenance", {"key": self._customers.key(customer)})
        rows = []
        for row in provenance.get("history", []):
            if row["change"]:
                event = self._index.event(row["events"][0]) if row["events"] else None
                # The event's own time: the business day, which in a sample may be ahead of the block's.
                at = event.at if event else row["at"]
                rows.append(Movement(row["tx"], at, row["change"], row["total"], self._moved(row, event)))
        return tuple(reversed(rows))

    def _moved(self, row: Any, event: EventRow | None) -> Sentence:
        amount = abs(row["change"])
        if event is None:
            return Sentence("move.other", {"amount": amount})
        way = "in" if row["change"] > 0 else "out"
        return Sentence(f"move.{way}", {"amount": amount, "kind": event.kind, "event": event.id})

    # ------------------------------------------------------------------ links

    def prepare_link(self, number: str, bank: str, customer: str = "") -> ToSign:
        """``account.link``: the traditional account ``number`` at ``bank`` (key) belongs to this digital
        account. Raises KnownError ``money.number``, ``money.linked``."""
        plain = numbers.normalise(number)
        why = numbers.problem(plain)
        if why:
            raise desk_error("money.number", number=number[:40], why=why)
        key = self._customers.key(customer)
        if any(
            account.number == plain and account.link == "linked" for account in self.accounts(key).traditional
        ):
            raise desk_error("money.linked", number=plain)
        books = self._books(bank)
        known = account_in(books, plain) if books else None
        if books is not None and (known is None or not known.client or not self._own(books, known, key)):
            raise desk_error("money.not_own", number=plain)
        signer = self._customers.identity(key)
        body = {"number": sealed_number(self._carrier, plain, bank, signer)}
        return self._prepare_link("account.link", plain, bank, key, body)

    def _own(self, books: Books, account: BankAccount, key: str) -> bool:
        person = self._customers.identity_number(key)
        return not person or owner_of(books, account) == person

    def prepare_unlink(self, number: str, bank: str, customer: str = "") -> ToSign:
        """``account.unlink``. Raises KnownError ``money.not_linked``."""
        plain, key = numbers.normalise(number), self._customers.key(customer)
        links = self._carrier.query("account", {"key": key})["links"]
        linked = (self._linked_account(key, link) for link in links if link["bank"] == bank)
        account = next((other for other in linked if other.number == plain), None)
        if account is None:
            raise desk_error("money.not_linked", number=number[:40])
        return self._prepare_link("account.unlink", plain, bank, key, {"link": account.tag})

    def _prepare_link(self, kind: str, number: str, bank: str, key: str, named: dict[str, Any]) -> ToSign:
        params: dict[str, str | int] = {
            "number": numbers.grouped(number),
            "bank": self._names.party(bank, "B").name,
            "customer": self._names.party(key, "C").name,
        }
        body = {"account": key, "bank": bank, **named}
        return self._requests.prepare(
            kind, body, Sentence(f"ask.{kind}", params), self._customers.identity(key)
        )

    # ------------------------------------------------------------------ between the two

    def prepare_deposit(self, amount: int, bank: str, customer: str = "") -> ToSign:
        """``asset.deposit`` of ``amount`` fen from the linked account at ``bank``. Raises KnownError
        ``money.amount``, ``money.no_link``, ``money.funds``."""
        account = self._linked(amount, bank, customer)
        if account.balance is not None and account.balance < amount:
            raise desk_error("money.funds", side="bank", held=yuan(account.balance), needed=yuan(amount))
        return self._prepare_transfer("asset.deposit", amount, account, customer)

    def prepare_withdraw(self, amount: int, bank: str, customer: str = "") -> ToSign:
        """``asset.withdraw`` of assets that ``bank`` issued, to the linked account there. Raises KnownError
        as :meth:`prepare_deposit`."""
        account = self._linked(amount, bank, customer)
        view = self._carrier.query("account", {"key": self._customers.key(customer)})
        held = view["by_issuer"].get(bank, 0)
        if held < amount:
            raise desk_error("money.funds", side="digital", held=yuan(held), needed=yuan(amount))
        return self._prepare_transfer("asset.withdraw", amount, account, customer)

    def _linked(self, amount: int, bank: str, customer: str) -> TraditionalAccount:
        if amount <= 0:
            raise desk_error("money.amount")
        key = self._customers.key(customer)
        links = self._carrier.query("account", {"key": key})["links"]
        for link in links:
            if link["bank"] == bank:
                return self._linked_account(key, link)
        raise desk_error("money.no_link", bank=self._names.party(bank, "B").name)

    def _prepare_transfer(self, kind: str, amount: int, account: TraditionalAccount, customer: str) -> ToSign:
        key = self._customers.key(customer)
        event = new_id()
        # The event's id is the idempotency key as well: one request, one transfer on both sides.
        body = {"amount": amount, "bank": account.bank.key, "account": key, "transfer": event}
        params: dict[str, str | int] = {
            "amount": amount,
            "capitals": capitals(amount),
            "bank": account.bank.name,
            "number": numbers.grouped(account.number),
            "customer": self._names.party(key, "C").name,
        }
        signer = self._customers.identity(key)
        return self._requests.prepare(kind, body, Sentence(f"ask.{kind}", params), signer, event)

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> RequestStatus:
        """Sign exactly what was prepared and send it. The same request twice (a double click) is sent once.
        Where the bank's machine runs on this computer it is decided at once. Raises KnownError
        ``money.changed`` for what was not prepared here, ``keyring.*``, the contract's refusal."""
        return self._requests.submit(prepared, pin)

    # ------------------------------------------------------------------ the transfers

    def transfers(self, customer: str = "", *, start: int = 0, limit: int = 50) -> TransferPage:
        """Deposits and withdrawals, newest first, those in the outbox included."""
        rows = self._transfers(self._customers.key(customer))
        shown = tuple(rows[start : start + limit])
        following = start + len(shown)
        return TransferPage(shown, len(rows), following if following < len(rows) else None)

    def _transfers(self, key: str) -> list[TransferView]:
        transfers = [
            in_outbox(item, self._names)
            for item in self._connections.outbox_items(self._carrier.identity)
            if item.fn == "lock" and _is_transfer_of(item.args[0], key)
        ]
        events: list[EventRow] = []
        for kind in ("asset.deposit", "asset.withdraw", "loan.collect"):
            page = self._index.events(party=key, kind=kind, limit=_MOST)
            events += [row for row in page.rows if row.body.get("account") == key]
        events.sort(key=lambda row: row.cursor, reverse=True)
        return [*reversed(transfers), *(self._view(row) for row in events)]

    def _view(self, row: EventRow) -> TransferView:
        bank = str(row.body.get("bank", ""))
        books = self._books(bank)
        known = None
        if books is not None:
            from loc_desktop.bank.connector import transfers

            known = books.db.read(lambda connection: transfers.get(connection, row.id))
        if known is not None:
            return by_connector(known, self._names, bank)
        return by_ledger(row, self._names)

    def transfer(self, event: str) -> TransferView:
        """One of them. Raises KnownError ``ledger.unknown_event``."""
        row = self._index.event(event)
        if row is not None and row.kind in KINDS:
            return self._view(row)
        for item in self._connections.outbox_items(self._carrier.identity):
            if item.event == event and item.fn == "lock":
                return in_outbox(item, self._names)
        raise desk_error("ledger.unknown_event", id=event)


def _is_transfer_of(cc: Any, key: str) -> bool:
    event = cc["event"]
    return event["kind"] in ("asset.deposit", "asset.withdraw") and event["body"]["account"] == key


def _accounts_of(books: Books, person: str) -> list[BankAccount]:
    """The open accounts of a person (identity number)."""
    clients, _ = books.clients(person, 0, 10)
    own: list[BankAccount] = []
    for client in clients:
        if client.identity_number == normalise(person):
            accounts, _ = books.accounts(client.number, None, 0, 50)
            own += [
                account
                for account in accounts
                if account.client == client.number and account.status == "open"
            ]
    return own
