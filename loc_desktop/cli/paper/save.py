"""``loc-desktop paper save``: a paper of an event as PDF."""

from __future__ import annotations

import argparse

from loc_desktop.cli.paper.options import add_identity, add_output, desk_of
from loc_desktop.desk.papers.papers import EVENT_KINDS
from loc_desktop.texts.terminal.tongue import described, language, tr
from loc_desktop.ui.papers.issuing import save

DESCRIPTION = """\
Makes a paper of an event (application, contract, note, schedule, receipt, audit) and writes it as PDF, in the
language of the command. It takes the next number of its kind; the same paper again keeps its number and says
that it is a reprint. A dossier that is opened for it is recorded as read. A loan's id is that of its
application."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which paper of what, for whom, where to."""
    parser.description = described("paper save", DESCRIPTION)
    parser.add_argument("kind", metavar="KIND", choices=EVENT_KINDS, help=", ".join(EVENT_KINDS))
    parser.add_argument("event", metavar="EVENT", help=tr("the event's id"))
    add_output(parser)
    add_identity(parser)


def run(args: argparse.Namespace) -> int:
    """Write it and say its number; 0."""
    with desk_of(args) as (desk, pin):
        paper = desk.papers.make(args.kind, args.event, language(), pin=pin)
        issued = save(desk.papers, paper, args.output)
    print(tr("{number} saved as {file}", number=issued.number, file=str(args.output)))
    return 0
