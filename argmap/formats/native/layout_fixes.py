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

from argmap.formats.native.edited_text import Branch, EditedText, Tree
from argmap.formats.native.layout import Group, Part, Text, write_scalar
from argmap.formats.shared.yaml_tree import parse_tree
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
from argmap.util.memory import pause_garbage_collection
from argmap.util.text import shorten

_PLAIN_CITATION = r"[\w .¶§-]+"
"""A citation that needs no quotation marks, in brackets or out of them."""
_YEAR = r"\b[12]\d\d\d\b"
_ADDRESS = r"(?i)https?://(?:www\.)?([^/.:\s]+)\S*"

Edits: TypeAlias = list[Edit]
"""What changes a file together; empty where there is no room for it."""
_TO_FILL_IN = Text(PLACEHOLDER, PLACEHOLDER)
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
        fixes = [fix for fix in fixes if finder.is_certain(fix)]
        if fixes:
            diagnostic = with_more_fixes(diagnostic, fixes)  # noqa: PLW2901
        yield diagnostic


class _FixFinder:
    """Finds fixes in the files of a map."""

    def __init__(self, texts: MappingOf[str, str], map: ArgumentMap | None) -> None:
        self._texts = texts
        self._files: dict[str, EditedText] = {}
        # The lines of blocks that are not YAML.
        self._broken: dict[str, tuple[range, ...]] = {}
        self.claims = map.claims if map else {}

    def file(self, name: str) -> EditedText | None:
        """Return a file with what can be read of it; `None` if its bytes cannot be read."""
        if name in self._texts and name not in self._files:
            text = self._texts[name]
            with pause_garbage_collection():
                root, _ = parse_tree(text, name)
                if root is None:
                    from argmap.formats.native.recovery import recover  # few files need it

                    recovered = recover(text, name)
                    root = recovered.root
                    self._broken[name] = recovered.blocks
                self._files[name] = EditedText(text, name, root)
        return self._files.get(name)

    def is_certain(self, fix: Fix) -> bool:
        """Return whether a fix changes nothing in or below a block that is not YAML."""
        for span, _, _ in fix.edits:
            for block in self._broken.get(span.file, ()):
                if span.line in block or span.line - 1 in block:
                    return False
        return True

    def fixes_of(self, diagnostic: Diagnostic) -> Fixes:
        """Return the fixes of a finding, but that to ignore it."""
        span = diagnostic.span
        subject = diagnostic.subject
        file = self.file(span.file) if span is not None else None
        if span is None or file is None:
            return []
        match diagnostic.code:
            case "unused-ignore":
                return self.without_ignore(subject, span)
            case "unused-source":
                return _without(file, file.sources.get(subject))
            case "unknown-claim":
                return _new_claim(file, span)
            case "unknown-source" if not diagnostic.fixes:
                return self.new_source(file, span)
        return []

    def place_of(self, id: str) -> tuple[EditedText, Tree] | None:
        """Return the file and the place where the claim of an id is written, if it is known."""
        span = self.claims[id].at("text") if id in self.claims else None
        file = self.file(span.file) if span is not None else None
        text = file.tree_at(span) if file is not None and span is not None else None
        if file is None or text is None:
            return None
        mapping = text.branch.parent
        # Under `claims`, `text` is the id of a claim.
        claims = file.tree.get("claims")
        is_id = claims is not None and mapping is claims.tree
        return file, mapping if text.branch.key == "text" and mapping and not is_id else text

    def without_ignore(self, id: str, span: Span) -> Fixes:
        """Return the fix that takes out of a claim an `ignore` which does nothing."""
        place = self.place_of(id)
        if place is None:
            return []
        file, claim = place
        ignored = claim.get("ignore")
        for branch in ignored.tree.parts if ignored is not None else []:
            if branch.key_node is not None and branch.key_node.span == span:
                return _without(file, branch)
        return []

    def new_source(self, file: EditedText, span: Span) -> Fixes:
        """Return the fix that declares a source cited by its title or address, and cites its id."""
        cited = file.tree_at(span)
        if cited is None or span.line != span.end_line:
            return []
        # `UNESCO report 2020, page 84` becomes `unesco2020 page 84`.
        name, locator = parse_cited_words(cited.text)
        address = re.fullmatch(_ADDRESS, name)
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
        year = re.search(_YEAR, name)
        if year and not address:
            id += year[0]
        citation = f"{id} {locator}".strip()
        if not re.fullmatch(_PLAIN_CITATION, citation):
            citation = write_scalar(citation, quoted=True)
        fields = [Part(field, Text(name, write_scalar(name, quoted=True), stays=True))]
        source = Part(id, Group(fields, is_list=False, in_brackets=True))
        edits = self.new_source_entry(file, source)
        if edits:
            edits.append(Edit(span, citation))
        return _fix(f"declare the source “{name}” as `{id}`", edits, Safety.UNSAFE)

    def new_source_entry(self, file: EditedText, source: Part) -> Edits:
        """Return the edit that adds an entry to a file's sources, if its id is free."""
        for each in map(self.file, self._texts):
            if each is not None and source.key in each.sources:
                return []
        if file.tree.in_brackets:
            return []
        sources = file.tree.get("sources")
        if sources is not None:
            return _with_entry(file, sources.tree, source)
        # Before the claims that cite it, or at the top.
        above = file.tree.get("claims") or file.tree.parts[0]
        section = Part("sources", Group([source], is_list=False))
        return _with_entry(file, file.tree, section, above)

    def ignore_fixes(self, diagnostic: Diagnostic) -> Fixes:
        """Return the fix that lets the claim ignore the rule, for a reason to be filled in."""
        rule = diagnostic.code
        for id in diagnostic.silencers:
            place = self.place_of(id)
            edits = _ignoring(*place, rule) if place is not None else []
            if edits:
                # A person knows a claim by its id only where its author wrote one.
                claim = self.claims[id]
                called = f"`{id}`"
                if not claim.has_own_id:
                    called = f"“{shorten(claim.text, 50)}”"
                return _fix(f"ignore `{rule}` for {called}, with a reason", edits, Safety.OPEN)
        return []


