"""What was done, and what of it came out wrong: the figures of ``bench faults``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Count:
    """How often something was ``tried``; of these, what was ``lost`` (money, or what was confirmed), done
    ``twice``, or ``wrongly`` told (said to be otherwise than it is)."""

    tried: int = 0
    lost: int = 0
    twice: int = 0
    wrongly: int = 0

    @property
    def good(self) -> bool:
        """Whether something was tried and nothing came out wrong."""
        return self.tried > 0 and not (self.lost or self.twice or self.wrongly)

    def to_json(self) -> dict[str, int]:
        return {
            "tried": self.tried,
            "lost": self.lost,
            "twice": self.twice,
            "wrongly_told": self.wrongly,
        }
