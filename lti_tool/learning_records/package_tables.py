"""Runs of packages: what a learner's SCO has told, and who may tell more."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from lti_tool.db import metadata

package_runs = sa.Table(
    "package_runs",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("user_id", sa.Uuid, nullable=False),
    sa.Column("link_id", sa.Uuid, nullable=False),
    sa.Column("activity", sa.Text, nullable=False),
    sa.Column("issuer", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("is_instructor", sa.Boolean, nullable=False),
    sa.Column("package", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("token_sha256", sa.Text, nullable=False, unique=True),
    sa.Column("token_expires_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("cmi", JSONB, nullable=False),
    sa.Column("sequence", sa.BigInteger, nullable=False),
    sa.Column("result_count", sa.Integer, nullable=False),
    sa.Column("result", JSONB),
    sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    sa.UniqueConstraint("user_id", "link_id", "package", "digest"),
)
