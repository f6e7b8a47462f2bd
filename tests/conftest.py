"""Fixtures for all tests. The desktop session (keyring, screen, HOME) is made by ``support/session.sh``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loc_desktop import clock
from loc_desktop.identity import keyfile
from tests.support import clock as fixed
from tests.support import session
from tests.support.fabric import fabric_houses, fabric_network, fabric_programs, small_network
from tests.support.workplace import empty, form, tried_home, workplace

if TYPE_CHECKING:
    from loc_desktop.identity import Keystore

__all__ = [
    "empty",
    "fabric_houses",
    "fabric_network",
    "fabric_programs",
    "form",
    "small_network",
    "tried_home",
    "workplace",
]  # one network for the session

PASSPHRASE = "a passphrase for tests"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before a test's fixtures: its clock, fixed unless the machine's date, or what goes by it, is tested."""
    machine = item.get_closest_marker("fabric") or item.get_closest_marker("machine_clock")
    clock.use(None if machine else fixed.moment)


@pytest.fixture(scope="session", autouse=True)
def derived_once() -> Iterator[None]:
    """A passphrase's key is derived once a salt in a session of tests: each takes a second, on purpose."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyfile, "derive", cache(keyfile.derive))
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own; ``loc_desktop.paths.data_dir()`` and child processes use it."""
    folder = tmp_path / "loc-home"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("LOC_HOME", str(folder))
    return folder


@cache
def _why_no_keyring() -> str:
    return session.why_no_keyring()


@pytest.fixture
def secret_service() -> Iterator[None]:
    """The session's real Secret Service, unlocked afterwards. Skips with the reason where there is none."""
    reason = _why_no_keyring()
    if reason:
        pytest.skip(reason)
    session.revive_keyring()
    yield
    session.unlock_keyring()


@pytest.fixture
def keystore(home: Path, secret_service: None) -> Keystore:
    """A key store on the real Secret Service, empty, of the data folder ``home``."""
    from loc_desktop.identity import open_keystore

    return open_keystore(home)


@pytest.fixture
def file_keystore(home: Path) -> Keystore:
    """A key store on an encrypted keyring file with ``PASSPHRASE``, empty, of the data folder ``home``."""
    from loc_desktop.identity import open_keystore

    return open_keystore(home, PASSPHRASE, create_file=True)
