"""One office's file: the role's register, blacklist, terms with history, drafts, decisions. SQLite.

Opened dossiers are not kept here: they are opened again from the ledger when needed, so that clear personal
data stands only in the register (which the role keeps anyway) and in the customer's own drafts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    delete,
    func,
    or_,
    select,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from loc_desktop.bank.database import Database, FileKind
from loc_desktop.bank.office.schema import (
    HEAD,
    DecisionRow,
    DraftRow,
    EvidenceRow,
    PassedRow,
    PersonRow,
    TermsRow,
)
from loc_desktop.bank.office.values import (
    BlacklistEntry,
    Decision,
    OfficeKnowledge,
    OfficeTerms,
    RegisterEntry,
    SavedDraft,
)
from loc_desktop.clock import now
from loc_desktop.data_file import ANY, Access
from loc_desktop.errors import KnownError
from loc_desktop.loan.identity_number import normalise
from loc_desktop.loan.person_name import comparable

T = TypeVar("T")

_PERSON = (
    PersonRow.identity_number,
    PersonRow.name,
    PersonRow.address,
    PersonRow.phone,
    PersonRow.group,
    PersonRow.note,
    PersonRow.changed_at,
    PersonRow.changed_by,
    PersonRow.household,
    PersonRow.income,
    PersonRow.asset,
    PersonRow.debt,
)
_EVIDENCE = (
    EvidenceRow.id,
    EvidenceRow.identity_number,
    EvidenceRow.reason,
    EvidenceRow.source,
    EvidenceRow.date,
    EvidenceRow.entered_at,
    EvidenceRow.entered_by,
    EvidenceRow.lifted_at,
    EvidenceRow.lifted_by,
)


def of_person(number: Any, name: Any, text_: str) -> ColumnElement[bool]:
    """That one of two columns contains ``text_`` as people write it: width, case, spaces and which dot stands
    in a name do not count.
    """
    by_number: ColumnElement[bool] = number.contains(normalise(text_), autoescape=True)
    part = comparable(text_)
    return or_(by_number, func.comparable(name).contains(part, autoescape=True)) if part else by_number


class OfficeError(KnownError):
    """The office's file cannot be opened, read or written. Nothing on the ledger is touched."""


_FILE = FileKind(
    "office",
    0x4C6F4631,
    HEAD,
    Path(__file__).parent / "migrations",
    OfficeError,
    {"comparable": lambda name: comparable(name or "")},
)


