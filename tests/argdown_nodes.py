"""The nodes of an Argdown text, as Argdown's own program has them in its JSON and as argmap reads them.

Both are put into the same shape, so that a difference can be seen. Where argmap reads a text otherwise
on purpose, it is left out here:

- Argdown states a relation twice where it is in two places of a structure, or `><` in both directions;
- it loses a relation of a statement to itself, such as that of an argument to its own conclusion;
- below a statement outside a structure, or deeper in one, it takes `_` for an undercut of the last
  inference that it has read, in whatever structure; argmap takes it for one of the statement.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from argmap.formats import ArgdownDocument, ArgdownElement, ArgdownInference
from tests.tools import tool

_TAG = r"#(?:\([^)]*\)|[a-zA-Z0-9\-\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF]+)"
_OUTER_TAGS = re.compile(rf"\A(?:{_TAG}\s*)+(?![.,;:!?)])|(?:\s*{_TAG})+\s*\Z")
_SYMMETRIC = ("contradictory", "contrary")

End: TypeAlias = tuple[str, str, int]
"""A statement, an argument or an inference of one: what it is, its name, and which inference it is."""


class Nodes(NamedTuple):
    """What is in an Argdown text.

    A statement or argument has its name, its wordings and its tags; `structures` the rows of all
    premise-conclusion structures: the argument, the number of the row, the name of the statement, its
    role and the rules of the inference to it. `inferences` are premises and conclusion of each.
    """

    statements: Counter[tuple[object, ...]]
    arguments: Counter[tuple[object, ...]]
    structures: Counter[tuple[object, ...]]
    inferences: Counter[tuple[frozenset[str], str]]
    relations: frozenset[tuple[str, End, End]]


def run_argdown(command: str, texts: Mapping[str, str], folder: Path) -> None:
    """Run a command of Argdown's own program on texts, by the names of their files."""
    for name, text in texts.items():
        (folder / f"{name}.argdown").write_text(text, encoding="utf-8")
    argdown = Path(tool("npm"), ".bin", "argdown")
    arguments = [str(argdown), command, str(folder / "*.argdown"), str(folder)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "errors" not in done.stderr + done.stdout, done.stderr + done.stdout
    assert "canceled" not in done.stderr + done.stdout, done.stderr + done.stdout


def json_of(texts: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """Return what Argdown's own program makes of each text, by the names of their files."""
    run_argdown("json", texts, folder)
    return {name: json.loads((folder / f"{name}.json").read_text("utf-8")) for name in texts}


def trimmed(found: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON of Argdown's program without what is not compared, such as places."""
    arguments = {}
    for title, argument in found["arguments"].items():
        rows = []
        for row in argument["pcs"]:
            rows.append(_only(row, "title", "role", "data"))
            if "inference" in row:
                rows[-1]["inference"] = _only(row["inference"], "inferenceRules", "data")
        arguments[title] = {**_element(argument), "pcs": rows}
    ends = "relationType", "from", "fromType", "to", "toType", "conclusionIndex"
    return {
        "statements": {title: _element(part) for title, part in found["statements"].items()},
        "arguments": arguments,
        "relations": [_only(relation, *ends) for relation in found["relations"]],
    }


def _element(element: dict[str, Any]) -> dict[str, Any]:
    members = [_only(member, "text") for member in element["members"]]
    return {"members": members, **_only(element, "tags")}


def _only(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}


# --- Argdown's ---


def nodes_in_json(found: dict[str, Any]) -> Nodes:
    """Return the nodes that Argdown's program finds."""
    statements, arguments = found["statements"], found["arguments"]
    names: dict[str, str] = {}
    for title, statement in statements.items():
        names[title] = _name(title, statement["members"])
    structures: list[tuple[str, list[dict[str, Any]]]] = []
    of_arguments: dict[str, str] = {}
    for title, argument in arguments.items():
        rows = argument.get("pcs") or []
        name = _name(title, argument["members"])
        if not argument["members"]:
            name = f"for {names[rows[-1]['title']]}"
        of_arguments[title] = name
        structures.append((name, rows))

    def end(kind: str, title: str, relation: dict[str, Any]) -> End:
        if kind == "inference":
            return kind, of_arguments[title], relation["conclusionIndex"]
        if kind == "argument":
            return kind, of_arguments[title], 0
        return "statement", names[title], 0

    rows_of_all = []
    inferences = []
    for name, rows in structures:
        for number, row in enumerate(rows):
            rules = (row.get("inference") or {}).get("inferenceRules") or ()
            rows_of_all.append((name, number, names[row["title"]], row["role"], tuple(rules)))
            if "inference" in row:
                premises = (names[premise["title"]] for premise in _used(rows, number))
                inferences.append((frozenset(premises), names[row["title"]]))
    relations = [
        (
            relation["relationType"],
            end(relation["fromType"], relation["from"], relation),
            end(relation["toType"], relation["to"], relation),
        )
        for relation in found["relations"]
    ]
    return Nodes(
        _counted(statements.items(), names),
        _counted(arguments.items(), of_arguments),
        Counter(rows_of_all),
        Counter(inferences),
        _relations(relations),
    )


def _name(title: str, members: list[dict[str, Any]]) -> str:
    if title.startswith("Untitled "):
        return f"“{_words(_wording(members[0]))}”" if members else ""
    return " ".join(title.split())


def _wording(member: dict[str, Any]) -> str:
    return _OUTER_TAGS.sub("", (member.get("text") or "").strip())


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def _counted(
    elements: Iterable[tuple[str, dict[str, Any]]], names: dict[str, str]
) -> Counter[tuple[object, ...]]:
    counted: Counter[tuple[object, ...]] = Counter()
    for title, element in elements:
        wordings = sorted(_words(_wording(member)) for member in element["members"])
        tags = sorted(element.get("tags") or ())
        counted[names[title], tuple(wordings), tuple(tags)] += 1
    return counted


def _used(rows: list[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """Return what the inference to a row uses: as Argdown's plugin has it that parts inferences."""
    data = [rows[number]["inference"].get("data") or {}, rows[number].get("data") or {}]
    for key in ("uses", "from"):
        for values in data:
            if isinstance(values.get(key), list) and values[key]:
                return [rows[int(index) - 1] for index in values[key]]
    start = number - 1
    while start > 0 and "inference" not in rows[start]:
        start -= 1
    return rows[start:number]


def _relations(relations: Iterable[tuple[str, End, End]]) -> frozenset[tuple[str, End, End]]:
    found = set()
    for kind, source, target in relations:
        if source == target:
            continue
        first, second = sorted((source, target)) if kind in _SYMMETRIC else (source, target)
        found.add((kind, first, second))
    return frozenset(found)


# --- argmap's ---


def nodes_in_document(document: ArgdownDocument) -> Nodes:
    """Return the nodes of a document that argmap has read."""
    rows: list[tuple[object, ...]] = []
    inferences = []
    ends: dict[ArgdownElement | ArgdownInference, End] = {}
    for element in document.elements:
        kind = "argument" if element.is_argument else "statement"
        ends[element] = kind, _name_of(element), 0
    for argument in document.arguments:
        number = 0
        for inference in argument.inferences:
            for premise in inference.stated:
                rows.append((_name_of(argument), number, _name_of(premise), "premise", ()))
                number += 1
            is_last = inference is argument.inferences[-1]
            role = "main-conclusion" if is_last else "intermediary-conclusion"
            conclusion = _name_of(inference.conclusion)
            rows.append((_name_of(argument), number, conclusion, role, inference.rules))
            ends[inference] = "inference", _name_of(argument), number
            number += 1
            premises = (_name_of(premise) for premise, _ in inference.premises)
            inferences.append((frozenset(premises), conclusion))
    return Nodes(
        _counted_elements(document.statements),
        _counted_elements(document.arguments),
        Counter(rows),
        Counter(inferences),
        _relations(
            (relation.kind.value, ends[relation.source], ends[relation.target])
            for relation in document.relations
        ),
    )


def _name_of(element: ArgdownElement) -> str:
    if element.title:
        return element.title
    if element.members:
        return f"“{_words(element.members[0].text)}”"
    assert element.conclusion
    return f"for {_name_of(element.conclusion)}"


def _counted_elements(elements: Iterable[ArgdownElement]) -> Counter[tuple[object, ...]]:
    counted: Counter[tuple[object, ...]] = Counter()
    for element in elements:
        wordings = sorted(_words(member.text) for member in element.members)
        counted[_name_of(element), tuple(wordings), tuple(sorted(element.tags))] += 1
    return counted
