"""What a business flow demands of the state, and what it leaves there besides moved money: by the row's
``rule``.

A rule has three parts: the state keys it will read (for one round trip), the conditions, and the effect.
Conditions raise :class:`ExecutionError`; they are checked when the chaincode is locked, as a refusal, and
again when it executes, as return code 4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from loc_desktop.contract.flows import Flow
from loc_desktop.contract.state import Json
from loc_desktop.contract.work import Work


@dataclass(slots=True)
class Run:
    """One chaincode being locked or executed. ``results`` is empty while locking; ``moves`` collects what
    moved.
    """

    work: Work
    flow: Flow
    event: Mapping[str, Any]
    config: Mapping[str, Any]
    grantors: list[dict[str, str]]
    hint: int = 0
    results: list[Any] = field(default_factory=list)
    moves: list[dict[str, Json]] = field(default_factory=list)
    outputs: list[Json] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.event["id"])

    @property
    def body(self) -> Mapping[str, Any]:
        body: Mapping[str, Any] = self.event["body"]
        return body

    @property
    def time(self) -> str:
        """The transaction's time, from the ledger."""
        return self.work.state.time

    @property
    def today(self) -> str:
        return self.time[:10]

    @property
    def slots(self) -> int:
        slots: int = self.config["slots"]
        return slots

    def role_of(self, key: str) -> str:
        """The role in which the event names ``key``."""
        for role, named in self.flow.keys_of(self.body):
            if named == key:
                return role
        raise LookupError(f"{key} is not named by the event")

    def grantor(self, role: str) -> str:
        """The key of the first grantor in ``role``, "" if there is none."""
        return next((key["key"] for key in self.grantors if key["role"] == role), "")


def _nothing(_run: Run) -> None:
    """No condition, or no effect."""


def _no_reads(_body: Mapping[str, Any]) -> list[str]:
    return []


@dataclass(frozen=True, slots=True)
class Rule:
    """``check``: both times; ``at_unlock``: conditions of the execution only; ``apply``: the effect."""

    check: Callable[[Run], None] = _nothing
    at_unlock: Callable[[Run], None] = _nothing
    apply: Callable[[Run], None] = _nothing
    reads: Callable[[Mapping[str, Any]], list[str]] = _no_reads


NO_RULE = Rule()
