"""Challenges (paper 3.2): R asks, with a reason and a deadline; the target is frozen; the challenged role
answers; R dismisses or upholds.

The respondent is a party to the target, never R: what R itself signed or granted is not R's to judge. The
deadline leaves the working days that the rules name, each of them whole, in the ledger's zone.

What a freeze stops, by kind of target; the rows of ``flows.json`` say in ``while_frozen`` what goes on:

- ``event``: a pending event is neither granted nor unlocked.
- ``loan``: nothing that changes the loan but its payments, prepayments and collections.
- ``party``: a customer signs nothing but payments; an office signs and grants nothing new. A bank's
  customers pay, prepay, deposit, withdraw and end their links while it is frozen.
- ``transaction``: the loans that its events opened or served, as ``loan``; where it issued or redeemed
  assets, the account's owner, as ``party``.

A frozen customer cannot bring money in as usual: its loans stand still (``paused``) until the freeze ends.

An answer that R accepts (Pass) dismisses the challenge. What an upheld one leads to: ``refusal`` of a
pending event; ``suspension``: the freeze of a loan, party or transaction stays until R lifts it;
``reversal``: the loan or transaction stays frozen until R's reversal event has taken the money back;
``none``: on record only. What takes rights or money (``suspension``, ``reversal`` and the reversal event) is
granted by a second authority: another R, CAD or FD, never the respondent.

A reversal takes what is on the account; for the rest it leaves a claim (:mod:`.claim`).

R alone freezes provisionally: the freeze ends by itself after the working days of the rules
(``freeze_working_days``, ``provisional`` in the target's record), unless the challenge is upheld before with
a second authority; what R alone froze it freezes no longer by asking again within ``freeze_again_days``. On a
ledger that goes by its events' own times a freeze stands until the challenge ends.

The marker ``frozen`` (a list of challenge ids) stands in the target's own record, so looking at it costs no
read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from loc_desktop.contract import accounts
from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules import pending
from loc_desktop.contract.flow_rules.base import Rule, Run
from loc_desktop.contract.flow_rules.claim import open_claim
from loc_desktop.contract.flow_rules.loan import less_written_off, recovered_by
from loc_desktop.contract.flow_rules.subsidy import take_refund_back
from loc_desktop.contract.loans import OPEN_STATES, add_entry, loan_key, record_of, value_of
from loc_desktop.contract.members import freezes, is_active, member_key
from loc_desktop.contract.stood import keep_schedule
from loc_desktop.contract.views.shapes import by_prefix
from loc_desktop.contract.work import Work
from loc_desktop.loan import servicing
from loc_desktop.loan.calendar import Holidays, civil_day, day_ends

EFFECTS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "event": ("none", "refusal"),
    "loan": ("none", "suspension", "reversal"),
    "party": ("none", "suspension"),
    "transaction": ("none", "suspension", "reversal"),
}
"""Which effects an upheld challenge of each kind of target can have."""

TWO_KEYS: Final = ("suspension", "reversal")
"""Effects that take rights or money: a second authority grants them."""

_LOSERS: Final = {"reversal": ("C",), "suspension": ("C", "B")}
"""Who stands to lose by an effect: their answer is what R waits for. Of a reversal the bank gains."""

SECOND_ROLES: Final = ("R", "CAD", "FD")
"""Who may be the second authority."""

REVERSIBLE: Final = ("loan.apply", "loan.refund")
"""Kinds of executed events that a reversal takes back."""

_MOST_AT_ONCE: Final = 16
"""Challenges that freeze one thing at a time: they stand in its record, read with all that is done to it."""
_MOST_ANSWERS: Final = 64

_UNDECIDED: Final = ("open", "answered")


def challenge_key(challenge: str) -> str:
    """The state key of a challenge."""
    return f"challenge/{challenge}"


def _reads(body: Mapping[str, Any], _time: str, _hint: int) -> list[str]:
    return [challenge_key(str(body["challenge"]))]


# --- raising ------------------------------------------------------------------------------------------------


def _marks(run: Run, target: Mapping[str, str]) -> list[str]:
    """The records that a target's freeze marks. Raises ExecutionError ``challenge_target``."""
    kind, name = target["kind"], target["id"]
    if kind == "transaction":
        marks = _marks_of_transaction(run, name)
    elif kind == "party":
        account = run.work.get(f"account/{name}")
        marks = [] if account is None else [f"member/{account['role']}/{name}"]
    else:
        marks = [f"{kind}/{name}"]
    if not marks or any(run.work.get(key) is None for key in marks):
        raise ExecutionError("challenge_target", why=cause("target_unknown", kind=kind, name=name))
    if any(len((run.work.get(key) or {}).get("frozen", ())) >= _MOST_AT_ONCE for key in marks):
        raise ExecutionError("challenge_target", why=cause("challenges_most", most=_MOST_AT_ONCE))
    if kind == "event":
        status = run.work.get(marks[0])
        if status is not None and status["status"] != "pending":
            why = cause("target_event_status", status=status["status"])
            raise ExecutionError("challenge_target", why=why)
    return marks


