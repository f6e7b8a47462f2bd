"""Why a file cannot be read or written: by the number of the operating system's error, not by its words."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping
from typing import Final

from loc_desktop.errors import Causes, Trouble

CAUSES: Final = Causes(
    "file",
    {
        "not_there": "there is no such file or folder",
        "no_right": "there is no permission for it",
        "not_permitted": "the system does not permit it",
        "folder": "it is a folder",
        "no_folder": "a part of its path is no folder",
        "exists": "the file exists",
        "disk_full": "the disk is full",
        "quota": "the disk quota is used up",
        "read_only": "the disk is read-only",
        "long_name": "its name is too long",
        "disk_error": "reading or writing the disk failed",
        "too_many_open": "too many files are open",
        "busy": "it is in use",
        "invalid": "the system does not take its name or this use of it",
        "loop": "its path leads in a circle",
        "other": "error {number} of the operating system ({said})",
        # without a number
        "not_a_file": "it is no file",
        "no_path": "this is no path",
        "name": "its name is not text",
        "too_large": "it has more than {most:count} bytes",
        "not_text": "byte {number} is not UTF-8 text",
        "not_json": "it is not JSON from line {line}, column {column} on",
        "too_deep": "it is nested too deep",
        "workbook": "the workbook is damaged",
    },
)

cause: Final = CAUSES.make

_BY_NUMBER: Final[Mapping[int, Trouble]] = {
    errno.ENOENT: cause("not_there"),
    errno.EACCES: cause("no_right"),
    errno.EPERM: cause("not_permitted"),
    errno.EISDIR: cause("folder"),
    errno.ENOTDIR: cause("no_folder"),
    errno.EEXIST: cause("exists"),
    errno.ENOSPC: cause("disk_full"),
    errno.EDQUOT: cause("quota"),
    errno.EROFS: cause("read_only"),
    errno.ENAMETOOLONG: cause("long_name"),
    errno.EIO: cause("disk_error"),
    errno.EMFILE: cause("too_many_open"),
    errno.ENFILE: cause("too_many_open"),
    errno.ETXTBSY: cause("busy"),
    errno.EBUSY: cause("busy"),
    errno.EINVAL: cause("invalid"),
    errno.ELOOP: cause("loop"),
}


def of_error(error: OSError | ValueError | RecursionError) -> Trouble:
    """Why opening, reading, writing or decoding a file failed. A ValueError that is not about the content is
    a path with a NUL character."""
    if isinstance(error, OSError):
        known = _BY_NUMBER.get(error.errno or 0)
        return known or cause("other", number=error.errno or 0, said=error.strerror or type(error).__name__)
    if isinstance(error, UnicodeDecodeError):
        return cause("not_text", number=error.start + 1)
    if isinstance(error, json.JSONDecodeError):
        return cause("not_json", line=error.lineno, column=error.colno)
    return cause("too_deep") if isinstance(error, RecursionError) else cause("no_path")
