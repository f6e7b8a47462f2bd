"""An identity out to an encrypted file and back in, and another PIN for its key.

The file of a network's member also holds its organisation's connection profile and the channels that it is
on, so that it can be restored on a computer that does not know the network; the file of all who work here the
key of the data folder, so that a copy of the folder can be opened again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loc_desktop.app.known_ledgers import BEGUN, DONE, PROFILE, is_on
from loc_desktop.desk.join.membership import open_office
from loc_desktop.desk.join.profiles import keep_profile
from loc_desktop.desk.values.field_checks import check_passphrase, check_pin
from loc_desktop.identity.backups.backup import (
    export_halves,
    export_identity,
    import_identity,
    open_backup,
    open_halves,
)
from loc_desktop.identity.data_key import DATA_KEY_BYTES
from loc_desktop.identity.errors import BackupUnreadable, DataKeyMissing
from loc_desktop.ledger.fabric.profile import parse_profile
from loc_desktop.script.canonical import ScriptError, b64u_decode, b64u_encode
from loc_desktop.texts.errors import desk_error, invalid
from loc_desktop.texts.sentence import FieldProblem

if TYPE_CHECKING:
    from loc_desktop.app.connections import Connections
    from loc_desktop.identity.backups.backup import Backup
    from loc_desktop.identity.model import Identity

_KEPT = ("channel", "clock", "zone")
"""What of a channel's entry goes into the file; network and contract are in the profile."""

_CHANNEL_ID = re.compile(r"fabric-[0-9a-f]{16}")
"""It names files of the data folder: nothing else is taken from a file that came from elsewhere."""


def with_pins(connections: Connections, counter: Identity) -> tuple[Identity, ...]:
    """The customers of a counter whose keys have a PIN; those of the others come from the counter's own."""
    return tuple(
        known
        for known in connections.identities()
        if (known.role, known.protection, known.certificate) == ("C", "pin", "")
        and (known.organisation, known.ledger) == (counter.organisation, counter.ledger)
        and known.id != counter.id
    )


def back_up(
    connections: Connections,
    identity: str,
    file: str,
    passphrase: str,
    again: str,
    *,
    customers: bool = False,
) -> Path:
    """Write an identity (its id) with its keys to a new file, encrypted with ``passphrase``; returns it.
    ``customers``: with the keys of its customers, each still wrapped with the customer's own PIN.

    Raises KnownError ``backup.invalid`` (problems in params), ``backup.derived``, ``identity.file``,
    ``workplace.no_identity``, ``keyring.*``.
    """
    stored = connections.identity(identity)
    _refuse(
        "backup.invalid",
        *_missing(file=file),
        *check_passphrase("passphrase", passphrase),
        *_different(passphrase, again),
    )
    path = Path(file).expanduser()
    if path.exists():
        raise invalid("backup.invalid", [FieldProblem("file", "file_exists", {"file": path.name})])
    beside = {"network": _network(connections, stored), "folder": _folder(connections, stored)}
    others = with_pins(connections, stored) if customers else ()
    export_identity(connections.keystore(), stored, path, passphrase, beside, others)
    return path


def back_up_halves(connections: Connections, identity: str, values: Mapping[str, str]) -> tuple[Path, Path]:
    """Write an identity with its keys for two officers: two new files, each with its own passphrase; both are
    needed. ``values``: ``file_N``, ``passphrase_N``, ``again_N`` for N 1 and 2. A counter's also holds its
    customers' keys.

    Raises KnownError as :func:`back_up`.
    """
    stored = connections.identity(identity)
    problems: list[FieldProblem] = []
    for number in "12":
        passphrase = values[f"passphrase_{number}"]
        problems += _missing(**{f"file_{number}": values[f"file_{number}"]})
        problems += check_passphrase(f"passphrase_{number}", passphrase)
        if passphrase != values[f"again_{number}"]:
            problems.append(FieldProblem(f"again_{number}", "not_same"))
    paths = (Path(values["file_1"]).expanduser(), Path(values["file_2"]).expanduser())
    for name, path, other in (("file_1", paths[0], None), ("file_2", paths[1], paths[0])):
        if values[name].strip() and (path.exists() or path == other):
            problems.append(FieldProblem(name, "file_exists", {"file": path.name}))
    _refuse("backup.invalid", *problems)
    beside = {"network": _network(connections, stored), "folder": _folder(connections, stored)}
    others = with_pins(connections, stored) if stored.registrar else ()
    passphrases = (values["passphrase_1"], values["passphrase_2"])
    export_halves(connections.keystore(), stored, paths, passphrases, beside, others)
    return paths


def restore_halves(connections: Connections, values: Mapping[str, str]) -> Identity:
    """As :func:`restore`, from the files of both officers, in any order. Raises also ``backup.no_pair``,
    ``backup.half_passphrase``."""
    names = ("file_1", "passphrase_1", "file_2", "passphrase_2")
    _refuse("backup.invalid", *_missing(**{name: values[name] for name in names}))
    paths = (Path(values["file_1"]).expanduser(), Path(values["file_2"]).expanduser())
    with connections.folder.joining:
        return _put(connections, open_halves(paths, (values["passphrase_1"], values["passphrase_2"])))


def restore(connections: Connections, file: str, passphrase: str) -> Identity:
    """Put the identity of a backup file onto this computer, with the channels of its network.

    Raises KnownError ``backup.invalid`` (problems in params), ``backup.unreadable``,
    ``backup.wrong_passphrase``, ``backup.already_there``, ``backup.other_ledger`` (its ledger is not known
    here, nor in the file), ``identity.file``, ``keyring.*``. Nothing is changed then.
    """
    _refuse("backup.invalid", *_missing(file=file, passphrase=passphrase))
    with connections.folder.joining:
        return _put(connections, open_backup(Path(file).expanduser(), passphrase))


