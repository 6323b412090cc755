"""Maps in the fences of a Markdown page:

    ```argmap side="later" verdicts
    Homework should be abolished.
    - Children need time to play.
    ```

A fence is as CommonMark has it, also in quotes and lists, and in the tabs, notes, definitions and
footnotes of MkDocs and Pandoc. Its first word names the format of the map, and the others are its
options. They can be in braces: `{.argmap #id side=later .verdicts}`. In MyST, the word is in braces
and each option is on a line of its own. Places in diagnostics are those in the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from pkgutil import resolve_name
from types import MappingProxyType
from typing import NamedTuple

from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Span, error, in_order
from argmap.model.graph import part
from argmap.model.reading import Reading
from argmap.options import Part, checked, choices_of
from argmap.options.names import Labels, LayoutName, ThemeName
from argmap.util.errors import ArgmapError
from argmap.util.spelling import near_words, no_such
from argmap.util.text import split_lines

FORMATS_OF_WORD: Mapping[str, tuple[str, ...]] = {
    "argmap": (),
    "argmap-yaml": ("native",),
    "argmap-list": ("text", "markdown"),
    "argdown": ("argdown",),
    "argdown-map": ("argdown",),
}
"""The first word of a fence → the formats of which its text looks like one; none for any."""

_TEXT: tuple[str, ...] = ()
_FLAG = ("true", "false")
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "side": _TEXT,
    "focus": _TEXT,
    "depth": _TEXT,
    "verdicts": _FLAG,
    "outline": (*_FLAG, "only"),
    "labels": choices_of(Labels),
    "paper": _TEXT,
    "layout": choices_of(LayoutName),
    "theme": choices_of(ThemeName),
    "groups": _FLAG,
    "legend": _FLAG,
}
"""What a fence can say about its map → the values it can have; none for any text."""

_FIND_PAPER = "argmap.diagrams.paper_sizes:find_page"
_WITH_IDS = "argmap.documents.claim_names:with_ids"
_WORDS_OF_FLAG = {"": "true", "yes": "true", "no": "false"}
_OF_DIRECTIVES = ("caption", "class", "name")
"""The options that Sphinx has for directives of any kind."""


class Fence(NamedTuple):
    """A map in a page.

    Attributes:
        text: what is in the fence, without the signs of quotes and the indentation.
        options: the value of each option; a flag need not have one.
        file: what findings call the page.
        line: the line in the page that opens the fence.
        text_line: the line in the page at which `text` begins; 0 for the next one.
        column: the column in the page at which the lines of `text` begin.
        last_line: the line in the page that ends the fence.
        number: which map of its page it is, from 1.
        name: the id that the author gave it; "" for none.
        formats: the formats of which the text looks like one; none for any.
        path: the file with the map, where that is not in the fence.
    """

    text: str
    options: Mapping[str, str] = MappingProxyType({})
    file: str = ""
    line: int = 1
    text_line: int = 0
    column: int = 1
    last_line: int = 0
    number: int = 1
    name: str = ""
    formats: tuple[str, ...] = ()
    path: Path | None = None

    @property
    def id(self) -> str:
        """The id of the map in its page, with which all ids in its picture begin."""
        return self.name or f"argmap-{self.number}"

    @property
    def place(self) -> Span:
        """The place of what is wrong with the fence as a whole."""
        return Span.on_line(self.file, self.line, 1)

    @property
    def valid_options(self) -> dict[str, str]:
        """The options that are known and have valid values."""
        return {
            name: value_of(name, value)
            for name, value in self.options.items()
            if _wrong_option(name, value) is None
        }


# --- the grammar ---

_TAB = 4
_DEEPEST = 100
"""Containers within each other; nobody writes more of them, and each costs time."""
_QUOTE = 0
"""A quote among containers; the others are the width of their indentation."""

_SPACES = re.compile(" *")
_OPENING = re.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
_CLOSING = re.compile(r" {0,3}(`{3,}|~{3,})$")
_UNDERLINE = re.compile(r"(?:=+|-+)$")
_RULE_OR_HEADING = re.compile(r"(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,}|#{1,6}(?: .*)?)$")
_ITEM = re.compile(r"(?:[-+*]|(\d{1,9})[.)])( +|$)")
_INDENTED_BELOW = re.compile(r'(?:!!!|\?\?\?\+?) \S.*$|===[!+]* ".*$|: +|\[\^[^\]\s]+\]: *')
"""What begins a block whose lines are indented by four: notes, tabs, definitions, footnotes."""

_ELEMENTS = """
    address article aside base basefont blockquote body caption center col colgroup dd details
    dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6
    head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p
    param search section summary table tbody td tfoot th thead title tr track ul
