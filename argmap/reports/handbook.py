"""The rules as a table, one rule explained, and all of them as a document: made from their
docstrings.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection
from textwrap import indent

from argmap.model.diagnostics import Severity, did_you_mean
from argmap.model.errors import ArgmapError
from argmap.rules import GROUPS, documentation, group_of, load_rules

_RULE_IDS = tuple(itertools.chain.from_iterable(GROUPS.values()))

_PREFACE = """\
# Rules

Made from the docstrings of the rules by `argmap rules -f markdown`. `argmap check` applies all
groups but `teaching`; `--select`, `--ignore` and the `check` section of a map take rules and
groups.

What is measured was judged by hand on random findings in public texts of 7,476 claims: the
argumentative microtexts in English (Peldszus and Stede 2015; Skeppstedt, Peldszus and Stede 2018),
three debates exported from Kialo, the examples of Argdown, eight AIF graphs of AraucariaDB, and the
summarized debates of Debatabase (Clayton, Damonte and Gaizauskas 2024), whose claims are mostly
headings."""


def table(ids: Collection[str] = _RULE_IDS) -> str:
    """Return a line for each of some rules, or of all: id, group, severity and what it finds, in
    columns.
    """
    id_width = max(map(len, ids))
    group_width = max(map(len, GROUPS))
    severity_width = max(map(len, Severity))
    lines = []
    for rule in load_rules(ids):
        id = rule.id.ljust(id_width)
        group = group_of(rule.id).ljust(group_width)
        severity = rule.severity.value.ljust(severity_width)
        summary = documentation(rule.id).summary.replace("\n", " ")
        lines.append(f"{id}  {group}  {severity}  {summary}\n")
    return "".join(lines)


def explain_rule(id: str) -> str:
    """Return the documentation of a rule as text.

    Raises:
        ArgmapError: there is no such rule.
    """
    if id not in _RULE_IDS:
        hint = did_you_mean(id, [*_RULE_IDS, *GROUPS]) or "`argmap rules` lists them"
        raise ArgmapError(f"there is no rule or group `{id}`: {hint}")
    (rule,) = load_rules([id])
    about = documentation(id)
    group = group_of(id)
    # The one group that `check` applies only if it is asked to.
    if group == "teaching":
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


def markdown() -> str:
    """Return the documentation of all rules as a Markdown document, a section for each group."""
    blocks = [_PREFACE]
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
