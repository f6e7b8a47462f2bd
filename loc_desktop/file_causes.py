"""Why a file cannot be read or written: by the number of the operating system's error, not by its words. The
clauses stand in ``loc_desktop/texts/causes/files.py``."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping
from typing import Final

from loc_desktop.errors import Trouble, causes_of

cause: Final = causes_of("file")

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
