"""The tool's public keys, fetched from where the tool publishes them."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Any

import requests
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

TIMEOUT_S = 5.0
KEEP_S = 300.0


class NoToolKeys(RuntimeError):
    """The tool's key set can't be had, in one sentence."""


class ToolKeys:
    """The RSA keys at `jwks_url`, fetched when first asked for, when old, and when one is unknown.

    So a tool may change its keys at any time, and one that is withdrawn is refused within
    `KEEP_S` seconds. Safe to use from several threads.
    """

    def __init__(self, jwks_url: str, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._jwks_url = jwks_url
        self._clock_s = clock_s
        self._lock = Lock()
        self._keys: dict[str, RSAKey] = {}
        self._fetched_at_s = float("-inf")

    def find(self, kid: str) -> RSAKey | None:
        """The tool's key with this id; None if the tool has none. Raises `NoToolKeys`."""
        with self._lock:
            fresh = self._clock_s() - self._fetched_at_s < KEEP_S
            if not (fresh and kid in self._keys):
                self._keys = self._fetch()
                self._fetched_at_s = self._clock_s()
            return self._keys.get(kid)

    def _fetch(self) -> dict[str, RSAKey]:
        try:
            answer = requests.get(self._jwks_url, timeout=TIMEOUT_S)
            answer.raise_for_status()
            published: Any = answer.json()
            rsa = [key for key in published["keys"] if key["kty"] == "RSA" and "kid" in key]
            return {key["kid"]: RSAKey.import_key(key) for key in rsa}
        except (requests.RequestException, ValueError, KeyError, TypeError, JoseError) as error:
            raise NoToolKeys(
                f"The tool's keys at {self._jwks_url} can't be read: {error}"
            ) from error
