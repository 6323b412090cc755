"""Runs `action.yml` as GitHub does, but here: its scripts with bash, in a project's folder.

`python -m tests.composite_action PROJECT PYTHON` runs what a workflow of that project uses, with the Python that the
action would set up: `.ci/run` does so with the workflow of docs/guides/ci.md.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

EXPRESSION = re.compile(r"\$\{\{ (.*?) \}\}")


class Run(NamedTuple):
    """What came of an action: the exit code and the output of its last script, and the files that it wrote."""

    code: int
    log: str
    messages: str
    outputs: Mapping[str, str]
    summary: str
    pictures: Mapping[str, Path]


def run_action(
    action: Path, project: Path, temporary: Path, inputs: Mapping[str, str], python: str = sys.executable
) -> Run:  # fmt: skip
    """Run the scripts of an action until one fails. What is installed already is not installed again."""
    about = yaml.safe_load((action / "action.yml").read_text(encoding="utf-8"))
    values = {"steps.python.outputs.python-path": python}
    assert inputs.keys() <= about["inputs"].keys()
    for name, described in about["inputs"].items():
        values[f"inputs.{name}"] = inputs.get(name, described["default"])
    output, summary = temporary / "output", temporary / "summary"
    output.touch()
    summary.touch()
    variables = {
        "GITHUB_ACTION_PATH": action, "GITHUB_OUTPUT": output, "GITHUB_STEP_SUMMARY": summary, "RUNNER_TEMP": temporary,
    }  # fmt: skip
    is_installed = (temporary / "argmap").exists()
    done = subprocess.CompletedProcess[str]([], 0, "", "")
    for step in about["runs"]["steps"]:
        if "run" not in step or (is_installed and step["name"] == "Install argmap"):
            continue
        environment = {name: str(path) for name, path in variables.items()}
        for name, text in step["env"].items():
            environment[name] = EXPRESSION.sub(lambda match: values[match[1]], text)
        done = _run_script(step["run"], project, environment)
        if done.returncode:
            break
    return Run(
        done.returncode,
        done.stdout,
        done.stderr,
        dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines()),
        summary.read_text(encoding="utf-8"),
        {path.name: path for path in sorted(temporary.glob("argmap-pictures/*"))},
    )


def _run_script(
    script: str, folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a script as GitHub does with `shell: bash`."""
    with tempfile.NamedTemporaryFile("w", suffix=".sh", encoding="utf-8") as file:
        file.write(script)
        file.flush()
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", file.name],  # noqa: S607
            cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
        )  # fmt: skip


def main(project: Path, python: str) -> int:
    """Run the actions of its own that a project's workflow uses, print what they print, and return the exit code."""
    workflow = yaml.safe_load(
        (project / ".github/workflows/arguments.yml").read_text(encoding="utf-8")
    )
    code = 0
    for step in workflow["jobs"]["argmap"]["steps"]:
        used: str = step["uses"]
        if not used.startswith("./"):
            continue
        inputs: dict[str, Any] = step.get("with", {})
        with tempfile.TemporaryDirectory() as temporary:
            run = run_action(project / used, project, Path(temporary), inputs, python)
            print(run.log, run.messages, run.summary, *run.pictures, sep="\n")
            code = code or run.code
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
