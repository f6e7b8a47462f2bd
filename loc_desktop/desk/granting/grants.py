"""The grantor's work, one class for every kind: open, sign one, decide many; each kind has its oracle."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from loc_desktop.app import log
from loc_desktop.bank.office.values import Decision
from loc_desktop.contract.flow_rules.explained import reason_of, seen_in
from loc_desktop.contract.persons import ATTESTING
from loc_desktop.desk.granting.checks_oracle import open_request
from loc_desktop.desk.granting.department import Department
from loc_desktop.desk.granting.dossier_oracle import OpenedDossier, open_dossier
from loc_desktop.desk.granting.oracle import OpenedCase, OracleContext
from loc_desktop.desk.granting.oracles import oracle_of
from loc_desktop.desk.granting.waiting import waiting_rows
from loc_desktop.desk.signing.explanations import explained_body
from loc_desktop.desk.signing.group_keys import GroupKeys
from loc_desktop.desk.signing.pipeline import WIDTH, in_order
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.signing.result import OracleFinding, PreparedResult, send_last_results
from loc_desktop.desk.values.case import (
    Case,
    CheckedEvent,
    DossierCase,
    GrantReport,
    SignOutcome,
    ToSign,
    WhatIf,
)
from loc_desktop.desk.values.event import APPLICATION, WITH_DOSSIER
from loc_desktop.desk.values.grant import ServiceCase
from loc_desktop.desk.values.work import Cancelled, Progress, RowFailure, never_cancelled, no_progress
from loc_desktop.errors import KnownError
from loc_desktop.script.canonical import decode
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.ledger.api import User
    from loc_desktop.ledger.index.rows import EventRow
    from loc_desktop.script.items import OracleResult

Waiting = TypeVar("Waiting")
Opened = TypeVar("Opened", bound=OpenedCase)

UNLOCK_AT_ONCE = 50
"""Unlocking codes in one transaction."""
SEALED_AT_ONCE = 2_000_000
"""Characters of dossiers in one transaction: a network orders none above 4 MB."""
_REMEMBERED = 20


class Grants:
    """What waits for a grantor. The verdict is its oracle's; a person may only refuse, where a kind is
    judged. Deposits, withdrawals and collections are the bank's connector's (``by_automation``)."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._connections = carrier.connections
        self._identity = carrier.identity
        self._names = names
        self._remembered: OrderedDict[str, OpenedCase] = OrderedDict()
        self._notes = Requests(carrier, names)
        self._lock = threading.Lock()
        self._on_record: set[str] = set()

    # ------------------------------------------------------------------ what waits

    def waiting(self, kind: str = "") -> tuple[ServiceCase, ...]:
        """Every request without a dossier that waits for me, oldest first, checked."""
        context = self._context(None)
        rows = (row for row in self._rows(kind) if row.kind not in WITH_DOSSIER)
        return tuple(open_request(context, row).case for row in rows)

    def _rows(self, kind: str) -> Iterator[EventRow]:
        for row in waiting_rows(self._connections, self._identity):
            if kind in ("", row.kind):
                yield row

    # ------------------------------------------------------------------ one case

    def open(self, event: str, *, purpose: str = "", note: str = "", pin: str | None = None) -> Case:
        """Open an event with its oracle; a dossier with my own key, which is checked against its commitment.
        Each opened dossier leaves a signed record; outside my turn a ``purpose`` is needed.

        Raises KnownError ``case.unknown``, ``case.purpose``, ``keyring.*``. What cannot be signed gives a
        blocked case.
        """
        opened = self._open(event, self._context(pin, purpose, note))
        with self._lock:
            self._remembered[event] = opened
            self._remembered.move_to_end(event)
            while len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)
        return opened.case

    def open_dossier(
        self, event: str, *, purpose: str = "", note: str = "", pin: str | None = None
    ) -> DossierCase:
        """:meth:`open` for the kinds with a dossier."""
        case = self.open(event, purpose=purpose, note=note, pin=pin)
        assert isinstance(case, DossierCase), case.kind
        return case

    def open_request(self, event: str, *, pin: str | None = None) -> ServiceCase:
        """:meth:`open` for the kinds without a dossier."""
        case = self.open(event, pin=pin)
        assert isinstance(case, ServiceCase), case.kind
        return case

    def prepare(self, case: Case, *, approve: bool = True, reason: str = "") -> ToSign:
        """What :meth:`sign` will sign: the result without its signature. ``approve`` counts only where a
        person judges; a refusal then needs a ``reason``, which is public.

        Raises KnownError ``case.blocked``, ``grant.reason``.
        """
        with self._lock:
            opened = self._remembered.get(case.event)
        if opened is None:
            opened = self._open(case.event, self._context(None))
        _require_free(opened.case)
        finding = opened.finding(approve, reason)
        return self._result(opened, finding, self._connections.clock()).to_sign(opened.ask(finding))

    def prepare_own_evidence(self, case: Case, seen: str, text: str) -> ToSign:
        """What :meth:`sign` will sign where a grantor fails an application that meets every term, by what it
        saw itself: ``seen`` of ``contract.fields.SEEN``, explained by ``text``, which is sealed and goes
        before the result. Raises KnownError ``case.blocked``, ``case.changed`` where the terms are not met,
        ``explanation.invalid``, ``form.no_reader``.
        """
        with self._lock:
            opened = self._remembered.get(case.event)
        if opened is None:
            opened = self._open(case.event, self._context(None))
        _require_free(opened.case)
        body = explained_body(self._carrier, self._row(case.event), {"seen": seen}, text, needed=True)
        note = self._notes.prepare("event.evidence", body, Sentence("explain.none"))
        finding = opened.finding(False, reason_of(seen, note.event))
        if finding.reason != reason_of(seen, note.event):
            raise desk_error("case.changed", why=opened.changed)
        asked = opened.ask(finding)
        said = {**asked.params, "reason": Sentence("reason.own", {"seen": seen, "text": text.strip()})}
        shown = Sentence(asked.code, said)
        return self._result(opened, finding, self._connections.clock()).to_sign(shown)

    def sign(self, prepared: ToSign, *, pin: str | None = None) -> SignOutcome:
        """Sign exactly ``prepared`` and send it; the last grantor's result goes in the unlocking code.

        The oracle looks again first: where it finds another result now, KnownError ``case.changed``, and
        nothing is signed. Also raises ``case.blocked``, ``keyring.*``, the ledger's errors.
        """
        shown = decode(prepared.canonical.encode())
        opened = self._open_again(prepared.event, self._context(pin))
        _require_free(opened.case)
        finding = opened.finding(shown.get("verdict") == "Pass", str(shown.get("reason", "")))
        result = self._result(opened, finding, str(shown.get("at")))
        if result.unsigned() != shown:
            raise desk_error("case.changed", why=opened.changed)
        if note := seen_in(finding.reason)[1]:
            self._notes.submit(ToSign(note, Sentence("explain.none"), ""), pin)
        outcome = opened.send(result, self._carrier.user(pin), queue=True)
        with self._connections.asides.beside(prepared.event):
            self._record([(opened.case, outcome)])
            self._share(pin)
            self._carrier.show_committed()
        return outcome

    def _context(self, pin: str | None, purpose: str = "", note: str = "") -> OracleContext:
        return OracleContext.of(self._carrier, self._names, pin, purpose, note)

    def _open(self, event: str, context: OracleContext) -> OpenedCase:
        row = self._row(event)
        opened = oracle_of(row.kind)(context, row)
        context.opener.record()
        return opened

    def _open_again(self, event: str, context: OracleContext) -> OpenedCase:
        """What was shown to be signed, so that it was my turn then."""
        try:
            return self._open(event, context)
        except KnownError as error:
            if error.code == "case.purpose":
                raise desk_error("case.blocked", why=Sentence("blocked.decided")) from error
            raise

    def _row(self, event: str) -> EventRow:
        index = self._connections.index(self._identity.ledger)
        row = index.event(event)
        if row is None:
            self._carrier.catch_up()
            row = index.event(event)
        if row is None:
            raise desk_error("case.unknown", event=event)
        return row

    def _result(self, opened: OpenedCase, finding: OracleFinding, at: str) -> PreparedResult:
        own, locked = self._identity, opened.locked()
        return PreparedResult(locked.event, own.role, own.key, at, finding, locked.results, locked.last)

    def _share(self, pin: str | None) -> None:
        """New colleagues get their group's key, and a department's its secret, the next time that one of
        theirs signs."""
        GroupKeys(self._carrier, pin).tend()
        if self._identity.role == ATTESTING:
            try:
                Department(self._carrier, pin).share(self._names)
            except KnownError as error:
                log.failed("sharing a department's secret", error)

    def _record(self, signed: Sequence[tuple[Case, SignOutcome]]) -> None:
        """What was signed under which version of the terms; who was passed, for "issued before"."""
        dossiers = [(case, outcome) for case, outcome in signed if isinstance(case, DossierCase)]
        if not dossiers:
            return
        with self._connections.asides.after_commit():
            file = self._connections.office(self._identity)
            terms = file.terms()
            version, at = terms.version if terms else 0, self._connections.clock()
            file.record(
                Decision(case.event, outcome.verdict, version, at, outcome.tx_id)
                for case, outcome in dossiers
            )
            file.record_passed(
                (case.event, case.dossier.identity_number)
                for case, outcome in dossiers
                if outcome.verdict == "Pass" and case.kind == APPLICATION and case.dossier is not None
            )

    # ------------------------------------------------------------------ many at once

    def check(
        self,
        events: Sequence[str],
        *,
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> tuple[CheckedEvent, ...]:
        """What my oracle finds of ``events``, in their order; signs nothing. What cannot be opened is left
        out. A list is checked again and again: its dossiers' reading is on record once for these Grants.

        Raises KnownError ``keyring.*``, ``pin.*``.
        """
        context = self._context(pin)

        def open_one(event: str) -> OpenedCase:
            row = self._row(event)
            return oracle_of(row.kind)(context, row)

        checked = tuple(
            _checked(opened.case) for opened in _opened_each(events, open_one, progress, cancelled)
        )
        self._on_record |= context.opener.record(but=self._on_record)
        return checked

    def sign_many(
        self,
        events: Sequence[str] | None = None,
        *,
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> GrantReport:
        """Sign Pass for those of ``events`` (None: my inbox) that :meth:`check` says pass; the others are
        left."""
        return self.decide(events, failed_too=False, pin=pin, progress=progress, cancelled=cancelled)

    def decide(
        self,
        events: Sequence[str] | None = None,
        *,
        kind: str = "",
        failed_too: bool = True,
        only: Callable[[Case], bool] = lambda _case: True,
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> GrantReport:
        """Sign what the oracles say of ``events`` (None: of all that wait) of ``kind`` ("" = of any); with
        ``failed_too`` also Failed. What a person has to look at is skipped; what is not ``only`` wanted is
        passed over without a word.

        Raises KnownError ``keyring.*``.
        """
        wanted = [row.id for row in self._rows(kind)] if events is None else list(events)
        context, user = self._context(pin), self._carrier.user(pin)
        many = _Many(self._carrier, user, self._record)
        selection = _Selection(kind, failed_too, only)

        def decide(event: str) -> _Decided:
            return self._decide(event, context, user, selection)

        # Checks look at money that an earlier one of the batch may move; terms do not.
        together = kind == APPLICATION or self._are_applications(wanted)
        if together:
            context.opener.ready()
        for decided in in_order(wanted, decide, progress, cancelled, WIDTH if together else 1):
            many.take(decided, UNLOCK_AT_ONCE if together else 1)
        many.finish()
        with self._connections.asides.after_commit():
            context.opener.record()
        if many.outcomes:
            self._carrier.show_committed()
            GroupKeys(self._carrier, pin).tend()
        stopped = many.count < len(wanted)
        return GrantReport(tuple(many.outcomes), tuple(many.skipped), tuple(many.failed), stopped)

    def _are_applications(self, events: Sequence[str]) -> bool:
        index = self._connections.index(self._identity.ledger)
        rows = (index.event(event) for event in events)
        return all(row is not None and row.kind == APPLICATION for row in rows)

    def _decide(self, event: str, context: OracleContext, user: User, selection: _Selection) -> _Decided:
        """Open, look, sign; send a result that is not the last. Runs beside others."""
        try:
            row = self._row(event)
            if selection.kind not in ("", row.kind):
                return _Decided(event)
            opened = oracle_of(row.kind)(context, row)
            case = opened.case
            if not selection.only(case):
                return _Decided(event, passed_over=True)
            if not selection.wants(case):
                return _Decided(event)
            result = self._result(opened, opened.finding(True, ""), self._connections.clock())
            if result.last:
                return _Decided(event, case, signed=(result, result.sign(user.signer)))
            return _Decided(event, case, outcome=opened.send(result, user, queue=False))
        except KnownError as error:
            return _Decided(event, failure=RowFailure.of(0, event, error))

    def _applications(
        self, pin: str | None, progress: Progress, cancelled: Cancelled
    ) -> Iterator[OpenedDossier]:
        """My inbox's applications, opened; without those that cannot be."""
        context = self._context(pin)
        rows = list(self._rows(APPLICATION))
        yield from _opened_each(rows, partial(open_dossier, context), progress, cancelled)
        context.opener.record()

    def what_if(
        self,
        limits: Mapping[str, int],
        *,
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> WhatIf:
        """My inbox's applications under other limits; changes nothing. ``limits`` may name some of them."""
        total = now = then = unreadable = 0
        stops_now: dict[str, int] = {}
        stops_then: dict[str, int] = {}
        for opened in self._applications(pin, progress, cancelled):
            total += 1
            audit = opened.audited.audit
            if audit is None:
                unreadable += 1
                continue
            other = opened.audited.again(limits)
            now += opened.case.verdict == "Pass"
            then += other.verdict == "Pass"
            for counts, outcome in ((stops_now, audit), (stops_then, other)):
                for item in (*outcome.failed, *(() if outcome.exception else ("exception",))):
                    counts[item] = counts.get(item, 0) + 1
        return WhatIf(total, now, then, stops_now, stops_then, unreadable)


def _opened_each(
    waiting: Sequence[Waiting],
    open_one: Callable[[Waiting], Opened],
    progress: Progress,
    cancelled: Cancelled,
) -> Iterator[Opened]:
    """Each of what waits, opened, until cancelled; without those that cannot be. Raises KnownError
    ``keyring.*``, ``pin.*``."""
    for number, entry in enumerate(waiting):
        progress(number, len(waiting))
        if cancelled():
            break
        try:
            yield open_one(entry)
        except KnownError as error:
            if error.code.startswith(("keyring.", "pin.")):
                raise
            log.failed("opening what waits", error)
    progress(len(waiting), len(waiting))


def _checked(case: Case) -> CheckedEvent:
    person = case.blocked is not None or case.needs_a_look
    return CheckedEvent(case.event, case.verdict, case.blocked or _failing(case), person)


def _failing(case: Case) -> Sentence | None:
    """Which terms of a case fail; of a request, its first check that does."""
    if case.verdict == "Pass":
        return None
    if isinstance(case, DossierCase):
        return case.reason
    assert isinstance(case, ServiceCase), case.kind
    first = next((check.item for check in case.checks if not check.ok), "")
    return Sentence("reason.check", {"check": Sentence(f"check.{first}")}) if first else None


def _require_free(case: Case) -> None:
    if case.blocked is not None:
        raise desk_error("case.blocked", why=case.blocked)


@dataclass(frozen=True, slots=True)
class _Selection:
    """Which cases of a batch are to be signed."""

    kind: str
    failed_too: bool
    only: Callable[[Case], bool]

    def wants(self, case: Case) -> bool:
        signable = case.blocked is None and not case.needs_a_look
        return signable and (case.verdict == "Pass" or self.failed_too)


@dataclass(frozen=True, slots=True)
class _Decided:
    """One event of a batch: its last result signed, an earlier one sent, left alone, or failed."""

    event: str
    case: Case | None = None
    signed: tuple[PreparedResult, OracleResult] | None = None
    outcome: SignOutcome | None = None
    failure: RowFailure | None = None
    passed_over: bool = False


def _sealed_size(prepared: PreparedResult) -> int:
    """Characters of the dossier that an event carries."""
    dossier: Any = prepared.event["body"].get("dossier", {})
    return len(dossier.get("ciphertext", ""))


class _Many:
    """Collects what was decided; sends unlocking codes several in one transaction."""

    def __init__(
        self, carrier: Carrier, user: User, record: Callable[[Sequence[tuple[Case, SignOutcome]]], None]
    ) -> None:
        self._carrier = carrier
        self._user = user
        self._record = record
        self._waiting: list[tuple[Case, PreparedResult, OracleResult]] = []
        self._size = 0
        self._sent: list[tuple[Case, SignOutcome]] = []
        self.count = 0
        self.outcomes: list[SignOutcome] = []
        self.skipped: list[str] = []
        self.failed: list[RowFailure] = []

    def take(self, decided: _Decided, at_once: int) -> None:
        """One event's fate; each time that ``at_once`` are collected they are sent and written down."""
        self.count += 1
        if decided.failure is not None:
            self.failed.append(decided.failure)
        elif decided.case is not None and decided.signed is not None:
            size = _sealed_size(decided.signed[0])
            if self._size + size > SEALED_AT_ONCE:
                self.finish()
            self._size += size
            self._waiting.append((decided.case, *decided.signed))
        elif decided.case is not None and decided.outcome is not None:
            self._sent.append((decided.case, decided.outcome))
        elif not decided.passed_over:
            self.skipped.append(decided.event)
        if len(self._waiting) + len(self._sent) >= at_once:
            self.finish()

    def finish(self) -> None:
        """Send the codes that wait and write down what was signed."""
        waiting, self._waiting, self._size = self._waiting, [], 0
        sent, self._sent = self._sent, []
        signed = [(result, signature) for _, result, signature in waiting]
        outcomes, refused = send_last_results(self._carrier, signed, self._user)
        self.failed += refused
        cases = {case.event: case for case, *_ in waiting}
        sent += [(cases[outcome.event], outcome) for outcome in outcomes]
        self._record(sent)
        self.outcomes += [outcome for _, outcome in sent]
