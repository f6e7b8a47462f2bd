"""``loc-desktop paper statement``: an account's statement as PDF."""

from __future__ import annotations

import argparse

from loc_desktop.cli.paper.options import add_identity, add_output, desk_of
from loc_desktop.desk.values.field_checks import read_day
from loc_desktop.errors import UsageError
from loc_desktop.texts.terminal.tongue import described, language, tr
from loc_desktop.ui.papers.issuing import save

DESCRIPTION = """\
Makes the statement of a traditional account from the bank's books on this computer and writes it as PDF."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which account, which days, where to."""
    parser.description = described("paper statement", DESCRIPTION)
    parser.add_argument("account", metavar="ACCOUNT", help=tr("the account's number"))
    parser.add_argument("--from", dest="start", metavar="DAY", required=True, help=tr("the first day"))
    parser.add_argument("--to", dest="end", metavar="DAY", required=True, help=tr("the last day"))
    add_output(parser)
    add_identity(parser)


def run(args: argparse.Namespace) -> int:
    """Write it and say its number; 0."""
    start, end = read_day(args.start), read_day(args.end)
    if start is None or end is None or start > end:
        raise UsageError(tr("two days such as 2026-11-22, the first not after the last"))
    with desk_of(args) as (desk, _):
        papers = desk.papers
        paper = papers.statement(args.account, start.isoformat(), end.isoformat(), language())
        issued = save(papers, paper, args.output)
    print(tr("{number} saved as {file}", number=issued.number, file=str(args.output)))
    return 0
