"""What stands in several files of the project is the same in each."""

from __future__ import annotations

import re
import tomllib

import yaml

from tests.conftest import ROOT
from tests.tree import files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_citation_is_that_of_the_newest_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+)(?: \((\d{4}-\d\d-\d\d)\))?$", changes, re.MULTILINE)
    assert newest is not None, (
        "a version in CHANGELOG.md is headed `## 1.2.3`, or `## 1.2.3 (2026-02-01)` once it is out"
    )
    assert citation["version"] == PROJECT["version"] == newest[1]
    assert str(citation.get("date-released", "")) == (newest[2] or "")


def test_authors_license_and_address_of_the_citation_are_those_of_the_project() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    license = (ROOT / "LICENSE").read_text(encoding="utf-8")
    (authors,) = citation["authors"]
    assert f" {authors['name']}\n" in license
    assert license.startswith(f"{citation['license']} License\n")
    # The package contains a font, too, which has a license of its own.
    assert PROJECT["license"] == f"{citation['license']} AND OFL-1.1"
    assert citation.get("repository-code") == PROJECT.get("urls", {}).get("Repository")


def test_the_tests_run_on_every_python_that_the_package_is_for() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text(encoding="utf-8"))
    tested = workflow["jobs"]["tests"]["strategy"]["matrix"]["python"]
    prefix = "Programming Language :: Python :: "
    promised = [
        each.removeprefix(prefix) for each in PROJECT["classifiers"] if each.startswith(prefix)
    ]
    assert tested == promised
    assert PROJECT["requires-python"] == f">={tested[0]}"


def test_actions_of_others_are_pinned_to_a_commit_beside_its_version() -> None:
    """A tag or a branch can be moved to other code; a commit can't."""
    pinned = re.compile(r"[\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    for file in files("action.yml", ".github/workflows/*.yml"):
        used = re.findall(r"\buses: *(.*)", file.read_text(encoding="utf-8"))
        of_others = [action for action in used if not action.startswith("./")]
        assert of_others, f"{file.name} uses no action"
        assert [action for action in of_others if not pinned.fullmatch(action)] == [], file.name
