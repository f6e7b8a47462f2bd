"""Roles B, CAD, FD: what waits for me, the opened case, signing, many at once, what if.

The verdict is the oracle function's (paper, equations 3-5); nothing here chooses another.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loc_desktop.bank.office.values import Decision
from loc_desktop.contract.persons import ATTESTING
from loc_desktop.desk.granting.case import CaseOpener, OpenCase, case_of
from loc_desktop.desk.granting.department import Department
from loc_desktop.desk.signing.pipeline import in_order
from loc_desktop.desk.signing.results import (
    customer_key,
    refusal,
    said,
    seconds_between,
    sentence,
    stops,
    to_be_signed,
    unlock_of,
)
from loc_desktop.desk.values.case import (
    APPLICATION,
    Case,
    InboxPage,
    InboxRow,
    SignManyReport,
    SignOutcome,
    ToSign,
    Unlock,
    WhatIf,
)
from loc_desktop.desk.values.field_checks import read_yuan
from loc_desktop.desk.values.work import Cancelled, Progress, RowFailure, never_cancelled, no_progress
from loc_desktop.desk.viewer.event_stage import signed_of
from loc_desktop.errors import KnownError
from loc_desktop.ledger.api import EndorseError
from loc_desktop.script.canonical import encode
from loc_desktop.script.unlock import sign_result, unlocking_code
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.desk.granting.office import Office
    from loc_desktop.desk.signing.carrier import Carrier, Sent
    from loc_desktop.desk.viewer.party_names import Names
    from loc_desktop.ledger.api import User
    from loc_desktop.ledger.index.rows import EventRow
    from loc_desktop.script.items import OracleResult

UNLOCK_AT_ONCE = 50
_PAGE = 200
_REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class _Granted:
    """What was granted; ``last``: mine was the last signature, so the unlocking code is due."""

    opened: OpenCase
    sent: Sent
    last: bool
    results: tuple[OracleResult, ...]


@dataclass(frozen=True, slots=True)
class _Decided:
    """One event of a batch: granted, left (neither case nor failure), or failed."""

    event: str
    case: Case | None = None
    granted: _Granted | None = None
    failure: RowFailure | None = None


class Audit:
    """The grantor's work. The verdict follows the terms; nothing here overrides it."""

    def __init__(self, carrier: Carrier, names: Names, office: Office) -> None:
        self._carrier = carrier
        self._connections = carrier.connections
        self._identity = carrier.identity
        self._names = names
        self._office = office
        self._events: dict[str, Any] = {}

    # ------------------------------------------------------------------ the inbox

    def inbox(
        self, *, text: str = "", kind: str = "", start: int = 0, limit: int = 100, pin: str | None = None
    ) -> InboxPage:
        """What waits for me, oldest first. ``text``: an id's beginning, part of a name, an amount in yuan.

        Names come from the dossiers (opened in memory, with this identity's key); where the keyring does not
        answer, rows show the customers' pseudonyms.
        """
        rows: list[EventRow] = []
        wanted = text.strip().lower()
        total = 0
        for event in self._waiting():
            if kind and event.kind != kind:
                continue
            if wanted and not self._matches(event, wanted, pin):
                continue
            if start <= total < start + limit:
                rows.append(event)
            total += 1
            if not wanted and not kind and total == start + limit:
                total = self.count()
                break
        self._learn_names(rows, pin)
        following = start + len(rows)
        shown = tuple(self._inbox_row(event) for event in rows)
        return InboxPage(shown, total, following if following < total else None)

    def count(self) -> int:
        """How many events wait for me. Fast."""
        index = self._connections.index(self._identity.ledger)
        return index.inbox(self._identity.role, self._identity.key, limit=1).total

    def ids(self) -> tuple[str, ...]:
        """Every event that waits for me, oldest first."""
        return tuple(event.id for event in self._waiting())

    def _waiting(self) -> Iterator[EventRow]:
        index = self._connections.index(self._identity.ledger)
        after: int | None = None
        while True:
            page = index.inbox(self._identity.role, self._identity.key, after=after, limit=_PAGE)
            yield from page.rows
            if page.next is None:
                return
            after = page.next

    def _matches(self, event: EventRow, wanted: str, pin: str | None) -> bool:
        if event.id.startswith(wanted):
            return True
        if event.amount is not None and event.amount == read_yuan(wanted):
            return True
        self._learn_names([event], pin)
        return wanted in self._names.party(customer_key(event), "C").name.lower()

    def _learn_names(self, rows: Sequence[EventRow], pin: str | None) -> None:
        unknown = [row for row in rows if row.sealed and not self._names.knows(customer_key(row))]
        if not unknown:
            return
        try:
            opener = CaseOpener(self._carrier, pin)
            for row in unknown:
                opener.name(row.id, self._names)
        except KnownError:
            return  # keyring locked, PIN needed: the inbox is shown with pseudonyms

    def _inbox_row(self, event: EventRow) -> InboxRow:
        after = [seat for seat in event.grantors if not seat.verdict][1:]
        mine = self._names.party(self._identity.key, self._identity.role)
        months = event.body.get("months", 0)
        return InboxRow(
            event=event.id,
            kind=event.kind,
            at=event.at,
            # A sample's business day is ahead of the block's time: there the event's own time is the later.
            age=seconds_between(max(event.seen, event.at), self._connections.clock()),
            amount=event.amount or 0,
            months=months if isinstance(months, int) else 0,
            customer=self._names.party(customer_key(event), "C"),
            signed=signed_of(event, self._names),
            next=mine,
            after=tuple(self._names.party(seat.key, seat.role) for seat in after),
        )

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
            raise desk_error("case.changed", why="terms, register or evidence give another result now")
        granted = self._grant(case, opened, self._carrier.user(pin), str(shown["at"]))
        unlock = self._unlock_now(granted, pin)
        self._record([(case, granted)])
        self._share(pin)
        self._carrier.catch_up()
        sent = granted.sent
        return SignOutcome(case.event, case.verdict, sent.tx_id, sent.block, unlock, sent.queued)

    def _share(self, pin: str | None) -> None:
        """New colleagues of a department get its secret the next time that one of it signs."""
        if self._identity.role == ATTESTING:
            with contextlib.suppress(KnownError):
                Department(self._carrier, pin).share(self._names)

    def _grant(self, case: Case, opened: OpenCase, user: User, at: str, *, queue: bool = True) -> _Granted:
        result = sign_result(opened.event, signer=user.signer, **said(case, self._identity.role, at))
        sent = self._carrier.send("grant", [case.event, result], case.event, user, queue=queue)
        return _Granted(opened, sent, not case.after, (*opened.results, result))

    def _unlock_now(self, granted: _Granted, pin: str | None) -> Unlock | None:
        if not granted.last or granted.sent.queued:
            return None
        sent = self._carrier.unlock(granted.opened.event, granted.results, self._carrier.user(pin))
        return None if sent.queued else unlock_of(sent.result, sent.tx_id)

    def unlock(self, event: str, *, pin: str | None = None) -> SignOutcome:
        """Submit the unlocking code again for a fully signed event (after code 4, or a lost send).

        Raises KnownError ``case.unknown``, ``case.not_complete``, the contract's refusal if it is decided.
        """
        found = self._event(event, pin)
        results = found["grants"]
        if len(results) < len(found["cc"]["keys"]):
            raise desk_error("case.not_complete")
        sent = self._carrier.unlock(found["cc"]["event"], results, self._carrier.user(pin))
        unlock = None if sent.queued else unlock_of(sent.result, sent.tx_id)
        self._carrier.catch_up()
        return SignOutcome(event, results[-1]["verdict"], sent.tx_id, sent.block, unlock, sent.queued)

    def unlock_ready(self) -> int:
        """Send the codes of events on which mine was the last signature and no attempt was made yet (the
        ledger went away in between). Returns how many; what is refused stays for a person to look at."""
        index = self._connections.index(self._identity.ledger)
        sent = 0
        after: int | None = None
        while True:
            page = index.ready(after=after, limit=_PAGE)
            for row in page.rows:
                if row.attempts == 0 and row.grantors and row.grantors[-1].key == self._identity.key:
                    with contextlib.suppress(EndorseError):
                        self.unlock(row.id)
                        sent += 1
            if page.next is None:
                return sent
            after = page.next

    def _event(self, event: str, pin: str | None) -> Any:
        try:
            return self._carrier.query("event", {"id": event}, pin)
        except KnownError as error:
            if error.code == "contract.not_found":
                raise desk_error("case.unknown", event=event) from error
            raise

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
                self.ids(), CaseOpener(self._carrier, pin), progress, cancelled, []
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
        wanted = self.ids() if events is None else tuple(events)
        opener, user = CaseOpener(self._carrier, pin).ready(), self._carrier.user(pin)
        batch = _Batch(self, user)

        def one(event: str) -> _Decided:
            return self._decide_one(event, opener, user, failed_too)

        for decided in in_order(wanted, one, progress, cancelled):
            batch.take(decided)
        batch.finish()
        self._carrier.catch_up()
        stopped = batch.count < len(wanted)
        return SignManyReport(tuple(batch.outcomes), tuple(batch.skipped), tuple(batch.failed), stopped)

    def _decide_one(self, event: str, opener: CaseOpener, user: User, failed_too: bool) -> _Decided:
        """Open, audit, sign and send one result. Runs beside others."""
        try:
            opened = self._open(event, opener)
            case = self._case(opened)
            unsignable = case.blocked is not None or not case.is_my_turn or not _counts(opened)
            if unsignable or (case.verdict != "Pass" and not failed_too):
                return _Decided(event)
            return _Decided(
                event, case, self._grant(case, opened, user, self._connections.clock(), queue=False)
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
        for case, opened in self._cases(self.ids(), CaseOpener(self._carrier, pin), progress, cancelled, []):
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

    def _record(self, pairs: Sequence[tuple[Case, _Granted]]) -> None:
        """What was signed under which version of the terms; who was passed, for "issued before"."""
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

    def __init__(self, audit: Audit, user: User) -> None:
        self._audit = audit
        self._user = user
        self._pairs: list[tuple[Case, _Granted]] = []
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
        self._audit._record(pairs)
        last = [granted for _, granted in pairs if granted.last]
        unlocks = self._unlock(last) if last else {}
        for case, granted in pairs:
            sent = granted.sent
            self.outcomes.append(
                SignOutcome(case.event, case.verdict, sent.tx_id, sent.block, unlocks.get(case.event))
            )

    def _unlock(self, granted: Sequence[_Granted]) -> dict[str, Unlock]:
        carrier = self._audit._carrier
        codes: list[Any] = [unlocking_code(one.opened.event, one.results) for one in granted]
        try:
            sent = carrier.send("unlock_many", [codes, carrier.hint()], "", self._user, queue=False)
        except KnownError as error:
            # The grants are on the ledger; the events stand in the index as ready and can be unlocked again.
            self.failed.extend(RowFailure.of(0, one.opened.event["id"], error) for one in granted)
            return {}
        done: dict[str, Unlock] = {}
        for one in sent.result:
            if "error" in one:
                self.failed.append(RowFailure(0, one["event"], refusal(one)))
            else:
                done[one["event"]] = unlock_of(one, sent.tx_id)
        return done
