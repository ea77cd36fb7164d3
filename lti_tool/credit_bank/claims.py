"""What a report and a ticket say: the schemas of their claims."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

from lti_tool.credit_bank.tokens import Kind

_UUID = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"
_LAST_SECOND = 253402300799  # of the year 9999: later ones are no datetime
_SECONDS = {"type": "number", "minimum": 0, "maximum": _LAST_SECOND}
_NAME = {"type": ["string", "null"], "maxLength": 200}
_URL = {"type": "string", "pattern": "^https?://[^\\s]+$", "maxLength": 2000}
_TITLE = {"type": "string", "minLength": 1, "maxLength": 400}

_COMMON: dict[str, Any] = {
    "iss": {"type": "string", "minLength": 1, "maxLength": 500},
    "aud": {
        "type": ["string", "array"],
        "minLength": 1,
        "minItems": 1,
        "items": {"type": "string"},
    },
    "iat": _SECONDS,
    "exp": _SECONDS,
    "jti": {"type": "string", "pattern": _UUID},
    "sub": {"type": "string", "minLength": 1, "maxLength": 255},
    "name": _NAME,
}

_ACHIEVEMENT: dict[str, Any] = {
    "type": "object",
    "required": [
        "activity",
        "title",
        "scaled",
        "completed_at",
        "attempt_id",
        "evidence_url",
        "evidence_digest",
    ],
    "properties": {
        "activity": {"type": "string", "pattern": "^(urn:|https?://)[^\\s]+$", "maxLength": 500},
        "title": {
            "type": "object",
            "required": ["zh-Hans", "en"],
            "properties": {"zh-Hans": _TITLE, "en": _TITLE},
        },
        "scaled": {"type": "number", "minimum": 0, "maximum": 1},
        "completed_at": {"type": "string", "maxLength": 40},
        "hours": {"type": ["number", "null"], "minimum": 0, "maximum": 10000},
        "attempt_id": {"type": "string", "pattern": _UUID},
        "evidence_url": _URL,
        "evidence_digest": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
    },
}


def _kind(typ: str, required: list[str], more: dict[str, Any]) -> Kind:
    schema = {
        "type": "object",
        "required": ["iss", "aud", "iat", "exp", "jti", "sub", *required],
        "properties": {**_COMMON, **more},
    }
    return Kind(typ, Draft202012Validator(schema))


REPORT = _kind("gongxue-report+jwt", ["achievement"], {"achievement": _ACHIEVEMENT})
"""A learner (`sub`) achieved something. Claims that are not listed are ignored (RFC 7519, 4)."""

TICKET = _kind("gongxue-ticket+jwt", [], {"locale": {"type": ["string", "null"], "maxLength": 35}})
"""The browser that brings this is the learner's (`sub`)."""
