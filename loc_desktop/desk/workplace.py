"""The application's assembly: data folder, identities, ledger, index, outbox, offices. No Qt."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop.app import log
from loc_desktop.app.business_clock import BusinessClock
from loc_desktop.app.connections import Connections
from loc_desktop.app.identity_info import info
from loc_desktop.app.known_ledgers import DONE, LedgerInfo, is_demonstration, usable
from loc_desktop.app.values import IdentityInfo, LedgerStatus
from loc_desktop.clock import now
from loc_desktop.data_file import FilesError
from loc_desktop.desk.desk import Desk
from loc_desktop.desk.values.work import Cancelled, Change, Progress, never_cancelled, no_progress
from loc_desktop.errors import KnownError
from loc_desktop.paths import data_dir
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.app.asides import Asides
    from loc_desktop.app.file_deeds import FileDeeds
    from loc_desktop.app.folder_backup import FolderBackup
    from loc_desktop.desk.join.folder_file import FolderRestored
    from loc_desktop.desk.join.steps import Joining, JoinRequest
    from loc_desktop.desk.values.applicants import ImportRow, RegisterWriter
    from loc_desktop.desk.values.grant import AutomationReport
    from loc_desktop.identity.model import Identity


class Workplace:
    """One person's LoC on one computer. Thread-safe. Methods block (call them off the GUI thread) but for
    those that say they are fast.

    ``home`` is the data folder (default: :func:`loc_desktop.paths.data_dir`). Opening does not touch the
    keyring or the ledger: both are opened when first needed.
    """

    def __init__(self, home: Path | None = None, clock: Callable[[], str] = now) -> None:
        folder = home or data_dir()
        self._clock = BusinessClock(folder, clock)
        self.connections = Connections(folder, self._now, clock)
        self.connections.after_request = self._decide
        self._lock = threading.Lock()
        self._desks: dict[str, Desk] = {}
        self._turn = 0
        """Counted up whenever another ledger, or another connection to it, is to be followed."""
        self._unkept: KnownError | None = None
        self._unkept_told = False

    def _now(self) -> str:
        """The sample's day of business where the sample is in use; elsewhere this second."""
        return self._clock() if self._clock.ahead and self.can_walk else self._clock.real()

    @property
    def home(self) -> Path:
        return self.connections.home

    @property
    def files(self) -> FileDeeds:
        """What can be done about files of the data folder that are missing."""
        from loc_desktop.app.file_deeds import FileDeeds

        return FileDeeds(self.connections)

    def learn_names(self) -> None:
        """Open the keyring, so that :meth:`identities` knows persons by name. Raises KnownError
        ``keyring.*``."""
        self.connections.data_key()

    @property
    def asides(self) -> Asides:
        """Trouble with files of this computer that came after a commit, to be told beside the outcome."""
        return self.connections.asides

    # ------------------------------------------------------------------ first start

    @property
    def ready(self) -> bool:
        """False at first start: neither "Try it on this computer" nor "Join a network" was done. Fast."""
        return any(entry.get("setup") == DONE for entry in self.connections.settings.ledgers().values())

    @property
    def needs_passphrase(self) -> bool:
        """The keys are in an encrypted keyring file that is not opened yet. Fast."""
        return self.connections.needs_passphrase

    def use_passphrase(self, passphrase: str) -> None:
        """Keep keys in the encrypted file instead of the system's keyring (where there is none), or open it.

        Raises KnownError ``keyring.wrong_passphrase``, ``passphrase.too_short`` or ``_simple`` and those of
        the file.
        """
        self.connections.use_passphrase(passphrase)

    def try_here(self, progress: Progress = no_progress) -> None:
        """The embedded ledger of "Try it on this computer", a local membership authority, five identities,
        digital funds for bank and finance department, default terms and registers.

        Raises KnownError (``keyring.*``; ``workplace.exists``). A set-up that was interrupted is completed
        when it is called again.
        """
        for entry in self.connections.settings.ledgers().values():
            if entry["kind"] == "embedded" and entry.get("setup") == DONE:
                raise desk_error("workplace.exists")
        from loc_desktop.desk.join import this_computer as setup

        setup.try_here(self.connections, progress)
        self._choose(self.connections.identity(self.settings()["last_identity"]).ledger)

    # ------------------------------------------------------------------ networks

    def join(self, asked: JoinRequest, progress: Progress = no_progress) -> IdentityInfo:
        """Join a network: key in the keyring, certificate from the organisation's authority, member record on
        the channel. The channel is then in use, as the new identity. One that was interrupted goes on when it
        is asked for again. ``progress`` counts :data:`loc_desktop.desk.join.steps.STEPS`.

        Raises KnownError: see :func:`loc_desktop.desk.join.network.join`.
        """
        from loc_desktop.desk.join import network

        joined = network.join(self.connections, asked, progress)
        self._choose(joined.ledger)
        return info(self.connections, joined)

    def unfinished(self) -> tuple[Joining, ...]:
        """Joinings that were interrupted. Fast."""
        if not self.connections.settings.joining():
            return ()
        from loc_desktop.desk.join import network

        return network.unfinished(self.connections)

    def abandon(self, joining: Joining) -> None:
        """Forget an interrupted joining and its key. Raises KnownError ``keyring.*``."""
        from loc_desktop.desk.join import network

        network.abandon(self.connections, joining)

    def renew(self, identity: str = "", pin: str | None = None) -> IdentityInfo:
        """A new certificate for the same key and digital account ("" = the identity in use).

        Raises KnownError: see :func:`loc_desktop.desk.join.membership.renew`.
        """
        from loc_desktop.desk.join import membership

        renewed = membership.renew(self.connections, self._identity(identity), pin)
        self._turn += 1
        return info(self.connections, renewed)

    def back_up(
        self, identity: str, file: str, passphrase: str, again: str, *, customers: bool = False
    ) -> Path:
        """Write an identity with its keys to a new encrypted file, a counter's with its ``customers``.

        Raises KnownError: see :func:`loc_desktop.desk.join.identity_file.back_up`.
        """
        from loc_desktop.desk.join import identity_file

        return identity_file.back_up(self.connections, identity, file, passphrase, again, customers=customers)

    def back_up_halves(self, identity: str, values: Mapping[str, str]) -> tuple[Path, Path]:
        """Write an identity for two officers, both of whom are needed to restore it.

        Raises KnownError: see :func:`loc_desktop.desk.join.identity_file.back_up_halves`.
        """
        from loc_desktop.desk.join import identity_file

        return identity_file.back_up_halves(self.connections, identity, values)

    def restore_halves(self, values: Mapping[str, str]) -> IdentityInfo:
        """Put an identity onto this computer from the files of both officers.

        Raises KnownError: see :func:`loc_desktop.desk.join.identity_file.restore_halves`.
        """
        from loc_desktop.desk.join import identity_file

        return info(self.connections, identity_file.restore_halves(self.connections, values))

    def restore(self, file: str, passphrase: str) -> IdentityInfo:
        """Put the identity of a backup file onto this computer.

        Raises KnownError: see :func:`loc_desktop.desk.join.identity_file.restore`.
        """
        from loc_desktop.desk.join import identity_file

        return info(self.connections, identity_file.restore(self.connections, file, passphrase))

    def back_up_all(
        self,
        file: str,
        passphrase: str,
        again: str,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> FolderBackup:
        """Write the whole data folder with its keys to a new encrypted file; ``progress`` counts bytes.

        Raises KnownError: see :func:`loc_desktop.desk.join.folder_file.back_up_all`.
        """
        from loc_desktop.desk.join import folder_file

        return folder_file.back_up_all(self.connections, file, passphrase, again, progress, cancelled)

    def restore_all(
        self,
        file: str,
        passphrase: str,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> FolderRestored:
        """Put a whole data folder back onto this computer, which must have none; ``progress`` counts bytes,
        then the ledger's blocks.

        Raises KnownError: see :func:`loc_desktop.desk.join.folder_file.restore_all`.
        """
        from loc_desktop.desk.join import folder_file

        with self._lock:
            self._desks.clear()
        try:
            return folder_file.restore_all(self.connections, file, passphrase, progress, cancelled)
        finally:
            self._clock.read_again()

    def change_pin(self, identity: str, old: str, pin: str, again: str) -> None:
        """Another PIN for an identity's key.

        Raises KnownError: see :func:`loc_desktop.desk.join.identity_file.change_pin`.
        """
        from loc_desktop.desk.join import identity_file

        identity_file.change_pin(self.connections, identity, old, pin, again)

    @property
    def keys_in_file(self) -> bool:
        """The keys are in an encrypted file with a passphrase. Fast."""
        return self.connections.keys_in_file

    def change_passphrase(self, old: str, passphrase: str, again: str) -> None:
        """Another passphrase for that file.

        Raises KnownError: see :func:`loc_desktop.desk.join.identity_file.change_passphrase`.
        """
        from loc_desktop.desk.join import identity_file

        identity_file.change_passphrase(self.connections, old, passphrase, again)

    def use_pin(self, identity: str, pin: str) -> None:
        """Let an identity whose key has a PIN ask its network in this session. Raises ``pin.*``."""
        self.connections.use_pin(self._identity(identity), pin)

    def guarded_by(self, identity: str) -> str:
        """What has to be known to read what is here: ``pin`` of this identity's key, ``passphrase`` of the
        keys' file, or "" where the system's keyring opens by itself. Fast."""
        if identity and self._identity(identity).protection == "pin":
            return "pin"
        return "passphrase" if self.connections.keys_in_file else ""

    def check_guard(self, identity: str, secret: str) -> None:
        """Whether ``secret`` is that of :meth:`guarded_by`. Raises KnownError ``pin.wrong``, ``pin.wait``,
        ``keyring.wrong_passphrase``."""
        if self.guarded_by(identity) == "pin":
            self.connections.keystore().seed(self._identity(identity), secret)
        else:
            self.connections.use_passphrase(secret)

    def ledgers(self) -> tuple[LedgerInfo, ...]:
        """The ledgers that can be chosen: this computer's own first, then networks' channels. Fast."""
        known = self.connections.settings.ledgers()
        current = self._ledger_id()
        return tuple(
            LedgerInfo(
                ledger,
                known[ledger]["kind"],
                known[ledger].get("network", ""),
                known[ledger].get("channel", ""),
                tuple(identity.id for identity in self.connections.identities_on(ledger)),
                ledger == current,
                is_demonstration(known[ledger]),
            )
            for ledger in usable(known)
        )

    def use_ledger(self, ledger: str) -> IdentityInfo:
        """Change to another ledger or channel; who works there then: the one used last, if it is a member.

        On a channel that it has not worked on yet, the identity is registered. Raises KnownError
        ``workplace.no_ledger``, ``workplace.not_on``, ``join.revoked`` and the ledger's; nothing has changed
        then.
        """
        entry = self.connections.settings.ledgers().get(ledger)
        if entry is None:
            raise desk_error("workplace.no_ledger", ledger=ledger)
        on = self.connections.identities_on(ledger)
        if not on:
            raise desk_error("workplace.not_on", ledger=ledger)
        last = self.settings().get("last_identity", "")
        chosen = next((identity for identity in on if identity.id == last), on[0])
        if entry["kind"] == "fabric":
            from loc_desktop.desk.join import membership

            membership.enter_channel(self.connections, chosen)
            self.connections.settings.add_ledger(ledger, {**entry, "setup": DONE})
        self.set("last_identity", chosen.id)
        self._choose(ledger)
        return info(self.connections, chosen)

    def _choose(self, ledger: str) -> None:
        self.set("ledger", ledger)
        self._turn += 1

    # ------------------------------------------------------------------ identities and desks

    def identities(self) -> tuple[IdentityInfo, ...]:
        """Those of this computer who can work on the ledger in use, in role order C, B, CAD, FD, R. Fast."""
        return tuple(
            info(self.connections, identity) for identity in self.connections.identities_on(self._ledger_id())
        )

    def desk(self, identity: str = "") -> Desk:
        """The desk of one identity (id; "" = the one used last). Cached. Fast: opens nothing yet.

        Raises KnownError ``workplace.no_identity``.
        """
        wanted = self._identity(identity)
        if identity and wanted.ledger != self._ledger_id():
            self._choose(wanted.ledger)
        with self._lock:
            desk = self._desks.get(wanted.id)
            if desk is None or not desk.holds(wanted):
                desk = Desk(self.connections, wanted, self._register_writer(wanted))
                self._desks[wanted.id] = desk
        if identity and self.settings().get("last_identity") != identity:
            self.set("last_identity", identity)
        return desk

    def desk_of(self, role: str) -> Desk:
        """The desk of the first identity in a role. Raises KnownError ``workplace.no_identity``."""
        for identity in self.connections.identities_on(self._ledger_id()):
            if identity.role == role:
                return self.desk(identity.id)
        raise desk_error("workplace.no_identity")

    def _identity(self, wanted: str) -> Identity:
        """As it stands on the ledger in use; one that is not on it, on its own ledger."""
        identities = self.connections.identities_on(self._ledger_id())
        last = wanted or self.settings().get("last_identity", "")
        for identity in identities:
            if identity.id == last:
                return identity
        for identity in self.connections.identities() if wanted else ():
            if identity.id == wanted and identity.certificate and identity.ledger:
                return identity
        if not identities:
            raise desk_error("workplace.no_identity")
        return identities[0]

    def _register_writer(self, identity: Identity) -> RegisterWriter | None:
        """On the ledger of "Try it on this computer" imported applicants enter the sample registers."""
        entry = self.connections.settings.ledgers().get(identity.ledger, {})
        if entry.get("sample") != "yes":
            return None

        def add_to_registers(rows: tuple[ImportRow, ...]) -> None:
            from loc_desktop.desk.join import this_computer as setup

            setup.add_to_registers(self.connections, identity.ledger, rows)

        return add_to_registers

    # ------------------------------------------------------------------ the day of business

    @property
    def zone(self) -> str:
        """The zone whose civil days are those of the ledger in use (IANA). Fast."""
        return self.connections.zone(self._ledger_id())

    @property
    def today(self) -> str:
        """The ledger's day of business, ``YYYY-MM-DD``: today, but in a sample that was walked on. Fast."""
        return self.connections.today(self._ledger_id()).isoformat()

    @property
    def is_sample(self) -> bool:
        """Whether the ledger in use was made for trying: nothing on it is real. Fast."""
        return self.connections.settings.ledgers().get(self._ledger_id(), {}).get("sample") == "yes"

    @property
    def can_walk(self) -> bool:
        """Whether this ledger is a sample's, on which :meth:`walk` goes on in time. Fast."""
        entry = self.connections.settings.ledgers().get(self._ledger_id(), {})
        return entry.get("sample") == "yes" and is_demonstration(entry)

    def walk(self, days: int) -> str:
        """Let ``days`` pass in the sample; the day then. Days' ends are run by the bank's desk.

        Raises KnownError ``day.not_here`` on every other ledger: they follow the calendar; ``day.too_far``.
        """
        if not self.can_walk:
            raise desk_error("day.not_here")
        if days > self._clock.left:
            raise desk_error("day.too_far", left=self._clock.left)
        self._clock.walk(days)
        return self.today

    def _decide(self, ledger: str) -> None:
        """Let the banks of this computer decide what waits for them on a ledger."""
        from loc_desktop.desk.branch.automation import serve

        serve(self.connections, ledger)

    def serve(self, events: Sequence[str] | None = None) -> AutomationReport:
        """Let the automation of this computer's banks decide what waits for them; the follower
        calls it with the ``events`` of new blocks, and once at the start to finish what a crash left."""
        from loc_desktop.desk.branch.automation import serve

        return serve(self.connections, self._ledger_id(), follower=True, events=events)

    # ------------------------------------------------------------------ ledger and index

    def _ledger_id(self) -> str:
        """The ledger in use: the one chosen last, else that of the identity used last, else the first."""
        known = self.connections.settings.ledgers()
        settings = self.settings()
        if settings.get("ledger", "") in known:
            return settings["ledger"]
        last = settings.get("last_identity", "")
        homes = {
            identity.id: identity.ledger
            for identity in self.connections.identities()
            if identity.ledger in known
        }
        return homes.get(last) or next(iter(homes.values()), "") or next(iter(usable(known)), "")

    def status(self) -> LedgerStatus:
        """The status line: in step or how far behind, outbox."""
        connections = self.connections
        try:
            identity = self._identity("")
            ledger = identity.ledger
            health = connections.ledger_of(identity).health()
            behind = max(0, health.height - connections.index(ledger).height)
        except KnownError as error:
            return LedgerStatus(False, 0, 0, "", details={"code": error.code})
        waiting, oldest = connections.outbox_waiting(ledger)
        return LedgerStatus(
            health.reachable,
            health.height,
            behind,
            health.last_block_at,
            waiting,
            oldest,
            {**health.details, "demonstration": is_demonstration(connections.settings.ledgers()[ledger])},
            connections.outbox_refused(ledger),
        )

    def send_waiting(self, cancelled: Cancelled = never_cancelled) -> int:
        """Send what waits on this computer for the ledger in use; how many went through. Raises the ledger's
        errors and KnownError ``keyring.*``: then it waits on.
        """
        sent = self.desk("").send_outbox(cancelled)
        if sent:
            self.serve()
        return sent

    def catch_up(self, progress: Progress = no_progress, cancelled: Cancelled = never_cancelled) -> int:
        """Bring the index up to the ledger's height; returns the height."""
        identity = self._identity("")
        index = self.connections.index(identity.ledger)
        if not cancelled():
            index.catch_up(self.connections.ledger_of(identity), progress)
        return index.height

    def follow(self, changed: Callable[[Change], None], stopped: Cancelled) -> None:
        """Feed the index with new blocks until ``stopped()``; ``changed`` is called after each write, on this
        thread; then the automation does what waits. To be run in a thread of its own. Goes over to another
        ledger when that is chosen, beginning where its index ends. Raises the ledger's errors."""

        def told(height: int, events: tuple[str, ...]) -> None:
            changed(Change(height, events))
            if self.serve(events).worked:
                changed(Change(height, ()))

        while not self._follow_one(told, stopped):
            changed(Change(self.connections.index(self._ledger_id()).height, ()))

    def _follow_one(self, told: Callable[[int, tuple[str, ...]], None], stopped: Cancelled) -> bool:
        """Follow the ledger in use; False when another one was chosen meanwhile."""
        turn = self._turn
        self.serve()
        identity = self._identity("")
        self.connections.index(identity.ledger).keep_up(
            self.connections.ledger_of(identity), lambda: stopped() or self._turn != turn, told
        )
        return stopped() or self._turn == turn

    # ------------------------------------------------------------------ settings

    def settings(self) -> Mapping[str, str]:
        """All settings (language, text_size, last_identity …). Fast."""
        return self.connections.settings.all()

    def damaged(self) -> tuple[Path, ...]:
        """The settings' files that could not be read; they are kept aside, never overwritten."""
        return self.connections.settings.damaged()

    def set(self, name: str, value: str) -> None:
        """Keep one setting, at once and atomically. A folder that cannot be written keeps nothing, which is
        logged and told by :meth:`unkept`: a full disk is no reason not to start.
        """
        try:
            self.connections.settings.set(name, value)
        except FilesError as error:
            if error.code != "files.disk":
                raise
            self._unkept = desk_error("settings.unkept", why=error.trouble.params["why"])
            log.failed("keeping a setting", self._unkept)

    def unkept(self) -> KnownError | None:
        """Why a setting could not be kept; once, then None. Fast."""
        if self._unkept is None or self._unkept_told:
            return None
        self._unkept_told = True
        return self._unkept

    def forget_keys(self) -> None:
        """Remove the private keys and identities of this folder, for good, and the key of its files: nobody
        reads offices and books any more. The ledger stays as it is.

        Raises KnownError ``keyring.*``.
        """
        from loc_desktop.desk.join import this_computer as setup

        keystore = self.connections.keystore()
        for identity in self.connections.identities():
            keystore.delete(identity)
        setup.forget_authority(self.connections)
        self.connections.forget_data_key()

    def close(self) -> None:
        """Close ledger, index and offices. A later call opens what it needs again."""
        with self._lock:
            self._desks.clear()
        self.connections.close()
