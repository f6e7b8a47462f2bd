"""The whole data folder backed up and restored onto an empty one, and what is refused on the way."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import tarfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from loc_desktop.app.folder_backup import FORM
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.identity.backups.sealed_stream import SealedReader, SealedWriter
from tests.support.workplace import PASSPHRASE as KEYS
from tests.support.workplace import form_of

PASSPHRASE = "tea garden 1958"


@pytest.fixture
def file(workplace: Workplace, tmp_path: Path) -> Path:
    """A backup of a folder in which an application waits and a customer has a PIN."""
    desk = workplace.desk_of("C")
    desk.applications.apply(form_of(desk.applications))
    path = tmp_path / "all.loc-data"
    workplace.back_up_all(str(path), PASSPHRASE, PASSPHRASE)
    return path


@pytest.fixture
def new(tmp_path: Path) -> Workplace:
    """Another computer: an empty folder, an empty keyring of its own."""
    workplace = Workplace(tmp_path / "new")
    workplace.use_passphrase(KEYS)
    return workplace


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as caught:
        call()
    return caught.value.code


def left(home: Path) -> list[str]:
    """What is in a folder beside the keyring's file and locks."""
    names = (path.name for path in home.rglob("*") if path.is_file())
    return sorted(name for name in names if not name.startswith("keyring.cfg") and not name.endswith(".lock"))


def members(path: Path) -> dict[str, bytes]:
    """What is in a backup."""
    with path.open("rb") as stream:
        reader = SealedReader(stream, FORM, PASSPHRASE)
        with tarfile.open(fileobj=reader, mode="r|") as archive:  # type: ignore[call-overload]
            content = {}
            for member in archive:
                found = archive.extractfile(member)
                assert found is not None
                content[member.name] = found.read()
            return content


def made(path: Path, content: Mapping[str, bytes], kind: bytes = tarfile.REGTYPE) -> Path:
    """A backup of somebody who knows its passphrase; ``kind`` is that of the last member."""
    with path.open("wb") as stream:
        sealed = SealedWriter(stream, FORM, PASSPHRASE)
        with tarfile.open(fileobj=sealed, mode="w|") as archive:  # type: ignore[call-overload]
            for number, (name, data) in enumerate(content.items(), 1):
                member = tarfile.TarInfo(name)
                if number == len(content):
                    member.type, member.linkname = kind, "/etc/passwd"
                member.size = len(data) if member.isreg() else 0
                archive.addfile(member, io.BytesIO(data))
        sealed.finish()
    return path


def test_an_empty_computer_goes_on_where_the_old_one_was(
    workplace: Workplace, file: Path, new: Workplace
) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = {role: workplace.desk_of(role).identity.key for role in ("C", "B", "CAD", "FD", "R")}
    waiting = workplace.desk_of("B").inbox.ids()
    assert waiting
    restored = new.restore_all(str(file), PASSPHRASE)
    assert restored.good
    said = [sentence.code for sentence in restored.sentences]
    assert said == ["whole.restored", "whole.verified", "whole.agrees"]
    assert [s.params["difference"] for s in restored.sentences if s.code == "whole.agrees"] == [0]
    assert {role: new.desk_of(role).identity.key for role in before} == before
    new.catch_up()
    for role in ("B", "CAD", "FD"):
        desk = new.desk_of(role)
        assert desk.inbox.ids() == waiting
        desk.grants.sign(desk.grants.prepare(desk.grants.open(waiting[0])))
        new.catch_up()
    assert new.desk_of("B").loans.page().rows
    assert new.desk_of("B").branch.reconcile().good
    bank = new.connections.identity(new.desk_of("B").identity.id)
    assert new.renew(bank.id).days_left == 365  # the authority's key came too
    new.close()


def test_it_holds_nothing_in_clear_and_leaves_nothing_behind(workplace: Workplace, file: Path) -> None:
    content = file.read_bytes()
    assert b"SQLite format 3" not in content
    assert b"ledger.sqlite" not in content
    assert not (workplace.home / ".backup").exists()
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".all")] == []
    names = set(members(file))
    assert {"keys.json", "ledger.sqlite", "files.json", "folder.id", "ledgers.json", "settings.json"} <= names
    assert not any(name.startswith(("index", "keyring", "logs", "cache")) for name in names)


