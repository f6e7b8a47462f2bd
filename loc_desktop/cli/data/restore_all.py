"""``loc-desktop data restore-all``: a whole data folder back onto an empty computer."""

from __future__ import annotations

import argparse
from pathlib import Path

from loc_desktop.cli.data.folder import shown
from loc_desktop.cli.secret_input import add_keys, open_keys, secret
from loc_desktop.cli.workplace import opened
from loc_desktop.texts.terminal.tongue import described, language, tr
from loc_desktop.texts.words import say

DESCRIPTION = """\
Puts what `loc-desktop data backup` wrote into the data folder, which must be empty, and the keys into this
computer's keyring; then verifies the ledger and compares every bank's books with it. With
--keys-passphrase-file the keys go into an encrypted file instead, for a computer without a keyring. Do not go
on working on the old computer. Exit 0 if all is as it was, 1 if ledger or books are not."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The backup, and files for what would be asked."""
    parser.description = described("data restore-all", DESCRIPTION)
    parser.add_argument("file", metavar="FILE", help=tr("the backup"))
    parser.add_argument(
        "--passphrase-file", metavar="FILE", type=Path, help=tr("a file whose first line is its passphrase")
    )
    add_keys(parser)


def run(args: argparse.Namespace) -> int:
    """Bring the folder back; 1 if it does not agree. Raises KnownError ``folder.*``."""
    with opened() as workplace:
        if args.keys_passphrase_file is not None:
            workplace.use_passphrase(secret("", "", args.keys_passphrase_file))
        else:
            open_keys(workplace, None)
        passphrase = secret("Passphrase of the backup:", "--passphrase-file", args.passphrase_file)
        restored = workplace.restore_all(args.file, passphrase, progress=shown)
    print("\n".join(say(sentence, language()) for sentence in restored.sentences))
    return 0 if restored.good else 1
