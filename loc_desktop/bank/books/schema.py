"""The tables of a bank's books, typed. Changes go with a migration in ``books/migrations/versions``.

The database itself keeps the rules of the journal (triggers of migration 0001): an entry has at least two
postings, they sum to zero, those on money accounts alone sum to zero as well, nothing is ever updated or
deleted, and no posting goes to a closed account or below an account's floor.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

HEAD = "0008"
"""The newest migration. A test holds this equal to Alembic's own head."""


class BooksBase(DeclarativeBase):
    """Base of the tables."""


class SettingRow(BooksBase):
    """Whose books these are: ``bank`` (member key), ``institution`` (two digits), ``name``."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class BookedClientRow(BooksBase):
    """A customer of the bank (CIF)."""

    __tablename__ = "client"

    number: Mapped[str] = mapped_column(String(10), primary_key=True)
    name: Mapped[str] = mapped_column(Text, index=True)
    identity_number: Mapped[str] = mapped_column(String(18), unique=True)
    phone: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(10))
    opened: Mapped[str] = mapped_column(String(10))


class AccountRow(BooksBase):
    """A traditional account. ``balance`` is kept by the postings' trigger and by nothing else."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("balance >= 0 OR floor = 0", name="account_floor"),
        CheckConstraint("status IN ('open', 'closed')", name="account_status"),
        CheckConstraint("status = 'open' OR balance = 0", name="account_closed_empty"),
        # One traditional account a digital account, so that a transfer needs no choice.
        Index("account_by_digital_key", "digital_key", unique=True, sqlite_where=text("digital_key <> ''")),
        Index("account_by_kind", "kind"),
        Index("account_by_client", "client"),
    )

    number: Mapped[str] = mapped_column(String(19), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(Text)
    client: Mapped[str] = mapped_column(String(10))
    debit: Mapped[int]
    floor: Mapped[int]
    money: Mapped[int]
    balance: Mapped[int]
    status: Mapped[str] = mapped_column(String(10))
    opened: Mapped[str] = mapped_column(String(10))
    closed: Mapped[str] = mapped_column(String(10))
    digital_key: Mapped[str] = mapped_column(String(64))
    link_event: Mapped[str] = mapped_column(String(32))
    linked_at: Mapped[str] = mapped_column(String(20))
    unlink_event: Mapped[str] = mapped_column(String(32), server_default="")


class JournalRow(BooksBase):
    """A journal entry; ``maker`` and ``checker`` are the keys of who entered and who released it, "" for the
    program itself and for no second person. Its deferred reference to ``seal`` lets no transaction end before
    it was balanced."""

    __tablename__ = "entry"
    __table_args__ = (
        ForeignKeyConstraint(
            ["id"], ["seal.entry"], name="entry_sealed", deferrable=True, initially="DEFERRED"
        ),
        Index("entry_by_booking_date", "booking_date"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    text: Mapped[str] = mapped_column(Text)
    booking_date: Mapped[str] = mapped_column(String(10))
    value_date: Mapped[str] = mapped_column(String(10))
    booked_at: Mapped[str] = mapped_column(String(20))
    reverses: Mapped[int | None] = mapped_column(ForeignKey("entry.id"), unique=True)
    maker: Mapped[str] = mapped_column(String(64), server_default="")
    checker: Mapped[str] = mapped_column(String(64), server_default="")


class PostingRow(BooksBase):
    """One side of an entry: a debit positive, a credit negative, fen."""

    __tablename__ = "posting"
    __table_args__ = (
        CheckConstraint("amount <> 0", name="posting_amount"),
        Index("posting_by_account", "account", "entry"),
    )

    entry: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True, autoincrement=False)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account: Mapped[str] = mapped_column(ForeignKey("account.number"))
    amount: Mapped[int]


class SealRow(BooksBase):
    """The mark that an entry is whole: only a balanced entry gets it, and afterwards no more postings."""

    __tablename__ = "seal"

    entry: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class TransferRow(BooksBase):
    """A transfer between the books and the ledger, and how far it is. ``key`` is the idempotency key."""

    __tablename__ = "transfer"
    __table_args__ = (
        # A second event with a used key is kept too, as a duplicate that is refused.
        Index("transfer_by_key", "key", unique=True, sqlite_where=text("duplicate = 0")),
        Index("transfer_by_state", "state"),
        Index("transfer_by_account", "account", "seen_at"),
        Index("transfer_by_asked", "asked_at"),
        CheckConstraint("amount > 0", name="transfer_amount"),
    )

    event: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(32))
    duplicate: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    amount: Mapped[int]
    account: Mapped[str] = mapped_column(String(19))
    digital: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(40))
    params: Mapped[str] = mapped_column(Text)
    hold_entry: Mapped[int | None] = mapped_column(ForeignKey("entry.id"))
    settle_entry: Mapped[int | None] = mapped_column(ForeignKey("entry.id"))
    reverse_entry: Mapped[int | None] = mapped_column(ForeignKey("entry.id"))
    tx_id: Mapped[str] = mapped_column(String(64))
    seen_at: Mapped[str] = mapped_column(String(20))
    changed_at: Mapped[str] = mapped_column(String(20))
    tries: Mapped[int]
    trouble: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[str] = mapped_column(String(20), server_default="")
