"""Evaluations step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loc_desktop.app.values import Party
from loc_desktop.texts.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Attempt:
    """One unlock attempt of an event that a block holds, oldest is number 1."""

    number: int
    tx_id: str
    block: int
    at: str
    code: int


@dataclass(frozen=True, slots=True)
class AttemptTrace:
    """The trace of one attempt: ``trace`` is the evaluation's own value (script.evaluate.Trace)."""

    event: str
    sentence: Sentence
    attempt: Attempt
    attempts: tuple[Attempt, ...]
    trace: Any
    parties: Mapping[str, Party]
