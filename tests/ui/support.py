"""What a person does with a window: keys, clicks, waiting until something is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableView, QWidget

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.values.application import Applicant
from loc_desktop.ui.application.form_view import ApplicationFormView
from loc_desktop.ui.branch.slips_view import SlipsView
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.shell.settings_view import SettingsView
from loc_desktop.ui.signing.batch_dialog import BatchDialog
from loc_desktop.ui.signing.request_view import RequestView

LONG_MS = 30_000
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
T = TypeVar("T", bound=QWidget)


class Bot(Protocol):
    """The part of pytest-qt's ``qtbot`` that the tests use."""

    def keyClick(self, widget: QWidget, key: Any, modifier: Any = ...) -> None: ...
    def keyClicks(self, widget: QWidget, text: str) -> None: ...
    def mouseClick(self, widget: QWidget, button: Qt.MouseButton, *, pos: QPoint = ...) -> None: ...
    def waitUntil(self, condition: Callable[[], bool | None], *, timeout: int = ...) -> None: ...
    def waitSignal(self, signal: Any, *, timeout: int = ...) -> Any: ...


def press(bot: Bot, button: QPushButton) -> None:
    """Click a button that can be seen and used."""
    assert button.isVisible(), f"{button.text()} cannot be seen"
    assert button.isEnabled(), f"{button.text()} cannot be used"
    bot.mouseClick(button, Qt.MouseButton.LeftButton)


def type_into(bot: Bot, edit: QLineEdit, text: str) -> None:
    """Replace what is in a field by typing."""
    edit.setFocus()
    edit.selectAll()
    bot.keyClick(edit, Qt.Key.Key_Delete)
    if text.isascii():
        bot.keyClicks(edit, text)
    else:  # as an input method commits what was composed
        composed = QInputMethodEvent()
        composed.setCommitString(text)
        QApplication.sendEvent(edit, composed)


def key(bot: Bot, widget: QWidget, name: Qt.Key, modifier: Any = NO_MODIFIER) -> None:
    bot.keyClick(widget, name, modifier)


def pick(bot: Bot, form: ApplicationFormView, text: str) -> Applicant:
    """Find the applicant of a form by typing and take the first that is found."""
    edit = form.applicant.edit
    edit.window().activateWindow()
    bot.waitUntil(edit.window().isActiveWindow, timeout=LONG_MS)
    form.applicant.found = ()
    type_into(bot, edit, text)
    key(bot, edit, Qt.Key.Key_Return)
    bot.waitUntil(
        lambda: form.applicant.applicant in form.applicant.found and edit.text() != text, timeout=LONG_MS
    )
    assert form.applicant.applicant is not None
    return form.applicant.applicant


def chord(bot: Bot, window: MainWindow, name: Qt.Key, modifier: Any = CONTROL) -> None:
    """A shortcut of the window. Without a window manager the window must be made active by hand."""
    window.activateWindow()
    bot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    bot.keyClick(window, name, modifier)
    settle(window)


def shown(bot: Bot, find: Callable[[], T | None]) -> T:
    """Wait until a widget is there and can be seen."""
    dialogs: list[T] = []

    def there() -> bool:
        widget = find()
        if widget is None or not widget.isVisible():
            return False
        dialogs.append(widget)
        return True

    bot.waitUntil(there, timeout=LONG_MS)
    return dialogs[-1]


def become(window: MainWindow, role: str) -> None:
    """Change to the identity of a role, as the switcher does."""
    identity = next(holder.id for holder in window.workplace.identities() if holder.role == role)
    window.become(identity)
    settle(window)


def no_error(window: MainWindow) -> bool:
    """No error dialog stands open."""
    return window.errors.dialog is None or not window.errors.dialog.isVisible()


# ------------------------------------------------------------------ the money's views


def view_of(window: MainWindow, name: str, target: object = None) -> Any:
    """A view in front, with its contents."""
    window.go(name, target)
    settle(window)
    return window.views[name]


def settings_of(window: MainWindow) -> SettingsView:
    """The settings in front."""
    view = view_of(window, "settings")
    assert isinstance(view, SettingsView)
    return view


def page_of(window: MainWindow, name: str) -> Any:
    """A tab of the bank's view in front, with its contents."""
    page = view_of(window, "bank").open_page(name)
    settle(window)
    return page


def fill(bot: Bot, window: MainWindow, view: RequestView, **values: str) -> str:
    """Fill the form that stands open and go on; what is wrong if it stays open, "" if it went on."""
    dialog = shown(bot, lambda: view.values)
    for name, text in values.items():
        if name in dialog.texts:
            dialog.texts[name].setPlainText(text)
        elif name in dialog.choices:
            box = dialog.choices[name]
            box.setCurrentIndex(
                next(i for i in range(box.count()) if text in (box.itemData(i), box.itemText(i)))
            )
        else:
            type_into(bot, dialog.fields[name].edit, text)
    press(bot, dialog.next)
    bot.waitUntil(lambda: not dialog.isVisible() or dialog.problem.isVisible(), timeout=LONG_MS)
    settle(window)
    return dialog.problem.text() if dialog.isVisible() else ""


def close_receipt(bot: Bot, window: MainWindow, view: SlipsView) -> dict[str, str]:
    """Read the receipt that stands open and close it with Enter; its lines by name."""
    receipt = shown(bot, lambda: view.receipt)
    lines = dict(receipt.facts)
    key(bot, receipt, Qt.Key.Key_Return)
    assert not receipt.isVisible()
    settle(window)
    return lines


def sign(bot: Bot, window: MainWindow, view: RequestView) -> str:
    """Read what is signed, see that Cancel is the default, sign; the sentence."""
    confirm = shown(bot, lambda: view.confirm)
    assert confirm.cancel.isDefault()
    assert confirm.focusWidget() is confirm.cancel
    said = confirm.sentence.text()
    before = view.asked
    press(bot, confirm.sign)
    bot.waitUntil(lambda: view.asked is not before or not no_error(window), timeout=LONG_MS)
    assert no_error(window), error_of(window)
    settle(window)
    return said


def error_of(window: MainWindow) -> str:
    """All that the error dialog says."""
    if window.errors.dialog is None:
        return ""
    return " ".join(label.text() for label in window.errors.dialog.findChildren(QLabel))


def agree(bot: Bot, view: RequestView) -> None:
    """Say yes to the question that stands open; its default is no."""
    question = shown(bot, lambda: view.question)
    assert not question.do.isDefault()
    press(bot, question.do)


def wait_for_batch(bot: Bot, window: MainWindow, batch: BatchDialog) -> str:
    """Wait until long work has ended and close its dialog; what it says."""
    bot.waitUntil(lambda: not batch.running, timeout=4 * LONG_MS)
    said = batch.note.text()
    press(bot, batch.close_button)
    settle(window)
    return said


def choose(view_table: QTableView, column: int, text: str) -> None:
    """Make the first row whose cell in ``column`` says ``text`` the current one."""
    model = view_table.model()
    for line in range(model.rowCount()):
        if model.index(line, column).data() == text:
            view_table.setCurrentIndex(model.index(line, column))
            return
    raise AssertionError(f"no row says {text}")


def cells(table: QTableView, line: int = 0) -> list[str]:
    """What a row of a table shows."""
    model = table.model()
    return [str(model.index(line, column).data() or "") for column in range(model.columnCount())]