def _marks_of_transaction(run: Run, tx_id: str) -> list[str]:
    marks: list[str] = []
    for event in _executed(run, tx_id):
        cc = run.work.get(f"cc/{event}")
        assert cc is not None, "an executed event was locked"
        kind, body = cc["event"]["kind"], cc["event"]["body"]
        if kind == "loan.apply":
            marks.append(loan_key(event))
        elif "loan" in body:
            marks.append(loan_key(body["loan"]))
        elif "transfer" in body:
            owner = body.get("account", body["bank"])
            account = run.work.get(f"account/{owner}")
            assert account is not None, "registering a member makes its account"
            marks.append(f"member/{account['role']}/{owner}")
    return list(dict.fromkeys(marks))


def _executed(run: Run, tx_id: str) -> list[str]:
    executed = run.work.get(f"executed/{tx_id}")
    return [] if executed is None else list(executed["events"])


def earliest_deadline(raised: date, days: int, holidays: Holidays, zone: str) -> str:
    """The first deadline that leaves ``days`` whole business days after the day of raising: the end of the
    last of them in the zone, as RFC 3339 in UTC.
    """
    last = raised
    while days:
        last += timedelta(days=1)
        days -= holidays.is_business_day(last)
    return day_ends(last, zone)


def _earliest(run: Run) -> str:
    return earliest_deadline(run.today, run.rules.lending.answer_working_days, run.rules.holidays, run.zone)


def _parties(run: Run, target: Mapping[str, str]) -> list[tuple[str, str]]:
    """(role, key) of whom a target concerns: who may be asked about it."""
    kind, name = target["kind"], target["id"]
    if kind == "party":
        account = run.work.get(f"account/{name}")
        return [] if account is None else [(account["role"], name)]
    if kind == "loan":
        return _parties_of_loan(run, name)
    events = [name] if kind == "event" else _executed(run, name)
    parties: list[tuple[str, str]] = []
    for event in events:
        status, cc = run.work.get(f"event/{event}"), run.work.get(f"cc/{event}")
        if status is None or cc is None:
            continue
        parties += [(named["role"], named["key"]) for named in (*status["signers"], *status["grantors"])]
        body, flow = cc["event"]["body"], run.rules.flows.get(status["kind"])
        parties += flow.keys_of(body) if flow is not None else []
        if "loan" in body:
            parties += _parties_of_loan(run, body["loan"])
    return list(dict.fromkeys(parties))


def _parties_of_loan(run: Run, loan: str) -> list[tuple[str, str]]:
    record = run.work.get(loan_key(loan))
    parts = (("C", "payee"), ("B", "bank"), ("CAD", "civil"), ("FD", "finance"))
    return [] if record is None else [(role, record[part]) for role, part in parts]


def _check_raise(run: Run) -> None:
    body = run.body
    if run.work.get(challenge_key(body["challenge"])) is not None:
        raise ExecutionError("challenge_status", challenge=body["challenge"], status="already raised")
    _marks(run, body["target"])
    parties = _parties(run, body["target"])
    if body["role"] == "R" or any(role == "R" for role, _ in parties):
        raise ExecutionError("own_conduct")
    if (body["role"], body["respondent"]) not in parties:
        raise ExecutionError("respondent", key=body["respondent"], role=body["role"])


def _check_deadline(run: Run) -> None:
    earliest = _earliest(run)
    if run.body["deadline"] < earliest:
        days = run.rules.lending.answer_working_days
        raise ExecutionError("answer_days", deadline=run.body["deadline"], earliest=earliest, days=days)


