"""The oracles of a loan's life: what a grantor looks up before it says Pass to anything but an application.

Each check compares what the event claims with what the grantor finds itself: the bank in its own books and
receipts, the finance department in its budget, all of them in the loan as the ledger has it on the day that
counts. All are facts: where one does not hold, the verdict is Failed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from loc_desktop.app.bank_books import books, has_books
from loc_desktop.desk.granting.account_ownership import account_in
from loc_desktop.desk.signing.linked_numbers import number_asked
from loc_desktop.desk.values.grant import CheckRow
from loc_desktop.errors import KnownError
from loc_desktop.script.canonical import digest

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.ledger.index.rows import EventRow

RULES = "rules.adopt"
SECOND_KINDS = ("challenge.decide", "challenge.reverse")
"""What R decides and a second authority grants, because it takes rights or money."""

PAYMENTS = ("principal.repay", "interest.pay", "loan.prepay", "loan.collect")
OPEN = ("active", "written_off")


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What a grantor has at hand: its connection, the event and its body."""

    carrier: Carrier
    row: EventRow
    body: Mapping[str, Any]

    @property
    def value_day(self) -> date:
        return self.carrier.value_day(self.row)

    def loan(self) -> Any:
        """The loan as it is, looked at as of the event's day: so the contract will."""
        args = {"id": self.body["loan"], "on": self.value_day.isoformat(), "latest": True}
        return self.carrier.query("loan", args)

    def held(self, key: str) -> int:
        return int(self.carrier.query("account", {"key": key})["total"])


def checks_of(context: CheckContext) -> tuple[CheckRow, ...]:
    """What the grantor's role has to check for this kind; nothing where it has no oracle for it."""
    check = _CHECKS.get((context.carrier.identity.role, context.row.kind))
    return check(context) if check else ()


def has_oracle(role: str, kind: str) -> bool:
    """Whether a role knows how to check a kind; what it cannot check it does not sign."""
    return (role, kind) in _CHECKS


def _fen(item: str, claimed: int, limit: int, ok: bool | None = None) -> CheckRow:
    return CheckRow(item, claimed, limit, "fen", claimed <= limit if ok is None else ok)


def _status(view: Any, *allowed: str) -> CheckRow:
    return CheckRow("loan_status", " / ".join(allowed), view["status"], "status", view["status"] in allowed)


# --- the bank -----------------------------------------------------------------------------------------------


def _payment(context: CheckContext) -> tuple[CheckRow, ...]:
    body, view = context.body, context.loan()
    now = view["position"]
    parts = [body.get(part, 0) for part in ("principal", "interest", "penalty")]
    return (
        _status(view, *OPEN),
        _fen("sum", body["amount"], sum(parts), body["amount"] == sum(parts)),
        _fen("principal", parts[0], now["payable_principal"]),
        _fen("interest", parts[1], now["payable_interest"]),
        _fen("penalty", parts[2], now["penalty"]),
        _fen("held", body["amount"], context.held(body["payer"])),
    )


def _prepayment(context: CheckContext) -> tuple[CheckRow, ...]:
    body, view = context.body, context.loan()
    now = view["position"]
    total = body["principal"] + body["interest"]
    settles = body["principal"] == now["payoff_principal"]
    charged = now["payoff_interest"] if settles else now["accrued"]
    return (
        _status(view, *OPEN),
        _fen("sum", body["amount"], total, body["amount"] == total),
        _fen("nothing_due", 0, now["due"], not now["due"]),
        _fen("principal", body["principal"], now["payoff_principal"]),
        _fen("accrued", body["interest"], charged, body["interest"] == charged),
        _fen("held", body["amount"], context.held(body["payer"])),
    )


def _refund_status(view: Any) -> CheckRow:
    return _status(view, "active", "repaid")


def _paid_in_time(context: CheckContext, wanted: Sequence[Any]) -> CheckRow:
    """How many days after its due day the interest was paid, the latest of the periods asked for; not those
    in which the loan stood still.
    """
    most = context.carrier.rulebook().lending.subsidy.late_days
    late = max((row["paid_late"] for row in wanted), default=0)
    return CheckRow("paid_in_time", late, most, "days", late <= most)


def _periods_ended(context: CheckContext, wanted: Sequence[Any]) -> CheckRow:
    """Whether the last of the periods asked for had ended on the day that counts."""
    end, day = max((row["end"] for row in wanted), default=""), context.value_day.isoformat()
    return CheckRow("periods_ended", day, end, "day", end <= day)


