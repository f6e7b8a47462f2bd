"""Every known error that the program can raise has its sentences in both languages.

The errors are found in the source: a new one without sentences fails here, however its code is put together.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import loc_desktop
from loc_desktop.contract.flows import shipped
from loc_desktop.script.evaluate import REASONS as TRACE
from loc_desktop.texts import (
    errors_bank,
    errors_contract,
    errors_desk,
    errors_keys,
    errors_ledger,
    errors_money,
)
from loc_desktop.texts.catalogue import ERRORS, SENTENCES
from loc_desktop.texts.papers import PAPER_ERRORS
from loc_desktop.texts.terminal import errors as terminal

ROOT = Path(loc_desktop.__file__).parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CODE = re.compile(r"[a-z]+\.[a-z_]+")

# Programs without a window: their codes are put together, or stand for one command.
TERMINAL = ("cli/", "bench/")

# First words of codes that are also first words of event kinds or sentences: there only calls are looked at.
SHARED = (
    "loan",
    "account",
    "challenge",
    "claim",
    "subsidy",
    "event",
    "trace",
    "transfer",
    "schedule",
    "bank",
    "statement",
    "rules",
)

FILES = ("sqlite", "json", "cfg", "id")

TABLES: Mapping[str, frozenset[str]] = {
    "contract/errors.py: f'contract.{name}'": frozenset(),  # given by who calls: _contract
    "contract/errors.py: self.name": frozenset(),
    "contract/loans.py: error.code": frozenset(("contract.period", "contract.refunded")),
    "bank/books/errors.py: f'books.{name}'": frozenset(),  # given by who calls
    "texts/errors.py: code": frozenset(),  # given by who calls
    "cli/errors.py: code": frozenset(),
    "identity/errors.py: f'{kind}.too_{why}'": frozenset(  # of WeakPassphrase
        f"{kind}.too_{why}" for kind in ("pin", "passphrase") for why in ("short", "simple")
    ),
    "identity/errors.py: f'identity.certificate_{field}'": frozenset(
        ("identity.certificate_key", "identity.certificate_role"),
    ),
    "script/canonical.py: self.kind": frozenset(
        ("script.invalid", "script.canonical", "script.shape", "script.lock", "script.unlock"),
    ),
    # of the file of an office or of books
    "bank/database.py: f'{kind}.{name}'": frozenset(
        f"{kind}.{name}" for kind in ("office", "books") for name in ("disk", "newer", "unreadable")
    ),
    # handed on from another error
    "ledger/api.py: code": frozenset(),
    "ledger/embedded/ledger.py: error.code": frozenset(),
    "ledger/embedded/envelope.py: error.code": frozenset(),
    "ledger/fabric/gateway.py: said.code": frozenset(),
    "ledger/fabric/gateway.py: refusal.code": frozenset(),
}
"""Where a code is put together at run time: which codes that can be."""


MAKERS = ("desk_error", "refused", "invalid", "of_words")
"""What makes errors of the tables."""


@cache
def _trees() -> Mapping[str, ast.Module]:
    files = sorted(ROOT.rglob("*.py"))
    by_path = {file.relative_to(ROOT).as_posix(): file for file in files}
    return {name: ast.parse(file.read_text("utf-8")) for name, file in by_path.items()}


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


@cache
def _errors() -> Mapping[str, ast.ClassDef]:
    """KnownError and everything derived from it."""
    classes = [
        node for tree in _trees().values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    ]
    known: dict[str, ast.ClassDef] = {node.name: node for node in classes if node.name == "KnownError"}
    while True:
        more = {
            node.name: node
            for node in classes
            if node.name not in known and any(_name(base) in known for base in node.bases)
        }
        if not more:
            return known
        known |= more


def _own_init(name: str) -> bool:
    """Whether a class puts its code together itself (or a base between it and KnownError does)."""
    error = _errors()[name]
    if name == "KnownError":
        return False
    if any(isinstance(part, ast.FunctionDef) and part.name == "__init__" for part in error.body):
        return True
    return any(_own_init(_name(base)) for base in error.bases if _name(base) in _errors())


def _first(call: ast.Call) -> ast.expr | None:
    if call.args:
        return call.args[0]
    return next((word.value for word in call.keywords if word.arg == "code"), None)


def _code_calls(tree: ast.Module) -> Iterator[ast.Call]:
    """Calls whose first argument is a code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name in _errors() and node.name != "KnownError":
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__":
                    yield call
        if isinstance(node, ast.Call) and _name(node.func) in _errors() and not _own_init(_name(node.func)):
            yield node
        if isinstance(node, ast.Call) and _name(node.func) in (
            "desk_error",
            "refused",
            "invalid",
            "of_words",
        ):
            yield node


