"""The class of a loan (normal to loss), by one function for the contract's views, the bank's day end and the
regulator's numbers.

Days past due and a reschedule's observation period are in the position already
(:mod:`loc_desktop.loan.servicing`). The lending rules name further signs (``classification.signs``):
``partly_written_off`` and ``other_default``: at least ``at_least``, while a part is written off, or while
another loan of the same person at the same bank is in default. A loan that was written off whole is ``loss``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from loc_desktop.contract.loans import OPEN_STATES, loan_key, value_of, with_calendars
from loc_desktop.contract.work import Work
from loc_desktop.loan import servicing
from loc_desktop.loan.lending import LendingRules
from loc_desktop.loan.servicing import Position

CLASSES: Final = ("normal", "special_mention", "substandard", "doubtful", "loss")
"""Best first."""

Record = Mapping[str, Any]


def worst(classes: Iterable[str]) -> str:
    """The worst of some classes, ``normal`` where there is none."""
    return max(classes, key=CLASSES.index, default="normal")


def class_of(record: Record, now: Position, rules: LendingRules, other_default: bool) -> str:
    """The class of a loan whose position on a day is ``now``."""
    if record["status"] == "written_off":
        return "loss"
    if record["status"] not in OPEN_STATES:
        return "normal"
    partly = bool(record.get("written_off", {}).get("amount"))
    return by_signs(now.classification, rules, partly, other_default)


def by_signs(tier: str, rules: LendingRules, partly_written_off: bool, other_default: bool) -> str:
    """A class by days past due, and by the further signs that the rules name."""
    tiers, known = [tier], rules.classification
    if "partly_written_off" in known.signs and partly_written_off:
        tiers.append(known.at_least)
    if "other_default" in known.signs and other_default:
        tiers.append(known.at_least)
    return worst(tiers)


def performs(tier: str) -> bool:
    """Whether a loan of this class is not in default: it is at most of special mention."""
    return CLASSES.index(tier) < 2


def in_default(record: Record, now: Position) -> bool:
    """Whether a loan is in default: written off, or so late that it no longer performs."""
    if record["status"] == "written_off":
        return True
    return record["status"] == "active" and not performs(now.classification)


def other_default(work: Work, record: Record, on: date) -> bool:
    """Whether another loan of this loan's customer at its bank is in default on a day."""
    prefix = f"loans/{record['payee']}/"
    loans = [entry["loan"] for _, entry in work.state.range(prefix, prefix + "\x7f")]
    others = [name for name in loans if name != record["id"]]
    work.load([loan_key(name) for name in others])
    for name in others:
        other = work.get(loan_key(name))
        if other is None or other["bank"] != record["bank"] or other["opened"] > on.isoformat():
            continue
        if in_default(other, servicing.position(value_of(with_calendars(work, other, on)), on)):
            return True
    return False


def class_on(work: Work, record: Record, on: date, rules: LendingRules) -> str:
    """The class of a loan on a day, everything looked at."""
    now = servicing.position(value_of(record), on)
    looks = "other_default" in rules.classification.signs and record["status"] == "active"
    return class_of(record, now, rules, looks and other_default(work, record, on))
