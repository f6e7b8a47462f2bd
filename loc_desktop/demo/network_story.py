"""The whole story on a Fabric network: the same applications, each role through its own organisation's peer.

What is looked at in the end is not this program's memory but the blocks that every organisation's peer has.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loc_desktop.demo.life_story import live
from loc_desktop.demo.loan_lives import DAYS
from loc_desktop.demo.step_progress import StepProgress
from loc_desktop.demo.story import StoryOutcome, StoryResult, outcome, story
from loc_desktop.desk.join import funds, membership
from loc_desktop.desk.join import this_computer as setup
from loc_desktop.desk.join.same_height import wait_for_same_height
from loc_desktop.desk.join.steps import JoinRequest
from loc_desktop.errors import KnownError, Trouble
from loc_desktop.script.evaluate import EXECUTION_FAILED, Members, Trace, evaluate

if TYPE_CHECKING:
    from loc_desktop.desk.workplace import Workplace
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.api import Block, Ledger

ROLES = ("C", "B", "CAD", "FD", "R")
SAMPLE = 30
"""Applications where neither a file nor a number is given: each takes half a dozen transactions that a
bank and two more roles endorse one by one."""

SERVICED = 8
"""Loans that live on: each event of a life is two transactions or three, and each waits for its block."""


@dataclass(frozen=True, slots=True)
class StoryInvitation:
    """With what a role enrols: its organisation's connection profile, enrolment id and secret."""

    profile: Path
    enrolment_id: str
    secret: str


def run(
    workplace: Workplace,
    invited: Mapping[str, StoryInvitation],
    file: Path | None,
    limit: int | None,
    tell: StepProgress,
    days: int = DAYS,
) -> StoryOutcome:
    """Tell the story with five new members of a network, one a role. They leave it again at the end. Some
    loans live for ``days`` where the network was set up for demonstrations, elsewhere for today.

    Raises KnownError for what cannot be used or reached, ``enrol.*``, ``keyring.*``.
    """
    began = time.monotonic()
    identities: dict[str, Identity] = {}
    try:
        _join(workplace, invited, identities, tell)
        connections = workplace.connections
        ledgers = {role: connections.ledger_of(identity) for role, identity in identities.items()}
        _begin(workplace, identities, tell)
        start = wait_for_same_height(list(ledgers.values()))

        def settle() -> None:
            _settle(workplace, ledgers)

        told = story(workplace, file, limit or (None if file else SAMPLE), tell, settle)
        _settle(workplace, ledgers)
        disbursed = _disbursed(workplace, told)
        held = workplace.desk_of("B").viewer.account().balance
        lived = live(workplace, tell, SERVICED, days)
        end = _settle(workplace, ledgers)
        findings = _compare(ledgers, start, end, tell)
        blocks = tuple(islice(ledgers["R"].follow(start, lambda: False), end - start))
        findings += _replay(workplace, blocks, tell)
    finally:
        _leave(workplace, identities)
    return outcome(
        told,
        ledger=identities["R"].ledger,
        disbursed_fen=disbursed,
        balances_agree=held == setup.BANK_FUNDS - disbursed,
        findings=findings,
        blocks=end - start,
        seconds=time.monotonic() - began,
        lived=lived,
    )


def _join(
    workplace: Workplace,
    invited: Mapping[str, StoryInvitation],
    identities: dict[str, Identity],
    tell: StepProgress,
) -> None:
    """Fill in ``identities`` one by one: who has joined when something fails has to leave again."""
    names = {person.role: person.name for person in setup.PEOPLE}
    for position, role in enumerate(ROLES):
        tell("join the network", position, len(ROLES))
        invitation = invited[role]
        asked = JoinRequest(invitation.profile, invitation.enrolment_id, invitation.secret, names[role])
        joined = workplace.join(asked)
        identities[role] = workplace.connections.identity(joined.id)
    tell("join the network", len(ROLES), len(ROLES))


