"""Role B: the bank's customers and accounts, its day's end, arrears, the connector, reconciliation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop.desk.model import Cancelled, Progress, ToSign, never_cancelled, no_progress
from loc_desktop.desk.money_model import (
    ArrearsPage,
    Asked,
    BankAccount,
    ClerkReport,
    Client,
    ClientRow,
    DayReport,
    NoticeRow,
    Product,
    ReconcileView,
    Statement,
    TransferPage,
    TransferView,
)

if TYPE_CHECKING:
    from loc_desktop.desk.carry import Carrier
    from loc_desktop.desk.names import Names


class BankDesk:
    """The bank's own side: its books are on this computer. Raises KnownError ``books.*``, ``connector.*``."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        raise NotImplementedError

    # ------------------------------------------------------------------ customers and accounts

    def clients(
        self, *, text: str = "", start: int = 0, limit: int = 100
    ) -> tuple[tuple[ClientRow, ...], int]:
        """Customers by CIF number with their accounts, and how many match."""
        raise NotImplementedError

    def open_client(self, name: str, identity_number: str, phone: str = "", address: str = "") -> Client:
        """Raises KnownError ``client.invalid`` with the problems in params."""
        raise NotImplementedError

    def open_account(self, client: str) -> BankAccount:
        """A current account for a customer (CIF number)."""
        raise NotImplementedError

    def close_account(self, number: str) -> BankAccount:
        raise NotImplementedError

    def accounts(
        self, *, text: str = "", start: int = 0, limit: int = 100
    ) -> tuple[tuple[BankAccount, ...], int]:
        """All accounts, the bank's own included."""
        raise NotImplementedError

    def pay_in(self, number: str, amount: int, text: str = "") -> BankAccount:
        """Cash over the counter, fen; the account after it."""
        raise NotImplementedError

    def pay_out(self, number: str, amount: int, text: str = "") -> BankAccount:
        raise NotImplementedError

    def statement(self, number: str, start: str, end: str) -> Statement:
        """Both days included."""
        raise NotImplementedError

    def save_statement(self, number: str, start: str, end: str, file: Path, language: str = "zh") -> None:
        """As CSV or PDF, by the file's ending. Raises KnownError ``statement.*``."""
        raise NotImplementedError

    def products(self) -> tuple[Product, ...]:
        """The loan products on offer."""
        raise NotImplementedError

    def prepare_issue(self, amount: int) -> ToSign:
        """``fund.issue``: lending money from the books onto the ledger."""
        raise NotImplementedError

    def prepare_redeem(self, amount: int) -> ToSign:
        """``fund.redeem``: lending money off the ledger."""
        raise NotImplementedError

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> Asked:
        raise NotImplementedError

    # ------------------------------------------------------------------ the day's end and arrears

    def last_day(self) -> str:
        """The last day whose end was run, "" if none was."""
        raise NotImplementedError

    def due_days(self) -> int:
        """How many days' ends are to be run until yesterday."""
        raise NotImplementedError

    def run_day(
        self,
        day: str = "",
        *,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
        pin: str | None = None,
    ) -> DayReport:
        """The end of a day ("" = today): accrual, due notices, collection, arrears, classification. Again:
        nothing changes."""
        raise NotImplementedError

    def run_days(
        self,
        until: str = "",
        *,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
        pin: str | None = None,
    ) -> tuple[DayReport, ...]:
        """Every day from the last one to ``until`` ("" = today)."""
        raise NotImplementedError

    def notices(self, day: str = "") -> tuple[NoticeRow, ...]:
        """The due notices of a day ("" = the last one that was run)."""
        raise NotImplementedError

    def collections(self, *, tier: str = "", text: str = "", start: int = 0, limit: int = 100) -> ArrearsPage:
        """Loans that are late, worst first, and the sums of all five tiers."""
        raise NotImplementedError

    # ------------------------------------------------------------------ connector and reconciliation

    def monitor(
        self, *, states: Sequence[str] = (), text: str = "", start: int = 0, limit: int = 100
    ) -> TransferPage:
        """Every transfer through the connector, newest first; ``states`` as in the views."""
        raise NotImplementedError

    def transfer(self, event: str) -> TransferView:
        raise NotImplementedError

    def recover(self, *, pin: str | None = None) -> ClerkReport:
        """Go on with everything that waits: new requests, and what a crash or an absent ledger left."""
        raise NotImplementedError

    def reconcile(self) -> ReconcileView:
        """Books against ledger, now."""
        raise NotImplementedError
