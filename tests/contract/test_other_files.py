"""Two organisations whose programs have different files of rules endorse the same: what counts is on the
ledger.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from loc_desktop.contract.client import new_id
from loc_desktop.contract.dispatch import invoke
from loc_desktop.contract.rulebook.document import shipped
from loc_desktop.contract.state import Json
from tests.contract.test_rules import World, cheaper, other, proposal
from tests.contract.world import AT, CHANNEL
from tests.support.endorse import endorse
from tests.support.memory import MemoryLedger
from tests.support.overlay import environment, other_files

SERVICE = Path(__file__).parents[1] / "support" / "endorse.py"


class Recorded(World):
    """Every transaction is written down as a proposal, with the state that it met."""

    def __init__(self) -> None:
        self.jobs: list[dict[str, Any]] = []
        super().__init__()

    def invoke(self, name: str, fn: str, args: list[Json], registrar: bool | None = None) -> Any:
        if registrar is None:
            registrar = fn == "register" and self.roles[name] == "C"
        caller = self.caller(name, registrar)
        self.jobs.append({
            "channel": CHANNEL, "values": {key: data.decode() for key, data in self.ledger.values.items()},
            "caller": [caller.organisation, caller.role, caller.key, caller.registrar], "time": self.now,
            "tx": f"{len(self.jobs):064x}", "fn": fn, "args": args,
        })  # fmt: skip
        return super().invoke(name, fn, args, registrar)


@pytest.fixture(scope="module")
def lived() -> list[dict[str, Any]]:
    """A loan's life, a change of the rules in it, and a refusal."""
    world = Recorded()
    world.fund()
    world.run(
        "fund.deposit", amount=1_000_000, bank=world.key("B"), account=world.key("FD"), transfer=new_id()
    )
    loan = world.loan(amount=1_200_000)
    other_loan = world.loan("C2", amount=1_200_000)
    outcome = world.run("rules.adopt", **proposal(world, other(cheaper), "2026-11-23"))
    assert outcome["code"] == 0
    world.now = "2027-01-10T08:00:00Z"  # the first instalment is late
    position = world.query("R", "loan", id=loan)["position"]
    parts = {"principal": position["due_principal"], "interest": position["due_interest"],
             "penalty": position["penalty"]}  # fmt: skip
    assert all(parts.values())
    who = {"payer": world.key("C"), "bank": world.key("B")}
    assert world.run("principal.repay", loan=loan, amount=sum(parts.values()), **parts, **who)["code"] == 0
    year: dict[str, Json] = {"department": world.key("FD"), "year": 2027, "deadline": "2027-12-31"}
    assert world.run("subsidy.budget", amount=1_000_000, **year)["code"] == 0
    refund = {"payer": world.key("FD"), "payee": world.key("C"), "bank": world.key("B")}
    amount = world.query("R", "loan", id=loan)["schedule"][0]["refundable"]
    assert amount
    assert world.run("loan.refund", loan=loan, amount=amount, periods=[1], **refund)["code"] == 0
    late = world.query("R", "loan", id=other_loan)["position"]
    assert late["days_past_due"]
    assert world.query("R", "loan", id=world.loan(amount=1_000_000))["rate"] == 250
    broken = world.draft("principal.repay", loan=loan, amount=1, principal=1, interest=1, penalty=0, **who)
    with pytest.raises(Exception, match=r"contract\.sum"):
        world.locked(broken)
    return world.jobs


def test_two_services_with_different_files_read_write_and_answer_the_same(
    lived: list[dict[str, Any]], tmp_path: Path
) -> None:
    told = b"".join(orjson.dumps(job) + b"\n" for job in lived)
    completed = subprocess.run(
        [sys.executable, str(SERVICE)],
        input=told, capture_output=True, check=True, env=environment(other_files(tmp_path)), timeout=120,
    )  # fmt: skip
    files, *answers = [orjson.loads(line) for line in completed.stdout.splitlines()]
    assert files != shipped().digest  # that process has other files indeed
    assert len(answers) == len(lived)
    for job, answer in zip(lived, answers, strict=True):
        assert answer == orjson.loads(orjson.dumps(endorse(job))), job["fn"]
    assert sum("refused" in answer for answer in answers) == 1


def test_only_a_ledger_that_is_given_no_rules_begins_with_the_programs_files() -> None:
    state = MemoryLedger(CHANNEL).begin(time=AT)
    invoke(state, "init", [{}])
    assert f"rules/{shipped().digest}" in state.writes
