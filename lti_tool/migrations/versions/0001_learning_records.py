"""Attempts, statements and runs of packages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Attempts, statements and runs of packages."""
    _attempts()
    _package_runs()
    _xapi_statements()


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("out_of", sa.Double(), nullable=False),
        sa.Column("only_if_higher", sa.Boolean(), nullable=False),
        sa.Column(
            "graded", sa.JSON(), nullable=False, comment="JSON: JSONB would change -0.0 and 1e16"
        ),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("evidence_token", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "out_of > 0 AND points >= 0 AND points <= out_of",
            name=op.f("ck_attempts_points_in_range"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    op.create_index(
        "ix_attempts_link_id_user_id",
        "attempts",
        ["link_id", "user_id", "submitted_at"],
        unique=False,
    )


def _package_runs() -> None:
    op.create_table(
        "package_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("is_instructor", sa.Boolean(), nullable=False),
        sa.Column("package", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("token_expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cmi", postgresql.JSONB(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("result_count", sa.Integer(), nullable=False),
        sa.Column("result", postgresql.JSONB(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_runs")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_package_runs_token_sha256")),
        sa.UniqueConstraint(
            "user_id",
            "link_id",
            "package",
            "digest",
            name=op.f("uq_package_runs_user_id_link_id_package_digest"),
        ),
    )


def _xapi_statements() -> None:
    op.create_table(
        "xapi_statements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("statement", postgresql.JSONB(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_xapi_statements")),
    )
