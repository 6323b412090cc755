"""What a document says, whatever its format: headings, and paragraphs of runs that may be links.

    ManuscriptSection "Start at nine"
      Paragraph "1"    depth 0   [Run "School should start at nine.", Run " ", Run "[contested]"]
      Paragraph "1.1"  depth 1   [Run "Teenagers would sleep more."]   remark: who says so

An outline becomes one of numbered paragraphs, an essay one of plain paragraphs; each format writes
either. All text in it is safe to show: on one line, without what could reorder or hide letters, and
legal in XML. `blocks_of` makes lists in lists of numbered paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from argmap.documents.citations import Reference
from argmap.documents.outline import Outline, OutlineEntry
from argmap.documents.text_runs import Link, Look, Run, Runs, Target
from argmap.languages.words import Words
from argmap.util.text import safe

_NO_XML = str.maketrans("", "", "\ufffe\uffff")
"""What is no character of XML, however it is written (XML 1.0, "Char"), and what `safe` lets pass.
"""

_ADDRESS = r"(?i)(https?://|mailto:)[^\s\x00-\x1f\x7f]+"

_LANGUAGE = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}"


class Paragraph(NamedTuple):
    """A paragraph.

    Attributes:
        runs: what it says.
        number: its number in the outline; "" for one of running text.
        depth: how far below a root of the outline.
        remark: what is below it in small letters: who says so, and where.
    """

    runs: Runs
    number: str = ""
    depth: int = 0
    remark: Runs = ()


class ManuscriptSection(NamedTuple):
    """A heading, which may be empty, and the paragraphs below it."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


class BibliographyLine(NamedTuple):
    """A source, by its id, and how it is described; citations of it lead here."""

    source: str
    runs: Runs

    @property
    def anchor(self) -> Link:
        """The link that leads here."""
        return Link(Target.SOURCE, self.source)


class Manuscript(NamedTuple):
    """A document before it has a form.

    Attributes:
        title: what it is called; never empty.
        language: its language, as BCP 47 names it.
        words: the words of that language, or of the nearest that is known.
        sections: what it says.
        bibliography: its sources, in order; empty where they are not listed.
        notes: what is explained at its end, a sentence each.
    """

    title: str
    language: str
    words: Words
    sections: tuple[ManuscriptSection, ...]
    bibliography: tuple[BibliographyLine, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def runs(self) -> Iterator[Run]:
        """The runs of all paragraphs, without remarks."""
        for section in self.sections:
            for paragraph in section.paragraphs:
                yield from paragraph.runs

    def places(self) -> list[Link]:
        """Return what links can lead to: places in the text, then the lines of the bibliography."""
        places = [run.anchor for run in self.runs if run.place]
        return [*places, *(line.anchor for line in self.bibliography)]

    def links(self) -> set[Link | None]:
        """Return where the runs of the text lead."""
        return {run.link for run in self.runs}


def manuscript_of(outline: Outline) -> Manuscript:
    """Return the document that an outline makes."""
    map = outline.map
    words = outline.words
    sections = []
    for heading, entries in outline.sections:
        paragraphs = tuple(_paragraph(outline, entry) for entry in entries)
        sections.append(ManuscriptSection(show_text(heading), paragraphs))
    bibliography = [_bibliography_line(reference) for reference in outline.bibliography()]
    title = show_text(map.title) or words.argument_map
    language = map.language
    # A map may give any text, such as "my own English"; a document only a tag, such as "en-GB".
    if not re.fullmatch(_LANGUAGE, language):
        language = words.tag
    notes = tuple(outline.notes())
    return Manuscript(title, language, words, tuple(sections), tuple(bibliography), notes)


def _paragraph(outline: Outline, entry: OutlineEntry) -> Paragraph:
    runs = [run._replace(look=Look.ROLE) for run in outline.role(entry)]
    if runs:
        runs.append(Run(outline.words.colon, Look.ROLE))
    if entry.see:
        runs += outline.reference(entry)
    else:
        runs.append(Run(entry.claim.text, Look.CLAIM))
    marks = outline.marks(entry)
    if marks:
        runs += [Run(" "), Run(f"[{marks}]", Look.MARK)]
    # References lead to the beginning of what has their number.
    runs[0] = runs[0]._replace(place=entry.number)
    remark = show_runs(outline.attribution(entry))
    return Paragraph(show_runs(runs), entry.number, entry.depth, remark)


def _bibliography_line(reference: Reference) -> BibliographyLine:
    """Return a line of a bibliography; the address in it is a link if that is safe to follow."""
    source = reference.source
    address = source.url
    link = None
    # Others, such as `javascript:…`, are shown and not followed.
    if re.fullmatch(_ADDRESS, address):
        link = Link(Target.WEB, address)
    text = reference.text.removesuffix(address)
    runs = [Run(show_text(text)), Run(show_text(address), link=link)]
    return BibliographyLine(source.id, tuple(run for run in runs if run.text))


def show_text(text: str) -> str:
    """Return a text as it is shown in a document, spaces at its ends included."""
    return safe(re.sub(r"[ \t\r\n]+", " ", text)).translate(_NO_XML)


def show_lines(text: str) -> str:
    """Return a text of several lines as it is shown."""
    return "\n".join(show_text(line) if line.strip() else "" for line in text.splitlines())


def show_runs(runs: Iterable[Run]) -> Runs:
    """Return pieces whose texts are safe to show; those that differ in text alone become one."""
    pieces: list[Run] = []
    for run in runs:
        text = show_text(run.text)
        shown = run._replace(text=text)
        if pieces and run.link is None:
            last = pieces[-1]
            if shown == last._replace(text=text, place=""):
                pieces[-1] = last._replace(text=last.text + text)
                continue
        pieces.append(shown)
    return tuple(pieces)


class Item(NamedTuple):
    """A numbered paragraph, and those below it."""

    paragraph: Paragraph
    below: list[Item]


class Block(NamedTuple):
    """A paragraph of running text, or else a list of numbered ones."""

    text: Paragraph | None
    items: list[Item]


def blocks_of(paragraphs: Iterable[Paragraph]) -> list[Block]:
    """Return paragraphs in their order: running text one by one, numbered ones as nested lists."""
    blocks = []
    # lists[depth] is the list that a paragraph of this depth is put into.
    lists: list[list[Item]] = []
    for paragraph in paragraphs:
        if not paragraph.number:
            blocks.append(Block(paragraph, []))
            lists = []
            continue
        if not lists:
            lists = [[]]
            blocks.append(Block(None, lists[0]))
        item = Item(paragraph, [])
        del lists[paragraph.depth + 1 :]
        lists[-1].append(item)
        lists.append(item.below)
    return blocks
