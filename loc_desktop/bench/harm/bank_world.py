"""A bank with books and customers on an embedded ledger, on disk, so that another process can open it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.values import BankAccount, Kind
from loc_desktop.bank.system import BankSystem
from loc_desktop.bench.world import (
    EmbeddedMember,
    World,
    member_record,
    memory_authority,
    public_name,
    sealed_number,
)
from loc_desktop.contract.client import new_id
from loc_desktop.contract.state import Json
from loc_desktop.ledger.api import User
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger
from loc_desktop.script.keys import SoftwareSigner

CHANNEL = "loan"
SEALED = {"protected": "e30", "recipients": [], "iv": "A" * 16, "ciphertext": "AA", "tag": "A" * 22}
LENDING = 50_000_000_00
"""What the bank brings as lending money, fen; half of it goes onto the ledger."""
CASH = 100_000_00
"""What every customer pays in, fen."""

_GRANTING = ("B", "CAD", "FD", "R")


def signer(name: str) -> SoftwareSigner:
    """The key of ``name``: the same in every run and process. Never of a person."""
    return SoftwareSigner.from_scalar(hashlib.sha256(f"bank test {name}".encode()).digest())


class BankWorld(World[EmbeddedMember]):
    """The ledger, one bank's books and system, and members by name (``C0``, ``C1``, ``B``, ``FD`` …)."""

    amount = 1_000_000
    sealed = SEALED
    commitment = "0" * 64

    def __init__(self, folder: Path) -> None:
        """Open what :meth:`create` made, in this or another process."""
        self.folder = folder
        told = json.loads((folder / "world.json").read_text("utf-8"))
        self.certificates: dict[str, str] = told["certificates"]
        self.ledger = EmbeddedLedger(folder / "ledger.sqlite")
        self.books = Books(folder / "books-B.sqlite")
        grantors = {name: EmbeddedMember(name, self.user(name), signer(name)) for name in _GRANTING}
        super().__init__(CHANNEL, grantors)
        self.system = BankSystem(self.books, self.ledger, self.user("B"))
        self.connector = self.system.connector

    @classmethod
    def create(
        cls,
        folder: Path,
        customers: int = 1,
        config: Mapping[str, Json] | None = None,
        rules: Json = None,
    ) -> Self:
        """A funded bank; every customer has an account, linked and with ``CASH`` on it."""
        authority = memory_authority("Test root")
        path = folder / "ledger.sqlite"
        settings = {"channel": CHANNEL, "slots": 8, **(config or {})}
        EmbeddedLedger.create(path, settings, [authority.root_pem], rules=rules).close()
        names = [*_GRANTING, *(f"C{n}" for n in range(customers))]
        certificates = {}
        for name in names:
            key, role = signer(name).key, _role(name)
            named = public_name(role, key, name)
            certificates[name] = authority.certify(role, key, named, f"org-{role}", registrar=role == "C")
        (folder / "world.json").write_text(json.dumps({"certificates": certificates}), "utf-8")
        Books(folder / "books-B.sqlite", signer("B").key, "农信社").close()
        world = cls(folder)
        for name in names:
            world.submit(name, "register", member_record(_role(name), signer(name), name, certificates[name]))
        world.books.pay_in(world.books.internal(Kind.LENDING), LENDING, "capital", "lending money")
        event = world.lock("B", "fund.issue", amount=LENDING // 2, bank=world.key("B"), transfer=new_id())
        assert [transfer.state for transfer in world.connector.process([event])] == ["settled"]
        for number in range(customers):
            world.open_account(f"C{number}")
        return world

    def close(self) -> None:
        self.books.close()
        self.ledger.close()

    # --- members and events --------------------------------------------------------------------------------

    def key(self, name: str) -> str:
        """The key of the member with this name."""
        return signer(name).key

    def user(self, name: str) -> User:
        """The member with this name, as one who submits."""
        return User(f"org-{_role(name)}", self.certificates[name], signer(name))

    def submit(self, name: str, fn: str, *args: Json) -> Any:
        """What the ledger answers to a transaction of the member with this name."""
        return self.ledger.submit(fn, list(args), self.user(name)).result

    def lock(self, name: str, kind: str, at: str = "", **body: Json) -> str:
        """Lock an event that ``name`` signs; its id."""
        draft = self.draft(kind, at, **body)
        cc = draft.chaincode(draft.sign(signer(name)))
        self.submit(name, "lock", cc)
        return cc["event"]["id"]

    def run(self, name: str, kind: str, at: str = "", by: str = "", hint: int = 0, **body: Json) -> Any:
        """Lock an event, let every grantor pass it, unlock it; the outcome."""
        event = self.lock(name, kind, at, **body)
        cc = self.ledger.evaluate("query", ["event", {"id": event}], self.user(name))["cc"]
        return self.submit(by or name, "unlock", self.code(cc), hint)

    # --- the bank's side -----------------------------------------------------------------------------------

    def open_account(self, name: str) -> BankAccount:
        """An account of customer ``name``, linked by its signed event, with cash."""
        client = self.books.open_client(f"Customer {name}", f"ID-{name}")
        account = self.books.open_account(client.number)
        self.books.pay_in(account.number, CASH, f"cash {name}")
        event = self.ask_link(name, account.number)
        linked = self.connector.link(event, number=account.number)
        assert linked is not None
        return linked

    def ask_link(self, name: str, number: str, *, end: bool = False) -> str:
        """A customer's signed and locked ``account.link``, or its ``end``; its event."""
        named: dict[str, Json] = (
            {"link": self.books.tag(number)} if end else {"number": sealed_number(number)}
        )
        kind = "account.unlink" if end else "account.link"
        return self.lock(name, kind, account=self.key(name), bank=self.key("B"), **named)

    def account(self, name: str) -> BankAccount:
        """The customer's account in the books."""
        account = self.books.account_of(self.key(name))
        assert account is not None
        return account

    def ask(self, kind: str, amount: int, name: str = "C0", transfer: str = "") -> str:
        """A customer's signed and locked ``asset.deposit`` or ``asset.withdraw``; its event."""
        return self.lock(
            name,
            kind,
            amount=amount,
            bank=self.key("B"),
            account=self.key(name),
            transfer=transfer or new_id(),
        )

    def digital(self, name: str = "C0") -> int:
        """Fen on a digital account."""
        total: int = self.ledger.evaluate("query", ["account", {"key": self.key(name)}], self.user(name))[
            "total"
        ]
        return total

    def status(self, event: str) -> str:
        """An event's status on the ledger."""
        status: str = self.ledger.evaluate("query", ["status", {"id": event}], self.user("B"))["status"]
        return status


def _role(name: str) -> str:
    return "C" if name.startswith("C") and name != "CAD" else name
