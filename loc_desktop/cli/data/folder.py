"""The data folder as these commands open it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loc_desktop.app.file_deeds import FileDeeds
from loc_desktop.cli.secret_file import first_line
from loc_desktop.cli.workplace import opened as opened_workplace
from loc_desktop.texts.terminal.tongue import tr


def add_passphrase(parser: argparse.ArgumentParser) -> None:
    """The option that names the file with the keyring's passphrase."""
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=Path,
        help=tr("a file whose first line is the passphrase of an encrypted keyring file"),
    )


def shown(done: int, total: int) -> None:
    """The share that is done, on one line of standard error; nothing where that is no terminal."""
    if sys.stderr.isatty() and total:
        end = "\r" if done < total else "\n"
        print(f"{done / total:.0%}", end=end, file=sys.stderr, flush=True)


@contextmanager
def opened(passphrase: Path | None = None) -> Iterator[FileDeeds]:
    """What can be done about the data folder's files. Raises KnownError ``keyring.*``."""
    with opened_workplace() as workplace:
        if passphrase is not None:
            workplace.use_passphrase(first_line(passphrase))
        yield workplace.files
