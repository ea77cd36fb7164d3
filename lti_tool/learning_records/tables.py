"""Attempts and the xAPI statements about them."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from lti_tool.db import metadata

attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("user_id", sa.Uuid, nullable=False),
    sa.Column("link_id", sa.Uuid, nullable=False),
    sa.Column("activity", sa.Text, nullable=False),
    sa.Column("points", sa.Double, nullable=False),
    sa.Column("out_of", sa.Double, nullable=False),
    sa.Column("only_if_higher", sa.Boolean, nullable=False),
    sa.Column("graded", sa.JSON, nullable=False, comment="JSON: JSONB would change -0.0 and 1e16"),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("evidence_token", sa.Text, nullable=False),
    sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("out_of > 0 AND points >= 0 AND points <= out_of", name="points_in_range"),
    sa.Index("ix_attempts_link_id_user_id", "link_id", "user_id", "submitted_at"),
)

statements = sa.Table(
    "xapi_statements",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("statement", JSONB, nullable=False),
    sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
)
