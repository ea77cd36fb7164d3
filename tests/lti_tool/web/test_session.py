"""The token that opens a visit: in the header, or in a cookie that survives in a frame."""

from __future__ import annotations

import pytest
from flask import Flask

from lti_tool.web.session import COOKIE, bearer_token, current_token, set_cookie


@pytest.fixture
def app() -> Flask:
    return Flask("lti_tool.web")


def test_the_cookie_is_for_this_host_secure_and_partitioned(app: Flask) -> None:
    answer = app.response_class()
    set_cookie(answer, "token-1")
    name_and_value, *rules = answer.headers["Set-Cookie"].split("; ")
    assert name_and_value == "__Host-gongxue=token-1"
    assert set(rules) == {"Secure", "HttpOnly", "Path=/", "SameSite=None", "Partitioned"}


@pytest.mark.parametrize(
    ("header", "token"),
    [
        ("Bearer abc", "abc"),
        ("bearer abc", "abc"),
        ("Basic dTpw", None),
        ("Bearer", None),
        ("Bearer ", None),
        ("abc", None),
        ("", None),
    ],
)
def test_only_a_bearer_header_holds_a_token(app: Flask, header: str, token: str | None) -> None:
    with app.test_request_context(headers={"Authorization": header}):
        assert bearer_token() == token


def test_the_header_goes_before_the_cookie(app: Flask) -> None:
    cookie = f"{COOKIE}=from-cookie"
    headers = {"Authorization": "Bearer from-header", "Cookie": cookie}
    with app.test_request_context(headers=headers):
        assert current_token() == "from-header"
    with app.test_request_context(headers={"Cookie": cookie}):
        assert (bearer_token(), current_token()) == (None, "from-cookie")
