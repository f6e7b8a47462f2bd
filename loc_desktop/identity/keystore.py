"""The identities on this computer and the way to their keys.

Public data stand in the data folder, a file an identity (``identities/<id>.json``), replaced as a whole;
private scalars in the keyring, an entry an identity. A key is read when something is to be signed or opened
and forgotten with the signer; nothing here keeps one.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loc_desktop.data_file import newer
from loc_desktop.identity import entry
from loc_desktop.identity.backend import PROMPT_SECONDS, open_file_store, open_system_store
from loc_desktop.identity.counter import Counter
from loc_desktop.identity.errors import (
    CertificateNotOurs,
    EntryDamaged,
    EntryMissing,
    IdentityFileDamaged,
    NoPin,
    PassphraseNeeded,
    PinNeeded,
    PinWait,
    UnknownIdentity,
    WrongPin,
)
from loc_desktop.identity.files import write_private
from loc_desktop.identity.model import Identity, Protection, Role
from loc_desktop.identity.store import Store
from loc_desktop.identity.strength import check_pin
from loc_desktop.script.items import ROLES
from loc_desktop.small_file import read_small

if TYPE_CHECKING:
    from cryptography.x509 import CertificateSigningRequest

    from loc_desktop.identity.group_keys import Find
    from loc_desktop.identity.keys import Decryptor
    from loc_desktop.identity.name_seal import NameSeal
    from loc_desktop.script.keys import Signer

KEYS = "keys"
"""The part of an entry with the scalars; ``pin`` holds the count of wrong PINs, apart, so that counting never
rewrites a key."""

_TRIES = "pin"
FREE_TRIES = 5
FIRST_WAIT, LONGEST_WAIT = 30, 3_600
"""Seconds to wait after the fifth wrong PIN in a row; doubled with each further one, up to the longest."""

KEYRING_FILE = "keyring.cfg"
VERSION = 1
"""Of an identity's file."""

_MOST_BYTES = 256 * 1024
"""Of an identity's file."""


def uses_file(folder: Path) -> bool:
    """Whether the keys of this data folder are in an encrypted keyring file, which needs a passphrase."""
    return (folder / KEYRING_FILE).exists()


def open_keystore(
    folder: Path,
    passphrase: str | None = None,
    *,
    create_file: bool = False,
    prompt_seconds: float = PROMPT_SECONDS,
) -> Keystore:
    """The key store of the data folder ``folder``.

    Where the folder has an encrypted keyring file (or ``create_file`` asks for one) that is used, with
    ``passphrase``; else the system's keyring. Raises KeyringMissing, KeyringInsecure, PassphraseNeeded,
    WrongPassphrase, WeakPassphrase, KeyringFileDamaged.
    """
    if not create_file and not uses_file(folder):
        return Keystore(folder, open_system_store(prompt_seconds))
    if passphrase is None:
        raise PassphraseNeeded
    return Keystore(folder, open_file_store(folder / KEYRING_FILE, passphrase, create=create_file))


