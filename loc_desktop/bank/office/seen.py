"""What of the waiting work was looked at: events, each with a mark of how it stood. No personal data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from loc_desktop.bank.office.schema import SeenRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from loc_desktop.bank.office.file import OfficeFile

_LOOKED: Final = ""
"""In the place of an event: that somebody has looked at all."""


def keep(file: OfficeFile, marks: Mapping[str, str]) -> None:
    """These were looked at, and no others wait any more. Raises OfficeError."""
    rows = [{"event": event, "mark": mark} for event, mark in {_LOOKED: "", **marks}.items()]

    def write(session: Session) -> None:
        session.execute(delete(SeenRow))
        session.connection().execute(insert(SeenRow), rows)

    file.run(write)


def kept(file: OfficeFile) -> dict[str, str] | None:
    """The marks by event; None where nobody has looked yet. Raises OfficeError."""

    def read(session: Session) -> dict[str, str]:
        return {row.event: row.mark for row in session.scalars(select(SeenRow))}

    marks = file.read(read)
    return marks if marks.pop(_LOOKED, None) is not None else None
