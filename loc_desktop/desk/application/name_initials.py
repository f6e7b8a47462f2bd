"""People found by the initials of their names in pinyin, and put into the order of a Chinese list."""

from __future__ import annotations

from functools import lru_cache

_MOST = 20_000
"""Names that are kept: a counter with more customers reads some again."""
_SURNAMES = {
    "曾": "zeng1", "单": "shan4", "解": "xie4", "仇": "qiu2", "区": "ou1", "查": "zha1", "朴": "piao2",
    "翟": "zhai2", "覃": "qin2", "盖": "ge3", "缪": "miao4", "尉": "wei4", "万": "wan4", "乐": "yue4",
}  # fmt: skip
"""Those that are read otherwise than the same character in a text."""


@lru_cache(_MOST)
def initials(name: str) -> tuple[frozenset[str], ...]:
    """The first letters that each character of a name may be read with (曾 is c and z), in their order.
    Letters and digits are their own; what has no reading (a dot between names) is left out."""
    from pypinyin import Style, pinyin

    letters = []
    for character in name:
        if character.isalnum():
            read: list[list[str]] = pinyin(character, style=Style.FIRST_LETTER, heteronym=True)
            letters.append(frozenset(reading.casefold() for readings in read for reading in readings))
    return tuple(letters)


def has_initials(name: str, text: str, *, begins: bool = False) -> bool:
    """Whether ``text`` (``ljg``) are initials of ``name`` that stand beside one another (刘建国); ``begins``:
    only those that the name begins with."""
    typed = text.casefold()
    if not (typed.isascii() and typed.isalnum()):
        return False
    letters = initials(name)[: len(typed)] if begins else initials(name)
    return any(
        all(letter in letters[start + at] for at, letter in enumerate(typed))
        for start in range(len(letters) - len(typed) + 1)
    )


@lru_cache(_MOST)
def in_order(name: str) -> tuple[str, ...]:
    """By what a Chinese list of names is sorted: the reading of each character, then the name itself."""
    from pypinyin import Style, lazy_pinyin

    read: list[str] = lazy_pinyin(name, style=Style.TONE3)
    surname = [_SURNAMES[name[:1]], *read[1:]] if name[:1] in _SURNAMES else read
    return (*(reading.casefold() for reading in surname), name)