class OfficeFile:
    """The file of one role or identity. Thread-safe: every call is its own transaction.

    ``clock`` gives the time that is written beside each change. Raises OfficeError ``office.unreadable``,
    ``office.newer`` (written by a later version), ``office.disk``.
    """

    def __init__(self, path: Path, clock: Callable[[], str] = now, access: Access = ANY) -> None:
        self.path = path
        self._clock = clock
        self._database = Database(path, _FILE, access)

    @property
    def stamp(self) -> int:
        """The number in the file's header."""
        return self._database.stamp

    def close(self) -> None:
        self._database.close()

    # ------------------------------------------------------------------ register

    def people(self, text_: str = "", start: int = 0, limit: int = 100) -> tuple[list[RegisterEntry], int]:
        """Persons whose number or name contains ``text_``, by number; and how many match in all."""
        query = select(PersonRow)
        if text_:
            query = query.where(of_person(PersonRow.identity_number, PersonRow.name, text_))

        def read(session: Session) -> tuple[list[RegisterEntry], int]:
            page = query.order_by(PersonRow.identity_number).offset(start).limit(limit)
            return [_entry(row) for row in session.scalars(page)], _count(session, query)

        return self.read(read)

    def person(self, identity_number: str) -> RegisterEntry | None:
        def read(session: Session) -> RegisterEntry | None:
            row = session.get(PersonRow, normalise(identity_number))
            return _entry(row) if row else None

        return self.read(read)

    def look_up(self, identity_number: str) -> OfficeKnowledge:
        """All that the oracle asks of this office about one person, in one go."""
        number = normalise(identity_number)

        def read(session: Session) -> OfficeKnowledge:
            # Columns, not objects: thousands of applications are audited in one run.
            person = session.execute(select(*_PERSON).where(PersonRow.identity_number == number)).first()
            standing = session.execute(
                select(*_EVIDENCE)
                .where(EvidenceRow.identity_number == number, EvidenceRow.lifted_at == "")
                .order_by(EvidenceRow.id)
            ).all()
            numbers: Any = PassedRow.identity_number == number
            household: list[str] = []
            if person is not None and person.household:
                members = select(PersonRow.identity_number).where(PersonRow.household == person.household)
                numbers = or_(numbers, PassedRow.identity_number.in_(members))
                others = members.where(PersonRow.identity_number != number)
                household.extend(session.scalars(others.order_by(PersonRow.identity_number)))
            passed = session.scalars(select(PassedRow.event).where(numbers).order_by(PassedRow.event)).all()
            return OfficeKnowledge(
                RegisterEntry(*person) if person else None,
                tuple(BlacklistEntry(*row) for row in standing),
                tuple(passed),
                tuple(household),
            )

        return self.read(read)

    def save_people(self, entries: Iterable[RegisterEntry], by: str) -> int:
        """Add or replace; all or nothing. Returns how many."""
        at = self._clock()
        rows = [
            {
                "identity_number": normalise(entry.identity_number),
                "name": entry.name,
                "address": entry.address,
                "phone": entry.phone,
                "person_group": entry.group,
                "note": entry.note,
                "changed_at": at,
                "changed_by": by,
                "household": entry.household,
                "income": entry.income,
                "asset": entry.asset,
                "debt": entry.debt,
            }
            for entry in entries
        ]
        if not rows:
            return 0

        def write(session: Session) -> int:
            table = PersonRow.__table__
            statement = insert(PersonRow)
            changes = {name: statement.excluded[name] for name in rows[0] if name != "identity_number"}
            statement = statement.on_conflict_do_update(
                index_elements=[table.c.identity_number], set_=changes
            )
            session.connection().execute(statement, rows)
            return len(rows)

        return self.run(write)

    def remove_person(self, identity_number: str) -> None:
        self.run(
            lambda session: session.execute(
                delete(PersonRow).where(PersonRow.identity_number == normalise(identity_number))
            )
        )

    # ------------------------------------------------------------------ blacklist

    def evidence(self, identity_number: str) -> list[BlacklistEntry]:
        """What stands against this person now, oldest first."""
        query = select(EvidenceRow).where(
            EvidenceRow.identity_number == normalise(identity_number), EvidenceRow.lifted_at == ""
        )
        return self.read(
            lambda session: [_evidence(row) for row in session.scalars(query.order_by(EvidenceRow.id))]
        )

    def blacklist(
        self, text_: str = "", lifted: bool = False, start: int = 0, limit: int = 100
    ) -> tuple[list[BlacklistEntry], int]:
        """Entries newest first (``lifted``: also those that no longer stand), and how many match in all."""
        query = select(EvidenceRow)
        if not lifted:
            query = query.where(EvidenceRow.lifted_at == "")
        if text_:
            query = query.where(
                or_(
                    EvidenceRow.identity_number.contains(normalise(text_), autoescape=True),
                    EvidenceRow.reason.contains(text_, autoescape=True),
                    EvidenceRow.source.contains(text_, autoescape=True),
                )
            )

        def read(session: Session) -> tuple[list[BlacklistEntry], int]:
            page = query.order_by(EvidenceRow.id.desc()).offset(start).limit(limit)
            return [_evidence(row) for row in session.scalars(page)], _count(session, query)

        return self.read(read)

    def add_evidence(self, entries: Iterable[BlacklistEntry], by: str) -> list[BlacklistEntry]:
        """Keep new entries (their ``id`` is given here); all or nothing."""
        at = self._clock()

        def write(session: Session) -> list[BlacklistEntry]:
            rows = [
                EvidenceRow(
                    identity_number=normalise(entry.identity_number),
                    reason=entry.reason,
                    source=entry.source,
                    date=entry.date,
                    entered_at=at,
                    entered_by=by,
                    lifted_at="",
                    lifted_by="",
                )
                for entry in entries
            ]
            session.add_all(rows)
            session.flush()
            return [_evidence(row) for row in rows]

        return self.run(write)

    def lift(self, entry: int, by: str) -> bool:
        """The entry no longer stands. False if there is none or it was lifted before."""

        def write(session: Session) -> bool:
            row = session.get(EvidenceRow, entry)
            if row is None or row.lifted_at:
                return False
            row.lifted_at, row.lifted_by = self._clock(), by
            return True

        return self.run(write)

    # ------------------------------------------------------------------ terms

    def terms(self) -> OfficeTerms | None:
        """The version in force; None before any was kept."""
        history = self.terms_history(1)
        return history[0] if history else None

    def terms_history(self, limit: int = 1000) -> list[OfficeTerms]:
        """Newest first."""
        query = select(TermsRow).order_by(TermsRow.version.desc()).limit(limit)
        return self.read(lambda session: [_terms(row) for row in session.scalars(query)])

    def save_terms(self, role: str, limits: Mapping[str, int], by: str, note: str) -> OfficeTerms:
        """A new version; two writers at once each get their own number."""

        def write(session: Session) -> OfficeTerms:
            last = session.scalar(select(func.max(TermsRow.version))) or 0
            row = TermsRow(
                version=last + 1,
                role=role,
                limits=json.dumps(dict(limits), sort_keys=True),
                at=self._clock(),
                by=by,
                note=note,
            )
            session.add(row)
            session.flush()
            return _terms(row)

        return self.run(write)

    # ------------------------------------------------------------------ drafts, decisions

    def drafts(self) -> list[SavedDraft]:
        """Newest first."""
        query = select(DraftRow).order_by(DraftRow.saved_at.desc(), DraftRow.id)
        return self.read(
            lambda session: [SavedDraft(row.id, row.saved_at, row.content) for row in session.scalars(query)]
        )

    def save_draft(self, draft: str, content: str) -> SavedDraft:
        at = self._clock()
        self.run(lambda session: session.merge(DraftRow(id=draft, saved_at=at, content=content)))
        return SavedDraft(draft, at, content)

    def delete_draft(self, draft: str) -> None:
        self.run(lambda session: session.execute(delete(DraftRow).where(DraftRow.id == draft)))

    def record(self, decisions: Iterable[Decision]) -> None:
        """What was signed; the same event again keeps the newest."""
        rows = [asdict(decision) for decision in decisions]
        if rows:
            self.run(
                lambda session: session.connection().execute(
                    insert(DecisionRow).prefix_with("OR REPLACE"), rows
                )
            )

    def decision(self, event_id: str) -> Decision | None:
        def read(session: Session) -> Decision | None:
            row = session.get(DecisionRow, event_id)
            return Decision(row.event, row.verdict, row.terms_version, row.at, row.tx_id) if row else None

        return self.read(read)

    def passed_before(self, identity_number: str) -> list[str]:
        """The events of this person that this role has passed."""
        query = select(PassedRow.event).where(PassedRow.identity_number == normalise(identity_number))
        return self.read(lambda session: list(session.scalars(query.order_by(PassedRow.event))))

    def record_passed(self, pairs: Iterable[tuple[str, str]]) -> None:
        """(event, identity number) of applications that this role has passed."""
        rows = [{"event": event_id, "identity_number": normalise(number)} for event_id, number in pairs]
        if rows:
            self.run(
                lambda session: session.connection().execute(
                    insert(PassedRow).prefix_with("OR REPLACE"), rows
                )
            )

    # ------------------------------------------------------------------ for the parts of an office

    def now(self) -> str:
        return self._clock()

    def run(self, work: Callable[[Session], T]) -> T:
        """One transaction that may write; it waits for other writers first. Raises OfficeError."""
        return self._database.write(lambda connection: _in_session(connection, work))

    def read(self, work: Callable[[Session], T]) -> T:
        """One transaction that only reads, beside writers. Raises OfficeError."""
        return self._database.read(lambda connection: _in_session(connection, work))


def _in_session(connection: Connection, work: Callable[[Session], T]) -> T:
    """``work`` in the connection's transaction."""
    with Session(connection, expire_on_commit=False) as session, session.begin():
        return work(session)


def _count(session: Session, query: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0


def _entry(row: PersonRow) -> RegisterEntry:
    return RegisterEntry(
        row.identity_number,
        row.name,
        row.address,
        row.phone,
        row.group,
        row.note,
        row.changed_at,
        row.changed_by,
        row.household,
        row.income,
        row.asset,
        row.debt,
    )


def _evidence(row: EvidenceRow) -> BlacklistEntry:
    return BlacklistEntry(
        row.id,
        row.identity_number,
        row.reason,
        row.source,
        row.date,
        row.entered_at,
        row.entered_by,
        row.lifted_at,
        row.lifted_by,
    )


def _terms(row: TermsRow) -> OfficeTerms:
    return OfficeTerms(row.role, row.version, json.loads(row.limits), row.at, row.by, row.note)
