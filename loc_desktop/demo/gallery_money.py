"""The money's dialogs with real contents, for the gallery."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QPushButton

from loc_desktop.app.values import IdentityInfo
from loc_desktop.bank.books.slip_values import LIMIT, Deed
from loc_desktop.demo.gallery import Gallery, Scene, settle
from loc_desktop.ui.branch.second_person_dialog import SecondPersonDialog

if TYPE_CHECKING:
    from loc_desktop.ui.branch.teller_view import TellerView
    from loc_desktop.ui.servicing.calculation_view import CalculationView
    from loc_desktop.ui.signing.request_view import RequestView


def money_scenes(gallery: Gallery) -> Iterator[Scene]:
    """Each form once, the confirmation of a payment, provenance, a statement; nothing is signed."""
    yield from _customer(gallery)
    yield from _bank(gallery)
    yield from _rules(gallery)
    gallery.become("FD")
    view = gallery.show("subsidy")
    yield from _form(gallery, "FD-budget", view, view.set_budget)
    gallery.become("R")
    view = gallery.show("challenges")
    yield from _form(gallery, "R-challenge", view, view.raise_one)


def _customer(gallery: Gallery) -> Iterator[Scene]:
    gallery.become("C")
    accounts = gallery.show("accounts")
    accounts.link.click()
    yield from settled(gallery, "C-link", lambda: accounts.values or accounts.confirm)
    if accounts.deposit.isEnabled():
        yield from _form(gallery, "C-deposit", accounts, accounts.deposit)
    accounts.lots.click()
    yield from gallery.dialog("C-provenance", accounts.provenance)
    loans = gallery.show("loans")
    if loans.pay.isEnabled():
        loans.pay.click()
        yield from settled(gallery, "C-pay", lambda: loans.confirm)
        yield from _form(gallery, "C-prepay", loans, loans.prepay)
        yield from _form(gallery, "C-reschedule", loans, loans.reschedule)


def _bank(gallery: Gallery) -> Iterator[Scene]:
    gallery.become("B")
    bank = gallery.show("bank")
    customers = bank.open_page("customers")
    yield from _form(gallery, "B-new-client", customers, customers.new)
    yield from _form(gallery, "B-cash", customers, customers.pay_in)
    yield from _counter(gallery, bank.open_page("counter"))
    bank.open_page("customers")
    customers.statement_of.click()
    yield from gallery.dialog("B-statement", customers.statement)
    yield from _calculated(gallery, bank.open_page("calculate"))
    day = bank.open_page("day")
    day.run.click()
    settle(gallery.window)
    if day.question is not None:
        yield "B-day-plan", day.question
        day.question.accept()
        yield from settled(gallery, "B-day-end", lambda: day.batch)
    yield "B-day-after", gallery.window
    connector = bank.open_page("connector")
    yield from _form(gallery, "B-issue", connector, connector.issue)


def _counter(gallery: Gallery, page: TellerView) -> Iterator[Scene]:
    """Cash booked, taken back, and above the limit; its receipt; who releases it."""

    counter, bank = page.desk.branch.counter, page.desk.identity
    account = next(row for row in page.desk.branch.accounts()[0] if row.client)
    deeds = ((Deed.CASH_IN, 300_00, "售鸡款"), (Deed.CASH_OUT, 120_00, ""), (Deed.CASH_IN, 2_000_00, ""))
    slips = [
        counter.enter(counter.prepare_cash(deed, account.number, amount, text))
        for deed, amount, text in deeds
    ]
    counter.enter(counter.prepare_reversal(slips[1].entry, "金额录错"))
    large = counter.enter(counter.prepare_cash(Deed.CASH_IN, account.number, LIMIT + 1_00, "卖房款"))
    page.load()
    settle(gallery.window)
    yield "B-counter", gallery.window
    yield from _form(gallery, "B-counter-limit", page, page.new_limit)
    page.show_receipt(slips[0])
    yield from settled(gallery, "B-receipt", lambda: page.receipt)
    other = IdentityInfo("", "B", "王芳", bank.organisation, "", bank.ledger, True, None)
    for name, people in (("B-second-person", (other,)), ("B-second-person-none", ())):
        dialog = SecondPersonDialog(
            page.context, large, page.slip_text(large), people, page, done=page.slip_decided
        )
        dialog.open()
        yield from gallery.dialog(name, dialog)
    page.new_colleague.click()
    yield from settled(gallery, "B-new-colleague", lambda: page.colleague)


def _calculated(gallery: Gallery, page: CalculationView) -> Iterator[Scene]:
    """An instalment paid ahead, two prepayments, and one more that is refused."""
    from loc_desktop.desk.servicing.calculation import event_of

    settle(gallery.window)
    texts = {"amount": "50 000", "months": "36", "rate_percent": "3.5", "paid_out": "2027-01-15"}
    for name, text in texts.items():
        page.fields[name].edit.setText(text)
    events = (("pay", 20, 146_511), ("prepay", 21, 100_000), ("prepay", 19, 100_000), ("prepay", 22, 100_000))
    for kind, day, amount in events:
        page.put(event_of(kind, f"2027-01-{day}", amount, 0))
        settle(gallery.window)
    yield "B-calculated", gallery.window
    yield from _form(gallery, "B-calculate-event", page, page.add)


def _rules(gallery: Gallery) -> Iterator[Scene]:
    """The days off and the lending rules; the form for a year's days."""

    view = gallery.show("rules")
    for name, table in (
        ("days", view.days_table), ("lending", view.lending_table), ("events", view.flows_table),
    ):  # fmt: skip
        view.tabs.setCurrentWidget(table)
        settle(gallery.window)
        yield f"B-rules-{name}", gallery.window
    yield from _form(gallery, "B-rules-propose", view, view.days_of)


def _form(gallery: Gallery, name: str, view: RequestView, opener: QPushButton) -> Iterator[Scene]:
    if opener.isEnabled():
        opener.click()
        yield from settled(gallery, name, lambda: view.values)


def settled(gallery: Gallery, name: str, opened: Callable[[], QDialog | None]) -> Iterator[Scene]:
    """The dialog that a click opens once its work is done."""
    settle(gallery.window)
    dialog = opened()
    assert isinstance(dialog, QDialog)
    yield from gallery.dialog(name, dialog)
