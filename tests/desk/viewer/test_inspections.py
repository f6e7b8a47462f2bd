"""Reading a dossier leaves a signed record: of whose turn it was, or of who asked, when and why."""

from __future__ import annotations

import pytest

from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.viewer.inspections import Inspections
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.ledger.api import ConnectError
from tests.support.away import put_away


def apply(workplace: Workplace, form: ApplicationForm) -> str:
    return workplace.desk_of("C").applications.apply(form).event


def test_the_regulators_reading_stands_on_the_ledger_before_anything_is_opened(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event, desk = apply(workplace, form), workplace.desk_of("R")
    shown = desk.inspections.prepare(event, "complaint", "来信编号 12")
    assert '"kind":"flow.inspect"' in shown.canonical
    assert "来信" not in shown.canonical
    opened = desk.inspections.open(shown)
    assert (opened.dossier.name, opened.commitment_ok) == (form.name, True)
    (row,) = desk.carrier.connections.index(desk.carrier.identity.ledger).events(kind="flow.inspect").rows
    assert (row.status, row.body["event"], row.body["purpose"]) == ("unlocked", event, "complaint")
    assert opened.tx_id
    (kept,) = desk.inspections.readings(event)
    assert (kept.purpose, kept.note, kept.signed, kept.name) == (
        "complaint",
        "来信编号 12",
        True,
        desk.me.name,
    )


def test_a_grantor_reads_in_its_turn_and_outside_it_for_a_purpose(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event, bank, finance = apply(workplace, form), workplace.desk_of("B"), workplace.desk_of("FD")
    bank.grants.open_dossier(event)
    assert [reading.purpose for reading in bank.inspections.readings(event)] == ["turn"]
    with pytest.raises(KnownError) as told:
        finance.grants.open_dossier(event)
    assert told.value.code == "case.purpose"
    assert finance.inspections.readings() == ()
    shown = finance.inspections.prepare(event, "own_request")
    assert finance.inspections.open(shown).tx_id == ""
    (kept,) = finance.inspections.readings()
    assert (kept.event, kept.purpose, kept.signed) == (event, "own_request", True)
    height = bank.carrier.ledger.height()
    assert bank.inspections.readings() != ()
    assert bank.carrier.ledger.height() == height


def test_what_is_decided_among_many_is_on_record_too(workplace: Workplace, form: ApplicationForm) -> None:
    event, bank = apply(workplace, form), workplace.desk_of("B")
    bank.inbox.page()
    for _ in range(2):  # a list is checked each time that it is shown, and on record once
        (checked,) = bank.grants.check([event])
        assert checked.passes
    assert sorted(reading.purpose for reading in bank.inspections.readings(event)) == ["name", "turn"]
    bank.grants.decide([event])
    assert next(reading.purpose for reading in bank.inspections.readings(event)) == "turn"
    assert len(bank.inspections.readings(event)) == 3


def test_a_record_that_was_changed_is_seen(workplace: Workplace, form: ApplicationForm) -> None:
    event, bank = apply(workplace, form), workplace.desk_of("B")
    bank.grants.open_dossier(event)
    file = bank.carrier.connections.office(bank.carrier.identity)
    from sqlalchemy import update

    from loc_desktop.bank.office.schema import ReadingRow

    file.run(lambda session: session.execute(update(ReadingRow).values(purpose="complaint")))
    assert [reading.signed for reading in bank.inspections.readings(event)] == [False]


@pytest.mark.parametrize(
    ("purpose", "note", "code"),
    [("", "", "inspection.purpose"), ("curiosity", "", "inspection.purpose"),
     ("routine", "x" * 201, "inspection.note")],
)  # fmt: skip
def test_without_a_purpose_nothing_is_prepared(
    workplace: Workplace, form: ApplicationForm, purpose: str, note: str, code: str
) -> None:
    event = apply(workplace, form)
    with pytest.raises(KnownError) as told:
        workplace.desk_of("R").inspections.prepare(event, purpose, note)
    assert told.value.code == code


def test_what_has_no_dossier_is_not_inspected_as_one(workplace: Workplace, form: ApplicationForm) -> None:
    desk = workplace.desk_of("R")
    with pytest.raises(KnownError) as told:
        desk.inspections.prepare("0" * 32, "routine")
    assert told.value.code == "inspection.nothing"


def test_each_desk_opens_what_it_prepared_itself_and_once(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event, desk = apply(workplace, form), workplace.desk_of("R")
    inspections = Inspections(desk.carrier, desk.names)
    shown = inspections.prepare(event, "complaint", " x" + "x" * 199)
    with pytest.raises(KnownError) as strange:
        Inspections(desk.carrier, desk.names).open(shown)
    assert strange.value.code == "money.changed"
    assert inspections.open(shown).event == event
    with pytest.raises(KnownError) as twice:
        inspections.open(shown)
    assert twice.value.code == "money.changed"
    assert len(inspections.readings(event)) == 1
    assert inspections.readings("0" * 32) == ()


def test_while_the_ledger_is_away_nothing_is_opened(workplace: Workplace, form: ApplicationForm) -> None:
    event, desk = apply(workplace, form), workplace.desk_of("R")
    inspections = Inspections(desk.carrier, desk.names)
    shown = inspections.prepare(event, "complaint")
    ledger = put_away(workplace)
    with pytest.raises(ConnectError):
        inspections.open(shown)
    assert inspections.readings() == ()
    ledger.away = False
    assert inspections.open(shown).dossier.name == form.name
