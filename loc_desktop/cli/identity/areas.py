"""``loc-desktop identity areas``: which administrative divisions an institution serves."""

from __future__ import annotations

import argparse
from pathlib import Path

from loc_desktop.cli.identity_choice import chosen
from loc_desktop.cli.secret_input import add_keys, secret
from loc_desktop.texts.terminal.tongue import described, tr

DESCRIPTION = """\
Registers which administrative divisions an institution serves, each by code and name as registered: an
application goes to the department whose division fits the applicant's address longest. Without --area and
--none the present ones are shown."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose areas, and the areas."""
    parser.description = described("identity areas", DESCRIPTION)
    parser.add_argument("--identity", metavar="NAME", required=True, help=tr("whose, by name or id"))
    parser.add_argument(
        "--area",
        metavar="AREA",
        action="append",
        default=[],
        help=tr('code and name of a division, such as "350802 Xinluo"; may be repeated'),
    )
    parser.add_argument("--none", action="store_true", help=tr("no division is said any more"))
    parser.add_argument(
        "--pin-file", metavar="FILE", type=Path, help=tr("a file whose first line is the identity's PIN")
    )
    add_keys(parser)


def run(args: argparse.Namespace) -> int:
    """Register the areas, or show them; 0. Raises KnownError ``pin.*``, ``keyring.*``, the contract's."""
    from loc_desktop.desk.join import membership

    with chosen(args) as (workplace, identity):
        if args.area or args.none:
            pin = (
                secret("Present PIN:", "--pin-file", args.pin_file) if identity.protection == "pin" else None
            )
            identity = membership.serve(workplace.connections, identity, args.area, pin)
    print(identity.areas or tr("It does not say which divisions it serves."))
    return 0
