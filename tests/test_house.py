"""Rules of the house that import-linter does not know: circles, sizes of folders, names, mirrored tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PACKAGES: Final = (ROOT / "loc_desktop", ROOT / "network" / "loc_network")
MOST_FILES: Final = 20
"""Python files in one folder, without its ``__init__``."""


def _modules() -> dict[str, Path]:
    """Every module of the program: its name and its file."""
    modules = {}
    for package in PACKAGES:
        for file in sorted(package.rglob("*.py")):
            parts = file.relative_to(package.parent).with_suffix("").parts
            modules[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return modules


def _imports(name: str, source: str, package: bool, known: Mapping[str, object]) -> set[str]:
    """The modules of ``known`` that a module imports: also in its functions, also for types only."""
    here = name if package else name.rpartition(".")[0]
    imported = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = node.module or ""
            if node.level:
                above = here.split(".")[: len(here.split(".")) - node.level + 1]
                start = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                full = f"{start}.{alias.name}"
                imported.add(full if full in known else start)
    return {module for module in imported if module in known and module != name}


def _circles(graph: Mapping[str, set[str]]) -> Iterator[set[str]]:
    """Groups of modules that reach each other: Tarjan's strongly connected components of two and more."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []

    def visit(node: str) -> Iterator[set[str]]:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(graph[node]):
            if other not in index:
                yield from visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            circle = set(stack[stack.index(node) :])
            del stack[stack.index(node) :]
            if len(circle) > 1:
                yield circle

    for node in graph:
        if node not in index:
            yield from visit(node)


def _import_graph() -> dict[str, set[str]]:
    modules = _modules()
    return {
        name: _imports(name, file.read_text("utf-8"), file.name == "__init__.py", modules)
        for name, file in modules.items()
    }


def test_no_files_import_each_other_in_a_circle() -> None:
    """Nor longer ones: who reads one of two such files has to read both."""
    assert [sorted(circle) for circle in _circles(_import_graph())] == []


@pytest.mark.parametrize(
    ("sources", "circles"),
    [
        ({"a": "import b", "b": "x = 1"}, []),
        ({"a": "import b", "b": "def f():\n    from a import x"}, [{"a", "b"}]),
        (
            {"a": "from b import x", "b": "if TYPE_CHECKING:\n    import c", "c": "import a"},
            [{"a", "b", "c"}],
        ),
        ({"p": "from . import q", "p.q": "from p import x"}, [{"p", "p.q"}]),
        ({"p": "", "p.q": "from . import r", "p.r": "from .q import x"}, [{"p.q", "p.r"}]),
    ],
)
def test_a_circle_is_found(sources: dict[str, str], circles: list[set[str]]) -> None:
    graph = {name: _imports(name, text, name == "p", sources) for name, text in sources.items()}
    assert list(_circles(graph)) == circles


FOLDERS_THAT_NEED_EACH_OTHER: Final = [{"loc_desktop.contract.flow_rules", "loc_desktop.contract.views"}]
"""Why: ARCHITECTURE.md, *Rooms*."""


def test_no_folders_of_a_room_need_each_other() -> None:
    """Folders that lie side by side. What lies in the room itself (``contract/errors.py``,
    ``contract/dispatch.py``) is below some of its folders and above others."""
    modules = _modules()
    folders = {name for name, file in modules.items() if file.name == "__init__.py"}
    graph: dict[str, set[str]] = {folder: set() for folder in folders}
    for module, imported in _import_graph().items():
        home = module if module in folders else module.rpartition(".")[0]
        for other in imported:
            away = other if other in folders else other.rpartition(".")[0]
            if home != away and home.rpartition(".")[0] == away.rpartition(".")[0] != "loc_desktop":
                graph[home].add(away)
    assert list(_circles(graph)) == FOLDERS_THAT_NEED_EACH_OTHER


def test_no_folder_of_code_is_too_full_to_read() -> None:
    crowded = {}
    for package in (*PACKAGES, ROOT / "tests"):
        for folder in (package, *(path for path in package.rglob("*") if path.is_dir())):
            files = [file for file in folder.glob("*.py") if file.name != "__init__.py"]
            if len(files) > MOST_FILES:
                crowded[str(folder.relative_to(ROOT))] = len(files)
    assert crowded == {}


