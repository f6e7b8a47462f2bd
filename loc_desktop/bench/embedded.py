"""``loc-desktop bench embedded``: how near the embedded ledger comes to what its signatures and disk cost."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from loc_desktop.bench.world import ROLES, EmbeddedMember, World, member_record, memory_authority, public_name
from loc_desktop.contract.client import code_of, new_id
from loc_desktop.ledger.api import User
from loc_desktop.ledger.embedded.envelope import TAG
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger
from loc_desktop.script.canonical import encode
from loc_desktop.script.items import UnlockingCode, event_bytes, oracle_bytes
from loc_desktop.script.keys import SoftwareSigner, verify

CHANNEL: Final = "loan"
BATCH: Final = 50
AMOUNT: Final = 5_000_000
_SEALED: Final = {
    "protected": "eyJlbmMiOiJBMjU2R0NNIn0",
    "recipients": [
        {
            "header": {
                "alg": "ECDH-ES+A256KW",
                "kid": "A" * 44,
                "epk": {"kty": "EC", "crv": "P-256", "x": "A" * 43, "y": "A" * 43},
            },
            "encrypted_key": "A" * 54,
        }
        for _ in range(5)
    ],
    "iv": "A" * 16,
    "ciphertext": "A" * 800,
    "tag": "A" * 22,
}
"""The size and shape of a dossier sealed to five recipients; the ledger never opens it."""

DESCRIPTION: Final = """\
Loans a second on a fresh embedded ledger in a folder of its own: one submitter, keys in memory.

loans_per_s        loans through lock, three grants and unlock, each a transaction of its own (five signatures
                   of the submitter, five writes that reach the disk)
