"""What a business flow demands of the state, and what it leaves there besides moved money: by the row's
``rule``.

A rule has three parts: the state keys it will read (for one round trip), the conditions, and the effect.
Conditions raise :class:`ExecutionError`; they are checked when the chaincode is locked, as a refusal, and
again when it executes, as return code 4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loc_desktop.contract.accounts import Lot, total
from loc_desktop.contract.flows import Flow, replaced_in
from loc_desktop.contract.rulebook.adopted import day_of, zone_of
from loc_desktop.contract.rulebook.document import Rulebook
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
    rules: Rulebook
    """The rules on the ledger that were in force on the day of the lock."""
    hint: int = 0
    results: list[Any] = field(default_factory=list)
    moves: list[dict[str, Json]] = field(default_factory=list)
    outputs: list[Json] = field(default_factory=list)
    prepared: Any = None
    locked: str = ""
    """When the event was locked (the ledger's time), "" while it is being locked."""
    _roles: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The event's id."""
        return str(self.event["id"])

    @property
    def signers(self) -> list[str]:
        """The keys that signed the event, the first first."""
        return [signature["key"] for signature in self.event["signatures"]]

    @property
    def body(self) -> Mapping[str, Any]:
        """The event's body."""
        body: Mapping[str, Any] = self.event["body"]
        return body

    @property
    def time(self) -> str:
        """The transaction's time, from the ledger."""
        return self.work.state.time

    @property
    def now(self) -> str:
        """The time that counts: the transaction's; on a ledger whose ``clock`` is ``events``, the event's
        own.

        The latter is for demonstrations that play years in minutes.
        """
        return str(self.event["at"]) if self.config.get("clock") == "events" else self.time

    @property
    def zone(self) -> str:
        """The ledger's zone of business days (IANA)."""
        return zone_of(self.config)

    @property
    def today(self) -> date:
        """The ledger's day of this transaction, in its zone: the day of a payout."""
        return day_of(self.config, str(self.event["at"]), self.time)

    @property
    def value_date(self) -> date:
        """The ledger's day of the transaction that locked the event: the day that a payment or change has.

        So a grantor that answers the next morning costs the customer no penalty, and no signer dates itself.
        """
        return day_of(self.config, str(self.event["at"]), self.locked or self.time)

    @property
    def slots(self) -> int:
        """Into how many slots the ledger's configuration spreads an institution's account."""
        slots: int = self.config["slots"]
        return slots

    def role_of(self, key: str) -> str:
        """The role in which the event names ``key``. Raises LookupError if it does not."""
        if not self._roles:
            self._roles = {named: role for role, named in self.flow.keys_of(self.body)}
        return self._roles[key]

    def grantor(self, role: str) -> str:
        """The key of the first grantor in ``role``, or of the member whose substitute it is; "" if there is
        none.
        """
        place = next((n for n, key in enumerate(self.grantors) if key["role"] == role), None)
        return "" if place is None else replaced_in(self.body).get(place, self.grantors[place]["key"])

    def moved(self, op: str, source: str, to: str, lots: list[Lot]) -> None:
        """What the result of the transaction says about moved money: who, whom, and of which issue."""
        parts = [{"issuer": lot["issuer"], "event": lot["event"], "amount": lot["amount"]} for lot in lots]
        self.moves.append({"op": op, "from": source, "to": to, "amount": total(lots), "lots": parts})


def tag_in_pass(result: Mapping[str, Any], reason: re.Pattern[str]) -> str:
    """The tag, group 1 of ``reason``, that a Pass carries in its reason; "" if it carries none."""
    match = reason.match(str(result.get("reason", "")))
    return match[1] if match and result.get("verdict") == "Pass" else ""


def _nothing(_run: Run) -> None:
    """No condition, or no effect."""


def _no_reads(_body: Mapping[str, Any], _time: str, _hint: int) -> list[str]:
    return []


@dataclass(frozen=True, slots=True)
class Rule:
    """``check``: conditions of locking and execution; ``at_lock``, ``at_unlock``: of one of them only;
    ``on_lock``: the effect of locking; ``apply``: of the execution; ``reads``: the state keys, from body,
    time and hint.
    """

    check: Callable[[Run], None] = _nothing
    at_lock: Callable[[Run], None] = _nothing
    on_lock: Callable[[Run], None] = _nothing
    at_unlock: Callable[[Run], None] = _nothing
    apply: Callable[[Run], None] = _nothing
    reads: Callable[[Mapping[str, Any], str, int], list[str]] = _no_reads


NO_RULE = Rule()
