"""Languages: nothing untranslated, one word for one thing, switched while the program runs."""

from __future__ import annotations

import ast
import re
import string
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

import loc_desktop
from loc_desktop.demo.gallery import settle
from loc_desktop.texts import values
from loc_desktop.texts.sentences_state import STATES
from loc_desktop.texts.words import what_and_todo
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.widgets.i18n import I18N, Languages
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.words import Words
from tests.ui.foreign import tables
from tests.ui.support import Bot, become, chord

ROOT = Path(loc_desktop.__file__).parent
UI = ROOT / "ui"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LETTERS = re.compile(r"[A-Za-z]{3,}")

GLOSSARY = {
    "event": "事件",
    "oracle result": "审核结果",
    "chaincode (cc)": "链码（cc）",
    "unlocking code (uc)": "解锁码（uc）",
    "dual-stack evaluation": "双栈求值",
    "grantor": "审批方",
    "Endorsement": "背书",
    "Ledger": "账本",
    "Block": "区块",
    "Digital accounts": "数字账户",
    "Term": "审核条款",
    "draft": "草稿",
    "to be sent": "待发送",
    "sent": "已发送",
    "on the ledger": "已上链",
    "refused": "未通过",
    "challenge": "质询",
    "dismissed": "不成立",
    "upheld": "成立",
    "frozen": "已冻结",
    "No money has moved.": "资金未动。",
    "Traditional accounts": "传统账户",
}


def _messages() -> dict[tuple[str, str], ET.Element]:
    root = ET.parse(I18N / "loc_zh.ts").getroot()
    messages = {}
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            messages[context.findtext("name", ""), message.findtext("source", "")] = translation
    return messages


