"""The whole data folder as one encrypted file, and back onto an empty one.

In the file (:mod:`loc_desktop.identity.backups.sealed_stream`) is a tar archive: ``keys.json`` with the
keyring's entries, ``{"folder":{"id","key"},"identities":{id: entry},"authorities":[[root, entry]]}``, then
the folder's files by their names. Databases are copied by SQLite's backup API, all of one moment: books
belong to their ledger. Indexes are made anew, not kept; logs and files set aside are not in it.
"""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import re
import shutil
import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Final

from loc_desktop import file_causes
from loc_desktop.app.data_folder import EMBEDDED_FILE, OUTBOX_FILE, REFERENCE_FILE
from loc_desktop.app.file_register import FILES, ID_FILE
from loc_desktop.app.known_ledgers import PROFILE
from loc_desktop.bank import encrypted
from loc_desktop.data_file import FilesError, check_present, unwritable
from loc_desktop.identity import entry
from loc_desktop.identity.authority import Authority
from loc_desktop.identity.backups.sealed_stream import SealedReader, SealedWriter
from loc_desktop.identity.data_key import DATA_KEY_BYTES, forget_data_key, has_data_key, restore_data_key
from loc_desktop.identity.errors import (
    EntryMissing,
    FolderFileCutOff,
    FolderFileUnreadable,
    IdentityFileProblem,
)
from loc_desktop.identity.files import locked, sync_folder
from loc_desktop.identity.keystore import KEYS, fits
from loc_desktop.identity.model import Identity
from loc_desktop.script.canonical import ScriptError, b64u_decode, b64u_encode

if TYPE_CHECKING:
    from loc_desktop.app.connections import Connections

FORM: Final = "loc-desktop-folder"
Progress = Callable[[int, int], None]
"""Called with (done, total): bytes."""
Stopped = Callable[[], bool]

_KEYS: Final = "keys.json"
_LEDGERS: Final = "ledgers.json"
_SMALL: Final = (FILES, ID_FILE, _LEDGERS, "settings.json", "joining.json", REFERENCE_FILE)
_MOST_KEYS: Final = 64 * 1024 * 1024
_STAGE: Final = ".backup"
_BACK: Final = ".restored"
_MOVING: Final = "moving"
_DATABASES: Final = ("office-*.sqlite", "books-*.sqlite", EMBEDDED_FILE, OUTBOX_FILE)
_NAME: Final = re.compile(
    r"(office|books)-[A-Za-z0-9_.-]{1,200}\.sqlite|identities/[0-9a-f]{16}\.json|profiles/[0-9a-f]{16}\.json"
    r"|ledger\.sqlite|outbox\.sqlite|" + "|".join(re.escape(name) for name in _SMALL)
)
"""What a backup may hold: nothing else is written, wherever the file came from."""


