"""Reading a file of bounded size that a person chose, or that lies in the data folder."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read_small(path: Path, most: int) -> bytes:
    """A regular file's bytes, at most ``most + 1`` of them: whoever gets more knows that it is too large.

    A pipe or a device, which may never end, is not opened. Raises OSError.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "it is no file", str(path))
        return stream.read(most + 1)
