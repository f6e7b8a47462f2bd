"""Everything backed up in the settings and restored at the first start, by keyboard, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.widgets.fields_dialog import FieldsDialog
from tests.ui.conftest import OpenWindow
from tests.ui.join.test_identity_file import PASSPHRASE, fill, gone, notice, opened, problems
from tests.ui.support import LONG_MS, Bot, become, key, no_error, settings_of, shown

WORDS = {
    "en": ("Back up everything", "Everything is backed up in ", "is not empty", "agree with the ledger"),
    "zh": ("备份全部数据", "全部数据已备份到 ", "不是空的", "的账簿与账本一致，差额 0.00 元。"),
}


@pytest.fixture
def backup(qtbot: Bot, workplace: Workplace, open_window: OpenWindow, tmp_path: Path) -> Path:
    file = tmp_path / "all.loc-data"
    workplace.back_up_all(str(file), PASSPHRASE, PASSPHRASE)
    return file


def begun(bot: Bot, button: QPushButton, dialog: Callable[[], FieldsDialog | None]) -> FieldsDialog:
    button.setFocus()
    key(bot, button, Qt.Key.Key_Space)
    made = shown(bot, dialog)
    made.activateWindow()
    bot.waitUntil(made.isActiveWindow, timeout=LONG_MS)
    return made


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_is_backed_up_and_an_empty_computer_restores_it(
    qtbot: Bot,
    workplace: Workplace,
    open_window: OpenWindow,
    tmp_path: Path,
    language: str,
    request: pytest.FixtureRequest,
) -> None:
    title, told, _occupied, agrees = WORDS[language]
    window = open_window(workplace, language=language)
    become(window, "B")
    view = settings_of(window)
    dialog = opened(qtbot, view, view.back_up_everything)
    assert dialog.windowTitle() == title
    assert dialog.fields["file"].edit.text().endswith(".loc-data")
    file = tmp_path / "all.loc-data"
    fill(qtbot, dialog, file=str(file), passphrase="12345678", again="12345679")
    assert set(problems(dialog)) == {"passphrase", "again"}
    fill(qtbot, dialog, file=str(file), passphrase=PASSPHRASE, again=PASSPHRASE)
    assert gone(dialog)
    assert notice(window).startswith(told + str(file))
    assert no_error(window)
    bank = workplace.desk_of("B").identity

    empty = Workplace(tmp_path / "another")
    request.addfinalizer(empty.close)
    other = open_window(empty, language=language)
    first = other.first
    assert first is not None
    dialog = begun(qtbot, first.restore_all, lambda: first.restoring)
    fill(qtbot, dialog, file=str(file), passphrase="another one 1958")
    assert set(problems(dialog)) == {"passphrase"}
    assert not empty.ready
    fill(qtbot, dialog, file=str(file), passphrase=PASSPHRASE)
    qtbot.waitUntil(lambda: other.first is None, timeout=LONG_MS)
    settle(other)
    assert agrees in notice(other)
    become(other, "B")
    assert other.desk is not None
    assert other.desk.identity.key == bank.key
    assert no_error(other)


def test_a_file_that_is_no_backup_and_a_stop_are_said_at_the_field(
    qtbot: Bot, backup: Path, open_window: OpenWindow, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    empty = Workplace(tmp_path / "another")
    request.addfinalizer(empty.close)
    window = open_window(empty, language="en")
    first = window.first
    assert first is not None
    dialog = begun(qtbot, first.restore_all, lambda: first.restoring)
    other = tmp_path / "notes.txt"
    other.write_text("no backup")
    fill(qtbot, dialog, file=str(other), passphrase=PASSPHRASE)
    assert problems(dialog)["file"].startswith("This file is not a backup of a data folder.")
    assert not dialog.progress.isVisible()
    cut = tmp_path / "cut"
    cut.write_bytes(backup.read_bytes()[:-20])
    fill(qtbot, dialog, file=str(cut), passphrase=PASSPHRASE)
    assert set(problems(dialog)) <= {"file", "passphrase"}
    assert problems(dialog)
    key(qtbot, dialog, Qt.Key.Key_Escape)
    assert gone(dialog)
    assert not empty.ready
    assert no_error(window)
