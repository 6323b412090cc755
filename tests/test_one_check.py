"""One check: the command, the API, the language server, the editor and assistants report the same.

The example of each rule is checked everywhere, in several formats. Only hints differ, and only
where people work in different ways: a page has buttons instead of keys and commands, and an
assistant has no command line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import argmap
from argmap import formats
from argmap.api import Default, WritableFormat
from argmap.integrations import (
    Document,
    Encoding,
    Maps,
    OpenDocuments,
    ServedFolder,
    use_tool,
)
from argmap.lint import ALL_RULES, documentation
from argmap.page import Editor
from tests.conftest import mostly_soak
from tests.run import argmap as run

ENDINGS = (".yaml", ".json", ".argdown", ".md", ".txt", ".docx", ".html")
EXAMPLES = [f"{rule}{ending}" for rule, ending in product(ALL_RULES, ENDINGS)]
TYPICAL = ("unknown-scheme.yaml", "expectation-failed.yaml", "one-sided.md")
EDITABLE = (".yaml", ".md", ".txt")
NOT_IN_EDITORS = (".docx", ".html")
MOST_FOR_ASSISTANTS = 40


class Finding(NamedTuple):
    """A finding as each surface reports it, without the fix that ignores it."""

    code: str
    severity: str
    line: int
    column: int
    message: str
    fixes: tuple[str, ...] = ()
    help: str = ""


def found(diagnostics: Iterable[dict[str, Any]], path: Path) -> list[Finding]:
    """Return findings in an order that does not depend on the surface."""
    findings: list[Finding] = []
    for each in diagnostics:
        place = each["place"] or {"line": 0, "column": 0}
        # Some surfaces show the whole path of a file, and others only its name.
        message = each["message"].replace(str(path), path.name)
        fixes = [fix["message"] for fix in each["fixes"]]
        findings.append(
            Finding(
                each["code"],
                each["severity"],
                place["line"],
                place["column"],
                message,
                tuple(fix for fix in fixes if not fix.startswith("ignore `")),
                each["help"],
            )
        )
    return sorted(findings)


def by_command(path: Path) -> list[Finding]:
    made = run("check", str(path), "-f", "json")
    return found(json.loads(made.out)["findings"], path)


def by_api(path: Path) -> list[Finding]:
    reading = formats.read(path)
    findings = argmap.check(argmap.load(path), ["all"], folder=path.parent)
    with_fixes = formats.with_fixes(reading, [*reading.diagnostics, *findings])
    return found([each.to_dict() for each in with_fixes], path)


def by_server(path: Path) -> list[Finding]:
    text = path.read_text(encoding="utf-8")
    documents = OpenDocuments()
    documents.open(Document(path.as_uri(), str(path), "argmap", 1, text, Encoding.UTF_16))
    [map] = Maps(documents).all()
    return found([each.to_dict() for each in map.findings_with_fixes], path)


def by_editor(path: Path) -> list[Finding]:
    text = path.read_text(encoding="utf-8")
    editor = Editor(text, str(path), folder=path.parent, read_sources=formats.read_sources)
    return found(json.loads(editor.answer('{"state": true}'))["findings"], path)


def by_assistant(path: Path) -> list[dict[str, Any]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(path.parent)
        answer = use_tool("check", {"file": path.name}, ServedFolder(str(path.parent)))
    findings: Any = answer.content["findings"]
    return list(findings)


@pytest.mark.parametrize("example", mostly_soak(EXAMPLES, *TYPICAL))
def test_a_check_is_the_same_everywhere(example: str, tmp_path: Path) -> None:
    # Not every surface lets one choose rules, but each reads the settings of the map's project.
    (tmp_path / "pyproject.toml").write_text('[tool.argmap]\nselect = ["all"]\n')
    path = tmp_path / example
    # The ending of a web page also belongs to interactive ones, which argmap cannot read.
    format: WritableFormat | Default = "html" if path.suffix == ".html" else ""
    argmap.save(argmap.loads(documentation(path.stem).fails), path, format)
    expected = by_command(path)
    assert by_api(path) == expected
    if path.suffix not in NOT_IN_EDITORS:
        assert by_server(path) == expected
    if path.suffix in EDITABLE:
        on_page = [each for each in expected if each.code != "crowded-map"]
        assert without_hints(by_editor(path)) == without_hints(on_page)
    for_assistants = by_assistant(path)
    places = [(each.code, each.line, each.column, each.message) for each in expected]
    assert len(for_assistants) == min(len(places), MOST_FOR_ASSISTANTS)
    for each in for_assistants:
        place = each["rule"], each.get("line", 0), each.get("column", 0), each["message"]
        known = expected[places.index(place)]
        assert known.severity == each["severity"]
        if "help" in each:
            assert known.help.partition("; `argmap")[0] == each["help"]


@pytest.mark.parametrize("section", ["{ignore: [question]}", "{select: [wording]}"])
@pytest.mark.parametrize("rules", [[], ["question"], ["support"]])
def test_what_is_asked_for_and_what_a_map_says_count_in_the_same_way(
    section: str, rules: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(f"check: {section}\nclaims: [Should we go?]\n")
    asked = [f"--select={','.join(rules)}"] if rules else []
    made = run("check", str(path), "-f", "json", *asked)
    codes = [each["code"] for each in json.loads(made.out)["findings"]]
    assert [each.code for each in argmap.check(argmap.load(path), rules)] == codes
    answer = use_tool("check", {"text": path.read_text(), "rules": rules}, ServedFolder())
    findings: Any = answer.content["findings"]
    assert sorted(each["rule"] for each in findings) == sorted(codes)


def without_hints(findings: Iterable[Finding]) -> list[Finding]:
    return [each._replace(help="") for each in findings]
