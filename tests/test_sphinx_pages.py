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
from tests.tools import tool

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.tools

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
        > - Homework should be shorter.
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

        :numref:`who-pays` shows it.

        .. argmap:: maps/lunch.yaml
           :caption: Who pays for *lunch*.
           :name: who-pays
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

        .. argmap:: verdits

           - Options are written as in other tools.
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

           - Homework should be abolished.

        :ref:`One <a-target>` and :ref:`the other <a-name>`.
    """,
    "plain.rst": """
        Plain
        =====
    """,
}

LOG = """
    broken-file.rst:13: ERROR: unknown option `verdits`: did you mean `verdicts`? [argmap.unknown-option]
    broken-file.rst:4: ERROR: maps/no-lunch.yaml: no such file; did you mean `maps/lunch.yaml`? [argmap.cannot-read]
    broken-file.rst:9: ERROR: this fence is empty; write a map in it [argmap.no-map]
    broken.md:11: ERROR: the claim `e` has no text [argmap.missing-text]
    broken.md:5: ERROR: unknown option `sidde`: did you mean `side`? [argmap.unknown-option]
    broken.md:9: ERROR: unknown claim `b` [argmap.unknown-claim]
    maps/bad.yaml:2: ERROR: unknown key `premise` in a claim; did you mean `premises`? [argmap.unknown-key]
    misspelt.rst:6: ERROR: unknown side `yess`: did you mean `yes`? [argmap.wrong-option]
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
    tool("packages")
    from sphinx.cmd.build import build_main

    output = folder / "out" / builder
    log = StringIO()
    arguments = ["-b", builder, "-d", folder / "read", *options, folder, output]
    with warnings.catch_warnings(), redirect_stderr(log), redirect_stdout(StringIO()):
        # Sphinx and MyST are not ours.
        warnings.simplefilter("ignore")
        code = build_main([*map(str, arguments)])
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


def test_what_is_wrong_is_in_the_log_at_its_line(built: Built) -> None:
    assert built.log == dedent(LOG).strip().splitlines()
    assert built.code == 0


def test_a_page_has_its_maps_where_they_are_written(built: Built) -> None:
    page = built.read("index.html")
    lists, shorter = page.index("<p>In a list:</p>"), page.index("Homework should be shorter")
    assert lists < page.index("Homework should be abolished") < page.index("</ul>", lists) < shorter
    assert page.count("<svg ") == 2
    # Only the first has a legend; both have their text for those who do not see them.
    assert (page.count(">unsupported: no reason"), page.count("<desc>")) == (1, 2)
    assert page.count(">contested: neither stands nor falls<") == 1


def test_options_are_followed(built: Built) -> None:
    page = built.read("rooms/homework.html")
    assert page.count("Children need time to play.") >= 2  # of another file, and in the outline
    assert page.count("<svg ") == 2
    free = built.read("file.html")
    assert "Nobody learns hungry." in free
    assert "Lunch should be paid for." not in free


def test_a_caption_numbers_a_map(built: Built) -> None:
    page = built.read("file.html")
    assert (
        '<a class="reference internal" href="#who-pays"><span class="std std-numref">Fig. 1</span>'
        in page
    )
    assert "Who pays for <em>lunch</em>." in page


def test_links_lead_to_maps(built: Built) -> None:
    page = built.read("links.html")
    ids = re.findall(r' id="([^"]+)"', page)
    for id in ("a-target", "a-name"):
        assert f'href="#{id}"' in page
        assert ids.count(id) == 1
    assert page.count('<div class="wide">') == 1
    assert "#no-lunch" in built.read("broken-file.html")


