"""Why a dossier is not sealed to a member, with the English."""

from __future__ import annotations

from typing import Final

from loc_desktop.errors import Causes

CAUSES: Final = Causes(
    "identity",
    {
        "no_encryption_key": "no encryption key is registered",
        "other_encryption_key": "its encryption key is not a P-256 key of this member",
        "not_vouched": "its signing key does not vouch for its encryption key",
    },
)

cause: Final = CAUSES.make
