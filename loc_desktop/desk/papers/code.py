"""The code on a paper, by which it is checked: one line, made for a QR code's alphanumeric mode.

``LOC1:NUMBER:EVENT:TRANSACTION:DIGEST``: the format's version, the paper's number, the ids of an event and of
a transaction (``-`` where there is none) and the SHA-256 of the paper's content line, in upper-case hex. A
later version may add fields; a reader of this one says that it is newer.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from loc_desktop.script import canonical
from loc_desktop.texts.errors import desk_error

VERSION: Final = 1
_NAME: Final = re.compile(r"LOC([0-9]{1,4})(?=:)")
_CODE: Final = re.compile(
    r"LOC1:(?P<number>[A-Z0-9-]{5,40}):(?P<event>-|[0-9A-F]{8,64}):(?P<tx>-|[0-9A-F]{8,64}):"
    r"(?P<digest>[0-9A-F]{64})\Z"
)
_MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class PaperCode:
    """``event`` and ``tx`` are "" where a paper is of none; ids and ``digest`` are lower-case hex."""

    number: str
    event: str
    tx: str
    digest: str

    def line(self) -> str:
        """As it is printed."""
        parts = (self.number, self.event.upper() or "-", self.tx.upper() or "-", self.digest.upper())
        return ":".join((f"LOC{VERSION}", *parts))


def read_code(text: str) -> PaperCode:
    """A code as scanned or typed; spaces, line ends and case do not count.

    Raises KnownError ``paper.code`` (it is none), ``paper.code_newer``.
    """
    line = "".join(text[:_MOST].split()).upper()
    version = _NAME.match(line)
    if version is None:
        raise desk_error("paper.code")
    if int(version[1]) > VERSION:
        raise desk_error("paper.code_newer", version=int(version[1]))
    found = _CODE.match(line)
    if found is None:
        raise desk_error("paper.code")
    event, tx = (found[name].lower().strip("-") for name in ("event", "tx"))
    return PaperCode(found["number"], event, tx, found["digest"].lower())


def content_line(content: Mapping[str, Any]) -> str:
    """What a paper says, as one line that everybody makes alike: canonical JSON (RFC 8785 subset)."""
    return f"LoC-paper-{VERSION} {canonical.encode(dict(content)).decode()}"


def digest_of(line: str) -> str:
    """SHA-256 of a content line, hex."""
    return hashlib.sha256(line.encode()).hexdigest()