class BackupStopped(Exception):  # noqa: N818  # no error: somebody asked for it
    """Somebody stopped the work. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class FolderBackup:
    """What was written. ``without``: names of identities whose keys the keyring has lost."""

    path: Path
    files: int
    without: tuple[str, ...]


def back_up_folder(
    connections: Connections, path: Path, passphrase: str, progress: Progress, stopped: Stopped
) -> FolderBackup:
    """Write the folder to a new file at ``path``. Raises KnownError ``keyring.*``, ``files.*`` (a remembered
    file is missing), ``identity.file``; BackupStopped. No file is left then."""
    keys, without = _keys(connections)
    databases, ledgers, small = _databases(connections), _ledgers(connections), _small(connections)
    sizes = sum(file.stat().st_size for file in (*databases, *ledgers, *small))
    with _staged(connections.home, _STAGE) as stage, _written(path) as target:
        for folder in (stage, path.parent):
            if shutil.disk_usage(folder).free < sizes:
                raise OSError(errno.ENOSPC, "no room")
        counted = _Counted(2 * sizes, progress, stopped)
        copies = encrypted.copies(databases, ledgers, stage, counted.part)
        counted.begin(sizes)
        sealed = SealedWriter(target, FORM, passphrase)
        with tarfile.open(fileobj=sealed, mode="w|") as archive:  # type: ignore[call-overload]
            _add(archive, _KEYS, io.BytesIO(keys), len(keys), counted)
            members = {file.relative_to(connections.home).as_posix(): file for file in small}
            members |= {file.name: file for file in copies}
            for name, file in members.items():
                with file.open("rb") as stream:
                    _add(archive, name, stream, file.stat().st_size, counted)
        sealed.finish()
    return FolderBackup(path, len(members), without)


def restore_folder(
    connections: Connections, path: Path, passphrase: str, progress: Progress, stopped: Stopped
) -> tuple[Identity, ...]:
    """Put a backup's folder in the place of this one, which must be empty, and its keys into the keyring; the
    identities. Raises KnownError ``folder.*``, ``identity.file``, ``files.disk``, ``keyring.*``;
    BackupStopped. Nothing is changed then."""
    with connections.folder.joining, _staged(connections.home, _BACK, check=_check_empty) as stage:
        names = _unpack(path, passphrase, stage, progress, stopped)
        keys = _read_keys(stage)
        identities = _check(stage, names, keys)
        connections.close()
        with _keys_put(connections, keys, identities):
            _move(stage, connections.home, names)
    listed = connections.identities()
    for identity in listed:
        if identity.certificate:
            connections.came_back(identity)
    return listed


# ------------------------------------------------------------------ what is in a folder


def _keys(connections: Connections) -> tuple[bytes, tuple[str, ...]]:
    """The keyring's entries as JSON, and whose it has lost."""
    keystore = connections.keystore()
    folder = {"id": connections.folder.register.folder, "key": b64u_encode(connections.data_key())}
    entries: dict[str, str] = {}
    without = []
    for identity in connections.identities():
        if identity.protection == "derived":
            continue
        try:
            entries[identity.id] = keystore.entry_text(identity)
        except EntryMissing:
            without.append(connections.name_of(identity))
    authorities = []
    for ledger, known in connections.settings.ledgers().items():
        if known["kind"] == "embedded":
            opened: Any = connections.ledger(ledger)
            for root in opened.genesis.roots:
                text = Authority.entry_text(keystore.store, root)
                if text is not None:
                    authorities.append([root, text])
    whole = {"folder": folder, "identities": entries, "authorities": authorities}
    return json.dumps(whole).encode(), tuple(without)


def _databases(connections: Connections) -> dict[Path, bytes]:
    """Offices, books and outbox, with the key of each. Raises FilesError ``files.missing``."""
    register, home = connections.folder.register, connections.home
    for name in register.names():
        check_present(home / name, register.stamp(name))
    kept = [name for name in register.names() if name.endswith(".sqlite")]
    return {home / name: b"" if name == OUTBOX_FILE else connections.data_key() for name in kept}


def _ledgers(connections: Connections) -> list[Path]:
    """This computer's own ledger. Raises FilesError ``files.missing``."""
    known = connections.settings.ledgers().values()
    files = [connections.home / entry["where"] for entry in known if entry["kind"] == "embedded"]
    for file in files:
        check_present(file, 1)
    return files


def _small(connections: Connections) -> list[Path]:
    home = connections.home
    names = [home / name for name in _SMALL]
    names += [file for name in ("identities", "profiles") for file in sorted(home.glob(f"{name}/[!.]*.json"))]
    return [file for file in names if file.is_file()]


class _Counted:
    """Bytes done of a total, told and looked at whether to go on."""

    def __init__(self, total: int, progress: Progress, stopped: Stopped) -> None:
        self._total, self._progress, self._stopped = max(total, 1), progress, stopped
        self._done = 0

    def add(self, count: int) -> None:
        """Raises BackupStopped."""
        if self._stopped():
            raise BackupStopped
        self._done += count
        self._progress(min(self._done, self._total), self._total)

    def begin(self, done: int) -> None:
        """Go on from here."""
        self._done = done

    def part(self, done: int, _total: int) -> None:
        """``done`` bytes from the beginning. Raises BackupStopped."""
        self._done = 0
        self.add(done)


