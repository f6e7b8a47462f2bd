"""What was done about a loan that is late, as frozen values. Amounts are fen, days ``YYYY-MM-DD``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

WAYS: Final = ("call", "visit", "message")
RESULTS: Final = ("reached", "will_pay", "cannot_pay", "refuses", "no_answer", "wrong_number", "away")
STEPS: Final = ("call", "visit", "demand", "wait", "legal")
"""What a person may plan."""

DELIVERIES: Final = ("hand", "post", "read_aloud")


@dataclass(frozen=True, slots=True)
class Contact:
    """A call or visit: ``person`` is who was spoken to, ``result`` one of :data:`RESULTS`; ``step`` what was
    planned next, for ``step_day`` ("" nothing). ``by`` is who recorded it."""

    loan: str
    day: str
    at: str
    by: str
    way: str
    person: str
    result: str
    note: str
    step: str = ""
    step_day: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise to pay ``amount`` until ``due``, both included. ``state`` is judged by the ledger's payments:
    ``open``, ``kept`` (on ``settled``), ``broken``, ``replaced`` by a newer one before it was due."""

    loan: str
    day: str
    at: str
    by: str
    amount: int
    due: str
    note: str
    state: str = "open"
    settled: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """A letter of demand: what was due on ``day`` and is to be paid until ``deadline``. ``way`` is how it was
    delivered (one of :data:`DELIVERIES`, "" not yet) on ``delivered``, to ``receiver``, by ``delivered_by``.
    """

    number: str
    loan: str
    day: str
    at: str
    by: str
    days_late: int
    principal: int
    interest: int
    penalty: int
    deadline: str
    way: str = ""
    delivered: str = ""
    delivered_by: str = ""
    receiver: str = ""

    @property
    def total(self) -> int:
        return self.principal + self.interest + self.penalty


ArrearsDeed = Contact | Promise | Demand


@dataclass(frozen=True, slots=True)
class LateLoan:
    """A loan that is late after the last day's end, with the newest of what was done and the ``step`` that is
    next, to be done on ``step_day``. ``stopped``: since when it is in non-accrual, "" if it is not."""

    loan: str
    payee: str
    product: str
    branch: str
    account: str
    amount: int
    opened: str
    day: str
    tier: str
    days_past_due: int
    principal: int
    interest: int
    penalty: int
    due: int
    outstanding: int
    stopped: str
    contact: Contact | None = None
    promise: Promise | None = None
    demand: Demand | None = None
    step: str = ""
    step_day: str = ""

    @property
    def overdue(self) -> int:
        return self.principal + self.interest
