"""``loc-desktop loan replay``: loans played through, a line of a file each."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, BinaryIO, Final

from loc_desktop import file_causes
from loc_desktop.cli import BUG
from loc_desktop.cli.errors import terminal_error
from loc_desktop.cli.jsonl import id_of, lines
from loc_desktop.errors import Trouble
from loc_desktop.loan import calendar, lending
from loc_desktop.loan.causes import cause
from loc_desktop.loan.money import yuan_text
from loc_desktop.loan.replay import FieldError, answer
from loc_desktop.script.causes import cause as not_of_script
from loc_desktop.script.causes import shown
from loc_desktop.texts.terminal.tongue import described, tr, trouble_said
from loc_desktop.texts.words import say_trouble

MAX_BYTES: Final = 8 << 20
_MOST_DIGITS: Final = 18
_MARK: Final = b"\xef\xbb\xbf"


class _TwiceError(ValueError):
    """An object with a member twice."""

    def __init__(self, why: Trouble) -> None:
        self.why = why
        super().__init__(str(why))


class _Wrong:
    """A number that no field takes: with a point, or of more digits than any amount."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--batch`` with a file."""
    parser.add_argument(
        "--batch",
        metavar="FILE.jsonl",
        required=True,
        help=tr('a loan a line: {"id", "loan": {...}, "events": [...], "ask": [days]}; - is standard input'),
    )
    parser.add_argument(
        "--json", action="store_true", help=tr("print a line of JSON for each, amounts in fen")
    )
    parser.epilog = described(
        "loan replay",
        "A loan has amount_fen, months, rate (percent, text) and paid_out; method, day_count, payment_day, "
        "prepayment, grace_days, penalty_factor and holidays have defaults (annuity, 30/360, the payout's "
        "day, reduce_months, 0, 150, none). An event has on and kind: pay (amount_fen, or due: true and "
        "more_fen), prepay (principal_fen), settle, reschedule (months, rate), writeoff (reason, "
        "amount_fen). Blank lines are skipped. Exits 0 once every other line has its answer, 1 if the file "
        "cannot be read.",
    )


def run(args: argparse.Namespace) -> int:
    """0 once every line has its answer, 70 if one met a bug. Raises TerminalError for a file not readable."""
    try:
        if args.batch == "-":
            bugs = _answer_all(sys.stdin.buffer, args.json, True)
        else:
            with Path(args.batch).open("rb") as file:
                bugs = _answer_all(file, args.json, False)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise terminal_error("replay.file", file=args.batch, why=file_causes.of_error(error)) from None
    return BUG if bugs else 0


def _answer_all(file: BinaryIO, as_json: bool, flush: bool) -> int:
    """Answer every line that is not blank; how many met a bug of ours."""
    bugs = 0
    for number, data in enumerate(lines(file, MAX_BYTES), 1):
        if data is not None and not data.removeprefix(_MARK).strip():
            continue
        answer = _answer(data, number)
        bugs += answer.get("error") == "bug"
        text = json.dumps(answer, ensure_ascii=False, default=_plain) if as_json else _as_text(answer, number)
        print(text, flush=flush)
    return bugs


def _answer(data: bytes | None, number: int) -> dict[str, Any]:
    if data is None:
        return _error(None, "too_long", file_causes.cause("too_large", most=MAX_BYTES))
    if number == 1:
        data = data.removeprefix(_MARK)
    try:
        line = json.loads(
            data.decode("utf-8"), parse_int=_integer, parse_float=lambda _: _Wrong(),
            parse_constant=lambda _: _Wrong(), object_pairs_hook=_members,
        )  # fmt: skip
    except (ValueError, RecursionError) as error:
        why = error.why if isinstance(error, _TwiceError) else file_causes.of_error(error)
        return _error(id_of(data, whole=False), "not_json", why)
    if not isinstance(line, dict):
        return _error(None, "not_json", cause("object"))
    id_ = line.get("id")
    if isinstance(id_, (_Wrong, dict, list)):
        id_ = None
    try:
        return {"id": id_, **answer(line, lending.shipped(), calendar.shipped())}
    except FieldError as error:
        return _error(id_, "field", error.why, error.field)
    except Exception as error:
        # A fault of ours must not cost the answers to the lines that follow; it is told, not hidden.
        what = tr("line {number}: a bug in the program: {name}", number=number, name=type(error).__name__)
        print(f"loc-desktop loan replay: {what}", file=sys.stderr)
        return _error(id_, "bug", Trouble("bug", {"name": type(error).__name__}))


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; which of two amounts counts is nobody's guess. Raises _TwiceError for a member twice."""
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in members if names.count(name) > 1)
        raise _TwiceError(not_of_script("twice", name=shown(twice)))
    return members


def _integer(text: str) -> int | _Wrong:
    # Looked at before int(): thousands of digits are refused by Python itself, or take long.
    return int(text) if len(text) <= _MOST_DIGITS else _Wrong()


_WRONG: Final = {
    "not_json": "{which} is not a loan as a JSON object: {why}.",
    "field": "{which} cannot be played through: {field}: {why}.",
    "too_long": "{which} is too long: {why}.",
    "bug": "{which} met a bug in the program ({why}); please report it.",
}
"""What is told of a line that has no answer, by its error's code."""


def _plain(why: Trouble) -> str:
    """A cause in the JSON: in English; of a fault of the program, its name."""
    return str(why.params["name"]) if why.code == "bug" else say_trouble(why)


def _error(id_: Any, code: str, why: Trouble, field: str = "") -> dict[str, Any]:
    shown = {"id": id_, "error": code, "why": why}
    return {**shown, "field": field} if field else shown


def _as_text(answer: dict[str, Any], number: int) -> str:
    if "error" in answer:
        which = tr("line {number}", number=number)
        if answer["id"] is not None:
            which = tr("line {number} ({id})", number=number, id=answer["id"])
        why = answer["why"]
        said = str(why.params["name"]) if answer["error"] == "bug" else trouble_said(why)
        values = {"which": which, "why": said, **({"field": answer["field"]} if "field" in answer else {})}
        return tr(_WRONG[answer["error"]], **values)
    taken = sum(event["taken"] for event in answer["events"])
    last = answer["positions"][-1] if answer["positions"] else None
    text = tr(
        "{id}: {taken} of {all} events taken, interest paid {interest}, {open} payments open",
        id=answer["id"],
        taken=taken,
        all=len(answer["events"]),
        interest=yuan_text(answer["interest_paid_fen"], ","),
        open=len(answer["open"]),
    )
    if last is not None:
        due = last["due_principal_fen"] + last["due_interest_fen"] + last["penalty_fen"]
        text += tr(
            "; on {day} outstanding {outstanding}, due {due}, {days} days past due, {tier}",
            day=last["on"],
            outstanding=yuan_text(last["outstanding_fen"], ","),
            due=yuan_text(due, ","),
            days=last["days_past_due"],
            tier=tr(last["class"]),
        )
    return text
