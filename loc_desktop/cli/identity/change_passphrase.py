"""``loc-desktop identity change-passphrase``: another passphrase for the file that holds the keys."""

from __future__ import annotations

import argparse
from pathlib import Path

from loc_desktop.cli.errors import terminal_error
from loc_desktop.cli.secret_input import new_secret, secret
from loc_desktop.cli.workplace import opened
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.terminal.tongue import described, language, tr
from loc_desktop.texts.words import say

DESCRIPTION = """\
For a computer whose keys are in an encrypted file instead of a keyring. Asks for its present passphrase and
for the new one twice, or takes them from files. Backups keep the passphrases that were chosen for them."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files for what would be asked."""
    parser.description = described("identity change-passphrase", DESCRIPTION)
    parser.add_argument(
        "--keys-passphrase-file",
        metavar="FILE",
        type=Path,
        help=tr("a file whose first line is the present passphrase"),
    )
    parser.add_argument(
        "--new-passphrase-file",
        metavar="FILE",
        type=Path,
        help=tr("a file whose first line is the new passphrase"),
    )


def run(args: argparse.Namespace) -> int:
    """Change it; 0. Raises KnownError ``keyring.wrong_passphrase``, ``passphrase.invalid``."""
    with opened() as workplace:
        if not workplace.keys_in_file:
            raise terminal_error("keys.no_file")
        old = secret(
            "Passphrase of the encrypted keyring file:", "--keys-passphrase-file", args.keys_passphrase_file
        )
        new = new_secret("New passphrase:", "--new-passphrase-file", args.new_passphrase_file)
        workplace.change_passphrase(old, *new)
    print(say(Sentence("whole.passphrase_changed"), language()))
    return 0
