"""Algorithm 3, the dual-stack evaluation, and its trace (spec section 5, steps 1-5).

The trace is what the evaluation itself returns: each step with both stacks before, the popped pair, every
check with its outcome and reason, both stacks after, and the return code. Both stacks are only ever popped,
so a snapshot is the shared tuple of the whole stack and a height, and a trace is linear in the depth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final, Literal, NamedTuple

from loc_desktop.errors import Trouble
from loc_desktop.script.canonical import Json, encode_checked
from loc_desktop.script.causes import cause
from loc_desktop.script.items import (
    EVENT_TAG,
    ORACLE_TAG,
    Chaincode,
    Event,
    Key,
    Operation,
    OracleResult,
    ShapeError,
    UnlockingCode,
    check_chaincode,
    check_members,
    check_unlocking,
    shaped_within,
)
from loc_desktop.script.keys import signature_bytes, verify_bytes

SUCCESS: Final = 0
ORACLE_FAILED: Final = 1
EVENT_FAILED: Final = 2
TYPE_ERROR: Final = 3
EXECUTION_FAILED: Final = 4

Item = Operation | Event | Key | OracleResult
StepKind = Literal["key", "event", "operation", "type"]

REASONS: Final = (
    "role",
    "key",
    "not_a_member",
    "other_event",
    "bad_signature",
    "verdict_failed",
    "unsigned",
    "not_equal",
    "not_a_result",
    "not_an_event",
    "not_expected",
    "not_an_operation",
    "leftover",
    "no_operation",
    "shape",
    "execution",
)
"""Every reason of a failing check, and failure of a whole trace."""


class Check(NamedTuple):
    """One assertion of a step. ``name`` and ``reason`` are stable identifiers; no ``reason`` where it holds.

    ``where`` is the place of the offending part where a step has several (``cc.event.signatures[1]``).
    """

    name: str
    ok: bool
    reason: str = ""
    where: str = ""


class Stacks(NamedTuple):
    """Both stacks at one moment: the whole stacks, bottom first, and how many items of each are left."""

    cc_items: tuple[Item, ...]
    cc_height: int
    uc_items: tuple[Item, ...]
    uc_height: int

    @property
    def chaincode(self) -> tuple[Item, ...]:
        """S_cc, top first."""
        return self.cc_items[: self.cc_height][::-1]

    @property
    def unlocking(self) -> tuple[Item, ...]:
        """S_uc, top first."""
        return self.uc_items[: self.uc_height][::-1]


class Step(NamedTuple):
    """One pop: ``number`` from 1, ``kind`` of what was popped ("type" where the pair does not fit).

    ``popped`` is (c, u), u None once S_uc is empty. ``code`` is 0 where every check holds.
    """

    number: int
    kind: StepKind
    before: Stacks
    popped: tuple[Item, Item | None]
    checks: tuple[Check, ...]
    after: Stacks
    code: int

    @property
    def failed(self) -> Check | None:
        """The check that failed: the last one, as a step stops there."""
        return None if self.checks[-1].ok else self.checks[-1]


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """The outcome of an evaluation: return code, steps, and ``failure`` ("" for success).

    ``failure`` is a key of :data:`REASONS`; ``where`` the place (a path into cc or uc); ``why`` what is wrong
    with the shape there or, for code 4, what the execution said.
    """

    code: int
    steps: tuple[Step, ...]
    failure: str = ""
    where: str = ""
    why: Trouble | None = None

    def __eq__(self, other: object) -> bool:
        # Comparing step by step would compare every whole stack again in every step; what a step adds is its
        # kind, its checks and its heights.
        if not isinstance(other, Trace):
            return NotImplemented
        if self._outcome() != other._outcome():
            return False
        if not self.steps:
            return True
        mine, theirs = self.steps[0].before, other.steps[0].before
        return mine.cc_items == theirs.cc_items and mine.uc_items == theirs.uc_items

    def __hash__(self) -> int:
        return hash((self.code, len(self.steps), self.failure, self.where))

    def _outcome(self) -> tuple[object, ...]:
        steps = [
            (step.kind, step.checks, step.code, step.before[1::2], step.after[1::2]) for step in self.steps
        ]
        return self.code, self.failure, self.where, self.why, steps

    def execution_failed(self, why: Trouble) -> Trace:
        """The trace where the evaluation succeeded but the operations could not execute (step 6, code 4)."""
        if self.code != SUCCESS:
            raise ValueError(f"an evaluation with code {self.code} executes nothing")
        return replace(self, code=EXECUTION_FAILED, failure="execution", why=why)

    def compact(self) -> dict[str, Json]:
        """What a ledger keeps: with cc and uc it gives the trace back. Every step but the last has passed."""
        compact: dict[str, Json] = {"code": self.code, "steps": len(self.steps)}
        if self.failure:
            compact["failure"] = self.failure
        if self.where:
            compact["where"] = self.where
        if self.why is not None:
            compact["why"] = self.why.to_json()
        last = self.steps[-1].failed if self.steps else None
        if last is not None:
            compact["check"] = last.name
        return compact

    @staticmethod
    def from_compact(cc: Chaincode, uc: UnlockingCode, compact: Mapping[str, Json]) -> Trace:
        """The trace that :meth:`compact` came from, without checking anything again.

        Raises ShapeError if ``compact`` cannot be the outcome of evaluating this pair.
        """
        start = _push(cc, uc)
        return _trace(start, _outcome(start, compact))

    def to_json(self) -> dict[str, Json]:
        """The whole trace. ``stacks`` holds each item once, bottom first; a step gives the heights."""
        stacks = self.steps[0].before if self.steps else Stacks((), 0, (), 0)
        return {
            "code": self.code,
            "failure": self.failure,
            "where": self.where,
            **({"why": self.why.to_json()} if self.why is not None else {}),
            "stacks": {"cc": list(stacks.cc_items), "uc": list(stacks.uc_items)},
            "steps": [_step_json(step) for step in self.steps],
        }


def _step_json(step: Step) -> dict[str, Json]:
    c, u = step.popped
    popped: dict[str, Json] = {"cc": c}
    if u is not None:
        popped["uc"] = u
    return {
        "number": step.number,
        "kind": step.kind,
        "before": {"cc": step.before.cc_height, "uc": step.before.uc_height},
        "popped": popped,
        "checks": [check._asdict() for check in step.checks],
        "after": {"cc": step.after.cc_height, "uc": step.after.uc_height},
        "code": step.code,
    }


class Members:
    """Who belongs to the network, prepared once for many evaluations."""

    __slots__ = ("_pairs",)

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._pairs = frozenset(pairs)

    @classmethod
    def from_records(cls, records: object) -> Members:
        """From member records, or ``{"members": [...]}``. Raises ShapeError."""
        return cls((record["role"], record["key"]) for record in check_members(records))

    def contains(self, role: str, key: str) -> bool:
        return (role, key) in self._pairs

    def __len__(self) -> int:
        return len(self._pairs)


# --- the evaluation -----------------------------------------------------------------------------------------

KEY_CHECKS: Final = ("role_and_key", "member", "this_event", "signature", "verdict")
EVENT_CHECKS: Final = ("signers", "signatures", "equal")
OPERATION_CHECKS: Final = ("operation",)


def _passing(names: tuple[str, ...]) -> tuple[Check, ...]:
    return tuple(Check(name, True) for name in names)


# A passing step's checks are always the same value: made once.
_PASSED: Final[Mapping[str, tuple[Check, ...]]] = {
    "key": _passing(KEY_CHECKS),
    "event": _passing(EVENT_CHECKS),
    "operation": _passing(OPERATION_CHECKS),
    "type": (),
}
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "key": KEY_CHECKS,
    "event": EVENT_CHECKS,
    "operation": (),
    "type": ("type",),
}


Verify = Callable[[str, bytes, bytes], bool]
"""As :func:`loc_desktop.script.keys.verify_bytes`."""


def evaluate(
    cc: object,
    uc: object,
    members: Members | object,
    *,
    locked: bool = False,
    verify: Verify = verify_bytes,
) -> Trace:
    """Algorithm 3, steps 1-5: codes 0 to 3. ``members`` is a :class:`Members` or member records.

    Never raises for bad input: cc, uc or members of another shape give code 3 and no step. ``locked``: cc is
    from a ledger that checked its shape when it was locked, so that this is not done again. ``verify``: that
    of whoever remembers what it has verified.
    """
    try:
        known = (
            members
            if isinstance(members, Members)
            else shaped_within(members, "members", Members.from_records)
        )
        chaincode: Any = cc if locked else shaped_within(cc, "cc", check_chaincode)
        known_event = chaincode["event"] if locked else None
        unlocking = shaped_within(uc, "uc", lambda value: check_unlocking(value, known_event))
    except ShapeError as error:
        return Trace(TYPE_ERROR, (), "shape", error.where, error.why)
    start = _push(chaincode, unlocking)
    return _trace(start, _judge(start, known, verify))


def _push(cc: Chaincode, uc: UnlockingCode) -> Stacks:
    """Step 2: both stacks, bottom first."""
    cc_items: tuple[Item, ...] = (*reversed(cc["operations"]), cc["event"], *cc["keys"])
    uc_items: tuple[Item, ...] = (uc["event"], *uc["results"])
    return Stacks(cc_items, len(cc_items), uc_items, len(uc_items))


def _pops(start: Stacks) -> Iterator[tuple[StepKind, Any, Any, int]]:
    """Steps 3 and 5, only the pops: kind of pair, c, u (None once S_uc is empty), height of S_uc after it."""
    cc_items, cc_height, uc_items, uc_height = start
    while cc_height:
        cc_height -= 1
        c = cc_items[cc_height]
        kind: Any = c["type"]
        u = None
        if uc_height:
            uc_height -= 1
            u = uc_items[uc_height]
            if _FITTING.get(kind) != u["type"]:
                kind = "type"
        elif kind != "operation":
            kind = "type"
        yield kind, c, u, uc_height


_FITTING: Final = {"key": "oracle", "event": "event"}
_MISFITS: Final = {"key": "not_a_result", "event": "not_an_event", "operation": "not_expected"}


class _Outcome(NamedTuple):
    """How an evaluation ended: with both stacks, the whole trace, as every step but the last has passed."""

    code: int
    steps: int
    failure: str = ""
    where: str = ""
    check: str = ""
    why: Trouble | None = None


def _judge(start: Stacks, members: Members, verify: Verify) -> _Outcome:
    """Steps 3-5: every check, up to the first that fails."""
    event: Any = start.uc_items[0]
    whole = encode_checked(event)
    bound = sha256(whole).hexdigest()
    # All at once, before the first signature is verified: done between verifications, which push everything
    # else out of the processor's caches, the same work takes half as long again.
    results: Any = start.uc_items[1:]
    signatures = [signature_bytes(result["value"]) for result in results]
    messages = [_signed_bytes(ORACLE_TAG, result, "value") for result in results]
    number = uc_height = 0
    for number, (kind, c, u, uc_height) in enumerate(_pops(start), 1):
        if kind == "key":
            place = uc_height - 1
            name, reason = _check_result(c, u, signatures[place], messages[place], bound, members, verify)
            if reason:
                return _Outcome(ORACLE_FAILED, number, reason, "", name)
        elif kind == "event":
            name, reason, where = _check_events(c, u, whole, members, verify)
            if reason:
                return _Outcome(EVENT_FAILED, number, reason, where, name)
        elif kind == "type":
            reason = "not_an_operation" if u is None else _MISFITS[c["type"]]
            return _Outcome(TYPE_ERROR, number, reason, "", "type")
    # Step 4. Cannot happen with the right shapes: the event lies at the bottom of S_uc, and whatever meets it
    # in S_cc either is the event, or ends the evaluation.
    if uc_height:
        return _Outcome(TYPE_ERROR, number, "leftover")
    if start.cc_items[0]["type"] != "operation":
        return _Outcome(TYPE_ERROR, number, "no_operation")
    return _Outcome(SUCCESS, number)


def _signed_bytes(tag: bytes, item: Any, without: str) -> bytes:
    # What items.event_bytes and items.oracle_bytes give, for an item whose shape was checked a moment ago.
    signed = item.copy()
    del signed[without]
    return tag + encode_checked(signed)


def _check_result(
    key: Key,
    result: OracleResult,
    signature: bytes | None,
    message: bytes,
    bound: str,
    members: Members,
    verify: Verify,
) -> tuple[str, str]:
    """The oracle check: (name, reason) of what fails first, two empty texts if nothing does. ``signature``:
    None if it is not in the one form.
    """
    role = result["role"]
    signer = result["key"]
    if role != key["role"]:
        return "role_and_key", "role"
    if signer != key["key"]:
        return "role_and_key", "key"
    if not members.contains(role, signer):
        return "member", "not_a_member"
    if result["event"] != bound:
        return "this_event", "other_event"
    if signature is None or not verify(signer, signature, message):
        return "signature", "bad_signature"
    if result["verdict"] != "Pass":
        return "verdict", "verdict_failed"
    return "", ""


def _check_events(
    mine: Event, theirs: Event, whole: bytes, members: Members, verify: Verify
) -> tuple[str, str, str]:
    """The event check: (name, reason, where). ``whole`` is the canonical form of ``theirs``, uc's event."""
    equal = mine is theirs or encode_checked(mine) == whole
    # Equal events carry the same signatures over the same bytes: verifying them once says it of both.
    events = (("cc", mine),) if equal else (("cc", mine), ("uc", theirs))
    for side, event in events:
        if not event["signatures"]:
            return "signers", "unsigned", f"{side}.event.signatures"
        for index, signature in enumerate(event["signatures"]):
            if not members.contains(signature["role"], signature["key"]):
                return "signers", "not_a_member", f"{side}.event.signatures[{index}]"
    for side, event in events:
        message = _signed_bytes(EVENT_TAG, event, "signatures")
        for index, signature in enumerate(event["signatures"]):
            der = signature_bytes(signature["value"])
            if der is None or not verify(signature["key"], der, message):
                return "signatures", "bad_signature", f"{side}.event.signatures[{index}]"
    if not equal:
        return "equal", "not_equal", ""
    return "", "", ""


