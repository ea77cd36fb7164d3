"""What learners' work changes in a block: one row a field."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSON

from lti_tool.db import metadata

SCOPES = ("user_state", "preferences", "user_info", "user_state_summary")

# JSON and not JSONB: a block reads back what it wrote. JSONB would sort an object's keys, turn 1e16
# into an integer and refuse the character U+0000, which a learner may well send.
fields = sa.Table(
    "xblock_fields",
    metadata,
    sa.Column("scope", sa.Text, primary_key=True),
    sa.Column("user_id", sa.Text, primary_key=True, comment="empty: of all users together"),
    sa.Column("block_id", sa.Text, primary_key=True, comment="a usage, a block type, or empty"),
    sa.Column("field", sa.Text, primary_key=True),
    sa.Column("value", JSON, nullable=False),
    sa.CheckConstraint(
        "scope IN ({})".format(", ".join(f"'{scope}'" for scope in SCOPES)), name="scope_known"
    ),
)
