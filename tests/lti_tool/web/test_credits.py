"""The bank over HTTP, on a real database and an issuer's real JWKS URL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.engine import Engine
from werkzeug.test import TestResponse

from lti_tool.app import create_bank
from lti_tool.config import Settings
from lti_tool.credit_bank.issuers import register_issuer
from lti_tool.db import transaction
from lti_tool.web.credits import COOKIE, score
from tests.lti_tool.credit_bank.issuing import (
    BANK,
    FIRST,
    ISS,
    NOW,
    POCKET,
    REACTOR,
    SAFETY,
    SECOND,
    jwks_server,
    report_claims,
    signed,
    ticket_claims,
)

HOSTILE = "<script>alert('李')</script>"


class Bank:
    """The bank's application with a clock that the test sets, and one browser."""

    def __init__(self, engine: Engine) -> None:
        self.now: datetime = NOW
        settings = Settings(engine.url.render_as_string(hide_password=False), bank_url=BANK)
        self.app = create_bank(settings, engine, lambda: self.now)
        self.browser: FlaskClient = self.app.test_client()

    def report(self, claims: dict[str, Any], **signing: Any) -> TestResponse:
        return self.post(signed(claims, **signing))

    def post(self, body: str | bytes, media: str = "application/jose") -> TestResponse:
        return self.browser.post("/api/reports", data=body, content_type=media)

    def open(self, **changed: Any) -> TestResponse:
        ticket = signed(ticket_claims(**changed), typ="gongxue-ticket+jwt")
        return self.browser.post("/file/open", data={"ticket": ticket}, base_url=BANK)

    def file(self) -> TestResponse:
        # Chromium sends a Secure cookie to http://localhost; the test's browser wants https.
        return self.browser.get("/file", base_url=BANK.replace("http:", "https:"))


@pytest.fixture
def bank(database: Engine) -> Iterator[Bank]:
    body = json.dumps({"keys": [FIRST.as_dict(private=False)]}).encode()
    with jwks_server(lambda: body) as (url, _asked):
        with transaction(database) as connection:
            register_issuer(connection, ISS, url, "工学平台", NOW)
        yield Bank(database)


def test_a_new_report_is_created_and_a_repeat_exists(bank: Bank) -> None:
    claims = report_claims(REACTOR, 0.8)
    first, again = bank.report(claims), bank.report(claims)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json is not None
    assert first.json["status"] == "new"
    assert [(one["unit"], one["credits"]) for one in first.json["certified"]] == [
        ("OUC-CHEM-PO-01", "1.0")
    ]
    assert again.json == {**first.json, "status": "exists"}


@pytest.mark.parametrize(
    ("body", "media", "status", "reason"),
    [
        (b"", "application/jose", 400, "malformed"),
        (b"\xff\xfe.x.y", "application/jose", 400, "malformed"),
        (b"{}", "application/json", 415, "wrong-media-type"),
        (b"x" * 70_000, "application/jose", 413, "too-large"),
    ],
)
def test_a_body_that_is_no_report_is_refused_with_its_reason(
    body: bytes, media: str, status: int, reason: str, bank: Bank
) -> None:
    answer = bank.post(body, media)
    assert answer.status_code == status
    assert answer.json is not None
    assert answer.json["refused"]["id"] == reason
    assert set(answer.json["refused"]["message"]) == {"zh-Hans", "en"}


def test_a_report_of_a_stranger_or_with_a_strange_key_is_refused(bank: Bank) -> None:
    assert bank.report(report_claims(iss="https://elsewhere.example")).status_code == 403
    assert bank.report(report_claims(), key=SECOND).status_code == 401


def test_an_id_with_other_content_is_a_conflict(bank: Bank) -> None:
    claims = report_claims(REACTOR, 0.4)
    bank.report(claims)
    claims["achievement"]["scaled"] = 1.0
    assert bank.report(claims).status_code == 409


def test_the_units_can_be_read_by_anybody(bank: Bank) -> None:
    listed = bank.browser.get("/api/units").json
    assert listed is not None
    assert [unit["id"] for unit in listed["units"]] == [
        "OUC-CHEM-PO-01",
        "OUC-MECH-NC-01",
        "OUC-MECH-NC-02",
    ]
    milling = bank.browser.get("/api/units/OUC-MECH-NC-01").json
    assert milling == listed["units"][1]
    assert milling is not None
    assert [one["activity"] for one in milling["rule"]["all"]] == [POCKET, SAFETY]
    assert bank.browser.get("/api/units/OUC-MECH-NC-01?version=1").json == milling
    assert bank.browser.get("/api/units/OUC-MECH-NC-01?version=9").status_code == 404
    assert bank.browser.get("/api/units/NO-SUCH").status_code == 404


