"""A bank with books of its own at a scene: what its machine does, through the organisation's own ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.values import BankAccount, Kind
from loc_desktop.bank.connector.reconcile import Reconciliation
from loc_desktop.bank.connector.values import Limits, Transfer
from loc_desktop.bank.system import BankSystem
from loc_desktop.bench.world import sealed_number
from loc_desktop.contract.client import new_id
from loc_desktop.ledger.api import Ledger
from tests.scenarios.scene import Member, Scene

Json = Any
LENDING = 40_000_000_00
"""What the bank brings as lending money, fen; half of it goes onto the ledger."""
CASH = 20_000_00
"""What a customer brings to the counter, fen."""


class Branch:
    """One bank. ``system`` is its system; :meth:`restart` opens the books and the connector anew."""

    def __init__(self, scene: Scene, folder: Path, limits: Limits | None = None) -> None:
        self.scene = scene
        self.bank = scene.institution("B")
        self.limits = limits
        self._path = folder / f"books-{self.bank.key[:12]}.sqlite"
        self.system = self._open(scene.ledger("B"))
        lending = self.system.books.internal(Kind.LENDING)
        self.system.books.pay_in(lending, LENDING, "capital", "capital paid in")
        (issued,) = self.process(self.ask("fund.issue", self.bank, LENDING // 2))
        assert issued.state == "settled", str(issued.why)

    def _open(self, ledger: Ledger) -> BankSystem:
        books = Books(self._path, self.bank.key, "农信社", clock=self.scene.now)
        return BankSystem(books, ledger, self.bank.user, self.limits)

    def restart(self, ledger: Ledger | None = None) -> None:
        """The bank's machine is switched off and on; ``ledger``: another connection."""
        self.close()
        self.system = self._open(ledger or self.scene.ledger("B"))

    def close(self) -> None:
        self.system.books.close()

    @property
    def key(self) -> str:
        return self.bank.key

    # --- customers ------------------------------------------------------------------------------------------

    def open(self, name: str = "", cash: int = CASH, kind: Kind = Kind.CURRENT) -> BankAccount:
        """An account at the counter with cash on it, not yet linked."""
        books = self.system.books
        client = books.open_client(f"customer {name}", f"ID-{name or new_id()}")
        account = books.open_account(client.number, kind)
        if cash:
            books.pay_in(account.number, cash, f"cash {account.number}")
        return account

    def lock_link(self, member: Member, number: str, kind: str = "account.link") -> str:
        """The signed event that links an account, or ends its link; its id."""
        body: dict[str, Json] = {"account": member.key, "bank": self.key}
        if kind.endswith("unlink"):
            body["link"] = self.system.books.tag(number)
        else:
            body["number"] = sealed_number(number)
        if kind.startswith("fund."):
            body["role"] = member.role
        return self.lock(kind, member, **body)

    def customer(self, cash: int = CASH) -> Member:
        """A registered customer with an account, cash, and the link that it signed and the bank granted."""
        return self.serve(self.scene.member(), cash)

    def serve(self, member: Member, cash: int = CASH) -> Member:
        """An account here, linked, for a member."""
        number = self.open(member.key[:10], cash).number
        linked = self.system.connector.link(self.lock_link(member, number), number=number)
        assert linked is not None
        assert linked.linked
        self.scene.settle()
        return member

    def account(self, member: Member) -> BankAccount:
        account = self.system.books.account_of(member.key)
        assert account is not None
        return account

    def held(self, member: Member) -> tuple[int, int]:
        """Fen on the traditional and on the digital account."""
        return self.account(member).balance, self.scene.balance(member)

    # --- events ---------------------------------------------------------------------------------------------

    def lock(self, kind: str, signer: Member, **body: Json) -> str:
        """A signed and locked event; its id."""
        return str(self.scene.lock(self.scene.draft(kind, **body), signer)["event"]["id"])

    def run(self, kind: str, signer: Member, **body: Json) -> Json:
        """Lock, let everyone pass it, unlock."""
        return self.scene.run(kind, signer, members=[self.bank], **body)

    def ask(self, kind: str, member: Member, amount: int, key: str = "") -> str:
        """A signed and locked transfer between the books; its event."""
        body: dict[str, Json] = {"amount": amount, "bank": self.key, "transfer": key or new_id()}
        if kind not in ("fund.issue", "fund.redeem"):
            body["account"] = member.key
        if kind == "fund.withdraw":
            body["role"] = member.role
        return self.lock(kind, member, **body)

    def process(self, *events: str) -> list[Transfer]:
        """What the connector makes of transfers, seen by everyone."""
        transfers = self.system.connector.process(events)
        self.scene.settle()
        return transfers

    def transfer(self, kind: str, member: Member, amount: int, key: str = "") -> Transfer:
        """Asked for and carried."""
        (transfer,) = self.process(self.ask(kind, member, amount, key))
        return transfer

    def loan(self, customer: Member, amount: int, months: int = 12, **more: Json) -> str:
        """A loan of this bank that was paid out; its id."""
        cc = self.scene.lock(
            self.scene.application(customer, self.key, amount, months=months, **more), customer
        )
        outcome = self.scene.unlock(cc, members=[self.bank])
        assert outcome["code"] == 0, outcome
        return str(cc["event"]["id"])

    # --- what must hold -------------------------------------------------------------------------------------

    def reconcile(self) -> Reconciliation:
        self.scene.settle()
        return self.system.reconcile()

    def sound(self) -> None:
        """Books and ledger agree to the fen, and nothing is on its way."""
        reconciliation = self.reconcile()
        assert reconciliation.good, [difference.what for difference in reconciliation.differences]
        assert (
            reconciliation.difference_fen,
            reconciliation.between,
            reconciliation.money.transit,
            reconciliation.open,
        ) == (0, 0, 0, ())
