"""Maps in the pages of other tools: the fence of a map → HTML, or a picture, and what is wrong.

    ```argmap side="later" verdicts
    Homework should be abolished.
    - Children need time to play.
    ```

A fence holds a map in any format that is text: YAML, a list, Argdown. Each tool finds the fences of
its pages itself, and hands them over as a `Fence`. Findings have their places in the file of the
page. Nothing here raises because of what an author wrote.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from argmap import formats
from argmap.diagrams.layout import LAYOUTS
from argmap.diagrams.paper_sizes import check_size, find_page
from argmap.diagrams.theme import THEMES
from argmap.languages import words_for
from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Severity, Span, error, has_errors, in_order
from argmap.model.graph import part
from argmap.model.writing import OutlineOptions, PictureOptions
from argmap.util.errors import ArgmapError
from argmap.util.spelling import near_words, no_such
from argmap.util.text import count, one_line, safe_markup, split_lines

if TYPE_CHECKING:
    from argmap.documents.outline import Outline
    from argmap.documents.picture import DocumentPicture
    from argmap.verdicts.evaluate import Verdicts

_TEXT: tuple[str, ...] = ()
_FLAG = ("true", "false")

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "side": _TEXT,
    "focus": _TEXT,
    "depth": _TEXT,
    "verdicts": _FLAG,
    "outline": (*_FLAG, "only"),
    "labels": ("full", "label", "both"),
    "paper": _TEXT,
    "layout": LAYOUTS,
    "theme": tuple(THEMES),
    "groups": _FLAG,
    "legend": _FLAG,
}
"""What a fence can say about its map → the values that it can have; none for any text."""

_FENCE = r"(?:[> ]|[-+*] |\d+[.)] )*(`{3,}|~{3,})(.*)"
"""A line that opens or ends a fence, in quotes and lists: the signs, and the words behind them."""
_OF_MAP = r" *\{? *\.?argmap\b| *\{[^}]*\.argmap\b"
"""The words that open the fence of a map."""

_OWN_NAME = "this fence"
"""What the reader calls the text of a fence."""

_TAB = 4

_LONGEST_DESCRIPTION = 3000
"""In characters: what a screen reader reads in some three minutes, all at once."""

_SIZE_OF_SVG = r' width="[\d.]+pt" height="[\d.]+pt"'

_SMALLEST_TEXT = 7.5
"""In points: a picture whose text would be smaller on a narrow screen is moved about in a frame."""

_ON_PAPER = "@media print{.argmap>figure>div{min-width:0!important}}"
"""Nobody can move a picture on paper, so that it has to fit."""

_ON_DARK_PAGE = ".argmap .argmap-auto>rect{fill:light-dark(#fff,transparent)}"
"""A page that says that it is dark has a dark background, so that the picture needs none."""


class Fence(NamedTuple):
    """A map in a page, as the tool that reads the page hands it over.

    Attributes:
        text: what is in it, without the indentation of the fence.
        options: what is written beside it: the value of each option, which a flag need not have.
        file: what findings call the page.
        line: the line in the page that opens the fence.
        text_line: the line in the page at which `text` begins; 0 for the next one.
        column: the column in the page at which the lines of `text` begin.
        folder: where the files are that the map may name, and nowhere else; None for no files.
        number: which map of its page it is, from 1.
        name: the id that the author gave it; "" for none.
        path: the file with the map, where that is not in the fence.
    """

    text: str
    options: Mapping[str, str]
    file: str
    line: int = 1
    text_line: int = 0
    column: int = 1
    folder: Path | None = None
    number: int = 1
    name: str = ""
    path: Path | None = None

    @property
    def id(self) -> str:
        """The id of the map in its page, with which all ids in its picture begin."""
        return self.name or f"argmap-{self.number}"

    @property
    def place(self) -> Span:
        """The place of what is wrong with the fence as a whole."""
        return Span.on_line(self.file, self.line, 1)


class Lines:
    """The lines of a page, in which fences are looked for whose tool does not say where they are.

    They come in their order, so each is looked for behind the one before it.
    """

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        # Tools put spaces in place of tabs.
        self._lines = [line.expandtabs(_TAB) for line in split_lines(text)]
        self._openings = deque(_openings_in(self._lines))
        self._all_openings = tuple(self._openings)
        self._placed: set[int] = set()

    def placed(self, text: str, options: Mapping[str, str], number: int, name: str) -> Fence | None:
        """Return a fence at its place in the page; None if it is not there."""
        inside = text.split("\n")
        for index in self._openings:
            below = self._lines[index + 1 : index + 1 + len(inside)]
            if _are_alike(below, inside):
                break
        else:
            return None
        while self._openings.popleft() != index:
            pass  # what is before it was no fence to the tool
        self._placed.add(index)
        # Empty lines need not be indented.
        column = 1 + max(len(line) - len(own) for line, own in zip(below, inside, strict=True))
        return Fence(
            text,
            options,
            path_in_log(self.path),
            index + 1,
            column=column,
            folder=Path(path_in_log(self.path)).parent,
            number=number,
            name=name,
        )

    def unread(self, is_in_text: Callable[[str, str], bool], help: str) -> list[str]:
        """Return what to log about fences that their tool did not recognize.

        Their words are then in the text of the page: `side=later` lacks quotation marks.

        Args:
            is_in_text: whether the words that open a fence, `argmap side=later`, are in the text,
                followed by those of the next line.
            help: what to do.
        """
        problems: list[str] = []
        openings = {index: self._words_of(index) for index in self._all_openings}
        # The words in the text are those of a fence that is not in the page, if there is one.
        missing = {words for index, words in openings.items() if index not in self._placed}
        for index, words in openings.items():
            below = "".join(self._lines[index + 1 : index + 2]).lstrip("> ")
            if index in self._placed and words in missing:
                continue
            if is_in_text(words, below.rstrip()):
                place = Span.on_line(path_in_log(self.path), index + 1, 1)
                problem = error("unread-fence", "this fence is not recognized", place, help)
                problems.append(_log_line(problem, place))
        return problems

    def _words_of(self, index: int) -> str:
        fence = re.match(_FENCE, self._lines[index])
        return "" if fence is None else fence[2].strip()

    @classmethod
    def of(cls, path: Path) -> Lines:
        """Return the lines of a file; none if it cannot be read."""
        try:
            return cls(path, path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError):
            return cls(path, "")


def _openings_in(lines: Sequence[str]) -> Iterator[int]:
    """Yield the indices of the lines that open the fence of a map, and are not in another fence."""
    opened_by = ""
    for index, line in enumerate(lines):
        fence = re.match(_FENCE, line)
        if fence is None:
            continue
        signs, words = fence.groups()
        if opened_by:
            if signs.startswith(opened_by) and not words.strip():
                opened_by = ""
        elif "`" not in words:
            opened_by = signs
            if re.match(_OF_MAP, words):
                yield index


def _are_alike(below: list[str], inside: list[str]) -> bool:
    """Return whether lines of a page are those inside a fence, which lack quotes and spaces."""
    if len(below) < len(inside):
        return False
    if inside == [""]:
        # An empty fence ends on its next line, or has an empty one.
        return not below[0].strip("> `~")
    return all(line.endswith(own.rstrip()) for line, own in zip(below, inside, strict=True))


def path_in_log(path: Path) -> str:
    """Return what a log calls a file: its path from where the build was started."""
    folder = Path.cwd()
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def flags_in(classes: Iterable[str]) -> dict[str, str]:
    """Return the options that are written as classes: `{.argmap .verdicts}`.

    What is nearly one of them is an option, too, so that its spelling can be reported.
    """
    flags = [name for name, values in OPTIONS.items() if "true" in values]
    return {name: "true" for name in classes if near_words(name, flags)}


class FencedMap(NamedTuple):
    """A fence that was read.

    Attributes:
        fence: the fence.
        map: the part of the map that is asked for; None if something is wrong.
        verdicts: the verdicts to show, if they are asked for.
        options: the options that have valid values, with the defaults.
        findings: what is wrong with the options and with the text, except for notes.
        paths: the other files that the map was read from.
    """

    fence: Fence
    map: ArgumentMap | None
    verdicts: Verdicts | None
    options: Mapping[str, str]
    findings: tuple[Diagnostic, ...]
    paths: tuple[Path, ...]

    @property
    def whole(self) -> ArgumentMap:
        """The map, where it has no errors."""
        if self.map is None:
            raise ValueError("a map with errors cannot be shown")
        return self.map

    @property
    def id_prefix(self) -> str:
        """What all ids in the picture and the outline begin with."""
        if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", self.fence.id):
            return f"{self.fence.id}-"
        return f"argmap-{self.fence.number}-"

    def has(self, flag: str) -> bool:
        """Return whether an option is set that has a value only sometimes."""
        return self.options.get(flag, "false") != "false"


def read_fence(fence: Fence, defaults: Mapping[str, str] = MappingProxyType({})) -> FencedMap:
    """Return the map in a fence.

    Args:
        fence: the fence.
        defaults: the options of all fences of a site, which a fence can change.
    """
    findings: list[Diagnostic] = []
    options = _valid_options({**defaults, **fence.options}, fence, findings)
    if fence.path is None:
        reading = formats.parse(fence.text, _OWN_NAME, folder=fence.folder)
    else:
        reading = formats.read(path_in_log(fence.path))
    diagnostics = reading.diagnostics
    if fence.path is None and not fence.text.strip():
        # To run `argmap new`, as the reader says, would be of no help here.
        diagnostics = (error("no-map", "this fence is empty", None, "write a map in it"),)
    for diagnostic in diagnostics:
        if diagnostic.severity is not Severity.INFO:
            findings.append(_in_page(diagnostic, fence))
    map, verdicts = reading.map, None
    if map is not None:
        try:
            if options.get("verdicts") == "true":
                from argmap.verdicts.evaluate import evaluate

                verdicts = evaluate(map)
            map = _part_asked_for(map, options)
            # What cannot be drawn is found here, where it can still be reported.
            check_size(len(map.claims))
            find_page(options.get("paper", "screen"))
        except ArgmapError as problem:
            findings.append(error("wrong-option", str(problem), fence.place))
    if has_errors(findings):
        map = None
    return FencedMap(fence, map, verdicts, options, tuple(in_order(findings)), reading.paths_beside)


def _valid_options(
    written: Mapping[str, str], fence: Fence, findings: list[Diagnostic]
) -> dict[str, str]:
    """Return the options that are known and have valid values; report the others."""
    valid: dict[str, str] = {}
    for name, value in written.items():
        if name not in OPTIONS:
            findings.append(error("unknown-option", no_such("option", name, OPTIONS), fence.place))
            continue
        values = OPTIONS[name]
        # Tools hand over a flag without a value in different ways.
        if "true" in values and value.lower() in ("", name, "yes", "true"):
            valid[name] = "true"
        elif "true" in values and value.lower() in ("no", "false"):
            valid[name] = "false"
        elif value in values or (not values and value):
            valid[name] = value
        elif values:
            message = no_such(f"value of `{name}`", value, values)
            findings.append(error("unknown-value", message, fence.place))
        else:
            message = f"the option `{name}` needs a value"
            findings.append(error("unknown-value", message, fence.place))
    return valid


def _part_asked_for(map: ArgumentMap, options: Mapping[str, str]) -> ArgumentMap:
    """Return the part of a map that the options name.

    Raises:
        ArgmapError: there is no such part.
    """
    side, focus, depth = (options.get(name, "") for name in ("side", "focus", "depth"))
    if side and side not in map.sides:
        raise ArgmapError(no_such("side", side, map.sides))
    if focus and focus not in map.claims:
        raise ArgmapError(no_such("claim", focus, map.claims))
    if depth and not depth.isdecimal():
        raise ArgmapError(f"the option `depth` must be a number, not `{depth}`")
    if depth and not focus:
        raise ArgmapError("the option `depth` requires `focus`")
    return part(map, side=side, focus=focus, depth=int(depth) if depth else None)


def _in_page(diagnostic: Diagnostic, fence: Fence) -> Diagnostic:
    """Return a finding of the reader with its places in the page."""
    related = tuple(
        other._replace(span=_span_in_page(other.span, fence)) for other in diagnostic.related
    )
    span = _span_in_page(diagnostic.span, fence) or fence.place
    # Fixes are for the text of the fence, which nobody can change on its own.
    return replace(diagnostic, span=span, related=related, fixes=())


def _span_in_page(span: Span | None, fence: Fence) -> Span | None:
    if span is None or span.file != _OWN_NAME:
        return span
    if span == Span.start_of(_OWN_NAME):
        return fence.place
    lines_above = (fence.text_line or fence.line + 1) - 1
    columns_before = fence.column - 1
    return Span(
        fence.file,
        span.line + lines_above,
        span.column + columns_before,
        span.end_line + lines_above,
        span.end_column + columns_before,
    )


def log_lines(fenced: FencedMap) -> list[str]:
    """Return what is wrong with a fence, one line each, for the log of a build.

    Example:
        docs/index.md:12:13: error[unknown-claim]: unknown claim `slep`; did you mean `sleep`?
    """
    return [_log_line(finding, fenced.fence.place) for finding in fenced.findings]


def _log_line(finding: Diagnostic, otherwise: Span) -> str:
    span = finding.span or otherwise
    place = one_line(f"{span.file}:{span.line}:{span.column}")
    return f"{place}: {finding.severity}[{finding.code}]: {sentence_of(finding)}"


def sentence_of(finding: Diagnostic) -> str:
    """Return what is wrong, and what to do."""
    if finding.help:
        return one_line(f"{finding.message}; {finding.help}")
    return one_line(finding.message)


def html_of(fenced: FencedMap) -> str:
    """Return a map as HTML for its place in the page: a picture, an outline, or what is wrong."""
    from markupsafe import Markup

    from argmap.documents.html import outline_in_page
    from argmap.util.templates import page_template

    map = fenced.map
    template = page_template("argmap.integrations", "fence.html.jinja")
    if map is None:
        heading, problems = problems_of(fenced)
        return safe_markup(template.render(fence=fenced.fence, heading=heading, problems=problems))
    picture, outline = None, ""
    if fenced.options.get("outline") != "only":
        picture = picture_of(fenced, "svg")
    if fenced.has("outline"):
        outline = outline_in_page(_outline_of(fenced), fenced.id_prefix)
    svg, least_width = "", 0
    if picture is not None:
        # The frame around it says how wide it is.
        svg = re.sub(_SIZE_OF_SVG, ' width="100%"', picture.data.decode(), count=1)
        is_auto = fenced.options.get("theme", "auto") == "auto"
        rules = f"{_ON_PAPER}{_ON_DARK_PAGE}" if is_auto else _ON_PAPER
        # Inside the picture, where books accept a style sheet.
        svg = svg.replace("</svg>", f"<style>{rules}</style></svg>")
        least_width = round(picture.width * _SMALLEST_TEXT / picture.points)
    html = template.render(
        fence=fenced.fence,
        problems=[],
        label=words_for(map.language).argument_map,
        picture=picture,
        svg=Markup(svg),  # noqa: S704 - argmap has drawn it
        least_width=least_width,
        outline=Markup(outline),  # noqa: S704 - argmap has written it
    )
    return safe_markup(html)


class Problem(NamedTuple):
    """What is wrong with a map, for its readers.

    Attributes:
        place: where that is, in words.
        message: what is wrong: a text that is shown as it is, a name, a text, and so on.
    """

    place: str
    message: list[str]


def problems_of(fenced: FencedMap) -> tuple[str, list[Problem]]:
    """Return what the page says of a map with errors: a heading, and each of them."""
    problems: list[Problem] = []
    for finding in fenced.findings:
        if finding.severity is not Severity.ERROR:
            continue
        span = finding.span or fenced.fence.place
        place = f"Line {span.line}"
        if span.file != fenced.fence.file:
            place = f"{one_line(span.file)} line {span.line}"
        problems.append(Problem(place, sentence_of(finding).split("`")))
    heading = f"This argument map has {count(len(problems), 'error')}"
    return heading, problems


def picture_of(fenced: FencedMap, format: str) -> DocumentPicture:
    """Return the picture of a map without errors as `svg`, `pdf` or `png`, cut out at its edges."""
    from argmap.documents.picture import picture_in_page

    options = fenced.options
    outline = _outline_of(fenced)
    # An outline beside the picture says the same.
    description = "" if fenced.has("outline") else _description(outline)
    picture = PictureOptions(
        paper=options.get("paper", ""),
        layout=options.get("layout", ""),
        theme=options.get("theme", "auto"),
        labels=options.get("labels", "full"),
        groups=fenced.has("groups"),
        # The page has a heading of its own, and its first map says what the signs mean.
        title=False,
        legend=fenced.has("legend") if "legend" in options else fenced.fence.number == 1,
        id_prefix=fenced.id_prefix,
        numbers=outline.numbers_of_claims,
        description=description,
    )
    return picture_in_page(fenced.whole, format, picture, fenced.verdicts)


def alternative_of(fenced: FencedMap) -> str:
    """Return what the picture of a map without errors says, for those who do not see it."""
    return _description(_outline_of(fenced))


def _outline_of(fenced: FencedMap) -> Outline:
    from argmap.documents.outline import outline

    return outline(fenced.whole, OutlineOptions(sources=False), fenced.verdicts)


def _description(outline: Outline) -> str:
    from argmap.documents.outline_text import format_description

    return format_description(outline, _LONGEST_DESCRIPTION)


def text_of(fenced: FencedMap) -> str:
    """Return the outline of a map without errors as text."""
    from argmap.documents import outline_text

    return outline_text.text_of(_outline_of(fenced))
