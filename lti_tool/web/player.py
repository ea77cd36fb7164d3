"""The tool's page of a package: a frame on the package's own origin, where its code runs."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from werkzeug.wrappers import Response

from lti_tool import packages
from lti_tool.db import transaction
from lti_tool.learning_records import package_runs
from lti_tool.lti.visits import Visit
from lti_tool.web.parts import gettext, language, page, parts

PREFIX = "package/"


def render_package(visit: Visit, _token: str) -> Response:
    """The page of the visit's package, with its run opened; 404 if it is not installed.

    The visit's own token stays with the tool: the frame gets one that opens this run alone.
    """
    settings = parts().settings
    package = packages.find(Path(settings.packages_folder), visit.activity.removeprefix(PREFIX))
    if package is None:
        sentence = gettext("This course is not installed here. Please tell your teacher.")
        body = page("trouble.html", sentence=sentence, status=404)
        return Response(body, 404, mimetype="text/html")
    with transaction(parts().engine) as connection:
        token, _run = package_runs.open_run(
            connection, visit, package.id, package.digest, parts().now()
        )
    shell = f"{origin_of(settings.content_url, package.id)}/p/{token}/shell?lang={language()}"
    return Response(
        page("player/package.html", title=package.title, shell=shell), mimetype="text/html"
    )


def origin_of(content_url: str, package_id: str) -> str:
    """The origin that serves one package's content, and no other's."""
    at = urlsplit(content_url)
    return f"{at.scheme}://{package_id}.{at.netloc}"
