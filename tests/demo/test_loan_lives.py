"""The demonstration's story of the loans' lives, shortened; and the sample's day of business."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from loc_desktop.app.business_clock import SETTING, BusinessClock
from loc_desktop.app.settings import Settings
from loc_desktop.demo import life_story
from loc_desktop.desk.join.first_money import CASH
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.ledger.embedded.verify import verify
from tests.desk.life_scene import Life


@pytest.fixture
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    life = Life(tmp_path_factory.mktemp("life") / "home")
    yield life
    life.workplace.close()


def test_loans_live_and_not_a_fen_is_lost(life: Life) -> None:
    life.loans((5_000, 3), (6_000, 4), (7_000, 5), (8_000, 6), (9_000, 6), cash=None)
    told: list[tuple[str, int, int]] = []
    story = life_story.live(life.workplace, lambda *step: told.append(step), days=125)
    assert (story.serviced, story.days, story.difference, story.reconciled) == (5, 125, 0, True)
    assert (story.arrears, story.challenges, story.upheld) == (1, 1, 1)
    assert story.arrears_fen == 5_000_00
    assert min(story.repayments, story.collected, story.refunds, story.deposits, story.withdrawals) > 0
    # The late customer's loan ran three months: the department has paid its interest.
    assert story.expired == 1
    assert story.reversed_fen < 9_000_00
    assert story.good
    json = story.to_json()
    assert json["conservation_difference_fen"] == 0
    assert {"refunds", "arrears", "challenges"} <= set(json)
    assert told[-1] == ("days", 125, 125)
    assert any("interest given back" in line for line in story.story())
    ledger = life.workplace.home / "ledger.sqlite"
    life.workplace.close()
    assert verify(ledger).good


def test_where_all_loans_are_long_one_is_shortened_so_that_it_expires(life: Life) -> None:
    life.loans((5_000, 24), cash=None)
    story = life_story.live(life.workplace, lambda *_: None, serviced=1, days=400)
    assert (story.rescheduled, story.expired, story.arrears, story.difference) == (1, 1, 1, 0)


def test_without_loans_there_is_no_story(life: Life) -> None:
    story = life_story.live(life.workplace, lambda *_: None)
    assert (story.serviced, story.good) == (0, True)
    assert story.story() == ["No loan was paid out, so none was serviced."]


def test_the_sample_walks_on_and_remembers(life: Life) -> None:
    workplace = life.workplace
    today = workplace.today
    assert workplace.can_walk
    assert (
        workplace.walk(40) == workplace.today == (date.fromisoformat(today) + timedelta(days=40)).isoformat()
    )
    assert workplace.settings()[SETTING] == "40"
    again = Workplace(workplace.home)
    assert again.today == workplace.today
    again.close()
    with pytest.raises(ValueError, match="days"):
        workplace.walk(-1)


def test_a_real_ledger_follows_the_calendar(life: Life) -> None:
    settings = life.workplace.connections.settings
    ledger, entry = next(iter(settings.ledgers().items()))
    settings.add_ledger(ledger, {**entry, "sample": "no"})
    with pytest.raises(KnownError) as refused:
        life.workplace.walk(1)
    assert refused.value.code == "day.not_here"


def test_a_clock_setting_that_is_no_number_counts_as_none(tmp_path: Path) -> None:
    Settings(tmp_path).set(SETTING, "-5 days")
    clock = BusinessClock(tmp_path, lambda: "2026-11-22T08:00:00Z")
    assert clock() == "2026-11-22T08:00:00Z"


def test_the_samples_customer_has_cash_at_the_bank(life: Life) -> None:
    (account,) = life.desk("C").accounts.accounts().traditional
    assert (account.balance, account.link) == (CASH, "linked")
