"""The oracle of what carries no dossier: checks on one's own books and the ledger
(:mod:`~loc_desktop.desk.granting.oracle_checks`), and a person's word where a kind is judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loc_desktop.app.bank_books import bank_system, has_books
from loc_desktop.desk.granting.challenge_target import target_of
from loc_desktop.desk.granting.decided_by import DecidedBy, decided_by, is_judged
from loc_desktop.desk.granting.oracle import LockedEvent, OracleContext
from loc_desktop.desk.granting.oracle_checks import RULES, SECOND_KINDS, CheckContext, checks_of, has_oracle
from loc_desktop.desk.granting.waiting import customer_key, seconds_between
from loc_desktop.desk.rules.changes import changes, in_one
from loc_desktop.desk.signing.event_stage import trouble_of_attempt
from loc_desktop.desk.signing.linked_numbers import number_asked
from loc_desktop.desk.signing.result import OracleFinding, PreparedResult, send_result
from loc_desktop.desk.values.case import SignOutcome, Unlock
from loc_desktop.desk.values.grant import CheckRow, ServiceCase
from loc_desktop.script.lock import LockError, check_signatures
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.ledger.api import User
    from loc_desktop.ledger.index.rows import EventRow

_TEXTS = ("reason", "answer", "evidence", "ruling")


@dataclass(frozen=True, slots=True)
class OpenedRequest:
    """A request of a loan's life with what was checked."""

    context: OracleContext
    row: EventRow
    case: ServiceCase

    @property
    def changed(self) -> Sentence:
        return Sentence("why.checks_changed")

    def finding(self, approve: bool, reason: str) -> OracleFinding:
        """Where nothing is to be judged the verdict follows the checks. A refusal by judgment needs a
        ``reason`` (it is public)."""
        case = self.case
        terms = {check.item: int(check.ok) for check in case.checks} or None
        if case.verdict == "Failed":
            return OracleFinding("Failed", terms, reason=case.reason)
        if case.judged and not approve:
            if not reason.strip():
                raise desk_error("grant.reason")
            return OracleFinding("Failed", terms, reason=reason.strip())
        return OracleFinding("Pass", terms, reason=reason.strip() if case.judged else "")

    def ask(self, finding: OracleFinding) -> Sentence:
        identity = self.context.carrier.identity
        params: dict[str, str | int | Sentence] = {
            "role": identity.role,
            "name": self.context.carrier.name,
            "what": self.case.sentence,
            "reason": finding.reason or "–",
        }
        return Sentence(f"sign.service.{finding.verdict}", params)

    def locked(self) -> LockedEvent:
        view = self.context.opener.view(self.case.event)
        try:
            # Algorithm 2: a grantor asserts that the event's signatures verify before it says anything.
            check_signatures(view["cc"]["event"])
        except LockError:
            raise desk_error("case.blocked", why=Sentence("blocked.signature")) from None
        return LockedEvent.of(view["cc"], tuple(view["grants"]))

    def send(self, result: PreparedResult, user: User, *, queue: bool) -> SignOutcome:
        carrier = self.context.carrier
        if decided_by(self.case.kind) is DecidedBy.EVIDENCE and has_books(
            carrier.connections, carrier.identity
        ):
            return self._through_the_connector(result)
        return send_result(carrier, result, user, queue=queue)

    def _through_the_connector(self, result: PreparedResult) -> SignOutcome:
        """An account's link, so that books and ledger say the same."""
        carrier, event, verdict = self.context.carrier, self.case.event, result.finding.verdict
        system = bank_system(carrier.connections, carrier.identity, self.context.pin)
        system.connector.link(event, verdict == "Pass", number_asked(carrier, self.row, self.context.pin))
        if not carrier.show_committed():
            return SignOutcome(event, verdict, "", None, None)
        row = carrier.connections.index(carrier.identity.ledger).event(event)
        assert row is not None
        failure = trouble_of_attempt(row) if row.code else None
        unlock = Unlock(event, row.code or 0, failure, row.changed_tx)
        return SignOutcome(event, verdict, row.changed_tx, row.changed_block, unlock)


