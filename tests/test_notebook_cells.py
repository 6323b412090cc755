"""Maps in the cells of a notebook, which is run by a kernel and exported to HTML."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

import pytest

import argmap
from argmap.api import Labels, LayoutName, ThemeName
from tests.browser import violations_of_axe
from tests.conftest import ROOT
from tests.tools import tool

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.tools

HOMEWORK = """\
Homework should be abolished.
- Children need time to play.
- But: Practice helps.
"""

CELLS = {
    "load": "%load_ext argmap",
    "named": f"%%argmap homework --verdicts\n{HOMEWORK}",
    "use": "len(homework.claims), homework.title",
    "second": f"%%argmap --theme=dark --outline --legend=false --labels label\n{HOMEWORK}",
    "broken": "%%argmap homework\nclaims:\n  a: {text: A., premises: [b]}\n\n  c: {txt: C.}\n",
    "is removed": "'homework' in globals()",
    "misspelt": f"%%argmap --verdict --side maybe\n{HOMEWORK}",
    "part": "%%argmap --side yes\nsides: {yes: Yes, no: No}\nclaims:\n"
    "  a: {text: It is so., side: yes}\n  b: {text: It is not., side: no, rebuttals: [a]}\n",
}

Outputs = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the notebook, once a kernel has run it."""
    tool("packages")
    import nbformat

    cells = [
        nbformat.v4.new_code_cell(source, id=f"c{n}") for n, source in enumerate(CELLS.values())
    ]
    file = tmp_path_factory.mktemp("notebook") / "debate.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), file)
    command = [
        sys.executable,
        "-m",
        "jupyter",
        "nbconvert",
        "--execute",
        "--inplace",
        "--to",
        "notebook",
        file.name,
    ]
    done = subprocess.run(
        command, cwd=file.parent, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "IPYTHONDIR": str(file.parent)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture(scope="module")
def outputs(notebook: Path) -> Outputs:
    """Return what each cell has shown."""
    import nbformat

    cells = nbformat.read(notebook, as_version=4).cells
    return {name: cell.outputs for name, cell in zip(CELLS, cells, strict=True)}


def exported(notebook: Path, theme: str) -> str:
    """Return the notebook as a page."""
    import nbconvert

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbconvert is not ours
        exporter = nbconvert.HTMLExporter(theme=theme)  # type: ignore[no-untyped-call]
        text, _ = exporter.from_filename(str(notebook))
    return text


def html_of(outputs: Outputs, name: str) -> str:
    (output,) = outputs[name]
    return cast(str, output["data"]["text/html"])


def text_of(outputs: Outputs, name: str) -> str:
    (output,) = outputs[name]
    return cast(str, output["data"]["text/plain"])


def test_a_cell_shows_its_map_and_stores_it(outputs: Outputs) -> None:
    html = html_of(outputs, "named")
    assert html.count("<svg ") == 1
    assert ">contested: neither stands nor falls<" in html
    assert text_of(outputs, "use") == "(3, 'Homework should be abolished.')"


def test_options_are_followed(outputs: Outputs) -> None:
    html = html_of(outputs, "second")
    assert "argmap-auto" not in html
    assert ">supports<" not in html
    assert "<bdi>Practice helps.</bdi>" in html  # in the outline
    assert ">It is not.<" not in html_of(outputs, "part")


def test_programs_without_pictures_have_the_outline(outputs: Outputs) -> None:
    assert text_of(outputs, "part") == "Yes\n===\n\n1.1 It is so. [unsupported]"


def test_what_is_wrong_is_shown_at_its_line_of_the_cell(outputs: Outputs) -> None:
    assert text_of(outputs, "broken") == (
        "cell:3:28: error[unknown-claim]: unknown claim `b`\n"
        "cell:5:7: error[unknown-key]: unknown key `txt` in a claim; did you mean `text`?"
    )
    assert "Line 5: unknown key <code>txt</code> in a claim" in html_of(outputs, "broken")
    assert text_of(outputs, "misspelt").splitlines() == [
        "cell:1:1: error[unknown-option]: unknown option `verdict`: did you mean `verdicts`?",
        "cell:1:1: error[wrong-option]: unknown side `maybe`; this map has no sides: name them under `sides`, or in a list by headings such as `## For` and `## Against`",
    ]


def test_a_map_with_errors_is_not_taken_for_an_older_one(outputs: Outputs) -> None:
    assert text_of(outputs, "is removed") == "False"


def test_all_ids_of_a_notebook_differ(notebook: Path) -> None:
    page = exported(notebook, "light")
    ids = re.findall(r' id="(argmap-[^"]+)"', page)
    assert len(ids) == len(set(ids)) > 10
    assert set(re.findall(r"url\(#(argmap-[^)]+)\)", page)) <= set(ids)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_exported_notebook_is_complete(
    theme: Literal["light", "dark"], notebook: Path, page: Page
) -> None:
    page.route("http*://**", lambda route: route.abort())
    file = notebook.with_name(f"{theme}.html")
    file.write_text(exported(notebook, theme), encoding="utf-8")
    page.goto(file.as_uri())
    assert page.locator("svg[role=img]").count() == 3
    assert page.locator(".argmap-error").count() == 2
    paper = page.locator("svg.argmap-auto > rect").first
    colors = {"light": "rgb(255, 255, 255)", "dark": "rgba(0, 0, 0, 0)"}
    assert paper.evaluate("each => getComputedStyle(each).fill") == colors[theme]
    assert violations_of_axe(page, ".argmap") == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('--side "yes', "cannot read the options: No closing quotation"),
        ("home-work", "`home-work` is neither an option, such as --verdicts, nor a name for the map"),
        ("one two", "`two` is neither an option"),
        ("class", "`class` is neither an option"),
    ],
)  # fmt: skip
def test_a_line_without_meaning_is_refused(line: str, message: str) -> None:
    from IPython.core.error import UsageError
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell(history_load_length=0)
    argmap.load_ipython_extension(shell)
    with pytest.raises(UsageError, match=re.escape(message)):
        shell.run_cell_magic("argmap", line, HOMEWORK)


def test_the_help_of_the_magic_lists_what_can_be_chosen() -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell(history_load_length=0)
    argmap.load_ipython_extension(shell)
    help = shell.magics_manager.magics["cell"]["argmap"].__doc__
    assert re.findall(r"--(\w+)=(\S+\|\S+)", help) == [
        ("labels", "|".join(get_args(Labels))),
        ("layout", "|".join(get_args(LayoutName))),
        ("theme", "|".join(get_args(ThemeName))),
    ]
