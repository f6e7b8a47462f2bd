"""What is installed: locked versions, and Debian packages only when somebody said so."""

from __future__ import annotations

import importlib.metadata
import os
import pty
import re
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = [ROOT / "packaging" / name for name in ("requirements.txt", "requirements-dev.txt")]


def locked(file: Path) -> dict[str, Requirement]:
    lines = [Requirement(line) for line in file.read_text().splitlines() if line]
    return {
        canonicalize_name(requirement.name): requirement
        for requirement in lines
        if requirement.marker is None or requirement.marker.evaluate()
    }


def test_the_lock_has_no_registry_and_no_hash_and_one_version_each() -> None:
    for file in LOCKS:
        text = file.read_text()
        assert not re.search(r"https?:|sha256|--|@|\.org|\.com", text)
        assert all(re.match(r"[a-z0-9-]+==[^ ]+( ; .+)?$", line) for line in text.splitlines())


def test_the_lock_fits_what_the_project_asks_for_and_is_what_is_installed() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())
    program, tests = map(locked, LOCKS)
    for asked, pins in (
        (told["project"]["dependencies"], program),
        (told["dependency-groups"]["dev"], tests),
    ):
        for text in asked:
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate():
                (pin,) = pins[canonicalize_name(requirement.name)].specifier
                assert requirement.specifier.contains(pin.version, prereleases=True), text
    for name, requirement in {**program, **tests}.items():
        assert importlib.metadata.version(name) in requirement.specifier, f"{name}: run packaging/setup.sh"


def test_libraries_whose_internals_are_used_have_a_ceiling() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())
    bounded = {
        requirement.name
        for requirement in map(Requirement, told["project"]["dependencies"])
        if "<" in str(requirement.specifier)
    }
    assert bounded >= {
        "PySide6-Essentials", "keyring", "keyrings.cryptfile", "joserfc", "fabric-sdk-py",
        "fabric-chaincode-python", "hyperledger-fabric-protos",
    }  # fmt: skip


@pytest.fixture
def machine(tmp_path: Path) -> Mapping[str, str]:
    """A Debian without any of the packages, and without the Python that is asked for: set-up ends there."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, does in (
        ("dpkg-query", "exit 1"),
        ("apt-get", f'echo "$@" >> {tmp_path}/installed'),
        ("sudo", 'while [ "${1#-}" != "$1" ]; do shift; done; exec "$@"'),
    ):
        (programs / name).write_text(f"#!/bin/sh\n{does}\n")
        (programs / name).chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "YES")}
    path = f"{programs}:{os.environ['PATH']}"
    return {**kept, "PATH": path, "LOC_PYTHON": "no-such-python", "LOC_VENV": str(tmp_path / "venv")}


def set_up(machine: Mapping[str, str], answer: str | None = None, **more: str) -> tuple[bool, str]:
    """Whether packages were installed, and what was said. ``answer`` is typed at a terminal."""
    command = [str(ROOT / "packaging" / "setup.sh")]
    environment = {**machine, **more}
    if answer is None:
        ran = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60
        )
        said = ran.stderr
    else:
        ours, theirs = pty.openpty()
        os.write(ours, answer.encode())
        with subprocess.Popen(
            command, env=environment, stdin=theirs, stderr=subprocess.PIPE, text=True
        ) as process:
            said = process.communicate(timeout=60)[1]
        os.close(ours)
        os.close(theirs)
    installed = Path(machine["LOC_VENV"]).with_name("installed")
    return installed.is_file() and "install" in installed.read_text(), said


@pytest.mark.parametrize("agreed", [{"YES": "1"}, {"CI": "true"}], ids=str)
def test_packages_are_installed_when_it_was_said(machine: Mapping[str, str], agreed: dict[str, str]) -> None:
    installed, said = set_up(machine, **agreed)
    assert installed, said


def test_where_nobody_can_be_asked_they_are_named_and_the_rest_goes_on(machine: Mapping[str, str]) -> None:
    installed, said = set_up(machine)
    assert not installed
    assert "apt install python3-venv" in said
    assert "make setup YES=1" in said
    assert "no-such-python) is needed" in said


@pytest.mark.parametrize(("answer", "wanted"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_at_a_terminal_it_asks(machine: Mapping[str, str], answer: str, wanted: bool) -> None:
    installed, said = set_up(machine, answer)
    assert "Install them with apt now? [y/N]" in said
    assert installed == wanted, said
