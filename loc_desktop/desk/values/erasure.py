"""Which of a member's keys may be destroyed by the rules."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Erasable:
    """Keys up to ``year`` may be destroyed (0: none): ``keys`` of the group, to which the dossiers of
    ``loans`` are sealed, the last of them paid out on ``last`` ("" where there is no loan).

    ``retention``: years that the rules keep what was sealed; ``erased``: up to which year the member has said
    that its keys are destroyed, 0 if it never did.
    """

    year: int
    retention: int
    erased: int
    keys: int
    loans: int
    last: str
