"""A grantor's result: shown as it will be signed, sent on its own or, the last one, in the unlocking code."""

from __future__ import annotations

import pytest

from loc_desktop.bank.office.values import BlacklistEntry
from loc_desktop.desk.signing.request import build_request, sign_and_lock
from loc_desktop.desk.signing.result import OracleFinding, PreparedResult, send_last_results
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.script.items import ORACLE_TAG
from loc_desktop.script.keys import verify
from loc_desktop.texts.words import say
from tests.desk.signing.grantors import applied, functions, signed
from tests.support.away import put_away


def test_what_is_shown_is_to_the_byte_what_the_grantors_signature_covers(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form)
    bank = workplace.desk_of("B")
    shown = bank.grants.prepare(bank.grants.open(event))
    outcome = bank.grants.sign(shown)
    (result,) = bank.carrier.query("event", {"id": event})["grants"]
    assert result["verdict"] == outcome.verdict == "Pass"
    assert verify(bank.me.key, result["value"], ORACLE_TAG + shown.canonical.encode())
    assert "通过" in say(shown.sentence, "zh")
    assert "I say Pass" in say(shown.sentence, "en")
    assert "30,000.00" in say(shown.sentence, "en")


def test_a_result_is_a_transaction_of_its_own_and_the_last_travels_in_the_code(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form)
    outcomes = [signed(workplace.desk_of(role), event) for role in ("B", "CAD", "FD")]
    assert functions(workplace, event) == ["lock", "grant", "grant", "unlock"]
    assert [outcome.unlock is not None for outcome in outcomes] == [False, False, True]
    assert outcomes[-1].unlock is not None
    assert (outcomes[-1].unlock.code, outcomes[-1].unlock.tx_id) == (0, outcomes[-1].tx_id)


def test_a_failed_result_in_the_code_refuses_for_good_with_its_reason_in_words(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form, "B", "CAD")
    finance = workplace.desk_of("FD")
    number = form.identity_number
    evidence = BlacklistEntry(0, number, "unpaid tax", "tax office", "2026-01-05")
    workplace.connections.office(finance.carrier.identity).add_evidence([evidence], "x")
    shown = finance.grants.prepare(finance.grants.open(event))
    assert "unpaid tax" in say(shown.sentence, "en")
    assert "不通过" in say(shown.sentence, "zh")
    assert "unpaid tax" not in shown.canonical  # the evidence stays in the office
    outcome = finance.grants.sign(shown)
    assert outcome.unlock is not None
    assert (outcome.verdict, outcome.unlock.code) == ("Failed", 1)
    row = workplace.desk_of("C").applications.mine(text=event).rows[0]
    assert (row.stage, row.refused_by and row.refused_by.role) == (Stage.REFUSED, "FD")


def test_last_results_of_several_events_are_one_transaction(
    workplace: Workplace,
) -> None:
    finance = workplace.desk_of("FD").carrier
    budgets = [_budget(workplace, year) for year in (0, 1)]
    user = finance.user()
    height = finance.ledger.height()
    outcomes, refused = send_last_results(
        finance, [(result, result.sign(user.signer)) for result in budgets], user
    )
    assert finance.ledger.height() == height + 1
    assert refused == []
    assert {outcome.tx_id for outcome in outcomes} == {outcomes[0].tx_id}
    assert [outcome.unlock and outcome.unlock.code for outcome in outcomes] == [0, 0]


def test_one_that_is_refused_among_several_stops_no_other(workplace: Workplace) -> None:
    finance = workplace.desk_of("FD").carrier
    first, second = _budget(workplace, 0), _budget(workplace, 1)
    user = finance.user()
    both = [(result, result.sign(user.signer)) for result in (first, second)]
    send_last_results(finance, both[:1], user)
    outcomes, refused = send_last_results(finance, both, user)
    assert [failure.event for failure in refused] == [first.event["id"]]
    assert refused[0].code == "contract.duplicate"
    assert [outcome.event for outcome in outcomes] == [second.event["id"]]


def test_where_the_ledger_is_away_all_fail_nothing_is_queued_and_they_still_wait(
    workplace: Workplace,
) -> None:
    desk = workplace.desk_of("FD")
    finance = desk.carrier
    results = [_budget(workplace, year) for year in (0, 1)]
    user = finance.user()
    away = put_away(workplace)
    outcomes, refused = send_last_results(
        finance, [(result, result.sign(user.signer)) for result in results], user
    )
    away.away = False
    assert outcomes == []
    assert [failure.event for failure in refused] == [result.event["id"] for result in results]
    assert desk.outbox() == ()
    for result in results:
        assert finance.query("status", {"id": result.event["id"]})["status"] == "pending"


def test_a_case_that_changed_since_it_was_shown_is_not_signed(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form)
    bank = workplace.desk_of("B")
    shown = bank.grants.prepare(bank.grants.open(event))
    bank.office.save_terms({**bank.office.terms().limits, "loan_limit": 1_00}, "less")
    with pytest.raises(KnownError) as refused:
        bank.grants.sign(shown)
    assert refused.value.code == "case.changed"
    assert functions(workplace, event) == ["lock"]


def _budget(workplace: Workplace, after: int) -> PreparedResult:
    """The department's own result on a budget that is locked and waits for nothing else."""
    carrier = workplace.desk_of("FD").carrier
    year = carrier.today.year + after
    body = {
        "department": carrier.identity.key, "year": year, "amount": 1_00, "deadline": f"{year}-12-31",
    }  # fmt: skip
    event, _ = sign_and_lock(carrier, build_request(carrier, "subsidy.budget", body))
    at = carrier.connections.clock()
    return PreparedResult(event, "FD", carrier.identity.key, at, OracleFinding("Pass"))
