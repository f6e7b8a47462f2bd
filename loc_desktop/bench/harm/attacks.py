"""Forged unlocking codes, codes sent again, and members who act for others: none may move money."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any, Final

from loc_desktop.bench.harm.bank_world import SEALED, BankWorld, signer
from loc_desktop.bench.harm.count import Count
from loc_desktop.bench.world import attested, memory_authority
from loc_desktop.clock import now
from loc_desktop.contract.client import code_of
from loc_desktop.errors import KnownError
from loc_desktop.ledger.api import User
from loc_desktop.script.unlock import sign_result

Json = Any
AMOUNT: Final = 300_000
CUSTOMER: Final = "C0"


class Attacker:
    """One pending application, its genuine results, and what is made of them."""

    def __init__(self, world: BankWorld) -> None:
        self.world = world
        self.event = self._applied()
        self.other = self._applied()
        self.results = self._results(self.event)

    def _applied(self) -> Json:
        world = self.world
        name = world.lock(
            CUSTOMER, "loan.apply", amount=AMOUNT, months=12, product="poverty-micro", bank=world.key("B"),
            payee=world.key(CUSTOMER), dossier=SEALED, commitment="0" * 64,
        )  # fmt: skip
        return world.ledger.evaluate("query", ["event", {"id": name}], world.user("B"))["cc"]["event"]

    def _results(self, event: Json, verdict: Any = "Pass") -> list[Json]:
        made = []
        for role in ("B", "CAD", "FD"):
            reason = attested(role, event) if verdict == "Pass" else None
            made.append(sign_result(event, role, signer(role), verdict, now(), reason=reason))
        return made

    def _code(self, event: Json, results: list[Json]) -> Json:
        return {"type": "unlocking", "event": event, "results": results}

    def tampered(self) -> tuple[str, list[Json]]:
        """More than the customer signed; every grantor signs the changed event."""
        event = {**self.event, "body": {**self.event["body"], "amount": AMOUNT + 100}}
        return "unlock", [self._code(event, self._results(event))]

    def replayed(self) -> tuple[str, list[Json]]:
        """The bank's Pass on another event."""
        first = self._results(self.other)[0]
        return "unlock", [self._code(self.event, [first, *self.results[1:]])]

    def stripped(self) -> tuple[str, list[Json]]:
        """A Pass without its signature."""
        first = {name: value for name, value in self.results[0].items() if name != "value"}
        return "unlock", [self._code(self.event, [first, *self.results[1:]])]

    def missing(self) -> tuple[str, list[Json]]:
        """Without the last result."""
        return "unlock", [self._code(self.event, self.results[:2])]

    def turned(self) -> tuple[str, list[Json]]:
        """A Failed that is called Pass."""
        failed = self._results(self.event, "Failed")
        return "unlock", [self._code(self.event, [{**failed[0], "verdict": "Pass"}, *self.results[1:]])]

    def in_anothers_name(self) -> tuple[str, list[Json]]:
        """The regulator signs as the bank."""
        own = sign_result(self.event, "B", signer("R"), "Pass", now())
        return "unlock", [self._code(self.event, [own, *self.results[1:]])]

    def unsigned(self) -> tuple[str, list[Json]]:
        """The event without the customer's signature."""
        return "unlock", [self._code({**self.event, "signatures": []}, self.results)]

    def many_signatures(self) -> tuple[str, list[Json]]:
        """The same signature thousands of times."""
        event = {**self.event, "signatures": self.event["signatures"] * 5_000}
        return "unlock", [self._code(event, self.results)]

    def pass_of_another(self) -> tuple[str, list[Json]]:
        """The bank carries a Pass that a customer signed."""
        return "grant", [self.event["id"], sign_result(self.event, "B", signer(CUSTOMER), "Pass", now())]

    def revoked_by_the_bank(self) -> tuple[str, list[Json]]:
        """The bank revokes a customer."""
        return "revoke", ["C", self.world.key(CUSTOMER)]

    def registered_by_the_bank(self) -> tuple[str, list[Json]]:
        """The bank registers a customer's record again."""
        args = ["member", {"role": "C", "key": self.world.key(CUSTOMER)}]
        record = self.world.ledger.evaluate("query", args, self.world.user("R"))
        shape = ("role", "key", "name", "organisation", "certificate", "encryption", "encryption_signature")
        return "register", [{**{name: record[name] for name in shape}, "person": ""}]


ATTEMPTS: Final[tuple[Callable[[Attacker], tuple[str, list[Json]]], ...]] = (
    Attacker.tampered, Attacker.replayed, Attacker.stripped, Attacker.missing, Attacker.turned,
    Attacker.in_anothers_name, Attacker.unsigned, Attacker.many_signatures, Attacker.pass_of_another,
    Attacker.revoked_by_the_bank, Attacker.registered_by_the_bank,
)  # fmt: skip


def run(folder: Path, random: Random, count: Count) -> None:
    """All attempts on two new applications in random order, by the bank and by a certificate of another
    authority; then the genuine code, and the genuine code again."""
    with closing(BankWorld(folder)) as world:
        attacker, before = Attacker(world), world.digital(CUSTOMER)
        for attempt in random.sample(ATTEMPTS, len(ATTEMPTS)):
            fn, args = attempt(attacker)
            for user in (world.user("B"), _stranger()):
                count.tried += 1
                count.lost += _executed(world, fn, args, user)
                count.wrongly += world.digital(CUSTOMER) != before
        genuine = [code_of(attacker.event, attacker.results), random.randrange(64)]
        if world.status(attacker.event["id"]) == "pending":
            _executed(world, "unlock", genuine, world.user("B"))
            count.lost += (
                world.digital(CUSTOMER) != before + AMOUNT
            )  # what was refused stopped the honest one
            count.tried += 1
            _executed(world, "unlock", genuine, world.user("B"))
            count.twice += world.digital(CUSTOMER) != before + AMOUNT
        else:
            count.lost += 1
        # A customer's waiting events are counted: the next round has to find room.
        world.run(
            CUSTOMER, "event.withdraw", event=attacker.other["id"], role="C", signer=world.key(CUSTOMER)
        )


def _stranger() -> User:
    """The bank's name and role, by an authority that this ledger does not know."""
    authority = memory_authority("Another root")
    key = signer("stranger")
    return User("org-B", authority.certify("B", key.key, "B", "org-B"), key)


def _executed(world: BankWorld, fn: str, args: list[Json], user: User) -> bool:
    """Whether the ledger did it."""
    try:
        result = world.ledger.submit(fn, args, user).result
    except KnownError:
        return False
    return fn != "unlock" or result["code"] == 0
