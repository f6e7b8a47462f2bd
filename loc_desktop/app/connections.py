"""What the parts of a desk share of one data folder: keystore, ledgers, indexes, outbox and offices.

Everything is opened when it is first needed and only once; heavy libraries are imported then.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from loc_desktop.app import log
from loc_desktop.app.asides import Asides
from loc_desktop.app.data_folder import OUTBOX_FILE, DataFolder
from loc_desktop.app.known_ledgers import Entry, is_demonstration, is_on, profile_file, zone_of
from loc_desktop.clock import now
from loc_desktop.data_file import Access, check_present
from loc_desktop.errors import KnownError
from loc_desktop.identity.data_key import data_key, forget_data_key, restore_data_key
from loc_desktop.identity.keystore import Keystore, uses_file
from loc_desktop.identity.late_keys import LateSigner, LateStore
from loc_desktop.identity.name_seal import NameSeal
from loc_desktop.loan.calendar import LAST_ZONE, civil_day
from loc_desktop.loan.retention import may_have_ended
from loc_desktop.script.items import event_bytes
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.bank.office.counter import CounterFile
    from loc_desktop.bank.office.file import OfficeFile
    from loc_desktop.contract.rulebook.document import Rulebook
    from loc_desktop.identity.keys import Decryptor
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.api import Ledger, User
    from loc_desktop.ledger.index.index import Index
    from loc_desktop.ledger.outbox import Item, Outbox
    from loc_desktop.script.keys import Signer

T = TypeVar("T")

ERASED = "group.erased"
"""The kind of a member's word that its keys up to a year are destroyed."""

_ENCRYPTED = ("office-", "books-")
"""How the names of the encrypted files begin."""

_NOT_OWN = ("ledger ", "index ", "horizon ", "keystore", "data key")
"""What is open beside the folder's own files."""


class KeptFile(Protocol):
    """A file that the folder remembers by the number in its header."""

    @property
    def stamp(self) -> int: ...

    def close(self) -> None: ...


Kept = TypeVar("Kept", bound=KeptFile)


def _erased_year(event: Any, identity: Identity, channel: str) -> int:
    """Up to which year ``identity`` says in an event, under its own signature, that its keys are destroyed; 0
    if it does not: a peer's word alone destroys nothing, nor does one that was signed too early."""
    from loc_desktop.script.keys import verify

    body, signature = event["body"], event["signatures"][0]
    own = event["kind"] == ERASED and body["member"] == identity.key == signature["key"]
    if (
        not own
        or event["channel"] != channel
        or not verify(identity.key, signature["value"], event_bytes(event))
    ):
        return 0
    year = int(body["year"])
    said = civil_day(str(event["at"]), LAST_ZONE)
    return year if may_have_ended(year, said.year) else 0


def _nothing(ledger: str) -> None:
    """No bank is served here."""


