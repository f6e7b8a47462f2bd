"""``loc-desktop paper``: saved, numbered, checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from loc_desktop.cli import main
from loc_desktop.cli.paper.check import run as check
from loc_desktop.cli.paper.save import run as save
from loc_desktop.cli.paper.statement import run as statement
from tests.desk.life_scene import Life
from tests.support.workplace import PASSPHRASE

Said = pytest.CaptureFixture[str]


def test_a_note_is_saved_and_its_code_checked(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = Life(tmp_path / "home")
    (loan,) = life.loans((20_000, 12))
    bank = life.desk("B").identity.id
    account = life.desk("B").branch.accounts()[0][0].number
    life.workplace.close()
    monkeypatch.setenv("LOC_HOME", str(tmp_path / "home"))
    keys = tmp_path / "passphrase"
    keys.write_text(PASSPHRASE + "\n", "utf-8")
    by = ["--identity", bank, "--keys-passphrase-file", str(keys)]
    file = tmp_path / "note.pdf"
    for copy in range(2):
        assert main(["--lang", "zh", "paper", "save", "note", loan, "--output", str(file), *by]) == 0
        text = "".join(PdfReader(file).pages[0].extract_text().split())
        assert "借款借据" in text
        assert ("补打1" in text) == bool(copy)
        number = capsys.readouterr().out.partition(" ")[0]
        assert number in text
    code = text[text.index("LOC1:") :].partition(number + "·补打")[0]
    assert main(["--lang", "en", "paper", "check", code, *by]) == 0
    assert "It agrees with the ledger" in capsys.readouterr().out
    assert main(["paper", "check", f"{code[:-4]}0000", "--json", *by]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["verdict"], told["kind"], told["number"], told["event"]) == ("differs", "note", number, loan)
    assert main(["paper", "check", "nothing", *by]) == 1
    assert "not the code of a paper" in capsys.readouterr().err
    out = tmp_path / "statement.pdf"
    days = ["--from", "2026-01-01", "--to", "2027-12-31"]
    assert main(["paper", "statement", account, *days, "--output", str(out), *by]) == 0
    assert "Account statement" in PdfReader(out).pages[0].extract_text()
    assert main(["paper", "save", "audit", "0" * 32, "--output", str(out), *by]) == 1
    assert capsys.readouterr().err
    assert all(map(callable, (save, statement, check)))
