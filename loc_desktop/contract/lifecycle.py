"""A chaincode's way: locked, granted, unlocked (spec sections 3 to 5 and 7)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from loc_desktop.contract import operations, persons
from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ContractError, ExecutionError
from loc_desktop.contract.fields import is_time
from loc_desktop.contract.flow_rules import bounds, pending, substitutes
from loc_desktop.contract.flow_rules.base import Run
from loc_desktop.contract.flows import Flow, flow_of, replaced_in
from loc_desktop.contract.foresee import lock_keys, unlock_keys
from loc_desktop.contract.members import (
    is_active,
    may_act,
    member_key,
    require_active,
    require_caller,
    require_thawed,
)
from loc_desktop.contract.parallel import Job, evaluate_all
from loc_desktop.contract.rulebook import adopted
from loc_desktop.contract.rulebook.document import Rulebook
from loc_desktop.contract.state import RULES_KEY, Json
from loc_desktop.contract.work import Work
from loc_desktop.errors import params_to_json
from loc_desktop.script import canonical, signatures
from loc_desktop.script.canonical import ScriptError
from loc_desktop.script.evaluate import EVENT_FAILED, ORACLE_FAILED, SUCCESS, Members, Trace, evaluate
from loc_desktop.script.items import (
    ROLES,
    check_audit,
    check_chaincode,
    check_oracle,
    event_bytes,
    oracle_bytes,
)
from loc_desktop.script.plain_text import is_plain

MAX_AT_ONCE: Final = 500
MAX_REASON: Final = 500
_MAX_ID: Final = 32
_HEX: Final = frozenset("0123456789abcdef")


def event_key(event: str) -> str:
    """The state key of an event's status."""
    return f"event/{event}"


def cc_key(event: str) -> str:
    """The state key of an event's chaincode."""
    return f"cc/{event}"


def grant_key(event: str, index: int) -> str:
    """The state key of the result of an event's grantor, counted from 0."""
    return f"grant/{event}/{index:02d}"


def config_of(work: Work) -> Mapping[str, Any]:
    """The ledger's configuration. Raises ContractError ``not_initialised``."""
    config: Mapping[str, Any] | None = work.get("config")
    if config is None:
        raise ContractError("not_initialised")
    return config


# --- locking ------------------------------------------------------------------------------------------------


def lock(work: Work, cc: Json) -> Json:
    """Algorithm 1's assertions, then the chaincode is kept as pending. Raises ContractError; nothing is kept
    then.
    """
    cc = check_shape(work, cc)
    event = cc["event"]
    work.load([*lock_keys(cc, work.state.time), member_key(*_caller(work))])
    config = config_of(work)
    rules = adopted.in_force(work, adopted.day_of(config, event["at"], work.state.time))
    flow = check_flow(rules, cc)
    _require_near(work, config, event["at"])
    pairs = parties(flow, cc)
    rule = operations.RULES[flow.rule]
    work.load([*_member_keys(pairs), *rule.reads(event["body"], work.state.time, 0)])
    known = work.get(event_key(event["id"]))
    if known is not None:
        raise ContractError("duplicate", id=event["id"], status=known["status"])
    records = records_of(work, pairs)
    _require_caller(work, pairs)
    require_active(records, flow.while_revoked)
    _require_open(work, flow, event["body"], records)
    acting = [(named["role"], named["key"]) for named in (*event["signatures"], *cc["keys"])]
    substitutes.require_two(doubled_by(rules, event), {pair: records[pair] for pair in acting})
    day = adopted.day_of(config, event["at"], work.state.time)
    substitutes.require_substitutes(work, flow.kind, event["body"], cc["keys"], day)
    check_signatures(event)
    run = Run(work, flow, event, config, cc["keys"], rules)
    try:
        rule.check(run)
        rule.at_lock(run)
    except ExecutionError as failure:
        raise failure.refusal() from None
    # The shape check has seen all of it: no need to look for what has no canonical form again.
    digest = hashlib.sha256(canonical.encode_checked(event)).hexdigest()
    status = {
        "id": event["id"],
        "kind": event["kind"],
        "status": "pending",
        "digest": digest,
        "size": list(bounds.size_of(event, bounds.RULES_PARTS, bounds.MOST_CHARACTERS)),
        "cc": hashlib.sha256(canonical.encode_checked(cc)).hexdigest(),
        "signers": [
            {"role": signature["role"], "key": signature["key"]} for signature in event["signatures"]
        ],
        "grantors": [{"role": grantor["role"], "key": grantor["key"]} for grantor in cc["keys"]],
        "granted": 0,
        "verdicts": [],
        "results": [],
        "at": event["at"],
        "locked": work.state.time,
        "expires": pending.expiry(work.state.time, rules.lending.limits),
        "rules": rules.digest,
        "tx": {"lock": work.state.tx_id},
    }
    if replaced := replaced_in(event["body"]):
        status["instead"] = [replaced.get(place, "") for place in range(len(cc["keys"]))]
    pending.begin(work, status, rules.lending.limits)
    work.put(event_key(event["id"]), status)
    work.put(cc_key(event["id"]), cc)
    rule.on_lock(run)
    return {
        "event": event["id"],
        "digest": digest,
        "status": "pending",
        "kind": event["kind"],
        "expires": status["expires"],
    }


