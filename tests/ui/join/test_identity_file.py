"""An identity backed up, restored, and given another PIN in the window, by keyboard, in both languages."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.workplace import Workplace
from loc_desktop.identity.backups.backup import open_backup
from loc_desktop.ui.application.counter_view import CounterView
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.shell.settings_view import SettingsView
from loc_desktop.ui.widgets.fields_dialog import FieldsDialog
from tests.ui.conftest import OpenWindow
from tests.ui.support import LONG_MS, Bot, become, key, no_error, settings_of, shown, type_into, view_of

PASSPHRASE = "tea garden 1958"


def opened(bot: Bot, view: SettingsView, button: QPushButton) -> FieldsDialog:
    """The dialog that a button opens by Space."""
    button.setFocus()
    key(bot, button, Qt.Key.Key_Space)
    dialog = shown(bot, lambda: view.keys)
    dialog.activateWindow()
    bot.waitUntil(dialog.isActiveWindow, timeout=LONG_MS)
    return dialog


def fill(bot: Bot, dialog: FieldsDialog, **values: str) -> None:
    """Type, and go on with Return."""
    for name, text in values.items():
        type_into(bot, dialog.fields[name].edit, text)
    key(bot, dialog.fields[next(reversed(values))].edit, Qt.Key.Key_Return)
    bot.waitUntil(lambda: gone(dialog) or dialog.keep.isEnabled(), timeout=LONG_MS)


def gone(dialog: FieldsDialog) -> bool:
    """Closed; another identity's views take the place of those with their dialogs."""
    return not isValid(dialog) or not dialog.isVisible()


def problems(dialog: FieldsDialog) -> dict[str, str]:
    return {name: field.problem.text()[2:] for name, field in dialog.fields.items() if field.problem.text()}


def notice(window: MainWindow) -> str:
    return window.frame.status_line.notice.accessibleName()


def test_an_identity_is_backed_up_lost_and_restored(qtbot: Bot, window: MainWindow, tmp_path: Path) -> None:
    become(window, "B")
    assert window.desk is not None
    bank = window.desk.identity
    file = tmp_path / "bank.loc-identity"
    view = settings_of(window)
    assert not view.change_pin.isVisible()
    dialog = opened(qtbot, view, view.back_up)
    assert dialog.fields["file"].edit.text().endswith(".loc-identity")
    fill(qtbot, dialog, file=str(file), passphrase="12345678", again="12345679")
    assert problems(dialog) == {
        "passphrase": "This passphrase is too easy to guess: use several words, or letters and digits "
        "without a pattern.",
        "again": "The two are not the same.",
    }
    fill(qtbot, dialog, file=str(tmp_path / "absent" / "x"), passphrase=PASSPHRASE, again=PASSPHRASE)
    assert "no such file" in problems(dialog)["file"]
    fill(qtbot, dialog, file=str(file), passphrase=PASSPHRASE, again=PASSPHRASE)
    assert gone(dialog)
    assert notice(window) == f"{bank.name} is backed up in {file}."
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert open_backup(file, PASSPHRASE).identity.key == bank.key

    dialog = opened(qtbot, view, view.restore)
    fill(qtbot, dialog, file=str(file), passphrase=PASSPHRASE)
    assert problems(dialog)["file"].startswith(f"The identity {bank.name} is already on this computer.")
    connections = window.workplace.connections
    connections.keystore().delete(connections.identity(bank.id))
    fill(qtbot, dialog, file=str(file), passphrase="another one 1958")
    assert "The passphrase does not open this backup" in problems(dialog)["passphrase"]
    fill(qtbot, dialog, file=str(file), passphrase=PASSPHRASE)
    assert gone(dialog)
    settle(window)
    assert window.desk.identity.id == bank.id
    assert notice(window) == f"{bank.name} is restored."
    assert no_error(window)


