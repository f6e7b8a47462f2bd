"""The tables of loan servicing in a bank's books. Changes go with a migration in ``books/migrations``."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from loc_desktop.bank.books.schema import BooksBase


class BookedLoanRow(BooksBase):
    """A loan of this bank. ``digest`` is of the ledger's record that was taken over last; ``done``: paid back
    and booked, until the ledger changes it.
    """

    __tablename__ = "loan"
    __table_args__ = (Index("loan_by_payee", "payee"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    payee: Mapped[str] = mapped_column(String(64))
    product: Mapped[str] = mapped_column(String(40))
    branch: Mapped[str] = mapped_column(Text)
    amount: Mapped[int]
    opened: Mapped[str] = mapped_column(String(10))
    digest: Mapped[str] = mapped_column(String(64))
    done: Mapped[int]


class LoanVersionRow(BooksBase):
    """A loan as the ledger had it at the end of a day on which it changed. ``record`` is JSON."""

    __tablename__ = "loan_version"

    loan: Mapped[str] = mapped_column(ForeignKey("loan.id"), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    record: Mapped[bytes] = mapped_column(LargeBinary)


class LoanStandingRow(BooksBase):
    """A loan after its last day's end; from ``loans`` to ``memo_penalty``, what of it is booked on each
    account of the loan book (debits positive). ``stopped``: since when it is in non-accrual, "" if it is not.
    """

    __tablename__ = "loan_standing"
    __table_args__ = (Index("loan_standing_by_tier", "tier", "days_past_due"),)

    loan: Mapped[str] = mapped_column(ForeignKey("loan.id"), primary_key=True)
    day: Mapped[str] = mapped_column(String(10))
    tier: Mapped[str] = mapped_column(String(20))
    days_past_due: Mapped[int]
    outstanding: Mapped[int]
    due: Mapped[int]
    overdue: Mapped[int]
    penalty: Mapped[int]
    loans: Mapped[int]
    interest_due: Mapped[int]
    penalty_due: Mapped[int]
    subsidy_due: Mapped[int]
    interest_income: Mapped[int]
    penalty_income: Mapped[int]
    written_off: Mapped[int]
    recovered: Mapped[int] = mapped_column(server_default="0")
    memo_interest: Mapped[int] = mapped_column(server_default="0")
    memo_penalty: Mapped[int] = mapped_column(server_default="0")
    overdue_principal: Mapped[int] = mapped_column(server_default="0")
    stopped: Mapped[str] = mapped_column(String(10), server_default="")


class ProvisionRow(BooksBase):
    """What of a class was set aside at a day's end; ``percent`` in hundredths."""

    __tablename__ = "provision"

    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    tier: Mapped[str] = mapped_column(String(20), primary_key=True)
    loans: Mapped[int]
    base: Mapped[int]
    percent: Mapped[int]
    amount: Mapped[int]


class DayRunRow(BooksBase):
    """A day's end: ``running``, ``cancelled`` or ``finished``, with its figures so far."""

    __tablename__ = "day_run"

    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    status: Mapped[str] = mapped_column(String(10))
    started_at: Mapped[str] = mapped_column(String(20))
    finished_at: Mapped[str] = mapped_column(String(20))
    chunks: Mapped[int]
    loans: Mapped[int]
    interest: Mapped[int]
    penalty: Mapped[int]
    notices: Mapped[int]
    collections: Mapped[int]
    collections_fen: Mapped[int]
    tiers: Mapped[str] = mapped_column(Text)


class TierChangeRow(BooksBase):
    """A loan that came into another of the five tiers."""

    __tablename__ = "tier_change"

    loan: Mapped[str] = mapped_column(ForeignKey("loan.id"), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    before: Mapped[str] = mapped_column(String(20))
    after: Mapped[str] = mapped_column(String(20))


class DueNoticeRow(BooksBase):
    """A notice to a customer about a period of a loan: ``soon``, ``due`` or ``overdue``, each once."""

    __tablename__ = "notice"
    __table_args__ = (Index("notice_by_day", "day"),)

    loan: Mapped[str] = mapped_column(ForeignKey("loan.id"), primary_key=True)
    period: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    due: Mapped[str] = mapped_column(String(10), primary_key=True)
    day: Mapped[str] = mapped_column(String(10))
    amount: Mapped[int]


class CollectionRow(BooksBase):
    """What a day's end wants from a linked account: ``planned``, ``collected`` or ``void`` (``why``)."""

    __tablename__ = "collection"
    __table_args__ = (Index("collection_by_state", "state", "account"),)

    loan: Mapped[str] = mapped_column(ForeignKey("loan.id"), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    event: Mapped[str] = mapped_column(String(32), unique=True)
    account: Mapped[str] = mapped_column(ForeignKey("account.number"))
    principal: Mapped[int]
    interest: Mapped[int]
    penalty: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    why: Mapped[str] = mapped_column(Text)