def _raise(run: Run) -> None:
    body = run.body
    marks = _marks(run, body["target"])
    challenge = {
        "id": body["challenge"],
        "event": run.id,
        "by": run.event["signatures"][0]["key"],
        "target": body["target"],
        "reason": body["reason"],
        # Where it was locked long before it takes effect, the respondent still has its working days.
        "deadline": max(body["deadline"], _earliest(run)),
        "role": body["role"],
        "respondent": body["respondent"],
        "status": "open",
        "raised": run.now,
        "marks": marks,
        "paused": [],
        "answers": [],
    }
    until = _alone_until(run, marks)
    if run.now <= (until or run.now):
        challenge |= {"until": until, "paused": _freeze(run, challenge, until)}
    run.work.put(challenge_key(body["challenge"]), challenge)


def _alone_until(run: Run, marks: list[str]) -> str:
    """Until when a freeze stands that R alone begins: counted from the day on which it last began one, if
    that is less than the rules' days ago; "" on a ledger that goes by its events' own times.
    """
    if run.config.get("clock") == "events":
        return ""
    rules, start = run.rules.lending, run.today
    for mark in marks:
        record = run.work.get(mark) or {}
        if _age(run, record) < rules.freeze_again_days:
            start = min(start, date.fromisoformat(record["froze"]))
    return earliest_deadline(start, rules.freeze_working_days, run.rules.holidays, run.zone)


def _age(run: Run, record: Mapping[str, Any]) -> int:
    """Days since R alone last began to freeze what the record is of; 100,000 if it never did."""
    froze = record.get("froze")
    return (run.today - date.fromisoformat(froze)).days if froze else 100_000


def _freeze(run: Run, challenge: Mapping[str, Any], until: str) -> list[str]:
    """Mark the target as frozen until a time ("": until the challenge ends); the loans that stand still."""
    name = challenge["id"]
    for key in challenge["marks"]:
        record = run.work.get(key)
        assert record is not None, "looked at by _marks"
        frozen = [*(other for other in record.get("frozen", []) if other != name), name]
        ends = [pair for pair in record.get("provisional", ()) if pair[0] != name]
        changed = {part: value for part, value in record.items() if part != "provisional"}
        if until:
            ends = [*ends, [name, until]]
            if _age(run, record) >= run.rules.lending.freeze_again_days:
                changed["froze"] = run.today.isoformat()
        run.work.put(
            key,
            {**changed, "frozen": frozen, **({"provisional": ends} if ends else {})},
        )
    paused = [loan for key in challenge["marks"] for loan in _loans_of_customer(run, key)]
    for loan in paused:
        _pause(run, loan, _day_after(until, run.zone) if until else "")
    return paused


def _day_after(until: str, zone: str) -> str:
    """The first day after a freeze that ends at a day's end."""
    return (civil_day(until, zone) + timedelta(days=1)).isoformat()


# --- standing still -----------------------------------------------------------------------------------------


def _loans_of_customer(run: Run, mark: str) -> list[str]:
    """The open loans of the customer whose member record is marked: they stand still."""
    kind, _, member = mark.partition("/")
    role, _, key = member.partition("/")
    if (kind, role) != ("member", "C"):
        return []
    loans = [str(value["loan"]) for _, value in by_prefix(run.work, f"loans/{key}/")]
    run.work.load([loan_key(loan) for loan in loans])
    return [loan for loan in loans if _record(run, loan)["status"] in OPEN_STATES]


def _record(run: Run, loan: str) -> dict[str, Any]:
    record: dict[str, Any] | None = run.work.get(loan_key(loan))
    assert record is not None, "loans of a customer are kept with it"
    return record


def _pause(run: Run, loan: str, end: str) -> None:
    """Stand still from today on until a day ("": until it is resumed); a span that ends today or later goes
    on, so that there are no more than days."""
    record, today = _record(run, loan), run.today.isoformat()
    spans = record.get("paused", [])
    if spans and (not spans[-1][1] or spans[-1][1] >= today):
        last = spans[-1][1]
        longer = max(last, end) if last and end else ""
        run.work.put(loan_key(loan), {**record, "paused": [*spans[:-1], [spans[-1][0], longer]]})
    else:
        run.work.put(loan_key(loan), {**record, "paused": [*spans, [today, end]]})


