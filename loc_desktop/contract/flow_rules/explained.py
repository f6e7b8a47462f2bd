"""What a grantor explains beside its verdict: the reason of a Failed by evidence of its own, which names the
event that explains it."""

from __future__ import annotations

import re
from typing import Final

NOTES: Final = ("event.return", "event.evidence")
"""The kinds of the events that explain."""
_REASON: Final = re.compile(r"seen ([a-z_]{1,40}) ([0-9a-f]{32})\Z")


def reason_of(code: str, event: str) -> str:
    """The reason of a Failed for evidence of one's own: its code, and the event that explains it."""
    return f"seen {code} {event}"


def seen_in(reason: str) -> tuple[str, str]:
    """Code and explaining event of such a reason; empty texts where it is none."""
    match = _REASON.match(reason)
    return (match[1], match[2]) if match else ("", "")
