"""``loc-desktop identity substitute``: who stands in for whom in an office, and what nobody answered."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop.cli.identity_choice import chosen
from loc_desktop.cli.secret_input import add_keys, secret
from loc_desktop.texts.terminal.tongue import described, language, tr
from loc_desktop.texts.words import say

if TYPE_CHECKING:
    from loc_desktop.desk.desk import Desk

DESCRIPTION = """\
Shows the members of an office, who stands in for whom, and the cases that nobody answered in time. With
--name a colleague is named a substitute from one day to another, with --end the own substitution ends."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose office; whom to name and for which days."""
    parser.description = described("identity substitute", DESCRIPTION)
    parser.add_argument("--identity", metavar="NAME", required=True, help=tr("whose, by name or id"))
    parser.add_argument("--name", metavar="KEY", help=tr("the colleague's key, or how it begins"))
    parser.add_argument("--from", dest="begins", metavar="DAY", help=tr("the first day, YYYY-MM-DD"))
    parser.add_argument("--to", dest="ends", metavar="DAY", help=tr("the last day, YYYY-MM-DD"))
    parser.add_argument("--end", action="store_true", help=tr("end the own substitution"))
    parser.add_argument(
        "--pin-file", metavar="FILE", type=Path, help=tr("a file whose first line is the identity's PIN")
    )
    add_keys(parser)


def run(args: argparse.Namespace) -> int:
    """Name, end or show; 0. Raises KnownError ``substitute.*``, ``pin.*``, ``keyring.*``, the contract's."""
    with chosen(args) as (workplace, identity):
        desk = workplace.desk(identity.id)
        desk.carrier.catch_up()
        if args.name or args.end:
            pin = (
                secret("Present PIN:", "--pin-file", args.pin_file) if identity.protection == "pin" else None
            )
            if args.end:
                prepared = desk.substitutes.prepare_end(identity.key)
            else:
                keys = [party.key for party in desk.substitutes.candidates()]
                other = next((key for key in keys if key.startswith(args.name)), args.name)
                today = desk.carrier.today.isoformat()
                prepared = desk.substitutes.prepare(other, args.begins or today, args.ends or today)
            print(say(prepared.sentence, language()))
            desk.substitutes.submit(prepared, pin=pin)
            desk.carrier.catch_up()
        _show(desk)
    return 0


def _show(desk: Desk) -> None:
    if desk.can("office"):
        for line in desk.substitutes.office():
            days = f"{line.begins} – {line.ends}  → {line.substitute.name}" if line.substitute else ""
            print(f"{line.party.key}  {line.party.name}  {days}".rstrip())
    for case in desk.escalations.mine():
        print(
            tr(
                "{event}: {name} has not answered for {days} working days",
                event=case.event[:8],
                name=case.waits_for.name,
                days=case.working_days,
            )
        )
