"""The addresses that an LMS knows of us: login, launch, public keys, and what to register."""

from __future__ import annotations

from collections.abc import Mapping

import requests
from flask import Blueprint, current_app, jsonify, redirect, request
from werkzeug.wrappers import Response

from lti_tool.db import transaction
from lti_tool.lti import ags, keys
from lti_tool.lti.launch import NeedsProof, finish_launch
from lti_tool.lti.login import (
    LAUNCH_PATH,
    LIFETIME,
    LoginRedirect,
    cookie_name,
    is_ours,
    start_login,
)
from lti_tool.lti.message import Launch
from lti_tool.lti.platform_keys import fetch_over_http
from lti_tool.lti.refusals import LaunchRefusal, refusal
from lti_tool.lti.visits import open_visit
from lti_tool.web import session
from lti_tool.web.parts import language, page, parts, speak

blueprint = Blueprint("launch", __name__)

LOGIN_PATH = "/lti/login"
SCOPES = (ags.SCORE, ags.LINE_ITEM, ags.LINE_ITEM_READ)
SECRET_FIELD = "browser_secret"  # noqa: S105 - the name of a form field


@blueprint.route(LOGIN_PATH, methods=["GET", "POST"])
def login() -> Response:
    """Send the browser back to its platform, with a secret that only this browser keeps.

    The secret goes into a cookie, and into the platform's storage where there is one: whichever
    the browser allows will be there at the launch.
    """
    with transaction(parts().engine) as connection:
        begun = start_login(
            connection, request.values.to_dict(), parts().now(), parts().settings.tool_url
        )
    if isinstance(begun, LaunchRefusal):
        return _refused(begun)
    if begun.storage is None:
        answer: Response = redirect(begun.url)
    else:
        answer = _page("launch/store.html", 200, login=begun, key=_storage_key(begun.state))
    _set_login_cookie(answer, begun)
    return answer


@blueprint.post(LAUNCH_PATH)
def launch() -> Response:
    """Open the activity for a launch that holds in every clause; refuse any other."""
    form = request.form.to_dict()
    cookie = request.cookies.get(cookie_name(form.get("state", "")))
    secret = cookie or _secret_from_our_page()
    now, tool_url = parts().now(), parts().settings.tool_url
    fetch_keys = fetch_over_http(requests.Session())
    with transaction(parts().engine) as connection:
        found = finish_launch(connection, form, secret, now, fetch_keys, tool_url)
        if isinstance(found, Launch):
            token, visit = open_visit(connection, found, now)
    if isinstance(found, LaunchRefusal):
        return _refused(found)
    if isinstance(found, NeedsProof):
        return _ask_for_proof(found, form)
    if cookie is None:
        opened: Response = current_app.extensions["gongxue_open_activity"](visit, token)
        return opened
    answer = redirect("/activity", 303)
    session.set_cookie(answer, token)
    _drop_login_cookie(answer, form["state"])
    return answer


@blueprint.get("/lti/jwks.json")
def jwks() -> Response:
    """The tool's public keys."""
    with transaction(parts().engine) as connection:
        return jsonify(keys.jwks(connection, parts().now()))


@blueprint.get("/lti/config.json")
def config() -> Response:
    """What an LMS's administrator enters to register the tool."""
    tool_url = parts().settings.tool_url
    return jsonify(
        title="Gongxue 工学",
        description="Practical exercises for industrial training, marked automatically. "
        "面向产业工人继续教育的实操练习，自动评分。",
        oidc_initiation_url=tool_url + LOGIN_PATH,
        target_link_uri=tool_url + LAUNCH_PATH,
        redirect_uris=[tool_url + LAUNCH_PATH],
        public_jwk_url=tool_url + "/lti/jwks.json",
        scopes=list(SCOPES),
        messages=["LtiResourceLinkRequest"],
        claims=["sub", "name", "given_name", "family_name", "locale"],
        custom_fields={"activity": "nc/first-pocket"},
    )


def _secret_from_our_page() -> str | None:
    """The secret that our own page got from the platform's storage and posted.

    Another site's page may post one too: that of a login of its own, to let the reader in under a
    stranger's name. The browser's Origin header tells the two apart.
    """
    if not is_ours(request.headers.get("Origin", ""), parts().settings.tool_url):
        return None
    return request.form.get(SECRET_FIELD) or None


def _ask_for_proof(needed: NeedsProof, form: Mapping[str, str]) -> Response:
    """A page that fetches the secret from the platform's storage, or else opens a new window."""
    if needed.storage is None and request.headers.get("Sec-Fetch-Dest") == "document":
        return _refused(refusal("cookies-blocked"))
    speak(needed.locale)
    again = {name: needed.parameters[name] for name in needed.parameters}
    again.pop("lti_storage_target", None)
    return _page(
        "launch/prove.html",
        200,
        storage=needed.storage,
        key=_storage_key(needed.state),
        posted={name: form[name] for name in ("state", "id_token")},
        secret_field=SECRET_FIELD,
        again=again,
    )


def _refused(refused: LaunchRefusal) -> Response:
    """Why, what helps, and the id to quote."""
    tag = language()
    return _page(
        "launch/refused.html",
        refused.status,
        refusal=refused,
        what=refused.what[tag],
        remedy=refused.remedy[tag],
    )


def _page(template: str, status: int, **values: object) -> Response:
    """A page that holds secrets of one launch: nobody keeps a copy or learns its address.

    Its own posts still say where they come from (see `_secret_from_our_page`).
    """
    answer = Response(page(template, **values), status, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def _storage_key(state: str) -> str:
    return cookie_name(state).removeprefix("__Host-")


def _set_login_cookie(answer: Response, begun: LoginRedirect) -> None:
    """A partitioned cookie: the only one that arrives in an iframe where browsers block others."""
    answer.set_cookie(
        cookie_name(begun.state),
        begun.secret,
        max_age=LIFETIME,
        secure=True,
        httponly=True,
        samesite="None",
        partitioned=True,
    )


def _drop_login_cookie(answer: Response, state: str) -> None:
    answer.delete_cookie(
        cookie_name(state), secure=True, httponly=True, samesite="None", partitioned=True
    )
