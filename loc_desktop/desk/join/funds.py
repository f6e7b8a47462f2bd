"""The first digital assets on a network that has none: what a bank lends, a department's budget.

On a network each step goes through the peer of whoever takes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from loc_desktop.app.bank_books import bank_system
from loc_desktop.desk.join import first_money
from loc_desktop.desk.join.same_height import wait_for_same_height
from loc_desktop.desk.signing.carrier import Carrier
from loc_desktop.desk.signing.request import lock_once
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.app.connections import Connections
    from loc_desktop.identity.model import Identity

_KEY = "first-assets"


def issue(connections: Connections, bank: Identity, amount: int, pin: str | None = None) -> None:
    """``amount`` fen for lending, paid into the bank's books and issued by the bank to itself, once in the
    identity's life.

    Raises the ledger's errors and KnownError ``keyring.*``, ``pin.*``, ``books.*``."""
    first_money.capital(connections, bank, amount, _KEY)
    _run(connections, "fund.issue", bank, bank, {"amount": amount, "bank": bank.key}, pin)


def deposit(connections: Connections, finance: Identity, bank: Identity, amount: int) -> None:
    """``amount`` fen of a finance department's budget become digital assets, once in the identity's life.
    Both are on this computer. Raises as :func:`issue`."""
    first_money.budget_account(connections, bank, finance, amount, _KEY)
    body = {"amount": amount, "bank": bank.key, "account": finance.key}
    _run(connections, "fund.deposit", finance, bank, body, None)


def _run(
    connections: Connections,
    kind: str,
    signer: Identity,
    bank: Identity,
    body: Mapping[str, Any],
    pin: str | None,
) -> None:
    """Lock an event of one signer; the bank's connector moves the money and grants it.

    The event's id follows from ledger, kind and signer and this folder's key, so it runs once, and goes on
    where it stopped.
    """
    mine, theirs = Carrier(connections, signer), Carrier(connections, bank)
    event_id = connections.folder.reference(f"first assets\n{signer.ledger}\n{kind}\n{signer.key}")
    lock_once(mine, kind, {**body, "transfer": event_id}, event_id, pin=pin)
    wait_for_same_height([mine.ledger, theirs.ledger])
    (moved,) = bank_system(connections, bank, pin).connector.process([event_id])
    if moved.state != "settled":
        raise desk_error("money.not_executed", tx_id=moved.tx_id, why=moved.why)
