"""Which department serves a place: by the administrative division that fits the declared address longest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from loc_desktop.loan.person_name import comparable

if TYPE_CHECKING:
    from loc_desktop.ledger.index.rows import MemberRow


def fit(place: str, areas: Sequence[Mapping[str, Any]]) -> int:
    """How closely a department's areas fit a declared place: the digits of the longest division's code whose
    name stands in it, or with which a code that was typed begins; 0 where none fits.
    """
    said = comparable(place)
    fitting = (
        len(area["code"])
        for area in areas
        if comparable(area["name"]) in said or (said[:2].isdigit() and said.startswith(area["code"]))
    )
    return max(fitting, default=0) if said else 0


def fits(place: str, member: MemberRow) -> int:
    """:func:`fit` of a member's registered areas."""
    return fit(place, member.record.get("areas", []))
