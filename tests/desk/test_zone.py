"""The desk's day is the ledger's: in its zone, whatever the machine's and Greenwich's are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loc_desktop import clock
from loc_desktop.bank.office.values import RegisterEntry
from loc_desktop.desk.join import membership
from loc_desktop.desk.join import this_computer as setup
from loc_desktop.desk.values.field_checks import check_identity_number
from loc_desktop.desk.values.ledger import SearchQuery
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.loan.identity_number import check_character
from tests.support.workplace import PASSPHRASE

HALF_PAST_MIDNIGHT = "2027-02-28T16:30:00Z"
"""On 1 March in Beijing."""

NEW_YEAR = "2026-12-31T17:00:00Z"
"""One o'clock on 1 January in Beijing."""


class Wall:
    def __init__(self) -> None:
        self.at = HALF_PAST_MIDNIGHT

    def __call__(self) -> str:
        return self.at


@pytest.fixture
def wall() -> Wall:
    wall = Wall()
    clock.use(lambda: datetime.fromisoformat(wall.at).astimezone(UTC))
    return wall


@pytest.fixture
def workplace(tmp_path: Path, wall: Wall) -> Iterator[Workplace]:
    workplace = Workplace(tmp_path / "home", wall)
    workplace.use_passphrase(PASSPHRASE)
    workplace.try_here()
    yield workplace
    workplace.close()


def test_the_day_of_business_is_the_ledgers_civil_day(workplace: Workplace, wall: Wall) -> None:
    assert workplace.zone == "Asia/Shanghai"
    assert workplace.today == "2027-03-01"
    wall.at = "2027-02-28T15:59:59Z"
    assert workplace.today == "2027-02-28"
    wall.at = "2027-03-01T15:59:59Z"
    assert workplace.today == "2027-03-01"
    assert workplace.walk(30) == workplace.today == "2027-03-31"


def test_a_ledger_of_another_zone_has_that_zones_days(workplace: Workplace) -> None:
    settings = workplace.connections.settings
    ((ledger, entry),) = settings.ledgers().items()
    assert entry["zone"] == "Asia/Shanghai"
    settings.add_ledger(ledger, {**entry, "zone": "Europe/Madrid"})
    assert (workplace.zone, workplace.today) == ("Europe/Madrid", "2027-02-28")


def test_the_zone_is_learned_from_the_ledger(
    tmp_path: Path, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A channel tells it when it is entered; what is computed there has the same day as the desk."""
    monkeypatch.setattr(setup, "DEFAULT_ZONE", "Europe/Madrid")
    workplace = Workplace(tmp_path / "home", wall)
    workplace.use_passphrase(PASSPHRASE)
    workplace.try_here()
    settings = workplace.connections.settings
    ((ledger, entry),) = settings.ledgers().items()
    settings.add_ledger(ledger, {name: value for name, value in entry.items() if name != "zone"})
    assert workplace.zone == "Asia/Shanghai"
    bank = workplace.desk_of("B")
    membership.learn_time(workplace.connections, bank.carrier.identity)
    assert settings.ledgers()[ledger] == entry
    assert (workplace.zone, workplace.today) == ("Europe/Madrid", "2027-02-28")
    assert bank.branch.run_day().day == "2027-02-28"
    workplace.close()


def test_a_new_years_first_hour_takes_the_new_years_budget(tmp_path: Path, wall: Wall) -> None:
    wall.at = NEW_YEAR
    workplace = Workplace(tmp_path / "home", wall)
    workplace.use_passphrase(PASSPHRASE)
    workplace.try_here()
    subsidy = workplace.desk_of("FD").subsidy
    budget = subsidy.budget()
    assert budget is not None
    assert (budget.year, budget.deadline) == (2027, "2027-12-31")
    with pytest.raises(KnownError) as refused:
        subsidy.prepare_budget(2026, 1_00, "2026-12-31")
    assert refused.value.code == "subsidy.year"
    workplace.close()


def test_the_bank_ends_the_day_that_has_begun(workplace: Workplace, wall: Wall) -> None:
    bank = workplace.desk_of("B").branch
    wall.at = "2027-02-28T23:30:00Z"
    assert bank.run_day("2027-03-01").day == "2027-03-01"
    with pytest.raises(KnownError) as refused:
        bank.run_day("2027-03-02")
    assert refused.value.code == "bank.future"
    assert bank.due_days() == 0
    wall.at = "2027-03-02T16:30:00Z"  # half past midnight on 3 March: 2 March is over
    assert bank.due_days() == 1
    assert [day.day for day in bank.run_days()] == ["2027-03-02", "2027-03-03"]


def test_a_search_for_a_day_finds_what_happened_on_it(workplace: Workplace, wall: Wall) -> None:
    viewer = workplace.desk_of("R").viewer
    total = viewer.recent().total
    assert total > 0
    for text, count in (("2027-02-28", 0), ("2027-03-01", total), ("2027-03-02", 0)):
        assert viewer.search(SearchQuery(text=text)).total == count, text
    assert viewer.search(SearchQuery(since="2027-03-01")).total == total
    assert viewer.search(SearchQuery(until="2027-02-28")).total == 0
    assert viewer.search(SearchQuery(since="2027-03-01", until="2027-03-01")).total == total


def test_who_is_born_today_is_born(workplace: Workplace, wall: Wall) -> None:
    number = "35080220270301" + "002"
    number += check_character(number)
    today = workplace.connections.today(workplace.desk_of("B").carrier.identity.ledger)
    assert check_identity_number(number, today) == ()
    saved = workplace.desk_of("B").office.save_person(RegisterEntry(number, "刘小宝"))
    assert saved.identity_number == number
    wall.at = "2027-02-28T15:30:00Z"
    with pytest.raises(KnownError):
        workplace.desk_of("B").office.save_person(RegisterEntry(number, "刘小宝"))


def test_a_deadline_is_over_with_its_day(workplace: Workplace) -> None:
    """The last second of the day in the ledger's zone, and shown as that day."""
    challenges = workplace.desk_of("R").challenges
    bank = workplace.desk_of("B").carrier.identity.key
    prepared = challenges.prepare_raise("party", bank, bank, "Whose money is it?", "2027-04-30")
    assert prepared.sentence.params["deadline"] == "2027-04-30"
    challenges.submit(prepared)
    (line,) = challenges.all()
    assert line.deadline == "2027-04-30T15:59:59Z"
    assert line.sentence.params["deadline"] == "2027-04-30"
