"""``loc-desktop schedule``: a repayment schedule for a person, a program, or the instalments of a whole
file.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, BinaryIO, Final

from loc_desktop import file_causes
from loc_desktop.cli.errors import TerminalError, terminal_error, without_money
from loc_desktop.clock import now
from loc_desktop.errors import UsageError
from loc_desktop.loan.calendar import civil_day, parse_day, shipped
from loc_desktop.loan.money import AmountError, parse_yuan, yuan_text
from loc_desktop.loan.products import DAY_COUNTS, METHODS
from loc_desktop.loan.schedule import Line, Plan, PlanError, instalment, schedule
from loc_desktop.script.causes import shown
from loc_desktop.texts.terminal.tongue import padded, tr

# A rate with more digits than this is a mistake, and would only make the whole numbers long.
_RATE: Final = re.compile(r"\d{1,4}(\.\d{1,8})?\Z", re.ASCII)
_MONTHS: Final = re.compile(r"\d{1,3}\Z", re.ASCII)
_COLUMNS: Final = ("id", "amount", "months", "rate_percent")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One loan by options, or ``--batch`` with a CSV file."""
    parser.add_argument(
        "--amount", metavar="YUAN", help=tr("the loan in yuan, for example 50000 or 50000.50")
    )
    parser.add_argument("--months", metavar="N", help=tr("the term, 1 to 600"))
    parser.add_argument(
        "--rate", metavar="PERCENT", help=tr("nominal rate a year in percent, for example 4.35")
    )
    parser.add_argument(
        "--method", choices=METHODS, default="annuity", help=tr("how it is repaid (default: annuity)")
    )
    parser.add_argument(
        "--day-count",
        choices=DAY_COUNTS,
        default="30/360",
        help=tr("how interest days count (default: 30/360)"),
    )
    parser.add_argument("--start", metavar="DATE", help=tr("day of payout, such as 2026-01-31 (today)"))
    parser.add_argument(
        "--payment-day", metavar="DAY", help=tr("day of the month, 31 for its last (default: the payout's)")
    )
    parser.add_argument(
        "--holidays",
        choices=("none", "next", "previous"),
        default="none",
        help=tr("to which business day a payment on a holiday moves (default: none)"),
    )
    parser.add_argument(
        "--batch",
        metavar="FILE.csv",
        help=tr(
            "columns id, amount (yuan), months, rate_percent; prints id,installment; - is standard input"
        ),
    )
    parser.add_argument("--json", action="store_true", help=tr("print JSON, amounts in fen"))
    parser.epilog = tr("Exits 0; 1 if a value or a line of the file is wrong, saying which.")


def run(args: argparse.Namespace) -> int:
    """0, or 1 with the lines of a batch that are wrong on stderr. Raises TerminalError, UsageError."""
    if args.batch is not None:
        if args.amount or args.months or args.rate or args.json:
            raise UsageError(tr("give either one loan (--amount, --months, --rate) or --batch"))
        return _batch(args.batch)
    if not (args.amount and args.months and args.rate):
        raise UsageError(tr("--amount, --months and --rate are needed (or --batch FILE.csv)"))
    plan = _plan(args)
    lines = schedule(plan)
    if args.json:
        print(json.dumps(_as_json(args, plan, lines), ensure_ascii=False, indent=2))
    else:
        for text in _as_table(plan, lines):
            print(text)
    return 0


def _plan(args: argparse.Namespace) -> Plan:
    amount, months, rate = (
        _amount(args.amount, "--amount"),
        _months(args.months, "--months"),
        _rate(args.rate),
    )
    try:
        start = parse_day(args.start) if args.start else civil_day(now())
    except ValueError:
        raise _wrong("--start", args.start, "date") from None
    day = 0
    if args.payment_day is not None:
        if not _MONTHS.match(args.payment_day) or not 1 <= int(args.payment_day) <= 31:
            raise _wrong("--payment-day", args.payment_day, "day")
        day = int(args.payment_day)
    try:
        return Plan(amount, months, rate, start, args.method, args.day_count, day, args.holidays, shipped())
    except PlanError as error:
        raise terminal_error("schedule.plan", why=error.why) from None


