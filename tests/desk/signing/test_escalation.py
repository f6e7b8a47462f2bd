"""Cases that nobody answers: after the rules' working days office, counter and regulator see them."""

from __future__ import annotations

from datetime import date

from loc_desktop.desk.signing.escalation import Escalations, working_days
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.case import Overdue
from loc_desktop.desk.workplace import Workplace
from loc_desktop.loan.calendar import shipped
from tests.desk.signing.grantors import applied


def of(workplace: Workplace, role: str) -> tuple[Overdue, ...]:
    desk = workplace.desk_of(role)
    return Escalations(desk.carrier, desk.names).mine()


def test_working_days_are_those_that_have_passed() -> None:
    holidays = shipped()
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    assert working_days(friday, monday, holidays) == 0
    assert working_days(friday, date(2026, 11, 24), holidays) == 1
    assert working_days(friday, date(2026, 12, 7), holidays) == 10


def test_after_the_days_of_the_rules_office_counter_and_regulator_see_it(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form, "B")
    workplace.walk(10)
    for role in ("C", "B", "CAD", "FD", "R"):
        assert of(workplace, role) == ()
    workplace.walk(25)
    seen = {role: of(workplace, role) for role in ("C", "B", "CAD", "FD", "R")}
    assert {role: [one.event for one in rows] for role, rows in seen.items()} == {
        "C": [event], "B": [], "CAD": [event], "FD": [], "R": [event],
    }  # fmt: skip
    [one] = seen["R"]
    assert (one.waits_for.role, one.amount) == ("CAD", 3_000_000)
    assert one.working_days >= 10
    assert one.expires > one.since
    # Its answer gives the next one its own days.
    desk = workplace.desk_of("CAD")
    desk.grants.sign(desk.grants.prepare(desk.grants.open(event)))
    desk.carrier.catch_up()
    assert of(workplace, "CAD") == of(workplace, "FD") == of(workplace, "R") == ()
