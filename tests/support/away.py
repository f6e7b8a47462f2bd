"""A ledger that goes away and comes back: stands in for a network, as an embedded ledger is always there."""

from __future__ import annotations

from typing import Any

from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import Trouble
from loc_desktop.ledger.api import ConnectError, Health


class Away:
    """A ledger that takes and answers nothing while ``away`` is set."""

    def __init__(self, ledger: Any) -> None:
        self._ledger = ledger
        self.away = True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def submit(self, fn: str, args: list[Any], user: Any) -> Any:
        self._check()
        return self._ledger.submit(fn, args, user)

    def evaluate(self, fn: str, args: list[Any], user: Any) -> Any:
        self._check()
        return self._ledger.evaluate(fn, args, user)

    def health(self) -> Health:
        return Health(False, 0, "", Trouble("ledger.away")) if self.away else self._ledger.health()

    def _check(self) -> None:
        if self.away:
            raise ConnectError("ledger.away")


def put_away(workplace: Workplace) -> Away:
    """The ledger of the desk in use, away from now on for everybody at this workplace."""
    ledger = workplace.desk("").identity.ledger
    away = Away(workplace.connections.ledger(ledger))
    workplace.connections._open[f"ledger {ledger}"] = away
    return away
