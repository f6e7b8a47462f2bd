"""``loc-desktop evaluate``: Algorithm 3 on files, for a person, a program or a whole batch."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, BinaryIO

from loc_desktop import file_causes
from loc_desktop.cli import BUG
from loc_desktop.cli.jsonl import id_of, lines
from loc_desktop.cli.trace_text import plain, trace_json, trace_lines
from loc_desktop.errors import Trouble, UsageError
from loc_desktop.script.canonical import MAX_BYTES, Refused, ScriptError, TooDeepError, decode_lenient
from loc_desktop.script.evaluate import TYPE_ERROR, Trace, evaluate
from loc_desktop.texts.terminal.tongue import described, tr, trouble_said


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Three files, or ``--batch`` with one."""
    parser.add_argument("cc", metavar="CC.json", nargs="?", help=tr("the chaincode"))
    parser.add_argument("uc", metavar="UC.json", nargs="?", help=tr("the unlocking code"))
    parser.add_argument(
        "members", metavar="MEMBERS.json", nargs="?", help=tr('member records, or {"members": [...]}')
    )
    parser.add_argument(
        "--batch",
        metavar="FILE.jsonl",
        help=tr("evaluate every line, an object with id, cc, uc and members; - is standard input"),
    )
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))
    parser.epilog = described(
        "evaluate",
        "Exits with the return code: 0 success, 1 oracle check failed, 2 event check failed, 3 type error "
        "(also a file that cannot be read or is not JSON). With --batch: 0 once every line has its answer.",
    )


def run(args: argparse.Namespace) -> int:
    """The return code of the evaluation; for a batch 0, or 3 if the file cannot be read."""
    paths = [args.cc, args.uc, args.members]
    if args.batch is not None:
        if any(path is not None for path in paths):
            raise UsageError(tr("give either three files or --batch with one"))
        return _batch(args.batch, args.json)
    if any(path is None for path in paths):
        raise UsageError(tr("three files are needed: CC.json UC.json MEMBERS.json (or --batch FILE.jsonl)"))
    try:
        cc, uc, members = (_read(path) for path in paths)
    except _FileError as error:
        print(f"loc-desktop evaluate: {_unreadable(error.path, error.why)}", file=sys.stderr)
        trace = Trace(TYPE_ERROR, (), "shape", error.path, error.why)
        if args.json:
            _print_json(trace)
        return TYPE_ERROR
    trace = evaluate(cc, uc, members)
    if args.json:
        _print_json(trace)
    else:
        for line in trace_lines(trace):
            print(line)
    return trace.code


class _FileError(Exception):
    """A file that gives no JSON value."""

    def __init__(self, path: str, why: Trouble) -> None:
        self.path = path
        self.why = why
        super().__init__(path)


def _unreadable(path: str, why: Trouble) -> str:
    return tr("{file} cannot be read: {why}", file=plain(path), why=trouble_said(why))


def _read(path: str) -> object:
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        return decode_lenient(data)
    except (OSError, ValueError) as error:
        raise _FileError(path, file_causes.of_error(error)) from None
    except ScriptError as error:
        too_large = len(data) > MAX_BYTES
        raise _FileError(
            path, file_causes.cause("too_large", most=MAX_BYTES) if too_large else error.why
        ) from None


def _print_json(trace: Trace) -> None:
    print(json.dumps(trace_json(trace), indent=2))


# --- batch --------------------------------------------------------------------------------------------------


def _batch(path: str, as_json: bool) -> int:
    try:
        if path == "-":
            bugs = _answer_all(sys.stdin.buffer, as_json)
        else:
            with Path(path).open("rb") as file:
                bugs = _answer_all(file, as_json)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        print(f"loc-desktop evaluate: {_unreadable(path, file_causes.of_error(error))}", file=sys.stderr)
        return TYPE_ERROR
    return BUG if bugs else 0


def _answer_all(file: BinaryIO, as_json: bool) -> int:
    """Answer every line; how many met a bug of ours."""
    bugs = 0
    for number, data in enumerate(lines(file, MAX_BYTES), 1):
        try:
            id_, code, steps = answer(data)
        except Exception as error:
            # A fault of ours must not cost the answers to the lines that follow; it is no return code either.
            bugs += 1
            name = type(error).__name__
            what = tr("line {number}: a bug in the program: {name}", number=number, name=name)
            print(f"loc-desktop evaluate: {what}", file=sys.stderr)
            print(json.dumps({"line": number, "bug": name}) if as_json else what)
            continue
        if as_json:
            print(_line_json(id_, code, steps))
        else:
            shown = json.dumps(id_, default=_plain_value)
            print(tr("{id}: code {code}, {steps} steps", id=shown, code=code, steps=steps))
    return bugs


def answer(data: bytes | None) -> tuple[Any, int, int]:
    """(id, code, steps) for one line of a batch; None stands for a line that was too long. Never raises."""
    if data is None:
        return None, TYPE_ERROR, 0
    try:
        value = decode_lenient(data)
    except TooDeepError:
        return id_of(data, whole=True), TYPE_ERROR, 0
    except ScriptError:
        return None, TYPE_ERROR, 0
    fit = isinstance(value, dict)
    members: Any = value.value if isinstance(value, Refused) else value
    if not isinstance(members, dict):
        return None, TYPE_ERROR, 0
    id_ = members.get("id")
    if not fit or not members.keys() >= {"cc", "uc", "members"}:
        return id_, TYPE_ERROR, 0
    trace = evaluate(members["cc"], members["uc"], members["members"])
    return id_, trace.code, len(trace.steps)


def _line_json(id_: object, code: int, steps: int) -> str:
    try:
        return json.dumps({"id": id_, "code": code, "steps": steps}, default=_plain_value)
    except (RecursionError, ValueError):
        return json.dumps({"id": None, "code": code, "steps": steps})


def _plain_value(value: object) -> object:
    return value.value if isinstance(value, Refused) else None
