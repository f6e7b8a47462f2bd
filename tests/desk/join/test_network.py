"""What needs no network: which ledgers there are, profiles, requests, what the demonstration compares."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.app.known_ledgers import is_on, usable
from loc_desktop.demo import network_story
from loc_desktop.desk.join import funds, network
from loc_desktop.desk.join.steps import JoinRequest
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.identity.model import Identity
from loc_desktop.ledger.api import Block, Ledger

KNOWN = {
    "own": {"kind": "embedded", "setup": "done"},
    "half": {"kind": "embedded", "setup": "begun"},
    "net-2": {"kind": "fabric", "network": "b", "channel": "two", "profile B": "profiles/b.json"},
    "net-1": {"kind": "fabric", "network": "b", "channel": "one", "profile B": "profiles/b.json"},
    "other": {"kind": "fabric", "network": "a", "channel": "one", "profile B": "profiles/a.json"},
}


def member(ledger: str, organisation: str = "B") -> Identity:
    return Identity("1" * 16, "B", "林秀英", organisation, "k", {}, "s", ledger, "keyring", "certificate")


def test_the_ledgers_to_choose_from_are_complete_ones_and_channels() -> None:
    assert usable(KNOWN) == ("own", "other", "net-1", "net-2")


@pytest.mark.parametrize(
    ("home", "organisation", "on"),
    [
        ("net-1", "B", ["net-1", "net-2"]),
        ("net-2", "B", ["net-1", "net-2"]),
        ("other", "B", ["other"]),
        ("own", "B", ["own"]),
        ("net-1", "CAD", ["net-1"]),
        ("gone", "B", []),
    ],
)
def test_a_member_is_on_every_channel_of_its_own_profile_only(
    home: str, organisation: str, on: list[str]
) -> None:
    identity = member(home, organisation)
    assert [ledger for ledger in usable(KNOWN) if is_on(identity, ledger, KNOWN)] == on


def test_nothing_is_made_for_a_profile_that_cannot_be_read(empty: Workplace, tmp_path: Path) -> None:
    asked = JoinRequest(tmp_path / "none.json", "id", "secret", "林秀英")
    with pytest.raises(KnownError) as told:
        empty.join(asked)
    assert told.value.code == "profile.missing"
    with pytest.raises(KnownError):
        network.read(tmp_path)
    assert (empty.connections.identities(), empty.unfinished(), empty.ledgers()) == ((), (), ())


def test_a_ledger_that_is_not_known_is_not_changed_to(workplace: Workplace) -> None:
    (own,) = workplace.ledgers()
    assert (own.kind, own.current, len(own.identities)) == ("embedded", True, 5)
    with pytest.raises(KnownError) as told:
        workplace.use_ledger("fabric-0")
    assert told.value.code == "workplace.no_ledger"
    assert workplace.use_ledger(own.id).ledger == own.id


def test_the_samples_own_authority_renews_too(workplace: Workplace) -> None:
    before = workplace.connections.identity(workplace.desk_of("CAD").identity.id)
    renewed = workplace.renew(before.id)
    after = workplace.connections.identity(before.id)
    assert after.certificate != before.certificate
    assert replace(after, certificate=before.certificate) == before
    assert (renewed.key, renewed.days_left is not None) == (before.key, True)
    record = workplace.desk(before.id).carrier.query("member", {"role": "CAD", "key": before.key})
    assert record["certificate"] == after.certificate


def test_first_funds_are_issued_once(workplace: Workplace) -> None:
    connections = workplace.connections
    bank, finance = (connections.identity(workplace.desk_of(role).identity.id) for role in ("B", "FD"))
    held = {role: workplace.desk_of(role).viewer.account().balance for role in ("B", "FD")}
    for _ in range(2):
        funds.issue(connections, bank, 1_000_00)
        funds.deposit(connections, finance, bank, 500_00)
    now = {role: workplace.desk_of(role).viewer.account().balance for role in ("B", "FD")}
    assert {role: now[role] - held[role] for role in now} == {"B": 1_000_00, "FD": 500_00}


# --- what the demonstration on a network looks at -----------------------------------------------------


class Altered:
    """A ledger whose peer has another block at one place (no honest peer can be made to)."""

    def __init__(self, ledger: Ledger, number: int) -> None:
        self._ledger = ledger
        self._number = number

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def follow(self, start: int, stopped: Any) -> Any:
        for block in self._ledger.follow(start, stopped):
            yield replace(block, hash="0" * 64) if block.number == self._number else block


def quiet(_step: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def test_peers_with_other_blocks_are_found(workplace: Workplace) -> None:
    ledger = workplace.connections.ledger(workplace.identities()[0].ledger)
    height = ledger.height()
    assert network_story._compare({"C": ledger, "B": ledger}, 1, height, quiet) == ()
    other: Any = Altered(ledger, height - 2)
    assert network_story._compare({"C": ledger, "B": other}, 1, height, quiet) == (
        f"block {height - 1} of B does not follow the one before",
        "the peers of C and B have other blocks",
    )


def test_a_trace_that_is_not_the_one_replayed_is_found(workplace: Workplace) -> None:
    ledger = workplace.connections.ledger(workplace.identities()[0].ledger)
    workplace.catch_up()
    blocks = [ledger.block(number) for number in range(ledger.height())]
    assert network_story._replay(workplace, blocks, quiet) == ()
    refusals = network_story._replay(workplace, [_otherwise(block) for block in blocks], quiet)
    assert (
        len(refusals)
        == sum(transaction.fn == "unlock" for block in blocks for transaction in block.transactions)
        > 0
    )
    assert all("is not the one replayed" in refusal for refusal in refusals)


def _otherwise(block: Block) -> Block:
    """The block with other traces in what the contract returned."""
    changed: list[Any] = []
    for transaction in block.transactions:
        result: Any = transaction.result
        if transaction.fn == "unlock":
            transaction = replace(transaction, result={**result, "trace": {**result["trace"], "code": 3}})
        changed.append(transaction)
    return replace(block, transactions=tuple(changed))
