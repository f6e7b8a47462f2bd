"""Files of one JSON value a line: read line by line, none held that is too long."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

_CHUNK: Final = 1 << 20
_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[\[\]{}]', re.DOTALL)
_ID: Final = re.compile(rb'\s*+:\s*+("(?:[^"\\]++|\\.)*+"|-?[0-9]{1,40}(?![0-9.eE])|true|false)', re.DOTALL)


def lines(file: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Each line without its line feed; None for one longer than ``limit`` bytes, which is never held."""
    while line := file.readline(limit + 1):
        if line.endswith(b"\n"):
            yield line[:-1]
        elif len(line) <= limit:
            yield line
        else:
            while (chunk := file.readline(_CHUNK)) and not chunk.endswith(b"\n"):
                pass
            yield None


def id_of(data: bytes, *, whole: bool) -> Any:
    """The id of a line that no parser takes, so that its answer can be told; None if there is none.

    ``whole``: only where all brackets close.
    """
    depth = 0
    written: bytes | None = None
    for token in _TOKEN.finditer(data):
        text = token.group()
        if text in (b"{", b"["):
            depth += 1
        elif text in (b"}", b"]"):
            depth -= 1
        elif depth == 1 and text == b'"id"' and (value := _ID.match(data, token.end())):
            written = value.group(1)
    try:
        return json.loads(written) if written is not None and (depth == 0 or not whole) else None
    except ValueError:
        return None
