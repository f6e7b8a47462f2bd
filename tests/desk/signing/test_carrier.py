"""What a desk sends and asks: in a block, in the outbox, or as it was last seen."""

from __future__ import annotations

import pytest

from loc_desktop.desk.signing.request import build_request, sign_and_lock
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.ledger.api import ConnectError
from tests.support.away import put_away


def test_what_was_sent_names_its_block(workplace: Workplace) -> None:
    carrier = workplace.desk_of("FD").carrier
    height = carrier.ledger.height()
    year = carrier.today.year
    body = {
        "department": carrier.identity.key, "year": year, "amount": 1_00, "deadline": f"{year}-12-31",
    }  # fmt: skip
    _, sent = sign_and_lock(carrier, build_request(carrier, "subsidy.budget", body))
    assert (sent.block, sent.queued) == (height, False)
    transaction = carrier.ledger.transaction(sent.tx_id)
    assert transaction is not None
    assert (transaction.block, transaction.result) == (sent.block, sent.result)


def test_while_the_ledger_is_away_it_goes_into_the_outbox_only_where_wanted(
    workplace: Workplace,
) -> None:
    carrier = workplace.desk_of("C").carrier
    record = carrier.members("C")[0]
    away = put_away(workplace)
    with pytest.raises(ConnectError):
        carrier.send("register", [record], "an event", queue=False)
    assert carrier.connections.outbox_items(carrier.identity) == ()
    sent = carrier.send("register", [record], "an event")
    assert (sent.queued, sent.block, sent.tx_id) == (True, None, "")
    (item,) = carrier.connections.outbox_items(carrier.identity)
    assert (item.fn, item.event) == ("register", "an event")
    away.away = False


def test_members_are_as_last_seen_while_the_ledger_is_away_and_it_is_not_asked_for_each_role(
    workplace: Workplace,
) -> None:
    carrier = workplace.desk_of("C").carrier
    carrier.catch_up()
    before = {role: [record["key"] for record in carrier.members(role)] for role in ("B", "CAD", "FD", "R")}
    away = put_away(workplace)
    asked: list[str] = []
    real = away._check

    def check() -> None:
        asked.append("asked")
        real()

    away._check = check  # type: ignore[method-assign]
    assert {role: [record["key"] for record in carrier.members(role)] for role in before} == before
    assert asked == ["asked"]


def test_a_role_that_nobody_has_is_an_error_that_names_it(workplace: Workplace) -> None:
    carrier = workplace.desk_of("C").carrier
    put_away(workplace)  # the index then says who there is
    with pytest.raises(KnownError) as refused:
        carrier.member("X")
    assert (refused.value.code, refused.value.params) == ("form.no_grantor", {"role": "X"})


def test_one_grants_oneself_in_ones_own_role_and_else_the_networks_member(workplace: Workplace) -> None:
    bank, finance = workplace.desk_of("B").carrier, workplace.desk_of("FD").carrier
    assert bank.grantor("B") == bank.identity.key
    assert bank.grantor("FD") == finance.identity.key


def test_rules_are_as_last_seen_while_the_ledger_is_away(workplace: Workplace) -> None:
    carrier = workplace.desk_of("C").carrier
    seen = carrier.rulebook()
    put_away(workplace)
    assert carrier.rulebook() is seen


def test_each_payment_starts_at_another_slot(workplace: Workplace) -> None:
    carrier = workplace.desk_of("B").carrier
    assert len({carrier.hint() for _ in range(10)}) == 10
