"""Times and memory, as ratios to `python -c pass` measured in the same run: `python -m tests.bench`."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from argmap import dumps, render
from tests.browser import chromium, missing_for_chromium
from tests.conftest import ROOT
from tests.generated import tree

ARGMAP = [sys.executable, "-m", "argmap"]


def seconds(words: list[str], repeat: int) -> float:
    """Return the median time of a command."""
    times = []
    for _ in range(repeat):
        start = perf_counter()
        subprocess.run(words, cwd=ROOT, capture_output=True, check=False)
        times.append(perf_counter() - start)
    return median(times)


def small_commands(folder: Path) -> None:
    """Print the ratio of each everyday command to an empty Python."""
    commands = {
        "--help": ["--help"],
        "outline": ["outline"],
        "render --page none": ["render", "--page", "none", "-o", str(folder / "a.svg")],
        "render": ["render", "-o", str(folder / "a.svg")],
        "check": ["check"],
    }
    seconds([*ARGMAP, "render", "-o", str(folder / "a.svg")], 1)
    empty = seconds([sys.executable, "-c", "pass"], 20)
    print(f"python -c pass: {empty * 1000:.0f} ms")
    for name, words in commands.items():
        time = seconds([*ARGMAP, *words], 7)
        print(f"{name:20} {time * 1000:6.0f} ms  {time / empty:5.1f} ×")


def large_commands(folder: Path) -> None:
    """Print time and peak memory of what a large map is put through."""
    for claims in (10_000, 100_000):
        file = folder / f"{claims}.yaml"
        file.write_text(dumps(tree(claims)), encoding="utf-8")
        for command in ("outline", "check"):
            time = seconds([*ARGMAP, command, str(file)], 1 if claims > 10_000 else 3)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{command} of {claims:,} claims: {time:.2f} s, at most {peak:.0f} MB so far")


FRAME = "new Promise(shown => requestAnimationFrame(() => setTimeout(shown)))"

WHAT_IF = """async ([claim, value]) => {
  const start = performance.now();
  page.suppose(claim, value);
  const derived = performance.now() - start;
  await FRAME;
  return [derived, performance.now() - start];
}""".replace("FRAME", FRAME)
"""How long it takes until the page has done what it does, and until that can be seen."""


def page_in_a_browser(folder: Path) -> None:
    """Print how long a large page takes to open, and a what-if in it, where there is a browser."""
    missing = missing_for_chromium()
    if missing:
        print(f"page: skipped, {missing}")
        return
    file = folder / "page.html"
    file.write_bytes(render(tree(1000), "page"))
    opened: list[float] = []
    derived: list[float] = []
    shown: list[float] = []
    with chromium(folder) as browser:
        for _ in range(5):
            tab = browser.new_page(viewport={"width": 1600, "height": 1000})
            tab.goto(file.as_uri())
            opened.append(tab.evaluate(f"{FRAME}.then(() => performance.now())"))
            tab.evaluate(WHAT_IF, [0, True])  # this shows the verdicts of all
            for claim in (999, 500, 3):
                for value in (False, True):
                    times = tab.evaluate(WHAT_IF, [claim, value])
                    derived.append(times[0])
                    shown.append(times[1])
            tab.close()
    print(f"a page of 1,000 claims is open after {median(opened):.0f} ms")
    print(f"a what-if in it takes {median(derived):.0f} ms, and is seen after {median(shown):.0f} ms")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        small_commands(Path(name))
        large_commands(Path(name))
        page_in_a_browser(Path(name))
