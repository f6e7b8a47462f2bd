"""Accounts side by side, deposits and withdrawals in two phases, links, from the customer's desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loc_desktop.app.bank_books import books, books_of
from loc_desktop.contract.client import build, new_id
from loc_desktop.desk.branch.automation import automation_of
from loc_desktop.desk.servicing import transfers
from loc_desktop.desk.servicing.accounts import CustomerAccounts
from loc_desktop.desk.values.event import RequestStatus, Stage
from loc_desktop.desk.values.work import Change
from loc_desktop.errors import KnownError, Money
from loc_desktop.ledger.api import ConnectError, User
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import say
from tests.desk.life_scene import Life

CASH = 20_000_00
"""What the sample's customer has at the bank."""


@pytest.fixture
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    life = Life(tmp_path_factory.mktemp("money") / "home")
    yield life
    life.workplace.close()


def _deposit(life: Life, amount: int) -> RequestStatus:
    money = life.desk("C").accounts
    return money.submit(money.prepare_deposit(amount, life.bank))


def test_a_deposit_and_a_withdrawal_move_money_between_the_two_accounts(life: Life) -> None:
    money = life.desk("C").accounts
    before = money.accounts()
    assert (before.traditional[0].balance, before.traditional[0].link, before.balance) == (CASH, "linked", 0)
    prepared = money.prepare_deposit(5_000_00, life.bank)
    assert "5,000.00" in say(prepared.sentence, "zh")
    assert "伍仟元整" in say(prepared.sentence, "zh")
    submission = money.submit(prepared)
    assert submission.stage is Stage.UNLOCKED
    after = money.accounts()
    assert (after.traditional[0].balance, after.balance, after.in_transit) == (CASH - 5_000_00, 5_000_00, 0)
    (lot,) = after.lots
    assert (lot.kind, lot.event, lot.verified, lot.issuer.key) == (
        "asset.deposit",
        submission.event,
        True,
        life.bank,
    )
    assert life.desk("C").accounts.movements()[0].change == 5_000_00
    out = money.submit(money.prepare_withdraw(2_000_00, life.bank))
    view = money.transfer(out.event)
    assert (view.state, view.where, view.final) == ("settled", "traditional", True)
    assert [step.state for step in view.steps] == ["done"] * 4
    assert [row.event for row in money.transfers().rows] == [out.event, submission.event]
    last = money.accounts()
    assert (last.traditional[0].balance, last.balance) == (CASH - 3_000_00, 3_000_00)
    assert life.difference() == 0


def test_a_double_click_deposits_once(life: Life) -> None:
    money = life.desk("C").accounts
    prepared = money.prepare_deposit(100_00, life.bank)
    assert money.submit(prepared) is money.submit(prepared)
    assert money.accounts().balance == 100_00


def test_what_was_not_prepared_here_is_not_signed(life: Life) -> None:
    desk = life.desk("C")
    prepared = desk.accounts.prepare_deposit(100_00, life.bank)
    with pytest.raises(KnownError) as refused:
        CustomerAccounts(desk.carrier, desk.names).submit(prepared)
    assert refused.value.code == "money.changed"


