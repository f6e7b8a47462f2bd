"""The machine's clock. Whoever is not handed a clock asks here, and nowhere else.

A test sets another source before it begins; the program never does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

_source: Callable[[], datetime] | None = None


def moment() -> datetime:
    """This moment, in UTC."""
    return _source() if _source is not None else datetime.now(UTC)


def now() -> str:
    """This second, RFC 3339 UTC."""
    return moment().strftime("%Y-%m-%dT%H:%M:%SZ")


def use(source: Callable[[], datetime] | None) -> None:
    """Take the time from ``source``, whose moments are in UTC; None: from the machine."""
    global _source
    _source = source
