"""The application's assembly: data folder, identities, ledger, index, outbox, offices. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from loc_desktop.desk.desk import Desk
from loc_desktop.desk.model import (
    Cancelled,
    Change,
    IdentityInfo,
    LedgerStatus,
    Progress,
    never_cancelled,
    no_progress,
)


class Workplace:
    """One person's LoC on one computer. Thread-safe; methods block (call them off the GUI thread) unless said.

    ``home`` is the data folder (default: :func:`loc_desktop.paths.data_dir`). Opening does not touch the
    keyring or the ledger: both are opened when first needed.
    """

    def __init__(self, home: Path | None = None) -> None:
        raise NotImplementedError

    @property
    def home(self) -> Path:
        raise NotImplementedError

    @property
    def ready(self) -> bool:
        """False at first start: neither "Try it on this computer" nor "Join a network" was done. Fast."""
        raise NotImplementedError

    def identities(self) -> tuple[IdentityInfo, ...]:
        """The identities on this computer, in role order C, B, CAD, FD, R. Fast (one small file)."""
        raise NotImplementedError

    def desk(self, identity: str = "") -> Desk:
        """The desk of one identity (id; "" = the one used last). Cached. Fast: opens nothing yet.

        Raises KnownError ``workplace.no_identity``.
        """
        raise NotImplementedError

    def try_here(self, progress: Progress = no_progress) -> None:
        """ "Try it on this computer": the embedded ledger, a local membership authority, five identities, digital
        funds for bank and finance department, default terms and empty registers.

        Raises KnownError (``keyring.*``; ``workplace.exists``). A set-up that was interrupted is completed when
        called again.
        """
        raise NotImplementedError

    def use_passphrase(self, passphrase: str) -> None:
        """Keep keys in the encrypted file instead of the system's keyring (where there is none), or open it.

        Raises KnownError ``keyring.wrong_passphrase``.
        """
        raise NotImplementedError

    def status(self) -> LedgerStatus:
        """The status line: in step or how far behind, outbox."""
        raise NotImplementedError

    def catch_up(self, progress: Progress = no_progress, cancelled: Cancelled = never_cancelled) -> int:
        """Bring the index up to the ledger's height; returns the height."""
        raise NotImplementedError

    def follow(self, changed: Callable[[Change], None], stopped: Cancelled) -> None:
        """Feed the index with new blocks until ``stopped()``; ``changed`` is called after each block, on this
        thread. To be run in a thread of its own."""
        raise NotImplementedError

    def settings(self) -> Mapping[str, str]:
        """All settings (language, text_size, last_identity …). Fast."""
        raise NotImplementedError

    def set(self, name: str, value: str) -> None:
        """Keep one setting, at once and atomically."""
        raise NotImplementedError

    def close(self) -> None:
        """Close ledger, index and offices."""
        raise NotImplementedError
