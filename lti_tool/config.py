"""The settings, from the environment: each has a name, a meaning and, where honest, a default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


class BadSetting(ValueError):
    """A setting that can't work, in one sentence that says which and how to mend it."""


@dataclass(frozen=True)
class Settings:
    """Where the parts of a running system find each other.

    URLs have no slash at the end. `content_url` is the origin under which packages' foreign
    content is served, each package below a sub-domain of its own. `bank_url` is the credit bank
    that completions are reported to; `None` reports none. Moments are shown in `time_zone`.
    """

    database_url: str
    tool_url: str = "http://localhost:8001"
    content_url: str = "http://packages.localhost:8001"
    bank_url: str | None = "http://localhost:8002"
    lms_url: str = "http://127.0.0.1:8000"
    packages_folder: str = ".run/packages"
    time_zone: str = "Asia/Shanghai"


def settings_from(environ: Mapping[str, str]) -> Settings:
    """The settings that the environment names. Raises `BadSetting`."""
    database_url = environ.get("DATABASE_URL", "")
    if not database_url.startswith(("postgresql://", "postgres://")):
        raise BadSetting(
            "DATABASE_URL must be the address of a PostgreSQL database, such as "
            f"postgresql://user@host:5432/gongxue; it is {database_url!r}."
        )
    found = Settings(
        database_url=database_url,
        tool_url=_url(environ, "TOOL_URL", Settings.tool_url),
        content_url=_url(environ, "CONTENT_URL", Settings.content_url),
        bank_url=_url(environ, "BANK_URL", Settings.bank_url or "") or None,
        lms_url=_url(environ, "LMS_URL", Settings.lms_url),
        packages_folder=environ.get("PACKAGES_FOLDER", Settings.packages_folder),
        time_zone=environ.get("TIME_ZONE", Settings.time_zone),
    )
    if urlsplit(found.content_url).hostname == urlsplit(found.tool_url).hostname:
        raise BadSetting(
            "CONTENT_URL must have another host than TOOL_URL: packages are foreign code, and on "
            "one host they could read the learners' sessions."
        )
    return found


def _url(environ: Mapping[str, str], name: str, default: str) -> str:
    value = environ.get(name, default).rstrip("/")
    if value and urlsplit(value).scheme not in ("http", "https"):
        raise BadSetting(f"{name} must begin with http:// or https://; it is {value!r}.")
    return value
