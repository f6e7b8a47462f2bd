"""The worst shapes that a member may send, and what refusing them costs against honest transactions."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from loc_desktop.contract.client import code_of, new_id
from loc_desktop.errors import KnownError

_COPIES: Final = 50_000
_WIDE: Final = 20_000
_DEEP: Final = 120
_LONG: Final = 4_900_000
"""Characters: nearly what a node of a network reads at all."""
_RULES: Final = 19_000
"""Values of a document of rules, which may have more than other events."""


class Bench(Protocol):
    """A ledger with its members, and what it has worked so far."""

    def evaluate(self, role: str, fn: str, args: list[Any]) -> None:
        """One call, evaluated and not committed. Raises KnownError."""

    def spent(self) -> float:
        """Processor seconds until now."""


def measure(
    bench: Bench, cc: Any, fresh: Any, results: list[Any], rounds: int, larger: Sequence[Any] = ()
) -> dict[str, float]:
    """The ratios. ``cc`` is locked, ``results`` its grantors'; ``fresh`` can be locked, and so can those in
    ``larger``, honest ones by size.
    """
    code, name = code_of(cc["event"], results), cc["event"]["id"]
    honest: Mapping[str, tuple[str, list[Any]]] = {
        "lock": ("C", [fresh]),
        "grant": ("B", [name, results[0]]),
        "unlock": ("B", [code, 0]),
    }
    costs = {
        fn: (_size(args), _cost(bench, role, fn, args, rounds, refused=False))
        for fn, (role, args) in honest.items()
    }
    sized = [(_size([lock]), _cost(bench, "C", "lock", [lock], rounds, refused=False)) for lock in larger]
    ratios = {}
    for what, (fn, args) in _shapes(fresh, code, results[0], name).items():
        size, known = _size(args), [costs[fn], *sized]
        cost = next((cost for large, cost in known if large >= size), known[-1][1])
        ratios[f"{fn}: {what}"] = _cost(bench, honest[fn][0], fn, args, rounds, refused=True) / cost
    return ratios


def _size(args: list[Any]) -> int:
    return len(json.dumps(args))


def _shapes(cc: Any, code: Any, result: Any, name: str) -> dict[str, tuple[str, list[Any]]]:
    wide: dict[str, Any] = {f"m{number}": number for number in range(_WIDE)}
    many = {f"m{number}": number for number in range(_RULES)}
    deep: Any = "x"
    for floor in range(_DEEP // 2):
        deep = {"d": [deep, deep] if floor < 12 else [deep]}

    def locked(**event: Any) -> list[Any]:
        return [{**cc, "event": {**cc["event"], "id": new_id(), **event}}]

    def unlocking(**event: Any) -> list[Any]:
        return [{**code, "event": {**code["event"], **event}}, 0]

    body, signatures = cc["event"]["body"], code["event"]["signatures"]
    return {
        "copies of the signer's signature": ("unlock", unlocking(signatures=signatures * _COPIES)),
        "copies of one result": ("unlock", [{**code, "results": [result] * _COPIES}, 0]),
        "a wide body": ("unlock", unlocking(body={**body, **wide})),
        "a deep body": ("unlock", unlocking(body={**body, "deep": deep})),
        "a long text in the body": ("unlock", unlocking(body={**body, "branch": "x" * _LONG})),
        "a long time in a result": ("unlock", [{**code, "results": [{**result, "at": "x" * _LONG}]}, 0]),
        "copies of a signature": ("lock", locked(signatures=signatures * _COPIES)),
        "a body of many members": ("lock", locked(body={**body, **wide})),
        "a body of many floors": ("lock", locked(body={**body, "deep": deep})),
        "a signature of another event": ("lock", locked()),
        "rules that are none": ("lock", locked(kind="rules.adopt", body={**body, **many})),
        "a result of many terms": ("grant", [name, {**result, "terms": dict.fromkeys(wide, 1)}]),
        "a result with a long reason": ("grant", [name, {**result, "reason": "x" * _LONG}]),
        "a result of another event": ("grant", [name, {**result, "event": "0" * 64}]),
    }


def _cost(bench: Bench, role: str, fn: str, args: list[Any], rounds: int, *, refused: bool) -> float:
    spent = []
    for _ in range(rounds):
        start = bench.spent()
        try:
            bench.evaluate(role, fn, args)
            good = True
        except KnownError:
            good = False
        spent.append(bench.spent() - start)
        if good == refused:
            raise AssertionError(f"{fn} was {'taken' if good else 'refused'}")
    return statistics.median(spent)
