"""How much a browser computes to open a large page, and for a what-if in it."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from argmap import render
from tests.browser import chromium, missing_for_chromium
from tests.generated import tree

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

SHOWN = "new Promise(shown => requestAnimationFrame(() => setTimeout(shown)))"

WHAT_IF = f"""async ([claim, value]) => {{
  const start = performance.now();
  suppose(claim, value);
  const derived = performance.now() - start;
  await {SHOWN};
  return derived;
}}"""
"""Return how many milliseconds the page takes; it is over when that can be seen."""


def computed(session: CDPSession) -> float:
    """Return how many milliseconds the page's thread has computed so far, drawing included."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    [seconds] = [metric["value"] for metric in metrics if metric["name"] == "TaskDuration"]
    return float(seconds) * 1000


def in_a_browser(folder: Path) -> list[str]:
    """Return how long a page takes in Chromium; nothing where there is none."""
    if missing_for_chromium():
        return []
    file = folder / "page.html"
    file.write_bytes(render(tree(1000), "page"))
    opened: list[float] = []
    derived: list[float] = []
    drawn: list[float] = []
    with chromium(folder) as browser:
        for _ in range(5):
            tab = browser.new_page(viewport={"width": 1600, "height": 1000})
            session = tab.context.new_cdp_session(tab)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            tab.goto(file.as_uri())
            tab.evaluate(SHOWN)
            opened.append(computed(session))
            tab.evaluate(WHAT_IF, [0, True])  # with the first, all verdicts are shown
            for claim in (999, 500, 3):
                for value in (False, True):
                    before = computed(session)
                    derived.append(tab.evaluate(WHAT_IF, [claim, value]))
                    drawn.append(computed(session) - before)
            tab.close()
    return [
        "## A page in Chromium",
        "",
        "The map is a smaller tree of the same kind, with 1,000 claims. The browser draws the page without a graphics card.",
        "",
        "| action | main-thread time |",
        "|---|---|",
        f"| open and draw the page | {median(opened):.0f} ms CPU |",
        f"| compute the verdicts for a what-if question | {median(derived):.0f} ms |",
        f"| draw the result of a what-if question | {median(drawn):.0f} ms CPU |",
        "",
    ]
