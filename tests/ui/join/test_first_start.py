"""The dialog of joining without a network: names, keys, small screen, both languages, bad files.

Joining itself is tested in the window against a real network (``tests/ui/join/test_join_window.py``).
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.join.join_dialog import JoinDialog
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.shell.settings_view import SettingsView
from tests.ui.conftest import OpenWindow
from tests.ui.shell.test_access import SCREEN, _markup, _nameless, _seen_whole
from tests.ui.support import LONG_MS, Bot, become, chord, key, no_error, press, shown, type_into


def opened(bot: Bot, window: MainWindow) -> JoinDialog:
    assert window.first is not None
    first = window.first
    press(bot, first.join)
    dialog = shown(bot, lambda: first.dialog)
    dialog.activateWindow()
    bot.waitUntil(dialog.isActiveWindow, timeout=LONG_MS)
    return dialog


def reached(bot: Bot, dialog: JoinDialog) -> list[QWidget]:
    """What Tab alone goes to."""
    widgets: list[QWidget] = []
    for _ in range(30):
        focus = dialog.focusWidget()
        if focus is None or focus in widgets:
            break
        widgets.append(focus)
        key(bot, focus, Qt.Key.Key_Tab)
    return widgets


@pytest.mark.parametrize(("text_size", "language"), [(100, "zh"), (200, "en"), (200, "zh")])
def test_the_dialog_fits_the_small_screen_names_its_controls_and_works_by_key(
    qtbot: Bot, empty_workplace: Workplace, open_window: OpenWindow, text_size: int, language: str
) -> None:
    window = open_window(empty_workplace, language=language, text_size=text_size)
    dialog = opened(qtbot, window)
    assert dialog.width() <= SCREEN[0]
    assert dialog.height() <= SCREEN[1]
    assert _nameless(dialog) == []
    assert _markup(dialog) == []
    assert _seen_whole(dialog.go, dialog)
    assert dialog.focusWidget() is dialog.form.fields["profile"].edit
    wanted = [dialog.form.fields[name].edit for name in ("profile", "enrolment_id", "secret", "name", "pin")]
    assert {*wanted, dialog.form.browse, dialog.cancel, dialog.go} <= set(reached(qtbot, dialog))
    for name in ("secret", "pin"):
        assert dialog.form.fields[name].edit.echoMode() == QLineEdit.EchoMode.Password
    key(qtbot, dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert empty_workplace.connections.identities() == ()
    assert no_error(window)


def test_a_file_that_is_no_profile_is_said_to_be_none_in_both_languages(
    qtbot: Bot, empty_workplace: Workplace, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(empty_workplace)
    dialog = opened(qtbot, window)
    field = dialog.form.fields["profile"]
    for name, content, said, chinese in (
        ("missing.json", None, "missing.json cannot be read", "无法读取连接配置文件 missing.json"),
        ("list.json", "[1]", "not an object with fields", "list.json 不是连接配置文件"),
        ("short.json", json.dumps({"role": "B"}), "peers is wrong (not a list", "short.json 中的 peers 有误"),
    ):
        file = tmp_path / name
        if content is not None:
            file.write_text(content)
        for language, words in (("en", said), ("zh", chinese)):
            window.languages.switch(language)
            type_into(qtbot, field.edit, str(tmp_path))
            key(qtbot, field.edit, Qt.Key.Key_Tab)
            settle(window)
            type_into(qtbot, field.edit, str(file))
            field.edit.setFocus()
            key(qtbot, field.edit, Qt.Key.Key_Tab)
            settle(window)
            assert words in field.problem.text()
            assert field.problem.text()[2:] == field.edit.accessibleDescription()
    assert no_error(window)


def test_the_language_changes_while_the_dialog_is_open(
    qtbot: Bot, empty_workplace: Workplace, open_window: OpenWindow
) -> None:
    window = open_window(empty_workplace)
    dialog = opened(qtbot, window)
    assert dialog.go.text() == "Join"
    window.languages.switch("zh")
    settle(window)
    assert (dialog.go.text(), dialog.title.text()) == ("加入", "加入网络")
    assert dialog.form.fields["enrolment_id"].edit.accessibleName() == "登记号"


def test_the_settings_say_how_ledger_and_certificate_are_and_renew_it(qtbot: Bot, window: MainWindow) -> None:
    become(window, "B")
    window.go("settings")
    settle(window)
    view = window.views["settings"]
    assert isinstance(view, SettingsView)
    assert [view.ledger.itemText(n) for n in range(view.ledger.count())] == ["This computer's own ledger"]
    assert "blocks" in view.health.text()
    assert "expires in" in view.days.text()
    connections = window.workplace.connections
    before = {identity.id: identity.certificate for identity in connections.identities()}
    press(qtbot, view.renew)
    qtbot.waitUntil(lambda: "valid for" in window.frame.status_line.notice.accessibleName(), timeout=LONG_MS)
    settle(window)
    assert window.desk is not None
    own = window.desk.identity.id
    after = {identity.id: identity.certificate for identity in connections.identities()}
    assert [identity for identity in after if after[identity] != before[identity]] == [own]
    record = window.desk.carrier.query("member", {"role": "B", "key": window.desk.me.key})
    assert record["certificate"] == after[own]
    chord(qtbot, window, Qt.Key.Key_L)
    assert "天后到期" in window.views["settings"].days.text()  # type: ignore[attr-defined]
    assert no_error(window)
