"""Loans after their payout: what a customer sees and signs; the same view for the bank and the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from loc_desktop.desk.customers import Customers
from loc_desktop.desk.loan_lines import history_of, line_of, refundable_of, schedule_of
from loc_desktop.desk.model import Sentence, ToSign
from loc_desktop.desk.money_model import Asked, LoanDetail, LoanLine, LoanPage, PendingRow, Quote
from loc_desktop.desk.money_trouble import refused
from loc_desktop.desk.requests import Requests, outcome
from loc_desktop.desk.words import yuan
from loc_desktop.errors import KnownError
from loc_desktop.loan.money import capitals
from loc_desktop.loan.servicing import divide, most_payable

if TYPE_CHECKING:
    from loc_desktop.desk.carry import Carrier
    from loc_desktop.desk.names import Names
    from loc_desktop.ledger.index_rows import LoanRow

_PAGE = 500
MOST_MONTHS = 120
"""How long a rescheduled loan may run, months."""

OPEN = ("active", "written_off")
"""Loans on which something can be paid."""


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
        index = self._carrier.place.index(me.ledger)
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
            schedule=schedule_of(view["schedule"], day),
            paid_principal=view["paid"]["principal"],
            paid_interest=view["paid"]["interest"],
            paid_penalty=view["paid"]["penalty"],
            subsidised=view["subsidised"],
            due_principal=now["due_principal"],
            due_interest=now["due_interest"],
            payable_principal=now["payable_principal"],
            payable_interest=now["payable_interest"],
            accrued=now["accrued"],
            finance_due=now["finance_due"],
            prepay=_or_none(lambda: self._quote_prepay(view, None)),
            refund=_or_none(lambda: self._quote_refund(view)),
            history=history_of(sorted(view["entries"], key=self._when), view),
            pending=self._pending(loan),
        )

    def _when(self, entry: Any) -> tuple[str, int, int]:
        """The order of a loan's history; within a day that of the ledger."""
        row = self._carrier.place.index(self._carrier.identity.ledger).event(entry["event"])
        return (entry["at"], row.changed_block, row.cursor) if row else (entry["at"], 0, 0)

    def _pending(self, loan: str) -> tuple[PendingRow, ...]:
        index = self._carrier.place.index(self._carrier.identity.ledger)
        rows = index.events(loan=loan, status="pending", limit=20).rows
        return tuple(
            PendingRow(
                row.id,
                row.kind,
                row.at,
                row.amount or 0,
                self._names.party(row.next.key, row.next.role) if row.next else None,
                outcome(row, self._names),
            )
            for row in rows
        )

    # ------------------------------------------------------------------ quotes

    def quote(self, loan: str, amount: int | None = None) -> Quote:
        """A payment today, divided by :func:`loc_desktop.loan.servicing.divide`. None: all that is due, or
        where nothing is, the current instalment. Raises KnownError ``loan.nothing_due``, ``loan.too_much``.
        """
        view = self.view(loan)
        now = view["position"]
        _require(view, *OPEN)
        most = most_payable(now)
        if amount is None:
            amount = now["due"] or most
        if not most:
            following = next(
                (one["due"] for one in view["schedule"] if one["principal"] > one["paid_principal"]), "–"
            )
            raise refused("loan.nothing_due", next=following)
        if amount <= 0:
            raise refused("money.amount")
        if amount > most:
            raise refused("loan.too_much", amount=yuan(amount), most=yuan(most))
        parts = divide(now, amount)
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
            raise refused("loan.no_prepay")
        if now["due"]:
            raise refused("loan.due_first", due=yuan(now["due"]))
        most = now["payoff_principal"]
        if principal is None:
            principal = most
        if principal <= 0:
            raise refused("money.amount")
        if principal > most:
            raise refused("loan.too_much", amount=yuan(principal), most=yuan(most))
        # The whole payoff also pays what runs from before; interest paid ahead is taken off its principal.
        charged = now["payoff_interest"] if principal == most else now["accrued"]
        return self._quoted(view, "loan.prepay", principal, charged, 0)

    def quote_refund(self, loan: str) -> Quote:
        """The interest that may be given back now. Raises KnownError ``loan.no_refund``."""
        return self._quote_refund(self.view(loan))

    def _quote_refund(self, view: Any) -> Quote:
        periods = {row["number"]: row["refundable"] for row in view["schedule"] if row["refundable"]}
        if not refundable_of(view):
            raise refused("loan.no_refund")
        amount = sum(periods.values())
        return Quote(
            view["id"], "loan.refund", self._today, amount, 0, amount, 0, capitals(amount), tuple(periods)
        )

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
        """The request of a quote (payment, prepayment, refund). Raises KnownError ``money.funds`` if the
        digital account does not hold it."""
        view = self.view(quote.loan)
        if quote.missing:
            raise refused("money.funds", side="digital", held=yuan(quote.held), needed=yuan(quote.amount))
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
            "finance": self._names.party(view["finance"], "FD").name,
            "periods": ", ".join(str(number) for number in quote.periods),
        }
        signer = self._customers.identity(view["payee"])
        return self._requests.prepare(quote.kind, body, Sentence(f"ask.{quote.kind}", params), signer)

    def prepare_reschedule(self, loan: str, months: int, reason: str) -> ToSign:
        """What is outstanding over ``months`` from today. For C; the bank decides."""
        view = self.view(loan)
        _require(view, "active")
        if not 1 <= months <= MOST_MONTHS:
            raise refused("loan.months", months=months, most=MOST_MONTHS)
        body = {
            "loan": loan,
            "months": months,
            "reason": _text(reason),
            "payee": view["payee"],
            "bank": view["bank"],
        }
        params: dict[str, str | int] = {
            "loan": loan, "months": months, "outstanding": view["outstanding"], "reason": reason.strip(),
        }  # fmt: skip
        signer = self._customers.identity(view["payee"])
        return self._requests.prepare(
            "loan.reschedule", body, Sentence("ask.loan.reschedule", params), signer
        )

    def prepare_writeoff(self, loan: str, reason: str) -> ToSign:
        """For B; the regulator decides. Raises KnownError ``loan.status``."""
        view = self.view(loan)
        _require(view, "active")
        body = {
            "loan": loan, "amount": view["outstanding"], "reason": _text(reason), "bank": view["bank"],
        }  # fmt: skip
        return self._of_bank("loan.writeoff", body, view, reason)

    def prepare_writeback(self, loan: str, reason: str) -> ToSign:
        """For B: a write-off reversed; the regulator decides."""
        view = self.view(loan)
        _require(view, "written_off")
        return self._of_bank(
            "loan.writeback", {"loan": loan, "reason": _text(reason), "bank": view["bank"]}, view, reason
        )

    def _of_bank(self, kind: str, body: dict[str, Any], view: Any, reason: str) -> ToSign:
        params: dict[str, str | int] = {
            "loan": view["id"],
            "amount": view["outstanding"],
            "customer": self._names.party(view["payee"], "C").name,
            "reason": reason.strip(),
        }
        return self._requests.prepare(kind, body, Sentence(f"ask.{kind}", params))

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> Asked:
        """As :meth:`loc_desktop.desk.money.Money.submit`."""
        return self._requests.submit(prepared, pin)


def _require(view: Any, *allowed: str) -> None:
    if view["status"] not in allowed:
        raise refused("loan.status", status=view["status"])


def _text(reason: str) -> str:
    if not reason.strip():
        raise refused("loan.text")
    return reason.strip()


def _or_none(quote: Any) -> Quote | None:
    try:
        found: Quote = quote()
    except KnownError:
        return None
    return found