# --- the trace of an outcome --------------------------------------------------------------------------------

_AFTER_ALL_STEPS: Final = ("", "execution", "leftover", "no_operation")


def _trace(start: Stacks, outcome: _Outcome) -> Trace:
    """The snapshots of an evaluation that ended so. Raises ShapeError if none could have."""
    code, count, failure, where, name, why = outcome
    cc_items, cc_height, uc_items, _ = before = start
    steps: list[Step] = []
    for number, (kind, c, u, uc_height) in zip(range(1, count + 1), _pops(start), strict=False):
        cc_height -= 1
        after = Stacks(cc_items, cc_height, uc_items, uc_height)
        if number == count and name:
            checks = _failing(kind, name, failure, where)
            steps.append(Step(number, kind, before, (c, u), checks, after, code))
        elif kind == "type":
            raise ShapeError("trace.steps", cause("not_passed", number=number))
        else:
            steps.append(Step(number, kind, before, (c, u), _PASSED[kind], after, SUCCESS))
        before = after
    return Trace(code, tuple(steps), failure, where, why)


def _failing(kind: str, name: str, reason: str, where: str) -> tuple[Check, ...]:
    """The checks of a step that stops at ``name``: those before it have passed."""
    names = _NAMES[kind]
    if name not in names:
        raise ShapeError("trace.check", cause("no_check", kind=kind))
    return (*_PASSED[kind][: names.index(name)], Check(name, False, reason, where))


