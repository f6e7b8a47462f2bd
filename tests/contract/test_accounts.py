"""Lots and slots: conservation, never below zero, signatures kept, in any order of payments, with several
banks.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loc_desktop.contract import accounts
from loc_desktop.contract.accounts import Lot
from loc_desktop.contract.client import code_of, new_id
from loc_desktop.contract.dispatch import invoke
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.work import Work
from loc_desktop.loan.servicing import divide
from tests.contract.world import World, signer
from tests.support.memory import MemoryLedger, MemoryState

SLOTS = 4
PARTIES = {"B": SLOTS, "B2": SLOTS, "FD": SLOTS, "C": 1, "C2": 1}


def lot(issuer: str, event: str, amount: int) -> Lot:
    return {
        "issuer": issuer,
        "event": event,
        "value": f"signature of {issuer} over {event}",
        "amount": amount,
    }


def held(work: Work) -> dict[str, list[Lot]]:
    return {party: accounts.lots_of(work, party, count) for party, count in PARTIES.items()}


class Banks:
    """Accounts on a bare state, without events: what random walks run on."""

    def __init__(self) -> None:
        self.work = Work(MemoryLedger().begin())
        self.issued: dict[str, int] = {}
        self.count = 0

    def issue(self, issuer: str, to: str, amount: int) -> None:
        self.count += 1
        accounts.spread(self.work, to, PARTIES[to], lot(issuer, f"e{self.count}", amount))
        self.issued[issuer] = self.issued.get(issuer, 0) + amount

    def transfer(self, source: str, to: str, amount: int, hint: int) -> None:
        lots = accounts.take(self.work, source, PARTIES[source], hint, amount)
        accounts.add(self.work, accounts.slot_key(to, hint % PARTIES[to]), lots)

    def redeem(self, issuer: str, source: str, amount: int) -> None:
        accounts.take(self.work, source, PARTIES[source], 0, amount, issuer)
        self.issued[issuer] -= amount


AMOUNTS = st.integers(1, 5_000)
STEPS = st.one_of(
    st.tuples(st.just("issue"), st.sampled_from(["B", "B2"]), st.sampled_from(sorted(PARTIES)), AMOUNTS),
    st.tuples(st.just("transfer"), st.sampled_from(sorted(PARTIES)), st.sampled_from(sorted(PARTIES)),
              AMOUNTS, st.integers(0, 9)),
    st.tuples(st.just("redeem"), st.sampled_from(["B", "B2"]), st.sampled_from(sorted(PARTIES)), AMOUNTS),
)  # fmt: skip


@given(st.lists(STEPS, max_size=40))
def test_nothing_is_made_or_lost_and_nothing_falls_below_zero(steps: list[Any]) -> None:
    """Per issuer, what lies in all accounts is what was issued less what was redeemed; a refused step
    changes nothing; every lot is positive and carries the signature of its own issue.
    """
    banks = Banks()
    for name, *arguments in steps:
        before = held(banks.work)
        banks.work.keep()
        after = before
        try:
            getattr(banks, name)(*arguments)
        except ExecutionError:
            banks.work.drop()
            after = held(banks.work)
        assert after == before
        lots = [lot for party in held(banks.work).values() for lot in party]
        for issuer, amount in banks.issued.items():
            assert sum(row["amount"] for row in lots if row["issuer"] == issuer) == amount
        assert all(row["amount"] > 0 for row in lots)
        assert all(row["value"] == f"signature of {row['issuer']} over {row['event']}" for row in lots)


def test_the_oldest_lots_of_the_hinted_slot_go_first_then_the_next_slots() -> None:
    work = Work(MemoryLedger().begin())
    for slot, issuer, event, amount in (
        (0, "B", "1", 10),
        (1, "B", "2", 10),
        (1, "B2", "3", 10),
        (2, "B", "4", 10),
    ):
        accounts.add(work, accounts.slot_key("B", slot), [lot(issuer, event, amount)])
    taken = accounts.take(work, "B", 3, 1, 25)
    assert [(part["event"], part["amount"]) for part in taken] == [("2", 10), ("3", 10), ("4", 5)]
    assert [(row["event"], row["amount"]) for row in accounts.lots_of(work, "B", 3)] == [("1", 10), ("4", 5)]


def test_only_the_issuers_own_lots_are_redeemed() -> None:
    work = Work(MemoryLedger().begin())
    accounts.add(work, accounts.slot_key("C", 0), [lot("B", "1", 10), lot("B2", "2", 10)])
    with pytest.raises(ExecutionError):
        accounts.take(work, "C", 1, 0, 11, "B2")
    assert [row["event"] for row in accounts.take(work, "C", 1, 0, 7, "B2")] == ["2"]


def test_an_issue_is_spread_evenly() -> None:
    work = Work(MemoryLedger().begin())
    accounts.spread(work, "B", 4, lot("B", "1", 10))
    assert [accounts.total(accounts.lots_at(work, accounts.slot_key("B", slot))) for slot in range(4)] == [
        3,
        3,
        2,
        2,
    ]


# --- with events --------------------------------------------------------------------------------------------


def writes_of(world: World, cc: Any, hint: int) -> set[str]:
    """The keys that an unlock would write, and nothing committed."""
    state: MemoryState = world.ledger.begin(world.caller("B"), world.now)
    assert invoke(state, "unlock", [code_of(cc["event"], world.results(cc)), hint])["code"] == 0
    return set(state.writes)


def test_thirty_payments_of_one_bank_in_a_block_share_no_key_that_they_write() -> None:
    world = World(slots=64)
    world.fund(amount=10**9)
    written: set[str] = set()
    for hint in range(30):
        who = f"customer {hint}"
        world.signers[who], world.roles[who] = signer(who), "C"
        world.invoke(who, "register", [world.record(who)])
        cc = world.locked(world.apply(who, amount=1_000_000))
        keys = writes_of(world, cc, hint)
        assert not keys & written
        written |= keys


def test_a_payment_larger_than_a_slot_is_paid_from_several() -> None:
    world = World(slots=64)
    world.fund(amount=6_400_000)
    assert world.unlock(world.locked(world.apply(amount=5_000_000)), hint=63)["code"] == 0
    assert world.balance("B") == 1_400_000
    outcome = world.unlock(world.locked(world.apply("C2", amount=1_500_000)))
    assert (outcome["code"], outcome["failure"]["params"]["held"]) == (4, 1_400_000)
    assert world.balance("B") == 1_400_000


def test_two_banks_money_keeps_its_issuer_and_signature_through_transfers() -> None:
    world = World()
    world.fund("B")
    world.fund("B2")
    world.loan("C", "B", amount=1_000_000)
    world.loan("C", "B2", amount=500_000)
    account = world.query("C", "account", key=world.key("C"))
    assert account["by_issuer"] == {world.key("B"): 1_000_000, world.key("B2"): 500_000}
    body = {"amount": 600_000, "bank": world.key("B2"), "account": world.key("C"), "transfer": new_id()}
    outcome = world.run("asset.withdraw", **body)
    assert (outcome["code"], outcome["failure"]["code"]) == (4, "contract.funds")
    assert world.run("asset.withdraw", **{**body, "amount": 500_000, "transfer": new_id()})["code"] == 0
    for bank in ("B", "B2"):
        assert world.query("R", "issuer", bank=world.key(bank))["difference"] == 0
    provenance = world.query("C", "provenance", key=world.key("C"))
    assert all(row["verified"] for row in provenance["lots"])


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_a_random_walk_of_signed_events_conserves_every_issuers_money(data: st.DataObject) -> None:
    """Deposits, loans, repayments, withdrawals with two banks: code 0 or 4, and every fen accounted for."""
    world = World(slots=3)
    world.fund("B", 3_000_000)
    world.fund("B2", 2_000_000)
    loans: list[tuple[str, str, str]] = []
    for _ in range(data.draw(st.integers(1, 8))):
        who, bank = data.draw(st.sampled_from(["C", "C2"])), data.draw(st.sampled_from(["B", "B2"]))
        amount = data.draw(st.integers(100_000, 2_000_000))
        asset = {"amount": amount, "bank": world.key(bank), "account": world.key(who), "transfer": new_id()}
        match data.draw(st.sampled_from(["deposit", "withdraw", "loan", "repay"])):
            case "deposit":
                assert world.run("asset.deposit", **asset)["code"] == 0
            case "withdraw":
                assert world.run("asset.withdraw", **asset)["code"] in (0, 4)
            case "loan":
                cc = world.locked(world.apply(who, bank, amount))
                if world.unlock(cc, hint=amount)["code"] == 0:
                    loans.append((cc["event"]["id"], who, bank))
            case "repay" if loans:
                loan, who, bank = data.draw(st.sampled_from(loans))
                now = world.query(who, "loan", id=loan)["position"]
                parts = divide(now, min(now["payable_principal"] + now["payable_interest"], amount))
                if parts.principal:
                    paid = world.run(
                        "principal.repay", loan=loan, amount=parts.amount, principal=parts.principal,
                        interest=parts.interest, penalty=parts.penalty, payer=world.key(who),
                        bank=world.key(bank),
                    )  # fmt: skip
                    assert paid["code"] in (0, 4)
        for bank in ("B", "B2"):
            assert world.query("R", "issuer", bank=world.key(bank))["difference"] == 0
        for name in ("B", "B2", "C", "C2"):
            provenance = world.query("R", "provenance", key=world.key(name))
            assert all(row["verified"] and row["amount"] > 0 for row in provenance["lots"])
