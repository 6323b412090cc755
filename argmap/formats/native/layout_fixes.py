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
from typing import TypeAlias

from argmap.formats.native.file_layout import ClaimPlace, Edits, Entry, NativeFile
from argmap.formats.shared.tree import Mapping, Scalar
from argmap.model import ID, ArgumentMap
from argmap.model.diagnostics import (
    PLACEHOLDER,
    Diagnostic,
    Edit,
    Fix,
    Safety,
    Span,
    with_more_fixes,
)
from argmap.model.validation import parse_cited_words
from argmap.util.text import shorten

_PLAIN_CITATION = re.compile(r"[\w .¶§-]+")
"""A citation that needs no quotation marks, in brackets or out of them."""
_YEAR = re.compile(r"\b[12]\d\d\d\b")
_ADDRESS = re.compile(r"https?://(?:www\.)?([^/.:\s]+)\S*", re.IGNORECASE)

_REASON = "\0"
"""Where a rule and the reason to ignore it are filled in: no file holds this character."""

Fixes: TypeAlias = list[Fix]
"""The fixes of one finding, of which one is enough."""


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
            diagnostic = with_more_fixes(diagnostic, fixes)  # noqa: PLW2901
        yield diagnostic


class _FixFinder:
    """Finds fixes in the files of a map."""

    def __init__(self, texts: MappingOf[str, str], map: ArgumentMap | None) -> None:
        self.files = {name: NativeFile(text, name) for name, text in texts.items()}
        self.claims = map.claims if map else {}
        # How a claim gets an `ignore`, by its id: several rules may flag it.
        self._ways_to_ignore: dict[str, Edits] = {}

    def fixes_of(self, diagnostic: Diagnostic) -> Fixes:
        """Return the fixes of a finding, but that to ignore it."""
        span = diagnostic.span
        subject = diagnostic.subject
        file = self.files.get(span.file) if span is not None else None
        # A file whose bytes cannot be read has no text.
        if span is None or file is None:
            return []
        match diagnostic.code:
            case "unused-ignore":
                return self.without_ignore(subject, span)
            case "unused-source" if subject in file.sources:
                return _without(file, file.root, "sources", file.sources[subject])
            case "unknown-claim":
                return _new_claim(file, span)
            case "unknown-source" if not diagnostic.fixes:
                return self.new_source(file, span)
        return []

    def places_of(self, id: str) -> Iterator[tuple[NativeFile, ClaimPlace]]:
        """Yield the file and the place where the claim of an id is written, if it is known."""
        if id not in self.claims:
            return
        text = self.claims[id].at("text")
        if text is not None:
            file = self.files[text.file]
            place = file.claims.get((text.line, text.column))
            if place is not None:
                yield file, place

    def without_ignore(self, id: str, span: Span) -> Fixes:
        """Return the fix that takes out of a claim an `ignore` which does nothing."""
        for file, place in self.places_of(id):
            claim = place.node
            if not isinstance(claim, Mapping):
                break
            ignored = claim.get("ignore")
            if not isinstance(ignored, Mapping):
                break
            for entry in ignored.entries:
                key, _ = entry
                if key.span == span:
                    return _without(file, claim, "ignore", entry)
        return []

    def new_source(self, file: NativeFile, span: Span) -> Fixes:
        """Return the fix that declares a source cited by its title or address, and cites its id."""
        cited = file.scalars.get(span)
        if cited is None or span.line != span.end_line:
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
            return []  # one word alone is a misspelled id
        id = re.sub("[^a-z0-9]+", "-", first_word.lower())
        id = id.strip("-")
        if not id:
            return []
        year = _YEAR.search(name)
        if year and not address:
            id += year[0]
        citation = f"{id} {locator}".strip()
        if not _PLAIN_CITATION.fullmatch(citation):
            citation = json.dumps(citation, ensure_ascii=False)
        quoted = json.dumps(name, ensure_ascii=False)
        entry = f"{id}: {{{field}: {quoted}}}"
        edits = self.new_source_entry(file, id, entry)
        if edits:
            edits.append(Edit(span, citation))
        return _fix(f"declare the source “{name}” as `{id}`", edits, Safety.UNSAFE)

    def new_source_entry(self, file: NativeFile, id: str, entry: str) -> Edits:
        """Return the edit that adds an entry to a file's sources, if its id is free."""
        root = file.root
        is_taken = any(id in each.sources for each in self.files.values())
        if is_taken or file.is_flow(root):
            return []
        sources = file.part("sources")
        if sources is not None:
            return file.with_entry(sources, entry)
        if root.get("sources") is not None:
            return []
        # Before the claims that cite it, or at the top.
        next_key, _ = root.entries[0]
        for key, _ in root.entries:
            if key.value == "claims":
                next_key = key
        start = file.start_of(next_key)
        newline = file.newline
        return [file.insert_text(start, f"sources:{newline}  {entry}{newline}")]

    def ignore_fixes(self, diagnostic: Diagnostic) -> Fixes:
        """Return the fix that lets the claim ignore the rule, for a reason to be filled in."""
        rule = diagnostic.code
        for id in diagnostic.silencers:
            edits: Edits = []
            for edit in self.edits_to_ignore(id):
                text = edit.text.replace(_REASON, f"{rule}: {PLACEHOLDER}")
                edits.append(Edit(edit.span, text))
            if edits:
                # A person knows a claim by its id only where its author wrote one.
                claim = self.claims[id]
                called = f"`{id}`"
                if not claim.has_own_id:
                    called = f"“{shorten(claim.text, 50)}”"
                return _fix(f"ignore `{rule}` for {called}, with a reason", edits, Safety.OPEN)
        return []

    def edits_to_ignore(self, id: str) -> Edits:
        """Return the edits that add `_REASON` to what a claim ignores; none if there is no room."""
        if id not in self._ways_to_ignore:
            edits: Edits = []
            for file, place in self.places_of(id):
                edits = edits or _ignoring(file, place, _REASON)
            self._ways_to_ignore[id] = edits
        return self._ways_to_ignore[id]