def check_shape(work: Work, cc: Json) -> Any:
    """What can be said of a chaincode without the state: shape, channel, time, id. Raises ContractError."""
    bounds.require_chaincode(cc, work.state.caller.role)
    try:
        cc = check_chaincode(cc)
    except ScriptError as error:
        raise ContractError("shape", where=error.where, why=error.why) from None
    event = cc["event"]
    if event["channel"] != work.state.channel:
        raise ContractError("channel", channel=event["channel"][:40], here=work.state.channel)
    if not is_time(event["at"]):
        raise ContractError("time", at=event["at"][:40])
    if len(event["id"]) != _MAX_ID or not _HEX.issuperset(event["id"]):
        raise ContractError("body", field="id", why=cause("hex_digits", size="32"))
    return cc


def check_flow(rules: Rulebook, cc: Mapping[str, Any]) -> Flow:
    """The flow of a chaincode by these rules, whose row it obeys: body, parties, operations. Raises
    ContractError.
    """
    event = cc["event"]
    flow = flow_of(event["kind"], rules.flows)
    flow.check_body(event["body"], rules.products)
    flow.check_parties(event, cc["keys"], doubled_by(rules, event))
    # By their bytes: Python finds True equal to 1.
    if canonical.encode(cc["operations"]) != canonical.encode(flow.operations_of(event["body"])):
        raise ContractError("operations")
    return flow


def doubled_by(rules: Rulebook, event: Mapping[str, Any]) -> tuple[str, ...]:
    """The roles of which these rules ask for two persons in an event."""
    return rules.lending.doubled(event["kind"], event["body"].get("amount"))


def _require_near(work: Work, config: Mapping[str, Any], at: str) -> None:
    """Raises ContractError ``time_window`` for an ``at`` too far from the ledger's time; not where the
    events' own time counts.
    """
    if config.get("clock") == "events":
        return
    window, time = config.get("at_window", adopted.DEFAULT_WINDOW), work.state.time
    apart = abs((datetime.fromisoformat(at) - datetime.fromisoformat(time)).total_seconds())
    if apart > 60 * window:
        raise ContractError("time_window", at=at, time=time, minutes=window)


def check_signatures(event: Mapping[str, Any]) -> None:
    """Raises ContractError ``signature`` for the first signature over the event that does not verify."""
    message = event_bytes(event)  # type: ignore[arg-type]
    for signature in event["signatures"]:
        if not signatures.verify(signature["key"], signature["value"], message):
            raise ContractError("signature", role=signature["role"])


