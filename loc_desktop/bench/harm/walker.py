"""A process of the random walk: deposits, withdrawals, loans, payments, refunds, cash, and sudden deaths."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from loc_desktop.bank.books.errors import BooksError
from loc_desktop.bench.harm import death
from loc_desktop.bench.harm.bank_world import SEALED, BankWorld, signer
from loc_desktop.bench.world import attested
from loc_desktop.clock import now
from loc_desktop.contract.client import code_of, new_id
from loc_desktop.errors import KnownError
from loc_desktop.loan.calendar import civil_day
from loc_desktop.script.unlock import sign_result

OPERATIONS = {
    "deposit": 30, "withdraw": 30, "too much": 6, "duplicate": 4, "again": 4, "cash": 8,
    "loan": 6, "repay": 6, "refund": 6,
}  # fmt: skip
_DYING = 8
"""One of so many batches ends in a crash."""
OLDEST_LOAN, YOUNGEST_LOAN = 150, 70
"""How many days ago loans were paid out, by the events' own time: some of their periods have ended."""


def walk(folder: Path, seed: str, told: Connection) -> None:
    """Batches of operations until the process is ended; after each, how many of what were tried."""
    walker = Walker(BankWorld(folder), Random(seed))
    walker.world.connector.recover()
    while True:
        told.send(walker.batch())


