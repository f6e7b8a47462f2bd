"""Everyone: the ledger's blocks, transactions and events in business words, traces, accounts, fund flow."""

from __future__ import annotations

from typing import Any

from loc_desktop.desk.model import (
    Account,
    BlockPage,
    EventDetail,
    FundFlow,
    Party,
    SearchQuery,
    TraceView,
    TransactionDetail,
    TransactionPage,
)


class Viewer:
    """What this identity may see of the ledger. Pages come from the index, details from the ledger itself."""

    def blocks(self, *, before: Any = None, limit: int = 100) -> BlockPage:
        """Newest first; ``before`` is the ``next`` of the page before."""
        raise NotImplementedError

    def transactions(self, block: int) -> TransactionPage:
        """All transactions of a block, in order."""
        raise NotImplementedError

    def recent(self, *, before: Any = None, limit: int = 100) -> TransactionPage:
        """All transactions, newest first."""
        raise NotImplementedError

    def search(self, query: SearchQuery, *, after: Any = None, limit: int = 100) -> TransactionPage:
        """Newest first."""
        raise NotImplementedError

    def transaction(self, tx_id: str) -> TransactionDetail:
        """Raises KnownError ``ledger.unknown_transaction``."""
        raise NotImplementedError

    def event(self, event: str) -> EventDetail:
        """Raises KnownError ``ledger.unknown_event``."""
        raise NotImplementedError

    def trace(self, event: str, attempt: int | None = None) -> TraceView:
        """The trace of an unlock attempt (None: the last). Raises KnownError ``trace.none`` if there was none."""
        raise NotImplementedError

    def accounts(self) -> tuple[Account, ...]:
        """The accounts this identity may see: its own, and those of its customers (R: all)."""
        raise NotImplementedError

    def account(self, key: str = "") -> Account:
        """One account ("" = mine). Raises the contract's refusal as KnownError."""
        raise NotImplementedError

    def fund_flow(self, *, since: str = "", until: str = "", party: str = "", limit: int = 40) -> FundFlow:
        """Executed payments summed by payer and payee, the largest ``limit``."""
        raise NotImplementedError

    def members(self) -> tuple[Party, ...]:
        raise NotImplementedError

    def name(self, key: str) -> Party:
        """Whose key this is, with the name that this identity may see."""
        raise NotImplementedError
