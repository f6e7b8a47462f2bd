"""A small form in a dialog: each kind of field has its value, what is wrong is said beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from loc_desktop.errors import KnownError
from loc_desktop.texts.errors import desk_error
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.widgets.values_dialog import (
    CHOICE,
    DAY,
    LONG,
    NUMBER,
    RATE,
    TEXT,
    YUAN,
    Ask,
    ValuesDialog,
)
from tests.ui.support import LONG_MS, Bot, become, press, view_of


def _dialog(
    window: MainWindow, *asks: Ask, go: Callable[[dict[str, Any]], Any] = dict
) -> tuple[ValuesDialog, list[Any]]:
    become(window, "R")
    view = view_of(window, "report")
    results: list[Any] = []
    dialog = ValuesDialog(view.context, "title", asks, go, window, done=results.append)
    dialog.open()
    return dialog, results


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (YUAN, "12.34", 12_34),
        (YUAN, " 1,000 ", 1_000_00),
        (NUMBER, "1000000", 1_000_000),
        (RATE, "0", 0),
        (RATE, "4.35", 435),
        (DAY, "2028-02-29", "2028-02-29"),
        (TEXT, " x ", "x"),
    ],
)
def test_what_is_typed_becomes_its_value(window: MainWindow, kind: str, text: str, value: object) -> None:
    dialog, _ = _dialog(window, Ask("field", "Label", kind, text))
    assert dialog.values() == {"field": value}
    assert not dialog.fields["field"].problem.isVisible()
    dialog.reject()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (YUAN, ""), (YUAN, "0"), (YUAN, "-1"), (YUAN, "1.234"), (YUAN, "many"),
        (NUMBER, ""), (NUMBER, "0"), (NUMBER, "1000001"), (NUMBER, "1.5"), (NUMBER, "٣"),
        (NUMBER, "9" * 5000),
        (RATE, "-1"), (RATE, "100.01"), (RATE, "4.355"), (RATE, "x"),
        (DAY, "2027-02-29"), (DAY, "20270229"), (DAY, "2028-W05-1"), (DAY, "soon"), (TEXT, "  "),
    ],
)  # fmt: skip
def test_what_is_no_value_is_said_beside_its_field(window: MainWindow, kind: str, text: str) -> None:
    dialog, results = _dialog(window, Ask("good", "Label", TEXT, "x"), Ask("field", "Label", kind, text))
    dialog._next()
    assert dialog.isVisible()
    assert dialog.fields["field"].problem.isVisible()
    assert len(dialog.fields["field"].problem.text()) > 2
    assert not dialog.fields["good"].problem.isVisible()
    assert results == []
    dialog.reject()


def test_what_may_be_left_out_has_a_value_too(window: MainWindow) -> None:
    kinds = (YUAN, NUMBER, DAY, TEXT)
    dialog, _ = _dialog(window, *(Ask(kind, kind, kind, optional=True) for kind in kinds))
    assert dialog.values() == {YUAN: 0, NUMBER: 0, DAY: "", TEXT: ""}
    dialog.reject()


def test_choices_and_long_texts(window: MainWindow) -> None:
    dialog, _ = _dialog(
        window,
        Ask("which", "Which", CHOICE, "b", (("a", "A"), ("b", "B"))),
        Ask("lost", "Lost", CHOICE, "gone", (("a", "A"),)),
        Ask("why", "Why", LONG, " first\nsecond "),
    )
    assert dialog.values() == {"which": "b", "lost": "a", "why": "first\nsecond"}
    dialog.reject()


def test_an_amount_is_read_back_in_capitals(window: MainWindow) -> None:
    dialog, _ = _dialog(window, Ask("sum", "Sum", YUAN, "1"))
    field = dialog.fields["sum"]
    for text, note in (("10000", "壹万元整"), ("0", ""), ("x", "")):
        field.edit.setText(text)
        assert (field.note.text(), field.note.isVisible()) == (note, bool(note))
    dialog.reject()


def test_it_closes_when_it_worked_and_stays_with_what_went_wrong(window: MainWindow, qtbot: Bot) -> None:
    answers: list[Any] = [desk_error("money.amount"), None]

    def go(values: dict[str, Any]) -> Any:
        answer = answers.pop(0)
        if isinstance(answer, KnownError):
            raise answer
        return values["sum"] + 1

    dialog, results = _dialog(window, Ask("sum", "Sum", NUMBER, "5"), go=go)
    press(qtbot, dialog.next)
    qtbot.waitUntil(dialog.problem.isVisible, timeout=LONG_MS)
    assert dialog.isVisible()
    assert dialog.problem.text().startswith("✗ ")
    assert dialog.next.isEnabled()
    press(qtbot, dialog.next)
    qtbot.waitUntil(lambda: results == [6], timeout=LONG_MS)
    assert not dialog.isVisible()
