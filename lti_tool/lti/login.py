"""The first step of a launch: the platform announces a learner, we send the browser back to it.

OpenID Connect third-party initiated login, as LTI 1.3 (security framework 5.1.1) uses it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlencode, urlsplit

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lti_tool.lti import tables
from lti_tool.lti.platforms import Platform, platforms_of
from lti_tool.lti.refusals import LaunchRefusal, refusal

LIFETIME = timedelta(minutes=10)
FORGOTTEN_AFTER = timedelta(hours=1)
LAUNCH_PATH = "/lti/launch"
REQUIRED = ("iss", "login_hint", "target_link_uri")
OPTIONAL = ("client_id", "lti_message_hint", "lti_deployment_id", "lti_storage_target")
LONGEST_PARAMETER = 4096

new_random = partial(secrets.token_urlsafe, 32)


@dataclass(frozen=True)
class PlatformStorage:
    """Where in the platform's page the browser's secret may be kept for us.

    `target` names the frame (``_parent``: the page around ours); `origin` is the only one that we
    speak to and believe.
    """

    target: str
    origin: str


@dataclass(frozen=True)
class LoginRedirect:
    """Where the browser goes next, and the secret by which we know it when it comes back."""

    url: str
    state: str
    secret: str
    storage: PlatformStorage | None


def start_login(
    connection: Connection,
    parameters: Mapping[str, str],
    now: datetime,
    tool_url: str,
    new_secret: Callable[[], str] = new_random,
) -> LoginRedirect | LaunchRefusal:
    """Keep a login for `LIFETIME` and say where to send the browser."""
    given = _parameters(parameters)
    if isinstance(given, LaunchRefusal):
        return given
    platform = _platform(connection, given)
    if isinstance(platform, LaunchRefusal):
        return platform
    if not is_ours(given["target_link_uri"], tool_url):
        return refusal("target-foreign", "target_link_uri is not below the tool's address")
    state, nonce, secret = new_secret(), new_secret(), new_secret()
    _forget_old(connection, now)
    connection.execute(
        sa.insert(tables.logins).values(
            state=state,
            nonce=nonce,
            platform_id=platform.id,
            secret_sha256=sha256_of(secret),
            parameters=given,
            storage_target=given.get("lti_storage_target"),
            created_at=now,
        )
    )
    url = _authorization_url(platform, given, state, nonce, tool_url)
    return LoginRedirect(url, state, secret, storage_of(platform, given.get("lti_storage_target")))


def cookie_name(state: str) -> str:
    """The cookie that carries the secret of this login; several launches may go on in one page."""
    return f"__Host-gongxue-login-{state[:16]}"


def sha256_of(secret: str) -> str:
    """What we keep of a secret."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def storage_of(platform: Platform, target: str | None) -> PlatformStorage | None:
    """The platform's storage, if it announced one. Its origin is that of the login URL."""
    if target is None:
        return None
    parts = urlsplit(platform.auth_login_url)
    return PlatformStorage(target, f"{parts.scheme}://{parts.netloc}")


def is_ours(url: str, tool_url: str) -> bool:
    """Whether `url` lies on the tool's own origin."""
    try:
        asked, own = urlsplit(url), urlsplit(tool_url)
        return (asked.scheme, asked.netloc.lower()) == (own.scheme, own.netloc.lower())
    except ValueError:
        return False


def _parameters(parameters: Mapping[str, str]) -> dict[str, str] | LaunchRefusal:
    given = {name: parameters[name] for name in REQUIRED + OPTIONAL if parameters.get(name)}
    for name in REQUIRED:
        if name not in given:
            return refusal("parameter-missing", name)
    for name, value in given.items():
        if len(value) > LONGEST_PARAMETER or not tables.is_storable(value):
            return refusal("parameter-malformed", name)
    return given


def _platform(connection: Connection, given: Mapping[str, str]) -> Platform | LaunchRefusal:
    found = platforms_of(connection, given["iss"], given.get("client_id"))
    if len(found) == 1:
        return found[0]
    if found:
        return refusal("client-id-needed", f"iss {given['iss'][:200]}")
    asked = f"iss {given['iss'][:200]}, client_id {given.get('client_id', '-')[:200]}"
    return refusal("platform-unknown", asked)


def _forget_old(connection: Connection, now: datetime) -> None:
    """Logins that no launch could use any more need not be kept."""
    old = tables.logins.c.created_at < now - FORGOTTEN_AFTER
    connection.execute(sa.delete(tables.logins).where(old))


def _authorization_url(
    platform: Platform, given: Mapping[str, str], state: str, nonce: str, tool_url: str
) -> str:
    query = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": platform.client_id,
        "redirect_uri": tool_url + LAUNCH_PATH,
        "login_hint": given["login_hint"],
        "state": state,
        "nonce": nonce,
    }
    if "lti_message_hint" in given:
        query["lti_message_hint"] = given["lti_message_hint"]
    joint = "&" if urlsplit(platform.auth_login_url).query else "?"
    return f"{platform.auth_login_url}{joint}{urlencode(query)}"
