"""A loan worked out in the bank's view, as a clerk does it, in Chinese."""

from __future__ import annotations

import pytest

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.servicing.calculation_view import CalculationView
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.support import Bot, become, cells, fill, no_error, page_of, press, type_into


@pytest.fixture
def window(workplace: Workplace, open_window: OpenWindow) -> MainWindow:
    """The bank's window, in Chinese."""
    opened = open_window(workplace, language="zh")
    become(opened, "B")
    return opened


def test_a_loan_is_worked_out_with_what_would_happen_to_it(qtbot: Bot, window: MainWindow) -> None:
    page: CalculationView = page_of(window, "calculate")
    texts = {"amount": "50000", "months": "36", "rate_percent": "3.5", "paid_out": "2027-01-15"}
    for name, text in texts.items():
        type_into(qtbot, page.fields[name].edit, text)
    press(qtbot, page.go)
    settle(window)
    assert page.sums["instalment"].text() == window.context.words.number(146_511)
    assert page.schedule.rowCount() == 36
    for values in (
        {"kind": "pay", "on": "2027-01-20", "amount": "1465.11"},
        {"kind": "prepay", "on": "2027-01-21", "amount": "1000"},
        {"kind": "prepay", "on": "2027-01-20", "amount": "1000"},
        {"kind": "prepay", "on": "2027-01-22", "amount": "1000"},
    ):
        press(qtbot, page.add)
        assert fill(qtbot, window, page, **values) == ""
        settle(window)
    # Two closed lines, and 34 to come: the agreed instalment stays.
    assert page.schedule.rowCount() == 36
    assert window.context.words.number(68_258) in cells(page.table, 35)
    assert "2027-01-21" in cells(page.events_table, 2)[2]
    assert page.events.rowCount() == 4
    page.events_table.setCurrentIndex(page.events.index(2, 0))
    press(qtbot, page.remove)
    settle(window)
    assert page.events.rowCount() == 3
    type_into(qtbot, page.fields["months"].edit, "37")
    press(qtbot, page.go)
    settle(window)
    assert page.fields["months"].problem.isVisible()
    no_error(window)
