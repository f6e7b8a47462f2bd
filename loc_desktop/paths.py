"""The folder that holds this computer's data: one place, so that a test or a second user can move it."""

from __future__ import annotations

import os
from pathlib import Path

from loc_desktop import file_causes
from loc_desktop.errors import KnownError

HOME_VARIABLE = "LOC_HOME"


def data_dir() -> Path:
    """``LOC_HOME`` if it is set (also by ``--home``), else the system's place for an application's data.

    The folder is made, readable by its owner only, if it is not there. Raises KnownError ``folder.unusable``
    if it cannot be made or is no folder.
    """
    chosen = os.environ.get(HOME_VARIABLE)
    folder = Path(chosen).expanduser().absolute() if chosen else _own()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise KnownError(
            "folder.unusable",
            params={"folder": str(folder), "why": file_causes.of_error(error)},
        ) from error
    return folder


def _own() -> Path:
    # Imported here: it costs the window's start a while, and LOC_HOME does without it.
    from platformdirs import user_data_dir

    return Path(user_data_dir("loc-desktop", appauthor=False))
