"""What the ledger alone can say about money: the regulator's numbers, an issuer's balance, where every yuan
comes from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from loc_desktop.contract import accounts
from loc_desktop.contract.classes import CLASSES, by_signs, performs
from loc_desktop.contract.loans import value_of, with_calendars
from loc_desktop.contract.rulebook import adopted
from loc_desktop.contract.state import Json
from loc_desktop.contract.stood import PREFIX, dues_of, dues_on, unpaid
from loc_desktop.contract.views.shapes import by_prefix
from loc_desktop.contract.work import Work
from loc_desktop.loan import servicing
from loc_desktop.loan.calendar import add_months
from loc_desktop.loan.servicing import Loan, Restructured
from loc_desktop.script.items import oracle_bytes
from loc_desktop.script.keys import verify

FLOWS = (
    "disbursed", "principal", "interest", "penalty", "subsidised", "written_off", "recovered", "reversed",
)  # fmt: skip
"""What a month's row sums up, in fen; a row has ``outstanding`` and ``arrears`` at the month's end besides.
"""


# --- by branch and month ------------------------------------------------------------------------------------


def portfolio(work: Work, loans: Iterable[Mapping[str, Any]], until: date) -> list[dict[str, Json]]:
    """One row a branch and month, from the first payout to ``until``, by branch and month.

    ``repaid`` is principal, interest and penalty of the month, ``recovered`` what of that principal had been
    written off. ``arrears`` is what had fallen due by the schedule that stood at the month's end and was not
    paid then, principal and interest: a later change of the loan leaves it as it was. Written-off and
    reversed principal is no longer outstanding. ``classes``: of each class of :data:`CLASSES` how many loans
    have something outstanding at the month's end, and how much: ``[loans, fen]``.
    """
    entries: dict[str, list[Mapping[str, Any]]] = {}
    for _, entry in by_prefix(work, "entry/"):
        entries.setdefault(entry["loan"], []).append(entry)
    stood: dict[str, list[Mapping[str, Any]]] = {}
    for _, schedule in by_prefix(work, PREFIX):
        stood.setdefault(schedule["loan"], []).append(schedule)
    rows: dict[tuple[str, str], dict[str, Json]] = {}
    ends: list[_End] = []
    for record in loans:
        if record["opened"] <= until.isoformat():
            loan = record["id"]
            ends += _add_loan(
                rows, with_calendars(work, record, until), entries.get(loan, []), stood.get(loan, []), until
            )
    _classify(work, rows, ends)
    return [rows[key] for key in sorted(rows)]


@dataclass(frozen=True, slots=True)
class _End:
    """A loan at a month's end: ``tier`` by its days past due and a reschedule, ``whose`` its customer at its
    bank, ``written`` what of it is written off."""

    row: tuple[str, str]
    whose: tuple[str, str]
    last: str
    tier: str
    outstanding: int
    written: int

    @property
    def in_default(self) -> bool:
        return not performs(self.tier) if self.outstanding else self.written > 0


def _classify(work: Work, rows: Mapping[tuple[str, str], dict[str, Any]], ends: Sequence[_End]) -> None:
    """Count the loans of each row by class, by the rules of the month's end."""
    defaults = Counter((end.whose, end.last) for end in ends if end.in_default)
    rules = {
        last: adopted.in_force(work, date.fromisoformat(last)).lending for last in {e.last for e in ends}
    }
    for end in ends:
        if end.outstanding:
            other = defaults[end.whose, end.last] > end.in_default
            tier = by_signs(end.tier, rules[end.last], end.written > 0, other)
            counted = rows[end.row]["classes"][tier]
            counted[0] += 1
            counted[1] += end.outstanding


def _tier(loan: Loan, oldest: str, last: str, held: Restructured | None) -> str:
    """The class of a loan at the end of a day by days past due, since the ``oldest`` due day that is not
    paid; in a reschedule's observation period the one that was kept, as it was then (``held``)."""
    late, on = 0, date.fromisoformat(last)
    if oldest:
        due = date.fromisoformat(oldest)
        late = servicing.days_late(loan, due, due, on)
    tier = servicing.classify(late)
    if held is not None and (on - held.until).days < late:
        return servicing.worse(tier, held.tier)
    return tier


def _add_loan(
    rows: dict[tuple[str, str], dict[str, Json]],
    record: Mapping[str, Any],
    entries: Iterable[Mapping[str, Any]],
    earlier: Sequence[Mapping[str, Any]],
    until: date,
) -> Iterator[_End]:
    branch, opened, end = record["branch"], record["opened"], until.isoformat()
    history = sorted((entry for entry in entries if entry["at"] <= end), key=lambda entry: str(entry["at"]))
    current, loan = dues_of(record), value_of(record)
    outstanding, written, back = record["amount"], 0, False
    principal = interest = 0
    held: Restructured | None = None
    next_entry = 0
    day = date.fromisoformat(opened)
    while True:
        name, month_end = f"{day:%Y-%m}", add_months(day, 0, 31)
        last = min(month_end.isoformat(), end)
        row = rows.setdefault((branch, name), _new_row(branch, name))
        if opened.startswith(name):
            row["disbursed"] += record["amount"]
            row["loans"] += 1
        while next_entry < len(history) and history[next_entry]["at"] <= last:
            entry = history[next_entry]
            next_entry += 1
            _add_entry(row, entry)
            held = _kept(held, entry)
            # What recovers a write-off left the outstanding with it.
            recovered = entry.get("recovered", 0)
            lost = entry.get("written_off", 0) - entry.get("written_back", 0)
            outstanding -= entry.get("principal", 0) + entry.get("unearned", 0) - recovered
            outstanding -= entry.get("reversed", 0) + lost
            written += lost - recovered
            back = back or "reversed" in entry
            principal += entry.get("principal", 0) + entry.get("unearned", 0)
            interest += entry.get("interest", 0) - entry.get("unearned", 0)
            if entry["kind"] == "interest.repay":
                interest += entry.get("subsidy", 0)
        row["outstanding"] += outstanding
        # A payment is late on the day after it was due.
        late, oldest = unpaid(dues_on(earlier, current, last), last, principal, interest)
        if not back and (outstanding or not written):
            row["arrears"] += late
        tier = _tier(loan, oldest, last, held)
        yield _End((branch, name), (record["payee"], record["bank"]), last, tier, outstanding, written)
        if month_end >= until:
            return
        day = month_end + timedelta(days=1)


