"""lti1p3platform, fitted to Flask and to PostgreSQL.

The library makes and signs messages and answers the gradebook service. It has no adapter for
Flask, and trusts where the specifications say to check; `Platform` closes those gaps: an access
token is one that this LMS gave out, not yet expired, and good for what the endpoint asks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

import flask
import lti1p3platform.request
from lti1p3platform.exceptions import LtiServiceException
from lti1p3platform.ltiplatform import LTI1P3PlatformConfAbstract
from lti1p3platform.oidc_login import OIDCLoginAbstract
from lti1p3platform.registration import Registration
from sqlalchemy.engine import Connection

from lti_tool.demo_lms import tokens
from lti_tool.demo_lms.keys import KeyPair
from lti_tool.demo_lms.tool_keys import ToolKeys


@dataclass(frozen=True)
class ToolRegistration:
    """What a tool tells an LMS about itself, and the ids that the LMS gave it.

    A launch goes to the first of `launch_urls`; its answer may go to any of them and nowhere else.
    """

    client_id: str
    deployment_id: str
    login_url: str
    launch_urls: tuple[str, ...]
    jwks_url: str

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins of the tool's pages, such as ``http://localhost:8001``, each once."""
        urls = (self.login_url, *self.launch_urls)
        return tuple(dict.fromkeys(_origin(url) for url in urls))


@dataclass(frozen=True)
class PlatformAddresses:
    """What an LMS tells a tool about itself."""

    issuer: str
    authorize_url: str
    token_url: str
    jwks_url: str


def addresses(lms_url: str) -> PlatformAddresses:
    """The addresses of the demo LMS at `lms_url`, which has no slash at the end."""
    return PlatformAddresses(
        issuer=lms_url,
        authorize_url=f"{lms_url}/lti/authorize",
        token_url=f"{lms_url}/lti/token",
        jwks_url=f"{lms_url}/lti/jwks",
    )


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


# lti1p3platform carries no types, so its classes are Any to mypy: hence each `type: ignore[misc]`.


class Platform(LTI1P3PlatformConfAbstract):  # type: ignore[misc]
    """The platform during one request: the library keeps state in it, so it is never shared."""

    def __init__(
        self,
        conn: Connection,
        now: datetime,
        lms_url: str,
        key: KeyPair,
        tool: ToolRegistration,
        tool_keys: ToolKeys,
    ) -> None:
        self.conn = conn
        self.now = now
        self.key = key
        self.tool = tool
        self.addresses = addresses(lms_url)
        self.tool_keys = tool_keys
        super().__init__()

    def init_platform_config(self, **_kwargs: Any) -> None:
        """Make the registration, which the library's own methods take for granted."""
        self.get_registration()

    def get_registration_by_params(self, **_kwargs: Any) -> Registration:
        """The one tool that this LMS knows, with the LMS's own keys."""
        made = Registration()
        made.set_iss(self.addresses.issuer)
        made.set_client_id(self.tool.client_id)
        made.set_deployment_id(self.tool.deployment_id)
        made.set_oidc_login_url(self.tool.login_url)
        made.set_launch_url(self.tool.launch_urls[0])
        made.set_tool_key_set_url(self.tool.jwks_url)
        made.set_platform_private_key(self.key.private)
        made.set_platform_public_key(self.key.public)
        return made

    def get_access_token(
        self, token_request_data: Mapping[str, str]
    ) -> tokens.Granted | tokens.TokenRefusal:
        """A new access token for a tool that proves who it is."""
        client = tokens.Client(self.tool.client_id, self.addresses.token_url)
        return tokens.grant(self.conn, token_request_data, client, self.tool_keys, self.now)

    def validate_token(
        self, token: str, allowed_scopes: Sequence[str] = (), audience: str | None = None
    ) -> bool:
        """Whether the token is ours and alive. Lacking a scope raises LtiServiceException 403."""
        scopes = tokens.scopes_of(self.conn, token, self.tool.client_id, self.now)
        if scopes is None:
            return False
        if not scopes.intersection(allowed_scopes):
            wanted = " or ".join(allowed_scopes)
            raise LtiServiceException(f"insufficient_scope: this needs {wanted}", 403)
        return True


class FlaskRequest(lti1p3platform.request.Request):  # type: ignore[misc]
    """A Flask request as the library reads it.

    `query` stands for the query string. `media_type` is what the body must be; the body is read,
    and refused, only when the library asks for it, which is after it has seen the access token.
    """

    def __init__(
        self, query: Mapping[str, str | int] | None = None, media_type: str | None = None
    ) -> None:
        self._query = dict(query or {})
        self._media_type = media_type
        super().__init__(flask.request)

    def build_metadata(self, request: flask.Request) -> dict[str, Any]:
        """The parts of a request by the library's names for them."""
        return {
            "method": request.method,
            "form_data": request.form.to_dict(),
            "get_data": self._query,
            "headers": request.headers,
            "content_type": request.content_type,
            "path": request.path,
        }

    @property
    def json(self) -> dict[str, Any]:
        """The body, a JSON object. Raises LtiServiceException 400 or 415."""
        if flask.request.mimetype != self._media_type:
            raise LtiServiceException(f"media-type: Content-Type must be {self._media_type}", 415)
        body = flask.request.get_json(force=True, silent=True)
        if not isinstance(body, dict):
            raise LtiServiceException("not-an-object: the body must be a JSON object", 400)
        return body


class FlaskLogin(OIDCLoginAbstract):  # type: ignore[misc]
    """The first leg of a launch: the browser is sent to the tool's login address."""

    def set_lti_message_hint(self, *, hint: str) -> None:
        """Let the tool bring back `hint`, by which this LMS knows what to launch."""
        self._lti_message_hint = hint

    def prepare_preflight_url(self, user_id: str) -> str:
        """The tool's login address, which also says that the page around keeps data for it."""
        url: str = super().prepare_preflight_url(user_id)
        return f"{url}&{urlencode({'lti_storage_target': '_parent'})}"

    def get_redirect(self, url: str) -> flask.typing.ResponseReturnValue:
        """Send the browser there."""
        return flask.redirect(url)
