"""A visit: what a proven launch opens, and every later request of the learner shows a token of."""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from lti_tool.lti import tables
from lti_tool.lti.message import Launch
from lti_tool.lti.platforms import NAMESPACE

LASTS = timedelta(hours=8)
FORGOTTEN_AFTER = timedelta(days=1)
STAFF = frozenset({"instructor", "administrator"})


@dataclass(frozen=True)
class Visit:
    """Who is here, for which link of which course, until when.

    `user_id`, `link_id` and `context_key` follow from what the platform calls the person, the link
    and the course, so they are the same at every launch. The line item URLs are the link's as last
    known.
    """

    id: uuid.UUID
    user_id: uuid.UUID
    link_id: uuid.UUID
    context_key: uuid.UUID
    platform_id: uuid.UUID
    issuer: str
    subject: str
    name: str
    locale: str | None
    roles: frozenset[str]
    activity: str
    link_title: str
    context_title: str
    line_item_url: str | None
    line_items_url: str | None
    scopes: tuple[str, ...]
    return_url: str | None
    expires_at: datetime

    @property
    def is_instructor(self) -> bool:
        """Whether this person may see the whole class."""
        return bool(self.roles & STAFF)


def open_visit(connection: Connection, launch: Launch, now: datetime) -> tuple[str, Visit]:
    """A new visit of `LASTS`, and its token: 256 random bits, of which only the SHA-256 is kept."""
    user_id = _keep_user(connection, launch)
    context_key = _keep_context(connection, launch)
    link_id = _keep_link(connection, launch, context_key)
    _forget_old(connection, now)
    token = secrets.token_urlsafe(32)
    connection.execute(
        sa.insert(tables.visits).values(
            id=uuid.uuid4(),
            token_sha256=_sha256(token),
            user_id=user_id,
            link_id=link_id,
            roles=sorted(launch.roles),
            activity=launch.activity,
            return_url=launch.return_url,
            created_at=now,
            expires_at=now + LASTS,
        )
    )
    visit = visit_of(connection, token, now)
    assert visit is not None, "a visit that was just opened is found"  # noqa: S101
    return token, visit


def visit_of(connection: Connection, token: str, now: datetime) -> Visit | None:
    """The visit that a token opens, unless it has expired."""
    v, u, k, c, p = (
        tables.visits,
        tables.users,
        tables.links,
        tables.contexts,
        tables.platforms,
    )
    query = (
        sa.select(
            *(v.c.id, v.c.user_id, v.c.link_id, v.c.roles, v.c.activity, v.c.return_url),
            *(v.c.expires_at, u.c.subject, u.c.name, u.c.locale, p.c.issuer, k.c.platform_id),
            *(k.c.context_key, k.c.line_item_url, k.c.line_items_url, k.c.scopes),
            k.c.title.label("link_title"),
            c.c.title.label("context_title"),
        )
        .join(u, u.c.id == v.c.user_id)
        .join(k, k.c.id == v.c.link_id)
        .join(c, c.c.id == k.c.context_key)
        .join(p, p.c.id == k.c.platform_id)
        .where(v.c.token_sha256 == _sha256(token), v.c.expires_at > now)
    )
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    return Visit(**{**row, "roles": frozenset(row["roles"]), "scopes": tuple(row["scopes"])})


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _key(*parts: object) -> uuid.UUID:
    """The id that these parts have in every database; JSON keeps them apart whatever they hold."""
    return uuid.uuid5(NAMESPACE, json.dumps([str(part) for part in parts]))


def _keep_user(connection: Connection, launch: Launch) -> uuid.UUID:
    key = _key("user", launch.platform_id, launch.subject)
    fixed = {"platform_id": launch.platform_id, "subject": launch.subject}
    _keep(connection, tables.users, key, fixed, {"name": launch.name, "locale": launch.locale})
    return key


def _keep_context(connection: Connection, launch: Launch) -> uuid.UUID:
    """The course; a link outside any course has a context of its own, so no class is mixed up."""
    where = (launch.platform_id, launch.deployment_id)
    if launch.context_id is None:
        key = _key("context of link", *where, launch.link_id)
    else:
        key = _key("context", *where, launch.context_id)
    fixed = {
        "platform_id": launch.platform_id,
        "deployment_id": launch.deployment_id,
        "context_id": launch.context_id,
    }
    _keep(connection, tables.contexts, key, fixed, {"title": launch.context_title})
    return key


def _keep_link(connection: Connection, launch: Launch, context_key: uuid.UUID) -> uuid.UUID:
    """The link with its grade service as this launch tells it.

    A platform that names no line item may have one that we made (Open edX): that one stays.
    """
    key = _key("link", launch.platform_id, launch.deployment_id, launch.link_id)
    fixed = {
        "platform_id": launch.platform_id,
        "deployment_id": launch.deployment_id,
        "resource_link_id": launch.link_id,
    }
    fresh: dict[str, Any] = {
        "context_key": context_key,
        "title": launch.link_title,
        "activity": launch.activity,
        "line_items_url": launch.line_items_url,
        "scopes": list(launch.scopes),
    }
    if launch.line_item_url is not None:
        fresh["line_item_url"] = launch.line_item_url
    _keep(connection, tables.links, key, fixed, fresh)
    return key


def _keep(
    connection: Connection,
    table: sa.Table,
    key: uuid.UUID,
    fixed: Mapping[str, object],
    fresh: Mapping[str, object],
) -> None:
    """The row of that id exists, with the fresh values."""
    statement = insert(table).values(id=key, **fixed, **fresh)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=dict(fresh)))


def _forget_old(connection: Connection, now: datetime) -> None:
    old = tables.visits.c.expires_at < now - FORGOTTEN_AFTER
    connection.execute(sa.delete(tables.visits).where(old))
