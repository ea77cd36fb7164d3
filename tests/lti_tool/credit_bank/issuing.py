"""An issuer for the bank's tests: keys, signed reports and tickets."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from uuid import uuid4

from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

ISS = "http://localhost:8001"
BANK = "http://localhost:8002"
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
POCKET = "urn:gongxue:activity:nc/first-pocket"
SAFETY = "urn:gongxue:activity:package/nc-safety"
REACTOR = "urn:gongxue:activity:process/cstr-start-up"

FIRST = RSAKey.generate_key(2048, {"kid": "first"})
SECOND = ECKey.generate_key("P-256", {"kid": "second"})


@dataclass
class PublishedKeys:
    """A JWKS that a test can change, in the place of HTTP: a copy until it is fetched anew."""

    published: list[dict[str, Any]] = field(default_factory=lambda: [FIRST.as_dict(private=False)])
    seen: list[dict[str, Any]] = field(default_factory=list)
    fetches: int = 0

    def __call__(self, jwks_url: str, fresh: bool) -> tuple[Mapping[str, Any], ...]:
        if fresh or not self.seen:
            self.fetches += 1
            self.seen = list(self.published)
        return tuple(self.seen)


def report_claims(
    activity: str = POCKET, scaled: float = 0.8, subject: str = "learner-1", **changed: Any
) -> dict[str, Any]:
    """The claims of a report that is right; `changed` replaces some."""
    title = {"zh-Hans": "练习", "en": "Exercise"}
    claims = {
        "iss": ISS,
        "aud": BANK,
        "iat": int(NOW.timestamp()),
        "exp": int((NOW + timedelta(minutes=5)).timestamp()),
        "jti": str(uuid4()),
        "sub": subject,
        "name": "王芳",
        "achievement": {
            "activity": activity,
            "title": title,
            "scaled": scaled,
            "completed_at": "2026-11-21T15:30:00+08:00",
            "hours": None,
            "attempt_id": str(uuid4()),
            "evidence_url": f"{ISS}/evidence/1",
            "evidence_digest": "sha256:" + "0" * 64,
        },
    }
    return {**claims, **changed}


def ticket_claims(subject: str = "learner-1", **changed: Any) -> dict[str, Any]:
    """The claims of a ticket that is right; `changed` replaces some."""
    claims = {
        "iss": ISS,
        "aud": BANK,
        "iat": int(NOW.timestamp()),
        "exp": int((NOW + timedelta(seconds=60)).timestamp()),
        "jti": str(uuid4()),
        "sub": subject,
        "name": "王芳",
        "locale": "zh-CN",
    }
    return {**claims, **changed}


def signed(
    claims: Mapping[str, Any],
    key: RSAKey | ECKey = FIRST,
    typ: str = "gongxue-report+jwt",
    **header: Any,
) -> str:
    """The claims as a compact JWS."""
    alg = "RS256" if isinstance(key, RSAKey) else "ES256"
    protected = {"alg": alg, "kid": key.kid, "typ": typ, **header}
    return jws.serialize_compact(protected, json.dumps(claims), key, algorithms=[alg])


def unsigned(header: Any, claims: Any, signature: bytes = b"") -> str:
    """A compact JWS of any header and claims whatever, for what no library would sign."""
    parts = (json.dumps(header).encode(), json.dumps(claims).encode(), signature)
    return ".".join(urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)


@contextmanager
def jwks_server(body: Callable[[], bytes], status: int = 200) -> Iterator[tuple[str, list[str]]]:
    """A JWKS URL on a port of its own, and the paths that were asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            answer = body()
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/jwks", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
