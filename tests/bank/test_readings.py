"""Who read which dossier: kept in order, signed as it stands, never deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from loc_desktop.bank.office.file import OfficeFile
from loc_desktop.bank.office.readings import is_signed, keep, kept, statement
from loc_desktop.bank.office.values import Reading
from tests.bank.world import signer


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeFile]:
    file = OfficeFile(tmp_path / "office.sqlite")
    yield file
    file.close()


def _reading(number: int, event: str = "e") -> Reading:
    key = signer("B")
    unsigned = Reading(event, key.key, "林秀英", f"2026-09-15T02:00:{number:02}Z", "turn", "来信")
    return replace(unsigned, value=key.sign(statement(unsigned)))


def test_they_come_back_newest_first_so_many_of_one_event(office: OfficeFile) -> None:
    readings = [_reading(number, "e" if number % 2 else "f") for number in range(6)]
    keep(office, readings[:4])
    keep(office, readings[4:])
    keep(office, [])
    assert list(kept(office)) == readings[::-1]
    assert [reading.at for reading in kept(office, "e")] == [readings[n].at for n in (5, 3, 1)]
    assert kept(office, limit=2) == (readings[5], readings[4])
    assert kept(office, "nobody's") == ()


def test_every_member_of_a_record_is_signed() -> None:
    reading = _reading(1)
    assert is_signed(reading)
    for member in fields(Reading):
        changed = replace(reading, **{member.name: "x"})
        assert not is_signed(changed), member.name
    assert not is_signed(replace(reading, value=""))
    assert statement(reading).startswith(b"LoC-reading-1\n")
    assert statement(replace(reading, value="")) == statement(reading)
