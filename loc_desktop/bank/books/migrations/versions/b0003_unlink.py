"""An account's link that is about to end: known in the books before the bank's result is sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("unlink_event", sa.String(32), nullable=False, server_default=""))