def _kept(held: Restructured | None, entry: Mapping[str, Any]) -> Restructured | None:
    """What a reschedule keeps of the class after an entry; those of one day have no order among them."""
    if "held" not in entry:
        return held
    restructured = Restructured.from_json(entry["held"])
    if held is None or restructured.on > held.on:
        return restructured
    no_better = servicing.worse(held.tier, restructured.tier) == restructured.tier
    return restructured if restructured.on == held.on and no_better else held


def _new_row(branch: str, month: str) -> dict[str, Any]:
    return {"branch": branch, "month": month, "loans": 0, **dict.fromkeys(FLOWS, 0), "repaid": 0,
            "outstanding": 0, "arrears": 0, "classes": {tier: [0, 0] for tier in CLASSES}}  # fmt: skip


def _add_entry(row: dict[str, Any], entry: Mapping[str, Any]) -> None:
    for part in ("principal", "interest", "penalty"):
        amount = entry.get(part, 0)
        row[part] += amount
        row["repaid"] += amount
    # Interest that was paid ahead and went to principal when the loan was settled.
    row["principal"] += entry.get("unearned", 0)
    row["interest"] -= entry.get("unearned", 0)
    row["subsidised"] += entry.get("subsidy", 0)
    row["written_off"] += entry.get("written_off", 0) - entry.get("written_back", 0)
    row["recovered"] += entry.get("recovered", 0)
    row["reversed"] += entry.get("reversed", 0)


# --- issuers ------------------------------------------------------------------------------------------------


def issuer_balance(work: Work, bank: str) -> dict[str, Json]:
    """What a bank issued, redeemed, and what of it lies in digital accounts: ``digital`` is issued less
    redeemed.

    ``difference`` is 0 on every ledger that this contract wrote; a reconciliation looks at it first.
    """
    issued = redeemed = count = 0
    for _, transfer in by_prefix(work, f"transfer/{bank}/"):
        count += 1
        if transfer["op"] == "issue":
            issued += transfer["amount"]
        else:
            redeemed += transfer["amount"]
    digital = 0
    for _, slot in by_prefix(work, "asset/"):
        digital += sum(lot["amount"] for lot in slot["lots"] if lot["issuer"] == bank)
    return {
        "issuer": bank,
        "issued": issued,
        "redeemed": redeemed,
        "digital": digital,
        "transfers": count,
        "difference": issued - redeemed - digital,
    }


def transfers(work: Work, bank: str) -> list[Json]:
    """Everything that a bank issued or redeemed, by transfer id: what its books are reconciled with."""
    return [transfer for _, transfer in by_prefix(work, f"transfer/{bank}/")]


# --- provenance ---------------------------------------------------------------------------------------------


def provenance(work: Work, key: str, count: int) -> dict[str, Json]:
    """Where an account's assets come from: each lot with the event that issued it and the bank's signed
    result.

    ``verified``: the result is the bank's, over that event, a Pass, and its signature is the one that the
    lot carries. For an account of one slot, ``history`` lists the transactions that changed it, with their
    events.
    """
    lots = accounts.lots_of(work, key, count)
    traced: list[dict[str, Json]] = []
    for lot in lots:
        issue, status = work.get(f"issue/{lot['event']}"), work.get(f"event/{lot['event']}")
        known: dict[str, Json] = {**lot, "verified": _is_genuine(lot, issue, status)}
        if issue is not None and status is not None:
            known.update(
                kind=status["kind"], at=status["at"], tx=status["tx"]["unlock"], result=issue["result"]
            )
        traced.append(known)
    shown: dict[str, Json] = {"account": key, "total": accounts.total(lots), "lots": traced}
    if count == 1:
        shown["history"] = _history(work, accounts.slot_key(key, 0))
    return shown


def _is_genuine(lot: accounts.Lot, issue: Json | None, status: Json | None) -> bool:
    if issue is None or status is None:
        return False
    result = issue["result"]
    return bool(
        result["value"] == lot["value"]
        and result["key"] == lot["issuer"] == issue["issuer"]
        and result["event"] == status["digest"]
        and result["verdict"] == "Pass"
        and verify(result["key"], result["value"], oracle_bytes(result))
    )


def _history(work: Work, slot: str) -> list[Json]:
    rows: list[Json] = []
    before = 0
    for tx_id, at, value in work.state.history(slot):
        total = 0 if value is None else accounts.total(value["lots"])
        executed = work.get(f"executed/{tx_id}")
        events = [] if executed is None else executed["events"]
        rows.append({"tx": tx_id, "at": at, "change": total - before, "total": total, "events": events})
        before = total
    return rows
