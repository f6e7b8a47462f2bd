"""A member's keys destroyed when the rules do not keep what is sealed to them any more.

What was sealed to a key that is destroyed stays on the ledger and opens for nobody who had no other: for the
customer, whose copy is sealed to its own key. The ledger is not changed, and verifies as before. Each member
of a group destroys its own keys and says so, signed, on the ledger (``group.erased``).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from loc_desktop.app.connections import ERASED
from loc_desktop.desk.signing.group_keys import GroupKeys
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.values.erasure import Erasable
from loc_desktop.desk.values.event import Stage
from loc_desktop.loan.retention import may_have_ended
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.desk.values.case import ToSign
    from loc_desktop.desk.values.event import RequestStatus


MOST_GAP: Final = 40
"""Days without a block after which nobody's keys are destroyed unasked."""
_LOOK_BACK: Final = 400


class Erasures:
    """For the roles that have groups."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._requests = Requests(carrier, names)
        self._years: dict[str, int] = {}

    def may(self, pin: str | None = None) -> Erasable:
        """What the rules let this member destroy today. A member that has not signed in this year gets its
        new keys first. Raises KnownError ``pin.*``, ``keyring.*``, the ledger's errors."""
        GroupKeys(self._carrier, pin).tend()
        self._carrier.connections.destroy_erased(self._carrier.identity, pin)
        today = self._carrier.today
        may = Erasable(**self._carrier.query("erasable", {"on": today.isoformat()}, pin))
        # A word that one peer asks for and the others refuse is signed all the same.
        return may if may_have_ended(may.year, today.year) else replace(may, year=0)

    def prepare(self, pin: str | None = None) -> ToSign:
        """What is signed before keys are destroyed; the sentence says what nobody here can read afterwards.

        Raises KnownError ``erase.nothing``, and as :meth:`may`.
        """
        return self._prepared(self.may(pin))

    def _prepared(self, may: Erasable) -> ToSign:
        own = self._carrier.identity
        if not may.year:
            raise desk_error("erase.nothing", retention=may.retention)
        sentence = Sentence(
            "sign.erase" if may.loans else "sign.erase.no_loan",
            {"name": own.name, "year": may.year, "loans": may.loans, "last": may.last},
        )
        body = {"role": own.role, "member": own.key, "year": may.year}
        prepared = self._requests.prepare(ERASED, body, sentence)
        self._years[prepared.event] = may.year
        return prepared

    def erase(self, prepared: ToSign, *, pin: str | None = None) -> RequestStatus:
        """Say so on the ledger, whose contract looks at the day again, and destroy the keys. What the rules
        do not let go any more is kept.

        Where the ledger is away nothing is destroyed until the word is on it; then, and where the program
        ends in between, that is done before the next dossier is opened. Raises KnownError ``erase.changed``,
        ``pin.*``, ``keyring.*``, the ledger's errors.
        """
        year, may = self._years.get(prepared.event, 0), self.may(pin)
        if not year or may.year < year:
            raise desk_error("erase.changed")
        return self._submit(prepared, year, pin)

    def _submit(self, prepared: ToSign, year: int, pin: str | None) -> RequestStatus:
        status = self._requests.submit(prepared, pin)
        if status.stage is Stage.UNLOCKED:
            self._carrier.connections.destroy_years(self._carrier.identity, year, pin)
        else:
            self._carrier.connections.look_again(self._carrier.identity)
        return status

    def by_rule(self, pin: str | None = None) -> int:
        """Destroy what may be destroyed, with nobody asked; up to which year, 0 if there was nothing. Raises
        as :meth:`erase`, and ``erase.clock`` where the ledger's time has jumped lately: the computer's clock
        may be wrong, and a person decides."""
        may = self.may(pin)
        if may.year:
            carrier = self._carrier
            since = (carrier.today - timedelta(days=_LOOK_BACK)).isoformat()
            gap = carrier.connections.index(carrier.identity.ledger).longest_gap(
                since, carrier.connections.clock()
            )
            if gap > MOST_GAP:
                raise desk_error("erase.clock", days=int(gap), year=may.year)
            self._submit(self._prepared(may), may.year, pin)
        return may.year
