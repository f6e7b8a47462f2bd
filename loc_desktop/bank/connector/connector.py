"""The connector between the traditional books and the ledger: the paper's main open limitation, closed.

It runs on the bank's machine. A customer's signed ``asset.deposit`` or ``asset.withdraw`` (or the
institutions' ``fund.*``) is on the ledger, pending, with an idempotency key; the connector books the money
into "in transit", lets the ledger execute the event, and settles; or the bank's Failed refuses it and what
was held is reversed. Every step is one transaction of the books or of the ledger and idempotent, so after a
crash anywhere :meth:`Connector.recover` finishes or reverses by itself, exactly once:

* the books change only from the state that was read, and an entry's key is booked once;
* the bank's result goes to the ledger inside the unlocking code, never as a grant before it: so one
  committed transaction decides, and an event executes or is refused once;
* once a Pass was signed, only the ledger decides. The hold is reversed when the ledger says "refused",
  "withdrawn" or "expired", never because an answer did not come.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any, Final

from sqlalchemy import Connection

from loc_desktop.bank import trouble
from loc_desktop.bank.books import journal
from loc_desktop.bank.books.books import Books, account_of
from loc_desktop.bank.books.errors import BooksError
from loc_desktop.bank.books.values import BankAccount, Entry, Kind, Posting
from loc_desktop.bank.connector import transfers
from loc_desktop.bank.connector.ledger_side import LedgerAnswer, LedgerAnswers, LedgerCase, LedgerSide
from loc_desktop.bank.connector.links import Links
from loc_desktop.bank.connector.values import COLLECT, INWARD, OUTWARD, ConnectorError, Limits, Transfer
from loc_desktop.bank.ports import LedgerPort, UserPort
from loc_desktop.bank.trouble import of_words
from loc_desktop.errors import KnownError, Trouble, after_commit
from loc_desktop.loan.calendar import civil_day

BATCH: Final = 50
"""Transfers that go through one transaction of the ledger at most."""

_ROUNDS: Final = 3


class Connector:
    """The connector of one bank. ``user`` is the bank at the ledger; its key signs the bank's results.

    Several processes may run connectors on the same books; each transfer is still moved once.
    """

    def __init__(
        self, books: Books, ledger: LedgerPort, user: UserPort, limits: Limits | None = None
    ) -> None:
        if user.signer.key != books.bank:
            raise ConnectorError(
                "connector.other_bank",
            )
        self.books = books
        self.limits = limits or Limits()
        self._side = LedgerSide(ledger, user)
        self._links = Links(books, self._side)

    def process(self, events: Sequence[str]) -> list[Transfer]:
        """Carry transfers as far as they go now; their states in the order of ``events`` (each once).

        A transfer that the ledger gave no answer on stays where it is and says so in ``trouble``. Raises
        ConnectorError for an event that is no transfer of this bank, the ledger's errors if it cannot be read
        at all for a new event.
        """
        wanted = list(dict.fromkeys(events))
        return self._go(wanted, self._take(wanted))

    def recover(self) -> list[Transfer]:
        """Go on with everything that is not finished: after a start, and when the ledger is back."""
        self._links.recover()
        resumed = self._go(self.books.db.read(transfers.unfinished), {})
        with after_commit():
            self._links.recover_ends()
        return resumed

    def link(self, event: str, approved: bool = True, number: str = "") -> BankAccount | None:
        """Grant or refuse an ``account.link``, ``fund.link`` or its end, see :meth:`Links.decide`."""
        return self._links.decide(event, approved, number)

    def transfer(self, event: str) -> Transfer | None:
        """How far a transfer is, by its event."""
        return self.books.db.read(lambda connection: transfers.get(connection, event))

    def transfers(
        self, states: Sequence[str] = (), text: str = "", start: int = 0, limit: int = 100
    ) -> tuple[list[Transfer], int]:
        """Transfers for the monitor, newest first, and how many in all."""
        return self.books.db.read(lambda connection: transfers.page(connection, states, text, start, limit))

    # ------------------------------------------------------------------ received

    def _take(self, events: Sequence[str]) -> dict[str, LedgerCase]:
        """Keep what is not yet known; the cases that were read for it."""
        rows = {row.event for row in self._rows(events)}
        cases = {event: self._side.case(event) for event in events if event not in rows}
        new = [self._received(event, case) for event, case in cases.items()]
        if new:

            def keep(connection: Connection) -> None:
                for transfer in new:
                    transfers.add(connection, transfer)

            self.books.db.write(keep)
        return cases

    def _received(self, event: str, case: LedgerCase) -> Transfer:
        kind, body = case.event["kind"], case.event["body"]
        if kind not in (*INWARD, *OUTWARD) or body["bank"] != self.books.bank:
            raise ConnectorError(
                "connector.not_a_transfer",
                params={"event": event, "kind": kind},
            )
        at = self.books.clock()
        digital = str(body.get("account", body["bank"]))
        return Transfer(
            event, body["transfer"], kind, body["amount"], "", digital, "received", seen_at=at, changed_at=at,
            asked_at=case.event["at"],
        )  # fmt: skip

    # ------------------------------------------------------------------ the steps

    def _go(self, events: Sequence[str], cases: dict[str, LedgerCase]) -> list[Transfer]:
        for start in range(0, len(events), BATCH):
            with after_commit() if start else nullcontext():
                self._advance(events[start : start + BATCH], dict(cases))
        with after_commit():
            return self._rows(events)

    def _advance(self, events: Sequence[str], cases: dict[str, LedgerCase]) -> None:
        """Take transfers from state to state until each is final or the ledger does not answer."""
        for _ in range(_ROUNDS):
            rows = self._rows(events)
            self._decide([row for row in rows if row.state == "received"], cases)
            asked = [row for row in self._rows(events) if row.state in ("held", "refusing", "failing")]
            self._ask(asked, cases)
            with after_commit():
                rows = self._rows(events)
                self._finish([row for row in rows if row.state in ("executed", "returning")])
            events = [row.event for row in rows if row.state == "failing" and not row.trouble]
            if not events:
                return

    def _rows(self, events: Sequence[str]) -> list[Transfer]:
        def read(connection: Connection) -> list[Transfer]:
            known = (transfers.get(connection, event) for event in events)
            return [row for row in known if row is not None]

        return self.books.db.read(read) if events else []

    def _decide(self, rows: Sequence[Transfer], cases: dict[str, LedgerCase]) -> None:
        """Hold the money, or note why not; one transaction of the books for all."""
        if not rows:
            return
        digital: dict[str, int | None] = {}
        try:
            for row in rows:
                if row.event not in cases:
                    cases[row.event] = self._side.case(row.event)
                if not row.inward and row.digital not in digital:
                    digital[row.digital] = self._side.digital_balance(row.digital)
        except KnownError as error:
            self._note(rows, error.trouble)
            return

        def work(connection: Connection) -> None:
            at = self.books.clock()
            for row in rows:
                # Read again: another process may have decided it since.
                now = transfers.get(connection, row.event)
                if now is None or now.state != "received":
                    continue
                account = account_of(connection, row.digital)
                balance = digital.get(row.digital)
                decided = cases[row.event].status == "unlocked"
                changes = self._decision(connection, row, account, balance, decided, at)
                if changes.get("state") == "held" and not row.inward and balance is not None:
                    digital[row.digital] = balance - row.amount
                transfers.change(connection, row.event, "received", at, **changes)

        self.books.db.write(work)

    def _decision(
        self,
        connection: Connection,
        row: Transfer,
        account: BankAccount | None,
        digital: int | None,
        decided: bool,
        at: str,
    ) -> dict[str, Any]:
        """The columns that change. ``decided``: the ledger has executed it already, nothing can refuse it."""
        reason: str = ""
        params: dict[str, object] = {}
        refused: Trouble | None = None
        if not decided:
            reason, params = self._objection(connection, row, account, digital, at)
        number = account.number if account else ""
        if not reason and account is not None:
            try:
                hold = journal.book(connection, self._hold(row, account.number), at, self.books.zone)
                return {"account": number, "state": "held", "hold_entry": hold, "trouble": ""}
            except BooksError as error:
                refused = error.trouble
                reason, params = "bank", _caused(refused)
        if decided:
            return {"trouble": trouble.write(refused or of_words("connector.unbacked"))}
        return {
            "account": number,
            "state": "refusing",
            "reason": reason,
            "params": json.dumps(params),
            "trouble": "",
        }

    def _objection(
        self, connection: Connection, row: Transfer, account: BankAccount | None, digital: int | None, at: str
    ) -> tuple[str, dict[str, object]]:
        """Why the bank refuses a transfer, with what the sentence needs; "" if it does not."""
        first = transfers.first_of_key(connection, row.key)
        if first is not None and first != row.event:
            return "duplicate", {"key": row.key, "event": first}
        if account is None:
            return "no_link", {}
        if account.status != "open":
            return "closed", {"number": account.number}
        # The institutions' own money and what is due anyway are not held to a customer's limits.
        if account.kind is Kind.CURRENT and row.kind != COLLECT:
            if row.amount > self.limits.single:
                return "limit_single", {"amount": row.amount, "limit": self.limits.single}
            zone = self.books.zone
            day = civil_day(at, zone)
            today = row.amount + transfers.moved_on(connection, account.number, row.inward, day, zone)
            if today > self.limits.day:
                return "limit_day", {"amount": today, "limit": self.limits.day}
        if row.inward and account.balance < row.amount:
            return "funds", {"held": account.balance, "needed": row.amount}
        if not row.inward and digital is not None and digital < row.amount:
            return "digital_funds", {"held": digital, "needed": row.amount}
        return "", {}

    def _hold(self, row: Transfer, account: str) -> Entry:
        source = account if row.inward else self.books.internal(Kind.DIGITAL)
        return _entry(row, "hold", source, self.books.internal(Kind.TRANSIT))

    def _settle(self, row: Transfer, account: str) -> Entry:
        to = self.books.internal(Kind.DIGITAL) if row.inward else account
        return _entry(row, "settle", self.books.internal(Kind.TRANSIT), to)

    def _ask(self, rows: Sequence[Transfer], cases: dict[str, LedgerCase]) -> None:
        """Let the ledger decide, and note what it decided."""
        if not rows:
            return
        answers = LedgerAnswers()
        codes = {}
        for row in rows:
            try:
                case = cases.get(row.event) or self._side.case(row.event)
            except KnownError as error:
                answers.troubles[row.event] = error.trouble
                continue
            passing = row.state == "held"
            if case.status != "pending":
                answers.known[row.event] = LedgerAnswer(case.status, case.tx_id)
            elif case.granted is not None and case.granted["verdict"] == "Pass" and not passing:
                answers.troubles[row.event] = of_words("connector.pass_granted")
            else:
                verdict: Any = "Pass" if passing else "Failed"
                codes[row.event] = self._side.code(case, verdict, self.books.clock(), row.reason)
        if codes:
            self._side.unlock(codes, answers)
        for event in codes:
            cases.pop(event, None)  # its status may be another now
        with after_commit():
            self._record(rows, answers)

    def _record(self, rows: Sequence[Transfer], answers: LedgerAnswers) -> None:
        def work(connection: Connection) -> None:
            at = self.books.clock()
            for row in rows:
                answer = answers.known.get(row.event)
                stands = trouble.write(answers.troubles.get(row.event))
                changes: dict[str, Any] = {"tries": row.tries + 1, "trouble": stands}
                if answer is not None and answer.status == "unlocked":
                    changes |= {"state": "executed", "tx_id": answer.tx_id, "reason": "", "params": "{}"}
                elif answer is not None and answer.status in ("refused", "withdrawn", "expired"):
                    changes |= {"state": "returning" if row.hold else "refused", "tx_id": answer.tx_id}
                elif answer is not None and row.state == "held":
                    why = json.dumps(_caused(answer.why or of_words("connector.code", code=4)))
                    changes |= {"state": "failing", "reason": "not_executed", "params": why}
                elif answer is not None:
                    changes["trouble"] = trouble.write(answer.why)
                transfers.change(connection, row.event, row.state, at, **changes)

        self.books.db.write(work)

    def _finish(self, rows: Sequence[Transfer]) -> None:
        """Settle what was executed, reverse what was held and refused."""
        if not rows:
            return

        def work(connection: Connection) -> None:
            at = self.books.clock()
            for row in rows:
                # Read again: another process may have done it since.
                now = transfers.get(connection, row.event)
                if now is not None and now.state == row.state:
                    try:
                        self._finish_one(connection, now, at)
                    except BooksError as error:
                        stands = trouble.write(error.trouble)
                        transfers.change(connection, now.event, now.state, at, trouble=stands)

        self.books.db.write(work)

    def _finish_one(self, connection: Connection, row: Transfer, at: str) -> None:
        if row.state == "returning":
            key = f"transfer/{row.event}/reverse"
            entry = journal.reverse(connection, row.hold, key, f"{row.kind} refused", at, self.books.zone)
            transfers.change(connection, row.event, "returning", at, state="reversed", reverse_entry=entry)
            return
        hold = row.hold
        if not hold:
            # The ledger executed what the bank meant to refuse: its Pass was given by other hands.
            hold = journal.book(connection, self._hold(row, row.account), at, self.books.zone)
        settle = journal.book(connection, self._settle(row, row.account), at, self.books.zone)
        transfers.change(
            connection, row.event, "executed", at, state="settled", hold_entry=hold, settle_entry=settle
        )

    def _note(self, rows: Sequence[Transfer], why: Trouble) -> None:
        """Keep why there was no answer."""

        def work(connection: Connection) -> None:
            at = self.books.clock()
            for row in rows:
                transfers.change(connection, row.event, row.state, at, trouble=trouble.write(why))

        self.books.db.write(work)


def _caused(why: Trouble) -> dict[str, object]:
    """The parameters of a reason that another refusal stands behind."""
    return {"why": why.to_json()}


def _entry(row: Transfer, step: str, source: str, to: str) -> Entry:
    # These accounts are liabilities: the debit takes from the first, the credit gives to the second.
    postings = (Posting(source, row.amount), Posting(to, -row.amount))
    return Entry(f"transfer/{row.event}/{step}", f"{row.kind} {row.key[:8]}: {step}", postings)
