"""The oracle of each kind of event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from loc_desktop.desk.granting.checks_oracle import open_request
from loc_desktop.desk.granting.dossier_oracle import open_dossier
from loc_desktop.desk.granting.oracle import Oracle
from loc_desktop.desk.values.event import WITH_DOSSIER

ORACLES: Final[Mapping[str, Oracle]] = dict.fromkeys(WITH_DOSSIER, open_dossier)
"""Of the kinds whose dossier is opened."""


def oracle_of(kind: str) -> Oracle:
    """What carries no dossier is checked by its row of ``oracle_checks.CHECKS``; what has none there, also of
    a kind that this program does not know, opens as a blocked case."""
    return ORACLES.get(kind, open_request)
