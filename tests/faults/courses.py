"""How a transfer or a link can go, step by step, and processes that die at a step, on any ledger."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from loc_desktop.bench.harm import death

_PASS = ("received", "decided", "signed", "sent", "executed", "settled")
_REFUSE = ("received", "decided", "signed", "sent", "refused")
_REVERSE = (
    "received", "decided", "signed:1", "sent:1", "failing", "signed:2", "sent:2", "refused", "reversed",
)  # fmt: skip
AMOUNT = 12_345
TOO_MUCH = 200_000_00
START = 40_000
"""What the customer has on the digital account before the transfer."""

PRELOADED = (
    "tests.faults.test_connector_crashes",
    "tests.faults.test_connector_crashes_fabric",
)
"""What processes that are to die find loaded: every crash is a real process and costs no start-up."""


@dataclass(frozen=True)
class Course:
    """How one transfer goes: its kind, amount, what happens before the bank looks, and how it must end."""

    kind: str
    amount: int
    points: tuple[str, ...]
    end: str
    revoke: bool = False

    def moved(self) -> int:
        """Fen that must have become digital at the end."""
        if self.end != "settled":
            return 0
        return self.amount if self.kind == "asset.deposit" else -self.amount


COURSES = {
    "deposit": Course("asset.deposit", AMOUNT, _PASS, "settled"),
    "withdrawal": Course("asset.withdraw", AMOUNT, _PASS, "settled"),
    "deposit refused": Course("asset.deposit", TOO_MUCH, _REFUSE, "refused"),
    "withdrawal refused": Course("asset.withdraw", TOO_MUCH, _REFUSE, "refused"),
    # The customer is revoked after signing and owes nothing: the Pass cannot execute, and what was held goes
    # back. A revoked customer's withdrawal goes through: what it owns stays its own.
    "deposit reversed": Course("asset.deposit", AMOUNT, _REVERSE, "reversed", revoke=True),
    "withdrawal of a revoked customer": Course("asset.withdraw", AMOUNT, _PASS, "settled", revoke=True),
}
CRASHES = [(name, point) for name, course in COURSES.items() for point in course.points]
CRASH_IDS = [f"{name}-{point}" for name, point in CRASHES]
LINK_POINTS = ("promised", "signed", "sent", "linked")
UNLINK_POINTS = ("ending", "signed", "sent", "ended")


def run_process(target: Callable[..., None], *args: Any) -> int | None:
    """Run ``target`` in a process of its own; its exit code."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    process = context.Process(target=target, args=args)
    process.start()
    process.join(120)
    return process.exitcode


def must_die(point: str, target: Callable[..., None], *args: Any) -> None:
    """Run ``target``, which passes ``point`` and dies there."""
    code = run_process(target, *args)
    assert code == death.CODE, f"{point} was not passed (exit {code})"
