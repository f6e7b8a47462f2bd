"""Imports stand at the top of a file; inside a function only what a start would otherwise wait for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]

HEAVY: Final = {
    "alembic", "argon2", "Crypto", "cryptography", "filelock", "grpc", "hfc", "importlib", "joserfc",
    "keyring", "loc_network", "openpyxl", "platformdirs", "psutil", "pypdfium2", "pypinyin",
    "PySide6", "fontTools", "requests", "secretstorage", "sqlalchemy", "sqlcipher3",
    "tenacity", "uvloop", "watchfiles", "yaml",
}  # fmt: skip
"""What takes a start's time, or is not installed everywhere."""

MANY: Final = 5
"""As many modules of our own take time, too."""

OTHER_LEDGER: Final = "loc_desktop.ledger.fabric"
"""What only a member of a network needs."""

WHEN_FIRST_SHOWN: Final = "loc_desktop.ui"
"""Views and dialogs."""

WHEN_FIRST_ASKED: Final = {
    "loc_desktop.desk.desk": ("loc_desktop.desk.",),
    "loc_desktop.desk.workplace": ("loc_desktop.desk.", "loc_desktop.app."),
}
"""Files that load the parts of these packages one by one: a role does not wait for what others do."""


@cache
def _modules() -> dict[str, Path]:
    modules = {}
    for file in sorted((ROOT / "loc_desktop").rglob("*.py")):
        parts = file.relative_to(ROOT).with_suffix("").parts
        modules[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return modules


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def _imports(node: ast.AST, inside: bool = False) -> Iterator[tuple[bool, int, str]]:
    """(in a function, line, module) of every import that is executed."""
    for child in ast.iter_child_nodes(node):
        if _is_for_types(child):
            continue
        if isinstance(child, ast.Import):
            yield from ((inside, child.lineno, alias.name) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            for alias in child.names:
                full = f"{child.module}.{alias.name}"
                yield inside, child.lineno, full if full in _modules() else child.module or ""
        else:
            yield from _imports(child, inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))


@cache
def _of_file(module: str) -> tuple[tuple[bool, int, str], ...]:
    return tuple(_imports(ast.parse(_modules()[module].read_text("utf-8"))))


@cache
def _loaded(module: str) -> frozenset[str]:
    """All modules that importing ``module`` loads, itself included, as far as ours go; of others the name
    that is imported."""
    reached, waiting = set(), [module]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        if name in _modules():
            waiting += [other for inside, _, other in _of_file(name) if not inside]
        if "." in name:
            waiting.append(name.rpartition(".")[0])
    return frozenset(reached)


def _may_wait(file: str, module: str) -> bool:
    """Whether ``file`` may import ``module`` in a function."""
    if module.partition(".")[0] in HEAVY or module.startswith(f"{OTHER_LEDGER}."):
        return True
    own, other = _loaded(file), _loaded(module)
    if module in own:
        return False
    more = other - own
    if {name.partition(".")[0] for name in more} & HEAVY or len(more) >= MANY:
        return True
    if f"{file}.".startswith(f"{WHEN_FIRST_SHOWN}.") and module.startswith(f"{WHEN_FIRST_SHOWN}."):
        return True
    return module.startswith(WHEN_FIRST_ASKED.get(file, ()))


def test_what_is_imported_in_a_function_is_what_a_start_would_wait_for() -> None:
    early = [
        f"{file}:{line} {module}"
        for file in _modules()
        for inside, line, module in _of_file(file)
        if inside and not _may_wait(file, module)
    ]
    assert early == []


NOT_THE_DESKS: Final = {"grpc", "hfc", "PySide6", "sqlalchemy", "sqlcipher3", "sqlite3"}
"""What the desk reaches only when it is asked for, through the rooms below."""


@pytest.mark.parametrize("room", ["desk", "app", "texts"])
def test_a_room_loads_no_database_no_window_no_network(room: str) -> None:
    """Nor through what it imports; import-linter sees the room's own imports only."""
    inside = [name for name in _modules() if f"{name}.".startswith(f"loc_desktop.{room}.")]
    assert inside
    loaded = {name: {part.partition(".")[0] for part in _loaded(name)} & NOT_THE_DESKS for name in inside}
    assert {name: far for name, far in loaded.items() if far} == {}
    assert "sqlite3" in _loaded("loc_desktop.ledger.outbox")


def test_an_import_that_could_stand_at_the_top_is_seen() -> None:
    assert not _may_wait("loc_desktop.desk.granting.case", "loc_desktop.identity.errors")  # is loaded anyway
    assert not _may_wait("loc_desktop.demo.sample", "loc_desktop.desk.signing.signers")  # is loaded anyway
    assert _may_wait("loc_desktop.app.bank_books", "loc_desktop.bank.books.books")  # SQLAlchemy
