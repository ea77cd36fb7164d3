"""The fuzzer itself, and as many of its inputs as a test has time for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.fuzz import campaign as campaigns
from tests.fuzz.campaign import Campaign, low_bounds
from tests.fuzz.choices import Choices
from tests.fuzz.targets import TARGETS, WEIGHTS, Target


@pytest.fixture
def _within_low_bounds() -> Iterator[None]:
    with low_bounds():
        yield


@pytest.mark.usefixtures("_within_low_bounds")
def test_whatever_is_given_ends_with_parts_or_alarms() -> None:
    campaign, chance = Campaign(), Random(3)  # noqa: S311 # the same inputs each time
    for _ in range(2_000):
        campaign.give(chance.randbytes(chance.randrange(8, 700)))
    assert campaign.failures == {}
    assert len(campaign.outcomes) > 60


@pytest.mark.usefixtures("_within_low_bounds")
@pytest.mark.parametrize("name", sorted(TARGETS))
def test_every_target_takes_every_input(name: str) -> None:
    campaign = Campaign(only=name)
    for data in (b"", b"\0" * 50, b"\xff" * 50, bytes(range(256))):
        campaign.give(data)
    assert campaign.failures == {}
    assert campaign.done == 4


def test_the_weights_of_all_targets_are_a_hundred() -> None:
    assert sum(WEIGHTS.values()) == 100
    assert WEIGHTS.keys() == TARGETS.keys()


def test_the_same_bytes_make_the_same_input() -> None:
    data = Random(5).randbytes(400)  # noqa: S311 # the same bytes each time
    for target in TARGETS.values():
        assert target.make(Choices(data)) == target.make(Choices(data))


def _wrong(text: str) -> str:
    raise ZeroDivisionError(text)


def _endless(text: str) -> str:
    while True:
        pass


def test_failures_of_one_kind_are_kept_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TARGETS, "raw", Target(lambda choices: ("G00",), _wrong))
    campaign = Campaign("raw", tmp_path)
    campaign.give(b"a")
    campaign.give(b"b")
    assert (campaign.failed, len(campaign.failures)) == (2, 1)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".bytes", ".txt"]
    assert "ZeroDivisionError" in campaign.report()


def test_an_input_that_never_ends_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaigns, "SLOW_S", 0.05)
    monkeypatch.setitem(TARGETS, "raw", Target(lambda choices: ("G00",), _endless))
    campaign = Campaign("raw")
    campaign.give(b"a")
    assert "TooSlow" in campaign.report()