def open_request(context: OracleContext, row: EventRow) -> OpenedRequest:
    """Raises the ledger's errors."""
    carrier, names = context.carrier, context.names
    by_automation = decided_by(row.kind) is DecidedBy.CONNECTOR
    checks = checks_of(CheckContext(carrier, row, row.body))
    failed = [check.item for check in checks if not check.ok]
    customer = names.party(customer_key(row))
    case = ServiceCase(
        event=row.id,
        kind=row.kind,
        at=row.at,
        age=seconds_between(row.at, carrier.connections.clock()),
        amount=row.amount or 0,
        customer=customer,
        loan=row.loan,
        role=carrier.identity.role,
        checks=checks,
        judged=is_judged(row.kind),
        verdict="Failed" if failed else "Pass",
        reason=f"not met: {', '.join(failed)}" if failed else "",
        sentence=_wanted(context, row, customer.name, checks),
        by_automation=by_automation,
        blocked=_blocked(context, row, by_automation),
        text="\n".join(str(row.body[name]) for name in _TEXTS if row.body.get(name)),
    )
    return OpenedRequest(context, row, case)


def _wanted(
    context: OracleContext, row: EventRow, customer: str, checks: tuple[CheckRow, ...]
) -> Sentence:  # fmt: skip
    """What a request asks for, in words."""
    if row.kind == RULES:
        return _wanted_rules(context, row)
    params: dict[str, str | int | Sentence] = {
        "kind": row.kind, "customer": customer, "amount": row.amount or 0, "loan": row.loan,
        "months": row.body.get("months", 0) or 0, "number": _number(context, row),
        "reason": str(row.body.get("reason", "")), "event": str(row.body.get("event", "")),
    }  # fmt: skip
    if row.kind in SECOND_KINDS:
        params["target"] = target_of(str(row.body["challenge"]), context.carrier, context.names)
        params["effect"] = Sentence(f"effect.{row.body.get('effect', 'reversal')}")
    if row.kind != "loan.reschedule":
        return Sentence(f"wants.{row.kind}", params)
    # Rate, interest and what the subsidy may cost are in the sentence that each grantor signs.
    claimed = {check.item: check.claimed for check in checks}
    if "subsidy_cost" not in claimed:
        return Sentence("wants.loan.reschedule.refused", params)
    costs = {"rate": "rate", "interest": "total_interest", "subsidy": "subsidy_cost"}
    return Sentence(f"wants.{row.kind}", params | {name: claimed[item] for name, item in costs.items()})


def _number(context: OracleContext, row: EventRow) -> str:
    """The account's, of a link or its end."""
    asked = decided_by(row.kind) is DecidedBy.EVIDENCE
    return number_asked(context.carrier, row, context.pin) if asked else ""


def _wanted_rules(context: OracleContext, row: EventRow) -> Sentence:
    """What the proposed rules change, in words: the grantor signs under this."""
    carrier = context.carrier
    body = carrier.query("event", {"id": row.id})["cc"]["event"]["body"]
    before = carrier.query("rules", {"digest": body["replaces"]})["content"]
    params: dict[str, str | int | Sentence] = {
        "bank": context.names.party(body["bank"], "B").name, "effective": body["effective"],
        "reason": body["reason"], "changes": in_one(changes(before, body["rules"])),
    }  # fmt: skip
    return Sentence(f"wants.{RULES}", params)


def _blocked(context: OracleContext, row: EventRow, by_automation: bool) -> Sentence | None:
    own = context.carrier.identity
    if row.status != "pending":
        return Sentence("blocked.decided")
    if row.next is None or row.next.key != own.key:
        seat = row.next
        who = context.names.party(seat.key, seat.role).name if seat else ""
        return Sentence("blocked.not_my_turn", {"next": who})
    if by_automation:
        return Sentence("blocked.by_automation")
    if not has_oracle(own.role, row.kind):
        return Sentence("blocked.no_oracle", {"kind": row.kind})
    return None