def test_all_ids_of_pages_differ(site: Path, built: Built) -> None:
    pages = [built.read(str(path)) for path in built.folder.rglob("*.html")]
    # In this one, all pages are one.
    pages.append(build(site, "singlehtml").read("index.html"))
    assert pages[-1].count("<svg ") == 6
    for page in pages:
        # Those that Sphinx makes itself, such as `id1`, meet where it joins pages.
        ids = re.findall(r' id="(argmap-[^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)


def test_readers_of_a_page_see_what_is_wrong(built: Built) -> None:
    page = built.read("broken.html")
    box = page[page.index('<div class="danger argmap-error admonition">') :]
    box = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", box[: box.index("</section>")]))
    assert box.strip() == (
        "This argument map has 3 errors Line 5: unknown option sidde : did you mean side ? "
        "Line 9: unknown claim b Line 11: the claim e has no text "
        "claims: a: {text: Homework should be abolished., premises: [b]} c: d e:"
    )


def test_text_of_maps_is_found(built: Built) -> None:
    assert "hungri" in built.read("searchindex.js")


@pytest.mark.parametrize("name", ["index", "rooms/homework", "file", "broken"])
def test_axe_finds_nothing_in_maps(name: str, built: Built, page: Page) -> None:
    page.goto((built.folder / f"{name}.html").as_uri())
    # The theme has findings of its own.
    found = violations_of_axe(page, "[role=main]")
    assert found == []


def test_only_pages_of_a_file_that_changed_are_read_again(site: Path, built: Built) -> None:
    lunch = site / "maps" / "lunch.yaml"
    text = lunch.read_text()
    lunch.write_text(text.replace("Nobody learns hungry.", "Hunger distracts."))
    (site / "rooms" / "part.yaml").write_text("claims: {play: Play is learning.}\n")
    try:
        again = build(site)
    finally:
        lunch.write_text(text)
    # What is missing may be there by now, so that its page is read again, too.
    assert again.log == [line for line in built.log if line.startswith(("broken-file", "maps/bad"))]
    assert "Hunger distracts." in again.read("file.html")
    assert "Play is learning." in again.read("rooms/homework.html")


@pytest.mark.usefixtures("built")
def test_paper_and_books_have_pictures_as_files(site: Path) -> None:
    latex = build(site, "latex")
    pictures = re.findall(r"\\sphinxincludegraphics\{\{(.*?)\}\.pdf\}", latex.read("debates.tex"))
    assert len(pictures) == 6
    for name in pictures:
        assert (latex.folder / f"{name}.pdf").read_bytes().startswith(b"%PDF-")
    assert "\\label{\\detokenize{links:a-target}}" in latex.read("debates.tex")
    epub = build(site, "epub")
    ((alternative, picture),) = re.findall(
        r'<img alt="([^"]+)" src="(_images/[^"]+\.svg)"', epub.read("file.xhtml")
    )
    assert re.sub(r"\s+", " ", alternative).startswith("Should lunch be free? Free 1.1 Lunch")
    assert "<svg " in epub.read(picture)
    assert epub.read("content.opf").count('media-type="image/svg+xml"') == 6


@pytest.mark.usefixtures("built")
def test_where_there_are_no_pictures_there_is_an_outline(site: Path) -> None:
    text = build(site, "text").read("file.txt")
    assert "1 Lunch should be free.\n" in text
    assert "1.1 Nobody learns hungry. [unsupported]\n" in text


# --- sites of one page ---


def one_page(
    folder: Path, page: str, configuration: str = "", *options: str, name: str = "index.rst"
) -> Built:
    """Build a site of one page."""
    write(folder, {"conf.py": dedent(CONFIGURATION) + configuration, name: page})
    return build(folder, "html", *options)


def test_a_strict_build_fails(tmp_path: Path) -> None:
    page = """
        Debates
        =======

        .. argmap::

           claims: {a: {text: A., premises: [b]}}
    """
    built = one_page(tmp_path, page, "", "-W")
    assert "index.rst:6: ERROR: unknown claim `b` [argmap.unknown-claim]" in built.log
    assert built.code == 1


def test_a_configuration_is_for_all_maps_and_its_findings_can_be_left_out(tmp_path: Path) -> None:
    page = """
        Debates
        =======

        .. argmap::

           claims:
             Nine: {text: School should start at nine., premises: [sleep]}
             sleep: Teenagers would sleep more.
             other: The bus is late.

        .. argmap::
           :theme: dark

           claims:
             Nine: {text: School should start at nine., premises: [sleep]}
             sleep: Teenagers would sleep more.
             other: The bus is late.

        .. argmap::

           claims: {a: {text: A., premises: [b]}}
    """
    configuration = (
        'argmap_options = {"theme": "print", "legend": False, "verdicts": True, "focus": "Nine"}\n'
        'suppress_warnings = ["argmap.unknown-claim"]\n'
    )
    built = one_page(tmp_path, page, configuration, "-W")
    assert (built.code, built.log) == (0, [])
    html = built.read("index.html")
    assert ("Teenagers would sleep more." in html, "<title>The bus is late." in html) == (
        True,
        False,
    )
    assert ('fill="#000000"' in html, 'fill="#f2f2f2"' in html) == (True, True)
    assert (">supports<" in html, "argmap-auto" in html) == (False, False)


def test_an_unknown_option_in_a_configuration_is_refused(tmp_path: Path) -> None:
    built = one_page(tmp_path, "Debates\n=======\n", "argmap_options = {'them': 'dark'}\n")
    assert built.code == 2
    assert "argmap_options: unknown option `them`: did you mean `theme`?" in "\n".join(built.log)