"""
_BLANK = "^$"
_TAG = "</?[A-Za-z][^<>]*>$"
_HTML: Mapping[str, str] = {
    r"(?i)<(?:script|pre|style|textarea)(?:[\s>]|$)": r"(?i)</(?:script|pre|style|textarea)>",
    "<!--": "-->",
    r"<\?": r"\?>",
    "<![A-Za-z]": ">",
    r"<!\[CDATA\[": r"\]\]>",
    rf"(?i)</?(?:{'|'.join(_ELEMENTS.split())})(?:\s|/?>|$)": _BLANK,
    _TAG: _BLANK,
}
"""What begins a block of HTML → what ends it: a text in it, or an empty line."""


def fences_in(text: str, file: str = "") -> list[Fence]:
    """Return the maps in the fences of a Markdown page, which findings call `file`."""
    fences: list[Fence] = []
    lines = split_lines(text)
    for block, last in _Scanner().code_blocks(lines):
        fence = _fence_of(block, lines)
        if fence is not None:
            number = len(fences) + 1
            fences.append(fence._replace(file=file, last_line=last + 1, number=number))
    return fences


class _CodeBlock(NamedTuple):
    """A fence of any kind.

    Attributes:
        signs: the sign that is repeated on its first line.
        words: what is behind them.
        indent: its indentation in the quotes and lists around it.
        first_line: the index of its first line.
        contents: the lines in it.
    """

    signs: str
    words: str
    indent: int
    first_line: int
    contents: list[str]


class _Scanner:
    """Goes through the lines of a page, and knows which blocks are open.

    Attributes:
        containers: the quotes, lists and other blocks around the last line.
        in_paragraph: whether the last line was in a paragraph, which goes on without their marks.
        end_of_html: what ends the block of HTML that the last line was in; "" for none.
        begins_item: whether the last line was only the bullet of an item.
    """

    def __init__(self) -> None:
        self.containers: list[int] = []
        self.in_paragraph = False
        self.end_of_html = ""
        self.begins_item = False

    def code_blocks(self, lines: Sequence[str]) -> Iterator[tuple[_CodeBlock, int]]:
        """Yield the fences in a page, each with the index of its last line."""
        block: _CodeBlock | None = None
        for index, raw in enumerate(lines):
            line = raw.expandtabs(_TAB).rstrip()
            depth, column = self._inside(line)
            is_inside = depth == len(self.containers)
            if block is not None:
                closing = _CLOSING.match(line, column)
                if is_inside and not (closing and closing[1].startswith(block.signs)):
                    spaces = _indent(line, column)
                    block.contents.append(_without(raw, column + min(spaces, block.indent)))
                    continue
                yield block, index if is_inside else index - 1
                block = None
                if is_inside:
                    continue
            if self.end_of_html and is_inside:
                if re.search(self.end_of_html, line[column:]):
                    self.end_of_html = ""
                continue
            self.end_of_html = ""
            block = self._opened(line, depth, column, index)
        if block is not None:
            yield block, len(lines) - 1

    def _inside(self, line: str) -> tuple[int, int]:
        """Return how many of the open containers a line is in, and where it goes on in them."""
        column = 0
        for depth, width in enumerate(self.containers):
            indent = _indent(line, column)
            start = column + indent
            is_blank = start >= len(line)
            if width == _QUOTE:
                if indent >= _TAB or not line.startswith(">", start):
                    return depth, column
                column = start + 1 + line.startswith(" ", start + 1)
            elif indent >= width or (is_blank and not self._is_new(depth)):
                column += width
            else:
                return depth, column
        return len(self.containers), column

    def _is_new(self, depth: int) -> bool:
        """Return whether a container is an item of which there was only the bullet so far."""
        return self.begins_item and depth == len(self.containers) - 1

    def _goes_on(self, depth: int) -> bool:
        """Return whether a line in so many containers can be the next one of a paragraph there."""
        return self.in_paragraph and depth == len(self.containers)

    def _opened(self, line: str, depth: int, column: int, index: int) -> _CodeBlock | None:
        """Open what begins on a line, and return it if it is a fence."""
        self.begins_item = False
        while True:
            indent = _indent(line, column)
            start = column + indent
            if start >= len(line):
                self._enter(depth)
                return None
            if indent >= _TAB:
                if not self.in_paragraph:
                    self._enter(depth)
                return None
            container = self._container(line, depth, column, start)
            if container is None:
                return self._leaf(line, depth, start, indent, index)
            self._enter(depth)
            width, column = container
            self.containers.append(width)
            depth += 1

    def _enter(self, depth: int) -> None:
        """End the containers that a line is not in, and the paragraph above it."""
        del self.containers[depth:]
        self.in_paragraph = False

    def _container(self, line: str, depth: int, column: int, start: int) -> tuple[int, int] | None:
        """Return the container that begins here, and where the line goes on in it."""
        if depth >= _DEEPEST:
            return None
        if line[start] == ">":
            return _QUOTE, start + 1 + line.startswith(" ", start + 1)
        below = _INDENTED_BELOW.match(line, start)
        if below is not None:
            return _TAB, below.end()
        item = _ITEM.match(line, start)
        if item is None or _RULE_OR_HEADING.match(line, start):
            return None
        is_empty = item.end() == len(line)
        if self._goes_on(depth) and (is_empty or int(item[1] or 1) != 1):
            return None
        self.begins_item = is_empty
        end = item.end()
        if is_empty or len(item[2]) > _TAB:
            end = item.start(2) + 1
        return end - column, end

    def _leaf(
        self, line: str, depth: int, start: int, indent: int, index: int
    ) -> _CodeBlock | None:
        """Open the block that begins here and holds no others."""
        opening = _OPENING.match(line, start)
        if opening is not None:
            self._enter(depth)
            signs = opening[1] or opening[3]
            return _CodeBlock(signs, opening[2] or opening[4] or "", indent, index, [])
        if line[start] == "<":
            rest = line[start:]
            for begin, end in _HTML.items():
                if re.match(begin, rest) and not (begin == _TAG and self.in_paragraph):
                    self._enter(depth)
                    is_whole = end != _BLANK and re.search(end, rest)
                    self.end_of_html = "" if is_whole else end
                    return None
        is_underline = self._goes_on(depth) and _UNDERLINE.match(line, start)
        if is_underline or _RULE_OR_HEADING.match(line, start):
            self._enter(depth)
        elif not self.in_paragraph:
            self._enter(depth)
            self.in_paragraph = True
        return None


def _indent(line: str, column: int) -> int:
    spaces = _SPACES.match(line, column)
    return spaces.end() - column if spaces else 0


def _without(line: str, columns: int) -> str:
    """Return a line without its first columns; of a tab among them, spaces may stay."""
    if "\t" not in line:
        return line[columns:]
    width = 0
    for index, character in enumerate(line):
        if width >= columns:
            return " " * (width - columns) + line[index:]
        width += _TAB - width % _TAB if character == "\t" else 1
    return ""


# --- the words of a fence ---

_WORD = re.compile(r"([{}])|([.#]?)([^\s={}]+)(?:=(\"[^\"]*\"|'[^']*'|[^\s{}]*))?")
_DIRECTIVE = r"\s*\{([\w-]+)\}"
_OF_DIRECTIVE = r":([\w-]+):(?:\s+(.*))?$"
_OF_BLOCK = r"([\w-]+):(?:\s+(.*))?$"


def words_in(written: str) -> tuple[str, dict[str, str], str]:
    """Return the first word of a fence, its options and its id: `{.argmap #id .verdicts}`."""
    word = name = ""
    options: dict[str, str] = {}
    classes: list[str] = []
    in_braces = False
    for brace, sign, text, value in _WORD.findall(written):
        if brace:
            in_braces = brace == "{"
        elif not word and (sign == "." or not in_braces):
            word = text
        elif sign == "#" and in_braces:
            name = text
        elif sign == "." and in_braces:
            classes.append(text)
        else:
            options[sign + text] = value[1:-1] if value[:1] in ("'", '"') else value
    return word.lower(), {**flags_in(classes), **options}, name


def flags_in(classes: Iterable[str]) -> dict[str, str]:
    """Return the options that are written as classes: `{.argmap .verdicts}`.

    What is nearly one of them is an option, too, so that its spelling can be reported.
    """
    flags = [name for name, values in OPTIONS.items() if "true" in values]
    return {name: "" for name in classes if near_words(name, flags)}


def _fence_of(block: _CodeBlock, lines: Sequence[str]) -> Fence | None:
    """Return the map in a fence; None if its first word does not say that it holds one."""
    word, options, name = words_in(re.sub(_DIRECTIVE, r"\1 ", block.words))
    if word not in FORMATS_OF_WORD:
        return None
    contents = block.contents
    if re.match(_DIRECTIVE, block.words):
        below, contents = _options_below(contents)
        if options and not any(contents):
            return None  # the map is in a file of its own
        name = below.pop("name", "")
        options |= {key: value for key, value in below.items() if key not in _OF_DIRECTIVES}
    first = block.first_line + 1 + len(block.contents) - len(contents)
    column = 1
    for raw, line in zip(lines[first:], contents):  # noqa: B905 - more lines follow
        if line.strip():
            column = max(column, len(raw) - len(line) + 1)
    return Fence(
        "\n".join(contents),
        options,
        line=block.first_line + 1,
        text_line=first + 1,
        column=column,
        name=name,
        formats=FORMATS_OF_WORD[word],
    )


def _options_below(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return the options on the first lines of a directive, and the lines below these."""
    options: dict[str, str] = {}
    number = 0
    pattern = _OF_DIRECTIVE
    if lines and lines[0].strip() == "---":
        number, pattern = 1, _OF_BLOCK
    while number < len(lines) and (option := re.match(pattern, lines[number])):
        options[option[1]] = option[2] or ""
        number += 1
    return options, lines[number + (pattern == _OF_BLOCK) :]


