"""Money between the bank's books and the ledger: the real connector on a real books file, on both ledgers."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.bank.books.errors import BooksError
from loc_desktop.bank.books.values import Kind
from loc_desktop.bank.connector.connector import Connector
from loc_desktop.bank.connector.values import Limits
from loc_desktop.contract.client import new_id
from loc_desktop.errors import KnownError, Trouble
from loc_desktop.ledger.api import Ledger
from tests.scenarios.books.branch import CASH, Branch
from tests.scenarios.scene import Member, Scene

Json = Any
AMOUNT = 3_000_00
LIMITS = Limits(single=10_000_00, day=12_000_00)


@pytest.fixture(scope="module")
def branch(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Branch]:
    """One bank for the scenarios of this file; each has customers of its own."""
    made = Branch(scene, tmp_path_factory.mktemp("books"), LIMITS)
    yield made
    made.close()


def test_money_becomes_digital_and_traditional_again_in_two_phases(scene: Scene, branch: Branch) -> None:
    customer = branch.customer()
    inward = branch.transfer("asset.deposit", customer, AMOUNT)
    assert (inward.state, inward.where) == ("settled", "digital")
    assert branch.held(customer) == (CASH - AMOUNT, AMOUNT)
    outward = branch.transfer("asset.withdraw", customer, 1_000_00)
    assert (outward.state, outward.where) == ("settled", "traditional")
    assert branch.held(customer) == (CASH - AMOUNT + 1_000_00, AMOUNT - 1_000_00)
    for transfer in (inward, outward):
        assert transfer.hold
        assert transfer.settle
        assert not transfer.reverse
        transaction = scene.ledger("R").transaction(transfer.tx_id)
        assert transaction is not None
        result: Json = transaction.result
        assert (result["event"], result["status"]) == (transfer.event, "unlocked")
    branch.sound()


def test_each_refusal_says_why_and_where_the_money_is(scene: Scene, branch: Branch) -> None:
    """One after the other: what was refused before must not stand in the way."""
    customer, stranger, leaver = branch.customer(), scene.member(), branch.customer(cash=0)
    branch.system.books.close_account(branch.account(leaver).number)
    branch.transfer("asset.deposit", customer, 9_000_00)
    asked = {
        "limit_single": ("asset.deposit", customer, 10_000_01, "traditional"),
        "limit_day": ("asset.deposit", customer, 3_000_01, "traditional"),
        "digital_funds": ("asset.withdraw", customer, 9_000_01, "digital"),
        "funds": ("asset.deposit", leaver, 1, "traditional"),
        "no_link": ("asset.deposit", stranger, 1, "traditional"),
        "closed": ("asset.deposit", leaver, 1, "traditional"),
    }
    del asked["funds"]
    events = {reason: branch.ask(*question[:3]) for reason, question in asked.items()}
    before = branch.system.books.money()
    transfers = dict(zip(asked, branch.process(*events.values()), strict=True))
    for reason, (_, _, _, where) in asked.items():
        transfer = transfers[reason]
        assert (transfer.state, transfer.reason, transfer.where, transfer.hold) == (
            "refused",
            reason,
            where,
            0,
        )
        assert transfer.standing.params["where"] == Trouble(f"where.{where}")
        assert scene.status(transfer.event)["status"] == "refused"
        transaction = scene.ledger("R").transaction(transfer.tx_id)
        assert transaction is not None
        codes = {code["event"]["id"]: code for code in transaction.args[0]}
        assert codes[transfer.event]["results"][0]["reason"] == reason  # the bank signs no more than the code
    assert branch.system.books.money() == before
    poor = branch.customer(cash=100)
    refused = branch.transfer("asset.deposit", poor, 101)
    assert (refused.reason, refused.params) == ("funds", {"held": 100, "needed": 101})
    branch.sound()


def test_a_double_click_and_a_key_used_twice_move_the_money_once(scene: Scene, branch: Branch) -> None:
    customer, key = branch.customer(), new_id()
    first, second = (branch.ask("asset.deposit", customer, AMOUNT, key) for _ in range(2))
    machines = [Connector(branch.system.books, scene.ledger("B"), branch.bank.user, LIMITS) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda machine: machine.process([first, second, first]), machines))
    branch.system.connector.recover()
    transfers = branch.process(first, second)
    assert [transfer.state for transfer in transfers] == ["settled", "refused"]
    assert (transfers[1].reason, transfers[1].params["event"]) == ("duplicate", first)
    with pytest.raises(KnownError, match=r"contract\.transfer_used"):
        branch.ask("asset.deposit", customer, AMOUNT, key)
    assert branch.held(customer) == (CASH - AMOUNT, AMOUNT)
    branch.sound()


def test_thirty_transfers_at_once_through_three_machines(scene: Scene, branch: Branch) -> None:
    people = [branch.customer() for _ in range(3)]
    events = [branch.ask("asset.deposit", person, 100_00 + n) for n in range(10) for person in people]
    machines = [Connector(branch.system.books, scene.ledger("B"), branch.bank.user, LIMITS) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda n: machines[n].process(events[n::3]), range(3)))
    branch.system.connector.recover()
    assert {transfer.state for transfer in branch.process(*events)} == {"settled"}
    moved = sum(100_00 + n for n in range(10))
    assert [branch.held(person) for person in people] == [(CASH - moved, moved)] * 3
    branch.sound()


# --- refused by the ledger, and reversed --------------------------------------------------------------------


def test_what_the_ledger_refuses_comes_back(scene: Scene, branch: Branch) -> None:
    """The customer is revoked after signing: it owes nothing, so its deposit cannot execute; what was held
    goes back, and what it owns it still takes out.
    """
    customer = branch.customer()
    branch.transfer("asset.deposit", customer, AMOUNT)
    held = branch.held(customer)
    events = [branch.ask("asset.deposit", customer, 1_00), branch.ask("asset.withdraw", customer, AMOUNT)]
    scene.submit("C", "revoke", ["C", customer.key])
    (transfer,) = branch.process(events[0])
    assert (transfer.state, transfer.where, bool(transfer.reverse)) == ("reversed", "traditional", True)
    assert transfer.cause is not None
    assert transfer.why == transfer.cause
    assert scene.status(events[0])["status"] == "refused"
    assert branch.held(customer) == held
    (transfer,) = branch.process(events[1])
    assert (transfer.state, transfer.where) == ("settled", "traditional")
    assert branch.held(customer) == (held[0] + held[1], 0)
    branch.sound()


def test_a_withdrawn_event_s_money_comes_back(scene: Scene, branch: Branch) -> None:
    """The bank has booked the deposit as in transit; then the customer withdraws its event."""
    customer, name = branch.customer(), new_id()
    event = branch.ask("asset.deposit", customer, AMOUNT)
    scene.run(
        "challenge.raise", scene.people["R"], challenge=name, target={"kind": "event", "id": event},
        reason="whose money is it", deadline="2099-01-01T00:00:00Z", role="C", respondent=customer.key,
    )  # fmt: skip
    (held,) = branch.process(event)
    assert (held.state, held.where) == ("held", "in_transit")
    scene.decide(name, "dismissed", "none")
    scene.run("event.withdraw", customer, event=event, role="C", signer=customer.key)
    (back,) = branch.system.connector.recover()
    assert (back.state, back.where) == ("reversed", "traditional")
    assert branch.held(customer) == (CASH, 0)
    branch.sound()


# --- the ledger away ----------------------------------------------------------------------------------------


class CutAtSubmit:
    """The connection breaks when the bank's result is to be sent: the hold is booked, nothing is decided."""

    def __init__(self, ledger: Ledger, cut: Any) -> None:
        self._ledger, self._cut = ledger, cut

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def submit(self, fn: str, args: list[Json], user: Any) -> Any:
        cut, self._cut = self._cut, lambda: None
        cut()
        return self._ledger.submit(fn, args, user)


