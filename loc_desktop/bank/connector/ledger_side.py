"""The bank at the ledger: what an event's status is, and sending an unlocking code until it is decided.

A ``LedgerCase`` is what the ledger says about an event, a ``LedgerAnswer`` what became of it; no answer means
that only the ledger knows, and it is asked again.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from loc_desktop.bank.ports import LedgerPort, SubmissionPort, UserPort
from loc_desktop.bank.trouble import of_failure
from loc_desktop.contract.client import code_of
from loc_desktop.errors import KnownError, Trouble
from loc_desktop.script.items import OracleResult, UnlockingCode, Verdict
from loc_desktop.script.unlock import sign_result

_VOID_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class LedgerCase:
    """An event with its status on the ledger. ``granted``: the bank's result, if it is on the ledger."""

    event: Mapping[str, Any]
    status: str
    tx_id: str
    granted: OracleResult | None


@dataclass(frozen=True, slots=True)
class LedgerAnswer:
    """``status`` is the event's after an unlocking code; ``why`` it did not execute."""

    status: str
    tx_id: str
    why: Trouble | None = None


@dataclass(slots=True)
class LedgerAnswers:
    """What came back, by event: an answer, or the trouble why there is none."""

    known: dict[str, LedgerAnswer] = field(default_factory=dict)
    troubles: dict[str, Trouble] = field(default_factory=dict)


class LedgerSide:
    """One bank at one ledger."""

    def __init__(self, ledger: LedgerPort, user: UserPort) -> None:
        self._ledger = ledger
        self._user = user
        # Processes start at different places, so that they do not touch the same balance slots.
        self._hints = itertools.count(os.getpid())

    @property
    def bank(self) -> str:
        return self._user.signer.key

    def case(self, event: str) -> LedgerCase:
        """Raises the ledger's errors."""
        answer = self._ledger.evaluate("query", ["event", {"id": event}], self._user)
        status, grants = answer["status"], answer["grants"]
        granted = next((grant for grant in grants if grant and grant["key"] == self.bank), None)
        return LedgerCase(answer["cc"]["event"], status["status"], status["tx"].get("unlock", ""), granted)

    def digital_balance(self, key: str) -> int | None:
        """What a digital account holds of this bank's issue; None where the bank may not look (another
        institution's): then the ledger alone says whether it suffices."""
        try:
            view = self._ledger.evaluate("query", ["account", {"key": key}], self._user)
        except KnownError as error:
            if error.params.get("contract"):
                return None
            raise
        return int(view["by_issuer"].get(self.bank, 0))

    def code(self, case: LedgerCase, verdict: Verdict, at: str, reason: str = "") -> UnlockingCode:
        """The unlocking code with the bank's result; the one that is on the ledger if there is one."""
        event: Any = case.event
        signed = case.granted or sign_result(
            event, "B", self._user.signer, verdict, at, reason=reason or None
        )
        return code_of(event, [signed])

    def unlock(self, codes: Mapping[str, UnlockingCode], answers: LedgerAnswers) -> None:
        """Submit codes, one alone or several in one transaction. A void transaction is sent again."""
        many = len(codes) > 1
        for attempt in range(_VOID_TRIES):
            hint = next(self._hints)
            args: list[Any] = [list(codes.values()) if many else next(iter(codes.values())), hint]
            try:
                submission = self._submit("unlock_many" if many else "unlock", args)
            except KnownError as error:
                if error.params.get("validation") and attempt + 1 < _VOID_TRIES:
                    continue  # in a block but void (two transactions touched one key): nothing has changed
                for event in codes:
                    self._look(event, error.trouble, answers)
                return
            outcomes = submission.result if many else [submission.result]
            for event, outcome in zip(codes, outcomes, strict=True):
                if "error" in outcome:
                    # Alone it is refused with everything that the sentence needs.
                    self.unlock({event: codes[event]}, answers)
                else:
                    answers.known[event] = LedgerAnswer(
                        outcome["status"], submission.tx_id, of_failure(outcome)
                    )
            return

    def _submit(self, fn: str, args: list[Any]) -> SubmissionPort:
        """A transaction that is in a block. Raises the ledger's errors."""
        submission = self._ledger.submit(fn, args, self._user)
        submission.wait()
        return submission

    def _look(self, event: str, trouble: Trouble, answers: LedgerAnswers) -> None:
        """After an error only the event's own status says whether it was decided."""
        try:
            case = self.case(event)
        except KnownError:
            answers.troubles[event] = trouble
            return
        if case.status == "pending":
            answers.troubles[event] = trouble
        else:
            answers.known[event] = LedgerAnswer(case.status, case.tx_id)
