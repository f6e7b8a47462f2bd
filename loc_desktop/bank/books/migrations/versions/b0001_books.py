"""The first tables: customers, accounts, the journal with its rules, transfers to and from the ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TRIGGERS = (
    # An account's balance follows its postings, on the account's own side.
    """CREATE TRIGGER posting_balance AFTER INSERT ON posting BEGIN
         UPDATE account SET balance = balance + CASE debit WHEN 1 THEN NEW.amount ELSE -NEW.amount END
          WHERE number = NEW.account;
       END""",
    """CREATE TRIGGER posting_allowed BEFORE INSERT ON posting BEGIN
         SELECT RAISE(ABORT, 'journal.sealed')
          WHERE EXISTS (SELECT 1 FROM seal WHERE entry = NEW.entry);
         SELECT RAISE(ABORT, 'journal.closed')
          WHERE EXISTS (SELECT 1 FROM account WHERE number = NEW.account AND status <> 'open');
       END""",
    """CREATE TRIGGER seal_balanced BEFORE INSERT ON seal BEGIN
         SELECT RAISE(ABORT, 'journal.sealed')
          WHERE EXISTS (SELECT 1 FROM seal WHERE entry = NEW.entry);
         SELECT RAISE(ABORT, 'journal.two_postings')
          WHERE (SELECT COUNT(*) FROM posting WHERE entry = NEW.entry) < 2;
         SELECT RAISE(ABORT, 'journal.unbalanced')
          WHERE (SELECT SUM(amount) FROM posting WHERE entry = NEW.entry) <> 0;
         SELECT RAISE(ABORT, 'journal.money_unbalanced')
          WHERE (SELECT COALESCE(SUM(p.amount), 0) FROM posting p JOIN account a ON a.number = p.account
                  WHERE p.entry = NEW.entry AND a.money = 1) <> 0;
       END""",
    # REPLACE would delete without asking; this runs before it.
    """CREATE TRIGGER entry_new BEFORE INSERT ON entry BEGIN
         SELECT RAISE(ABORT, 'journal.entry_exists')
          WHERE EXISTS (SELECT 1 FROM entry WHERE id = NEW.id OR key = NEW.key);
       END""",
    # The rules by which an account is read stay as they were opened.
    """CREATE TRIGGER account_fixed BEFORE UPDATE OF number, kind, debit, floor, money ON account BEGIN
         SELECT RAISE(ABORT, 'journal.kind_stays');
       END""",
    "CREATE TRIGGER account_kept BEFORE DELETE ON account BEGIN SELECT RAISE(ABORT,"
    " 'journal.account_stays'); END",
    *(
        f"CREATE TRIGGER {table}_no_{word} BEFORE {word.upper()} ON {table} BEGIN SELECT RAISE(ABORT,"
        f" 'journal.nothing_changed'); END"
        for table in ("entry", "posting", "seal")
        for word in ("update", "delete")
    ),
)


def upgrade() -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )
    op.create_table(
        "client",
        sa.Column("number", sa.String(10), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("identity_number", sa.String(18), nullable=False, unique=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("opened", sa.String(10), nullable=False),
    )
    op.create_index("ix_client_name", "client", ["name"])
    op.create_table(
        "account",
        sa.Column("number", sa.String(19), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("client", sa.String(10), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("debit", "floor", "money", "balance")),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("opened", sa.String(10), nullable=False),
        sa.Column("closed", sa.String(10), nullable=False),
        sa.Column("digital_key", sa.String(64), nullable=False),
        sa.Column("link_event", sa.String(32), nullable=False),
        sa.Column("linked_at", sa.String(20), nullable=False),
        sa.CheckConstraint("balance >= 0 OR floor = 0", name="account_floor"),
        sa.CheckConstraint("status IN ('open', 'closed')", name="account_status"),
        sa.CheckConstraint("status = 'open' OR balance = 0", name="account_closed_empty"),
    )
    op.create_index(
        "account_by_digital_key",
        "account",
        ["digital_key"],
        unique=True,
        sqlite_where=sa.text("digital_key <> ''"),
    )
    op.create_index("account_by_kind", "account", ["kind"])
    op.create_index("account_by_client", "account", ["client"])
    op.create_table("seal", sa.Column("entry", sa.Integer(), primary_key=True, autoincrement=False))
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(120), nullable=False, unique=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("booking_date", sa.String(10), nullable=False),
        sa.Column("value_date", sa.String(10), nullable=False),
        sa.Column("booked_at", sa.String(20), nullable=False),
        sa.Column("reverses", sa.Integer(), sa.ForeignKey("entry.id"), nullable=True, unique=True),
        sa.ForeignKeyConstraint(
            ["id"], ["seal.entry"], name="entry_sealed", deferrable=True, initially="DEFERRED"
        ),
    )
    op.create_index("entry_by_booking_date", "entry", ["booking_date"])
    op.create_table(
        "posting",
        sa.Column("entry", sa.Integer(), sa.ForeignKey("entry.id"), primary_key=True, autoincrement=False),
        sa.Column("line", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("account", sa.String(19), sa.ForeignKey("account.number"), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount <> 0", name="posting_amount"),
    )
    op.create_index("posting_by_account", "posting", ["account", "entry"])
    op.create_table(
        "transfer",
        sa.Column("event", sa.String(32), primary_key=True),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("duplicate", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(19), nullable=False),
        sa.Column("digital", sa.String(64), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        *(
            sa.Column(f"{step}_entry", sa.Integer(), sa.ForeignKey("entry.id"), nullable=True)
            for step in ("hold", "settle", "reverse")
        ),
        sa.Column("tx_id", sa.String(64), nullable=False),
        sa.Column("seen_at", sa.String(20), nullable=False),
        sa.Column("changed_at", sa.String(20), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.CheckConstraint("amount > 0", name="transfer_amount"),
    )
    op.create_index(
        "transfer_by_key", "transfer", ["key"], unique=True, sqlite_where=sa.text("duplicate = 0")
    )
    op.create_index("transfer_by_state", "transfer", ["state"])
    op.create_index("transfer_by_account", "transfer", ["account", "seen_at"])
    for trigger in TRIGGERS:
        op.execute(trigger)


def downgrade() -> None:
    for table in ("transfer", "posting", "entry", "seal", "account", "client", "setting"):
        op.drop_table(table)
