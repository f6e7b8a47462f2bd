"""What waits: whom it is about, for how long."""

from __future__ import annotations

import pytest

from loc_desktop.desk.granting.waiting import customer_key, seconds_between, waiting_rows
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace
from tests.desk.signing.grantors import applied, applied_by_another, signed


@pytest.mark.parametrize(
    ("earlier", "later", "seconds"),
    [
        ("2027-01-05T01:00:00Z", "2027-01-05T01:02:03Z", 123),
        ("2027-01-05T01:02:03Z", "2027-01-05T01:00:00Z", 0),  # a clock that is behind
        ("2027-01-05T09:00:00+08:00", "2027-01-05T01:00:01Z", 1),
        ("yesterday", "2027-01-05T01:00:00Z", 0),  # another program's event
    ],
)
def test_an_age_is_never_below_zero(earlier: str, later: str, seconds: int) -> None:
    assert seconds_between(earlier, later) == seconds


def test_the_oldest_stands_first_and_goes_on_to_the_next_grantor(
    workplace: Workplace, form: ApplicationForm
) -> None:
    events = [applied(workplace, form), applied_by_another(workplace, form)]
    bank, civil = workplace.desk_of("B"), workplace.desk_of("CAD")
    rows = list(waiting_rows(workplace.connections, bank.carrier.identity))
    assert [row.id for row in rows] == events
    assert customer_key(rows[0]) == workplace.desk_of("C").me.key
    assert customer_key(rows[1]) == rows[1].body["payee"] != customer_key(rows[0])
    signed(bank, events[1])
    assert [row.id for row in waiting_rows(workplace.connections, bank.carrier.identity)] == events[:1]
    assert [row.id for row in waiting_rows(workplace.connections, civil.carrier.identity)] == events[1:]
