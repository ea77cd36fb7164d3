"""What every page of the tool and of the bank needs: the application's parts, and its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

from babel.dates import format_datetime, get_timezone
from babel.support import NullTranslations, Translations
from flask import current_app, g, render_template, request
from sqlalchemy.engine import Engine

from lti_tool import catalogue
from lti_tool.config import Settings

Language = Literal["zh-Hans", "en"]
LOCALES = Path(__file__).parent.parent / "locale"


@dataclass(frozen=True)
class Parts:
    """What the application was wired from. `now` answers the present time in UTC."""

    engine: Engine
    settings: Settings
    now: Callable[[], datetime]


def parts() -> Parts:
    """The parts of the application that answers this request."""
    found: Parts = current_app.extensions["gongxue"]
    return found


def language_of(tag: str | None) -> Language:
    """The language of ours that serves a reader of `tag`: English for all but Chinese."""
    return "zh-Hans" if tag is None or tag.lower().startswith("zh") else "en"


def speak(tag: str | None) -> None:
    """Answer this request in the language that serves a reader of `tag`, unless the URL says
    other.
    """
    g.language = language_of(request.args.get("lang") or tag)


def language() -> Language:
    """The language of this request: the URL's `lang`, else what `speak` set, else the browser's."""
    if "language" not in g:
        speak(request.accept_languages.best)
    chosen: Language = g.language
    return chosen


@cache
def _translations(tag: Language) -> NullTranslations:
    return Translations.load(LOCALES, [tag.replace("-", "_")], domain="messages")


def gettext(msgid: str, **values: object) -> str:
    """A message in the language of this request, with `values` in its ``%(name)s`` places."""
    message = _translations(language()).gettext(msgid)
    return message % values if values else message


def moment(at: datetime) -> str:
    """A moment as a reader of the school's time zone writes it, to the minute."""
    zone = get_timezone(parts().settings.time_zone)
    pattern = "y年M月d日 HH:mm" if language() == "zh-Hans" else "d MMM y, HH:mm"
    return format_datetime(at, pattern, tzinfo=zone, locale=language().replace("-", "_"))


def title_of(activity: str) -> str:
    """The activity's title, in the language of this request."""
    return catalogue.title_of(activity, parts().settings.packages_folder)[language()]


def page(template: str, **values: object) -> str:
    """A page from a template, in the language of this request."""
    return render_template(template, _=gettext, language=language(), moment=moment, **values)
