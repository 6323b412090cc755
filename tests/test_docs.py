"""What the documents say is what the code does."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name

import pytest

from tests.conftest import ROOT
from tests.rooms import imports_of_rooms, picture_of_rooms
from tests.run import argmap

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
QUOTATIONS = (ROOT / "docs/quotations.md").read_text(encoding="utf-8")
TEACHING = (ROOT / "docs/teaching.md").read_text(encoding="utf-8")
LISTS = (ROOT / "docs/lists.md").read_text(encoding="utf-8")
SHELL = re.compile(r"```console\n\$ (argmap [^\n]*)\n(.*?)```", re.DOTALL)


def test_the_first_screen_has_the_two_commands_that_ci_runs() -> None:
    commands = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)[:2]
    script = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert len(commands) == 2
    assert set(commands) <= set(script)
    assert README.index(commands[1]) < 2500


@pytest.mark.parametrize(
    ("command", "shown"), SHELL.findall(README) + SHELL.findall(QUOTATIONS) + SHELL.findall(LISTS)
)
def test_documents_show_real_output(command: str, shown: str) -> None:
    """A line `...` in a document stands for any lines."""
    words, *_ = command.split(" | ")
    made = argmap(*shlex.split(words)[1:], cwd=ROOT).out
    assert re.search(pattern_of(shown), made), made


def pattern_of(shown: str) -> str:
    parts = [
        re.escape(part.strip("\n")) for part in re.split(r"^\.\.\.$", shown, flags=re.MULTILINE)
    ]
    return "(.|\n)*".join(parts)


def test_the_lessons_show_real_output(tmp_path: Path) -> None:
    """Their commands are run one after the other in a copy of the folder, with all that a terminal shows."""
    shutil.copytree(ROOT / "docs/class", tmp_path / "class")
    commands = SHELL.findall(TEACHING)
    assert len(commands) == TEACHING.count("$ argmap")
    for command, shown in commands:
        result = argmap(*shlex.split(command)[1:], cwd=tmp_path / "class")
        made = result.out + result.err
        assert re.fullmatch(pattern_of(shown), made.strip("\n")), made


def test_what_is_handed_in_on_moodle_is_the_maps_of_the_lessons() -> None:
    with zipfile.ZipFile(ROOT / "docs/class/submissions.zip") as archive:
        handed_in = {Path(name).name: archive.read(name).decode() for name in archive.namelist()}
    maps = (ROOT / "docs/class/maps").iterdir()
    assert handed_in == {path.name: path.read_text(encoding="utf-8") for path in maps}


def test_quotations_are_shown_on_a_map_that_stands_beside_them() -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", QUOTATIONS, re.DOTALL)
    assert shown == (ROOT / "docs/canteen.yaml").read_text(encoding="utf-8")


def test_the_first_picture_is_that_of_the_first_map(golden: Callable[[str, str], None]) -> None:
    first, *_ = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert first == (ROOT / "docs/school.yaml").read_text(encoding="utf-8")
    golden(
        "docs/school.svg",
        argmap("render", "docs/school.yaml", "-f", "svg", "-o", "-", cwd=ROOT).out,
    )


def test_the_rules_document_is_made_from_the_docstrings(golden: Callable[[str, str], None]) -> None:
    golden("docs/rules.md", argmap("rules", "-f", "markdown").out)


def test_the_picture_of_the_parts_is_made_from_the_code(
    golden_part: Callable[[str, str, str], None],
) -> None:
    golden_part("docs/architecture.md", "the parts", picture_of_rooms())


def rooms_in_order() -> list[str]:
    """Return the rooms as the contract on imports has them, from those that nothing needs to the model."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = [
        each for each in pyproject["tool"]["importlinter"]["contracts"] if each["type"] == "layers"
    ]
    return [room for layer in contract["layers"] for room in re.split(r" [:|] ", layer)]


def test_every_room_is_reported_in_the_order_of_the_contract() -> None:
    report: list[str] = []
    for row in re.findall(r"^\| ((?:`\w+/?`,? ?)+) \|", CONTRIBUTING, re.MULTILINE):
        report += re.findall(r"`(\w+)/?`", row)
    assert report == rooms_in_order()
    assert sorted(report) == sorted(imports_of_rooms())


def test_all_that_contributors_depend_on_has_its_job_reported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    table = CONTRIBUTING.partition("## Dependencies")[2]
    report = re.findall(r"^\| ([\w-]+) \|", table, re.MULTILINE)
    wanted = [*project["dependencies"], *project["optional-dependencies"]["office"]]
    needed = [re.split(r"[^\w-]", each)[0] for each in wanted]
    assert report[1:] == sorted(needed, key=str.lower)


CODE = re.compile(r"`([^`\n]+)`")
DOCUMENTS = {"CONTRIBUTING.md": CONTRIBUTING, "docs/architecture.md": ARCHITECTURE}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_and_function_that_a_document_names_is_there(document: str) -> None:
    prose = re.sub(r"^```.*?^```", "", DOCUMENTS[document], flags=re.MULTILINE | re.DOTALL)
    rooms = set(imports_of_rooms())
    for named in CODE.findall(prose):
        if re.fullmatch(r"[\w./-]*/[\w./-]*", named) and named.partition("/")[0] in {
            "argmap",
            "tests",
            "docs",
            *rooms,
        }:
            assert (ROOT / named).exists() or (ROOT / "argmap" / named).exists(), (
                f"{document} names {named}"
            )
        elif re.fullmatch(r"\w+(\.\w+)+", named) and named.partition(".")[0] in rooms:
            assert resolve_name(f"argmap.{named}"), f"{document} names {named}"


def test_the_list_of_the_page_about_lists_is_the_file() -> None:
    assert "```markdown\n" + (ROOT / "docs/phones.md").read_text(encoding="utf-8") + "```" in LISTS
