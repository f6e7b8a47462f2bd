"""Who read what: an office sees its own, the regulator all inspections, a counter those of its customers."""

from __future__ import annotations

from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.inspection import ReadingLine
from loc_desktop.desk.values.ledger import FlowTarget
from loc_desktop.desk.viewer.reading_record import ReadingRecord, customer_of
from loc_desktop.desk.workplace import Workplace
from tests.desk.signing.grantors import applied


def _lines(workplace: Workplace, role: str) -> list[ReadingLine]:
    desk = workplace.desk_of(role)
    return list(ReadingRecord(desk.carrier, desk.names).lines())


def test_an_office_sees_what_it_read_itself(workplace: Workplace, form: ApplicationForm) -> None:
    event = applied(workplace, form)
    workplace.desk_of("B").grants.open_dossier(event)
    (line,) = _lines(workplace, "B")
    own = workplace.desk_of("B").me
    assert (line.reader.key, line.reader.name, line.event, line.purpose) == (own.key, own.name, event, "turn")
    assert (line.signed, line.inspection, line.about.code) == (True, "", "inspected.dossier")
    assert line.about.params["name"] == form.name
    for role in ("C", "CAD", "FD", "R"):
        assert _lines(workplace, role) == []


def test_a_regulators_reading_is_one_line_though_it_stands_in_two_places(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event, desk = applied(workplace, form), workplace.desk_of("R")
    desk.inspections.open(desk.inspections.prepare(event, "complaint", "来信"))
    (line,) = _lines(workplace, "R")
    assert (line.event, line.note, line.signed) == (event, "来信", True)
    assert line.inspection
    (seen,) = _lines(workplace, "C")
    assert (seen.event, seen.note, seen.inspection, seen.reader.role) == (event, "", line.inspection, "R")
    assert _lines(workplace, "B") == []


def test_a_counter_sees_what_concerns_its_customers_newest_first(
    workplace: Workplace, form: ApplicationForm
) -> None:
    applied(workplace, form)
    desk, customer = workplace.desk_of("R"), workplace.desk_of("C").me.key
    for what, key in (("account", customer), ("account", workplace.desk_of("B").me.key), ("party", customer)):
        inspections = desk.flow_inspections
        inspections.inspect(inspections.prepare(FlowTarget(what, key), "routine"))
    everything = _lines(workplace, "R")
    assert [line.at for line in everything] == sorted((line.at for line in everything), reverse=True)
    assert sorted(line.about.code for line in everything) == [
        "inspected.account",
        "inspected.account",
        "inspected.party",
    ]
    assert {(line.about.code, line.about.params["id"]) for line in _lines(workplace, "C")} == {
        ("inspected.account", customer),
        ("inspected.party", customer),
    }


def test_whose_event_it_is(workplace: Workplace, form: ApplicationForm) -> None:
    event, desk = applied(workplace, form), workplace.desk_of("B")
    row = workplace.connections.index(desk.carrier.identity.ledger).event(event)
    assert row is not None
    assert customer_of(row) == workplace.desk_of("C").me.key
    budgets = workplace.connections.index(desk.carrier.identity.ledger).events(kind="subsidy.budget").rows
    assert [customer_of(budget) for budget in budgets] == [""] * len(budgets)
