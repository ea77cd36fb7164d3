"""The one text of a value, and its digest: what the bank compares, chains and keeps."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(value: Any) -> str:
    """The one JSON text of a value: keys sorted, no spaces. Raises ValueError for NaN, infinity."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def sha256_hex(text: str) -> str:
    """64 hexadecimal digits of the SHA-256 of the text's UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
