"""The tools that find what is wrong with a map, and fix what is certain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path

from argmap import formats
from argmap.formats import Reading
from argmap.integrations.assistants.served_folder import TEXT, ServedFolder
from argmap.integrations.assistants.tool_call import Content, ToolAnswer, ToolCall
from argmap.model import ArgumentMap, CheckSettings, Diagnostic, Safety, Severity, Span
from argmap.model.diagnostics import help_elsewhere
from argmap.util.errors import Failure
from argmap.util.files import Unreachable, reach
from argmap.util.text import count, shorten, split_lines

_MOST_FINDINGS = 40
_MANY_FINDINGS, _MOST_FIRST = 5, 3
"""Of more findings than these, the answer names the first things to fix."""
_LONGEST_LINE = 120


def check(call: ToolCall) -> ToolAnswer:
    """Check a map.

    Find what is wrong or weak in an argument map: mistakes in writing it (with line and fix),
    unsupported claims, unanswered objections, false quotations. Use it after every change of a map,
    and before you show one. With `grounded`, every claim that is not `implicit` must have a `quote`
    found word for word in its source: use this for every map that you make from somebody's text.
    With `questions`, argmap asks what it can't see in words: answer in the map.
    """
    return check_reading(call, call.reading())


def check_reading(call: ToolCall, reading: Reading) -> ToolAnswer:
    """Return what is wrong with a map that was read."""
    findings = _find(call, reading)
    content: Content = {"summary": _summary(reading, findings)}
    next = _what_next(findings)
    if reading.map is not None and call.says("grounded"):
        content["grounded"] = _how_many_are_grounded(reading.map, findings)
        texts = call.source_texts(reading, reading.map)
        unread = [id for id in reading.map.sources if id not in texts]
        if unread:
            next = f"pass the texts of these under `sources`: {', '.join(unread)}"
    content |= list_findings(findings, reading.texts)
    if reading.map is not None and len(findings) > _MANY_FINDINGS:
        first = list(_fix_first(reading.map, findings))
        if first:
            content["fix_first"] = first
    return ToolAnswer({**content, "next": next})


def _how_many_are_grounded(map: ArgumentMap, findings: Iterable[Diagnostic]) -> str:
    """Return how many claims have a true quotation: "7 of 9 claims …; 2 more implicit"."""
    from argmap.lint.rules import GROUNDED

    ungrounded = {finding.subject for finding in findings if finding.code == GROUNDED}
    stated = [claim for claim in map.claims.values() if not claim.implicit]
    quoted = [claim for claim in stated if claim.quote and GROUNDED not in claim.ignore]
    grounded = sum(claim.id not in ungrounded for claim in quoted)
    implicit = len(map.claims) - len(stated)
    total = count(len(stated), "claim")
    return f"{grounded} of {total} with a true quotation; {implicit} more implicit"


def _find(call: ToolCall, reading: Reading) -> list[Diagnostic]:
    """Return the findings in a map, with their fixes."""
    from argmap.lint.linter import CheckOptions, check_map
    from argmap.lint.vocabulary import Surface

    found = list(reading.diagnostics)
    if reading.map is not None:
        settings = CheckSettings(tuple(call.texts("rules")))
        options = CheckOptions(
            settings, call.says("grounded"), call.says("questions"), Surface.ASSISTANT
        )
        texts = call.source_texts(reading, reading.map)
        # Without a folder, a source without a text was not passed, but is not missing.
        known = texts if texts or call.folder.root else None
        found += check_map(reading.map, options, _settings_in(call.folder), known)[0]
    return list(formats.with_fixes(reading, found))


def _settings_in(folder: ServedFolder) -> CheckSettings:
    """Return the settings in the served folder itself: a folder above is not to be read."""
    from argmap.lint.settings import project_settings

    # A link that leads out of the folder is not followed.
    if not folder.root or isinstance(reach(Path(), "pyproject.toml"), Unreachable):
        return CheckSettings()
    return project_settings(Path())


# --- findings in an answer ---


def list_findings(findings: Iterable[Diagnostic], texts: Mapping[str, str]) -> Content:
    """Return findings in files of these texts, the worst first, and how many do not fit."""
    ordered = sorted(findings, key=lambda finding: finding.severity.rank)
    said: set[str] = set()
    shown = [_finding(finding, texts, said) for finding in ordered[:_MOST_FINDINGS]]
    content: Content = {"findings": shown}
    if len(ordered) > _MOST_FINDINGS:
        content["left_out"] = len(ordered) - _MOST_FINDINGS
    return content


def _finding(finding: Diagnostic, texts: Mapping[str, str], said: set[str]) -> Content:
    """Return a finding; a help that was `said` before is left out."""
    content: Content = {"severity": finding.severity.value, "rule": finding.code}
    if finding.span is not None:
        content |= _place(finding.span, texts)
    content["message"] = finding.message
    help = help_elsewhere(finding.help)
    if help and help not in said:
        said.add(help)
        content["help"] = help
    fix = next((fix for fix in finding.fixes if fix.safety is not Safety.OPEN), None)
    if fix is not None:
        content["fix"] = fix.message
        content["fix_is_safe"] = fix.safety is Safety.SAFE
    return content


def _place(span: Span, texts: Mapping[str, str]) -> Content:
    """Return where a finding is; the file is named if it is not the map's own."""
    place: Content = {}
    if span.file != next(iter(texts), ""):
        place["file"] = span.file
    place |= {"line": span.line, "column": span.column}
    lines = split_lines(texts.get(span.file, ""))
    if span.line <= len(lines):
        place["source"] = shorten(lines[span.line - 1].strip(), _LONGEST_LINE)
    return place


