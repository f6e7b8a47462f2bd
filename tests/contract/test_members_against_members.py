"""What a member with a good key may not do to the others."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.contract.client import code_of, new_id
from loc_desktop.contract.dispatch import invoke
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.state import Caller
from tests.contract.test_life import Life
from tests.contract.world import World, signer


@pytest.fixture
def world() -> World:
    made = World()
    made.fund()
    return made


def test_only_who_has_a_part_in_an_event_tries_to_unlock_it(world: World) -> None:
    cc = world.locked(world.apply())
    code = code_of(cc["event"], world.results(cc)[:2])
    stranger = Caller("another organisation", "C", world.key("C2"), True)
    with pytest.raises(ContractError) as caught:
        invoke(world.ledger.begin(stranger, world.now), "unlock", [code, 0])
    assert caught.value.code == "contract.denied"
    assert "tries" not in world.query("R", "event", id=cc["event"]["id"])["status"]
    assert world.invoke("CAD", "unlock", [code, 0])["code"] == 1  # a party's attempt is on record


def linked(life: Life) -> str:
    number = "12345678"
    assert life.world.run(
        "account.link", account=life.world.key("C"), bank=life.world.key("B"), number=number
    )
    return number


def collect(life: Life, number: str) -> Any:
    due = life.view()["position"]
    parts = {"principal": due["due_principal"], "interest": due["due_interest"], "penalty": due["penalty"]}
    return life.world.run(
        "loan.collect", loan=life.loan, amount=sum(parts.values()), account=life.world.key("C"),
        bank=life.world.key("B"), number=number, transfer=new_id(), **parts,
    )  # fmt: skip


def test_a_collection_pays_with_what_it_issued_and_leaves_other_banks_money_alone() -> None:
    life = Life()
    world = life.world
    number = linked(life)
    world.fund("B2")
    held = world.balance("C")
    world.run("asset.withdraw", amount=held, bank=world.key("B"), account=world.key("C"), transfer=new_id())
    world.run(
        "asset.deposit", amount=1_000_000, bank=world.key("B2"), account=world.key("C"), transfer=new_id()
    )
    life.on("2026-02-20")
    assert collect(life, number)["code"] == 0
    shown = world.query("C", "account", key=world.key("C"))
    assert shown["by_issuer"] == {world.key("B2"): 1_000_000}


def test_a_customers_unlink_ends_collecting_when_it_is_locked_not_when_the_bank_grants() -> None:
    life = Life()
    world = life.world
    number = linked(life)
    life.on("2026-02-20")
    parts = {"account": world.key("C"), "bank": world.key("B"), "number": number}
    waiting = world.locked(world.draft("account.unlink", **parts))
    with pytest.raises(ContractError) as caught:
        collect(life, number)
    assert caught.value.code == "contract.link"
    assert world.unlock(waiting)["code"] == 0
    assert world.query("C", "account", key=world.key("C"))["links"] == []


def test_a_certificate_without_a_member_has_no_rights(world: World) -> None:
    """A network administrator's certificate names a role; it neither reads loans nor carries grants."""
    cc = world.locked(world.apply())
    code = code_of(cc["event"], world.results(cc))
    name = cc["event"]["id"]
    for role in ("C", "B", "CAD", "FD", "R"):
        administrator = Caller(f"org-{role}", role, signer("administrator").key, role == "C")
        for fn, args in (
            ("unlock", [code, 0]), ("query", ["loans", {}]), ("query", ["event", {"id": name}]),
            ("query", ["report", {}]), ("history", [f"event/{name}"]), ("revoke", ["C", world.key("C")]),
        ):  # fmt: skip
            with pytest.raises(ContractError) as caught:
                invoke(world.ledger.begin(administrator, world.now), fn, args)
            assert (caught.value.code, "no member" in caught.value.what) == ("contract.denied", True), fn
        with pytest.raises(ContractError):
            invoke(world.ledger.begin(administrator, world.now), "grant", [name, code["results"][0]])
        assert invoke(world.ledger.begin(administrator, world.now), "query", ["config"])["channel"]


def test_an_event_names_its_grantors_in_their_order_and_nothing_else(world: World) -> None:
    cc = world.locked(world.apply())
    signed = cc["event"]["body"]["grantors"]
    assert signed == [{"role": key["role"], "key": key["key"]} for key in cc["keys"]]
    wrong: list[Any] = [
        {}, "B", 1, signed[:2], signed[::-1], [*signed, signed[0]], [{**signed[0], "name": "x"}, *signed[1:]],
    ]  # fmt: skip
    for grantors in wrong:
        draft = world.apply()
        draft.event["body"]["grantors"] = grantors
        event = draft.sign(world.signers["C"])
        with pytest.raises(ContractError) as caught:
            world.invoke("C", "lock", [{**cc, "event": event}])
        assert caught.value.code == "contract.grantors", grantors
    free = world.draft("flow.inspect", account=world.key("B"))
    assert "grantors" not in free.event["body"]
    free.event["body"]["grantors"] = []
    cc = free.chaincode(free.sign(world.signers["R"]))
    with pytest.raises(ContractError) as caught:
        world.query("R", "chaincode", cc=cc)
    assert caught.value.code == "contract.body"
