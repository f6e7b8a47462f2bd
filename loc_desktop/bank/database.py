"""A SQLite file under SQLAlchemy with its own Alembic history: opened, migrated, one transaction a call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.pool import QueuePool

from loc_desktop.bank import encrypted
from loc_desktop.data_file import Access, check_header, check_present, new_stamp
from loc_desktop.errors import KnownError

T = TypeVar("T")
_READING = "loc_reading"
_HEADER = ("application_id", "user_version")

BUSY_S: float = 30
"""Seconds to wait for another program that writes the file."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file holds, and how its errors are said.

    ``mark``: the ``application_id`` in its header; ``head`` is the newest migration of the folder
    ``migrations``; ``errors`` has for ``disk``, ``newer`` and ``unreadable`` what happened and what to do,
    with ``{file}``, ``{cause}``, ``{version}``: their codes are ``<code>.<name>``, raised as ``error``;
    ``functions`` are those of one argument that its SQL calls.
    """

    code: str
    mark: int
    head: str
    migrations: Path
    error: type[KnownError]
    functions: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)


class Database:
    """One file. Thread-safe. Raises the error of its kind: ``newer`` (written by a later version of the
    program), ``unreadable`` or ``disk``; FilesError ``files.*`` for one that is not the one remembered.
    """

    def __init__(self, path: Path, kind: FileKind, access: Access) -> None:
        self.path = path
        self._kind = kind
        self._access = access
        self.stamp = access.stamp
        """The number in the file's header."""
        check_present(path, access.stamp)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            # Made before SQLite does it, so that others can never read it.
            path.touch(mode=0o600)
        from sqlcipher3 import dbapi2

        self.engine = create_engine(
            "sqlite://",
            module=dbapi2,
            poolclass=QueuePool,
            creator=lambda: encrypted.connect(path, access.key, BUSY_S),
        )

        @event.listens_for(self.engine, "connect")
        def _pragmas(connection: Any, _record: Any) -> None:
            # The driver's own transaction control is off: _begin starts every transaction.
            connection.isolation_level = None
            for name, function in kind.functions.items():
                connection.create_function(name, 1, function, deterministic=True)
            cursor = connection.cursor()
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute("PRAGMA cache_size=-65536")  # KiB: a day's end goes through the whole file
            cursor.execute("PRAGMA foreign_keys=ON")
            # So that REPLACE runs the triggers that forbid deleting.
            cursor.execute("PRAGMA recursive_triggers=ON")
            cursor.close()

        @event.listens_for(self.engine, "begin")
        def _begin(connection: Connection) -> None:
            # At once a writer, so that what is read in the transaction still holds when it writes.
            reading = connection.get_execution_options().get(_READING)
            connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

        try:
            self._guarded(self._bring_up)
        except BaseException:
            self.engine.dispose()
            raise

    def close(self) -> None:
        self.engine.dispose()

    def write(self, work: Callable[[Connection], T]) -> T:
        """One transaction that writes, all or nothing. IntegrityError comes through: its meaning is known
        where the statement is.
        """

        def whole() -> T:
            with self.engine.begin() as connection:
                return work(connection)

        return self._guarded(whole)

    def read(self, work: Callable[[Connection], T]) -> T:
        """One consistent view; does not wait for writers."""

        def whole() -> T:
            with self.engine.connect().execution_options(**{_READING: True}) as connection:
                return work(connection)

        return self._guarded(whole)

    def _guarded(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except IntegrityError:
            raise
        except OperationalError as failure:
            raise self._error("disk", failure.orig) from failure
        except DatabaseError as failure:
            raise self._error("unreadable", failure.orig) from failure

    def _error(self, name: str, cause: object = "", **params: str) -> KnownError:
        words = {"file": self.path.name, **params}
        return self._kind.error(
            f"{self._kind.code}.{name}",
            params=words,
            details={"cause": str(cause)} if cause else {},
        )

    def _bring_up(self) -> None:
        with self.engine.connect().execution_options(**{_READING: True}) as reading:
            marked = check_header(self.path, self._access, _header(reading), self._kind.mark)
            if marked:
                self.stamp = _header(reading)[1]
        if not marked or self._version() != self._kind.head:
            # Alembic is imported only where something changes.
            from alembic import command
            from alembic.config import Config
            from alembic.script import ScriptDirectory

            config = Config()
            config.set_main_option("script_location", str(self._kind.migrations).replace("%", "%%"))
            known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
            with self.engine.begin() as connection:
                # Looked at again inside the transaction: another process may have been faster.
                if check_header(self.path, self._access, _header(connection), self._kind.mark):
                    self.stamp = _header(connection)[1]
                else:
                    self.stamp = new_stamp()
                    connection.exec_driver_sql(f"PRAGMA application_id={self._kind.mark}")
                    connection.exec_driver_sql(f"PRAGMA user_version={self.stamp}")
                version = _version_of(connection)
                if version and version not in known:
                    raise self._error("newer", version=version)
                config.attributes["connection"] = connection
                command.upgrade(config, "head")

    def _version(self) -> str:
        with self.engine.connect().execution_options(**{_READING: True}) as connection:
            return _version_of(connection)


def _header(connection: Connection) -> tuple[int, int]:
    """A file's ``application_id`` and ``user_version``."""
    header = (connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in _HEADER)
    application, stamp = header
    return int(application), int(stamp)


def _version_of(connection: Connection) -> str:
    """The migration a file is at, "" for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")
