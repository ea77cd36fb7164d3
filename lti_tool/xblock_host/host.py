"""Show an activity to someone, and answer what they do in it.

All is done inside the caller's transaction; what blocks changed is written at the end, and only if
nothing went wrong. A learner's views and handlers run one after another, whatever tabs and machines
they come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import webob
from sqlalchemy.engine import Connection
from web_fragments.fragment import Fragment
from xblock.exceptions import (
    InvalidScopeError,
    NoSuchHandlerError,
    NoSuchServiceError,
    NoSuchUsage,
    NoSuchViewError,
)

from lti_tool.xblock_host.definitions import Problem, activity_of
from lti_tool.xblock_host.place import (
    Event,
    GradeEvent,
    Handled,
    Page,
    Place,
    Refused,
    Resource,
    ResourceFile,
    grades_among,
)
from lti_tool.xblock_host.resources import resource, resource_version
from lti_tool.xblock_host.runtime import PlaceRuntime
from lti_tool.xblock_host.state import State, Unstorable, lock
from xblocks.attempt import text

__all__ = [
    "Event",
    "GradeEvent",
    "Handled",
    "Page",
    "Place",
    "Problem",
    "Refused",
    "Resource",
    "ResourceFile",
    "check_olx",
    "handle",
    "render",
    "resource",
    "resource_version",
]

NO_SUCH_VIEW = Refused(
    "no-such-view", 404, text("这个活动没有这种页面。", "This activity has no such page.")
)
NO_SUCH_BLOCK = Refused(
    "no-such-block", 404, text("这个活动里没有这个模块。", "This activity has no such block.")
)
NO_SUCH_HANDLER = Refused(
    "no-such-handler", 404, text("这个模块没有这项功能。", "The block has no such function.")
)
AUTHORED = Refused(
    "authored",
    403,
    text("这里不能修改作者写的内容。", "What the author wrote can't be changed here."),
)
NEEDS_MORE = Refused(
    "needs-more",
    501,
    text(
        "这个活动需要本平台没有的服务，请告诉老师。",
        "This activity needs a service that is not available here; tell your instructor.",
    ),
)
UNSTORABLE = Refused("unstorable", 400, text("这些数据无法保存。", "These data can't be stored."))


def check_olx(olx: str) -> tuple[Problem, ...]:
    """What keeps the OLX from being an activity here; nothing, if it is one."""
    found = activity_of(olx)
    return (found,) if isinstance(found, Problem) else ()


def render(
    conn: Connection, place: Place, view: str, context: Mapping[str, Any] | None = None
) -> Page | Refused:
    """A view of the activity, such as ``student_view``, for the person of the place."""
    activity = activity_of(place.olx)
    if isinstance(activity, Problem):
        return _unreadable(activity)
    lock(conn, _lock_of_person(place))
    state = State(conn, shared_lock=None)
    runtime = PlaceRuntime(place, activity, state)
    try:
        fragment = runtime.render(runtime.root(), view, dict(context or {}))
    except NoSuchViewError:
        return NO_SUCH_VIEW
    except InvalidScopeError:
        return AUTHORED
    except NoSuchServiceError:
        return NEEDS_MORE
    except Unstorable:
        return UNSTORABLE
    state.flush()
    return _page(fragment, runtime.events)


def handle(
    conn: Connection, place: Place, usage: str, handler: str, suffix: str, request: webob.Request
) -> Handled | Refused:
    """Let a block's handler answer a request."""
    activity = activity_of(place.olx)
    if isinstance(activity, Problem):
        return _unreadable(activity)
    lock(conn, _lock_of_person(place))
    state = State(conn, shared_lock=f"xblock place {place.usage}")
    runtime = PlaceRuntime(place, activity, state)
    try:
        block = runtime.get_block(usage)
        response = runtime.handle(block, handler, request, suffix)
    except NoSuchUsage:
        return NO_SUCH_BLOCK
    except NoSuchHandlerError:
        return NO_SUCH_HANDLER
    except InvalidScopeError:
        return AUTHORED
    except NoSuchServiceError:
        return NEEDS_MORE
    except Unstorable:
        return UNSTORABLE
    state.flush()
    return Handled(response, grades_among(runtime.events), runtime.events)


def _lock_of_person(place: Place) -> str:
    # The person's and not the place's: preferences are shared by all places that they visit.
    return f"xblock person {place.user_id}"


def _unreadable(problem: Problem) -> Refused:
    return Refused(problem.id, 422, problem.message)


def _page(fragment: Fragment, events: tuple[Event, ...]) -> Page:
    return Page(
        html=fragment.body_html(),
        head=_resources(fragment, "head"),
        foot=_resources(fragment, "foot"),
        grades=grades_among(events),
        events=events,
    )


def _resources(fragment: Fragment, placement: str) -> tuple[Resource, ...]:
    return tuple(
        Resource(found.kind, found.data, found.mimetype)
        for found in fragment.resources
        if found.placement == placement
    )