@pytest.mark.parametrize(
    ("amount", "code"), [(0, "money.amount"), (-5, "money.amount"), (CASH + 1, "money.funds")]
)
def test_a_deposit_that_cannot_be_is_refused_before_it_is_signed(life: Life, amount: int, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        life.desk("C").accounts.prepare_deposit(amount, life.bank)
    assert refused.value.code == code
    assert refused.value.money is Money.NOT_MOVED


def test_a_withdrawal_of_more_than_is_there_is_refused_before_it_is_signed(life: Life) -> None:
    with pytest.raises(KnownError) as refused:
        life.desk("C").accounts.prepare_withdraw(1, life.bank)
    assert refused.value.code == "money.funds"


def test_above_the_limit_the_bank_refuses_and_says_where_the_money_is(life: Life) -> None:
    money = life.desk("C").accounts
    number = money.accounts().traditional[0].number
    books(life.workplace.connections, life.desk("B").carrier.identity).pay_in(number, 200_000_00, "much")
    submission = money.submit(money.prepare_deposit(150_000_00, life.bank))
    assert submission.stage is Stage.REFUSED
    view = money.transfer(submission.event)
    assert (view.state, view.where) == ("refused", "traditional")
    assert [step.name for step in view.steps] == ["asked", "refused"]
    assert "100,000.00" in say(view.reason or Sentence(""), "en")
    assert "资金在传统账户上" in say(view.sentence, "zh")
    row = life.workplace.connections.index(life.desk("C").carrier.identity.ledger).event(submission.event)
    assert row is not None
    elsewhere = transfers.by_ledger(row, life.desk("C").names)
    assert (elsewhere.state, elsewhere.where) == ("refused", "traditional")
    assert elsewhere.reason == Sentence("said.limit_single")
    assert money.accounts().balance == 0


def test_a_customer_without_an_account_is_told_to_link_one(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    with pytest.raises(KnownError) as refused:
        life.desk("C").accounts.prepare_deposit(1_00, life.bank, life.customer(loan))
    assert refused.value.code == "money.no_link"


def test_where_the_ledger_is_away_the_request_waits_on_this_computer(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = life.desk("C")
    prepared = desk.accounts.prepare_deposit(300_00, life.bank)

    def away(fn: str, args: list[object], user: User) -> object:
        raise ConnectError("ledger.away")

    monkeypatch.setattr(desk.carrier.ledger, "submit", away)
    asked = desk.accounts.submit(prepared)
    assert asked.stage is Stage.WAITING
    (view,) = desk.accounts.transfers().rows
    assert (view.state, view.where, view.final) == ("waiting", "traditional", False)
    assert desk.accounts.accounts().in_transit == 300_00
    monkeypatch.undo()
    assert desk.send_outbox() == 1
    life.workplace.serve()
    desk.carrier.catch_up()
    assert desk.accounts.transfer(asked.event).state == "settled"
    assert desk.accounts.accounts().balance == 300_00


def test_the_ledger_goes_away_in_the_middle_and_the_automation_finishes_later(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, bank = life.desk("C"), life.desk("B")
    ledger = bank.carrier.ledger
    submit = ledger.submit

    def only_locks(fn: str, args: list[object], user: User) -> object:
        if fn != "lock":
            raise ConnectError("ledger.away")
        return submit(fn, args, user)

    monkeypatch.setattr(ledger, "submit", only_locks)
    asked = desk.accounts.submit(desk.accounts.prepare_deposit(400_00, life.bank))
    assert asked.stage is Stage.ON_LEDGER
    view = desk.accounts.transfer(asked.event)
    assert (view.state, view.where, view.steps[1].state, view.steps[2].state) == (
        "held",
        "in_transit",
        "done",
        "now",
    )
    assert "在途" in say(view.sentence, "zh")
    assert bank.branch.monitor(states=["held"]).rows[0].trouble
    reconciled = bank.branch.reconcile()
    assert (reconciled.in_transit, reconciled.difference, reconciled.good) == (400_00, 0, True)
    monkeypatch.undo()
    assert bank.branch.recover().transfers == 1
    desk.carrier.catch_up()
    assert desk.accounts.transfer(asked.event).state == "settled"
    assert life.difference() == 0


def test_a_bank_elsewhere_is_seen_through_the_ledger_alone(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    deposit = _deposit(life, 100_00)
    monkeypatch.setattr("loc_desktop.desk.servicing.accounts.books_of", lambda *_: None)
    money = life.desk("C").accounts
    (account,) = money.accounts().traditional
    assert (account.balance, account.link) == (None, "linked")
    view = money.transfer(deposit.event)
    assert (view.state, view.where) == ("executed", "digital")
    assert [step.state for step in view.steps] == ["done", "unknown", "done", "unknown"]


def test_a_link_is_signed_by_the_customer_and_granted_by_the_bank(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    desk, bank = life.desk("C"), life.desk("B")
    key = life.customer(loan)
    person = next(customer for customer in desk.accounts.customers() if customer.key == key)
    client = bank.branch.open_client(person.name, person.identity_number)
    account = bank.branch.open_account(client.number)
    (shown,) = desk.accounts.accounts(key).traditional
    assert (shown.number, shown.link, shown.balance) == (account.number, "none", 0)
    asked = desk.accounts.submit(desk.accounts.prepare_link(account.number, life.bank, key))
    # The bank has passed this person's application with this very digital account: that is evidence enough.
    assert asked.stage is Stage.UNLOCKED
    (shown,) = desk.accounts.accounts(key).traditional
    assert (shown.link, shown.link_event) == ("linked", asked.event)
    kept = books(life.workplace.connections, bank.carrier.identity).account(account.number)
    assert (kept.digital_key, kept.link_event, kept.linked) == (key, asked.event, True)
    with pytest.raises(KnownError) as refused:
        desk.accounts.prepare_link(account.number, life.bank, key)
    assert refused.value.code == "money.linked"
    ended = desk.accounts.submit(desk.accounts.prepare_unlink(account.number, life.bank, key))
    assert ended.stage is Stage.UNLOCKED
    assert desk.accounts.accounts(key).traditional[0].link == "none"


def test_a_link_without_evidence_waits_for_a_person(life: Life) -> None:
    desk, bank = life.desk("C"), life.desk("B")
    person = desk.accounts.customers()[0]
    # A second account of the sample's customer, who has no loan yet.
    clients, _ = bank.branch.clients(text=person.identity_number)
    number = bank.branch.open_account(clients[0].client.number).number
    old = desk.accounts.accounts().traditional[0].number
    desk.accounts.submit(desk.accounts.prepare_unlink(old, life.bank))
    asked = desk.accounts.submit(desk.accounts.prepare_link(number, life.bank))
    assert asked.stage is Stage.ON_LEDGER
    assert {account.number: account.link for account in desk.accounts.accounts().traditional}[
        number
    ] == "asked"
    grants = bank.grants
    (case,) = grants.waiting("account.link")
    assert (case.verdict, case.judged, case.by_automation) == ("Pass", True, False)
    with pytest.raises(KnownError) as needs:
        grants.prepare(case, approve=False)
    assert needs.value.code == "grant.reason"
    grant = grants.sign(grants.prepare(case, approve=False, reason="The person did not come."))
    assert grant.verdict == "Failed"
    assert {account.number: account.link for account in desk.accounts.accounts().traditional}[
        number
    ] == "none"


@pytest.mark.parametrize(
    ("number", "code"),
    [("12", "money.number"), ("9156011000000000017", "money.number"), ("", "money.number")],
)
def test_a_mistyped_account_number_is_found_at_once(life: Life, number: str, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        life.desk("C").accounts.prepare_link(number, life.bank)
    assert refused.value.code == code


def test_the_account_of_another_cannot_be_linked(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=1_00)
    other = life.account(loan, 0)
    with pytest.raises(KnownError) as refused:
        life.desk("C").accounts.prepare_link(other.number, life.bank)
    assert refused.value.code == "money.not_own"


def test_the_automation_has_nothing_to_do_twice(life: Life) -> None:
    _deposit(life, 100_00)
    automation = automation_of(life.workplace.connections, life.desk("B").carrier.identity)
    assert not automation.step().worked
    assert not life.workplace.serve().worked


def test_the_follower_lets_the_automation_work_on_what_others_ask_for(life: Life) -> None:
    desk = life.desk("C")
    carrier, event = desk.carrier, new_id()
    # As if from another computer: nothing here knows of it but the ledger.
    draft = build(
        "asset.deposit", channel=carrier.ledger.channel, at=life.workplace.connections.clock(), id=event,
        amount=700_00, bank=life.bank, account=life.me, transfer=event,
    )  # fmt: skip
    signed = draft.sign(life.workplace.connections.signer(carrier.identity, None))
    carrier.send("lock", [draft.chaincode(signed)], event, queue=False)
    changes: list[Change] = []

    def settled() -> bool:
        return bool(changes) and desk.accounts.transfer(event).final

    life.workplace.follow(changes.append, settled)
    assert desk.accounts.transfer(event).state == "settled"
    assert any(event in change.events for change in changes)
    assert desk.accounts.accounts().balance == 700_00


def test_books_are_found_by_their_bank_only(life: Life) -> None:
    connections, ledger = life.workplace.connections, life.desk("C").carrier.identity.ledger
    assert books_of(connections, ledger, life.bank) is not None
    assert books_of(connections, ledger, life.me) is None