class Connections:
    """What is opened of one data folder. Thread-safe."""

    def __init__(
        self, home: Path, clock: Callable[[], str] = now, calendar: Callable[[], str] | None = None
    ) -> None:
        """``clock``: business time, in which events are signed; ``calendar``: the real one, by which
        certificates expire (default: the same)."""
        self.folder = DataFolder(home)
        self.home = home
        self.clock = clock
        self.calendar = calendar or clock
        self.settings = self.folder.settings
        self._lock = threading.Lock()
        self._open: dict[str, Any] = {}
        self._making: dict[str, threading.RLock] = {}
        self._retired: list[Any] = []
        self._sessions: dict[str, Signer] = {}
        self._readers: dict[str, Decryptor] = {}
        self._looked_after: set[str] = set()
        self._homes: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._store = LateStore(home)
        self.after_request: Callable[[str], object] = _nothing
        """Called with the ledger's id after a request was sent: the banks of this computer decide what is
        theirs to decide. Set by whoever assembles the desks."""
        self.asides = Asides()
        """Trouble with a local file after a commit."""
        self.rules_seen: dict[str, Rulebook] = {}
        """The rules of each ledger as they were last seen: while it is away, a form is still checked."""
        self.groups_seen: dict[str, list[Any]] = {}
        """The groups' keys of each ledger as they were last seen."""

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What is kept under ``name``, made at the first call. While one thing is being made, which may take
        its time, the others can be had."""
        with self._lock:
            if name in self._open:
                kept: T = self._open[name]
                return kept
            making = self._making.setdefault(name, threading.RLock())
        with making:
            if name not in self._open:
                made = make()
                with self._lock:
                    self._open[name] = made
            kept = self._open[name]
            return kept

    def forget(self, name: str) -> None:
        """Make it anew at the next call. Whoever holds the old one may go on with it."""
        with self._lock:
            if name in self._open:
                self._retired.append(self._open.pop(name))

    # ------------------------------------------------------------------ identities and keys

    def identities(self) -> tuple[Identity, ...]:
        """Those of this computer. Public data only: no keyring is touched."""
        return self.keystore().list()

    @property
    def keys_in_file(self) -> bool:
        """The keys are in an encrypted file, not in the system's keyring."""
        return uses_file(self.home)

    @property
    def needs_passphrase(self) -> bool:
        """The keys are in an encrypted file that is not opened yet."""
        return self.keys_in_file and not self._store.opened

    def use_passphrase(self, passphrase: str) -> None:
        """Open the encrypted keyring file, or make it. Raises KnownError ``keyring.*``."""
        self._store.open_file(passphrase)

    def change_passphrase(self, old: str, new: str) -> None:
        """Another passphrase for the encrypted keyring file. Raises KnownError ``keyring.*``,
        ``passphrase.*``; the old one stays then."""
        self._store.change_passphrase(old, new)

    def forget_keys_file(self) -> None:
        """Open the keyring file anew at the next key: another one is in its place."""
        self._store.forget()

    def keystore(self) -> Keystore:
        """Identities and keys; the keyring itself is opened when a key is needed."""
        names = NameSeal(self.data_key, self.names_ready)
        return self.once("keystore", lambda: Keystore(self.home, self._store, names=names))

    def name_of(self, identity: Identity, *, ask: bool = False) -> str:
        """The person's name as it can be read now, until then the organisation's; ``ask``: the keyring is
        opened for it. Raises KnownError ``keyring.*`` if asked."""
        if identity.name != identity.shown_organisation:
            return identity.name
        known = self._names.get(identity.id)
        if known is None:
            if ask:
                self.data_key()
            elif not self.names_ready():
                return identity.name
            known = next((kept.name for kept in self.identities() if kept.id == identity.id), identity.name)
            self._names[identity.id] = known
        return known

    def seal_name(self, whose: str, name: str) -> str:
        """A name for a file of the folder. Raises KnownError ``keyring.*``."""
        return NameSeal(self.data_key, self.names_ready).seal(whose, name)

    def open_name(self, whose: str, sealed: str) -> str:
        """What :meth:`seal_name` sealed; "" while the keyring is not open. Fast."""
        return NameSeal(self.data_key, self.names_ready).open(whose, sealed)

    def names_ready(self) -> bool:
        """Whether persons' names can be read: the folder's key is had without the system's keyring, which may
        let one wait."""
        return "data key" in self._open or (self._store.opened and uses_file(self.home))

    def identities_on(self, ledger: str) -> tuple[Identity, ...]:
        """Those who can work on a ledger, each as it stands there: a member of a peer network is on every
        channel of its connection profile, with one key. A customer served here who has no certificate works
        through the counter and is not among them."""
        known = self.settings.ledgers()
        return tuple(
            identity if identity.ledger == ledger else replace(identity, ledger=ledger)
            for identity in self.identities()
            if identity.certificate and is_on(identity, ledger, known)
        )

    def identity(self, identity: str) -> Identity:
        """The listed identity with this id. Raises KnownError ``workplace.no_identity``."""
        for kept in self.identities():
            if kept.id == identity:
                return kept
        raise desk_error("workplace.no_identity")

    def signer(self, identity: Identity, pin: str | None) -> Signer:
        return self.keystore().signer(identity, pin)

    def decryptor(self, identity: Identity, pin: str | None) -> Decryptor:
        """What opens what is sealed to ``identity`` or its group. Keys that it said were destroyed, and a
        backup brought back, are destroyed first. Raises KnownError ``pin.*``, ``keyring.*``."""
        self.destroy_erased(identity, pin)
        return self._reader(identity, pin)

    def _reader(self, identity: Identity, pin: str | None) -> Decryptor:
        return self.keystore().decryptor(identity, pin, partial(self._group_secret, identity, pin))

    def _group_secret(
        self, identity: Identity, pin: str | None, kids: Sequence[str]
    ) -> tuple[str, Mapping[str, Any]] | None:
        """Of keys with these names that of the identity's own group, with its secret sealed to the identity,
        as the ledger has them. Raises the ledger's errors."""
        name = f"group secrets {identity.ledger} {identity.id}"
        known: dict[str, Mapping[str, Any]] = self.once(name, dict)
        for kid in kids:
            if kid in known:
                return kid, known[kid]
        ledger, user = self.ledger_of(identity), self.user(identity, pin)
        key = ledger.evaluate("query", ["groups", {"kids": list(kids)}], user)
        event = key.get("shares", {}).get(identity.key)
        if not event:
            return None
        view = ledger.evaluate("query", ["event", {"id": event}], user)
        kid = str(key["jwk"]["kid"])
        known[kid] = view["cc"]["event"]["body"]["secret"]
        return kid, known[kid]

    def destroy_erased(self, identity: Identity, pin: str | None) -> None:
        """Destroy the keys that ``identity`` said on the ledger to have destroyed, if they are here still;
        looked at once in this process. A ledger that does not answer is asked again the next time."""
        if identity.role == "C" or not identity.certificate or identity.id in self._looked_after:
            return
        try:
            ledger, user = self.ledger_of(identity), self.user(identity, pin)
            word = ledger.evaluate("query", ["erasable", {"brief": True}], user)
            if word["event"]:
                view = ledger.evaluate("query", ["event", {"id": word["event"]}], user)
                if year := _erased_year(view["cc"]["event"], identity, ledger.channel):
                    self.destroy_years(identity, year, pin)
        except KnownError as error:
            log.failed("destroying keys that are erased", error)
            return
        self._looked_after.add(identity.id)

    def destroy_years(self, identity: Identity, year: int, pin: str | None) -> bool:
        """Destroy the keys of ``year`` and before; whether there were any. Raises KnownError ``pin.*``,
        ``keyring.*``."""
        destroyed = self.keystore().destroy_years(identity, year, pin)
        if destroyed:
            with self._lock:
                self._readers.pop(identity.id, None)
        return destroyed

    def look_again(self, identity: Identity) -> None:
        """Ask the ledger anew, before the next dossier is opened, what ``identity`` has erased."""
        self._looked_after.discard(identity.id)

    def came_back(self, identity: Identity) -> None:
        """The keys of ``identity`` are those of a backup: what it erased since is destroyed again, at once
        where no PIN is needed."""
        self.look_again(identity)
        if identity.protection == "keyring":
            self.destroy_erased(identity, None)

    def user(self, identity: Identity, pin: str | None = None) -> User:
        """``identity`` as the submitter of transactions. The keyring is opened when something is signed."""
        from loc_desktop.ledger.api import User

        late = LateSigner(identity.key, lambda: self._carrying_signer(identity, pin))
        return User(identity.organisation, identity.certificate, late)

    def use_pin(self, identity: Identity, pin: str) -> None:
        """Let ``identity``, whose key has a PIN, ask and send in this session without giving it each time: a
        peer network wants every question signed. What a person signs (events, oracle results) still asks for
        the PIN. Raises KnownError ``pin.wrong``, ``pin.wait``, ``keyring.*``."""
        signer, reader = self.signer(identity, pin), self._reader(identity, pin)
        with self._lock:
            self._sessions[identity.id] = signer
            self._readers[identity.id] = reader

    def number_reader(self, identity: Identity, pin: str | None) -> Decryptor:
        """What opens the account numbers sealed to ``identity``: of a key with a PIN, once it was given in
        this session. Dossiers ask for it each time. Raises KnownError ``pin.*``, ``keyring.*``."""
        known = self._readers.get(identity.id) if pin is None else None
        return known or self.decryptor(identity, pin)

    def _carrying_signer(self, identity: Identity, pin: str | None) -> Signer:
        known = self._sessions.get(identity.id) if pin is None else None
        return known or self.signer(identity, pin)

    # ------------------------------------------------------------------ ledgers and what is read from them

    def ledger(self, ledger: str) -> Ledger:
        """The ledger with this id; a peer network's as the first identity here that is on it sees it.

        Raises KnownError ``workplace.no_ledger``, ``workplace.no_identity`` and the ledger's own.
        """
        if self._entry(ledger)["kind"] == "embedded":
            return self.once(f"ledger {ledger}", lambda: self._open_embedded(ledger))
        on = self.identities_on(ledger)
        if not on:
            raise desk_error("workplace.no_identity")
        last = self.settings.all().get("last_identity", "")
        return self.ledger_of(next((identity for identity in on if identity.id == last), on[0]))

    def ledger_of(self, identity: Identity) -> Ledger:
        """The identity's ledger, on a peer network through its own organisation's peer. Raises as
        :meth:`ledger`."""
        entry = self._entry(identity.ledger)
        if entry["kind"] == "embedded":
            return self.ledger(identity.ledger)
        if not identity.certificate:
            identity = self._counter_of(identity)
        return self.once(self._connection(identity), lambda: self._open_fabric(identity, entry))

    def _counter_of(self, customer: Identity) -> Identity:
        """Who asks a network for a customer that has no certificate: the counter that serves it."""
        on = [identity for identity in self.identities_on(customer.ledger) if identity.role == customer.role]
        if not on:
            raise desk_error("workplace.no_identity")
        return next((counter for counter in on if counter.id == customer.counter), on[0])

    def reconnect(self, identity: Identity) -> None:
        """Open the identity's connection anew when it is next needed: it has another certificate."""
        self.forget(self._connection(identity))

    def _connection(self, identity: Identity) -> str:
        return f"ledger {identity.ledger} {identity.id}"

    def _entry(self, ledger: str) -> Entry:
        entry = self.settings.ledgers().get(ledger)
        if entry is None or entry["kind"] not in ("embedded", "fabric"):
            raise desk_error("workplace.no_ledger", ledger=ledger)
        return entry

    def zone(self, ledger: str) -> str:
        """The zone whose civil days are the ledger's (IANA). Fast: as learned when the ledger was entered."""
        return zone_of(self.settings.ledgers().get(ledger, {}))

    def today(self, ledger: str) -> date:
        """The ledger's day of business. Fast."""
        return civil_day(self.clock(), self.zone(ledger))

    def is_demonstration(self, ledger: str) -> bool:
        """Whether the events' own time counts on a ledger. Fast."""
        return is_demonstration(self.settings.ledgers().get(ledger, {}))

    def _open_embedded(self, ledger: str) -> Ledger:
        from loc_desktop.ledger.embedded.ledger import EmbeddedLedger

        file = self._entry(ledger)["where"]
        opened = EmbeddedLedger(self.home / file, clock=self.calendar)
        if opened.id != ledger:
            opened.close()
            raise desk_error("workplace.other_ledger", file=file)
        return opened

    def _open_fabric(self, identity: Identity, entry: Entry) -> Ledger:
        from loc_desktop.ledger.fabric.client import FabricLedger
        from loc_desktop.ledger.fabric.profile import load_profile
        from loc_desktop.ledger.monotonic_reads import Horizon, MonotonicLedger

        profile = load_profile(self.home / profile_file(entry, identity.organisation))
        user = self.user(identity)
        opened = FabricLedger(
            profile, user, entry["channel"], contract=entry["contract"], known_id=identity.ledger
        )
        return MonotonicLedger(opened, self.once(f"horizon {identity.ledger}", Horizon))

    def index(self, ledger: str) -> Index:
        from loc_desktop.ledger.index.index import Index

        return self.once(f"index {ledger}", lambda: Index(self.home / f"index-{ledger}.sqlite", ledger))

    # ------------------------------------------------------------------ what waits for a ledger that is away

    def outbox(self) -> Outbox:
        from loc_desktop.ledger.outbox import Outbox

        def make() -> Outbox:
            stamp = self.folder.register.stamp(OUTBOX_FILE)
            return self._entered(OUTBOX_FILE, Outbox(self.home / OUTBOX_FILE, Access(stamp)))

        return self.once("outbox", make)

    def outbox_add(self, identity: Identity, fn: str, args: list[Any], event: str) -> None:
        """Keep a signed submission until the ledger can be reached."""
        self.outbox().add(identity.ledger, identity.id, fn, args, event)

    def outbox_items(self, identity: Identity) -> tuple[Item, ...]:
        """What this identity has in the outbox and is not on the ledger: waiting, being sent, or refused."""
        from loc_desktop.ledger.outbox import ItemState

        if not self._has_outbox:
            return ()
        states = (ItemState.WAITING, ItemState.SENT, ItemState.REFUSED)
        return self.outbox().items(ledger=identity.ledger, identity=identity.id, states=states)

    def outbox_send(self, ledger: str, stopped: Callable[[], bool]) -> tuple[Item, ...]:
        """Send what waits for a ledger; what is committed now. Raises KnownError ``keyring.*``."""
        if not self._has_outbox:
            return ()
        report = self.outbox().send_all(
            self.ledger(ledger), lambda identity: self.user(self.identity(identity)), stopped=stopped
        )
        for trouble in report.troubles:
            self.asides.tell(trouble)
        return report.committed

    def outbox_refused(self, ledger: str) -> int:
        """How many items the ledger refused: a person has to look at them."""
        from loc_desktop.ledger.outbox import ItemState

        return len(self.outbox().items(ledger=ledger, states=(ItemState.REFUSED,))) if self._has_outbox else 0

    def outbox_waiting(self, ledger: str) -> tuple[int, str]:
        """How many wait for this ledger, and since when the oldest does ("" if none)."""
        return self.outbox().waiting(ledger) if self._has_outbox else (0, "")

    @property
    def _has_outbox(self) -> bool:
        """Its file is made with the first item; that it is missing afterwards is said by opening it."""
        there = "outbox" in self._open or (self.home / OUTBOX_FILE).exists()
        return there or self.folder.register.stamp(OUTBOX_FILE) > 0

    # ------------------------------------------------------------------ the folder's own files

    def data_key(self) -> bytes:
        """The key by which offices and books are encrypted, from the keyring. Raises KnownError
        ``keyring.*``."""

        def read() -> bytes:
            register = self.folder.register
            folder = register.folder
            with register.alone():
                names = {*register.names(), *(file.name for file in self.home.glob("*.sqlite"))}
                encrypted = any(name.startswith(_ENCRYPTED) for name in names)
                return data_key(self._store, folder, make=not encrypted)

        return self.once("data key", read)

    def restore_data_key(self, key: bytes) -> None:
        """Put that key back from a backup, if the keyring has lost it. Raises KnownError ``keyring.*``."""
        restore_data_key(self._store, self.folder.register.folder, key)
        self.forget("data key")

    def forget_data_key(self) -> None:
        """Remove that key: what is encrypted by it is lost. Raises KnownError ``keyring.*``."""
        register = self.folder.register
        forget_data_key(self._store, register.folder)
        self.close()
        for name in register.names():
            if name.startswith(_ENCRYPTED):
                register.forget(name)

    def access(self, name: str) -> Access:
        """How an encrypted file of the folder is opened. Raises FilesError, KnownError ``keyring.*``."""
        stamp = self.folder.register.stamp(name)
        check_present(self.home / name, stamp)
        return Access(stamp, self.data_key())

    def kept(self, name: str, make: Callable[[Access], Kept]) -> Kept:
        """An encrypted file of the folder, opened once and remembered. Raises as :meth:`access`."""
        return self.once(f"file {name}", lambda: self._entered(name, make(self.access(name))))

    def is_kept(self, name: str) -> bool:
        """Whether a file is there, or was."""
        return (self.home / name).exists() or self.folder.register.stamp(name) > 0

    def _entered(self, name: str, made: Kept) -> Kept:
        try:
            self.folder.register.enter(name, made.stamp)
        except BaseException:
            made.close()
            raise
        return made

    # ------------------------------------------------------------------ offices

    def office(self, identity: Identity) -> OfficeFile:
        """The office's file of one identity: a register belongs to a role at one institution."""
        from loc_desktop.bank.office.file import OfficeFile

        name = f"office-{identity.role}-{identity.id}"
        if self._home_of(identity) != identity.ledger:
            # Another channel of its network has an office of its own: what was applied for, decided there.
            name += f"-{identity.ledger}"
        file = f"{name}.sqlite"
        return self.kept(file, lambda access: OfficeFile(self.home / file, self.clock, access))

    def _home_of(self, identity: Identity) -> str:
        """The ledger that an identity joined first."""
        if identity.id not in self._homes:
            home = next(
                (kept.ledger for kept in self.identities() if kept.id == identity.id), identity.ledger
            )
            if not home:
                return identity.ledger  # it is just joining
            self._homes[identity.id] = home
        return self._homes[identity.id]

    def counter(self, identity: Identity) -> CounterFile:
        """The counter's part of an office's file."""
        from loc_desktop.bank.office.counter import CounterFile

        return CounterFile(self.office(identity))

    def close_own_files(self) -> None:
        """Close offices, books and outbox, with what works on them; ledgers, indexes and keys stay open. A
        later call opens again."""
        with self._lock:
            closing = [name for name in self._open if not name.startswith(_NOT_OWN)]
            opened = [self._open.pop(name) for name in closing]
        for resource in opened:
            close = getattr(resource, "close", None)
            if close is not None:
                close()

    def close(self) -> None:
        """Close what is open; a later call opens again."""
        with self._lock:
            opened = [*self._retired, *self._open.values()]
            self._open, self._retired = {}, []
            self._sessions = {}
        for resource in opened:
            close = getattr(resource, "close", None)
            if close is not None:
                close()
