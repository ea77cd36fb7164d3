"""What axe-core finds on a page that a flow has reached, with all its frames and shadow trees."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

from tests.flows.conftest import DESK, PHONE

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")

# The axes of all frames of a page speak to each other, of whatever origin they are.
PREPARE = "() => axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] })"
RUN = """async ([within, rules]) => {
  const found = await axe.run(within, {
    runOnly: { type: "tag", values: rules }, resultTypes: ["violations"], pingWaitTime: 5000,
  });
  const unseen = found.incomplete.filter(({ id }) => id === "frame-tested");
  return [...found.violations, ...unseen].flatMap(({ id, impact, help, nodes }) => nodes.map(
    ({ target, html, any }) => ({ id, impact, help, target: target.flat().join(" > "), html,
      why: any.map(({ message }) => message).join("; ") })));
}"""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@cache
def axe() -> str:
    """The source of axe-core."""
    assert AXE.exists(), "axe-core is missing: run `make setup`"
    return AXE.read_text("utf-8")


def violations(page: Page, within: str = "html") -> list[str]:
    """Every violation of WCAG 2.1 A or AA on the page as it stands, with its place.

    axe's best practices count as well, and so does a frame that axe could not look into. `within`
    is the part of the page that is ours, as a CSS selector.
    """
    for frame in page.frames:
        if not frame.evaluate("() => 'axe' in window"):
            frame.evaluate(axe())
            frame.evaluate(PREPARE)
    return [_line(found) for found in page.evaluate(RUN, [within, list(RULES)])]


def violations_on_desk_and_phone(page: Page) -> list[str]:
    """The violations of the page in both sizes; it stays as large as it was."""
    before = page.viewport_size
    assert before is not None
    other = PHONE if before == DESK else DESK
    found = violations(page)
    _resize(page, other)
    found += [line for line in violations(page) if line not in found]
    _resize(page, before)
    return found


def _resize(page: Page, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    for frame in page.frames:
        frame.evaluate(DRAWN)


def _line(found: dict[str, Any]) -> str:
    return (
        f"{found['impact']} {found['id']}: {found['help']}. {found['why']}\n"
        f"    {found['target']}\n    {found['html'][:200]}"
    )
