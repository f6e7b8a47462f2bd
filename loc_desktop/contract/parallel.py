"""Several evaluations at once: verifying signatures takes most of their time, and holds up no other thread.

An evaluation is a function of chaincode, code and members alone, so it does not matter which thread does it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from threading import Thread
from typing import Any, Final

from loc_desktop.script import signatures
from loc_desktop.script.evaluate import Members, Trace, evaluate

Job = tuple[Any, Any, Members]
"""The locked chaincode, unlocking code, members."""

_WORTH_A_THREAD: Final = 8


def evaluate_all(jobs: Sequence[Job | None]) -> list[Trace | None]:
    """The traces of ``jobs`` in order, None for None."""
    traces: list[Trace | None] = [None] * len(jobs)
    # Shared: whoever is free takes the next.
    places = iter(range(len(jobs)))

    def take() -> None:
        for place in places:
            job = jobs[place]
            if job is not None:
                traces[place] = evaluate(*job, locked=True, verify=signatures.verify_bytes)

    shared = len(jobs) >= _WORTH_A_THREAD and (os.cpu_count() or 1) > 1
    helper = Thread(target=take, name="evaluate-many") if shared else None
    if helper is not None:
        helper.start()
    take()
    if helper is not None:
        helper.join()
    return traces
