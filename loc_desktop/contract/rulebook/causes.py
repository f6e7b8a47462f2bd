"""Why a document of rules is not adopted; the clauses stand in ``loc_desktop/texts/causes/rulebook.py``."""

from __future__ import annotations

from typing import Final

from loc_desktop.errors import causes_of

cause: Final = causes_of("rulebook")
