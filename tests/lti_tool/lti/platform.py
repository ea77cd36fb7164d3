"""A learning platform for the tests: a real HTTP server with its own keys, stricter than most.

It refuses what the specifications let it refuse: an assertion that is not for it, is too long valid
or was seen before, a token without the scope, a score without its fields. Its clock is the test's.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

import requests
from joserfc import jwk, jws, jwt
from joserfc.errors import JoseError
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from lti_tool.lti.message import AGS_ENDPOINT, LTI

NOW = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)
TOOL_URL = "https://tool.example"
TARGET = f"{TOOL_URL}/lti/launch"
MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership"
AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
ALL_SCOPES = [AGS + "score", AGS + "lineitem", AGS + "lineitem.readonly"]
SCORE_FIELDS = {"userId", "timestamp", "activityProgress", "gradingProgress", "scoreGiven"}


Platform = TypeVar("Platform", bound="LearningPlatform")


@dataclass(frozen=True)
class Told:
    """A request that the platform got: enough to see what the tool did."""

    method: str
    path: str
    body: Any
    token: str


@dataclass
class LearningPlatform:
    """The platform's state; a test sets what it needs, and reads what happened."""

    issuer: str = "https://lms.example"
    client_id: str = "gongxue"
    deployment_id: str = "1"
    url: str = ""
    keys: dict[str, jwk.Key] = field(default_factory=lambda: {"first": first_key()})
    tool_keys: Callable[[], dict[str, Any]] = lambda: {"keys": []}
    token_audience: str | None = None
    now: datetime = NOW
    page_size: int = 100
    link_format: str = '<{}>; rel="next"'
    line_items: list[dict[str, Any]] = field(default_factory=list)
    scores: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    instead: list[Response] = field(default_factory=list)
    """Answers that the next calls with a token get, whatever they ask."""
    tokens: dict[str, set[str]] = field(default_factory=dict)
    used_jtis: set[str] = field(default_factory=set)
    key_fetches: int = 0
    told: list[Told] = field(default_factory=list)

    # -- what the platform signs -----------------------------------------------------------------

    def message(self, nonce: str, **lti: Any) -> dict[str, Any]:
        """The claims of a launch in order; `lti` replaces LTI claims by their short names."""
        at = int(self.now.timestamp())
        claims = {
            "message_type": "LtiResourceLinkRequest",
            "version": "1.3.0",
            "deployment_id": self.deployment_id,
            "target_link_uri": TARGET,
            "resource_link": {"id": "link-1", "title": "第一个型腔"},
            "roles": [f"{MEMBERSHIP}#Learner"],
            "context": {"id": "course-1", "title": "数控铣工"},
            "custom": {"activity": "nc/first-pocket"},
            "launch_presentation": {"locale": "zh-CN", "return_url": self.url + "/course"},
            **lti,
        }
        return {
            "iss": self.issuer,
            "aud": self.client_id,
            "sub": "learner-7",
            "iat": at,
            "exp": at + 60,
            "nonce": nonce,
            "name": "王芳",
            AGS_ENDPOINT: {"scope": ALL_SCOPES, "lineitems": f"{self.url}/lineitems"},
            **{LTI + name: value for name, value in claims.items()},
        }

    def sign(self, claims: Mapping[str, Any], kid: str = "first", **header: Any) -> str:
        """A token of these claims by the platform's key `kid`."""
        return signed(claims, self.keys[kid], {"kid": kid, **header})

    # -- what it serves --------------------------------------------------------------------------

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        request = Request(environ)
        return self._answer(request)(environ, start_response)

    def _answer(self, request: Request) -> Response:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        is_json = (request.mimetype or "").endswith("json")
        body = json.loads(request.get_data()) if is_json else request.form.to_dict()
        full_path = request.full_path.rstrip("?")
        self.told.append(Told(request.method, full_path, body, token))
        if request.path == "/jwks":
            self.key_fetches += 1
            return json_answer({"keys": [public(kid, key) for kid, key in self.keys.items()]})
        if request.path == "/token":
            return self._token(request)
        if self.instead:
            return self.instead.pop(0)
        if request.path == "/lineitems":
            return self._line_items(request, token, body)
        if request.path.endswith("/scores"):
            return self._score(request, token, body)
        return Response("not found", 404)

    def _token(self, request: Request) -> Response:
        if request.form.get("grant_type") != "client_credentials":
            return json_answer({"error": "unsupported_grant_type"}, 400)
        problem = self._assertion_problem(request.form.get("client_assertion", ""))
        if problem:
            return json_answer({"error": "invalid_client", "error_description": problem}, 400)
        scopes = set(request.form["scope"].split())
        if not scopes <= set(ALL_SCOPES):
            return json_answer({"error": "invalid_scope"}, 400)
        token = secrets.token_hex(8)
        self.tokens[token] = scopes
        return json_answer({"access_token": token, "token_type": "Bearer", "expires_in": 3600})

    def _assertion_problem(self, assertion: str) -> str | None:
        try:
            kid = jws.extract_compact(assertion.encode()).headers()["kid"]
            key = next(k for k in self.tool_keys()["keys"] if k["kid"] == kid)
            claims = jwt.decode(assertion, jwk.import_key(key), algorithms=["RS256"]).claims
        except (JoseError, KeyError, StopIteration) as error:
            return f"assertion: {error!r}"
        at = self.now.timestamp()
        if (claims["iss"], claims["sub"]) != (self.client_id, self.client_id):
            return "iss and sub must be the client id"
        if claims["aud"] != (self.token_audience or f"{self.url}/token"):
            return "aud"
        if not (claims["iat"] <= at < claims["exp"] <= at + 300) or claims["jti"] in self.used_jtis:
            return "times or jti"
        self.used_jtis.add(claims["jti"])
        return None

    def _forbidden(self, token: str, *scopes: str) -> Response | None:
        if token not in self.tokens:
            return Response("token", 401)
        return None if self.tokens[token] & set(scopes) else Response("scope", 403)

    def _line_items(self, request: Request, token: str, body: Any) -> Response:
        if request.method == "POST":
            refused = self._forbidden(token, AGS + "lineitem")
            if refused or request.mimetype != "application/vnd.ims.lis.v2.lineitem+json":
                return refused or Response("content type", 415)
            made = {**body, "id": f"{self.url}/lineitem/{len(self.line_items) + 1}?type_id=3"}
            self.line_items.append(made)
            return json_answer(made, 201, "application/vnd.ims.lis.v2.lineitem+json")
        refused = self._forbidden(token, AGS + "lineitem", AGS + "lineitem.readonly")
        if refused:
            return refused
        start = int(request.args.get("From", 0))
        page = self.line_items[start : start + self.page_size]
        kind = "application/vnd.ims.lis.v2.lineitemcontainer+json"
        answer = json_answer(page, 200, kind)
        if start + self.page_size < len(self.line_items):
            following = f"{self.url}/lineitems?From={start + self.page_size}"
            answer.headers["Link"] = self.link_format.format(following)
        return answer

    def _score(self, request: Request, token: str, body: Any) -> Response:
        refused = self._forbidden(token, AGS + "score")
        if refused:
            return refused
        if not set(body) >= SCORE_FIELDS or not body["timestamp"].endswith("+00:00"):
            return Response("score", 400)
        line_item = request.full_path.replace("/scores", "").rstrip("?")
        known = self.scores.setdefault(line_item, [])
        if any(
            s["userId"] == body["userId"] and s["timestamp"] >= body["timestamp"] for s in known
        ):
            return Response("newer score exists", 409)
        known.append(body)
        return Response(status=204)


