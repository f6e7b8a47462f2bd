"""Both places where keys are kept, and a private message bus that a test may break."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import session

if TYPE_CHECKING:
    from loc_desktop.identity import Keystore


@pytest.fixture(params=["system", "file"])
def any_keystore(request: pytest.FixtureRequest) -> Keystore:
    """A key store on the real Secret Service, then one on the encrypted file."""
    name = "keystore" if request.param == "system" else "file_keystore"
    keystore: Keystore = request.getfixturevalue(name)
    return keystore


@dataclass
class Desktop:
    """A message bus and a keyring daemon of a test's own.

    The keyring's files outlive them, as they should.
    """

    folder: Path
    screen: str = ""
    bus: subprocess.Popen[bytes] | None = None
    keyring: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"unix:path={self.folder}/bus"

    def start(self, unlock: bool = True) -> None:
        """Start both; the keyring is unlocked when this returns, or locked without ``unlock``."""
        environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if name not in {"DISPLAY", "WAYLAND_DISPLAY"}
            },
            "HOME": str(self.folder),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "DBUS_SESSION_BUS_ADDRESS": self.address,
        }
        if self.screen:
            environment["DISPLAY"] = self.screen
        (self.folder / "run").mkdir(mode=0o700, exist_ok=True)
        (self.folder / "bus").unlink(missing_ok=True)
        self.bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address", "--address", self.address],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self.bus.stdout is not None
        self.bus.stdout.readline()  # the address is printed when the bus takes clients
        self.keyring = subprocess.Popen(
            [
                "gnome-keyring-daemon",
                "--foreground",
                *(["--unlock"] if unlock else []),
                "--components=secrets",
            ],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self.keyring.stdin is not None
        assert self.keyring.stdout is not None
        self.keyring.stdin.write(session.PASSWORD)
        self.keyring.stdin.close()
        self.keyring.stdout.readline()  # the control socket's name, printed when the daemon is ready

    def kill(self) -> None:
        """Both die at once, as with the power or a crash of the session."""
        for process in (self.keyring, self.bus):
            if process is not None:
                process.send_signal(signal.SIGKILL)
                process.wait()
                if process.stdout is not None:
                    process.stdout.close()
        self.keyring = self.bus = None


@pytest.fixture
def desktop(tmp_path: Path, secret_service: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """A started desktop of the test's own, to which this process's keyring calls go."""
    folder = tmp_path / "desktop"
    folder.mkdir()
    made = Desktop(folder)
    made.start()
    with monkeypatch.context() as patch:
        patch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
        yield made
    made.kill()
    shutil.rmtree(folder, ignore_errors=True)