class _CountedFile:
    """A file that tells what was read of it."""

    def __init__(self, stream: IO[bytes], counted: _Counted) -> None:
        self._stream, self._counted = stream, counted

    def read(self, count: int = -1) -> bytes:
        data = self._stream.read(count)
        self._counted.add(len(data))
        return data


def _add(archive: tarfile.TarFile, name: str, stream: IO[bytes], size: int, counted: _Counted) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    archive.addfile(member, _CountedFile(stream, counted))


# ------------------------------------------------------------------ files


@contextlib.contextmanager
def _staged(home: Path, name: str, check: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """A folder of our own in the data folder, of one process at a time, removed afterwards."""
    stage = home / name
    with contextlib.ExitStack() as held:
        try:
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            held.enter_context(locked(stage))
            if check is not None:
                check(home)
            shutil.rmtree(stage, ignore_errors=True)
            stage.mkdir(mode=0o700)
        except OSError as error:
            raise unwritable(stage, error) from error
        held.callback(shutil.rmtree, stage, ignore_errors=True)
        yield stage


@contextlib.contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    """A new file, at its place once it is whole and on the disk."""
    fresh = path.with_name(f".{path.name}.part")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(handle, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            fresh.replace(path)
            sync_folder(path.parent)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise IdentityFileProblem(str(path), file_causes.of_error(error)) from error


def _check_empty(home: Path) -> None:
    """That nothing is here that a backup's files would take the place of; an interrupted restoring goes on.
    Raises FilesError ``folder.occupied``."""
    began = (home / _BACK / _MOVING).exists()
    databases = [file for pattern in _DATABASES for file in home.glob(pattern)]
    others = (*databases, *home.glob("identities/[!.]*.json"), *home.glob(REFERENCE_FILE))
    if (home / _LEDGERS).exists() or (others and not began):
        raise FilesError("folder.occupied", params={"folder": str(home)})


def _unpack(path: Path, passphrase: str, stage: Path, progress: Progress, stopped: Stopped) -> list[str]:
    """The files of a backup into ``stage``; their names."""
    names: list[str] = []
    unpacked = 0
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise FolderFileUnreadable("no file")
        with path.open("rb") as stream:
            sealed = SealedReader(stream, FORM, passphrase)
            if shutil.disk_usage(stage).free < size:
                raise unwritable(stage.parent / path.name, OSError(errno.ENOSPC, "no room"))
            with tarfile.open(fileobj=sealed, mode="r|") as archive:  # type: ignore[call-overload]
                for member in archive:
                    # Nothing is packed: what is larger than the file, or has holes, is made up.
                    plain = member.type == tarfile.REGTYPE and not member.issparse()
                    if member.name in names or not plain or not _allowed(member.name):
                        raise FolderFileUnreadable(f"a member {member.name[:80]!r}")
                    unpacked += member.size
                    if unpacked > size:
                        raise FolderFileUnreadable(f"{member.name} is larger than the file")
                    names.append(member.name)
                    content = archive.extractfile(member)
                    assert content is not None  # it is a regular file
                    _put(stage / member.name, content, lambda: (stream.tell(), size), progress, stopped)
            sealed.end()
    except tarfile.TarError as error:
        raise FolderFileCutOff from error
    except OSError as error:
        if error.filename is not None and str(error.filename).startswith(str(stage)):
            raise unwritable(Path(str(error.filename)), error) from error
        raise IdentityFileProblem(str(path), file_causes.of_error(error)) from error
    return names


def _allowed(name: str) -> bool:
    return name == _KEYS or _NAME.fullmatch(name) is not None


def _put(
    file: Path, content: IO[bytes], at: Callable[[], tuple[int, int]], progress: Progress, stopped: Stopped
) -> None:
    file.parent.mkdir(mode=0o700, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while data := content.read(1024 * 1024):
            if stopped():
                raise BackupStopped
            out.write(data)
            progress(*at())
        out.flush()
        os.fsync(out.fileno())


def _move(stage: Path, home: Path, names: list[str]) -> None:
    """Each file to its place, the known ledgers last: with them the folder is complete."""
    moved = []
    try:
        (stage / _MOVING).touch()
        for name in sorted(names, key=lambda name: name == _LEDGERS):
            if name != _KEYS:
                (home / name).parent.mkdir(mode=0o700, exist_ok=True)
                moved.append((stage / name).replace(home / name))
        sync_folder(home)
    except OSError as error:
        for file in moved:
            file.unlink(missing_ok=True)
        raise unwritable(home / _BACK, error) from error


# ------------------------------------------------------------------ keys


def _read_keys(stage: Path) -> Mapping[str, Any]:
    """Raises FolderFileUnreadable."""
    file = stage / _KEYS
    try:
        if file.stat().st_size > _MOST_KEYS:
            raise FolderFileUnreadable("keys too large")
        keys = json.loads(file.read_bytes())
        file.unlink()
        folder = keys["folder"]
        if len(b64u_decode(folder["key"])) != DATA_KEY_BYTES:
            raise FolderFileUnreadable("no key of a data folder")
        texts = [*keys["identities"].values(), *(part for pair in keys["authorities"] for part in pair)]
        if not all(isinstance(text, str) for text in texts):
            raise FolderFileUnreadable("an entry is not of its type")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, ScriptError) as error:
        raise FolderFileUnreadable(str(error)) from error
    return dict(keys)


def _check(stage: Path, names: list[str], keys: Mapping[str, Any]) -> dict[str, Identity]:
    """That the parts belong together and lead nowhere else; the identities by id. Raises
    FolderFileUnreadable."""
    try:
        register = json.loads((stage / FILES).read_bytes())
        if register["folder"] != keys["folder"]["id"]:
            raise ValueError("the key of another folder")
        for known in json.loads((stage / _LEDGERS).read_bytes())["content"].values():
            ways = [file for way, file in known.items() if way == "where" or way.startswith(PROFILE)]
            if not set(ways) <= set(names):
                raise ValueError("a ledger of a file that is not in it")
        if not set(register["files"]) <= set(names):
            raise ValueError("without a file that it remembers")
        listed = [json.loads((stage / name).read_bytes()) for name in names if name.startswith("identities/")]
        identities = {identity.id: identity for identity in map(Identity.from_json, listed)}
        for known_id, text in keys["identities"].items():
            identity = identities[known_id]
            if identity.protection == "keyring" and not fits(entry.read(text, identity.id), identity):
                raise ValueError("keys that are not the identity's")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FolderFileUnreadable(str(error)) from error
    return identities


@contextlib.contextmanager
def _keys_put(
    connections: Connections, keys: Mapping[str, Any], identities: Mapping[str, Identity]
) -> Iterator[None]:
    """The keys in the keyring; those that are there stay. What was put there, and nothing else, is taken out
    again if what follows fails."""
    store = connections.keystore().store
    folder = str(keys["folder"]["id"])
    fresh = [known for known in keys["identities"] if store.get(known, KEYS) is None]
    roots: list[str] = []
    fresh_folder = False
    try:
        fresh_folder = not has_data_key(store, folder)
        restore_data_key(store, folder, b64u_decode(keys["folder"]["key"]))
        for known in fresh:
            store.set(identities[known].id, KEYS, keys["identities"][known])
        for root, text in keys["authorities"]:
            if Authority.entry_text(store, root) is None:
                roots.append(root)
            Authority.put_back(store, root, text)
        yield
    except BaseException as error:
        for known in fresh:
            store.delete(known, KEYS)
        for root in roots:
            Authority.forget(store, root)
        if fresh_folder:
            forget_data_key(store, folder)
        if isinstance(error, (ValueError, KeyError, TypeError)):
            raise FolderFileUnreadable(str(error)) from error
        raise