@cache
def first_key() -> jwk.Key:
    """The key that every platform begins with; making one takes a tenth of a second."""
    return new_key()


def new_key(kind: str = "RSA") -> jwk.Key:
    """A key of the platform's own."""
    return jwk.generate_key("RSA", 2048) if kind == "RSA" else jwk.generate_key("EC", "P-256")


def public(kid: str, key: jwk.Key) -> dict[str, Any]:
    """A key as a JWKS shows it."""
    return {**key.as_dict(private=False), "kid": kid, "use": "sig"}


def signed(claims: Mapping[str, Any], key: jwk.Key, header: Mapping[str, Any]) -> str:
    """A compact JWS; a header value of None leaves that member out."""
    whole = {"alg": "RS256", "typ": "JWT", **header}
    kept = {name: value for name, value in whole.items() if value is not None}
    return jws.serialize_compact(kept, json.dumps(claims), key, algorithms=[kept["alg"]])


def json_answer(body: Any, status: int = 200, kind: str = "application/json") -> Response:
    """A JSON answer."""
    return Response(json.dumps(body), status, content_type=kind)


@contextmanager
def serving(platform: Platform) -> Iterator[Platform]:
    """The platform, answering on a free port at its `url`."""
    with answering(platform) as port:
        platform.url = f"http://127.0.0.1:{port}"
        yield platform


@contextmanager
def answering(app: Callable[..., Any], port: int = 0) -> Iterator[int]:
    """The WSGI application answers on this port of this machine; 0: on any free one."""
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def plain_session() -> requests.Session:
    """A session that speaks to this machine directly, whatever proxy the environment names."""
    session = requests.Session()
    session.trust_env = False
    return session
