"""A real embedded ledger with many transactions, made fast, for ``bench ui``."""

from __future__ import annotations

import hashlib
import random
import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loc_desktop.desk.workplace import Workplace
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger

if TYPE_CHECKING:
    from loc_desktop.contract.state import Json, State
    from loc_desktop.desk.workplace import Workplace

CUSTOMERS = 2_000
TOGETHER = 64
"""Submitted at the same time: they share blocks and writes to the disk."""

SEALED = "A" * 1_500
"""In the place of a sealed dossier, about as long."""

GRANTORS = ("B", "CAD", "FD")


def fill(home: Path, transactions: int, told: Callable[[int], None]) -> dict[str, Any]:
    """Set up ``home`` and fill its ledger; how many transactions it then has, and how long its index took."""
    workplace = Workplace(home)
    workplace.use_passphrase(secrets.token_urlsafe(24))
    workplace.try_here()
    first = _count(workplace)
    users = {
        identity.role: workplace.connections.user(identity) for identity in workplace.connections.identities()
    }
    keys = {identity.role: identity.key for identity in workplace.connections.identities()}
    path = home / "ledger.sqlite"
    workplace.close()
    with EmbeddedLedger(path, contract=_accept) as ledger, ThreadPoolExecutor(TOGETHER) as pool:
        work = _transactions(transactions - first, keys, ledger.channel)

        def submit(transaction: tuple[str, str, list[Any]]) -> Any:
            role, fn, args = transaction
            return ledger.submit(fn, args, users[role])

        for number, _ in enumerate(pool.map(submit, work)):
            if number % 1000 == 0:
                told(first + number)
    begun = time.monotonic()
    workplace.catch_up()
    took = time.monotonic() - begun
    total = _count(workplace)
    workplace.close()
    # Nothing will be signed any more; without the file nobody is asked for its passphrase.
    for file in home.glob("keyring*"):
        file.unlink()
    return {"transactions": total, "index_s": round(took, 2)}


def _count(workplace: Workplace) -> int:
    return workplace.desk_of("R").viewer.recent(limit=1).total


def _accept(_state: State, fn: str, args: list[Json]) -> Json:
    """In the contract's place while filling: believes everything, and answers as the contract would."""
    if fn == "grant":
        return {"event": args[0]}
    if fn == "lock":
        return {"event": args[0]["event"]["id"], "expires": "9999-12-30T00:00:00Z"}
    event = args[0]["event"]
    results = args[0]["results"]
    good = all(result["verdict"] == "Pass" for result in results)
    outcome: dict[str, Json] = {
        "event": event["id"],
        "code": 0 if good else 1,
        "status": "unlocked" if good else "refused",
        "trace": {"code": 0, "steps": 5} if good else {"code": 1, "steps": 3, "check": "verdict"},
    }
    if good:
        body = event["body"]
        move = {"op": "transfer", "from": body["bank"], "to": body["payee"], "amount": body["amount"]}
        outcome["moves"] = [{**move, "lots": [{"issuer": body["bank"]}]}]
    return outcome


def _transactions(count: int, keys: dict[str, str], channel: str) -> Iterator[tuple[str, str, list[Json]]]:
    """(role that carries it, function, arguments): lock, three grants, unlock of made-up loans."""
    chance = random.Random(2019)
    customers = [f"A{hashlib.sha256(str(n).encode()).hexdigest()[:43]}" for n in range(CUSTOMERS)]
    value = "M" * 96
    made = 0
    number = 0
    while made < count:
        at = f"2026-{1 + number // 1900 % 12:02d}-{1 + number // 70 % 28:02d}T08:00:00Z"
        event = _event(number, at, keys["B"], customers[chance.randrange(CUSTOMERS)], channel, chance, value)
        number += 1
        transfer = {"amount": event["body"]["amount"], "from": keys["B"], "to": event["body"]["payee"]}
        cc = {
            "type": "chaincode",
            "operations": [{"type": "operation", "op": "transfer", "args": transfer}],
            "event": event,
            "keys": [{"type": "key", "role": role, "key": keys[role]} for role in GRANTORS],
        }
        verdicts = ["Pass" if chance.random() < 0.9 else "Failed" for _ in GRANTORS]
        results: list[Json] = [
            {
                "type": "oracle",
                "role": role,
                "key": keys[role],
                "event": event["id"] * 2,
                "verdict": verdict,
                "at": at,
                "value": value,
            }
            for role, verdict in zip(GRANTORS, verdicts, strict=True)
        ]
        steps: list[tuple[str, str, list[Json]]] = [("C", "lock", [cc])]
        steps += [(r["role"], "grant", [event["id"], r]) for r in results]
        steps.append(("FD", "unlock", [{"type": "unlocking", "event": event, "results": results}]))
        for step in steps:
            if made < count:
                made += 1
                yield step


def _event(
    number: int, at: str, bank: str, customer: str, channel: str, chance: random.Random, value: str
) -> dict[str, Any]:
    body = {
        "amount": chance.randrange(10, 101) * 50_000,
        "months": chance.choice((12, 24, 36)),
        "product": "micro",
        "bank": bank,
        "payee": customer,
        "dossier": {"ciphertext": SEALED},
        "commitment": "0" * 64,
    }
    return {
        "type": "event",
        "version": 1,
        "kind": "loan.apply",
        "id": hashlib.sha256(f"bench {number}".encode()).hexdigest()[:32],
        "at": at,
        "channel": channel,
        "body": body,
        "signatures": [{"type": "signature", "role": "C", "key": customer, "value": value}],
    }
