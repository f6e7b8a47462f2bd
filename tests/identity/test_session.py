"""The tests' own keyring service comes back after its death, with what it held."""

from __future__ import annotations

import subprocess

import pytest

from loc_desktop.identity.backend import open_system_store
from loc_desktop.identity.errors import KeyringProblem
from tests.support import session


@pytest.mark.keyring
def test_a_keyring_service_that_died_is_started_again(secret_service: None) -> None:
    store = open_system_store(prompt_seconds=0)
    store.set("of the session", "part", "kept")
    completed = subprocess.run(
        ["dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/",
         "org.freedesktop.DBus.GetConnectionUnixProcessID", "string:org.freedesktop.secrets"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    subprocess.run(["kill", "-KILL", completed.stdout.split()[-1]], check=True)
    session.revive_keyring()
    try:
        assert open_system_store(prompt_seconds=0).get("of the session", "part") == "kept"
    except KeyringProblem as problem:
        pytest.fail(f"the keyring service did not come back: {problem}")
    store.delete("of the session", "part")
