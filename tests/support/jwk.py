"""An encryption key for a member of a test's ledger: the point of its signing key."""

from __future__ import annotations

from loc_desktop.identity.keys import jwk
from loc_desktop.script.keys import load_key


def jwk_of(key: str) -> dict[str, str]:
    """The JWK of the member with the signing key ``key``."""
    return jwk(load_key(key), key)
