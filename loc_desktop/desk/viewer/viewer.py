"""Everyone: the ledger's blocks, transactions and events in business words, traces, accounts, fund flow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from loc_desktop.app.values import Party
from loc_desktop.bank.books.account_numbers import grouped
from loc_desktop.contract.flows import replaced_in
from loc_desktop.desk.signing.event_stage import signed_of
from loc_desktop.desk.signing.linked_numbers import linked_number
from loc_desktop.desk.values.account import Account, AccountLot
from loc_desktop.desk.values.field_checks import read_day
from loc_desktop.desk.values.fund_flow import FlowEdge, FundFlow
from loc_desktop.desk.values.ledger import (
    BlockPage,
    BlockRow,
    EventDetail,
    SearchQuery,
    SignatureLine,
    TransactionDetail,
    TransactionPage,
    TransactionRow,
)
from loc_desktop.desk.values.trace import Attempt, AttemptTrace
from loc_desktop.desk.viewer.transaction_sentences import TransactionSentences
from loc_desktop.errors import KnownError
from loc_desktop.ledger.index.rows import Query
from loc_desktop.loan.calendar import day_begins
from loc_desktop.loan.money import AmountError, parse_yuan
from loc_desktop.script.canonical import pretty
from loc_desktop.script.evaluate import Trace
from loc_desktop.script.items import ShapeError
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.ledger.api import Transaction
    from loc_desktop.ledger.index.index import Index
    from loc_desktop.ledger.index.rows import EntryRow, EventRow

_UNLOCKS = ("unlock", "unlock_many")
_ID_START = re.compile(r"[0-9a-fA-F]{6,64}")
"""What may be the beginning of an id: any six characters or more find it."""

_AMOUNT = re.compile(r"[\d ,.\u00a0\u2009\u202f]{1,14}\Z", re.ASCII)
_NAMED = 200
"""Customers whom a searched name may mean."""


class Viewer:
    """What this identity may see of the ledger. Pages come from the index, details from the ledger itself.

    A transaction that carries several events (unlock_many) has a row for each of them.
    """

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names
        self._sentences: TransactionSentences | None = None

    @property
    def _index(self) -> Index:
        return self._carrier.connections.index(self._carrier.identity.ledger)

    def _rows(self, entries: Sequence[EntryRow]) -> tuple[TransactionRow, ...]:
        if self._sentences is None:
            self._sentences = TransactionSentences(self._index, self._names)
        return self._sentences.rows(entries)

    # ------------------------------------------------------------------ pages

    def blocks(self, *, before: Any = None, limit: int = 100) -> BlockPage:
        """Newest first; ``before`` is the ``next`` of the page before."""
        page = self._index.blocks(before, limit)
        rows = tuple(BlockRow(row.number, row.at, row.hash, row.transactions) for row in page.rows)
        return BlockPage(rows, page.total, page.next)

    def transactions(self, block: int) -> TransactionPage:
        """All transactions of a block, in order."""
        rows = self._rows(self._index.entries(block))
        return TransactionPage(rows, len(rows), None)

    def recent(self, *, before: Any = None, limit: int = 100) -> TransactionPage:
        """All transactions, newest first."""
        return self.search(SearchQuery(), after=before, limit=limit)

    def search(self, query: SearchQuery, *, after: Any = None, limit: int = 100) -> TransactionPage:
        """Newest first. A text that looks like a date or an amount is searched as one, unless an id begins
        with it."""
        page = self._index.search(self._query(query), after, limit)
        return TransactionPage(self._rows(page.rows), page.total, page.next)

    def _query(self, query: SearchQuery) -> Query:
        text = query.text.strip()
        since, until = self._from(query.since), self._to(query.until)
        least, most = query.amount_from, query.amount_to
        parties: tuple[str, ...] = (query.party,) if query.party else ()
        if _ID_START.fullmatch(text) and self._index.search(Query(text=text), None, 1).total:
            pass  # also where it is all digits, or a part of somebody's pseudonym
        elif read_day(text) is not None:
            since, until, text = self._from(text), self._to(text), ""
        elif (amount := _as_amount(text)) is not None:
            least, most, text = amount, amount, ""
        elif text and not parties and (keys := self._keys_named(text)):
            parties, text = keys, ""
        return Query(
            text=text,
            parties=parties,
            kind=query.kind,
            status=query.status,
            amount_from=least,
            amount_to=most,
            since=since,
            until=until,
        )

    def _from(self, text: str) -> str:
        """The first second of the day ``text`` in the ledger's zone; "" stays open."""
        return self._begins(read_day(text), 0)

    def _to(self, text: str) -> str:
        """The exclusive end of a range that includes the day ``text``; "" stays open."""
        return self._begins(read_day(text), 1)

    def _begins(self, day: date | None, after: int) -> str:
        """The first second of the day so many days after ``day``; "" where a calendar has none."""
        try:
            return day_begins(day + timedelta(days=after), self._carrier.zone) if day else ""
        except OverflowError:
            return ""

    def _keys_named(self, text: str) -> tuple[str, ...]:
        """Customers whom this identity knows by a name with ``text`` in it; the index has pseudonyms only."""
        keys = [*self._names.named(text)]
        if self._carrier.identity.role == "C":
            customers = self._carrier.connections.counter(self._carrier.identity).customers(text, 0, _NAMED)
            keys.extend(customer.key for customer in customers)
        return tuple(dict.fromkeys(keys))[:_NAMED]

    # ------------------------------------------------------------------ details

    def transaction(self, tx_id: str) -> TransactionDetail:
        """Raises KnownError ``ledger.unknown_transaction``."""
        transaction = self._carrier.ledger.transaction(tx_id)
        if transaction is None:
            raise desk_error("ledger.unknown_transaction", id=tx_id)
        rows = self._rows(self._index.entries_of(tx_id))
        row = rows[0] if rows else self._bare_row(transaction)
        return TransactionDetail(
            row=row,
            caller=self._names.party(transaction.caller.key, transaction.caller.role),
            signatures=tuple(self._signatures(transaction)),
            endorsements=tuple(
                (endorsement.organisation, endorsement.value) for endorsement in transaction.endorsements
            ),
            traced=tuple(entry.event for entry in rows if entry.fn in _UNLOCKS and entry.code is not None),
            raw=pretty(
                transaction.raw
                if transaction.raw is not None
                else {"fn": transaction.fn, "args": list(transaction.args)}
            ),
            validation=transaction.validation,
        )

    def _bare_row(self, transaction: Transaction) -> TransactionRow:
        """For a transaction that the index has not taken in yet."""
        sentence = Sentence("tx.other", {"fn": transaction.fn})
        return TransactionRow(
            transaction.id,
            transaction.block,
            transaction.position,
            transaction.at,
            transaction.fn,
            "",
            "",
            None,
            None,
            transaction.valid,
            sentence,
        )

    def _signatures(self, transaction: Transaction) -> Iterator[SignatureLine]:
        for item in _signed_items(transaction.fn, transaction.args):
            party = self._names.party(str(item.get("key", "")), str(item.get("role", "")))
            result = item.get("type") == "oracle"
            yield SignatureLine(
                party,
                "oracle result" if result else "event",
                str(item.get("verdict", "")),
                str(item.get("at", "")) if result else "",
                str(item.get("value", "")),
            )

    def event(self, event: str) -> EventDetail:
        """Raises KnownError ``ledger.unknown_event``."""
        row = self._event_row(event)
        entries = self._index.entries_about(event)
        rows = self._rows(entries)
        told = next((told_row.sentence for told_row in rows if told_row.fn == "lock"), None)
        lock = self._carrier.ledger.transaction(row.tx)
        return EventDetail(
            event=row.id,
            kind=row.kind,
            at=row.at,
            status=row.status,
            sentence=self._with_substitutes(told or rows[0].sentence, row),
            signed=signed_of(row, self._names),
            waits_for=self._names.party(row.next.key, row.next.role) if row.next else None,
            grantors=tuple(self._names.party(seat.key, seat.role) for seat in row.grantors),
            transactions=rows,
            attempts=_attempts(entries),
            dossier_sealed=row.sealed,
            raw=pretty(lock.args[0]) if lock is not None else "",
        )

    def _with_substitutes(self, sentence: Sentence, row: EventRow) -> Sentence:
        """What is said of an event, with who signs as whose substitute."""
        pairs = tuple(
            Sentence(
                "event.instead_of",
                {
                    "other": self._names.party(row.grantors[place].key).name,
                    "name": self._names.party(member).name,
                },
            )
            for place, member in replaced_in(row.body).items()
        )
        for pair in pairs:
            sentence = Sentence("event.instead", {"said": sentence, "instead": pair})
        return sentence

    def _event_row(self, event: str) -> EventRow:
        row = self._index.event(event)
        if row is None:
            raise desk_error("ledger.unknown_event", id=event)
        return row

    def trace(self, event: str, attempt: int | None = None) -> AttemptTrace:
        """The trace of an unlock attempt (None: the last one), as the ledger committed it.

        Raises KnownError ``ledger.unknown_event``, ``trace.none``, ``trace.damaged``.
        """
        row = self._event_row(event)
        entries = self._index.entries_about(event)
        attempts = _attempts(entries)
        if not attempts or (attempt is not None and not 1 <= attempt <= len(attempts)):
            raise desk_error("trace.none", event=event)
        chosen = attempts[-1 if attempt is None else attempt - 1]
        ledger = self._carrier.ledger
        locked, tried = ledger.transaction(row.tx), ledger.transaction(chosen.tx_id)
        if locked is None or tried is None:
            raise desk_error("trace.none", event=event)
        cc = locked.args[0]
        uc, compact = _attempted(tried, event, chosen.code)
        try:
            trace = Trace.from_compact(cc, uc, compact)
        except (ShapeError, KeyError, TypeError, ValueError) as error:
            raise desk_error("trace.damaged", event=event) from error
        keys = {seat.key: seat.role for seat in (*row.signers, *row.grantors)}
        for item in _signed_items(tried.fn, (uc,) if tried.fn == "unlock" else ([uc],)):
            keys.setdefault(str(item.get("key", "")), str(item.get("role", "")))
        for name in ("source", "target"):
            if getattr(row, name):
                keys.setdefault(getattr(row, name), "")
        told = self._rows([entry for entry in entries if entry.fn == "lock"][:1])
        sentence = self._with_substitutes(told[0].sentence, row)
        return AttemptTrace(event, sentence, chosen, attempts, trace, self._names.parties(keys, keys))

    # ------------------------------------------------------------------ accounts and flows

    def account(self, key: str = "") -> Account:
        """One account ("" = mine). Raises the contract's refusal as KnownError."""
        key = key or self._carrier.identity.key
        return self.account_of(self._carrier.query("account", {"key": key}))

    def account_of(self, view: Mapping[str, Any]) -> Account:
        """An account from the contract's view of it."""
        issuers = self._names.parties(view["by_issuer"])
        lots = tuple(
            AccountLot(self._names.party(lot["issuer"], "B"), lot["event"], lot["amount"], lot["value"])
            for lot in view["lots"]
        )
        return Account(
            party=self._names.party(view["account"], view["role"]),
            balance=view["total"],
            by_issuer=tuple((issuers[issuer], amount) for issuer, amount in view["by_issuer"].items()),
            lots=lots,
            links=tuple(self._link(link) for link in view["links"]),
            status=str(view.get("status", "active")),
        )

    def _link(self, link: Mapping[str, str]) -> str:
        """A linked account's number, grouped, or the short form for who may not know it."""
        return grouped(linked_number(self._carrier, link, self._carrier.identity))

    def accounts(self, *, start: int = 0, limit: int = 100) -> tuple[Account, ...]:
        """The accounts that this identity may see: its own, its customers', for R all; a page of them."""
        accounts = []
        for key in self._account_keys()[start : start + limit]:
            try:
                accounts.append(self.account(key))
            except KnownError as error:
                if error.code not in ("contract.denied", "contract.not_found"):
                    raise
        return tuple(accounts)

    def _account_keys(self) -> list[str]:
        identity, index = self._carrier.identity, self._index
        keys = [identity.key]
        if identity.role == "R":
            for role in ("B", "FD", "C"):
                keys.extend(member.key for member in index.members(role))
        elif identity.role == "C" and identity.registrar:
            keys.extend(
                customer.key
                for customer in self._carrier.connections.counter(identity).customers("", 0, 10_000)
            )
        elif identity.role == "B":
            before: int | None = None
            while True:
                page = index.loans(bank=identity.key, before=before, limit=1000)
                keys.extend(loan.customer for loan in page.rows)
                if page.next is None:
                    break
                before = page.next
        return list(dict.fromkeys(keys))

    def fund_flow(self, *, since: str = "", until: str = "", party: str = "", limit: int = 40) -> FundFlow:
        """Executed payments summed by payer and payee, the largest ``limit``; dates, ``until`` included."""
        rows = self._index.flows(since=self._from(since), until=self._to(until), party=party, limit=limit)
        parties = self._names.parties([key for row in rows for key in (row.source, row.target)])
        edges = tuple(
            FlowEdge(parties[row.source], parties[row.target], row.amount, row.count, row.event)
            for row in rows
        )
        return FundFlow(tuple(parties.values()), edges)

    def members(self) -> tuple[Party, ...]:
        """Who belongs to the network, in the order of registration."""
        rows = self._index.members()
        return tuple(self._names.parties([row.key for row in rows]).values())

    def name(self, key: str) -> Party:
        """Whose key this is, with the name that this identity may see."""
        return self._names.party(key)


