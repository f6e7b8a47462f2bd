"""What is asked about groups: to which keys is sealed, who holds them, and which may be destroyed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.flow_rules.claim import claim_key
from loc_desktop.contract.flow_rules.groups import (
    GROUP_ROLES,
    erased_key,
    group_key,
    kept_until,
    replaced_key,
)
from loc_desktop.contract.loans import CLOSED_STATES
from loc_desktop.contract.members import member_key
from loc_desktop.contract.state import Json
from loc_desktop.contract.views.shapes import by_prefix
from loc_desktop.contract.work import Work
from loc_desktop.loan.calendar import add_months
from loc_desktop.loan.lending import LendingRules

_PARTS: Final = {"B": "bank", "CAD": "civil", "FD": "finance"}
_MOST_KIDS: Final = 16


def groups(work: Work) -> list[Json]:
    """Every group as it stands, by role and organisation: to which keys is sealed today."""
    return [group for _, group in by_prefix(work, "group/")]


def key_of_own_group(work: Work, kids: Any) -> Json:
    """Of the caller's own group the key, present or replaced, that is one of ``kids``; {} if none is."""
    if type(kids) is not list or len(kids) > _MOST_KIDS or not all(type(kid) is str for kid in kids):
        raise ContractError(
            "arguments", fn="query groups", why=cause("texts_list", name="kids", most=_MOST_KIDS)
        )
    role, organisation = _own(work)
    if role not in GROUP_ROLES:
        return {}
    current = (work.get(group_key(role, organisation)) or {}).get("current")
    if current is not None and current["jwk"]["kid"] in kids:
        return current
    replaced = [replaced_key(role, organisation, kid) for kid in kids]
    work.load(replaced)
    return next((key for key in map(work.get, replaced) if key is not None), {})


def erasable(work: Work, today: date, rules: LendingRules, brief: bool) -> Json:
    """Up to which year the caller may destroy its keys: ``year``, 0 if none; ``retention`` in years,
    ``erased``: the year of its last word, ``keys``: how many replaced keys of its group go with them,
    ``loans`` and ``last``: of how many loans, the last of them paid out on which day.

    ``brief``: the last word alone (``erased``, ``event``), without a look at any loan.

    Keys of a year may go when they were replaced, what was sealed to them can wait no longer, and every loan
    paid out until then has ended ``retention`` years ago.
    """
    role, organisation = _own(work)
    if role not in GROUP_ROLES:
        raise ContractError("denied", role=role or "-", why=cause("reads_groups"))
    word = work.get(erased_key(role, work.state.caller.key)) or {"year": 0, "event": ""}
    erased = word["year"]
    answer = {
        "year": 0,
        "retention": rules.retention_years,
        "erased": erased,
        "keys": 0,
        "loans": 0,
        "last": "",
    }
    if brief:
        return {"erased": erased, "event": word["event"]}
    group = work.get(group_key(role, organisation)) or {}
    keys = [key for _, key in by_prefix(work, replaced_key(role, organisation))]
    in_use = group["current"]["year"] if "current" in group else 0
    waits, retention = rules.limits.pending_days, rules.retention_years
    replaced: dict[int, date] = {}
    for key in keys:
        if erased < key["year"] < in_use:
            until = date.fromisoformat(key["until"])
            replaced[key["year"]] = max(replaced.get(key["year"], until), until)
    years = [
        year for year, until in sorted(replaced.items()) if today >= kept_until(year, until, waits, retention)
    ]
    if not years:
        return answer
    loans = _own_loans(work, role, organisation)
    kept = [loan["opened"] for loan in loans if _is_kept(work, loan, today, retention)]
    first = min(kept, default="9999-12-31")
    may = []
    for year in years:
        last = date.fromordinal(replaced[year].toordinal() + waits).isoformat()
        if last >= first:
            break
        may.append((year, last))
    if not may:
        return answer
    year, last = may[-1]
    gone = sorted(
        loan["opened"]
        for loan in loans
        if loan["opened"] <= last and date.fromisoformat(loan["opened"]).year > erased
    )
    return {
        **answer,
        "year": year,
        "keys": sum(erased < key["year"] <= year for key in keys),
        "loans": len(gone),
        "last": gone[-1] if gone else "",
    }


def _own(work: Work) -> tuple[str, str]:
    caller = work.state.caller
    record = work.get(member_key(caller.role, caller.key))
    return caller.role, str(record["organisation"]) if record is not None else ""


def _own_loans(work: Work, role: str, organisation: str) -> list[Mapping[str, Any]]:
    """The loans whose dossiers are sealed to the organisation: R's are all."""
    loans = [loan for _, loan in by_prefix(work, "loan/")]
    if role == "R":
        return loans
    records = {key: work.get(member_key(role, key)) for key in {loan[_PARTS[role]] for loan in loans}}
    own = {key for key, record in records.items() if record and record["organisation"] == organisation}
    return [loan for loan in loans if loan[_PARTS[role]] in own]


def _is_kept(work: Work, loan: Mapping[str, Any], today: date, retention: int) -> bool:
    """Whether a loan's dossier is kept still: it has not ended, is challenged, a claim is open, or it ended
    less than ``retention`` years ago.
    """
    if loan["status"] not in CLOSED_STATES or loan.get("frozen"):
        return True
    claims = (work.get(claim_key(claim)) for claim in loan.get("claims", ()))
    if any(claim is not None and claim["status"] == "open" for claim in claims):
        return True
    return today < add_months(date.fromisoformat(loan.get("changed", loan["opened"])), 12 * retention)
