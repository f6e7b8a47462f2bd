"""Role FD: the subsidy budget, refunds that wait, and the run at expiry."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from loc_desktop.bank.books import account_numbers as numbers
from loc_desktop.contract.client import new_id
from loc_desktop.desk.granting.oracle_checks import budget_of
from loc_desktop.desk.signing.linked_numbers import linked_number, sealed_number
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.values.case import Case, GrantReport, ToSign
from loc_desktop.desk.values.event import RequestStatus
from loc_desktop.desk.values.grant import ServiceCase
from loc_desktop.desk.values.subsidy import BudgetView, ExpiryReport, ExpiryRow, SubsidyRow
from loc_desktop.desk.values.work import Cancelled, Progress, RowFailure, never_cancelled, no_progress
from loc_desktop.errors import KnownError
from loc_desktop.loan.calendar import add_months, parse_day
from loc_desktop.loan.money import capitals
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import yuan

if TYPE_CHECKING:
    from loc_desktop.desk.granting.grants import Grants
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names

KIND = "loan.refund"
_PAGE = 500
_YEARS = 10
"""How far ahead a budget can be set."""


class Subsidies:
    """What a finance department does with interest."""

    def __init__(self, carrier: Carrier, names: Names, grants: Grants) -> None:
        self._carrier = carrier
        self._names = names
        self._grants = grants
        self._requests = Requests(carrier, names)

    @property
    def _today(self) -> date:
        return self._carrier.today

    def balance(self) -> int:
        """Fen on the department's digital account."""
        return int(self._carrier.query("account", {"key": self._carrier.identity.key})["total"])

    # ------------------------------------------------------------------ the budget

    def budget(self, year: int = 0) -> BudgetView | None:
        """Of a year (0 = this one); None where none was set: then only the account's balance is the limit."""
        wanted = year or self._today.year
        budget = budget_of(self._carrier, wanted)
        if budget is None:
            return None
        return BudgetView(wanted, budget["amount"], budget["left"], budget["deadline"], budget["event"])

    def prepare_budget(self, year: int, amount: int, deadline: str) -> ToSign:
        """Set or change a year's budget. Raises KnownError ``subsidy.year``, ``subsidy.deadline``,
        ``subsidy.amount``."""
        now = self._today.year
        if not now <= year <= now + _YEARS:
            raise desk_error("subsidy.year", year=year)
        if amount < 0:
            raise desk_error("subsidy.amount")
        try:
            fits = parse_day(deadline).year >= year
        except ValueError:
            fits = False
        if not fits:
            raise desk_error("subsidy.deadline", deadline=deadline[:40], year=year)
        body = {
            "department": self._carrier.identity.key, "year": year, "amount": amount, "deadline": deadline,
        }  # fmt: skip
        params: dict[str, str | int] = {
            "year": str(year), "amount": amount, "capitals": capitals(amount), "deadline": deadline,
        }  # fmt: skip
        return self._requests.prepare("subsidy.budget", body, Sentence("ask.subsidy.budget", params))

    def prepare_deposit(self, amount: int, bank: str = "") -> ToSign:
        """``fund.deposit``: money of the budget account at ``bank`` ("" = the only one) becomes digital."""
        return self._prepare_transfer("fund.deposit", amount, bank)

    def prepare_withdraw(self, amount: int, bank: str = "") -> ToSign:
        """``fund.withdraw``: assets that ``bank`` ("" = the only one) issued go back to the budget account
        there. Raises KnownError ``money.amount``, ``money.funds``."""
        view = self._carrier.query("account", {"key": self._carrier.identity.key})
        held = view["by_issuer"].get(self._bank(bank), 0)
        if held < amount:
            raise desk_error("money.funds", side="digital", held=yuan(held), needed=yuan(amount))
        return self._prepare_transfer("fund.withdraw", amount, bank, role="FD")

    def _prepare_transfer(self, kind: str, amount: int, bank: str, **more: str) -> ToSign:
        if amount <= 0:
            raise desk_error("money.amount")
        event, chosen = new_id(), self._bank(bank)
        account = self._carrier.identity.key
        body = {"amount": amount, "bank": chosen, "account": account, "transfer": event, **more}
        params: dict[str, str | int] = {
            "amount": amount, "capitals": capitals(amount), "bank": self._names.party(chosen, "B").name,
        }  # fmt: skip
        return self._requests.prepare(kind, body, Sentence(f"ask.{kind}", params), event=event)

    def _bank(self, bank: str) -> str:
        return bank or str(self._carrier.member("B")["key"])

    # ------------------------------------------------------------------ the budget account at the bank

    def links(self) -> tuple[str, ...]:
        """The numbers of the traditional accounts that are linked to the department's digital account."""
        return tuple(self._links().values())

    def _links(self) -> dict[str, str]:
        """The numbers by the tags that stand for them on the ledger."""
        own = self._carrier.identity
        links = self._carrier.query("account", {"key": own.key})["links"]
        return {link["link"]: linked_number(self._carrier, link, own) for link in links}

    def prepare_link(self, number: str, bank: str = "", *, end: bool = False) -> ToSign:
        """``fund.link``: the budget account ``number`` at ``bank`` belongs to this digital account; ``end``:
        ``fund.unlink``. Raises KnownError ``money.number``, ``money.linked``, ``money.not_linked``."""
        plain = numbers.normalise(number)
        why = numbers.problem(plain)
        if why:
            raise desk_error("money.number", number=number[:40], why=why)
        own, chosen = self._carrier.identity, self._bank(bank)
        tag = next((tag for tag, known in self._links().items() if known == plain), "")
        if bool(tag) != end:
            raise desk_error("money.not_linked" if end else "money.linked", number=plain)
        kind = "fund.unlink" if end else "fund.link"
        named = {"link": tag} if end else {"number": sealed_number(self._carrier, plain, chosen, own)}
        body = {"role": "FD", "account": own.key, "bank": chosen, **named}
        params: dict[str, str | int] = {
            "number": numbers.grouped(plain), "bank": self._names.party(chosen, "B").name,
        }  # fmt: skip
        return self._requests.prepare(kind, body, Sentence(f"ask.{kind}", params))

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> RequestStatus:
        """As :meth:`loc_desktop.desk.servicing.accounts.CustomerAccounts.submit`."""
        return self._requests.submit(prepared, pin)

    # ------------------------------------------------------------------ refunds

    def waiting(self, *, early: bool = False) -> tuple[ServiceCase, ...]:
        """Refunds that wait for the department, oldest first, checked: those whose settlement day has come
        (the programme settles by quarter), with ``early`` also the others.
        """
        return tuple(case for case in self._grants.waiting(KIND) if early or self._settles(case))

    def _settles(self, case: Case) -> bool:
        """Whether the settlement day of a refund's interest has come."""
        return isinstance(case, ServiceCase) and case.settles <= self._today.isoformat()

    def grant_all(
        self,
        events: Sequence[str] | None = None,
        *,
        early: bool = False,
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> GrantReport:
        """Decide these refunds as checked (None: all of :meth:`waiting`)."""
        return self._grants.decide(
            events,
            kind=KIND,
            only=lambda case: early or self._settles(case),
            pin=pin,
            progress=progress,
            cancelled=cancelled,
        )

    # ------------------------------------------------------------------ expiry

    def expiring(self, *, on: str = "", only: Collection[str] | None = None) -> tuple[ExpiryRow, ...]:
        """Loans that have expired by a day ("" = today) with interest for the department to pay."""
        return tuple(self._expired(date.fromisoformat(on) if on else self._today, only))

    def _expired(self, day: date, only: Collection[str] | None) -> Iterator[ExpiryRow]:
        index = self._carrier.connections.index(self._carrier.identity.ledger)
        moved = self._rescheduled()
        before: int | None = None
        while True:
            page = index.loans(before=before, limit=_PAGE)
            for row in page.rows:
                ends = add_months(self._carrier.paid_out(row), row.months)
                wanted = only is None or row.id in only
                due = ends <= day or row.id in moved
                if wanted and due and row.status in ("active", "written_off"):
                    expired = self._expiry(row.id, day)
                    if expired is not None:
                        yield expired
            if page.next is None:
                return
            before = page.next

    def _rescheduled(self) -> set[str]:
        """Loans that may end on another day than they were paid out for."""
        index = self._carrier.connections.index(self._carrier.identity.ledger)
        loans: set[str] = set()
        before: int | None = None
        while True:
            page = index.events(kind="loan.reschedule", status="unlocked", before=before, limit=_PAGE)
            loans.update(row.loan for row in page.rows)
            if page.next is None:
                return loans
            before = page.next

    def _expiry(self, loan: str, day: date) -> ExpiryRow | None:
        try:
            view = self._carrier.query("loan", {"id": loan, "on": day.isoformat()})
        except KnownError as error:
            if error.code == "contract.denied":
                return None
            raise
        amount = view["position"]["finance_due"]
        if not amount or view["finance"] != self._carrier.identity.key:
            return None
        return ExpiryRow(
            loan,
            self._names.party(view["payee"], "C"),
            self._names.party(view["bank"], "B"),
            view["schedule"][-1]["due"],
            amount,
            view["outstanding"],
        )

    def prepare_expiry(self, row: ExpiryRow) -> ToSign:
        """``interest.repay`` of one loan: query it, repay its interest to the bank."""
        body = {
            "loan": row.loan,
            "amount": row.amount,
            "payer": self._carrier.identity.key,
            "bank": row.bank.key,
        }
        params: dict[str, str | int] = {
            "loan": row.loan,
            "amount": row.amount,
            "capitals": capitals(row.amount),
            "bank": row.bank.name,
            "customer": row.customer.name,
        }
        return self._requests.prepare("interest.repay", body, Sentence("ask.interest.repay", params))

    def run_expiry(
        self,
        *,
        only: Collection[str] | None = None,
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> ExpiryReport:
        """``interest.repay`` for each of them (``only``: of these loans). Run again: what is paid is not paid
        twice."""
        rows = self.expiring(only=only)
        failed: list[RowFailure] = []
        paid = amount = looked_at = 0
        progress(0, len(rows))
        for row in rows:
            if cancelled():
                break
            looked_at += 1
            try:
                self._requests.submit(self.prepare_expiry(row), pin)
                paid += 1
                amount += row.amount
            except KnownError as error:
                failed.append(RowFailure.of(looked_at, row.loan, error))
            progress(looked_at, len(rows))
        return ExpiryReport(len(rows), paid, amount, tuple(failed), looked_at < len(rows))

    # ------------------------------------------------------------------ what was paid

    def paid(self) -> tuple[SubsidyRow, ...]:
        """What was subsidised by month, newest first."""
        index = self._carrier.connections.index(self._carrier.identity.ledger)
        sums: dict[str, tuple[int, int]] = {}
        for kind in (KIND, "interest.repay"):
            before: int | None = None
            while True:
                page = index.events(
                    party=self._carrier.identity.key, kind=kind, status="unlocked", before=before, limit=_PAGE
                )
                for row in page.rows:
                    if row.body.get("payer") == self._carrier.identity.key:
                        month = f"{self._carrier.value_day(row):%Y-%m}"
                        amount, count = sums.get(month, (0, 0))
                        sums[month] = (amount + (row.amount or 0), count + 1)
                if page.next is None:
                    break
                before = page.next
        return tuple(SubsidyRow(month, *sums[month]) for month in sorted(sums, reverse=True))