def test_the_same_in_chinese(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(workplace, language="zh")
    become(window, "B")
    view = settings_of(window)
    assert (view.back_up.text(), view.restore.text()) == ("备份此身份…", "恢复身份…")
    file = tmp_path / "notes.txt"
    file.write_text("no backup")
    dialog = opened(qtbot, view, view.restore)
    assert (dialog.windowTitle(), dialog.keep.text()) == ("恢复身份", "恢复")
    fill(qtbot, dialog, file=str(file), passphrase=PASSPHRASE)
    assert problems(dialog)["file"].startswith("这个文件不是身份备份。")
    fill(qtbot, dialog, file="", passphrase="")
    assert problems(dialog) == {"file": "请填写文件。", "passphrase": "请填写口令。"}
    key(qtbot, dialog, Qt.Key.Key_Escape)
    assert gone(dialog)
    dialog = opened(qtbot, view, view.back_up)
    fill(qtbot, dialog, file=str(file), passphrase=PASSPHRASE, again=PASSPHRASE)
    assert problems(dialog) == {"file": "文件 notes.txt 已存在，请另取一个名字。"}
    assert file.read_text() == "no backup"
    assert no_error(window)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_customer_gets_another_pin(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow, language: str
) -> None:
    customer = workplace.desk_of("C").applications.applicants.add("陈秀英", "11010519491231002X", "493817")
    window = open_window(workplace, language=language)
    become(window, "C")
    window.go("customers")
    settle(window)
    view = window.views["customers"]
    assert isinstance(view, CounterView)
    view.table.setCurrentIndex(view.model.find(workplace.desk_of("C").identity.id))
    assert not view.change_pin.isEnabled()
    view.table.setCurrentIndex(view.model.find(customer.identity))
    view.change_pin.setFocus()
    key(qtbot, view.change_pin, Qt.Key.Key_Space)
    dialog = shown(qtbot, lambda: view.dialog)
    fill(qtbot, dialog, old_pin="493818", new_pin="275318", again="275318")
    wrong = {"en": "This is not the PIN of 陈秀英.", "zh": "这不是 陈秀英 的 PIN 码。"}[language]
    assert problems(dialog)["old_pin"].startswith(wrong)
    fill(qtbot, dialog, old_pin="493817", new_pin="121212", again="275318")
    assert set(problems(dialog)) == {"new_pin", "again"}
    fill(qtbot, dialog, old_pin="493817", new_pin="275318", again="275318")
    assert gone(dialog)
    told = {"en": "The PIN of 陈秀英 is changed.", "zh": "陈秀英 的 PIN 码已更改。"}[language]
    assert notice(window) == told
    connections = workplace.connections
    assert connections.signer(connections.identity(customer.identity), "275318").key == customer.key
    assert no_error(window)


def test_at_the_first_start_a_file_of_another_computers_ledger_is_said_to_be_one(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    file = str(tmp_path / "bank.loc-identity")
    workplace.back_up(workplace.desk_of("B").identity.id, file, PASSPHRASE, PASSPHRASE)
    empty = Workplace(tmp_path / "another")
    request.addfinalizer(empty.close)
    window = open_window(empty)
    first = window.first
    assert first is not None
    first.restore.setFocus()
    key(qtbot, first.restore, Qt.Key.Key_Space)
    dialog = shown(qtbot, lambda: first.restoring)
    fill(qtbot, dialog, file=file, passphrase=PASSPHRASE)
    assert "works on the own ledger of another computer" in problems(dialog)["file"]
    assert window.first is first
    assert no_error(window)


def test_a_customer_and_a_whole_counter_are_backed_up_at_the_counter(
    qtbot: Bot, window: MainWindow, tmp_path: Path
) -> None:
    become(window, "C")
    assert window.desk is not None
    applicants = window.desk.applications.applicants
    customer = applicants.add("欧阳静怡", "350802199109070019", "470913")
    view = view_of(window, "customers")
    assert isinstance(view, CounterView)
    assert not view.back_up.isEnabled()
    view.table.setCurrentIndex(view.model.find(customer.identity))
    one, every = tmp_path / "one.loc-identity", tmp_path / "all.loc-identity"
    for button, file in ((view.back_up, one), (view.back_up_all, every)):
        button.setFocus()
        key(qtbot, button, Qt.Key.Key_Space)
        dialog = shown(qtbot, lambda: view.dialog)
        fill(qtbot, dialog, file=str(file), passphrase=PASSPHRASE, again=PASSPHRASE)
        assert gone(dialog)
        assert str(file) in notice(window)
    assert open_backup(one, PASSPHRASE).identity.key == customer.key
    backup = open_backup(every, PASSPHRASE)
    assert backup.identity.id == window.desk.identity.id
    assert [identity.key for identity, _ in backup.others] == [customer.key]
    assert no_error(window)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_two_officers_back_up_and_restore_an_identity(
    qtbot: Bot, window: MainWindow, tmp_path: Path, language: str
) -> None:
    window.languages.switch(language)
    become(window, "CAD")
    assert window.desk is not None
    lost = window.desk.identity
    first, second = tmp_path / "first.loc-identity", tmp_path / "second.loc-identity"
    words = {"passphrase_1": PASSPHRASE, "passphrase_2": "rice terrace 1962"}
    dialog = opened(qtbot, settings_of(window), settings_of(window).back_up_halves)
    fill(
        qtbot, dialog, file_1=str(first), passphrase_1=PASSPHRASE, again_1=PASSPHRASE,
        file_2=str(first), passphrase_2=words["passphrase_2"], again_2="another",
    )  # fmt: skip
    assert set(problems(dialog)) == {"file_2", "again_2"}
    fill(qtbot, dialog, file_2=str(second), again_2=words["passphrase_2"])
    assert gone(dialog)
    assert str(second) in notice(window)
    connections = window.workplace.connections
    connections.keystore().delete(connections.identity(lost.id))
    become(window, "B")
    dialog = opened(qtbot, settings_of(window), settings_of(window).restore_halves)
    fill(
        qtbot, dialog, file_1=str(first), passphrase_1=PASSPHRASE, file_2=str(first), passphrase_2=PASSPHRASE
    )
    assert set(problems(dialog)) == {"file_2"}
    fill(qtbot, dialog, file_2=str(second), passphrase_2=words["passphrase_2"])
    assert gone(dialog)
    settle(window)
    assert window.desk.identity.id == lost.id
    assert no_error(window)
