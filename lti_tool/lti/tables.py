"""The tables of LTI: who may launch, who is launching, and who has."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from lti_tool.db import metadata

INSTANT = sa.DateTime(timezone=True)


def is_storable(value: str) -> bool:
    """Whether PostgreSQL can keep this string: no NUL, no half of a surrogate pair."""
    return "\0" not in value and not any("\ud800" <= c <= "\udfff" for c in value)


platforms = sa.Table(
    "lti_platforms",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("issuer", sa.Text, nullable=False),
    sa.Column("client_id", sa.Text, nullable=False),
    sa.Column("auth_login_url", sa.Text, nullable=False),
    sa.Column("auth_token_url", sa.Text, nullable=False),
    sa.Column("key_set_url", sa.Text, nullable=False),
    sa.Column("token_audience", sa.Text),
    sa.Column("deployment_ids", JSONB, nullable=False),
    sa.Column("created_at", INSTANT, nullable=False),
    sa.UniqueConstraint("issuer", "client_id"),
)

platform_keys = sa.Table(
    "lti_platform_keys",
    metadata,
    sa.Column("platform_id", sa.ForeignKey("lti_platforms.id"), primary_key=True),
    sa.Column("jwks", JSONB, nullable=False, comment="the public keys last fetched"),
    sa.Column("tried_at", INSTANT, nullable=False),
    sa.Column("fetched_at", INSTANT, comment="null until a fetch succeeded"),
)

tool_keys = sa.Table(
    "tool_keys",
    metadata,
    sa.Column("kid", sa.Text, primary_key=True),
    sa.Column("private_jwk", JSONB, nullable=False),
    sa.Column("created_at", INSTANT, nullable=False),
    sa.Column("retired_at", INSTANT, comment="when it signs no more; may lie ahead"),
)

logins = sa.Table(
    "lti_logins",
    metadata,
    sa.Column("state", sa.Text, primary_key=True),
    sa.Column("nonce", sa.Text, nullable=False, unique=True),
    sa.Column("platform_id", sa.ForeignKey("lti_platforms.id"), nullable=False),
    sa.Column("secret_sha256", sa.Text, nullable=False, comment="of the browser's secret"),
    sa.Column("parameters", JSONB, nullable=False, comment="what the platform sent"),
    sa.Column("storage_target", sa.Text, comment="the platform's frame that stores for us"),
    sa.Column("created_at", INSTANT, nullable=False, index=True),
    sa.Column("used_at", INSTANT, comment="when its nonce was spent"),
)

users = sa.Table(
    "lti_users",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("platform_id", sa.ForeignKey("lti_platforms.id"), nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("locale", sa.Text),
    sa.UniqueConstraint("platform_id", "subject"),
)

contexts = sa.Table(
    "lti_contexts",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("platform_id", sa.ForeignKey("lti_platforms.id"), nullable=False),
    sa.Column("deployment_id", sa.Text, nullable=False),
    sa.Column("context_id", sa.Text, comment="null: the link stands outside any course"),
    sa.Column("title", sa.Text, nullable=False),
)

links = sa.Table(
    "lti_links",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("platform_id", sa.ForeignKey("lti_platforms.id"), nullable=False),
    sa.Column("deployment_id", sa.Text, nullable=False),
    sa.Column("context_key", sa.ForeignKey("lti_contexts.id"), nullable=False, index=True),
    sa.Column("resource_link_id", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("activity", sa.Text, nullable=False),
    sa.Column("line_item_url", sa.Text),
    sa.Column("line_items_url", sa.Text),
    sa.Column("scopes", JSONB, nullable=False),
    sa.UniqueConstraint("platform_id", "deployment_id", "resource_link_id"),
)

visits = sa.Table(
    "lti_visits",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("token_sha256", sa.Text, nullable=False, unique=True),
    sa.Column("user_id", sa.ForeignKey("lti_users.id"), nullable=False),
    sa.Column("link_id", sa.ForeignKey("lti_links.id"), nullable=False),
    sa.Column("roles", JSONB, nullable=False),
    sa.Column("activity", sa.Text, nullable=False, comment="the link's, at this launch"),
    sa.Column("return_url", sa.Text),
    sa.Column("created_at", INSTANT, nullable=False),
    sa.Column("expires_at", INSTANT, nullable=False, index=True),
)
