"""YAML text → a tree of scalars, lists and mappings, each with its place in the file.

Built on the events of libyaml, so that every scalar stays the text that was typed (`no` and `12:30`
are text), every duplicate key is seen, and aliases, tags and a second document are refused before
anything is built. Without libyaml the pure-Python events of PyYAML serve.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

import yaml

from argmap.formats.shared.tree import Entry, Mapping, Node, Parsed, Scalar, Sequence, TreeBuilder
from argmap.model.diagnostics import Diagnostic, Diagnostics, Severity, Span, error, warning
from argmap.model.parts import LONGEST_ID
from argmap.util.text import line_and_column, split_lines

MAX_DEPTH = 1000
_MOST_CONTROL_CHARACTERS = 10  # as many are reported; a file with more of them is no text
REFUSED = "? ?"
"""In place of an alias, wherever text or a new claim may be."""
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COMMENT_WITHOUT_SPACE = re.compile(r" #[^\s#]")
_BEFORE_VALUE = r"^\s*(- +)*([\w.-]+:\s+)?"
_NOT_FIRST_IN_BARE_TEXT = frozenset("\"'*&@[]{}>|!%`#")
_LIST_IN_YAML = (
    "this is an item of an indented list: save the list alone in a file that ends in `.md`, or"
    " write the item below `premises:` or `rebuttals:`"
)
_QUOTE = (
    "put the text in quotation marks, because unquoted text cannot start with one of"
    " \" ' * & @ [ ] { } > | ! % ` # or contain `: `"
)
_BLOCK_STYLES = ("|", ">")
_Event: TypeAlias = Any  # the C events share no type with the Python ones


def parse_tree(text: str, name: str) -> Parsed:
    """Return the tree of a YAML text, if there is one, and everything wrong with its YAML.

    A scalar that is `plain` has no quotes. `name` is the file's name in the spans.
    """
    return parse_tree_with(parse_yaml, text, name)


def parse_tree_with(parse: Callable[[str, str], YamlParse], text: str, name: str) -> Parsed:
    """Return what `parse_tree` returns; `parse` takes the text if all characters are allowed."""
    control_characters = []
    for match in islice(_NOT_YAML.finditer(text), _MOST_CONTROL_CHARACTERS):
        line, column = line_and_column(text, match.start())
        message = f"the character U+{ord(match[0]):04X} is not allowed in a text file"
        place = Span.on_line(name, line, column)
        control_characters.append(
            error("control-character", message, place, "delete the character")
        )
    if control_characters:
        return None, control_characters
    root, diagnostics, _, problem, _ = parse(text, name)
    return root, diagnostics if problem is None else [*diagnostics, problem.diagnostic]


class SyntaxProblem(NamedTuple):
    """Where a text is not YAML.

    Attributes:
        diagnostic: what is wrong.
        line: where the parser stops.
        line_opened: where that begins which the parser could not end, such as a bracket.
    """

    diagnostic: Diagnostic
    line: int
    line_opened: int


class YamlParse(NamedTuple):
    """What comes of parsing a text.

    Attributes:
        root: the tree; `None` where the text is not YAML.
        diagnostics: what else is wrong with it.
        repeated: the entries that do not count, because their keys are there twice.
        problem: where the text is not YAML.
        part: the tree up to there.
    """

    root: Node | None
    diagnostics: Diagnostics
    repeated: list[Entry]
    problem: SyntaxProblem | None
    part: Node | None = None


def parse_yaml(text: str, name: str, first_line: int = 1) -> YamlParse:
    """Return what comes of parsing a text without control characters.

    `first_line` is the number that its first line has.
    """
    reader = _YamlTreeReader(text, name, first_line)
    try:
        root = reader.read()
    except yaml.YAMLError as raised:
        mark = getattr(raised, "problem_mark", None)
        line = mark.line + first_line if mark else first_line
        opened = getattr(raised, "context_mark", None) or mark
        diagnostic = _syntax_error(raised, text, name, first_line)
        problem = SyntaxProblem(diagnostic, line, opened.line + first_line if opened else line)
        return YamlParse(None, reader.diagnostics, reader.tree.repeated, problem, reader.tree.root)
    return YamlParse(root, reader.diagnostics, reader.tree.repeated, None)


def without_control_characters(text: str) -> str:
    """Return a text with a space for each character that no YAML text can have."""
    return _NOT_YAML.sub(" ", text)


class _PythonLoader(yaml.SafeLoader):
    """Reads what libyaml reads, where that is missing, as in a browser.

    Without it, PyYAML ends a text in braces or brackets at a question mark: `{text: Shall we go?}`.
    """

    def scan_plain(self) -> yaml.ScalarToken:
        """Return the plain text that begins here; a question mark in it is a sign like others."""
        peek = self.peek

        def peek_letters(index: int = 0) -> str:
            sign: str = peek(index)
            return "x" if sign == "?" else sign

        # What is looked at only shows where the text ends; it is taken from elsewhere.
        setattr(self, "peek", peek_letters)  # noqa: B010 - for the time of this call
        try:
            token: yaml.ScalarToken = super().scan_plain()
        finally:
            delattr(self, "peek")
        return token


class _YamlTreeReader:
    """Builds a tree from the events of a YAML parser."""

    def __init__(self, text: str, name: str, first_line: int) -> None:
        self.text = text
        self.name = name
        self.first_line = first_line
        self.diagnostics: Diagnostics = []
        self.tree = TreeBuilder(
            self.diagnostics, repeated_key=Severity.ERROR, first_key_label="first here"
        )

    def read(self) -> Node | None:
        """Return the tree.

        Raises:
            yaml.YAMLError: the text is no YAML, or nested too deep.
        """
        loader = getattr(yaml, "CSafeLoader", _PythonLoader)
        events = iter(loader(self.text).get_event, None)
        add = self.tree.add
        scalar_event = yaml.ScalarEvent
        documents = 0
        for event in events:
            kind = type(event)
            # In the order of how often they come.
            if kind is scalar_event:
                value: str = event.value
                if event.style or " " in value or event.anchor or event.tag:
                    self.scalar(event, value)
                else:
                    # A word, such as a key or an id: there are more of them than of all others.
                    add(tuple.__new__(Scalar, (value, self.span(event), True)))
            elif kind is yaml.MappingStartEvent:
                self.open(event, Mapping([], self.span(event)))
            elif kind is yaml.SequenceStartEvent:
                self.open(event, Sequence([], self.span(event)))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.tree.close()
            elif kind is yaml.AliasEvent:
                self.refuse(event)
                add(Scalar(REFUSED, self.span(event), plain=True))
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    message = "a file can contain only one map, but `---` starts a second map"
                    self.diagnostics.append(error("second-document", message, self.span(event)))
                    break
        return self.tree.root

    def span(self, event: _Event) -> Span:
        start, end = event.start_mark, event.end_mark  # both count from 0
        start_line, end_line = start.line, end.line
        line = start_line + self.first_line
        # Most are on one line, and then hold its number once: a large map has a million places.
        end_line = line if end_line == start_line else end_line + self.first_line
        # What `Span(…)` does, but sooner: this is asked for every word of a file.
        return tuple.__new__(Span, (self.name, line, start.column + 1, end_line, end.column + 1))

    def scalar(self, event: _Event, value: str) -> None:
        if event.anchor or event.tag:
            self.refuse(event)
        span = self.span(event)
        style = event.style
        plain = not style
        if style in _BLOCK_STYLES:
            # A block ends with a line break by rule, not because its text does.
            value = value.rstrip("\n")
        elif (
            plain and " " in value and _COMMENT_WITHOUT_SPACE.match(self.text, event.end_mark.index)
        ):
            # `We are #1`: as a number or hashtag it was meant, as a comment it is read.
            message = "the text ends here, because ` #` starts a comment"
            _, _, _, line, column = span
            hash_sign = Span.on_line(self.name, line, column + 1)
            self.diagnostics.append(
                warning("cut-by-comment", message, hash_sign, "put the text in quotation marks")
            )
        self.tree.add(Scalar(value, span, plain))

    def open(self, event: _Event, parent: Mapping | Sequence) -> None:
        if event.anchor or event.tag:
            self.refuse(event)
        if self.tree.depth >= MAX_DEPTH:
            # Raised, not only reported: what follows would be as deep, and could be endless.
            raise yaml.MarkedYAMLError(
                problem="exceeded maximum nesting depth", problem_mark=event.start_mark
            )
        self.tree.open(parent)

    def refuse(self, event: _Event) -> None:
        """Report an alias, an anchor or a tag."""
        what = "tag"
        if isinstance(event, yaml.AliasEvent):
            what = "alias"
        elif event.anchor:
            what = "anchor"
        # The event spans the node that is decorated, so what was typed is looked up; it ends at a
        # space.
        start = event.start_mark.index
        rest = self.text[start : start + 60]  # no one reads a longer one in a message
        typed = rest.split(maxsplit=1)[0].rstrip(",]}")
        _, line, column, _, _ = self.span(event)
        place = Span.on_line(self.name, line, column, len(typed))
        message = f"`{typed}` is a YAML {what}, which argmap does not allow"
        self.diagnostics.append(error(f"yaml-{what}", message, place, _QUOTE))


# --- what libyaml complains of ---

# What the parsers say, libyaml and PyYAML's own → the same in plain words.
_PLAIN_WORDS = {
    "exceeded maximum nesting depth": f"this is nested more than {MAX_DEPTH} levels deep",
    "mapping values are not allowed in this context": "a `:` is not allowed here",
    "mapping values are not allowed here": "a `:` is not allowed here",
    "found unexpected end of stream": "this quotation mark is never closed",
    "found character that cannot start any token": (
        "unquoted text cannot start with this character"
    ),
    "did not find expected alphabetic or numeric character": (
        "unquoted text cannot start with `*` or `&`"
    ),
    "did not find expected key": "unexpected text here",
    "did not find expected ',' or ']'": "this bracket is never closed",
    "did not find expected ',' or '}'": "this brace is never closed",
    "did not find expected '-' indicator": "this is not an item of the list above",
    "could not find expected ':'": "a `:` is missing after this key",
    "did not find expected node content": "expected a value here",
    "block sequence entries are not allowed in this context": "a list item is not allowed here",
    "found unknown escape character": "this backslash does not start a YAML escape",
    "found invalid Unicode character escape code": "this is not a valid Unicode escape",
    "found incompatible YAML document": "argmap does not support this version of YAML",
    "found unexpected document indicator": "`---` and `...` are not allowed here",
    "did not find expected <document start>": "expected `---` here",
    "did not find expected comment or line break": "expected a line break here",
}

_COLON_OF_LONG_KEY = rf"(?<!\S)[\[{{]*[^\s\[{{]\S{{{LONGEST_ID},}}:(\s|$)"


def _syntax_error(problem: yaml.YAMLError, text: str, name: str, first_line: int) -> Diagnostic:
    # Not every YAMLError has a problem and a mark: what the reader of characters raises has none.
    said = getattr(problem, "problem", None) or str(problem)
    said = said.replace("\n", " ")
    message = _PLAIN_WORDS.get(said, said)
    mark = getattr(problem, "problem_mark", None)
    if "never closed" in message or "missing" in message:
        # The problem shows where the text ends; the context, where what is not closed begins.
        mark = getattr(problem, "context_mark", None) or mark
    line = 1
    column = 1
    if mark:
        line = mark.line + 1
        column = mark.column + 1
    lines = split_lines(text)
    marked_line = ""
    if line <= len(lines):  # an error at the end of the text can be a line below the last
        marked_line = lines[line - 1]
    if marked_line[column - 1 : column] == "\t":
        message = "this line is indented with a tab"
    misses_colon = said.startswith(("mapping values", "could not find expected ':'"))
    if misses_colon and re.search(_COLON_OF_LONG_KEY, marked_line):
        message = f"this key has more than {LONGEST_ID:,} characters"
    code = "too-deep" if "nested" in message else "yaml-syntax"
    help = _syntax_help(message, marked_line)
    return error(code, message, Span.on_line(name, line + first_line - 1, column), help)


def _syntax_help(message: str, marked_line: str) -> str:
    if "this key has" in message:
        return "shorten the key"
    if "nested" in message:
        return "write the inner claims under `claims`, each with its own id"
    if "tab" in message:
        return "indent with spaces"
    if "never closed" in message:
        opened = message.removeprefix("this ").removesuffix(" is never closed")
        return f"close the {opened}, or put the text that starts with it in quotation marks"
    if "missing after this key" in message:
        return "add the `:`, or check the indentation of this line"
    from argmap.languages.roles import spoken_role  # few files need it

    item = re.match(r"\s*[-*+] +(.+)", marked_line)
    if item and spoken_role(item[1]):  # `- But: …`
        return _LIST_IN_YAML
    if "list item" in message:
        return "start the list on a new line"
    if "YAML escape" in message:
        return "write `\\\\` for a backslash"
    value = re.sub(_BEFORE_VALUE, "", marked_line)
    if ": " in value or value[:1] in _NOT_FIRST_IN_BARE_TEXT:
        return _QUOTE
    return "check the indentation of this line"
