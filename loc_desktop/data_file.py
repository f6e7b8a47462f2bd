"""A file of a data folder: how it is told from another one, and when it may be made.

A file that was there once is not made again because it is missing: every file that cannot be thrown away has
a random number in its header, and the data folder remembers it (``files.json``).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from loc_desktop import file_causes
from loc_desktop.errors import KnownError

MOST_STAMP = 2**31 - 1
"""SQLite's ``user_version`` keeps it."""


class FilesError(KnownError):
    """A file of the data folder is not what was there. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Access:
    """How a file is opened. ``stamp``: the number that it must have; 0: nobody remembers one, so the file may
    be made, or be taken as it is. ``key``: the 32 bytes by which it is encrypted; empty: it is in clear."""

    stamp: int = 0
    key: bytes = field(default=b"", repr=False)


ANY = Access()
"""A file in clear that nobody remembers."""


def new_stamp() -> int:
    """A number for the header of a new file, by which it is told from others."""
    return secrets.randbelow(MOST_STAMP) + 1


def check_present(path: Path, stamp: int) -> None:
    """That a file which is remembered is there and not empty. Raises FilesError ``files.missing``."""
    if stamp and (not path.is_file() or not path.stat().st_size):
        raise missing(path)


def missing(path: Path) -> FilesError:
    """The error for a remembered file that is missing or empty."""
    return FilesError(
        "files.missing",
        params={"file": path.name, "folder": str(path.parent)},
    )


def other(path: Path) -> FilesError:
    """The error for a file that is not the remembered one."""
    return FilesError(
        "files.other",
        params={"file": path.name, "folder": str(path.parent)},
    )


def unwritable(path: Path, error: OSError) -> FilesError:
    """The error for a file that the system does not let us write."""
    why = file_causes.of_error(error)
    return FilesError(
        "files.disk",
        params={"file": path.name, "folder": str(path.parent), "why": why},
    )


def newer(path: Path) -> FilesError:
    """The error for a file of a format that only a newer version reads."""
    return FilesError(
        "files.newer",
        params={"file": path.name, "folder": str(path.parent)},
    )


def check_header(path: Path, access: Access, found: tuple[int, int], mark: int) -> bool:
    """Whether a file has its ``mark`` (``application_id``) and, if one is remembered, its stamp already; not
    if it is new. ``found``: both as in its header. Raises FilesError ``files.other``, ``files.newer``."""
    application, stamp = found
    if application == 0 and stamp == 0 and not access.stamp:
        return False
    if application >> 8 == mark >> 8 and application > mark:
        raise newer(path)
    if application != mark or (access.stamp and stamp != access.stamp):
        raise other(path)
    return True
