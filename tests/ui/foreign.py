"""Finds words of the other language in a window's texts."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from functools import cache
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from loc_desktop import resources
from loc_desktop.texts import catalogue, names, values
from loc_desktop.ui.widgets.i18n import I18N
from tests.ui.seen import texts

LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_.:/@+\-…]*")
CHINESE = re.compile(r"[\u4e00-\u9fff]+")

DATA = re.compile(
    r"""
    \S+\.(?:csv|pdf|json|yaml|sqlite|png)    # files
    | (?=[^0-9]*[0-9])[A-Za-z0-9_\-]{6,}…?     # ids, keys, hashes: letters and digits
    | [A-Za-z0-9_\-]{6,24}…                  # their beginnings
    | [A-Za-z0-9_\-]{40,}                    # a key in which by chance there is no figure
    | [0-9a-f]{4,} | [0-9a-f]+…
    | (?:C|FD)-[A-Z_\-]{6,}                     # numbers of customers that have no identity card
    | “loc-(?:desktop|network)[ a-z\-]*”      # commands of the terminal
    | https?://\S+ | /\S+                    # addresses, paths
    | \b[A-Z]{1,2}[0-9]{1,6}\b               # cells of a sheet
    | LOC1:\S*                               # a paper's code
    """,
    re.VERBOSE,
)

FORMATS = """LoC Fabric Hyperledger Python Qt CSV PDF JSON YAML PEM UTF-8 UTC ID MSP CA TLS PIN KB MB GB KiB
    MiB ms xlsx xls E GB18030 UTF-16LE UTF-16BE"""
SYMBOLS = "B C CAD FD R S_cc S_uc cc uc f e ex mod"  # letters of the roles, symbols of the paper
KEYS = "Ctrl Alt Shift Enter Esc Home End Left Tab PgUp PgDown F1 F3 F5"
LANGUAGES = "EN English"  # the button of the other language names it
ALLOWED = frozenset(f"{FORMATS} {SYMBOLS} {KEYS} {LANGUAGES}".split())
"""What stays as it is in Chinese."""

TECHNICAL = re.compile(
    r"base64url|\bkid\b|P-256|ECDSA|"
    r"X\.509|JW[EK]|HOST:PORT|https://|\*\.\w+|“(?:BEGIN|END) CERTIFICATE”|“[a-z][a-z \-]+”|"
    r"--[a-z\-]+|`[^`]+`|loc-network add-user|SQLite|"
    r"gnome-keyring|KWallet|Windows|“Credential Manager”|MSP=ROLE"
)
"""Beside the above in the sentences of errors: what has no Chinese name, and commands in quotation marks."""

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


def tables(module: ModuleType) -> list[Mapping[str, tuple[str, str]]]:
    """The tables of a module of the catalogue: code → (Chinese, English)."""
    return [table for name, table in vars(module).items() if name.isupper()]


@cache
def said_in_chinese() -> tuple[str, ...]:
    """Every Chinese text of the program, without the values in it."""
    translations = [
        message.text or "" for message in ET.parse(I18N / "loc_zh.ts").getroot().iter("translation")
    ]
    paired = (catalogue.SENTENCES, *tables(names), *tables(values))
    said = [pair[0] for table in paired for pair in table.values()]
    said += [pair[0] for error in catalogue.ERRORS.values() for pair in error]
    return tuple(re.sub(r"\{[a-z_:]+\}|%\d", " ", sentence) for sentence in (*said, *translations))


@cache
def _own_chinese() -> frozenset[str]:
    """The Chinese that the program itself has, in pieces without punctuation."""
    return frozenset(run for sentence in said_in_chinese() for run in CHINESE.findall(sentence))


def chinese(text: str) -> list[str]:
    """The Chinese in an English window's text that is the program's and not somebody's name or words."""
    if text == "中 / EN":  # the button of the other language names it
        return []
    runs = CHINESE.findall(
        re.sub(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,4}…", "…", text)
    )  # the beginning of a name
    return [run for run in runs if run in _own_chinese() - _words_of_rules()]


@cache
def _words_of_rules() -> frozenset[str]:
    """The words of purposes in the lending rules: data of a county, shown as they are."""
    borrower = json.loads(resources.text("lending.json"))["borrower"]
    return frozenset(word for words in borrower.values() if isinstance(words, list) for word in words)


class Reader:
    """Reads windows and dialogs; ``found`` are the texts with words of the other language, and where they
    stand; ``count`` is how many texts were read."""

    def __init__(self, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self._wrong = english if language == "zh" else chinese
        self._painted: list[str] = []
        self.found: dict[str, str] = {}
        self.count = 0
        draw: Any = QPainter.drawText

        def spy(painter: QPainter, *args: Any) -> Any:
            self._painted.extend(arg for arg in args if isinstance(arg, str))
            return draw(painter, *args)

        monkeypatch.setattr(QPainter, "drawText", spy)

    def read(self, name: str, seen: QWidget) -> None:
        """Everything in it, what it paints itself too."""
        self._painted.clear()
        seen.grab()
        self._look(name, texts(seen))
        self._look(name, (("painted", text) for text in self._painted))

    def _look(self, name: str, said: Iterable[tuple[str, str]]) -> None:
        for where, text in said:
            self.count += 1
            if text not in self.found and not where.startswith(RAW) and (wrong := self._wrong(text)):
                self.found[text] = f"{name}: {where}: {wrong}"

    def report(self) -> str:
        return "\n".join(f"{where} in {text!r}" for text, where in self.found.items())
