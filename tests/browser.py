"""Debian's Chromium, with no font but DejaVu, its tabs, and what axe-core finds in a page that it shows.

The fixtures `browser`, `tabs`, `page` and `phone` are in `conftest.py`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.tools import node_module, tool

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
"""

# One process draws page after page, since starting another takes longer than most pages.
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--in-process-gpu", "--renderer-process-limit=1",
)  # fmt: skip


@contextmanager
def chromium(folder: Path) -> Iterator[Browser]:
    """Yield a Chromium that has no font but DejaVu, and keeps its files in a folder."""
    from playwright.sync_api import sync_playwright

    path = tool("browser")
    config = folder / "fonts.conf"
    config.write_text(FONTS.format(folder=tool("dejavu"), cache=folder / "cache"))
    environment: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(config)}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS), env=environment)
        yield browser
        browser.close()


class _Kind(NamedTuple):
    """What cannot change in a tab once it is there."""

    bypass_csp: bool
    has_touch: bool
    has_scripts: bool


SHOWS_ALL_PANES = """
try { localStorage.setItem("argmap-panes", '{"shares": [1, 1.6, 1.1], "hidden": []}'); } catch { /* nothing is kept */ }
"""
"""What somebody has chosen who sees the text of a map in the editor, too."""


class Tabs:
    """The tabs of a browser, lent to one test after the other, each time as if it were new.

    A tab that is used again costs a quarter of the time that Chromium takes for another one.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._tabs: dict[_Kind, Page] = {}

    @contextmanager
    def tab(
        self,
        width: int = 1600,
        height: int = 1000,
        *,
        bypass_csp: bool = False,
        has_touch: bool = False,
        has_scripts: bool = True,
    ) -> Iterator[Page]:
        """Yield an empty tab of a size, whose kind no other test uses until the end of the context.

        Args:
            width: how wide it is, in pixels of CSS.
            height: how high it is.
            bypass_csp: whether a script may be added, such as axe-core, whatever a page forbids.
            has_touch: whether its screen can be touched.
            has_scripts: whether scripts run in it.
        """
        kind = _Kind(bypass_csp, has_touch, has_scripts)
        if kind not in self._tabs:
            self._tabs[kind] = self._browser.new_page(
                bypass_csp=bypass_csp, has_touch=has_touch, java_script_enabled=has_scripts
            )
            self._tabs[kind].add_init_script(SHOWS_ALL_PANES)
        tab = self._tabs[kind]
        tab.set_viewport_size({"width": width, "height": height})
        tab.emulate_media(
            media="null", color_scheme="light", reduced_motion="reduce", forced_colors="none"
        )
        try:
            yield tab
        finally:
            # A page that nobody looks at any more would go on with its animations.
            tab.goto("about:blank")
            tab.unroute_all()
            tab.mouse.move(-1, -1)
            tab.set_default_timeout(30_000)


def wait_until(tab: Page, condition: str, arg: object = None) -> None:
    """Wait until something is so in a tab: an expression, or a function of an argument.

    The policy of our pages lets no text be run later, as waiting in the page itself would.
    """
    for _ in range(500):
        if tab.evaluate(condition, arg):
            return
        tab.wait_for_timeout(20)
    raise AssertionError(f"never so: {condition[:200]}")


def violations_of_axe(page: Page, within: str = "html") -> list[tuple[str, str, str]]:
    """Return what axe-core finds wrong with a page, or with the elements of it that a selector names.

    It is the rule, what it asks for, and where it is broken first.
    """
    axe = node_module("axe-core", "axe.min.js")
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=axe)
    violations = page.evaluate(
        "within => axe.run(within).then(result => result.violations)", within
    )
    return [
        (violation["id"], violation["help"], violation["nodes"][0]["html"])
        for violation in violations
    ]
