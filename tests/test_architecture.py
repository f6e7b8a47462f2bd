"""What ARCHITECTURE.md says of the code is there: each file, and each name of its walk."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
TEXT: Final = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
FILE: Final = re.compile(r"`((?:[a-z_]+/)+[a-z_0-9]+\.py)`(?: `([A-Za-z_.]+)`)?(?: → `([A-Z][A-Za-z.]+)`)?")


def _start(text: str) -> Path:
    return ROOT if text.startswith(("tests/", "network/")) else ROOT / "loc_desktop"


def _defined(file: Path) -> set[str]:
    """The names of a file's functions, classes, and methods as ``Class.method``."""
    names = set()
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{part.name}" for part in node.body if isinstance(part, ast.FunctionDef)}
    return names


NAMED: Final = sorted({(file, name) for file, *names in FILE.findall(TEXT) for name in names if name})


def test_the_walk_is_long_enough_to_be_one() -> None:
    """From the form to the block and back: were the pattern or the text changed, nothing would be checked."""
    files = {file for file, _ in NAMED}
    assert len(NAMED) > 25
    assert {"ui/application/form_view.py", "contract/lifecycle.py", "ui/viewer/trace_view.py"} <= files


@pytest.mark.parametrize("file", sorted({file for file, *_ in FILE.findall(TEXT)}))
def test_a_file_that_is_named_is_there(file: str) -> None:
    assert (_start(file) / file).is_file()


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_hop_of_the_walk_is_there(file: str, name: str) -> None:
    assert name in _defined(_start(file) / file)


THREATS: Final = (ROOT / "docs" / "threat-model.md").read_text("utf-8")
SHOWN: Final = sorted(set(re.findall(r"`(tests/[a-z_/]+\.py)::(test_[a-z0-9_]+)`", THREATS)))


MARKED: Final = dict(re.findall(r"`(tests/[a-z_/]+\.py::test_[a-z0-9_]+)`( S)?", THREATS))


def test_the_threat_model_names_tests() -> None:
    assert len(SHOWN) > 20


@pytest.mark.parametrize(("file", "test"), SHOWN)
def test_a_test_that_the_threat_model_names_is_there(file: str, test: str) -> None:
    assert test in _defined(ROOT / file)


@pytest.mark.parametrize("name", [name for name in MARKED if name.startswith("tests/scenarios/")])
def test_what_the_threat_model_marks_with_s_runs_on_both_ledgers(name: str) -> None:
    file, _, test = name.partition("::")
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    (found,) = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == test]
    both = {"scene", "houses"} & {argument.arg for argument in found.args.args}
    assert bool(MARKED[name]) == bool(both), "S says that a test has the scene of both ledgers"


def test_no_other_test_is_marked_with_s() -> None:
    assert [name for name, mark in MARKED.items() if mark and not name.startswith("tests/scenarios/")] == []
