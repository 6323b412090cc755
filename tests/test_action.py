"""`action.yml` checks a project's maps in a workflow on GitHub. Here its scripts are run."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.composite_action import Run, run_action
from tests.conftest import ROOT

pytestmark = pytest.mark.tools

WEAK = "claims:\n  nine: {text: School should start at nine., premises: [sleep]}\n  sleep: Sleep helps learning.\n"
FINDING = (
    "::warning file={file},line=3,endLine=3,col=3,endColumn=7,title=unsupported-claim::`sleep` (Sleep helps learning.)"
    " is unsupported%0Aadd `premises` or `evidence`, or mark the claim `common_ground: true` if every side accepts it\n"
)
ONE_RULE = "--select\nunsupported-claim\n"
BROKEN = "claims:\n  nine: {text: School should start at nine., premises: [sleep]}\n"

Act = Callable[..., Run]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "maps/deep").mkdir(parents=True)
    return folder


@pytest.fixture
def act(project: Path, tmp_path: Path) -> Act:
    """Run the action in the project, with argmap as it is here."""
    temporary = tmp_path / "temporary files"
    temporary.mkdir()
    (temporary / "argmap").symlink_to(ROOT)

    def run(**inputs: str) -> Run:
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        return run_action(ROOT, project, temporary, given)

    return run


def test_findings_are_shown_next_to_lines_in_a_summary_for_code_scanning_and_as_a_picture(
    act: Act, project: Path
) -> None:
    (project / "arguments.yaml").write_text(WEAK)
    code, log, messages, outputs, summary, pictures = act(options=ONE_RULE)
    assert (code, log, messages) == (1, FINDING.format(file="arguments.yaml"), "")
    assert re.fullmatch(r"(    .*\n)+", summary)
    assert "    unsupported-claim: 1 warning. A claim without support.\n" in summary
    (run,) = json.loads(Path(outputs["sarif"]).read_text(encoding="utf-8"))["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["unsupported-claim"]
    assert list(pictures) == ["arguments.yaml.svg"]
    assert pictures["arguments.yaml.svg"].read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(("text", "code"), [(WEAK, 0), (BROKEN, 2)])
def test_the_exit_code_is_that_of_the_check(act: Act, project: Path, text: str, code: int) -> None:
    (project / "arguments.yaml").write_text(text)
    run = act(fail_on="error", pictures="")
    assert (run.code, run.pictures, run.messages) == (code, {}, "")


def test_patterns_may_have_spaces_and_stars(act: Act, project: Path) -> None:
    for name in ("a map.yaml", "b.yaml", "deep/c.yaml"):
        (project / "maps" / name).write_text(WEAK)
    run = act(files="maps/a map.yaml\n\nmaps/**/c*\n", options=ONE_RULE, pictures="png")
    files = ("maps/a map.yaml", "maps/deep/c.yaml")
    assert run.log == "".join(FINDING.format(file=file) for file in files)
    assert list(run.pictures) == ["maps-a map.yaml.png", "maps-deep-c.yaml.png"]


def test_a_pattern_without_a_map_is_an_error(act: Act) -> None:
    run = act(files="map/*.yaml", pictures="")
    assert (run.code, run.log) == (2, "::error title=cannot-read::map/*.yaml: no such file\n")


def test_nothing_that_a_pull_request_names_is_run_or_is_an_option(act: Act, project: Path) -> None:
    names = (
        "$(touch hacked)`touch hacked`.yaml",
        "; touch hacked;.yaml",
        "--write-baseline=hacked.yaml",
    )
    for name in names:
        (project / name).write_text(WEAK)
    # A folder that a map's author adds is not where argmap is imported from.
    for module in ("argmap/__init__.py", "argmap/__main__.py", "typer.py", "json.py"):
        (project / module).parent.mkdir(exist_ok=True)
        (project / module).write_text("open('hacked', 'w')\n")
    before = sorted(path.name for path in project.iterdir())
    run = act(
        files="*.yaml", fail_on="$(touch hacked)", options="--ignore\n$(touch hacked)", pictures=""
    )
    assert (run.code, run.log) == (2, "")
    assert run.messages.startswith("argmap: unknown severity `$(touch hacked)`; choose from ")
    run = act(files="*.yaml", options=ONE_RULE)
    assert run.log.count("::warning file=") == len(names)
    assert len(run.pictures) == len(names)
    assert sorted(path.name for path in project.iterdir()) == before


def test_the_text_of_a_map_is_no_command_and_no_markdown(act: Act, project: Path) -> None:
    text = '"School.\\n::error::x\\n```\\n# Heading <img src=x>"'
    (project / "arguments.yaml").write_text(f"claims: {{nine: {text}, ten: {text}}}\n")
    run = act(options=ONE_RULE)
    assert not re.search("^::error::", run.log, re.MULTILINE)
    assert all(line.startswith("    ") for line in run.summary.splitlines())


def test_inputs_are_never_part_of_a_script() -> None:
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    scripts = [step["run"] for step in steps if "run" in step]
    assert len(scripts) == 2
    assert not [script for script in scripts if "${{" in script]
