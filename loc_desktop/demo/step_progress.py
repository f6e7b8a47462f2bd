"""How far a story is."""

from __future__ import annotations

from collections.abc import Callable

StepProgress = Callable[[str, int, int], None]
"""Called with (step's name, done, total)."""
