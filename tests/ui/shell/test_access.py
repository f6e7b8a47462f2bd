"""Everyone can use it: names for screen readers, keys alone, a small screen, large text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QLabel, QPushButton, QWidget

from loc_desktop.demo.gallery import Gallery, settle
from loc_desktop.demo.pictures import scenes
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.widgets.theme import COLOURS, SCHEMES, next_size, scheme
from loc_desktop.ui.widgets.view import View
from tests.ui.conftest import OpenWindow
from tests.ui.foreign import Reader
from tests.ui.support import Bot, become, key, no_error, settings_of

SCREEN = (1366, 768)
NETBOOK = (1024, 600)


def _nameless(root: QWidget) -> list[str]:
    nameless = []
    for widget in [root, *root.findChildren(QWidget)]:
        inner = isinstance(widget.parentWidget(), QAbstractScrollArea)
        if not widget.isVisible() or inner or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if widget.focusProxy() is not None or isinstance(widget, QDialog):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    return nameless


def _markup(root: QWidget) -> list[str]:
    return [
        label.text()
        for label in root.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and label.text()
    ]


def _seen_whole(widget: QWidget, window: QWidget) -> bool:
    area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return window.rect().contains(area) and not widget.visibleRegion().isEmpty()


@pytest.mark.parametrize(
    ("text_size", "language", "screen"),
    [
        (100, "zh", SCREEN),
        (200, "en", SCREEN),
        (200, "zh", SCREEN),
        (100, "en", NETBOOK),
    ],
)
def test_every_view_and_dialog_fits_the_small_screen_in_one_language_and_names_its_controls(
    workplace: Workplace,
    open_window: OpenWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    text_size: int,
    language: str,
    screen: tuple[int, int],
) -> None:
    window = open_window(workplace, language=language, text_size=text_size)
    window.resize(*screen)
    reader = Reader(language, monkeypatch)
    number = 0
    for name, seen in scenes(Gallery(window, tmp_path)):
        number += 1
        reader.read(name, seen)
        assert _nameless(seen) == [], name
        assert _markup(seen) == [], name
        assert seen.width() <= screen[0], name
        assert seen.height() <= screen[1], name
        front = window.views[window.front]
        assert isinstance(front, View)
        if seen is window and front.primary is not None and front.primary.isVisible():
            assert _seen_whole(front.primary, window), f"{name}: the main action is not in sight"
        if isinstance(seen, QDialog):
            for button in seen.findChildren(QPushButton):
                if button.isDefault() and button.isVisible():
                    assert _seen_whole(button, seen), f"{name}: {button.text()}"
    assert number > 60
    assert no_error(window)
    assert reader.count > 3000
    assert not reader.found, reader.report()


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_first_start_fits_the_small_screen(
    empty_workplace: Workplace, open_window: OpenWindow, text_size: int
) -> None:
    window = open_window(empty_workplace, text_size=text_size)
    assert window.first is not None
    assert (window.width(), window.height()) <= SCREEN
    assert _seen_whole(window.first.try_here, window)
    assert _nameless(window) == []


@pytest.mark.parametrize("role", ["C", "B", "R"])
def test_tab_alone_reaches_every_control_of_every_view(qtbot: Bot, window: MainWindow, role: str) -> None:
    become(window, role)
    for name in window.listed:
        window.go(name)
        settle(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        view = window.views[name]
        wanted = {
            widget
            for widget in view.findChildren(QWidget)
            if widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
        }
        reached = set()
        for _ in range(200):
            focus = window.focusWidget()
            if focus is None or focus in reached:
                break
            reached.add(focus)
            key(qtbot, focus, Qt.Key.Key_Tab)
        missed = [f"{type(w).__name__} {w.accessibleName()}" for w in wanted - reached]
        assert missed == [], f"{role} {name}"


def test_text_size_changes_while_the_program_runs(qtbot: Bot, window: MainWindow) -> None:
    small = window.frame.top.name.fontMetrics().height()
    window.set_text_size(next_size(1))
    settle(window)
    assert window.frame.top.name.fontMetrics().height() > small
    assert window.workplace.settings()["text_size"] == "125"
    window.set_text_size(next_size(-1))
    settle(window)
    assert window.frame.top.name.fontMetrics().height() == small


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(colour: str, other: str) -> float:
    high, low = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_text_has_the_contrast_that_wcag_asks_for() -> None:
    """4.5:1 in each palette, 7:1 where much contrast was asked for; edges of controls 3:1 there."""
    grounds = {
        "ink": ("hover", "select", "noticeground", "badground", "goodground"),
        "bad": ("badground",),
        "good": ("goodground",),
        "accentdeep": ("select",),
        "muted": (),
        "warn": (),
        "accent": (),
    }
    for palette in SCHEMES:
        colours = COLOURS[palette]
        assert list(colours) == list(COLOURS["light"])
        least = 7 if palette == "contrast" else 4.5
        pairs = [(text, g) for text, more in grounds.items() for g in ("ground", "surface", "zebra", *more)]
        pairs = [(text, g) for text, g in pairs if not (text == "accentdeep" and g != "select")]
        pairs += [("onrole", name) for name in colours if name.startswith("role")]
        pairs += [("onaccent", "accent"), ("onaccent", "accentdeep"), ("surface", "ink")]
        for text, ground in pairs:
            found = _contrast(colours[text], colours[ground])
            assert found >= least, f"{palette}: {text} on {ground} {found:.2f}"
    assert _contrast(COLOURS["contrast"]["edge"], COLOURS["contrast"]["surface"]) >= 3


def test_the_colours_are_the_systems_or_chosen_and_are_kept(qtbot: Bot, window: MainWindow) -> None:
    settings = settings_of(window)
    assert settings.colours.currentData() == "system"
    assert scheme() == "light"
    for wanted in ("dark", "contrast"):
        settings = settings_of(window)
        settings.colours.setCurrentIndex(settings.colours.findData(wanted))
        settings.colours.activated.emit(settings.colours.currentIndex())
        settle(window)
        assert scheme() == wanted
        assert window.palette().window().color().name() == COLOURS[wanted]["ground"]
        assert window.workplace.settings()["colours"] == wanted
        assert window.front == "settings"
        assert settings_of(window).colours.currentData() == wanted
    assert no_error(window)
