"""A data folder may have any name that the system allows: SQLite takes some for parts of an address."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from loc_desktop.desk.workplace import Workplace
from loc_desktop.ledger.embedded.verify import verify
from tests.support.workplace import PASSPHRASE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="others do not allow such names")

NAMES = (b"what?mode=ro", b"home%41", b"#1", b"\xff", b"a b&c=d'e\"")


def _files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("name", NAMES)
def test_every_file_lies_in_the_folder_that_was_named(name: bytes, tried_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "folders" / os.fsdecode(name)
    shutil.copytree(tried_home, home)
    for file in (*home.glob("index-*"), *home.glob("outbox.sqlite*")):
        file.unlink()  # these can be thrown away, and are made anew
    place = Workplace(home)
    place.use_passphrase(PASSPHRASE)
    try:
        assert place.catch_up() > 0
        for role in ("C", "B", "CAD", "FD", "R"):
            place.desk_of(role).waiting()
        identity = place.desk_of("C").carrier.identity
        place.connections.outbox_add(identity, "register", [identity.member_record()], "")
        place.desk_of("B").branch.run_day()
    finally:
        place.close()
    assert verify(home / "ledger.sqlite").good
    assert _files(home.parent) == {home.name}
    files = _files(home)
    assert {"ledger.sqlite", "outbox.sqlite"} <= files
    for kind in ("index-", "books-", "office-"):
        assert any(file.startswith(kind) for file in files), kind


def test_the_story_is_told_in_a_folder_of_such_a_name(tmp_path: Path) -> None:
    home = tmp_path / "folders" / os.fsdecode(b"?%41#\xff")
    command = [sys.executable, "-m", "loc_desktop.cli", "demo", "--headless", "--json", "--limit", "2"]
    process = subprocess.run([*command, "--days", "2", "--home", str(home)], capture_output=True, check=False)
    assert process.returncode == 0, process.stderr
    assert json.loads(process.stdout)["good"]
    assert list(home.rglob("ledger.sqlite"))
    assert _files(home.parent) == {home.name}
