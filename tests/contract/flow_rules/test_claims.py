"""Claims: what a reversal could not take, and how it is paid, collected or waived; withdrawing an event."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.contract.client import new_id
from loc_desktop.contract.errors import ContractError
from tests.contract.test_challenges import answer, challenge, decide, reverse, seen
from tests.contract.test_life import Life, refused
from tests.contract.world import World

AMOUNT = 1_000_000


@pytest.fixture
def world() -> World:
    world = World()
    world.fund()
    return world


def claims(world: World, who: str = "R") -> Any:
    return world.query(who, "claims")


def withdraw(world: World, amount: int) -> None:
    """The customer takes digital money away from the ledger."""
    transfer = {"bank": world.key("B"), "account": world.key("C"), "transfer": new_id()}
    assert world.run("asset.withdraw", amount=amount, **transfer)["code"] == 0


def deposit(world: World, amount: int) -> None:
    transfer = {"bank": world.key("B"), "account": world.key("C"), "transfer": new_id()}
    assert world.run("asset.deposit", amount=amount, **transfer)["code"] == 0


def reversed_loan(world: World, left: int = 300_000) -> tuple[str, Any]:
    """A payout of which the customer kept ``left`` fen on the ledger, taken back; the loan, the claim."""
    loan = world.loan(amount=AMOUNT)
    withdraw(world, AMOUNT - left)
    name = challenge(world, "loan", loan)
    answer(world, name, failed=("R",))
    decide(world, name, "upheld", "reversal")
    outcome = reverse(world, name, loan, AMOUNT, "B")
    assert outcome["code"] == 0
    assert sum(move["amount"] for move in outcome.get("moves", ())) == left
    assert seen(world, name)["status"] == "upheld"
    (claim,) = [row for row in claims(world) if row["loan"] == loan]
    return loan, claim


def pay(world: World, claim: Any, amount: int, kind: str = "claim.pay", **other: Any) -> Any:
    body = {"claim": claim["id"], "amount": amount, "from": claim["from"], "to": claim["to"],
            "role": claim["role"]}  # fmt: skip
    return world.run(kind, **{**body, **other})


def test_what_is_there_is_taken_and_the_rest_is_a_claim(world: World) -> None:
    loan, claim = reversed_loan(world)
    assert (world.balance("C"), world.balance("B")) == (0, 100_000_000 - 700_000)
    assert {name: claim[name] for name in ("from", "to", "role", "amount", "paid", "status")} == {
        "from": world.key("C"), "to": world.key("B"), "role": "B", "amount": 700_000, "paid": 0,
        "status": "open",
    }  # fmt: skip
    view = world.query("C", "loan", id=loan)
    assert (view["status"], view["outstanding"]) == ("reversed", 0)
    # The loan is closed with it: no interest, no day late.
    world.now = "2027-11-22T08:00:00Z"
    position = world.query("C", "loan", id=loan)["position"]
    assert (position["due"], position["penalty"], position["days_past_due"]) == (0, 0, 0)
    assert claims(world)[0]["amount"] == 700_000


def test_nothing_left_makes_a_claim_of_all(world: World) -> None:
    _, claim = reversed_loan(world, left=0)
    assert claim["amount"] == AMOUNT


def test_a_full_account_leaves_no_claim(world: World) -> None:
    loan = world.loan(amount=AMOUNT)
    name = challenge(world, "loan", loan)
    answer(world, name, failed=("R",))
    decide(world, name, "upheld", "reversal")
    assert reverse(world, name, loan, AMOUNT, "B")["code"] == 0
    assert claims(world) == []


def test_later_money_fills_the_claim_by_debtor_and_creditor(world: World) -> None:
    _, claim = reversed_loan(world)
    deposit(world, 400_000)
    assert pay(world, claim, 100_000)["code"] == 0
    with refused("more_than_due"):
        pay(world, claim, 600_001)
    assert pay(world, claim, 300_001, "claim.collect")["code"] == 4  # within what is there
    assert pay(world, claim, 300_000, "claim.collect")["code"] == 0
    assert claims(world)[0]["status"] == "open"
    deposit(world, 300_000)
    assert pay(world, claim, 300_000, "claim.collect")["code"] == 0
    assert (claims(world)[0]["status"], claims(world)[0]["paid"]) == ("paid", 700_000)
    assert (world.balance("C"), world.balance("B")) == (0, 100_000_000)
    for kind in ("claim.pay", "claim.collect"):
        with refused("claim"):
            pay(world, claim, 1, kind)


def test_a_new_payout_can_be_collected_too(world: World) -> None:
    _, claim = reversed_loan(world)
    world.loan(amount=AMOUNT)
    assert pay(world, claim, 700_000, "claim.collect")["code"] == 0
    assert world.balance("C") == 300_000


def test_a_claim_is_waived_by_its_creditor_alone(world: World) -> None:
    _, claim = reversed_loan(world)
    body = {"claim": claim["id"], "reason": "the household is destitute", "to": claim["to"], "role": "B"}
    with refused("claim"):
        world.run("claim.waive", **{**body, "to": world.key("B2")})
    assert world.run("claim.waive", **body)["code"] == 0
    assert claims(world)[0]["status"] == "waived"
    with refused("claim"):
        world.run("claim.waive", **body)
    with refused("claim"):
        pay(world, claim, 1)


def test_a_claim_is_of_its_own_parties(world: World) -> None:
    _, claim = reversed_loan(world)
    with refused("claim"):
        pay(world, claim, 1, to=world.key("B2"))
    with refused("claim"):
        pay(world, claim, 1, **{"from": world.key("C2")})
    with refused("claim"):
        pay(world, {**claim, "id": "0" * 32}, 1)
    assert [len(claims(world, who)) for who in ("C", "B", "R", "C2", "B2", "FD")] == [1, 1, 1, 0, 0, 0]


def test_a_loan_repaid_while_it_is_challenged_leaves_nothing_to_take(world: World) -> None:
    """The order to reverse has a way out although the money is back already."""
    loan = world.loan(amount=AMOUNT, months=1)
    deposit(world, 100_000)
    name = challenge(world, "loan", loan, deadline="2027-12-31T00:00:00Z")
    answer(world, name, failed=("R",))
    decide(world, name, "upheld", "reversal")
    world.now = "2026-12-22T08:00:00Z"
    due = world.query("C", "loan", id=loan)["position"]
    paid = world.run(
        "principal.repay", loan=loan, amount=due["due"], principal=due["due_principal"],
        interest=due["due_interest"], penalty=0, payer=world.key("C"), bank=world.key("B"),
    )  # fmt: skip
    assert paid["code"] == 0
    assert world.query("C", "loan", id=loan)["status"] == "repaid"
    assert reverse(world, name, loan, 0, "B")["code"] == 0
    assert world.query("C", "loan", id=loan)["status"] == "repaid"
    assert claims(world) == []
    assert "frozen" not in world.query("R", "loan", id=loan)


# --- a refund taken back ------------------------------------------------------------------------------------


def refunded(year: int = 2026) -> tuple[Life, str, Any]:
    """A refund of 12,000 fen from a year's budget, challenged and ordered to be taken back."""
    life = Life().on(f"{year}-02-12")
    world = life.world
    budget = {"department": world.key("FD"), "year": year, "amount": 50_000, "deadline": f"{year}-12-31"}
    assert world.run("subsidy.budget", **budget)["code"] == 0
    life.pay_due()
    refund = life.refund([1], 12_000)["event"]
    transaction = world.query("R", "event", id=refund)["status"]["tx"]["unlock"]
    name = challenge(world, "transaction", transaction, role="C")
    answer(world, name, role="C", failed=("R",))
    decide(world, name, "upheld", "reversal")
    return life, name, refund


