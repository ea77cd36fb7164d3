"""What must still reach others, and procrastinate's own tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """What must still reach others, and procrastinate's own tables."""
    op.get_bind().exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))
    _deliveries()
    _score_times()


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("purpose IN ('score', 'report')", name=op.f("ck_deliveries_purpose")),
        sa.CheckConstraint(
            "state IN ('waiting', 'delivered', 'given-up')", name=op.f("ck_deliveries_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index("ix_deliveries_link_id", "deliveries", ["link_id", "state"], unique=False)


def _score_times() -> None:
    op.create_table(
        "score_times",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("last_sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "link_id", name=op.f("pk_score_times")),
    )
