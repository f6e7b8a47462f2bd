"""``loc-desktop data restore``: a copy of a file of the data folder is put back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from loc_desktop.cli.data.folder import add_passphrase, opened
from loc_desktop.texts.terminal.tongue import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, its copy, and the keyring's passphrase."""
    parser.description = tr("Put a copy of a remembered file back; what stands in its place is kept aside.")
    parser.add_argument("name", metavar="NAME", help=tr("its name, as `loc-desktop data list` says it"))
    parser.add_argument("copy", metavar="FILE", type=Path, help=tr("the copy"))
    add_passphrase(parser)


def run(args: argparse.Namespace) -> int:
    """Put the copy back; 0. Raises FilesError ``files.unknown``, ``files.copy``, ``files.other``."""
    with opened(args.passphrase_file) as files:
        files.restore(args.name, args.copy)
    print(tr("{name} is put back.", name=args.name), file=sys.stderr)
    return 0
