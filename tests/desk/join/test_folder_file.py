"""A whole folder restored: its ledger is verified and its books are compared, and what is wrong is said."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from loc_desktop.desk.join.folder_file import back_up_all, restore_all
from loc_desktop.desk.values.work import never_cancelled, no_progress
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import say
from tests.support.workplace import PASSPHRASE as KEYS

PASSPHRASE = "tea garden 1958"
QUIET = (no_progress, never_cancelled)


@pytest.fixture
def new(tmp_path: Path) -> Workplace:
    workplace = Workplace(tmp_path / "new")
    workplace.use_passphrase(KEYS)
    return workplace


def problems_of(call: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(KnownError) as caught:
        call()
    problems = caught.value.params["problems"]
    assert isinstance(problems, tuple)
    return [(problem.field, problem.code) for problem in problems]


def test_every_field_says_what_is_wrong_with_it(workplace: Workplace, new: Workplace, tmp_path: Path) -> None:
    connections = workplace.connections
    there = tmp_path / "there"
    there.touch()
    nothing = problems_of(lambda: back_up_all(connections, " ", "12345678", "1", *QUIET))
    assert nothing == [("file", "missing"), ("passphrase", "passphrase_simple"), ("again", "not_same")]
    taken = problems_of(lambda: back_up_all(connections, str(there), PASSPHRASE, PASSPHRASE, *QUIET))
    assert taken == [("file", "file_exists")]
    empty = problems_of(lambda: restore_all(new.connections, "", "", *QUIET))
    assert empty == [("file", "missing"), ("passphrase", "missing")]


def test_what_was_damaged_before_the_backup_is_told_after_it(
    workplace: Workplace, new: Workplace, tmp_path: Path
) -> None:
    workplace.close()
    with sqlite3.connect(workplace.home / "ledger.sqlite") as ledger:
        ledger.execute("UPDATE tx SET value = value || ' ' WHERE block = 3")
    file = tmp_path / "all"
    back_up_all(workplace.connections, str(file), PASSPHRASE, PASSPHRASE, *QUIET)
    restored = restore_all(new.connections, str(file), PASSPHRASE, *QUIET)
    assert not restored.good
    damaged = next(sentence for sentence in restored.sentences if sentence.code == "whole.damaged")
    assert "differences, the first: " in say(damaged) or "difference, the first: " in say(damaged)
    assert "{" not in say(damaged, "zh")
    assert (new.home / "ledger.sqlite").exists()


def test_phases_are_told(workplace: Workplace, new: Workplace, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    file = tmp_path / "all"
    back_up_all(
        workplace.connections, str(file), PASSPHRASE, PASSPHRASE,
        lambda done, total: told.append((done, total)), never_cancelled,
    )  # fmt: skip
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] > told[-1][1] // 2
    told.clear()
    restore_all(
        new.connections,
        str(file),
        PASSPHRASE,
        lambda done, total: told.append((done, total)),
        never_cancelled,
    )
    assert told[-1][0] == told[-1][1]
