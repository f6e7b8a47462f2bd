"""``loc-desktop import``: a list of applicants, checked row by row; applied for after a confirmation."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loc_desktop.cli.errors import terminal_error
from loc_desktop.cli.workplace import logged, tell_asides
from loc_desktop.clock import now
from loc_desktop.desk.application.list_reader import read_file
from loc_desktop.desk.application.list_writer import save_problems, save_template
from loc_desktop.desk.values.field_checks import read_yuan
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import Trouble, UsageError
from loc_desktop.loan.calendar import civil_day
from loc_desktop.loan.money import yuan_text
from loc_desktop.loan.products import DEFAULT_PRODUCT
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.terminal.tongue import described, language, tr
from loc_desktop.texts.words import say, say_trouble

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

--template saves an empty list with the columns; --problems saves the rows that have problems, with what is
wrong, to be corrected and imported.

Without --check the good rows are applied for by a counter's identity on this computer, after a confirmation
(--yes gives it). The same file again applies for nobody twice. Exit 0 if every row is on the ledger, else
1."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The list, whether to check it only, and for whom and to whom to apply."""
    parser.description = described("import", DESCRIPTION)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help=tr("the list: CSV or .xlsx"))
    parser.add_argument(
        "--template", metavar="FILE", type=Path, help=tr("save an empty list to be filled in, and leave")
    )
    parser.add_argument(
        "--problems", metavar="FILE", type=Path, help=tr("save the rows with problems, to be corrected")
    )
    parser.add_argument("--check", action="store_true", help=tr("read and check only"))
    parser.add_argument("--json", action="store_true", help=tr("one JSON object instead of lines"))
    parser.add_argument("--identity", metavar="NAME", help=tr("the counter that applies, by name or id"))
    parser.add_argument("--bank", metavar="NAME", help=tr("the bank that is asked, where there are several"))
    parser.add_argument("--yes", action="store_true", help=tr("do not ask before signing"))


def run(args: argparse.Namespace) -> int:
    """Check the list, or apply for its people; 1 if a row has a problem or did not go through."""
    if (args.file is None) == (args.template is None):
        raise UsageError(tr("give a list, or --template with a file for an empty one"))
    if args.template is not None:
        save_template(args.template, language())
        print(tr("Saved: {file}", file=args.template))
        return 0
    if args.check:
        if args.identity or args.bank or args.yes:
            raise UsageError(tr("--identity, --bank and --yes belong to an import without --check"))
        return _tell(read_file(args.file, civil_day(now())), args)
    return _import(args)


# ------------------------------------------------------------------------------------------------- checking


def _tell(preview: ImportPreview, args: argparse.Namespace) -> int:
    if args.problems is not None and preview.bad:
        save_problems(args.problems, preview, language())
        print(tr("Rows with problems are saved in {file}.", file=args.problems), file=sys.stderr)
    if args.json:
        print(json.dumps(to_json(preview), ensure_ascii=False))
    else:
        print("\n".join(_lines(preview)))
    return 1 if preview.problems or preview.bad else 0


def to_json(preview: ImportPreview) -> dict[str, Any]:
    """The object that ``import --check --json`` prints. What could not be read is left out."""
    problems = [
        {"code": problem.code, **_plain(problem.params), "what": say(problem.sentence)}
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


def _plain(params: Mapping[str, str | int | Trouble], *without: str) -> dict[str, str | int]:
    return {
        name: say_trouble(value) if isinstance(value, Trouble) else value
        for name, value in params.items()
        if name not in without
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
            **_plain(
                {name: problem.params[name] for name in problem.params if name not in ("field", "code")}
            ),
            "what": say(problem.sentence),
        }
        for problem in row.problems
    ]
    return fields


def _lines(preview: ImportPreview) -> list[str]:
    """The same for a person at a terminal."""
    how = [
        part for part in (preview.encoding, preview.sheet and tr("sheet {name}", name=preview.sheet)) if part
    ]
    lines = [f"{preview.file} ({', '.join(how)})" if how else preview.file]
    lines += [say(sentence, language()) for sentence in preview.told]
    for row in preview.rows:
        for problem in row.problems:
            place = tr("row {row}, line {line}", row=row.row, line=row.line)
            if problem.field in row.cells:
                place += tr(", cell {cell}", cell=row.cells[problem.field].place)
            lines.append(place + tr(": ") + say(problem.sentence, language()))
    if preview.ignored:
        lines.append(tr("Columns that are not read: {names}.", names=", ".join(preview.ignored)))
    if not preview.problems:
        amount = yuan_text(preview.amount, ",")
        lines.append(
            tr(
                "Good rows: {good} ({amount} yuan). Rows with problems: {bad}.",
                good=preview.good,
                amount=amount,
                bad=preview.bad,
            )
        )
    return lines


# ------------------------------------------------------------------------------------------------ importing


def _import(args: argparse.Namespace) -> int:
    workplace = Workplace(logged())
    try:
        if workplace.needs_passphrase:
            raise terminal_error("import.passphrase")
        workplace.learn_names()
        desk = _counter(workplace.identities(), workplace, args.identity)
        applications = desk.applications
        preview = applications.read_file(args.file)
        _tell(preview, args)
        rows = preview.to_import
        if not rows:
            return 1 if preview.problems or preview.bad else 0
        bank = _bank(applications.banks(), args.bank)
        amount = yuan_text(sum(row.amount_fen or 0 for row in rows), ",")
        question = tr(
            "Sign {count} applications for {amount} yuan in all, to {bank}?",
            count=len(rows),
            amount=amount,
            bank=bank.name,
        )
        if not args.yes and not _agreed(question):
            print(say(Sentence("nothing.signed"), language()), file=sys.stderr)
            return 1
        report = applications.import_rows(preview, bank.key)
        for failure in report.failed:
            line = tr("line {number}", number=failure.line)
            print(line + tr(": ") + say_trouble(failure.trouble, language()), file=sys.stderr)
        done = tr(
            "{done} applications are on the ledger; {already} were there from an earlier import; {failed} "
            "did not go through.",
            done=report.sent,
            already=report.already,
            failed=len(report.failed),
        )
        print(done, file=sys.stderr)
        if report.skipped:
            print(say(Sentence("batch.skipped", {"who": report.skipped}), language()), file=sys.stderr)
        return 1 if report.failed or preview.bad else 0
    finally:
        tell_asides(workplace)
        workplace.close()


def _counter(known: Any, workplace: Any, name: str | None) -> Desk:
    """The desk of the counter with this name or id, or of the only one."""
    counters = [
        identity
        for identity in known
        if identity.role == "C" and (name is None or name in (identity.id, identity.name))
    ]
    if len(counters) != 1:
        raise terminal_error("import.several_counters" if counters else "import.which_counter")
    desk: Desk = workplace.desk(counters[0].id)
    return desk


def _bank(known: Any, name: str | None) -> Any:
    banks = [bank for bank in known if name is None or name in (bank.key, bank.name)]
    if len(banks) != 1:
        names = ", ".join(bank.name for bank in known)
        raise terminal_error("import.which_bank", names=names or "–")
    return banks[0]


def _agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        raise UsageError(tr("there is nobody to ask: give --yes"))
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes", "是")
