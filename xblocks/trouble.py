"""What a block's handlers refuse, in both languages."""

from __future__ import annotations

import json
import re
from typing import Any

from xblock.exceptions import JsonHandlerError

from xblocks.attempt import Text, text

CONTENT_LIMIT_BYTES = 2_000_000
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""The one character that no JSON column keeps, as JSON writes it."""


def trouble(status: int, message: Text) -> JsonHandlerError:
    """An error for the browser: the message in both languages under ``error``."""
    return JsonHandlerError(status, dict(message))


def check_keepable(value: Any) -> None:
    """Raise `trouble` unless any database can keep a JSON value.

    It may take at most 2 MB; its numbers must be finite and its text be Unicode without NUL.
    """
    try:
        written = json.dumps(value, ensure_ascii=False, allow_nan=False)
        size_bytes = len(written.encode())
    except ValueError:
        raise _not_json() from None
    if size_bytes > CONTENT_LIMIT_BYTES:
        raise trouble(413, text("内容太大（上限 2 MB）。", "The limit is 2 MB."))
    if NUL.search(written):
        raise _not_json()


def json_object(data: Any) -> dict[str, Any]:
    """The JSON object that a handler was sent. Raises `trouble` for anything else."""
    if not isinstance(data, dict):
        raise trouble(400, text("需要一个 JSON 对象。", "A JSON object is needed."))
    check_keepable(data)
    return data


def _not_json() -> JsonHandlerError:
    return trouble(
        400, text("内容含有无效的字符或数值。", "The content has an invalid character or number.")
    )
