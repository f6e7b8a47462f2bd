"""From the contract's view of a loan to the rows that a person sees. Nothing is computed a second way: the
positions are :mod:`loc_desktop.loan.servicing`'s."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from loc_desktop.desk.values.loan import HistoryRow, LoanLine, ScheduleRow
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.party_names import Names

_NOT_AMOUNTS = ("loan", "event", "kind", "at", "held")


def line_of(view: Mapping[str, Any], names: Names) -> LoanLine:
    """A loan in a list, from the contract's ``loan`` query."""
    now, schedule = view["position"], view["schedule"]
    active = view["status"] == "active"
    following = next((row for row in schedule if _open(row)), None) if active else None
    frozen = view.get("frozen") or [""]
    since, until = (view.get("paused") or [["", ""]])[-1]
    return LoanLine(
        id=view["id"],
        customer=names.party(view["payee"], "C"),
        bank=names.party(view["bank"], "B"),
        amount=view["amount"],
        months=view["months"],
        rate=view["rate"],
        product=view["product"],
        branch=view["branch"],
        opened=view["opened"],
        status=view["status"],
        outstanding=view["outstanding"],
        due=now["due"] if view["status"] in ("active", "written_off") else 0,
        penalty=now["penalty"],
        next_due=following["due"] if following else "",
        next_amount=_open(following) if following else 0,
        days_past_due=now["days_past_due"] if active else 0,
        classification=now["classification"] if active else "",
        refundable=refundable_of(view),
        frozen=frozen[0],
        paused="" if until else since,
    )


def refundable_of(view: Mapping[str, Any]) -> int:
    """The interest that may be given back now: within what the department granted, and nothing of a loan that
    was taken back.
    """
    if view["status"] == "reversed":
        return 0
    refundable: int = sum(row["refundable"] for row in view["schedule"])
    granted: int = view["subsidy_granted"] - view["subsidised"]
    return max(0, min(refundable, granted))


def _open(row: Mapping[str, Any]) -> int:
    left: int = row["principal"] + row["interest"] - row["paid_principal"] - row["paid_interest"]
    return left


def schedule_of(
    rows: Sequence[Mapping[str, Any]], on: str, moved: Sequence[Mapping[str, Any]] = ()
) -> tuple[ScheduleRow, ...]:
    """The lines of the schedule with their state on a day; ``moved``: the due days that calendars moved."""
    moves = {(move["number"], move["to"]): move for move in moved}
    current = next((row["number"] for row in rows if row["due"] > on), 0)
    return tuple(
        ScheduleRow(
            number=row["number"],
            start=row["start"],
            end=row["end"],
            due=row["due"],
            principal=row["principal"],
            interest=row["interest"],
            paid_principal=row["paid_principal"],
            paid_interest=row["paid_interest"],
            refunded=row["refunded"],
            by_finance=row["by_finance"],
            refundable=row["refundable"],
            state=_state(row, on, current),
            days=row["days"],
            carried=row["carried"],
            moved_from=moves.get((row["number"], row["due"]), {}).get("from", ""),
            moved_by=moves.get((row["number"], row["due"]), {}).get("rules", ""),
        )
        for row in rows
    )


def _state(row: Mapping[str, Any], on: str, current: int) -> str:
    if not _open(row):
        return "paid"
    if row["due"] < on:
        return "overdue"
    return "due" if row["due"] == on or row["number"] == current else "ahead"


def history_of(entries: Sequence[Mapping[str, Any]], view: Mapping[str, Any]) -> tuple[HistoryRow, ...]:
    """A loan's history, newest first; the payout is its first line."""
    rows = [
        HistoryRow(view["opened"], view["id"], "loan.apply", {"disbursed": view["amount"]}, _paid_out(view))
    ]
    for entry in entries:
        amounts = {name: value for name, value in entry.items() if name not in _NOT_AMOUNTS}
        rows.append(
            HistoryRow(entry["at"], entry["event"], entry["kind"], amounts, _told(entry["kind"], amounts))
        )
    return tuple(reversed(rows))


def _paid_out(view: Mapping[str, Any]) -> Sentence:
    return Sentence("life.loan.apply", {"amount": view["amount"], "months": view["months"]})


def _told(kind: str, amounts: Mapping[str, int]) -> Sentence:
    parts = {
        name: amounts.get(name, 0)
        for name in (
            "principal", "interest", "penalty", "subsidy", "months", "rate", "written_off", "written_back",
            "reversed",
        )
    }  # fmt: skip
    amount = parts["principal"] + parts["interest"] + parts["penalty"]
    subsidy = abs(parts["subsidy"])
    return Sentence(f"life.{kind}", {"kind": kind, **parts, "amount": amount or subsidy, "subsidy": subsidy})
