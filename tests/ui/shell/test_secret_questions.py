"""What a question for a secret interrupted goes on with the answer, and says so when there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.application.form_view import ApplicationFormView
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.widgets.secret_dialog import PassphraseDialog
from tests.support.workplace import PASSPHRASE
from tests.support.workplace import tried_home as tried_home
from tests.ui.conftest import OpenWindow
from tests.ui.support import LONG_MS, Bot, become, key, no_error, pick, press, shown, type_into

TYPED = (
    ("address", "东肖镇"), ("purpose", "种植茶叶"), ("amount", "30000"), ("months", "24"),
    ("income", "20000"), ("asset", "50000"), ("debt", "5000"),
)  # fmt: skip


@pytest.fixture
def locked(tried_home: Path, tmp_path: Path) -> Iterator[Workplace]:
    """A folder whose keys are in the encrypted file, which nobody has opened yet."""
    shutil.copytree(tried_home, tmp_path / "home")
    workplace = Workplace(tmp_path / "home")
    yield workplace
    workplace.close()


def _question(bot: Bot, window: MainWindow) -> PassphraseDialog:
    return shown(bot, lambda: window.secrets.passphrase)


def test_the_work_that_lacked_the_passphrase_goes_on_with_it(
    qtbot: Bot, locked: Workplace, open_window: OpenWindow
) -> None:
    window = open_window(locked)
    key(qtbot, _question(qtbot, window), Qt.Key.Key_Escape)
    settle(window)
    assert "nothing was signed" in window.frame.status_line.notice.text()
    become(window, "C")
    again = window.secrets.passphrase
    if again is not None and again.isVisible():
        key(qtbot, again, Qt.Key.Key_Escape)
    results: list[str] = []
    window.tasks.run(
        lambda _job: locked.desk_of("C").applications.applicants.all()[0].identity_number, results.append
    )
    first = _question(qtbot, window)
    type_into(qtbot, first.field, "not the passphrase")
    press(qtbot, first.go)
    qtbot.waitUntil(lambda: _question(qtbot, window) is not first, timeout=LONG_MS)
    second = _question(qtbot, window)
    assert second.explanation.isVisible()
    assert results == []
    type_into(qtbot, second.field, PASSPHRASE)
    press(qtbot, second.go)
    qtbot.waitUntil(lambda: len(results) == 1, timeout=LONG_MS)
    assert len(results[0]) == 18
    assert no_error(window)


def test_an_application_is_signed_after_a_wrong_pin_and_a_right_one(
    qtbot: Bot, workplace: Workplace, window: MainWindow
) -> None:
    counter = workplace.desk_of("C").applications
    person = counter.applicants.add("陈秀英", identity_number("77"), "246810")
    become(window, "C")
    window.go("form", "")
    settle(window)
    form = window.views["form"]
    assert isinstance(form, ApplicationFormView)
    assert pick(qtbot, form, "陈秀英").identity == person.identity
    for name, text in TYPED:
        type_into(qtbot, form.fields[name].edit, text)
    press(qtbot, form.sign)
    press(qtbot, shown(qtbot, lambda: form.confirm).sign)
    first = shown(qtbot, lambda: window.secrets.pin)
    key(qtbot, first, Qt.Key.Key_Escape)
    assert window.frame.status_line.notice.text() == "No PIN was given: nothing was signed."
    assert form.applied is None
    press(qtbot, form.sign)
    press(qtbot, shown(qtbot, lambda: form.confirm).sign)
    second = shown(qtbot, lambda: window.secrets.pin)
    type_into(qtbot, second.field, "135791")
    press(qtbot, second.go)
    qtbot.waitUntil(lambda: window.secrets.pin is not second, timeout=LONG_MS)
    third = shown(qtbot, lambda: window.secrets.pin)
    assert "PIN" in third.explanation.text()
    type_into(qtbot, third.field, "246810")
    press(qtbot, third.go)
    qtbot.waitUntil(lambda: form.applied is not None, timeout=LONG_MS)
    assert no_error(window)
