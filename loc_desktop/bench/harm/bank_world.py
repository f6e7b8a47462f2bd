"""A bank with books and customers on an embedded ledger, on disk, so that another process can open it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self, cast

from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.values import BankAccount, Kind
from loc_desktop.bank.connector.connector import Connector
from loc_desktop.bench.world import attested, sealed_number, tag_of
from loc_desktop.clock import now
from loc_desktop.contract.certificate import pseudonym
from loc_desktop.contract.client import EventDraft, build, code_of, new_id
from loc_desktop.contract.state import Json
from loc_desktop.identity.authority import Authority
from loc_desktop.identity.keys import jwk
from loc_desktop.identity.store import Store as KeyStore
from loc_desktop.ledger.api import User
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger
from loc_desktop.script import canonical
from loc_desktop.script.keys import SoftwareSigner, load_key
from loc_desktop.script.unlock import sign_result

CHANNEL = "loan"
SEALED = {"protected": "e30", "recipients": [], "iv": "A" * 16, "ciphertext": "AA", "tag": "A" * 22}
LENDING = 50_000_000_00
"""What the bank brings as lending money, fen; half of it goes onto the ledger."""
CASH = 100_000_00
"""What every customer pays in, fen."""


def signer(name: str) -> SoftwareSigner:
    """The key of ``name``: the same in every run and process. Never of a person."""
    return SoftwareSigner.from_scalar(hashlib.sha256(f"bank test {name}".encode()).digest())


class _Memory:
    def set(self, entry: str, name: str, value: str) -> None:
        """The authority's key stays in the authority that made it."""


class BankWorld:
    """The ledger, one bank's books, its connector, and members by name (``C0``, ``C1``, ``B``, ``FD`` …)."""

    def __init__(self, folder: Path) -> None:
        """Open what :meth:`create` made, in this or another process."""
        self.folder = folder
        told = json.loads((folder / "world.json").read_text("utf-8"))
        self.certificates: dict[str, str] = told["certificates"]
        self.ledger = EmbeddedLedger(folder / "ledger.sqlite")
        self.books = Books(folder / "books-B.sqlite")
        self.connector = Connector(self.books, self.ledger, self.user("B"))

    @classmethod
    def create(
        cls,
        folder: Path,
        customers: int = 1,
        config: Mapping[str, Json] | None = None,
        rules: Json = None,
    ) -> Self:
        """A funded bank; every customer has an account, linked and with ``CASH`` on it."""
        authority = Authority.create(cast(KeyStore, _Memory()), "Test root")
        path = folder / "ledger.sqlite"
        settings = {"channel": CHANNEL, "slots": 8, **(config or {})}
        EmbeddedLedger.create(path, settings, [authority.root_pem], rules=rules).close()
        names = ["B", "CAD", "FD", "R", *(f"C{n}" for n in range(customers))]
        certificates = {}
        for name in names:
            key = signer(name).key
            role = _role(name)
            public = pseudonym(key) if role == "C" else name
            certificates[name] = authority.certify(role, key, public, f"org-{role}")
        (folder / "world.json").write_text(json.dumps({"certificates": certificates}), "utf-8")
        Books(folder / "books-B.sqlite", signer("B").key, "农信社").close()
        world = cls(folder)
        for name in names:
            world.submit(name, "register", _record(name, certificates[name]))
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
        return signer(name).key

    def user(self, name: str) -> User:
        return User(f"org-{_role(name)}", self.certificates[name], signer(name))

    def submit(self, name: str, fn: str, *args: Json) -> Any:
        return self.ledger.submit(fn, list(args), self.user(name)).result

    def draft(self, kind: str, at: str = "", **body: Json) -> EventDraft:
        granting = {role: self.key(role) for role in ("B", "CAD", "FD", "R")}
        return build(kind, channel=CHANNEL, at=at or now(), grantors=granting, **body)

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
        results = [
            sign_result(
                cc["event"],
                grantor["role"],
                signer(grantor["role"]),
                "Pass",
                now(),
                reason=attested(grantor["role"], cc["event"]),
            )
            for grantor in cc["keys"]
        ]
        return self.submit(by or name, "unlock", code_of(cc["event"], results), hint)

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
        status: str = self.ledger.evaluate("query", ["status", {"id": event}], self.user("B"))["status"]
        return status


def _role(name: str) -> str:
    return "C" if name.startswith("C") and name != "CAD" else name


def _record(name: str, certificate: str) -> dict[str, Json]:
    role, key = _role(name), signer(name)
    encryption = jwk(load_key(key.key), key.key)
    statement = {"role": role, "key": key.key, "encryption_key": encryption}
    return {
        "role": role,
        "key": key.key,
        "name": pseudonym(key.key) if role == "C" else name,
        "organisation": f"org-{role}",
        "certificate": certificate,
        "encryption": encryption,
        "encryption_signature": key.sign(b"LoC-member-1\n" + canonical.encode(statement)),
        "person": tag_of(key.key) if role == "C" else "",
    }
