"""What an oracle is: it opens an event of its kind for a grantor and says what the result would be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from loc_desktop.desk.granting.case import CaseOpener
from loc_desktop.desk.granting.office import Office

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.desk.signing.result import OracleFinding, PreparedResult
    from loc_desktop.desk.values.case import Case, SignOutcome
    from loc_desktop.ledger.api import User
    from loc_desktop.ledger.index.rows import EventRow
    from loc_desktop.script.items import Event, OracleResult
    from loc_desktop.texts.sentence import Sentence


@dataclass(frozen=True, slots=True)
class OracleContext:
    """What an oracle works with: a grantor's connection, names, PIN, its own office's files, and its key.
    Made for a piece of work: key and terms are read once."""

    carrier: Carrier
    names: Names
    pin: str | None
    office: Office
    opener: CaseOpener

    @classmethod
    def of(
        cls, carrier: Carrier, names: Names, pin: str | None, purpose: str = "", note: str = ""
    ) -> OracleContext:
        """``purpose``, ``note``: as for :class:`CaseOpener`."""
        office = Office(carrier.connections, carrier.identity)
        return cls(carrier, names, pin, office, CaseOpener(carrier, pin, purpose, note))


@dataclass(frozen=True, slots=True)
class LockedEvent:
    """An event as the ledger has it for the grantor whose turn it is: the results before, and whether nobody
    grants after."""

    event: Event
    results: tuple[OracleResult, ...]
    last: bool

    @classmethod
    def of(cls, chaincode: Any, results: tuple[OracleResult, ...]) -> LockedEvent:
        return cls(chaincode["event"], results, len(results) + 1 == len(chaincode["keys"]))


class OpenedCase(Protocol):
    """An event opened by the oracle of its kind."""

    @property
    def changed(self) -> Sentence:
        """What to say where another look gives another result."""

    @property
    def case(self) -> Case:
        """What a person sees of it."""

    def finding(self, approve: bool, reason: str) -> OracleFinding:
        """What the result says. ``approve`` and ``reason`` are a person's, where one judges. Raises
        KnownError ``grant.reason``."""

    def ask(self, finding: OracleFinding) -> Sentence:
        """The sentence that a person confirms."""

    def locked(self) -> LockedEvent:
        """Raises KnownError ``case.blocked`` where a signature on the event does not verify."""

    def send(self, result: PreparedResult, user: User, *, queue: bool) -> SignOutcome:
        """Sign a result and send it. Raises the contract's refusal, the ledger's errors."""


Oracle = Callable[[OracleContext, "EventRow"], OpenedCase]
"""Opens an event that the index has. Raises KnownError ``case.unknown``, ``keyring.*``, the ledger's."""
