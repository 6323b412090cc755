"""What tests of the interactive page share: a map's page, opened from a file in a tab that tells what goes wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import argmap
from argmap.api import LayoutName

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Error, Page, Route


class Opened:
    """A tab with the page of a map.

    Attributes:
        tab: the tab.
        wrongs: what went wrong in it: errors, what its policy forbade, what it asked the network for.
    """

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self.wrongs: list[str] = []
        tab.on("pageerror", self._on_error)
        tab.on("console", self._on_console)
        tab.route(_is_elsewhere, self._on_request)

    def close(self) -> None:
        """Listen no longer, since the tab shows another page now."""
        self.tab.remove_listener("pageerror", self._on_error)
        self.tab.remove_listener("console", self._on_console)
        self.tab.unroute(_is_elsewhere, self._on_request)

    def _on_error(self, error: Error) -> None:
        self.wrongs.append(f"error: {error}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.wrongs.append(f"console: {message.text}")

    def _on_request(self, route: Route) -> None:
        self.wrongs.append(f"request: {route.request.url}")
        route.abort()


def _is_elsewhere(address: str) -> bool:
    return not address.startswith("file:")


_PAGES: dict[tuple[int, str], tuple[argmap.ArgumentMap, bytes]] = {}
"""Maps, and their pages, by the ids of the maps and their layouts."""


def _page_of(map: argmap.ArgumentMap, layout: LayoutName) -> bytes:
    """Return the page of a map, which is made once: many tests look at the same one."""
    key = (id(map), layout)
    if key not in _PAGES:
        _PAGES[key] = map, argmap.render(map, "page", layout=layout)
    return _PAGES[key][1]


_SHOWN: dict[Page, Opened] = {}
"""What each tab shows."""


def open_page(
    tab: Page, map: argmap.ArgumentMap, folder: Path, fragment: str = "", layout: str = ""
) -> Opened:
    """Return a tab in which the page of a map is opened from a file in a folder."""
    file = folder / "map.html"
    file.write_bytes(_page_of(map, layout))  # type: ignore[arg-type]
    if tab in _SHOWN:
        _SHOWN[tab].close()
    _SHOWN[tab] = Opened(tab)
    if tab.url != "about:blank":  # where only the fragment differs, the old page would stay
        tab.goto("about:blank")
    tab.goto(f"{file.as_uri()}#{fragment}")
    return _SHOWN[tab]
