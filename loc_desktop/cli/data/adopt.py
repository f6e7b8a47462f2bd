"""``loc-desktop data adopt``: the list of the data folder's files is written anew with what is there."""

from __future__ import annotations

import argparse

from loc_desktop.cli.data.folder import add_passphrase, opened
from loc_desktop.texts.terminal.tongue import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The keyring's passphrase."""
    parser.description = tr("Write a lost or damaged files.json anew with the files that are there.")
    add_passphrase(parser)


def run(args: argparse.Namespace) -> int:
    """Write the list anew and print its files; 0."""
    with opened(args.passphrase_file) as files:
        names = files.adopt()
    print("\n".join(names))
    return 0
