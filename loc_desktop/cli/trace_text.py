"""A trace for a person at a terminal: both stacks, the popped pair, each check in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from loc_desktop.errors import Trouble
from loc_desktop.script.evaluate import Stacks, Step, Trace
from loc_desktop.texts.terminal.tongue import language, padded, tr, trouble_said
from loc_desktop.texts.words import say_trouble, show

CODES: Final = {
    0: "success",
    1: "oracle check failed",
    2: "event check failed",
    3: "type error",
    4: "execution failed, nothing applied",
}
_SHOWN: Final = 6
"""How many items of a stack a line shows; the rest is counted."""


def trace_lines(trace: Trace) -> Iterator[str]:
    """The whole trace, a line at a time. Nothing in it can steer the terminal."""
    total = len(trace.steps)
    for step in trace.steps:
        yield from _step_lines(step, total)
    yield tr("return code {code}: {meaning}", code=trace.code, meaning=tr(CODES[trace.code]))
    if trace.failure:
        yield f"  {plain(_failure(trace))}"


def trace_json(trace: Trace) -> dict[str, Any]:
    """The whole trace, with why it did not succeed and what each check found in English."""
    whole: dict[str, Any] = trace.to_json()
    for step in whole["steps"]:
        for check in step["checks"]:
            check["text"] = say_trouble(Trouble(f"trace.{check['reason']}")) if check["reason"] else ""
    return {**whole, "reason": _reason(trace, say_trouble, ": ") if trace.failure else ""}


def _failure(trace: Trace) -> str:
    """Why the evaluation did not succeed."""
    return _reason(trace, trouble_said, tr(": "))


def _reason(trace: Trace, said: Callable[[Trouble], str], colon: str) -> str:
    reason = said(Trouble(f"trace.{trace.failure}"))
    parts = [part for part in (trace.where, said(trace.why) if trace.why else "") if part]
    return f"{reason} ({colon.join(parts)})" if parts else reason


def _step_lines(step: Step, total: int) -> Iterator[str]:
    c, u = step.popped
    facing = _item(u) if u is not None else tr("nothing left")
    yield tr("step {number} of {total}: ", number=step.number, total=total) + f"{_item(c)}  ↔  {facing}"
    yield from _stack_lines(tr("before"), step.before)
    for check in step.checks:
        reason = "" if check.ok else tr(": ") + trouble_said(Trouble(f"trace.{check.reason}"))
        where = f" ({check.where})" if check.where else ""
        yield f"  {'✓' if check.ok else '✗'} {show(check.name, 'check', language())}{plain(reason + where)}"
    yield from _stack_lines(tr("after"), step.after)
    yield ""


def _stack_lines(when: str, stacks: Stacks) -> Iterator[str]:
    yield f"  {padded(when, 6)}  S_cc  {_stack(stacks.cc_items, stacks.cc_height)}"
    yield f"          S_uc  {_stack(stacks.uc_items, stacks.uc_height)}"


def _stack(items: tuple[Any, ...], height: int) -> str:
    if not height:
        return tr("empty")
    shown = [_item(item) for item in items[max(0, height - _SHOWN) : height][::-1]]
    hidden = height - len(shown)
    return " | ".join(shown) + (" | " + tr("… {count} more", count=hidden) if hidden else "")


def _item(item: Mapping[str, Any]) -> str:
    match item["type"]:
        case "key":
            text = f"{tr('key')} {item['role']} {item['key'][:8]}…"
        case "oracle":
            text = f"{tr('oracle')} {item['role']} {tr(item['verdict'])}"
        case "event":
            text = f"{tr('event')} {item['kind'][:40]} {item['id'][:8]}…"
        case _:
            text = f"{tr('operation')} {item['op']}"
    return plain(text)


def plain(text: str) -> str:
    """``text`` with everything that is not printable written as an escape."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
