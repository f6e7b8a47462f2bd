"""Fabric's times as the contract's."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any


def rfc3339(timestamp: Any) -> str:
    """A protobuf timestamp as RFC 3339 UTC; fractions of a second are dropped."""
    return _second(timestamp.seconds)


@lru_cache(maxsize=256)
def _second(seconds: int) -> str:
    # Kept: the transactions of a block are of the same few seconds.
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
