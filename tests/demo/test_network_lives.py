"""The loans' lives on a network for demonstrations, as a person runs it: the network from its command line,
the story in another process and data folder. (On a network in the field: test_join_demo.)
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from loc_network import cli
from loc_network.hosts.programs import Programs

from loc_desktop.bank.books.account_numbers import account_number
from loc_desktop.bank.books.values import KINDS, Kind
from loc_desktop.desk.application import made_people as made
from loc_desktop.desk.application.sample_list import COLUMNS
from tests.demo.personal_data import told as told_of
from tests.demo.test_network_story import demo, told

pytestmark = pytest.mark.fabric

LOANS = ((5_000, 2), (6_000, 6), (7_000, 6), (8_000, 6), (9_000, 6))
DAYS = 104
"""Three payment days, each moved by holidays or not, and never a fourth."""


@pytest.fixture
def demonstration(
    fabric_programs: Programs, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[Path]:
    """The data directory of a network on which events count at their own time."""
    data = tmp_path / "network"
    try:
        assert cli.main(["up", "--demonstration", "--data", str(data)]) == 0
        assert "channel loan is a demonstration" in capsys.readouterr().out
        yield data
    finally:
        assert cli.main(["destroy", "--yes", "--data", str(data)]) == 0


def applications(folder: Path) -> Path:
    """Small, short loans to people whom every oracle passes."""
    rows = [
        {"id": number, "amount": amount, "months": months, "rate_percent": 4.35, "income": 20_000,
         "asset": 1_000, "debt": 0, "flagged": 0, "purpose": "hens", "installment": ""}
        for number, (amount, months) in enumerate(LOANS, 900)
    ]  # fmt: skip
    file = folder / "applications.csv"
    lines = [",".join(COLUMNS), *(",".join(str(row[name]) for name in COLUMNS) for row in rows)]
    file.write_text("\n".join(lines) + "\n")
    return file


def everybody() -> dict[str, str]:
    """Who has an account there and its number, as the story makes them."""
    people = ["0", *(str(number) for number, _ in enumerate(LOANS, 900))]
    personal = {made.person_name(person): "name" for person in people}
    personal |= {made.identity_number(person): "identity" for person in people}
    personal |= {made.phone(person): "phone" for person in people}
    kinds = [KINDS[kind].code for kind in (Kind.CURRENT, Kind.BUDGET)]
    return personal | {
        account_number(1, kind, serial): "account" for kind in kinds for serial in range(1, 30)
    }


def test_months_of_loans_lives_are_told_on_a_network_for_demonstrations(
    demonstration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = told(
        demo(
            tmp_path, "--ledger", "fabric", "--profile", str(demonstration / "profiles" / "B.json"),
            "--applications", str(applications(tmp_path)), "--days", str(DAYS),
        )
    )  # fmt: skip
    assert (story["good"], story["verified"], story["missing"]) == (True, True, [])
    assert (story["serviced"], story["days"]) == (len(LOANS), DAYS)
    assert (story["conservation_difference_fen"], story["reconciled"]) == (0, True)
    # The one that is not paid ran two months: the department has paid its interest to the bank.
    assert (story["arrears"], story["arrears_fen"], story["expired"]) == (1, 5_000_00, 1)
    assert (story["challenges"], story["challenges_upheld"]) == (1, 1)
    assert 0 < story["reversed_fen"] < 9_000_00
    # Two customers pay by hand, one is collected from, three months long; all of them get interest back.
    assert story["repayments"] == 2 * 3
    assert story["collections"] >= 3
    assert story["refunds"] >= 3
    assert "note" not in story
    assert told_of(demonstration.rglob("blockfile_*"), everybody()) == []
    assert cli.main(["status", "--json", "--data", str(demonstration)]) == 0
    status = json.loads(capsys.readouterr().out)
    assert [channel["demonstration"] for channel in status["channels"]] == [True]
