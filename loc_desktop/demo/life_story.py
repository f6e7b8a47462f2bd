"""Who does what in the demonstration's story of the loans' lives: two years, or one day."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from loc_desktop.bank.books.slip_values import LIMIT
from loc_desktop.demo.loan_lives import CALENDAR, DAYS, SERVICED, Life
from loc_desktop.demo.step_progress import StepProgress
from loc_desktop.desk.branch.day_end import BankDay
from loc_desktop.desk.join import first_money
from loc_desktop.desk.servicing.loan_lines import refundable_of
from loc_desktop.desk.signing.signers import Customers
from loc_desktop.loan.calendar import add_months

if TYPE_CHECKING:
    from loc_desktop.desk.values.case import ToSign
    from loc_desktop.desk.values.loan import LoanDetail, Quote
    from loc_desktop.desk.workplace import Workplace

REFUND_DAYS = 91
EXPIRY_DAYS = 20
LATE_DAYS = 62
"""After so many days a loan that is paid by the month, but is not paid, is late."""

RESCHEDULED, CHALLENGED, ANSWERED, UPHELD, PREPAID = 20, 45, 50, 55, 200
"""The days on which a long loan is shortened, the regulator asks, the bank answers, the regulator decides, a
customer prepays."""

SHORT_MONTHS = 12
"""A loan that is to expire within the story runs at most so long."""

_CASH = 20_000_00
_PAGE = 500


class Story(ABC):
    """The shortest loan falls into arrears, the longest is challenged, the one before it is prepaid; of the
    others every second customer pays by hand, the rest is collected from the linked account."""

    def __init__(self, workplace: Workplace, serviced: int) -> None:
        self.workplace = workplace
        self.counter = workplace.desk_of("C")
        self.bank = workplace.desk_of("B")
        self.finance = workplace.desk_of("FD")
        self.regulator = workplace.desk_of("R")
        self.life = Life()
        self.loans = self._chosen(serviced)
        self.life.serviced = len(self.loans)
        self.late = self.loans[0] if self.loans else ""
        self.asked_about = self.loans[-1] if len(self.loans) > 1 else ""
        self.prepaid = self.loans[-2] if len(self.loans) > 2 else ""
        self.by_hand = self.loans[1:-2:2]
        self.day_end = BankDay(self.bank.carrier, self.bank.names, self.loans)
        self._dues: dict[str, list[str]] = {}
        self._challenge = ""

    @abstractmethod
    def run(self, tell: StepProgress, days: int) -> None:
        """Let the time pass, up to ``days``."""

    def _chosen(self, serviced: int) -> list[str]:
        """The shortest loans, so that one has expired within the story; one for each customer."""
        index = self.workplace.connections.index(self.bank.carrier.identity.ledger)
        candidates: list[tuple[int, int, str]] = []
        seen: set[str] = set()
        before: int | None = None
        while True:
            page = index.loans(
                bank=self.bank.carrier.identity.key, status="active", before=before, limit=_PAGE
            )
            for row in page.rows:
                if row.customer not in seen:
                    seen.add(row.customer)
                    candidates.append((row.months, row.amount, row.id))
            if page.next is None:
                break
            before = page.next
        candidates.sort()
        return [loan for _, _, loan in candidates[:serviced]]

    # ------------------------------------------------------------------ before the first day

    def prepare(self, tell: StepProgress) -> None:
        """Accounts at the bank with some cash; money where each customer wants it."""
        connections = self.workplace.connections
        customers = Customers(self.counter.carrier)
        counter = self.counter.carrier.identity
        for number, loan in enumerate(self.loans, 1):
            detail = self.counter.loans.loan(loan)
            key = detail.line.customer.key
            known = connections.counter(self.counter.carrier.identity).customer(key=key)
            name, person = (known.name, known.identity_number) if known else (detail.line.customer.name, key)
            account = first_money.open_customer(
                connections,
                self.bank.carrier.identity,
                customers.identity(key),
                name,
                person,
                _CASH,
                by=counter,
            )
            self._dues[loan] = [row.due for row in detail.schedule]
            self._place_money(loan, detail)
            if loan == self.late:
                # Everything is taken out in cash and gone: nothing can be collected.
                held = self.bank.branch.statement(account.number, "2000-01-01", "9999-12-31").closing
                for part in (LIMIT,) * (held // LIMIT) + (held % LIMIT,):
                    if part:  # above the limit a second person would have to release it
                        self.bank.branch.pay_out(account.number, part)
            tell("accounts", number, len(self.loans))

    def _place_money(self, loan: str, detail: LoanDetail) -> None:
        money, key = self.counter.accounts, detail.line.customer.key
        bank = detail.line.bank.key
        if loan in self.by_hand or loan == self.prepaid:
            # Who pays by hand needs the interest on the digital account as well.
            interest = sum(row.interest for row in detail.schedule)
            self._submit(money.prepare_deposit(interest, bank, key))
            self.life.deposits += 1
        elif loan != self.asked_about:
            self._submit(money.prepare_withdraw(detail.line.amount, bank, key))
            self.life.withdrawals += 1

    def _submit(self, prepared: ToSign) -> None:
        self.counter.accounts.submit(prepared)

    # ------------------------------------------------------------------ what happens

    def _set_budget(self, year: int) -> None:
        subsidy = self.finance.subsidy
        if subsidy.budget() is None:
            amount = subsidy.balance()
            subsidy.submit(subsidy.prepare_budget(year, amount, f"{year}-12-31"))

    def _pay(self, loan: str, *, interest_only: bool = False) -> None:
        """What is due, or the current instalment, or of it the interest alone."""
        loans = self.counter.loans
        view = loans.view(loan)
        if view["status"] == "active":
            amount = view["position"]["payable_interest"] if interest_only else None
            self._paid(loans.quote(loan, amount))

    def _prepay(self) -> None:
        loans = self.counter.loans
        if self.prepaid and loans.view(self.prepaid)["status"] == "active":
            self._paid(loans.quote_prepay(self.prepaid))
            self.life.prepaid += 1

    def _paid(self, quote: Quote) -> None:
        loans = self.counter.loans
        loans.submit(loans.prepare(quote))
        self.life.repayments += 1
        self.life.repaid_fen += quote.amount

    def _refund(self) -> None:
        """Whoever has paid interest of ended periods asks for it; the finance department decides on all, not
        waiting for the quarter's settlement day: the story does not come by all of them.
        """
        loans = self.counter.loans
        for loan in self.loans:
            if refundable_of(loans.view(loan)):
                loans.submit(loans.prepare(loans.quote_refund(loan)))
        before = self.finance.subsidy.balance()
        self.life.refunds += self.finance.subsidy.grant_all(early=True).executed
        self.life.refunded_fen += before - self.finance.subsidy.balance()

    def _ask_about(self, until: str) -> None:
        mine = self.regulator.challenges
        customer = str(self.counter.loans.view(self.asked_about)["payee"])
        reason = "The loan was not used for its purpose."
        mine.submit(mine.prepare_raise("loan", self.asked_about, customer, reason, until))
        self._challenge = next(
            challenge.id for challenge in mine.all(status="open") if challenge.target == self.asked_about
        )
        self.life.challenges += 1

    def _answer(self) -> None:
        theirs = self.counter.challenges
        theirs.submit(theirs.prepare_answer(self._challenge, "The household has built a house with it."))

    def _uphold(self) -> None:
        mine, second = self.regulator.challenges, self.finance.carrier.identity.key
        ruling = "The loan is to be taken back."
        mine.submit(mine.prepare_decide(self._challenge, "upheld", "reversal", ruling, second))
        self._agree("challenge.decide")
        self.life.upheld += 1
        self.life.reversed_fen += self.counter.loans.view(self.asked_about)["outstanding"]
        mine.submit(mine.prepare_reverse(self._challenge, second))
        self._agree("challenge.reverse")

    def _agree(self, kind: str) -> None:
        """The second authority, the finance department, agrees to what takes money."""
        grants = self.finance.grants
        for case in grants.waiting(kind):
            grants.sign(grants.prepare(case))

    def _end_of_day(self, today: str) -> None:
        report = self.day_end.run(today)
        self.life.collected += report.collected
        self.life.collected_fen += report.collected_fen
        self.life.tiers = report.tiers

    # ------------------------------------------------------------------ at the end

    def finish(self) -> None:
        """What is late, and whether books and ledger agree."""
        late = self.day_end.arrears(limit=_PAGE)
        self.life.arrears = late.total
        self.life.arrears_fen = sum(row.overdue for row in late.rows)
        reconciliation = self.bank.branch.reconcile()
        self.life.difference = reconciliation.difference
        self.life.reconciled = reconciliation.good


class Years(Story):
    """Day by day, on a ledger where events count at their own time."""

    _year = 0

    def run(self, tell: StepProgress, days: int) -> None:
        needed = {"deposits": 1, "upheld": UPHELD, "arrears": LATE_DAYS, "repayments": LATE_DAYS}
        needed |= {"refunds": REFUND_DAYS}
        many = len(self.loans) >= 4  # with fewer not everyone has a part
        self.life.expected = tuple(name for name, least in needed.items() if many and days >= least)
        for day in range(1, days + 1):
            self.one_day(day)
            tell("days", day, days)

    def one_day(self, day: int) -> None:
        """By day the customers, at its end the bank; now and then the departments."""
        today = self.workplace.walk(1)
        year = date.fromisoformat(today).year
        if year != self._year:
            self._year = year
            self._set_budget(year)
        for loan in (*self.by_hand, self.prepaid):
            if loan and today in self._dues[loan]:
                self._pay(loan)
        if day == PREPAID:
            self._prepay()
        if day == RESCHEDULED and len(self._dues[self.late]) > SHORT_MONTHS:
            self._shorten()
        self._challenge_on(day, today)
        self._end_of_day(today)
        if day % REFUND_DAYS == 0:
            self._refund()
        if day % EXPIRY_DAYS == 0:
            self._expire()
        self.life.days = day

    def _shorten(self) -> None:
        """The customer who will not pay asks for a shorter term; the bank and the department agree."""
        loans = self.counter.loans
        loans.submit(loans.prepare_reschedule(self.late, SHORT_MONTHS, "The animals are to be sold early."))
        for desk in (self.bank.grants, self.finance.grants):
            for case in desk.waiting("loan.reschedule"):
                desk.sign(desk.prepare(case))
        self.life.rescheduled += 1

    def _expire(self) -> None:
        expired = self.finance.subsidy.run_expiry(only=self.loans)
        self.life.expired += expired.paid
        self.life.expired_fen += expired.amount

    def _challenge_on(self, day: int, today: str) -> None:
        if self.asked_about and day == CHALLENGED:
            self._ask_about(_in_a_year(today))
        elif self.asked_about and day == ANSWERED:
            self._answer()
        elif self.asked_about and day == UPHELD:
            self._uphold()


class OneDay(Story):
    """Today, on a ledger that follows the calendar: what can live in a day."""

    def run(self, tell: StepProgress, days: int) -> None:
        """``days`` does not matter: there is one."""
        self.life.note = CALENDAR
        parts = ("deposits", "upheld", "repayments", "prepaid")
        self.life.expected = parts if len(self.loans) >= 4 else ()
        today = self.workplace.today
        self._set_budget(date.fromisoformat(today).year)
        steps: tuple[Callable[[], None], ...] = (
            self._pay_ahead,
            self._prepay,
            lambda: self._challenge_today(today),
            lambda: self._end_of_day(today),
        )
        for position, step in enumerate(steps):
            tell("the day", position, len(steps))
            step()
        tell("the day", len(steps), len(steps))
        self.life.days = 1

    def _pay_ahead(self) -> None:
        """The first instalment, its interest first."""
        for loan in self.by_hand:
            self._pay(loan, interest_only=True)
            self._pay(loan)

    def _challenge_today(self, today: str) -> None:
        if self.asked_about:
            self._ask_about(_in_a_year(today))
            self._answer()
            self._uphold()


def _in_a_year(today: str) -> str:
    """The first of this month in the next year."""
    return add_months(date.fromisoformat(today), 12, day=1).isoformat()


def live(workplace: Workplace, tell: StepProgress, serviced: int = SERVICED, days: int = DAYS) -> Life:
    """Let up to ``serviced`` of the paid out loans live for ``days``, or for today where the ledger follows
    the calendar. Raises KnownError."""
    story = (Years if workplace.can_walk else OneDay)(workplace, serviced)
    if story.loans:
        story.prepare(tell)
        story.run(tell, days)
        story.finish()
    return story.life
