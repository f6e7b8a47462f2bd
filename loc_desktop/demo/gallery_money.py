"""The money's dialogs with real contents, for the gallery."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QPushButton

from loc_desktop.demo.gallery import Gallery, Scene, settle

if TYPE_CHECKING:
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
