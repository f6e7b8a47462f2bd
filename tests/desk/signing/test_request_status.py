"""What became of a request, said from the index's row: whether money moved, who is next, why not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from loc_desktop.contract.errors import ExecutionError
from loc_desktop.desk.signing.carrier import Sent
from loc_desktop.desk.signing.request_status import outcome, shown_status, status_of
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ledger.index.rows import EventRow, Seat
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import say
from tests.desk.signing.grantors import applied


@pytest.fixture
def row(workplace: Workplace, form: ApplicationForm) -> EventRow:
    """An application that waits for the bank."""
    event = applied(workplace, form)
    row = workplace.connections.index(workplace.desk_of("B").carrier.identity.ledger).event(event)
    assert row is not None
    return row


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"status": "unlocked", "kind": "principal.repay", "amount": 5}, "asked.repaid"),
        ({"status": "unlocked", "kind": "loan.prepay", "amount": 5}, "asked.repaid"),
        ({"status": "unlocked", "kind": "principal.repay", "amount": 0}, "asked.done"),
        ({"status": "unlocked", "kind": "interest.pay", "amount": 5}, "asked.done"),
        ({"status": "withdrawn"}, "asked.withdrawn"),
        ({"status": "returned"}, "asked.returned"),
        ({"status": "expired"}, "asked.expired"),
        ({"status": "refused"}, "asked.refused"),
        ({}, "asked.on_ledger"),
        ({"code": 1, "check": "audit"}, "asked.on_ledger"),
        ({"next": None, "code": 1, "check": "verdict"}, "asked.held"),
        ({"next": None, "code": None}, "asked.sent"),
    ],
)
def test_each_state_has_its_sentence(
    workplace: Workplace, row: EventRow, changes: dict[str, Any], code: str
) -> None:
    told = outcome(replace(row, **changes), workplace.desk_of("C").names)
    assert told.code == code
    assert all(say(told, language) for language in ("zh", "en"))


def test_a_payment_is_said_with_its_amount(workplace: Workplace, row: EventRow) -> None:
    paid = replace(row, status="unlocked", kind="principal.repay", amount=1_234_56)
    assert "1,234.56" in say(outcome(paid, workplace.desk_of("C").names), "zh")


def test_after_an_execution_that_failed_its_cause_is_said_and_not_whom_it_waits_for(
    workplace: Workplace, row: EventRow
) -> None:
    failure = ExecutionError("funds", account="k" * 44, needed=2_00, held=1_00).trouble.to_json()
    held = replace(row, code=4, failure=failure)
    assert held.next is not None
    told = outcome(held, workplace.desk_of("C").names)
    assert told.code == "asked.held"
    assert "1.00" in say(told, "en")
    assert "2.00" in say(told, "en")


def test_a_refusal_names_the_first_who_said_failed_and_its_reason(
    workplace: Workplace, row: EventRow
) -> None:
    names = workplace.desk_of("C").names
    bank, civil, finance = row.grantors
    refused = replace(
        row,
        status="refused",
        grantors=(
            replace(bank, verdict="Pass"),
            replace(civil, verdict="Failed", terms={"income": 0, "debt": 1}),
            replace(finance, verdict="Failed", reason="later"),
        ),
    )
    told = outcome(refused, names)
    assert told.params["who"] == names.party(civil.key, "CAD").name
    assert told.params["reason"] == Sentence("reason.terms", {"items": "income"})
    nobody = outcome(replace(row, status="refused", grantors=()), names)
    assert nobody.params == {"who": "", "reason": Sentence("reason.none")}


def test_it_waits_in_the_outbox_is_sent_or_stands_on_the_ledger(workplace: Workplace, row: EventRow) -> None:
    desk = workplace.desk_of("C")
    queued = Sent("", None, None, queued=True)
    waiting = status_of(desk.carrier, desk.names, row.id, row.kind, queued)
    assert (waiting.stage, waiting.tx_id, waiting.sentence.code) == (Stage.WAITING, "", "asked.waiting")
    sent = Sent("t" * 64, 9, None)
    unknown = status_of(desk.carrier, desk.names, "0" * 32, row.kind, sent)
    assert (unknown.stage, unknown.tx_id, unknown.sentence.code) == (Stage.SENT, "t" * 64, "asked.sent")
    known = shown_status(desk.carrier, desk.names, row.id, row.kind, sent)
    assert (known.stage, known.tx_id, known.sentence.code) == (
        Stage.ON_LEDGER,
        row.changed_tx,
        "asked.on_ledger",
    )
    assert known.sentence.params["who"] == desk.names.party(Seat("B", form_bank(row)).key, "B").name


def form_bank(row: EventRow) -> str:
    """The key of the bank that an application asks."""
    return str(row.body["bank"])
