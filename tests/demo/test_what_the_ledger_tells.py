"""Every byte of a ledger on which loans have lived, searched for what names a person or an account."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from loc_desktop.demo import life_story
from loc_desktop.desk.join.first_money import CASH
from tests.demo.personal_data import personal_data, told
from tests.desk.life_scene import Life


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    life = Life(tmp_path / "home")
    yield life
    life.workplace.close()


def test_after_a_life_of_loans_no_byte_of_the_ledger_tells_who(life: Life) -> None:
    life.loans((5_000, 3), (6_000, 4), (7_000, 5), cash=CASH)
    story = life_story.live(life.workplace, lambda *_: None, serviced=3, days=125)
    assert min(story.repayments, story.collected, story.refunds, story.deposits, story.withdrawals) > 0
    desk = life.desk("C")
    (account, *_) = desk.accounts.accounts().traditional
    desk.accounts.submit(desk.accounts.prepare_unlink(account.number, life.bank))
    secrets = personal_data(life.workplace)
    kinds = sorted(secrets.values())
    assert kinds.count("account") >= 4
    assert min(kinds.count(what) for what in ("identity", "name", "phone", "address")) > 0
    home = life.workplace.home
    life.workplace.close()
    assert told(home.glob("ledger.sqlite*"), secrets) == []
    # The same look finds all of them where they are in clear.
    clear = home / "clear"
    clear.write_text("\n".join(secrets))
    assert len(told([clear], secrets)) == len(secrets)
