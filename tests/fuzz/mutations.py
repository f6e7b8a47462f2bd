"""Values that are nearly right: what a parser is most easily led astray by."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([2**53, -(2**63), 10**400, 0, -1]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(["", "\ud800", "\x00", "A" * 10_000, "²", "9" * 5_000, "2026-99-99", "../x", "é\u0301"]),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    places = [path]
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for name, part in members:
        places += _places(part, (*path, name))
    return places


@st.composite
def changed(draw: st.DrawFn, seeds: list[Any]) -> Any:
    """One of ``seeds`` with some of its parts replaced, taken out, or put in."""
    value = copy.deepcopy(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, 3))):
        path = draw(st.sampled_from(_places(value)))
        if not path:
            value = draw(JUNK)
            continue
        holder = value
        for name in path[:-1]:
            holder = holder[name]
        deed = draw(st.sampled_from(["replace", "remove", "add"]))
        if deed == "replace":
            holder[path[-1]] = draw(JUNK)
        elif deed == "remove":
            del holder[path[-1]]
        elif isinstance(holder, dict):
            holder[draw(st.text(max_size=6))] = draw(JUNK)
        else:
            holder.insert(path[-1], draw(JUNK))
    return value


@st.composite
def spoiled(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """One of ``seeds`` with bytes flipped, cut off, put in or said twice; or any bytes."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=200))
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(data)))
        deed = draw(st.sampled_from(["flip", "cut", "insert", "repeat"]))
        if deed == "flip" and place < len(data):
            data[place] ^= 1 << draw(st.integers(0, 7))
        elif deed == "cut":
            del data[place : place + draw(st.integers(1, 50))]
        elif deed == "insert":
            data[place:place] = draw(st.binary(max_size=20))
        else:
            data[place:place] = data[place : place + draw(st.integers(1, 100))]
    return bytes(data)
