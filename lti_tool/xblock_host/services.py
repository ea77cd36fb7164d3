"""The services that blocks may ask the runtime for."""

from __future__ import annotations

import gettext
import hashlib
import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from xblock.runtime import NullI18nService

from lti_tool.xblock_host.place import Place

CATALOGUE_FOLDERS = ("conf/locale", "translations", "locale")
CATALOGUE_NAMES = ("text", "django")
LOCALES = {"zh-Hans": ("zh_Hans", "zh_CN", "zh_HANS", "zh"), "en": ("en",)}


@dataclass(frozen=True)
class BlockUser:
    """A person as blocks know people, with the attributes of XBlock's own `XBlockUser`.

    That class lies in a module that prints a warning wherever Django is installed and not used.
    """

    opt_attrs: Mapping[str, Any]
    is_current_user: bool = True
    emails: list[str] = field(default_factory=list)
    full_name: str | None = None
    display_name: str | None = None


class PlaceUserService:
    """Tells blocks who uses them: a pseudonym and a role, no name and no e-mail."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def get_current_user(self) -> BlockUser:
        """The person for whom the place is shown."""
        place = self._place
        pseudonym = hashlib.sha256(f"anonymous\n{place.user_id}".encode()).hexdigest()[:32]
        return BlockUser(
            {
                "edx-platform.anonymous_user_id": pseudonym,
                "edx-platform.user_id": place.user_id,
                "edx-platform.username": pseudonym,
                "edx-platform.is_authenticated": True,
                "edx-platform.user_is_staff": place.is_staff,
                "edx-platform.user_role": "instructor" if place.is_staff else "student",
                "edx-platform.user_preferences": {"pref-lang": place.language},
            }
        )


class SettingsService:
    """The settings of this installation for a kind of block: there are none."""

    def get_settings_bucket(self, block: Any, default: Any = None) -> Any:
        """`default`, or an empty dictionary."""
        return {} if default is None else default


class TranslationService(NullI18nService):
    """Translates by a block's own catalogue, and gives back what the catalogue lacks."""

    def __init__(self, translations: gettext.NullTranslations) -> None:
        super().__init__()
        self._translations = translations


@lru_cache(maxsize=512)
def translation_for(block_class: type, language: str) -> TranslationService:
    """The service for a block, by the first catalogue that its package holds in the language."""
    package = Path(inspect.getfile(block_class)).parent
    for folder in CATALOGUE_FOLDERS:
        for name in CATALOGUE_NAMES:
            found = gettext.find(name, package / folder, LOCALES.get(language, (language,)))
            if found is not None:
                with open(found, "rb") as catalogue:
                    return TranslationService(gettext.GNUTranslations(catalogue))
    return TranslationService(gettext.NullTranslations())
