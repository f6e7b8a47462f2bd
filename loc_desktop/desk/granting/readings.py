"""Reading a dossier leaves a record, signed with the reader's key, before anything of it is shown.

In one's turn as grantor the turn is the purpose. Outside it a purpose is asked for; the regulator's reading
stands on the ledger as well, as a ``flow.inspect`` (``desk/viewer/inspections.py``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from loc_desktop.bank.office.values import Reading

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier

TURN: Final = "turn"
"""The purpose of whoever opens a dossier because it is its turn to grant."""
NAME: Final = "name"
"""The purpose of the list of what waits: it shows whose application each is."""
PAPER: Final = "paper"
"""The purpose of whoever opens a dossier to make a paper of it."""


def reading(carrier: Carrier, event: str, purpose: str, note: str = "") -> Reading:
    """A record of now that is not signed yet."""
    own = carrier.identity
    return Reading(event, own.key, carrier.name, carrier.connections.clock(), purpose, note)


def record(carrier: Carrier, readings: Iterable[Reading], pin: str | None) -> None:
    """Sign and keep. Raises KnownError ``pin.*``, ``keyring.*``, ``office.*``."""
    from loc_desktop.bank.office.readings import keep, statement

    unsigned = list(readings)
    if unsigned:
        signer = carrier.connections.signer(carrier.identity, pin)
        signed = [replace(reading, value=signer.sign(statement(reading))) for reading in unsigned]
        keep(carrier.connections.office(carrier.identity), signed)
