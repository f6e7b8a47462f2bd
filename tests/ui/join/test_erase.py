"""Old keys destroyed in the window: what will not be readable is said, Cancel is the default."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.join.identities_view import IdentitiesView
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.signing.confirm_dialog import ConfirmDialog
from tests.support.workplace import PASSPHRASE
from tests.ui.conftest import OpenWindow
from tests.ui.support import LONG_MS, Bot, become, error_of, no_error, press, shown, view_of


def opened(window: MainWindow) -> IdentitiesView:
    view = view_of(window, "identities")
    assert isinstance(view, IdentitiesView)
    return view


def confirmation(bot: Bot, view: IdentitiesView) -> ConfirmDialog:
    def asked() -> ConfirmDialog | None:
        return view.confirm if view.confirm is not None and view.confirm.isVisible() else None

    return shown(bot, asked)


@pytest.fixture
def settled(tried_home: Path, tmp_path: Path) -> Iterator[Workplace]:
    """A workplace without loans, its keys in a file of its own."""
    home = tmp_path / "home"
    shutil.copytree(tried_home, home)
    place = Workplace(home)
    place.use_passphrase(PASSPHRASE)
    yield place
    place.close()


@pytest.mark.parametrize(("language", "words"), [("zh", "无法恢复"), ("en", "for good")])
def test_old_keys_are_destroyed_after_a_confirmation(
    qtbot: Bot, settled: Workplace, open_window: OpenWindow, language: str, words: str
) -> None:
    workplace = settled
    window = open_window(workplace, language)
    become(window, "R")
    year = int(workplace.today[:4])
    view = opened(window)
    press(qtbot, view.erase)
    qtbot.waitUntil(lambda: not no_error(window), timeout=LONG_MS)
    assert "10" in error_of(window)
    assert window.errors.dialog is not None
    window.errors.dialog.close()
    workplace.walk(400)
    assert window.desk is not None
    assert window.desk.erasures.may().year == 0
    workplace.walk(12 * 366)
    identity = workplace.connections.identity(window.desk.identity.id)
    keystore = workplace.connections.keystore()
    press(qtbot, view.erase)
    confirm = confirmation(qtbot, view)
    assert words in confirm.sentence.text()
    assert f"{year}" in confirm.sentence.text()
    assert confirm.cancel.isDefault()
    press(qtbot, confirm.cancel)
    assert keystore.year_key(identity, year) is not None
    press(qtbot, view.erase)
    press(qtbot, confirmation(qtbot, view).sign)
    qtbot.waitUntil(lambda: keystore.year_key(identity, year) is None, timeout=LONG_MS)
    erasures = window.desk.erasures
    qtbot.waitUntil(lambda: erasures.may().erased == year, timeout=LONG_MS)
    assert no_error(window)


def test_a_customers_counter_has_no_such_button(window: MainWindow) -> None:
    become(window, "C")
    assert not opened(window).erase.isVisible()
