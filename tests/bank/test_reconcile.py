"""The reconciliation names every difference by its transfer; the command says so in its exit code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.bank.books.values import Kind
from loc_desktop.bank.connector.reconcile import reconcile
from loc_desktop.cli import main
from loc_desktop.contract.client import new_id
from tests.bank.world import CASH, LENDING, World

AMOUNT = 4_321


@pytest.fixture
def world(home: Path) -> Iterator[World]:
    world = World.create(home)
    yield world
    world.close()


def _kinds(world: World) -> list[tuple[str, str]]:
    reconciliation = reconcile(world.books, world.ledger, world.user("B"))
    return [(difference.kind, difference.event) for difference in reconciliation.differences]


def _command(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    code = main(["reconcile", "--json"])
    (issuer,) = json.loads(capsys.readouterr().out)["issuers"]
    return code, issuer


def test_sound_books_agree(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.connector.process([world.ask("asset.deposit", AMOUNT)])
    code, issuer = _command(capsys)
    assert code == 0
    assert issuer["outside"] == LENDING + CASH
    assert issuer["digital_ledger"] == issuer["digital_books"] == LENDING // 2 + AMOUNT
    assert (issuer["in_transit"], issuer["difference_fen"], issuer["differences"]) == (0, 0, [])
    assert issuer["block"] == world.ledger.height() - 1
    assert main(["reconcile"]) == 0
    assert "Everything agrees." in capsys.readouterr().out


def test_what_the_ledger_executed_without_the_books_is_named(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    body: dict[str, Any] = {"amount": AMOUNT, "bank": world.key("B"), "transfer": new_id()}
    outcome = world.run("B", "fund.issue", **body)
    code, issuer = _command(capsys)
    assert code == 1
    assert issuer["difference_fen"] == AMOUNT
    (difference,) = issuer["differences"]
    assert (difference["kind"], difference["event"], difference["key"]) == (
        "not_booked",
        outcome["event"],
        body["transfer"],
    )
    assert (difference["code"], difference["params"]) == (
        "difference.unknown",
        {"kind": "fund.issue", "amount": AMOUNT},
    )
    assert main(["reconcile"]) == 1
    assert outcome["event"] in capsys.readouterr().out
    # The connector takes over what the ledger has decided without it.
    assert world.connector.process([outcome["event"]])[0].state == "settled"
    assert _kinds(world) == []


def test_an_executed_transfer_that_the_books_cannot_back_stays_named(world: World) -> None:
    body: dict[str, Any] = {"amount": LENDING, "bank": world.key("B"), "transfer": new_id()}
    outcome = world.run("B", "fund.issue", **body)
    (stuck,) = world.connector.process([outcome["event"]])
    assert stuck.trouble is not None
    assert (stuck.state, stuck.trouble.code) == ("received", "books.funds")
    assert stuck.trouble.params["needed"] == LENDING
    assert _kinds(world) == [("not_booked", outcome["event"])]
    world.books.pay_in(world.books.internal(Kind.LENDING), LENDING, "more", "lending money")
    assert [transfer.state for transfer in world.connector.recover()] == ["settled"]
    assert _kinds(world) == []


def test_a_settlement_that_the_ledger_does_not_have_is_named(world: World) -> None:
    (transfer,) = world.connector.process([world.ask("asset.deposit", AMOUNT)])
    other = world.ask("asset.deposit", 99)
    world.books.db.write(
        lambda connection: connection.exec_driver_sql(
            "UPDATE transfer SET event = ? WHERE event = ?", (other, transfer.event)
        )
    )
    assert sorted(_kinds(world)) == sorted([("not_executed", other), ("not_booked", transfer.event)])


def test_a_changed_amount_and_a_changed_balance_are_named(world: World) -> None:
    (transfer,) = world.connector.process([world.ask("asset.deposit", AMOUNT)])
    world.books.db.write(
        lambda connection: connection.exec_driver_sql("UPDATE transfer SET amount = amount + 1")
    )
    assert ("amount", transfer.event) in _kinds(world)
    world.books.db.write(
        lambda connection: connection.exec_driver_sql(
            "UPDATE account SET balance = balance + 5 WHERE kind = 'transit'"
        )
    )
    kinds = {kind for kind, _ in _kinds(world)}
    assert {"books", "transit"} <= kinds


def test_without_books_or_ledger_the_command_says_what_to_do(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reconcile"]) == 1
    assert "no bank's books" in capsys.readouterr().err
