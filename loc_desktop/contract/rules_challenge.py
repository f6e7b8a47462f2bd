"""Challenges (paper 3.2): R asks about an event, a loan, a party or a transaction; the target is frozen until
R decides.

The marker ``frozen`` (a list of challenge ids) stands in the target's own record, so that looking at it costs
no further read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.rules import Rule, Run


def challenge_key(challenge: str) -> str:
    return f"challenge/{challenge}"


def _reads(body: Mapping[str, Any]) -> list[str]:
    return [challenge_key(str(body["challenge"]))]


def _target_keys(run: Run, target: Mapping[str, str]) -> list[str]:
    """The records that a target's freeze marks."""
    kind, name = target["kind"], target["id"]
    if kind == "party":
        account = run.work.get(f"account/{name}")
        return [] if account is None else [f"member/{account['role']}/{name}"]
    if kind == "transaction":
        executed = run.work.get(f"executed/{name}")
        return [] if executed is None else [f"event/{event}" for event in executed["events"]]
    return [f"{kind}/{name}"]


def _check_raise(run: Run) -> None:
    body = run.body
    if run.work.get(challenge_key(body["challenge"])) is not None:
        raise ExecutionError("challenge_status", challenge=body["challenge"], status="already raised")
    keys = _target_keys(run, body["target"])
    if not keys or any(run.work.get(key) is None for key in keys):
        raise ExecutionError(
            "challenge_target", why=f"the ledger has no {body['target']['kind']} {body['target']['id']}"
        )
    if body["deadline"] <= run.time:
        raise ExecutionError("deadline", deadline=body["deadline"])


def _raise(run: Run) -> None:
    body = run.body
    keys = _target_keys(run, body["target"])
    run.work.put(
        challenge_key(body["challenge"]),
        {
            "id": body["challenge"],
            "event": run.id,
            "by": run.event["signatures"][0]["key"],
            "target": body["target"],
            "reason": body["reason"],
            "deadline": body["deadline"],
            "role": body["role"],
            "respondent": body["respondent"],
            "status": "open",
            "raised": run.time,
            "marks": keys,
        },
    )
    for key in keys:
        record = run.work.get(key)
        assert record is not None
        run.work.put(key, {**record, "frozen": [*record.get("frozen", []), body["challenge"]]})


def _challenge_of(run: Run) -> dict[str, Any]:
    challenge: dict[str, Any] | None = run.work.get(challenge_key(run.body["challenge"]))
    if challenge is None:
        raise ExecutionError("challenge_unknown", challenge=run.body["challenge"])
    return challenge


def _check_answer(run: Run) -> None:
    challenge = _challenge_of(run)
    if challenge["status"] != "open":
        raise ExecutionError("challenge_status", challenge=challenge["id"], status=challenge["status"])
    for field in ("role", "respondent"):
        if run.body[field] != challenge[field]:
            raise ExecutionError(
                "challenge_target", why=f"{challenge[field]} is asked, not {run.body[field]}"
            )


def _answer(run: Run) -> None:
    challenge = _challenge_of(run)
    release(run, challenge)
    answer = {name: run.body[name] for name in ("answer", "evidence") if name in run.body}
    run.work.put(
        challenge_key(challenge["id"]),
        {**challenge, **answer, "status": "dismissed", "decided": run.time, "resolution": run.id},
    )


def release(run: Run, challenge: Mapping[str, Any]) -> None:
    """Take the challenge's marks off its target."""
    run.work.load(challenge["marks"])
    for key in challenge["marks"]:
        record = run.work.get(key)
        if record is None:
            continue
        left = [other for other in record.get("frozen", []) if other != challenge["id"]]
        thawed = {name: value for name, value in record.items() if name != "frozen"}
        run.work.put(key, {**thawed, "frozen": left} if left else thawed)


CHALLENGE_RULES: dict[str, Rule] = {
    "challenge.raise": Rule(check=_check_raise, apply=_raise, reads=_reads),
    "challenge.answer": Rule(check=_check_answer, apply=_answer, reads=_reads),
}
