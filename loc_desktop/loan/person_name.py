"""A person's name as two registers compare it."""

from __future__ import annotations

import unicodedata
from typing import Final

_DOTS: Final = frozenset("·•・‧∙⋅．.")
"""What is typed between the parts of a name such as 阿依古丽·买买提; which of them says nothing."""


def comparable(name: str) -> str:
    """The name without spaces, dots between its parts, invisible characters, and in one width and case.

    Characters outside the basic plane stay as they are. Two people of one identity number do not exist, so
    what this makes equal can be treated as equal where the number is compared too.
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(
        character
        for character in plain
        if character not in _DOTS and not character.isspace() and unicodedata.category(character) != "Cf"
    )
