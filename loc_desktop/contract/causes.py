"""Why the contract refuses; the clauses stand in ``loc_desktop/texts/causes/contract.py``."""

from __future__ import annotations

from typing import Final

from loc_desktop.errors import causes_of

cause: Final = causes_of("contract")
