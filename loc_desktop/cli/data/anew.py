"""``loc-desktop data anew``: a missing file of the data folder may be made anew, empty."""

from __future__ import annotations

import argparse
import sys

from loc_desktop.cli.data.folder import opened
from loc_desktop.errors import UsageError
from loc_desktop.texts.terminal.tongue import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and that it is meant."""
    parser.description = tr(
        "Let a new, empty file be made in the place of a remembered one: register, terms and blacklist of an "
        "office, or a bank's books, then begin with nothing. What is there is kept aside."
    )
    parser.add_argument("name", metavar="NAME", help=tr("its name, as `loc-desktop data list` says it"))
    parser.add_argument("--yes", action="store_true", help=tr("do it"))


def run(args: argparse.Namespace) -> int:
    """Let the file be made anew; 0. Raises UsageError without ``--yes``, FilesError ``files.unknown``."""
    if not args.yes:
        raise UsageError(tr("what was in the file is not in the new one: say --yes"))
    with opened() as files:
        files.anew(args.name)
    print(tr("A new {name} will be made.", name=args.name), file=sys.stderr)
    return 0
