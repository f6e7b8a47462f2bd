"""``loc-desktop identity import``: an identity from the file that ``identity export`` or the window wrote."""

from __future__ import annotations

import argparse
from pathlib import Path

from loc_desktop.cli.secret_input import add_keys, add_second, open_keys, secret
from loc_desktop.cli.workplace import opened
from loc_desktop.texts.terminal.tongue import described, tr

DESCRIPTION = """\
Restores the identity of a backup file: its keys go into this computer's keyring, the way to its network into
the data folder. One that is here already is not touched. With --second from the files of two officers, in any
order, each with its passphrase."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The backup, and files for what would be asked."""
    parser.description = described("identity import", DESCRIPTION)
    parser.add_argument("file", metavar="FILE", help=tr("the backup"))
    parser.add_argument(
        "--passphrase-file", metavar="FILE", type=Path, help=tr("a file whose first line is its passphrase")
    )
    add_second(parser)
    add_keys(parser)


def run(args: argparse.Namespace) -> int:
    """Bring the identity back; 0. Raises IdentityError ``backup.…``."""
    with opened() as workplace:
        open_keys(workplace, args.keys_passphrase_file)
        if args.second is None:
            passphrase = secret("Passphrase of the backup:", "--passphrase-file", args.passphrase_file)
            identity = workplace.restore(args.file, passphrase)
        else:
            first = secret("First officer's passphrase:", "--passphrase-file", args.passphrase_file)
            second = secret(
                "Second officer's passphrase:", "--second-passphrase-file", args.second_passphrase_file
            )
            values = {"file_1": args.file, "passphrase_1": first}
            identity = workplace.restore_halves({**values, "file_2": args.second, "passphrase_2": second})
    print(tr("{name} ({role}, {id}) is restored.", name=identity.name, role=identity.role, id=identity.id))
    return 0
