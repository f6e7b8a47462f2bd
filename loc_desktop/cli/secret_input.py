"""Secrets for a command: from a file's first line, or typed where nobody sees them; never an argument, which
every user of a computer can read."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop.cli.secret_file import first_line
from loc_desktop.errors import UsageError
from loc_desktop.texts.terminal.tongue import tr, translated

if TYPE_CHECKING:
    from loc_desktop.desk.workplace import Workplace


def secret(what: str, option: str, file: Path | None) -> str:
    """What the first line of ``file`` says, or what the person at the terminal types; ``what`` is asked for,
    in English, ``option`` is that of the file. Raises TerminalError ``secret.file``; UsageError where there
    is neither a file nor a person.
    """
    if file is not None:
        return first_line(file)
    if not sys.stdin.isatty():
        raise UsageError(tr("there is nobody to ask: give {option}", option=option))
    return getpass.getpass(f"{translated(what)} ")


def new_secret(what: str, option: str, file: Path | None) -> tuple[str, str]:
    """As :func:`secret`, typed twice: both."""
    first = secret(what, option, file)
    return first, first if file is not None else secret("The same once more:", option, None)


def add_second(parser: argparse.ArgumentParser) -> None:
    """``--second`` and ``--second-passphrase-file``, for a backup of two officers."""
    parser.add_argument("--second", metavar="FILE", help=tr("the second officer's file"))
    parser.add_argument(
        "--second-passphrase-file",
        metavar="FILE",
        type=Path,
        help=tr("a file whose first line is the passphrase of the second officer's file"),
    )


def add_keys(parser: argparse.ArgumentParser) -> None:
    """``--keys-passphrase-file``, for :func:`open_keys`."""
    parser.add_argument(
        "--keys-passphrase-file",
        metavar="FILE",
        type=Path,
        help=tr("a file whose first line is the passphrase of an encrypted keyring file"),
    )


def open_keys(workplace: Workplace, file: Path | None) -> None:
    """Where the keys are in an encrypted file, open it. Raises KnownError ``keyring.*``."""
    if workplace.needs_passphrase:
        workplace.use_passphrase(
            secret("Passphrase of the encrypted keyring file:", "--keys-passphrase-file", file)
        )
