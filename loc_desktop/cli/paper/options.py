"""What every paper's command is told: whose paper it is, where it goes, in which language."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop.cli.identity_choice import chosen
from loc_desktop.cli.secret_input import add_keys, secret
from loc_desktop.texts.terminal.tongue import tr

if TYPE_CHECKING:
    from loc_desktop.desk.desk import Desk


def add_identity(parser: argparse.ArgumentParser) -> None:
    """Who makes or checks it."""
    parser.add_argument("--identity", metavar="NAME", required=True, help=tr("whose, by name or id"))
    parser.add_argument(
        "--pin-file", metavar="FILE", type=Path, help=tr("a file whose first line is the identity's PIN")
    )
    add_keys(parser)


def add_output(parser: argparse.ArgumentParser) -> None:
    """Where it goes."""
    parser.add_argument(
        "--output", metavar="FILE", type=Path, required=True, help=tr("the PDF to be written")
    )


@contextmanager
def desk_of(args: argparse.Namespace) -> Iterator[tuple[Desk, str | None]]:
    """The desk of the identity with its index up to date, and its PIN (None: it has none)."""
    with chosen(args) as (workplace, identity):
        pin = secret("Present PIN:", "--pin-file", args.pin_file) if identity.protection == "pin" else None
        if pin is not None:
            workplace.connections.use_pin(identity, pin)
        desk = workplace.desk(identity.id)
        desk.carrier.catch_up()
        yield desk, pin
