"""The schedules that stood before a change: the past is not rewritten.

A change that replaces a loan's schedule leaves the one that stood until then as ``stood/<loan>/<number>``:
``{"loan", "until", "dues": [[day, principal, interest], …]}``, what was to be paid on each day in fen. It
counted on the days before ``until``. A query of one loan on an earlier day reads its record of
that day from the ledger's history (:func:`work_on`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from loc_desktop.contract.flow_rules.base import Run
from loc_desktop.contract.loans import loan_key, value_of
from loc_desktop.contract.state import Json, State
from loc_desktop.contract.work import Work
from loc_desktop.loan.calendar import civil_day

PREFIX: Final = "stood/"

Dues = Sequence[tuple[str, int, int]]
"""(due day, principal, interest), fen, by day."""


def keep_schedule(run: Run, record: Mapping[str, Any]) -> dict[str, Json]:
    """Keep the schedule of ``record`` as what stood until the day that counts; the record, told of it."""
    number = record.get("stood", 0)
    kept: Json = {
        "loan": record["id"],
        "until": run.value_date.isoformat(),
        "dues": [list(due) for due in dues_of(record)],
    }
    run.work.put(f"{PREFIX}{record['id']}/{number:04d}", kept)
    return {**record, "stood": number + 1}


def dues_of(record: Mapping[str, Any]) -> Dues:
    """What the schedule of a record asks for."""
    return [
        (period.due.isoformat(), period.principal, period.interest) for period in value_of(record).periods
    ]


def dues_on(earlier: Sequence[Mapping[str, Any]], current: Dues, day: str) -> Dues:
    """The dues of the schedule that stood at the end of a day; ``earlier`` in the order of their number."""
    for period in earlier:
        if period["until"] > day:
            return [(due, principal, charged) for due, principal, charged in period["dues"]]
    return current


def unpaid(dues: Dues, day: str, principal: int, interest: int) -> tuple[int, str]:
    """What was to be paid before a day and is not, where so much ``principal`` and ``interest`` is paid, each
    the oldest first; and the day of the oldest that is not, "" if none.
    """
    late, oldest = 0, ""
    for due, asked, charged in dues:
        if due >= day:
            break
        left = max(0, asked - principal) + max(0, charged - interest)
        principal, interest = max(0, principal - asked), max(0, interest - charged)
        if left and not oldest:
            oldest = due
        late += left
    return late, oldest


def work_on(state: State, loans: Iterable[str], day: date, zone: str) -> Work:
    """The state with the records of some loans as they stood at the end of a day: what counts from a later
    day is not in them. A loan that was paid out after it stands as it was paid out. For queries only.
    """
    work = Work(state)
    for loan in loans:
        standing: Mapping[str, Any] = {}
        before: Mapping[str, Any] = {}
        for _, time, value in state.history(loan_key(loan)):
            record: Any = value
            if not standing or _counts_from(record, before, time, zone) <= day.isoformat():
                standing = record
            before = record
        if standing:
            work.put(loan_key(loan), dict(standing))
    return work


def _counts_from(record: Mapping[str, Any], before: Mapping[str, Any], time: str, zone: str) -> str:
    """The day from which a change of a record counts: a payment's that of its lock, a write-off's its own."""
    for name in ("changed", "paid"):
        if record.get(name) != before.get(name) and "changed" in record:
            return str(record["changed"])
    written = record.get("written_off")
    if written is not None and written != before.get("written_off"):
        return str(written["at"])
    return civil_day(time, zone).isoformat()
