"""A trace for a person at a terminal: both stacks, the popped pair, each check in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from loc_desktop.script.evaluate import REASONS, Stacks, Step, Trace

CODES: Final = {
    0: "success",
    1: "oracle check failed",
    2: "event check failed",
    3: "type error",
    4: "execution failed, nothing applied",
}
CHECKS: Final = {
    "role_and_key": "role and key agree",
    "member": "key is a member",
    "this_event": "result is for this event",
    "signature": "signature verifies",
    "verdict": "verdict is Pass",
    "signers": "signed, by members only",
    "signatures": "signatures verify",
    "equal": "both events are equal",
    "operation": "is an operation",
    "type": "the pair fits together",
}
_SHOWN: Final = 6
"""How many items of a stack a line shows; the rest is counted."""


def trace_lines(trace: Trace) -> Iterator[str]:
    """The whole trace, a line at a time. Nothing in it can steer the terminal."""
    total = len(trace.steps)
    for step in trace.steps:
        yield from _step_lines(step, total)
    yield f"return code {trace.code}: {CODES[trace.code]}"
    if trace.failure:
        yield f"  {plain(trace.sentence())}"


def _step_lines(step: Step, total: int) -> Iterator[str]:
    c, u = step.popped
    facing = _item(u) if u is not None else "nothing left"
    yield f"step {step.number} of {total}: {_item(c)}  ↔  {facing}"
    yield from _stack_lines("before", step.before)
    for check in step.checks:
        reason = "" if check.ok else f": {REASONS[check.reason]}"
        where = f" ({check.where})" if check.where else ""
        yield f"  {'✓' if check.ok else '✗'} {CHECKS[check.name]}{plain(reason + where)}"
    yield from _stack_lines("after", step.after)
    yield ""


def _stack_lines(when: str, stacks: Stacks) -> Iterator[str]:
    yield f"  {when:6}  S_cc  {_stack(stacks.cc_items, stacks.cc_height)}"
    yield f"          S_uc  {_stack(stacks.uc_items, stacks.uc_height)}"


def _stack(items: tuple[Any, ...], height: int) -> str:
    if not height:
        return "empty"
    shown = [_item(item) for item in items[max(0, height - _SHOWN) : height][::-1]]
    hidden = height - len(shown)
    return " | ".join(shown) + (f" | … {hidden} more" if hidden else "")


def _item(item: Mapping[str, Any]) -> str:
    match item["type"]:
        case "key":
            text = f"key {item['role']} {item['key'][:8]}…"
        case "oracle":
            text = f"oracle {item['role']} {item['verdict']}"
        case "event":
            text = f"event {item['kind'][:40]} {item['id'][:8]}…"
        case _:
            text = f"operation {item['op']}"
    return plain(text)


def plain(text: str) -> str:
    """``text`` with everything that is not printable written as an escape."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