def _refund_by_bank(context: CheckContext) -> tuple[CheckRow, ...]:
    """What was really paid: the bank's own receipts of this loan, and the periods as the ledger has them."""
    body, view = context.body, context.loan()
    rows = {row["number"]: row for row in view["schedule"]}
    wanted = [rows[number] for number in body["periods"] if number in rows]
    by_customer = sum(row["paid_interest"] - row["by_finance"] for row in view["schedule"])
    refundable = sum(row["refundable"] for row in wanted)
    return (
        _refund_status(view),
        _paid_in_time(context, wanted),
        _periods_ended(context, wanted),
        CheckRow("periods", len(body["periods"]), len(wanted), "count", len(wanted) == len(body["periods"])),
        _fen("received_interest", by_customer, _received(context), None),
        _fen("refundable", body["amount"], refundable),
    )


def _received(context: CheckContext) -> int:
    """The interest that this bank has received from the loan's customer, payment by payment."""
    index = context.carrier.connections.index(context.carrier.identity.ledger)
    own = context.carrier.identity.key
    total = 0
    for kind in PAYMENTS:
        before: int | None = None
        while True:
            page = index.events(
                loan=context.body["loan"], kind=kind, status="unlocked", before=before, limit=500
            )
            total += sum(int(row.body.get("interest", 0)) for row in page.rows if row.body.get("bank") == own)
            if page.next is None:
                break
            before = page.next
    return total


def _reschedule(context: CheckContext) -> tuple[CheckRow, ...]:
    view = context.loan()
    now = view["position"]
    return (
        _status(view, "active"),
        _fen("outstanding", now["outstanding"], view["outstanding"], bool(view["outstanding"])),
        CheckRow("days_past_due", now["days_past_due"], now["days_past_due"], "days", True),
        CheckRow("tier", now["classification"], now["classification"], "tier", True),
        *_by_the_rules(context, view),
    )


def _by_the_rules(context: CheckContext, view: Any) -> tuple[CheckRow, ...]:
    """How often, how long and at which rate the rules let the loan be rescheduled; what it costs then."""
    body = context.body
    asked = {"loan": body["loan"], "months": body["months"], "on": context.value_day.isoformat()}
    try:
        told = context.carrier.query("reschedule", asked | ({"rate": body["rate"]} if "rate" in body else {}))
    except KnownError as error:
        refused = _REFUSED_BY_RULES.get(error.code)
        if refused is None:
            raise
        item, claimed, limit, unit = refused
        params: dict[str, Any] = {
            "most": context.carrier.rulebook().lending.extension.times, **error.params,
        }  # fmt: skip
        return (CheckRow(item, params[claimed], params[limit], unit, False),)
    return (
        CheckRow("until", told["end"], told["latest"], "day", True),
        CheckRow("rate", told["rate"], view["rate"], "percent", True),
        _fen("total_interest", told["interest"], told["interest"]),
        _fen("subsidy_cost", told["subsidy"], told["subsidy"]),
    )


_REFUSED_BY_RULES: Mapping[str, tuple[str, str, str, str]] = {
    "contract.extension": ("until", "months", "latest", "text"),
    "contract.months_in_all": ("until", "months", "latest", "text"),
    "contract.rate_above_agreed": ("rate", "rate", "agreed", "percent"),
    "contract.rate_cap": ("rate", "rate", "cap", "text"),
    "contract.rescheduled_before": ("times", "times", "most", "count"),
}
"""What the rules refuse of a reschedule: the check's item, what was asked for, the limit, the unit."""


def _reschedule_by_finance(context: CheckContext) -> tuple[CheckRow, ...]:
    view = context.loan()
    own = view["finance"] == context.carrier.identity.key
    return (
        _status(view, "active"),
        CheckRow("own_loan", 1, int(own), "count", own),
        _bank_verdict(context),
        *_by_the_rules(context, view),
    )


def _bank_verdict(context: CheckContext) -> CheckRow:
    bank = next((seat.verdict for seat in context.row.grantors if seat.role == "B"), "")
    return CheckRow("bank_verdict", "Pass", bank or "–", "verdict", bank == "Pass")


