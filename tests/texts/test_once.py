"""Each sentence stands once: in the catalogue or in a view, not in both, and in no room below."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import loc_desktop
from loc_desktop.ui.widgets.i18n import I18N

ROOT = Path(loc_desktop.__file__).parent
HAN = re.compile(r"[\u4e00-\u9fff]")
ENDS = (".", "?", "!", ":", "。", "？", "！", "：")
BELOW = ("script", "loan", "contract", "identity", "ledger", "bank", "app", "desk")
DOCUMENT = "contract/permissions.py"
"""Writes a page of the documentation."""

Pair = tuple[str, str]


def is_sentence(pair: Pair) -> bool:
    """Whether it is more than a word or a label: ended by a stop, of more than two English words."""
    return pair[1].endswith(ENDS) and len(pair[1].split()) > 2


def pairs_in(tree: ast.AST) -> Iterator[Pair]:
    """(Chinese, English) as a file of the catalogue writes them: as a tuple, or Chinese by its English."""
    for node in ast.walk(tree):
        sides: list[tuple[ast.expr | None, ast.expr]] = []
        if isinstance(node, ast.Tuple) and len(node.elts) == 2:
            sides = [(node.elts[1], node.elts[0])]
        elif isinstance(node, ast.Dict):
            sides = list(zip(node.keys, node.values, strict=True))
        for english, chinese in sides:
            if isinstance(english, ast.Constant) and isinstance(chinese, ast.Constant):
                pair = str(chinese.value), str(english.value)
                if HAN.search(pair[0]) and not HAN.search(pair[1]):
                    yield pair


def of_the_catalogue() -> list[Pair]:
    trees = [ast.parse(file.read_text("utf-8")) for file in sorted((ROOT / "texts").rglob("*.py"))]
    return [pair for tree in trees for pair in pairs_in(tree)]


def of_the_window() -> list[Pair]:
    messages = ET.parse(I18N / "loc_zh.ts").getroot().iter("message")
    return [(message.findtext("translation", ""), message.findtext("source", "")) for message in messages]


def test_a_sentence_stands_once() -> None:
    twice = {pair for pair, count in Counter((*of_the_catalogue(), *of_the_window())).items() if count > 1}
    assert {pair for pair in twice if is_sentence(pair)} == set(), "name it in texts/common.py or SENTENCES"


def test_a_clause_of_the_catalogue_stands_once() -> None:
    """What is put into a sentence has no stop; single words and names of things may come again."""
    counts = Counter(of_the_catalogue())
    assert {pair for pair, count in counts.items() if count > 1 and len(pair[1].split()) > 3} == set()


def test_a_sentence_has_one_translation() -> None:
    pairs = {pair for pair in (*of_the_catalogue(), *of_the_window()) if is_sentence(pair)}
    chinese, english = Counter(zh for zh, _ in pairs), Counter(en for _, en in pairs)
    assert {pair for pair in pairs if chinese[pair[0]] > 1 or english[pair[1]] > 1} == set()


def sentences_in(tree: ast.AST) -> list[str]:
    """English sentences of four words and more that are no docstrings."""
    docstrings = {
        id(line.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        for line in node.body
        if isinstance(line, ast.Expr)
    }
    texts = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
            texts.append("".join(parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            texts.append(node.value)
    return [text for text in texts if re.fullmatch(r"[A-Z“][^\n]*( \S+){3,}[.?!]", text)]


def test_what_counts_as_a_sentence_in_code() -> None:
    found = sentences_in(
        ast.parse('"""A docstring with some words."""\nf(f"The file {x} is missing.", "a b")')
    )
    assert found == ["The file x is missing."]


def test_no_room_below_keeps_sentences_for_people() -> None:
    """Errors and causes are codes with values there; a person reads what texts/ makes of them."""
    files = [*ROOT.glob("*.py"), *(file for room in BELOW for file in (ROOT / room).rglob("*.py"))]
    kept = {
        (name, text)
        for file in files
        if (name := file.relative_to(ROOT).as_posix()) != DOCUMENT
        for text in sentences_in(ast.parse(file.read_text("utf-8")))
    }
    assert kept == set()
