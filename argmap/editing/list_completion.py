"""What can come next in a list: words that say what an item is, marks, notes, sources, references.

    - Phones distract.
      - Ob|                      →  Objection:
      - Pupils play games [co|   →  common ground]
      - Source: Le|              →  Lee (2019): Phones
    1.3 phon|                    →  see 1: Phones distract.     in an outline

All this is written in the language of the map, and read again by the words of all languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.documents.citations import Citations
from argmap.editing.completion import Completion, Item, best_of
from argmap.formats.lists.blocks import read_blocks
from argmap.formats.lists.listing import bullet_line
from argmap.formats.lists.outline_words import (
    COMMA,
    NUMBERED_IN_MARKDOWN,
    NUMBERED_WITH_DOT,
    SEMICOLON,
    parse_reference,
    take_marks,
)
from argmap.formats.lists.sources import write_description
from argmap.languages import words_in_lists
from argmap.languages.list_table import LIST_WORDS
from argmap.languages.roles import Role, spoken_role
from argmap.languages.words import Words
from argmap.languages.writing import OPENING_BRACKETS
from argmap.model import ArgumentMap
from argmap.util.text import shorten

_FEWEST_LETTERS = 3
"""How much of a claim is typed before references to it are offered."""
_LINE_ENDS = re.compile("\r\n|\r|\n")
# Examples: "[12", "[^who"; and the beginning of marks: "[implicit, com", in Markdown "*com".
_NOTE_BEGUN = re.compile(r"\[(\^?[^\[\]\s]*)$")
_MARKS_BEGUN = re.compile(r"\s\[([^\[\]]*)$")
_MARKS_BEGUN_IN_MARKDOWN = re.compile(r"\s\*([^*]*)$")
_MARKS_AT_END_IN_MARKDOWN = re.compile(r"\s\*[^*]+\*\s*$")


def complete_list(
    text: str, line: int, column: int, map: ArgumentMap | None, *, is_markdown: bool
) -> Completion:
    """Return what can come at a place, whose line and column begin at 1.

    Args:
        text: the text, which may be broken.
        line: the line.
        column: the column; what is before it on the line is taken into account.
        map: the map of the text, or of the last that could be read.
        is_markdown: whether the text is Markdown.
    """
    words = words_in_lists(map.language if map is not None else "")
    place = _Place(text, line, column - 1, words, map, is_markdown=is_markdown)
    begun, items = place.possible()
    return best_of(items, begun, column, _holds)


def _holds(item: Item, begun: str) -> bool:
    return len(begun) >= _FEWEST_LETTERS and begun in item.text.lower()


class _Place:
    """Where the cursor is in a list."""

    def __init__(
        self,
        text: str,
        line: int,
        column: int,
        words: Words,
        map: ArgumentMap | None,
        *,
        is_markdown: bool,
    ) -> None:
        self.line = line
        self.listing = read_blocks(text, "", is_markdown=is_markdown)
        lines = _LINE_ENDS.split(text)
        written = lines[line - 1] if line <= len(lines) else ""
        self.before = written[:column]
        # Editors write the closing bracket as soon as one is opened.
        self.is_closed = written[column:].startswith("]")
        self.words = words
        self.map = map
        self.is_markdown = is_markdown

    def possible(self) -> tuple[str, list[Item]]:
        """Return the text that is begun, and all that may come in its place."""
        start = self._start_of_text(self.before)
        if start < 0:
            return self._in_brackets()
        said = self.before[start:]
        spoken = spoken_role(f"{said}x")
        if spoken is not None and spoken.role is Role.SOURCE:
            return spoken.text.removesuffix("x"), list(self._sources())
        marks = (_MARKS_BEGUN_IN_MARKDOWN if self.is_markdown else _MARKS_BEGUN).search(said)
        if marks is not None:
            notes = [] if self.is_markdown else self._notes()
            return COMMA.split(marks[1])[-1], [*self._marks(), *notes]
        note = _NOTE_BEGUN.search(said)
        if note is not None:
            return note[1], list(self._notes())
        if spoken is None:
            return said, [*self._roles(), *self._references()]
        return spoken.text.removesuffix("x"), list(self._references())

    def _start_of_text(self, line: str) -> int:
        """Return where the text of an item begins, behind its bullet and its number; else -1."""
        # A bullet counts only if anything follows it.
        bullet = bullet_line(f"{line}x")
        numbered = NUMBERED_WITH_DOT
        start = len(line) - len(line.lstrip())
        if self.is_markdown and bullet is not None:
            numbered = NUMBERED_IN_MARKDOWN
            start = bullet.start
        match = numbered.match(f"{line}x", start)
        if match is not None:
            return match.end()
        return -1 if bullet is None else bullet.start

    # --- what may come ---

    def _roles(self) -> Iterator[Item]:
        """Yield the words in front of a claim that say what it is."""
        words = self.words
        listed = LIST_WORDS[words.tag]
        roles = [
            (words.reason, words.supports),
            (words.objection, words.rebuts),
            (words.rebuttal, words.rebuts),
            (words.against_this_inference, words.undercuts_the_inference),
            (words.weighing, words.outweighs),
        ]
        if not self.listing.is_outline:
            # In an outline, letters and brackets say so.
            roles.append((words.warrant, words.licenses_the_inference))
            roles += [(word, words.linked_each_is_needed) for word in listed.linked[:1]]
            roles += [(word, words.evidence) for word in listed.source[:1]]
            roles += [(word, "") for word in words.claim_types.values()]
        for word, meaning in roles:
            yield Item(f"{word[0].upper()}{word[1:]}{words.colon}", meaning)

    def _references(self) -> Iterator[Item]:
        """Yield references to the claims of an outline."""
        if not self.listing.is_outline:
            return
        words = self.words
        for item in self.listing.items():
            if not item.number or item.span.line == self.line:
                continue
            text = item.text
            if self.is_markdown:
                text = _MARKS_AT_END_IN_MARKDOWN.sub("", text)
            spoken = spoken_role(text)
            text, _ = take_marks(spoken.text if spoken else text, words, is_numbered=True)
            if not parse_reference(text, words)[0]:
                see = words.see.format(number=item.number)
                yield Item(f"{see}{words.colon}{shorten(text)}", "")

    def _marks(self) -> Iterator[Item]:
        words = self.words
        closing = "*" if self.is_markdown else self._closing()
        marks = [words.common_ground, words.implicit, words.must_be_shown, words.documented]
        if self.listing.is_outline:
            marks += words.claim_types.values()
        for mark in marks:
            yield Item(f"{mark}{closing}", "")

    def _notes(self) -> Iterator[Item]:
        """Yield the notes below the list that an item may refer to."""
        for name, described in self.listing.footnotes.items():
            yield Item(f"{name}{self._closing()}", shorten(described.text))

    def _closing(self) -> str:
        return "" if self.is_closed else "]"

    def _sources(self) -> Iterator[Item]:
        """Yield the sources of the map in words."""
        if self.map is None:
            return
        for source in self.map.sources.values():
            yield Item(write_description(source), "")

    def _in_brackets(self) -> tuple[str, list[Item]]:
        """Return what may come in the brackets below an item of an outline: who says so, where."""
        words = self.words
        opened = self.before.lstrip()
        if not opened.startswith(OPENING_BRACKETS) or not self.listing.is_outline:
            return "", []
        said = SEMICOLON.split(opened[1:])[-1]
        evidence = f"{words.evidence}{words.colon}"
        if not said.startswith(evidence):
            beginnings = [evidence, words.held_by, words.stated_in]
            return said, [Item(each.partition("{")[0], "") for each in beginnings]
        cited = said.removeprefix(evidence)
        if self.map is None:
            return cited, []
        references = Citations(self.map.sources.values(), words).bibliography()
        return cited, [Item(each.label, shorten(each.source.title)) for each in references]
