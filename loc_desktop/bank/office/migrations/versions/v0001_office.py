"""The first tables: register, evidence, terms, drafts, decisions, customers of the counter."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("identity_number", sa.String(18), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("person_group", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(20), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
    )
    op.create_index("ix_person_name", "person", ["name"])
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("identity_number", sa.String(18), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("date", sa.String(10), nullable=False),
        sa.Column("entered_at", sa.String(20), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("lifted_at", sa.String(20), nullable=False),
        sa.Column("lifted_by", sa.Text(), nullable=False),
    )
    op.create_index("evidence_by_person", "evidence", ["identity_number", "lifted_at"])
    op.create_table(
        "terms",
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("role", sa.String(4), nullable=False),
        sa.Column("limits", sa.Text(), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("saved_at", sa.String(24), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
    )
    op.create_index("ix_draft_saved_at", "draft", ["saved_at"])
    op.create_table(
        "decision",
        sa.Column("event", sa.String(64), primary_key=True),
        sa.Column("verdict", sa.String(8), nullable=False),
        sa.Column("terms_version", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("tx_id", sa.String(64), nullable=False),
    )
    op.create_table(
        "customer",
        sa.Column("identity", sa.Text(), primary_key=True),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("identity_number", sa.String(18), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(20), nullable=False),
    )
    op.create_index("ix_customer_key", "customer", ["key"])
    op.create_index("ix_customer_identity_number", "customer", ["identity_number"])
    op.create_table(
        "application",
        sa.Column("event", sa.String(32), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False, unique=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("bank", sa.String(64), nullable=False),
    )
    op.create_index("ix_application_key", "application", ["key"])
    op.create_table(
        "passed",
        sa.Column("event", sa.String(32), primary_key=True),
        sa.Column("identity_number", sa.String(18), nullable=False),
    )
    op.create_index("ix_passed_identity_number", "passed", ["identity_number"])


def downgrade() -> None:
    for table in ("passed", "application", "customer", "decision", "draft", "terms", "evidence", "person"):
        op.drop_table(table)
