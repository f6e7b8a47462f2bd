"""The sample some months later, for the gallery: loans in their lives, view by view. Nothing is signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QPushButton

from loc_desktop.demo import sample_later
from loc_desktop.demo.gallery import Gallery, Scene, settle
from loc_desktop.loan.money import yuan_text

if TYPE_CHECKING:
    from loc_desktop.demo.sample_later import LaterSample


PLANTED = 1_000_00
"""Fen that the bank issues past its connector, for reconciliation to find."""


def later_scenes(gallery: Gallery) -> Iterator[Scene]:
    """Lets the months pass, then shows arrears, requests to be signed, a transfer that is held, challenges,
    refunds, an expired loan, and a reconciliation with a difference."""
    there = sample_later.go_on(gallery.window.workplace)
    yield from _customer(gallery, there)
    yield from _bank(gallery, there)
    yield from _finance(gallery)
    yield from _regulator(gallery, there)
    yield from _different(gallery)


def _customer(gallery: Gallery, there: LaterSample) -> Iterator[Scene]:
    gallery.become("C")
    accounts = gallery.show("accounts", there.frozen)
    yield "C-accounts-held", gallery.window
    loans = gallery.show("loans", there.refunds[0])
    customer = loans.detail.line.customer.key
    for tab, name in ((1, "history"), (2, "pending"), (0, "schedule")):
        loans.panel.tabs.setCurrentIndex(tab)
        _settle(gallery)
        yield f"C-loans-{name}", gallery.window
    yield from _opened(gallery, "C-prepay-later", loans.prepay, loans)
    gallery.show("loans", there.late)
    yield "C-loans-late", gallery.window
    yield from _opened(gallery, "C-other-amount", loans.other, loans)
    accounts = gallery.show("accounts", customer)
    yield "C-accounts-later", gallery.window
    accounts.withdraw.click()
    form = accounts.values
    form.fields["amount"].edit.setText(yuan_text(accounts.accounts.balance + 1))
    form.next.click()
    yield from gallery.dialog("C-withdraw-refused", form)
    accounts.lots.click()
    yield from gallery.dialog("C-provenance-later", accounts.provenance)


def _bank(gallery: Gallery, there: LaterSample) -> Iterator[Scene]:
    gallery.become("B")
    yield "B-inbox-later", gallery.window
    longer = next(
        case.event
        for case in gallery.window.context.desk.grants.waiting("loan.reschedule")
        if case.loan == there.longer
    )
    service = gallery.show("service", longer)
    yield "B-service", gallery.window
    yield from _opened(gallery, "B-service-refuse", service.refuse, service)
    service.sign.click()
    yield from _settled(gallery, "B-service-sign", service, "confirm")
    bank = gallery.show("bank")
    day = _page(gallery, bank, "day")
    gallery.window.workplace.walk(3)
    day.load()
    day.run.click()
    _settle(gallery)
    day.question.accept()
    yield from _settled(gallery, "B-day-end-later", day, "batch")
    yield "B-day-later", gallery.window
    _page(gallery, bank, "collections")
    yield from _collections(gallery, bank)
    connector = _page(gallery, bank, "connector")
    held = next(i for i, transfer in enumerate(connector.model.rows) if transfer.state == "held")
    connector.table.setCurrentIndex(connector.model.index(held, 0))
    _settle(gallery)
    yield "B-connector-held", gallery.window
    connector.recover.click()
    _settle(gallery)
    yield "B-connector-retried", gallery.window
    loans = gallery.show("loans", there.late)
    yield "B-loans-late", gallery.window
    challenges = gallery.show("challenges")
    mine = next(row for row in challenges.model.rows if row.target == there.asked)
    challenges.table.setCurrentIndex(challenges.model.find(mine.id))
    _settle(gallery)
    yield "B-challenge-asked", gallery.window
    yield from _opened(gallery, "B-challenge-answer", challenges.answer, challenges)
    yield from _opened(gallery, "B-write-off", loans.write_off, gallery.show("loans", there.expired))


def _collections(gallery: Gallery, bank: Any) -> Iterator[Scene]:
    """A call with a promise, a letter of demand on paper, its delivery; non-accrual and provisions."""
    page = bank.open_page("collections")
    arrears, today = gallery.window.context.desk.branch.arrears, gallery.window.workplace.today
    later = (date.fromisoformat(today) + timedelta(days=10)).isoformat()
    first, second = page.model.rows[0].loan, page.model.rows[1].loan
    arrears.contact(second, "call", "本人", "will_pay", "卖茶后还", step="call", step_day=later)
    arrears.promise(second, page.model.rows[1].due, later)
    arrears.contact(first, "visit", "配偶", "cannot_pay", "本人外出务工", step="demand", step_day=today)
    page.load()
    _settle(gallery)
    yield "B-collections-late", gallery.window
    yield from _opened(gallery, "B-collections-call", page.call, page)
    yield from _opened(gallery, "B-collections-promise", page.promise, page)
    letter = arrears.demand(first, later)
    page.show_letter(letter.demand.number)
    yield from _settled(gallery, "B-collections-letter", page, "paper")
    arrears.deliver(letter.demand.number, "hand", today, "配偶")
    page.load()
    _settle(gallery)
    yield "B-collections-delivered", gallery.window
    _page(gallery, bank, "losses")
    yield "B-losses", gallery.window


def _finance(gallery: Gallery) -> Iterator[Scene]:
    gallery.become("FD")
    subsidy = gallery.show("subsidy")
    yield "FD-subsidy-refunds", gallery.window
    subsidy.run.click()
    yield from _settled(gallery, "FD-refunds-question", subsidy, "question")
    subsidy.tabs.setCurrentIndex(1)
    _settle(gallery)
    yield "FD-subsidy-expired", gallery.window
    gallery.show("service", subsidy.waiting.rows[0].event)
    yield "FD-service", gallery.window


def _regulator(gallery: Gallery, there: LaterSample) -> Iterator[Scene]:
    gallery.become("R")
    gallery.show("inbox")
    yield "R-inbox-later", gallery.window
    gallery.show("service", there.write_off)
    yield "R-service", gallery.window
    challenges = gallery.show("challenges")
    yield "R-challenges-open", gallery.window
    answered = next(row for row in challenges.model.rows if row.status == "answered")
    challenges.table.setCurrentIndex(challenges.model.find(answered.id))
    _settle(gallery)
    yield "R-challenge-answered", gallery.window
    yield from _opened(gallery, "R-challenge-decide", challenges.decide, challenges)
    for name in ("report", "flow", "loans"):
        gallery.show(name)
        yield f"R-{name}-later", gallery.window


def _different(gallery: Gallery) -> Iterator[Scene]:
    sample_later.past_the_connector(gallery.window.workplace, PLANTED)
    gallery.become("B")
    _page(gallery, gallery.show("bank"), "reconcile")
    yield "B-reconcile-differs", gallery.window


def _settle(gallery: Gallery) -> None:
    settle(gallery.window)


def _page(gallery: Gallery, bank: Any, name: str) -> Any:
    page = bank.open_page(name)
    _settle(gallery)
    return page


def _opened(gallery: Gallery, name: str, opener: QPushButton, view: Any) -> Iterator[Scene]:
    """The form that a button opens."""
    opener.click()
    yield from _settled(gallery, name, view, "values")


def _settled(gallery: Gallery, name: str, view: Any, which: str) -> Iterator[Scene]:
    _settle(gallery)
    dialog = getattr(view, which)
    assert isinstance(dialog, QDialog)
    yield from gallery.dialog(name, dialog)
