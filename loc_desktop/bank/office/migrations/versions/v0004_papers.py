"""The papers that an office issued: numbers, contents, copies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper",
        sa.Column("number", sa.String(40), primary_key=True),
        sa.Column("series", sa.String(20), nullable=False),
        sa.Column("running", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("tx", sa.String(64), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("last_at", sa.String(20), nullable=False),
        sa.UniqueConstraint("series", "running", name="paper_number"),
    )
    op.create_index("ix_paper_digest", "paper", ["digest"])
    op.create_index("ix_paper_event", "paper", ["event"])
