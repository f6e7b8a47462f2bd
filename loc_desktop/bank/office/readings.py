"""Who of an office read which dossier, when and why: signed records in the office's file, never deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from loc_desktop.bank.office.schema import ReadingRow
from loc_desktop.bank.office.values import Reading
from loc_desktop.script import canonical
from loc_desktop.script.keys import verify

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from loc_desktop.bank.office.file import OfficeFile

_TAG: Final = b"LoC-reading-1\n"


def statement(reading: Reading) -> bytes:
    """What the reader's key signs."""
    members = {name: value for name, value in asdict(reading).items() if name != "value"}
    return _TAG + canonical.encode(members)


def is_signed(reading: Reading) -> bool:
    """Whether the record is its reader's, as it stands."""
    return verify(reading.key, reading.value, statement(reading))


def keep(file: OfficeFile, readings: Iterable[Reading]) -> None:
    """One transaction for all. Raises OfficeError."""
    rows = [asdict(reading) for reading in readings]
    if rows:
        file.run(lambda session: session.connection().execute(insert(ReadingRow), rows))


def kept(file: OfficeFile, event: str = "", limit: int = 1000) -> tuple[Reading, ...]:
    """The newest first; of one event if given. Raises OfficeError."""
    query = select(ReadingRow).order_by(ReadingRow.id.desc()).limit(limit)
    if event:
        query = query.where(ReadingRow.event == event)

    def read(session: Session) -> tuple[Reading, ...]:
        return tuple(
            Reading(row.event, row.key, row.name, row.at, row.purpose, row.note, row.value)
            for row in session.scalars(query)
        )

    return file.read(read)
