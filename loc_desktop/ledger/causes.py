"""Why a stored transaction, block 0 or a connection profile is none;
the clauses stand in ``loc_desktop/texts/causes/ledger.py``."""

from __future__ import annotations

from typing import Final

from loc_desktop.errors import causes_of

cause: Final = causes_of("ledger")
