"""The data folder as a command opens it, and what is said of its files beside the command's outcome."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop.app import log
from loc_desktop.paths import data_dir
from loc_desktop.texts.terminal.tongue import said

if TYPE_CHECKING:
    from loc_desktop.desk.workplace import Workplace


def logged(home: Path | None = None) -> Path:
    """The data folder (default: the user's); from now on its log takes what goes wrong, if it is there."""
    folder = home or data_dir()
    if folder.is_dir():
        log.set_up(folder)
    return folder


@contextmanager
def opened() -> Iterator[Workplace]:
    """The user's workplace, closed afterwards; its log takes what goes wrong."""
    from loc_desktop.desk.workplace import Workplace

    workplace = Workplace(logged())
    try:
        yield workplace
    finally:
        workplace.close()


def tell_asides(workplace: Workplace) -> None:
    """Each trouble with files on a line of standard error, beside the command's outcome."""
    unkept = workplace.unkept()
    for error in (*workplace.asides.take(), *((unkept,) if unkept is not None else ())):
        print(f"loc-desktop: {said(error)}", file=sys.stderr)