def parties(flow: Flow, cc: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(role, key) of signers, grantors and whom the body names, each once, in this order."""
    event = cc["event"]
    named = [(party["role"], party["key"]) for party in (*event["signatures"], *cc["keys"])]
    return list(dict.fromkeys([*named, *flow.keys_of(event["body"])]))


def _member_keys(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [member_key(role, key) for role, key in pairs]


def _caller(work: Work) -> tuple[str, str]:
    return work.state.caller.role, work.state.caller.key


def _require_caller(work: Work, pairs: Iterable[tuple[str, str]]) -> None:
    """A revoked member carries only what it is a party of. Raises ContractError ``denied``."""
    require_caller(work.get(member_key(*_caller(work))), work.state.caller, pairs)


def _require_open(
    work: Work, flow: Flow, body: Mapping[str, Any], records: Mapping[tuple[str, str], Json | None]
) -> None:
    """Raises ContractError ``frozen`` if a challenge stops one of the parties or the loan: what the flow does
    not go on with (``while_frozen``).
    """
    if not flow.state:
        return
    for (role, key), record in records.items():
        if role not in flow.while_frozen:
            require_thawed("party", key, record, work.state.time)
    if "loan" in body and "loan" not in flow.while_frozen:
        require_thawed("loan", body["loan"], work.get(f"loan/{body['loan']}"), work.state.time)


# --- granting -----------------------------------------------------------------------------------------------


def grant(work: Work, event_id: Json, result: Json) -> Json:
    """Keep the oracle result of the grantor whose turn it is, Pass or Failed. Raises ContractError."""
    if type(event_id) is not str:
        raise ContractError("arguments", fn="grant", why=cause("event_id"))
    bounds.require("grant", result, bounds.RESULT_PARTS, bounds.RESULT_CHARACTERS)
    try:
        result = check_oracle(result)
    except ScriptError as error:
        raise ContractError("shape", where=error.where, why=error.why) from None
    _check_audit(result)
    role, key = result["role"], result["key"]
    rules = [RULES_KEY] if role == persons.ATTESTING else []
    work.load([event_key(event_id), member_key(role, key), member_key(*_caller(work)), *rules])
    _require_caller(work, [(role, key)])
    status = _pending(work, event_id)
    if pending.has_expired(status, work.state.time):
        raise ContractError("expired", id=event_id, expires=status["expires"])
    if work.state.caller.role != role:
        raise ContractError(
            "denied", role=work.state.caller.role or "-", why=cause("carried_result", role=role)
        )
    turn, grantors = status["granted"], status["grantors"]
    if turn >= len(grantors):
        raise ContractError("turn", why=cause("all_decided"))
    if grantors[turn] != {"role": role, "key": key}:
        raise ContractError("turn", why=cause("next_grantor", role=grantors[turn]["role"]))
    record = work.get(member_key(role, key))
    if record is None or not is_active(record) or record.get("frozen"):
        _require_grantor(flow_of_event(work, status), role, key, record, work.state.time)
    if not is_time(result["at"]):
        raise ContractError("time", at=result["at"][:40])
    if "instead" in status and (member := status["instead"][turn]):
        work.load([member_key(role, member), "config"])
        day = adopted.day_of(config_of(work), result["at"], work.state.time)
        substitutes.require_substitute(work, role, key, member, day)
    if result["event"] != status["digest"]:
        raise ContractError("result", why=cause("other_event"))
    if role == persons.ATTESTING and persons.lacks_tag(flow_of_event(work, status).rule, result):
        raise ContractError("result", why=cause("no_tag"))
    if not signatures.verify(key, result["value"], oracle_bytes(result)):
        raise ContractError("result", why=cause("signature"))
    work.put(grant_key(event_id, turn), result)
    tx = {**status["tx"], "grants": [*status["tx"].get("grants", []), work.state.tx_id]}
    decided = {
        "granted": turn + 1,
        "verdicts": [*status["verdicts"], result["verdict"]],
        "results": [*status["results"], canonical.digest(result)],
    }
    work.put(event_key(event_id), {**status, **decided, "tx": tx})
    following = grantors[turn + 1] if turn + 1 < len(grantors) else {}
    return {"event": event_id, "granted": turn + 1, "verdict": result["verdict"], "next": following}


def _require_grantor(flow: Flow, role: str, key: str, record: Json | None, now: str) -> None:
    """A grantor that is no active member, or frozen, grants only what the flow goes on with. Raises
    ContractError ``not_member``, ``frozen``.
    """
    require_active({(role, key): record}, flow.while_revoked)
    if role not in flow.while_frozen:
        require_thawed("party", key, record, now)


def _pending(work: Work, event_id: str) -> dict[str, Any]:
    status: dict[str, Any] | None = work.get(event_key(event_id))
    if status is None:
        raise ContractError("unknown_event", id=event_id[:40])
    if status["status"] != "pending":
        raise ContractError("not_pending", id=event_id, status=status["status"])
    require_thawed("event", event_id, status, work.state.time)
    return status


# --- unlocking ----------------------------------------------------------------------------------------------


def unlock(work: Work, uc: Json, hint: Json = 0) -> Json:
    """Algorithm 3 with the locked chaincode, then the operations. Every attempt is kept with its code.

    ``hint`` says which slot a payment tries first and means nothing else. Raises ContractError for what is no
    attempt at all: unknown, executed or refused event, frozen target, a caller whose role is not of the flow.
    """
    _check_hint(hint)
    work.load([*unlock_keys([uc], work.state.time, hint), member_key(*_caller(work))])
    outcome = _unlock_one(work, uc, hint)
    work.keep()
    _record_executed(work, [outcome])
    return outcome


def unlock_many(work: Work, ucs: Json, hint: Json = 0) -> Json:
    """:func:`unlock` for several codes in one transaction, each all or nothing on its own.

    A code that is no attempt gives ``{"event", "error": code, "what", "params"}``: it stops no others.
    """
    _check_hint(hint)
    if type(ucs) is not list:
        raise ContractError("arguments", fn="unlock_many", why=cause("codes_needed"))
    if len(ucs) > MAX_AT_ONCE:
        raise ContractError("too_many", count=len(ucs), limit=MAX_AT_ONCE)
    work.load([*unlock_keys(ucs, work.state.time, hint), member_key(*_caller(work))])
    outcomes: list[dict[str, Json]] = []
    # No unlock changes what another's evaluation looks at: chaincodes and members stay as they are.
    attempts = [_foreseen(work, uc) for uc in ucs]
    jobs = [attempt.job(work, uc) if attempt else None for uc, attempt in zip(ucs, attempts, strict=True)]
    for uc, attempt, trace in zip(ucs, attempts, evaluate_all(jobs), strict=True):
        try:
            outcomes.append(_unlock_one(work, uc, hint, attempt, trace))
            work.keep()
        except ContractError as error:
            work.drop()
            outcomes.append(
                {
                    "event": _claimed_id(uc),
                    "error": error.code,
                    "params": params_to_json(error.params),
                }
            )
    _record_executed(work, outcomes)
    return outcomes


class _Attempt(NamedTuple):
    """What a code tries to unlock: nothing of it changes while a transaction unlocks."""

    rules: Rulebook
    flow: Flow
    cc: Any
    places: Mapping[tuple[str, str], str]
    """The parties, with the state keys of their records."""

    def records(self, work: Work) -> dict[tuple[str, str], Json | None]:
        """The parties' records as they are now."""
        return {pair: work.get(key) for pair, key in self.places.items()}

    def job(self, work: Work, uc: Json) -> Job:
        """What to evaluate for a code."""
        return self.cc, uc, _members(work, self.flow, self.records(work), uc)


def _attempt(work: Work, status: Mapping[str, Any], uc: Json) -> _Attempt:
    rules = adopted.version_of(work, status["rules"])
    flow = flow_of(status["kind"], rules.flows)
    cc = _locked(work, flow, status, uc)
    places = {pair: member_key(*pair) for pair in parties(flow, cc)}
    work.load(list(places.values()))
    return _Attempt(rules, flow, cc, places)


def _foreseen(work: Work, uc: Json) -> _Attempt | None:
    """What a code tries to unlock; None for what is no attempt, which is said where it is unlocked."""
    event_id = _claimed_id(uc)
    status = work.get(event_key(event_id)) if event_id else None
    if status is None or status["status"] != "pending":
        return None
    try:
        _require_size(status, uc)
        _check_code(status, uc)
        return _attempt(work, status, uc)
    except ContractError:
        return None


def flow_of_event(work: Work, status: Mapping[str, Any]) -> Flow:
    """The flow of a locked event, by the rules that were in force on the day of its lock."""
    return flow_of(status["kind"], adopted.version_of(work, status["rules"]).flows)


def _locked(work: Work, flow: Flow, status: Mapping[str, Any], uc: Mapping[str, Any]) -> Any:
    """The chaincode that was locked.

    An honest code carries the event, and operations and keys follow from flow and status: if what they make
    has the digest of what was locked, it is that, and need not be read.
    """
    event = uc["event"]
    try:
        cc = {
            "type": "chaincode",
            "operations": flow.operations_of(event["body"]),
            "event": event,
            "keys": [{"type": "key", **grantor} for grantor in status["grantors"]],
        }
        if hashlib.sha256(canonical.encode_checked(cc)).hexdigest() == status["cc"]:
            return cc
    except (KeyError, TypeError):
        pass  # another event than the locked one: the evaluation will say so
    return work.get(cc_key(status["id"]))


def _check_hint(hint: Json) -> None:
    if type(hint) is not int or hint < 0:
        raise ContractError("arguments", fn="unlock", why=cause("hint"))


def _claimed_id(uc: Json) -> str:
    """The id of the event that a code speaks of, "" where it cannot be told."""
    event = uc.get("event") if type(uc) is dict else None
    name = event.get("id") if type(event) is dict else None
    return name if type(name) is str and len(name) == _MAX_ID else ""


def _unlock_one(
    work: Work, uc: Json, hint: int, attempt: _Attempt | None = None, trace: Trace | None = None
) -> Any:
    """``attempt`` and ``trace`` are given where the code was looked at and evaluated before."""
    event_id = _claimed_id(uc)
    if not event_id:
        raise ContractError("unknown_event", id="-")
    status = work.get(event_key(event_id))
    if status is not None and status["status"] != "pending":
        raise ContractError("duplicate", id=event_id, status=status["status"])
    status = _pending(work, event_id)
    if attempt is None:
        _require_size(status, uc)
        attempt = _attempt(work, status, uc)
    rules, flow, cc, places = attempt
    _check_carrier(work, flow, cc["event"]["body"])
    records = attempt.records(work)
    _require_caller(work, places)
    _require_open(work, flow, cc["event"]["body"], records)
    _require_party(work, flow, records)
    if trace is None:
        _check_code(status, uc)
        members = _members(work, flow, records, uc)
        trace = evaluate(cc, uc, members, locked=True, verify=signatures.verify_bytes)
    run = Run(work, flow, cc["event"], config_of(work), cc["keys"], rules, hint, locked=status["locked"])
    failure: ExecutionError | None = None
    if trace.code == SUCCESS:
        for result in uc["results"]:
            _check_audit(result)
        run.results = uc["results"]
        try:
            if pending.has_expired(status, work.state.time):
                raise ExecutionError("expired", id=event_id, expires=status["expires"])
            operations.execute(run, cc["operations"])
        except ExecutionError as stopped:
            work.drop()
            run.moves, run.outputs = [], []
            failure = stopped
            trace = trace.execution_failed(stopped.trouble)
    return _record(work, status, uc, trace, run, failure, void=_is_void(status, records))


def _require_party(work: Work, flow: Flow, records: Mapping[tuple[str, str], Json | None]) -> None:
    """Only an organisation that has a part in the event tries to unlock it, of customers only the party
    itself and the counter; R may look after any. Raises ContractError ``denied``.
    """
    caller = work.state.caller
    if caller.role == "R":
        return
    organisations = [record["organisation"] for record in records.values() if record is not None]
    stranger = caller.role == "C" and not caller.registrar and ("C", caller.key) not in records
    if stranger or caller.organisation not in organisations:
        raise ContractError("denied", role=caller.role or "-", why=cause("no_part", kind=flow.kind))


def _check_carrier(work: Work, flow: Flow, body: Mapping[str, Any]) -> None:
    role = work.state.caller.role
    if role != "R" and role not in flow.carriers(body):
        raise ContractError("denied", role=role or "-", why=cause("no_part", kind=flow.kind))


def _members(work: Work, flow: Flow, records: Mapping[tuple[str, str], Json | None], uc: Json) -> Members:
    """The members who may act in this flow, among those whom the chaincode names or who signed the code's
    event.

    A result by anyone else fails before it is asked whether its signer is a member.
    """
    active = [pair for pair, record in records.items() if may_act(record, pair[0], flow.while_revoked)]
    try:
        signers = [(signature["role"], signature["key"]) for signature in uc["event"]["signatures"]]
        strangers = [(role, key) for role, key in signers if (role, key) not in records and role in ROLES]
    except (KeyError, TypeError):
        return Members(())  # not of the shape: code 3 before any member is looked for
    return Members(
        [*active, *(pair for pair, record in records_of(work, strangers).items() if is_active(record))]
    )


def records_of(work: Work, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Json | None]:
    """The member records of (role, key) pairs."""
    keys = {pair: member_key(*pair) for pair in pairs}
    work.load(list(keys.values()))
    return {pair: work.get(key) for pair, key in keys.items()}


def _require_size(status: Mapping[str, Any], uc: Any) -> None:
    """Raises ContractError ``too_large`` for a code that no event of this size has."""
    parts, characters = status["size"]
    bounds.require_code(uc, (parts, characters), len(status["grantors"]))


def _check_code(status: Mapping[str, Any], uc: Any) -> None:
    """An unlocking code has at most twice as many signatures and results as the chaincode has places, so that
    a wrong one costs little; it carries the results that are on the ledger: what was granted there is final,
    Pass and Failed. Raises ContractError.
    """
    results = uc.get("results")
    event = uc["event"]
    if not _fits(event.get("signatures"), status["signers"]) or not _fits(results, status["grantors"]):
        raise ContractError("result", why=cause("too_many_results"))
    carried = results if type(results) is list else []
    for index, digest in enumerate(status["results"]):
        if index >= len(carried) or _digest(carried[index]) != digest:
            role = status["grantors"][index]["role"]
            raise ContractError("result", why=cause("result_changed", role=role))


def _fits(given: Any, places: list[Any]) -> bool:
    return type(given) is not list or len(given) <= 2 * max(1, len(places))


def _digest(value: Any) -> str:
    try:
        return canonical.digest(value)
    except ScriptError:
        return ""


def _check_audit(result: Any) -> None:
    """Terms are met or not, a reason is short: figures and persons have no place in a result."""
    try:
        check_audit(result)
    except ScriptError as error:
        raise ContractError("shape", where=error.where, why=error.why) from None
    if not is_time(result["at"]):
        raise ContractError("time", at=result["at"][:40])
    if len(result.get("reason", "")) > MAX_REASON:
        raise ContractError("result", why=cause("reason_length", most=MAX_REASON))
    if not is_plain(result.get("reason", "")):
        raise ContractError("result", why=cause("text_hidden"))


def _record(
    work: Work,
    status: Mapping[str, Any],
    uc: Mapping[str, Any],
    trace: Trace,
    run: Run,
    failure: ExecutionError | None,
    *,
    void: bool,
) -> dict[str, Json]:
    """Keep the attempt in the event's status; the transaction's answer says the same. An attempt on what has
    expired ends it. Raises ContractError ``attempts`` where as many have failed as are kept.
    """
    if trace.code == SUCCESS:
        state = "unlocked"
    elif _is_verdict(trace, status, uc) or (void and trace.code == EVENT_FAILED):
        state = "refused"
    elif pending.has_expired(status, work.state.time):
        state = "expired"
    elif status.get("tries", 0) >= (most := run.rules.lending.limits.attempts):
        raise ContractError("attempts", id=status["id"], most=most)
    else:
        state = "pending"
    if state != "pending":
        pending.end(work, status)
    outcome: dict[str, Json] = {
        "event": status["id"],
        "kind": status["kind"],
        "code": trace.code,
        "trace": trace.compact(),
        "status": state,
    }
    if run.moves:
        outcome["moves"] = run.moves
    if run.outputs:
        outcome["outputs"] = run.outputs
    if failure is not None:
        outcome["failure"] = failure.trouble.to_json()
    kept = {
        **status,
        "status": state,
        "code": trace.code,
        "trace": outcome["trace"],
        "tried": work.state.time,
    }
    kept["tries"] = status.get("tries", 0) + 1
    kept["tx"] = {**status["tx"], "unlock": work.state.tx_id}
    if failure is not None:
        kept["failure"] = outcome["failure"]
    elif "failure" in kept:
        del kept["failure"]
    work.put(event_key(status["id"]), kept)
    return outcome


def _is_void(status: Mapping[str, Any], records: Mapping[tuple[str, str], Json | None]) -> bool:
    """Whether a key that signed the event was succeeded since: nothing makes its signature good again."""
    signers = (records.get((signer["role"], signer["key"])) for signer in status["signers"])
    return any(record is not None and record["status"] == "succeeded" for record in signers)


def _is_verdict(trace: Trace, status: Mapping[str, Any], uc: Mapping[str, Any]) -> bool:
    """Whether a grantor's genuine Failed over this very event is what stopped the evaluation: that is
    final.
    """
    if trace.code != ORACLE_FAILED:
        return False
    failed = trace.steps[-1].failed
    return (
        failed is not None and failed.name == "verdict" and canonical.digest(uc["event"]) == status["digest"]
    )


def _record_executed(work: Work, outcomes: list[dict[str, Json]]) -> None:
    """Which events a transaction executed, so that it can be inspected and challenged by its own id."""
    executed = [outcome["event"] for outcome in outcomes if outcome.get("code") == SUCCESS]
    if executed:
        work.put(f"executed/{work.state.tx_id}", {"events": executed, "at": work.state.time})
        work.keep()