def _resume(run: Run, loan: str) -> None:
    """The end of standing still, unless another challenge still freezes the customer."""
    record = _record(run, loan)
    spans = record.get("paused", [])
    customer = run.work.get(member_key("C", record["payee"]))
    today = run.today.isoformat()
    if not spans or (spans[-1][1] and spans[-1][1] <= today):
        return
    ends = dict((customer or {}).get("provisional", ()))
    others = [ends.get(challenge, "") for challenge in freezes(customer, run.time)]
    end = "" if "" in others else max((_day_after(other, run.zone) for other in others), default=today)
    run.work.put(loan_key(loan), {**record, "paused": [*spans[:-1], [spans[-1][0], end]]})


# --- answering ----------------------------------------------------------------------------------------------


def challenge_in(run: Run) -> dict[str, Any]:
    """The challenge that the event names, of the living key. Raises ExecutionError ``challenge_unknown``."""
    challenge: dict[str, Any] | None = run.work.get(challenge_key(run.body["challenge"]))
    if challenge is None:
        raise ExecutionError("challenge_unknown", challenge=run.body["challenge"])
    return living(run.work, challenge)


def living(work: Work, challenge: Mapping[str, Any]) -> dict[str, Any]:
    """The challenge, its respondent by the key that is in use: a customer's lost key is succeeded by another,
    and who was asked about an event that the lost one signed answers with the new one.
    """
    key = challenge["respondent"]
    while challenge["role"] == "C":
        record = work.get(member_key("C", key))
        if record is None or record["status"] != "succeeded":
            break
        key = record["successor"]
    return {**challenge, "respondent": key}


def _require_status(challenge: Mapping[str, Any], *allowed: str) -> None:
    if challenge["status"] not in allowed:
        raise ExecutionError("challenge_status", challenge=challenge["id"], status=challenge["status"])


def _check_answer(run: Run) -> None:
    challenge = challenge_in(run)
    _require_status(challenge, *_UNDECIDED)
    for field in ("role", "respondent"):
        if run.body[field] != challenge[field]:
            raise ExecutionError(
                "challenge_target",
                why=cause("respondent_asked", asked=challenge[field], found=run.body[field]),
            )


def _check_in_time(run: Run) -> None:
    challenge = challenge_in(run)
    if len(challenge["answers"]) >= _MOST_ANSWERS:
        raise ExecutionError("challenge_target", why=cause("answers_most", most=_MOST_ANSWERS))
    if run.now > challenge["deadline"]:
        raise ExecutionError("deadline", deadline=challenge["deadline"])


def _answered(run: Run) -> None:
    """An answer counts from its locking on: whatever R says to it, it is on record and was in time."""
    challenge = challenge_in(run)
    answers = [*challenge["answers"], run.id]
    run.work.put(challenge_key(challenge["id"]), {**challenge, "status": "answered", "answers": answers})


def _accept(run: Run) -> None:
    _close(run, challenge_in(run), "dismissed")


def _close(run: Run, challenge: Mapping[str, Any], status: str, **more: Any) -> None:
    """End a challenge and its freeze."""
    run.work.load(challenge["marks"])
    for key in challenge["marks"]:
        record = run.work.get(key)
        if record is None:
            continue
        left = [other for other in record.get("frozen", []) if other != challenge["id"]]
        ends = [pair for pair in record.get("provisional", ()) if pair[0] != challenge["id"]]
        thawed = {name: value for name, value in record.items() if name not in ("frozen", "provisional")}
        frozen = {"frozen": left} if left else {}
        run.work.put(key, {**thawed, **frozen, **({"provisional": ends} if ends else {})})
    for loan in challenge["paused"]:
        _resume(run, loan)
    decided = {"status": status, "decided": run.now, "decision": run.id, **more}
    run.work.put(challenge_key(challenge["id"]), {**challenge, **decided})


# --- deciding -----------------------------------------------------------------------------------------------


def _check_decide(run: Run) -> None:
    challenge, body = challenge_in(run), run.body
    _require_status(challenge, *_UNDECIDED)
    if body["decision"] == "dismissed":
        if body["effect"] != "none":
            raise ExecutionError("effect", effect=body["effect"], why=cause("dismissed_without_effect"))
        _check_second(run, challenge, needed=False)
        return
    kind = challenge["target"]["kind"]
    if body["effect"] not in EFFECTS_OF[kind]:
        why = cause("effect_of_target", kind=kind, names=", ".join(EFFECTS_OF[kind]))
        raise ExecutionError("effect", effect=body["effect"], why=why)
    # A department that answers at once answers for itself: who loses by it still has the time to speak.
    answered = challenge["status"] == "answered" and (
        body["effect"] not in TWO_KEYS or challenge["role"] in _LOSERS[body["effect"]] or kind == "party"
    )
    if not answered and run.now <= challenge["deadline"]:
        raise ExecutionError("unanswered", challenge=challenge["id"], deadline=challenge["deadline"])
    if body["effect"] == "refusal":
        status = run.work.get(challenge["marks"][0]) or {}
        if status.get("status") != "pending":  # its freeze ended by itself, and it went on
            why = cause("target_event_status", status=status.get("status", "-"))
            raise ExecutionError("challenge_target", why=why)
    if body["effect"] == "reversal" and not _to_reverse(run, challenge):
        raise ExecutionError("effect", effect="reversal", why=cause("nothing_to_reverse"))
    _check_second(run, challenge, needed=body["effect"] in TWO_KEYS)


