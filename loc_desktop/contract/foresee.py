"""The state keys that a transaction will read, foreseen so that one round trip fetches them.

The guess depends on nothing but the transaction's arguments and time: not on the rules (they are among what
is read), not on a file, not on what this process has seen before. So every endorser reads the same keys. A
wrong guess costs a key too many or a round trip more, and changes no result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from loc_desktop.contract import accounts, persons
from loc_desktop.contract.flow_rules import links, pending, substitutes
from loc_desktop.contract.members import member_key
from loc_desktop.contract.operations import RULES
from loc_desktop.contract.state import RULES_KEY, Json

_ALWAYS: Final = ("config", RULES_KEY)
_MOST_PARTIES: Final = 32
"""Signatures and results of an honest code, each."""
_LONGEST: Final = 300
"""Characters of a state key; a longer one comes from no honest event."""

_NAMED: Final[Mapping[str, str]] = {
    "bank": "B",
    "payee": "C",
    "payer": "C",
    "account": "C",
    "customer": "C",
    "member": "C",
    "new": "C",
    "respondent": "C",
    "from": "C",
    "to": "C",
}
"""The fields of a body that name a key, with its usual role where neither a signature nor a field ``role``
says which.
"""

_READS: Final[tuple[Callable[[Mapping[str, Any], str, int], list[str]], ...]] = tuple(
    dict.fromkeys(rule.reads for rule in RULES.values())
)


def lock_keys(cc: Mapping[str, Any], time: str) -> list[str]:
    """What locking a chaincode (of the script's shape) will read."""
    event = cc["event"]
    parties = [(named["role"], named["key"]) for named in (*event["signatures"], *cc["keys"])]
    keys = [f"event/{event['id']}", *_counted(event)]
    keys += substitutes.reads(event["body"])
    return _honest([*_ALWAYS, *keys, *_of_event(event, parties, time, 0, paid=False)])


def unlock_keys(ucs: Iterable[Json], time: str, hint: int) -> list[str]:
    """What unlocking will read. The codes may be of any shape: what is none is stepped over."""
    keys = list(_ALWAYS)
    for uc in ucs:
        try:
            event = uc["event"]
            signatures, results = event["signatures"][:_MOST_PARTIES], uc["results"][:_MOST_PARTIES]
            parties = [(named["role"], named["key"]) for named in (*signatures, *results)]
            event_keys = _of_event(event, parties, time, hint, paid=True)
            keys += [f"event/{event['id']}", *_counted(event), *event_keys, *persons.reads(results)]
            keys += links.reads(results)
        except (KeyError, TypeError, AttributeError, ValueError):
            continue  # no honest code: the evaluation will say what is wrong with it
    return _honest(keys)


def _counted(event: Mapping[str, Any]) -> list[str]:
    """Where the events that its signer has waiting are counted."""
    return [
        pending.count_key(signature["role"], signature["key"], event["id"])
        for signature in event["signatures"][:1]
    ]


def _of_event(
    event: Mapping[str, Any], parties: list[tuple[str, str]], time: str, hint: int, *, paid: bool
) -> list[str]:
    body = event["body"]
    roles = {key: role for role, key in parties}
    named = {field: body[field] for field in _NAMED if type(body.get(field)) is str}
    for field, key in named.items():
        usual = body.get("role", _NAMED[field]) if field not in ("bank", "payee", "from") else _NAMED[field]
        roles.setdefault(key, usual)
    keys = [member_key(role, key) for role, key in dict.fromkeys([*parties, *((roles[k], k) for k in roles)])]
    for reads in _READS:
        try:
            keys += reads(body, time, hint)
        except (KeyError, TypeError, ValueError):
            continue  # the rule of another kind of event
    if paid and "amount" in body:
        # Money that is issued goes to one account; of a bank that issues, no slot is touched.
        left_out = ("bank",) if "transfer" in body and "loan" not in body else ()
        keys += [
            accounts.first_slot(key, roles[key], accounts.DEFAULT_SLOTS, hint)
            for field, key in named.items()
            if field not in left_out
        ]
    return keys


def _honest(keys: list[str]) -> list[str]:
    return [key for key in keys if len(key) <= _LONGEST and key.isascii()]
