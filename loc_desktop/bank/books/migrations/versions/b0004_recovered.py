"""What was recovered of loans that were written off has an account of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("loan_standing", sa.Column("recovered", sa.Integer(), nullable=False, server_default="0"))
