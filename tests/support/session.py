"""The desktop session that ``session.sh`` has made around the tests, seen from inside."""

from __future__ import annotations

import os
import subprocess

PASSWORD = b"a test session"
"""What the session's login keyring is locked with; the same as in ``session.sh``."""

OUTSIDE = (
    "needs the tests' own desktop session: run `make test`, or `tests/support/session.sh .venv/bin/pytest …` "
    "(never the keyring of the person who runs the tests)"
)
NO_SERVICE = "needs dbus-run-session and gnome-keyring-daemon: Debian packages dbus, gnome-keyring"


def why_no_keyring() -> str:
    """Why there is no Secret Service for the tests; empty where there is one."""
    if "LOC_TEST_SESSION" not in os.environ:
        return OUTSIDE
    from loc_desktop.identity.backend import open_system_store
    from loc_desktop.identity.errors import KeyringProblem

    try:
        open_system_store(prompt_seconds=0).get("probe", "none")
    except KeyringProblem:
        return NO_SERVICE
    return ""


def revive_keyring() -> None:
    """Start the session's keyring service again if it has died: gnome-keyring-daemon 42.1 does, now and then,
    under load, and one that the bus starts by itself knows no default collection and dies at the first use.
    """
    from loc_desktop.identity.backend import open_system_store
    from loc_desktop.identity.errors import KeyringProblem

    try:
        open_system_store(prompt_seconds=0).get("probe", "none")
    except KeyringProblem:
        daemon = ["gnome-keyring-daemon", "--replace", "--unlock", "--components=secrets"]
        subprocess.run(
            daemon, input=PASSWORD, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
        )


def lock_keyring() -> None:
    """Lock the session's keyring as the person, the screen saver or a time-out would."""
    from contextlib import closing

    import secretstorage

    with closing(secretstorage.dbus_init()) as connection:
        secretstorage.get_default_collection(connection).lock()


def unlock_keyring() -> None:
    """Unlock it again with its password, by the interface that a login uses."""
    from contextlib import closing

    import secretstorage
    from secretstorage.defines import SS_PATH
    from secretstorage.dhcrypto import Session
    from secretstorage.util import DBusAddressWrapper, format_secret, open_session

    with closing(secretstorage.dbus_init()) as connection:
        collection = secretstorage.get_default_collection(connection)
        session: Session = open_session(connection)
        login = DBusAddressWrapper(
            SS_PATH, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", connection
        )
        secret = format_secret(session, PASSWORD, "text/plain")
        login.call("UnlockWithMasterPassword", "o(oayays)", collection.collection_path, secret)
        assert not collection.is_locked()
