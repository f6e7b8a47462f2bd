"""The rules on a ledger as they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loc_desktop.loan.products import Product
from loc_desktop.texts.sentence import Sentence


@dataclass(frozen=True, slots=True)
class RulesVersion:
    """A version. ``start``: the day from which it counts (of a proposal, from which it shall); ``state``:
    past, current, next or proposed; ``event``: by which it was adopted, "" for the first; ``by``: the bank
    that proposed it.
    """

    digest: str
    start: str
    state: str
    event: str = ""
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One line of the lending rules: its name and its value, each as a sentence."""

    name: Sentence
    value: Sentence | str


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day that is no ordinary one: off, or a weekend day that is worked."""

    day: str
    worked: bool


@dataclass(frozen=True, slots=True)
class FlowLine:
    """Who signs and who grants an event of a kind: roles, or the body's field that names the role."""

    kind: str
    signers: tuple[str, ...]
    grantors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulesContent:
    """A version to read. ``years``: of each year that has days of its own; ``fixed``: MM-DD, every year;
    ``changes``: against the version before it, in words, empty for the first.
    """

    version: RulesVersion
    products: tuple[Product, ...]
    years: Mapping[str, tuple[DayLine, ...]]
    fixed: tuple[str, ...]
    lending: tuple[RuleLine, ...]
    flows: tuple[FlowLine, ...]
    changes: tuple[Sentence, ...]
    document: Mapping[str, Any]
