"""Why the books refuse an entry, and what is wrong with an account number;
the clauses stand in ``loc_desktop/texts/causes/bank.py``."""

from __future__ import annotations

from typing import Final

from loc_desktop.errors import causes_of

cause: Final = causes_of("bank")
