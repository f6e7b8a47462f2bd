"""The rules of identity: a department attests whose key it is, and a lost key is succeeded by a new one.

After a succession the old key is dead: its member record has the status ``succeeded`` and names its
``successor``, it signs and grants nothing, and what it signed before and was not executed is void, since
whoever found the key may have signed it. Loans, their open challenges, links and balance are rewritten to the
new key, so that every later transaction reads them as if they had been its own from the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loc_desktop.contract import accounts
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules.base import Rule, Run
from loc_desktop.contract.flow_rules.claim import claim_key
from loc_desktop.contract.flow_rules.links import link_key
from loc_desktop.contract.loans import loan_key
from loc_desktop.contract.members import is_active, member_key, require_thawed
from loc_desktop.contract.persons import (
    ATTESTING,
    attested_tag,
    bind,
    check_bound,
    person_key,
    require_person,
)

_REPLACEABLE = ("active", "revoked")


# --- attestation --------------------------------------------------------------------------------------------


def _check_attest(run: Run) -> None:
    require_person(run, run.body["member"])


def _check_attested(run: Run) -> None:
    check_bound(run, run.body["member"])


def _attest(run: Run) -> None:
    member = run.body["member"]
    bind(run, member, attested_tag(run, member))


# --- succession ---------------------------------------------------------------------------------------------


def _reads(body: Mapping[str, Any], _time: str, _hint: int) -> list[str]:
    old, new = body["old"], body["new"]
    slots = [accounts.slot_key(key, 0) for key in (old, new)]
    return [member_key("C", old), f"account/{old}", f"account/{new}", *slots]


def _old_record(run: Run) -> dict[str, Any]:
    record: dict[str, Any] | None = run.work.get(member_key("C", run.body["old"]))
    if record is None:
        raise ExecutionError("not_member", key=run.body["old"], role="C")
    if record["status"] not in _REPLACEABLE:
        raise ExecutionError("succeeded", key=record["key"], successor=record["successor"])
    if record["status"] == "revoked" and "by" in record:
        # The regulator and a second authority took it away: a new key does not bring it back.
        raise ExecutionError("revoked", key=record["key"])
    return record


def _check_succeed(run: Run) -> None:
    body, old = run.body, _old_record(run)
    new = require_person(run, body["new"])
    if not is_active(new):
        raise ExecutionError("not_member", key=body["new"], role="C")
    require_thawed("party", body["old"], old, run.time)
    counter = run.work.get(member_key("C", body["counter"]))
    if body["old"] == body["new"] or "tag" in new:
        raise ExecutionError("succession_key", key=body["new"])
    if counter is None or not counter["organisation"] == old["organisation"] == new["organisation"]:
        raise ExecutionError("succession_counter", key=body["old"], organisation=old["organisation"])


def _check_counter(run: Run) -> None:
    caller = run.work.state.caller
    if not caller.registrar or caller.key != run.body["counter"]:
        organisation = _old_record(run)["organisation"]
        raise ExecutionError("succession_counter", key=run.body["old"], organisation=organisation)


def _check_same_person(run: Run) -> None:
    """The department's tag is that of the old key, where it has one; the person has no third key."""
    old = _old_record(run)
    tag = attested_tag(run, old["key"])
    known = run.work.get(person_key(tag))
    if old.get("tag", tag) != tag:
        raise ExecutionError("person_other", key=old["key"])
    if known is not None and known["key"] != old["key"]:
        raise ExecutionError("person_other_key", key=old["key"], other=known["key"])


def _succeed(run: Run) -> None:
    old, new = run.body["old"], run.body["new"]
    record = _old_record(run)
    tag = attested_tag(run, old)
    known = run.work.get(person_key(tag))
    loans = [] if known is None else known["loans"]
    former = [] if known is None else known["former"]
    dead = {**record, "status": "succeeded", "successor": new, "succeeded": run.time}
    run.work.put(member_key("C", old), dead)
    run.work.put(member_key("C", new), {**require_person(run, new), "tag": tag})
    person = {"key": new, "event": run.id, "at": run.time, "loans": loans, "former": [*former, old]}
    run.work.put(person_key(tag), person)
    _move_loans(run, loans, old, new)
    _move_links(run, old, new)
    _move_lots(run, old, new)


def _move_loans(run: Run, loans: list[str], old: str, new: str) -> None:
    run.work.load([loan_key(loan) for loan in loans])
    for loan in loans:
        record = run.work.get(loan_key(loan))
        assert record is not None, "a person's loans are on the ledger"
        run.work.put(loan_key(loan), {**record, "payee": new})
        run.work.delete(f"loans/{old}/{loan}")
        run.work.put(f"loans/{new}/{loan}", {"bank": record["bank"], "loan": loan})
        for challenge in record.get("frozen", []):
            asked = run.work.get(f"challenge/{challenge}")
            if asked is not None and asked["respondent"] == old:
                run.work.put(f"challenge/{challenge}", {**asked, "respondent": new})
        for claim in record.get("claims", []):
            owed = run.work.get(claim_key(claim))
            assert owed is not None, "a loan's claims are on the ledger"
            run.work.put(claim_key(claim), {**owed, "from": new})


def _move_links(run: Run, old: str, new: str) -> None:
    left, heir = run.work.get(f"account/{old}"), run.work.get(f"account/{new}")
    assert left is not None, "registering a member makes its account"
    assert heir is not None, "registering a member makes its account"
    for link in left["links"]:
        key = link_key(link["bank"], link["link"])
        run.work.put(key, {**(run.work.get(key) or {}), "account": new})
    run.work.put(f"account/{new}", {**heir, "links": [*heir["links"], *left["links"]]})
    run.work.put(f"account/{old}", {**left, "links": []})


def _move_lots(run: Run, old: str, new: str) -> None:
    """A customer's balance is in one slot."""
    lots = accounts.lots_at(run.work, accounts.slot_key(old, 0))
    if lots:
        run.work.delete(accounts.slot_key(old, 0))
        accounts.add(run.work, accounts.slot_key(new, 0), lots)
        run.moved("transfer", old, new, lots)


# --- a department's secret ----------------------------------------------------------------------------------


def _check_share(run: Run) -> None:
    """Sealed by a member of a department to another member of it."""
    records = [run.work.get(member_key(ATTESTING, run.body[name])) for name in ("department", "member")]
    organisations = {record["organisation"] for record in records if record is not None}
    if len(organisations) != 1 or run.body["department"] == run.body["member"]:
        raise ExecutionError("department", key=run.body["member"])


IDENTITY_RULES: dict[str, Rule] = {
    "identity.attest": Rule(check=_check_attest, at_unlock=_check_attested, apply=_attest),
    "identity.share": Rule(check=_check_share),
    "identity.succeed": Rule(
        check=_check_succeed,
        at_lock=_check_counter,
        at_unlock=_check_same_person,
        apply=_succeed,
        reads=_reads,
    ),
}
