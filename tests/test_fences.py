"""Maps in the pages of websites and documents, each built by its own program."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from defusedxml.ElementTree import fromstring
from pypdf import PdfReader

from argmap import ArgmapError
from argmap.formats import OPTIONS, Fence
from argmap.integrations import html_of, log_lines, read_fence
from tests.browser import violations_of_axe
from tests.conftest import ROOT
from tests.tools import tool

if TYPE_CHECKING:
    from playwright.sync_api import Page

# --- one fence ---

SCHOOL = """\
title: Should school start later?
sides: {later: Later, now: Now}
claims:
  nine: {text: School should start at nine., side: later, premises: [sleep]}
  sleep: {text: Teenagers would sleep more., label: Sleep}
  eight: {text: School should start at eight., side: now, rebuttals: [nine]}
"""

FINDINGS: Mapping[str, tuple[str, dict[str, str], list[str]]] = {
    "nothing is wrong": (SCHOOL, {"side": "later", "verdicts": "", "outline": "only"}, []),
    "a list": ("Homework should be abolished.\n- Children need to play.\n", {}, []),
    "in the map": (
        "claims:\n  a:\n    text: A holds.\n    premisses: [b]\n",
        {},
        ["page.md:14:7: error[unknown-key]: unknown key `premisses` in a claim; did you mean `premises`?"],
    ),
    "in an option": (
        SCHOOL,
        {"sied": "later"},
        ["page.md:10:1: error[unknown-option]: unknown option `sied`: did you mean `side`?"],
    ),
    "in a value": (
        SCHOOL,
        {"labels": "ful", "side": "latter", "paper": "a44"},
        [
            "page.md:10:1: error[unknown-value]: unknown value of `labels` `ful`: did you mean `full`?",
            "page.md:10:1: error[wrong-option]: unknown side `latter`: did you mean `later`?",
        ],
    ),
    "a paper size": (
        SCHOOL,
        {"paper": "a44"},
        ["page.md:10:1: error[wrong-option]: unknown paper size `a44`: did you mean `a4`?"],
    ),
    "no value": (
        SCHOOL,
        {"side": ""},
        ["page.md:10:1: error[unknown-value]: the option `side` needs a value"],
    ),
    "a claim": (
        SCHOOL,
        {"focus": "slep"},
        ["page.md:10:1: error[wrong-option]: unknown claim `slep`: did you mean `sleep`?"],
    ),
    "depth alone": (
        SCHOOL,
        {"depth": "1"},
        ["page.md:10:1: error[wrong-option]: `depth` requires `focus`"],
    ),
    "depth in words": (
        SCHOOL,
        {"depth": "one", "focus": "nine"},
        ["page.md:10:1: error[wrong-option]: the option `depth` must be a number, not `one`"],
    ),
    "nothing there": (
        "",
        {},
        ["page.md:10:1: error[no-map]: this fence is empty; write a map in it"],
    ),
    "another file": (
        "include: more.yaml\nclaims: {}\n",
        {},
        [
            "page.md:11:12: error[cannot-read]: more.yaml: no such file",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FINDINGS)
def test_findings_have_their_places_in_the_page(case: str) -> None:
    text, options, expected = FINDINGS[case]
    fenced = read_fence(Fence(text, options, "page.md", line=10, column=3))
    assert log_lines(fenced) == expected
    assert ("argmap-error" in html_of(fenced)) == bool(expected)


@pytest.mark.parametrize("name", ["nine", "1.1", ":4", "start at nine"])
def test_a_focus_takes_every_name_of_a_claim(name: str) -> None:
    fenced = read_fence(Fence(SCHOOL, {"focus": name}, "page.md", text_line=1))
    assert log_lines(fenced) == []
    assert list(fenced.whole.claims) == ["nine", "sleep"]


def test_a_map_reads_no_file_outside_the_folder_of_its_page(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("claims: {a: {text: A secret.}}\n")
    folder = tmp_path / "docs"
    folder.mkdir()
    fenced = read_fence(Fence("include: ../secret.yaml\n", {}, "docs/page.md"), folder=folder)
    assert log_lines(fenced) == [
        "docs/page.md:2:10: error[outside-folder]: `../secret.yaml` is outside the folder that contains docs/page.md; move"
        " the file into that folder or one of its subfolders"
    ]
    assert "A secret." not in html_of(fenced)


def test_a_wide_picture_fits_on_paper(page: Page) -> None:
    text = (ROOT / "arguments.yaml").read_text(encoding="utf-8")
    page.set_viewport_size({"width": 600, "height": 800})
    page.set_content(html_of(read_fence(Fence(text, {}, "page.md"))))
    hidden = "figure => figure.scrollWidth - figure.clientWidth"
    assert page.locator("figure").evaluate(hidden) > 0
    page.emulate_media(media="print")
    assert page.locator("figure").evaluate(hidden) == 0


def test_no_text_of_a_map_becomes_markup() -> None:
    text = 'title: <script>1</script>\nclaims: {a: {text: "</svg><script>2</script> \\e[31m"}}\n'
    for option in ("true", "only"):
        html = html_of(read_fence(Fence(text, {"outline": option}, "page.md")))
        assert "&lt;script&gt;2" in html
        assert "<script" not in html
    html = html_of(read_fence(Fence(f"{text}  <script>: 3", {"<script>": ""}, "<script>")))
    assert "argmap-error" in html
    assert "<script" not in html


def test_the_guide_names_each_option() -> None:
    guide = (ROOT / "docs/guides/websites.md").read_text(encoding="utf-8")
    table = guide.partition("## Options")[2].partition("##")[0]
    assert re.findall(r"^\| `(\w+)", table, flags=re.MULTILINE) == list(OPTIONS)


# --- MkDocs and Zensical ---

PAGE = f"""\
---
title: Homework
---
# Homework

