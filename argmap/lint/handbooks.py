"""Formats rules and argumentation schemes as a table, one by one, or as a document.

The handbook of rules is made from the rules' docstrings.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from textwrap import indent

from argmap.lint.linter import no_such_rule
from argmap.lint.rules import ALL_RULES, GROUPS, OPT_IN, documentation, group_of, load_rules
from argmap.lint.rules._rule import Rule
from argmap.model.diagnostics import Severity
from argmap.model.schemes import (
    Scheme,
    TakenUpAs,
    all_schemes,
    find_scheme,
    plain_name,
    written_names,
)
from argmap.util.errors import ArgmapError
from argmap.util.spelling import near_words
from argmap.util.text import in_columns

_GROUP_WIDTH = max(map(len, GROUPS))
_SEVERITY_WIDTH = max(map(len, Severity))


def _preface(subject: str) -> str:
    """Return how the handbook of rules or schemes begins."""
    file = Path(__file__).with_name(f"{subject}_preface.md")
    return file.read_text(encoding="utf-8").rstrip("\n")


def format_rule_table(ids: Collection[str] = ALL_RULES) -> str:
    """Return one line for each rule, with columns for id, group, severity, and summary."""
    rows: list[list[str]] = []
    for rule in load_rules(ids):
        summary = documentation(rule.id).summary.replace("\n", " ")
        # Groups and severities have a fixed width so that all tables of rules look the same.
        group, severity = group_of(rule.id), rule.severity.value
        rows.append([rule.id, group.ljust(_GROUP_WIDTH), severity.ljust(_SEVERITY_WIDTH), summary])
    return "\n".join(in_columns(rows)) + "\n"


def _rule_of(id: str) -> Rule:
    if id not in ALL_RULES:
        raise ArgmapError(no_such_rule(id))
    (rule,) = load_rules([id])
    return rule


def explain_rule(id: str) -> str:
    """Return the documentation of a rule as text.

    Raises:
        ArgmapError: the rule is unknown.
    """
    rule = _rule_of(id)
    about = documentation(id)
    group = group_of(id)
    if id in OPT_IN:
        group += "; only if selected"
    paragraphs = [
        f"{id} ({rule.severity.value}; group {group})",
        about.summary,
        f"Why: {about.why}",
        f"Fails:\n{indent(about.fails, '    ')}",
        f"Passes:\n{indent(about.passes, '    ')}",
    ]
    if about.measured:
        paragraphs.append(f"Measured: {about.measured}")
    paragraphs.append(f"Source: {about.source}")
    return "\n\n".join(paragraphs) + "\n"


def format_rules_as_json(ids: Collection[str]) -> str:
    """Return the documentation of rules as a list in JSON.

    Raises:
        ArgmapError: the rule is unknown.
    """
    rows: list[dict[str, str]] = []
    for rule in map(_rule_of, ids):
        row = {"id": rule.id, "group": group_of(rule.id), "severity": rule.severity.value}
        rows.append({**row, **documentation(rule.id)._asdict()})
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def format_rule_handbook() -> str:
    """Return the documentation of all rules in Markdown, with a section for each group."""
    blocks = [_preface("rules")]
    for group, ids in GROUPS.items():
        blocks.append(f"## {group}")
        for rule in load_rules(ids):
            about = documentation(rule.id)
            blocks += [
                f"### {rule.id}",
                f"*{rule.severity.value}.* {about.summary}",
                about.why,
                f"Fails:\n\n```yaml\n{about.fails}\n```",
                f"Passes:\n\n```yaml\n{about.passes}\n```",
            ]
            if about.measured:
                blocks.append(f"Measured: {about.measured}")
            blocks.append(f"Source: {about.source}")
    return "\n\n".join(blocks) + "\n"


_HOW_TAKEN_UP = {
    TakenUpAs.PREMISE: "add the answer as a premise",
    TakenUpAs.UNDERCUTTER: "if so, add an undercutter",
    TakenUpAs.EITHER: "add the answer as a premise or an undercutter",
}


def format_scheme_table() -> str:
    """Return one line for each scheme, with columns for name and summary."""
    rows = [(scheme.name, scheme.summary) for scheme in all_schemes()]
    return "\n".join(in_columns(rows)) + "\n"


def format_schemes_as_json(name: str = "") -> str:
    """Return all schemes, or only the scheme with a name, as a list in JSON.

    Raises:
        ArgmapError: the scheme is unknown.
    """
    rows: list[dict[str, object]] = []
    for scheme in [_scheme_named(name)] if name else all_schemes():
        questions = [question._asdict() for question in scheme.questions]
        rows.append({**scheme._asdict(), "questions": questions})
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def _scheme_named(name: str) -> Scheme:
    scheme = find_scheme(name)
    if scheme is not None:
        return scheme
    known = written_names()
    hint = "run `argmap schemes` to list the schemes"
    for near in near_words(plain_name(name), known)[:1]:
        hint = f"did you mean `{known[near]}`?"
    raise ArgmapError(f"unknown scheme `{name}`: {hint}")


def explain_scheme(name: str) -> str:
    """Return a scheme as text.

    Raises:
        ArgmapError: the scheme is unknown.
    """
    scheme = _scheme_named(name)
    lines = [scheme.name, "", scheme.summary, "", "Premises:"]
    lines += [f"  - {premise}" for premise in scheme.premises]
    lines += ["Conclusion:", f"  {scheme.conclusion}", ""]
    lines.append("Critical questions, most important first:")
    rows = [
        (each.id, f"{each.text} ({_HOW_TAKEN_UP[each.taken_up_as]})") for each in scheme.questions
    ]
    lines += [f"  {line}" for line in in_columns(rows)]
    if scheme.aliases:
        lines += ["", f"Other names: {', '.join(scheme.aliases)}"]
    return "\n".join(lines) + "\n"


def format_scheme_handbook() -> str:
    """Return all schemes as a Markdown document."""
    return "\n\n".join([_preface("schemes"), *map(_scheme_section, all_schemes())]) + "\n"


def _scheme_section(scheme: Scheme) -> str:
    lines = [f"## {scheme.name}", "", f"*{scheme.summary}*", ""]
    for number, premise in enumerate(scheme.premises, 1):
        lines.append(f"{number}. {premise}")
    lines += ["", f"So: {scheme.conclusion}", ""]
    lines += ["| id | critical question | what to do |", "|---|---|---|"]
    for question in scheme.questions:
        taken_up = _HOW_TAKEN_UP[question.taken_up_as]
        lines.append(f"| `{question.id}` | {question.text} | {taken_up} |")
    if scheme.aliases:
        lines += ["", f"Other names: {', '.join(scheme.aliases)}."]
    return "\n".join(lines)
