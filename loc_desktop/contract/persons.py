"""A key belongs to a person: ``person/<tag>`` holds the one living key of whoever the tag stands for.

The tag is HMAC-SHA-256 of the identity number under the civil affairs department's secret, which is not on
the ledger: nobody can guess a number from it. The department says it in the reason of a Pass, ``person`` and
64 lowercase hex digits, so that an oracle result keeps the members of the script (section 2).

The record is ``{"key", "event", "at", "loans": [id], "former": [key]}``: the living key, the event that
bound it, the loans paid out to the person under any of its keys, the keys before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules.base import Run, tag_in_pass
from loc_desktop.contract.members import member_key

ATTESTING: Final = "CAD"
"""The role that audits identities (paper 3.2)."""

ATTESTED: Final = ("loan.open", "identity.attest", "identity.succeed")
"""The rules that need the tag in the attesting role's Pass."""

_REASON: Final = re.compile(r"person ([0-9a-f]{64})\Z")


def person_key(tag: str) -> str:
    """The state key of the person whom a tag stands for."""
    return f"person/{tag}"


def reason_of(tag: str) -> str:
    """The reason by which a Pass carries a tag."""
    return f"person {tag}"


def tag_in(result: Mapping[str, Any]) -> str:
    """The person's tag that a result carries, "" if it carries none."""
    return tag_in_pass(result, _REASON)


def lacks_tag(rule: str, result: Mapping[str, Any]) -> bool:
    """Whether this is the attesting role's Pass for such a rule, without the tag that it must carry."""
    passed = result["role"] == ATTESTING and result["verdict"] == "Pass"
    return passed and rule in ATTESTED and not tag_in(result)


def reads(results: Sequence[Mapping[str, Any]]) -> list[str]:
    """The state keys that an unlocking code's tags name."""
    return [person_key(tag) for tag in map(tag_in, results) if tag]


def require_person(run: Run, key: str) -> Mapping[str, Any]:
    """The member record of a customer who stands for a person. Raises ExecutionError ``person_unknown``."""
    record: dict[str, Any] | None = run.work.get(member_key("C", key))
    if record is None or not record.get("person"):
        raise ExecutionError("person_unknown", key=key)
    return record


def attested_tag(run: Run, key: str) -> str:
    """The tag in the results, the same in each that the attesting role gave. Raises ExecutionError
    ``person_unattested``, ``person_two_tags``.
    """
    tags = [tag_in(result) for result in run.results if result["role"] == ATTESTING]
    if not tags or not tags[0]:
        raise ExecutionError("person_unattested", key=key)
    if len(set(tags)) > 1:
        raise ExecutionError("person_two_tags", key=key)
    return tags[0]


def check_bound(run: Run, key: str) -> str:
    """The tag, which must be unbound or bound to ``key``, and ``key`` bound to no other.

    Raises ExecutionError ``person_other_key``, ``person_other``.
    """
    tag = attested_tag(run, key)
    known = run.work.get(person_key(tag))
    if known is not None and known["key"] != key:
        raise ExecutionError("person_other_key", key=key, other=known["key"])
    if require_person(run, key).get("tag", tag) != tag:
        raise ExecutionError("person_other", key=key)
    return tag


def bind(run: Run, key: str, tag: str, loan: str = "") -> None:
    """Keep the key as the person's, and the loan that was paid out to it."""
    record = run.work.get(person_key(tag)) or {
        "key": key, "event": run.id, "at": run.time, "loans": [], "former": [],
    }  # fmt: skip
    if loan:
        record = {**record, "loans": [*record["loans"], loan]}
    run.work.put(person_key(tag), record)
    member = require_person(run, key)
    if "tag" not in member:
        run.work.put(member_key("C", key), {**member, "tag": tag})
