"""Connection profiles: read from what the operator gave, kept in the data folder."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from loc_desktop.ledger.causes import cause

if TYPE_CHECKING:
    from pathlib import Path

    from loc_desktop.app.connections import Connections
    from loc_desktop.ledger.fabric.profile import Profile


def profile_of(file: Path) -> Profile:
    """The profile in a file, if one can enrol with it.

    Raises ProfileError ``profile.missing``, ``profile.format``, ``profile.field``.
    """
    from loc_desktop.ledger.fabric.profile import field_error, load_profile

    profile = load_profile(file)
    for field, value in (("ca.url", profile.ca.url), ("msp_root_pems", profile.msp_root_pems)):
        if not value:
            raise field_error(file.name, field, cause("missing"))
    return profile


def keep_profile(connections: Connections, raw: bytes) -> str:
    """A copy of a profile in the data folder, under a name made of its bytes; that name. It holds nothing
    secret."""
    from loc_desktop.identity.files import write_private

    name = f"profiles/{hashlib.sha256(raw).hexdigest()[:16]}.json"
    (connections.home / "profiles").mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (connections.home / name).exists():
        write_private(connections.home / name, raw)
    return name