@pytest.mark.parametrize("kind", ["asset.deposit", "asset.withdraw"])
def test_a_ledger_that_is_away_leaves_the_money_in_transit_until_it_is_back(
    scene: Scene, branch: Branch, kind: str
) -> None:
    customer = branch.customer()
    branch.transfer("asset.deposit", customer, AMOUNT)
    event, later = branch.ask(kind, customer, 1_000_00), branch.ask(kind, customer, 500_00)
    with scene.frail("B") as frail:
        cut: Any = CutAtSubmit(frail.ledger, frail.cut)
        branch.restart(cut)
        (waiting,) = branch.system.connector.process([event])
        assert (waiting.state, waiting.where) == ("held", "in_transit")
        assert waiting.trouble is not None
        assert waiting.trouble.code.startswith(("ledger.", "fabric."))
        assert waiting.standing.params["where"] == Trouble("where.in_transit")
        assert branch.system.books.money().transit == 1_000_00
        # Restarted while the ledger is still away: nothing is lost, nothing is decided alone.
        branch.restart(frail.ledger)
        (still,) = branch.system.connector.recover()
        assert (still.state, still.tries > waiting.tries) == ("held", True)
        frail.mend()
    branch.restart()
    assert [transfer.state for transfer in branch.system.connector.recover()] == ["settled"]
    assert branch.process(later)[0].state == "settled"
    sign = 1 if kind == "asset.deposit" else -1
    assert branch.held(customer) == (CASH - AMOUNT - sign * 1_500_00, AMOUNT + sign * 1_500_00)
    branch.sound()


