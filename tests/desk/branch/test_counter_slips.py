"""The bank's counter at the desk: a second person of the same bank, with its own PIN, releases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loc_desktop.app.bank_books import has_books
from loc_desktop.app.values import Party
from loc_desktop.bank.books.slip_values import LIMIT, Deed, Slip, SlipState
from loc_desktop.bank.books.values import BankAccount
from loc_desktop.desk.application import made_people as made
from loc_desktop.desk.branch.counter_slips import CounterSlips
from loc_desktop.desk.join import this_computer
from loc_desktop.errors import KnownError
from tests.desk.life_scene import Life
from tests.desk.signing.colleagues import colleague

PIN = "739164"


@pytest.fixture
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    life = Life(tmp_path_factory.mktemp("counter") / "home")
    yield life
    life.workplace.close()


@pytest.fixture
def counter(life: Life) -> CounterSlips:
    return CounterSlips(life.desk("B").carrier)


@pytest.fixture
def account(life: Life) -> BankAccount:
    bank = life.desk("B").branch
    return bank.open_account(bank.open_client("王小明", made.identity_number("counter")).number)


def _large(counter: CounterSlips, account: BankAccount, amount: int = LIMIT + 1) -> Slip:
    return counter.enter(counter.prepare_cash(Deed.CASH_IN, account.number, amount))


def _code(told: pytest.ExceptionInfo[KnownError]) -> str:
    return told.value.code


def test_a_colleague_releases_in_the_same_window_with_its_own_pin(
    life: Life, counter: CounterSlips, account: BankAccount
) -> None:
    slip = _large(counter, account)
    assert (slip.state, slip.maker.name) == (SlipState.WAITING, "林秀英")
    assert counter.colleagues(slip) == ()
    other = counter.add_colleague(" 王芳 ", PIN, PIN)
    assert (other.name, other.needs_pin, other.organisation) == (
        "王芳", True, life.desk("B").identity.organisation,
    )  # fmt: skip
    assert counter.colleagues(slip) == (other,)
    for pin in (None, "100000"):
        with pytest.raises(KnownError) as wrong:
            counter.release(slip.id, other.id, pin)
        assert _code(wrong) == ("pin.needed" if pin is None else "pin.wrong")
    done = counter.release(slip.id, other.id, PIN)
    assert (done.state, done.balance) == (SlipState.DONE, LIMIT + 1)
    receipt = counter.receipt(slip.id)
    assert (receipt.maker, receipt.checker, receipt.amount) == ("林秀英", "王芳", LIMIT + 1)
    assert (receipt.number, receipt.account, receipt.holder) == (done.number, account.number, "王小明")
    assert (receipt.bank, receipt.day) == (life.desk("B").identity.organisation, life.workplace.today)


def test_a_colleague_releases_from_its_own_window_and_serves_at_the_counter(
    life: Life, counter: CounterSlips, account: BankAccount
) -> None:
    slip = _large(counter, account)
    other = counter.add_colleague("王芳", PIN, PIN)
    desk = life.workplace.desk(other.id)
    connections = life.workplace.connections
    assert not has_books(connections, connections.identity(other.id))
    assert desk.branch.counter.waiting() == (slip,)
    assert desk.branch.counter.release(slip.id, "", PIN).state is SlipState.DONE
    assert desk.branch.clients(text="王小明")[1] == 1
    # What the colleague enters it cannot release, and the other has no PIN.
    own = desk.branch.counter.prepare_cash(Deed.CASH_IN, account.number, LIMIT + 2)
    with pytest.raises(KnownError) as unsigned:
        desk.branch.counter.enter(own)
    assert _code(unsigned) == "pin.needed"
    waiting = desk.branch.counter.enter(own, pin=PIN)
    with pytest.raises(KnownError) as same:
        desk.branch.counter.release(waiting.id, "", PIN)
    assert _code(same) == "books.same_person"
    assert desk.branch.counter.colleagues(waiting) == ()
    with pytest.raises(KnownError) as bare:
        counter.release(waiting.id, "", None)
    assert _code(bare) == "counter.no_pin"
    assert counter.withdraw(waiting.id).state is SlipState.REFUSED
    with pytest.raises(KnownError) as elsewhere:
        desk.branch.reconcile()
    assert _code(elsewhere) == "bank.no_books"


def test_nobody_of_another_house_releases(life: Life, counter: CounterSlips, account: BankAccount) -> None:
    slip = _large(counter, account)
    connections = life.workplace.connections
    ledger = life.desk("B").carrier.identity.ledger
    made_there = connections.keystore().create("B", "邻居", "另一家银行", ledger, "pin", PIN)
    stranger = this_computer.certify(connections, made_there, False)
    official = life.desk("CAD").carrier.identity
    assert counter.colleagues(slip) == ()
    for identity in (stranger, official):
        with pytest.raises(KnownError) as refused:
            counter.release(slip.id, identity.id, PIN)
        assert _code(refused) == "counter.not_colleague"
    assert counter.waiting() == (slip,)


def test_a_key_of_ones_own_making_is_no_second_person(
    life: Life, counter: CounterSlips, account: BankAccount
) -> None:
    """Whatever house its file and certificate name: the ledger knows no such member."""
    slip = _large(counter, account)
    connections = life.workplace.connections
    own = life.desk("B").carrier.identity
    made = connections.keystore().create("B", "自己", own.organisation, own.ledger, "pin", PIN)
    forged = this_computer.certify(connections, made, False)
    with pytest.raises(KnownError) as refused:
        counter.release(slip.id, forged.id, PIN)
    assert _code(refused) == "counter.not_member"
    assert counter.waiting() == (slip,)


def test_who_was_revoked_releases_nothing(life: Life, counter: CounterSlips, account: BankAccount) -> None:
    slip = _large(counter, account)
    member = colleague(life.workplace, "B")
    connections = life.workplace.connections
    keystore = connections.keystore()
    assert member.protection == "keyring"
    with pytest.raises(KnownError) as bare:
        counter.release(slip.id, member.id, None)
    assert _code(bare) == "counter.no_pin"
    other = counter.add_colleague("王芳", PIN, PIN)
    identity = keystore.get(other.id)
    regulator = life.desk("R").revocations
    life.desk("R").carrier.catch_up()
    leaving = Party("B", other.key, "王芳")
    second = next(party for party in regulator.seconds(leaving) if party.role == "FD")
    asked = regulator.submit(regulator.prepare(leaving, "left the bank", second.key))
    grants = life.desk("FD").grants
    grants.sign(grants.prepare(grants.open(asked.event)))
    known = connections.index(identity.ledger).member(other.key, "B")
    assert known is not None
    assert known.status == "revoked"
    with pytest.raises(KnownError) as gone:
        counter.release(slip.id, other.id, PIN)
    assert _code(gone) == "counter.not_member"


def test_a_weak_pin_or_a_missing_name_makes_no_colleague(counter: CounterSlips) -> None:
    for name, pin, again in (("", PIN, PIN), ("王芳", "123456", "123456"), ("王芳", PIN, "739165")):
        with pytest.raises(KnownError) as refused:
            counter.add_colleague(name, pin, again)
        assert _code(refused) == "colleague.invalid"
    assert counter.can_add_colleague


def test_a_wrong_entry_is_reversed_and_seen_where_it_was(
    life: Life, counter: CounterSlips, account: BankAccount
) -> None:
    first = counter.enter(counter.prepare_cash(Deed.CASH_IN, account.number, 300_00, "售鸡款"))
    undone = counter.enter(counter.prepare_reversal(first.entry, "记错户"))
    assert (undone.state, undone.balance) == (SlipState.DONE, 0)
    assert [row.deed for row in counter.slips()[0]] == [Deed.REVERSE, Deed.CASH_IN]
    shown = counter.of_entry(first.entry)
    assert shown is not None
    assert shown.reversed_by == undone.entry
    assert counter.receipt(undone.id).reverses == first.entry
    today = life.workplace.today
    lines = life.desk("B").branch.statement(account.number, today, today).lines
    assert [(line.reverses, line.reversed_by) for line in lines] == [(0, undone.entry), (first.entry, 0)]
    assert life.difference() == 0
    life.workplace.walk(1)
    late = counter.enter(counter.prepare_cash(Deed.CASH_IN, account.number, 100_00))
    life.workplace.walk(1)
    assert counter.enter(counter.prepare_reversal(late.entry, "昨日记错")).state is SlipState.WAITING


def test_the_limit_is_the_banks_and_what_waits_has_no_receipt(
    life: Life, counter: CounterSlips, account: BankAccount
) -> None:
    asked = counter.enter(counter.prepare_limit(2_000_00, "新制度"))
    with pytest.raises(KnownError) as early:
        counter.receipt(asked.id)
    assert _code(early) == "counter.no_receipt"
    other = counter.add_colleague("王芳", PIN, PIN)
    counter.release(asked.id, other.id, PIN)
    assert counter.limit() == 2_000_00
    with pytest.raises(KnownError) as large:
        life.desk("B").branch.pay_in(account.number, 2_000_01)
    assert _code(large) == "counter.second"
    with pytest.raises(KnownError) as nothing:
        counter.prepare_cash(Deed.CASH_OUT, account.number, 0)
    assert _code(nothing) == "money.amount"
