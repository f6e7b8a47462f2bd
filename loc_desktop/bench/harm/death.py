"""Lets a process end after a named step of the connector, at once, as a power cut would.

The steps are those of the product; here its functions are replaced by ones that call them and count. A step
of the books is over when its transaction is on the disk.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from loc_desktop.bank.books.link_book import LinkBook
from loc_desktop.bank.connector import transfers
from loc_desktop.bank.connector.ledger_side import LedgerSide
from loc_desktop.bank.database import Database

CODE: Final = 97
"""The exit code of a process that ended after a step."""

POINTS: Final = (
    "received", "decided", "signed", "sent", "executed", "settled", "failing", "refused", "reversed",
    "promised", "linked", "ending", "ended",
)  # fmt: skip
"""Each after the step of its name has reached the disk or the ledger; ``signed`` before a code is sent."""

_POINT_OF_STATE: Final = {"held": "decided", "refusing": "decided", "returning": "refused"}
"""Where a transfer's new state is called otherwise than the step that brings it there."""

_LINK_STEPS: Final = {"promise": "promised", "link": "linked", "promise_end": "ending", "unlink": "ended"}

_wanted = ""
_passed: Counter[str] = Counter()
_written: list[str] = []
"""The steps of the transaction of the books that is running."""
_watched = False


def comes_after(point: str) -> None:
    """End the process after ``point``; ``name:2`` is its second passage."""
    global _wanted
    _watch()
    _passed.clear()
    _wanted = point


def stays_away() -> None:
    """Let the process live."""
    global _wanted
    _wanted = ""


def _pass(name: str) -> None:
    _passed[name] += 1
    if _wanted in (name, f"{name}:{_passed[name]}"):
        os._exit(CODE)


def _watch() -> None:
    """Replace the functions, once in a process."""
    global _watched
    if _watched:
        return
    _watched = True
    add, change = transfers.add, transfers.change
    write, submit = Database.write, LedgerSide._submit

    def adding(*args: Any) -> None:
        add(*args)
        _written.append("received")

    def changing(*args: Any, **changes: Any) -> bool:
        changed = change(*args, **changes)
        state = changes.get("state", "")
        if changed and state:
            _written.append(_POINT_OF_STATE.get(state, state))
        return changed

    def writing(database: Database, work: Callable[[Any], Any]) -> Any:
        _written.clear()
        result = write(database, work)
        for name in sorted(set(_written)):
            _pass(name)
        return result

    def submitting(side: LedgerSide, fn: str, args: list[Any]) -> Any:
        _pass("signed")
        submission = submit(side, fn, args)
        _pass("sent")
        return submission

    setattr(transfers, "add", adding)  # noqa: B010
    setattr(transfers, "change", changing)  # noqa: B010
    setattr(Database, "write", writing)  # noqa: B010
    setattr(LedgerSide, "_submit", submitting)  # noqa: B010
    for method, name in _LINK_STEPS.items():
        setattr(LinkBook, method, _then_pass(getattr(LinkBook, method), name))


def _then_pass(step: Callable[..., Any], name: str) -> Callable[..., Any]:
    def stepping(*args: Any, **others: Any) -> Any:
        result = step(*args, **others)
        _pass(name)
        return result

    return stepping