unlock_many_per_s  locked loans through unlock_many of 50
bound_per_s        what unlock_many of 50 would reach if it did nothing but this: verify the signatures that
                   it needs (the submitter's over the transaction; for each loan the customer's over the event
                   and the three grantors' over their results; keys already decoded), and write the
                   transaction's bytes to a file in the same folder with one fsync. Measured in the same run,
                   between the batches. The ledger itself verified the customers' at the lock, and does not
                   do it again
share              unlock_many_per_s / bound_per_s; unlock_many evaluates on two threads where there are two
                   cores, the bound verifies on one. Both are medians over the batches
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many loans, and JSON."""
    parser.description = DESCRIPTION
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")
    parser.add_argument("--batches", type=int, default=20, metavar="N", help="unlock_many calls (default 20)")
    parser.add_argument("--loans", type=int, default=100, metavar="N", help="lone loans (default 100)")


def run(args: argparse.Namespace) -> int:
    """Measure the embedded ledger and print it; 0."""
    with tempfile.TemporaryDirectory(prefix="loc-bench-") as folder:
        world = EmbeddedWorld(Path(folder))
        try:
            figures = measure(world, max(1, args.batches), max(1, args.loans))
        finally:
            world.ledger.close()
    if args.json:
        print(json.dumps(figures))
    else:
        print(f"lone loans       {figures['loans_per_s']:>9,.0f} a second")
        print(f"unlock_many      {figures['unlock_many_per_s']:>9,.0f} a second, {BATCH} at once")
        print(f"bound            {figures['bound_per_s']:>9,.0f} a second (verifications and fsync alone)")
        print(f"share of bound   {figures['share']:>9.1%}")
    return 0


class EmbeddedWorld(World[EmbeddedMember]):
    """A fresh embedded ledger with one member in each role, keys in memory, the bank funded."""

    amount = AMOUNT
    sealed = _SEALED
    commitment = "0" * 64

    def __init__(self, folder: Path, slots: int = 64) -> None:
        self._authority = memory_authority("Bench")
        self.path = folder / "ledger.sqlite"
        config = {"channel": CHANNEL, "slots": slots}
        self.ledger = EmbeddedLedger.create(self.path, config, [self._authority.root_pem])
        super().__init__(CHANNEL, {role: self.join(role) for role in ROLES})
        self.fund(1_000_000_000_000)

    def join(self, role: str) -> EmbeddedMember:
        """A new member, certified and registered."""
        signer = SoftwareSigner.generate()
        name = public_name(role, signer.key, f"Organisation {role}")
        certificate = self._authority.certify(role, signer.key, name, f"org-{role}", registrar=role == "C")
        user = User(f"org-{role}", certificate, signer)
        self.ledger.submit("register", [member_record(role, signer, name, certificate)], user)
        return EmbeddedMember(role, user, signer)

    def submit(self, role: str, fn: str, *args: Any) -> Any:
        """What the ledger answers to a transaction of the member in ``role``."""
        return self.ledger.submit(fn, list(args), self.members[role].user).result

    def unlock(self, code: UnlockingCode, role: str = "FD") -> Any:
        """The outcome of an unlock."""
        return self.submit(role, "unlock", code, self.hint())

    def unlock_many(self, codes: Sequence[UnlockingCode], role: str = "FD") -> Any:
        """The outcomes of the unlocks, in their order."""
        return self.submit(role, "unlock_many", list(codes), self.hint())

    def loan(self, amount: int = AMOUNT) -> str:
        """A loan through lock, three grants and unlock, each its own transaction; its id."""
        cc = self.application(amount=amount)
        event_id = cc["event"]["id"]
        self.submit("C", "lock", cc)
        results = self.results(cc)
        for result in results:
            self.submit(result["role"], "grant", event_id, result)
        outcome = self.unlock(code_of(cc["event"], results))
        if outcome["code"] != 0:
            raise AssertionError(outcome)
        return event_id

    def fund(self, amount: int) -> None:
        """The bank issues lending money to itself."""
        cc = self.chaincode(
            self.draft("fund.issue", amount=amount, bank=self.members["B"].key, transfer=new_id())
        )
        self.submit("B", "lock", cc)
        self.submit("B", "unlock", self.code(cc), 0)


def measure(world: EmbeddedWorld, batches: int, loans: int) -> dict[str, float | int]:
    """The figures of the description; seconds are medians over the batches."""
    prepared = []
    customers = [world.join("C") for _ in range(BATCH)]
    for _ in range(batches + 1):
        group = [world.application(customer=customer) for customer in customers]
        for cc in group:
            world.submit("C", "lock", cc)
        prepared.append([world.code(cc) for cc in group])
    world.loan()
    start = time.perf_counter()
    for _ in range(loans):
        world.loan()
    lone = (time.perf_counter() - start) / loans
    _check(world.unlock_many(prepared[0]))
    taken, bare = [], []
    for codes in prepared[1:]:
        start = time.perf_counter()
        outcome = world.unlock_many(codes)
        taken.append(time.perf_counter() - start)
        _check(outcome)
        bare.append(_bound(world, codes))
    unlocked, bound = BATCH / statistics.median(taken), BATCH / statistics.median(bare)
    return {
        "loans_per_s": round(1 / lone, 1),
        "unlock_many_per_s": round(unlocked, 1),
        "bound_per_s": round(bound, 1),
        "share": round(unlocked / bound, 3),
        "batch": BATCH,
        "batches": batches,
        "loans": loans,
    }


def _check(outcomes: Sequence[dict[str, Any]]) -> None:
    wrong = [outcome for outcome in outcomes if outcome.get("code") != 0]
    if wrong:
        print(f"an unlock did not go through: {wrong[0]}", file=sys.stderr)
        raise AssertionError(wrong[0])


def _bound(world: EmbeddedWorld, codes: Sequence[UnlockingCode]) -> float:
    """Seconds for the bare signatures and one write of a block of this size."""
    ledger = world.ledger
    block = ledger.block(ledger.height() - 1)
    raw = dict(block.transactions[0].raw)
    value = raw.pop("value")
    signed = encode(raw)
    checks = [(world.members["FD"].key, value, TAG + signed)]
    for code in codes:
        message = event_bytes(code["event"])
        checks += [
            (signature["key"], signature["value"], message) for signature in code["event"]["signatures"]
        ]
        checks += [(result["key"], result["value"], oracle_bytes(result)) for result in code["results"]]
    file = world.path.with_name("bound")
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        start = time.perf_counter()
        good = [verify(*check) for check in checks]
        os.write(descriptor, signed)
        os.fsync(descriptor)
        taken = time.perf_counter() - start
    finally:
        os.close(descriptor)
    if not all(good):
        raise AssertionError("a signature of the measurement does not verify")
    return taken
