"""How much a browser computes to open a page, to fold and zoom its map, and for a what-if in it."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from argmap import render
from tests.browser import chromium
from tests.generated import debate
from tests.tools import are_here

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

SIZES = (200, 1000, 5000)
"""The numbers of claims in the maps."""

ROUNDS = 5

SEEN = "new Promise(seen => requestAnimationFrame(() => setTimeout(seen)))"

TIMED = f"""async action => {{
  const start = performance.now();
  eval?.(action);
  const script = performance.now() - start;
  await {SEEN};
  return script;
}}"""
"""Return how many milliseconds a script takes; it is over when what it does can be seen."""

ACTIONS = {
    "ask a what-if question": ("", "suppose(40, chosen.supposed.get(40) !== true)"),
    "fold or unfold a claim as the page opens": ("", "toggleFold(DATA.mains[0])"),
    "show all claims": ("", "foldTo(2); foldTo(Infinity)"),
    "turn the mouse wheel one step, all claims shown": ("foldTo(Infinity); fit()", "zoom(1.1)"),
}
"""What is done -> what is done once before that, and the script."""


def computed(session: CDPSession) -> float:
    """Return how many milliseconds the page's thread has computed so far, drawing included."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    [seconds] = [metric["value"] for metric in metrics if metric["name"] == "TaskDuration"]
    return float(seconds) * 1000


def opened(tab: Page, file: Path) -> float:
    """Return how many milliseconds a page computes until it can be seen."""
    session = tab.context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    tab.goto(file.as_uri())
    tab.evaluate(SEEN)
    return computed(session)


def in_a_browser(folder: Path) -> list[str]:
    """Return how long pages take in Chromium; nothing where there is none."""
    if not are_here("browser", "dejavu"):
        return []
    rows: dict[str, list[str]] = {"open the page": []}
    with chromium(folder) as browser:
        for size in SIZES:
            file = folder / "page.html"
            file.write_bytes(render(debate(size), "page"))
            times = []
            for _ in range(ROUNDS):
                tab = browser.new_page(viewport={"width": 1366, "height": 768}, bypass_csp=True)
                times.append(opened(tab, file))
                tab.close()
            rows["open the page"].append(f"{median(times):.0f} ms CPU")
            tab = browser.new_page(viewport={"width": 1366, "height": 768}, bypass_csp=True)
            for name, (before, action) in ACTIONS.items():
                tab.goto("about:blank")
                opened(tab, file)
                tab.evaluate(TIMED, f"{before}; {action}")  # with the first, all verdicts are shown
                times = [tab.evaluate(TIMED, action) for _ in range(ROUNDS)]
                rows.setdefault(name, []).append(f"{median(times):.1f} ms")
            tab.close()
    header = " | ".join(f"{size:,} claims" for size in SIZES)
    table = [f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items()]
    return [
        "## A page in Chromium",
        "",
        "The maps are debates of two sides. Opening a page counts all that the main thread does, drawing included; the other rows count the page's scripts. The browser draws the page without a graphics card.",
        "",
        f"| action | {header} |",
        f"|---|{'---|' * len(SIZES)}",
        *table,
        "",
    ]
