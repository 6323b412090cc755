"""What the documents say is what the code does."""

from __future__ import annotations

import re
import shlex
import shutil
import textwrap
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name
from textwrap import dedent

import pytest

from tests.conftest import ROOT
from tests.rooms import imports_of_rooms, picture_of_rooms
from tests.run import argmap
from tests.tree import files

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/background/architecture.md").read_text(encoding="utf-8")
LISTS = (ROOT / "docs/reference/lists.md").read_text(encoding="utf-8")
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in files("README.md", "docs/**/*.md")
    if path.name != "phones.md"
}
CONSOLE = re.compile(r"^( *)```console\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (argmap [^\n]*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
"""A command in a `console` block, and the lines that it prints."""


def test_the_readme_is_short_and_has_the_two_commands_that_ci_runs() -> None:
    assert len(README.encode()) <= 8_000
    assert README.count("\n") <= 130
    commands = [
        each for each in re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL) if ".venv" in each
    ]
    assert len(commands) == 2
    # This script takes them out of the README: see `tests/test_bare.py`.
    first, *_ = re.findall(r"^bash .*", (ROOT / ".ci/run").read_text("utf-8"), re.MULTILINE)
    assert first == 'bash "$here/.ci/bare"'


def test_every_command_of_the_readme_runs_in_an_empty_folder(tmp_path: Path) -> None:
    in_blocks = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL))
    commands = re.findall(r"^argmap .*$", in_blocks, re.MULTILINE)
    commands += re.findall(r"`(argmap [^`]*)`", README)
    assert len(commands) >= 8
    for command in commands:
        result = argmap(*shlex.split(command, comments=True)[1:], cwd=tmp_path)
        assert result.code == 0, (command, result)


def test_the_list_of_the_readme_is_what_new_writes_and_the_picture_shows(
    golden: Callable[[str, str], None], tmp_path: Path
) -> None:
    argmap("new", "school.md", cwd=tmp_path)
    text = (tmp_path / "school.md").read_text(encoding="utf-8")
    for page in ("README.md", "docs/getting-started.md"):
        assert f"```markdown\n{text}```" in PAGES[page]
    drawn = argmap("render", "school.md", "-f", "svg", "-o", "-", cwd=tmp_path).out
    golden("docs/pictures/school.svg", drawn)


@pytest.mark.parametrize(
    ("page", "command"),
    [
        ("docs/getting-started.md", "check"),
        ("docs/getting-started.md", "evaluate"),
    ],
)
def test_pages_show_what_commands_print_of_the_first_list(
    page: str, command: str, golden_part: Callable[[str, str, str], None], tmp_path: Path
) -> None:
    argmap("new", "school.md", cwd=tmp_path)
    printed = argmap(command, "school.md", cwd=tmp_path).out
    golden_part(page, command, f"```console\n$ argmap {command} school.md\n{printed}```\n")


@pytest.mark.parametrize("page", [page for page in PAGES if "```console" in PAGES[page]])
def test_pages_show_real_output(page: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """The commands of a page are run one after the other; a line `...` stands for any lines.

    They find the treaty debate, the first list, the page itself for the maps in it, and the files
    beside the documentation.
    """
    shutil.copytree(ROOT / "docs/class", tmp_path, dirs_exist_ok=True)
    for path in [ROOT / "arguments.yaml", ROOT / page, *files("docs/*.*")]:
        shutil.copy(path, tmp_path)
    argmap("new", "school.md", cwd=tmp_path)

    def renewed(command: re.Match[str]) -> str:
        result = argmap(*shlex.split(command[1])[1:], cwd=tmp_path)
        # A page may leave out the messages.
        for printed in (result.out, result.out + result.err):
            if re.fullmatch(pattern_of(command[2]), printed.strip("\n")):
                return command[0]
        return f"$ {command[1]}\n{result.out}{result.err}"

    text = PAGES[page]
    blocks = CONSOLE.findall(text)
    assert blocks
    for indent, block in blocks:
        shown = dedent(block)
        assert len(COMMAND.findall(shown)) == block.count("$ argmap")
        made = COMMAND.sub(renewed, shown)
        if pytestconfig.getoption("--renew"):
            text = text.replace(block, textwrap.indent(made, indent))
        else:
            assert shown == made
    if pytestconfig.getoption("--renew"):
        (ROOT / page).write_text(text, encoding="utf-8")


def pattern_of(shown: str) -> str:
    parts = [
        re.escape(part.strip("\n"))
        for part in re.split(r"^\.\.\.$", shown.strip("\n"), flags=re.MULTILINE)
    ]
    return "(.|\n)*".join(parts)


LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES)
def test_links_of_a_page_lead_somewhere(page: str) -> None:
    here = (ROOT / page).parent
    targets = [each for each in LINK.findall(PAGES[page]) if not each.startswith("https:")]
    assert [target for target in targets if not (here / target).exists()] == []


