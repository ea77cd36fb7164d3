"""The credit bank over HTTP: reports come in, standards can be read, a learner opens their file.

`api` is for other services and answers JSON; `file_pages` is for people. Both belong to the bank's
own application, which shares nothing with the tool but the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from decimal import ROUND_DOWN, Decimal
from functools import cache
from typing import Any

from babel.dates import format_datetime, get_timezone, get_timezone_name
from flask import Blueprint, Response, jsonify, make_response, request

from lti_tool.credit_bank.audit import one_snapshot
from lti_tool.credit_bank.bilingual import Text, both
from lti_tool.credit_bank.certification import CHINA, Accepted, receive
from lti_tool.credit_bank.file_sessions import SESSION_LIFE, FileSession, open_file, session_of
from lti_tool.credit_bank.issuers import KeyCache
from lti_tool.credit_bank.learner_file import learner_file
from lti_tool.credit_bank.standards import (
    SCHOOLS,
    AllOf,
    Requirement,
    Rule,
    Unit,
    in_force,
    load_units,
)
from lti_tool.credit_bank.tokens import SIZE_LIMIT_BYTES, Refused
from lti_tool.db import transaction
from lti_tool.web.parts import language, page, parts, speak

api = Blueprint("bank_api", __name__, url_prefix="/api")
file_pages = Blueprint("file_pages", __name__)

COOKIE = "__Host-gongxue-bank"


@cache
def _keys() -> KeyCache:
    """This process's one cache of issuers' keys."""
    return KeyCache()


def _bank_url() -> str:
    url = parts().settings.bank_url
    if url is None:
        raise RuntimeError("the credit bank's own BANK_URL is not set")
    return url


@api.post("/reports")
def post_report() -> tuple[Response, int]:
    """Keep a signed report: 201 if it is new, 200 if it exists, else a refusal with its reason."""
    if request.mimetype != "application/jose":
        return _refusal(_WRONG_MEDIA)
    compact = request.stream.read(SIZE_LIMIT_BYTES + 1).decode("utf-8", "replace").strip()
    with transaction(parts().engine) as connection:
        answer = receive(connection, compact, parts().now(), _keys(), _bank_url(), load_units())
    if isinstance(answer, Refused):
        return _refusal(answer)
    return jsonify(_accepted(answer)), 201 if answer.status == "new" else 200


_WRONG_MEDIA = Refused(
    "wrong-media-type",
    415,
    both("内容类型必须是 application/jose。", "The content type must be application/jose."),
)
_NO_UNIT = Refused(
    "unit-unknown",
    404,
    both("没有这个认证单元或版本。", "There is no such certification unit or version."),
)


def _refusal(refused: Refused) -> tuple[Response, int]:
    answer = jsonify(refused={"id": refused.id, "message": dict(refused.message)})
    return answer, refused.status


def _accepted(answer: Accepted) -> dict[str, Any]:
    certified = [
        {
            "unit": one.unit,
            "version": one.version,
            "credits": str(one.credits),
            "entry": str(one.entry),
        }
        for one in answer.certified
    ]
    return {"report": str(answer.report), "status": answer.status, "certified": certified}


@api.get("/units")
def get_units() -> Response:
    """Every certification unit in force today."""
    standing = in_force(load_units(), parts().now().astimezone(CHINA).date())
    return jsonify(units=[_unit_json(unit) for unit in standing])


@api.get("/units/<unit_id>")
def get_unit(unit_id: str) -> Response | tuple[Response, int]:
    """The unit's version in force today, or the one that ``?version=`` names."""
    version = request.args.get("version", type=int)
    if version is None:
        found = in_force(load_units(), parts().now().astimezone(CHINA).date())
    else:
        found = tuple(unit for unit in load_units() if unit.version == version)
    for unit in found:
        if unit.id == unit_id:
            return jsonify(_unit_json(unit))
    return _refusal(_NO_UNIT)


