"""The papers that an office issued, in its file: a running number a series, without gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from loc_desktop.bank.office.schema import PaperRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from loc_desktop.bank.office.file import OfficeFile


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """``line`` is the content line, ``copies`` how often it was made; ``at`` first, ``last_at`` last."""

    number: str
    event: str
    tx: str
    digest: str
    line: str
    copies: int
    at: str
    last_at: str


def issue(file: OfficeFile, series: str, *, event: str, tx: str, digest: str, line: str) -> IssuedPaper:
    """The next number of ``series`` for a paper of this content, or one more copy of it. Raises
    OfficeError."""
    at = file.now()

    def write(session: Session) -> IssuedPaper:
        same = select(PaperRow).where(PaperRow.digest == digest, PaperRow.series == series)
        row = session.scalars(same).first()
        if row is None:
            last = session.scalar(select(func.max(PaperRow.running)).where(PaperRow.series == series)) or 0
            row = PaperRow(
                number=f"{series}-{last + 1:06d}", series=series, running=last + 1, digest=digest,
                event=event, tx=tx, line=line, copies=0, at=at, last_at=at,
            )  # fmt: skip
            session.add(row)
        row.copies += 1
        row.last_at = at
        session.flush()
        return _issued(row)

    return file.run(write)


def issued(file: OfficeFile, *, number: str = "", series: str = "", digest: str = "") -> IssuedPaper | None:
    """The paper with this number, or of this content in ``series``; None if there is none. Raises
    OfficeError."""
    query = select(PaperRow)
    if number:
        query = query.where(PaperRow.number == number)
    else:
        query = query.where(PaperRow.digest == digest, PaperRow.series == series)

    def read(session: Session) -> IssuedPaper | None:
        row = session.scalars(query).first()
        return _issued(row) if row is not None else None

    return file.read(read)


def _issued(row: PaperRow) -> IssuedPaper:
    return IssuedPaper(row.number, row.event, row.tx, row.digest, row.line, row.copies, row.at, row.last_at)