class Walker:
    """Operations on a world, chosen by ``random``."""

    def __init__(self, world: BankWorld, random: Random) -> None:
        self.world = world
        self.random = random
        self.customers = sorted(name for name in world.certificates if name[0] == "C" and name[1:].isdigit())
        self.loans: list[tuple[str, str]] = []
        self.keys: list[str] = []
        self.events: list[str] = []
        self._does: dict[str, Callable[[str], None]] = {
            "deposit": self.deposit, "withdraw": self.withdraw, "too much": self.too_much,
            "duplicate": self.duplicate, "again": self.again, "cash": self.cash, "loan": self.loan,
            "repay": self.repay, "refund": self.refund,
        }  # fmt: skip

    def batch(self) -> dict[str, int]:
        """Some operations: signed and locked one by one, carried and unlocked together."""
        self.transfers: list[str] = []
        self.codes: list[Any] = []
        self.kinds: dict[str, str] = {}
        counts: dict[str, int] = {}
        for _ in range(self.random.randint(5, 40)):
            (name,) = self.random.choices(list(OPERATIONS), list(OPERATIONS.values()))
            who = self.random.choice(self.customers)
            try:
                self._does[name](who)
            except (KnownError, BooksError):
                name = f"{name}, refused"
            counts[name] = counts.get(name, 0) + 1
        if self.random.randrange(_DYING) == 0:
            death.comes_after(self.random.choice(death.POINTS))
        self.world.connector.process(self.transfers)
        death.stays_away()
        if self.codes:
            outcomes = self.world.submit("B", "unlock_many", self.codes, self.random.randrange(64))
            for outcome in outcomes:
                if outcome.get("code") == 0:
                    executed = f"{self.kinds[outcome['event']]} executed"
                    counts[executed] = counts.get(executed, 0) + 1
                name = f"code {outcome.get('code', outcome.get('error'))}"
                counts[name] = counts.get(name, 0) + 1
        self.events = (self.events + self.transfers)[-50:]
        return counts

    # --- between books and ledger ----------------------------------------------------------------------

    def deposit(self, who: str, amount: int = 0, key: str = "") -> None:
        """Ask for a deposit of ``amount`` fen, 0: of any; ``key`` is the transfer's."""
        self._ask("asset.deposit", who, amount or self.random.randint(1, 50_000), key)

    def withdraw(self, who: str) -> None:
        """Ask for a withdrawal."""
        self._ask("asset.withdraw", who, self.random.randint(1, 50_000))

    def too_much(self, who: str) -> None:
        """Ask for more than there may be."""
        kind = self.random.choice(("asset.deposit", "asset.withdraw"))
        self._ask(kind, who, self.random.randint(9_000_000, 20_000_000))

    def duplicate(self, who: str) -> None:
        """Ask for a deposit under a key that another had."""
        self.deposit(who, key=self.random.choice(self.keys) if self.keys else "")

    def again(self, who: str) -> None:
        """The bank carries a transfer that it has carried before: a double click."""
        if self.events:
            self.transfers.append(self.random.choice(self.events))

    def _ask(self, kind: str, who: str, amount: int, key: str = "") -> None:
        key = key or new_id()
        self.transfers.append(self.world.ask(kind, amount, who, key))
        self.keys.append(key)

    def cash(self, who: str) -> None:
        """Money from outside, and back to it."""
        books, number = self.world.books, self.world.account(who).number
        if self.random.random() < 0.5:
            books.pay_in(number, self.random.randint(1, 100_000), new_id())
        else:
            books.pay_out(number, self.random.randint(1, 3_000_000), new_id())

    # --- on the ledger --------------------------------------------------------------------------------

    def loan(self, who: str) -> None:
        """A loan that was applied for and paid out some months ago."""
        day = civil_day(now()) - timedelta(days=self.random.randint(YOUNGEST_LOAN, OLDEST_LOAN))
        event = self._lock(
            who, "loan.apply", _at(day), amount=self.random.randint(100_000, 500_000),
            months=self.random.randint(1, 36), product="poverty-micro", bank=self.world.key("B"),
            payee=self.world.key(who), dossier=SEALED, commitment="0" * 64,
        )  # fmt: skip
        self.loans.append((who, event))

    def repay(self, who: str) -> None:
        """A payment on the due day of the first line that is not paid, or today if that is earlier."""
        chosen = self._loan(civil_day(now()))
        if chosen is None:
            return self.loan(who)
        who, loan = chosen
        dues = [date.fromisoformat(line["due"]) for line in loan["schedule"] if not line["paid_on"]]
        day = min([*dues[:1], civil_day(now())])
        now_ = self._on(loan["id"], day)["position"]
        principal = self.random.randint(0, now_["payable_principal"])
        interest = self.random.choice((0, now_["payable_interest"]))
        self._lock(
            who, "principal.repay", _at(day), loan=loan["id"], amount=max(1, principal + interest),
            principal=principal, interest=interest, penalty=0, payer=self.world.key(who),
            bank=self.world.key("B"),
        )  # fmt: skip

    def refund(self, who: str) -> None:
        """Of a period that has ended and whose interest was paid, else of one that has not."""
        chosen = self._loan(civil_day(now()))
        if chosen is None:
            return self.loan(who)
        who, loan = chosen
        line = next((line for line in loan["schedule"] if line["refundable"]), loan["schedule"][-1])
        self._lock(
            who, "loan.refund", _at(civil_day(now())), loan=loan["id"], amount=max(1, line["refundable"]),
            periods=[line["number"]], payer=self.world.key("FD"), payee=self.world.key(who),
            bank=self.world.key("B"),
        )  # fmt: skip

    def _loan(self, on: date) -> tuple[str, Any] | None:
        if not self.loans:
            return None
        who, loan = self.random.choice(self.loans[-60:])
        return who, self._on(loan, on)

    def _on(self, loan: str, day: date) -> Any:
        args: list[Any] = ["loan", {"id": loan, "on": day.isoformat()}]
        return self.world.ledger.evaluate("query", args, self.world.user("B"))

    def _lock(self, who: str, kind: str, at: str, **body: Any) -> str:
        """Lock an event; its code, passed by everyone, goes with the batch."""
        draft = self.world.draft(kind, at, **body)
        cc = draft.chaincode(draft.sign(signer(who)))
        self.world.submit(who, "lock", cc)
        event = cc["event"]
        self.kinds[event["id"]] = kind
        results = [
            sign_result(
                event,
                grantor["role"],
                signer(grantor["role"]),
                "Pass",
                now(),
                reason=attested(grantor["role"], event),
            )
            for grantor in cc["keys"]
        ]
        self.codes.append(code_of(event, results))
        return event["id"]


def _at(day: date) -> str:
    """A moment of a day, the same in every zone from UTC to UTC+11."""
    return f"{day}T12:00:00Z"