def _link(context: CheckContext) -> tuple[CheckRow, ...]:
    """The account in the bank's own books: open, a customer's, not linked elsewhere."""
    connections, bank, body = context.carrier.connections, context.carrier.identity, context.body
    if not has_books(connections, bank):
        return (CheckRow("books", "–", "–", "text", False),)
    number = number_asked(context.carrier, context.row)
    account = account_in(books(connections, bank), number)
    if account is None:
        return (CheckRow("account", number or "–", "–", "text", False),)
    free = account.digital_key in ("", body["account"])
    if context.row.kind in ("account.unlink", "fund.unlink"):
        free = account.digital_key == body["account"]
    return (
        CheckRow("account", number, account.name, "text", bool(account.client)),
        CheckRow("account_open", "open", account.status, "text", account.status == "open"),
        CheckRow("link_free", "–", account.digital_key or "–", "text", free),
    )


# --- the finance department ---------------------------------------------------------------------------------


def _settlement(context: CheckContext, wanted: Sequence[Any]) -> CheckRow:
    """The settlement day of the interest asked for, beside the day that counts: shown, not asked for."""
    settlement_of = context.carrier.rulebook().lending.subsidy.settlement_of
    payable = (max(row["paid_on"] or row["end"], row["end"]) for row in wanted)
    day = max((settlement_of(date.fromisoformat(first)).isoformat() for first in payable), default="")
    return CheckRow("settlement", context.value_day.isoformat(), day, "day", True)


def _refund_by_finance(context: CheckContext) -> tuple[CheckRow, ...]:
    body, view = context.body, context.loan()
    rows = {row["number"]: row for row in view["schedule"]}
    wanted = [rows[number] for number in body["periods"] if number in rows]
    day = context.value_day
    budget = budget_of(context.carrier, day.year)
    checks = [
        _refund_status(view),
        _bank_verdict(context),
        _paid_in_time(context, wanted),
        _periods_ended(context, wanted),
        _settlement(context, wanted),
        _fen("refundable", body["amount"], sum(row["refundable"] for row in wanted)),
        _fen("subsidy_granted", body["amount"], view["subsidy_granted"] - view["subsidised"]),
        _fen("held", body["amount"], context.held(context.carrier.identity.key)),
        _fen("budget", body["amount"], 0 if budget is None else budget["left"]),
    ]
    if budget is not None:
        deadline = budget["deadline"]
        checks.append(CheckRow("deadline", day.isoformat(), deadline, "day", day.isoformat() <= deadline))
    return tuple(checks)


def budget_of(carrier: Carrier, year: int, department: str = "") -> Any:
    """A department's budget of a year as the ledger has it, None if none was set."""
    try:
        key = department or carrier.identity.key
        return carrier.query("budget", {"department": key, "year": str(year)})
    except KnownError as error:
        if error.code == "contract.not_found":
            return None
        raise


# --- the regulator ------------------------------------------------------------------------------------------


def _writeoff(context: CheckContext) -> tuple[CheckRow, ...]:
    view = context.loan()
    now = view["position"]
    rules = context.carrier.rulebook().lending.writeoff
    tier, code = now["classification"], context.body.get("reason_code", "")
    return (
        _status(view, "active"),
        _fen("outstanding", context.body["amount"], view["outstanding"] - written_off(view)),
        CheckRow("days_past_due", now["days_past_due"], now["days_past_due"], "days", True),
        CheckRow("tier", tier, tier, "tier", tier in rules.classes or code in rules.reasons),
        *((CheckRow("reason_code", code, code, "writeoff", code in rules.reasons),) if code else ()),
    )


def written_off(view: Any) -> int:
    """What of a loan is written off and not recovered, fen."""
    return int(view.get("written_off", {}).get("amount", 0))


def _writeback(context: CheckContext) -> tuple[CheckRow, ...]:
    view = context.loan()
    lost = written_off(view)
    return (_status(view, *OPEN), _fen("written_off", lost, lost, bool(lost)))


def _answer(context: CheckContext) -> tuple[CheckRow, ...]:
    challenge = context.carrier.query("challenge", {"id": context.body["challenge"]})
    status = challenge["status"]
    return (CheckRow("challenge_status", "answered", status, "text", status in ("open", "answered")),)


# --- the second authority of a challenge --------------------------------------------------------------------