def _raised() -> Iterator[tuple[str, str]]:
    """(code, where), and fails on a code that is made in a way that nobody has accounted for."""
    unknown = []
    for file, tree in _trees().items():
        if file.startswith(TERMINAL) or file == "errors.py":
            continue
        for call in _code_calls(tree):
            code = _first(call)
            options = [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]
            for option in options:
                where = f"{file}:{call.lineno}"
                if isinstance(option, ast.Constant) and isinstance(option.value, str):
                    made = _name(call.func)
                    if CODE.fullmatch(option.value) or option.value == "bug":
                        yield option.value, where
                    elif made == "refused" and file.startswith("bank/"):
                        yield f"books.{option.value}", where
                    elif made != "refused" and made not in ("ContractError",):
                        unknown.append(f"{where}: {option.value!r} is no code")
                elif option is not None and (_name(call.func) in _errors() or _name(call.func) == "__init__"):
                    key = f"{file}: {ast.unparse(option)}"
                    if key not in TABLES:
                        unknown.append(f"{where}: where do its codes come from? {key}")
    assert unknown == []
    for where, codes in TABLES.items():
        for made_code in codes:
            yield made_code, where
    yield from _contract()


def _contract() -> Iterator[tuple[str, str]]:
    """What the contract refuses: the names that are given to its two errors, in whatever way."""
    for file, tree in _trees().items():
        if not file.startswith(("contract/", "loan/")):
            continue
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and _name(call.func) in (
                "ContractError",
                "ExecutionError",
            ):
                names = [str(node.value) for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)]
                yield from ((f"contract.{name}", f"{file}:{call.lineno}") for name in names)


def _written() -> Iterator[tuple[str, str]]:
    """Codes that stand in the source as text, wherever: in tables of tuples, for example."""
    raised = list(_raised())
    firsts = {code.partition(".")[0] for code, _ in raised} - set(SHARED)
    for file, tree in _trees().items():
        if file.startswith((*TERMINAL, "ui/")) or file.startswith("texts/"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                first, _, rest = node.value.partition(".")
                if node.value in shipped():
                    continue  # the kind of a business flow
                if first in firsts and rest not in FILES and not rest.endswith("_"):
                    yield node.value, f"{file}:{node.lineno}"


def test_every_error_that_can_be_raised_has_its_sentences() -> None:
    raised = list(_raised())
    assert len({code for code, _ in raised}) > 190
    assert {(code, where) for code, where in raised if code not in ERRORS} == set()


def test_every_code_in_the_source_has_its_sentences() -> None:
    assert {(code, where) for code, where in _written() if code not in ERRORS} == set()


def _in_the_terminal() -> set[str]:
    """The codes of the terminal's own errors that its commands name."""
    nodes = [node for file, tree in _trees().items() if file.startswith(TERMINAL) for node in ast.walk(tree)]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    # ``schedule.`` and a field's name: the code is put together.
    families = tuple(text for text in texts if re.fullmatch(r"[a-z]+\.", text))
    return {code for code in ERRORS if "." in code and (code in texts or code.startswith(families))}


def test_every_sentence_of_an_error_is_said_by_something() -> None:
    made = {code for code, _ in _raised()} | {code for code, _ in _written()} | _in_the_terminal()
    assert set(ERRORS) - made == set()


def test_no_error_stands_in_two_tables() -> None:
    tables = (errors_bank, errors_contract, errors_desk, errors_keys, errors_ledger, errors_money, terminal)
    assert sum(len(table.ERRORS) for table in tables) + len(PAPER_ERRORS) == len(ERRORS)


def test_an_error_has_the_same_values_in_both_languages() -> None:
    names = re.compile(r"\{([a-z_]+)")
    for code, pairs in ERRORS.items():
        for chinese, english in pairs:
            assert set(names.findall(chinese)) == set(names.findall(english)), code
            assert CHINESE.search(chinese), code
            assert not CHINESE.search(english), code


def test_why_an_evaluation_failed_is_a_sentence() -> None:
    assert {f"trace.{reason}" for reason in TRACE} <= set(SENTENCES)
