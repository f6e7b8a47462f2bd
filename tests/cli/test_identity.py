"""``loc-desktop identity``: export, import and change-pin, with secrets from files and from a terminal."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from loc_desktop.cli import USAGE, main
from loc_desktop.desk.workplace import Workplace
from loc_desktop.identity.backups.backup import open_backup
from tests.desk.signing.colleagues import colleague
from tests.support.workplace import PASSPHRASE as KEYS

PASSPHRASE = "tea garden 1958"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(workplace: Workplace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the workplace's folder; its exit code and all it said."""
    keys = tmp_path / "keys.txt"
    keys.write_text(KEYS)
    workplace.close()

    def command(*arguments: str) -> tuple[int, str]:
        common = ("--home", str(workplace.home), "--keys-passphrase-file", str(keys))
        try:
            code = main(["identity", *arguments, *common])
        except SystemExit as left:
            code = int(left.code or 0)
        told = capsys.readouterr()
        return code, told.out + told.err

    return command


def written(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text + "\n")
    return str(folder / name)


def test_an_identity_goes_out_and_comes_back(run: Run, workplace: Workplace, tmp_path: Path) -> None:
    bank = workplace.desk_of("B").identity
    file, passphrase = str(tmp_path / "bank.loc-identity"), written(tmp_path, "passphrase", PASSPHRASE)
    code, said = run("export", file, "--identity", bank.name, "--passphrase-file", passphrase)
    assert (code, bank.name in said) == (0, True)
    assert open_backup(Path(file), PASSPHRASE).identity.key == bank.key
    code, said = run("export", file, "--identity", bank.id, "--passphrase-file", passphrase)
    assert (code, "already" in said) == (1, True)
    code, said = run("import", file, "--passphrase-file", passphrase)
    assert (code, "is already on this computer" in said) == (1, True)
    workplace.connections.keystore().delete(workplace.connections.identity(bank.id))
    workplace.close()
    code, said = run("import", file, "--passphrase-file", written(tmp_path, "wrong", "another one 1958"))
    assert (code, "does not open this backup" in said) == (1, True)
    code, said = run("import", file, "--passphrase-file", passphrase)
    assert (code, said) == (0, f"{bank.name} (B, {bank.id}) is restored.\n")
    assert workplace.desk_of("B").identity.key == bank.key


def test_a_weak_passphrase_and_an_unknown_name_are_refused(
    run: Run, workplace: Workplace, tmp_path: Path
) -> None:
    bank = workplace.desk_of("B").identity
    file = tmp_path / "bank.loc-identity"
    weak = written(tmp_path, "weak", "12345678")
    code, said = run("export", str(file), "--identity", bank.id, "--passphrase-file", weak)
    assert (code, "too easy to guess" in said) == (1, True)
    code, said = run("export", str(file), "--identity", "nobody", "--passphrase-file", weak)
    assert (code, bank.id in said) == (1, True)
    code, said = run("export", str(file), "--identity", bank.id, "--passphrase-file", str(tmp_path / "none"))
    assert (code, "The file none cannot be read" in said) == (1, True)
    assert not file.exists()


def test_without_a_terminal_and_a_file_it_asks_nobody(
    run: Run, workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    bank = workplace.desk_of("B").identity
    code, said = run("export", str(tmp_path / "bank.loc-identity"), "--identity", bank.id)
    assert (code, "give --passphrase-file" in said) == (USAGE, True)


def test_a_pin_is_changed_by_typing(run: Run, workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    applicants = workplace.desk_of("C").applications.applicants
    customer = applicants.add("陈秀英", "11010519491231002X", "493817")
    workplace.close()
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)

    def typing(*lines: str) -> tuple[int, str]:
        waiting = iter(lines)
        monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(waiting))
        return run("change-pin", "--identity", customer.identity)

    code, said = typing("493818", "275318", "275318")
    assert (code, "not the PIN" in said) == (1, True)
    code, said = typing("493817", "275318", "275319")
    assert (code, "not the same" in said) == (1, True)
    assert typing("493817", "275318", "275318") == (0, "The PIN of 陈秀英 is changed.\n")
    connections = workplace.connections
    workplace.use_passphrase(KEYS)
    assert connections.signer(connections.identity(customer.identity), "275318").key == customer.key