def _decision(context: CheckContext) -> tuple[CheckRow, ...]:
    """Whether the respondent was heard: it has answered, or its time is over."""
    challenge = context.carrier.query("challenge", {"id": context.body["challenge"]})
    status, deadline = challenge["status"], challenge["deadline"]
    heard = status == "answered" or context.carrier.connections.clock() > deadline
    until = context.carrier.day(deadline).isoformat()
    return (
        CheckRow("challenge_status", "answered", status, "text", status in ("open", "answered")),
        CheckRow("heard", until, "✓" if status == "answered" else until, "text", heard),
        _other(context, challenge),
    )


def _reversal(context: CheckContext) -> tuple[CheckRow, ...]:
    challenge = context.carrier.query("challenge", {"id": context.body["challenge"]})
    ordered = context.body["event"] in challenge.get("reverse", ())
    return (
        CheckRow("challenge_status", "upheld", challenge["status"], "text", challenge["status"] == "upheld"),
        CheckRow("ordered", context.body["event"], "✓" if ordered else "–", "text", ordered),
        _other(context, challenge),
    )


def _other(context: CheckContext, challenge: Any) -> CheckRow:
    """Nobody grants in its own cause."""
    own = context.carrier.identity
    asked = context.carrier.query("member", {"role": challenge["role"], "key": challenge["respondent"]})
    house = own.role != "R" and asked["organisation"] == own.organisation
    fit = own.key != challenge["respondent"] and not house
    return CheckRow("not_asked", "–", challenge["role"], "role", fit)


def _revocation(context: CheckContext) -> tuple[CheckRow, ...]:
    """Whether the member is one still, and of another organisation than a department that grants it."""
    body, own = context.body, context.carrier.identity
    record = context.carrier.query("member", {"role": body["role"], "key": body["member"]})
    active = record["status"] == "active"
    apart = own.role == "R" or record["organisation"] != own.organisation
    return (
        CheckRow("membership", "active", record["status"], "text", active),
        CheckRow("other_house", record["organisation"], own.organisation, "text", apart),
    )


def _cap(context: CheckContext) -> tuple[CheckRow, ...]:
    """What the bank has issued and not redeemed, and the cap that it has: R judges whether it may be more."""
    now = context.carrier.query("cap", {"bank": context.body["bank"]})
    return (
        _fen("cap_now", context.body["amount"], now["cap"], ok=True),
        _fen("issued_now", context.body["amount"], now["outstanding"], ok=True),
    )


# --- the rules ----------------------------------------------------------------------------------------------


def _rules(context: CheckContext) -> tuple[CheckRow, ...]:
    """The newest rules are those that the proposal replaces, and what it brings is what its digest says."""
    versions = context.carrier.query("rules")
    newest = versions.get("next", versions["current"])["digest"]
    proposed = context.carrier.query("event", {"id": context.row.id})["cc"]["event"]["body"]
    real = digest(proposed["rules"])
    return (
        CheckRow("rules_newest", newest, proposed["replaces"], "digest", proposed["replaces"] == newest),
        CheckRow("rules_digest", proposed["digest"], real, "digest", proposed["digest"] == real),
    )


_CHECKS: Mapping[tuple[str, str], Callable[[CheckContext], tuple[CheckRow, ...]]] = {
    ("B", "principal.repay"): _payment,
    ("B", "interest.pay"): _payment,
    ("B", "loan.prepay"): _prepayment,
    ("B", "loan.refund"): _refund_by_bank,
    ("B", "loan.reschedule"): _reschedule,
    ("B", "account.link"): _link,
    ("B", "account.unlink"): _link,
    ("B", "fund.link"): _link,
    ("B", "fund.unlink"): _link,
    ("FD", "loan.refund"): _refund_by_finance,
    ("FD", RULES): _rules,
    ("R", RULES): _rules,
    ("FD", "loan.reschedule"): _reschedule_by_finance,
    ("R", "fund.cap"): _cap,
    ("R", "loan.writeoff"): _writeoff,
    ("B", "loan.writeoff"): _writeoff,
    ("R", "loan.writeback"): _writeback,
    ("R", "challenge.answer"): _answer,
    **{(role, "member.revoke"): _revocation for role in ("R", "CAD", "FD")},
    **{(role, "challenge.decide"): _decision for role in ("R", "CAD", "FD")},
    **{(role, "challenge.reverse"): _reversal for role in ("R", "CAD", "FD")},
}
