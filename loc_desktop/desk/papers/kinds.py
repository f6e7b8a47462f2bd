"""Which papers there are of an event, by its state and by who asks. Loads nothing that a start waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from loc_desktop.desk.values.event import APPLICATION

if TYPE_CHECKING:
    from loc_desktop.ledger.index.rows import EventRow

RECEIPTS: Final = {
    "loan.apply": "payout",
    "principal.repay": "payment",
    "interest.pay": "payment",
    "loan.prepay": "payment",
    "loan.collect": "payment",
    "asset.deposit": "deposit",
    "asset.withdraw": "withdrawal",
    "loan.refund": "refund",
}
"""Kinds of events and what their receipt is."""

OF_BOOKS: Final = ("statement", "cash", "demand")
"""What the bank's books say, not the ledger: checked by the register of the office that issued it."""


def kinds_of(row: EventRow | None, role: str) -> tuple[str, ...]:
    """What this role can make of the event (None: there is none). The dossier of an application opens for C,
    B, CAD and FD; an audit slip is of who grants."""
    if row is None:
        return ()
    executed = row.code == 0
    kinds: list[str] = []
    if row.kind == APPLICATION:
        if role != "R":
            kinds.append("application")
        if role in ("B", "CAD", "FD"):
            kinds.append("audit")
        if executed and role in ("C", "B"):
            kinds += ["contract", "note"]
        if executed:
            kinds.append("schedule")
    if executed and row.kind in RECEIPTS and role in ("C", "B", "FD"):
        kinds.append("receipt")
    return tuple(kinds)