# --- links --------------------------------------------------------------------------------------------------


def links(scene: Scene, member: Member) -> list[str]:
    """The tags of the linked accounts."""
    return [link["link"] for link in scene.query("R", "account", key=member.key)["links"]]


def test_an_account_is_linked_and_unlinked_on_both_sides(scene: Scene, branch: Branch) -> None:
    customer = scene.member()
    account, connector = branch.open("both sides"), branch.system.connector
    refused = branch.lock_link(customer, account.number)
    assert connector.link(refused, approved=False) is None
    assert scene.status(refused)["status"] == "refused"
    assert branch.system.books.account(account.number).digital_key == ""
    event = branch.lock_link(customer, account.number)
    connector.link(event, number=account.number)
    scene.settle()
    linked = branch.account(customer)
    assert (linked.number, linked.link_event, linked.linked) == (account.number, event, True)
    assert links(scene, customer) == [branch.system.books.tag(account.number)]
    connector.link(branch.lock_link(customer, account.number, "account.unlink"))
    scene.settle()
    assert branch.system.books.account(account.number).digital_key == ""
    assert links(scene, customer) == []


def test_a_link_does_not_end_while_a_transfer_needs_it(scene: Scene, branch: Branch) -> None:
    customer, name = branch.customer(), new_id()
    number = branch.account(customer).number
    event = branch.ask("asset.deposit", customer, AMOUNT)
    end = branch.lock_link(customer, number, "account.unlink")
    scene.run(
        "challenge.raise", scene.people["R"], challenge=name, target={"kind": "event", "id": event},
        reason="whose money is it", deadline="2099-01-01T00:00:00Z", role="C", respondent=customer.key,
    )  # fmt: skip
    (held,) = branch.process(event)
    assert (held.state, held.where) == ("held", "in_transit")
    with pytest.raises(BooksError) as told:
        branch.system.connector.link(end)
    assert told.value.code == "books.in_transit"
    # The bank has signed nothing, so both sides still have the link.
    assert scene.status(end)["status"] == "pending"
    assert branch.account(customer).linked
    answer(scene, customer, name)
    scene.decide(name, "upheld", "refusal")
    (back,) = branch.system.connector.recover()
    assert (back.state, back.where) == ("reversed", "traditional")
    ended = branch.system.connector.link(end)
    scene.settle()
    assert ended is not None
    assert ended.digital_key == ""
    assert links(scene, customer) == []
    branch.sound()


