"""What is wrong with an item, a text or a key;
the clauses stand in ``loc_desktop/texts/causes/script.py``."""

from __future__ import annotations

from typing import Final

from loc_desktop.errors import causes_of

cause: Final = causes_of("script")


def shown(text: str) -> str:
    """Foreign text within a cause: a line of what can be printed, 40 characters at most."""
    plain = repr(text[:40])[1:-1]
    return plain if len(plain) <= 40 else plain[:39] + "…"
