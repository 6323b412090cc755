"""Takes the picture of the page in the README: `python -m tests.screenshot`."""

from __future__ import annotations

import io
import shutil

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.conftest import ROOT

PAGE = ROOT / "output" / "arguments.html"
CHOSEN = "reject=alliance-costs&at=alliance-costs"
COLORS = 128


def main() -> None:
    """Write `docs/pictures/page.png`: the page of the treaty debate in which one claim is supposed false."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        tab = browser.new_page(viewport={"width": 1200, "height": 750}, reduced_motion="reduce")
        tab.goto(f"{PAGE.as_uri()}#{CHOSEN}&verdicts=yes")
        tab.locator("#changes").wait_for()
        picture = Image.open(io.BytesIO(tab.screenshot()))
        browser.close()
    picture.convert("RGB").quantize(COLORS).save(ROOT / "docs" / "page.png", optimize=True)


if __name__ == "__main__":
    main()