class Keystore:
    """Identities of one data folder, their keys in one store. Safe to use from several processes at once."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        clock: Callable[[], float] = time.time,
        names: NameSeal | None = None,
    ) -> None:
        """``names`` seals the persons' names in the files; None: they stand there in clear."""
        self.store = store
        self._names = names
        self._folder = folder / "identities"
        self._clock = clock

    # --- the list -----------------------------------------------------------------------------------------

    def create(
        self,
        role: Role,
        name: str,
        organisation: str,
        ledger: str,
        protection: Protection = "keyring",
        pin: str | None = None,
        *,
        registrar: bool = False,
        counter: bool = False,
    ) -> Identity:
        """Make keys, put them into the store and list the identity. It has no certificate yet.

        ``counter``: also make the seed from which customers' keys are derived (``counter(identity)``). Raises
        KeyringProblem (then nothing is listed), PinNeeded, WeakPassphrase.
        """
        from loc_desktop.identity.keys import new_identity

        if protection == "derived":
            raise ValueError("derived identities come from counter(identity).customer(…)")
        if protection == "pin":
            if pin is None:
                raise PinNeeded(name)
            check_pin(pin)
        # A counter derives customers' keys from its seed, a civil affairs department persons' tags.
        secrets = entry.Secrets.generate(counter or role == "CAD")
        identity = new_identity(
            secrets,
            role=role,
            name=name,
            organisation=organisation,
            ledger=ledger,
            protection=protection,
            registrar=registrar,
        )
        self.put(identity, entry.write(secrets, identity.id, pin if protection == "pin" else None))
        return identity

    def put(self, identity: Identity, entry_text: str) -> None:
        """Store an entry, then list its identity: in this order nothing is listed that has no key."""
        self.store.set(identity.id, KEYS, entry_text)
        if self.store.get(identity.id, KEYS) != entry_text:
            raise EntryDamaged(identity.name)
        self.save(identity)

    def save(self, identity: Identity) -> None:
        """List ``identity``, or replace what is listed under its id. Also keeps a derived one in the list."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self._folder / f"{identity.id}.json"
        value = {"version": VERSION, **identity.to_json()}
        if self._names is not None:
            before = _content(file) if file.exists() and identity.name == identity.shown_organisation else {}
            # Who was listed while the name could not be read keeps it.
            value["sealed_name"] = before.get("sealed_name") or self._names.seal(identity.id, identity.name)
            value["name"] = ""
        text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
        write_private(file, text.encode())

    def list(self) -> tuple[Identity, ...]:
        """All identities of this folder, by role and name.

        Raises IdentityFileDamaged, which names the file.
        """
        if not self._folder.is_dir():
            return ()
        identities = [_read_identity(file, self._names) for file in self._folder.glob("[!.]*.json")]
        return tuple(
            sorted(identities, key=lambda identity: (ROLES.index(identity.role), identity.name, identity.id))
        )

    def set_aside_damaged(self, identity_id: str) -> bool:
        """Keep a file that cannot be read as this identity under another name, so that a backup can take its
        place; whether there was one. Raises OSError."""
        file = self._folder / f"{identity_id}.json"
        if not identity_id.isalnum() or not file.exists():
            return False
        try:
            if _read_identity(file, self._names).id == identity_id:
                return False
        except IdentityFileDamaged:
            pass
        file.replace(file.with_name(f"{file.name}.damaged"))
        return True

    def get(self, identity_id: str) -> Identity:
        """Raises UnknownIdentity, IdentityFileDamaged."""
        file = self._folder / f"{identity_id}.json"
        if not identity_id.isalnum() or not file.exists():
            raise UnknownIdentity(identity_id)
        return _read_identity(file, self._names)

    def rename(self, identity: Identity, name: str, organisation: str | None = None) -> Identity:
        """Change the name on the screen; what is on the ledger does not change."""
        renamed = replace(
            self.get(identity.id), name=name, organisation=organisation or identity.organisation
        )
        self.save(renamed)
        return renamed

    def delete(self, identity: Identity) -> None:
        """Remove the keys, then the listing.

        Irreversible without a backup; if the store refuses, nothing changes.
        """
        if identity.protection != "derived":
            self.store.delete(identity.id, KEYS)
            self.store.delete(identity.id, _TRIES)
        (self._folder / f"{identity.id}.json").unlink(missing_ok=True)

    # --- the keys -----------------------------------------------------------------------------------------

    def signer(self, identity: Identity, pin: str | None = None) -> Signer:
        """What signs as ``identity``. Drop it after the signing that the person confirmed.

        Raises KeyringProblem, PinNeeded, WrongPin, PinWait.
        """
        from loc_desktop.script.keys import SoftwareSigner

        return SoftwareSigner.from_scalar(self._secrets(identity, pin).sign)

    def decryptor(self, identity: Identity, pin: str | None = None, find: Find | None = None) -> Decryptor:
        """What opens dossiers sealed to ``identity``, or to its group, whose keys ``find`` looks up. Raises
        as :meth:`signer`."""
        from loc_desktop.identity.group_keys import decryptor_of

        return decryptor_of(self._secrets(identity, pin), find)

    def year_key(self, identity: Identity, year: int, pin: str | None = None) -> Mapping[str, str] | None:
        """The public half of the identity's key of a year, None where it has none or it is destroyed. Raises
        as :meth:`signer`."""
        from loc_desktop.identity.group_keys import named

        years = self._secrets(identity, pin).years
        scalar = years.scalar(year) if years is not None else None
        return named(scalar, year) if scalar is not None else None

    def destroy_years(self, identity: Identity, year: int, pin: str | None = None) -> bool:
        """Destroy the keys of ``year`` and before, and with them the way to its group's of these years;
        whether there were any. The store is asked whether it has forgotten them. Raises as :meth:`signer`,
        and EntryDamaged where the store did not."""
        secrets = self._secrets(identity, pin)
        if secrets.years is None or secrets.years.since > year:
            return False
        later = replace(secrets, years=secrets.years.after(year))
        self.put(identity, entry.write(later, identity.id, pin if identity.protection == "pin" else None))
        return True

    def counter(self, identity: Identity) -> Counter:
        """The customers' keys of a counter.

        Raises KeyringProblem; ValueError if it was not made as a counter.
        """
        seed = self._secrets(identity, None).seed
        if not seed:
            raise ValueError(f"identity {identity.id} is not a counter")
        return Counter(identity, seed)

    def seed(self, identity: Identity, pin: str | None = None) -> bytes:
        """The seed in the identity's entry, empty if it has none. Raises as :meth:`signer`."""
        return self._secrets(identity, pin).seed

    def change_pin(self, identity: Identity, old: str, new: str) -> None:
        """Wrap the key with another PIN. Raises as :meth:`signer`, and WeakPassphrase, NoPin."""
        if identity.protection != "pin":
            raise NoPin(identity.name)
        check_pin(new)
        secrets = self._secrets(identity, old)
        self.put(identity, entry.write(secrets, identity.id, new))

    def entry_text(self, identity: Identity) -> str:
        """The store's entry as it stands there, for a backup. Raises KeyringProblem."""
        text = self.store.get(identity.id, KEYS)
        if text is None:
            raise EntryMissing(identity.name)
        return text

    # --- the certificate ----------------------------------------------------------------------------------

    def csr(
        self, identity: Identity, common_name: str = "", pin: str | None = None
    ) -> CertificateSigningRequest:
        """A certificate request signed by the identity's key, the public name as common name if none is
        given."""
        from loc_desktop.identity.keys import signing_request

        return signing_request(self._secrets(identity, pin), common_name or identity.public_name)

    def install_certificate(self, identity: Identity, pem: str, roots: Sequence[str], at: str) -> Identity:
        """Check a certificate from the membership authority and keep it with the identity.

        It must be for this key and role, and be vouched for by ``roots`` at the time ``at`` (RFC 3339 UTC).
        Raises CertificateError, CertificateNotOurs.
        """
        certified = check_certificate(identity, pem, roots, at)
        self.save(certified)
        return certified

    # --- inside -------------------------------------------------------------------------------------------

    def _secrets(self, identity: Identity, pin: str | None) -> entry.Secrets:
        if identity.protection == "derived":
            secrets = self.counter(self.get(identity.counter)).secrets(identity.label)
        else:
            text = self.entry_text(identity)
            try:
                if identity.protection == "pin":
                    secrets = self._unwrapped(identity, text, pin)
                else:
                    secrets = entry.read(text, identity.id)
            except entry.EntryError as error:
                raise EntryDamaged(identity.name) from error
        if not fits(secrets, identity):
            raise EntryDamaged(identity.name)
        return secrets

    def _unwrapped(self, identity: Identity, text: str, pin: str | None) -> entry.Secrets:
        if not pin:
            raise PinNeeded(identity.name)
        wrong, until = self._tries(identity)
        # A clock that was set back must not lengthen the wait.
        wait = min(until - self._clock(), LONGEST_WAIT)
        if wait > 0:
            raise PinWait(identity.name, max(1, round(wait)))
        try:
            secrets = entry.read(text, identity.id, pin)
        except entry.WrongSecret:
            raise self._count_wrong(identity, wrong + 1) from None
        if wrong:
            self.store.delete(identity.id, _TRIES)
        return secrets

    def _count_wrong(self, identity: Identity, wrong: int) -> WrongPin:
        late = wrong - FREE_TRIES
        wait = min(FIRST_WAIT << min(late, 10), LONGEST_WAIT) if late >= 0 else 0
        until = int(self._clock()) + wait if wait else 0
        self.store.set(identity.id, _TRIES, json.dumps({"v": 1, "wrong": wrong, "until": until}))
        return WrongPin(identity.name, max(-late, 0), wait)

    def _tries(self, identity: Identity) -> tuple[int, int]:
        text = self.store.get(identity.id, _TRIES)
        if text is None:
            return 0, 0
        try:
            value = json.loads(text)
            return int(value["wrong"]), int(value["until"])
        except (ValueError, KeyError, TypeError):
            # Whoever damaged the count does not get free tries for it.
            return FREE_TRIES, 0


