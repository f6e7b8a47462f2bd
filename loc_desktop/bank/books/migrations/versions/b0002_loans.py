"""Loan servicing: loans as the ledger has them by day, the day's ends, notices, collections."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _amounts(*names: str) -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, sa.Integer(), nullable=False) for name in names)


def upgrade() -> None:
    op.create_table(
        "loan",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("payee", sa.String(64), nullable=False),
        sa.Column("product", sa.String(40), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("opened", sa.String(10), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
    )
    op.create_index("loan_by_payee", "loan", ["payee"])
    op.create_table(
        "loan_version",
        sa.Column("loan", sa.String(32), sa.ForeignKey("loan.id"), primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("record", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "loan_standing",
        sa.Column("loan", sa.String(32), sa.ForeignKey("loan.id"), primary_key=True),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("tier", sa.String(20), nullable=False),
        *_amounts("days_past_due", "outstanding", "due", "overdue", "penalty"),
        *_amounts("loans", "interest_due", "penalty_due", "subsidy_due", "interest_income"),
        *_amounts("penalty_income", "written_off"),
    )
    op.create_index("loan_standing_by_tier", "loan_standing", ["tier", "days_past_due"])
    op.create_table(
        "day_run",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("started_at", sa.String(20), nullable=False),
        sa.Column("finished_at", sa.String(20), nullable=False),
        *_amounts("chunks", "loans", "interest", "penalty", "notices", "collections", "collections_fen"),
        sa.Column("tiers", sa.Text(), nullable=False),
    )
    op.create_table(
        "tier_change",
        sa.Column("loan", sa.String(32), sa.ForeignKey("loan.id"), primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("before", sa.String(20), nullable=False),
        sa.Column("after", sa.String(20), nullable=False),
    )
    op.create_table(
        "notice",
        sa.Column("loan", sa.String(32), sa.ForeignKey("loan.id"), primary_key=True),
        sa.Column("period", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("due", sa.String(10), primary_key=True),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
    )
    op.create_index("notice_by_day", "notice", ["day"])
    op.create_table(
        "collection",
        sa.Column("loan", sa.String(32), sa.ForeignKey("loan.id"), primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("event", sa.String(32), nullable=False, unique=True),
        sa.Column("account", sa.String(19), sa.ForeignKey("account.number"), nullable=False),
        *_amounts("principal", "interest", "penalty"),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
    )
    op.create_index("collection_by_state", "collection", ["state", "account"])


def downgrade() -> None:
    for table in (
        "collection", "notice", "tier_change", "day_run", "loan_standing", "loan_version", "loan",
    ):  # fmt: skip
        op.drop_table(table)
