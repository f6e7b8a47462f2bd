"""Reconciliation: traditional + in transit + digital of an issuer, against what the ledger says at a block.

Money that is between the two (the ledger has executed a deposit that the books have not settled yet, or the
books hold a withdrawal that the ledger has not executed yet) is counted on both sides; ``between`` is that
sum, and every such transfer is listed. What is left over is a difference, and each is named by its transfer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from loc_desktop.bank.books.books import Books, money_in
from loc_desktop.bank.books.values import BooksMoney
from loc_desktop.bank.connector import transfers
from loc_desktop.bank.connector.values import Difference, Transfer
from loc_desktop.bank.ports import ReadingPort
from loc_desktop.bank.trouble import of_difference

_LOOKS: Final = 5


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The result for one issuer; amounts in fen, ``block`` the ledger's newest. ``moving``: transfers went on
    while it was made, so that it should be made again.
    """

    bank: str
    name: str
    block: int
    money: BooksMoney
    digital_ledger: int
    between: int
    open: tuple[Transfer, ...]
    differences: tuple[Difference, ...]
    moving: bool = False

    @property
    def difference_fen(self) -> int:
        """Traditional + in transit + digital on the ledger, less what came from outside: 0."""
        money = self.money
        return money.traditional + money.transit + self.digital_ledger - self.between - money.vault

    @property
    def good(self) -> bool:
        return not self.differences and not self.difference_fen

    def to_json(self) -> dict[str, Any]:
        money = self.money
        return {
            "bank": self.bank,
            "name": self.name,
            "block": self.block,
            "outside": money.vault,
            "traditional": money.traditional,
            "in_transit": money.transit,
            "digital_books": money.digital,
            "digital_ledger": self.digital_ledger,
            "between": self.between,
            "difference_fen": self.difference_fen,
            "moving": self.moving,
            "open": [
                {
                    "event": transfer.event,
                    "key": transfer.key,
                    "kind": transfer.kind,
                    "amount": transfer.amount,
                    "state": transfer.state,
                    "where": transfer.where,
                    "trouble": transfer.trouble.to_json() if transfer.trouble else None,
                }
                for transfer in self.open
            ],
            "differences": [
                {
                    "kind": difference.kind,
                    "event": difference.event,
                    "key": difference.key,
                    "books": difference.books,
                    "ledger": difference.ledger,
                    "code": difference.what.code,
                    "params": dict(difference.what.params),
                }
                for difference in self.differences
            ],
            "good": self.good,
        }


@dataclass(frozen=True, slots=True)
class _Snapshot:
    money: BooksMoney
    transfers: Mapping[str, Transfer]


def reconcile(books: Books, ledger: ReadingPort, user: Any) -> Reconciliation:
    """Compare a bank's books with the ledger. ``user`` may read as the bank (or as the regulator).

    Raises the ledger's errors and BooksError.
    """
    snapshot, height, executed, issuer, moving = _look(books, ledger, user)
    for _ in range(_LOOKS - 1):
        if not moving:
            break
        snapshot, height, executed, issuer, moving = _look(books, ledger, user)
    differences = [Difference("books", "", "", 0, 0, what) for what in books.check()]
    if issuer["difference"]:
        what = of_difference("lots", missing=issuer["difference"])
        issued = issuer["issued"] - issuer["redeemed"]
        differences.append(Difference("ledger", "", "", issued, issuer["digital"], what))
    named, between = _compare(snapshot, executed)
    differences += named
    held = sum(transfer.amount for transfer in snapshot.transfers.values() if _in_transit(transfer))
    if held != snapshot.money.transit:
        what = of_difference("transit", books=snapshot.money.transit, transfers=held)
        differences.append(Difference("transit", "", "", snapshot.money.transit, held, what))
    explained = sum(difference.ledger - difference.books for difference in named)
    expected = snapshot.money.digital + between + explained
    if expected != issuer["digital"]:
        what = of_difference("total", ledger=issuer["digital"], books=expected)
        differences.append(Difference("total", "", "", expected, issuer["digital"], what))
    waiting = tuple(transfer for transfer in snapshot.transfers.values() if not transfer.final)
    return Reconciliation(
        books.bank,
        books.name,
        height - 1,
        snapshot.money,
        issuer["digital"],
        between,
        waiting,
        tuple(differences),
        moving,
    )


def _look(
    books: Books, ledger: ReadingPort, user: Any
) -> tuple[_Snapshot, int, Mapping[str, Mapping[str, Any]], Mapping[str, Any], bool]:
    """Both sides, and whether something moved meanwhile."""
    args = {"bank": books.bank}
    height, snapshot = ledger.height(), books.db.read(_snapshot)
    executed = {
        transfer["event"]: transfer for transfer in ledger.evaluate("query", ["transfers", args], user)
    }
    issuer = ledger.evaluate("query", ["issuer", args], user)
    moving = ledger.height() != height or books.db.read(_snapshot) != snapshot
    return snapshot, height, executed, issuer, moving


def _snapshot(connection: Connection) -> _Snapshot:
    return _Snapshot(money_in(connection), transfers.all_of(connection))


def _in_transit(transfer: Transfer) -> bool:
    return bool(transfer.hold) and not (transfer.settle or transfer.reverse)


def _compare(
    snapshot: _Snapshot, executed_by_event: Mapping[str, Mapping[str, Any]]
) -> tuple[Sequence[Difference], int]:
    """Differences by transfer, and what is counted on both sides."""
    differences: list[Difference] = []
    between = 0
    for event, transfer in snapshot.transfers.items():
        executed = executed_by_event.get(event)
        sign = 1 if transfer.inward else -1
        ledger = sign * executed["amount"] if executed else 0
        if _in_transit(transfer):
            # Taken off the digital assets at the hold of a withdrawal, put onto them when a deposit settles.
            between += ledger if transfer.inward else transfer.amount + ledger
            booked = ledger
        else:
            booked = sign * transfer.amount if transfer.state == "settled" else 0
        if booked == ledger:
            continue
        if not executed:
            what = of_difference("not_executed", kind=transfer.kind, amount=transfer.amount)
            differences.append(Difference("not_executed", event, transfer.key, booked, ledger, what))
        elif not booked:
            what = of_difference(
                "not_booked", kind=transfer.kind, amount=executed["amount"], state=transfer.state
            )
            differences.append(Difference("not_booked", event, transfer.key, booked, ledger, what))
        else:
            what = of_difference("amount", kind=transfer.kind, books=abs(booked), ledger=abs(ledger))
            differences.append(Difference("amount", event, transfer.key, booked, ledger, what))
    for event, executed in executed_by_event.items():
        if event not in snapshot.transfers:
            ledger = executed["amount"] if executed["op"] == "issue" else -executed["amount"]
            what = of_difference("unknown", kind=executed["kind"], amount=executed["amount"])
            differences.append(Difference("not_booked", event, executed["transfer"], 0, ledger, what))
    return differences, between
