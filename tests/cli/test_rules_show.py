"""``loc-desktop rules show``: the versions on a ledger, and a document that can be changed and proposed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loc_desktop.cli import main
from loc_desktop.contract.rulebook.document import shipped, shipped_document
from tests.ledger.support import authority


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    from loc_desktop.ledger.embedded.ledger import EmbeddedLedger

    path = tmp_path / "ledger.sqlite"
    EmbeddedLedger.create(path, {"channel": "loan"}, [authority().root_pem]).close()
    return str(path)


def test_versions_are_listed_with_their_day(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", ledger]) == 0
    day, digest, state = capsys.readouterr().out.strip().split("  ")
    assert (len(day), digest, state) == (10, shipped().digest, "in force")


def test_a_document_is_shown_as_json(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", ledger, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["digest"], told["rules"], told["past"]) == (shipped().digest, shipped_document(), [])
    assert main(["rules", "show", ledger, "--digest", shipped().digest]) == 0
    assert json.loads(capsys.readouterr().out) == shipped_document()


def test_a_digest_that_is_none_is_a_known_error(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", ledger, "--digest", "0" * 64]) == 1
    assert "The ledger has no rules" in capsys.readouterr().err
