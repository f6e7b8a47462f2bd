"""A desk's requests: signed as shown, sent once, unlocked where nobody else has to grant."""

from __future__ import annotations

import pytest

from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError, Money
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import say
from tests.desk.signing.grantors import functions
from tests.support.away import put_away


def _prepared(workplace: Workplace) -> ToSign:
    subsidy = workplace.desk_of("FD").subsidy
    year = workplace.desk_of("FD").carrier.today.year
    return subsidy.prepare_budget(year, 7_00, f"{year}-12-31")


def test_what_only_its_signer_grants_is_unlocked_with_its_own_result(
    workplace: Workplace,
) -> None:
    desk = workplace.desk_of("FD")
    status = desk.subsidy.submit(_prepared(workplace))
    assert status.stage is Stage.UNLOCKED
    assert functions(workplace, status.event) == ["lock", "unlock"]
    row = workplace.connections.index(desk.carrier.identity.ledger).event(status.event)
    assert row is not None
    assert [(seat.role, seat.verdict) for seat in row.grantors] == [("FD", "Pass")]
    budget = desk.subsidy.budget()
    assert budget is not None
    assert budget.amount == 7_00


def test_the_same_request_submitted_twice_is_sent_once(workplace: Workplace) -> None:
    desk = workplace.desk_of("FD")
    prepared = _prepared(workplace)
    first = desk.subsidy.submit(prepared)
    height = desk.carrier.ledger.height()
    assert desk.subsidy.submit(prepared) == first
    assert desk.carrier.ledger.height() == height


def test_what_this_desk_did_not_prepare_is_not_signed(workplace: Workplace) -> None:
    desk = workplace.desk_of("FD")
    height = desk.carrier.ledger.height()
    with pytest.raises(KnownError) as refused:
        desk.subsidy.submit(ToSign("0" * 32, Sentence("ask.unlock"), "{}"))
    assert (refused.value.code, refused.value.money) == ("money.changed", Money.NOT_MOVED)
    assert desk.carrier.ledger.height() == height


def test_a_request_waits_in_the_outbox_and_says_so_and_goes_through_once(workplace: Workplace) -> None:
    desk = workplace.desk_of("FD")
    prepared = _prepared(workplace)
    away = put_away(workplace)
    status = desk.subsidy.submit(prepared)
    assert (status.stage, status.tx_id) == (Stage.WAITING, "")
    assert "保存在本机" in say(status.sentence, "zh")
    assert "kept on this computer" in say(status.sentence, "en")
    away.away = False
    assert desk.subsidy.submit(prepared) == status  # not signed a second time
    assert desk.send_outbox() == 1
    assert functions(workplace, prepared.event) == ["lock", "unlock"]
    assert desk.subsidy.budget() is not None
