"""Several evaluations at once give what one after the other gives, in order."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from loc_desktop.contract.client import code_of
from loc_desktop.contract.parallel import Job, evaluate_all
from loc_desktop.script.evaluate import Members, evaluate
from tests.contract.world import SEALED, World


@pytest.fixture(scope="module")
def jobs() -> list[Job | None]:
    """Codes that unlock, one that was tampered with, and a place without one."""
    world = World()
    members = Members.from_records([world.record(name) for name in world.signers])
    jobs: list[Job | None] = []
    for number in range(9):
        cc = world.locked(
            world.draft(
                "loan.apply", amount=1_000_000 + number, months=12, product="poverty-micro",
                bank=world.key("B"), payee=world.key("C"), dossier=SEALED, commitment="0" * 64,
            )
        )  # fmt: skip
        uc: Any = code_of(cc["event"], world.results(cc, failed=("FD",) if number == 4 else ()))
        if number == 6:
            uc = copy.deepcopy(uc)
            uc["results"][0]["verdict"] = "Failed"
        jobs.append((cc, uc, members))
    jobs.insert(3, None)
    return jobs


def test_each_has_the_trace_that_it_has_alone(jobs: list[Job | None]) -> None:
    alone = [None if job is None else evaluate(*job, locked=True) for job in jobs]
    assert len({trace.code for trace in alone if trace is not None}) > 1
    for count in (len(jobs), 7, 1, 0):
        at_once = evaluate_all(jobs[:count])
        assert [trace and (trace.code, trace.compact()) for trace in at_once] == [
            trace and (trace.code, trace.compact()) for trace in alone[:count]
        ]
    assert evaluate_all([None, None]) == [None, None]
