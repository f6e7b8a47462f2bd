"""Deposits and withdrawals: each refusal with its reason and the money's place, limits, double clicks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.errors import BooksError
from loc_desktop.bank.books.link_book import LinkBook
from loc_desktop.bank.books.values import Kind
from loc_desktop.bank.connector.connector import Connector
from loc_desktop.bank.connector.reconcile import reconcile
from loc_desktop.bank.connector.values import STATES, ConnectorError, Limits, Transfer
from loc_desktop.contract.client import new_id
from loc_desktop.errors import KnownError, Trouble
from loc_desktop.script.unlock import sign_result
from loc_desktop.texts.words import say_trouble
from tests.bank.world import CASH, LENDING, World, now, signer, states

AMOUNT = 30_000


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    World.create(folder, customers=2).close()
    return folder


@pytest.fixture
def world(template: Path, tmp_path: Path) -> Iterator[World]:
    shutil.copytree(template, tmp_path / "world")
    world = World(tmp_path / "world")
    yield world
    world.close()


def _process(world: World, event: str) -> Transfer:
    (transfer,) = world.connector.process([event])
    return transfer


def _sound(world: World) -> None:
    reconciliation = reconcile(world.books, world.ledger, world.user("B"))
    assert reconciliation.good, reconciliation.differences


def test_a_deposit_and_a_withdrawal_move_the_money_in_three_entries_each(world: World) -> None:
    inward = _process(world, world.ask("asset.deposit", AMOUNT))
    assert (inward.state, inward.where, inward.reverse) == ("settled", "digital", 0)
    assert (world.digital(), world.account("C0").balance) == (AMOUNT, CASH - AMOUNT)
    outward = _process(world, world.ask("asset.withdraw", 10_000))
    assert (outward.state, outward.where) == ("settled", "traditional")
    assert (world.digital(), world.account("C0").balance) == (AMOUNT - 10_000, CASH - AMOUNT + 10_000)
    hold, settle = world.books.entry(inward.hold), world.books.entry(inward.settle)
    transit = world.books.internal(Kind.TRANSIT)
    assert hold is not None
    assert settle is not None
    assert [posting.account for posting in hold.postings] == [world.account("C0").number, transit]
    assert [posting.account for posting in settle.postings] == [transit, world.books.internal(Kind.DIGITAL)]
    transaction = world.ledger.transaction(inward.tx_id)
    assert transaction is not None
    result: Any = transaction.result
    assert result["event"] == inward.event
    assert inward.standing.code == "transfer.in.settled"
    _sound(world)


def test_the_banks_and_the_departments_money_cross_as_well(world: World) -> None:
    body: dict[str, Any] = {"amount": 7_000, "bank": world.key("B"), "transfer": new_id()}
    assert _process(world, world.lock("B", "fund.redeem", **body)).state == "settled"
    assert world.books.account(world.books.internal(Kind.LENDING)).balance == LENDING // 2 + 7_000
    books = world.books
    budget = books.open_account(books.open_client("Finance", "FD").number, Kind.BUDGET)
    books.pay_in(budget.number, 900, "budget")
    body |= {"amount": 900, "account": world.key("FD"), "transfer": new_id()}
    event = world.lock("FD", "fund.deposit", **body)
    assert _process(world, event).reason == "no_link"
    LinkBook(books).link(budget.number, world.key("FD"), "contract")
    event = world.lock("FD", "fund.deposit", **{**body, "transfer": new_id()})
    assert _process(world, event).state == "settled"
    assert world.digital("FD") == 900
    _sound(world)


def _nothing(_world: World) -> None:
    pass


def _close(world: World) -> None:
    number = world.account("C0").number
    world.books.pay_out(number, CASH, "all")
    world.books.close_account(number)


REFUSALS: dict[str, tuple[str, int, Callable[[World], object], str]] = {
    "funds": ("asset.deposit", CASH + 1, _nothing, "traditional"),
    "digital_funds": ("asset.withdraw", 1, _nothing, "digital"),
    "limit_single": ("asset.deposit", 100_000_01, _nothing, "traditional"),
    "closed": ("asset.deposit", 1, _close, "traditional"),
    "no_link": (
        "asset.deposit",
        1,
        lambda world: LinkBook(world.books).unlink(world.account("C0").number),
        "traditional",
    ),
}


@pytest.mark.parametrize("reason", REFUSALS)
def test_a_refusal_says_why_and_where_the_money_is_and_moves_nothing(world: World, reason: str) -> None:
    kind, amount, before, where = REFUSALS[reason]
    before(world)
    if reason == "funds":
        world.connector.limits = Limits(single=10**10, day=10**10)
    money = world.books.money()
    transfer = _process(world, world.ask(kind, amount))
    assert (transfer.state, transfer.reason, transfer.where, transfer.hold) == ("refused", reason, where, 0)
    assert world.status(transfer.event) == "refused"
    assert transfer.why.code == f"refusal.{reason}"
    assert transfer.standing.params["where"] == Trouble(f"where.{where}")
    assert world.books.money() == money
    result = world.ledger.transaction(transfer.tx_id)
    assert result is not None
    assert result.args[0]["results"][0]["reason"] == reason
    _sound(world)


def test_the_limit_of_a_day_counts_what_moved_in_one_direction(world: World) -> None:
    world.connector.limits = Limits(single=AMOUNT, day=2 * AMOUNT)
    transfers = world.connector.process([world.ask("asset.deposit", AMOUNT) for _ in range(3)])
    assert states(transfers) == ["settled", "settled", "refused"]
    assert transfers[2].reason == "limit_day"
    assert _process(world, world.ask("asset.withdraw", AMOUNT)).state == "settled"
    assert _process(world, world.ask("asset.deposit", AMOUNT, "C1")).state == "settled"


def test_a_key_moves_money_once_however_often_it_is_asked_for(world: World) -> None:
    key = new_id()
    first, second = (
        world.ask("asset.deposit", AMOUNT, transfer=key),
        world.ask("asset.deposit", AMOUNT, transfer=key),
    )
    transfers = world.connector.process([first, second, first])
    assert states(transfers) == ["settled", "refused"]
    assert (transfers[1].reason, transfers[1].params["event"]) == ("duplicate", first)
    again = world.connector.process([second, first])
    assert states(again) == ["refused", "settled"]
    with pytest.raises(KnownError, match=r"contract\.transfer_used"):
        world.ask("asset.deposit", AMOUNT, transfer=key)
    assert world.digital() == AMOUNT
    _sound(world)


def test_a_double_click_in_several_windows_moves_the_money_once(world: World) -> None:
    event = world.ask("asset.deposit", AMOUNT)
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda _: world.connector.process([event]), range(8)))
    assert world.connector.recover() == []
    assert world.connector.transfer(event) is not None
    assert all(len(transfers) == 1 for transfers in runs)
    assert (world.digital(), world.account("C0").balance) == (AMOUNT, CASH - AMOUNT)
    _sound(world)


def test_a_batch_goes_through_one_transaction_of_the_ledger(world: World) -> None:
    events = [world.ask("asset.deposit", 100 + n, f"C{n % 2}") for n in range(60)]
    height = world.ledger.height()
    assert set(states(world.connector.process(events))) == {"settled"}
    assert world.ledger.height() == height + 2, "fifty and ten"
    _sound(world)


def test_a_party_that_was_frozen_keeps_the_money_in_transit_until_it_is_free(world: World) -> None:
    event = world.ask("asset.deposit", AMOUNT)
    body: dict[str, Any] = {
        "challenge": new_id(), "target": {"kind": "party", "id": world.key("C0")}, "reason": "check",
            "deadline": "2030-01-01T00:00:00Z", "role": "C", "respondent": world.key("C0")}  # fmt: skip
    assert world.run("R", "challenge.raise", **body)["code"] == 0
    waiting = _process(world, event)
    assert (waiting.state, waiting.where) == ("held", "in_transit")
    assert waiting.trouble is not None
    assert (waiting.trouble.code, waiting.trouble.params["challenge"]) == (
        "contract.frozen",
        body["challenge"],
    )
    assert waiting.standing.params["where"] == Trouble("where.in_transit")
    with pytest.raises(BooksError) as told:
        world.books.close_account(world.account("C0").number)
    assert told.value.code in ("books.not_empty", "books.in_transit")
    with pytest.raises(BooksError) as told:
        LinkBook(world.books).unlink(world.account("C0").number)
    assert told.value.code == "books.in_transit"
    _sound(world)
    world.run(
        "R",
        "challenge.decide",
        challenge=body["challenge"],
        decision="dismissed",
        effect="none",
        ruling="fine",
    )
    assert states(world.connector.recover()) == ["settled"]
    _sound(world)


def test_a_failed_that_a_person_granted_is_followed(world: World) -> None:
    event = world.ask("asset.deposit", AMOUNT)
    cc = world.ledger.evaluate("query", ["event", {"id": event}], world.user("B"))["cc"]
    world.submit("B", "grant", event, sign_result(cc["event"], "B", signer("B"), "Failed", now()))
    transfer = _process(world, event)
    assert (transfer.state, transfer.where) == ("reversed", "traditional")
    assert world.account("C0").balance == CASH
    _sound(world)


def test_a_pass_that_a_person_granted_against_the_books_is_not_sent_on(world: World) -> None:
    event = world.ask("asset.withdraw", AMOUNT)
    cc = world.ledger.evaluate("query", ["event", {"id": event}], world.user("B"))["cc"]
    world.submit("B", "grant", event, sign_result(cc["event"], "B", signer("B"), "Pass", now()))
    transfer = _process(world, event)
    assert (transfer.state, transfer.where) == ("refusing", "digital")
    assert transfer.trouble is not None
    assert (transfer.trouble.code, transfer.trouble.params) == ("connector.pass_granted", {})
    _sound(world)


def test_what_is_no_transfer_of_this_bank_is_refused(world: World, tmp_path: Path) -> None:
    link = world.ask_link("C0", world.account("C0").number, end=True)
    with pytest.raises(ConnectorError) as told:
        world.connector.process([link])
    assert told.value.code == "connector.not_a_transfer"
    with pytest.raises(ConnectorError) as told:
        world.connector.link(world.ask("asset.deposit", 1))
    assert told.value.code == "connector.not_a_link"
    other = Books(tmp_path / "other.sqlite", "another bank")
    with pytest.raises(ConnectorError) as told:
        Connector(other, world.ledger, world.user("B"))
    assert told.value.code == "connector.other_bank"
    other.close()


def test_a_link_that_the_bank_does_not_approve_leaves_no_trace_in_the_books(world: World) -> None:
    account = world.books.open_account(world.account("C0").client)
    world.connector.link(world.ask_link("C0", world.account("C0").number, end=True))
    event = world.ask_link("C0", account.number)
    assert world.connector.link(event, approved=False) is None
    assert world.status(event) == "refused"
    assert world.books.account(account.number).digital_key == ""
    assert LinkBook(world.books).promised() == []


def test_every_state_and_reason_has_its_sentence_and_place() -> None:
    for state in STATES:
        for kind in ("asset.deposit", "asset.withdraw"):
            transfer = Transfer("e", "k", kind, 5, "a", "d", state)
            said = say_trouble(transfer.standing)
            assert "0.05 yuan" in said
            assert "money" in said
    places = {
        kind: [Transfer("e", "k", kind, 5, "a", "d", state).where for state in STATES]
        for kind in ("asset.deposit", "asset.withdraw")
    }
    t, d, i = "traditional", "digital", "in_transit"
    assert places["asset.deposit"] == [t, i, t, i, d, i, d, t, t]
    assert places["asset.withdraw"] == [d, i, d, i, i, i, t, d, d]


def test_every_reason_is_told_with_what_it_needs() -> None:
    params = {"number": "9", "held": 5, "needed": 100, "amount": 7, "limit": 6, "key": "k", "event": "e"}
    why = {"why": Trouble("books.closed", {"number": "9"}).to_json()}
    for reason in (*REFUSALS, "limit_day", "duplicate"):
        transfer = Transfer("e", "k", "asset.deposit", 700, "a", "d", "refused", reason, params)
        assert transfer.why.code == f"refusal.{reason}"
        assert not say_trouble(transfer.why).startswith("refusal")
    for reason in ("not_executed", "bank"):
        transfer = Transfer("e", "k", "asset.deposit", 700, "a", "d", "refused", reason, why)
        assert transfer.why == transfer.cause == Trouble("books.closed", {"number": "9"})
    collected = Transfer("e", "k", "loan.collect", 700, "a", "d", "settled")
    assert "The money has repaid the loan" in say_trouble(collected.standing)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("state", STATES)
def test_what_people_read_of_a_transfer_is_in_their_language_and_in_yuan(state: str, language: str) -> None:
    for kind in ("asset.deposit", "asset.withdraw"):
        transfer = Transfer("e", "k", kind, 700, "a", "d", state)
        told = say_trouble(transfer.standing, language)
        assert "7.00" in told
        assert "_" not in told
        assert transfer.why == transfer.standing
        assert (" " not in told.replace(" 7.00 ", "")) == (language == "zh")
    refused = Transfer(
        "e", "k", "asset.deposit", 700, "a", "d", "refused", "funds", {"held": 100, "needed": 700}
    )
    assert "7.00" in say_trouble(refused.why, language)
    assert "fen" not in say_trouble(refused.why, language)


def test_the_monitor_pages_and_filters(world: World) -> None:
    world.connector.process([world.ask("asset.deposit", 1 + n) for n in range(5)])
    refused = _process(world, world.ask("asset.withdraw", CASH))
    rows, total = world.connector.transfers(limit=2)
    assert (len(rows), total) == (2, 7)
    assert world.connector.transfers(("refused",)) == ([refused], 1)
    assert world.connector.transfers(text=refused.event[:12]) == ([refused], 1)
    assert world.connector.transfers(text=world.account("C0").number, start=6)[1] == 6


def test_transfers_are_listed_as_they_were_asked_for_whatever_was_taken_up_first(world: World) -> None:
    asked = datetime.fromisoformat(now())
    times = [f"{asked - timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%SZ}" for minutes in (9, 6, 3)]
    first, second, third = (
        world.lock(
            "C0", "asset.deposit", at, amount=100 + place, bank=world.key("B"), account=world.key("C0"),
            transfer=new_id(),
        )
        for place, at in enumerate(times)
    )  # fmt: skip
    _process(world, third)
    world.connector.process([second, first])
    own = world.key("C0")
    rows, total = world.connector.transfers(text=own)
    shown = [(row.event, row.amount, row.asked_at) for row in rows]
    assert shown == [(third, 102, times[2]), (second, 101, times[1]), (first, 100, times[0])]
    paged = [world.connector.transfers(text=own, start=start, limit=1)[0][0].event for start in range(3)]
    assert paged == [third, second, first]
    assert total == len(rows)
