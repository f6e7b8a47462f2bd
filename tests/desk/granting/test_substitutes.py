"""A colleague stands in: new cases go to it, what waits stays; either of the two ends it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from loc_desktop.app.values import Party
from loc_desktop.contract.flow_rules.substitutes import SUBSTITUTED
from loc_desktop.desk.desk import Desk
from loc_desktop.desk.granting.substitutes import Substitutes
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.case import Colleague
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.identity.model import Identity
from loc_desktop.texts.words import say
from tests.desk.signing.colleagues import colleague


@pytest.fixture
def officer(workplace: Workplace) -> Desk:
    return workplace.desk_of("CAD")


@pytest.fixture
def other(workplace: Workplace, officer: Desk) -> Identity:
    made = colleague(workplace, "CAD")
    assert made.key != officer.carrier.identity.key
    return made


def name(desk: Desk, other: Identity, days: int = 5, later: int = 0) -> Desk:
    """The department's officer names a colleague; the officer's desk."""
    begins = desk.carrier.today + timedelta(days=later)
    substitutes = Substitutes(desk.carrier, desk.names)
    prepared = substitutes.prepare(other.key, begins.isoformat(), (begins + timedelta(days=days)).isoformat())
    substitutes.submit(prepared)
    desk.carrier.catch_up()
    return desk


def test_new_cases_go_to_the_substitute_and_the_ledger_says_for_whom(
    workplace: Workplace, form: ApplicationForm, officer: Desk, other: Identity
) -> None:
    counter = workplace.desk_of("C").applications
    before = counter.apply(form).event
    name(officer, other)
    own = officer.carrier.identity.key
    mine, colleagues = officer.substitutes.office()
    today = officer.carrier.today
    until = (today + timedelta(days=5)).isoformat()
    assert mine == Colleague(mine.party, True, colleagues.party, today.isoformat(), until, True)
    assert colleagues == Colleague(colleagues.party, False)
    [said] = [one for one in counter.who_decides(form) if one.code == "applying.substitute"]
    assert say(said, "zh")
    prepared = counter.prepare(form)
    assert prepared.granted_by is not None
    assert "→" in say(prepared.granted_by, "zh")
    event = counter.apply(form, prepared=prepared).event
    index = workplace.connections.index(other.ledger)
    row, waiting = index.event(event), index.event(before)
    assert row is not None
    assert waiting is not None
    assert row.body["grantors"][1] == {"role": "CAD", "key": other.key, "for": own}
    assert waiting.grantors[1].key == own
    shown = officer.viewer.event(event)
    assert "代" in say(shown.sentence, "zh")
    assert "as substitute of" in say(shown.sentence, "en")
    assert "代" not in say(officer.viewer.event(before).sentence, "zh")


def test_either_ends_it_and_new_cases_go_to_the_officer_again(
    workplace: Workplace, form: ApplicationForm, officer: Desk, other: Identity
) -> None:
    name(officer, other)
    substitutes = officer.substitutes
    substitutes.submit(substitutes.prepare_end(officer.carrier.identity.key))
    officer.carrier.catch_up()
    assert [one.substitute for one in substitutes.office()] == [None, None]
    event = workplace.desk_of("C").applications.apply(form).event
    row = workplace.connections.index(other.ledger).event(event)
    assert row is not None
    assert row.grantors[1].key == officer.carrier.identity.key
    with pytest.raises(KnownError, match=r"substitute\.none"):
        substitutes.prepare_end(officer.carrier.identity.key)


def test_what_begins_later_does_not_count_yet(
    workplace: Workplace, form: ApplicationForm, officer: Desk, other: Identity
) -> None:
    name(officer, other, later=3)
    assert not officer.substitutes.office()[0].away
    event = workplace.desk_of("C").applications.apply(form).event
    row = workplace.connections.index(other.ledger).event(event)
    assert row is not None
    assert row.grantors[1].key == officer.carrier.identity.key


def test_nobody_of_another_office_and_no_day_before_today(
    workplace: Workplace, officer: Desk, other: Identity
) -> None:
    substitutes = officer.substitutes
    assert [party.key for party in substitutes.candidates()] == [other.key]
    stranger: Party = workplace.desk_of("FD").me
    today: date = officer.carrier.today
    with pytest.raises(KnownError, match=r"substitute\.nobody"):
        substitutes.prepare(stranger.key, today.isoformat(), today.isoformat())
    for begins, ends in ((-1, 1), (2, 1), (0, substitutes.most_days())):
        days = [(today + timedelta(days=number)).isoformat() for number in (begins, ends)]
        with pytest.raises(KnownError, match=r"substitute\.days"):
            substitutes.prepare(other.key, *days)


def test_a_banks_books_are_nobody_elses() -> None:
    assert not {kind for kind in SUBSTITUTED if kind.startswith(("asset.", "fund.", "account."))}
