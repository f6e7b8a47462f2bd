"""Roles B, CAD, FD: the opened case, signing, many at once, what if.

The verdict is the oracle function's (paper, equations 3-5); nothing here chooses another.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from loc_desktop.bank.office.values import Decision
from loc_desktop.contract.persons import ATTESTING
from loc_desktop.desk.granting.case import CaseOpener, OpenCase, case_of
from loc_desktop.desk.granting.department import Department
from loc_desktop.desk.granting.grant_path import GrantPath, SentResult
from loc_desktop.desk.signing.pipeline import in_order
from loc_desktop.desk.signing.results import said, sentence, stops, to_be_signed
from loc_desktop.desk.values.case import APPLICATION, Case, SignManyReport, SignOutcome, ToSign, WhatIf
from loc_desktop.desk.values.work import Cancelled, Progress, RowFailure, never_cancelled, no_progress
from loc_desktop.errors import KnownError
from loc_desktop.script.canonical import encode
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.granting.inbox import Inbox
    from loc_desktop.desk.granting.office import Office
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.viewer.party_names import Names

UNLOCK_AT_ONCE = 50
_REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class _Decided:
    """One event of a batch: granted, left (neither case nor failure), or failed."""

    event: str
    case: Case | None = None
    granted: SentResult | None = None
    failure: RowFailure | None = None


class CaseAudit:
    """The grantor's work. The verdict follows the terms; nothing here overrides it."""

    def __init__(self, carrier: Carrier, names: Names, office: Office, inbox: Inbox) -> None:
        self._carrier = carrier
        self._connections = carrier.connections
        self._identity = carrier.identity
        self._names = names
        self._office = office
        self._inbox = inbox
        self._events: dict[str, Any] = {}

    # ------------------------------------------------------------------ one case

    def open(self, event: str, *, pin: str | None = None) -> Case:
        """Open the dossier with my own key, check the commitment, audit by my terms and register.

        Raises KnownError ``case.unknown``, ``keyring.*``. A dossier that does not fit gives a blocked case.
        """
        opened = self._open(event, CaseOpener(self._carrier, pin))
        self._events[event] = opened.event
        while len(self._events) > _REMEMBERED:
            self._events.pop(next(iter(self._events)))
        return self._case(opened)

    def _open(self, event: str, opener: CaseOpener) -> OpenCase:
        return opener.open(event, self._office, self._names)

    def _case(self, opened: OpenCase) -> Case:
        return case_of(opened, self._names, self._identity)

    def prepare(self, case: Case) -> ToSign:
        """What :meth:`sign` will sign: the oracle result without its signature.

        Raises KnownError ``case.blocked``, ``case.not_my_turn``.
        """
        if case.blocked is not None:
            raise desk_error("case.blocked", why=case.blocked)
        if not case.is_my_turn:
            raise desk_error("case.not_my_turn")
        event = (
            self._events.get(case.event) or self._carrier.query("event", {"id": case.event})["cc"]["event"]
        )
        unsigned = to_be_signed(case, event, self._identity, self._connections.clock())
        return ToSign(case.event, sentence(case, self._identity), encode(unsigned).decode())

    def sign(self, prepared: ToSign, *, pin: str | None = None) -> SignOutcome:
        """Sign exactly ``prepared`` and send it; the last grantor also submits the unlocking code.

        The terms are evaluated again first: if the case has changed since, KnownError ``case.changed`` and
        nothing is signed.
        """
        from loc_desktop.script.canonical import decode

        shown = decode(prepared.canonical.encode())
        opener = CaseOpener(self._carrier, pin)
        opened = self._open(prepared.event, opener)
        case = self._case(opened)
        if case.blocked is not None:
            raise desk_error("case.blocked", why=case.blocked)
        if not case.is_my_turn:
            raise desk_error("case.not_my_turn")
        now = to_be_signed(case, opened.event, self._identity, str(shown.get("at")))
        if now != shown:
            raise desk_error("case.changed", why=Sentence("why.terms_changed"))
        path = GrantPath(self._carrier, self._carrier.user(pin))
        granted = self._grant(path, case, opened, str(shown["at"]))
        self._record([(case, granted)])
        granted = path.unlock(granted)
        self._share(pin)
        self._carrier.show_committed()
        return granted.outcome()

    def _share(self, pin: str | None) -> None:
        """New colleagues of a department get its secret the next time that one of it signs."""
        if self._identity.role == ATTESTING:
            with contextlib.suppress(KnownError):
                Department(self._carrier, pin).share(self._names)

    def _grant(
        self, path: GrantPath, case: Case, opened: OpenCase, at: str, *, queue: bool = True
    ) -> SentResult:
        members = said(case, self._identity.role, at)
        return path.grant(opened.event, opened.results, members, last=not case.after, queue=queue)

    # ------------------------------------------------------------------ many at once

    def passing(
        self,
        *,
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> tuple[str, ...]:
        """The events of my inbox that meet every term: what :meth:`sign_many` would sign."""
        return tuple(
            case.event
            for case, opened in self._cases(
                self._inbox.ids(), CaseOpener(self._carrier, pin), progress, cancelled, []
            )
            if case.verdict == "Pass" and case.blocked is None and _counts(opened)
        )

    def sign_many(
        self,
        events: Sequence[str] | None = None,
        *,
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> SignManyReport:
        """Sign Pass for those of ``events`` (None: my inbox) that meet every term; the others are left.

        Only applications are signed so; whose key it is, wants a look each time.
        """
        return self.decide(events, pin=pin, progress=progress, cancelled=cancelled, failed_too=False)

    def decide(
        self,
        events: Sequence[str] | None = None,
        *,
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
        failed_too: bool = True,
    ) -> SignManyReport:
        """As :meth:`sign_many`; with ``failed_too`` the others are signed Failed, as their terms say."""
        wanted = self._inbox.ids() if events is None else tuple(events)
        opener, path = (
            CaseOpener(self._carrier, pin).ready(),
            GrantPath(self._carrier, self._carrier.user(pin)),
        )
        batch = _Batch(path, self._record)

        def decide(event: str) -> _Decided:
            return self._decide_one(event, opener, path, failed_too)

        for decided in in_order(wanted, decide, progress, cancelled):
            batch.take(decided)
        batch.finish()
        self._carrier.show_committed()
        stopped = batch.count < len(wanted)
        return SignManyReport(tuple(batch.outcomes), tuple(batch.skipped), tuple(batch.failed), stopped)

    def _decide_one(self, event: str, opener: CaseOpener, path: GrantPath, failed_too: bool) -> _Decided:
        """Open, audit, sign and send one result. Runs beside others."""
        try:
            opened = self._open(event, opener)
            case = self._case(opened)
            unsignable = case.blocked is not None or not case.is_my_turn or not _counts(opened)
            if unsignable or (case.verdict != "Pass" and not failed_too):
                return _Decided(event)
            return _Decided(
                event, case, self._grant(path, case, opened, self._connections.clock(), queue=False)
            )
        except KnownError as error:
            return _Decided(event, failure=RowFailure.of(0, event, error))

    def _cases(
        self,
        events: Sequence[str],
        opener: CaseOpener,
        progress: Progress,
        cancelled: Cancelled,
        failed: list[RowFailure],
    ) -> Iterator[tuple[Case, OpenCase]]:
        for number, event in enumerate(events):
            progress(number, len(events))
            if cancelled():
                return
            try:
                opened = self._open(event, opener)
            except KnownError as error:
                if error.code.startswith("keyring."):
                    raise
                failed.append(RowFailure.of(0, event, error))
                continue
            yield self._case(opened), opened
        progress(len(events), len(events))

    def what_if(
        self,
        limits: Mapping[str, int],
        *,
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> WhatIf:
        """The whole inbox under other limits; changes nothing. ``limits`` may name some of them only."""
        total = now = then = unreadable = 0
        stops_now: dict[str, int] = {}
        stops_then: dict[str, int] = {}
        for case, opened in self._cases(
            self._inbox.ids(), CaseOpener(self._carrier, pin), progress, cancelled, []
        ):
            if case.kind != APPLICATION:
                continue
            total += 1
            if opened.audit is None:
                unreadable += 1
                continue
            other = opened.again(limits)
            now += case.verdict == "Pass"
            then += other.verdict == "Pass"
            for counts, outcome in ((stops_now, opened.audit), (stops_then, other)):
                for item in stops(outcome):
                    counts[item] = counts.get(item, 0) + 1
        return WhatIf(total, now, then, stops_now, stops_then, unreadable)

    def _record(self, pairs: Sequence[tuple[Case, SentResult]]) -> None:
        """What was signed under which version of the terms; who was passed, for "issued before"."""
        with self._connections.asides.after_commit():
            file = self._connections.office(self._identity)
            version = self._office.terms().version
            at = self._connections.clock()
            file.record(
                Decision(case.event, case.verdict, version, at, granted.sent.tx_id) for case, granted in pairs
            )
            file.record_passed(
                (case.event, case.dossier.identity_number)
                for case, _ in pairs
                if case.verdict == "Pass" and case.kind == APPLICATION and case.dossier is not None
            )


def _counts(opened: OpenCase) -> bool:
    """Whether this is an application that the terms decide."""
    return opened.audit is not None and opened.event["kind"] == APPLICATION


class _Batch:
    """Collects what was granted; sends unlocking codes by the fifty in one transaction."""

    def __init__(self, path: GrantPath, record: Callable[[Sequence[tuple[Case, SentResult]]], None]) -> None:
        self._path = path
        self._record = record
        self._pairs: list[tuple[Case, SentResult]] = []
        self.count = 0
        self.outcomes: list[SignOutcome] = []
        self.skipped: list[str] = []
        self.failed: list[RowFailure] = []

    def take(self, decided: _Decided) -> None:
        """One event's fate; every fiftieth grant sends the codes that are complete."""
        self.count += 1
        if decided.failure is not None:
            self.failed.append(decided.failure)
        elif decided.case is None or decided.granted is None:
            self.skipped.append(decided.event)
        else:
            self._pairs.append((decided.case, decided.granted))
            if len(self._pairs) >= UNLOCK_AT_ONCE:
                self.finish()

    def finish(self) -> None:
        """Send the codes of those that are complete and write down what was signed."""
        pairs, self._pairs = self._pairs, []
        if not pairs:
            return
        self._record(pairs)
        unlocks, refused = self._path.unlock_many([granted for _, granted in pairs if granted.complete])
        self.failed += refused
        self.outcomes += [
            replace(granted, unlock=unlocks.get(case.event)).outcome() for case, granted in pairs
        ]
