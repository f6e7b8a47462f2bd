"""Calls, promises to pay and letters of demand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _made(name: str, *columns: sa.Column[object]) -> None:
    """A table of what was done about a loan."""
    key = (
        sa.Column("number", sa.String(20), primary_key=True)
        if name == "demand"
        else sa.Column("id", sa.Integer(), primary_key=True)
    )
    op.create_table(
        name,
        key,
        sa.Column("loan", sa.String(32), sa.ForeignKey("loan.id"), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        *columns,
    )
    op.create_index(f"{name}_by_loan", name, ["loan"])


def _text(name: str, length: int = 0) -> sa.Column[object]:
    kind = sa.String(length) if length else sa.Text()
    return sa.Column(name, kind, nullable=False)


def _fen(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False)


def upgrade() -> None:
    _made(
        "contact", _text("way", 20), _text("person"), _text("result", 20), _text("note"), _text("step", 20),
        _text("step_day", 10),
    )  # fmt: skip
    _made("promise", _fen("amount"), _text("due", 10), _text("note"), _fen("paid_before"))
    _made(
        "demand", _fen("days_late"), _fen("principal"), _fen("interest"), _fen("penalty"),
        _text("deadline", 10), _text("way", 20), _text("delivered", 10), _text("delivered_by"),
        _text("receiver"),
    )  # fmt: skip