def test_work_goes_on_while_it_is_written(workplace: Workplace, tmp_path: Path, new: Workplace) -> None:
    bank = workplace.desk_of("B")
    before = bank.viewer.account().balance
    issued = 0

    def busy(_done: int, _total: int) -> None:
        nonlocal issued
        if issued < 5:
            issued += 1
            bank.branch.submit(bank.branch.prepare_issue(100))

    path = tmp_path / "busy"
    workplace.back_up_all(str(path), PASSPHRASE, PASSPHRASE, busy)
    assert issued == 5
    assert new.restore_all(str(path), PASSPHRASE).good
    assert before <= new.desk_of("B").viewer.account().balance <= before + 500
    new.close()


def test_a_backup_is_stopped_or_has_no_room_and_leaves_no_file(
    workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "all"
    stop = code_of(lambda: workplace.back_up_all(str(path), PASSPHRASE, PASSPHRASE, cancelled=lambda: True))
    assert stop == "folder.stopped"
    nowhere = str(tmp_path / "absent" / "all")
    assert code_of(lambda: workplace.back_up_all(nowhere, PASSPHRASE, PASSPHRASE)) == "identity.file"
    weak = code_of(lambda: workplace.back_up_all(str(path), "12345678", "12345678"))
    assert weak == "backup.invalid"
    full = shutil._ntuple_diskusage(10, 10, 0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: full)
    assert code_of(lambda: workplace.back_up_all(str(path), PASSPHRASE, PASSPHRASE)) == "identity.file"
    assert left(tmp_path / "absent") == []
    assert [name.name for name in tmp_path.iterdir()] == ["home"]
    assert not (workplace.home / ".backup").exists()


def test_a_folder_that_lacks_a_remembered_file_is_not_backed_up(workplace: Workplace, tmp_path: Path) -> None:
    workplace.connections.close()
    next(workplace.home.glob("office-B-*.sqlite")).unlink()
    path = tmp_path / "all"
    assert code_of(lambda: workplace.back_up_all(str(path), PASSPHRASE, PASSPHRASE)) == "files.missing"
    assert not path.exists()


def test_a_lost_key_is_named_and_the_rest_is_kept(workplace: Workplace, tmp_path: Path) -> None:
    bank = workplace.connections.identity(workplace.desk_of("B").identity.id)
    workplace.connections.keystore().store.delete(bank.id, "keys")
    written = workplace.back_up_all(str(tmp_path / "all"), PASSPHRASE, PASSPHRASE)
    assert written.without == (workplace.connections.name_of(bank),)


def test_what_is_wrong_is_refused_and_leaves_the_folder_empty(
    file: Path, new: Workplace, tmp_path: Path
) -> None:
    whole = file.read_bytes()
    cut, other = tmp_path / "cut", tmp_path / "other"
    cut.write_bytes(whole[: len(whole) // 2])
    other.write_bytes(b"{}")
    assert code_of(lambda: new.restore_all(str(file), "another one 1958")) == "folder.wrong_passphrase"
    assert code_of(lambda: new.restore_all(str(cut), PASSPHRASE)).startswith("folder.")
    assert code_of(lambda: new.restore_all(str(other), PASSPHRASE)) == "folder.unreadable"
    assert code_of(lambda: new.restore_all(str(tmp_path / "absent"), PASSPHRASE)) == "identity.file"
    assert code_of(lambda: new.restore_all(str(tmp_path), PASSPHRASE)) in (
        "identity.file",
        "folder.unreadable",
    )
    stopped = code_of(lambda: new.restore_all(str(file), PASSPHRASE, cancelled=lambda: True))
    assert stopped == "folder.stopped"
    assert left(new.home) == []
    assert not new.ready
    assert new.restore_all(str(file), PASSPHRASE).good


def test_a_folder_in_use_is_not_replaced(workplace: Workplace, file: Path) -> None:
    before = left(workplace.home)
    assert code_of(lambda: workplace.restore_all(str(file), PASSPHRASE)) == "folder.occupied"
    assert left(workplace.home) == before


def test_a_made_up_backup_writes_nothing_elsewhere(file: Path, new: Workplace, tmp_path: Path) -> None:
    content = members(file)
    ledgers = json.loads(content["ledgers.json"])
    for entry in ledgers["content"].values():
        entry["where"] = "../../elsewhere.sqlite"
    keys = json.loads(content["keys.json"])
    ids = list(keys["identities"])
    keys["identities"][ids[0]] = keys["identities"][ids[1]]
    for number, hostile in enumerate(
        (
            {**content, "../evil.json": b"{}"},
            {**content, "/tmp/evil.json": b"{}"},
            {**content, "identities/../../evil.json": b"{}"},
            {**content, "cache.json": b"{}"},
            {**content, "ledgers.json": json.dumps(ledgers).encode()},
            {**content, "keys.json": json.dumps(keys).encode()},
            {name: data for name, data in content.items() if name != "keys.json"},
            {name: data for name, data in content.items() if not name.startswith("office-B")},
        )
    ):
        path = made(tmp_path / f"made{number}", hostile)
        assert code_of(partial(new.restore_all, str(path), PASSPHRASE)) == "folder.unreadable"
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
        names = {name: data for name, data in content.items() if name != "settings.json"}
        path = made(tmp_path / f"kind{kind!r}", {**names, "settings.json": b""}, kind)
        assert code_of(partial(new.restore_all, str(path), PASSPHRASE)) == "folder.unreadable"
    assert left(new.home) == []
    assert not (tmp_path / "evil.json").exists()
    store = new.connections.keystore().store
    assert all(store.get(known, "keys") is None for known in ids)


def test_a_backup_that_unpacks_to_more_than_it_is_long_is_refused(
    file: Path, new: Workplace, tmp_path: Path
) -> None:
    """Files with holes: 1.7 KB would fill the disk with zeros."""
    holes = tarfile.TarInfo("outbox.sqlite")
    holes.size = 0
    holes.pax_headers = {
        "GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.name": "outbox.sqlite",
        "GNU.sparse.size": str(1 << 40), "GNU.sparse.map": f"{1 << 40},0",
    }  # fmt: skip
    path = tmp_path / "holes"
    with path.open("wb") as stream:
        sealed = SealedWriter(stream, FORM, PASSPHRASE)
        with tarfile.open(fileobj=sealed, mode="w|", format=tarfile.PAX_FORMAT) as archive:  # type: ignore[call-overload]
            archive.addfile(holes, io.BytesIO(b""))
        sealed.finish()
    assert code_of(lambda: new.restore_all(str(path), PASSPHRASE)) == "folder.unreadable"
    assert left(new.home) == []


def test_a_restoring_that_was_killed_goes_on(
    file: Path, new: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, count = Path.replace, 0

    def replaced(source: Path, target: Path) -> Path:
        nonlocal count
        if source.parent.name == ".restored":
            count += 1
            if count == 4:
                os.kill(os.getpid(), 9)
        return real(source, target)

    new.close()
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(Path, "replace", replaced)
        try:
            new.use_passphrase(KEYS)
            new.restore_all(str(file), PASSPHRASE)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert not new.ready
    assert new.restore_all(str(file), PASSPHRASE).good


def test_a_restoring_that_fails_takes_no_key_that_was_there(
    workplace: Workplace, file: Path, tmp_path: Path
) -> None:
    """Both folders use one keyring, as two of one user do."""
    home = tmp_path / "second"
    (home / "settings.json").mkdir(parents=True)
    for name in workplace.home.glob("keyring.cfg*"):
        shutil.copy(name, home)
    second = Workplace(home)
    second.use_passphrase(KEYS)
    register = workplace.connections.folder.register
    store = second.connections.keystore().store
    own = workplace.connections.identities()
    before = [store.get(f"folder-{register.folder}", "data"), *(store.get(one.id, "keys") for one in own)]
    assert all(before)
    code_of(lambda: second.restore_all(str(file), PASSPHRASE))
    again = Workplace(home)
    again.use_passphrase(KEYS)
    store = again.connections.keystore().store
    after = [store.get(f"folder-{register.folder}", "data"), *(store.get(one.id, "keys") for one in own)]
    assert after == before
    second.close()
    again.close()