class _Asked(ast.NodeVisitor):
    """Collects what the program asks to be translated: (context, text), wherever it stands."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.broken: list[str] = []
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "tr" and self._classes:
            self._take(self._classes[-1], node.args[0])
        elif name in ("translate", "QT_TRANSLATE_NOOP") and len(node.args) == 2:
            context = node.args[0]
            assert isinstance(context, ast.Constant)
            self._take(str(context.value), node.args[1])
        self.generic_visit(node)

    def _take(self, context: str, text: ast.expr) -> None:
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            self.found.append((context, text.value))
        else:
            self.broken.append(f"{context}: {ast.unparse(text)}")


def _asked() -> _Asked:
    asked = _Asked()
    for file in sorted(UI.rglob("*.py")):
        asked.visit(ast.parse(file.read_text(encoding="utf-8")))
    return asked


def test_every_text_of_the_program_has_a_finished_translation() -> None:
    asked, messages = _asked(), _messages()
    assert asked.broken == []
    assert len(asked.found) > 400
    missing = [message for message in asked.found if message not in messages]
    assert missing == [], "run pyside6-lupdate: these are not in loc_zh.ts"
    unfinished = [
        message for message in asked.found if messages[message].get("type") or not messages[message].text
    ]
    assert unfinished == []


def test_the_translations_hold_nothing_that_nobody_asks_for() -> None:
    assert set(_messages()) - set(_asked().found) == set()


def test_every_translation_is_chinese_and_keeps_its_place_holders() -> None:
    for (_, source), translation in _messages().items():
        said = translation.text or ""
        assert sorted(re.findall(r"%\d", source)) == sorted(re.findall(r"%\d", said)), source
        names = (
            {name for _, name, _, _ in string.Formatter().parse(source) if name} if "{" in source else set()
        )
        kept = {name for _, name, _, _ in string.Formatter().parse(said) if name} if "{" in said else set()
        assert kept <= names, source
        if LETTERS.search(source) and source != "✗ ex = 0":
            assert CHINESE.search(said), f"{source!r} has no Chinese: {said!r}"


def test_the_glossary_has_one_word_for_one_thing() -> None:
    by_source: dict[str, set[str]] = {}
    for (_, source), translation in _messages().items():
        by_source.setdefault(source, set()).add(translation.text or "")
    for table in (*tables(values), STATES):
        for chinese, english in table.values():
            by_source.setdefault(english, set()).add(chinese)
    for english, chinese in GLOSSARY.items():
        assert by_source[english] == {chinese}, english


def _by_hand(tree: ast.AST) -> list[str]:
    """Calls that put a value into a label's template otherwise than by ``filled``: ``.replace("%1", …)``, one
    whose mark is worked out, ``.arg(…)``."""
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
        if (node.func.attr == "arg" and "tr" in ast.unparse(node.func.value))
        or (node.func.attr == "replace" and not _plain_text(node.args[0]))
    ]


def _plain_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and not re.match(r"%\d", str(node.value))


def test_templates_are_filled_in_one_go() -> None:
    """One after the other, a value that holds ``%2`` is filled too."""
    assert len(_by_hand(ast.parse('said.replace("%1", a).replace("%2", b)'))) == 2
    assert (
        len(_by_hand(ast.parse('said.replace(f"%{n}", a); self.tr("%1").arg(a); "a".replace("a", b)'))) == 2
    )
    by_hand = {
        str(file.relative_to(UI)): found
        for file in sorted(UI.rglob("*.py"))
        if (found := _by_hand(ast.parse(file.read_text(encoding="utf-8"))))
    }
    assert by_hand == {}


def test_the_compiled_file_is_of_this_source(qapp: object) -> None:
    translator = QTranslator()
    assert translator.load("loc_zh.qm", str(I18N))
    for (context, source), translation in _messages().items():
        assert translator.translate(context, source) == translation.text


def test_an_error_is_said_in_chinese_with_its_parameters(window: MainWindow) -> None:
    from loc_desktop.identity.errors import WrongPin

    window.languages.switch("zh")
    what, todo = what_and_todo(WrongPin("刘建国", 3, 0), "zh")
    assert what == "这不是 刘建国 的 PIN 码。"
    assert "3" in todo


def _texts(window: MainWindow) -> list[str]:
    texts = []
    said: list[QLabel | QAbstractButton] = [
        *window.findChildren(QLabel),
        *window.findChildren(QAbstractButton),
    ]
    texts += [widget.text() for widget in said if widget.isVisible() and widget.text()]
    for edit in window.findChildren(QLineEdit):
        if edit.isVisible() and edit.placeholderText():
            texts.append(edit.placeholderText())
    for table in window.views[window.front].findChildren(RowTable):
        model = table.model()
        if table.isVisible():
            texts += [
                str(model.headerData(c, Qt.Orientation.Horizontal) or "") for c in range(model.columnCount())
            ]
    return texts


# What stays as it is in Chinese too: symbols of the paper, formats, the names of keys.
SAME = re.compile(
    r"LoC|PIN|Ctrl|EN|yuan|CSV|Enter|Home|f\(e\)|ex|mod|S_[cu]c|cc|uc|English|CAD|FD|KiB|id|C-\w+"
)


@pytest.mark.parametrize("role", ["C", "B", "R"])
def test_the_language_changes_at_once_in_every_view(qtbot: Bot, window: MainWindow, role: str) -> None:
    become(window, role)
    for name in window.listed:
        window.go(name)
        settle(window)
        assert window.language == "en"
        chord(qtbot, window, Qt.Key.Key_L)
        assert window.language == "zh"
        english = [
            text
            for text in _texts(window)
            if LETTERS.search(SAME.sub("", text)) and not CHINESE.search(text) and not _data(text)
        ]
        assert english == [], f"{role} {name}"
        chord(qtbot, window, Qt.Key.Key_L)
        assert window.language == "en"


def _data(text: str) -> bool:
    """Keys, ids, paths and versions are data, not words."""
    return bool(re.search(r"[0-9a-f]{8}|/|\d+\.\d+|\d{4}-\d{2}", text))


def test_the_language_is_kept_for_the_next_start(qtbot: Bot, window: MainWindow) -> None:
    chord(qtbot, window, Qt.Key.Key_L)
    assert window.workplace.settings()["language"] == "zh"


def test_a_time_is_shown_in_the_ledgers_zone(qapp: QApplication) -> None:
    """So that what is shown of a time is never another day than the one it counts for."""
    words = Words(Languages(qapp))
    at, now = "2027-02-28T16:30:00Z", datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
    assert words.when(at) == "2027-03-01 00:30"
    assert words.clock(at, now) == "00:30"
    assert words.clock("2027-02-28T15:30:00Z", now) == "02-28 23:30"
    words.zone = "Europe/Madrid"
    assert words.when(at) == "2027-02-28 17:30"
    assert words.clock(at, now) == "02-28 17:30"
