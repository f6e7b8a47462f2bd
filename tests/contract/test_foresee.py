"""What a transaction reads is foreseen from its arguments: one round trip on a peer network."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies

from loc_desktop.contract.client import code_of
from loc_desktop.contract.dispatch import invoke
from loc_desktop.contract.foresee import lock_keys, unlock_keys
from tests.contract.world import SEALED, World


@pytest.fixture
def world() -> World:
    return World()


def _application(world: World) -> Any:
    draft = world.draft(
        "loan.apply", amount=1_000_000, months=12, product="poverty-micro",
        bank=world.key("B"), payee=world.key("C"), dossier=SEALED, commitment="0" * 64,
    )  # fmt: skip
    return draft.chaincode(draft.sign(*(world.signers[name] for name in world.names(draft.signers))))


def _missed(world: World, fn: str, args: list[Any], keys: list[str]) -> set[str]:
    """What a transaction read that was not foreseen."""
    state = world.ledger.begin(world.caller("C"), world.now)
    invoke(state, fn, args)
    read = {key for key in state.reads if key not in keys}
    state.commit()
    return read


def test_a_lock_reads_nothing_that_was_not_foreseen(world: World) -> None:
    cc = _application(world)
    keys = lock_keys(cc, world.now)
    assert f"event/{cc['event']['id']}" in keys
    assert _missed(world, "lock", [cc], keys) == set()


def test_an_unlock_reads_nothing_of_its_parties_that_was_not_foreseen(world: World) -> None:
    cc = _application(world)
    world.invoke("C", "lock", [cc])
    uc = code_of(cc["event"], world.results(cc))
    keys = unlock_keys([uc], world.now, 0)
    missed = _missed(world, "unlock", [uc, 0], keys)
    # The bank has no money in the slot of the hint: only then its other slots are looked into.
    assert missed == {f"asset/{world.key('B')}/{slot:03}" for slot in range(1, 4)}


def test_the_guess_is_the_same_for_whoever_makes_it_and_no_longer_than_an_honest_key(world: World) -> None:
    cc = _application(world)
    assert lock_keys(cc, world.now) == lock_keys(cc, world.now)
    long = {**cc, "event": {**cc["event"], "body": {**cc["event"]["body"], "loan": "x" * 500, "payee": "é"}}}
    assert all(len(key) <= 300 and key.isascii() for key in lock_keys(long, world.now))


JSON = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | strategies.text(max_size=8),
    lambda part: (
        strategies.lists(part, max_size=3)
        | strategies.dictionaries(
            strategies.sampled_from(["event", "results", "signatures", "body", "role", "key", "id", "kind"]),
            part,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(ucs=strategies.lists(JSON, max_size=3))
def test_a_code_of_any_shape_is_stepped_over(ucs: list[Any]) -> None:
    keys = unlock_keys(ucs, "2026-09-15T02:00:00Z", 0)
    assert keys[0] == "config"
    assert all(isinstance(key, str) for key in keys)
