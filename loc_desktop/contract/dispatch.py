"""The contract's functions by name: what ``invoke`` of a ledger calls, the same on the embedded ledger and on
Fabric.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from loc_desktop.contract import accounts, lifecycle, members, queries
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.state import Json, State
from loc_desktop.contract.work import Work

MAX_SLOTS: Final = 256
CLOCKS: Final = ("ledger", "events")
"""Whose time counts for days and deadlines: the transaction's, or, for demonstrations, the event's own."""


def invoke(state: State, fn: str, args: list[Json]) -> Json:
    """Run one function. Raises ContractError: then nothing was written and no money moved.

    Functions: ``init(config)``, ``register(record)``, ``revoke(role, key)``, ``lock(cc)``, ``grant(event,
    result)``, ``unlock(uc, hint=0)``, ``unlock_many([uc], hint=0)``; read-only: ``query(name, args)``,
    ``history(key)``.
    """
    entry = FUNCTIONS.get(fn)
    if entry is None:
        raise ContractError("unknown_function", fn=fn[:40])
    function, least, most = entry
    if not least <= len(args) <= most:
        raise ContractError("arguments", fn=fn, why=f"{least} to {most} expected, {len(args)} given")
    return function(state, *args)


def is_query(fn: str) -> bool:
    """Whether a function only reads: it is evaluated, never submitted."""
    return fn in ("query", "history")


def _init(state: State, config: Json) -> Json:
    if state.get("config") is not None:
        raise ContractError("initialised")
    if type(config) is not dict:
        raise ContractError("config", why="an object is needed")
    if config.get("channel", state.channel) != state.channel:
        raise ContractError("config", why=f"it names the channel {config['channel']}")
    slots = config.get("slots", accounts.DEFAULT_SLOTS)
    if type(slots) is not int or not 1 <= slots <= MAX_SLOTS:
        raise ContractError("config", why=f"slots must be from 1 to {MAX_SLOTS}")
    if config.get("clock", CLOCKS[0]) not in CLOCKS:
        raise ContractError("config", why=f"clock must be one of {', '.join(CLOCKS)}")
    if state.caller.role == "C" and not state.caller.registrar:
        raise ContractError("denied", role="C", why="an institution sets the ledger up")
    stored = {**config, "channel": state.channel, "slots": slots}
    state.put("config", stored)
    return stored


def _lock(state: State, cc: Json) -> Json:
    work = Work(state)
    outcome = lifecycle.lock(work, cc)
    signers = cc["event"]["signatures"]
    if state.caller.role not in [one["role"] for one in signers]:
        raise ContractError(
            "denied", role=state.caller.role or "-", why="it carries an event that its role did not sign"
        )
    return _finish(work, outcome)


def _grant(state: State, event: Json, result: Json) -> Json:
    work = Work(state)
    return _finish(work, lifecycle.grant(work, event, result))


def _unlock(state: State, uc: Json, hint: Json = 0) -> Json:
    work = Work(state)
    return _finish(work, lifecycle.unlock(work, uc, hint))


def _unlock_many(state: State, ucs: Json, hint: Json = 0) -> Json:
    work = Work(state)
    return _finish(work, lifecycle.unlock_many(work, ucs, hint))


def _finish(work: Work, outcome: Json) -> Json:
    work.keep()
    work.flush()
    return outcome


FUNCTIONS: Final[Mapping[str, tuple[Callable[..., Json], int, int]]] = MappingProxyType(
    {
        "init": (_init, 1, 1),
        "register": (members.register, 1, 1),
        "revoke": (members.revoke, 2, 2),
        "lock": (_lock, 1, 1),
        "grant": (_grant, 2, 2),
        "unlock": (_unlock, 1, 2),
        "unlock_many": (_unlock_many, 1, 2),
        "query": (queries.query, 1, 2),
        "history": (queries.history, 1, 1),
    }
)
"""Name to function, least and most number of arguments."""
