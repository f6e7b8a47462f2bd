"""The program's log: what went wrong without a person asking for it. No personal data, no keys.

``logs/loc-desktop.log`` in the data folder, rotated, readable by its owner only. Of a known error its code is
written, of anything else its kind and where in the program it was raised; never its text, which may name a
person. ``logs/crash.log`` takes what :mod:`faulthandler` says when the process dies.
"""

from __future__ import annotations

import atexit
import faulthandler
import logging
import os
import time
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Final, TextIO

from loc_desktop.errors import KnownError

_LOG: Final = logging.getLogger("loc_desktop")
_LOG.addHandler(logging.NullHandler())
_BYTES: Final = 512 * 1024
_KEPT: Final = 4
_crash: TextIO | None = None


def folder_of(home: Path) -> Path:
    """Where the log of a data folder is."""
    return home / "logs"


def set_up(home: Path) -> None:
    """Write the log of this process into a data folder. A folder that cannot be written has no log."""
    global _crash
    folder = folder_of(home)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _Private(folder / "loc-desktop.log", maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
        crash = open(folder / "crash.log", "a", encoding="utf-8", opener=_private)  # noqa: SIM115
    except OSError:
        return
    formatter = logging.Formatter("%(asctime)sZ %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S")
    formatter.converter = _utc
    handler.setFormatter(formatter)
    for old in list(_LOG.handlers):
        _LOG.removeHandler(old)
        old.close()
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False
    close()
    _crash = crash
    faulthandler.enable(crash)


def close() -> None:
    """Let go of the file that takes what faulthandler says."""
    global _crash
    if _crash is not None:
        faulthandler.disable()
        _crash.close()
        _crash = None


atexit.register(close)


def failed(where: str, error: BaseException) -> None:
    """Write down that something failed; ``where`` names the work, in a word or two of our own."""
    if isinstance(error, KnownError):
        _LOG.warning("%s: %s", where, error.code)
        return
    frames = traceback.extract_tb(error.__traceback__)
    stack = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
    _LOG.error("%s: %s at %s", where, type(error).__name__, stack or "?")


class _Private(RotatingFileHandler):
    def _open(self) -> Any:
        return open(self.baseFilename, self.mode, encoding=self.encoding, opener=_private)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _utc(seconds: float | None) -> time.struct_time:
    return time.gmtime(seconds)