def test_a_class_name_means_one_thing() -> None:
    """Also private ones (``_Name``) and those in functions."""
    places: dict[str, list[str]] = {}
    for name, file in _modules().items():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(name)
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


CROSSWISE: Final = {"faults", "fuzz", "network", "scenarios"}
"""Tests that are not of one room: ``network`` is the launcher's, beside them."""


def test_every_room_has_its_tests() -> None:
    """Below a room the tests follow its folders for desk and ui only."""
    rooms = {folder.name for folder in (ROOT / "loc_desktop").iterdir() if list(folder.glob("*.py"))}
    tested = {folder.name for folder in (ROOT / "tests").iterdir() if list(folder.rglob("test_*.py"))}
    assert tested == rooms | CROSSWISE


@pytest.mark.parametrize("side", ["desk", "ui"])
def test_the_tests_mirror_the_rooms(side: str) -> None:
    """A folder of tests has the name of a room: whoever looks for a room's tests finds them."""
    rooms = {folder.name for folder in (ROOT / "loc_desktop" / side).iterdir() if folder.is_dir()}
    tested = {folder.name for folder in (ROOT / "tests" / side).iterdir() if list(folder.glob("test_*.py"))}
    assert tested == rooms - {"__pycache__"}


REFERENCE: Final = re.compile(r":[a-z]+:`~?((?:loc_desktop|loc_network|)\.[A-Za-z_.]+)`")


def _defined(file: Path) -> set[str]:
    """What a module defines: its names, and ``Class.member``."""
    names = set()
    for node in ast.parse(file.read_text("utf-8")).body:
        match node:
            case ast.ClassDef():
                names.add(node.name)
                names |= {
                    f"{node.name}.{part.name}" for part in node.body if isinstance(part, ast.FunctionDef)
                }
            case ast.FunctionDef():
                names.add(node.name)
            case ast.Assign():
                names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(name)):
                names.add(name)
    return names


def test_what_a_docstring_refers_to_is_there() -> None:
    modules = _modules()
    references, stale = 0, []
    for module, file in modules.items():
        for reference in REFERENCE.findall(file.read_text("utf-8")):
            references += 1
            package = module if file.name == "__init__.py" else module.rpartition(".")[0]
            full = package + reference if reference.startswith(".") else reference
            home = full
            while home not in modules:
                home = home.rpartition(".")[0]
            if home != full and full.removeprefix(f"{home}.") not in _defined(modules[home]):
                stale.append(f"{module}: {reference}")
    assert references > 50
    assert stale == []


# --- every module has a test that names it ------------------------------------------------------------------

RUN_WHOLE: Final = ("loc_desktop.cli.", "loc_desktop.bench.", "loc_desktop.demo.", "migrations", "__main__")
"""Commands, measurements, stories and migrations are run as a whole, by what runs them."""

REACHED_THROUGH: Final = ROOT / "tests" / "reached_through.txt"
"""Modules that no test of their room names, with the reason: what they are reached through."""


def _acts(file: Path) -> bool:
    """Whether a module does something: what only holds values, tables and types is tested by its readers."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            body = [part for part in node.body if not isinstance(part, ast.Expr)]
            if body:
                return True
    return False


def _tested(modules: Mapping[str, Path]) -> set[str]:
    """The modules that a test names: one of their own room, or one that goes across the rooms."""
    named = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        room = file.relative_to(ROOT / "tests").parts[0]
        for module in _imports("tests.any", file.read_text("utf-8"), False, modules):
            package, _, rest = module.partition(".")
            own = "network" if package == "loc_network" else rest.partition(".")[0]
            if own == room or room in CROSSWISE or "." not in rest:
                named.add(module)
    return named


def test_every_module_is_named_by_a_test_of_its_room() -> None:
    """Who changes a module finds its test by its name. What is in ``REACHED_THROUGH`` only becomes less."""
    modules = _modules()
    acting = {module for module, file in modules.items() if _acts(file)}
    whole = {module for module in acting if any(part in module for part in RUN_WHOLE)}
    lines = REACHED_THROUGH.read_text("utf-8").splitlines()
    reached = {line for line in lines if line and not line.startswith("#")}
    untested = acting - whole - _tested(modules)
    assert untested - reached == set(), "without a test that names them"
    assert reached - untested == set(), "now named by a test, gone, or without anything to do"
