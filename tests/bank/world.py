"""A bank with books and customers on an embedded ledger, on disk, so that another process can open it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.values import BankAccount, Kind
from loc_desktop.bank.connector.connector import Connector
from loc_desktop.bench.world import attested, tag_of
from loc_desktop.clock import now as now
from loc_desktop.contract.certificate import pseudonym
from loc_desktop.contract.client import EventDraft, build, code_of, new_id
from loc_desktop.contract.state import Json
from loc_desktop.identity.authority import Authority
from loc_desktop.identity.store import Store as KeyStore
from loc_desktop.ledger.api import User
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger
from loc_desktop.script import canonical
from loc_desktop.script.keys import SoftwareSigner
from loc_desktop.script.unlock import sign_result
from tests.support.jwk import jwk_of
from tests.support.rules import dear_document

CHANNEL = "loan"
SEALED = {"protected": "e30", "recipients": [], "iv": "A" * 16, "ciphertext": "AA", "tag": "A" * 22}
LENDING = 50_000_000_00
"""What the bank brings as lending money, fen; half of it goes onto the ledger."""
CASH = 100_000_00
"""What every customer pays in, fen."""


def signer(name: str) -> SoftwareSigner:
    """The key of ``name``: the same in every run and process. Of tests only."""
    return SoftwareSigner.from_scalar(hashlib.sha256(f"bank test {name}".encode()).digest())


class _Memory:
    def set(self, entry: str, name: str, value: str) -> None:
        """The authority's key stays in the authority that made it."""


class World:
    """The ledger, one bank's books, its connector, and members by name (``C0``, ``C1``, ``B``, ``FD`` …)."""

    def __init__(self, folder: Path) -> None:
        """Open what :meth:`create` made, in this or another process."""
        self.folder = folder
        told = json.loads((folder / "world.json").read_text())
        self.certificates: dict[str, str] = told["certificates"]
        self.ledger = EmbeddedLedger(folder / "ledger.sqlite")
        self.books = Books(folder / "books-B.sqlite")
        self.connector = Connector(self.books, self.ledger, self.user("B"))

    @classmethod
    def create(cls, folder: Path, customers: int = 1, config: Mapping[str, Json] | None = None) -> World:
        """A funded bank; every customer has an account, linked and with ``CASH`` on it."""
        authority = Authority.create(cast(KeyStore, _Memory()), "Test root")
        path = folder / "ledger.sqlite"
        settings = {"channel": CHANNEL, "slots": 8, **(config or {})}
        rules = dear_document()
        EmbeddedLedger.create(path, settings, [authority.root_pem], rules=rules).close()
        names = ["B", "CAD", "FD", "R", *(f"C{n}" for n in range(customers))]
        certificates = {}
        for name in names:
            key = signer(name).key
            role = _role(name)
            public = pseudonym(key) if role == "C" else name
            certificates[name] = authority.certify(role, key, public, f"org-{role}")
        (folder / "world.json").write_text(json.dumps({"certificates": certificates}))
        Books(folder / "books-B.sqlite", signer("B").key, "农信社").close()
        world = cls(folder)
        for name in names:
            world.submit(name, "register", _record(name, certificates[name]))
        world.books.pay_in(world.books.internal(Kind.LENDING), LENDING, "capital", "lending money")
        event = world.lock("B", "fund.issue", amount=LENDING // 2, bank=world.key("B"), transfer=new_id())
        assert [one.state for one in world.connector.process([event])] == ["settled"]
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
                one["role"],
                signer(one["role"]),
                "Pass",
                now(),
                reason=attested(one["role"], cc["event"]),
            )
            for one in cc["keys"]
        ]
        return self.submit(by or name, "unlock", code_of(cc["event"], results), hint)

    def loan(self, name: str, amount: int = 1_000_000, months: int = 12, at: str = "", hint: int = 0) -> str:
        """A loan that is paid out to ``name``; its id."""
        outcome = self.run(
            name, "loan.apply", at, amount=amount, months=months, product="poverty-micro", bank=self.key("B"),
            payee=self.key(name), dossier=SEALED, commitment="0" * 64, hint=hint,
        )  # fmt: skip
        assert outcome["code"] == 0, outcome
        return str(outcome["event"])

    # --- the bank's side -----------------------------------------------------------------------------------

    def open_account(self, name: str) -> BankAccount:
        """An account of customer ``name``, linked by its signed event, with cash."""
        client = self.books.open_client(f"Customer {name}", f"ID-{name}")
        account = self.books.open_account(client.number)
        self.books.pay_in(account.number, CASH, f"cash {name}")
        event = self.lock(
            name, "account.link", account=self.key(name), bank=self.key("B"), number=account.number
        )
        linked = self.connector.link(event)
        assert linked is not None
        return linked

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


def tier_changes(books: Books, loan: str) -> list[tuple[str, str]]:
    """(before, after) of a loan's tiers as the books keep them, oldest first."""
    query = "SELECT before, after FROM tier_change WHERE loan = ? ORDER BY day"
    return books.db.read(
        lambda connection: [(row[0], row[1]) for row in connection.exec_driver_sql(query, (loan,))]
    )


def states(transfers: Sequence[Any]) -> list[str]:
    return [one.state for one in transfers]


def _role(name: str) -> str:
    return "C" if name.startswith("C") and name != "CAD" else name


def _record(name: str, certificate: str) -> dict[str, Json]:
    role, key = _role(name), signer(name)
    jwk = jwk_of(key.key)
    statement = {"role": role, "key": key.key, "encryption_key": jwk}
    return {
        "role": role,
        "key": key.key,
        "name": pseudonym(key.key) if role == "C" else name,
        "organisation": f"org-{role}",
        "certificate": certificate,
        "encryption": jwk,
        "encryption_signature": key.sign(b"LoC-member-1\n" + canonical.encode(statement)),
        "person": tag_of(key.key) if role == "C" else "",
    }
