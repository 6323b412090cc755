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
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Span, error, in_order
from argmap.model.graph import part
from argmap.model.reading import Reading
from argmap.options import Part, checked, choices_of
from argmap.options.names import Labels, LayoutName, RelationDisplay, ThemeName
from argmap.util.errors import ArgmapError
from argmap.util.spelling import near_words, no_such
from argmap.util.text import split_lines

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

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
    "relations": choices_of(RelationDisplay),
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

_DEEPEST = 200
"""Quotes, lists and other blocks within each other; people do not write more of them."""
_WIDTH = 4
_INDENTED_BELOW = re.compile(r'(?:!!!|\?\?\?\+?) \S.*$|===[!+]* ".*$|: +|\[\^[^\]\s]+\]: *')
"""What begins a block whose lines are indented by four: notes, tabs, definitions, footnotes."""


def fences_in(text: str, file: str = "") -> list[Fence]:
    """Return the maps in the fences of a Markdown page, which findings call `file`."""
    fences: list[Fence] = []
    if "```" not in text and "~~~" not in text:
        return fences
    lines = split_lines(text)
    for token in _parser().parse("\n".join([*lines, ""])):
        if token.type == "fence":
            fence = _fence_of(token, lines)
            if fence is not None:
                fences.append(fence._replace(file=file, number=len(fences) + 1))
    return fences


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).disable("inline")
    parser.block.ruler.before(
        "fence",
        "indented_below",
        _indented_below,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    return parser


def _indented_below(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """Parse a block whose lines are indented by four, but for what is behind the mark."""
    start = state.bMarks[line] + state.tShift[line]
    mark = _INDENTED_BELOW.match(state.src, start, state.eMarks[line])
    if mark is None or state.is_code_block(line):
        return False
    if silent:
        return True
    line_as_it_is = state.bMarks[line], state.tShift[line], state.sCount[line]
    state.blkIndent += _WIDTH
    state.level += 1
    state.bMarks[line], state.tShift[line], state.sCount[line] = mark.end(), 0, state.blkIndent
    state.md.block.tokenize(state, line, end_line)
    state.level -= 1
    state.blkIndent -= _WIDTH
    state.bMarks[line], state.tShift[line], state.sCount[line] = line_as_it_is
    return True


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


def _fence_of(token: Token, lines: Sequence[str]) -> Fence | None:
    """Return the map in a fence; None if its first word does not say that it holds one."""
    word, options, name = words_in(re.sub(_DIRECTIVE, r"\1 ", token.info))
    if word not in FORMATS_OF_WORD or token.map is None:
        return None
    opening, end = token.map
    all_contents = token.content.split("\n")[:-1]
    contents = all_contents
    if re.match(_DIRECTIVE, token.info):
        below, contents = _options_below(contents)
        if options and not any(contents):
            return None  # the map is in a file of its own
        name = below.pop("name", "")
        options |= {key: value for key, value in below.items() if key not in _OF_DIRECTIVES}
    first = opening + 1 + len(all_contents) - len(contents)
    column = 1
    for raw, line in zip(lines[first:], contents):  # noqa: B905 - more lines follow
        if line.strip():
            column = max(column, len(raw) - len(line) + 1)
    return Fence(
        "\n".join(contents),
        options,
        line=opening + 1,
        text_line=first + 1,
        column=column,
        last_line=end,
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