def _summary(reading: Reading, findings: Iterable[Diagnostic]) -> str:
    """Return how large a map is, and how much was found, as the command does."""
    from argmap.lint.statistics import Tally, figures

    size = "not readable as a map" if reading.map is None else figures(reading.map)
    return f"{size}; {Tally.of(findings).in_words()}"


def _fix_first(map: ArgumentMap, findings: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield what to fix first: what most verdicts depend on."""
    from argmap.lint.priorities import find_priorities

    found = find_priorities(map, findings, _MOST_FIRST)
    for priority in found.first:
        stake = f" ({found.stake_of(priority)})" if priority.dependents else ""
        yield f"{priority.diagnostic.message}{stake}"


def _what_next(findings: Collection[Diagnostic]) -> str:
    from argmap.lint.statistics import Tally

    tally = Tally.of(findings)
    safe = tally.safely_fixable
    by_fix = f"; `fix` can make {count(safe, 'safe fix', 'safe fixes')}" if safe else ""
    if tally.number_of[Severity.ERROR]:
        return f"correct the errors, and check again{by_fix}"
    if tally.number_of[Severity.WARNING]:
        return f"for each warning, change the map or decide that it is right{by_fix}"
    return "nothing has to be fixed; `evaluate` shows which claims stand"


# --- fixes ---


def fix(call: ToolCall) -> ToolAnswer:
    """Fix a map.

    Fix what has exactly one fix in a map in YAML, such as a misspelled key or id; comments and
    layout stay. Without `write`, you get the text or the changes. Use it when `check` says that it
    can fix something.
    """
    from argmap.lint.fixes import fix_map

    reading = call.reading_to_change()
    if not formats.can_be_fixed(reading):
        format = reading.format or "unknown"
        raise Failure(
            f"`fix` works on maps in YAML only, and this map is in the format `{format}`; use"
            " `edit`, or change the lines that `check` names"
        )
    fixed, fixes = fix_map(
        reading, lambda now: _find(call, now), formats.with_texts, unsafe=call.says("unsafe")
    )
    changed = {name: text for name, text in fixed.texts.items() if reading.texts[name] != text}
    made: list[str] = []
    for each in fixes:
        lines = dict.fromkeys(f"line {edit.span.line}" for edit in each.edits)
        made.append(f"{', '.join(lines)}: {each.message}")
    content: Content = {"fixes": made, **apply_changes(call, reading, changed)}
    content["left"] = _summary(fixed, _find(call, fixed))
    content["next"] = _after_fixes(call, is_changed=bool(changed))
    return ToolAnswer(content)


def apply_changes(call: ToolCall, reading: Reading, after: Mapping[str, str]) -> Content:
    """Return what has changed in the texts of a map, by name; write it if the call says so."""
    content: Content = {}
    if call.says("write"):
        formats.replace_texts([reading], after)
        content["written"] = list(after)
    in_files = {name: text for name, text in after.items() if name != TEXT}
    if TEXT in after:
        content["text"] = after[TEXT]
    if in_files:
        lines: list[str] = []
        for name, text in in_files.items():
            old, new = reading.texts[name].splitlines(), text.splitlines()
            lines += unified_diff(old, new, name, name, lineterm="", n=1)
        content["diff"] = "\n".join(lines)
    return content


def _after_fixes(call: ToolCall, *, is_changed: bool) -> str:
    if not is_changed:
        return "argmap can fix nothing here by itself; `check` lists what is left"
    if call.says("write"):
        return "the changes are written; `check` lists what is left"
    if call.text("text"):
        return "use this text from now on; `check` lists what is left"
    if call.folder.may_write:
        return "nothing is written yet; to write the changes, ask again with `write`"
    return "nothing is written; make these changes in the file, or ask its owner to"