def test_a_backup_of_two_officers_goes_out_and_comes_back(
    run: Run, workplace: Workplace, tmp_path: Path
) -> None:
    bank = workplace.desk_of("B").identity
    files = str(tmp_path / "one"), str(tmp_path / "two")
    first = written(tmp_path, "first", PASSPHRASE)
    second = written(tmp_path, "second", "rice terrace 1962")
    secrets = ("--passphrase-file", first, "--second-passphrase-file", second)
    code, said = run("export", files[0], "--second", files[1], "--identity", bank.id, *secrets)
    assert (code, said) == (0, f"{bank.name} (B) is backed up in {files[0]} and {files[1]}; it takes both.\n")
    workplace.connections.keystore().delete(workplace.connections.identity(bank.id))
    workplace.close()
    code, said = run("import", files[0], "--passphrase-file", first)
    assert (code, "is not a backup" in said) == (1, True)
    code, said = run("import", files[1], "--second", files[0], *secrets)
    assert (code, "does not open two" in said) == (1, True)
    turned = ("--passphrase-file", second, "--second-passphrase-file", first)
    code, said = run("import", files[1], "--second", files[0], *turned)
    assert (code, said) == (0, f"{bank.name} (B, {bank.id}) is restored.\n")
    assert workplace.desk_of("B").identity.key == bank.key


def test_a_certificate_is_renewed_and_the_passphrase_of_the_keys_changed(
    run: Run, workplace: Workplace, tmp_path: Path
) -> None:
    bank = workplace.desk_of("B").identity
    workplace.close()
    told = f"The certificate of {bank.name} is valid for 365 days.\n"
    assert run("renew", "--identity", bank.id) == (0, told)
    new = written(tmp_path, "new", "rice terrace 1962")
    weak = run("change-passphrase", "--new-passphrase-file", written(tmp_path, "weak", "12345678"))
    assert (weak[0], "too easy" in weak[1]) == (1, True)
    assert run("change-passphrase", "--new-passphrase-file", new) == (0, "The passphrase is changed.\n")
    code, said = run("renew", "--identity", bank.id)
    assert (code, "does not open the keyring file" in said) == (1, True)


def test_an_institution_says_which_divisions_it_serves(run: Run, workplace: Workplace) -> None:
    officer = workplace.desk_of("CAD").identity
    assert run("areas", "--identity", officer.id) == (0, "350802 新罗区\n")
    two = ("--area", "350802 新罗区", "--area", "350802103 小池镇")
    assert run("areas", "--identity", officer.id, *two) == (0, "350802 新罗区\n350802103 小池镇\n")
    code, said = run("areas", "--identity", officer.id, "--area", "35080 新罗区")
    assert (code, "no code of an administrative division" in said) == (1, True)
    assert run("areas", "--identity", officer.id, "--none")[0] == 0
    assert run("areas", "--identity", officer.id)[1] == "It does not say which divisions it serves.\n"


def test_a_substitute_is_named_and_ended_in_the_terminal(run: Run, workplace: Workplace) -> None:
    officer = workplace.desk_of("CAD").identity
    other = colleague(workplace, "CAD")
    workplace.close()
    code, said = run("substitute", "--identity", officer.id, "--name", other.key[:8])
    assert (code, "to stand in for me" in said, "→" in said) == (0, True, True)
    code, said = run("substitute", "--identity", officer.id, "--end")
    assert (code, "→" in said) == (0, False)
    code, said = run("substitute", "--identity", officer.id, "--end")
    assert (code, "no substitution that you could end" in said) == (1, True)
