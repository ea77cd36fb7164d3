"""What the tests of the demo LMS work with: a tool with keys of its own, and browsers."""

from __future__ import annotations

import re
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import requests
from flask import Flask
from joserfc import jwt
from joserfc.jwk import RSAKey
from sqlalchemy.engine import Engine
from werkzeug.serving import make_server

from lti_tool.demo_lms.catalogue import CNC, WANG_FANG, Activity, Person
from lti_tool.demo_lms.platform import PlatformAddresses, ToolRegistration, addresses
from lti_tool.demo_lms.tokens import ASSERTION_TYPE

CLIENT_ID = "a-tool"
POCKET = CNC.activities[1]


def new_key(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})


KEY = new_key("first")
OTHER_KEY = new_key("second")


@dataclass
class Clock:
    """The LMS's time, which a test may move."""

    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Tool:
    """A tool: its keys, where its pages are, and what it was sent."""

    url: str = ""
    published: list[RSAKey] = field(default_factory=lambda: [KEY])
    up: bool = True
    asked_for_keys: int = 0

    @property
    def registration(self) -> ToolRegistration:
        launches = (f"{self.url}/launch", f"{self.url}/other-launch")
        return ToolRegistration(CLIENT_ID, "1", f"{self.url}/login", launches, f"{self.url}/jwks")

    def pages(self) -> Flask:
        app = Flask("a-tool")

        @app.get("/jwks")
        def jwks() -> Any:
            self.asked_for_keys += 1
            if not self.up:
                return "down", 500
            return {"keys": [key.as_dict(private=False) for key in self.published]}

        @app.get("/login")
        def login() -> str:
            return STORING_LOGIN

        @app.post("/launch")
        def launch() -> Any:
            return flask.render_template_string(STORED_LAUNCH, **flask.request.form)

        return app


# The tool's pages in the browser test: what they keep, they keep in the LMS's page.
ASK = """
  const parent = window.parent, waiting = new Map();
  window.addEventListener("message", (event) => waiting.get(event.data.message_id)?.(event.data));
  const ask = (message) => new Promise((resolve) => {
    const message_id = crypto.randomUUID();
    waiting.set(message_id, resolve);
    parent.postMessage({ ...message, message_id }, "*");
  });
"""
STORING_LOGIN = (
    "<!doctype html><script>"
    + ASK
    + """
  const asked = new URLSearchParams(location.search);
  ask({ subject: "lti.put_data", key: "state", value: "a-state" }).then(() => {
    const url = new URL("/lti/authorize", asked.get("iss"));
    url.search = new URLSearchParams({
      scope: "openid", response_type: "id_token", response_mode: "form_post", prompt: "none",
      client_id: asked.get("client_id"), redirect_uri: location.origin + "/launch",
      login_hint: asked.get("login_hint"), lti_message_hint: asked.get("lti_message_hint"),
      nonce: "a-nonce", state: "a-state",
    });
    location.href = url;
  });
</script>"""
)
STORED_LAUNCH = (
    "<!doctype html><h1>launched</h1><p id=state></p><script>"
    + ASK
    + """
  ask({ subject: "lti.get_data", key: "state" }).then((answer) => {
    document.getElementById("state").textContent =
      answer.value === "{{ state }}" ? "kept" : "lost";
  });
</script>"""
)


@dataclass
class Lms:
    """A running demo LMS as a tool and as browsers meet it."""

    url: str
    engine: Engine
    clock: Clock
    tool: Tool

    @property
    def addresses(self) -> PlatformAddresses:
        return addresses(self.url)

    def browser(self, person: Person | None = WANG_FANG, language: str = "zh-CN") -> Browser:
        made = Browser(self)
        made.session.headers["Accept-Language"] = language
        if person:
            made.session.post(f"{self.url}/sign-in", data={"person": str(person.id)})
        return made

    def assertion(self, key: RSAKey = KEY, alg: str = "RS256", **changes: Any) -> str:
        """An assertion as the specification wants it, but for `changes`; None leaves one out."""
        now_s = int(self.clock().timestamp())
        claims: dict[str, Any] = {
            "iss": CLIENT_ID,
            "sub": CLIENT_ID,
            "aud": self.addresses.token_url,
            "iat": now_s,
            "exp": now_s + 60,
            "jti": str(uuid.uuid4()),
        }
        kept = {name: value for name, value in (claims | changes).items() if value is not None}
        return jwt.encode({"alg": alg, "kid": key.kid}, kept, key, algorithms=[alg])

    def ask_token(self, assertion: str, *scopes: str, **changes: str) -> requests.Response:
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion,
            "scope": " ".join(scopes),
        }
        return requests.post(self.addresses.token_url, data=form | changes, timeout=10)

    def token(self, *scopes: str) -> str:
        answer = self.ask_token(self.assertion(), *scopes)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    def items_url(self) -> str:
        return f"{self.url}/lti/courses/{CNC.id}/lineitems"

    def item_url(self, activity: Activity = POCKET) -> str:
        return f"{self.items_url()}/{CNC.line_item_id(activity)}"


@dataclass
class Browser:
    """Someone's browser, as far as HTTP goes."""

    lms: Lms
    session: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str, **arguments: Any) -> requests.Response:
        return self.session.get(f"{self.lms.url}{path}", timeout=10, **arguments)

    def begin(self, activity: Activity = POCKET) -> dict[str, str]:
        """What the tool's login address is asked when the activity is opened."""
        answer = self.get(f"/launch/{CNC.link_id(activity)}", allow_redirects=False)
        assert answer.status_code == 302, answer.text
        location = urlsplit(answer.headers["Location"])
        assert f"{location.scheme}://{location.netloc}{location.path}" == (
            self.lms.tool.registration.login_url
        )
        return {name: value for name, (value,) in parse_qs(location.query).items()}

    def authorize(self, begun: dict[str, str], **changes: str) -> requests.Response:
        """The answer to the tool's authentication request, right but for `changes`."""
        asked = {
            "scope": "openid",
            "response_type": "id_token",
            "response_mode": "form_post",
            "prompt": "none",
            "client_id": begun["client_id"],
            "redirect_uri": begun["target_link_uri"],
            "login_hint": begun["login_hint"],
            "lti_message_hint": begun["lti_message_hint"],
            "nonce": "a-nonce",
            "state": "a-state",
        }
        return self.get("/lti/authorize", params=asked | changes)

    def launch(self, activity: Activity = POCKET) -> dict[str, Any]:
        """The claims of the launch message, its signature checked by the LMS's published key."""
        sent = fields(self.authorize(self.begin(activity)))
        (published,) = requests.get(self.lms.addresses.jwks_url, timeout=10).json()["keys"]
        message = jwt.decode(sent["id_token"], RSAKey.import_key(published), algorithms=["RS256"])
        assert message.header["kid"] == published["kid"]
        return message.claims


def fields(answer: requests.Response) -> dict[str, str]:
    """The fields of the form in a page."""
    assert answer.status_code == 200, answer.text
    found = re.findall(r'name="(\w+)" value="([^"]*)"', answer.text)
    return {name: unescape(value) for name, value in found}


@contextmanager
def served(host: str, make: Callable[[str], Flask]) -> Iterator[None]:
    """Serve what `make` makes of its own address, until the end of the block."""
    server = make_server(host, 0, Flask("not yet"), threaded=True)
    server.app = make(f"http://{host}:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
