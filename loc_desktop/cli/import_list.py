"""``loc-desktop import``: a list of applicants, checked row by row; applied for after a confirmation."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loc_desktop.cli.asides import tell_asides
from loc_desktop.clock import now
from loc_desktop.desk.application.list_reader import read_file
from loc_desktop.desk.values.field_checks import read_yuan
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError, UsageError
from loc_desktop.loan.calendar import civil_day
from loc_desktop.loan.money import yuan_text
from loc_desktop.loan.products import DEFAULT_PRODUCT
from loc_desktop.paths import data_dir
from loc_desktop.texts.words import say

if TYPE_CHECKING:
    from loc_desktop.desk.desk import Desk
    from loc_desktop.desk.values.applicants import ImportPreview, ImportRow

DESCRIPTION = """\
FILE is a list of applicants: CSV (UTF-8, GB18030 or UTF-16; comma, semicolon or tab) or .xlsx. Its columns,
with Chinese or English names and in any order: 姓名 name, 身份证号 identity number, 金额（元） amount,
期限（月） months, 用途 purpose, 年收入 income, 资产 assets, 负债 debts, 村组 group, 电话 telephone,
住址 address; 产品 product may be left out.

With --check nothing is sent and nothing else is needed: no data folder, keyring or screen. Amounts and terms
are held against the limits of the products that come with the program. Exit 0 if nothing is wrong, 1 if the
file or a row has a problem.

Without it the good rows are applied for by a counter's identity on this computer, after a confirmation (--yes
gives it). The same file again applies for nobody twice. Exit 0 if every row is on the ledger, else 1."""

SENTENCE_LANGUAGE = "en"


class ListError(KnownError):
    """Nothing was signed. No money has moved."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = DESCRIPTION
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("file", metavar="FILE", type=Path, help="the list: CSV or .xlsx")
    parser.add_argument("--check", action="store_true", help="read and check only")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    parser.add_argument("--identity", metavar="NAME", help="the counter that applies, by name or id")
    parser.add_argument("--bank", metavar="NAME", help="the bank that is asked, where there are several")
    parser.add_argument("--yes", action="store_true", help="do not ask before signing")


def run(args: argparse.Namespace) -> int:
    if args.check:
        if args.identity or args.bank or args.yes:
            raise UsageError("--identity, --bank and --yes belong to an import without --check")
        return _tell(read_file(args.file, civil_day(now())), args)
    return _import(args)


# ------------------------------------------------------------------------------------------------- checking


def _tell(preview: ImportPreview, args: argparse.Namespace) -> int:
    if args.json:
        print(json.dumps(to_json(preview), ensure_ascii=False))
    else:
        print("\n".join(_lines(preview)))
    return 1 if preview.problems or preview.bad else 0


def to_json(preview: ImportPreview) -> dict[str, Any]:
    """The object that ``import --check --json`` prints. What could not be read is left out."""
    problems = [
        {"code": problem.code, **problem.params, "what": say(problem.sentence, SENTENCE_LANGUAGE)}
        for problem in preview.problems
    ]
    about = {"encoding": preview.encoding, "separator": preview.separator, "sheet": preview.sheet}
    return {
        "file": preview.file,
        **{name: value for name, value in about.items() if value},
        "ignored": list(preview.ignored),
        "problems": problems,
        "rows": [_row_json(row) for row in preview.rows],
    }


def _row_json(row: ImportRow) -> dict[str, Any]:
    form = row.form
    fields: dict[str, Any] = {
        "row": row.row,
        "line": row.line,
        "name": form.name,
        "identity_number": form.identity_number,
    }
    for name in ("amount", "income", "asset", "debt"):
        fen = read_yuan(getattr(form, name))
        if fen is not None:
            fields[f"{name}_fen"] = fen
    if form.months.isascii() and form.months.isdigit() and len(form.months) < 6:
        fields["months"] = int(form.months)
    for name in ("purpose", "group", "phone", "address"):
        fields[name] = getattr(form, name)
    wrong = {problem.field for problem in row.problems}
    if "product" not in wrong and row.cells:
        fields["product"] = form.product or DEFAULT_PRODUCT
    fields["problems"] = [
        {
            "field": problem.field,
            "code": problem.code,
            **({"cell": row.cells[problem.field].place} if problem.field in row.cells else {}),
            **{name: value for name, value in problem.params.items() if name not in ("field", "code")},
            "what": say(problem.sentence, SENTENCE_LANGUAGE),
        }
        for problem in row.problems
    ]
    return fields


