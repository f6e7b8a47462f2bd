"""The floor: a contract that does nothing but write one key, to measure a network without LoC. The contract
service runs it by its name (`loc_network.topology_checks.CONTRACTS`).

``write(key, value)`` puts one value (the benchmark: 100 bytes), ``read(key)`` gives it back.
"""

from __future__ import annotations

from loc_desktop.contract.state import Json, State
from loc_desktop.errors import KnownError


class FloorError(KnownError):
    """Wrong arguments: ``floor.arguments``."""


def invoke(state: State, fn: str, args: list[Json]) -> Json:
    """``write`` and ``read``. Raises FloorError."""
    match fn, args:
        case "write", [str(key), str(value)]:
            state.put(key, value)
            return {"written": key}
        case "read", [str(key)]:
            return {"value": state.get(key) or ""}
    raise FloorError("floor.arguments", params={"fn": fn, "count": len(args)})
