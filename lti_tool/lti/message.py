"""The launch message in a proven token: required claims checked, the rest read with care.

The clauses follow LTI core 1.3, section 5.3 (required claims) and 5.4 (optional claims).
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lti_tool.lti.id_token import Claims
from lti_tool.lti.login import is_ours
from lti_tool.lti.platforms import Platform, is_web_address
from lti_tool.lti.refusals import LaunchRefusal, refusal
from lti_tool.lti.roles import normalised
from lti_tool.lti.tables import is_storable

LTI = "https://purl.imsglobal.org/spec/lti/claim/"
AGS_ENDPOINT = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
LONGEST_ID = 255
LONGEST_LABEL = 255
MESSAGES_NOT_OFFERED = (
    "LtiDeepLinkingRequest",
    "LtiSubmissionReviewRequest",
    "DataPrivacyLaunchRequest",
)
LOCALE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Launch:
    """A proven launch: who opens which activity of which link, and where the grade may go.

    `roles` holds any of learner, instructor and administrator. `context_id` is None for a link
    outside any course; `activity` is the link's custom parameter.
    """

    platform_id: uuid.UUID
    issuer: str
    client_id: str
    deployment_id: str
    subject: str
    name: str
    locale: str | None
    roles: frozenset[str]
    context_id: str | None
    context_title: str
    link_id: str
    link_title: str
    activity: str
    target_link_uri: str
    line_item_url: str | None
    line_items_url: str | None
    scopes: tuple[str, ...]
    return_url: str | None


@dataclass(frozen=True)
class Message:
    """The claims of a proven token, and what they are checked against."""

    claims: Claims
    platform: Platform
    announced_deployment: str | None
    tool_url: str

    def lti(self, name: str) -> Any:
        """The LTI claim of that short name, or None."""
        return self.claims.get(LTI + name)


def launch_in(message: Message) -> Launch | LaunchRefusal:
    """The launch, or the first clause that the message breaks."""
    return (
        _type(message)
        or _version(message)
        or _deployment(message)
        or _target(message)
        or _resource_link(message)
        or _subject(message)
        or _roles(message)
        or _context(message)
        or _grade_service(message)
        or _activity(message)
        or _launch(message)
    )


# -- required claims ---------------------------------------------------------------------------


def _type(message: Message) -> LaunchRefusal | None:
    kind = message.lti("message_type")
    if kind in MESSAGES_NOT_OFFERED:
        return refusal("message-not-offered", kind)
    if kind != "LtiResourceLinkRequest":
        return refusal("message-unknown", "message_type")
    return None


def _version(message: Message) -> LaunchRefusal | None:
    return None if message.lti("version") == "1.3.0" else refusal("version-wrong", "version")


def _deployment(message: Message) -> LaunchRefusal | None:
    deployment = message.lti("deployment_id")
    if deployment is None:
        return refusal("claim-missing", "deployment_id")
    if deployment not in message.platform.deployment_ids:
        return refusal("deployment-unknown", f"deployment_id {str(deployment)[:LONGEST_ID]}")
    if message.announced_deployment not in (None, deployment):
        return refusal("deployment-unknown", "deployment_id is not the login's lti_deployment_id")
    return None


def _target(message: Message) -> LaunchRefusal | None:
    target = message.lti("target_link_uri")
    if target is None:
        return refusal("claim-missing", "target_link_uri")
    if not isinstance(target, str) or not is_ours(target, message.tool_url):
        return refusal("target-foreign", "target_link_uri is not below the tool's address")
    return None


def _resource_link(message: Message) -> LaunchRefusal | None:
    link = _object(message.lti("resource_link"))
    if not link.get("id"):
        return refusal("claim-missing", "resource_link.id")
    return None if _is_id(link["id"]) else refusal("claim-malformed", "resource_link.id")


def _subject(message: Message) -> LaunchRefusal | None:
    subject = message.claims.get("sub")
    if not subject:
        return refusal("subject-missing", "sub")
    return None if _is_id(subject) else refusal("claim-malformed", "sub")


def _roles(message: Message) -> LaunchRefusal | None:
    roles = message.lti("roles")
    if roles is None:
        return refusal("claim-missing", "roles")
    if not isinstance(roles, list) or not all(isinstance(role, str) for role in roles):
        return refusal("claim-malformed", "roles")
    return None


# -- optional claims ---------------------------------------------------------------------------


def _context(message: Message) -> LaunchRefusal | None:
    context = message.lti("context")
    if context is None or _is_id(_object(context).get("id")):
        return None
    return refusal("claim-malformed", "context.id")


def _grade_service(message: Message) -> LaunchRefusal | None:
    """A broken grade service is refused now, rather than found out when a mark can't be sent."""
    endpoint = message.claims.get(AGS_ENDPOINT)
    if endpoint is None:
        return None
    scopes = _object(endpoint).get("scope", [])
    if not isinstance(scopes, list) or not all(isinstance(scope, str) for scope in scopes):
        return refusal("claim-malformed", "endpoint.scope")
    for name in ("lineitem", "lineitems"):
        url = _object(endpoint).get(name)
        if url is not None and not (isinstance(url, str) and is_web_address(url)):
            return refusal("claim-malformed", f"endpoint.{name}")
    return None


def _activity(message: Message) -> LaunchRefusal | None:
    activity = _object(message.lti("custom")).get("activity")
    if not activity:
        return refusal("activity-missing", "custom.activity")
    return None if _is_id(activity) else refusal("claim-malformed", "custom.activity")


def _launch(message: Message) -> Launch:
    claims, platform = message.claims, message.platform
    link, context = _object(message.lti("resource_link")), _object(message.lti("context"))
    endpoint, presented = _object(claims.get(AGS_ENDPOINT)), _presentation(message)
    return Launch(
        platform_id=platform.id,
        issuer=platform.issuer,
        client_id=platform.client_id,
        deployment_id=message.lti("deployment_id"),
        subject=claims["sub"],
        name=_name(claims),
        locale=_locale(presented.get("locale")) or _locale(claims.get("locale")),
        roles=normalised(message.lti("roles")),
        context_id=context.get("id"),
        context_title=_label(context.get("title")) or _label(context.get("label")),
        link_id=link["id"],
        link_title=_label(link.get("title")),
        activity=message.lti("custom")["activity"].strip(),
        target_link_uri=message.lti("target_link_uri"),
        line_item_url=endpoint.get("lineitem"),
        line_items_url=endpoint.get("lineitems"),
        scopes=tuple(scope for scope in endpoint.get("scope", []) if is_storable(scope)),
        return_url=_web_address(presented.get("return_url")),
    )


def _presentation(message: Message) -> Mapping[str, Any]:
    return _object(message.lti("launch_presentation"))


def _name(claims: Claims) -> str:
    """The display name; a Chinese one made from its parts has the family name first, unspaced."""
    whole = _label(claims.get("name"))
    given, family = _label(claims.get("given_name")), _label(claims.get("family_name"))
    if whole or not (given and family):
        return whole or given or family
    return family + given if CHINESE.search(family + given) else f"{given} {family}"


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_id(value: Any) -> bool:
    """Opaque ids are non-empty strings of at most 255 characters."""
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_ID and is_storable(value)


def _label(value: Any) -> str:
    """A title or name as it can be kept and shown; anything else than a string is none."""
    text = value.strip() if isinstance(value, str) else ""
    return text[:LONGEST_LABEL] if is_storable(text) else ""


def _locale(value: Any) -> str | None:
    return value if isinstance(value, str) and LOCALE.fullmatch(value) else None


def _web_address(value: Any) -> str | None:
    return value if isinstance(value, str) and is_web_address(value) else None
