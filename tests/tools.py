"""The programs and packages that only the tests marked `tools` need, and how to install them.

    python -m tests.tools               prints what is missing here, one line for each: `pandoc: apt-get install pandoc`
    python -m tests.tools --npm FOLDER  writes FOLDER/package.json, for `npm install --prefix FOLDER` (see `.ci/tools`)

A test that needs one asks for it where it uses it, such as `tool("pandoc")` or `node_module("axe-core", "axe.min.js")`.
If the tool is missing, the test fails and says what to install. `pytest --tools --without pandoc` skips the test instead.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tomllib
from argparse import ArgumentParser
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from re import match
from typing import NamedTuple

import pytest

from tests.tree import CORPUS, ROOT

DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
ARTICLE = ROOT.parent / "shared" / "debate" / "article.txt"
LEFT_OUT = "ARGMAP_TESTS_WITHOUT"
"""The environment variable in which the processes of a test run pass on the option `--without`."""


class Tool(NamedTuple):
    """A program or a set of packages: where it is, what installs it, and which of Debian's packages do."""

    find: Callable[[], str | None]
    install: str = ""
    debian: str = ""


def on_path(*names: str) -> Callable[[], str | None]:
    """Return a function that finds the first of these programs on PATH."""
    return lambda: next(filter(None, map(shutil.which, names)), None)


def that_runs(name: str, *words: str) -> Callable[[], str | None]:
    """Return a function that finds a program if it can be run with these words: if it isn't too old."""

    def find() -> str | None:
        found = shutil.which(name)
        if found and subprocess.run([found, *words], capture_output=True, check=False).returncode:
            return None
        return found

    return find


def in_file_system(path: Path) -> Callable[[], str | None]:
    """Return a function that finds a file or a folder."""
    return lambda: str(path) if path.exists() else None


def packages(kind: str, *names: str) -> Callable[[], str | None]:
    """Return a function that finds the packages of dependency groups or extras in `pyproject.toml`."""

    def find() -> str | None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        groups = project["dependency-groups"]
        if kind == "extra":
            groups = project["project"]["optional-dependencies"]
        for requirement in (each for name in names for each in groups[name]):
            package = match(r"[\w.-]+", requirement)
            assert package
            try:
                distribution(package[0])
            except PackageNotFoundError:
                return None
        return "installed"

    return find


def administrator() -> str | None:
    """Return "root" if the tests are run by the administrator of a POSIX system."""
    return "root" if hasattr(os, "geteuid") and os.geteuid() == 0 else None


def npm_packages() -> str | None:
    """Return the folder that ARGMAP_NODE_MODULES names, if it has all packages."""
    modules = Path(os.environ.get("ARGMAP_NODE_MODULES", ""))
    if all((modules / name / "package.json").is_file() for name in npm_dependencies()):
        return str(modules)
    return None


def npm_dependencies() -> dict[str, str]:
    """Return the npm packages that tests, the editor and the extension for VS Code are built or tested with."""
    dependencies: dict[str, str] = {}
    for folder in ("editors/vscode", "tests", ".ci/site"):
        package = json.loads((ROOT / folder / "package.json").read_text(encoding="utf-8"))
        dependencies |= package.get("dependencies", {}) | package.get("devDependencies", {})
    return dependencies


def npm_overrides() -> dict[str, str]:
    """Return the versions of what the packages need themselves, as the editor's lock file has them.

    With others, the editor's text field would not be the committed one.
    """
    lock = json.loads((ROOT / ".ci/site/package-lock.json").read_text(encoding="utf-8"))
    named = npm_dependencies()
    locked = {
        path.removeprefix("node_modules/"): package
        for path, package in lock["packages"].items()
        if path
    }
    return {
        name: package["version"]
        for name, package in locked.items()
        if name not in named and "optional" not in package
    }


TOOLS = {
    "administrator": Tool(administrator, "run the tests as root"),
    "article": Tool(in_file_system(ARTICLE), f"the article that the treaty debate is made from, as {ARTICLE}"),
    "bash": Tool(on_path("bash"), debian="bash"),
    # A page takes a quarter of the time in the browser without windows.
    "browser": Tool(on_path("chromium-headless-shell", "chromium", "google-chrome"), debian="chromium-headless-shell"),
    "corpus": Tool(in_file_system(CORPUS), f"real files in other formats, in {CORPUS}"),
    "dejavu": Tool(in_file_system(DEJAVU), debian="fonts-dejavu-core"),
    "emacs": Tool(that_runs("emacs", "--batch", "--quick", "--eval", "(require 'eglot)"), "Emacs 29 or later", "emacs-nox"),
    "fonts": Tool(packages("extra", "arabic", "cjk"), "pip install '.[arabic,cjk]'"),
    "libreoffice": Tool(on_path("soffice"), debian="libreoffice-writer-nogui libreoffice-impress-nogui"),
    "node": Tool(on_path("node"), "Node.js 20 or later, with npm"),
    "npm": Tool(npm_packages, "bash .ci/tools FOLDER, and ARGMAP_NODE_MODULES=FOLDER/node_modules in the environment"),
    "nvim": Tool(
        that_runs("nvim", "--clean", "--headless", "-c", "lua if not vim.lsp.config then vim.cmd.cquit() end", "-c", "qa!"),
        "Neovim 0.11 or later", "neovim",
    ),
    "packages": Tool(packages("group", "dev", "tools"), "pip install --group dev --group tools"),
    "pandoc": Tool(on_path("pandoc"), debian="pandoc"),
    "pdflatex": Tool(on_path("pdflatex"), debian="texlive-latex-extra lmodern"),
    "pdftotext": Tool(on_path("pdftotext"), debian="poppler-utils"),
}  # fmt: skip


def how_to_install(name: str) -> str:
    """Return what to do about a missing tool."""
    by_debian = f"apt-get install {TOOLS[name].debian}" if TOOLS[name].debian else ""
    return ": ".join(filter(None, (TOOLS[name].install, by_debian)))


def tool(name: str) -> str:
    """Return where a tool is. If it is missing, fail the test, or skip it if `--without` names the tool."""
    if name in os.environ.get(LEFT_OUT, "").split(","):
        pytest.skip(f"left out, since it needs the tool `{name}`")
    found = TOOLS[name].find()
    if found is None:
        pytest.fail(f"needs {name}: {how_to_install(name)}", pytrace=False)
    return found


def are_here(*names: str) -> bool:
    """Whether this machine has tools."""
    return all(TOOLS[name].find() is not None for name in names)


def node_module(name: str, file: str) -> Path:
    """Return a file of an npm package."""
    return Path(tool("npm"), name, file)


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.tools", description=(__doc__ or "").splitlines()[0])  # fmt: skip
    parser.add_argument("--npm", type=Path, metavar="FOLDER", help="write a package.json")
    parser.add_argument("--names", action="store_true", help="print names alone, with commas")
    parser.add_argument("--debian", action="store_true", help="print Debian's packages alone")
    chosen = parser.parse_args()
    if chosen.npm:
        package = {
            "private": True,
            "dependencies": npm_dependencies(),
            "overrides": npm_overrides(),
        }
        (chosen.npm / "package.json").write_text(json.dumps(package), encoding="utf-8")
        return
    missing = [name for name, tool in TOOLS.items() if tool.find() is None]
    if chosen.names:
        print(",".join(missing))
    elif chosen.debian:
        print(*filter(None, (TOOLS[name].debian for name in missing)))
    else:
        for name in missing:
            print(f"{name}: {how_to_install(name)}")


if __name__ == "__main__":
    main()
