"""Deeds at the counter: who entered and who released them, stand in the journal's entry too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TRIGGERS = (
    "CREATE TRIGGER slip_kept BEFORE DELETE ON slip BEGIN SELECT RAISE(ABORT, 'journal.nothing_changed');"
    " END",
    # Decided once; what was asked for stays as it was signed.
    """CREATE TRIGGER slip_decided BEFORE UPDATE ON slip WHEN OLD.state <> 'waiting' BEGIN
         SELECT RAISE(ABORT, 'journal.nothing_changed');
       END""",
    """CREATE TRIGGER slip_asked BEFORE UPDATE OF id, deed, account, amount, text, reverses, day, asked_at,
        maker, maker_name, maker_signature, second ON slip BEGIN
         SELECT RAISE(ABORT, 'journal.nothing_changed');
       END""",
    """CREATE TRIGGER slip_new BEFORE INSERT ON slip WHEN NEW.second = 1 AND NEW.state <> 'waiting' BEGIN
         SELECT RAISE(ABORT, 'journal.second_person');
       END""",
    """CREATE TRIGGER slip_two BEFORE UPDATE OF state ON slip
        WHEN NEW.state = 'done' AND (NEW.checker = '' OR NEW.checker = NEW.maker) BEGIN
         SELECT RAISE(ABORT, 'journal.second_person');
       END""",
)


def upgrade() -> None:
    for name in ("maker", "checker"):
        op.add_column("entry", sa.Column(name, sa.String(64), nullable=False, server_default=""))
    op.create_table(
        "slip",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("deed", sa.String(20), nullable=False),
        sa.Column("account", sa.String(19), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reverses", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("asked_at", sa.String(20), nullable=False),
        sa.Column("maker", sa.String(64), nullable=False),
        sa.Column("maker_name", sa.Text(), nullable=False),
        sa.Column("maker_signature", sa.Text(), nullable=False),
        sa.Column("second", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("checker", sa.String(64), nullable=False),
        sa.Column("checker_name", sa.Text(), nullable=False),
        sa.Column("checker_signature", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.String(20), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("entry", sa.Integer(), sa.ForeignKey("entry.id"), nullable=True),
        sa.Column("balance", sa.Integer(), nullable=False),
    )
    op.create_index("slip_by_state", "slip", ["state", "day"])
    op.create_index("slip_by_account", "slip", ["account"])
    op.create_index("slip_by_number", "slip", ["number"], unique=True, sqlite_where=sa.text("number <> ''"))
    for trigger in TRIGGERS:
        op.execute(trigger)
