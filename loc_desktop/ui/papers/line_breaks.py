"""Where a line of Chinese and Latin text may end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

_NOT_FIRST: Final = frozenset("，。、；：！？）》〉】”’％·…—,.;:!?)]}%")
_NOT_LAST: Final = frozenset("（《〈【“‘([{￥¥")


def lines_of(text: str, width: float, measured: Callable[[str], float]) -> list[str]:
    """The text in lines no wider than ``width``: Latin words and numbers stay whole where they fit, no line
    begins with a closing sign or ends with an opening one."""
    lines, line = [], ""
    for piece in _pieces(text):
        for part in _fitting(piece, width, measured):
            if line and measured((line + part).rstrip()) > width:
                lines.append(line.rstrip())
                line = part.lstrip()
            else:
                line += part
    lines.append(line.rstrip())
    return lines


def _fitting(piece: str, width: float, measured: Callable[[str], float]) -> Iterator[str]:
    """A piece that is wider than a whole line, cut where it has to be."""
    while len(piece) > 1 and measured(piece.rstrip()) > width:
        most = next(
            (count - 1 for count in range(2, len(piece) + 1) if measured(piece[:count]) > width), len(piece)
        )
        yield piece[:most]
        piece = piece[most:]
    yield piece


def _pieces(text: str) -> Iterator[str]:
    """What is not to be divided: a word with the space after it, a Chinese character with its signs."""
    piece = ""
    for place, character in enumerate(text):
        piece += character
        following = text[place + 1 : place + 2]
        if not following or _divides(character, following):
            yield piece
            piece = ""


def _divides(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST or after.isspace():
        return False
    if before.isspace():
        return True
    return _wide(before) or _wide(after)


def _wide(character: str) -> bool:
    return ord(character) >= 0x2E80