def _check_second(run: Run, challenge: Mapping[str, Any], needed: bool) -> None:
    """Raises ExecutionError ``second`` unless the event names a fit second authority where one is needed."""
    body = run.body
    if "second" not in body:
        if needed or "second_role" in body:
            raise ExecutionError("second", why=cause("second_needed"))
        return
    role, key = body["second_role"], body["second"]
    record = run.work.get(member_key(role, key))
    asked = run.work.get(member_key(challenge["role"], challenge["respondent"]))
    if role not in SECOND_ROLES or key in run.signers:
        why = cause("second_other")
    elif key == challenge["respondent"]:
        why = cause("second_not_respondent")
    elif record is None or not is_active(record) or freezes(record, run.time):
        why = cause("second_inactive")
    elif role != "R" and asked is not None and asked["organisation"] == record["organisation"]:
        why = cause("second_same_house")
    else:
        return
    raise ExecutionError("second", why=why)


def _to_reverse(run: Run, challenge: Mapping[str, Any]) -> list[str]:
    target = challenge["target"]
    events = [target["id"]] if target["kind"] == "loan" else _executed(run, target["id"])
    reversible = []
    for event in events:
        status = run.work.get(f"event/{event}")
        if status is not None and status["kind"] in REVERSIBLE and "reversed" not in status:
            reversible.append(event)
    return reversible


def _decide(run: Run) -> None:
    challenge, body = challenge_in(run), run.body
    ruling = {"ruling": body["ruling"], "effect": body["effect"]}
    if body["decision"] == "dismissed":
        _close(run, challenge, "dismissed", **ruling)
        return
    if body["effect"] in ("suspension", "reversal"):
        # The freeze stays; what ends it is challenge.lift or the last challenge.reverse.
        upheld = {"status": "upheld", "decided": run.now, "decision": run.id, "until": "", **ruling}
        upheld["paused"] = sorted({*challenge["paused"], *_freeze(run, challenge, "")})
        if body["effect"] == "reversal":
            upheld["reverse"] = _to_reverse(run, challenge)
        run.work.put(challenge_key(challenge["id"]), {**challenge, **upheld})
        return
    _close(run, challenge, "upheld", **ruling)
    if body["effect"] == "refusal":
        (key,) = challenge["marks"]
        status = run.work.get(key)
        assert status is not None, "a frozen event stays pending"
        pending.end(run.work, status)
        run.work.put(key, {**status, "status": "refused", "challenge": challenge["id"]})


def _check_lift(run: Run) -> None:
    challenge = challenge_in(run)
    _require_status(challenge, "upheld")
    if challenge["effect"] != "suspension":
        raise ExecutionError("effect", effect=challenge["effect"], why=cause("only_suspension_lifted"))


def _lift(run: Run) -> None:
    _close(run, challenge_in(run), "lifted", lifted=run.body["ruling"])


# --- reversing ----------------------------------------------------------------------------------------------


def _check_reverse(run: Run) -> None:
    challenge, body = challenge_in(run), run.body
    if challenge["status"] != "upheld" or body["event"] not in challenge.get("reverse", ()):
        why = cause("reversal_not_ordered")
        raise ExecutionError("challenge_target", why=why)
    _check_second(run, challenge, needed=True)
    cc = run.work.get(f"cc/{body['event']}")
    assert cc is not None, "an executed event was locked"
    (moved,) = cc["operations"]
    # The payee's key may have been succeeded: the loan names the living one.
    if (_loan_of(run, cc)["payee"], moved["args"]["from"]) != (body["from"], body["to"]):
        raise ExecutionError("challenge_target", why=cause("reversal_way"))
    due = _amount_to_reverse(run, cc)
    # What is paid meanwhile is not taken back: the event says the most.
    meanwhile = run.results and cc["event"]["kind"] == "loan.apply" and body["amount"] > due
    if body["amount"] != due and not meanwhile:
        raise ExecutionError("reversal", amount=body["amount"], due=due)


