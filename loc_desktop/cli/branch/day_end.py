"""``loc-desktop day-end``: the bank's days' ends, said before they are run and told afterwards."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loc_desktop.app.bank_books import has_books
from loc_desktop.cli.errors import terminal_error
from loc_desktop.cli.identity_choice import choose
from loc_desktop.cli.secret_input import add_keys, open_keys, secret
from loc_desktop.cli.workplace import opened, tell_asides
from loc_desktop.errors import UsageError
from loc_desktop.loan.calendar import typed_day
from loc_desktop.loan.money import yuan_text
from loc_desktop.texts.terminal.tongue import described, language, tr, trouble_said
from loc_desktop.texts.words import say_trouble, show

if TYPE_CHECKING:
    from loc_desktop.desk.values.branch import DayPlan, DayReport
    from loc_desktop.desk.workplace import Workplace
    from loc_desktop.identity.model import Identity

DESCRIPTION = """\
Runs the ends of all days since the last one until today, day by day, or with --day that of one day and up to
31 before it that were not run: accrual, notices, collections, classes, provisions. Says first which days and
what waits, and asks (--yes agrees); afterwards what each day did, what was not collected and why. With
--check nothing is run. Exit 0 where every day was finished and nothing failed, else 1; again, it goes on."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which bank, which day, and files for what would be asked."""
    parser.description = described("day-end", DESCRIPTION)
    parser.add_argument(
        "--day", metavar="DAY", default="", help=tr("only the end of this day, such as 2026-01-31")
    )
    parser.add_argument(
        "--identity", metavar="NAME", help=tr("the bank, by name or id, where this computer has several")
    )
    parser.add_argument("--check", action="store_true", help=tr("only say what would be run"))
    parser.add_argument("--json", action="store_true", help=tr("one JSON object instead of sentences"))
    parser.add_argument("--yes", action="store_true", help=tr("do not ask before running"))
    parser.add_argument(
        "--pin-file", metavar="FILE", type=Path, help=tr("a file whose first line is the identity's PIN")
    )
    add_keys(parser)


def run(args: argparse.Namespace) -> int:
    """Say what is to be run, run it once that is agreed; 1 if anything failed or it was not agreed."""
    day = _day(args.day)
    with opened() as workplace:
        open_keys(workplace, args.keys_passphrase_file)
        workplace.learn_names()
        bank = _bank(workplace, args.identity)
        pin = secret("Present PIN:", "--pin-file", args.pin_file) if bank.protection == "pin" else None
        if pin is not None:
            workplace.connections.use_pin(bank, pin)
        branch = workplace.desk(bank.id).branch
        plan = branch.plan_days(day)
        again = day or ("" if plan.days else plan.until)
        idle = not plan.days and not plan.collections and not day
        if args.check or idle:
            _tell(args, plan, ())
            return 0
        if not args.json or not args.yes:
            print("\n".join(_planned(plan)), file=sys.stderr)
        if not args.yes and not _agreed():
            print(tr("Nothing was run."), file=sys.stderr)
            return 1
        reports = (branch.run_day(again, pin=pin),) if again else branch.run_days(pin=pin)
        _tell(args, plan, reports)
        tell_asides(workplace)
    good = all(report.status == "finished" and not report.uncollected for report in reports)
    return 0 if good else 1


def _day(text: str) -> str:
    if not text:
        return ""
    try:
        return typed_day(text).isoformat()
    except ValueError as error:
        raise UsageError(tr("{text} is no day such as 2026-01-31", text=text)) from error


def _bank(workplace: Workplace, name: str | None) -> Identity:
    """The bank of this name or id, or the only one whose books are here."""
    connections = workplace.connections
    known = [
        identity
        for identity in connections.identities()
        if identity.role == "B" and has_books(connections, identity)
    ]
    if name is not None:
        return choose(known, name)
    if len(known) != 1:
        raise terminal_error("day_end.several" if known else "reconcile.no_books")
    return known[0]


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise UsageError(tr("there is nobody to ask: give --yes"))
    return input(tr("Run it now?") + " [y/N] ").strip().lower() in ("y", "yes", "是")


def _planned(plan: DayPlan) -> list[str]:
    lines = [tr("Last day's end: {last}", last=plan.last or "–")]
    if plan.days:
        lines.append(
            tr(
                "To be run: {days} days, {first} to {until}, about {loans} loans each",
                days=plan.days,
                first=plan.first,
                until=plan.until,
                loans=plan.loans,
            )
        )
    else:
        lines.append(tr("Nothing is left to be run until {until}.", until=plan.until))
    lines.append(
        tr(
            "Waiting: {transfers} transfers, {collections} collections of earlier days, {slips} at the"
            " counter (these end with the run)",
            transfers=plan.transfers,
            collections=plan.collections,
            slips=plan.slips,
        )
    )
    return lines


def _tell(args: argparse.Namespace, plan: DayPlan, reports: tuple[DayReport, ...]) -> None:
    if args.json:
        days = [_json(report) for report in reports]
        print(json.dumps({"plan": asdict(plan), "days": days}, ensure_ascii=False))
        return
    lines = [line for report in reports for line in _lines(report)] if reports else _planned(plan)
    print("\n".join(lines))


def _json(report: DayReport) -> dict[str, Any]:
    """Amounts in fen; what failed with its cause in English."""
    return {
        "day": report.day, "status": report.status, "again": report.again, "loans": report.loans,
        "accrued": report.accrued, "penalty": report.penalty, "notices": report.notices,
        "collected": report.collected, "collected_fen": report.collected_fen, "late": report.late,
        "uncollected": [
            {
                "loan": row.loan, "amount": row.amount, "void": row.void,
                "why": say_trouble(row.why) if row.why else "",
            }
            for row in report.uncollected
        ],
        "why": say_trouble(report.trouble) if report.trouble else "",
    }  # fmt: skip


def _lines(report: DayReport) -> list[str]:
    status = show(report.status, "day_end", language())
    if report.trouble is not None:
        why = trouble_said(report.trouble)
        return [tr("{day} stopped: {why}", day=report.day, why=why)]
    first = tr(
        "{day}: {status}; {loans} loans, accrued {accrued}, penalty {penalty}, {notices} notices, collected"
        " {collected} ({amount} yuan), late {late}",
        day=report.day,
        status=tr("had been run, nothing changed") if report.again else status,
        loans=report.loans,
        accrued=yuan_text(report.accrued, ","),
        penalty=yuan_text(report.penalty, ","),
        notices=report.notices,
        collected=report.collected,
        amount=yuan_text(report.collected_fen, ","),
        late=report.late,
    )
    left = [
        "  "
        + tr(
            "not collected: {amount} yuan of {who}, loan {loan}: {why}",
            amount=yuan_text(row.amount, ","),
            who=row.customer.name,
            loan=row.loan[:8],
            why=trouble_said(row.why) if row.why else "–",
        )
        for row in report.uncollected
    ]
    return [first, *left]