# --- institutions -------------------------------------------------------------------------------------------


def test_an_institution_links_deposits_and_gets_its_money_back(scene: Scene, branch: Branch) -> None:
    finance, connector = scene.people["FD"], branch.system.connector
    budget = branch.open("finance", 50_000_00, Kind.BUDGET)
    assert branch.transfer("fund.deposit", finance, 1_00).reason == "no_link"
    connector.link(branch.lock_link(finance, budget.number, "fund.link"), number=budget.number)
    scene.settle()
    assert branch.system.books.tag(budget.number) in links(scene, finance)
    # No customer's limits here, and only what this bank issued comes back to it.
    assert branch.transfer("fund.deposit", finance, 40_000_00).state == "settled"
    assert branch.account(finance).balance == 10_000_00
    # The bank may not look into the department's account: the ledger says that it holds too little.
    refused = branch.transfer("fund.withdraw", finance, 40_000_01)
    assert (refused.state, refused.reason, refused.where) == ("reversed", "not_executed", "digital")
    assert refused.cause is not None
    assert (refused.cause.code, refused.cause.params["needed"]) == ("contract.funds", 40_000_01)
    back = branch.transfer("fund.withdraw", finance, 40_000_00)
    assert (back.state, back.where, bool(back.hold), bool(back.settle)) == (
        "settled",
        "traditional",
        True,
        True,
    )
    assert branch.account(finance).balance == 50_000_00
    connector.link(branch.lock_link(finance, budget.number, "fund.unlink"))
    scene.settle()
    assert branch.system.books.tag(budget.number) not in links(scene, finance)
    before = branch.system.books.account(branch.system.books.internal(Kind.LENDING)).balance
    assert branch.transfer("fund.redeem", branch.bank, 7_000_00).state == "settled"
    lending = branch.system.books.account(branch.system.books.internal(Kind.LENDING))
    assert lending.balance == before + 7_000_00
    branch.sound()


# --- two banks ----------------------------------------------------------------------------------------------


def test_two_banks_at_once_and_every_yuan_traced_to_the_event_that_issued_it(
    scene: Scene, branch: Branch, tmp_path: Path
) -> None:
    other = Branch(scene, tmp_path)
    customer = other.serve(branch.customer())
    first = branch.transfer("asset.deposit", customer, 2_000_00).event
    deposits = [branch.ask("asset.deposit", customer, 100_00), other.ask("asset.deposit", customer, 900_00)]
    with ThreadPoolExecutor(2) as pool:
        moved = list(pool.map(lambda bank, event: bank.process(event), (branch, other), deposits))
    assert [transfer.state for (transfer,) in moved] == ["settled", "settled"]
    loan = other.loan(customer, 5_000_00)
    # The oldest lots pay first: the first bank's assets come into the second bank's account.
    other.run(
        "loan.prepay", customer, loan=loan, amount=1_500_00, principal=1_500_00, interest=0,
        payer=customer.key, bank=other.key,
    )  # fmt: skip
    provenance = scene.query("R", "provenance", key=customer.key)
    assert provenance["total"] == 2_000_00 + 100_00 + 900_00 + 5_000_00 - 1_500_00
    assert all(lot["verified"] for lot in provenance["lots"])
    issued = {lot["event"]: (lot["issuer"], lot["kind"], lot["amount"]) for lot in provenance["lots"]}
    assert issued[first] == (branch.key, "asset.deposit", 500_00)
    assert issued[deposits[0]] == (branch.key, "asset.deposit", 100_00)
    assert issued[deposits[1]] == (other.key, "asset.deposit", 900_00)
    assert sum(amount for _, kind, amount in issued.values() if kind == "fund.issue") == 5_000_00
    received = scene.query("R", "provenance", key=other.key)
    assert any(
        (lot["event"], lot["amount"], lot["verified"]) == (first, 1_500_00, True) for lot in received["lots"]
    )
    wrong = branch.transfer("asset.withdraw", customer, 600_01)
    assert (wrong.reason, wrong.params) == ("digital_funds", {"held": 600_00, "needed": 600_01})
    assert branch.transfer("asset.withdraw", customer, 600_00).state == "settled"
    branch.sound()
    other.sound()
    other.close()


