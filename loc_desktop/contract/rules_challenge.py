"""Challenges (paper 3.2): R asks, with a reason and a deadline; the target is frozen; the challenged role
answers; R dismisses or upholds.

What a freeze stops, by kind of target:

- ``event``: a pending event is neither granted nor unlocked.
- ``loan``: no event that names the loan and changes state is locked or unlocked (payment, refund,
reschedule, …).
- ``party``: it signs and grants nothing, and no event in which it is named, as payer or payee as well,
executes.
- ``transaction``: the loans that its events opened or served, as ``loan``; where it issued or redeemed
assets, the
  account's owner, as ``party``.

An answer that R accepts (Pass) dismisses the challenge. What an upheld one leads to: ``refusal`` of a
pending event; ``suspension``: the freeze of a loan, party or transaction stays until R lifts it;
``reversal``: the loan or transaction stays frozen until R's reversal event has taken the money back;
``none``: on record only. Events of the kinds ``challenge.*`` go on while their parties are frozen: they are
how a freeze ends.

The marker ``frozen`` (a list of challenge ids) stands in the target's own record, so looking at it costs no
read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.loans import add_entry, loan_key, record_of, value_of
from loc_desktop.contract.rules import Rule, Run
from loc_desktop.loan import servicing

EFFECTS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "event": ("none", "refusal"),
    "loan": ("none", "suspension", "reversal"),
    "party": ("none", "suspension"),
    "transaction": ("none", "suspension", "reversal"),
}
"""Which effects an upheld challenge of each kind of target can have."""

REVERSIBLE: Final = ("loan.apply", "loan.refund")
"""Kinds of executed events that a reversal takes back."""

_UNDECIDED: Final = ("open", "answered")


def challenge_key(challenge: str) -> str:
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
        raise ExecutionError("challenge_target", why=f"the ledger has no {kind} {name}")
    if kind == "event":
        status = run.work.get(marks[0])
        if status is not None and status["status"] != "pending":
            why = f"the event is {status['status']}; challenge its transaction or loan"
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


def _check_raise(run: Run) -> None:
    body = run.body
    if run.work.get(challenge_key(body["challenge"])) is not None:
        raise ExecutionError("challenge_status", challenge=body["challenge"], status="already raised")
    _marks(run, body["target"])


def _check_future(run: Run) -> None:
    if run.body["deadline"] <= run.now:
        raise ExecutionError("deadline", deadline=run.body["deadline"])


def _raise(run: Run) -> None:
    body = run.body
    marks = _marks(run, body["target"])
    challenge = {
        "id": body["challenge"],
        "event": run.id,
        "by": run.event["signatures"][0]["key"],
        "target": body["target"],
        "reason": body["reason"],
        "deadline": body["deadline"],
        "role": body["role"],
        "respondent": body["respondent"],
        "status": "open",
        "raised": run.now,
        "marks": marks,
        "answers": [],
    }
    run.work.put(challenge_key(body["challenge"]), challenge)
    for key in marks:
        record = run.work.get(key)
        assert record is not None, "looked at by _marks"
        run.work.put(key, {**record, "frozen": [*record.get("frozen", []), body["challenge"]]})


# --- answering ----------------------------------------------------------------------------------------------


def challenge_in(run: Run) -> dict[str, Any]:
    """The challenge that the event names. Raises ExecutionError ``challenge_unknown``."""
    challenge: dict[str, Any] | None = run.work.get(challenge_key(run.body["challenge"]))
    if challenge is None:
        raise ExecutionError("challenge_unknown", challenge=run.body["challenge"])
    return challenge


def _require_status(challenge: Mapping[str, Any], *allowed: str) -> None:
    if challenge["status"] not in allowed:
        raise ExecutionError("challenge_status", challenge=challenge["id"], status=challenge["status"])


def _check_answer(run: Run) -> None:
    challenge = challenge_in(run)
    _require_status(challenge, *_UNDECIDED)
    for field in ("role", "respondent"):
        if run.body[field] != challenge[field]:
            raise ExecutionError(
                "challenge_target", why=f"{challenge[field]} is asked, not {run.body[field]}"
            )


def _check_in_time(run: Run) -> None:
    challenge = challenge_in(run)
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
        thawed = {name: value for name, value in record.items() if name != "frozen"}
        run.work.put(key, {**thawed, "frozen": left} if left else thawed)
    decided = {"status": status, "decided": run.now, "decision": run.id, **more}
    run.work.put(challenge_key(challenge["id"]), {**challenge, **decided})


# --- deciding -----------------------------------------------------------------------------------------------


def _check_decide(run: Run) -> None:
    challenge, body = challenge_in(run), run.body
    _require_status(challenge, *_UNDECIDED)
    if body["decision"] == "dismissed":
        if body["effect"] != "none":
            raise ExecutionError("effect", effect=body["effect"], why="a dismissed challenge has none")
        return
    kind = challenge["target"]["kind"]
    if body["effect"] not in EFFECTS_OF[kind]:
        why = f"for a {kind} it is one of {', '.join(EFFECTS_OF[kind])}"
        raise ExecutionError("effect", effect=body["effect"], why=why)
    if challenge["status"] == "open" and run.now <= challenge["deadline"]:
        raise ExecutionError("unanswered", challenge=challenge["id"], deadline=challenge["deadline"])
    if body["effect"] == "reversal" and not _to_reverse(run, challenge):
        raise ExecutionError("effect", effect="reversal", why="nothing of it can be reversed")


def _to_reverse(run: Run, challenge: Mapping[str, Any]) -> list[str]:
    target = challenge["target"]
    events = [target["id"]] if target["kind"] == "loan" else _executed(run, target["id"])
    found = []
    for event in events:
        status = run.work.get(f"event/{event}")
        if status is not None and status["kind"] in REVERSIBLE:
            found.append(event)
    return found


def _decide(run: Run) -> None:
    challenge, body = challenge_in(run), run.body
    ruling = {"ruling": body["ruling"], "effect": body["effect"]}
    if body["decision"] == "dismissed":
        _close(run, challenge, "dismissed", **ruling)
        return
    if body["effect"] in ("suspension", "reversal"):
        # The freeze stays; what ends it is challenge.lift or the last challenge.reverse.
        upheld = {"status": "upheld", "decided": run.now, "decision": run.id, **ruling}
        if body["effect"] == "reversal":
            upheld["reverse"] = _to_reverse(run, challenge)
        run.work.put(challenge_key(challenge["id"]), {**challenge, **upheld})
        return
    _close(run, challenge, "upheld", **ruling)
    if body["effect"] == "refusal":
        (key,) = challenge["marks"]
        status = run.work.get(key)
        assert status is not None, "a frozen event stays pending"
        run.work.put(key, {**status, "status": "refused", "challenge": challenge["id"]})


def _check_lift(run: Run) -> None:
    challenge = challenge_in(run)
    _require_status(challenge, "upheld")
    if challenge["effect"] != "suspension":
        raise ExecutionError("effect", effect=challenge["effect"], why="only a suspension is lifted")


def _lift(run: Run) -> None:
    _close(run, challenge_in(run), "lifted", lifted=run.body["ruling"])


# --- reversing ----------------------------------------------------------------------------------------------


def _check_reverse(run: Run) -> None:
    challenge, body = challenge_in(run), run.body
    if challenge["status"] != "upheld" or body["event"] not in challenge.get("reverse", ()):
        why = "the challenge orders no reversal of this event"
        raise ExecutionError("challenge_target", why=why)
    cc = run.work.get(f"cc/{body['event']}")
    assert cc is not None, "an executed event was locked"
    (moved,) = cc["operations"]
    if (moved["args"]["to"], moved["args"]["from"]) != (body["from"], body["to"]):
        raise ExecutionError("challenge_target", why="the money goes back the way it came")
    due = _amount_to_reverse(run, cc)
    if body["amount"] != due:
        raise ExecutionError("reversal", amount=body["amount"], due=due)


def _loan_of(run: Run, cc: Mapping[str, Any]) -> dict[str, Any]:
    name = cc["event"]["body"].get("loan", cc["event"]["id"])
    record: dict[str, Any] | None = run.work.get(loan_key(name))
    assert record is not None, "a reversible event has its loan"
    return record


def _amount_to_reverse(run: Run, cc: Mapping[str, Any]) -> int:
    """A payout: what is outstanding of it. A refund: all of it."""
    if cc["event"]["kind"] == "loan.apply":
        outstanding: int = _loan_of(run, cc)["outstanding"]
        return outstanding
    amount: int = cc["event"]["body"]["amount"]
    return amount


def _reverse(run: Run) -> None:
    challenge, body = challenge_in(run), run.body
    cc = run.work.get(f"cc/{body['event']}")
    assert cc is not None, "an executed event was locked"
    record = _loan_of(run, cc)
    if cc["event"]["kind"] == "loan.apply":
        cancelled = servicing.cancel(value_of(record), run.today)
        changed = record_of(record, cancelled, status="reversed")
        add_entry(run, record["id"], reversed=body["amount"])
    else:
        # The interest counts as subsidised no more in sum; its periods stay marked, so it is not refunded
        # again.
        changed = {**record, "subsidised": record["subsidised"] - body["amount"]}
        add_entry(run, record["id"], subsidy=-body["amount"])
    run.work.put(loan_key(record["id"]), changed)
    left = [event for event in challenge["reverse"] if event != body["event"]]
    if left:
        run.work.put(challenge_key(challenge["id"]), {**challenge, "reverse": left})
    else:
        _close(run, {**challenge, "reverse": []}, "upheld", reversed=run.id)


CHALLENGE_RULES: dict[str, Rule] = {
    "challenge.raise": Rule(check=_check_raise, at_lock=_check_future, apply=_raise, reads=_reads),
    "challenge.answer": Rule(
        check=_check_answer, at_lock=_check_in_time, on_lock=_answered, apply=_accept, reads=_reads
    ),
    "challenge.decide": Rule(check=_check_decide, apply=_decide, reads=_reads),
    "challenge.reverse": Rule(check=_check_reverse, apply=_reverse, reads=_reads),
    "challenge.lift": Rule(check=_check_lift, apply=_lift, reads=_reads),
}
