"""``loc-desktop reconcile``: the bank's books against the ledger."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loc_desktop.errors import KnownError
from loc_desktop.loan.money import yuan_text
from loc_desktop.paths import data_dir

if TYPE_CHECKING:
    from loc_desktop.bank.reconcile import Reconciliation
    from loc_desktop.contract.state import Caller
    from loc_desktop.ledger.embedded import EmbeddedLedger

DESCRIPTION = """\
For every bank whose books are in the data folder (books-*.sqlite): traditional accounts + money in transit +
digital assets, against what the ledger says at its newest block; every difference is named by its transfer.
Needs no key. Exit 0 if all agree, 1 on any difference."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = DESCRIPTION
    parser.add_argument("--books", metavar="FILE", type=Path, help="one bank's books instead of all")
    parser.add_argument("--ledger", metavar="PATH", type=Path, help="the embedded ledger's file")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")


def run(args: argparse.Namespace) -> int:
    from loc_desktop.bank.books import Books
    from loc_desktop.bank.reconcile import reconcile
    from loc_desktop.contract.state import Caller
    from loc_desktop.ledger.embedded import EmbeddedLedger

    files = [args.books] if args.books else sorted(data_dir().glob("books-*.sqlite"))
    if not files:
        raise KnownError(
            "reconcile.no_books",
            "There are no bank's books in the data folder.",
            "Choose the bank's data folder with --home, or its books with --books.",
        )
    found: list[Reconciliation] = []
    with EmbeddedLedger(args.ledger or data_dir() / "ledger.sqlite") as ledger:
        for file in files:
            books = Books(file)
            try:
                # Who can read the books may read what the ledger says about them: as the bank itself.
                found.append(reconcile(books, _As(ledger, Caller("", "B", books.bank)), None))
            finally:
                books.close()
    good = all(one.good for one in found)
    if args.json:
        total = sum(one.difference_fen for one in found)
        issuers = [one.to_json() for one in found]
        print(json.dumps({"good": good, "difference_fen": total, "issuers": issuers}, ensure_ascii=False))
    else:
        print("\n\n".join(_text(one) for one in found))
    return 0 if good else 1


class _As:
    """An embedded ledger read in a caller's name: its file is on this computer, no signature is needed."""

    def __init__(self, ledger: EmbeddedLedger, caller: Caller) -> None:
        self._ledger = ledger
        self._caller = caller

    def evaluate(self, fn: str, args: list[Any], user: Any) -> Any:
        return self._ledger.evaluate_as(self._caller, fn, args)

    def height(self) -> int:
        return self._ledger.height()


def _text(one: Reconciliation) -> str:
    money = one.money
    lines = [
        f"{one.name or one.bank}, block {one.block}",
        f"  traditional accounts   {yuan_text(money.traditional, ','):>20}",
        f"  in transit             {yuan_text(money.transit, ','):>20}",
        f"  digital, on the ledger {yuan_text(one.digital_ledger, ','):>20}",
        f"  counted on both sides  {yuan_text(-one.between, ','):>20}",
        f"  from outside           {yuan_text(money.vault, ','):>20}",
        f"  difference             {yuan_text(one.difference_fen, ','):>20} yuan",
    ]
    lines += [f"  open: {transfer.event}: {transfer.sentence()}" for transfer in one.open]
    lines += [f"  difference: {found.event or found.kind}: {found.what.what}" for found in one.differences]
    if one.moving:
        lines.append("  Transfers went on meanwhile: run it again.")
    if one.good:
        lines.append("  Everything agrees.")
    return "\n".join(lines)
