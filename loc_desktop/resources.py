"""What the program brings as data: the shipped rules, terms, translations, styles and icons.

Installed, it lies inside this package; in a clone, in ``resources/`` beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

_INSTALLED: Final = Path(__file__).parent / "data"

FOLDER: Final = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).parents[1] / "resources"
"""The folder of the data."""


def text(name: str) -> str:
    """The text of one file, such as ``flows.json``. Raises OSError."""
    return (FOLDER / name).read_text("utf-8")
