"""``loc-desktop identity renew``: a new certificate for the same key."""

from __future__ import annotations

import argparse
from pathlib import Path

from loc_desktop.cli.identity_choice import chosen
from loc_desktop.cli.secret_input import add_keys, secret
from loc_desktop.texts.terminal.tongue import described, tr

DESCRIPTION = """\
Asks the membership authority for a new certificate, also after the old one has expired. Key and digital
account stay the same."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose certificate, and files for what would be asked."""
    parser.description = described("identity renew", DESCRIPTION)
    parser.add_argument("--identity", metavar="NAME", required=True, help=tr("whose, by name or id"))
    parser.add_argument(
        "--pin-file", metavar="FILE", type=Path, help=tr("a file whose first line is the identity's PIN")
    )
    add_keys(parser)


def run(args: argparse.Namespace) -> int:
    """Renew the certificate; 0. Raises KnownError ``pin.*``, ``keyring.*`` and the authority's."""
    with chosen(args) as (workplace, identity):
        pin = secret("Present PIN:", "--pin-file", args.pin_file) if identity.protection == "pin" else None
        renewed = workplace.renew(identity.id, pin)
    print(
        tr("The certificate of {name} is valid for {days} days.", name=renewed.name, days=renewed.days_left)
    )
    return 0
