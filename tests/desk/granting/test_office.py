"""An office's own register, evidence and terms: what is typed is checked, each change is a version."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.bank.office.values import RegisterEntry
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.granting.office import MOST_FEN, MOST_MONTHS, Office, default_limits
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from tests.support.clock import later

NUMBER = identity_number("office")


def _office(workplace: Workplace, role: str) -> Office:
    return Office(workplace.connections, workplace.desk_of(role).carrier.identity)


def _problems(told: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in told.value.params["problems"]]


def test_a_person_is_kept_as_written_without_blanks_and_changed_by_number(workplace: Workplace) -> None:
    office = _office(workplace, "CAD")
    kept = office.save_person(RegisterEntry(f" {NUMBER.lower()} ", " 王小明 ", phone="1390000"))
    assert (kept.identity_number, kept.name, kept.phone) == (NUMBER, "王小明", "1390000")
    assert kept.changed_by == workplace.desk_of("CAD").me.name
    office.save_person(RegisterEntry(NUMBER, "王晓明"))
    rows, total = office.register(text="晓明")
    assert ([row.identity_number for row in rows], total) == ([NUMBER], 1)
    person = office.person(f" {NUMBER} ")
    assert person is not None
    assert (person.name, person.phone) == ("王晓明", "")
    office.remove_person(NUMBER)
    assert office.person(NUMBER) is None


def test_what_is_wrong_with_a_person_is_said_at_once(workplace: Workplace) -> None:
    office = _office(workplace, "CAD")
    with pytest.raises(KnownError) as told:
        office.save_person(RegisterEntry(NUMBER[:-1], " ", note="x" * 501))
    assert told.value.code == "register.invalid"
    assert [field for field, _ in _problems(told)] == ["identity_number", "name", "note"]
    office.save_person(RegisterEntry(NUMBER, "王小明", note="x" * 500))


def test_means_are_typed_in_yuan_and_empty_where_the_register_has_none(workplace: Workplace) -> None:
    office = _office(workplace, "B")
    typed = {"identity_number": NUMBER, "name": "王小明", "income": " 1 200.5", "asset": "0", "debt": ""}
    kept = office.save_typed(typed)
    assert (kept.income, kept.asset, kept.debt) == (1_200_50, 0, None)
    with pytest.raises(KnownError) as told:
        office.save_typed({**typed, "income": "12.345", "debt": "many"})
    assert (told.value.code, [field for field, _ in _problems(told)]) == (
        "register.invalid",
        ["income", "debt"],
    )
    person = office.person(NUMBER)
    assert person is not None
    assert person.income == 1_200_50


def test_evidence_stands_until_it_is_lifted_and_stays_on_record(workplace: Workplace) -> None:
    office = _office(workplace, "B")
    entry = office.add_evidence(NUMBER, " 拖欠 ", " 法院 ", "2026-01-31")
    assert (entry.id > 0, entry.reason, entry.source) == (True, "拖欠", "法院")
    assert [known.id for known in office.look_up(NUMBER).evidence] == [entry.id]
    assert office.blacklist(text=NUMBER)[1] == 1
    office.lift(entry.id)
    assert office.look_up(NUMBER).evidence == ()
    assert (office.blacklist(text=NUMBER)[1], office.blacklist(text=NUMBER, lifted=True)[1]) == (0, 1)


@pytest.mark.parametrize("day", ["", "2026-02-30", "31/1/2026", "2026-W05-6"])
def test_the_day_of_evidence_is_a_day(workplace: Workplace, day: str) -> None:
    with pytest.raises(KnownError) as told:
        _office(workplace, "B").add_evidence(NUMBER, "r", "s", day)
    assert (told.value.code, _problems(told)) == ("blacklist.invalid", [("date", "date")])


def test_the_day_of_evidence_is_kept_in_one_form(workplace: Workplace) -> None:
    assert _office(workplace, "B").add_evidence(NUMBER, "r", "s", "２０２６/1/31 ").date == "2026-01-31"


def test_before_anyone_changed_them_the_terms_are_the_programs(empty: Workplace) -> None:
    """An office without a file of its own, as a member that joins a network has it."""
    bank = empty.connections.keystore().create("B", "新行", "B", "ledger")
    office = Office(empty.connections, bank)
    assert (office.terms().version, dict(office.terms().limits)) == (0, dict(default_limits("B")))
    assert office.terms().limits["month_max"] == 36
    assert office.terms_history() == ()


def test_each_change_of_the_terms_is_a_version_with_its_note(workplace: Workplace) -> None:
    office = _office(workplace, "B")
    before = office.terms()
    changed = office.save_terms({**before.limits, "month_max": 12}, " 试行 ")
    assert (changed.version, changed.note, changed.limits["month_max"]) == (before.version + 1, "试行", 12)
    back = office.save_terms(dict(before.limits), "照旧")
    assert [terms.version for terms in office.terms_history()][:2] == [back.version, changed.version]
    assert dict(office.terms().limits) == dict(before.limits)
    assert back.at <= later(1)


def test_terms_have_every_limit_of_the_role_within_bounds(workplace: Workplace) -> None:
    office = _office(workplace, "B")
    before = office.terms()
    good: dict[str, int] = dict(before.limits)
    assert office.check_terms(good) == ()
    name = next(iter(set(good) - {"month_max"}))

    def codes(**changes: Any) -> list[tuple[str, str]]:
        limits = {key: value for key, value in {**good, **changes}.items() if value is not None}
        return [(problem.field, problem.code) for problem in office.check_terms(limits)]

    assert codes(**{name: None}) == [(name, "missing")]
    assert codes(**{name: True}) == [(name, "not_whole")]
    assert codes(**{name: -1}) == [(name, "too_small")]
    assert codes(**{name: MOST_FEN + 1}) == [(name, "too_large")]
    assert codes(other=1) == [("other", "unknown_limit")]
    with pytest.raises(KnownError) as told:
        office.save_terms(good, "  ")
    assert (told.value.code, _problems(told)) == ("terms.invalid", [("note", "missing")])
    assert office.terms() == before


@pytest.mark.parametrize("role", ["B", "CAD", "FD"])
def test_the_longest_term_and_the_pairs_are_in_order(workplace: Workplace, role: str) -> None:
    office = _office(workplace, role)
    good: dict[str, int] = dict(office.terms().limits)
    assert bool(good) == (role != "FD")  # whose bound is its budget
    if "month_max" in good:
        for months, problems in ((0, 1), (1, 0), (MOST_MONTHS, 0), (MOST_MONTHS + 1, 1)):
            told = office.check_terms({**good, "month_max": months})
            assert [(problem.field, problem.code) for problem in told] == [
                ("month_max", "months_range")
            ] * problems
    for low, high in (("income_min", "income_max"), ("asset_min", "asset_max")):
        if low in good and high in good:
            assert office.check_terms({**good, low: 5, high: 5}) == ()
            (problem,) = office.check_terms({**good, low: 6, high: 5})
            assert (problem.field, problem.code, problem.params) == (high, "limits_order", {"other": low})
