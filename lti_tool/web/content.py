"""The content origin: packages' files and the shell around them, each on a host of its own.

Packages are foreign code. Here are no cookies and nothing of the tool; whoever has a run's token
sees this run's package and may commit to this run.
"""

from __future__ import annotations

import mimetypes
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, g, jsonify, request, send_from_directory
from sqlalchemy.engine import Connection

from lti_tool import packages, recording
from lti_tool.db import transaction
from lti_tool.learning_records import package_results, package_runs
from lti_tool.learning_records.package_runs import PackageRun
from lti_tool.packages import Package
from lti_tool.web.parts import gettext, language, page, parts

content_blueprint = Blueprint("content", __name__)

COMMIT_LIMIT_BYTES = 4_000_000
SEQUENCE_LIMIT = 2**53

# The same on every machine: `mimetypes` reads the system's own tables otherwise.
_TYPES = mimetypes.MimeTypes()
for _suffix, _type in {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".m4a": "audio/mp4",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
}.items():
    _TYPES.add_type(_type, _suffix)

HEADERS = {
    # What old packages need of a browser; and nothing is loaded from, or sent to, anywhere else.
    # There is no frame-ancestors: it would have to name the LMS's pages, whose origin a launch does
    # not tell, and a stranger can't frame what only the run's token opens.
    "Content-Security-Policy": (
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; form-action 'self'"
    ),
    "Permissions-Policy": "unload=(self)",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@content_blueprint.after_request
def _headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response


@content_blueprint.url_value_preprocessor
def _find_run(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """The token in the address opens its run, on its own package's host only."""
    token = (values or {}).pop("token")
    package_id = _package_of(request.host)
    with transaction(parts().engine) as connection:
        run = package_runs.run_of(connection, token, package_id, parts().now())
    if run is None:
        abort(_ended())
    g.run, g.token = run, token


def _ended() -> Response:
    sentence = gettext(
        "This window is out of use: the course was opened again elsewhere, or is a newer one, or "
        "the window was open for too long. Open it again from your course; what you did is kept."
    )
    return Response(page("trouble.html", sentence=sentence, status=410), 410)


def _package_of(host: str) -> str:
    package_id, _dot, below = host.partition(".")
    if below != urlsplit(parts().settings.content_url).netloc:
        abort(404)
    return package_id


@content_blueprint.get("/p/<token>/shell")
def shell() -> Response:
    """The page with the SCORM API, seeded with the run's state, and the package in a frame."""
    package = packages.find(Path(parts().settings.packages_folder), g.run.package)
    # A version that was installed since the launch begins a run of its own.
    if package is None or package.digest != g.run.digest:
        abort(_ended())
    body = page("player/shell.html", title=package.title, visit=_visit(g.run, package))
    return Response(body, mimetype="text/html", headers={"Cache-Control": "no-store"})


def _visit(run: PackageRun, package: Package) -> dict[str, Any]:
    """What the shell begins with. The package is not told who the learner is."""
    mastery = package.mastery_score
    return {
        "run": str(run.id),
        "launch": f"c/{package.launch}",
        "title": package.title,
        "sequence": run.sequence,
        "saved": dict(run.cmi),
        "given": {
            "cmi.core.student_id": run.id.hex,
            "cmi.core.student_name": "学员" if language() == "zh-Hans" else "Learner",
            "cmi.core.credit": "no-credit" if run.is_instructor else "credit",
            "cmi.core.lesson_mode": "browse" if run.is_instructor else "normal",
            "cmi.launch_data": package.launch_data,
            "cmi.student_data.mastery_score": "" if mastery is None else f"{mastery:g}",
            "cmi.student_preference.language": language(),
        },
    }


@content_blueprint.get("/p/<token>/c/<path:name>")
def file(name: str) -> Response:
    """A file of the run's package. Its text's encoding is its author's affair: none is stated."""
    folder = packages.files_of(Path(parts().settings.packages_folder), g.run.package, g.run.digest)
    response = send_from_directory(folder.resolve(), name, max_age=3600)
    guessed, _encoding = _TYPES.guess_type(name)
    response.headers["Content-Type"] = guessed or "application/octet-stream"
    response.cache_control.private = True
    return response


@content_blueprint.post("/p/<token>/commit")
def commit() -> Response:
    """Keep ``{sequence, set: {element: value}}``; answers the sequence that is kept now.

    A commit that is not newer is ignored, so that it may be sent as often as need be.
    """
    sequence, cmi = _commit_in(request)
    now = parts().now()
    with transaction(parts().engine) as connection:
        run = package_runs.locked_run_of(connection, g.token, g.run.package, now)
        if run is None:
            abort(_ended())
        merged = package_runs.merge(connection, run, sequence, cmi, now)
        if not package_results.fits(merged.cmi):
            abort(413)
        _record_result(connection, merged, now)
    return jsonify(sequence=merged.sequence)


def _commit_in(received: Any) -> tuple[int, dict[str, str]]:
    received.max_content_length = COMMIT_LIMIT_BYTES
    body = received.get_json(force=True, silent=True)
    if not isinstance(body, dict):
        abort(400)
    sequence, cmi = body.get("sequence"), body.get("set")
    if type(sequence) is not int or not 0 < sequence < SEQUENCE_LIMIT:
        abort(400)
    if not isinstance(cmi, dict) or not package_results.is_settable(cmi):
        abort(400)
    return sequence, cmi


def _record_result(connection: Connection, run: PackageRun, now: datetime) -> None:
    """Record the result that the package reports, if it is another than the last one."""
    result = package_results.result_of(run.cmi)
    if result is None or result.to_json() == run.result:
        return
    attempt = recording.reported(
        run.next_result_id(),
        recording.REPORTED_BY_PACKAGE,
        f"{recording.REPORTED_BY_PACKAGE} {run.package} sha256:{run.digest}",
        package_results.evidence_in(run.cmi),
        result.points,
        result.out_of,
    )
    recording.record(connection, run, attempt, now)
    package_runs.note_result(connection, run, result)