def _fix(message: str, edits: Edits, safety: Safety) -> Fixes:
    """Return the fix that consists of these edits; none if there are none."""
    if not edits:
        return []
    return [Fix(message, tuple(edits), safety)]


def _new_claim(file: NativeFile, span: Span) -> Fixes:
    """Return the fix that writes the claim that is missing, its text to be filled in."""
    claims = file.part("claims")
    missing = file.scalars.get(span)
    if claims is None or missing is None:
        return []
    id = missing.value
    if file.is_flow(claims) or not ID.fullmatch(id):
        return []
    edits = file.with_entry(claims, f"{id}: {PLACEHOLDER}")
    return _fix(f"add the claim `{id}`", edits, Safety.OPEN)


def _without(file: NativeFile, parent: Mapping, name: str, entry: Entry) -> Fixes:
    """Return the fix that takes an entry out of the mapping below a key of its parent.

    The key goes with its last entry. What its author wrote is lost, so that it is not safe.
    """
    edits = []
    for whole in parent.entries:
        key, mapping = whole
        if key.value != name or not isinstance(mapping, Mapping):
            continue
        if len(mapping.entries) > 1:
            edits = file.without_entry(mapping, entry)
        elif len(parent.entries) > 1:
            edits = file.without_entry(parent, whole)
    out, _ = entry
    return _fix(f"remove `{out.value}`", edits, Safety.UNSAFE)


def _ignoring(file: NativeFile, place: ClaimPlace, reason: str) -> Edits:
    """Return the edits that add a reason to what a claim ignores; none where there is no room."""
    claim = place.node
    if isinstance(claim, Scalar):
        return _with_keys(file, place, claim, f"ignore: {{{reason}}}")
    ignored = claim.get("ignore")
    if isinstance(ignored, Mapping) and ignored.entries:
        first, _ = ignored.entries[0]
        between = ", "
        if not file.is_flow(ignored):
            between = file.newline + file.indent_of(first)
        start = file.start_of(first)
        return [file.insert_text(start, reason + between)]
    if ignored is not None:
        return []
    entry = f"ignore: {{{reason}}}"
    if file.is_flow(claim):
        return file.with_entry(claim, entry)
    text = claim.get("text")
    if text is None:
        return []
    first_key, _ = claim.entries[0]
    indent = file.indent_of(first_key)
    return file.below(text, indent + entry)


def _with_keys(file: NativeFile, place: ClaimPlace, text: Scalar, entry: str) -> Edits:
    """Return the edits that make of a mere text a claim with the keys `text` and `ignore`."""
    start = file.start_of(text)
    if place.is_in_brackets:
        before = file.insert_text(start, "{text: ")
        behind = file.insert_text(file.end_of(text), f", {entry}}}")
        return [before, behind]
    key = place.key
    _, line, _, end_line, _ = text.span
    # The lines of a text would have to be indented anew.
    if line != end_line:
        return []
    if key is None:
        # An item of a list: its keys begin where its text did.
        indent = file.indent_of(text)
        text_edit = file.insert_text(start, "text: ")
    elif line == key.span.line:
        indent = file.indent_of(key) + "  "
        colon = file.text.rindex(":", file.end_of(key), start)
        on_new_line = f"{file.newline}{indent}text: "
        text_edit = file.replace_text(colon + 1, start, on_new_line)
    else:
        return []
    below = file.below(text, indent + entry)
    return [text_edit, *below] if below else []
