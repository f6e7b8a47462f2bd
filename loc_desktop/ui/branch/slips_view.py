"""What views of the counter share: a slip entered, released by a second person, its receipt shown."""

from __future__ import annotations

from loc_desktop.bank.books.account_numbers import grouped
from loc_desktop.bank.books.slip_values import Deed, Slip, SlipState
from loc_desktop.desk.values.branch import CashReceipt
from loc_desktop.ui.branch.receipt_dialog import ReceiptDialog
from loc_desktop.ui.branch.second_person_dialog import SecondPersonDialog
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets.i18n import filled, translate
from loc_desktop.ui.widgets.view import Context


class SlipsView(RequestView):
    """``receipt`` and ``second`` are the dialogs opened last."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.receipt: ReceiptDialog | None = None
        self.second: SecondPersonDialog | None = None

    def slip_text(self, slip: Slip) -> str:
        """What a slip does, in a sentence with holder and sum."""
        amount = self.words.money(slip.amount)
        if slip.deed is Deed.LIMIT:
            text = translate("Slips", "Another person of the bank releases what is above %1 from now on.")
            return filled(text, amount)
        if slip.deed is Deed.CLOSE and not slip.amount:
            text = translate("Slips", "The empty account %2 of %1 is closed for good; its postings stay.")
            return filled(text, slip.holder, grouped(slip.account))
        texts = {
            Deed.CASH_IN: translate("Slips", "%3 in cash onto the account %2 of %1."),
            Deed.CASH_OUT: translate("Slips", "%3 in cash from the account %2 of %1."),
            Deed.REVERSE: translate("Slips", "Entry %4 of %3 on the account %2 of %1 is taken back."),
            Deed.CLOSE: translate("Slips", "The account %2 of %1 is closed for good; %3 are paid out."),
        }
        values = (slip.holder, grouped(slip.account), amount, str(slip.reverses))
        return filled(texts[slip.deed], *values)

    def enter(self, slip: Slip, question: str = "", action: str = "") -> None:
        """Enter a slip: at once, or after ``question`` is answered with ``action``. Above the limit it is
        always asked, and a second person follows."""
        if slip.second:
            text = translate("Slips", "It is signed now and waits for another person of the bank.")
            title = question or translate("Slips", "Ask a second person?")
            go = translate("Slips", "Sign and ask")
            self.sure(title, f"{self.slip_text(slip)}\n\n{text}", go, lambda: self._ask_pin(slip))
        elif question:
            self.sure(question, self.slip_text(slip), action, lambda: self._enter(slip, None))
        else:
            self._enter(slip, None)

    def _ask_pin(self, slip: Slip) -> None:
        self.context.shell.with_pin(self, lambda pin: self._enter(slip, pin))

    def _enter(self, slip: Slip, pin: str | None) -> None:
        self.work(lambda _job: self.desk.branch.counter.enter(slip, pin=pin), self.slip_decided)

    def slip_decided(self, slip: Slip) -> None:
        """Show what became of a slip, and go on with it."""
        self.load()
        if slip.state is SlipState.DONE and slip.deed is not Deed.LIMIT:
            self.show_receipt(slip)
        elif slip.state is SlipState.WAITING:
            self.release(slip)
        else:
            self.tell(f"{self.slip_text(slip)} {self.words.show(slip.state, 'slip')}", "good")

    def release(self, slip: Slip) -> None:
        """Ask a second person for its PIN."""
        counter = self.desk.branch.counter

        def show(people: object) -> None:
            assert isinstance(people, tuple)
            self.second = SecondPersonDialog(
                self.context, slip, self.slip_text(slip), people, self, done=self.slip_decided
            )
            self.second.open()

        self.work(lambda _job: counter.colleagues(slip), show)

    def show_receipt(self, slip: Slip) -> None:
        """The receipt of a slip that is booked."""

        def show(receipt: CashReceipt) -> None:
            self.receipt = ReceiptDialog(self.context, receipt, self)
            self.receipt.open()

        self.work(lambda _job: self.desk.branch.counter.receipt(slip.id), show)