def _put(connections: Connections, backup: Backup) -> Identity:
    entries, key = _entries(backup), _key_of(connections, backup)
    if backup.identity.ledger not in {*connections.settings.ledgers(), *entries}:
        raise desk_error("backup.other_ledger", name=backup.identity.name)
    keystore = connections.keystore()
    keystore.set_aside_damaged(backup.identity.id)
    listed = {known.id for known in keystore.list()}
    if key:
        # First, for names are sealed with it; a folder that has its key keeps it.
        connections.restore_data_key(key)
    identity = import_identity(keystore, backup)
    try:
        _enter(connections, backup, entries)
    except BaseException:
        if identity.id not in listed:
            keystore.delete(identity)
        raise
    connections.came_back(identity)
    return identity


def change_pin(connections: Connections, identity: str, old: str, pin: str, again: str) -> None:
    """Another PIN for the key of an identity (its id).

    Raises KnownError ``pin.invalid`` (problems in params), ``pin.none``, ``pin.wrong``, ``pin.wait``,
    ``keyring.*``; the old one stays then.
    """
    stored = connections.identity(identity)
    _refuse("pin.invalid", *_missing(old_pin=old), *check_pin("new_pin", pin), *_different(pin, again))
    connections.keystore().change_pin(stored, old, pin)


def change_passphrase(connections: Connections, old: str, passphrase: str, again: str) -> None:
    """Another passphrase for the encrypted keyring file.

    Raises KnownError ``passphrase.invalid`` (problems in params), ``keyring.wrong_passphrase``,
    ``keyring.*``; the old one stays then.
    """
    problems = (*_missing(old_passphrase=old), *check_passphrase("new_passphrase", passphrase))
    _refuse("passphrase.invalid", *problems, *_different(passphrase, again))
    connections.change_passphrase(old, passphrase)


def _refuse(code: str, *problems: FieldProblem) -> None:
    if problems:
        raise invalid(code, problems)


def _missing(**fields: str) -> list[FieldProblem]:
    return [FieldProblem(name, "missing") for name, text in fields.items() if not text.strip()]


def _different(text: str, again: str) -> list[FieldProblem]:
    return [FieldProblem("again", "not_same")] if text != again else []


def _network(connections: Connections, identity: Identity) -> Mapping[str, Any]:
    """The way to the network of an identity; empty on a ledger of this computer."""
    known = connections.settings.ledgers()
    file = known.get(identity.ledger, {}).get(PROFILE + identity.organisation)
    if not file:
        return {}
    channels = {
        ledger: {name: entry[name] for name in _KEPT if name in entry}
        for ledger, entry in known.items()
        if is_on(identity, ledger, known)
    }
    return {"profile": (connections.home / file).read_text("utf-8"), "channels": channels}


def _folder(connections: Connections, identity: Identity) -> Mapping[str, str]:
    """The data folder's id and the key of its files; nothing where the keyring has lost it, and for a
    customer, whose folder it is not."""
    if not identity.certificate:
        return {}
    try:
        key = connections.data_key()
    except DataKeyMissing:
        return {}
    return {"id": connections.folder.register.folder, "key": b64u_encode(key)}


def _key_of(connections: Connections, backup: Backup) -> bytes:
    """The key of this data folder's files, empty if the backup was made of another folder.

    Raises BackupUnreadable.
    """
    folder = backup.beside.get("folder")
    if not folder:
        return b""
    try:
        key = b64u_decode(folder["key"])
    except (KeyError, TypeError, AttributeError, ScriptError) as error:
        raise BackupUnreadable(str(error)) from error
    if len(key) != DATA_KEY_BYTES:
        raise BackupUnreadable("no key of a data folder")
    return key if folder.get("id") == connections.folder.register.folder else b""


def _entries(backup: Backup) -> dict[str, dict[str, str]]:
    """The channels that a backup leads to, as entries of the known ledgers without their profile.

    Raises BackupUnreadable, ProfileError.
    """
    identity, network = backup.identity, backup.beside.get("network")
    if not network:
        return {}
    if not isinstance(network, dict):
        raise BackupUnreadable("the network is not of its type")
    text, channels = network.get("profile"), network.get("channels")
    if not isinstance(text, str) or not isinstance(channels, dict):
        raise BackupUnreadable("the network is not of its type")
    profile = parse_profile(text.encode())
    if (profile.role, profile.msp_id) != (identity.role, identity.organisation):
        raise BackupUnreadable("the profile is another organisation's")
    entries = {}
    for ledger, kept in channels.items():
        if not _CHANNEL_ID.fullmatch(ledger) or not isinstance(kept, dict):
            raise BackupUnreadable("a channel is not of its type")
        if kept.keys() - _KEPT or kept.get("channel") not in profile.channels:
            raise BackupUnreadable("a channel that the profile does not have")
        entries[ledger] = {
            **{name: str(value) for name, value in kept.items()},
            "kind": "fabric",
            "network": profile.name,
            "contract": profile.contract,
            "setup": DONE if ledger == identity.ledger else BEGUN,
        }
    return entries


def _enter(connections: Connections, backup: Backup, entries: Mapping[str, Mapping[str, str]]) -> None:
    """Enter the channels among the known ledgers; what is known of one already stays."""
    identity = backup.identity
    if entries:
        way = PROFILE + identity.organisation
        file = keep_profile(connections, backup.beside["network"]["profile"].encode())
        for ledger, entry in entries.items():
            known = connections.settings.ledgers().get(ledger, {})
            connections.settings.add_ledger(ledger, {**entry, way: file, **known})
    if identity.certificate:
        open_office(connections, identity)
