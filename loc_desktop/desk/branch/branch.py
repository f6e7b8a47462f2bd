"""Role B: the bank's customers and accounts, its day's end, arrears, the connector, reconciliation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop import file_causes
from loc_desktop.app.bank_books import bank_system, has_books, house_books
from loc_desktop.bank.books import statements
from loc_desktop.bank.books.slip_values import Deed
from loc_desktop.bank.books.values import BankAccount, Client, Statement
from loc_desktop.contract.client import new_id
from loc_desktop.desk.branch.arrears import Arrears
from loc_desktop.desk.branch.automation import automation_of
from loc_desktop.desk.branch.counter_slips import CounterSlips
from loc_desktop.desk.branch.day_end import BankDay, failed_day
from loc_desktop.desk.granting.account_ownership import learn_owner
from loc_desktop.desk.servicing import transfers
from loc_desktop.desk.servicing.calculation import Calculation, Sketch, calculate
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.values.branch import (
    ClientRow,
    DayPlan,
    DayReport,
    IssueCap,
    NoticeRow,
    ReconcileView,
)
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import RequestStatus
from loc_desktop.desk.values.field_checks import check_identity_number, check_text
from loc_desktop.desk.values.grant import AutomationReport
from loc_desktop.desk.values.transfer import TransferPage, TransferView
from loc_desktop.desk.values.work import Cancelled, Progress, never_cancelled, no_progress
from loc_desktop.errors import KnownError, Money
from loc_desktop.identity.files import write_private
from loc_desktop.ledger.api import ConnectError
from loc_desktop.loan.identity_number import normalise
from loc_desktop.loan.money import capitals
from loc_desktop.loan.products import Product
from loc_desktop.loan.replay import ReplayEvent
from loc_desktop.texts.errors import desk_error, invalid
from loc_desktop.texts.sentence import FieldProblem, Sentence

if TYPE_CHECKING:
    from loc_desktop.bank.books.books import Books
    from loc_desktop.bank.connector.values import Transfer
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names


class Branch:
    """The bank's own side: its books are on this computer. Raises KnownError ``books.*``, ``connector.*``."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._connections = carrier.connections
        self._identity = carrier.identity
        self._names = names
        self._requests = Requests(carrier, names)

    @property
    def _books(self) -> Books:
        return house_books(self._connections, self._identity)

    @cached_property
    def counter(self) -> CounterSlips:
        """Cash, reversals, accounts closed, and what a second person releases."""
        return CounterSlips(self._carrier)

    @cached_property
    def day(self) -> BankDay:
        """The day's end and its notices."""
        return BankDay(self._carrier, self._names)

    @cached_property
    def arrears(self) -> Arrears:
        """Loans that are late as a list of work; non-accrual and provisions."""
        return Arrears(self._carrier, self._names, self.day.sync)

    # ------------------------------------------------------------------ books

    @property
    def has_books(self) -> bool:
        """False on a computer without this bank's books. Fast."""
        return has_books(self._connections, self._identity)

    # ------------------------------------------------------------------ customers and accounts

    def clients(
        self, *, text: str = "", start: int = 0, limit: int = 100
    ) -> tuple[tuple[ClientRow, ...], int]:
        """Customers by CIF number with their accounts, and how many match."""
        kept = self._books
        clients, total = kept.clients(text, start, limit)
        rows = []
        for client in clients:
            accounts, _ = kept.accounts(client.number, None, 0, 50)
            own = tuple(account for account in accounts if account.client == client.number)
            for account in own:
                learn_owner(self._names, kept, account.digital_key, account.number)
            rows.append(ClientRow(client, own))
        return tuple(rows), total

    def open_client(self, name: str, identity_number: str, phone: str = "", address: str = "") -> Client:
        """Raises KnownError ``client.invalid`` with the problems in params."""
        problems: list[FieldProblem] = [
            *check_text("name", name, 60, needed=True),
            *check_identity_number(identity_number, self._carrier.today),
            *check_text("phone", phone, 40),
            *check_text("address", address, 200),
        ]
        if problems:
            raise invalid("client.invalid", problems)
        number = normalise(identity_number)
        return self._books.open_client(name.strip(), number, phone.strip(), address.strip())

    def open_account(self, client: str) -> BankAccount:
        """A current account for a customer (CIF number)."""
        return self._books.open_account(client)

    def accounts(
        self, *, text: str = "", start: int = 0, limit: int = 100
    ) -> tuple[tuple[BankAccount, ...], int]:
        """All accounts, the bank's own included."""
        rows, total = self._books.accounts(text, None, start, limit)
        return tuple(rows), total

    def pay_in(self, number: str, amount: int, text: str = "") -> BankAccount:
        """Cash over the counter up to the limit, fen; the account after it. Raises KnownError
        ``counter.second``."""
        return self._cash(Deed.CASH_IN, number, amount, text)

    def pay_out(self, number: str, amount: int, text: str = "") -> BankAccount:
        """As :meth:`pay_in`, out. Raises KnownError ``books.funds``."""
        return self._cash(Deed.CASH_OUT, number, amount, text)

    def _cash(self, deed: Deed, number: str, amount: int, text: str) -> BankAccount:
        slip = self.counter.prepare_cash(deed, number, amount, text)
        if slip.second:
            raise desk_error("counter.second", limit=self.counter.limit())
        self.counter.enter(slip)
        return self._books.account(number)

    def statement(self, number: str, start: str, end: str) -> Statement:
        """Both days included."""
        return self._books.statement(number, start, end)

    def save_statement(self, number: str, start: str, end: str, file: Path, language: str = "zh") -> None:
        """As CSV. Raises KnownError ``statement.file``."""
        told = self.statement(number, start, end)
        tongue: statements.Language = "en" if language == "en" else "zh"
        # With a byte order mark, so that spreadsheets read the Chinese.
        content = statements.to_csv(told, tongue).encode("utf-8-sig")
        try:
            write_private(file, content)
        except OSError as error:
            raise desk_error("statement.file", file=file.name, why=file_causes.of_error(error)) from error

    def products(self) -> tuple[Product, ...]:
        """The loan products on offer, by the rules on the ledger."""
        return tuple(self._carrier.rulebook().products.values())

    def calculate(self, sketch: Sketch, events: Sequence[ReplayEvent] = ()) -> Calculation:
        """What a loan would be, by the rules on the ledger. Raises KnownError ``form.invalid``."""
        return calculate(self._carrier.rulebook(), sketch, events)

    # ------------------------------------------------------------------ lending money on the ledger

    def prepare_issue(self, amount: int) -> ToSign:
        """``fund.issue``: lending money from the books onto the ledger."""
        return self._fund("fund.issue", amount)

    def prepare_redeem(self, amount: int) -> ToSign:
        """``fund.redeem``: lending money off the ledger."""
        return self._fund("fund.redeem", amount)

    def prepare_cap(self, amount: int, reason: str) -> ToSign:
        """``fund.cap``: another cap on what is issued and not redeemed; R grants it."""
        if amount <= 0:
            raise desk_error("money.amount")
        if not reason.strip():
            raise desk_error("loan.text")
        body = {"amount": amount, "bank": self._identity.key, "reason": reason.strip()}
        params: dict[str, str | int] = {
            "amount": amount,
            "capitals": capitals(amount),
            "reason": reason.strip(),
        }
        return self._requests.prepare("fund.cap", body, Sentence("ask.fund.cap", params))

    def issue_cap(self) -> IssueCap | None:
        """How much the bank may have issued and not redeemed, and how much it has; None while the ledger is
        away."""
        try:
            return self._issue_cap()
        except ConnectError:
            return None

    def _issue_cap(self) -> IssueCap:
        cap = self._carrier.query("cap", {"bank": self._identity.key})
        return IssueCap(cap["cap"], cap["outstanding"])

    def _fund(self, kind: str, amount: int) -> ToSign:
        if amount <= 0:
            raise desk_error("money.amount")
        event = new_id()
        body = {"amount": amount, "bank": self._identity.key, "transfer": event}
        params: dict[str, str | int] = {"amount": amount, "capitals": capitals(amount)}
        return self._requests.prepare(kind, body, Sentence(f"ask.{kind}", params), event=event)

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> RequestStatus:
        """Sign, send, and let the connector go on with it."""
        return self._requests.submit(prepared, pin)

    # ------------------------------------------------------------------ the day's end

    def last_day(self) -> str:
        """The last day whose end was run, "" if none was."""
        return self.day.last()

    def due_days(self) -> int:
        """How many days' ends are to be run until yesterday."""
        return self.day.due()

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
        return self.day.run(day, progress=progress, cancelled=cancelled, pin=pin)

    def run_days(
        self,
        until: str = "",
        *,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
        pin: str | None = None,
    ) -> tuple[DayReport, ...]:
        """Every day after the last one, or of a bank that never ran one from its first payout on, to
        ``until`` ("" = today), each with its collections; ``progress`` counts days. What stops it after the
        first day is the last report's ``trouble``."""
        end = date.fromisoformat(until) if until else self._carrier.today
        self._carrier.catch_up()
        start = self.day.first()
        days = [start + timedelta(days=step) for step in range((end - start).days + 1)]
        reports: list[DayReport] = []
        progress(0, len(days))
        for day in days:
            if cancelled():
                break
            try:
                reports.append(self.day.run(day.isoformat(), cancelled=cancelled, pin=pin))
            except KnownError as error:
                if not reports or error.money is Money.UNKNOWN:
                    raise
                if error.money is Money.STANDS:  # a file of this computer, after the ledger had committed
                    self._connections.asides.tell(error)
                reports.append(failed_day(day.isoformat(), error.trouble))
                break
            progress(len(reports), len(days))
        return tuple(reports)

    def plan_days(self, until: str = "") -> DayPlan:
        """What :meth:`run_days` would do, or :meth:`run_day` of one day."""
        return self.day.plan(until)

    def notices(self, day: str = "") -> tuple[NoticeRow, ...]:
        """The due notices of a day ("" = the last one that was run)."""
        return self.day.notices(day)

    # ------------------------------------------------------------------ connector and reconciliation

    def monitor(
        self, *, states: Sequence[str] = (), text: str = "", start: int = 0, limit: int = 100
    ) -> TransferPage:
        """Every transfer through the connector, newest first; ``states`` as in the views."""
        system = bank_system(self._connections, self._identity)
        rows, total = system.connector.transfers(states, text, start, limit)
        following = start + len(rows)
        shown = tuple(self._view(row) for row in rows)
        return TransferPage(shown, total, following if following < total else None)

    def _view(self, row: Transfer) -> TransferView:
        learn_owner(self._names, self._books, row.digital, row.account)
        return transfers.by_connector(row, self._names, self._identity.key)

    def transfer(self, event: str) -> TransferView:
        """Raises KnownError ``ledger.unknown_event``."""
        row = bank_system(self._connections, self._identity).connector.transfer(event)
        if row is None:
            raise desk_error("ledger.unknown_event", id=event)
        return self._view(row)

    def recover(self, *, pin: str | None = None) -> AutomationReport:
        """Go on with everything that waits: new requests, and what a crash or an absent ledger left."""
        return automation_of(self._connections, self._identity).step(pin, recover=True)

    def reconcile(self) -> ReconcileView:
        """Books against ledger, now."""
        reconciliation = bank_system(self._connections, self._identity).reconcile()
        money = reconciliation.money
        return ReconcileView(
            bank=self._names.party(reconciliation.bank, "B"),
            block=reconciliation.block,
            outside=money.vault,
            traditional=money.traditional,
            in_transit=money.transit,
            digital_books=money.digital,
            digital_ledger=reconciliation.digital_ledger,
            between=reconciliation.between,
            difference=reconciliation.difference_fen,
            good=reconciliation.good,
            moving=reconciliation.moving,
            open=tuple(self._view(transfer) for transfer in reconciliation.open),
            differences=tuple(reconciliation.differences),
        )
