"""What a target is, and the files that its values become."""

from __future__ import annotations

import functools
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from loc_desktop.errors import KnownError


@dataclass(frozen=True)
class Target:
    """``values`` are given to ``work``; ``known``: what it may raise; ``short``: how many in a short run."""

    values: st.SearchStrategy[Any]
    work: Callable[[Any], object]
    known: tuple[type[BaseException], ...] = (KnownError,)
    short: int = 60


@functools.cache
def folder() -> Path:
    """A folder of this run."""
    return Path(tempfile.mkdtemp(prefix="loc-fuzz-"))


def file(name: str, data: bytes) -> Path:
    """A file of that name in it."""
    path = folder() / name
    path.write_bytes(data)
    return path


def as_json(values: st.SearchStrategy[Any]) -> st.SearchStrategy[bytes]:
    """The values as bytes of JSON."""
    return values.map(lambda value: json.dumps(value).encode(errors="surrogatepass"))
