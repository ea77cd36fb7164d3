"""A tool and a content origin with packages installed, for the player's tests."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.engine import Engine
from werkzeug.test import TestResponse

from lti_tool import packages
from lti_tool.config import Settings
from lti_tool.learning_records.tables import attempts
from lti_tool.web import content, pages, player
from lti_tool.web.parts import Parts

HOST = "http://old-course.packages.localhost:8001"
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Visitor:
    activity: str = "package/old-course"
    user_id: UUID = field(default_factory=uuid4)
    link_id: UUID = field(default_factory=uuid4)
    issuer: str = "http://127.0.0.1:8000"
    subject: str = "learner-1"
    is_instructor: bool = False


@dataclass
class Clock:
    time: datetime = NOW

    def __call__(self) -> datetime:
        return self.time


@dataclass
class Place:
    """A tool and a content origin on one database, and a clock to turn."""

    settings: Settings
    engine: Engine
    clock: Clock

    def app(self) -> Flask:
        app = Flask("lti_tool.web")
        app.extensions["gongxue"] = Parts(self.engine, self.settings, self.clock)
        app.register_blueprint(pages.blueprint)
        return app

    def install(self, content: bytes) -> None:
        found = packages.install(Path(self.settings.packages_folder), content)
        assert isinstance(found, packages.Package), found

    def tool_page(self, visitor: Any, language: str = "en") -> tuple[int, str]:
        with self.app().test_request_context(f"/activity?lang={language}"):
            response = player.render_package(visitor, "token of the visit")
            return response.status_code, response.get_data(as_text=True)

    def open(self, visitor: Any) -> Window:
        _status, page = self.tool_page(visitor)
        shell = re.search(r'src="(http://[^"]+)"', page)
        assert shell is not None
        return Window(self, shell[1])

    def content_app(self) -> Flask:
        app = self.app()
        app.register_blueprint(content.content_blueprint)
        return app

    def browser(self) -> FlaskClient:
        return self.content_app().test_client()

    def recorded(self) -> list[Any]:
        with self.engine.connect() as connection:
            query = sa.select(attempts).order_by(attempts.c.points)
            return list(connection.execute(query))


@dataclass
class Window:
    """A shell in a browser."""

    place: Place
    address: str

    @property
    def folder(self) -> str:
        return self.address.split("/shell")[0].removeprefix(HOST)

    def get(self, path: str, host: str = HOST, **more: Any) -> TestResponse:
        return self.place.browser().get(f"{self.folder}/{path}", base_url=host, **more)

    def visit(self) -> dict[str, Any]:
        page = self.get("shell?lang=en").get_data(as_text=True)
        found = re.search(r'id="visit">(.*?)</script>', page)
        assert found is not None, page
        visit: dict[str, Any] = json.loads(found[1])
        return visit

    def commit(self, sequence: Any, **cmi: Any) -> TestResponse:
        named = {f"cmi.{name.replace('__', '.')}": value for name, value in cmi.items()}
        body = json.dumps({"sequence": sequence, "set": named})
        address = f"{self.folder}/commit"
        return self.place.browser().post(address, base_url=HOST, data=body)
