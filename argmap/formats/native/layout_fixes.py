"""Fixes of findings in a native file that depend on how the file is laid out.

An `ignore` or a source that is of no use is taken out, a claim or source that is missing is
written, and a claim gets an `ignore` whose reason its author is to fill in:

    sleep: Sleep helps.      →   sleep:
                                   text: Sleep helps.
                                   ignore: {unsupported-claim: …}
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import replace
from functools import cached_property

from argmap.formats.native.file_layout import ClaimPlace, Entry, Layout, Places
from argmap.formats.shared.tree import Mapping, Scalar
from argmap.formats.shared.yaml_tree import parse_tree
from argmap.model import ID, ArgumentMap
from argmap.model.diagnostics import PLACEHOLDER, Diagnostic, Edit, Fix, Safety, Span
from argmap.model.validation import parse_cited_words
from argmap.util.text import shorten

_PLAIN_CITATION = re.compile(r"[\w .¶§-]+")
"""A citation that needs no quotation marks, in brackets or out of them."""
_YEAR = re.compile(r"\b[12]\d\d\d\b")
_ADDRESS = re.compile(r"https?://(?:www\.)?([^/.:\s]+)\S*", re.IGNORECASE)


def _ignoring(place: ClaimPlace, rule: str, layout: Layout) -> tuple[Edit, ...]:
    """Return the edits that add a rule to what a claim ignores; none where there is no room."""
    reason = f"{rule}: {PLACEHOLDER}"
    if isinstance(place.node, Scalar):
        return _with_keys(place, place.node, reason, layout)
    edit = _in_mapping(place.node, reason, layout)
    return (edit,) if edit else ()


def _in_mapping(claim: Mapping, reason: str, layout: Layout) -> Edit | None:
    """Return the edit that adds a reason to a claim that has keys of its own."""
    ignored = claim.get("ignore")
    if isinstance(ignored, Mapping) and ignored.entries:
        first, _ = ignored.entries[0]
        between = layout.newline + layout.indent_of(first)
        if layout.is_flow(ignored):
            between = ", "
        return layout.insert_text(layout.start_of(first), reason + between)
    if ignored is not None:
        return None
    entry = f"ignore: {{{reason}}}"
    first_key, _ = claim.entries[0]
    if layout.is_flow(claim):
        _, last_value = claim.entries[-1]
        return layout.insert_text(layout.end_of(last_value), f", {entry}")
    text = claim.get("text")
    if text is None:
        return None
    return layout.below(text, [layout.indent_of(first_key) + entry])


def _with_keys(place: ClaimPlace, text: Scalar, reason: str, layout: Layout) -> tuple[Edit, ...]:
    """Return the edits that make a claim of a mere text one with the keys `text` and `ignore`."""
    entry = f"ignore: {{{reason}}}"
    start = layout.start_of(text)
    if place.is_in_brackets:
        end = layout.end_of(text)
        return (layout.insert_text(start, "{text: "), layout.insert_text(end, f", {entry}}}"))
    # The lines of a text would have to be indented anew.
    if text.span.line != text.span.end_line:
        return ()
    key = place.key
    if key is None:
        # An item of a list: its keys begin where its text did.
        indent = layout.indent_of(text)
        text_edit = layout.insert_text(start, "text: ")
    elif key.span.line == text.span.line:
        indent = layout.indent_of(key) + "  "
        after_colon = layout.text.rindex(":", layout.end_of(key), start) + 1
        text_edit = layout.replace_text(after_colon, start, f"{layout.newline}{indent}text: ")
    else:
        return ()
    ignore_edit = layout.below(text, [indent + entry])
    if ignore_edit is None:
        return ()
    return (text_edit, ignore_edit)


def with_fixes(
    diagnostics: Iterable[Diagnostic],
    texts: MappingOf[str, str],
    map: ArgumentMap | None,
    rules: Collection[str],
) -> Iterator[Diagnostic]:
    """Yield diagnostics with the fixes that the layout of their files allows.

    Args:
        diagnostics: what was found in a map.
        texts: the files that it is made of, by the names that the diagnostics have for them.
        map: the map, if they make one.
        rules: the ids of the rules whose findings get a fix that ignores them, too.
    """
    finder = _FixFinder(texts, map)
    for diagnostic in diagnostics:
        fixes = finder.fixes_of(diagnostic)
        if diagnostic.code in rules and diagnostic.code != "unused-ignore":
            fixes += finder.ignore_fixes(diagnostic)
        if fixes:
            diagnostic = replace(diagnostic, fixes=(*diagnostic.fixes, *fixes))  # noqa: PLW2901
        yield diagnostic


class _File:
    """One file of a map, whose tree is made when somebody asks for it."""

    def __init__(self, text: str, name: str) -> None:
        self.layout = Layout(text, name)

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
        """The sources that the file declares, by id; a file may have thousands to take out."""
        sources = self.part("sources")
        return {} if sources is None else {entry[0].value: entry for entry in sources.entries}

    def part(self, key: str) -> Mapping | None:
        """Return a mapping at the top level of the file that is not empty."""
        part = self.root.get(key)
        if isinstance(part, Mapping) and part.entries:
            return part
        return None


class _FixFinder:
    """Finds fixes in the files of a map."""

    def __init__(self, texts: MappingOf[str, str], map: ArgumentMap | None) -> None:
        self.files = {name: _File(text, name) for name, text in texts.items()}
        self.map = map

    def fixes_of(self, diagnostic: Diagnostic) -> list[Fix]:
        """Return the fixes of a finding, but that to ignore it."""
        span = diagnostic.span
        if span is None:
            return []
        file = self.files[span.file]
        if diagnostic.code == "unused-ignore":
            return self.without_ignore(diagnostic.subject, span)
        if diagnostic.code == "unused-source":
            sources = file.part("sources")
            entry = file.source_entries.get(diagnostic.subject)
            if sources is not None and entry is not None:
                return _without(file.layout, file.root, "sources", sources, entry)
        if diagnostic.code == "unknown-claim":
            return self.new_claim(file, span)
        if diagnostic.code == "unknown-source" and not diagnostic.fixes:
            return self.new_source(file, span)
        return []

    def claim_place(self, claim: str) -> tuple[_File, ClaimPlace] | None:
        """Return the file and the place where the claim of an id is written."""
        if self.map is None or claim not in self.map.claims:
            return None
        text = self.map.claims[claim].at("text")
        if text is None:
            return None
        file = self.files[text.file]
        place = file.places.claims.get(text)
        return (file, place) if place else None

    def without_ignore(self, id: str, span: Span) -> list[Fix]:
        """Return the fix that takes out of a claim an `ignore` which does nothing."""
        found = self.claim_place(id)
        if found is None:
            return []
        file, (_, claim, _) = found
        ignored = claim.get("ignore") if isinstance(claim, Mapping) else None
        if not isinstance(claim, Mapping) or not isinstance(ignored, Mapping):
            return []
        for key, value in ignored.entries:
            if key.span == span:
                return _without(file.layout, claim, "ignore", ignored, (key, value))
        return []

    def new_claim(self, file: _File, span: Span) -> list[Fix]:
        """Return the fix that writes the claim that is missing, its text to be filled in."""
        claims = file.part("claims")
        missing = file.places.scalars.get(span)
        if claims is None or missing is None or file.layout.is_flow(claims):
            return []
        if not ID.fullmatch(missing.value):
            return []
        first_key, _ = claims.entries[0]
        _, last_claim = claims.entries[-1]
        indent = file.layout.indent_of(first_key)
        edit = file.layout.below(last_claim, [f"{indent}{missing.value}: {PLACEHOLDER}"])
        if edit is None:
            return []
        return [Fix(f"write the claim `{missing.value}`", (edit,), Safety.OPEN)]

    def new_source(self, file: _File, span: Span) -> list[Fix]:
        """Return the fix that declares a source cited by its title or address, and cites its id."""
        cited = file.places.scalars.get(span)
        if cited is None or cited.span.line != cited.span.end_line:
            return []

        import json

        # `UNESCO report 2020, page 84` becomes `unesco2020 page 84`.
        name, locator = parse_cited_words(cited.value)
        address = _ADDRESS.fullmatch(name)
        first_word, space, _ = name.partition(" ")
        field = "title"
        if address:
            first_word, field = address[1], "url"
        elif not space:
            return []  # one word alone is a misspelt id
        id = re.sub("[^a-z0-9]+", "-", first_word.lower()).strip("-")
        if not id:
            return []
        year = _YEAR.search(name)
        if year and not address:
            id += year[0]
        entry = f"{id}: {{{field}: {json.dumps(name, ensure_ascii=False)}}}"
        declared = self.new_source_entry(file, id, entry)
        if declared is None:
            return []
        citation = f"{id} {locator}".strip()
        if not _PLAIN_CITATION.fullmatch(citation):
            citation = json.dumps(citation, ensure_ascii=False)
        edits = (declared, Edit(cited.span, citation))
        return [Fix(f"declare the source “{name}” as `{id}`", edits, Safety.UNSAFE)]

    def new_source_entry(self, file: _File, id: str, entry: str) -> Edit | None:
        """Return the edit that adds an entry to a file's sources, if its id is free."""
        layout = file.layout
        for each in self.files.values():
            sources = each.part("sources")
            if sources is not None and sources.get(id) is not None:
                return None
        if layout.is_flow(file.root):
            return None
        if file.root.get("sources") is None:
            section = f"sources:{layout.newline}  {entry}{layout.newline}"
            # Before the claims that cite it, or at the top.
            next_key, _ = file.root.entries[0]
            for key, _ in file.root.entries:
                if key.value == "claims":
                    next_key = key
            return layout.insert_text(layout.start_of(next_key), section)
        sources = file.part("sources")
        if sources is None:
            return None
        first_key, _ = sources.entries[0]
        _, last_source = sources.entries[-1]
        if layout.is_flow(sources):
            return layout.insert_text(layout.end_of(last_source), f", {entry}")
        return layout.below(last_source, [layout.indent_of(first_key) + entry])

    def ignore_fixes(self, diagnostic: Diagnostic) -> list[Fix]:
        """Return the fix that lets the claim ignore the rule, for a reason to be filled in."""
        for claim in diagnostic.silencers:
            found = self.claim_place(claim)
            if found is None:
                continue
            file, place = found
            edits = _ignoring(place, diagnostic.code, file.layout)
            if edits:
                # A person knows a claim by its id only where its author wrote one.
                stated = self.map.claims[claim] if self.map else None
                called = f"`{claim}`"
                if stated and not stated.has_own_id:
                    called = f"“{shorten(stated.text, 50)}”"
                message = f"ignore `{diagnostic.code}` on {called}, and say why"
                return [Fix(message, edits, Safety.OPEN)]
        return []


def _without(
    layout: Layout, parent: Mapping, name: str, mapping: Mapping, entry: Entry
) -> list[Fix]:
    """Return the fix that takes an entry out of a mapping, the value of a key of its parent.

    The key goes with its last entry. What its author wrote is lost, so that it is not safe.
    """
    edit: Edit | None = None
    if len(mapping.entries) > 1:
        edit = layout.without_entry(mapping, entry)
    elif len(parent.entries) > 1:
        (whole,) = [each for each in parent.entries if each[0].value == name]
        edit = layout.without_entry(parent, whole)
    if edit is None:
        return []
    key, _ = entry
    return [Fix(f"take `{key.value}` out", (edit,), Safety.UNSAFE)]
