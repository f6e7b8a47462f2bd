"""Loans after their payout: what a customer sees and signs; the same view for the bank and the others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from loc_desktop.contract.fields import MAX_MONTHS
from loc_desktop.contract.loans import as_execution_error
from loc_desktop.desk.granting.oracle_checks import written_off
from loc_desktop.desk.servicing.loan_lines import history_of, line_of, refundable_of, schedule_of
from loc_desktop.desk.signing.request_status import outcome
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.signing.signers import Customers
from loc_desktop.desk.signing.withdrawals import Withdrawals
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import RequestStatus
from loc_desktop.desk.values.loan import LoanDetail, LoanLine, LoanPage, PendingRow, Quote
from loc_desktop.errors import KnownError
from loc_desktop.loan.money import capitals
from loc_desktop.loan.servicing import PaymentError, divide, most_payable
from loc_desktop.texts.errors import DeskError, desk_error
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import yuan

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.ledger.index.rows import LoanRow

_PAGE = 500

OPEN = ("active", "written_off")
"""Loans on which something can be paid."""

_NOTHING_TO_QUOTE = (
    "loan.status",
    "loan.no_prepay",
    "loan.due_first",
    "money.amount",
    "loan.no_refund",
    "loan.refund_waits",
)
"""Why a loan cannot be prepaid now, or has nothing to be given back."""


class Loans:
    """Reading is for everyone who may (C its own customers', B its own, R all); ``prepare_…`` of payments is
    for C, of write-offs for B. A request is prepared, then signed and sent with :meth:`submit`."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names
        self._requests = Requests(carrier, names)
        self._customers = Customers(carrier)

    @property
    def _today(self) -> str:
        return self._carrier.today.isoformat()

    def page(
        self, *, customer: str = "", status: str = "", text: str = "", start: int = 0, limit: int = 50
    ) -> LoanPage:
        """Loans, newest first; ``customer`` a key, ``text`` an id's beginning or part of a name."""
        picked: list[str] = []
        total = 0
        for row in self._rows(customer, status):
            if text and not self._matches(row, text.strip().lower()):
                continue
            if start <= total < start + limit:
                picked.append(row.id)
            total += 1
        rows = tuple(line for loan in picked if (line := self._line(loan)) is not None)
        following = start + len(picked)
        return LoanPage(rows, total, following if following < total else None)

    def _rows(self, customer: str, status: str) -> Iterator[LoanRow]:
        """The index's loans that this identity may read."""
        me = self._carrier.identity
        index = self._carrier.connections.index(me.ledger)
        mine = set(self._customers.keys()) if me.role == "C" else None
        bank = me.key if me.role == "B" else ""
        before: int | None = None
        while True:
            page = index.loans(customer=customer, bank=bank, status=status, before=before, limit=_PAGE)
            yield from (row for row in page.rows if mine is None or row.customer in mine)
            if page.next is None:
                return
            before = page.next

    def _matches(self, row: LoanRow, text: str) -> bool:
        return row.id.startswith(text) or text in self._names.party(row.customer, "C").name.lower()

    def _line(self, loan: str) -> LoanLine | None:
        try:
            return line_of(self.view(loan), self._names)
        except KnownError as error:
            if error.code in ("contract.denied", "contract.loan_unknown"):
                return None
            raise

    def view(self, loan: str, on: str = "") -> Any:
        """The contract's own view of a loan on a day."""
        return self._carrier.query("loan", {"id": loan, "on": on or self._today})

    def loan(self, loan: str, *, on: str = "") -> LoanDetail:
        """Everything about one loan on a day ("" = today). Raises KnownError ``contract.loan_unknown``,
        ``contract.denied``."""
        day = on or self._today
        view = self.view(loan, day)
        now = view["position"]
        return LoanDetail(
            line=line_of(view, self._names),
            on=day,
            schedule=schedule_of(view["schedule"], day, view.get("moved", ())),
            paid_principal=view["paid"]["principal"],
            paid_interest=view["paid"]["interest"],
            paid_penalty=view["paid"]["penalty"],
            subsidised=view["subsidised"],
            due_principal=now["due_principal"],
            due_interest=now["due_interest"],
            payable_principal=now["payable_principal"] - now["prepayable"],
            payable_interest=now["payable_interest"],
            accrued=now["accrued"],
            finance_due=now["finance_due"],
            prepay=_or_none(lambda: self._quote_prepay(view, None)),
            refund=_or_none(lambda: self._quote_refund(view)),
            history=history_of(sorted(view["entries"], key=self._when), view),
            pending=self._pending(loan),
            late_terms=view["late_terms"],
            written_off=written_off(view),
        )

    def _when(self, entry: Any) -> tuple[str, int, int]:
        """The order of a loan's history; within a day that of the ledger."""
        row = self._carrier.connections.index(self._carrier.identity.ledger).event(entry["event"])
        return (entry["at"], row.changed_block, row.cursor) if row else (entry["at"], 0, 0)

    def _pending(self, loan: str) -> tuple[PendingRow, ...]:
        index = self._carrier.connections.index(self._carrier.identity.ledger)
        rows = index.events(loan=loan, status="pending", limit=20).rows
        mine = Withdrawals(self._carrier, self._names)
        return tuple(
            PendingRow(
                row.id,
                row.kind,
                row.at,
                row.amount or 0,
                self._names.party(row.next.key, row.next.role) if row.next else None,
                outcome(row, self._names),
                mine.can(row.id),
            )
            for row in rows
        )

    # ------------------------------------------------------------------ quotes

    def quote(self, loan: str, amount: int | None = None) -> Quote:
        """A payment today, divided by :func:`loc_desktop.loan.servicing.divide`. None: all that is due, or
        where nothing is, the current instalment. Raises KnownError ``loan.nothing_due``, ``loan.too_much``,
        ``contract.prepay_instead``.
        """
        view = self.view(loan)
        now = view["position"]
        _require(view, *OPEN)
        most = most_payable(now)
        if amount is None:
            amount = now["due"] or most
        if not most:
            following = next(
                (row["due"] for row in view["schedule"] if row["principal"] > row["paid_principal"]), "–"
            )
            raise desk_error("loan.nothing_due", next=following)
        if amount <= 0:
            raise desk_error("money.amount")
        if amount > most:
            raise desk_error("loan.too_much", amount=yuan(amount), most=yuan(most))
        try:
            parts = divide(now, amount)
        except PaymentError as error:
            raise as_execution_error(error, view).refusal() from None
        kind = "principal.repay" if parts.principal else "interest.pay"
        return self._quoted(view, kind, parts.principal, parts.interest, parts.penalty)

    def quote_prepay(self, loan: str, principal: int | None = None) -> Quote:
        """A prepayment today with the interest accrued so far; None: the whole payoff. Raises KnownError
        ``loan.due_first``, ``loan.no_prepay``, ``loan.too_much``."""
        return self._quote_prepay(self.view(loan), principal)

    def _quote_prepay(self, view: Any, principal: int | None) -> Quote:
        now = view["position"]
        _require(view, *OPEN)
        if self._carrier.rulebook().products[view["product"]].prepayment == "forbidden":
            raise desk_error("loan.no_prepay")
        if now["due"]:
            raise desk_error("loan.due_first", due=yuan(now["due"]))
        most = now["payoff_principal"]
        if principal is None:
            principal = most
        if principal <= 0:
            raise desk_error("money.amount")
        if principal > most:
            raise desk_error("loan.too_much", amount=yuan(principal), most=yuan(most))
        # The whole payoff also pays what runs from before; interest paid ahead is taken off its principal.
        charged = now["payoff_interest"] if principal == most else now["accrued"]
        return self._quoted(view, "loan.prepay", principal, charged, 0)

    def quote_refund(self, loan: str) -> Quote:
        """The interest of ended periods to be given back, as the programme settles it: what was paid and had
        accrued by the last settlement day, or where that is nothing, what the coming one will settle. Raises
        KnownError ``loan.no_refund``, ``loan.refund_waits`` while one is pending.
        """
        return self._quote_refund(self.view(loan))

    def _quote_refund(self, view: Any) -> Quote:
        waiting = next((row.event for row in self._pending(view["id"]) if row.kind == "loan.refund"), "")
        if waiting:
            raise desk_error("loan.refund_waits", event=waiting)
        most = refundable_of(view)
        if not most:
            raise desk_error("loan.no_refund")
        settlement_of = self._carrier.rulebook().lending.subsidy.settlement_of
        rows = {row["number"]: row for row in view["schedule"] if row["refundable"]}
        days = {
            number: settlement_of(date.fromisoformat(max(row["paid_on"], row["end"]))).isoformat()
            for number, row in rows.items()
        }
        past = [day for day in days.values() if day <= self._today]
        settled = max(past) if past else min(days.values())
        periods = tuple(number for number, day in days.items() if day <= settled)
        amount = min(most, sum(rows[number]["refundable"] for number in periods))
        return Quote(
            view["id"], "loan.refund", self._today, amount, 0, amount, 0, capitals(amount), periods,
            settled_on=settled,
        )  # fmt: skip

    def _quoted(self, view: Any, kind: str, principal: int, interest: int, penalty: int) -> Quote:
        amount = principal + interest + penalty
        held = self._held(view["payee"])
        return Quote(
            view["id"], kind, self._today, amount, principal, interest, penalty, capitals(amount), (),
            held, max(0, amount - held),
        )  # fmt: skip

    def _held(self, key: str) -> int:
        """What is on a digital account, as far as this identity may know."""
        try:
            return int(self._carrier.query("account", {"key": key})["total"])
        except KnownError as error:
            if error.code == "contract.denied":
                return 0
            raise

    # ------------------------------------------------------------------ requests

    def prepare(self, quote: Quote) -> ToSign:
        """The request of a quote (payment, prepayment, refund). What is within what is due needs no grant: it
        executes at once. Raises KnownError ``money.funds`` if the digital account does not hold it."""
        view = self.view(quote.loan)
        if quote.missing:
            raise desk_error("money.funds", side="digital", held=yuan(quote.held), needed=yuan(quote.amount))
        body: dict[str, Any] = {"loan": quote.loan, "amount": quote.amount, "bank": view["bank"]}
        if quote.kind == "loan.refund":
            body |= {"payer": view["finance"], "payee": view["payee"], "periods": list(quote.periods)}
        else:
            body |= {"payer": view["payee"], "interest": quote.interest}
            if quote.kind != "interest.pay":
                body["principal"] = quote.principal
            if quote.kind != "loan.prepay":
                body["penalty"] = quote.penalty
        params: dict[str, str | int] = {
            "loan": quote.loan,
            "amount": quote.amount,
            "capitals": quote.capitals,
            "principal": quote.principal,
            "interest": quote.interest,
            "penalty": quote.penalty,
            "bank": self._names.party(view["bank"], "B").name,
            "customer": self._names.party(view["payee"], "C").name,
            "finance": self._names.party(view["finance"], "FD").name,
            "periods": ", ".join(str(number) for number in quote.periods),
            "quarter": _quarter(quote.settled_on),
            "settled": quote.settled_on,
        }
        signer = self._customers.identity(view["payee"])
        sentence = Sentence(f"ask.{quote.kind}", params)
        return self._requests.prepare(quote.kind, body, sentence, signer, alone=_within_due(view, quote))

    def prepare_reschedule(self, loan: str, months: int, reason: str, rate: int | None = None) -> ToSign:
        """What is outstanding over ``months`` from today at ``rate`` (hundredths of a percent; None: the
        agreed one). For C; the bank and the finance department decide. Raises KnownError for what the rules
        refuse (``contract.extension``, ``contract.rate_above_agreed``, ``contract.rescheduled_before``)."""
        view = self.view(loan)
        _require(view, "active")
        if not 1 <= months <= MAX_MONTHS:
            raise desk_error("loan.months", months=months, most=MAX_MONTHS)
        asked: dict[str, Any] = {"loan": loan, "months": months, "on": self._today}
        if rate is not None:
            asked["rate"] = rate
        told = self._carrier.query("reschedule", asked)
        body = {
            "loan": loan,
            "months": months,
            "reason": _text(reason),
            "payee": view["payee"],
            "bank": view["bank"],
        }
        params: dict[str, str | int] = {
            "loan": loan, "months": months, "outstanding": view["outstanding"], "reason": reason.strip(),
            "rate": told["rate"], "interest": told["interest"], "subsidy": told["subsidy"],
            "end": told["end"], "customer": self._names.party(view["payee"], "C").name,
        }  # fmt: skip
        if rate is not None:
            body["rate"] = rate
        signer = self._customers.identity(view["payee"])
        sentence = Sentence("ask.loan.reschedule", params)
        asked_of = {"FD": view["finance"]}
        return self._requests.prepare("loan.reschedule", body, sentence, signer, grantors=asked_of)

    def writeoff_reasons(self) -> tuple[str, ...]:
        """The codes of the reasons for which the rules let a loan be written off before it is a loss."""
        return tuple(sorted(self._carrier.rulebook().lending.writeoff.reasons))

    def prepare_writeoff(
        self, loan: str, reason: str, *, code: str = "", amount: int | None = None
    ) -> ToSign:
        """For B; the regulator decides. ``code``: one of :meth:`writeoff_reasons`, needed unless the loan is
        a loss; ``amount`` fen, None: all that is outstanding. Raises KnownError ``loan.status``,
        ``loan.writeoff``, ``loan.writeoff_amount``."""
        view = self.view(loan)
        _require(view, "active")
        rules, tier = self._carrier.rulebook().lending.writeoff, view["position"]["classification"]
        if tier not in rules.classes and code not in rules.reasons:
            raise desk_error("loan.writeoff", tier=tier)
        left = view["outstanding"] - written_off(view)
        amount = left if amount is None else amount
        if not 0 < amount <= left:
            raise desk_error("loan.writeoff_amount", amount=yuan(amount), left=yuan(left))
        body = {"loan": loan, "amount": amount, "reason": _text(reason), "bank": view["bank"]}
        if code:
            body["reason_code"] = code
        return self._of_bank("loan.writeoff", body, view, reason)

    def prepare_writeback(self, loan: str, reason: str) -> ToSign:
        """For B: a write-off reversed; the regulator decides."""
        view = self.view(loan)
        _require(view, *(OPEN if written_off(view) else ("written_off",)))
        body = {"loan": loan, "reason": _text(reason), "bank": view["bank"]}
        return self._of_bank("loan.writeback", body, view, reason)

    def _of_bank(self, kind: str, body: dict[str, Any], view: Any, reason: str) -> ToSign:
        params: dict[str, str | int] = {
            "loan": view["id"],
            "amount": body.get("amount", written_off(view)),
            "customer": self._names.party(view["payee"], "C").name,
            "reason": reason.strip(),
        }
        return self._requests.prepare(kind, body, Sentence(f"ask.{kind}", params))

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> RequestStatus:
        """As :meth:`loc_desktop.desk.servicing.accounts.CustomerAccounts.submit`."""
        return self._requests.submit(prepared, pin)


def _within_due(view: Any, quote: Quote) -> bool:
    """Whether a payment is within what is due: that executes without the bank."""
    if quote.kind not in ("principal.repay", "interest.pay"):
        return False
    now = view["position"]
    limits = (now["due_principal"], now["due_interest"], now["penalty"])
    parts = (quote.principal, quote.interest, quote.penalty)
    return all(part <= limit for part, limit in zip(parts, limits, strict=True))


def _quarter(day: str) -> str:
    """``2026Q1`` of a settlement day."""
    if not day:
        return ""
    settled = date.fromisoformat(day)
    return f"{settled.year}Q{(settled.month + 2) // 3}"


def _require(view: Any, *allowed: str) -> None:
    if view["status"] not in allowed:
        raise desk_error("loan.status", status=view["status"])


def _text(reason: str) -> str:
    if not reason.strip():
        raise desk_error("loan.text")
    return reason.strip()


def _or_none(quote: Any) -> Quote | None:
    try:
        quoted: Quote = quote()
    except DeskError as error:
        if error.code not in _NOTHING_TO_QUOTE:
            raise
        return None
    return quoted
