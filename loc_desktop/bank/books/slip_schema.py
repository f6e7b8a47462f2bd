"""The table of the counter's slips in a bank's books. Changes go with a migration in ``books/migrations``."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from loc_desktop.bank.books.schema import BooksBase


class SlipRow(BooksBase):
    """A deed at the counter. It is decided once and never changed afterwards, nor deleted (triggers)."""

    __tablename__ = "slip"
    __table_args__ = (
        Index("slip_by_state", "state", "day"),
        Index("slip_by_account", "account"),
        Index("slip_by_number", "number", unique=True, sqlite_where=sql("number <> ''")),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    deed: Mapped[str] = mapped_column(String(20))
    account: Mapped[str] = mapped_column(String(19))
    amount: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    reverses: Mapped[int]
    day: Mapped[str] = mapped_column(String(10))
    asked_at: Mapped[str] = mapped_column(String(20))
    maker: Mapped[str] = mapped_column(String(64))
    maker_name: Mapped[str] = mapped_column(Text)
    maker_signature: Mapped[str] = mapped_column(Text)
    second: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    checker: Mapped[str] = mapped_column(String(64))
    checker_name: Mapped[str] = mapped_column(Text)
    checker_signature: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[str] = mapped_column(String(20))
    number: Mapped[str] = mapped_column(String(20))
    entry: Mapped[int | None] = mapped_column(ForeignKey("entry.id"))
    balance: Mapped[int]
