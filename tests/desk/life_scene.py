"""A sample network whose loans live: applications that pass, days that go by."""

from __future__ import annotations

import atexit
import itertools
import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from loc_desktop.bank.books.values import BankAccount
from loc_desktop.desk.application import made_people as made
from loc_desktop.desk.desk import Desk
from loc_desktop.desk.join import first_money
from loc_desktop.desk.signing.signers import Customers
from loc_desktop.desk.values.applicants import ImportPreview, ImportRow
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace
from tests.support.workplace import PASSPHRASE

_NUMBERS = itertools.count(700)


@cache
def _sample() -> Path:
    """A set up sample, made once for all tests of this process."""
    home = Path(tempfile.mkdtemp(prefix="loc-sample-")) / "home"
    atexit.register(shutil.rmtree, home.parent, ignore_errors=True)
    workplace = Workplace(home)
    workplace.use_passphrase(PASSPHRASE)
    workplace.try_here()
    workplace.close()
    return home


class Life:
    """The workplace, its desks, and customers made as they are needed."""

    def __init__(self, home: Path) -> None:
        shutil.copytree(_sample(), home)
        self.workplace = Workplace(home)
        self.workplace.use_passphrase(PASSPHRASE)
        self.bank = self.desk("B").carrier.identity.key

    def desk(self, role: str) -> Desk:
        return self.workplace.desk_of(role)

    @property
    def me(self) -> str:
        """The counter's own customer, who has a linked account with cash."""
        return self.desk("C").carrier.identity.key

    def loans(self, *wanted: tuple[int, int], cash: int | None = 0) -> list[str]:
        """Paid out loans of (yuan, months), each to a customer of its own; ``cash`` fen on a linked account
        (None: no account)."""
        rows: list[ImportRow] = []
        for yuan, months in wanted:
            source = str(next(_NUMBERS))
            form = ApplicationForm(
                name=made.person_name(source), identity_number=made.identity_number(source),
                purpose="养殖土鸡", amount=str(yuan), months=str(months), income="20000", asset="1000",
                debt="0",
            )  # fmt: skip
            rows.append(ImportRow(len(rows) + 1, len(rows) + 2, form))
        preview = ImportPreview("test", tuple(rows), made=True)
        applications = self.desk("C").applications
        events = applications.import_rows(preview, self.bank).events
        for role in ("B", "CAD", "FD"):
            self.desk(role).grants.decide(events)
        if cash is not None:
            for event in events:
                self.account(event, cash)
        return list(events)

    def customer(self, loan: str) -> str:
        """The key of a loan's customer."""
        index = self.workplace.connections.index(self.desk("C").carrier.identity.ledger)
        row = index.loan(loan)
        assert row is not None, "the loan was paid out"
        return row.customer

    def account(self, loan: str, cash: int) -> BankAccount:
        """A linked account at the bank for a loan's customer."""
        key = self.customer(loan)
        customers = Customers(self.desk("C").carrier)
        connections, bank = self.workplace.connections, self.desk("B").carrier.identity
        known = connections.counter(self.desk("C").carrier.identity).customer(key=key)
        assert known is not None
        return first_money.open_customer(
            connections, bank, customers.identity(key), known.name, known.identity_number, cash,
            by=self.desk("C").carrier.identity,
        )  # fmt: skip

    def pay(self, loan: str) -> None:
        """The loan's customer pays what is due, or the current instalment."""
        loans = self.desk("C").loans
        submission = loans.submit(loans.prepare(loans.quote(loan)))
        assert submission.stage.value == "unlocked", submission

    def walk_past(self, due: str) -> int:
        """Let the time go on to the day after a due day; how many days passed."""
        days = (date.fromisoformat(due) - date.fromisoformat(self.workplace.today)).days + 1
        self.workplace.walk(days)
        return days

    def difference(self) -> int:
        """Books and ledger: fen that are missing or too many; 0."""
        reconciliation = self.desk("B").branch.reconcile()
        assert reconciliation.good, reconciliation
        return reconciliation.difference