See [the claim](#play-claim-children-need-time-to-play).

```argmap side="later" verdicts
{SCHOOL}```

- In a list:

    ``` {{.argmap #play verdicts labels="full"}}
    Homework should be abolished.
    - Children need time to play.
    ```

> In a quote:
>
> ~~~~argmap outline
> include: parts/phones.yaml
> ~~~~

````markdown
```argmap
An example: [
```
````

    ```argmap
    Indented code: [
    ```
"""

ERRORS = """\
# What is wrong

```argmap
claims:
  a: {text: A holds., premises: [plain]}
```

1. In a list:

    - deeper:

        ```argmap
        claims:
          a: {text: A holds., premises: [deep]}
        ```

> ~~~argmap
> claims:
>   a:
>     text: A holds.
>
>     premises: [quoted]
> ~~~

=== "In a tab"

    ```` argmap verdits
    claims:
      a: {text: A holds., premises: [tab]}
    ````

```argmap side=later
claims: {}
```

``` argmap
- The end of the fence above opens another one, which ends here.
```

~~~argmap
~~~

~~~argmap
- This fence is not closed.
"""

ERRORS_IN_LOG = [
    "docs/wrong/errors.md:5:34: error[unknown-claim]: unknown claim `plain`",
    "docs/wrong/errors.md:14:42: error[unknown-claim]: unknown claim `deep`",
    "docs/wrong/errors.md:22:18: error[unknown-claim]: unknown claim `quoted`",
    "docs/wrong/errors.md:27:1: error[unknown-option]: unknown option `verdits`: did you mean `verdicts`?",
    "docs/wrong/errors.md:29:38: error[unknown-claim]: unknown claim `tab`",
    "docs/wrong/errors.md:33:9: error[no-claims]: this map has no claims; to create a map to start from, run `argmap new`",
    "docs/wrong/errors.md:40:1: error[no-map]: this fence is empty; write a map in it",
]  # fmt: skip

IN_PAGE = [
    "This argument map has 1 error|Line 5: unknown claim|plain|claims:\n  a: {text: A holds., premises: [plain]}",
    "This argument map has 1 error|Line 14: unknown claim|deep|claims:\n  a: {text: A holds., premises: [deep]}",
    "This argument map has 1 error|Line 22: unknown claim|quoted|"
    "claims:\n  a:\n    text: A holds.\n\n    premises: [quoted]",
    "This argument map has 2 errors|Line 27: unknown option|verdits|: did you mean|verdicts|?|"
    "Line 29: unknown claim|tab|claims:\n  a: {text: A holds., premises: [tab]}",
    "This argument map has 1 error|Line 33: this map has no claims; to create a map to start from, run|argmap new|"
    "claims: {}",
    "This argument map has 1 error|Line 40: this fence is empty; write a map in it",
]  # fmt: skip

CONFIGURATION = """
site_name: Fences
use_directory_urls: false
theme: {{name: material, palette: [{{scheme: default}}, {{scheme: slate}}]}}
markdown_extensions:
  - pymdownx.tabbed: {{alternate_style: true}}
  - argmap.integrations.mkdocs: {settings}
"""


PHONES = "claims: {phones: {text: Phones should be banned., premises: [They distract.]}}\n"

SITE = {"index.md": PAGE, "wrong/errors.md": ERRORS, "parts/phones.yaml": PHONES}


class Built(NamedTuple):
    """What a program has made of a folder: where it is, what it printed, and how it ended."""

    folder: Path
    log: str
    code: int

    @property
    def findings(self) -> list[str]:
        """What the log says about maps, from the name of the page to the end of the line."""
        return re.findall(r"[\w./]+:\d+:\d+: error.*", self.log)

    def page(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


def run(*command: str, cwd: Path, path: str = "") -> tuple[str, int]:
    """Run a program with argmap at hand; return what it printed, and its exit code."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    environment["PATH"] = os.pathsep.join(filter(None, [path, os.environ["PATH"]]))
    result = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    return result.stdout + result.stderr, result.returncode


def build(
    program: str, folder: Path, pages: Mapping[str, str], *options: str, settings: str
) -> Built:
    """Build a site of these pages with MkDocs or Zensical."""
    tool("packages")
    (folder / "mkdocs.yml").write_text(CONFIGURATION.format(settings=settings), encoding="utf-8")
    for name, text in pages.items():
        page = folder / "docs" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    log, code = run(sys.executable, "-m", program, "build", *options, cwd=folder)
    return Built(folder / "site", log, code)


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site, built by each of the programs."""
    return build(request.param, tmp_path_factory.mktemp("site"), SITE, settings="{legend: false}")


def maps_in(html: str) -> list[tuple[str, list[str], list[str]]]:
    """Return the maps in a page: the id of each, the names of its pictures, and the ids of its claims."""
    maps: list[tuple[str, list[str], list[str]]] = []
    for part in re.split(r'(?=<div class="argmap\b)', html)[1:]:
        names = re.findall(r"<svg.*?<title>(.*?)</title>", part)
        claims = re.findall(r'<g id="([^"]*)" class="claim', part)
        maps.append((part.split('id="')[1].split('"')[0], names, claims))
    return maps


@pytest.mark.tools
def test_a_site_shows_the_maps_of_its_pages(site: Built) -> None:
    html = site.page("index.html")
    assert maps_in(html) == [
        (
            "argmap-1",
            ["Should school start later?"],
            ["argmap-1-claim-nine", "argmap-1-claim-sleep"],
        ),
        (
            "play",
            ["Homework should be abolished."],
            [
                "play-claim-homework-should-be-abolished",
                "play-claim-children-need-time-to-play",
            ],
        ),
        ("argmap-3", ["Argument map"], ["argmap-3-claim-phones", "argmap-3-claim-they-distract"]),
    ]
    ids = re.findall(r' id="([^"]*)"', html.partition("<article")[2].partition("</article")[0])
    assert sorted(ids) == sorted(set(ids))
    # A link leads to a claim.
    assert "anchor" not in site.log
    # What is shown as an example stays as it is.
    assert "An example: [" in html
    assert "Indented code: [" in html


@pytest.mark.tools
def test_errors_are_in_the_log_and_in_the_page_and_the_site_is_built(site: Built) -> None:
    assert site.findings == ERRORS_IN_LOG
    assert site.code == 0
    html = site.page("wrong/errors.html")
    boxes = re.findall(r'<div class="argmap argmap-error.*?</div>', html, flags=re.DOTALL)
    assert [re.sub(r"(\s*<[^>]*>\s*)+", "|", box).strip("|") for box in boxes] == IN_PAGE


def test_axe_finds_nothing_in_the_maps_of_a_site(site: Built, page: Page) -> None:
    for name in ("index.html", "wrong/errors.html"):
        page.goto((site.folder / name).as_uri())
        assert page.locator(".argmap").count() == len(maps_in(site.page(name)))
        assert violations_of_axe(page, ".argmap") == []


def test_pictures_are_dark_where_the_reader_chooses_a_dark_site(site: Built, page: Page) -> None:
    page.goto((site.folder / "index.html").as_uri())
    papers = []
    for scheme in ("default", "slate"):
        page.evaluate(
            "scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme
        )
        paper = page.locator(".argmap svg > rect").first
        papers.append(paper.evaluate("rect => getComputedStyle(rect).fill"))
    assert papers == ["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"]


@pytest.mark.tools
@pytest.mark.parametrize(
    ("program", "options", "settings"),
    [("mkdocs", ["--strict"], "{}"), ("zensical", [], "{strict: true}")],
)
def test_a_build_fails_if_that_is_asked_for(
    program: str, options: list[str], settings: str, tmp_path: Path
) -> None:
    pages = {"index.md": "# Page\n\n```argmap\nclaims:\n  a: {text: A., premises: [b]}\n```\n"}
    built = build(program, tmp_path, pages, *options, settings=settings)
    assert built.findings[0] == "docs/index.md:5:28: error[unknown-claim]: unknown claim `b`"
    assert built.code == 1


@pytest.mark.tools
def test_an_unknown_setting_names_the_nearest_one() -> None:
    tool("packages")
    import markdown

    with pytest.raises(ArgmapError) as problem:
        markdown.Markdown(
            extensions=["argmap.integrations.mkdocs"],
            extension_configs={"argmap.integrations.mkdocs": {"teme": "print"}},
        )
    assert str(problem.value) == "unknown option `teme`: did you mean `theme`?"


# --- Pandoc ---

DOCUMENT = f"""\
---
title: Homework
argmap-labels: label
---

# Homework

``` {{.argmap .verdicts side="later"}}
{SCHOOL}```

- In a list:

  ```argmap
  Homework should be abolished.
  - Children need time to play.
  ```

> ~~~ {{.argmap .verdict}}
> claims:
>   a: {{text: A holds., premises: [quoted]}}
> ~~~

```argmap side=later
claims: {{}}
```

```` markdown
```argmap side=later
claims: {{}}
```
````
"""

DOCUMENT_IN_LOG = [
    "pages/page.md:24:1: error[unknown-option]: unknown option `verdict`: did you mean `verdicts`?",
    "pages/page.md:26:36: error[unknown-claim]: unknown claim `quoted`",
    "pages/page.md:29:1: error[unread-fence]: this fence is not recognized; write its options as in"
    ' ``` {.argmap .verdicts side="…"}, and close the fence',
]

AS_TEXT = """\
Homework

    Should school start later?

    Later
    =====

    1.1 School should start at nine. [stands, asserted]
      1.1.1 Teenagers would sleep more. [stands, asserted; unsupported]

-   In a list:

        Homework should be abolished.

        1 Homework should be abolished.
          1.1 Children need time to play. [unsupported]

  This argument map has 2 errors

  -   Line 24: unknown option verdict: did you mean verdicts?
  -   Line 26: unknown claim quoted

      claims:
        a: {text: A holds., premises: [quoted]}

argmap side=later claims: {}

    ```argmap side=later
    claims: {}
    ```
"""

SEEN = (
    "Should school start later? Later 1.1 School should start at nine. [stands, asserted]"
    " 1.1.1 Teenagers would sleep more. [stands, asserted; unsupported]"
)
"""What a document says to those who do not see its first picture."""


def convert(folder: Path, ending: str, *options: str, text: str = DOCUMENT) -> Built:
    """Convert a page with Pandoc."""
    # As pip installs it.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, function = project["scripts"]["argmap-pandoc"].partition(":")
    script = folder / "bin" / "argmap-pandoc"
    script.parent.mkdir()
    script.write_text(f"#!{sys.executable}\nfrom {module} import {function}\n{function}()\n")
    script.chmod(0o755)
    page = folder / "pages" / "page.md"
    page.parent.mkdir()
    page.write_text(text, encoding="utf-8")
    command = ["pandoc", "--filter", "argmap-pandoc", "pages/page.md", "-s", "-o", f"page.{ending}"]
    log, code = run(*command, *options, cwd=folder, path=str(script.parent))
    return Built(folder, log, code)


def test_pandoc_puts_pictures_into_a_web_page(tmp_path: Path, page: Page) -> None:
    built = convert(tmp_path, "html")
    assert (built.findings, built.code) == (DOCUMENT_IN_LOG, 0)
    assert maps_in(built.page("page.html")) == [
        (
            "argmap-1",
            ["Should school start later?"],
            ["argmap-1-claim-nine", "argmap-1-claim-sleep"],
        ),
        (
            "argmap-2",
            ["Homework should be abolished."],
            [
                "argmap-2-claim-homework-should-be-abolished",
                "argmap-2-claim-children-need-time-to-play",
            ],
        ),
    ]
    page.goto((tmp_path / "page.html").as_uri())
    assert violations_of_axe(page, ".argmap") == []


@pytest.mark.tools
def test_pandoc_puts_pictures_with_their_words_into_a_document(tmp_path: Path) -> None:
    built = convert(tmp_path, "docx")
    assert (built.findings, built.code) == (DOCUMENT_IN_LOG, 0)
    with zipfile.ZipFile(tmp_path / "page.docx") as document:
        pictures = [name for name in document.namelist() if name.startswith("word/media/")]
        assert [document.read(name)[:4] for name in pictures] == [b"\x89PNG", b"\x89PNG"]
        words = re.findall(
            r'<wp:docPr descr="([^"]*)"', document.read("word/document.xml").decode()
        )
    assert words[0].strip() == SEEN


@pytest.mark.tools
def test_pandoc_puts_pictures_into_a_book(tmp_path: Path) -> None:
    built = convert(tmp_path, "epub")
    assert (built.findings, built.code) == (DOCUMENT_IN_LOG, 0)
    with zipfile.ZipFile(tmp_path / "page.epub") as book:
        chapter = fromstring(book.read("EPUB/text/ch001.xhtml"))
        contents = book.read("EPUB/content.opf").decode()
    svg = "{http://www.w3.org/2000/svg}"
    titles = [picture.findtext(f"{svg}title") for picture in chapter.iter(f"{svg}svg")]
    assert titles == ["Should school start later?", "Homework should be abolished."]
    assert 'href="text/ch001.xhtml" media-type="application/xhtml+xml" properties="svg"' in contents


@pytest.mark.tools
def test_pandoc_puts_pictures_into_a_pdf(tmp_path: Path) -> None:
    tool("pdflatex")
    built = convert(tmp_path, "pdf")
    assert (built.findings, built.code) == (DOCUMENT_IN_LOG, 0)
    text = " ".join(PdfReader(tmp_path / "page.pdf").pages[0].extract_text().split())
    assert "School should start at nine." in text
    # Its label, which the settings of the document ask for.
    assert "Sleep" in text
    assert "Teenagers would sleep more." not in text


@pytest.mark.tools
def test_pandoc_writes_outlines_into_text(tmp_path: Path) -> None:
    built = convert(tmp_path, "txt", "-t", "plain", "--template", "default.plain")
    assert (built.findings, built.code) == (DOCUMENT_IN_LOG, 0)
    assert built.page("page.txt").endswith(AS_TEXT)


@pytest.mark.tools
def test_pandoc_leaves_fences_in_markdown_alone(tmp_path: Path) -> None:
    built = convert(tmp_path, "md", "-t", "gfm")
    assert (built.log, built.code) == ("", 0)
    assert "``` argmap" in built.page("page.md")


@pytest.mark.tools
def test_pandoc_fails_if_that_is_asked_for(tmp_path: Path) -> None:
    built = convert(tmp_path, "txt", "-t", "plain", "-M", "argmap-strict=true")
    assert built.findings == DOCUMENT_IN_LOG
    assert built.code == 83
    assert not (tmp_path / "page.txt").exists()


def test_the_filter_explains_itself(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "argmap.integrations.pandoc"],
        input="no document", cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        "argmap-pandoc is a filter for Pandoc:\n"
        "  pandoc --filter argmap-pandoc page.md -o page.html\n"
    )
