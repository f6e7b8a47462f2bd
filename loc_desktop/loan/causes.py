"""Why a plan or a table of rules is none; the clauses stand in ``loc_desktop/texts/causes/loan.py``."""

from __future__ import annotations

from typing import Final

from loc_desktop.errors import causes_of

cause: Final = causes_of("loan")
