"""A file that is missing, damaged or lost from the list: the window offers what may be done, and goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.widgets.error_dialog import ErrorDialog
from tests.ui.conftest import OpenWindow
from tests.ui.support import LONG_MS, Bot, become, key, no_error, press, shown, type_into, view_of

SECRET = "tea garden 1958"


def harmed(workplace: Workplace, part: str, content: bytes | None) -> Path:
    """A file of the folder lost (None) or written over; the copy that was made before."""
    workplace.connections.close()
    (file,) = workplace.home.glob(part)
    copy = workplace.home.parent / file.name
    shutil.copyfile(file, copy)
    for name in (file, *file.parent.glob(f"{file.name}-*")):
        name.unlink()
    if content is not None:
        file.write_bytes(content)
    return copy


def trouble(bot: Bot, window: MainWindow, role: str, name: str) -> ErrorDialog:
    """The dialog that a view of a role opens."""
    become(window, role)
    window.go(name)
    bot.waitUntil(lambda: window.errors.open, timeout=LONG_MS)
    dialog = window.errors.dialog
    assert dialog is not None
    return dialog


@pytest.mark.parametrize("content", [None, b"", b"\x07" * 8192])
def test_an_office_is_put_back_and_the_work_goes_on(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow, content: bytes | None
) -> None:
    copy = harmed(workplace, "office-CAD-*.sqlite", content)
    window = open_window(workplace)
    dialog = trouble(qtbot, window, "CAD", "register")
    assert [action.text() for action in dialog.action_buttons] == ["Restore from a backup…", "Begin anew…"]
    (other,) = workplace.home.glob("office-FD-*.sqlite")
    window.remedies.restore(copy.name, other, dialog)
    qtbot.waitUntil(dialog.problem.isVisible, timeout=LONG_MS)
    assert dialog.isVisible()
    window.remedies.restore(copy.name, copy, dialog)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG_MS)
    settle(window)
    register = view_of(window, "register")
    assert register.persons.rowCount() > 0
    assert no_error(window)


def test_books_are_begun_anew_once_a_person_has_read_what_it_means(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow
) -> None:
    copy = harmed(workplace, "books-*.sqlite", None)
    window = open_window(workplace)
    dialog = trouble(qtbot, window, "B", "bank")
    press(qtbot, dialog.action_buttons[1])
    question = shown(qtbot, lambda: window.remedies.question)
    assert not question.do.isDefault()
    press(qtbot, question.cancel)
    assert dialog.isVisible()
    assert workplace.files.knows(copy.name)
    press(qtbot, dialog.action_buttons[1])
    press(qtbot, shown(qtbot, lambda: window.remedies.question).do)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG_MS)
    settle(window)
    assert not workplace.files.knows(copy.name) or (workplace.home / copy.name).stat().st_size


def test_a_lost_list_is_made_anew(qtbot: Bot, workplace: Workplace, open_window: OpenWindow) -> None:
    workplace.connections.close()
    (workplace.home / "files.json").unlink()
    window = open_window(workplace)
    dialog = trouble(qtbot, window, "FD", "register")
    assert [action.text() for action in dialog.action_buttons] == ["Make the list anew…"]
    press(qtbot, dialog.action_buttons[0])
    press(qtbot, shown(qtbot, lambda: window.remedies.question).do)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG_MS)
    settle(window)
    assert len(workplace.files.files()) > 3
    assert view_of(window, "register").persons.rowCount() > 0
    assert no_error(window)


def test_other_errors_offer_nothing(window: MainWindow) -> None:
    window.report(ValueError("a bug"))
    assert window.errors.dialog is not None
    assert window.errors.dialog.action_buttons == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_damaged_file_of_keys_is_begun_anew_and_an_identity_restored(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow, tmp_path: Path, language: str
) -> None:
    bank = workplace.desk_of("B").identity
    backup = tmp_path / "bank.loc-identity"
    workplace.back_up(bank.id, str(backup), SECRET, SECRET)
    workplace.close()
    (workplace.home / "keyring.cfg").write_text("rubbish")
    again = Workplace(workplace.home)
    window = open_window(again, language=language)
    asking = shown(qtbot, lambda: window.secrets.passphrase)
    type_into(qtbot, asking.field, "whatever it was")
    key(qtbot, asking.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.errors.open, timeout=LONG_MS)
    dialog = window.errors.dialog
    assert dialog is not None
    wanted = {"en": ["Restore from a backup…", "Begin anew…"], "zh": ["恢复备份…", "新建…"]}[language]
    assert [action.text() for action in dialog.action_buttons] == wanted
    press(qtbot, dialog.action_buttons[1])
    new = shown(qtbot, lambda: window.remedies.passphrase)
    type_into(qtbot, new.field, SECRET)
    type_into(qtbot, new.again, SECRET)
    key(qtbot, new.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG_MS)
    settle(window)
    assert list(again.home.glob("keyring.cfg.aside1"))
    again.restore(str(backup), SECRET)
    assert again.desk_of("B").branch.reconcile().good
    again.close()


def test_an_identitys_damaged_file_is_restored_from_the_dialog_that_says_so(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow, tmp_path: Path
) -> None:
    bank = workplace.desk_of("B").identity
    backup = tmp_path / "bank.loc-identity"
    workplace.back_up(bank.id, str(backup), SECRET, SECRET)
    workplace.connections.close()
    (workplace.home / "identities" / f"{bank.id}.json").write_text("{")
    window = open_window(workplace)
    qtbot.waitUntil(lambda: window.errors.open, timeout=LONG_MS)
    dialog = window.errors.dialog
    assert dialog is not None
    assert window.desk is None
    press(qtbot, dialog.action_buttons[0])
    form = shown(qtbot, lambda: window.remedies.restoring)
    type_into(qtbot, form.fields["file"].edit, str(backup))
    type_into(qtbot, form.fields["passphrase"].edit, SECRET)
    key(qtbot, form.fields["passphrase"].edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=LONG_MS)
    settle(window)
    become(window, "B")
    assert window.desk is not None
    assert window.desk.identity.id == bank.id
    assert no_error(window)
