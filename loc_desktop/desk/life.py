"""The loans' lives in the demonstration: two years of days' ends, repayments by hand and by collection,
refunds, a loan into arrears and its expiry, a challenge upheld.

Told day by day on the sample's ledger, where events count at their own time. A few loans of all are serviced,
as many as :data:`SERVICED`; the others are left as they were paid out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from loc_desktop.desk import setup_money
from loc_desktop.desk.bank_day import BankDay
from loc_desktop.desk.customers import Customers
from loc_desktop.desk.loan_lines import refundable_of
from loc_desktop.desk.words import yuan

if TYPE_CHECKING:
    from loc_desktop.desk.model import ToSign
    from loc_desktop.desk.money_model import LoanDetail
    from loc_desktop.desk.workplace import Workplace

SERVICED = 24
DAYS = 730
REFUND_DAYS = 91
EXPIRY_DAYS = 30
RESCHEDULED, CHALLENGED, ANSWERED, UPHELD, PREPAID = 20, 45, 50, 55, 365
"""The days on which a long loan is shortened, the regulator asks, the bank answers, the regulator decides, a
customer prepays."""

SHORT_MONTHS = 12
"""A loan that is to expire within the story runs at most so long."""

_CASH = 20_000_00
_PAGE = 500

Tell = Callable[[str, int, int], None]


@dataclass(slots=True)
class Life:
    """What happened. Counts, and fen where the name says so."""

    serviced: int = 0
    days: int = 0
    repayments: int = 0
    repaid_fen: int = 0
    collected: int = 0
    collected_fen: int = 0
    refunds: int = 0
    refunded_fen: int = 0
    expired: int = 0
    expired_fen: int = 0
    rescheduled: int = 0
    deposits: int = 0
    withdrawals: int = 0
    arrears: int = 0
    arrears_fen: int = 0
    tiers: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    challenges: int = 0
    upheld: int = 0
    reversed_fen: int = 0
    difference: int = 0
    reconciled: bool = True

    @property
    def good(self) -> bool:
        """Books and ledger agree to the fen, and what was to happen has happened."""
        few = self.serviced < 4  # too few for the whole story
        told = few or (self.arrears == 1 and self.upheld == 1 and self.refunds > 0)
        return self.reconciled and not self.difference and told

    def to_json(self) -> dict[str, Any]:
        """What ``demo --headless --json`` prints of it."""
        return {
            "conservation_difference_fen": self.difference,
            "reconciled": self.reconciled,
            "serviced": self.serviced,
            "days": self.days,
            "repayments": self.repayments,
            "repaid_fen": self.repaid_fen,
            "collections": self.collected,
            "collected_fen": self.collected_fen,
            "rescheduled": self.rescheduled,
            "deposits": self.deposits,
            "withdrawals": self.withdrawals,
            "refunds": self.refunds,
            "refunded_fen": self.refunded_fen,
            "expired": self.expired,
            "expired_fen": self.expired_fen,
            "arrears": self.arrears,
            "arrears_fen": self.arrears_fen,
            "tiers": {tier: count for tier, (count, _) in self.tiers.items()},
            "challenges": self.challenges,
            "challenges_upheld": self.upheld,
            "reversed_fen": self.reversed_fen,
        }

    def story(self) -> list[str]:
        """For a person, in English."""
        if not self.serviced:
            return ["No loan was paid out, so none was serviced."]
        return [
            f"{self.serviced:,} of the loans then lived through {self.days:,} days:",
            f"  paid by hand  {self.repayments:>7,}   {yuan(self.repaid_fen)} yuan",
            f"  collected     {self.collected:>7,}   {yuan(self.collected_fen)} yuan from linked accounts",
            f"  refunds       {self.refunds:>7,}   {yuan(self.refunded_fen)} yuan interest given back",
            f"  at expiry     {self.expired:>7,}   {yuan(self.expired_fen)} yuan interest paid to the bank",
            f"  in arrears    {self.arrears:>7,}   {yuan(self.arrears_fen)} yuan overdue",
            f"  challenges    {self.challenges:>7,}   {self.upheld} upheld, {yuan(self.reversed_fen)} yuan",
            f"Books and ledger differ by {self.difference} fen"
            f"{'' if self.reconciled else ': THEY DO NOT AGREE'}.",
        ]


def live(workplace: Workplace, tell: Tell, serviced: int = SERVICED, days: int = DAYS) -> Life:
    """Let up to ``serviced`` of the paid out loans live for ``days``. Raises KnownError."""
    story = _Story(workplace, serviced)
    if story.loans:
        story.prepare(tell)
        for day in range(1, days + 1):
            story.one_day(day)
            tell("days", day, days)
        story.finish()
    return story.life


class _Story:
    """Who does what. The first loan falls into arrears, the second is challenged, the third prepaid; of the
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
        self.asked_about = self.loans[1] if len(self.loans) > 1 else ""
        self.prepaid = self.loans[2] if len(self.loans) > 2 else ""
        self.by_hand = set(self.loans[3::2])
        self.day_end = BankDay(self.bank.carrier, self.bank.names, self.loans)
        self._dues: dict[str, list[str]] = {}
        self._year = ""
        self._challenge = ""

    def _chosen(self, serviced: int) -> list[str]:
        """The shortest loans first, so that one has expired within the story; one for each customer."""
        index = self.workplace.place.index(self.bank.carrier.identity.ledger)
        found: list[tuple[int, str]] = []
        seen: set[str] = set()
        before: int | None = None
        while True:
            page = index.loans(
                bank=self.bank.carrier.identity.key, status="active", before=before, limit=_PAGE
            )
            for row in page.rows:
                if row.customer not in seen:
                    seen.add(row.customer)
                    found.append((row.months, row.id))
            if page.next is None:
                break
            before = page.next
        found.sort()
        return [loan for _, loan in found[:serviced]]

    # ------------------------------------------------------------------ before the first day

    def prepare(self, tell: Tell) -> None:
        """Accounts at the bank with some cash; money where each customer wants it."""
        place = self.workplace.place
        customers = Customers(self.counter.carrier)
        user = self.counter.carrier.user()
        for number, loan in enumerate(self.loans, 1):
            detail = self.counter.loans.loan(loan)
            key = detail.line.customer.key
            known = place.counter(self.counter.carrier.identity).customer(key=key)
            name, person = (known.name, known.identity_number) if known else (detail.line.customer.name, key)
            account = setup_money.open_customer(
                place, self.bank.carrier.identity, customers.identity(key), name, person, _CASH, user=user
            )
            self._dues[loan] = [row.due for row in detail.schedule]
            self._place_money(loan, detail)
            if loan == self.late:
                # Everything is taken out in cash and gone: nothing can be collected.
                held = self.bank.bank.statement(account.number, "2000-01-01", "9999-12-31").closing
                self.bank.bank.pay_out(account.number, held)
            tell("accounts", number, len(self.loans))

    def _place_money(self, loan: str, detail: LoanDetail) -> None:
        money, key = self.counter.money, detail.line.customer.key
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
        self.counter.money.submit(prepared)

    # ------------------------------------------------------------------ a day

    def one_day(self, day: int) -> None:
        """By day the customers, at its end the bank; now and then the departments."""
        today = self.workplace.walk(1)
        if today[:4] != self._year:
            self._year = today[:4]
            self._set_budget(today)
        for loan in self.by_hand | {self.prepaid}:
            if loan and today in self._dues[loan]:
                self._pay(loan)
        if day == PREPAID and self.prepaid:
            self._prepay()
        if day == RESCHEDULED and len(self._dues[self.late]) > SHORT_MONTHS:
            self._shorten()
        self._challenge_on(day, today)
        report = self.day_end.run(today)
        self.life.collected += report.collected
        self.life.collected_fen += report.collected_fen
        self.life.tiers = report.tiers
        if day % REFUND_DAYS == 0:
            self._refund()
        if day % EXPIRY_DAYS == 0:
            self._expire()
        self.life.days = day

    def _set_budget(self, today: str) -> None:
        subsidy = self.finance.subsidy
        if subsidy.budget() is None:
            amount = subsidy.balance()
            subsidy.submit(subsidy.prepare_budget(int(today[:4]), amount, f"{today[:4]}-12-31"))

    def _shorten(self) -> None:
        """The customer who will not pay asks for a shorter term, and the bank agrees."""
        loans, grants = self.counter.loans, self.bank.grants
        loans.submit(loans.prepare_reschedule(self.late, SHORT_MONTHS, "The animals are to be sold early."))
        for case in grants.waiting("loan.reschedule"):
            grants.sign(grants.prepare(case))
        self.life.rescheduled += 1

    def _pay(self, loan: str) -> None:
        loans = self.counter.loans
        if loans.view(loan)["status"] != "active":
            return
        quote = loans.quote(loan)
        loans.submit(loans.prepare(quote))
        self.life.repayments += 1
        self.life.repaid_fen += quote.amount

    def _prepay(self) -> None:
        loans = self.counter.loans
        if loans.view(self.prepaid)["status"] != "active":
            return
        quote = loans.quote_prepay(self.prepaid)
        loans.submit(loans.prepare(quote))
        self.life.repayments += 1
        self.life.repaid_fen += quote.amount

    def _refund(self) -> None:
        """Whoever has paid interest asks for it; the finance department decides on all."""
        loans = self.counter.loans
        for loan in self.loans:
            if refundable_of(loans.view(loan)):
                loans.submit(loans.prepare(loans.quote_refund(loan)))
        before = self.finance.subsidy.balance()
        self.life.refunds += self.finance.subsidy.grant_all().executed
        self.life.refunded_fen += before - self.finance.subsidy.balance()

    def _expire(self) -> None:
        done = self.finance.subsidy.run_expiry(only=self.loans)
        self.life.expired += done.paid
        self.life.expired_fen += done.amount

    def _challenge_on(self, day: int, today: str) -> None:
        if not self.asked_about:
            return
        mine, theirs = self.regulator.challenges, self.bank.challenges
        if day == CHALLENGED:
            bank = self.bank.carrier.identity.key
            until = f"{int(today[:4]) + 1}{today[4:8]}01"
            mine.submit(
                mine.prepare_raise(
                    "loan", self.asked_about, bank, "The loan was not used for its purpose.", until
                )
            )
            self._challenge = mine.all(status="open")[0].id
            self.life.challenges += 1
        elif day == ANSWERED:
            theirs.submit(theirs.prepare_answer(self._challenge, "The branch has not visited the household."))
        elif day == UPHELD:
            mine.submit(
                mine.prepare_decide(self._challenge, "upheld", "reversal", "The loan is to be taken back.")
            )
            self.life.upheld += 1
            self.life.reversed_fen += self.counter.loans.view(self.asked_about)["outstanding"]
            mine.submit(mine.prepare_reverse(self._challenge))

    # ------------------------------------------------------------------ at the end

    def finish(self) -> None:
        """What is late, and whether books and ledger agree."""
        late = self.day_end.arrears(limit=_PAGE)
        self.life.arrears = late.total
        self.life.arrears_fen = sum(row.overdue for row in late.rows)
        found = self.bank.bank.reconcile()
        self.life.difference = found.difference
        self.life.reconciled = found.good
