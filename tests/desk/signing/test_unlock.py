"""The unlocking code once more: the one that was signed, by whoever has a part in it."""

from __future__ import annotations

import pytest

from loc_desktop.desk.signing.unlock import unlock_of
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.event import APPLICATION, Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.script.canonical import decode
from loc_desktop.script.unlock import sign_result
from loc_desktop.texts.words import say
from tests.desk.signing.grantors import applied, applied_by_another, functions, signed, take_lending_money


def test_after_code_4_whoever_has_a_part_submits_the_same_code_and_nobody_signs_anew(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form, "B", "CAD")
    lent = take_lending_money(workplace)
    outcome = signed(workplace.desk_of("FD"), event)
    assert outcome.unlock is not None
    assert outcome.unlock.code == 4
    assert outcome.unlock.failure is not None
    row = workplace.desk_of("C").applications.mine(text=event).rows[0]
    assert (row.stage, row.waits_for, row.code) == (Stage.HELD, None, 4)
    bank = workplace.desk_of("B")
    bank.branch.submit(bank.branch.prepare_issue(lent))
    again = workplace.desk_of("C").second_unlock
    shown = again.prepare(event)
    status = again.submit(shown)
    assert status.stage is Stage.UNLOCKED
    assert say(status.sentence, "zh") == "贷款申请已完成。"
    assert say(status.sentence, "en") == "Done: loan application."
    tried = workplace.connections.ledger(bank.carrier.identity.ledger).transaction(outcome.tx_id)
    assert tried is not None
    assert decode(shown.canonical.encode())["results"] == tried.args[0]["results"]
    assert functions(workplace, event) == ["lock", "grant", "grant", "unlock", "unlock"]


def test_after_code_4_its_last_grantor_has_it_in_the_inbox_and_may_decide_anew(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form, "B", "CAD")
    lent = take_lending_money(workplace)
    finance = workplace.desk_of("FD")
    signed(finance, event)
    assert event in finance.inbox.ids()
    bank = workplace.desk_of("B")
    bank.branch.submit(bank.branch.prepare_issue(lent))
    outcome = signed(finance, event)
    assert outcome.unlock is not None
    assert outcome.unlock.code == 0
    assert event not in finance.inbox.ids()


def test_the_code_is_found_among_many_of_one_transaction(workplace: Workplace, form: ApplicationForm) -> None:
    """Two codes in one transaction, both of which the bank has nothing to pay with."""
    events = [applied(workplace, form, "B", "CAD"), applied_by_another(workplace, form, "B", "CAD")]
    take_lending_money(workplace)
    report = workplace.desk_of("FD").grants.decide(kind=APPLICATION)
    assert [outcome.event for outcome in report.signed] == events
    assert len({outcome.tx_id for outcome in report.signed}) == 1
    assert (report.refused, report.executed) == (0, 0)
    again = workplace.desk_of("C").second_unlock
    status = again.submit(again.prepare(events[0]))
    assert status.stage is Stage.HELD
    assert status.sentence.code == "asked.held"


def test_results_that_are_all_on_the_ledger_without_a_code_are_unlocked(
    workplace: Workplace, form: ApplicationForm
) -> None:
    """Another program's last grantor may send its result alone: any party then submits the code."""
    event = applied(workplace, form, "B", "CAD")
    carrier = workplace.desk_of("FD").carrier
    locked = carrier.query("event", {"id": event})["cc"]["event"]
    user = carrier.user()
    result = sign_result(locked, "FD", user.signer, "Pass", carrier.connections.clock(), {"id_c": 1}, 1)
    carrier.send("grant", [event, result], event, user)
    carrier.catch_up()
    again = workplace.desk_of("B").second_unlock
    assert again.submit(again.prepare(event)).stage is Stage.UNLOCKED


def test_what_is_not_fully_granted_or_unknown_has_no_code(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = applied(workplace, form, "B")
    again = workplace.desk_of("C").second_unlock
    for asked, code in ((event, "case.not_complete"), ("0" * 32, "case.unknown")):
        with pytest.raises(KnownError) as refused:
            again.prepare(asked)
        assert refused.value.code == code


def test_the_contracts_answer_says_why_it_did_not_execute() -> None:
    unlock = unlock_of({"event": "e", "code": 0}, "t")
    assert (unlock.code, unlock.failure, unlock.tx_id) == (0, None, "t")
    failed = unlock_of({"event": "e", "code": 1, "trace": {"failure": "verdict"}}, "t")
    assert failed.failure is not None
    assert failed.failure.code == "trace.verdict"
