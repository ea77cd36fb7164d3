from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.engine import Connection

from lti_tool.lti.platforms import (
    BadRegistration,
    Platform,
    is_web_address,
    platform,
    platforms_of,
    register,
)
from tests.lti_tool.lti.platform import NOW

GOOD: dict[str, Any] = {
    "issuer": "https://lms.example",
    "client_id": "one",
    "auth_login_url": "https://lms.example/auth",
    "auth_token_url": "https://lms.example/token",
    "key_set_url": "https://lms.example/jwks",
    "deployment_ids": ["1"],
    "now": NOW,
}


def test_a_registered_platform_is_found_by_its_issuer_and_client_id(connection: Connection) -> None:
    made = register(connection, **GOOD)
    assert isinstance(made, Platform)
    assert platforms_of(connection, "https://lms.example", "one") == [made]
    assert platform(connection, made.id) == made


def test_registering_again_changes_the_same_platform(connection: Connection) -> None:
    register(connection, **GOOD)
    register(connection, **{**GOOD, "deployment_ids": ["1", "2"]})
    (found,) = platforms_of(connection, "https://lms.example", None)
    assert found.deployment_ids == ("1", "2")


def test_two_client_ids_of_one_issuer_are_two_platforms(connection: Connection) -> None:
    register(connection, **GOOD)
    register(connection, **{**GOOD, "client_id": "two"})
    found = platforms_of(connection, "https://lms.example", None)
    assert sorted(p.client_id for p in found) == ["one", "two"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("auth_login_url", "ftp://lms.example/auth"),
        ("auth_token_url", "/token"),
        ("key_set_url", "file:///etc/passwd"),
        ("issuer", " "),
        ("client_id", ""),
        ("deployment_ids", []),
    ],
)
def test_a_registration_that_cannot_work_is_refused_and_not_kept(
    connection: Connection, field: str, value: object
) -> None:
    refused = register(connection, **{**GOOD, field: value})
    assert isinstance(refused, BadRegistration)
    assert refused.field == field
    assert set(refused.message) == {"zh-Hans", "en"}
    assert platforms_of(connection, "https://lms.example", None) == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lms.example/x",
        "javascript:alert(1)",
        "http://",
        "http://u:p@lms.example/",
        "http://lms.example/a b",
        "http://lms.example/\n",
        "http://[::1/",
    ],
)
def test_only_plain_http_addresses_are_web_addresses(address: str) -> None:
    assert not is_web_address(address)
    assert is_web_address("http://127.0.0.1:8000/lineitem?type_id=3")
