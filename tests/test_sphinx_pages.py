"""Maps in the pages of Sphinx: a site in reStructuredText and MyST, built as HTML, LaTeX, EPUB and text."""

from __future__ import annotations

import re
import warnings
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.browser import violations_of_axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

sphinx_build = pytest.importorskip(
    "sphinx.cmd.build", reason="needs sphinx, which the group `sites` has"
)
pytest.importorskip("myst_parser", reason="needs myst-parser, which the group `sites` has")

CONFIGURATION = """
    project = "Debates"
    author = "Staff"
    copyright = "Staff"
    version = "1"
    html_title = "Debates"
    extensions = ["argmap.integrations.sphinx", "myst_parser"]
    numfig = True
"""

SITE = {
    "conf.py": CONFIGURATION,
    "index.rst": """
        Debates
        =======

        .. toctree::

           rooms/homework
           file
           broken
           broken-file
           misspelt
           links
           plain

        - In a list:

          .. argmap::
             :verdicts:

             Homework should be abolished.
             - Children need time to play.
             - But: Practice helps.

        .. argmap::

           Homework should be shorter.
           - Children need time to play.
    """,
    "rooms/homework.md": """
        # Homework

        ```{argmap}
        :outline:
        claims:
          abolish: {text: Homework should be abolished., premises: [play]}
        include: [part.yaml]
        ```

        > ```{argmap}
        > ---
        > labels: label
        > legend: true
        > ---
        > Homework should be shorter.
        > ```
    """,
    "rooms/part.yaml": """
        claims:
          play: Children need time to play.
    """,
    "maps/lunch.yaml": """
        title: Should lunch be free?
        sides: {yes: Free, no: Paid}
        claims:
          free: {text: Lunch should be free., side: yes, premises: [hungry]}
          paid: {text: Lunch should be paid for., side: no, rebuttals: [free]}
          hungry: Nobody learns hungry.
    """,
    "file.rst": """
        Lunch
        =====

        :numref:`lunch` shows it.

        .. argmap:: maps/lunch.yaml
           :caption: Who pays for *lunch*.
           :name: lunch
           :side: yes
    """,
    "broken.md": """
        # Broken

        Text.

        ```{argmap}
        :sidde: yes

        claims:
          a: {text: Homework should be abolished., premises: [b]}
          c: d
          e:
        ```
    """,
    "broken-file.rst": """
        Broken
        ======

        .. argmap:: maps/no-lunch.yaml
           :name: no-lunch

        .. argmap:: /maps/bad.yaml

        .. argmap::

        :ref:`See it <no-lunch>`.
    """,
    "maps/bad.yaml": """
        claims:
          a: {text: A., premise: [b]}
    """,
    "misspelt.rst": """
        Misspelt
        ========

        .. note::

           .. argmap::
              :side: yess

              sides: {yes: Free}
              claims:
                a: {text: Homework should be abolished., side: yes}
    """,
    "links.rst": """
        Links
        =====

        .. _a-target:

        .. argmap::
           :name: a-name
           :class: wide

           Homework should be abolished.

        :ref:`One <a-target>` and :ref:`the other <a-name>`.
    """,
    "plain.rst": """
        Plain
        =====
    """,
}

LOG = """
    broken-file.rst:4: ERROR: cannot read maps/no-lunch.yaml: no such file [argmap.unreadable-file]
    broken-file.rst:9: ERROR: an argument map needs a file or a text: indent the text below the directive
"""


class Built(NamedTuple):
    """A site that was built: the exit code, the folder with its files, and the log without the folder's name."""

    code: int
    folder: Path
    log: list[str]

    def read(self, name: str) -> str:
        """Return the text of a file."""
        return (self.folder / name).read_text(encoding="utf-8")


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")


def build(folder: Path, builder: str = "html", *options: str) -> Built:
    """Build a site; what it has read is kept for the next builder."""
    output = folder / "out" / builder
    log = StringIO()
    arguments = ["-b", builder, "-d", folder / "read", *options, folder, output]
    with warnings.catch_warnings(), redirect_stderr(log), redirect_stdout(StringIO()):
        # Sphinx and MyST are not ours.
        warnings.simplefilter("ignore")
        code = sphinx_build.build_main([*map(str, arguments)])
    text = re.sub(r"\x1b\[[\d;]*m", "", log.getvalue()).replace(f"{folder}/", "")
    return Built(code, output, sorted(line for line in text.splitlines() if line))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, from which no test takes anything away."""
    folder = tmp_path_factory.mktemp("site")
    write(folder, SITE)
    return folder


@pytest.fixture(scope="module")
def built(site: Path) -> Built:
    """Return the site as HTML, for which two processes read pages."""
    return build(site, "html", "-j", "2")


def test_log(built: Built) -> None:
    print(built.code, "\n".join(built.log))
    assert 0
