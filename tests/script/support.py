"""People with real keys, and codes made by Algorithms 1 and 2, for the tests of the script."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loc_desktop.script.evaluate import Members
from loc_desktop.script.items import Chaincode, Event, Operation, UnlockingCode, Verdict
from loc_desktop.script.keys import SoftwareSigner
from loc_desktop.script.lock import lock, new_event, sign_event
from loc_desktop.script.unlock import sign_result, unlocking_code

VECTORS = Path(__file__).parents[1] / "vectors" / "public.jsonl"
AT = "2026-11-22T08:00:00Z"

# Fixed scalars: the keys are the same in every run, so a failing example can be repeated.
PEOPLE = {
    name: SoftwareSigner.from_scalar(1000 + number)
    for number, name in enumerate(("C", "B", "CAD", "FD", "R"))
}
STRANGER = SoftwareSigner.from_scalar(77)
RECORDS: list[dict[str, Any]] = [{"role": role, "key": who.key, "name": role} for role, who in PEOPLE.items()]
MEMBERS = Members.from_records(RECORDS)


def loan_event(**body: Any) -> Event:
    """A signed application of C."""
    content = {
        "amount": 5_000_000,
        "months": 24,
        "note": "春耕 🌾",
        "nested": {"list": [1, True, ""]},
        **body,
    }
    return sign_event(new_event("loan.apply", "loan-1", AT, "loan", content), "C", PEOPLE["C"])


def transfer(amount: int = 5_000_000) -> Operation:
    args = {"amount": amount, "from": PEOPLE["B"].key, "to": PEOPLE["C"].key}
    return {"type": "operation", "op": "transfer", "args": args}


def make_loan(
    grantors: tuple[str, ...] = ("B", "CAD", "FD"), operations: int = 1, failed: str = ""
) -> tuple[Chaincode, UnlockingCode]:
    """cc and uc of one loan; the role ``failed`` says Failed. Fresh objects: a test may change them."""
    event = loan_event()
    cc = lock(
        [transfer(n + 1) for n in range(operations)], event, [(role, PEOPLE[role].key) for role in grantors]
    )
    results = []
    for role in grantors:
        verdict: Verdict = "Failed" if role == failed else "Pass"
        terms, reason = (
            {"amount": 1, "debt": int(verdict == "Pass")},
            "" if verdict == "Pass" else "not met: debt",
        )
        results.append(sign_result(event, role, PEOPLE[role], verdict, AT, terms, 1, reason))
    return copy.deepcopy(cc), copy.deepcopy(unlocking_code(event, results))


def vectors() -> Iterator[dict[str, Any]]:
    with VECTORS.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)
