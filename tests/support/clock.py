"""Times for tests, relative to now, in the form that the program uses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def later(days: float) -> str:
    """The time ``days`` from now (before now where negative), RFC 3339 UTC with whole seconds."""
    return (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
