"""Whether there is a screen for a window: Qt would end the process where there is none."""

from __future__ import annotations

import os
import re
import socket
import sys
from pathlib import Path
from typing import Final

from loc_desktop.errors import KnownError

_SCREENLESS: Final = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
"""Qt platforms that need no display server."""

_LOCAL: Final = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?\Z")


def require() -> None:
    """Raises KnownError ``screen.none`` where Qt would find no display server."""
    if not has_screen():
        raise KnownError("screen.none")


def has_screen() -> bool:
    """Whether Qt can open a window: a Wayland or X server answers, or none is needed."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if not sys.platform.startswith("linux") or platform in _SCREENLESS:
        return True
    if os.environ.get("WAYLAND_DISPLAY") and platform != "xcb":
        return True
    display = os.environ.get("DISPLAY", "")
    local = _LOCAL.match(display)
    # A display of another machine, over ssh for example, is Qt's to try.
    return bool(display) and (local is None or _answers(int(local[1])))


def _answers(number: int) -> bool:
    path = f"/tmp/.X11-unix/X{number}"
    for address in (path, f"\0{path}"):
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2)
            try:
                client.connect(address)
            except OSError:
                continue
            return True
    # ssh -X listens on a port of this machine instead.
    with socket.socket() as client:
        client.settimeout(2)
        return not Path(path).exists() and client.connect_ex(("127.0.0.1", 6000 + number)) == 0
