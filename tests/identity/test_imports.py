"""The room is light to import: the first window must not wait for a keyring."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"keyring", "keyrings", "joserfc", "sqlalchemy", "cryptography", "secretstorage", "PySide6", "grpc"}


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("loc_desktop.identity", set[str]()),
        ("loc_desktop.identity.errors", set[str]()),
        ("loc_desktop.contract.certificate", {"cryptography"}),
    ],
)
def test_importing_loads_only_what_is_needed_at_once(module: str, allowed: set[str]) -> None:
    program = f"import {module}, sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert HEAVY & set(result.stdout.split()) <= allowed


def test_listing_identities_needs_no_keyring(tmp_path: object) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from loc_desktop.identity import Keystore\n"
        "store = None\n"
        "print(Keystore(Path(sys.argv[1]), store).list(), 'keyring' in sys.modules)"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "() False"