# --- the map in a fence ---


def value_of(option: str, value: str) -> str:
    """Return the value of an option, which tools hand over for a flag in different ways."""
    if "true" not in OPTIONS.get(option, ()):
        return value
    value = value.lower()
    return _WORDS_OF_FLAG.get(value, value)


def _wrong_option(name: str, value: str) -> tuple[str, str] | None:
    """Return what is wrong with an option, as a code and a message; None if nothing is."""
    if name not in OPTIONS:
        return "unknown-option", no_such("option", name, OPTIONS)
    values = OPTIONS[name]
    if values and value_of(name, value) not in values:
        return "unknown-value", no_such(f"value of `{name}`", value, values)
    if not value and not values:
        return "unknown-value", f"the option `{name}` needs a value"
    return None


def part_asked_for(map: ArgumentMap, options: Mapping[str, str]) -> ArgumentMap:
    """Return the part of a map that the options of a fence name.

    Raises:
        ArgmapError: there is no such part, or no such paper.
    """
    side, focus, depth = (options.get(name, "") for name in ("side", "focus", "depth"))
    if depth and not depth.isdecimal():
        raise ArgmapError(f"the option `depth` must be a number, not `{depth}`")
    wanted = checked(Part(side, focus, int(depth) if depth else None))
    if side or focus:
        wanted = resolve_name(_WITH_IDS)(map, wanted)
    resolve_name(_FIND_PAPER)(options.get("paper", "screen"))
    return part(map, wanted)