def _fix(message: str, edits: Edits, safety: Safety) -> Fixes:
    """Return the fix that consists of these edits; none if there are none."""
    if not edits:
        return []
    return [Fix(message, tuple(edits), safety)]


def _new_claim(file: EditedText, span: Span) -> Fixes:
    """Return the fix that writes the claim that is missing, its text to be filled in."""
    claims = file.tree.get("claims")
    missing = file.tree_at(span)
    if claims is None or claims.tree.in_brackets or missing is None:
        return []
    id = missing.text
    if not ID.fullmatch(id):
        return []
    edits = _with_entry(file, claims.tree, Part(id, _TO_FILL_IN))
    return _fix(f"add the claim `{id}`", edits, Safety.OPEN)


def _with_entry(file: EditedText, tree: Tree, entry: Part, above: Branch | None = None) -> Edits:
    """Return the edit that adds an entry to a mapping that has others, at its end or above one."""
    if tree.is_text or tree.is_list or not tree.parts:
        return []
    return file.edits(lambda: [file.insertion(tree, Branch.of_part(entry), above)])


def _without(file: EditedText, branch: Branch | None) -> Fixes:
    """Return the fix that takes an entry out of the mapping that it is in.

    The key goes with its last entry. What its author wrote is lost, so that it is not safe.
    """
    if branch is None:
        return []
    whole = branch
    if branch.parent is not None and len(branch.parent.parts) == 1:
        whole = branch.parent.branch
    if whole.parent is None or len(whole.parent.parts) == 1 or file.has_comment(whole):
        return []
    edits = file.edits(lambda: [file.removal(whole)])
    return _fix(f"remove `{branch.key}`", edits, Safety.UNSAFE)


def _ignoring(file: EditedText, claim: Tree, rule: str) -> Edits:
    """Return the edits that add a rule to what a claim ignores; none where there is no room."""
    new_rule = Part(rule, _TO_FILL_IN)
    ignore = Part("ignore", Group([new_rule], is_list=False, in_brackets=True))
    text, ignored = claim.get("text"), claim.get("ignore")
    if claim.is_text:
        return file.edits(lambda: file.rewriting_in_mapping(claim, "text", ignore))
    if ignored is not None:
        parts = ignored.tree.parts
        return _with_entry(file, ignored.tree, new_rule, parts[0]) if parts else []
    if text is None:
        return []
    place = claim.parts.index(text) + 1
    following = claim.parts[place] if place < len(claim.parts) and not claim.in_brackets else None
    return _with_entry(file, claim, ignore, following)
