"""A bank with books and customers on an embedded ledger, on disk, so that another process can open it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from loc_desktop.bank.books.books import Books
from loc_desktop.bench.harm.bank_world import CASH as CASH
from loc_desktop.bench.harm.bank_world import CHANNEL as CHANNEL
from loc_desktop.bench.harm.bank_world import LENDING as LENDING
from loc_desktop.bench.harm.bank_world import SEALED as SEALED
from loc_desktop.bench.harm.bank_world import BankWorld
from loc_desktop.bench.harm.bank_world import signer as signer
from loc_desktop.clock import now as now
from loc_desktop.contract.state import Json
from tests.support.rules import dear_document


class World(BankWorld):
    """With rules by which loans bear more than the shipped ones allow."""

    @classmethod
    def create(
        cls,
        folder: Path,
        customers: int = 1,
        config: Mapping[str, Json] | None = None,
        rules: Json = None,
    ) -> Self:
        """A funded bank; every customer has an account, linked and with ``CASH`` on it."""
        return super().create(folder, customers, config, rules or dear_document())

    def loan(self, name: str, amount: int = 1_000_000, months: int = 12, at: str = "", hint: int = 0) -> str:
        """A loan that is paid out to ``name``; its id."""
        outcome = self.run(
            name, "loan.apply", at, amount=amount, months=months, product="poverty-micro", bank=self.key("B"),
            payee=self.key(name), dossier=SEALED, commitment="0" * 64, hint=hint,
        )  # fmt: skip
        assert outcome["code"] == 0, outcome
        return str(outcome["event"])


def tier_changes(books: Books, loan: str) -> list[tuple[str, str]]:
    """(before, after) of a loan's tiers as the books keep them, oldest first."""
    query = "SELECT before, after FROM tier_change WHERE loan = ? ORDER BY day"
    return books.db.read(
        lambda connection: [(row[0], row[1]) for row in connection.exec_driver_sql(query, (loan,))]
    )


def states(transfers: Sequence[Any]) -> list[str]:
    return [transfer.state for transfer in transfers]