def _lines(preview: ImportPreview) -> list[str]:
    """The same for a person at a terminal."""
    how = [part for part in (preview.encoding, preview.sheet and f"sheet {preview.sheet}") if part]
    lines = [f"{preview.file} ({', '.join(how)})" if how else preview.file]
    lines += [say(sentence, SENTENCE_LANGUAGE) for sentence in preview.told]
    for row in preview.rows:
        for problem in row.problems:
            place = f", cell {row.cells[problem.field].place}" if problem.field in row.cells else ""
            said = say(problem.sentence, SENTENCE_LANGUAGE)
            lines.append(f"row {row.row}, line {row.line}{place}: {said}")
    if preview.ignored:
        lines.append(f"Columns that are not read: {', '.join(preview.ignored)}.")
    if not preview.problems:
        amount = yuan_text(preview.amount, ",")
        lines.append(f"Good rows: {preview.good} ({amount} yuan). Rows with problems: {preview.bad}.")
    return lines


# ------------------------------------------------------------------------------------------------ importing


def _import(args: argparse.Namespace) -> int:
    workplace = Workplace(data_dir())
    try:
        if workplace.needs_passphrase:
            raise _failed(
                "passphrase",
                "The keys are in an encrypted file, which asks for its passphrase in the window.",
                "Import the file in the window.",
            )
        desk = _counter(workplace.identities(), workplace, args.identity)
        applications = desk.applications
        preview = applications.read_file(args.file)
        _tell(preview, argparse.Namespace(json=args.json))
        rows = preview.to_import
        if not rows:
            return 1 if preview.problems or preview.bad else 0
        bank = _bank(applications.banks(), args.bank)
        amount = yuan_text(sum(row.amount_fen or 0 for row in rows), ",")
        question = f"Sign {len(rows)} applications for {amount} yuan in all, to {bank.name}?"
        if not args.yes and not _agreed(question):
            print("Nothing was signed.", file=sys.stderr)
            return 1
        report = applications.import_rows(preview, bank.key)
        for failure in report.failed:
            print(f"line {failure.line}: {failure.trouble}", file=sys.stderr)
        print(
            f"{report.done} applications are on the ledger; {report.already} were there from an earlier "
            f"import; {len(report.failed)} did not go through.",
            file=sys.stderr,
        )
        return 1 if report.failed or preview.bad else 0
    finally:
        tell_asides(workplace)
        workplace.close()


def _failed(code: str, what: str, todo: str) -> ListError:
    return ListError(f"import.{code}", what, todo)


def _counter(known: Any, workplace: Any, name: str | None) -> Desk:
    """The desk of the counter with this name or id, or of the only one."""
    counters = [
        identity
        for identity in known
        if identity.role == "C" and (name is None or name in (identity.id, identity.name))
    ]
    if len(counters) != 1:
        raise _failed(
            "which_identity",
            "There are several counters on this computer." if counters else "There is no such counter here.",
            "Say with --identity which one applies.",
        )
    desk: Desk = workplace.desk(counters[0].id)
    return desk


def _bank(known: Any, name: str | None) -> Any:
    banks = [bank for bank in known if name is None or name in (bank.key, bank.name)]
    if len(banks) != 1:
        names = ", ".join(bank.name for bank in known)
        raise _failed(
            "which_bank",
            f"The ledger's banks are: {names or 'none'}.",
            "Say with --bank which one is asked.",
        )
    return banks[0]


def _agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        raise UsageError("there is nobody to ask: give --yes")
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
