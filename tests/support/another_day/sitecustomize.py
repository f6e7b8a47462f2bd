"""Read by every Python that starts on another day (``on_day.sh``).

libfaketime 0.9.10 hands clock_nanosleep a time of the wrong clock where the monotonic one is left alone, and
``time.sleep`` of Python 3.11 and later then ends with EINVAL. A select of nothing sleeps as long.
"""

import select
import time
from typing import SupportsIndex


def _sleep(seconds: float | SupportsIndex, /) -> None:
    length = float(seconds)
    if length < 0:
        raise ValueError("sleep length must be non-negative")
    select.select([], [], [], length)


time.sleep = _sleep