# --- challenges ---------------------------------------------------------------------------------------------


def answer(scene: Scene, customer: Member, name: str) -> None:
    """On the ledger, and not yet accepted."""
    said = scene.draft(
        "challenge.answer", challenge=name, role="C", respondent=customer.key, answer="I cannot say"
    )
    scene.lock(said, customer)


def freeze(scene: Scene, customer: Member) -> str:
    name = new_id()
    scene.run(
        "challenge.raise", scene.people["R"], challenge=name, target={"kind": "party", "id": customer.key},
        reason="who is this", deadline="2099-01-01T00:00:00Z", role="C", respondent=customer.key,
    )  # fmt: skip
    return name


def test_a_frozen_partys_money_waits_in_transit_and_goes_on_when_it_is_free(
    scene: Scene, branch: Branch
) -> None:
    customer = branch.customer()
    branch.transfer("asset.deposit", customer, AMOUNT)
    events = [branch.ask("asset.deposit", customer, 1_00), branch.ask("asset.withdraw", customer, 2_00)]
    name = freeze(scene, customer)
    for transfer in branch.process(*events):
        assert (transfer.state, transfer.where) == ("held", "in_transit")
        assert transfer.trouble is not None
        assert (transfer.trouble.code, transfer.trouble.params["challenge"]) == ("contract.frozen", name)
    reconciliation = branch.reconcile()
    assert reconciliation.good, reconciliation.differences
    assert (len(reconciliation.open), reconciliation.money.transit) == (2, 3_00)
    scene.run(
        "challenge.answer", customer, challenge=name, role="C", respondent=customer.key, answer="it is me"
    )
    assert [moved.state for moved in branch.system.connector.recover()] == ["settled", "settled"]
    assert branch.held(customer) == (CASH - AMOUNT + 1_00, AMOUNT - 1_00)
    branch.sound()


def test_a_suspended_partys_money_waits_until_the_regulator_lifts_it(scene: Scene, branch: Branch) -> None:
    customer = branch.customer()
    event = branch.ask("asset.deposit", customer, AMOUNT)
    name = freeze(scene, customer)
    answer(scene, customer, name)
    scene.decide(name, "upheld", "suspension")
    assert branch.process(event)[0].state == "held"
    assert branch.system.connector.recover()[0].state == "held"
    scene.run("challenge.lift", scene.people["R"], challenge=name, ruling="the papers have come")
    assert [transfer.state for transfer in branch.system.connector.recover()] == ["settled"]
    assert branch.held(customer) == (CASH - AMOUNT, AMOUNT)
    branch.sound()


# --- reconciliation -----------------------------------------------------------------------------------------


def test_a_planted_difference_is_named_by_its_transfer_and_healed_by_the_connector(
    scene: Scene, branch: Branch
) -> None:
    customer, key = branch.customer(), new_id()
    # The bank's own Pass, sent past the connector: the ledger executes what the books do not know.
    outcome = branch.run(
        "asset.deposit", customer, amount=AMOUNT, bank=branch.key, account=customer.key, transfer=key
    )
    reconciliation = branch.reconcile()
    assert not reconciliation.good
    assert reconciliation.difference_fen == AMOUNT
    (difference,) = reconciliation.differences
    assert (difference.kind, difference.event, difference.key) == ("not_booked", outcome["event"], key)
    assert (difference.books, difference.ledger) == (0, AMOUNT)
    assert difference.what.code == "difference.unknown"
    assert branch.process(outcome["event"])[0].state == "settled"
    assert branch.held(customer) == (CASH - AMOUNT, AMOUNT)
    branch.sound()