def _begin(workplace: Workplace, identities: Mapping[str, Identity], tell: StepProgress) -> None:
    """Funds, default terms, and registers that learn of the applicants as those of the sample do."""
    connections = workplace.connections
    tell("funds and terms", 0, 3)
    funds.issue(connections, identities["B"], setup.BANK_FUNDS)
    tell("funds and terms", 1, 3)
    funds.deposit(connections, identities["FD"], identities["B"], setup.FD_FUNDS)
    tell("funds and terms", 2, 3)
    setup.offices(connections, identities)
    ledger = identities["C"].ledger
    # On a demonstration's ledger this also lets the days go by.
    connections.settings.add_ledger(ledger, {**connections.settings.ledgers()[ledger], "sample": "yes"})
    tell("funds and terms", 3, 3)


def _settle(workplace: Workplace, ledgers: Mapping[str, Ledger]) -> int:
    """Wait until every peer has the same blocks and the index has them too; how many."""
    height = wait_for_same_height(list(ledgers.values()))
    workplace.catch_up()
    return height


def _compare(ledgers: Mapping[str, Ledger], start: int, end: int, tell: StepProgress) -> tuple[str, ...]:
    """Block by block: the same hash at every organisation's peer, each block after the one before."""
    findings: list[str] = []
    hashes: dict[str, list[str]] = {}
    for position, (role, ledger) in enumerate(ledgers.items()):
        tell("compare the peers", position, len(ledgers))
        previous = ledger.block(start - 1).hash
        hashes[role] = []
        for block in islice(ledger.follow(start, lambda: False), end - start):
            if block.previous_hash != previous:
                findings.append(f"block {block.number} of {role} does not follow the one before")
            previous = block.hash
            hashes[role].append(block.hash)
    first, *others = hashes
    for other in others:
        if hashes[other] != hashes[first]:
            findings.append(f"the peers of {first} and {other} have other blocks")
    tell("compare the peers", len(ledgers), len(ledgers))
    return tuple(findings)


def _replay(workplace: Workplace, blocks: Sequence[Block], tell: StepProgress) -> tuple[str, ...]:
    """Every unlock attempt of the blocks, evaluated again here: code and trace have to be what the contract
    returned."""
    index = workplace.connections.index(workplace.desk_of("R").identity.ledger)
    members = Members((row.role, row.key) for row in index.members(revoked=True))
    locked: dict[str, Any] = {}
    findings: list[str] = []
    transactions = [
        transaction for block in blocks for transaction in block.transactions if transaction.valid
    ]
    for position, transaction in enumerate(transactions):
        tell("replay the traces", position, len(transactions))
        if transaction.fn == "lock":
            cc: Any = transaction.args[0]
            locked[cc["event"]["id"]] = cc
        elif transaction.fn in ("unlock", "unlock_many"):
            codes: Any = transaction.args[0] if transaction.fn == "unlock_many" else [transaction.args[0]]
            answers: Any = transaction.result if transaction.fn == "unlock_many" else [transaction.result]
            for uc, answer in zip(codes, answers, strict=True):
                if "trace" not in answer:
                    continue  # refused before it was evaluated: nothing was recorded
                cc = locked.get(answer["event"])
                if cc is None or _evaluated(cc, uc, members, answer).compact() != answer["trace"]:
                    findings.append(
                        f"the trace of {answer['event']} in {transaction.id} is not the one replayed"
                    )
    tell("replay the traces", len(transactions), len(transactions))
    return tuple(findings)


def _evaluated(cc: Any, uc: Any, members: Members, answer: Mapping[str, Any]) -> Trace:
    trace = evaluate(cc, uc, members)
    if answer["code"] == EXECUTION_FAILED and trace.code == 0:
        return trace.execution_failed(Trouble.from_json(answer["failure"]))
    return trace


def _disbursed(workplace: Workplace, told: StoryResult) -> int:
    index = workplace.connections.index(workplace.desk_of("B").identity.ledger)
    rows = [index.event(event) for event in told.applications]
    return sum(row.amount or 0 for row in rows if row is not None and row.code == 0)


def _leave(workplace: Workplace, identities: Mapping[str, Identity]) -> None:
    """Whose keys are about to be forgotten must not be asked for a signature any more."""
    for identity in identities.values():
        with contextlib.suppress(KnownError):
            membership.leave(workplace.connections, identity)
