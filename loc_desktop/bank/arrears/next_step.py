"""What is to be done next about a loan that is late, and on which day: of all that is open, the earliest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from loc_desktop.bank.arrears.values import LateLoan

AGAIN_DAYS: Final = 7
"""Where nothing is planned, a customer is called again after so many days."""


def next_step(late: LateLoan) -> tuple[str, str]:
    """A step and its day: ``first_contact``, what a person planned (``STEPS``), ``promise_due``,
    ``promise_broken``, ``deliver`` (a letter), ``deadline`` (of a letter) or ``call``; both "" for a loan
    that is not late."""
    if not late.days_past_due:
        return "", ""
    contact, promise, demand = late.contact, late.promise, late.demand
    last = contact.day if contact else ""
    found: list[tuple[str, str]] = []
    if demand is not None and not demand.way:
        found.append((demand.day, "deliver"))
    elif demand is not None and last <= demand.deadline:
        found.append((demand.deadline, "deadline"))
    if promise is not None and promise.state == "open":
        found.append((promise.due, "promise_due"))
    elif promise is not None and promise.state == "broken" and last <= promise.due:
        found.append((_after(promise.due, 1), "promise_broken"))
    if contact is not None and contact.step:
        written = contact.step == "demand" and demand is not None and demand.at >= contact.at
        if not written:
            found.append((contact.step_day, contact.step))
    if found:
        day, step = min(found)
        return step, day
    done = [deed.day for deed in (contact, promise, demand) if deed is not None]
    if done:
        return "call", _after(max(done), AGAIN_DAYS)
    return "first_contact", _after(late.day, 1 - late.days_past_due)


def _after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
