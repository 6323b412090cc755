"""Fixes for what was found in a native file, where a fix depends on how the file is laid out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property

from argmap.formats.native.citations import undeclared_source
from argmap.formats.native.ignoring import IGNORE, ignoring
from argmap.formats.native.layout import Entry, Layout
from argmap.formats.native.places import ClaimPlace, Places
from argmap.formats.shared.edits import narrowed
from argmap.formats.shared.tree import Mapping, Scalar, split_lines
from argmap.formats.shared.yaml_tree import parse_tree
from argmap.model import ID, ArgumentMap
from argmap.model.diagnostics import PLACEHOLDER, Diagnostic, Edit, Fix, Safety, Span
from argmap.model.text import shorten

_PLAIN_CITATION = re.compile(r"[\w .¶§-]+")
"""A citation that needs no quotation marks, in brackets or out of them."""
_NOT_TO_IGNORE = "unused-ignore"


def with_fixes(
    diagnostics: Iterable[Diagnostic],
    text: str,
    name: str,
    map: ArgumentMap | None,
    rules: Collection[str],
    *,
    with_ignores: bool = True,
) -> list[Diagnostic]:
    """Return diagnostics with the fixes that the layout of their file allows.

    Args:
        diagnostics: what was found in the file.
        text: the file.
        name: what the diagnostics call it.
        map: its map, if it has one.
        rules: the ids of all rules.
        with_ignores: whether each finding of a rule gets a fix that ignores it, too.
    """
    finder = _FixFinder(text, name, map)
    lines = split_lines(text)
    mended: list[Diagnostic] = []
    for diagnostic in diagnostics:
        fixes = [*diagnostic.fixes, *finder.fixes_of(diagnostic)]
        if with_ignores and diagnostic.code in rules and diagnostic.code != _NOT_TO_IGNORE:
            fixes += finder.ignored(diagnostic)
        mended.append(narrowed(replace(diagnostic, fixes=tuple(fixes)), lines))
    return mended


class _FixFinder:
    """Finds fixes in a file, whose tree is made when the first one is asked for."""

    def __init__(self, text: str, name: str, map: ArgumentMap | None) -> None:
        self.layout = Layout(text, name)
        self.map = map

    def fixes_of(self, diagnostic: Diagnostic) -> list[Fix]:
        """Return the fixes of a finding, but that to ignore it."""
        if diagnostic.code == "unused-ignore":
            return self.without_ignore(diagnostic)
        if diagnostic.code == "unused-source":
            return self.without_source(diagnostic)
        if diagnostic.code == "unknown-claim":
            return self.new_claim(diagnostic)
        if diagnostic.code == "unknown-source":
            return self.new_source(diagnostic)
        return []

    @cached_property
    def root(self) -> Mapping:
        """The tree of the file; without entries if the file holds no mapping."""
        root, _ = parse_tree(self.layout.text, self.layout.name)
        if isinstance(root, Mapping):
            return root
        return Mapping([], Span.start_of(self.layout.name))

    @cached_property
    def places(self) -> Places:
        """What stands where in the file."""
        return Places(self.root, self.layout)

    @cached_property
    def source_entries(self) -> dict[str, Entry]:
        """The sources that the file declares, by id: their keys and what they are."""
        sources = self.part("sources")
        if sources is None:
            return {}
        return {key.value: (key, value) for key, value in sources.entries}

    def part(self, key: str) -> Mapping | None:
        """Return a mapping at the top level of the file that is not empty."""
        part = self.root.get(key)
        if isinstance(part, Mapping) and part.entries:
            return part
        return None

    def scalar_at(self, diagnostic: Diagnostic) -> Scalar | None:
        """Return the text that a finding points at."""
        if diagnostic.span is None:
            return None
        return self.places.scalars.get(diagnostic.span)

    def claim_place(self, claim: str) -> ClaimPlace | None:
        """Return where the claim of an id is written."""
        stated = self.map.claims.get(claim) if self.map else None
        text = stated.at("text") if stated else None
        if text is None:
            return None
        return self.places.claims.get(text)

    # --- what can go ---

    def without_ignore(self, diagnostic: Diagnostic) -> list[Fix]:
        """Return the fix that takes out an `ignore` which does nothing."""
        place = self.claim_place(diagnostic.subject)
        if place is None or not isinstance(place.node, Mapping):
            return []
        ignored = place.node.get(IGNORE)
        if not isinstance(ignored, Mapping):
            return []
        for key, value in ignored.entries:
            if key.span == diagnostic.span:
                return self.without(place.node, IGNORE, ignored, (key, value))
        return []

    def without_source(self, diagnostic: Diagnostic) -> list[Fix]:
        """Return the fix that takes out a source which nothing cites."""
        sources = self.part("sources")
        entry = self.source_entries.get(diagnostic.subject)
        if sources is None or entry is None:
            return []
        return self.without(self.root, "sources", sources, entry)

    def without(self, parent: Mapping, name: str, mapping: Mapping, entry: Entry) -> list[Fix]:
        """Return the fix that takes an entry out of a mapping, which is the value of a key of its parent.

        The key goes with its last entry. What its author wrote is lost, so that it is not safe.
        """
        edit: Edit | None = None
        if len(mapping.entries) > 1:
            edit = self.layout.without_entry(mapping, entry)
        elif len(parent.entries) > 1:
            (whole,) = [each for each in parent.entries if each[0].value == name]
            edit = self.layout.without_entry(parent, whole)
        if edit is None:
            return []
        key, _ = entry
        return [Fix(f"take `{key.value}` out", (edit,), Safety.UNSAFE)]

    # --- what can be added ---

    def new_claim(self, diagnostic: Diagnostic) -> list[Fix]:
        """Return the fix that writes the claim that is missing, its text to be filled in."""
        claims = self.part("claims")
        missing = self.scalar_at(diagnostic)
        if claims is None or missing is None or self.layout.is_flow(claims):
            return []
        if not ID.fullmatch(missing.value):
            return []
        first_key, _ = claims.entries[0]
        _, last_claim = claims.entries[-1]
        indent = self.layout.indent_of(first_key)
        edit = self.layout.below(last_claim, [f"{indent}{missing.value}: {PLACEHOLDER}"])
        if edit is None:
            return []
        return [Fix(f"write the claim `{missing.value}`", (edit,), Safety.OPEN)]

    def new_source(self, diagnostic: Diagnostic) -> list[Fix]:
        """Return the fix that declares a source that is cited by its title or address, and cites it by an id."""
        cited = self.scalar_at(diagnostic)
        if diagnostic.fixes or cited is None or cited.span.line != cited.span.end_line:
            return []
        source = undeclared_source(cited.value)
        if source is None:
            return []
        import json

        name = json.dumps(source.name, ensure_ascii=False)
        declared = self.new_source_entry(source.id, f"{source.id}: {{{source.field}: {name}}}")
        if declared is None:
            return []
        citation = f"{source.id} {source.locator}".strip()
        if not _PLAIN_CITATION.fullmatch(citation):
            citation = json.dumps(citation, ensure_ascii=False)
        edits = (declared, Edit(cited.span, citation))
        return [Fix(f"declare the source “{source.name}” as `{source.id}`", edits, Safety.UNSAFE)]

    def new_source_entry(self, id: str, entry: str) -> Edit | None:
        """Return the edit that adds an entry to the sources; `None` if one has its id, or there is no room."""
        layout = self.layout
        if layout.is_flow(self.root):
            return None
        if self.root.get("sources") is None:
            section = f"sources:{layout.newline}  {entry}{layout.newline}"
            # Before the claims that cite it, or at the top.
            next_key, _ = self.root.entries[0]
            for key, _ in self.root.entries:
                if key.value == "claims":
                    next_key = key
            return layout.inserted(layout.start_of(next_key), section)
        sources = self.part("sources")
        if sources is None or sources.get(id) is not None:
            return None
        first_key, _ = sources.entries[0]
        _, last_source = sources.entries[-1]
        if layout.is_flow(sources):
            return layout.inserted(layout.end_of(last_source), f", {entry}")
        return layout.below(last_source, [layout.indent_of(first_key) + entry])

    def ignored(self, diagnostic: Diagnostic) -> list[Fix]:
        """Return the fix that lets the claim ignore the rule, for a reason to be filled in."""
        for claim in diagnostic.silencers:
            place = self.claim_place(claim)
            edits = ignoring(place, diagnostic.code, self.layout) if place else ()
            if edits:
                return [Fix(f"ignore `{diagnostic.code}` on {self.name_of(claim)}, and say why", edits, Safety.OPEN)]
        return []

    def name_of(self, claim: str) -> str:
        """Return what a person calls a claim: its id where its author wrote one."""
        stated = self.map.claims[claim] if self.map else None
        if stated is None or stated.has_own_id:
            return f"`{claim}`"
        return f"“{shorten(stated.text, 50)}”"
