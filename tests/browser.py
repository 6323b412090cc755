"""Debian's Chromium, with no font but DejaVu, and what axe-core finds in a page that it shows.

The fixtures `browser`, `page` and `phone` are in `conftest.py`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DEJAVU = Path("/usr/share/fonts/truetype/dejavu")

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
"""

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def missing_for_chromium() -> str:
    """Return what the machine lacks for a browser, in words; "" if nothing."""
    if shutil.which("chromium") is None:
        return "needs Debian's chromium on PATH"
    if not DEJAVU.is_dir():
        return f"needs the fonts in {DEJAVU}"
    return ""


@contextmanager
def chromium(folder: Path) -> Iterator[Browser]:
    """Yield a Chromium that has no font but DejaVu, and keeps its files in a folder."""
    from playwright.sync_api import sync_playwright

    config = folder / "fonts.conf"
    config.write_text(FONTS.format(folder=DEJAVU, cache=folder / "cache"))
    environment: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(config)}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(FLAGS), env=environment
        )
        yield browser
        browser.close()


def node_module(name: str, file: str) -> Path:
    """Return a file of an npm package, or skip the test with the reason."""
    path = Path(os.environ.get("ARGMAP_NODE_MODULES", ""), name, file)
    if not path.is_file():
        pytest.skip(f"needs the npm package {name} in the folder that ARGMAP_NODE_MODULES names")
    return path


def violations_of_axe(page: Page) -> list[tuple[str, str, str]]:
    """Return what axe-core finds wrong with a page: the rule, what it asks for, and where it is broken first."""
    page.add_script_tag(path=node_module("axe-core", "axe.min.js"))
    violations = page.evaluate("axe.run().then(result => result.violations)")
    return [
        (violation["id"], violation["help"], violation["nodes"][0]["html"])
        for violation in violations
    ]