def _amount(text: str, where: str) -> int:
    try:
        fen = parse_yuan(text)
    except AmountError:
        fen = 0
    if not fen:
        raise _wrong(where, text, "amount")
    return fen


def _months(text: str, where: str) -> int:
    if not _MONTHS.match(text.strip()) or not 1 <= int(text) <= 600:
        raise _wrong(where, text, "months")
    return int(text)


def _rate(text: str, where: str = "--rate") -> Fraction:
    plain = text.strip().removesuffix("%").strip()
    if not _RATE.match(plain) or Fraction(plain) > 1000:
        raise _wrong(where, text, "rate")
    return Fraction(plain) / 100


def _wrong(where: str, text: str, wanted: str) -> TerminalError:
    return terminal_error(f"schedule.{wanted}", where=where, text=shown(text))


def _as_json(args: argparse.Namespace, plan: Plan, lines: tuple[Line, ...]) -> dict[str, Any]:
    rows = [
        {
            "number": line.number,
            "due": line.due.isoformat(),
            "principal": line.principal,
            "interest": line.interest,
            "days": line.days,
            "payment": line.payment,
            "balance": line.balance,
        }
        for line in lines
    ]
    interest = sum(line.interest for line in lines)
    return {
        "amount": plan.amount,
        "months": plan.months,
        "rate_percent": args.rate.strip().removesuffix("%").strip(),
        "method": plan.method,
        "day_count": plan.day_count,
        "start": plan.start.isoformat(),
        "unit": "fen",
        "installment": lines[0].payment,
        "total_interest": interest,
        "total": plan.amount + interest,
        "lines": rows,
    }


def _as_table(plan: Plan, lines: tuple[Line, ...]) -> Iterator[str]:
    head = (tr(word) for word in ("no.", "due", "days", "principal", "interest", "payment", "balance"))
    widths = (-4, 10, -5, -15, -13, -15, -15)
    yield "  ".join(padded(word, width) for word, width in zip(head, widths, strict=True))
    for line in lines:
        amounts = (line.principal, line.interest, line.payment, line.balance)
        principal, interest, payment, balance = (yuan_text(fen, ",") for fen in amounts)
        head_of_line = f"{line.number:>4}  {line.due}  {line.days:>5}"
        yield f"{head_of_line}  {principal:>15}  {interest:>13}  {payment:>15}  {balance:>15}"
    interest_sum = sum(line.interest for line in lines)
    total = yuan_text(plan.amount + interest_sum, ",")
    amount, charged = yuan_text(plan.amount, ","), yuan_text(interest_sum, ",")
    yield f"{padded(tr('sum'), -4)}  {'':10}  {'':5}  {amount:>15}  {charged:>13}  {total:>15}"


# --- a whole file -------------------------------------------------------------------------------------------


def _batch(path: str) -> int:
    """Write the instalment of every line; a wrong line is named on stderr and left out."""
    if path == "-":
        return _instalments(sys.stdin.buffer, path)
    try:
        file = open(path, "rb")  # noqa: PTH123, SIM115 - a text that is no path must give a sentence, too
    except (OSError, ValueError) as error:
        raise terminal_error("schedule.file", file=path, why=file_causes.of_error(error)) from None
    with file:
        return _instalments(file, path)


def _instalments(file: BinaryIO, path: str) -> int:
    reader = csv.DictReader(io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline=""))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    wrong = 0
    try:
        missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            names, all_names = ", ".join(missing), ", ".join(_COLUMNS)
            raise terminal_error("schedule.columns", file=path, missing=names, columns=all_names)
        writer.writerow(("id", "installment"))
        for row in reader:
            try:
                amount = _amount(row["amount"] or "", "amount")
                months = _months(row["months"] or "", "months")
                payment = instalment(amount, months, _rate(row["rate_percent"] or "", "rate_percent"))
            except TerminalError as error:
                wrong += 1
                line = tr("line {number}", number=reader.line_num)
                print(f"loc-desktop schedule: {line}{tr(': ')}{without_money(error)}", file=sys.stderr)
                continue
            writer.writerow((row["id"], yuan_text(payment)))
    except csv.Error:
        raise terminal_error("schedule.csv", file=path, line=reader.line_num) from None
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise terminal_error("schedule.file", file=path, why=file_causes.of_error(error)) from None
    return 1 if wrong else 0
