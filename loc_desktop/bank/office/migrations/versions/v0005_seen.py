"""What of the list of waiting work was looked at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seen",
        sa.Column("event", sa.String(32), primary_key=True),
        sa.Column("mark", sa.String(80), nullable=False),
    )
