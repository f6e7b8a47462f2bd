"""The whole story without a window: applications through all three oracles, forgeries, verification."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loc_desktop.app.data_folder import EMBEDDED_FILE
from loc_desktop.demo import forgeries as attacks
from loc_desktop.demo import sample
from loc_desktop.demo.life_story import live
from loc_desktop.demo.loan_lives import DAYS, Life
from loc_desktop.demo.step_progress import StepProgress
from loc_desktop.desk.values.applicants import ImportPreview
from loc_desktop.desk.values.case import Unlock
from loc_desktop.desk.values.event import APPLICATION
from loc_desktop.desk.values.work import RowFailure

if TYPE_CHECKING:
    from loc_desktop.desk.workplace import Workplace
    from loc_desktop.ledger.index.rows import EventRow

SAMPLE = 200
"""Applications of the project's own sample, where no file is given."""


@dataclass(frozen=True, slots=True)
class StoryOutcome:
    """What happened. ``codes`` counts every unlock attempt; ``findings`` are the verification's.

    ``failed_by_term``: applications on which at least one role found the item unmet (``exception``:
    evidence). ``decided``: applications by their final code. ``failures``: rows that could not be sent or
    decided, with the reason. ``lived``: what some of the loans lived through
    (None before they did).
    """

    ledger: Path | str
    applications: int
    bad_rows: int
    codes: dict[str, int]
    decided: dict[str, int]
    forgeries: tuple[attacks.Forgery, ...]
    failed_by_term: dict[str, int]
    failed_by_role: dict[str, int]
    disbursed_fen: int
    balances_agree: bool
    findings: tuple[str, ...]
    blocks: int
    seconds: float
    failures: tuple[str, ...] = ()
    lived: Life | None = None

    @property
    def good(self) -> bool:
        """Everything went as it must: all decided, forgeries refused, sums agree, ledger verifies."""
        refused = all(forgery.unlock.code not in (0, 4) for forgery in self.forgeries)
        decided = sum(self.decided.values()) == self.applications
        lived = self.lived is None or self.lived.good
        return not self.findings and self.balances_agree and refused and decided and lived

    def to_json(self) -> dict[str, Any]:
        """The object that ``demo --headless --json`` prints."""
        return {
            "ledger": str(self.ledger),
            "applications": self.applications,
            "codes": self.codes,
            "failed_by_term": self.failed_by_term,
            "disbursed_fen": self.disbursed_fen,
            "seconds": round(self.seconds, 2),
            "attempts": sum(self.codes.values()),
            "decided": self.decided,
            "refused_forgeries": {forgery.name: forgery.unlock.code for forgery in self.forgeries},
            "failed_by_role": self.failed_by_role,
            "bad_rows": self.bad_rows,
            "failures": list(self.failures),
            "blocks": self.blocks,
            "verified": not self.findings,
            "good": self.good,
            **(self.lived.to_json() if self.lived else {}),
        }


@dataclass(frozen=True, slots=True)
class StoryResult:
    """What happened to the applications, on whichever ledger."""

    applications: tuple[str, ...]
    bad_rows: int
    forgeries: tuple[attacks.Forgery, ...]
    codes: dict[str, int]
    decided: dict[str, int]
    failed_by_term: dict[str, int]
    failed_by_role: dict[str, int]
    failures: tuple[str, ...] = ()


def run(
    workplace: Workplace, file: Path | None, limit: int | None, tell: StepProgress, days: int = DAYS
) -> StoryOutcome:
    """Tell the story on a new workplace; some loans live for ``days``.

    Raises KnownError for a file that cannot be used, ``keyring.*`` …"""
    from loc_desktop.ledger.embedded.verify import verify

    began = time.monotonic()
    workplace.try_here(partial(tell, "set up"))
    told = story(workplace, file, limit, tell)
    path = workplace.home / EMBEDDED_FILE
    disbursed, balances_agree = _sums(workplace, workplace.desk_of("B").me.key)
    lived = live(workplace, tell, days=days)
    blocks = workplace.connections.index(workplace.desk_of("B").carrier.identity.ledger).height
    workplace.close()
    checked = verify(path, progress=partial(tell, "verify the ledger"))
    return outcome(
        told,
        ledger=path,
        disbursed_fen=disbursed,
        balances_agree=balances_agree,
        findings=tuple(str(finding) for finding in checked.findings),
        blocks=blocks,
        seconds=time.monotonic() - began,
        lived=lived,
    )


