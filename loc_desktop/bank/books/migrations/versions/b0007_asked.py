"""A transfer's own time: when it was asked for, by which they are listed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("transfer", sa.Column("asked_at", sa.String(20), nullable=False, server_default=""))
    op.create_index("transfer_by_asked", "transfer", ["asked_at"])
