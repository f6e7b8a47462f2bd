"""A file of the data folder that is missing or another one: a copy put back, a new one, the list anew."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from loc_desktop.app.file_deeds import FileDeeds
from loc_desktop.data_file import FilesError
from loc_desktop.desk.workplace import Workplace


def _deeds(workplace: Workplace) -> FileDeeds:
    return FileDeeds(workplace.connections)


@pytest.fixture
def office(workplace: Workplace) -> Path:
    """The bank's office, with a version of its terms of its own."""
    desk = workplace.desk_of("B")
    desk.office.save_terms(dict(desk.office.terms().limits), "mine")
    workplace.connections.close_own_files()
    (file,) = workplace.home.glob(f"office-B-{desk.carrier.identity.id}.sqlite")
    return file


def _refused(call: object) -> str:
    with pytest.raises(FilesError) as told:
        call()  # type: ignore[operator]
    return told.value.code


def test_what_is_remembered_is_listed_and_whether_it_is_there(workplace: Workplace, office: Path) -> None:
    deeds = _deeds(workplace)
    assert dict(deeds.files())[office.name]
    office.write_bytes(b"")
    assert not dict(deeds.files())[office.name]
    office.unlink()
    assert not dict(deeds.files())[office.name]
    assert deeds.knows(office.name)
    assert not deeds.knows("office-nobody.sqlite")


def test_a_copy_is_put_back_and_what_was_there_is_kept_aside(
    workplace: Workplace, office: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.sqlite"
    shutil.copyfile(office, copy)
    desk = workplace.desk_of("B")
    desk.office.save_terms(dict(desk.office.terms().limits), "later")
    _deeds(workplace).restore(office.name, copy)
    assert office.stat().st_mode & 0o777 == 0o600
    assert workplace.desk_of("B").office.terms().note == "mine"
    assert office.with_name(f"{office.name}.aside1").exists()
    _deeds(workplace).restore(office.name, copy)
    assert office.with_name(f"{office.name}.aside2").exists()
    assert [path.name for path in workplace.home.glob(".*.restored")] == []


def test_a_copys_log_is_put_back_with_it_and_nothing_is_written_beside_the_copy(
    workplace: Workplace, office: Path, tmp_path: Path
) -> None:
    desk = workplace.desk_of("B")
    desk.office.save_terms(dict(desk.office.terms().limits), "in the log")
    folder = tmp_path / "backup"
    folder.mkdir()
    for part in ("", "-wal"):
        shutil.copyfile(f"{office}{part}", folder / f"{office.name}{part}")
    copy, before = folder / office.name, {path: path.read_bytes() for path in folder.iterdir()}
    assert len(before) == 2
    desk.office.save_terms(dict(desk.office.terms().limits), "later")
    _deeds(workplace).restore(office.name, copy)
    assert workplace.desk_of("B").office.terms().note == "in the log"
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in workplace.home.glob(".*.restored*")] == []


def test_a_copy_of_another_file_or_none_changes_nothing(
    workplace: Workplace, office: Path, tmp_path: Path
) -> None:
    deeds, before = _deeds(workplace), office.read_bytes()
    finance = workplace.desk_of("FD").carrier.identity
    workplace.desk_of("FD").office.terms()
    workplace.connections.close_own_files()
    other = workplace.home / f"office-FD-{finance.id}.sqlite"
    noise = tmp_path / "noise"
    noise.write_bytes(os.urandom(8192))
    for copy, code in (
        (tmp_path / "none", "files.missing"),
        (tmp_path, "files.missing"),
        (other, "files.other"),
        (noise, "files.other"),
    ):
        assert _refused(lambda copy=copy: deeds.restore(office.name, copy)) == code
    assert _refused(lambda: deeds.restore("office-nobody.sqlite", other)) == "files.unknown"
    assert office.read_bytes() == before
    assert list(workplace.home.glob("*.aside*")) == []


def test_anew_a_file_is_forgotten_and_made_again(workplace: Workplace, office: Path) -> None:
    deeds = _deeds(workplace)
    deeds.anew(office.name)
    assert not office.exists()
    assert not deeds.knows(office.name)
    assert office.with_name(f"{office.name}.aside1").exists()
    assert workplace.desk_of("B").office.terms().version == 0
    assert deeds.knows(office.name)
    assert _refused(lambda: deeds.anew("office-nobody.sqlite")) == "files.unknown"


def test_a_lost_list_is_written_anew_with_what_is_there(workplace: Workplace, office: Path) -> None:
    deeds = _deeds(workplace)
    before = {name for name, there in deeds.files() if there}
    (workplace.home / "files.json").unlink()
    assert set(deeds.adopt()) == before
    assert {name for name, there in deeds.files() if there} == before
    assert workplace.desk_of("B").office.terms().note == "mine"


def test_a_list_is_not_written_anew_with_a_file_of_another_folder(workplace: Workplace, office: Path) -> None:
    deeds = _deeds(workplace)
    office.write_bytes(os.urandom(8192))
    (workplace.home / "files.json").unlink()
    assert _refused(deeds.adopt) == "files.other"
    assert deeds.files() == ()
