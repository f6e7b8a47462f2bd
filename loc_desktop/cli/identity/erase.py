"""``loc-desktop erase``: the keys of an identity that the rules do not keep any more."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop.cli.identity_choice import chosen
from loc_desktop.cli.secret_input import add_keys, secret
from loc_desktop.cli.workplace import tell_asides
from loc_desktop.errors import UsageError
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.terminal.tongue import described, language, tr
from loc_desktop.texts.words import say

if TYPE_CHECKING:
    from loc_desktop.desk.values.erasure import Erasable

DESCRIPTION = """\
Destroys the keys of an identity (bank, departments, regulator) up to the last year that the rules on its
ledger do not keep any more, and says so on the ledger, signed. What was sealed to them stays on the ledger
and opens for nobody but the customer; it cannot be undone. Every member of an organisation does this for
itself. Backups of the identity that were made before have these keys still: delete them. With --check
nothing is changed. Exit 0, also where there is nothing to destroy; 1 where it was not confirmed."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose keys, whether to look only, and files for what would be asked."""
    parser.description = described("erase", DESCRIPTION)
    parser.add_argument("--identity", metavar="NAME", required=True, help=tr("whose, by name or id"))
    parser.add_argument("--check", action="store_true", help=tr("only say what may be destroyed"))
    parser.add_argument("--json", action="store_true", help=tr("one JSON object instead of sentences"))
    parser.add_argument("--yes", action="store_true", help=tr("do not ask before signing"))
    parser.add_argument(
        "--pin-file", metavar="FILE", type=Path, help=tr("a file whose first line is the identity's PIN")
    )
    add_keys(parser)


def run(args: argparse.Namespace) -> int:
    """Say which keys may go, and destroy them once that is confirmed; 0."""
    with chosen(args) as (workplace, identity):
        pin = secret("Present PIN:", "--pin-file", args.pin_file) if identity.protection == "pin" else None
        if pin is not None:
            workplace.connections.use_pin(identity, pin)
        erasures = workplace.desk(identity.id).erasures
        may = erasures.may(pin)
        if args.check or not may.year:
            _tell(may, args.json, destroyed=False)
            return 0
        prepared = erasures.prepare(pin)
        if not args.yes:
            print(say(prepared.sentence, language()), file=sys.stderr)
            if not _agreed():
                print(say(Sentence("nothing.signed"), language()), file=sys.stderr)
                return 1
        erasures.erase(prepared, pin=pin)
        tell_asides(workplace)
    _tell(may, args.json, destroyed=True)
    return 0


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise UsageError(tr("there is nobody to ask: give --yes"))
    return input(tr("Destroy these keys?") + " [y/N] ").strip().lower() in ("y", "yes", "是")


def _tell(may: Erasable, as_json: bool, *, destroyed: bool) -> None:
    if as_json:
        print(json.dumps({**asdict(may), "destroyed": destroyed}))
    elif not may.year:
        print(tr("Nothing may be destroyed: the rules keep it for {years} years.", years=may.retention))
    elif destroyed:
        print(tr("The keys up to {year} are destroyed.", year=may.year))
    else:
        print(
            tr(
                "The keys up to {year} may be destroyed; the dossiers of {loans} loans are sealed to them.",
                year=may.year,
                loans=may.loans,
            )
        )
