"""Takes the small pictures of the README: `python -m tests.screenshot`.

They show the page of the treaty debate, a worksheet beside its key, a check in a terminal, a pull request, the
editor, and a map in a site and in a notebook.
"""

from __future__ import annotations

import html
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from argmap.page import EDITOR, EditedFile, PageServer, Service, format_served_editor
from tests.conftest import ROOT
from tests.tools import tool

FOLDER = ROOT / "docs" / "pictures"
PAGE = ROOT / "output" / "arguments.html"
CHOSEN = "reject=costs-outweigh&at=costs-outweigh"
COLORS = 128
SIZE = {"width": 1200, "height": 750}

TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1e1e1e; color: #ddd; font: 19px/1.45 "DejaVu Sans Mono", monospace }}
pre {{ margin: 24px }} b {{ color: #fff }} i {{ color: #e5a33d; font-style: normal }}
</style><pre>$ argmap check school.md
{text}</pre>"""

PULL_REQUEST = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 24px; background: #fff; color: #1f2328; font: 17px/1.45 "DejaVu Sans" }}
section {{ border: 1px solid #d1d9e0; border-radius: 6px; overflow: hidden }}
h1 {{ margin: 0; padding: 10px 16px; background: #f6f8fa; font: 15px "DejaVu Sans Mono", monospace }}
pre {{ margin: 0; font: 16px/26px "DejaVu Sans Mono", monospace; background: #dafbe1 }}
pre span {{ display: inline-block; width: 44px; margin-right: 16px; padding-right: 12px; text-align: right; background: #aceebb }}
aside {{ margin: 12px 16px 12px 72px; padding: 10px 16px; border: 1px solid #d4a72c; border-left-width: 6px; border-radius: 6px }}
aside b {{ display: block }} aside p {{ margin: 4px 0 0; white-space: pre-line }}
</style><section><h1>maps/school.yaml</h1>{lines}</section>"""
LINES_OF_PULL_REQUEST = range(31, 37)
SITE = """
site_name: Our school
theme: {name: material, palette: [{scheme: default}, {scheme: slate}]}
markdown_extensions: [argmap.integrations.mkdocs]
"""

NOTEBOOK = (
    "%load_ext argmap",
    """%%argmap homework --verdicts
sides: {yes: Abolish it, no: Keep it}
claims:
  abolish: {text: Homework should be abolished., side: yes, main: true, premises: [play]}
  play: {text: Children need time to play., common_ground: true}
  keep: {text: Homework should stay., side: no, premises: [practice], rebuttals: [abolish]}
  practice: {text: Practice helps.}""",
    'import argmap\n\nargmap.evaluate(homework)["keep"]',
)
"""The cells of a notebook."""

WORKSHEET = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #ccc; display: flex; flex-direction: column; gap: 24px; padding: 24px }}
img {{ width: 820px; height: 400px; box-shadow: 0 0 6px #888; object-fit: cover; object-position: top; background: white }}
img + img {{ align-self: flex-end; margin-top: -122px }}
</style><img src="{sheet}"><img src="{key}">"""


def main() -> None:
    """Write `page.png`, `worksheet.png`, `check.png`, `pull-request.png`, `editor.png`, `site.png`, `notebook.png`."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=tool("browser"))
        tab = browser.new_page(viewport=SIZE, reduced_motion="reduce")  # type: ignore[arg-type]
        tab.goto(f"{PAGE.as_uri()}#{CHOSEN}&verdicts=yes")
        tab.locator("#changes").wait_for()
        save(tab, "page.png")
        pages = {
            "check": checked(folder),
            "pull-request": pull_request(folder),
            "worksheet": worksheet(folder),
        }
        for name, text in pages.items():
            page = Path(folder, f"{name}.html")
            page.write_text(text, encoding="utf-8")
            tab.goto(page.as_uri())
            save(tab, f"{name}.png")
        show_editor(tab, folder)
        save(tab, "editor.png")
        save_site(tab, Path(folder))
        save_notebook(tab, Path(folder))
        browser.close()


def show_editor(tab: Page, folder: str) -> None:
    """Have a tab show the editor with a small map, one claim of which is selected."""
    path = Path(folder, "school.yaml")
    shutil.copy(ROOT / "docs" / "school.yaml", path)
    file = EditedFile(str(path))
    server = PageServer(0, {EDITOR: Service(dict, file.answer)})
    server.show(format_served_editor())
    with server:
        tab.goto(server.address)
        tab.locator("#view .claim").nth(3).click()
        tab.locator("#view .claim.selected").first.wait_for()
        tab.wait_for_timeout(500)


def save_site(tab: Page, folder: Path) -> None:
    """Save the page that the guide to websites begins with, as it is in a light site and in a dark one."""
    guide = (ROOT / "docs/guides/websites.md").read_text(encoding="utf-8")
    page = guide.partition("````markdown\n")[2].partition("````\n")[0]
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text(page, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=folder, check=True, env=os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    tab.set_viewport_size({"width": 600, "height": 620})
    tab.goto((folder / "site" / "index.html").as_uri())
    both = Image.new("RGB", (1200, 620))
    for left, scheme in ((0, "default"), (600, "slate")):
        tab.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        tab.wait_for_timeout(500)
        both.paste(Image.open(io.BytesIO(tab.screenshot())), (left, 0))
    both.quantize(COLORS).save(FOLDER / "site.png", optimize=True)


def save_notebook(tab: Page, folder: Path) -> None:
    """Save a notebook that a kernel has run."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in NOTEBOOK]
    )
    nbformat.write(notebook, folder / "debate.ipynb")
    subprocess.run(
        [sys.executable, "-m", "jupyter", "nbconvert", "--execute", "--to", "html", "debate.ipynb"],
        cwd=folder, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    tab.set_viewport_size({"width": 1000, "height": 600})
    tab.goto((folder / "debate.html").as_uri())
    save(tab, "notebook.png")


def save(tab: Page, name: str) -> None:
    picture = Image.open(io.BytesIO(tab.screenshot()))
    picture.convert("RGB").quantize(COLORS).save(FOLDER / name, optimize=True)


def run(folder: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "argmap", *words],
        cwd=folder, capture_output=True, check=False, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return done.stdout


def checked(folder: str) -> str:
    """Return a terminal that shows the check of the first list, with its colors."""
    run(folder, "new", "school.md")
    text = html.escape(run(folder, "check", "school.md", "--color"))
    text = re.sub(r"\x1b\[1m(.*?)\x1b\[0m", r"<b>\1</b>", text)
    text = re.sub(r"\x1b\[[0-9;]+m(.*?)\x1b\[0m", r"<i>\1</i>", text)
    return TERMINAL.format(text=text)


def pull_request(folder: str) -> str:
    """Return lines of a map in a pull request, each with the annotations that GitHub is asked to show below it."""
    shutil.copy(ROOT / "docs" / "school.yaml", folder)
    annotations = re.findall(
        r"^::(warning|error) .*endLine=(\d+).*title=(.*?)::(.*)$",
        run(folder, "check", "school.yaml", "-f", "github"), re.MULTILINE,
    )  # fmt: skip
    text = Path(folder, "school.yaml").read_text(encoding="utf-8").splitlines()
    shown = ""
    for number in LINES_OF_PULL_REQUEST:
        shown += f"<pre><span>{number}</span>+ {html.escape(text[number - 1])}</pre>"
        for severity, line, title, message in annotations:
            if int(line) == number:
                said = html.escape(message.replace("%0A", "\n").replace("%25", "%"))
                shown += f"<aside><b>⚠ Check {severity}: {title}</b><p>{said}</p></aside>"
    return PULL_REQUEST.format(lines=shown)


def worksheet(folder: str) -> str:
    """Return a worksheet beside its key."""
    run(folder, "worksheet", str(ROOT / "docs/school.yaml"), "--share", "0.6", "-o", "sheet.pdf")
    for name in ("sheet", "sheet-key"):
        subprocess.run(
            ["pdftoppm", "-png", "-r", "110", "-singlefile", f"{name}.pdf", name], cwd=folder, check=True,  # noqa: S607
        )  # fmt: skip
    return WORKSHEET.format(sheet="sheet.png", key="sheet-key.png")


if __name__ == "__main__":
    main()
