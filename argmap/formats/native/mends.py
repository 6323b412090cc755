"""Fixes for what was found in a native file, where a fix depends on how the file is laid out."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import NamedTuple

from argmap.formats.native.layout import Entry, Layout
from argmap.formats.shared.edits import narrowed
from argmap.formats.shared.yaml_tree import Mapping, Node, Scalar, Sequence, parse_tree, split_lines
from argmap.model.diagnostics import PLACEHOLDER, Diagnostic, Edit, Fix, Safety, Span, spelling_fixes

_IGNORE = "ignore"
_LOCATOR = re.compile(r"[\s,;]+((?:pp?\.|pages?|§+|¶+|art\.|ch\.|chapter|sect?\.|section)\s*\d.*)$", re.IGNORECASE)
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
PLAIN_CITATION = re.compile(r"[\w .¶§-]+")
"""A citation that needs no quotation marks, in brackets or out of them."""
_NOT_TO_IGNORE = ("unused-ignore",)


def with_fixes(diagnostics: Iterable[Diagnostic], text: str, name: str, rules: Collection[str]) -> list[Diagnostic]:
    """Return diagnostics with the fixes that the layout of their file allows.

    Args:
        diagnostics: what was found in the file.
        text: the file.
        name: what the diagnostics call it.
        rules: the ids of all rules.
    """
    root, _ = parse_tree(text, name)
    if not isinstance(root, Mapping):
        return list(diagnostics)
    finder = _FixFinder(Layout(text, name), root, rules)
    return [finder.with_fixes(diagnostic) for diagnostic in diagnostics]


class _FixFinder:
    def __init__(self, layout: Layout, root: Mapping, rules: Collection[str]) -> None:
        self.layout, self.root, self.rules = layout, root, rules
        self.lines = split_lines(layout.text)
        self.claims: dict[str, Entry] = {}
        claims = root.get("claims")
        if isinstance(claims, Mapping):
            self.claims = {key.value: (key, value) for key, value in claims.entries}
        sources = root.get("sources")
        self.sources = [key.value for key, _ in sources.entries] if isinstance(sources, Mapping) else []

    def with_fixes(self, diagnostic: Diagnostic) -> Diagnostic:
        fixes = list(diagnostic.fixes)
        if diagnostic.code == "unused-ignore":
            fixes += self.fixes_of_ignore(diagnostic)
        elif diagnostic.code == "unused-source":
            fixes += self.without_source(diagnostic)
        elif diagnostic.code == "unknown-claim":
            fixes += self.new_claim(diagnostic)
        elif diagnostic.code == "unknown-source":
            fixes += self.new_source(diagnostic)
        elif diagnostic.code == "listed-in-one-string":
            fixes += self.in_brackets(diagnostic)
        if diagnostic.code in self.rules and diagnostic.code not in _NOT_TO_IGNORE:
            fixes += self.ignored(diagnostic)
        return narrowed(replace(diagnostic, fixes=tuple(fixes)), self.lines)

    # --- what can go ---

    def fixes_of_ignore(self, diagnostic: Diagnostic) -> list[Fix]:
        """Return how to mend an `ignore` that does nothing: another spelling of the rule, or without it."""
        entry = self.claims.get(diagnostic.subject)
        if entry is None or not isinstance(entry[1], Mapping):
            return []
        ignored = entry[1].get(_IGNORE)
        if not isinstance(ignored, Mapping):
            return []
        for key, value in ignored.entries:
            if key.span != diagnostic.span:
                continue
            fixes: list[Fix] = []
            if key.value not in self.rules:
                fixes += spelling_fixes(key.value, self.rules, key.span)
            fixes += self.without(entry[1], _IGNORE, ignored, (key, value))
            return fixes
        return []

    def without_source(self, diagnostic: Diagnostic) -> list[Fix]:
        sources = self.root.get("sources")
        if not isinstance(sources, Mapping):
            return []
        for key, value in sources.entries:
            if key.value == diagnostic.subject:
                return self.without(self.root, "sources", sources, (key, value))
        return []

    def without(self, parent: Mapping, name: str, mapping: Mapping, entry: Entry) -> list[Fix]:
        """Return the fix that takes an entry out of a mapping, which is the value of a key of its parent.

        The key goes with its last entry. What its author wrote is lost, so that it is not safe.
        """
        if len(mapping.entries) > 1:
            edit = self.layout.without_entry(mapping, entry)
        elif len(parent.entries) > 1:
            (whole,) = [each for each in parent.entries if each[0].value == name]
            edit = self.layout.without_entry(parent, whole)
        else:
            edit = None
        if edit is None:
            return []
        return [Fix(f"take `{entry[0].value}` out", (edit,), Safety.UNSAFE)]

    # --- what can be added ---

    def new_claim(self, diagnostic: Diagnostic) -> list[Fix]:
        """Return the fix that writes the claim that is missing, its text to be filled in."""
        claims = self.root.get("claims")
        if diagnostic.span is None or not isinstance(claims, Mapping) or self.layout.is_flow(claims):
            return []
        id = _text_at(self.root, diagnostic.span)
        if not id or any(character in id for character in ":#,[]{} "):
            return []
        last = claims.entries[-1][1]
        edit = self.layout.below(last, [f"{self.layout.indent_of(claims.entries[0][0])}{id}: {PLACEHOLDER}"])
        if edit is None:
            return []
        return [Fix(f"write the claim `{id}`", (edit,), Safety.OPEN)]

    def new_source(self, diagnostic: Diagnostic) -> list[Fix]:
        """Return the fix that declares a source that is cited by its title, and cites it by an id."""
        scalar = _scalar_at(self.root, diagnostic.span) if diagnostic.span else None
        if scalar is None or scalar.span.line != scalar.span.end_line:
            return []
        cited = titled_citation(scalar.value)
        if cited is None or cited.id in self.sources:
            return []
        layout = self.layout
        entry = f"{cited.id}: {{title: {json.dumps(cited.title, ensure_ascii=False)}}}"
        sources = self.root.get("sources")
        if sources is None:
            start = layout.start_of(self.root.entries[0][0])
            declared: Edit | None = layout.inserted(start, f"sources:{layout.newline}  {entry}{layout.newline}")
        elif isinstance(sources, Mapping) and sources.entries and layout.is_flow(sources):
            declared = layout.inserted(layout.end_of(sources.entries[-1][1]), f", {entry}")
        elif isinstance(sources, Mapping) and sources.entries:
            first, last = sources.entries[0][0], sources.entries[-1][1]
            declared = layout.below(last, [layout.indent_of(first) + entry])
        else:
            return []
        if declared is None or layout.is_flow(self.root):
            return []
        citation = f"{cited.id} {cited.locator}".strip()
        written = citation if PLAIN_CITATION.fullmatch(citation) else json.dumps(citation, ensure_ascii=False)
        edits = (declared, Edit(scalar.span, written))
        return [Fix(f"declare the source “{cited.title}” as `{cited.id}`", edits, Safety.UNSAFE)]

    def in_brackets(self, diagnostic: Diagnostic) -> list[Fix]:
        """Return the fix that makes a list of what was written as one text."""
        if diagnostic.span is None:
            return []
        scalar = _scalar_at(self.root, diagnostic.span)
        if scalar is None or not scalar.plain:
            return []
        start, end = self.layout.start_of(scalar), self.layout.end_of(scalar)
        edits = (self.layout.inserted(start, "["), self.layout.inserted(end, "]"))
        return [Fix("put the list in brackets", edits, Safety.UNSAFE)]

    def ignored(self, diagnostic: Diagnostic) -> list[Fix]:
        """Return the fix that lets the claim ignore the rule, for a reason to be filled in."""
        for claim in diagnostic.silencers:
            if claim not in self.claims:
                continue
            edits = self.ignoring(self.claims[claim], diagnostic.code)
            if edits:
                return [Fix(f"ignore `{diagnostic.code}` on `{claim}`, and say why", edits, Safety.OPEN)]
        return []

    def ignoring(self, entry: Entry, rule: str) -> tuple[Edit, ...]:
        key, claim = entry
        layout = self.layout
        reason = f"{rule}: {PLACEHOLDER}"
        if isinstance(claim, Scalar):
            return self.with_keys(key, claim, f"{_IGNORE}: {{{reason}}}")
        if not isinstance(claim, Mapping) or not claim.entries:
            return ()
        ignored = claim.get(_IGNORE)
        if isinstance(ignored, Mapping) and ignored.entries:
            first = ignored.entries[0][0]
            joint = ", " if layout.is_flow(ignored) else layout.newline + layout.indent_of(first)
            return (layout.inserted(layout.start_of(first), reason + joint),)
        if ignored is not None:
            return ()
        if layout.is_flow(claim):
            end = layout.end_of(claim.entries[-1][1])
            return (layout.inserted(end, f", {_IGNORE}: {{{reason}}}"),)
        text = claim.get("text") or claim.entries[0][1]
        edit = layout.below(text, [f"{layout.indent_of(claim.entries[0][0])}{_IGNORE}: {{{reason}}}"])
        return (edit,) if edit else ()

    def with_keys(self, key: Scalar, claim: Scalar, other: str) -> tuple[Edit, ...]:
        """Return the edits that make a claim of a mere text one with keys: `text` and another."""
        layout = self.layout
        start, end = layout.start_of(claim), layout.end_of(claim)
        claims = self.root.get("claims")
        if claims is not None and layout.is_flow(claims):
            return (layout.inserted(start, "{text: "), layout.inserted(end, f", {other}}}"))
        if claim.span.line != key.span.line or claim.span.end_line != claim.span.line:
            return ()
        indent = layout.newline + layout.indent_of(key) + "  "
        before = layout.text.rindex(":", layout.end_of(key), start) + 1
        return (layout.replaced(before, start, f"{indent}text: "), layout.inserted(end, f"{indent}{other}"))


# --- citations ---


class TitledCitation(NamedTuple):
    """A citation that names its source by a title: what the id of the source could be, its title, and the place."""

    id: str
    title: str
    locator: str


def titled_citation(text: str) -> TitledCitation | None:
    """Return the parts of a citation such as `UNESCO report, page 84`; `None` if it has no title of several words."""
    match = _LOCATOR.search(text)
    title = text[: match.start()] if match else text
    locator = text[match.end() - len(match[1]) :] if match else ""
    title = title.strip(" ,;.")
    id = _NOT_IN_ID.sub("-", title.split(" ")[0].lower()).strip("-")
    if " " not in title or not id:
        return None
    return TitledCitation(id, title, locator.strip())


# --- the tree ---


def _scalar_at(root: Node, span: Span) -> Scalar | None:
    """Return the text that stands at a place."""
    pending: list[Node] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, Scalar):
            if node.span == span:
                return node
        elif isinstance(node, Sequence):
            pending += node.items
        else:
            for key, value in node.entries:
                pending += [key, value]
    return None


def _text_at(root: Node, span: Span) -> str:
    scalar = _scalar_at(root, span)
    return scalar.value if scalar else ""
