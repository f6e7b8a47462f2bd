"""Whether a loan earns income in the bank's books: a function of its records by day, and of the day alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from loc_desktop.contract.loans import value_of
from loc_desktop.loan import servicing
from loc_desktop.loan.lending import NonAccrual

Record = Mapping[str, Any]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stopped:
    """A loan that earns no income ``since`` a day; ``interest`` and ``penalty`` (fen) had been paid on it
    before."""

    since: date
    interest: int
    penalty: int


def stopped(versions: Sequence[tuple[date, Record]], day: date, rule: NonAccrual) -> Stopped | None:
    """Whether a loan is in non-accrual at the end of ``day``: it was more than ``rule.days`` late on some day
    and has not been current since. ``versions``: its records, each with the day from which it stands, oldest
    first. A write-off neither begins nor ends it.
    """
    found: Stopped | None = None
    ends = [start - _DAY for start, _ in versions[1:]] + [day]
    for (start, record), end in zip(versions, ends, strict=True):
        if start > day:
            break
        if record["status"] != "active":
            found = found if record["status"] == "written_off" else None
            continue
        loan = value_of(record)
        if found is not None and servicing.position(loan, start).days_past_due == 0:
            found = None
        if found is None:
            late = servicing.position(loan, min(end, day)).days_past_due
            if late > rule.days:
                since = max(start, min(end, day) - _DAY * (late - rule.days - 1))
                found = Stopped(since, servicing.interest_paid(loan), record["paid"]["penalty"])
    return found
