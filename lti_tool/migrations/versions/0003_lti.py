"""Platforms, launches and visits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Platforms, launches and visits."""
    _lti_platforms()
    _tool_keys()
    _lti_contexts()
    _lti_logins()
    _lti_platform_keys()
    _lti_users()
    _lti_links()
    _lti_visits()


def _lti_platforms() -> None:
    op.create_table(
        "lti_platforms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("auth_login_url", sa.Text(), nullable=False),
        sa.Column("auth_token_url", sa.Text(), nullable=False),
        sa.Column("key_set_url", sa.Text(), nullable=False),
        sa.Column("token_audience", sa.Text(), nullable=True),
        sa.Column("deployment_ids", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lti_platforms")),
        sa.UniqueConstraint("issuer", "client_id", name=op.f("uq_lti_platforms_issuer_client_id")),
    )


def _tool_keys() -> None:
    op.create_table(
        "tool_keys",
        sa.Column("kid", sa.Text(), nullable=False),
        sa.Column("private_jwk", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "retired_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when it signs no more; may lie ahead",
        ),
        sa.PrimaryKeyConstraint("kid", name=op.f("pk_tool_keys")),
    )


def _lti_contexts() -> None:
    op.create_table(
        "lti_contexts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform_id", sa.Uuid(), nullable=False),
        sa.Column("deployment_id", sa.Text(), nullable=False),
        sa.Column(
            "context_id",
            sa.Text(),
            nullable=True,
            comment="null: the link stands outside any course",
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["lti_platforms.id"], name=op.f("fk_lti_contexts_platform_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lti_contexts")),
    )


def _lti_logins() -> None:
    op.create_table(
        "lti_logins",
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("platform_id", sa.Uuid(), nullable=False),
        sa.Column("secret_sha256", sa.Text(), nullable=False, comment="of the browser's secret"),
        sa.Column(
            "parameters", postgresql.JSONB(), nullable=False, comment="what the platform sent"
        ),
        sa.Column(
            "storage_target",
            sa.Text(),
            nullable=True,
            comment="the platform's frame that stores for us",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "used_at", sa.DateTime(timezone=True), nullable=True, comment="when its nonce was spent"
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["lti_platforms.id"], name=op.f("fk_lti_logins_platform_id")
        ),
        sa.PrimaryKeyConstraint("state", name=op.f("pk_lti_logins")),
        sa.UniqueConstraint("nonce", name=op.f("uq_lti_logins_nonce")),
    )
    op.create_index(op.f("ix_lti_logins_created_at"), "lti_logins", ["created_at"], unique=False)


def _lti_platform_keys() -> None:
    op.create_table(
        "lti_platform_keys",
        sa.Column("platform_id", sa.Uuid(), nullable=False),
        sa.Column(
            "jwks", postgresql.JSONB(), nullable=False, comment="the public keys last fetched"
        ),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "fetched_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="null until a fetch succeeded",
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["lti_platforms.id"], name=op.f("fk_lti_platform_keys_platform_id")
        ),
        sa.PrimaryKeyConstraint("platform_id", name=op.f("pk_lti_platform_keys")),
    )


def _lti_users() -> None:
    op.create_table(
        "lti_users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["lti_platforms.id"], name=op.f("fk_lti_users_platform_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lti_users")),
        sa.UniqueConstraint(
            "platform_id", "subject", name=op.f("uq_lti_users_platform_id_subject")
        ),
    )


def _lti_links() -> None:
    op.create_table(
        "lti_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform_id", sa.Uuid(), nullable=False),
        sa.Column("deployment_id", sa.Text(), nullable=False),
        sa.Column("context_key", sa.Uuid(), nullable=False),
        sa.Column("resource_link_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("line_item_url", sa.Text(), nullable=True),
        sa.Column("line_items_url", sa.Text(), nullable=True),
        sa.Column("scopes", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["context_key"], ["lti_contexts.id"], name=op.f("fk_lti_links_context_key")
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["lti_platforms.id"], name=op.f("fk_lti_links_platform_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lti_links")),
        sa.UniqueConstraint(
            "platform_id",
            "deployment_id",
            "resource_link_id",
            name=op.f("uq_lti_links_platform_id_deployment_id_resource_link_id"),
        ),
    )
    op.create_index(op.f("ix_lti_links_context_key"), "lti_links", ["context_key"], unique=False)


def _lti_visits() -> None:
    op.create_table(
        "lti_visits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("roles", postgresql.JSONB(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False, comment="the link's, at this launch"),
        sa.Column("return_url", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["lti_links.id"], name=op.f("fk_lti_visits_link_id")),
        sa.ForeignKeyConstraint(["user_id"], ["lti_users.id"], name=op.f("fk_lti_visits_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lti_visits")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_lti_visits_token_sha256")),
    )
    op.create_index(op.f("ix_lti_visits_expires_at"), "lti_visits", ["expires_at"], unique=False)
