"""How much the editor computes from an edit to the picture: in this Python, and in a browser, where Pyodide runs argmap."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import process_time

from argmap.page import Editor
from tests.browser import chromium
from tests.conftest import ROOT
from tests.tools import are_here, tool

ROUNDS = 21

ASKED = """async text => {
  const times = [];
  let {revision} = await ENGINE.ask({open: {text}});
  for (let round = 0; round < 21; round++) {
    const start = performance.now();
    const answer = await ENGINE.ask({revision, text: text.replace("title:", `title: ${round}`)});
    const answered = performance.now();
    ({revision} = answer);
    show(answer);
    times.push([answered - start, performance.now() - answered]);
  }
  return times;
}"""
"""Return how many milliseconds argmap takes for each of some edits, and the page to show it."""


def an_editor(folder: Path) -> list[str]:
    """Return how long an edit of the treaty debate takes."""
    text = (ROOT / "arguments.yaml").read_text(encoding="utf-8")
    rows = [f"| an edit: argmap in Python | {native(text):.0f} ms CPU |"]
    if are_here("browser", "dejavu", "packages", "node", "npm"):
        rows += in_chromium(folder, text)
    return [
        "## The editor",
        "",
        "The map is `arguments.yaml`. An edit changes its title. In the browser, Pyodide runs argmap in a worker, and the"
        " page draws the picture without a graphics card. The editor waits 200 ms after the last key before it starts.",
        "",
        "| what | time or size |",
        "|---|---|",
        *rows,
        "",
    ]


def native(text: str) -> float:
    """Return how many milliseconds of CPU time an edit takes."""
    times = []
    editor = Editor(text)
    editor.answer('{"state": true}')
    for number in range(ROUNDS):
        edited = text.replace("title:", f"title: {number}")
        start = process_time()
        editor.answer(json.dumps({"revision": number, "text": edited}))
        times.append(process_time() - start)
    return 1000 * median(times)


def in_chromium(folder: Path, text: str) -> list[str]:
    words = ["--node-modules", tool("npm"), "--output", str(folder)]
    build = [sys.executable, str(ROOT / ".ci" / "site" / "build_editor.py"), *words]
    if subprocess.run(build, capture_output=True, check=False).returncode:
        return []
    file = folder / "argmap-editor.html"
    with chromium(folder) as browser:
        tab = browser.new_page(viewport={"width": 1366, "height": 768}, bypass_csp=True)
        tab.set_default_timeout(60_000)
        tab.goto(file.as_uri())
        tab.locator("#progress").wait_for(state="hidden")
        start = tab.evaluate("performance.now()")
        times = tab.evaluate(ASKED, text)
    return [
        f"| download | {len(gzip.compress(file.read_bytes())) / 1e6:.1f} MB |",
        f"| in the browser: start Python and argmap, and draw the first map | {start / 1000:.1f} s |",
        f"| an edit in the browser: argmap, at best | {min(each for each, _ in times):.0f} ms |",
        f"| an edit in the browser: the page, at best | {min(each for _, each in times):.0f} ms |",
    ]
