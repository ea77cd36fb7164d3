"""HTTP to a platform: only to the http(s) address itself, and never for long."""

from __future__ import annotations

import requests

from lti_tool.lti.platforms import is_web_address

CONNECT_AND_READ_S = 10.0
USER_AGENT = "gongxue-lti-tool"


def call(
    session: requests.Session,
    method: str,
    url: str,
    *,
    headers: dict[str, str] | None = None,
    data: str | dict[str, str] | None = None,
) -> requests.Response:
    """The platform's answer, whatever its status.

    A redirect is given back as it is, not followed: our tokens are for the address that the
    platform registered or signed. Raises requests.RequestException.
    """
    if not is_web_address(url):
        raise requests.exceptions.InvalidURL(f"{url!r} is not an http(s) address")
    return session.request(
        method,
        url,
        headers={"User-Agent": USER_AGENT, **(headers or {})},
        data=data.encode() if isinstance(data, str) else data,
        timeout=CONNECT_AND_READ_S,
        allow_redirects=False,
    )
