"""``loc-desktop data backup`` and ``restore-all``: onto an empty computer, which verifies and reconciles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loc_desktop.cli import main
from loc_desktop.desk.workplace import Workplace
from tests.support.workplace import PASSPHRASE as KEYS

PASSPHRASE = "tea garden 1958"


def written(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text + "\n")
    return str(folder / name)


def test_everything_goes_out_and_comes_back(
    workplace: Workplace, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = workplace.desk_of("B").identity
    workplace.close()
    file, new = str(tmp_path / "all.loc-data"), str(tmp_path / "new")
    secrets = (
        "--passphrase-file", written(tmp_path, "passphrase", PASSPHRASE),
        "--keys-passphrase-file", written(tmp_path, "keys", KEYS),
    )  # fmt: skip
    assert main(["data", "backup", file, *secrets, "--home", str(workplace.home)]) == 0
    assert f"Everything is backed up in {file}" in capsys.readouterr().out
    assert main(["data", "backup", file, *secrets, "--home", str(workplace.home)]) == 1
    assert main(["data", "restore-all", file, *secrets, "--home", str(workplace.home)]) == 1
    assert "is not empty" in capsys.readouterr().err
    assert main(["data", "restore-all", file, *secrets, "--home", new, "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "5 个身份及其数据已恢复" in said
    assert "与写入时一致" in said
    assert f"{bank.organisation} 的账簿与账本一致，差额 0.00 元。" in said
    assert main(["ledger", "verify", "--json", "--home", new]) == 0
    assert json.loads(capsys.readouterr().out)["good"]
    passphrase = ("--passphrase-file", secrets[3])
    assert main(["reconcile", "--json", *passphrase, "--home", new]) == 0
    assert json.loads(capsys.readouterr().out)["difference_fen"] == 0
    wrong = ("--passphrase-file", written(tmp_path, "wrong", "another one 1958"), *secrets[2:])
    assert main(["data", "restore-all", file, *wrong, "--home", str(tmp_path / "third")]) == 1
    assert "does not open this backup" in capsys.readouterr().err
