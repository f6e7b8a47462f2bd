"""The causes that the rooms below write in English inside their errors, said in another language.

A cause has no code of its own: it crosses the network, or lies in a file, as the English clause. So the
clause itself is the key, as a source text is for translated programs; values in it are found again by its
template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from loc_desktop.texts.reason_phrases import REASONS

_NAME = re.compile(r"\{([a-z_]+)(?::[a-z]+)?\}")


def found(text: str) -> tuple[str, Mapping[str, str]] | None:
    """The Chinese template of an English clause and the values in it; None for what nobody here wrote."""
    clause = text.strip().removesuffix(".")
    plain = _plain().get(clause)
    if plain is not None:
        return plain, {}
    for pattern, chinese in _patterns():
        match = pattern.fullmatch(clause)
        if match is not None:
            return chinese, {name: value.strip("'\"") for name, value in match.groupdict().items()}
    return None


@cache
def _plain() -> Mapping[str, str]:
    return {english: chinese for english, chinese in REASONS if "{" not in english}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(english), chinese) for english, chinese in REASONS if "{" in english)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts, end, seen = [], 0, set[str]()
    for name in _NAME.finditer(template):
        parts.append(re.escape(template[end : name.start()]))
        again = name[1] in seen
        seen.add(name[1])
        parts.append(f"(?P={name[1]})" if again else f"(?P<{name[1]}>.+?)")
        end = name.end()
    parts.append(re.escape(template[end:]))
    return re.compile("".join(parts), re.DOTALL)
