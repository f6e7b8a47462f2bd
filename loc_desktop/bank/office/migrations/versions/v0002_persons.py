"""What the register knows of a person's household and means, and the salt of a customer's commitment."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("household", sa.Text(), nullable=False, server_default=""))
        for name in ("income", "asset", "debt"):
            person.add_column(sa.Column(name, sa.Integer(), nullable=True))
        person.create_index("ix_person_household", ["household"])
    with op.batch_alter_table("customer") as customer:
        customer.add_column(sa.Column("salt", sa.String(64), nullable=False, server_default=""))