def _loan_of(run: Run, cc: Mapping[str, Any]) -> dict[str, Any]:
    name = cc["event"]["body"].get("loan", cc["event"]["id"])
    record: dict[str, Any] | None = run.work.get(loan_key(name))
    assert record is not None, "a reversible event has its loan"
    return record


def _amount_to_reverse(run: Run, cc: Mapping[str, Any]) -> int:
    """A payout: what is outstanding of it. A refund: all of it, once."""
    if cc["event"]["kind"] == "loan.apply":
        outstanding: int = _loan_of(run, cc)["outstanding"]
        return outstanding
    amount: int = cc["event"]["body"]["amount"]
    return 0 if "reversed" in _status_of(run, cc["event"]["id"]) else amount


def _status_of(run: Run, event: str) -> dict[str, Any]:
    status: dict[str, Any] | None = run.work.get(f"event/{event}")
    assert status is not None, "what was executed was locked"
    return status


def _reverse(run: Run) -> None:
    challenge, body = challenge_in(run), run.body
    cc = run.work.get(f"cc/{body['event']}")
    assert cc is not None, "an executed event was locked"
    record, due = _loan_of(run, cc), _amount_to_reverse(run, cc)
    missing = due - _take_back(run, due)
    if cc["event"]["kind"] == "loan.apply":
        changed, recovered = dict(record), recovered_by(record, due)
        if record["status"] in OPEN_STATES:
            # Repaid while it was frozen, it stays repaid: nothing is left to take back.
            cancelled = servicing.cancel(value_of(record), run.today)
            written = less_written_off(record, recovered)
            changed = record_of(keep_schedule(run, record), cancelled, status="reversed", **written)
        add_entry(run, record["id"], reversed=due, claimed=missing, recovered=recovered)
    elif due:
        # The budget and the right to the refund come back with it.
        changed = take_refund_back(run, record, cc["event"], claimed=missing)
    else:
        changed = dict(record)  # another challenge has taken it back meanwhile
    run.work.put(f"event/{body['event']}", {**_status_of(run, body["event"]), "reversed": run.id})
    if missing:
        open_claim(run, record["id"], missing)
        changed = {**changed, "claims": [*record.get("claims", []), run.id]}
    run.work.put(loan_key(record["id"]), changed)
    left = [event for event in challenge["reverse"] if event != body["event"]]
    if left:
        run.work.put(challenge_key(challenge["id"]), {**challenge, "reverse": left})
    else:
        _close(run, {**challenge, "reverse": []}, "upheld", reversed=run.id)


def _take_back(run: Run, due: int) -> int:
    """Move what is on the account, at most what is due; how much that was."""
    body = run.body
    source, count = body["from"], accounts.slots_of("C", run.slots)
    amount: int = min(due, accounts.total(accounts.lots_of(run.work, source, count)))
    if amount:
        lots = accounts.take(run.work, source, count, run.hint, amount)
        accounts.add(run.work, accounts.first_slot(body["to"], body["role"], run.slots, run.hint), lots)
        run.moved("transfer", source, body["to"], lots)
    return amount


def _asked_second(run: Run) -> None:
    """The second authority that is asked reads the challenge from then on."""
    challenge, second = challenge_in(run), run.body.get("second")
    seconds = challenge.get("seconds", [])
    if second and second not in seconds:
        run.work.put(challenge_key(challenge["id"]), {**challenge, "seconds": [*seconds, second]})


CHALLENGE_RULES: dict[str, Rule] = {
    "challenge.raise": Rule(check=_check_raise, at_lock=_check_deadline, apply=_raise, reads=_reads),
    "challenge.answer": Rule(
        check=_check_answer, at_lock=_check_in_time, on_lock=_answered, apply=_accept, reads=_reads
    ),
    "challenge.decide": Rule(check=_check_decide, on_lock=_asked_second, apply=_decide, reads=_reads),
    "challenge.reverse": Rule(check=_check_reverse, on_lock=_asked_second, apply=_reverse, reads=_reads),
    "challenge.lift": Rule(check=_check_lift, apply=_lift, reads=_reads),
}
