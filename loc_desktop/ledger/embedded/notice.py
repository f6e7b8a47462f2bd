"""Notice of new blocks: at once within the process, by the operating system's file events between processes.

After each commit the writer notes the new head in a small file beside the ledger. Watching only SQLite's log
would not do: its last change comes before the commit can be seen, so a reader could look too early and never
again. The note is written after its block is safely on the disk, so a ledger that does not hold the noted
block has lost it.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

STEP_MS: Final = 50
"""File events within this time are reported together."""

DEBOUNCE_MS: Final = 200
"""The longest that events are held back while more of them come."""

FALLBACK_SECONDS: Final = 0.3
"""How often to look where the system gives no file events (some network folders, watches used up)."""

_PROOF_SECONDS: Final = 3.0


@dataclass(frozen=True, slots=True)
class Head:
    """A block that the ledger held: the ledger's id, the block's number and hash."""

    ledger: str
    number: int
    hash: str

    def line(self) -> bytes:
        """Of one width, so that a new note covers the old one whole."""
        return f"{self.ledger:32} {self.number:015d} {self.hash:64}\n".encode()


def note_file(ledger: Path) -> Path:
    """The note beside a ledger file."""
    return ledger.with_name(ledger.name + "-notice")


def read_head(ledger: Path) -> Head | None:
    """The note beside a ledger file; None if there is none or it cannot be read."""
    try:
        name, number, hash_ = note_file(ledger).read_bytes()[:256].decode("ascii").split()
        return Head(name, int(number), hash_)
    except (OSError, ValueError):
        return None


class BlockNotice:
    """Counts occasions to look for new blocks. Thread-safe; the thread that watches starts when asked to."""

    def __init__(self, ledger: Path) -> None:
        self._file = note_file(ledger)
        self._log = ledger.name + "-wal"
        self._changed = threading.Condition()
        self._count = 0
        self._seen_by_system = 0
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._watching: bool | None = None

    @property
    def count(self) -> int:
        return self._count

    @property
    def watching(self) -> bool | None:
        """True with file events, False when only looking now and then, None before the first wait."""
        return self._watching

    def tell(self, head: Head) -> None:
        """There is a new block: wake this process's waiters and note it in the file for the others."""
        self._wake()
        self._write(head.line())

    def wait(self, seen: int, timeout: float) -> int:
        """Until the count is beyond ``seen`` or ``timeout`` seconds passed; the count then."""
        if self._watching is False:
            timeout = min(timeout, FALLBACK_SECONDS)
        with self._changed:
            self._changed.wait_for(lambda: self._count > seen, timeout)
            return self._count

    def start(self) -> None:
        """Begin to watch, and make sure that watching works before anyone relies on it.

        The caller looks for new blocks once more afterwards: what came before was not watched.
        """
        with self._changed:
            if self._thread is not None:
                return
            self._thread = threading.Thread(target=self._watch, name="ledger-notice", daemon=True)
            self._thread.start()
        end = time.monotonic() + _PROOF_SECONDS
        while time.monotonic() < end and self._watching is None and not self._stop.is_set():
            if not self._write(b""):
                break
            with self._changed:
                self._changed.wait_for(lambda: self._seen_by_system > 0 or self._watching is False, 0.1)
                if self._seen_by_system:
                    self._watching = True
        if self._watching is None:
            self._watching = False

    def stop(self) -> None:
        self._stop.set()
        self._wake()
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def _watch(self) -> None:
        try:
            # Loaded here because it is not needed to open a window.
            from watchfiles import watch

            changes = watch(
                self._file.parent,
                watch_filter=lambda _, path: Path(path).name in (self._file.name, self._log),
                debounce=DEBOUNCE_MS,
                step=STEP_MS,
                stop_event=self._stop,
                yield_on_timeout=True,
                recursive=False,
            )
            for change in changes:
                if change:
                    self._seen_by_system += 1
                # A timeout, every few seconds, wakes too: a writer may have died between commit and touch.
                self._wake()
        except (ImportError, OSError, RuntimeError):
            with self._changed:
                self._watching = False
                self._changed.notify_all()

    def _wake(self) -> None:
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    def _write(self, line: bytes) -> bool:
        """Write the note, or without one only make the system report a change. False if that may not be."""
        # Opened and closed each time: Windows reports a change only when the file is closed.
        with suppress(OSError):
            descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                if not line:
                    # The first byte again: it is the same in every note of this ledger.
                    line = os.read(descriptor, 1) or b" "
                    os.lseek(descriptor, 0, os.SEEK_SET)
                os.write(descriptor, line)
            finally:
                os.close(descriptor)
            return True
        return False