def _unit_json(unit: Unit) -> dict[str, Any]:
    return {
        "id": unit.id,
        "version": unit.version,
        "digest": f"sha256:{unit.digest}",
        "school": dict(SCHOOLS[unit.school]),
        "title": dict(unit.title),
        "level": unit.level,
        "learning_outcomes": [dict(one) for one in unit.learning_outcomes],
        "evaluation_criteria": [dict(one) for one in unit.evaluation_criteria],
        "hours": unit.hours,
        "credits": str(unit.credits),
        "rule": _rule_json(unit.rule),
        "valid_from": unit.valid_from.isoformat(),
        "figures": "synthetic" if unit.synthetic else "official",
    }


def _rule_json(rule: Rule) -> dict[str, Any]:
    if isinstance(rule, Requirement):
        title = dict(rule.title)
        return {"activity": rule.activity, "at_least": rule.at_least, "title": title}
    name = "all" if isinstance(rule, AllOf) else "any"
    return {name: [_rule_json(one) for one in rule.rules]}


@file_pages.route("/file/open", methods=["GET", "POST"])
def open_with_ticket() -> Response:
    """The file that the ticket opens, at once: in a frame whose cookies are all blocked, too.

    A repeat of a used ticket, such as a reload, shows the file of the browser's own session.
    """
    ticket = request.values.get("ticket", "")
    speak(request.values.get("locale") or request.accept_languages.best)
    with transaction(parts().engine) as connection:
        opened = open_file(connection, ticket, parts().now(), _keys(), _bank_url())
    if isinstance(opened, Refused):
        held = _session() if opened.id == "ticket-used" else None
        return _file(held) if held else _closed(opened.message, opened.status)
    token, session = opened
    response = _file(session)
    response.set_cookie(
        COOKIE,
        token,
        max_age=SESSION_LIFE,
        secure=True,
        httponly=True,
        samesite="None",
        partitioned=True,
    )
    return response


@file_pages.get("/file")
def show_file() -> Response:
    """The file that the browser's session opens."""
    session = _session()
    return _file(session) if session else _closed(None, 401)


def _session() -> FileSession | None:
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    with transaction(parts().engine) as connection:
        return session_of(connection, token, parts().now())


def _file(session: FileSession) -> Response:
    speak(session.locale)
    now = parts().now()
    with transaction(one_snapshot(parts().engine)) as connection:
        shown = learner_file(connection, session.account, now, load_units())
    return _private(page("credits/file.html", file=shown, now=now, **_FORMATS), 200)


def _closed(reason: Text | None, status: int) -> Response:
    return _private(page("credits/closed.html", reason=reason, **_FORMATS), status)


def _private(html: str, status: int) -> Response:
    """A page that no cache keeps and whose address no other site is told."""
    response = make_response(html, status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def say(text: Text) -> str:
    """The text in the language of this request."""
    return text[language()]


def score(scaled: float) -> str:
    """A score between 0 and 1 out of 100, never rounded up: 0.5999 is not 60."""
    points = (Decimal(str(scaled)) * 100).quantize(Decimal("0.1"), ROUND_DOWN)
    return str(points).removesuffix(".0")


def day(at: datetime) -> str:
    """The day in the school's time zone, as people write it: 2026年11月3日, 3 November 2026."""
    pattern = "y年M月d日" if language() == "zh-Hans" else "d MMMM y"
    return format_datetime(at, pattern, tzinfo=_zone(), locale=_locale())


def zone_name() -> str:
    """The name of the school's time zone: 中国标准时间, China Standard Time."""
    return get_timezone_name(_zone(), locale=_locale())


def _zone() -> tzinfo:
    return get_timezone(parts().settings.time_zone)


def _locale() -> str:
    return language().replace("-", "_")


_FORMATS: Mapping[str, Any] = {
    "say": say,
    "score": score,
    "day": day,
    "zone_name": zone_name,
    "school_names": SCHOOLS,
}
