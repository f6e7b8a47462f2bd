"""How long what is sealed is kept at least, whatever the rules or a peer say."""

from __future__ import annotations

from typing import Final

LEAST_RETENTION: Final = 5
"""Years; no rules may set fewer (Order 2007 No. 2 of the People's Bank and others)."""


def may_have_ended(year: int, now: int) -> bool:
    """Whether, in the year ``now``, anything sealed in ``year`` may not be kept any more under any rules."""
    return year + LEAST_RETENTION < now