def check_certificate(identity: Identity, pem: str, roots: Sequence[str], at: str) -> Identity:
    """The identity with ``pem`` as its certificate, once that is found to be its own and vouched for."""
    from loc_desktop.contract.certificate import verify_chain

    info = verify_chain(pem, roots, at)
    if info.key != identity.key:
        raise CertificateNotOurs("key", identity.key, info.key)
    if info.role != identity.role:
        raise CertificateNotOurs("role", identity.role, info.role or "none")
    return replace(identity, certificate=pem, registrar=info.registrar)


def days_left(identity: Identity, at: str) -> int | None:
    """Whole days until the certificate expires at the time ``at`` (RFC 3339 UTC), negative after; None
    without one."""
    from loc_desktop.contract.certificate import read_certificate

    if not identity.certificate:
        return None
    left = datetime.fromisoformat(read_certificate(identity.certificate).not_after) - datetime.fromisoformat(
        at
    )
    return left.days


def fits(secrets: entry.Secrets, identity: Identity) -> bool:
    """Whether these are the private halves of the identity's keys."""
    from loc_desktop.identity.keys import jwk, private_key
    from loc_desktop.script.keys import key_text

    try:
        sign, decrypt = private_key(secrets.sign), private_key(secrets.decrypt)
    except ValueError:
        return False
    return key_text(sign.public_key()) == identity.key and jwk(decrypt.public_key(), identity.key) == dict(
        identity.encryption_key
    )


def _read_identity(file: Path, names: NameSeal | None) -> Identity:
    value = _content(file)
    try:
        identity = Identity.from_json(value)
        sealed = value.get("sealed_name")
        if not isinstance(sealed, str):
            return identity
        name = names.open(identity.id, sealed) if names is not None else ""
        return replace(identity, name=name or identity.shown_organisation)
    except ValueError as error:
        raise IdentityFileDamaged(file.name, str(error)) from error


def _content(file: Path) -> dict[str, Any]:
    """An identity's file. Raises IdentityFileDamaged, FilesError ``files.newer``."""
    try:
        value = json.loads(read_small(file, _MOST_BYTES))
        if not isinstance(value, dict):
            raise ValueError("not an object")
    except (OSError, ValueError, RecursionError) as error:
        raise IdentityFileDamaged(file.name, str(error)) from error
    version = value.get("version", VERSION)
    if type(version) is not int or version > VERSION:
        raise newer(file)
    return value
