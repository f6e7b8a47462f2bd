"""The Chinese window holds no English, the English one no Chinese: every picture of the gallery is read."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QPainter

from loc_desktop.desk import phrases, reason_phrases, value_phrases
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.gallery import HEADER, Gallery
from loc_desktop.ui.i18n import I18N
from tests.ui.conftest import Opener
from tests.ui.seen import texts

LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_.:/@+\-…]*")
CHINESE = re.compile(r"[\u4e00-\u9fff]+")

DATA = re.compile(
    r"""
    (?=[^0-9]*[0-9])[A-Za-z0-9_\-]{6,}…?     # ids, keys, hashes: letters and digits
    | [A-Za-z0-9_\-]{6,24}…                  # their beginnings
    | [0-9a-f]{4,}…?
    | (?:C|FD)-[A-Z]{6,}                     # numbers of customers that have no identity card
    | https?://\S+ | /\S+                    # addresses, paths
    | \S+\.(?:csv|pdf|json|yaml|sqlite|png)  # files
    """,
    re.VERBOSE,
)

FORMATS = """LoC Fabric Hyperledger Python Qt CSV PDF JSON YAML PEM UTF-8 UTC ID MSP CA TLS PIN KB MB GB KiB
    MiB ms"""
SYMBOLS = "B C CAD FD R S_cc S_uc cc uc f e ex mod"  # letters of the roles, symbols of the paper
KEYS = "Ctrl Alt Shift Enter Esc Home End Left Tab F1 F3 F5"
LANGUAGES = "EN English"  # the button of the other language names it
ALLOWED = frozenset((*f"{FORMATS} {SYMBOLS} {KEYS} {LANGUAGES}".split(), *HEADER.split(",")))
"""What stays as it is in Chinese."""

RAW = ("JsonTree",)
"""Shows a signed value member by member, as it was signed."""


def english(text: str) -> list[str]:
    """The runs of Latin letters in a Chinese window's text that are words."""
    plain = DATA.sub(" ", text)
    return [
        run
        for run in LATIN.findall(plain)
        if run.rstrip(".:+-/…") not in ALLOWED
        and any(len(part) > 1 and part not in ALLOWED for part in re.split(r"[+/\-.:_…]", run))
    ]


@cache
def _said_in_chinese() -> tuple[str, ...]:
    """Every Chinese text of the program, without the values in it."""
    translations = [one.text or "" for one in ET.parse(I18N / "loc_zh.ts").getroot().iter("translation")]
    tables = (
        phrases.SENTENCES, phrases.KINDS, phrases.ROLES, phrases.ITEMS, phrases.LIMITS, phrases.FIELDS,
        phrases.VERDICTS, value_phrases.STATES, value_phrases.PARTS, value_phrases.SUBJECTS,
    )  # fmt: skip
    said = [pair[0] for table in tables for pair in table.values()]
    said += [pair[1] for pair in reason_phrases.REASONS]
    return tuple(re.sub(r"\{[a-z_:]+\}|%\d", " ", one) for one in (*said, *translations))


@cache
def _own_chinese() -> frozenset[str]:
    """The Chinese that the program itself has, in pieces without punctuation."""
    return frozenset(run for one in _said_in_chinese() for run in CHINESE.findall(one))


def chinese(text: str) -> list[str]:
    """The Chinese in an English window's text that is the program's and not somebody's name or words."""
    if text == "中 / EN":  # the button of the other language names it
        return []
    return [run for run in CHINESE.findall(text) if run in _own_chinese()]


def test_what_counts_as_a_word_of_the_other_language() -> None:
    assert english("账本没有答复：The peer is away") == ["The", "peer", "is", "away"]
    assert english("No day's end") != []
    assert english("active") == ["active"]
    assert english("贷款 7f3a9c01… · B ✓ → CAD，存为 CSV…（Ctrl+L）C-8460562a") == []
    assert chinese("waits for 民政部门") == ["民政部门"]
    assert chinese("waits for 林秀英, 伍万元整") == []


TECHNICAL = re.compile(
    r"P-256|ECDSA|X\.509|JW[EK]|HOST:PORT|https://|\*\.\w+|“(?:BEGIN|END) CERTIFICATE”|“[a-z][a-z \-]+”"
)
"""Beside the above in the sentences of errors: what has no Chinese name, and commands in quotation marks."""


def test_no_chinese_sentence_of_the_tables_has_an_english_word() -> None:
    wrong = [text for text in _said_in_chinese() if english(TECHNICAL.sub(" ", text))]
    assert wrong == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_text_is_in_the_other_language(
    language: str,
    workplace: Workplace,
    open_window: Opener,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    painted: list[str] = []
    draw: Any = QPainter.drawText

    def spy(painter: QPainter, *args: Any) -> Any:
        painted.extend(one for one in args if isinstance(one, str))
        return draw(painter, *args)

    monkeypatch.setattr(QPainter, "drawText", spy)
    window = open_window(workplace, language=language)
    window.resize(1366, 768)
    wrong_of = english if language == "zh" else chinese
    found: dict[str, str] = {}
    scenes = read = 0
    for name, seen in Gallery(window, tmp_path).scenes():
        scenes += 1
        painted.clear()
        seen.grab()
        for where, text in (*texts(seen), *(("painted", one) for one in painted)):
            read += 1
            if text not in found and not where.startswith(RAW) and (wrong := wrong_of(text)):
                found[text] = f"{name}: {where}: {wrong}"
    assert scenes > 60
    assert read > 3000
    assert not found, "\n".join(f"{where} in {text!r}" for text, where in found.items())
