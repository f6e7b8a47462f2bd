"""`bench faults`: nothing is lost, done twice or told wrongly, and it would be seen if it were."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from loc_desktop.bench.harm import attacks, corruptions
from loc_desktop.bench.harm.bank_world import BankWorld
from loc_desktop.bench.harm.count import Count
from loc_desktop.bench.harm.judge import judge
from loc_desktop.cli import main

PARTS = ("kills", "disks", "corruptions", "attacks")
pytestmark = pytest.mark.machine_clock


def test_some_seconds_of_kills_disks_corruptions_and_attacks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "faults", "--json", "--minutes", "0.2"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert set(counts) == {"seed", *PARTS, "lost", "twice", "wrongly_told"}
    assert (counts["lost"], counts["twice"], counts["wrongly_told"]) == (0, 0, 0)
    assert counts["attacks"]["tried"] >= 2 * len(attacks.ATTEMPTS)
    assert all(counts[part]["tried"] for part in PARTS)


def test_a_part_that_tried_nothing_is_not_good() -> None:
    assert not Count().good
    assert Count(tried=1).good
    assert not any(Count(1, *wrong).good for wrong in ((1, 0, 0), (0, 1, 0), (0, 0, 1)))


def test_what_is_lost_or_wrongly_told_is_counted(tmp_path: Path) -> None:
    with closing(BankWorld.create(tmp_path)) as world:
        event = world.ask("asset.deposit", 1_000)
        world.connector.process([event])
        right, wrong = Count(tried=1), Count(tried=1)
        judge(world, right, {event: "settled"})
        judge(world, wrong, {event: "refused"})
        assert (right.good, wrong.wrongly) == (True, 1)
        # A transfer that the ledger executed and the books forgot.
        world.books.db.write(
            lambda connection: connection.exec_driver_sql("UPDATE transfer SET state = 'refused'")
        )
        lost = Count(tried=1)
        judge(world, lost)
        assert lost.wrongly
        assert lost.lost


def test_a_ledger_whose_content_changes_unseen_would_be_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Blind:
        good = True

    BankWorld.create(tmp_path).close()
    monkeypatch.setattr(corruptions, "verify", lambda _file: Blind)
    count = Count()
    for number in range(20):
        corruptions.run(tmp_path / "ledger.sqlite", Random(number), count)
    assert (count.tried, count.wrongly > 0) == (20, True)


@pytest.mark.parametrize("name", ["what?mode=ro", "home%41", "#1"])
def test_a_file_in_a_folder_of_any_name_is_read(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    folder.mkdir()
    with closing(sqlite3.connect(folder / "one.sqlite")) as connection:
        connection.execute("CREATE TABLE row (value)")
    before = corruptions.content(folder / "one.sqlite")
    with closing(sqlite3.connect(folder / "one.sqlite")) as connection, connection:
        connection.execute("INSERT INTO row VALUES (1)")
    assert corruptions.content(folder / "one.sqlite") != before
    assert [path.name for path in tmp_path.iterdir()] == [name]
