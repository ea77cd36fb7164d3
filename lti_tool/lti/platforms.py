"""The learning platforms (LMSs) that may launch us, each registered by issuer and client id."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from lti_tool.lti import tables
from xblocks.attempt import Text, text

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:gongxue:lti")


@dataclass(frozen=True)
class Platform:
    """A registered platform. Its `id` follows from issuer and client id.

    `token_audience` is what the platform wants as `aud` of a token request where that is not its
    token URL.
    """

    id: uuid.UUID
    issuer: str
    client_id: str
    auth_login_url: str
    auth_token_url: str
    key_set_url: str
    token_audience: str | None
    deployment_ids: tuple[str, ...]


@dataclass(frozen=True)
class BadRegistration:
    """A registration that can't work, and why."""

    field: str
    message: Text


def platform_id_of(issuer: str, client_id: str) -> uuid.UUID:
    """The id that a platform has in every database."""
    return uuid.uuid5(NAMESPACE, f"platform\n{issuer}\n{client_id}")


def is_web_address(value: str) -> bool:
    """Whether `value` is an absolute http(s) URL, without a user, a password or odd characters."""
    if not value.isprintable() or " " in value:
        return False
    try:
        parts = urlsplit(value)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        return False


def register(  # noqa: PLR0913 - one argument for each thing that an administrator tells us
    connection: Connection,
    *,
    issuer: str,
    client_id: str,
    auth_login_url: str,
    auth_token_url: str,
    key_set_url: str,
    deployment_ids: Sequence[str],
    now: datetime,
    token_audience: str | None = None,
) -> Platform | BadRegistration:
    """The platform, registered. Registering it again changes its addresses and deployments."""
    platform = Platform(
        id=platform_id_of(issuer, client_id),
        issuer=issuer,
        client_id=client_id,
        auth_login_url=auth_login_url,
        auth_token_url=auth_token_url,
        key_set_url=key_set_url,
        token_audience=token_audience,
        deployment_ids=tuple(deployment_ids),
    )
    bad = _problem(platform)
    if bad is not None:
        return bad
    values = {**asdict(platform), "deployment_ids": list(platform.deployment_ids)}
    statement = insert(tables.platforms).values(created_at=now, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))
    cached = tables.platform_keys.c.platform_id == platform.id
    connection.execute(sa.delete(tables.platform_keys).where(cached))
    return platform


def _problem(platform: Platform) -> BadRegistration | None:
    for name in ("auth_login_url", "auth_token_url", "key_set_url"):
        if not is_web_address(getattr(platform, name)):
            return _bad(
                name, "须是以 http:// 或 https:// 开头的网址。", "must be an http(s) address."
            )
    for name in ("issuer", "client_id"):
        if not getattr(platform, name).strip():
            return _bad(name, "不能为空。", "must not be empty.")
    if not platform.deployment_ids or not all(platform.deployment_ids):
        return _bad("deployment_ids", "至少需要一个部署编号。", "must hold at least one id.")
    return None


def _bad(field: str, zh: str, en: str) -> BadRegistration:
    return BadRegistration(field, text(f"{field}：{zh}", f"{field} {en}"))


def platform(connection: Connection, platform_id: uuid.UUID) -> Platform:
    """A registered platform by its id. Raises sqlalchemy.exc.NoResultFound."""
    query = sa.select(tables.platforms).where(tables.platforms.c.id == platform_id)
    return _platform(connection.execute(query).one())


def platforms_of(connection: Connection, issuer: str, client_id: str | None) -> Sequence[Platform]:
    """The platforms of an issuer: all, or the one that knows us by `client_id`."""
    query = sa.select(tables.platforms).where(tables.platforms.c.issuer == issuer)
    if client_id is not None:
        query = query.where(tables.platforms.c.client_id == client_id)
    return [_platform(row) for row in connection.execute(query)]


def _platform(row: sa.Row[tuple[object, ...]]) -> Platform:
    values = {f.name: getattr(row, f.name) for f in fields(Platform)}
    return Platform(**{**values, "deployment_ids": tuple(row.deployment_ids)})
