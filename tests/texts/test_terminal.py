"""The terminal's words: each in both languages, with the same values, and none that nobody says."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import loc_network
import pytest

import loc_desktop
from loc_desktop.texts.terminal import tongue
from loc_desktop.texts.terminal.errors import ERRORS
from loc_desktop.texts.terminal.frame import FRAME
from loc_desktop.texts.terminal.help import DESCRIPTIONS, HELP
from loc_desktop.texts.terminal.messages import MESSAGES
from loc_desktop.texts.terminal.network import NETWORK

ROOT = Path(loc_desktop.__file__).parent
HAN = re.compile(r"[\u4e00-\u9fff]")
TREES = {
    path: ast.parse(path.read_text("utf-8"))
    for room in ("cli", "demo")
    for path in sorted((ROOT / room).rglob("*.py"))
}


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name and node.args:
                yield f"{path.name}:{node.lineno}", node


def texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def constants() -> set[str]:
    """Every text that stands in the commands and the demonstration."""
    return {
        node.value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_everything_that_is_said_has_its_chinese_and_is_given_its_values() -> None:
    said = [(where, text, call) for where, call in calls("tr") for text in texts(call.args[0])]
    assert len(said) > 120
    for where, text, call in said:
        assert text in tongue.CHINESE, where
        if call.keywords and all(word.arg for word in call.keywords):
            assert names_in(text) == {word.arg for word in call.keywords}, where


def test_nothing_is_explained_to_a_person_without_its_chinese() -> None:
    plain = []
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                given = [word.value for word in node.keywords if word.arg in ("help", "description", "title")]
                if getattr(node.func, "id", "") == "UsageError":
                    given += node.args
            elif isinstance(node, ast.Assign):
                asked = ("description", "epilog")
                given = [node.value for target in node.targets if getattr(target, "attr", "") in asked]
            else:
                continue
            if (
                any(isinstance(value, ast.Constant | ast.JoinedStr) for value in given)
                and "cli" in path.parts
            ):
                plain.append(f"{path.name}:{node.lineno}")
    # The table of the commands: its lines are said by ``tr`` where they are shown.
    assert [where for where in plain if not where.startswith("__init__.py")] == []


def test_the_chinese_has_the_values_of_the_english() -> None:
    for english, chinese in {**MESSAGES, **{text: FRAME[text] for text in FRAME if "%" not in text}}.items():
        assert names_in(chinese) == names_in(english), english
    for english, chinese in FRAME.items():
        assert set(re.findall(r"%(?:\(\w+\))?[srd]", chinese)) == set(
            re.findall(r"%(?:\(\w+\))?[srd]", english)
        )
    for english, chinese in {**FRAME, **HELP, **MESSAGES}.items():
        assert HAN.search(chinese) or english in (".", ": "), english
    assert all(HAN.search(text) for text in DESCRIPTIONS.values())


def test_no_chinese_is_left_that_nobody_says() -> None:
    spoken = constants() | {"tampered event", "replayed result", "stripped signature"}
    roles = {f"{role} audits" for role in ("B", "CAD", "FD", "R")}
    tiers = {"normal", "special_mention", "substandard", "doubtful", "loss"}
    assert {*HELP, *MESSAGES} - spoken - roles - tiers - {"Pass", "Failed"} == set()
    described = {text for _, call in calls("described") for text in texts(call.args[0])}
    assert described == set(DESCRIPTIONS)


def test_what_the_network_finds_wrong_has_its_chinese_with_its_values() -> None:
    trees = [
        ast.parse(path.read_text("utf-8")) for path in sorted(Path(loc_network.__file__).parent.rglob("*.py"))
    ]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    raised = [
        node
        for node in nodes
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "NetworkError"
    ]
    assert len(raised) > 60
    for call in raised:
        for part in call.args:
            for text in texts(part):
                assert text in NETWORK, text
                assert names_in(text) <= {word.arg for word in call.keywords}, text
    spoken = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert set(NETWORK) - spoken == set()
    for english, chinese in NETWORK.items():
        assert names_in(chinese) == names_in(english), english
        assert HAN.search(chinese), english


def test_every_error_of_a_command_is_known_with_its_values() -> None:
    raised = set()
    for where, call in calls("terminal_error"):
        given = {word.arg for word in call.keywords}
        for code in texts(call.args[0]):
            raised.add(code)
            assert {name for pair in ERRORS[code] for name in names_in(pair[0])} == given, where
    forms = {f"schedule.{name}" for name in ("date", "day", "amount", "months", "rate")}
    variables = {"reconcile.identity", "reconcile.several_identities"}
    others = {
        code for code in ERRORS if code.startswith(("bench.", "floor.", "screen."))
    }  # of no command's own
    assert raised | forms | variables == set(ERRORS) - others
    for what, todo in ERRORS.values():
        assert names_in(what[0]) == names_in(what[1])
        assert names_in(todo[0]) == names_in(todo[1])


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "C", "LC_MESSAGES": "zh_TW"}, "zh"),
        ([], {"LANG": "zh_CN", "LC_ALL": ""}, "zh"),
        (["schedule", "--lang", "en"], {"LANG": "zh_CN"}, "en"),
        (["--lang=zh", "schedule"], {}, "zh"),
        (["--lang"], {"LANG": "zh_CN"}, "en"),
    ],
)
def test_the_language_is_the_chosen_one_or_the_locale_s(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert tongue.language_of(arguments, environment) == language


def test_a_chinese_word_is_padded_by_its_columns() -> None:
    assert tongue.padded("合计", 6) == "合计  "
    assert tongue.padded("合计", -6) == "  合计"
    assert tongue.padded("too long", 3) == "too long"
