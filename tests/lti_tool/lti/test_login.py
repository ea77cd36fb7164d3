from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lti_tool.lti import tables
from lti_tool.lti.login import (
    LoginRedirect,
    PlatformStorage,
    cookie_name,
    is_ours,
    sha256_of,
    start_login,
)
from lti_tool.lti.platforms import Platform
from lti_tool.lti.refusals import LaunchRefusal
from tests.lti_tool.lti.conftest import register
from tests.lti_tool.lti.platform import NOW, TARGET, TOOL_URL, LearningPlatform

ASKED = {
    "iss": "https://lms.example",
    "login_hint": "7",
    "target_link_uri": TARGET,
    "client_id": "gongxue",
    "lti_message_hint": '{"cmid":7}',
}


def begin(connection: Connection, **changes: str) -> LoginRedirect:
    begun = start_login(connection, {**ASKED, **changes}, NOW, TOOL_URL)
    assert isinstance(begun, LoginRedirect)
    return begun


def refuse(connection: Connection, asked: dict[str, str]) -> LaunchRefusal:
    refused = start_login(connection, asked, NOW, TOOL_URL)
    assert isinstance(refused, LaunchRefusal)
    assert connection.scalar(sa.select(sa.func.count()).select_from(tables.logins)) == 0
    return refused


def test_the_browser_goes_to_the_platform_with_what_oidc_asks_for(
    connection: Connection, registered: Platform
) -> None:
    begun = begin(connection)
    asked = {name: value for name, (value,) in parse_qs(urlsplit(begun.url).query).items()}
    nonce = asked.pop("nonce")
    assert begun.url.startswith(registered.auth_login_url + "?")
    assert asked == {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": "gongxue",
        "redirect_uri": TARGET,
        "login_hint": "7",
        "lti_message_hint": '{"cmid":7}',
        "state": begun.state,
    }
    assert len({nonce, begun.state, begun.secret}) == 3


def test_a_login_url_with_a_query_keeps_it(connection: Connection, lms: LearningPlatform) -> None:
    platform = register(connection, lms)
    connection.execute(
        sa.update(tables.platforms).values(auth_login_url=platform.auth_login_url + "?tenant=a")
    )
    assert "/authorize?tenant=a&scope=openid" in begin(connection).url


@pytest.mark.usefixtures("registered")
def test_only_a_hash_of_the_secret_is_kept(connection: Connection) -> None:
    begun = begin(connection)
    (row,) = connection.execute(sa.select(tables.logins)).all()
    assert row.secret_sha256 == sha256_of(begun.secret)
    assert begun.secret not in str(row)


@pytest.mark.usefixtures("registered")
def test_two_logins_share_nothing(connection: Connection) -> None:
    one, other = begin(connection), begin(connection)
    assert one.state != other.state
    assert cookie_name(one.state) != cookie_name(other.state)


@pytest.mark.usefixtures("registered")
def test_without_a_client_id_the_only_platform_of_the_issuer_is_meant(
    connection: Connection,
) -> None:
    asked = {name: value for name, value in ASKED.items() if name != "client_id"}
    assert isinstance(start_login(connection, asked, NOW, TOOL_URL), LoginRedirect)


def test_a_platform_with_storage_is_spoken_to_at_its_login_origin(
    connection: Connection, lms: LearningPlatform, registered: Platform
) -> None:
    begun = begin(connection, lti_storage_target="_parent")
    assert begun.storage == PlatformStorage("_parent", lms.url)
    assert begin(connection).storage is None


def test_old_logins_are_forgotten(connection: Connection, registered: Platform) -> None:
    first = begin(connection)
    start_login(connection, ASKED, NOW + timedelta(hours=2), TOOL_URL)
    states = connection.scalars(sa.select(tables.logins.c.state)).all()
    assert len(states) == 1
    assert first.state not in states


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize("missing", ["iss", "login_hint", "target_link_uri"])
def test_a_login_without_a_required_parameter_is_refused(
    connection: Connection, missing: str
) -> None:
    refused = refuse(connection, {**ASKED, missing: ""})
    assert (refused.id, refused.status, refused.detail) == ("parameter-missing", 400, missing)


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(
    ("changes", "reason", "status"),
    [
        ({"iss": "https://other.example"}, "platform-unknown", 401),
        ({"client_id": "other"}, "platform-unknown", 401),
        ({"target_link_uri": "https://evil.example/lti/launch"}, "target-foreign", 400),
        ({"target_link_uri": "https://tool.example.evil.example/"}, "target-foreign", 400),
        ({"target_link_uri": "https://tool.example@evil.example/"}, "target-foreign", 400),
        ({"target_link_uri": "http://tool.example/lti/launch"}, "target-foreign", 400),
        ({"target_link_uri": "//["}, "target-foreign", 400),
        ({"login_hint": "7\0"}, "parameter-malformed", 400),
        ({"iss": "\ud800"}, "parameter-malformed", 400),
        ({"lti_message_hint": "x" * 5000}, "parameter-malformed", 400),
    ],
)
def test_a_login_that_is_not_ours_to_answer_is_refused(
    connection: Connection, changes: dict[str, str], reason: str, status: int
) -> None:
    refused = refuse(connection, {**ASKED, **changes})
    assert (refused.id, refused.status) == (reason, status)


def test_an_issuer_with_two_clients_must_say_which(
    connection: Connection, lms: LearningPlatform
) -> None:
    for client_id in ("gongxue", "other"):
        lms.client_id = client_id
        register(connection, lms)
    asked = {name: value for name, value in ASKED.items() if name != "client_id"}
    assert refuse(connection, asked).id == "client-id-needed"


def test_our_own_origin_is_ours_with_any_path() -> None:
    assert is_ours(TOOL_URL, TOOL_URL)
    assert is_ours(TOOL_URL.upper().replace("HTTPS", "https") + "/x?y", TOOL_URL)
    assert not is_ours("", TOOL_URL)
