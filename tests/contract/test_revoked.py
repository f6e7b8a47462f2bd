"""A revoked member winds down: what it owes and owns goes on, nothing new begins; it has no rights over
others.
"""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.bench.world import account_tag, sealed_number
from loc_desktop.contract.client import new_id
from tests.contract.flow_rules.test_claims import end, pay, reversed_loan
from tests.contract.test_challenges import answer, challenge, decide
from tests.contract.test_life import Life, refused
from tests.contract.world import World, signer


@pytest.fixture
def world() -> World:
    world = World()
    world.fund()
    return world


def add(world: World, name: str, role: str) -> None:
    world.signers[name], world.roles[name] = signer(name), role
    world.invoke(name, "register", [world.record(name)])


def revoke(world: World, who: str) -> None:
    assert world.revoke(who, second="FD" if who == "CAD" else "CAD")["code"] == 0


def transfer(world: World, kind: str, amount: int, **more: Any) -> Any:
    body = {"bank": world.key("B"), "account": world.key("C"), "transfer": new_id(), **more}
    return world.run(kind, amount=amount, **body)


# --- a customer ---------------------------------------------------------------------------------------------


def test_a_revoked_customer_pays_prepays_withdraws_and_ends_its_links() -> None:
    life = Life()
    world = life.world
    sides = {"account": world.key("C"), "bank": world.key("B")}
    link = {**sides, "number": sealed_number("12345678")}
    assert world.run("account.link", **link)["code"] == 0
    pending = world.locked(world.apply())
    revoke(world, "C")
    life.on("2026-02-12")
    assert life.pay_due()["code"] == 0
    life.on("2026-03-12")
    now = life.view()["position"]
    collected = life.act(
        "loan.collect", amount=now["due_principal"] + now["due_interest"], principal=now["due_principal"],
        interest=now["due_interest"], penalty=0, account=world.key("C"), link=account_tag("12345678"),
        transfer=new_id(),
    )  # fmt: skip
    assert collected["code"] == 0
    assert transfer(world, "asset.withdraw", 1)["code"] == 0
    assert world.run("account.unlink", **sides, link=account_tag("12345678"))["code"] == 0
    # Nothing new begins, and what had begun is not executed but can be withdrawn.
    with refused("not_member"):
        world.locked(world.apply())
    with refused("not_member"):
        world.run("account.link", **{**link, "number": sealed_number("87654321")})
    with refused("not_member"):
        life.refund([1], 1)
    assert world.unlock(pending)["code"] not in (0, 1)
    assert end(world, pending["event"]["id"], "C")["code"] == 0
    assert world.query("C", "loan", id=life.loan)["id"] == life.loan


def test_a_revoked_customer_brings_in_what_it_owes_and_no_more(world: World) -> None:
    loan = world.loan(amount=1_000_000)
    transfer(world, "asset.withdraw", 1_000_000)
    revoke(world, "C")
    view = world.query("R", "loan", id=loan)
    owed = sum(
        row["principal"] + row["interest"] - row["paid_principal"] - row["paid_interest"]
        for row in view["schedule"]
    )
    with refused("winding_down"):
        transfer(world, "asset.deposit", owed + 1)
    assert transfer(world, "asset.deposit", owed)["code"] == 0
    with refused("winding_down"):
        transfer(world, "asset.deposit", 1)
    add(world, "C3", "C")
    revoke(world, "C3")
    with refused("winding_down"):
        transfer(world, "asset.deposit", 1, account=world.key("C3"))


def test_a_revoked_customer_answers_a_challenge_and_pays_a_claim(world: World) -> None:
    _, claim = reversed_loan(world)
    name = challenge(world, "party", world.key("C"), role="C")
    revoke(world, "C")
    assert answer(world, name, role="C")["code"] == 0
    assert transfer(world, "asset.deposit", 700_000)["code"] == 0
    with refused("winding_down"):
        transfer(world, "asset.deposit", 1)
    assert pay(world, claim, 700_000)["code"] == 0


# --- a bank -------------------------------------------------------------------------------------------------


