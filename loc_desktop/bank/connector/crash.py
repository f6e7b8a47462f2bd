"""Named points between two steps, at which tests let the process end at once, as a power cut would.

Nothing but the environment variable switches this on; no program sets it.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import Final

VARIABLE: Final = "LOC_CONNECTOR_CRASH"
"""``name`` or ``name:2``, the point and which passage of it."""

CODE: Final = 97
"""The exit code of a process that ended at a point."""

POINTS: Final = (
    "received", "decided", "signed", "sent", "executed", "settled", "failing", "refused", "reversed",
    "promised", "linked", "ending", "ended",
)  # fmt: skip
"""Each after the step of its name has reached the disk or the ledger; ``signed`` before a code is sent."""

_passed: Counter[str] = Counter()


def point(name: str) -> None:
    """End the process here if the environment says so."""
    wanted = os.environ.get(VARIABLE)
    if wanted is None:
        return
    _passed[name] += 1
    if wanted == name or wanted == f"{name}:{_passed[name]}":
        os._exit(CODE)
