"""What is wrong with an item, a text or a key: the causes of this room's errors, with their English."""

from __future__ import annotations

from typing import Final

from loc_desktop.errors import Causes

CAUSES: Final = Causes(
    "script",
    {
        # no canonical form (canonical, keys)
        "integer": "an integer beyond 2^53 - 1; write it as text",
        "depth": "nested deeper than {most}",
        "name_not_text": "a member name that is not text: {name}",
        "surrogate": "text with half of a surrogate pair",
        "null": "null is not allowed; leave the member out",
        "fraction": "a number with a fraction or exponent; use an integer (fen) or text",
        "python_type": "a value of type {name}, which JSON does not have",
        "size": "{size:count} bytes, more than the limit of {most:count}",
        "utf8": "byte {number} is not valid UTF-8",
        "not_json": "not JSON from line {line}, column {column} on",
        "constant": "{text} is not JSON",
        "twice": "the member name '{name}' twice in one object",
        "base64url": "not canonical base64url",
        "compressed": "not a 33-byte compressed point",
        "curve": "not a point of P-256",
        # not of the shape (items)
        "version": "must be the integer 1",
        "empty": "must not be empty",
        "verdict": 'must be "Pass" or "Failed"',
        "one_or_zero": "must be 1 or 0",
        "one_of": "must be one of {names}",
        "type": 'must be "{name}"',
        "object": "must be an object",
        "array": "must be an array",
        "text": "must be text",
        "records": "must be an array of member records",
        "no_members": 'an object without "members"',
        "lacks": "lacks the member '{name}'",
        "foreign": "has a member that does not belong there: '{name}'",
        # locking, unlocking, auditing
        "time": "not a UTC time in whole seconds such as 2026-11-22T08:00:00Z: '{text}'",
        "unsigned": "nobody has signed the event",
        "signature": "the signature of {role} does not verify",
        "no_operation": "there is nothing to execute",
        "other_event": "the result of {role} is for another event",
        "no_terms": "{role} has no oracle terms; {names} have",
        "no_limit": "the role has not set this limit",
        "no_rule": "the rules say nothing of it",
        "whole": "must be a whole number (money in fen)",
        # no outcome of an evaluation (evaluate)
        "code": "not a return code",
        "steps": "not a number of steps",
        "trace_texts": "failure, where and check must be text",
        "trace_why": "its cause is none",
        "reason": "no reason of this version, or one beside code 0",
        "no_check": "a step of kind {kind} has no check of that name",
        "not_passed": "step {number} cannot have passed",
        "ended": "{count} steps cannot have ended like this",
    },
)
"""Name → the clause."""

cause: Final = CAUSES.make


def shown(text: str) -> str:
    """Foreign text within a cause: a line of what can be printed, 40 characters at most."""
    plain = repr(text[:40])[1:-1]
    return plain if len(plain) <= 40 else plain[:39] + "…"
