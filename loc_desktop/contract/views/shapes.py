"""What queries show of the state: accounts by issuer, loans, customers. No personal data: the ledger has
none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from loc_desktop.contract import accounts
from loc_desktop.contract.classes import class_on
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.loans import is_subsidised, loan_key, position_json, value_of, with_calendars
from loc_desktop.contract.members import as_it_stands
from loc_desktop.contract.state import Json
from loc_desktop.contract.work import Work
from loc_desktop.loan import servicing
from loc_desktop.loan.lending import LendingRules
from loc_desktop.loan.servicing import Loan, Period

PREFIX_END = "\x7f"
"""Above every character of a state key, so ``range(p, p + PREFIX_END)`` is all keys that start with ``p``."""


def by_prefix(work: Work, prefix: str) -> Iterator[tuple[str, Json]]:
    """Committed pairs whose key starts with ``prefix``. For queries only."""
    return work.state.range(prefix, prefix + PREFIX_END)


def account_view(work: Work, key: str, slots: int) -> dict[str, Json]:
    """A digital account: total, by issuer, lots, links. Raises ExecutionError ``not_found`` for a key nobody
    registered.
    """
    account = work.get(f"account/{key}")
    if account is None:
        raise ExecutionError("not_found", what="account", id=key)
    lots = accounts.lots_of(work, key, accounts.slots_of(account["role"], slots))
    by_issuer: dict[str, int] = {}
    for lot in lots:
        by_issuer[lot["issuer"]] = by_issuer.get(lot["issuer"], 0) + lot["amount"]
    return {
        "account": key,
        "role": account["role"],
        "total": accounts.total(lots),
        "by_issuer": by_issuer,
        "lots": lots,
        "links": account.get("links", []),
    }


def loan_record(work: Work, loan: str) -> dict[str, Json]:
    """A loan's record. Raises ExecutionError ``loan_unknown``."""
    record: dict[str, Json] | None = work.get(loan_key(loan))
    if record is None:
        raise ExecutionError("loan_unknown", loan=loan)
    return record


def loan_summary(work: Work, loan: str) -> dict[str, Json]:
    """What a loan's query leaves on the ledger where it is part of a transaction: parties, sums, state."""
    return _summary(loan_record(work, loan))


def _summary(record: Mapping[str, Json]) -> dict[str, Json]:
    left_out = ("terms", "periods", "penalty", "dues", "calendar")
    return {name: value for name, value in record.items() if name not in left_out}


def _standing(work: Work, loan: str) -> dict[str, Any]:
    return as_it_stands(loan_record(work, loan), work.state.time)


def loan_view(work: Work, loan: str, on: date, rules: LendingRules) -> dict[str, Json]:
    """A loan as it stands on a day: its record, ``schedule`` with what was paid and may be refunded by then,
    ``position`` with its class by all signs of the ``rules``, ``entries`` of its history,
    ``late_terms`` what its product says of late payments, ``agreed`` how it is repaid, ``moved`` the due
    days that a new calendar moved, from what to what by which rules. Raises ExecutionError
    ``loan_unknown``.
    """
    record = with_calendars(work, _standing(work, loan), on)
    value = value_of(record)
    subsidised = is_subsidised(record)
    schedule = []
    for period in value.periods:
        schedule.append(
            {
                "number": period.number,
                "start": period.start.isoformat(),
                "end": period.end.isoformat(),
                "due": period.due.isoformat(),
                "days": period.days,
                "carried": period.carried,
                "principal": period.principal,
                "interest": period.interest,
                "paid_principal": period.paid_principal,
                "paid_interest": period.paid_interest,
                "refunded": period.refunded,
                "by_finance": period.by_finance,
                "paid_on": "" if period.paid_on is None else period.paid_on.isoformat(),
                "paid_late": _paid_late(value, period),
                "refundable": servicing.refundable(value, period, on, rules) if subsidised else 0,
            }
        )
    now = position_json(servicing.position(value, on))
    now["classification"] = class_on(work, record, on, rules)
    now["finance_due"] = (
        servicing.finance_due(value, on, rules) if subsidised and record["status"] == "active" else 0
    )
    until = on.isoformat()
    recorded = [entry for _, entry in by_prefix(work, f"entry/{loan}/") if str(entry["at"]) <= until]
    entries = sorted(recorded, key=lambda entry: str(entry["at"]))
    late = {name: int(getattr(value.terms, name)) for name in ("grace_days", "penalty_factor", "compound")}
    agreed: Json = {name: getattr(value.terms, name) for name in ("method", "prepayment", "subsidy")}
    return {
        **_summary(record), "late_terms": late, "agreed": agreed, "schedule": schedule, "position": now,
        "entries": entries,
    }  # fmt: skip


def _paid_late(loan: Loan, period: Period) -> int:
    """How many days after its due day interest was paid, as the subsidy counts them: 0 if it was in time."""
    paid_on = period.paid_on
    return 0 if paid_on is None else servicing.days_late(loan, period.due, period.due, paid_on)


def loans_of(work: Work, customer: str) -> list[dict[str, Json]]:
    """All loans of a customer, by id."""
    ids = [value["loan"] for _, value in by_prefix(work, f"loans/{customer}/")]
    work.load([f"loan/{loan}" for loan in ids])
    return [loan_record(work, loan) for loan in ids]


def knows_account(work: Work, bank: str, view: Mapping[str, Any]) -> bool:
    """Whether the account's owner is the bank's own customer: it lent to it, linked its account, or issued
    its assets.
    """
    if view["role"] != "C":
        return False
    if bank in view["by_issuer"] or any(link["bank"] == bank for link in view["links"]):
        return True
    return any(value["bank"] == bank for _, value in by_prefix(work, f"loans/{view['account']}/"))


def customer_view(work: Work, customer: str, reader: str) -> dict[str, Json]:
    """What a civil affairs department sees of a customer: the loans that it granted itself, how far they
    are.
    """
    shown = ("id", "bank", "product", "amount", "months", "opened", "status", "outstanding")
    loans = [loan for loan in loans_of(work, customer) if loan["civil"] == reader]
    return {"customer": customer, "loans": [{name: loan[name] for name in shown} for loan in loans]}


def inspect_view(work: Work, args: Mapping[str, Any], slots: int) -> dict[str, Json]:
    """What a regulator's inspection shows of a transaction, an account or a party."""
    if "transaction" in args:
        executed = work.get(f"executed/{args['transaction']}")
        events = [] if executed is None else executed["events"]
        return {
            "transaction": args["transaction"],
            "events": [work.get(f"event/{event}") for event in events],
        }
    if "account" in args:
        return account_view(work, args["account"], slots)
    party = args["party"]
    account = work.get(f"account/{party}")
    if account is None:
        raise ExecutionError("not_found", what="party", id=party)
    member = as_it_stands(work.get(f"member/{account['role']}/{party}") or {}, work.state.time)
    shown = ("role", "key", "name", "organisation", "status", "frozen")
    return {
        "party": {name: member[name] for name in shown if name in member},
        "account": account_view(work, party, slots),
        "loans": [loan["id"] for loan in loans_of(work, party)],
    }
