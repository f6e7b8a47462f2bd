"""A file that was there and is missing, empty or another one is not taken for a new one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loc_desktop.app.data_folder import OUTBOX_FILE, REFERENCE_FILE
from loc_desktop.cli import main
from loc_desktop.data_file import FilesError
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.ledger.outbox import ItemState
from tests.desk.life_scene import Life
from tests.support.workplace import PASSPHRASE, sample

HARMS: dict[str, Callable[[Path], object]] = {
    "gone": lambda file: file.unlink(),
    "empty": lambda file: file.write_bytes(b""),
}


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    """Eight applications wait for the bank; outbox and secret of ids are in use."""
    life = Life(tmp_path / "home")
    applications = life.desk("C").applications
    applications.import_rows(sample(8), applications.banks()[0].key)
    connections = life.workplace.connections
    counter = life.desk("C").carrier.identity
    connections.outbox_add(counter, "register", [counter.member_record()], "")
    connections.folder.reference("a payment")
    yield life
    life.workplace.close()


def _harmed(life: Life, part: str, how: str) -> tuple[Workplace, Path]:
    """The folder opened again after a file was lost; and a copy of what it was."""
    life.workplace.close()
    home = life.workplace.home
    (file,) = home.glob(part)
    copy = home.parent / file.name
    shutil.copyfile(file, copy)
    HARMS[how](file)
    life.workplace = Workplace(home)
    life.workplace.use_passphrase(PASSPHRASE)
    return life.workplace, copy


def _refused(work: Callable[[], object], code: str = "files.missing") -> FilesError:
    with pytest.raises(FilesError) as error:
        work()
    assert error.value.code == code
    return error.value


@pytest.mark.parametrize("how", HARMS)
def test_an_office_without_its_file_signs_nothing_until_it_is_back(life: Life, how: str) -> None:
    workplace, copy = _harmed(life, "office-B-*.sqlite", how)
    bank = workplace.desk_of("B")
    events = bank.inbox.ids()
    _refused(lambda: bank.office.terms())
    _refused(lambda: bank.grants.open_dossier(events[0]))
    report = bank.grants.decide()
    assert report.signed == ()
    assert {failure.code for failure in report.failed} == {"files.missing"}
    regulator = workplace.desk_of("R").carrier
    assert not any(regulator.query("event", {"id": event})["status"]["verdicts"] for event in events)
    assert not (workplace.home / copy.name).exists() or how == "empty"
    workplace.files.restore(copy.name, copy)
    assert len(workplace.desk_of("B").grants.decide().signed) == len(events)


@pytest.mark.parametrize("how", HARMS)
def test_a_bank_without_its_books_moves_no_money_until_they_are_back(life: Life, how: str) -> None:
    workplace, copy = _harmed(life, "books-*.sqlite", how)
    bank, money = workplace.desk_of("B"), workplace.desk_of("C").accounts
    assert bank.branch.has_books
    _refused(lambda: bank.branch.reconcile())
    _refused(lambda: bank.branch.recover())
    told = workplace.serve()
    assert {trouble.code for trouble in told.troubles} == {"files.missing"}
    assert [error.code for error in workplace.asides.take()] == ["files.missing"]
    workplace.serve()
    assert workplace.asides.take() == ()  # once is enough
    workplace.files.restore(copy.name, copy)
    assert bank.branch.reconcile().good
    asked = money.submit(money.prepare_deposit(100, money.banks()[0].key))
    assert asked.stage.value == "unlocked"


@pytest.mark.parametrize("how", HARMS)
def test_an_outbox_that_is_lost_is_not_an_empty_one(life: Life, how: str) -> None:
    workplace, copy = _harmed(life, OUTBOX_FILE, how)
    counter = workplace.desk_of("C").carrier.identity
    _refused(lambda: workplace.connections.outbox_items(counter))
    _refused(lambda: workplace.connections.outbox_add(counter, "register", [], ""))
    _refused(workplace.status)
    workplace.files.restore(copy.name, copy)
    (item,) = workplace.connections.outbox_items(counter)
    assert item.state is ItemState.WAITING


@pytest.mark.parametrize("how", HARMS)
def test_ids_are_not_made_with_another_secret(life: Life, how: str) -> None:
    before = life.workplace.connections.folder.reference("a payment")
    workplace, copy = _harmed(life, REFERENCE_FILE, how)
    folder = workplace.connections.folder
    _refused(lambda: folder.reference("a payment"))
    (workplace.home / REFERENCE_FILE).write_bytes(b"\x01" * 32)
    _refused(lambda: folder.reference("a payment"), "files.other")
    workplace.files.restore(copy.name, copy)
    assert folder.reference("a payment") == before


@pytest.mark.parametrize("how", HARMS)
def test_a_ledger_that_is_lost_is_not_set_up_again(life: Life, how: str) -> None:
    workplace, _ = _harmed(life, "ledger.sqlite", how)
    with pytest.raises(KnownError) as error:
        workplace.catch_up()
    assert error.value.code in ("ledger.missing", "ledger.not_a_ledger")
    with pytest.raises(KnownError, match=r"workplace\.exists"):
        workplace.try_here()


def test_the_file_of_another_office_is_not_taken(life: Life) -> None:
    workplace, copy = _harmed(life, "office-B-*.sqlite", "gone")
    (other,) = workplace.home.glob("office-FD-*.sqlite")
    shutil.copyfile(other, workplace.home / copy.name)
    _refused(lambda: workplace.desk_of("B").office.terms(), "files.other")
    _refused(lambda: workplace.files.restore(copy.name, other), "files.other")
    assert workplace.files.files()[-1][0] == REFERENCE_FILE


def test_a_new_file_is_begun_by_a_persons_deed_only(
    life: Life, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workplace, copy = _harmed(life, "office-B-*.sqlite", "gone")
    monkeypatch.setenv("LOC_HOME", str(workplace.home))
    assert main(["data", "list"]) == 1
    assert f"{copy.name}  missing" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["data", "anew", copy.name])
    assert main(["data", "anew", copy.name, "--yes"]) == 0
    assert workplace.desk_of("B").office.terms().version == 0  # those that come with the program
    assert workplace.desk_of("B").office.register()[1] == 0
    assert main(["data", "list"]) == 0


@pytest.mark.parametrize("how", HARMS)
def test_without_its_list_of_files_the_folder_is_not_taken_for_a_new_one(life: Life, how: str) -> None:
    workplace, _ = _harmed(life, "files.json", how)
    desk = workplace.desk_of("B")
    _refused(lambda: desk.office.terms(), "files.register")
    _refused(lambda: desk.branch.reconcile(), "files.register")
    names = workplace.files.adopt()
    assert {OUTBOX_FILE, REFERENCE_FILE} < set(names)
    assert workplace.desk_of("B").office.terms().version == 1
    assert workplace.desk_of("B").branch.reconcile().good
