"""``loc-desktop reconcile`` on a real network: the desk's data folder, the bank's key in the real keyring."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.cli import main
from loc_desktop.clock import now
from loc_desktop.contract.client import new_id
from loc_desktop.desk.join.steps import JoinRequest
from loc_desktop.desk.signing.carrier import Carrier
from loc_desktop.desk.signing.request import build_request, sign_and_lock
from loc_desktop.desk.workplace import Workplace
from loc_desktop.script.unlock import sign_result
from tests.support.fabric import FabricNetwork

pytestmark = pytest.mark.fabric
FUNDS = 1_000_000_00


@pytest.fixture
def workplace(home: Path, secret_service: None, fabric_network: FabricNetwork) -> Iterator[Workplace]:
    """A bank's computer that has joined the network and brought lending money onto the ledger."""
    made = Workplace(home)
    invited = fabric_network.invite("B")
    made.join(
        JoinRequest(fabric_network.profiles["B"], invited.id, invited.secret, "周立新", funds="1000000")
    )
    yield made
    made.forget_keys()
    made.close()


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    capsys.readouterr()
    code = main(["reconcile", "--json", *arguments])
    return code, json.loads(capsys.readouterr().out)


def failed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["reconcile", *arguments]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


def past_the_connector(workplace: Workplace, amount: int) -> str:
    """The bank issues by its own unlocking code, and its books hear nothing of it; the event."""
    (bank,) = workplace.connections.identities()
    carrier, signer = Carrier(workplace.connections, bank), workplace.connections.signer(bank, None)
    event = new_id()
    body: dict[str, Any] = {"amount": amount, "bank": bank.key, "transfer": event}
    request = build_request(carrier, "fund.issue", body, event=event)
    signed, _ = sign_and_lock(carrier, request, signer, queue=False)
    carrier.unlock(signed, [sign_result(signed, "B", signer, "Pass", now())])
    return event


def test_the_books_of_a_bank_on_a_network_are_compared_with_its_ledger(
    workplace: Workplace,
    home: Path,
    fabric_network: FabricNetwork,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (bank,) = workplace.connections.identities()
    code, report = told(capsys)
    assert (code, report["good"], report["difference_fen"]) == (0, True, 0)
    (issuer,) = report["issuers"]
    assert (issuer["bank"], issuer["digital_ledger"], issuer["digital_books"]) == (bank.key, FUNDS, FUNDS)
    assert issuer["block"] <= workplace.connections.ledger_of(bank).height() - 1
    assert issuer["block"] > 0
    # The same with everything named.
    (file,) = home.glob("books-*.sqlite")
    profile = str(fabric_network.profiles["B"])
    named = ("--books", str(file), "--identity", "周立新", "--profile", profile, "--channel", "loan")
    assert told(capsys, *named)[0] == 0

    event = past_the_connector(workplace, 7_77)
    code, report = told(capsys)
    assert (code, report["good"], report["difference_fen"]) == (1, False, 7_77)
    ((difference,),) = [row["differences"] for row in report["issuers"]]
    assert (difference["kind"], difference["event"]) == ("not_booked", event)
    assert (difference["books"], difference["ledger"]) == (0, 7_77)
    assert main(["reconcile"]) == 1
    assert event in capsys.readouterr().out


def test_without_the_identity_or_its_key_it_says_what_is_missing(
    workplace: Workplace, home: Path, fabric_network: FabricNetwork, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "no identity nobody on this computer" in failed(capsys, "--identity", "nobody")
    (bank,) = workplace.connections.identities()
    folder = home / "identities"
    kept = (folder / f"{bank.id}.json").read_bytes()
    workplace.connections.keystore().delete(bank)
    profile = ("--profile", str(fabric_network.profiles["B"]))
    assert "has no identity on this computer" in failed(capsys, *profile)
    # The public part is there again, the key is not.
    (folder / f"{bank.id}.json").write_bytes(kept)
    said = failed(capsys)
    assert bank.name in said
    assert "key" in said
    assert "Traceback" not in said
