"""One check: the command, the API, the language server, the editor and assistants report the same.

The example of each rule is checked everywhere, in several formats. Only hints differ, and only
where people work in different ways: a page has buttons instead of keys and commands, and an
assistant has no command line.
"""

from __future__ import annotations

import json
from collections import Counter
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
from argmap.lint import ALL_RULES, Surface, check, documentation
from argmap.page import Editor
from tests.conftest import mostly_soak
from tests.run import argmap as run

ENDINGS = (".yaml", ".json", ".argdown", ".md", ".txt", ".docx", ".html")
EXAMPLES = [f"{rule}{ending}" for rule, ending in product(ALL_RULES, ENDINGS)]
TYPICAL = (
    "unknown-scheme.yaml",
    "unused-source.yaml",
    "expectation-failed.yaml",
    "one-sided.md",
    "unsupported-claim.txt",
)
EDITABLE = (".yaml", ".md", ".txt")
NOT_IN_EDITORS = (".docx", ".html")
ONLY_IF_NAMED = ("ungrounded-claim", "unquestioned-inference")
NOT_ON_PAGES = ("crowded-map",)


class Fix(NamedTuple):
    message: str
    safety: str
    edits: str


class Finding(NamedTuple):
    """A finding as each surface reports it, without the fix that ignores it."""

    code: str
    severity: str
    line: int
    column: int
    message: str
    fixes: tuple[Fix, ...] = ()
    help: str = ""


def found(diagnostics: Iterable[dict[str, Any]], path: Path) -> list[Finding]:
    """Return findings in an order that does not depend on the surface."""
    findings: list[Finding] = []
    for each in diagnostics:
        place = each["place"] or {"line": 0, "column": 0}
        # Some surfaces show the whole path of a file, and others only its name.
        message = each["message"].replace(str(path), path.name)
        fixes: list[Fix] = []
        for fix in each["fixes"]:
            if not fix["message"].startswith("ignore `"):
                fixes.append(Fix(fix["message"], fix["safety"], json.dumps(fix["edits"])))
        where = place["line"], place["column"]
        findings.append(
            Finding(each["code"], each["severity"], *where, message, tuple(fixes), each["help"])
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


def by_assistant(path: Path) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(path.parent)
        answer = use_tool("check", {"file": path.name}, ServedFolder(str(path.parent)))
    return dict(answer.content)


def with_hints_for(surface: Surface, findings: Iterable[Finding], path: Path) -> list[Finding]:
    """Return findings with the hints that their rules have for people on another surface."""
    map = argmap.load(path)
    chosen = [rule for rule in ALL_RULES if rule not in ONLY_IF_NAMED]
    of_rules = check(map, chosen, formats.read_sources(map, path.parent), surface=surface)
    hints = {each[:5]: each.help for each in found([each.to_dict() for each in of_rules], path)}
    return [each._replace(help=hints.get(each[:5], each.help)) for each in findings]


def as_an_assistant_reads_it(finding: Finding) -> dict[str, Any]:
    """Return a finding as an answer of a tool has it, without its hint and its line."""
    content: dict[str, Any] = {"severity": finding.severity, "rule": finding.code}
    if finding.line:
        content |= {"line": finding.line, "column": finding.column}
    content["message"] = finding.message
    for fix in finding.fixes:
        if fix.safety != "open":
            return content | {"fix": fix.message, "fix_is_safe": fix.safety == "safe"}
    return content


@pytest.mark.parametrize("example", mostly_soak(EXAMPLES, *TYPICAL))
def test_a_check_is_the_same_everywhere(example: str, tmp_path: Path) -> None:
    # Not every surface lets one choose rules, but each reads the settings of the map's project.
    (tmp_path / "pyproject.toml").write_text('[tool.argmap]\nselect = ["all"]\n')
    path = tmp_path / example
    # The ending of a web page also belongs to interactive ones, which argmap cannot read.
    format: WritableFormat | Default = "html" if path.suffix == ".html" else ""
    argmap.save(argmap.loads(documentation(path.stem).fails), path, format)
    expected = by_command(path)
    if path.suffix == ".yaml" and path.stem not in ONLY_IF_NAMED:
        assert path.stem in {finding.code for finding in expected}
    assert by_api(path) == expected
    if path.suffix not in NOT_IN_EDITORS:
        assert by_server(path) == expected
    if path.suffix in EDITABLE:
        on_page = [each for each in expected if each.code not in NOT_ON_PAGES]
        assert by_editor(path) == with_hints_for(Surface.PAGE, on_page, path)
    for_assistants = with_hints_for(Surface.ASSISTANT, expected, path)
    answer = by_assistant(path)
    left_out = answer.get("left_out", 0)
    # A hint that is the same for several findings is given once.
    hints = [each.pop("help") for each in answer["findings"] if "help" in each]
    assert len(hints) == len(set(hints))
    known_hints = {each.help for each in for_assistants} - {""}
    assert set(hints) <= known_hints if left_out else set(hints) == known_hints
    listed = Counter(map(written, answer["findings"]))
    known_findings = Counter(written(as_an_assistant_reads_it(each)) for each in for_assistants)
    assert listed <= known_findings
    assert listed.total() + left_out == known_findings.total()


def written(finding: dict[str, Any]) -> str:
    """Return a finding in an answer as text, without the line of its source."""
    return json.dumps({key: value for key, value in finding.items() if key != "source"})


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


def test_errors_are_to_be_fixed_first_for_an_assistant_too(tmp_path: Path) -> None:
    texts = ("Is it late?", "It is dark.", "It is cold.", "It is far.", "It is wet.")
    claims = "\n".join(f"  c{number}: {text}" for number, text in enumerate(texts))
    (tmp_path / "map.yaml").write_text(
        f"claims:\n  go: {{text: We should go., main: true, premises: [c1, c2], rebuttals: [c3]}}\n{claims}\n"
    )
    command = run("check", "map.yaml", cwd=tmp_path).out
    answer = by_assistant(tmp_path / "map.yaml")
    [first] = [line for line in command.splitlines() if line.startswith("  1 ")]
    assert first == "  1 line 3: “Is it late?” is a question, not a claim"
    assert answer["fix_first"][0] == "`c0` (Is it late?) is a question, not a claim"
