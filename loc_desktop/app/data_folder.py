"""A data folder: its files, settings and secret of ids. Files are readable by their owner only."""

from __future__ import annotations

import hmac
import secrets
import threading
from pathlib import Path

from loc_desktop.app.settings import Settings

EMBEDDED_FILE = "ledger.sqlite"
OUTBOX_FILE = "outbox.sqlite"
REFERENCE_FILE = "reference.key"


class DataFolder:
    """The files of one data folder. Nothing is opened or made before it is needed. Thread-safe."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.settings = Settings(home)
        self.joining = threading.Lock()
        """One joining of a network at a time."""
        self._lock = threading.Lock()

    def reference(self, text: str) -> str:
        """32 hex characters that stand for ``text``, always the same in this folder: HMAC-SHA-256 with a key
        of its own. For ids of events that must run once: nobody else can foresee them."""
        from loc_desktop.identity.files import write_private

        file = self.home / REFERENCE_FILE
        with self._lock:
            if not file.exists():
                self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_private(file, secrets.token_bytes(32))
            key = file.read_bytes()
        return hmac.digest(key, text.encode(), "sha256").hex()[:32]