def _attempts(entries: Sequence[EntryRow]) -> tuple[Attempt, ...]:
    tried = [entry for entry in entries if entry.fn in _UNLOCKS and entry.code is not None]
    return tuple(
        Attempt(number, entry.tx, entry.block, entry.at, entry.code or 0)
        for number, entry in enumerate(tried, 1)
    )


def _attempted(tried: Transaction, event: str, code: int) -> tuple[Any, Any]:
    """The unlocking code and compact trace of an attempt on ``event`` in a committed transaction."""
    if tried.fn == "unlock":
        return tried.args[0], (tried.result or {}).get("trace", {})
    for uc, answer in zip(tried.args[0], tried.result or (), strict=False):
        if answer.get("event") == event and answer.get("code") == code:
            return uc, answer["trace"]
    raise desk_error("trace.none", event=event)


def _signed_items(fn: str, args: Sequence[Any]) -> list[dict[str, Any]]:
    """The signatures and oracle results in a transaction's arguments. Anything odd in them is left out."""
    items: list[Any] = []
    try:
        if fn == "lock":
            items.extend(args[0]["event"]["signatures"])
        elif fn == "grant":
            items.append(args[1])
        elif fn in _UNLOCKS:
            for uc in [args[0]] if fn == "unlock" else args[0]:
                items.extend(uc["event"]["signatures"])
                items.extend(uc["results"])
    except (KeyError, TypeError, IndexError):
        pass
    return [item for item in items if isinstance(item, dict)]


def _as_amount(text: str) -> int | None:
    """Yuan, where the text is short enough not to be the beginning of an id."""
    if not text or not _AMOUNT.match(text) or (len(text) > 8 and text.isdigit()):
        return None
    try:
        return parse_yuan(text)
    except AmountError:
        return None
