"""Why a dossier is not sealed to a member; the clauses stand in ``loc_desktop/texts/causes/identity.py``."""

from __future__ import annotations

from typing import Final

from loc_desktop.errors import causes_of

cause: Final = causes_of("identity")
