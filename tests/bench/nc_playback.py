"""Play-back in a browser: ``python -m tests.bench.nc_playback``.

A program of 500 blocks and one of 10,000, cut in the browser's own exercise: how long from a click
on Simulate to the first picture, the server's work in this process included; what scripts take of
each frame while it plays (60 frames a second leave 16.7 ms), with styles and layout, as time of the
processor, which a busy machine disturbs less, and as the page's own clock has it (the callbacks of
the frame and what waits for them); and the largest leaps on the time line. Frames are drawn by
software here, which is slow, but is no script.
"""

from __future__ import annotations

import json
import math
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, Route, sync_playwright

from tests import browser
from xblocks.nc.exercise import Exercise, parse_exercise, public_view
from xblocks.nc.exercises import STARTER, exercise_text
from xblocks.nc.grading import simulate

BUNDLE = Path(__file__).parents[2] / "xblocks" / "nc" / "public" / "nc.js"
ADDRESS = "http://bench.invalid"
SHORT, LONG = 500, 10_000
PLAYED_MS = 6_000
SPEEDS = ("10", "50")
METRICS = ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration")
A_LINE = 100

PAGE = """<!doctype html><html lang="en"><body style="margin:0">
<div id="block"><div class="gongxue-exercise"></div></div>
<script src="/nc.js"></script></body></html>"""
START = """(args) => NcExercise({handlerUrl: (_, name) => "/" + name}, block, args)"""
SPY = """() => {
  const real = window.requestAnimationFrame.bind(window);
  window.frames = new Map();
  window.requestAnimationFrame = (act) => real(async (now) => {
    const begin = performance.now();
    act(now);
    for (let waiting = 0; waiting < 50; waiting++) await null;
    frames.set(now, (frames.get(now) ?? 0) + performance.now() - begin);
  });
}"""
FIRST_PICTURE = """async () => {
  const frame = () => new Promise((resume) => requestAnimationFrame(resume));
  const exercise = document.querySelector("nc-exercise");
  const told = () => exercise.renderRoot.querySelector("nc-findings").simulation;
  const begin = performance.now();
  [...exercise.renderRoot.querySelectorAll("header button")][0].click();
  while (told() === null) await frame();
  await frame();
  return performance.now() - begin;
}"""
LEAP = """async (share) => {
  const exercise = document.querySelector("nc-exercise");
  const view = exercise.renderRoot.querySelector("nc-playback");
  const part = view.renderRoot.querySelector("nc-part");
  const begin = performance.now();
  const detail = share * view.simulation.cycle_time_s;
  view.dispatchEvent(new CustomEvent("nc-seek", {detail, bubbles: true, composed: true}));
  await exercise.updateComplete;
  await view.updateComplete;
  await part.updateComplete;
  return performance.now() - begin;
}"""


def waves(count: int) -> str:
    """A program of so many blocks that cuts a wavy surface in layers."""
    head = ["G17 G21 G40 G49 G80 G90", "T1 M06", "G54 G00 X-45 Y-35 S3000 M03", "G43 H01 Z2 M08"]
    lines = [*head, "G01 Z0 F900"]
    for at in range(count - len(lines) - 2):
        row, column = divmod(at, A_LINE)
        along = column if row % 2 == 0 else A_LINE - 1 - column
        x, y = -45 + 90 * along / (A_LINE - 1), -35 + 70 * (row * 0.03 % 1)
        z = -0.5 * (1 + row // 30) - 0.4 * math.sin(x / 9) * math.cos(y / 7)
        lines.append(f"X{x:.2f}Y{y:.2f}Z{z:.2f}")
    return "\n".join([*lines, "G00 Z50 M09", "M30"])


def opened(chromium: Browser, program: str) -> Page:
    """The exercise with the program as its draft."""
    source = exercise_text(STARTER)
    exercise = parse_exercise(source, 1)
    assert isinstance(exercise, Exercise)

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS)
        if path == "/":
            route.fulfill(body=PAGE, content_type="text/html")
        elif path == "/nc.js":
            route.fulfill(path=BUNDLE)
        elif path == "/simulate":
            wanted = json.loads(route.request.post_data or "{}")
            route.fulfill(json=simulate(source, wanted["program"], 1))
        else:
            route.fulfill(json={})

    page = chromium.new_page(viewport={"width": 1366, "height": 768})
    page.route("**/*", answer)
    page.goto(f"{ADDRESS}/")
    page.evaluate(
        START,
        {
            "view": "student",
            "exercise": public_view(exercise, 1),
            "max_attempts": None,
            "draft": {"program": program},
            "attempts": [],
            "last_attempt": None,
        },
    )
    page.evaluate(SPY)
    return page


@dataclass(frozen=True, slots=True)
class Played:
    """What scripts took of each frame by the clock, in ascending order; and of all on average as
    time of the processor, without and with styles and layout."""

    frames_ms: list[float]
    scripts_ms: float
    all_ms: float


def played(page: Page, clock: CDPSession, speed: str) -> Played:
    """Play from the beginning for some seconds."""
    page.evaluate(LEAP, 0.0)
    page.get_by_label("Speed").select_option(speed)
    page.evaluate("() => frames.clear()")
    before = metrics_ms(clock)
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_timeout(PLAYED_MS)
    after = metrics_ms(clock)
    frames: list[float] = page.evaluate("() => [...frames.values()]")
    pause = page.get_by_role("button", name="Pause", exact=True)
    if pause.is_visible():
        pause.click()
    taken = [after[name] - before[name] for name in METRICS]
    return Played(sorted(frames), taken[0] / len(frames), sum(taken) / len(frames))


def metrics_ms(clock: CDPSession) -> dict[str, float]:
    """What the page's main thread has spent so far on each."""
    told = clock.send("Performance.getMetrics")["metrics"]
    return {one["name"]: 1000 * one["value"] for one in told}


def measure(chromium: Browser, blocks: int) -> None:
    """Print what a program of so many blocks takes."""
    page = opened(chromium, waves(blocks))
    clock = page.context.new_cdp_session(page)
    clock.send("Performance.enable", {"timeDomain": "threadTicks"})
    first_ms = page.evaluate(FIRST_PICTURE)
    page.wait_for_timeout(2000)
    print(f"{blocks:6d} blocks: first picture {first_ms:5.0f} ms after the click on Simulate")
    for speed in SPEEDS:
        one = played(page, clock, speed)
        count = len(one.frames_ms)
        print(
            f"{'':14} at {speed:>2} x: {one.scripts_ms:.2f} ms of the processor a frame for "
            f"scripts, {one.all_ms:.2f} ms with styles and layout; by the clock "
            f"{statistics.median(one.frames_ms):.1f} ms, 95 of 100 frames at most "
            f"{one.frames_ms[int(0.95 * count)]:.1f} ms ({count} frames)"
        )
    leaps = ", ".join(f"{page.evaluate(LEAP, share):.1f}" for share in (0.0, 1.0, 0.0, 0.5))
    print(f"{'':14} leaps on the time line to begin, end, begin, middle: {leaps} ms")
    page.close()


def main() -> None:
    """Print the table."""
    found = browser.path()
    if found is None or not BUNDLE.exists():
        sys.exit("This needs Chromium and the built bundle: run `make setup browser` first.")
    simulate(exercise_text(STARTER), waves(SHORT), 1)
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=found, args=browser.arguments())
        for blocks in (SHORT, LONG):
            measure(chromium, blocks)
        chromium.close()


if __name__ == "__main__":
    sys.exit(main())
