"""Fabric's times: whole seconds in UTC."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from loc_desktop.contract.fields import is_time
from loc_desktop.ledger.fabric.times import rfc3339


@pytest.mark.parametrize(
    ("seconds", "nanos", "text"),
    [
        (0, 0, "1970-01-01T00:00:00Z"),
        (1_709_210_096, 999_999_999, "2024-02-29T12:34:56Z"),
        (1_767_225_599, 0, "2025-12-31T23:59:59Z"),
        (-1, 0, "1969-12-31T23:59:59Z"),
    ],
)
def test_a_timestamp_is_the_contracts_time_without_its_fraction(seconds: int, nanos: int, text: str) -> None:
    told = rfc3339(SimpleNamespace(seconds=seconds, nanos=nanos))
    assert told == text
    assert is_time(told)
