"""The state of hosted XBlocks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """The state of hosted XBlocks."""
    _xblock_fields()


def _xblock_fields() -> None:
    op.create_table(
        "xblock_fields",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False, comment="empty: of all users together"),
        sa.Column("block_id", sa.Text(), nullable=False, comment="a usage, a block type, or empty"),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", postgresql.JSON(), nullable=False),
        sa.CheckConstraint(
            "scope IN ('user_state', 'preferences', 'user_info', 'user_state_summary')",
            name=op.f("ck_xblock_fields_scope_known"),
        ),
        sa.PrimaryKeyConstraint(
            "scope", "user_id", "block_id", "field", name=op.f("pk_xblock_fields")
        ),
    )
