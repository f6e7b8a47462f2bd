"""The contract's functions by name: what ``invoke`` of a ledger calls, the same on the embedded ledger and on
Fabric.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from loc_desktop.contract import accounts, lifecycle, members
from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.flow_rules.adopt import checked
from loc_desktop.contract.operations import RULES
from loc_desktop.contract.rulebook import adopted
from loc_desktop.contract.rulebook.document import shipped_document
from loc_desktop.contract.state import Json, State
from loc_desktop.contract.views import queries
from loc_desktop.contract.work import Work
from loc_desktop.loan.calendar import DEFAULT_ZONE, civil_day, is_zone

CLOCKS: Final = ("ledger", "events")
"""Whose time counts for days and deadlines: the transaction's, or, for demonstrations, the event's own."""


def invoke(state: State, fn: str, args: list[Json]) -> Json:
    """Run one function. Raises ContractError: then nothing was written and no money moved.

    Functions: ``init(config, rules?)``, ``register(record)``, ``revoke(role, key)``, ``lock(cc)``,
    ``grant(event, result)``, ``unlock(uc, hint=0)``, ``unlock_many([uc], hint=0)``; read-only:
    ``query(name, args)``, ``history(key)``.
    """
    entry = FUNCTIONS.get(fn)
    if entry is None:
        raise ContractError("unknown_function", fn=fn[:40])
    function, least, most = entry
    if not least <= len(args) <= most:
        raise ContractError(
            "arguments", fn=fn, why=cause("argument_count", least=least, most=most, found=len(args))
        )
    return function(state, *args)


def _init(state: State, config: Json, document: Json = None) -> Json:
    if state.get("config") is not None:
        raise ContractError("initialised")
    _check_config(state, config)
    if state.caller.role == "C" and not state.caller.registrar:
        raise ContractError("denied", role="C", why=cause("institution_sets_up"))
    stored = {**config, "channel": state.channel, "slots": config.get("slots", accounts.DEFAULT_SLOTS)}
    work = Work(state)
    work.put("config", stored)
    # From here on no file of the program counts: the ledger has its own.
    rules = shipped_document() if document is None else checked(document, RULES)
    digest = adopted.begin(work, rules, civil_day(state.time, adopted.zone_of(stored)))
    return _finish(work, {**stored, "rules": digest})


def _check_config(state: State, config: Json) -> None:
    """Raises ContractError ``config`` for a configuration that no ledger can have."""
    if type(config) is not dict:
        raise ContractError("config", why=cause("object"))
    if config.get("channel", state.channel) != state.channel:
        raise ContractError("config", why=cause("other_channel", channel=config["channel"]))
    slots = config.get("slots", accounts.DEFAULT_SLOTS)
    if type(slots) is not int or not 1 <= slots <= accounts.MOST_SLOTS:
        raise ContractError("config", why=cause("slots", most=accounts.MOST_SLOTS))
    if config.get("clock", CLOCKS[0]) not in CLOCKS:
        raise ContractError("config", why=cause("clock", names=", ".join(CLOCKS)))
    window = config.get("at_window", adopted.DEFAULT_WINDOW)
    if type(window) is not int or not 1 <= window <= adopted.MAX_WINDOW:
        raise ContractError("config", why=cause("at_window", most=adopted.MAX_WINDOW))
    zone = config.get("zone", DEFAULT_ZONE)
    if type(zone) is not str or not is_zone(zone):
        raise ContractError("config", why=cause("zone"))


def _lock(state: State, cc: Json) -> Json:
    work = Work(state)
    outcome = lifecycle.lock(work, cc)
    signers = cc["event"]["signatures"]
    if state.caller.role not in [signature["role"] for signature in signers]:
        raise ContractError("denied", role=state.caller.role or "-", why=cause("not_its_event"))
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
        "init": (_init, 1, 2),
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
