"""A secret in a file that only its owner can read."""

from __future__ import annotations

from pathlib import Path

from loc_desktop import file_causes
from loc_desktop.cli.errors import terminal_error
from loc_desktop.small_file import read_small

_MOST = 4096


def first_line(file: Path) -> str:
    """Its first line, "" if it is empty. Raises TerminalError ``secret.file``."""
    try:
        lines = read_small(file, _MOST).decode().splitlines()
    except (OSError, ValueError) as error:
        raise terminal_error("secret.file", file=file.name, why=file_causes.of_error(error)) from error
    return lines[0] if lines else ""
