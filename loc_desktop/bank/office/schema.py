"""The tables of an office's file, typed. Changes go with a migration in ``migrations/versions``."""

from __future__ import annotations

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

HEAD = "0005"
"""The newest migration. A test holds this equal to Alembic's own head."""


class Base(DeclarativeBase):
    """Base of the tables."""


class PersonRow(Base):
    """A person in the register."""

    __tablename__ = "person"

    identity_number: Mapped[str] = mapped_column(String(18), primary_key=True)
    name: Mapped[str] = mapped_column(Text, index=True)
    address: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    group: Mapped[str] = mapped_column("person_group", Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[str] = mapped_column(String(20))
    changed_by: Mapped[str] = mapped_column(Text, default="")
    household: Mapped[str] = mapped_column(Text, default="", index=True)
    income: Mapped[int | None] = mapped_column(default=None)
    asset: Mapped[int | None] = mapped_column(default=None)
    debt: Mapped[int | None] = mapped_column(default=None)


class EvidenceRow(Base):
    """A blacklist entry. Never deleted: lifting it fills ``lifted_at``."""

    __tablename__ = "evidence"
    __table_args__ = (Index("evidence_by_person", "identity_number", "lifted_at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    identity_number: Mapped[str] = mapped_column(String(18))
    reason: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    date: Mapped[str] = mapped_column(String(10))
    entered_at: Mapped[str] = mapped_column(String(20))
    entered_by: Mapped[str] = mapped_column(Text, default="")
    lifted_at: Mapped[str] = mapped_column(String(20), default="")
    lifted_by: Mapped[str] = mapped_column(Text, default="")


class TermsRow(Base):
    """One version of the role's terms. ``limits`` is a JSON object, name → fen or months."""

    __tablename__ = "terms"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    role: Mapped[str] = mapped_column(String(4))
    limits: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column("changed_by", Text)
    note: Mapped[str] = mapped_column(Text, default="")


class DraftRow(Base):
    """A form that is not yet signed."""

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    saved_at: Mapped[str] = mapped_column(String(24), index=True)
    content: Mapped[str] = mapped_column(Text)


class DecisionRow(Base):
    """A verdict this role signed. An opened dossier itself is never stored."""

    __tablename__ = "decision"

    event: Mapped[str] = mapped_column(String(64), primary_key=True)
    verdict: Mapped[str] = mapped_column(String(8))
    terms_version: Mapped[int]
    at: Mapped[str] = mapped_column(String(20))
    tx_id: Mapped[str] = mapped_column(String(64), default="")


class ReadingRow(Base):
    """A dossier that somebody of this office read. Never deleted."""

    __tablename__ = "reading"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    event: Mapped[str] = mapped_column(String(32), index=True)
    key: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(20))
    purpose: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)


class PaperRow(Base):
    """A paper that this office issued: its number, what it says (``line``) and how often it was made. Never
    deleted."""

    __tablename__ = "paper"
    __table_args__ = (UniqueConstraint("series", "running", name="paper_number"),)

    number: Mapped[str] = mapped_column(String(40), primary_key=True)
    series: Mapped[str] = mapped_column(String(20))
    running: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64), index=True)
    event: Mapped[str] = mapped_column(String(32), index=True)
    tx: Mapped[str] = mapped_column(String(64))
    line: Mapped[str] = mapped_column(Text)
    copies: Mapped[int]
    at: Mapped[str] = mapped_column(String(20))
    last_at: Mapped[str] = mapped_column(String(20))


class CustomerRow(Base):
    """A customer served at this counter. ``record`` is the public half of the identity, as JSON."""

    __tablename__ = "customer"

    identity: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(String(64), index=True)
    identity_number: Mapped[str] = mapped_column(String(18), index=True)
    name: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    record: Mapped[str] = mapped_column(Text)
    salt: Mapped[str] = mapped_column(String(64), default="")
    added_at: Mapped[str] = mapped_column(String(20))


class SignedApplicationRow(Base):
    """An event that a customer of this counter signed: whose it is, so that it can be shown by name."""

    __tablename__ = "application"

    event: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[str] = mapped_column(String(20))
    amount: Mapped[int]
    months: Mapped[int]
    bank: Mapped[str] = mapped_column(String(64))


class SeenRow(Base):
    """An event that waited when somebody last looked at the list; ``mark`` tells whether it changed since."""

    __tablename__ = "seen"

    event: Mapped[str] = mapped_column(String(32), primary_key=True)
    mark: Mapped[str] = mapped_column(String(80))


class PassedRow(Base):
    """A loan application that this role passed, by person: what the term "issued before" looks at."""

    __tablename__ = "passed"

    event: Mapped[str] = mapped_column(String(32), primary_key=True)
    identity_number: Mapped[str] = mapped_column(String(18), index=True)