def test_a_revoked_bank_s_customers_still_pay_and_withdraw() -> None:
    life = Life()
    world = life.world
    revoke(world, "B")
    life.on("2026-02-12")
    assert life.pay_due()["code"] == 0
    assert transfer(world, "asset.withdraw", 1)["code"] == 0
    assert world.run("fund.redeem", amount=1, bank=world.key("B"), transfer=new_id())["code"] == 0
    with refused("not_member"):
        world.fund()
    with refused("not_member"):
        world.locked(world.apply("C2"))
    transfer(world, "asset.withdraw", world.balance("C"))
    loan = world.query("C", "loan", id=life.loan)["schedule"]
    owed = sum(
        row["principal"] + row["interest"] - row["paid_principal"] - row["paid_interest"] for row in loan
    )
    with refused("winding_down"):
        transfer(world, "asset.deposit", owed + 1)
    with refused("winding_down"):
        transfer(world, "asset.deposit", 1, account=world.key("C2"))
    assert transfer(world, "asset.deposit", owed)["code"] == 0
    with refused("not_member"):
        life.act("loan.reschedule", months=12, reason="x", payee=world.key("C"))
    assert world.query("B", "loan", id=life.loan)["id"] == life.loan


def test_an_event_whose_grantor_was_revoked_has_an_exit(world: World) -> None:
    cc = world.locked(world.apply())
    event, (first, second, _) = cc["event"]["id"], world.results(cc)
    revoke(world, "CAD")
    world.invoke("B", "grant", [event, first])
    with refused("not_member"):
        world.invoke("CAD", "grant", [event, second])
    assert end(world, event, "C")["code"] == 0


# --- rights over others -------------------------------------------------------------------------------------


def test_a_revoked_regulator_reads_and_revokes_nothing(world: World) -> None:
    loan = world.loan()
    add(world, "R2", "R")
    world.revoke("R", by="R2")
    with refused("denied"):
        world.query("R", "loan", id=loan)
    with refused("denied"):
        world.query("R", "account", key=world.key("C"))
    with refused("denied"):
        world.query("R", "event", id=loan)
    with refused("denied"):
        world.query("R", "member", role="C", key=world.key("C"))
    assert world.query("R", "loans") == []
    assert world.query("R", "challenges") == []
    assert [member for member in world.query("R", "members") if member["role"] == "C"] == []
    with refused("denied"):
        world.invoke("R", "revoke", ["B", world.key("B")])
    with refused("not_member"):
        challenge(world, "loan", loan)
    cc = world.locked(world.apply())
    with refused("denied"):
        world.unlock(cc, by="R")


def test_a_revoked_counter_registers_and_carries_nobody(world: World) -> None:
    revoke(world, "C")
    world.signers["N"], world.roles["N"] = signer("N"), "C"
    with refused("denied"):
        world.invoke("C", "register", [world.record("N")], registrar=True)
    with refused("denied"):
        world.invoke("C", "revoke", ["C", world.key("C2")], registrar=True)
    draft = world.apply("C2")
    cc = draft.chaincode(draft.sign(world.signers["C2"]))
    with refused("denied"):
        world.invoke("C", "lock", [cc], registrar=True)
    with refused("denied"):
        world.query("C", "account", registrar=True, key=world.key("C2"))


def test_a_challenge_of_a_revoked_regulator_is_decided_by_another(world: World) -> None:
    name = challenge(world, "loan", world.loan())
    add(world, "R2", "R")
    world.revoke("R", by="R2")
    with refused("not_member"):
        decide(world, name, "dismissed")
    draft = world.draft("challenge.decide", challenge=name, decision="dismissed", effect="none", ruling="x")
    cc = draft.chaincode(draft.sign(world.signers["R2"]))
    world.invoke("R2", "lock", [cc])
    assert world.unlock(cc, by="R2")["code"] == 0


def test_what_was_signed_before_the_revocation_is_not_locked_after_it(world: World) -> None:
    draft = world.apply()
    cc = draft.chaincode(draft.sign(world.signers["C"]))
    revoke(world, "C")
    with refused("not_member"):
        world.invoke("C", "lock", [cc])
