"""The regulator inspects accounts, parties, transactions and loans; each stands on the ledger, with why."""

from __future__ import annotations

import pytest

from loc_desktop.desk.desk import Desk
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.inspection import FlowFinding
from loc_desktop.desk.values.ledger import FlowTarget
from loc_desktop.desk.viewer.flow_inspections import FlowInspections
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import say


def paid_out(workplace: Workplace, form: ApplicationForm) -> str:
    """The loan of ``form``, granted by all three and paid out."""
    event = workplace.desk_of("C").applications.apply(form).event
    for role in ("B", "CAD", "FD"):
        grants = workplace.desk_of(role).grants
        grants.sign(grants.prepare(grants.open(event)))
    return event


def inspect(desk: Desk, target: FlowTarget, purpose: str = "complaint") -> FlowFinding:
    inspections = FlowInspections(desk.carrier, desk.names, desk.viewer)
    return inspections.inspect(inspections.prepare(target, purpose))


def test_a_loan_an_account_and_a_party_are_inspected_on_record(
    workplace: Workplace, form: ApplicationForm
) -> None:
    loan, desk = paid_out(workplace, form), workplace.desk_of("R")
    payout = inspect(desk, FlowTarget("loan", loan))
    assert [(event.event, event.status) for event in payout.events] == [(loan, "unlocked")]
    customer = desk.loans.loan(loan).line.customer
    account = inspect(desk, FlowTarget("account", customer.key, customer.name))
    assert account.account is not None
    assert account.account.balance == 3_000_000
    party = inspect(desk, FlowTarget("party", customer.key, customer.name), "order")
    assert party.party == customer
    assert [(line.id, line.amount) for line in party.loans] == [(loan, 3_000_000)]
    index = desk.carrier.connections.index(desk.carrier.identity.ledger)
    bodies = [row.body for row in index.events(kind="flow.inspect", status="unlocked").rows]
    assert [sorted({*body} - {"grantors"}) for body in bodies] == [
        ["party", "purpose"],
        ["account", "purpose"],
        ["event", "purpose", "transaction"],
    ]
    told = [say(row.sentence, "en") for row in desk.viewer.recent().rows if row.kind == "flow.inspect"]
    assert told[0].endswith(f"inspected {customer.name}: membership, account and loans, "
                            "for this purpose: an order of a court or authority; on record")  # fmt: skip


@pytest.mark.parametrize(
    ("target", "purpose", "code"),
    [
        (FlowTarget("account", "0" * 64), "curiosity", "inspection.purpose"),
        (FlowTarget("loan", "0" * 32), "routine", "inspection.unknown"),
        (FlowTarget("book", "0" * 32), "routine", "inspection.unknown"),
    ],
)
def test_what_cannot_be_inspected_is_refused(
    workplace: Workplace, target: FlowTarget, purpose: str, code: str
) -> None:
    with pytest.raises(KnownError) as told:
        workplace.desk_of("R").flow_inspections.prepare(target, purpose)
    assert told.value.code == code


def test_only_the_regulator_inspects(workplace: Workplace) -> None:
    with pytest.raises(KnownError) as told:
        _ = workplace.desk_of("B").flow_inspections
    assert told.value.code == "desk.role"


def test_the_record_of_readings_is_for_those_whom_it_concerns(
    workplace: Workplace, form: ApplicationForm
) -> None:
    loan, desk = paid_out(workplace, form), workplace.desk_of("R")
    inspect(desk, FlowTarget("loan", loan))
    dossier = desk.inspections.prepare(loan, "suspicion", "来信 3")
    desk.inspections.open(dossier)
    bank = workplace.desk_of("B")
    own = next(party for party in bank.viewer.members() if party.role == "B")
    inspect(desk, FlowTarget("account", own.key, own.name), "routine")

    lines = desk.reading_record.lines()
    assert sorted((line.about.code, line.purpose, line.note) for line in lines) == [
        ("inspected.account", "routine", ""),
        ("inspected.dossier", "suspicion", "来信 3"),
        ("inspected.loan", "complaint", ""),
    ]
    assert all(line.signed and line.inspection and line.reader.key == desk.me.key for line in lines)
    seen = workplace.desk_of("C").reading_record.lines()
    assert sorted(line.about.code for line in seen) == ["inspected.dossier", "inspected.loan"]
    assert {line.note for line in seen} == {""}
    read = bank.reading_record.lines()
    assert {line.reader.key for line in read} == {bank.me.key}
    assert {line.inspection for line in read} == {""}
