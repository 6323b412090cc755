"""Measures argmap beside its peers in one run: `python -m tests.bench` writes `docs/background/performance.md`.

Peers are measured where they are installed: Argdown through npm (`ARGMAP_NODE_MODULES` names its folder).
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from compileall import compile_dir
from pathlib import Path

from argmap import dumps, load
from tests.bench import peers
from tests.bench.editor import an_editor
from tests.bench.maps import (
    SHAPES,
    apart,
    write_attacks,
    write_comparisons,
    write_searched,
    write_shape,
    write_tree,
)
from tests.bench.measure import STDOUT, Command, Cost, cost, costs, table
from tests.bench.pages import in_a_browser
from tests.conftest import ROOT

PYTHON = sys.executable
FINDINGS = 1
"""The exit code of `argmap check` and `argmap diff` where they find something, as in all maps here."""


def argmap(*words: str, code: int = 0) -> Command:
    """Return a command of argmap; what it writes with `-o` must be there, or else what it prints."""
    output = words[words.index("-o") + 1] if "-o" in words else STDOUT
    return Command([PYTHON, "-m", "argmap", *words], code, output)


def python(*words: str) -> Command:
    """Return a program in Python that prints nothing."""
    return Command([PYTHON, *words], output="")


def argdown_to_json(argdown: str, file: str) -> Command:
    """Return the command by which Argdown, at a path, writes a map as JSON."""
    return Command([argdown, "json", file, "json"], output="json")


def argdown_to_svg(argdown: str, file: str) -> Command:
    """Return the command by which Argdown, at a path, draws a map."""
    return Command([argdown, "map", "-f", "svg", file, "svg"], output="svg")


def head() -> list[str]:
    return [
        "# Performance",
        "",
        "This page compares argmap's speed with that of similar programs. All figures come from one session on one"
        " machine. Each figure is the median of five runs, in seconds of CPU time, and includes child processes."
        " Programs that take a long time ran only once. A program that fails, or that doesn't write its output, has no"
        " time. Compare the ratios rather than the seconds, because the"
        " seconds depend on the machine. `python -m tests.bench` measures everything and writes this page."
        " `tests/generated.py` and `tests/shapes.py` generate the maps.",
        "",
        f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}; {'; '.join(peers.versions())}.",
        "",
    ]


def start_up(folder: Path) -> list[str]:
    (folder / "empty.py").write_text(peers.EMPTY_TYPER)
    file = str(ROOT / "docs" / "school.yaml")
    found = costs(
        {
            "an empty typer program": python("empty.py"),
            "`python -c pass`": python("-c", "pass"),
            "`argmap --help`": argmap("--help"),
            "`argmap outline`": argmap("outline", file),
            "`argmap evaluate`": argmap("evaluate", file),
            "`argmap check`": argmap("check", file, code=FINDINGS),
        },
        folder,
        rounds=11,
    )
    lines = ["## Start-up", "", "The map is `docs/school.yaml`, with 12 claims.", ""]
    return [*lines, *table(found, "an empty typer program")]


def a_debate(folder: Path) -> list[str]:
    file = ROOT / "arguments.yaml"
    (folder / "debate.argdown").write_text(dumps(load(file), "argdown"))
    commands = {
        "argmap: SVG": argmap("render", str(file), "-o", "debate.svg"),
        "argmap: JSON": argmap("convert", str(file), "-o", "debate.json"),
        "argmap: Argdown to JSON": argmap("convert", "debate.argdown", "-o", "debate2.json"),
        "argmap: PNG": argmap("render", str(file), "-o", "debate.png"),
        "argmap: page": argmap("render", str(file), "-o", "debate.html"),
        "argmap: DOCX": argmap("outline", str(file), "-o", "debate.docx"),
    }
    against = "argmap: SVG"
    argdown = peers.argdown()
    if argdown:
        against = "Argdown: SVG"
        commands |= {
            "Argdown: SVG": argdown_to_svg(argdown, "debate.argdown"),
            "Argdown: JSON": argdown_to_json(argdown, "debate.argdown"),
        }
    lines = [
        "## The treaty debate",
        "",
        "The programs read `arguments.yaml`, a map with 55 claims, or the same map in Argdown.",
        "",
    ]
    return [*lines, *table(costs(commands, folder), against)]


def ten_thousand(folder: Path) -> list[str]:
    apart(write_tree, folder, 10_000, ("native", "argdown", "json"))
    commands = {
        "argmap: outline": argmap("outline", "tree.yaml"),
        "argmap: check": argmap("check", "tree.yaml", code=FINDINGS),
        "argmap: evaluate": argmap("evaluate", "tree.yaml"),
        "argmap: SVG": argmap("render", "tree.yaml", "-o", "tree.svg"),
        "networkx: build the graph only": python("-c", peers.BUILT_BY_NETWORKX, "tree.json"),
    }
    against = "argmap: outline"
    argdown = peers.argdown()
    if argdown:
        against = "Argdown: JSON"
        commands |= {
            "Argdown: JSON": argdown_to_json(argdown, "tree.argdown"),
            "Argdown: SVG": argdown_to_svg(argdown, "tree.argdown"),
        }
    lines = [
        "## 10,000 claims",
        "",
        "The map is a tree with three claims below each claim. Every fifth claim is an objection.",
        "",
    ]
    return [*lines, *table(costs(commands, folder, rounds=3), against)]


def hundred_thousand(folder: Path) -> list[str]:
    apart(write_tree, folder, 100_000, ("native", "json"))
    found = costs(
        {
            "load the map": python("-c", peers.LOADED, "tree.yaml"),
            "load the map from JSON": python("-c", peers.LOADED, "tree.json"),
            "load, check and evaluate the map": python("-c", peers.LOADED_AND_JUDGED, "tree.yaml"),
            "`argmap outline`": argmap("outline", "tree.yaml"),
            "`argmap check`": argmap("check", "tree.yaml", code=FINDINGS),
            "`argmap check -f sarif`": argmap("check", "tree.yaml", "-f", "sarif", code=FINDINGS),
            "`argmap convert --to graphml`": argmap("convert", "tree.yaml", "--to", "graphml"),
        },
        folder,
        rounds=1,
    )
    return [
        "## 100,000 claims",
        "",
        "The map is a tree like the one with 10,000 claims.",
        "",
        *table(found, "load the map"),
    ]


def attacks(folder: Path) -> list[str]:
    """Return how long the verdicts of a framework take that clingo can judge as well."""
    apart(write_attacks, folder)
    found = costs(
        {
            "clingo: grounded labeling": python("-c", peers.GROUNDED_BY_CLINGO, "attacks.lp"),
            "argmap: load and evaluate the map": python(
                "-c", peers.LOADED_AND_EVALUATED, "attacks.json"
            ),
            "argmap: load the map": python("-c", peers.LOADED, "attacks.json"),
        },
        folder,
        rounds=3,
    )
    lines = [
        "## Verdicts compared with a solver",
        "",
        "The map has 10,000 claims. Each claim is attacked by two other claims.",
        "",
    ]
    return [*lines, *table(found, "clingo: grounded labeling")]


def searches(folder: Path) -> list[str]:
    apart(write_searched, folder)
    commands = {"`argmap evaluate`, the debate": argmap("evaluate", "debate.yaml")}
    for name, file in (
        ("the debate", "debate.yaml"),
        ("pairs of rivals", "pairs.yaml"),
        ("a ring of rivals", "ring.yaml"),
    ):
        commands[f"`argmap cruxes`, {name}"] = argmap("cruxes", file)
        commands[f"`argmap needs`, {name}"] = argmap("needs", "c0", file)
    lines = [
        "## Cruxes and needs",
        "",
        "The debate has 10,000 claims. In the other maps, 4,000 claims rebut each other: in pairs, or in a ring in which"
        " each claim and the next rebut each other. There, `argmap cruxes` searches for the cruxes of every claim.",
        "",
    ]
    return [*lines, *table(costs(commands, folder, rounds=3), "`argmap evaluate`, the debate")]


def comparisons(folder: Path) -> list[str]:
    apart(write_comparisons, folder)
    found = costs(
        {
            "load both maps": python("-c", peers.BOTH_LOADED, "reworded.yaml", "key.yaml"),
            "load and compare both maps": python("-c", peers.COMPARED, "reworded.yaml", "key.yaml"),
            "`argmap diff`": argmap("diff", "key.yaml", "reworded.yaml", code=FINDINGS),
            "`argmap grade`, 200 maps of 30 claims": argmap(
                "grade", "class", "--key", "class-key.yaml"
            ),
        },
        folder,
        rounds=3,
    )
    lines = [
        "## Comparisons",
        "",
        "Both maps have 1,000 claims. Each claim in one map differs by one word from a claim in the other map.",
        "",
    ]
    return [*lines, *table(found, "load both maps")]


def pictures(folder: Path) -> list[str]:
    lines = [
        "## Pictures of every shape",
        "",
        "The table shows the CPU time, in seconds, of `argmap render -o map.svg` for maps of each shape and size. Each column shows the times for one number of claims.",
        "",
    ]
    sizes = (100, 400, 1_000, 2_000)
    lines += [
        "| shape | " + " | ".join(f"{size:,}" for size in sizes) + " |",
        "|---" * (len(sizes) + 1) + "|",
    ]
    for name in SHAPES:
        cells: list[str] = []
        for size in sizes:
            apart(write_shape, folder, name, size)
            drawn: Cost = cost(argmap("render", "shape.yaml", "-o", "shape.svg"), folder)
            cells.append(drawn.failure or f"{drawn.seconds:.1f}")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return [*lines, ""]


def goals() -> list[str]:
    return [
        "## Goals that argmap does not meet yet",
        "",
        "* The start-up of `argmap outline` and `argmap evaluate` should take 1.45 times as long as that of an"
        " empty typer program, and the start-up of `argmap check` should take 1.6 times as long. argmap needs more time"
        " to read YAML, to define the model's frozen classes, and to import a file for each rule.",
        "* For 10,000 claims, outlining, checking and evaluating should each take 0.3 times as long as Argdown needs to"
        " write JSON. An SVG picture should take 0.4 times as long as Argdown needs to write SVG.",
        "* Loading, checking and evaluating 100,000 claims should take twice as long as only loading them. Each of the more than"
        " forty rules goes through all claims, and loading has become faster. A check with a SARIF report should take at most 1.5 times"
        " as long as a check with a text report. Each result in SARIF has a fix, which argmap looks for in the file. Converting a map to"
        " GraphML should take at most 1.5 times as long as just loading the map.",
        "* A DOCX document of the treaty debate should take at most twice as long as an SVG picture. The document needs the"
        " layout of several pages, and a PNG picture of each page in print quality.",
        "* Answering a what-if question should take 50 ms, including drawing, without a graphics card. Computing the"
        " verdicts takes only a few of these milliseconds.",
        "",
    ]


PARTS = (
    start_up,
    a_debate,
    ten_thousand,
    hundred_thousand,
    attacks,
    searches,
    comparisons,
    in_a_browser,
    an_editor,
    pictures,
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "parts",
        nargs="*",
        help=f"of: {', '.join(part.__name__ for part in PARTS)}; all, and written, if none",
    )
    asked = parser.parse_args().parts
    # As pip does where argmap is installed: else each start would compile it anew.
    compile_dir(ROOT / "argmap", quiet=1)
    lines = head()
    for part in PARTS:
        if asked and part.__name__ not in asked:
            continue
        with tempfile.TemporaryDirectory() as name:
            measured = part(Path(name))
        print("\n".join(measured), flush=True)
        lines += measured
    if not asked:
        lines += goals()
        (ROOT / "docs" / "background" / "performance.md").write_text(
            "\n".join(lines).rstrip("\n") + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
