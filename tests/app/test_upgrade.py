"""A data folder of each released format opens; a file of a newer program is refused and left as it is."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from loc_desktop.app.data_folder import OUTBOX_FILE, REFERENCE_FILE
from loc_desktop.bank import encrypted
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.ledger.embedded.verify import verify
from tests.support.workplace import PASSPHRASE

FORMATS = sorted((Path(__file__).parents[1] / "fixtures").glob("folder-*.zip"))
MOMENT = "2026-09-16T02:00:00Z"
"""The day after the fixture was made, whatever day the tests go by."""


@pytest.fixture(params=FORMATS, ids=lambda path: path.stem)
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A data folder as that format left it."""
    home = tmp_path / "home"
    with zipfile.ZipFile(request.param) as packed:
        packed.extractall(home)
    return home


@pytest.fixture
def workplace(home: Path) -> Iterator[Workplace]:
    workplace = Workplace(home, clock=lambda: MOMENT)
    workplace.use_passphrase(PASSPHRASE)
    yield workplace
    workplace.close()


def test_a_folder_of_a_released_format_opens_and_goes_on(workplace: Workplace) -> None:
    workplace.catch_up()
    assert [identity.role for identity in workplace.identities()] == ["C", "B", "CAD", "FD", "R"]
    assert workplace.identities()[0].name == "刘建国"
    counter, bank = workplace.desk_of("C"), workplace.desk_of("B")
    (draft,) = counter.applications.drafts()
    assert (draft.form.purpose, draft.form.amount) == ("种植茶叶", "20000")
    stages = [row.stage for row in counter.applications.mine().rows]
    assert sorted(stage.value for stage in stages) == ["on_ledger", "unlocked"]
    assert bank.office.terms().version == 1
    assert bank.office.register()[1] == 3
    assert bank.branch.reconcile().good
    (item,) = workplace.connections.outbox_items(counter.carrier.identity)
    assert item.fn == "register"
    assert workplace.connections.folder.reference("a payment")
    assert verify(workplace.home / "ledger.sqlite").good
    asked = counter.accounts.submit(counter.accounts.prepare_deposit(100, counter.accounts.banks()[0].key))
    assert asked.stage is Stage.UNLOCKED


def _pragma(file: Path, key: bytes, name: str, add: int) -> None:
    with closing(encrypted.connect(file, key, 5)) as db:
        value = db.execute(f"PRAGMA {name}").fetchone()[0]
        db.execute(f"PRAGMA {name}={value + add}")


def _newer_ledger(home: Path, key: bytes) -> None:
    with closing(sqlite3.connect(home / "ledger.sqlite")) as db:
        db.execute("PRAGMA user_version=2")


def _newer_office(home: Path, key: bytes) -> None:
    with closing(encrypted.connect(next(home.glob("office-B-*.sqlite")), key, 5)) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
        db.commit()


def _newer_json(name: str, **other: object) -> Callable[[Path, bytes], None]:
    def change(home: Path, _key: bytes) -> None:
        found = sorted(home.glob(name))
        file = next((path for path in found if '"role": "C"' in path.read_text()), found[0])
        file.write_text(json.dumps({**json.loads(file.read_text()), "version": 2, **other}))

    return change


def _newer_reference(home: Path, _key: bytes) -> None:
    file = home / REFERENCE_FILE
    file.write_bytes(file.read_bytes().replace(b"LoC-reference-1\n", b"LoC-reference-2\n"))


NEWER: dict[str, tuple[Callable[[Path, bytes], None], Callable[[Workplace], object]]] = {
    "ledger.version": (_newer_ledger, lambda opened: opened.catch_up()),
    "office.newer": (_newer_office, lambda opened: opened.desk_of("B").office.terms()),
    "files.newer office": (
        lambda home, key: _pragma(next(home.glob("office-B-*.sqlite")), key, "application_id", 1),
        lambda opened: opened.desk_of("B").office.terms(),
    ),
    "files.newer books": (
        lambda home, key: _pragma(next(home.glob("books-*.sqlite")), key, "application_id", 1),
        lambda opened: opened.desk_of("B").branch.reconcile(),
    ),
    "files.newer outbox": (
        lambda home, _key: _pragma(home / OUTBOX_FILE, b"", "application_id", 1),
        lambda opened: opened.connections.outbox(),
    ),
    "files.newer register": (_newer_json("files.json"), lambda opened: opened.desk_of("B").office.terms()),
    "files.newer register of another form": (
        _newer_json("files.json", files=[]),
        lambda opened: opened.desk_of("B").office.terms(),
    ),
    "files.newer settings": (_newer_json("settings.json"), lambda opened: opened.settings()),
    "files.newer ledgers": (_newer_json("ledgers.json"), lambda opened: opened.ready),
    "files.newer reference": (
        _newer_reference,
        lambda opened: opened.connections.folder.reference("a payment"),
    ),
    "files.newer identity": (_newer_json("identities/*.json"), lambda opened: opened.identities()),
}


@pytest.mark.parametrize("what", NEWER)
def test_a_newer_programs_file_is_refused_and_left_as_it_is(home: Path, what: str) -> None:
    before = Workplace(home, clock=lambda: MOMENT)
    before.use_passphrase(PASSPHRASE)
    key = before.connections.data_key()
    before.close()
    change, use = NEWER[what]
    change(home, key)
    contents = {path: path.read_bytes() for path in home.rglob("*.sqlite")}
    opened = Workplace(home, clock=lambda: MOMENT)
    opened.use_passphrase(PASSPHRASE)
    with pytest.raises(KnownError) as error:
        use(opened)
    assert error.value.code == what.split()[0]
    opened.close()
    assert {path: path.read_bytes() for path in contents} == contents
