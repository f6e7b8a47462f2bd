"""``loc-desktop identity export``: an identity of this computer, with its keys, as one encrypted file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop.cli.identity_choice import chosen
from loc_desktop.cli.secret_input import add_keys, add_second, new_secret
from loc_desktop.texts.terminal.tongue import described, tr

if TYPE_CHECKING:
    from loc_desktop.desk.workplace import Workplace
    from loc_desktop.identity.model import Identity

DESCRIPTION = """\
Writes an identity with its keys to FILE, encrypted with a passphrase that is asked for twice, or taken from a
file. FILE must not be there yet; nobody else can read it. Registers, customers and drafts are not in it: they
stand in the data folder (`loc-desktop data backup`). With --second the backup is for two officers: each has a
file and a passphrase of its own, and it takes both to restore the identity."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, whose identity, and files for what would be asked."""
    parser.description = described("identity export", DESCRIPTION)
    parser.add_argument("file", metavar="FILE", help=tr("the file that is written"))
    parser.add_argument("--identity", metavar="NAME", required=True, help=tr("whose, by name or id"))
    parser.add_argument(
        "--customers",
        action="store_true",
        help=tr("a counter's with the keys of its customers who have a PIN"),
    )
    parser.add_argument(
        "--passphrase-file", metavar="FILE", type=Path, help=tr("a file whose first line is its passphrase")
    )
    add_second(parser)
    add_keys(parser)


def run(args: argparse.Namespace) -> int:
    """Write the backup; 0. Raises IdentityError ``passphrase.…``, ``backup.derived``, ``identity.file``."""
    with chosen(args) as (workplace, identity):
        if args.second is not None:
            return _for_two(args, workplace, identity)
        typed = new_secret("Passphrase of the backup:", "--passphrase-file", args.passphrase_file)
        file = workplace.back_up(identity.id, args.file, *typed, customers=args.customers)
    print(
        tr(
            "{name} ({role}) is backed up in {file}. Keep its passphrase apart from it.",
            name=identity.name,
            role=identity.role,
            file=file,
        )
    )
    return 0


def _for_two(args: argparse.Namespace, workplace: Workplace, identity: Identity) -> int:
    """A counter's always has its customers' keys."""
    first = new_secret("First officer's passphrase:", "--passphrase-file", args.passphrase_file)
    second = new_secret(
        "Second officer's passphrase:", "--second-passphrase-file", args.second_passphrase_file
    )
    values = {"file_1": args.file, "passphrase_1": first[0], "again_1": first[1]}
    values |= {"file_2": args.second, "passphrase_2": second[0], "again_2": second[1]}
    files = workplace.back_up_halves(identity.id, values)
    print(
        tr(
            "{name} ({role}) is backed up in {first} and {second}; it takes both.",
            name=identity.name,
            role=identity.role,
            first=files[0],
            second=files[1],
        )
    )
    return 0
