"""What may be asked for a loan after its payout: paying, refund, new terms, write-off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.loan import LoanDetail
from loc_desktop.texts import words as desk_words
from loc_desktop.texts.words import yuan
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets.i18n import filled, translate
from loc_desktop.ui.widgets.values_dialog import CHOICE, LONG, NUMBER, RATE, YUAN, Ask


class LoanRequests:
    """Each method asks for what it needs in dialogs of ``view``, then shows what will be signed."""

    def __init__(self, view: RequestView) -> None:
        self._view, self._loans, self._words = view, view.desk.loans, view.words

    def _ask(self, quote: Callable[[], Any]) -> None:
        loans = self._loans
        self._view.ask(lambda: loans.prepare(quote()), loans.submit)

    def pay(self, loan: str) -> None:
        """What is due today."""
        self._ask(lambda: self._loans.quote(loan))

    def refund(self, loan: str) -> None:
        """The finance department is asked for the interest that it subsidises."""
        self._ask(lambda: self._loans.quote_refund(loan))

    def pay_other(self, detail: LoanDetail) -> None:
        """Another amount than what is due, up to all that may be paid today."""
        loans = self._loans
        loan = detail.line.id
        most = detail.line.penalty + detail.payable_interest + detail.payable_principal
        text = translate(
            "LoanRequests", "Penalty is paid first, then interest, then principal. At most %1 now."
        )

        def go(values: dict[str, Any]) -> ToSign:
            return loans.prepare(loans.quote(loan, values["amount"]))

        self._view.fill_request(
            translate("LoanRequests", "Pay another amount"),
            [Ask("amount", translate("LoanRequests", "Amount"), YUAN, yuan(detail.line.due or most))],
            go,
            loans.submit,
            explanation=filled(text, self._words.money(most)),
        )

    def prepay(self, detail: LoanDetail) -> None:
        """Principal before it is due, up to the whole payoff."""
        loans = self._loans
        if detail.prepay is None:
            return
        loan, quote = detail.line.id, detail.prepay
        text = translate("LoanRequests", "The whole payoff today is %1: principal %2 and interest so far %3.")
        amounts = (quote.amount, quote.principal, quote.interest)

        def go(values: dict[str, Any]) -> ToSign:
            return loans.prepare(loans.quote_prepay(loan, values["principal"]))

        self._view.fill_request(
            translate("LoanRequests", "Prepay"),
            [Ask("principal", translate("LoanRequests", "Principal"), YUAN, yuan(quote.principal))],
            go,
            loans.submit,
            explanation=filled(text, *map(self._words.money, amounts)),
        )

    def reschedule(self, detail: LoanDetail) -> None:
        """Other months, and the agreed rate or a lower one."""
        loans = self._loans
        loan, agreed = detail.line.id, detail.line.rate

        def go(values: dict[str, Any]) -> ToSign:
            rate = None if values["rate"] == agreed else values["rate"]
            return loans.prepare_reschedule(loan, values["months"], values["reason"], rate)

        self._view.fill_request(
            translate("LoanRequests", "Reschedule"),
            [
                Ask("months", translate("LoanRequests", "Months from today"), NUMBER),
                Ask(
                    "rate",
                    translate("LoanRequests", "Yearly rate, the agreed one or less"),
                    RATE,
                    yuan(agreed),
                ),
                Ask("reason", translate("LoanRequests", "Reason"), LONG),
            ],
            go,
            loans.submit,
            explanation=translate(
                "LoanRequests",
                "What is outstanding is spread over these months if bank and finance department agree.",
            ),
        )

    def write_off(self, detail: LoanDetail) -> None:
        """All or a part of what is outstanding; before the loan is a loss, for one of the rules' reasons."""
        loans = self._loans
        if detail.line.status == "written_off":
            self.write_back(detail.line.id)
            return
        loan, left = detail.line.id, detail.line.outstanding - detail.written_off
        reasons = [
            (code, desk_words.show(code, "writeoff", self._words.language))
            for code in loans.writeoff_reasons()
        ]
        asks = [
            Ask("amount", translate("LoanRequests", "Amount, all or a part"), YUAN, yuan(left)),
            Ask(
                "code",
                translate("LoanRequests", "Why now"),
                CHOICE,
                "",
                [("", translate("LoanRequests", "The loan is a loss")), *reasons],
            ),
            Ask("reason", translate("LoanRequests", "Reason"), LONG),
        ]

        def go(values: dict[str, Any]) -> ToSign:
            return loans.prepare_writeoff(
                loan, values["reason"], code=values["code"], amount=values["amount"]
            )

        self._view.fill_request(
            translate("LoanRequests", "Write off"),
            asks,
            go,
            loans.submit,
            explanation=translate(
                "LoanRequests", "The regulator decides. Nothing is deleted; the debt can still be paid."
            ),
        )

    def write_back(self, loan: str) -> None:
        """The debt stands as before the write-off."""
        loans = self._loans
        self._view.fill_request(
            translate("LoanRequests", "Reverse the write-off"),
            [Ask("reason", translate("LoanRequests", "Reason"), LONG)],
            lambda v: loans.prepare_writeback(loan, v["reason"]),
            loans.submit,
            explanation=translate(
                "LoanRequests", "The regulator decides. Nothing is deleted; the debt can still be paid."
            ),
        )
