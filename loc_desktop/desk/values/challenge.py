"""Challenges, answers, decisions and claims."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from loc_desktop.app.values import Party
from loc_desktop.texts.sentence import Sentence


@dataclass(frozen=True, slots=True)
class ChallengeLine:
    """A challenge in a list. ``status``: open, answered, dismissed, upheld, lifted. ``frozen``: the target is
    frozen now, ``until`` when ("": until the challenge ends). ``late``: the deadline is over and nobody
    answered."""

    id: str
    target_kind: str
    target: str
    reason: str
    raised: str
    deadline: str
    respondent: Party
    status: str
    frozen: bool
    until: str = field(default="", kw_only=True)
    late: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its evidence; ``verdict`` is R's ("" none yet, Pass dismisses the challenge)."""

    event: str
    at: str
    text: str
    evidence: str
    verdict: str


@dataclass(frozen=True, slots=True)
class WaitingDecision:
    """A decision or reversal of R's that waits for a second authority; ``mine``: R may withdraw it."""

    event: str
    kind: str
    effect: Sentence
    waits_for: Party | None
    mine: bool


@dataclass(frozen=True, slots=True)
class ChallengeDetail:
    """``stops``: what the freeze stops, in words. ``effects``: what an upheld one can lead to. ``reversals``
    are the events whose money is to be taken back; ``paused`` the loans that stand still; ``waiting`` what R
    has signed and a second authority has not agreed to. ``can``: what I may do now: answer, accept, uphold,
    dismiss, lift, reverse; ``seconds`` who can agree where it takes two."""

    line: ChallengeLine
    event: str
    stops: Sentence
    answers: tuple[Answer, ...]
    effects: tuple[str, ...]
    effect: str
    ruling: str
    decided: str
    reversals: tuple[str, ...]
    can: tuple[str, ...]
    paused: tuple[str, ...] = ()
    waiting: tuple[WaitingDecision, ...] = ()
    seconds: tuple[Party, ...] = ()
    raw: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """What a reversal could not take: ``debtor`` owes ``creditor`` ``amount`` fen, ``left`` of it.
    ``status``: open, paid, waived. ``there`` is what is on the debtor's account now, None where one may not
    look. ``can``: what I may do now: pay, collect, waive."""

    id: str
    loan: str
    event: str
    challenge: str
    opened: str
    debtor: Party
    creditor: Party
    amount: int
    left: int
    status: str
    there: int | None
    can: tuple[str, ...]
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member in the regulator's list. ``state``: active, frozen or revoked; ``pending`` the id of a
    revocation that waits ("" none) for ``waits_for``; ``mine``: this regulator asked for it."""

    party: Party
    organisation: str
    registered: str
    state: str
    pending: str
    waits_for: Party | None
    mine: bool