def read_fence(fence: Fence, parse: Callable[[tuple[str, ...], str], Reading]) -> Reading:
    """Return the map in a fence as read, with all places in the page.

    A fence with a wrong option has no map, since nothing can draw it.

    Args:
        fence: the fence.
        parse: the names of formats, and a text that looks like one of them → the map in it.
    """
    # Empty lines and spaces in place of what is not in the fence keep the places.
    indent = " " * (fence.column - 1)
    lines = [f"{indent}{line}\n" if line else "\n" for line in fence.text.split("\n")]
    text = "\n" * ((fence.text_line or fence.line + 1) - 1) + "".join(lines)
    if fence.text.strip() or fence.path:
        reading = parse(fence.formats, text)
    else:
        empty = error("no-map", "this fence is empty", fence.place, "write a map in it")
        reading = Reading.of(fence.file, text, None, [empty])
    findings: list[Diagnostic] = []
    for finding in reading.diagnostics:
        span = finding.span
        # What is about the whole of the map is at the line that opens its fence.
        is_whole = span is None or (span.file == fence.file and span.line <= fence.line)
        findings.append(replace(finding, span=fence.place) if is_whole else finding)
    problems = list(_wrong_options(fence, reading.map))
    if problems:
        reading = reading._replace(map=None, partial=reading.map or reading.partial)
    return reading._replace(diagnostics=tuple(in_order([*findings, *problems])))


def _wrong_options(fence: Fence, map: ArgumentMap | None) -> Iterator[Diagnostic]:
    for name, value in fence.options.items():
        wrong = _wrong_option(name, value)
        if wrong is not None:
            yield error(*wrong, fence.place)
    if map is not None:
        try:
            part_asked_for(map, fence.valid_options)
        except ArgmapError as problem:
            yield error("wrong-option", str(problem), fence.place)
