"""The rules as a table, one rule explained, and all of them as a document: made from their docstrings."""

from __future__ import annotations

from textwrap import indent

from argmap.model.diagnostics import did_you_mean
from argmap.model.errors import ArgmapError
from argmap.rules import GROUPS, documentation, group_of, load_rules

ALL = tuple(id for ids in GROUPS.values() for id in ids)


def table() -> str:
    """Return a line for each rule: id, group, severity and what it finds."""
    rows = [(rule.id, group_of(rule.id), rule.severity.value, _summary(rule.id)) for rule in load_rules(ALL)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join([*(cell.ljust(size) for cell, size in zip(row, widths, strict=False)), row[3]]) for row in rows]
    return "\n".join(lines) + "\n"


def explained(id: str) -> str:
    """Return the documentation of a rule as text.

    Raises:
        ArgmapError: there is no such rule.
    """
    if id not in ALL:
        raise ArgmapError(f"there is no rule `{id}`: {did_you_mean(id, ALL) or '`argmap rules` lists them'}")
    about, rule = documentation(id), load_rules([id])[0]
    opt_in = "; only if selected" if group_of(id) == "teaching" else ""
    return (
        f"{id} ({rule.severity.value}; group {group_of(id)}{opt_in})\n\n{about.summary}\n\nWhy: {about.why}\n\n"
        f"Fails:\n{indent(about.fails, '    ')}\n\nPasses:\n{indent(about.passes, '    ')}\n\nSource: {about.source}\n"
    )


def markdown() -> str:
    """Return the documentation of all rules as a Markdown document."""
    blocks = [
        "# Rules\n\nMade from the docstrings of the rules by `argmap rules -f markdown`. `argmap check` applies all"
        "\ngroups but `teaching`; `--select`, `--ignore` and the `check` section of a map take rules and groups."
    ]
    for group, ids in GROUPS.items():
        blocks.append(f"## {group}")
        blocks += [_section(id) for id in ids]
    return "\n\n".join(blocks) + "\n"


def _section(id: str) -> str:
    about, rule = documentation(id), load_rules([id])[0]
    return (
        f"### {id}\n\n*{rule.severity.value}.* {about.summary}\n\n{about.why}\n\n"
        f"Fails:\n\n```yaml\n{about.fails}\n```\n\nPasses:\n\n```yaml\n{about.passes}\n```\n\nSource: {about.source}"
    )


def _summary(id: str) -> str:
    return documentation(id).summary.replace("\n", " ")