LONG = {
    "docs/reference/" + name for name in ("rules.md", "schemes.md", "command-line.md", "python.md")
}
"""References, which may be longer than 12 kB."""


def test_pages_are_short() -> None:
    sizes = {page: len(text.encode()) for page, text in PAGES.items() if page not in LONG}
    long = {page: size for page, size in sizes.items() if size > 12_000}
    assert long == {}, "shorten these pages to 12,000 bytes, or divide them"


def test_every_page_is_in_the_index() -> None:
    index = PAGES["docs/README.md"]
    pages = {page.removeprefix("docs/") for page in PAGES if page.startswith("docs/")}
    assert pages - {"README.md"} == set(LINK.findall(index))


def test_what_is_handed_in_on_moodle_is_the_maps_of_the_lessons() -> None:
    with zipfile.ZipFile(ROOT / "docs/class/submissions.zip") as archive:
        handed_in = {Path(name).name: archive.read(name).decode() for name in archive.namelist()}
    maps = files("docs/class/maps/*")
    assert handed_in == {path.name: path.read_text(encoding="utf-8") for path in maps}


def test_the_picture_of_the_parts_is_made_from_the_code(
    golden_part: Callable[[str, str, str], None],
) -> None:
    golden_part("docs/background/architecture.md", "the parts", picture_of_rooms())


def rooms_in_order() -> list[str]:
    """Return the rooms as the contract on imports has them, from those that nothing needs to the model."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = [
        each for each in pyproject["tool"]["importlinter"]["contracts"] if each["type"] == "layers"
    ]
    return [room for layer in contract["layers"] for room in re.split(r" [:|] ", layer)]


def test_every_room_is_reported_in_the_order_of_the_contract() -> None:
    report: list[str] = []
    _, _, packages = CONTRIBUTING.partition("## The packages\n")
    table, _, _ = packages.partition("\n## ")
    for row in re.findall(r"^\| ((?:`\w+/?`,? ?)+) \|", table, re.MULTILINE):
        report += re.findall(r"`(\w+)/?`", row)
    assert report == rooms_in_order()
    assert sorted(report) == sorted(imports_of_rooms())


def test_all_that_contributors_depend_on_has_its_job_reported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    table = CONTRIBUTING.partition("## Dependencies")[2]
    report = re.findall(r"^\| ([\w-]+) \|", table, re.MULTILINE)
    extras = project["optional-dependencies"]
    named = ("graphviz", "lsp", "mcp", "office")
    wanted = [*project["dependencies"], *(each for extra in named for each in extras[extra])]
    needed = [re.split(r"[^\w-]", each)[0] for each in wanted]
    assert report[1:] == sorted(needed, key=str.lower)


CODE = re.compile(r"`([^`\n]+)`")
DOCUMENTS = {"CONTRIBUTING.md": CONTRIBUTING, "docs/background/architecture.md": ARCHITECTURE}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_and_function_that_a_document_names_is_there(document: str) -> None:
    prose = re.sub(r"^```.*?^```", "", DOCUMENTS[document], flags=re.MULTILINE | re.DOTALL)
    rooms = set(imports_of_rooms())
    checked = 0
    for named in CODE.findall(prose):
        if re.fullmatch(r"[\w./-]*/[\w./-]*", named) and named.partition("/")[0] in {
            "argmap",
            "tests",
            "docs",
            *rooms,
        }:
            checked += 1
            assert (ROOT / named).exists() or (ROOT / "argmap" / named).exists(), (
                f"{document} names {named}"
            )
        elif re.fullmatch(r"\w+(\.\w+)+", named) and named.partition(".")[0] in rooms:
            checked += 1
            assert resolve_name(f"argmap.{named}"), f"{document} names {named}"
    assert checked >= 10


def test_the_list_of_the_page_about_lists_is_the_file() -> None:
    assert "```markdown\n" + (ROOT / "docs/phones.md").read_text(encoding="utf-8") + "```" in LISTS
