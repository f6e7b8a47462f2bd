"""``loc-desktop data backup``: the whole data folder with its keys as one encrypted file."""

from __future__ import annotations

import argparse
from pathlib import Path

from loc_desktop.cli.data.folder import shown
from loc_desktop.cli.secret_input import add_keys, new_secret, open_keys
from loc_desktop.cli.workplace import opened
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.terminal.tongue import described, language, tr
from loc_desktop.texts.words import say

DESCRIPTION = """\
Writes ledger, offices, books, outbox, settings and the keys of all identities to FILE, encrypted with a
passphrase that is asked for twice, or taken from a file. Others may go on working meanwhile. FILE must not be
there yet. `loc-desktop data restore-all` brings it back on an empty computer. Keys that are destroyed later
(`loc-desktop erase`) are in it still: delete it then."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and files for what would be asked."""
    parser.description = described("data backup", DESCRIPTION)
    parser.add_argument("file", metavar="FILE", help=tr("the file that is written"))
    parser.add_argument(
        "--passphrase-file", metavar="FILE", type=Path, help=tr("a file whose first line is its passphrase")
    )
    add_keys(parser)


def run(args: argparse.Namespace) -> int:
    """Write the backup; 0. Raises KnownError ``backup.invalid``, ``identity.file``, ``files.*``."""
    with opened() as workplace:
        open_keys(workplace, args.keys_passphrase_file)
        workplace.learn_names()
        typed = new_secret("Passphrase of the backup:", "--passphrase-file", args.passphrase_file)
        written = workplace.back_up_all(args.file, *typed, progress=shown)
    said = Sentence("whole.backed_up", {"file": str(written.path), "files": written.files})
    print(say(said, language()))
    if written.without:
        print(say(Sentence("whole.without", {"who": written.without}), language()))
    return 0
