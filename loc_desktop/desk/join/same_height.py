"""Waiting until several peers have the same blocks."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.ledger.api import Ledger

PATIENCE_S = 60.0
"""Seconds until peers that stay apart are given up."""


def wait_for_same_height(ledgers: Sequence[Ledger], least: int = 0) -> int:
    """Wait until the peers behind ``ledgers`` have the same number of blocks, ``least`` or more; how many.

    A peer learns of a block some milliseconds after another. Raises KnownError ``join.apart``."""
    end = time.monotonic() + PATIENCE_S
    while True:
        heights = [ledger.height() for ledger in ledgers]
        if min(heights) == max(heights) >= least:
            return heights[0]
        if time.monotonic() > end:
            raise desk_error("join.apart", lowest=min(heights), highest=max(least, *heights))
        time.sleep(0.05)
