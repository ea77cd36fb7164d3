"""xblocks.trouble"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xblock.exceptions import JsonHandlerError

from xblocks.trouble import CONTENT_LIMIT_BYTES, check_keepable, json_object


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("a\x00b", 400),
        ({"\x00": 1}, 400),
        (["\ud800"], 400),
        ({"x": float("nan")}, 400),
        (float("inf"), 400),
        ("刀" * (CONTENT_LIMIT_BYTES // 3 + 1), 413),
    ],
)
def test_what_no_database_keeps_is_refused(value: object, status: int) -> None:
    with pytest.raises(JsonHandlerError) as refusal:
        check_keepable(value)
    assert refusal.value.status_code == status
    assert set(refusal.value.message) == {"zh-Hans", "en"}


def test_a_backslash_before_u0000_is_ordinary_text() -> None:
    check_keepable(r"\u0000")


@given(st.text(alphabet="\\u0\x00", max_size=8))
def test_only_a_real_nul_is_refused(value: str) -> None:
    if "\x00" in value:
        with pytest.raises(JsonHandlerError):
            check_keepable(value)
    else:
        check_keepable(value)


@pytest.mark.parametrize("data", [None, [], "x", 1])
def test_a_handler_wants_an_object(data: object) -> None:
    with pytest.raises(JsonHandlerError):
        json_object(data)
