from __future__ import annotations

import threading
from datetime import timedelta

from joserfc import jwk, jws, jwt
from sqlalchemy.engine import Connection, Engine

from lti_tool.db import transaction
from lti_tool.lti import keys
from tests.lti_tool.lti.platform import NOW


def kids(connection: Connection, at: timedelta = timedelta()) -> list[str]:
    return [key["kid"] for key in keys.jwks(connection, NOW + at)["keys"]]


def test_the_first_use_makes_one_key_and_later_uses_take_it(connection: Connection) -> None:
    key = keys.signing_key(connection, NOW)
    assert keys.signing_key(connection, NOW) == key
    assert kids(connection) == [key.kid]


def test_two_workers_at_the_first_use_make_one_key(database: Engine) -> None:
    made: list[str] = []

    def work() -> None:
        with transaction(database) as connection:
            made.append(keys.signing_key(connection, NOW).kid)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert len(set(made)) == 1


def test_what_is_signed_verifies_with_the_published_key(connection: Connection) -> None:
    compact = keys.sign(connection, {"typ": "gongxue-report+jwt"}, {"iss": "us"}, NOW)
    (public,) = keys.jwks(connection, NOW)["keys"]
    token = jwt.decode(compact, jwk.import_key(public), algorithms=["RS256"])
    assert token.claims == {"iss": "us"}
    assert token.header == {"typ": "gongxue-report+jwt", "alg": "RS256", "kid": public["kid"]}


def test_the_published_keys_hold_nothing_private(connection: Connection) -> None:
    (public,) = keys.jwks(connection, NOW)["keys"]
    assert set(public) == {"kty", "n", "e", "kid", "alg", "use"}


def test_a_new_key_is_published_an_hour_before_it_signs(connection: Connection) -> None:
    old = keys.signing_key(connection, NOW).kid
    new = keys.rotate(connection, NOW + timedelta(days=1))
    soon, later = timedelta(days=1, minutes=59), timedelta(days=1, minutes=61)
    assert kids(connection, soon) == [old, new]
    assert keys.signing_key(connection, NOW + soon).kid == old
    assert keys.signing_key(connection, NOW + later).kid == new
    assert kids(connection, later) == [old, new]


def test_an_old_key_is_withdrawn_a_month_after_it_signed_last(connection: Connection) -> None:
    keys.signing_key(connection, NOW)
    new = keys.rotate(connection, NOW)
    assert kids(connection, timedelta(days=31)) == [new]


def test_the_signature_names_its_key(connection: Connection) -> None:
    compact = keys.sign(connection, {}, {}, NOW)
    assert jws.extract_compact(compact.encode()).headers()["kid"] == kids(connection)[0]