def story(
    workplace: Workplace,
    file: Path | None,
    limit: int | None,
    tell: StepProgress,
    between: Callable[[], None] = lambda: None,
) -> StoryResult:
    """The applications through the oracles, after forgeries on one of them. ``between`` is called
    between two who act one after the other: their peers may have to agree first."""
    counter = workplace.desk_of("C").applications
    preview = counter.read_sample(file) if file else sample.rows(limit or SAMPLE)
    preview = _first(preview, limit)
    report = counter.import_rows(preview, workplace.desk_of("B").me.key, progress=partial(tell, "apply"))
    forgeries: tuple[attacks.Forgery, ...] = ()
    unlocks: list[Unlock] = []
    failures = _told(preview.file, report.failed)
    if report.events:
        between()
        forgeries = _forge(workplace, report.events[0])
        tell("forgeries refused", len(forgeries), len(forgeries))
    for role in sample.WAITING:
        between()
        grants = workplace.desk_of(role).grants
        decided = grants.decide(kind=APPLICATION, progress=partial(tell, f"{role} audits"))
        unlocks.extend(outcome_of_case.unlock for outcome_of_case in decided.signed if outcome_of_case.unlock)
        failures += _told(role, decided.failed)
    unlocks.extend(forgery.unlock for forgery in forgeries)
    failed_by_term, failed_by_role, decided_codes = _failed(workplace, report.events)
    return StoryResult(
        applications=report.events,
        bad_rows=preview.bad + len(report.failed),
        forgeries=forgeries,
        codes=_count(unlocks),
        decided=decided_codes,
        failed_by_term=failed_by_term,
        failed_by_role=failed_by_role,
        failures=failures,
    )


def _told(where: str, failed: Sequence[RowFailure]) -> tuple[str, ...]:
    return tuple(f"{where}, row {failure.line}: {failure.trouble} ({failure.code})" for failure in failed)


def outcome(told: StoryResult, **fields: Any) -> StoryOutcome:
    """What was told, with what the ledger says of it."""
    return StoryOutcome(
        applications=len(told.applications),
        bad_rows=told.bad_rows,
        codes=told.codes,
        decided=told.decided,
        forgeries=told.forgeries,
        failed_by_term=told.failed_by_term,
        failed_by_role=told.failed_by_role,
        failures=told.failures,
        **fields,
    )


def _first(preview: ImportPreview, limit: int | None) -> ImportPreview:
    if limit is None:
        return preview
    return replace(preview, rows=preview.rows[:limit])


def _forge(workplace: Workplace, event: str) -> tuple[attacks.Forgery, ...]:
    """On an application that nobody has granted: what is granted on the ledger is final, and a code that says
    something else is no attempt. The Pass that is used again is the bank's on its own issue of funds."""
    desk = workplace.desk_of("B")
    index = workplace.connections.index(desk.carrier.identity.ledger)
    (issued,) = index.events(party=desk.me.key, kind="fund.issue", limit=1).rows
    grantors = {role: workplace.desk_of(role).carrier.identity for role in sample.WAITING}
    forgeries = attacks.attempt_all(desk.carrier, grantors, event, issued.id)
    desk.carrier.catch_up()
    return forgeries


def _count(unlocks: list[Unlock]) -> dict[str, int]:
    codes = {str(code): 0 for code in range(4)}
    for unlock in unlocks:
        codes[str(unlock.code)] = codes.get(str(unlock.code), 0) + 1
    return codes


def _failed(
    workplace: Workplace, events: tuple[str, ...]
) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """From the results on the ledger: by item, by role and item; and the applications by final code."""
    index = workplace.connections.index(workplace.desk_of("C").carrier.identity.ledger)
    by_item: dict[str, int] = {}
    by_role: dict[str, int] = {}
    codes: dict[str, int] = {}
    for event in events:
        row = index.event(event)
        if row is None or row.status == "pending":
            continue
        codes[str(row.code)] = codes.get(str(row.code), 0) + 1
        unmet = _unmet(row)
        for name in dict.fromkeys(item for _, item in unmet):
            by_item[name] = by_item.get(name, 0) + 1
        for role, item in unmet:
            by_role[f"{role}.{item}"] = by_role.get(f"{role}.{item}", 0) + 1
    return dict(sorted(by_item.items())), dict(sorted(by_role.items())), dict(sorted(codes.items()))


def _unmet(row: EventRow) -> list[tuple[str, str]]:
    unmet: list[tuple[str, str]] = []
    for seat in row.grantors:
        unmet.extend((seat.role, item) for item, met in seat.terms.items() if met == 0)
        if seat.exception == 0:
            unmet.append((seat.role, "exception"))
    return unmet


def _sums(workplace: Workplace, bank: str) -> tuple[int, bool]:
    """What was paid out, and whether the bank's account fell by exactly that."""
    from loc_desktop.desk.join.this_computer import BANK_FUNDS

    desk = workplace.desk_of("B")
    totals = workplace.connections.index(desk.carrier.identity.ledger).totals()
    return totals.disbursed, desk.viewer.account(bank).balance == BANK_FUNDS - totals.disbursed
