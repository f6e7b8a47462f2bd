"""A secret in a file that only its owner can read."""

from __future__ import annotations

from pathlib import Path

from loc_desktop.data_file import FilesError

_MOST = 4096


def first_line(file: Path) -> str:
    """Its first line, "" if it is empty. Raises FilesError ``files.copy``."""
    try:
        with file.open("rb") as stream:
            lines = stream.read(_MOST).decode().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not text"
        raise FilesError(
            "files.copy",
            f"The file {file.name} cannot be read: {why}.",
            "Give a text file whose first line is the secret.",
            params={"file": file.name, "folder": str(file.parent)},
        ) from error
    return lines[0] if lines else ""
