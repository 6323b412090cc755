"""The programs that argmap is measured beside, where they are installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version

from tests.tools import npm_packages


def argdown() -> str:
    """Return the path of `@argdown/cli` among the npm packages; "" if they aren't installed."""
    modules = npm_packages()
    return f"{modules}/.bin/argdown" if modules else ""


def versions() -> list[str]:
    """Return what was measured, with its version."""
    listed = [f"Python {sys.version.split()[0]}"]
    for package in ("argmap", "typer", "networkx", "clingo"):
        listed.append(f"{package} {version(package)}")
    node = shutil.which("node")
    if argdown() and node:
        said = subprocess.run([argdown(), "--version"], capture_output=True, check=False, text=True)
        listed.append(f"@argdown/cli {said.stdout.strip()}")
        listed.append(
            "Node "
            + subprocess.run(
                [node, "--version"], capture_output=True, check=False, text=True
            ).stdout.strip()
        )
    else:
        listed.append("@argdown/cli not measured")
    try:
        listed.append(f"arguebuf {version('arguebuf')}")
    except PackageNotFoundError:
        listed.append("arguebuf not measured")
    return listed


EMPTY_TYPER = """
import typer
app = typer.Typer()
@app.command()
def nothing() -> None: ...
app()
"""

GROUNDED_BY_CLINGO = """
import sys, clingo
text = open(sys.argv[1]).read()
control = clingo.Control()
control.add("base", [], text + "in(X) :- arg(X), out(Y) : att(Y,X). out(X) :- att(Y,X), in(Y).")
control.ground([("base", [])])
control.solve()
"""
"""The grounded labeling: what is in has only attackers that are out; what is out has one that is in."""

LOADED = "import sys, argmap; m = argmap.load(sys.argv[1])"
LOADED_AND_EVALUATED = "import sys, argmap; m = argmap.load(sys.argv[1]); argmap.evaluate(m)"
LOADED_AND_JUDGED = (
    "import sys, argmap; m = argmap.load(sys.argv[1]); argmap.check(m); argmap.evaluate(m)"
)
BUILT_BY_NETWORKX = """
import json, sys, networkx
graph = networkx.DiGraph()
whole = json.load(open(sys.argv[1]))
for inference in whole["inferences"].values():
    for premise in inference["premises"]:
        graph.add_edge(premise, inference["target"])
"""

BOTH_LOADED = "import sys, argmap; [argmap.load(name) for name in sys.argv[1:]]"
COMPARED = "import sys, argmap; argmap.compare(*[argmap.load(name) for name in sys.argv[1:]])"
