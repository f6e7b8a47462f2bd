"""What the connector needs of a ledger: a part of ``ledger.api.Ledger``, so that this room stands alone."""

from __future__ import annotations

from typing import Any, Protocol

from loc_desktop.script.keys import Signer


class SubmissionPort(Protocol):
    """A submitted transaction."""

    @property
    def tx_id(self) -> str: ...

    @property
    def result(self) -> Any: ...

    def wait(self) -> Any:
        """Block until the transaction is committed; raises the phase's error."""
        ...


class UserPort(Protocol):
    """Who submits."""

    @property
    def signer(self) -> Signer: ...


class LedgerPort(Protocol):
    """A ledger as the bank's machine sees it."""

    def submit(self, fn: str, args: list[Any], user: Any) -> SubmissionPort: ...

    def evaluate(self, fn: str, args: list[Any], user: Any) -> Any: ...


class ReadingPort(Protocol):
    """A ledger that is only read."""

    def evaluate(self, fn: str, args: list[Any], user: Any) -> Any: ...

    def height(self) -> int: ...
