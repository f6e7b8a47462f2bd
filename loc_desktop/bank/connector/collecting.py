"""Collections on their way to the ledger: each a ``loan.collect`` of the bank, moved by the connector.

A collection's event id follows from loan and day, so that carrying it again after a crash is the same event:
locked once, held once, executed once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from loc_desktop.bank import trouble
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.loan_book import LoanBook
from loc_desktop.bank.books.loan_values import Collection
from loc_desktop.bank.connector.connector import BATCH, Connector
from loc_desktop.bank.ports import LedgerPort, UserPort
from loc_desktop.contract.client import build, rules_on
from loc_desktop.errors import KnownError, Trouble, after_commit
from loc_desktop.loan.calendar import civil_day, day_ends
from loc_desktop.loan.servicing import Parts, divide


class Collecting:
    """Carries planned collections. ``channel`` is the ledger's; ``user`` the bank."""

    def __init__(self, books: Books, connector: Connector, ledger: LedgerPort, user: UserPort, channel: str):
        self._books = books
        self._connector = connector
        self._ledger = ledger
        self._user = user
        self._channel = channel
        self._loans = LoanBook(books)

    def carry(
        self,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[Collection]:
        """Carry everything that is planned; what became of it. What the ledger gives no answer on stays
        planned and is carried the next time. Raises the ledger's errors if nothing can be sent.
        """
        planned, total = self._loans.collections("planned", limit=1_000_000)
        carried = 0
        for start in range(0, total, BATCH):
            if cancelled():
                break
            part = planned[start : start + BATCH]
            with after_commit() if start else nullcontext():
                self._carry(part)
            carried += len(part)
            if progress is not None:
                progress(carried, total)
        with after_commit():
            return self._now(planned)

    def _carry(self, part: Sequence[Collection]) -> None:
        locked: list[Collection] = []
        outcomes: dict[str, tuple[str, Trouble | None]] = {}
        owners = self._owners(part)
        for collection in part:
            refusal = self._lock(collection, owners[collection.loan])
            if refusal is not None:
                outcomes[collection.event] = ("void", refusal)
            else:
                locked.append(collection)
        for transfer in self._connector.process([collection.event for collection in locked]):
            if transfer.state == "settled":
                outcomes[transfer.event] = ("collected", None)
            elif transfer.final:
                outcomes[transfer.event] = ("void", transfer.why)
        rows = [(state, trouble.write(why), event) for event, (state, why) in outcomes.items()]
        if rows:
            with after_commit():
                self._books.db.write(
                    lambda connection: connection.exec_driver_sql(
                        "UPDATE collection SET state = ?, why = ? WHERE event = ? AND state = 'planned'", rows
                    )
                )

    @cached_property
    def _config(self) -> Mapping[str, Any]:
        config: Mapping[str, Any] = self._query("config", {})
        return {"clock": "ledger", **config}

    def _query(self, name: str, args: Mapping[str, Any]) -> Any:
        return self._ledger.evaluate("query", [name, dict(args)], self._user)

    def _owners(self, part: Sequence[Collection]) -> dict[str, str]:
        def read(connection: Connection) -> dict[str, str]:
            return {
                collection.loan: str(
                    connection.exec_driver_sql(
                        "SELECT payee FROM loan WHERE id = ?", (collection.loan,)
                    ).scalar_one()
                )
                for collection in part
            }

        return self._books.db.read(read)

    def _lock(self, collection: Collection, payee: str) -> Trouble | None:
        """Lock the event, unless it is there already; why the contract refuses it, None if it does not."""
        known = self._ledger.evaluate("query", ["status", {"id": collection.event}], self._user)
        if known["status"] != "unknown":
            return None
        at = self._books.clock()
        if self._config["clock"] == "events":
            # A demonstration plays past days' ends later; elsewhere the ledger's own time counts.
            at = min(at, day_ends(date.fromisoformat(collection.day), self._books.zone))
        day = civil_day(at, self._books.zone).isoformat()
        collection = self._divided(collection, day)
        draft = build(
            "loan.collect",
            channel=self._channel,
            at=at,
            id=collection.event,
            loan=collection.loan,
            amount=collection.amount,
            principal=collection.principal,
            interest=collection.interest,
            penalty=collection.penalty,
            account=payee,
            bank=self._books.bank,
            link=self._books.tag(collection.account),
            transfer=collection.event,
            rulebook=rules_on(self._query, day),
        )
        cc: Any = draft.chaincode(draft.sign(self._user.signer))
        try:
            self._ledger.submit("lock", [cc], self._user).wait()
        except KnownError as error:
            code = str(error.params.get("contract", ""))
            if not code:
                raise
            return None if code == "contract.duplicate" else error.trouble
        return None

    def _divided(self, collection: Collection, day: str) -> Collection:
        """The collection with its amount divided as of the day on which it is locked, which may be after the
        day that planned it. Where no longer so much is due it stays as planned, for the contract to refuse.
        """
        now = self._ledger.evaluate("query", ["loan", {"id": collection.loan, "on": day}], self._user)[
            "position"
        ]
        if collection.amount > now["due"]:
            return collection
        parts = divide(now, collection.amount)
        if parts == Parts(collection.principal, collection.interest, collection.penalty):
            return collection
        self._books.db.write(
            lambda connection: connection.exec_driver_sql(
                "UPDATE collection SET principal = ?, interest = ?, penalty = ? WHERE event = ?",
                (parts.principal, parts.interest, parts.penalty, collection.event),
            )
        )
        return replace(collection, principal=parts.principal, interest=parts.interest, penalty=parts.penalty)

    def _now(self, planned: Sequence[Collection]) -> list[Collection]:
        wanted = {collection.event for collection in planned}
        rows, _ = self._loans.collections(limit=1_000_000)
        return [collection for collection in rows if collection.event in wanted]
