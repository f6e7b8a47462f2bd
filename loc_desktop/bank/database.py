"""A SQLite file under SQLAlchemy with its own Alembic history: opened, migrated, one transaction a call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from loc_desktop.bank.books.values import BooksError

T = TypeVar("T")
_READING = "loc_reading"


class Database:
    """One file. Thread-safe. ``head`` is the newest migration of the folder ``migrations``.

    Raises BooksError ``books.newer``, ``books.unreadable`` or ``books.disk``.
    """

    def __init__(self, path: Path, head: str, migrations: Path) -> None:
        self.path = path
        self._migrations = migrations
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            # Made before SQLite does it, so that others can never read it.
            path.touch(mode=0o600)
        self.engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": 30})

        @event.listens_for(self.engine, "connect")
        def _pragmas(connection: Any, _record: Any) -> None:
            # The driver's own transaction control is off: _begin starts every transaction.
            connection.isolation_level = None
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
            self._guarded(lambda: self._bring_up_to(head))
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
            raise BooksError(
                "books.disk",
                f"The books {self.path.name} could not be read or written: {failure.orig}.",
                "Check that the disk is not full and the file is writable, then try again.",
                params={"file": self.path.name},
                details={"cause": str(failure.orig)},
            ) from failure
        except DatabaseError as failure:
            raise BooksError(
                "books.unreadable",
                f"The books {self.path.name} are damaged: {failure.orig}.",
                "Put back a copy of the file; do not go on with the damaged one.",
                params={"file": self.path.name},
                details={"cause": str(failure.orig)},
            ) from failure

    def _bring_up_to(self, head: str) -> None:
        if self._version() != head:
            # Alembic is imported only where something changes.
            from alembic import command
            from alembic.config import Config
            from alembic.script import ScriptDirectory

            config = Config()
            config.set_main_option("script_location", str(self._migrations).replace("%", "%%"))
            known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
            with self.engine.begin() as connection:
                # Looked at again inside the transaction: another process may have been faster.
                version = _version_of(connection)
                if version and version not in known:
                    raise BooksError(
                        "books.newer",
                        f"The books {self.path.name} were written by a newer version of this program.",
                        "Install that version; the file has not been changed.",
                        params={"file": self.path.name, "version": version},
                    )
                config.attributes["connection"] = connection
                command.upgrade(config, "head")

    def _version(self) -> str:
        with self.engine.connect().execution_options(**{_READING: True}) as connection:
            return _version_of(connection)


def _version_of(connection: Connection) -> str:
    """The migration a file is at, "" for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")
