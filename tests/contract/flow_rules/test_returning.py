"""An application goes back with what is missing; a grantor's own evidence stands beside its Failed."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.bench.world import sealed_number
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.flow_rules.explained import reason_of, seen_in
from loc_desktop.contract.flow_rules.returning import KINDS
from tests.contract.test_challenges import challenge, decide
from tests.contract.test_life import refused
from tests.contract.world import World

NOTE = {"note": sealed_number("what is missing"), "commitment": "f" * 64}


@pytest.fixture
def world() -> World:
    world = World()
    world.fund()
    return world


def back(world: World, event: str, who: str, missing: tuple[str, ...] = ("income_proof",)) -> Any:
    body = {"event": event, "role": who, "grantor": world.key(who), "missing": list(missing), **NOTE}
    return world.run("event.return", **body)


def note(world: World, event: str, who: str) -> Any:
    return world.run("event.evidence", event=event, role=who, grantor=world.key(who), seen="visit", **NOTE)


def status(world: World, event: str) -> Any:
    return world.query("C", "event", id=event)["status"]


def test_whose_turn_it_is_returns_an_application_and_what_corrects_it_names_it(world: World) -> None:
    cc = world.locked(world.apply())
    event, bank = cc["event"]["id"], world.results(cc)[0]
    with refused("return"):
        back(world, event, "CAD")
    with pytest.raises(ContractError):
        world.locked(world.apply(former=event))
    world.invoke("B", "grant", [event, bank])
    with refused("return"):
        back(world, event, "B")
    assert back(world, event, "CAD", ("income_proof", "other"))["code"] == 0
    ended = status(world, event)
    assert ended["status"] == "returned"
    assert world.query("C", "event", id=ended["returned"])["status"]["signers"] == [
        {"role": "CAD", "key": world.key("CAD")}
    ]
    for reader in ("C", "FD", "R"):
        assert (
            world.query(reader, "event", id=ended["returned"])["cc"]["event"]["body"]["note"] == NOTE["note"]
        )
    with pytest.raises(ContractError):
        world.query("C2", "event", id=ended["returned"])
    with refused("duplicate"):
        world.unlock(cc)
    with pytest.raises(ContractError) as error:
        world.invoke("CAD", "grant", [event, world.results(cc)[1]])
    assert error.value.code == "contract.not_pending"
    with refused("return"):
        back(world, event, "CAD")
    with refused("former"):
        world.locked(world.apply("C2", former=event))
    with refused("former"):
        world.locked(world.apply(former="0" * 32))
    again = world.locked(world.apply(former=event))
    assert world.unlock(again)["code"] == 0


def test_a_failed_is_final_a_challenged_one_waits_and_a_withdrawal_is_not_returned(world: World) -> None:
    cc = world.locked(world.apply())
    event = cc["event"]["id"]
    world.invoke("B", "grant", [event, world.results(cc, failed=("B",))[0]])
    for say in (back, note):
        with refused("return"):
            say(world, event, "CAD")
    other = world.locked(world.apply("C2"))["event"]["id"]
    name = challenge(world, "event", other)
    with refused("return"):
        back(world, other, "B")
    decide(world, name, "dismissed")
    assert back(world, other, "B")["code"] == 0
    assert KINDS == ("loan.apply",)
    loan = world.loan()
    for event in (loan, "0" * 32):
        with refused("return"):
            back(world, event, "B")


def test_evidence_of_one_s_own_changes_nothing_and_its_reason_names_it(world: World) -> None:
    cc = world.locked(world.apply())
    event = cc["event"]["id"]
    with refused("return"):
        note(world, event, "FD")
    before = status(world, event)
    told = note(world, event, "B")
    assert told["code"] == 0
    assert status(world, event) == before
    assert seen_in(reason_of("visit", event)) == ("visit", event)
    for other in (
        "",
        "not met: income",
        f"seen visit {event[:-1]}",
        f"seen visit {event}x",
        f"xseen visit {event}",
    ):
        assert seen_in(other) == ("", "")