def budget_left(world: World, year: int = 2026) -> int:
    left: int = world.query("FD", "budget", department=world.key("FD"), year=str(year))["left"]
    return left


def test_a_refund_taken_back_restores_the_budget_and_the_right_to_it() -> None:
    """Case 15."""
    life, name, refund = refunded()
    world = life.world
    assert budget_left(world) == 38_000
    assert reverse(world, name, refund, 12_000, "FD")["code"] == 0
    assert budget_left(world) == 50_000
    view = life.view()
    assert (view["subsidised"], view["schedule"][0]["refunded"]) == (0, 0)
    assert view["schedule"][0]["refundable"] == 12_000
    assert life.refund([1], 12_000)["code"] == 0
    assert budget_left(world) == 38_000


def test_a_refund_that_was_withdrawn_becomes_a_claim_of_the_department() -> None:
    life, name, refund = refunded()
    world = life.world
    withdraw(world, world.balance("C") - 2_000)
    before = world.balance("FD")
    assert reverse(world, name, refund, 12_000, "FD")["code"] == 0
    assert world.balance("FD") == before + 2_000
    (claim,) = claims(world, "FD")
    assert (claim["amount"], claim["role"], claim["to"]) == (10_000, "FD", world.key("FD"))
    deposit(world, 10_000)
    assert pay(world, claim, 10_000, "claim.collect")["code"] == 0
    assert world.balance("FD") == before + 12_000


# --- withdrawing what waits ---------------------------------------------------------------------------------


def end(world: World, event: str, who: str, role: str = "") -> Any:
    return world.run("event.withdraw", event=event, role=role or who, signer=world.key(who))


def test_a_pending_event_is_withdrawn_by_its_signer(world: World) -> None:
    cc = world.locked(world.apply())
    event = cc["event"]["id"]
    with refused("withdraw"):
        end(world, event, "B")
    assert end(world, event, "C")["code"] == 0
    assert world.query("C", "event", id=event)["status"]["status"] == "withdrawn"
    with refused("duplicate"):
        world.unlock(cc)
    with pytest.raises(ContractError) as error:
        world.invoke("B", "grant", [event, world.results(cc)[0]])
    assert error.value.code == "contract.not_pending"
    with refused("withdraw"):
        end(world, event, "C")
    with refused("withdraw"):
        end(world, "0" * 32, "C")


def test_what_was_executed_or_is_challenged_is_not_withdrawn(world: World) -> None:
    loan = world.loan()
    with refused("withdraw"):
        end(world, loan, "C")
    cc = world.locked(world.apply("C2"))
    name = challenge(world, "event", cc["event"]["id"])
    with refused("withdraw"):
        end(world, cc["event"]["id"], "C2", "C")
    decide(world, name, "dismissed")
    assert end(world, cc["event"]["id"], "C2", "C")["code"] == 0
