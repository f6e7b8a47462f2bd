"""The tables of arrears in a bank's books. Changes go with a migration in ``books/migrations``."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from loc_desktop.bank.books.schema import BooksBase


class ContactRow(BooksBase):
    """A call or visit."""

    __tablename__ = "contact"
    __table_args__ = (Index("contact_by_loan", "loan"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    loan: Mapped[str] = mapped_column(ForeignKey("loan.id"))
    day: Mapped[str] = mapped_column(String(10))
    at: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(Text)
    way: Mapped[str] = mapped_column(String(20))
    person: Mapped[str] = mapped_column(Text)
    result: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text)
    step: Mapped[str] = mapped_column(String(20))
    step_day: Mapped[str] = mapped_column(String(10))


class PromiseRow(BooksBase):
    """A promise to pay; ``paid_before`` is all that had been paid on the loan when it was made (fen)."""

    __tablename__ = "promise"
    __table_args__ = (Index("promise_by_loan", "loan"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    loan: Mapped[str] = mapped_column(ForeignKey("loan.id"))
    day: Mapped[str] = mapped_column(String(10))
    at: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(Text)
    amount: Mapped[int]
    due: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text)
    paid_before: Mapped[int]


class DemandRow(BooksBase):
    """A letter of demand; numbers have no gaps within a year."""

    __tablename__ = "demand"
    __table_args__ = (Index("demand_by_loan", "loan"),)

    number: Mapped[str] = mapped_column(String(20), primary_key=True)
    loan: Mapped[str] = mapped_column(ForeignKey("loan.id"))
    day: Mapped[str] = mapped_column(String(10))
    at: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(Text)
    days_late: Mapped[int]
    principal: Mapped[int]
    interest: Mapped[int]
    penalty: Mapped[int]
    deadline: Mapped[str] = mapped_column(String(10))
    way: Mapped[str] = mapped_column(String(20))
    delivered: Mapped[str] = mapped_column(String(10))
    delivered_by: Mapped[str] = mapped_column(Text)
    receiver: Mapped[str] = mapped_column(Text)
