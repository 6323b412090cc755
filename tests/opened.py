"""What tests of the interactive page share: a map's page, opened from a file in a tab that tells what goes wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import argmap

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Route


class Opened:
    """A tab with the page of a map.

    Attributes:
        tab: the tab.
        wrongs: what went wrong in it: errors, what its policy forbade, what it asked the network for.
    """

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self.wrongs: list[str] = []
        tab.on("pageerror", lambda error: self.wrongs.append(f"error: {error}"))
        tab.on("console", self._on_console)
        tab.route(lambda address: not address.startswith("file:"), self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.wrongs.append(f"console: {message.text}")

    def _on_request(self, route: Route) -> None:
        self.wrongs.append(f"request: {route.request.url}")
        route.abort()


def open_page(tab: Page, map: argmap.ArgumentMap, folder: Path, fragment: str = "") -> Opened:
    """Return a tab in which the page of a map is opened from a file in a folder."""
    file = folder / "map.html"
    file.write_bytes(argmap.render(map, "page"))
    shown = Opened(tab)
    tab.goto("about:blank")  # where only the fragment differs, the old page would stay
    tab.goto(f"{file.as_uri()}#{fragment}")
    return shown


def new_tab(browser: Browser, width: int, height: int, *, has_touch: bool = False) -> Page:
    """Return a new tab of a size, in which axe-core may run whatever a page forbids."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=has_touch, bypass_csp=True
    )
    return context.new_page()
