"""``loc-desktop identity change-pin``: another PIN for a key that has one."""

from __future__ import annotations

import argparse
from pathlib import Path

from loc_desktop.cli.identity_choice import chosen
from loc_desktop.cli.secret_input import add_keys, new_secret, secret
from loc_desktop.texts.terminal.tongue import described, tr

DESCRIPTION = """\
Asks for the present PIN of a key and for the new one twice, or takes them from files. Wrong PINs are counted
as everywhere. A backup that was made before keeps the PIN of then."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose PIN, and files for what would be asked."""
    parser.description = described("identity change-pin", DESCRIPTION)
    parser.add_argument("--identity", metavar="NAME", required=True, help=tr("whose, by name or id"))
    parser.add_argument(
        "--pin-file", metavar="FILE", type=Path, help=tr("a file whose first line is the present PIN")
    )
    parser.add_argument(
        "--new-pin-file", metavar="FILE", type=Path, help=tr("a file whose first line is the new PIN")
    )
    add_keys(parser)


def run(args: argparse.Namespace) -> int:
    """Change the PIN; 0. Raises IdentityError ``pin.wrong``, ``.wait``, ``.none``, ``.too_short``."""
    with chosen(args) as (workplace, identity):
        old = secret("Present PIN:", "--pin-file", args.pin_file)
        workplace.change_pin(identity.id, old, *new_secret("New PIN:", "--new-pin-file", args.new_pin_file))
    print(tr("The PIN of {name} is changed.", name=identity.name))
    return 0
