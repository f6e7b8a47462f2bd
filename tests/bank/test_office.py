"""An office's file: what is kept comes back, changes have a history, bad files are named."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from loc_desktop.bank.office.counter import CounterFile
from loc_desktop.bank.office.file import OfficeError, OfficeFile
from loc_desktop.bank.office.schema import HEAD, Base
from loc_desktop.bank.office.values import Application, BlacklistEntry, Customer, Decision, RegisterEntry

NUMBER = "11010519491231002X"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeFile]:
    ticks = iter(f"2026-11-22T08:00:{n:02d}Z" for n in range(60))
    file = OfficeFile(tmp_path / "office-B.sqlite", clock=lambda: next(ticks))
    yield file
    file.close()


def test_a_person_comes_back_by_number_in_either_case(office: OfficeFile) -> None:
    office.save_people([RegisterEntry(NUMBER.lower(), "刘建国", "龙岩", group="一组")], "林秀英")
    entry = office.person(NUMBER)
    assert entry == RegisterEntry(NUMBER, "刘建国", "龙岩", "", "一组", "", "2026-11-22T08:00:00Z", "林秀英")
    assert office.person(NUMBER.lower()) == entry
    office.remove_person(NUMBER)
    assert office.person(NUMBER) is None


def test_saving_a_person_again_replaces_and_search_escapes_wildcards(office: OfficeFile) -> None:
    office.save_people([RegisterEntry(NUMBER, "甲")], "x")
    office.save_people([RegisterEntry(NUMBER, "100%")], "x")
    assert office.people("0%") == ([office.person(NUMBER)], 1)
    assert office.people("_") == ([], 0)
    assert office.people("4912")[1] == 1


@pytest.mark.parametrize(
    "typed", ["阿依古丽•买买提", "阿依古丽买买提", "１１０１０５", "110105 19491231", "002x"]
)
def test_a_search_does_not_mind_width_spaces_and_dots(office: OfficeFile, typed: str) -> None:
    office.save_people([RegisterEntry(NUMBER, "阿依古丽·买买提"), RegisterEntry("1" * 18, "李𬱖")], "x")
    people, total = office.people(typed)
    assert ([entry.identity_number for entry in people], total) == ([NUMBER], 1)
    assert office.person("１１０１０５ 19491231 002x") == office.person(NUMBER) is not None


def test_pages_of_the_register_tell_the_total(office: OfficeFile) -> None:
    assert office.save_people([RegisterEntry(f"{n:018d}", f"P{n}") for n in range(250)], "x") == 250
    page, total = office.people(start=200, limit=100)
    assert (len(page), total, page[0].name) == (50, 250, "P200")


def test_evidence_stands_until_lifted_and_stays_on_record(office: OfficeFile) -> None:
    (entry,) = office.add_evidence([BlacklistEntry(0, NUMBER, "tax lien", "court", "2026-01-02")], "a")
    assert office.evidence(NUMBER) == [entry]
    assert office.lift(entry.id, "b")
    assert not office.lift(entry.id, "c")
    assert office.evidence(NUMBER) == []
    assert office.blacklist() == ([], 0)
    (kept,), total = office.blacklist(lifted=True)
    assert (total, kept.entered_by, kept.lifted_by, kept.reason) == (1, "a", "b", "tax lien")


def test_terms_have_a_history_and_two_writers_each_get_a_version(office: OfficeFile) -> None:
    assert office.terms() is None
    with ThreadPoolExecutor(4) as pool:
        saved = list(pool.map(lambda n: office.save_terms("B", {"debt_max": n}, f"w{n}", "why"), range(12)))
    assert sorted(terms.version for terms in saved) == list(range(1, 13))
    history = office.terms_history()
    assert [terms.version for terms in history] == list(range(12, 0, -1))
    assert office.terms() == history[0]
    assert history[0].note == "why"


def test_drafts_and_decisions_come_back(office: OfficeFile) -> None:
    office.save_draft("d1", "one")
    office.save_draft("d2", "two")
    assert office.save_draft("d1", "three").content == "three"
    assert [(draft.id, draft.content) for draft in office.drafts()] == [("d1", "three"), ("d2", "two")]
    office.delete_draft("d1")
    assert [draft.id for draft in office.drafts()] == ["d2"]
    decision = Decision("e", "Pass", 3, "2026-11-22T08:00:00Z", "t")
    office.record([decision])
    assert office.decision("e") == decision
    assert office.decision("f") is None
    office.record_passed([("e", NUMBER.lower()), ("f", NUMBER)])
    assert office.passed_before(NUMBER) == ["e", "f"]


def test_a_counter_finds_customers_and_their_applications_by_name_number_and_id(office: OfficeFile) -> None:
    counter = CounterFile(office)
    counter.save_customers(
        [Customer("i1", "k1", NUMBER, "刘建国"), Customer("i2", "k2", "110105194912310038", "陈秀英")]
    )
    assert counter.customer(key="k2") == counter.customer(identity="i2")
    assert counter.names(["k1", "k9"]) == {"k1": "刘建国"}
    for typed in ("刘 建国", "110105 1949 1231002x", "１００２Ｘ"):
        assert [customer.key for customer in counter.customers(typed)] == ["k1"]
    first = Application("aa11", "loan.apply", "k1", "2026-11-22T08:00:00Z", 100, 12, "b")
    second = Application("bb22", "loan.apply", "k2", "2026-11-22T08:00:01Z", 200, 24, "b")
    counter.save_applications([first, second])
    counter.save_applications([first])
    rows, total = counter.applications()
    assert total == 2
    assert [(row.event, row.name, row.number) for row in rows] == [
        ("bb22", "陈秀英", 2),
        ("aa11", "刘建国", 1),
    ]
    assert [row.event for row in counter.applications("刘")[0]] == ["aa11"]
    assert [row.event for row in counter.applications("bb")[0]] == ["bb22"]
    assert counter.applications(events=["aa11"], limit=1)[1] == 1
    assert counter.known(["aa11", "zz"]) == {"aa11"}


def test_what_was_written_is_there_after_closing(tmp_path: Path) -> None:
    path = tmp_path / "office.sqlite"
    first = OfficeFile(path)
    first.save_people([RegisterEntry(NUMBER, "刘")], "x")
    first.close()
    second = OfficeFile(path)
    assert second.person(NUMBER) is not None
    second.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_damaged_file_and_a_newer_file_are_named(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"not a database at all" * 100)
    with pytest.raises(OfficeError) as told:
        OfficeFile(damaged)
    assert told.value.code == "office.unreadable"
    assert told.value.params["file"] == "damaged.sqlite"

    newer = tmp_path / "newer.sqlite"
    OfficeFile(newer).close()
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(OfficeError) as told:
        OfficeFile(newer)
    assert told.value.code == "office.newer"


def test_the_migrations_make_exactly_the_tables_of_the_schema(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    path = tmp_path / "office.sqlite"
    OfficeFile(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == HEAD
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()