def _outcome(start: Stacks, compact: Mapping[str, Json]) -> _Outcome:
    """What :meth:`Trace.compact` has written. Raises ShapeError for anything else."""
    code, count = compact.get("code"), compact.get("steps")
    failure, where, name = compact.get("failure", ""), compact.get("where", ""), compact.get("check", "")
    if type(code) is not int or not SUCCESS <= code <= EXECUTION_FAILED:
        raise ShapeError("trace.code", cause("code"))
    if type(count) is not int or count < 0:
        raise ShapeError("trace.steps", cause("steps"))
    if type(failure) is not str or type(where) is not str or type(name) is not str:
        raise ShapeError("trace", cause("trace_texts"))
    if (failure in REASONS) == (code == SUCCESS):
        raise ShapeError("trace.failure", cause("reason"))
    if failure == "shape":
        fitting = count == 0 and not name
    elif failure in _AFTER_ALL_STEPS:
        fitting = count == start.cc_height and not name
    else:
        fitting = 0 < count <= start.cc_height and name != ""
    if not fitting:
        raise ShapeError("trace.steps", cause("ended", count=count))
    return _Outcome(code, count, failure, where, name, _why(compact.get("why")))


def _why(value: Json) -> Trouble | None:
    if value is None:
        return None
    try:
        why = Trouble.from_json(value)
    except (KeyError, TypeError, AttributeError):
        why = None
    if why is None or type(why.code) is not str:
        raise ShapeError("trace.why", cause("trace_why"))
    return why
