"""Fields, their problems and places; layouts; figures; areas that scroll; a role's badge."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.figures import figures, number, word
from loc_desktop.ui.widgets.form_fields import FileField, FormGrid, TextField
from loc_desktop.ui.widgets.layouts import card, clear, holding, row
from loc_desktop.ui.widgets.role_badge import RoleBadge, badge_icon
from loc_desktop.ui.widgets.scroll_areas import follow_focus, scrolled, sideways
from tests.ui.support import LONG_MS, Bot, press


def test_a_problem_is_seen_and_read_out_and_goes(qapp: object) -> None:
    field = TextField("amount")
    field.show()
    field.show_problem("Too much.")
    assert (field.problem.text(), field.problem.isVisible()) == ("✗ Too much.", True)
    assert (field.edit.accessibleDescription(), field.edit.property("problem")) == ("Too much.", True)
    field.show_problem("")
    assert (field.problem.isVisible(), field.edit.accessibleDescription()) == (False, "")
    assert field.edit.property("problem") is False
    for show, label in ((field.show_note, field.note), (field.set_unit, field.unit)):
        show("yuan")
        assert (label.text(), label.isVisible()) == ("yuan", True)
        show("")
        assert not label.isVisible()
    field.close()


def test_a_file_is_taken_where_one_was_chosen(qtbot: Bot, qapp: object) -> None:
    answers = ["", "/tmp/list.csv"]
    field = TextField("file")
    chooser = FileField(field, lambda _over: answers.pop(0))
    chosen: list[str] = []
    chooser.chosen.connect(lambda: chosen.append(field.edit.text()))
    chooser.show()
    field.edit.setText("before")
    press(qtbot, chooser.browse)
    assert (field.edit.text(), chosen) == ("before", [])
    press(qtbot, chooser.browse)
    assert chosen == ["/tmp/list.csv"]
    chooser.close()


def _place(grid: QGridLayout, index: int) -> tuple[int, int]:
    """The line and column of an item."""
    place: Any = grid.getItemPosition(index)
    return place[0], place[1]


def _seen(widget: QWidget) -> bool:
    return not widget.visibleRegion().isEmpty()


def test_labels_stand_beside_their_fields_and_lead_to_them(qapp: object) -> None:
    grid = FormGrid()
    labels, fields = [QLabel("a"), QLabel("b")], [TextField("a"), TextField("b")]
    grid.add_section(QLabel("section"))
    for field, label in zip(fields, labels, strict=True):
        grid.add_field(field, label)
    other = QWidget()
    grid.add_widget(other, QLabel("c"))
    places = [_place(grid, grid.indexOf(field)) for field in fields]
    assert places == [(1, 1), (2, 1)] if not theme.sizes().large else [(2, 0), (4, 0)]
    assert [label.buddy() for label in labels] == [field.edit for field in fields]


def test_a_layout_is_emptied_with_what_is_in_it(qapp: object) -> None:
    owner = QWidget()
    layout = QVBoxLayout(owner)
    inner = row(QLabel("a"), None, QLineEdit(), stretch=2)
    assert [inner.stretch(place) for place in range(3)] == [0, 1, 1]
    kept = [item.widget() for place in (0, 2) if (item := inner.itemAt(place)) is not None]
    assert len(kept) == 2
    layout.addLayout(inner)
    layout.addWidget(holding(QLabel("b")))
    clear(layout)
    assert (layout.count(), inner.count()) == (0, 0)
    assert all(widget is not None and widget.isHidden() for widget in kept)
    frame, box = card()
    assert (frame.objectName(), frame.layout()) == ("card", box)


def test_figures_stand_in_a_line(qapp: object) -> None:
    pairs = [(word(), number()) for _ in range(7)]
    grid = figures(*pairs)
    assert isinstance(grid, QGridLayout)
    across = 3 if theme.sizes().large else 6
    assert [_place(grid, place) for place in range(7)] == [
        (place // across, place % across) for place in range(7)
    ]


def test_an_area_takes_no_tab_stop_and_shows_the_field_with_the_focus(qtbot: Bot, qapp: object) -> None:
    inside = QWidget()
    layout = QVBoxLayout(inside)
    edits = [QLineEdit() for _ in range(40)]
    for edit in edits:
        layout.addWidget(edit)
    area = scrolled(inside)
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus
    follow_focus(area)
    area.resize(200, 150)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow, timeout=LONG_MS)
    for edit in (edits[-1], edits[0]):
        edit.setFocus()
        qtbot.waitUntil(partial(_seen, edit), timeout=LONG_MS)
    area.close()


def test_sideways_is_as_high_as_what_it_holds(qapp: object) -> None:
    inside = QWidget()
    inside.setMinimumSize(QSize(2000, 70))
    inside.sizeHint = lambda: QSize(2000, 70)  # type: ignore[method-assign]
    area = sideways(inside)
    assert area.sizeHint().height() >= 70
    assert area.minimumSizeHint().height() == area.sizeHint().height()
    assert area.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def test_a_badge_says_its_role_and_is_wide_enough_for_its_letters(qapp: object) -> None:
    badge = RoleBadge("CAD", "民政局")
    assert badge.accessibleName() == "民政局"
    assert "CAD" in badge.toolTip()
    assert RoleBadge("B").accessibleName() == "B"
    assert badge.sizeHint().width() > badge.fontMetrics().horizontalAdvance("CAD")
    assert badge.minimumSizeHint() == badge.sizeHint()
    images = [badge_icon(role).pixmap(34, 20).toImage() for role in ("C", "B", "CAD", "FD", "R")]
    assert all(not image.isNull() for image in images)
    assert len({bytes(image.constBits()) for image in images}) == 5