def test_a_ticket_shows_the_file_at_once_and_gives_a_partitioned_cookie(bank: Bank) -> None:
    answer = bank.open()
    assert answer.status_code == 200
    assert "王芳" in answer.text
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    for attribute in ("Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/"):
        assert attribute in cookie
    assert "Domain" not in cookie
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_cookie_shows_the_file_again_until_its_hour_is_over(bank: Bank) -> None:
    bank.open()
    assert "王芳" in bank.file().text
    bank.now = NOW + timedelta(hours=1)
    assert bank.file().status_code == 401


def test_a_ticket_in_the_address_opens_too(bank: Bank) -> None:
    ticket = signed(ticket_claims(), typ="gongxue-ticket+jwt")
    assert bank.browser.get("/file/open", query_string={"ticket": ticket}).status_code == 200


def test_without_cookies_a_used_ticket_opens_nothing_and_a_friendly_page_says_so(
    bank: Bank,
) -> None:
    ticket = signed(ticket_claims(locale="en"), typ="gongxue-ticket+jwt")
    strangers = bank.app.test_client(use_cookies=False)
    first, second = (strangers.post("/file/open", data={"ticket": ticket}) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 401)
    assert strangers.get("/file").status_code == 401
    assert "<html" in second.text


def test_a_reload_with_the_cookie_shows_the_file_again(bank: Bank) -> None:
    ticket = signed(ticket_claims(), typ="gongxue-ticket+jwt")
    secure = BANK.replace("http:", "https:")
    for _ in range(2):
        answer = bank.browser.post("/file/open", data={"ticket": ticket}, base_url=secure)
        assert answer.status_code == 200
        assert "王芳" in answer.text


@pytest.mark.parametrize("ticket", ["", "nonsense", "a.b.c"])
def test_no_ticket_no_file(ticket: str, bank: Bank) -> None:
    answer = bank.browser.post("/file/open", data={"ticket": ticket})
    assert answer.status_code == 400
    assert "<html" in answer.text


def test_the_file_speaks_the_tickets_language(bank: Bank) -> None:
    bank.report(report_claims(REACTOR, 0.6))
    english = bank.open(locale="en").text
    assert '<html lang="en">' in english
    assert "Starting up a stirred-tank reactor" in english
    assert "21 November 2026" in english
    chinese = bank.open(locale="zh-CN").text
    assert '<html lang="zh-Hans">' in chinese
    assert "反应釜开车操作" in chinese
    assert "2026年11月21日" in chinese


def test_evidence_opens_in_a_new_window_and_tells_nothing_of_this_page(bank: Bank) -> None:
    bank.report(report_claims(REACTOR, 0.6))
    page = bank.open().text
    assert f'href="{ISS}/evidence/1" target="_blank" rel="noopener noreferrer"' in page


def test_an_empty_file_says_how_the_first_credits_come(bank: Bank) -> None:
    assert "No credits yet" in bank.open(locale="en").text


def test_what_is_missing_is_said(bank: Bank) -> None:
    bank.report(report_claims(POCKET, 0.599))
    page = bank.open(locale="en").text
    assert "Course: CNC safety and coordinates" in page
    assert "59.9" in page


def test_hostile_names_and_titles_are_shown_as_text(bank: Bank) -> None:
    claims = report_claims("urn:other", 0.5, name=HOSTILE)
    claims["achievement"]["title"] = {"zh-Hans": HOSTILE, "en": HOSTILE}
    claims["achievement"]["evidence_url"] = f'{ISS}/"onmouseover="alert(1)'
    assert bank.report(claims).status_code == 201
    page = bank.open(name=HOSTILE).text
    assert "<script>alert" not in page
    assert '"onmouseover="alert' not in page
    assert "&lt;script&gt;" in page


def test_a_score_is_never_rounded_up() -> None:
    assert [score(one) for one in (0.6, 0.5999, 0.29, 0.857142857, 1.0, 0.0)] == [
        "60",
        "59.9",
        "29",
        "85.7",
        "100",
        "0",
    ]
