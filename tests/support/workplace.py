"""A whole workplace for the desk's tests: real ledger, keys in an encrypted keyring file, registers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from loc_desktop.demo.sample import rows
from loc_desktop.desk.application.applications import Applications
from loc_desktop.desk.values.applicants import ImportPreview
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace

PASSPHRASE = "a passphrase for tests"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workplace]:
    """A first start: nothing is there yet, keys will go into an encrypted file."""
    workplace = Workplace(tmp_path / "home")
    workplace.use_passphrase(PASSPHRASE)
    yield workplace
    workplace.close()


@pytest.fixture(scope="session")
def tried_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after "Try it on this computer", on the tests' day; not to be changed."""
    home = tmp_path_factory.mktemp("tried") / "home"
    workplace = Workplace(home)
    workplace.use_passphrase(PASSPHRASE)
    workplace.try_here()
    workplace.close()
    return home


@pytest.fixture
def workplace(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workplace]:
    """After "Try it on this computer": on a copy of that folder, or made anew by the machine's clock."""
    by_machine = any(request.node.get_closest_marker(name) for name in ("fabric", "machine_clock"))
    home = tmp_path / "home"
    if not by_machine:
        shutil.copytree(request.getfixturevalue("tried_home"), home)
    workplace = Workplace(home)
    workplace.use_passphrase(PASSPHRASE)
    if by_machine:
        workplace.try_here()
    yield workplace
    workplace.close()


@pytest.fixture
def form(workplace: Workplace) -> ApplicationForm:
    return form_of(workplace.desk_of("C").applications)


def form_of(applications: Applications) -> ApplicationForm:
    """A complete form of the counter's own customer that meets every default term."""
    own = applications.applicants.all()[0]
    return ApplicationForm(
        name=own.name,
        identity_number=own.identity_number,
        purpose="种植茶叶",
        amount="30 000",
        months="24",
        income="20000",
        asset="1000",
        debt="0",
        bank=applications.banks()[0].key,
    )


def sample(count: int) -> ImportPreview:
    """The first of the project's made-up applications."""
    return rows(count)
