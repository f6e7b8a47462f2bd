"""Fixtures of the window's tests: real window, real desk, real embedded ledger, real keys.

The sample is made once and copied for each test, so that a test may change its ledger.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from loc_desktop.demo import sample, sample_later
from loc_desktop.demo.gallery import settle
from loc_desktop.demo.sample_later import LaterSample
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.shell.app import make_window
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.widgets.i18n import I18N
from tests.support import session

PASSPHRASE = "a passphrase for the window's tests"

# The offscreen platform (no Xvfb) says this of every dialog with a smallest size; it is no fault of ours.
OFFSCREEN = r"This plugin does not support .*"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning of Qt fails the test that caused it."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN))


@pytest.fixture(scope="session", autouse=True)
def compiled_translations() -> None:
    """The .qm is not in version control: compile it as the set-up does, if that was not done."""
    source, compiled = I18N / "loc_zh.ts", I18N / "loc_zh.qm"
    if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
        release = Path(sys.executable).parent / "pyside6-lrelease"
        subprocess.run([str(release), str(source), "-qm", str(compiled), "-silent"], check=True)


def _open(home: Path) -> Workplace:
    workplace = Workplace(home)
    if session.why_no_keyring():
        workplace.use_passphrase(PASSPHRASE)
    return workplace


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with the project's sample: loans in every inbox. Not to be changed: use ``workplace``."""
    home = tmp_path_factory.mktemp("sample") / "home"
    workplace = _open(home)
    sample.prepare(workplace, lambda _done, _total: None)
    workplace.catch_up()
    workplace.close()
    yield home
    again = _open(home)
    again.forget_keys()
    again.close()


@pytest.fixture
def workplace(sample_home: Path, tmp_path: Path) -> Iterator[Workplace]:
    """A workplace on a copy of the sample."""
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    place = _open(home)
    yield place
    place.close()


@pytest.fixture(scope="session")
def later_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LaterSample]:
    """The sample some months later: arrears, refunds, an expired loan, challenges. Use ``later``."""
    home = tmp_path_factory.mktemp("later") / "home"
    shutil.copytree(sample_home, home)
    workplace = _open(home)
    later = sample_later.go_on(workplace)
    workplace.close()
    return home, later


@dataclass(frozen=True)
class Months:
    """A workplace some months later, and what there is to decide."""

    workplace: Workplace
    there: LaterSample


@pytest.fixture
def later(later_home: tuple[Path, LaterSample], tmp_path: Path) -> Iterator[Months]:
    """A workplace on a copy of the sample some months later."""
    home = tmp_path / "home"
    shutil.copytree(later_home[0], home)
    place = _open(home)
    yield Months(place, later_home[1])
    place.close()


@pytest.fixture
def empty_workplace(tmp_path: Path) -> Iterator[Workplace]:
    """A workplace at first start; its keys are forgotten afterwards."""
    place = _open(tmp_path / "home")
    yield place
    place.forget_keys()
    place.close()


OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def open_window(qapp: QApplication, qtbot: object) -> Iterator[OpenWindow]:
    """Opens windows as the program does, and closes them after the test (before the workplace is)."""
    opened: list[MainWindow] = []

    def open_one(
        workplace: Workplace, language: str = "en", text_size: int = 100, follow: bool = False
    ) -> MainWindow:
        window = make_window(qapp, workplace, language=language, text_size=text_size, follow=follow)
        opened.append(window)
        window.show()
        settle(window)
        return window

    yield open_one
    for window in opened:
        window.close()
        window.languages.switch("en")
        window.deleteLater()


@pytest.fixture
def window(workplace: Workplace, open_window: OpenWindow) -> MainWindow:
    """The window on the sample, in English, not following."""
    return open_window(workplace)
