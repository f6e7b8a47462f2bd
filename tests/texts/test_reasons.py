"""Causes inside errors: whatever a room below writes as one is known in Chinese, with its values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import loc_desktop
from loc_desktop.texts import reasons, words
from loc_desktop.texts.reasons import REASONS

ROOT = Path(loc_desktop.__file__).parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")

# Which argument of a call is a cause.
CAUSES = {
    "error": 1, "_format": 1, "RecordError": 0, "RecipientRefused": 1,
}  # fmt: skip
SAMPLES = {
    "role": "CAD",
    "roles": "B, CAD",
    "grantors": "CAD",
    "kind": "loan",
    "result": "B",
    "signature": "B",
}


def _sample(value: ast.expr) -> str:
    """A value as it might stand in a cause."""
    for name, sample in SAMPLES.items():
        if re.match(rf"(', '\.join\()?{name}\b", ast.unparse(value)):
            return sample
    return "7"


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = []
        for part in node.values:
            parts.append(
                str(part.value) if isinstance(part, ast.Constant) else _sample(part.value)  # type: ignore[attr-defined]
            )
        yield "".join(parts)
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _texts(value)


def _causes(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        found: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = CAUSES.get(name)
            if place is not None and len(node.args) > place:
                found.append(node.args[place])
            found += [word.value for word in node.keywords if word.arg == "why"]
        elif isinstance(node, ast.Assign):
            found += [node.value for one in node.targets if getattr(one, "id", "") == "why"]
        for one in found:
            for text in _texts(one):
                if text:
                    yield text, one.lineno


def _written() -> list[tuple[str, str]]:
    """(cause, where) of everything that can come into a window."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        if not file.startswith(("ui/", "cli/", "bench/", "demo/")):
            tree = ast.parse(path.read_text("utf-8"))
            found += [(text, f"{file}:{line}") for text, line in _causes(tree)]
    return found


def test_every_cause_that_is_written_is_known_in_chinese() -> None:
    written = _written()
    assert len(written) > 10
    unknown = [one for one in written if not CHINESE.search(words.why(one[0], "zh"))]
    assert unknown == []


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        ("not met: debt, months; evidence against the loan", "未满足：负债、期限；且有不利证据"),
        ("'X' is not one of C, B, CAD, FD, R", "X 不是角色，角色有 C, B, CAD, FD, R"),
    ],
)
def test_a_cause_is_said_with_its_values(cause: str, said: str) -> None:
    assert words.why(cause, "zh") == said
    assert words.why(cause, "en") == cause


def test_what_nobody_here_wrote_stays_as_it_is() -> None:
    for text in ("{0.__class__} is odd", "", "某种原因", "x" * 5000):
        assert words.why(text, "zh") == text
        assert reasons.found(text) is None


def test_both_languages_have_the_same_values() -> None:
    names = re.compile(r"\{([a-z_]+)")
    for english, chinese in REASONS:
        assert set(names.findall(chinese)) <= set(names.findall(english)), english
        assert not CHINESE.search(english)
