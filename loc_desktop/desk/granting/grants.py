"""Roles B, FD, R: requests of a loan's life that wait for me, checked on my own books and the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loc_desktop.desk.branch.books import bank_system, has_books
from loc_desktop.desk.challenge.targets import target_of
from loc_desktop.desk.granting.decided_by import DecidedBy, decided_by, is_judged
from loc_desktop.desk.granting.grant_path import GrantPath
from loc_desktop.desk.granting.oracle_checks import SECOND_KINDS, CheckContext, checks_of, has_oracle
from loc_desktop.desk.granting.waiting import waiting_rows
from loc_desktop.desk.rules.changes import changes, in_one
from loc_desktop.desk.servicing.linked_numbers import number_asked
from loc_desktop.desk.signing.results import NoSigner, customer_key, seconds_between, unsigned
from loc_desktop.desk.values.case import WITH_DOSSIER, SignOutcome, ToSign, Unlock
from loc_desktop.desk.values.grant import Check, GrantReport, ServiceCase
from loc_desktop.desk.values.work import Cancelled, Progress, RowFailure, never_cancelled, no_progress
from loc_desktop.desk.viewer.event_stage import trouble_of_attempt
from loc_desktop.errors import KnownError
from loc_desktop.script.canonical import decode, encode
from loc_desktop.script.lock import LockError, check_signatures
from loc_desktop.script.unlock import sign_result
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.viewer.party_names import Names
    from loc_desktop.ledger.index.rows import EventRow

RULES = "rules.adopt"
_PAGE = 200
_TEXTS = ("reason", "answer", "evidence", "ruling")


@dataclass(frozen=True, slots=True)
class _Said:
    """What the result will say beside event, role and time."""

    verdict: str
    terms: dict[str, int]
    reason: str

    def members(self) -> dict[str, Any]:
        members: dict[str, Any] = {"verdict": self.verdict}
        if self.terms:
            members["terms"] = self.terms
        if self.reason:
            members["reason"] = self.reason
        return members


class Grants:
    """The grantor's work on everything that carries no dossier (else ``CaseAudit`` of audit.py).

    Deposits, withdrawals and collections are the bank's connector's (``by_automation``).
    """

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._connections = carrier.connections
        self._identity = carrier.identity
        self._names = names

    # ------------------------------------------------------------------ what waits

    def waiting(self, kind: str = "") -> tuple[ServiceCase, ...]:
        """Everything that waits for me, oldest first, checked."""
        return tuple(self._case(row) for row in self._rows(kind))

    def count(self, kind: str = "") -> int:
        """How many wait. Fast."""
        return sum(1 for _ in self._rows(kind))

    def _rows(self, kind: str = "") -> Iterator[EventRow]:
        for row in waiting_rows(self._connections, self._identity):
            if row.kind not in WITH_DOSSIER and kind in ("", row.kind):
                yield row

    def open(self, event: str) -> ServiceCase:
        """Raises KnownError ``case.unknown``."""
        return self._case(self._row(event))

    def _row(self, event: str) -> EventRow:
        row = self._connections.index(self._identity.ledger).event(event)
        if row is None:
            raise desk_error("case.unknown", event=event)
        return row

    def _case(self, row: EventRow) -> ServiceCase:
        by_automation = decided_by(row.kind) is DecidedBy.CONNECTOR
        checks = checks_of(CheckContext(self._carrier, row, row.body))
        failed = [check.item for check in checks if not check.ok]
        verdict = "Failed" if failed else "Pass"
        customer = self._names.party(customer_key(row))
        loan = row.loan
        return ServiceCase(
            event=row.id,
            kind=row.kind,
            at=row.at,
            age=seconds_between(row.at, self._connections.clock()),
            amount=row.amount or 0,
            customer=customer,
            loan=loan,
            role=self._identity.role,
            checks=checks,
            judged=is_judged(row.kind),
            verdict=verdict,
            reason=f"not met: {', '.join(failed)}" if failed else "",
            sentence=self._told(row, customer.name, checks),
            by_automation=by_automation,
            blocked=self._blocked(row, by_automation),
            text="\n".join(str(row.body[name]) for name in _TEXTS if row.body.get(name)),
        )

    def _told(self, row: EventRow, customer: str, checks: tuple[Check, ...]) -> Sentence:
        if row.kind == RULES:
            return self._told_of_rules(row)
        params: dict[str, str | int | Sentence] = {
            "kind": row.kind, "customer": customer, "amount": row.amount or 0, "loan": row.loan,
            "months": row.body.get("months", 0) or 0, "number": self._number(row),
            "reason": str(row.body.get("reason", "")), "event": str(row.body.get("event", "")),
        }  # fmt: skip
        if row.kind in SECOND_KINDS:
            params["target"] = target_of(str(row.body["challenge"]), self._carrier, self._names)
            params["effect"] = Sentence(f"effect.{row.body.get('effect', 'reversal')}")
        if row.kind != "loan.reschedule":
            return Sentence(f"wants.{row.kind}", params)
        # Rate, interest and what the subsidy may cost are in the sentence that each grantor signs.
        claimed = {check.item: check.claimed for check in checks}
        if "subsidy_cost" not in claimed:
            return Sentence("wants.loan.reschedule.refused", params)
        costs = {"rate": "rate", "interest": "total_interest", "subsidy": "subsidy_cost"}
        return Sentence(f"wants.{row.kind}", params | {name: claimed[item] for name, item in costs.items()})

    def _number(self, row: EventRow) -> str:
        """The account's, of a link or its end."""
        return number_asked(self._carrier, row) if decided_by(row.kind) is DecidedBy.EVIDENCE else ""

    def _told_of_rules(self, row: EventRow) -> Sentence:
        """What the proposed rules change, in words: the grantor signs under this."""
        body = self._carrier.query("event", {"id": row.id})["cc"]["event"]["body"]
        before = self._carrier.query("rules", {"digest": body["replaces"]})["content"]
        params: dict[str, str | int | Sentence] = {
            "bank": self._names.party(body["bank"], "B").name, "effective": body["effective"],
            "reason": body["reason"], "changes": in_one(changes(before, body["rules"])),
        }  # fmt: skip
        return Sentence(f"wants.{RULES}", params)

    def _blocked(self, row: EventRow, by_automation: bool) -> Sentence | None:
        if row.status != "pending":
            return Sentence("blocked.decided")
        if row.next is None or row.next.key != self._identity.key:
            seat = row.next
            who = self._names.party(seat.key, seat.role).name if seat else ""
            return Sentence("blocked.not_my_turn", {"next": who})
        if by_automation:
            return Sentence("blocked.by_automation")
        if not has_oracle(self._identity.role, row.kind):
            return Sentence("blocked.no_oracle", {"kind": row.kind})
        return None

    # ------------------------------------------------------------------ one

    def prepare(self, case: ServiceCase, *, approve: bool = True, reason: str = "") -> ToSign:
        """What :meth:`sign` will sign. Where nothing is to be judged the verdict follows the checks, whatever
        ``approve`` says. A refusal by judgment needs a ``reason`` (it is public). Raises KnownError
        ``case.blocked``, ``grant.reason``."""
        if case.blocked is not None:
            raise desk_error("case.blocked", why=case.blocked)
        told = self._said(case, approve, reason)
        event = self._event(case.event)["cc"]["event"]
        result = sign_result(
            event,
            self._identity.role,
            NoSigner(self._identity.key),
            at=self._connections.clock(),
            **told.members(),
        )
        params: dict[str, str | int | Sentence] = {
            "role": self._identity.role,
            "name": self._identity.name,
            "what": case.sentence,
            "reason": told.reason or "–",
        }
        sentence = Sentence(f"sign.service.{told.verdict}", params)
        return ToSign(case.event, sentence, encode(unsigned(result)).decode())

    def _said(self, case: ServiceCase, approve: bool, reason: str) -> _Said:
        terms = {check.item: int(check.ok) for check in case.checks}
        if case.verdict == "Failed":
            return _Said("Failed", terms, case.reason)
        if case.judged and not approve:
            if not reason.strip():
                raise desk_error("grant.reason")
            return _Said("Failed", terms, reason.strip())
        return _Said("Pass", terms, reason.strip() if case.judged else "")

    def sign(self, prepared: ToSign, *, pin: str | None = None) -> SignOutcome:
        """Check again, sign and send; the last grantor submits the unlocking code. Raises KnownError
        ``case.changed``, ``case.blocked``."""
        shown = decode(prepared.canonical.encode())
        case = self.open(prepared.event)
        if case.blocked is not None:
            raise desk_error("case.blocked", why=case.blocked)
        approve = shown["verdict"] == "Pass"
        told = self._said(case, approve, shown.get("reason", "") if case.judged else "")
        if {name: shown[name] for name in ("verdict", "terms", "reason") if name in shown} != told.members():
            raise desk_error("case.changed", why=Sentence("why.checks_changed"))
        outcome = self._decide(case.event, case.kind, told, str(shown["at"]), pin)
        self._carrier.show_committed()
        return outcome

    def _event(self, event: str) -> Any:
        view = self._carrier.query("event", {"id": event})
        try:
            # Algorithm 2: a grantor asserts that the event's signatures verify before it says anything.
            check_signatures(view["cc"]["event"])
        except LockError:
            raise desk_error("case.blocked", why=Sentence("blocked.signature")) from None
        return view

    def _decide(self, event: str, kind: str, told: _Said, at: str, pin: str | None) -> SignOutcome:
        if decided_by(kind) is DecidedBy.EVIDENCE and has_books(self._connections, self._identity):
            return self._decide_link(event, told, pin)
        view = self._event(event)
        path = GrantPath(self._carrier, self._carrier.user(pin))
        members = {"role": self._identity.role, "at": at, **told.members()}
        last = len(view["grants"]) + 1 == len(view["cc"]["keys"])
        return path.decide(view["cc"]["event"], view["grants"], members, last=last).outcome()

    def _decide_link(self, event: str, told: _Said, pin: str | None) -> SignOutcome:
        """Through the connector, so that books and ledger say the same."""
        number = number_asked(self._carrier, self._row(event), pin)
        system = bank_system(self._connections, self._identity, pin)
        system.connector.link(event, told.verdict == "Pass", number)
        if not self._carrier.show_committed():
            return SignOutcome(event, told.verdict, "", None, None)
        row = self._row(event)
        return SignOutcome(
            event, told.verdict, row.changed_tx, row.changed_block,
            Unlock(event, row.code or 0, trouble_of_attempt(row) if row.code else None, row.changed_tx),
        )  # fmt: skip

    # ------------------------------------------------------------------ many

    def run(
        self,
        events: Sequence[str] | None = None,
        *,
        kind: str = "",
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> GrantReport:
        """Decide all that wait (or ``events``) where nothing is to be judged: Pass or Failed as checked."""
        wanted = [row.id for row in self._rows(kind)] if events is None else list(events)
        passed = refused_ = executed = left = looked_at = 0
        failed: list[RowFailure] = []
        progress(0, len(wanted))
        for event in wanted:
            if cancelled():
                break
            looked_at += 1
            try:
                case = self.open(event)
                if case.judged or case.blocked is not None:
                    left += 1
                else:
                    told = self._said(case, True, "")
                    outcome = self._decide(event, case.kind, told, self._connections.clock(), pin)
                    passed += told.verdict == "Pass"
                    refused_ += told.verdict != "Pass"
                    executed += outcome.unlock is not None and outcome.unlock.code == 0
            except KnownError as error:
                failed.append(RowFailure.of(looked_at, event, error))
            progress(looked_at, len(wanted))
        if passed or refused_:
            self._carrier.show_committed()
        return GrantReport(passed, refused_, executed, left, tuple(failed), looked_at < len(wanted))
