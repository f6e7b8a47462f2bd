"""Non-accrual with memo accounts, provisions by class."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("memo_interest", "memo_penalty", "overdue_principal"):
        op.add_column("loan_standing", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("loan_standing", sa.Column("stopped", sa.String(10), nullable=False, server_default=""))
    op.create_table(
        "provision",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("tier", sa.String(20), primary_key=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("loans", "base", "percent", "amount")),
    )
