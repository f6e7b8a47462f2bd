"""The money that a ledger begins with: the bank's books, its lending money and the department's budget
on the ledger, and the sample's customers with an account, some cash and the signed link between both sides.

Everything looks first whether it is there, so that a set-up that was interrupted goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from loc_desktop.app.bank_books import bank_system, books
from loc_desktop.bank.books.values import BankAccount, Kind
from loc_desktop.desk.join.same_height import wait_for_same_height
from loc_desktop.desk.signing.carrier import Carrier
from loc_desktop.desk.signing.linked_numbers import sealed_number
from loc_desktop.desk.signing.request import lock_once
from loc_desktop.desk.signing.result import OracleFinding, PreparedResult, send_result

if TYPE_CHECKING:
    from loc_desktop.app.connections import Connections
    from loc_desktop.bank.books.books import Books
    from loc_desktop.identity.model import Identity

RESERVE = 20_000_000_00
"""Fen of lending money that stays in the books, not on the ledger: 20 million yuan."""

CASH = 20_000_00
"""Fen that a sample customer brings to the counter: 20,000 yuan."""

BUDGET_TEXT = "财政贴息专户"


def fund(
    connections: Connections, ledger: str, identities: Mapping[str, Identity], lending: int, budget: int
) -> None:
    """``lending`` fen of the bank and ``budget`` fen of the finance department become digital assets, through
    the connector; as much again of the budget stays on its traditional account."""
    bank, finance = identities["B"], identities["FD"]
    capital(connections, bank, lending + RESERVE, "sample")
    budget_account(connections, bank, finance, 2 * budget, "sample")
    machine = bank_system(connections, bank).connector
    for signer, kind, amount in ((bank, "fund.issue", lending), (finance, "fund.deposit", budget)):
        event = fixed_id(connections, ledger, kind)
        body: dict[str, Any] = {"amount": amount, "bank": bank.key, "transfer": event}
        if kind == "fund.deposit":
            body["account"] = finance.key
        lock_once(Carrier(connections, signer), kind, body, event)
        machine.process([event])


def capital(connections: Connections, bank: Identity, amount: int, key: str) -> None:
    """The bank's books, with ``amount`` fen of lending money paid in, once by ``key``."""
    kept = books(connections, bank, create=True)
    kept.pay_in(kept.internal(Kind.LENDING), amount, f"{key}/capital", "capital paid in")


def budget_account(
    connections: Connections, bank: Identity, finance: Identity, amount: int, key: str
) -> BankAccount:
    """The finance department's account at the bank with ``amount`` fen paid in, once by ``key``; linked to
    its digital account by an event that the department signs and the bank grants."""
    kept = books(connections, bank)
    name = finance.organisation or finance.name
    treasury = _account(kept, name, f"FD-{finance.key[:12]}", Kind.BUDGET)
    kept.pay_in(treasury.number, amount, f"{key}/budget", BUDGET_TEXT)
    if treasury.linked:
        return treasury
    event = fixed_id(connections, finance.ledger, f"fund.link {finance.key}")
    own = Carrier(connections, finance)
    sealed = sealed_number(own, treasury.number, bank.key, finance)
    body = {"role": "FD", "account": finance.key, "bank": bank.key, "number": sealed}
    lock_once(own, "fund.link", body, event)
    wait_for_same_height([Carrier(connections, party).ledger for party in (finance, bank)])
    return bank_system(connections, bank).connector.link(event, number=treasury.number) or treasury


def set_budget(connections: Connections, finance: Identity, year: int, amount: int) -> None:
    """The department's subsidy budget of a year, until its last day."""
    carrier = Carrier(connections, finance)
    event = fixed_id(connections, finance.ledger, f"subsidy.budget {year}")
    body = {"department": finance.key, "year": year, "amount": amount, "deadline": f"{year}-12-31"}
    if lock_once(carrier, "subsidy.budget", body, event) == "unlocked":
        return
    locked = carrier.query("event", {"id": event})["cc"]["event"]
    result = PreparedResult(locked, "FD", finance.key, connections.clock(), OracleFinding("Pass"))
    send_result(carrier, result, carrier.user())


def open_customer(
    connections: Connections,
    bank: Identity,
    customer: Identity,
    name: str,
    identity_number: str,
    cash: int = CASH,
    phone: str = "",
    by: Identity | None = None,
) -> BankAccount:
    """A customer at the bank's counter: CIF, current account, cash paid in, and the link that the customer
    signs and the bank grants. ``by`` carries the event over its own connection (default: the customer)."""
    kept = books(connections, bank)
    account = _account(kept, name, identity_number, Kind.CURRENT, phone)
    if cash:
        kept.pay_in(account.number, cash, f"sample/cash/{account.number}", "cash paid in")
    if account.linked:
        return account
    event = fixed_id(connections, customer.ledger, f"account.link {customer.key}")
    carrier = Carrier(connections, by or customer)
    sealed = sealed_number(carrier, account.number, bank.key, customer)
    body = {"account": customer.key, "bank": bank.key, "number": sealed}
    lock_once(carrier, "account.link", body, event, signer=customer)
    return bank_system(connections, bank).connector.link(event, number=account.number) or account


def _account(kept: Books, name: str, person: str, kind: Kind, phone: str = "") -> BankAccount:
    client = kept.open_client(name, person, phone)
    known, _ = kept.accounts(client.number, kind, 0, 1)
    return known[0] if known else kept.open_account(client.number, kind)


def fixed_id(connections: Connections, ledger: str, what: str) -> str:
    """The id of an event of the set-up: always the same here, so that it executes once."""
    return connections.folder.reference(f"setup\n{ledger}\n{what}")
