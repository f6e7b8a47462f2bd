"""Challenges (paper 3.2): R asks and decides, the challenged role answers; all parties see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loc_desktop.desk.model import Party, SignOutcome, ToSign
from loc_desktop.desk.money_model import Asked, ChallengeDetail, ChallengeLine

if TYPE_CHECKING:
    from loc_desktop.desk.carry import Carrier
    from loc_desktop.desk.names import Names

TARGETS = ("transaction", "loan", "party", "event")
EFFECTS = ("none", "refusal", "suspension", "reversal")


class Challenges:
    """For everyone: R sees all, the others those that concern them. ``say(Sentence("stops.<target kind>"))``
    tells what a freeze stops, ``say(Sentence("effect.<effect>"))`` what an upheld challenge leads to."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        raise NotImplementedError

    def all(self, *, status: str = "") -> tuple[ChallengeLine, ...]:
        """Newest first; ``status`` "" all, "open" those undecided."""
        raise NotImplementedError

    def waiting(self) -> int:
        """How many wait for me: for my answer, or (R) for my decision."""
        raise NotImplementedError

    def challenge(self, challenge: str) -> ChallengeDetail:
        """Raises KnownError ``contract.challenge_unknown``."""
        raise NotImplementedError

    def respondents(self, target_kind: str, target: str) -> tuple[Party, ...]:
        """Who can be asked about a target: its parties. Raises KnownError ``challenge.target``."""
        raise NotImplementedError

    def prepare_raise(
        self, target_kind: str, target: str, respondent: str, reason: str, deadline: str
    ) -> ToSign:
        """For R. ``deadline`` a day or an RFC 3339 time in the future. The target is frozen once it is on the
        ledger. Raises KnownError ``challenge.target``, ``challenge.reason``, ``challenge.deadline``."""
        raise NotImplementedError

    def prepare_answer(self, challenge: str, answer: str, evidence: str = "") -> ToSign:
        """For the challenged. Raises KnownError ``challenge.text``."""
        raise NotImplementedError

    def accept(self, challenge: str, *, pin: str | None = None) -> SignOutcome:
        """For R: the last answer is accepted (R's Pass), the challenge dismissed, the freeze ended."""
        raise NotImplementedError

    def prepare_decide(self, challenge: str, decision: str, effect: str, ruling: str) -> ToSign:
        """For R: ``decision`` upheld or dismissed; ``effect`` one of ``ChallengeDetail.effects`` (``none`` for
        dismissed). Raises KnownError ``challenge.text``, ``contract.unanswered``, ``contract.effect``."""
        raise NotImplementedError

    def prepare_lift(self, challenge: str, ruling: str) -> ToSign:
        """For R: the end of a suspension."""
        raise NotImplementedError

    def prepare_reverse(self, challenge: str) -> ToSign:
        """For R: the reversal event that an upheld challenge orders (one event at a time)."""
        raise NotImplementedError

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> Asked:
        raise NotImplementedError
