"""Each parser on spoiled input: a short round in the tests, ``make fuzz MINUTES=…`` as long as one likes."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings

from tests.fuzz.targets import TARGETS

MINUTES = float(os.environ.get("LOC_FUZZ_MINUTES", "0"))
SLOW_S = 10.0
"""No input takes more of the processor's time."""

_ROUND = 2000


@pytest.mark.parametrize("name", TARGETS)
def test_only_known_errors_and_in_time(name: str) -> None:
    target = TARGETS[name]()

    def once(value: Any) -> None:
        began = time.process_time()
        with suppress(*target.known):
            target.work(value)
        assert time.process_time() - began < SLOW_S

    examples = _ROUND if MINUTES else target.short
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    round_ = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=checks,
        derandomize=not MINUTES,
    )(given(target.values)(once))
    end = time.monotonic() + 60 * MINUTES
    round_()
    number = 0
    while time.monotonic() < end:
        number += 1
        seed(number)(round_)()
