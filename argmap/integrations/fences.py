"""Maps in the pages of other tools: the fence of a map → HTML, or a picture, and what is wrong.

    ```argmap side="later" verdicts
    Homework should be abolished.
    - Children need time to play.
    ```

What a fence is, and what is wrong with it, `argmap.formats.fences` says for all tools. Nothing here
raises because of what an author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from argmap import formats
from argmap.diagrams.paper_sizes import check_size
from argmap.formats import Fence
from argmap.languages import words_for
from argmap.model import ArgumentMap
from argmap.model.diagnostics import Diagnostic, Severity, Span, error
from argmap.model.writing import OutlineOptions, PictureOptions
from argmap.options import Look, group_of
from argmap.util.errors import ArgmapError
from argmap.util.text import count, one_line, safe_markup

if TYPE_CHECKING:
    from argmap.documents.outline import Outline
    from argmap.documents.picture import DocumentPicture
    from argmap.verdicts.evaluate import Verdicts

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


class Page:
    """A page whose tool finds its fences itself, and does not say where they are.

    They come in their order, so each is looked for behind the one before it.

    Attributes:
        path: the file of the page.
        unread: the fences that the tool has not found so far.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, ValueError):
            text = ""
        self.unread = formats.fences_in(text, path_in_log(path))
        # Tools put spaces in place of tabs.
        as_found = formats.fences_in(text.expandtabs(_TAB))
        self._waiting = list(zip(as_found, self.unread, strict=True))

    def find(self, found: Fence) -> Fence | None:
        """Return a fence at its place in the page; None if it is not there."""
        for index, (as_found, fence) in enumerate(self._waiting):
            if _contents(as_found) == _contents(found):
                del self._waiting[: index + 1]
                self.unread.remove(fence)
                return fence._replace(number=found.number)
        return None


def _contents(fence: Fence) -> tuple[str, Mapping[str, str], list[str]]:
    """Return what a tool hands over of a fence."""
    return fence.name, fence.options, [line.rstrip() for line in fence.text.split("\n")]


def path_in_log(path: Path) -> str:
    """Return what a log calls a file: its path from where the build was started."""
    folder = Path.cwd()
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


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


def read_fence(
    fence: Fence, defaults: Mapping[str, str] = MappingProxyType({}), folder: Path | None = None
) -> FencedMap:
    """Return the map in a fence.

    Args:
        fence: the fence.
        defaults: the options of all fences of a site, which a fence can change.
        folder: where the files are that the map may name, and nowhere else; that of the page by
            default.
    """
    fence = fence._replace(options={**defaults, **fence.options})
    reading = formats.parse_fence(fence, folder=folder or Path(fence.file).parent)
    findings = [each for each in reading.diagnostics if each.severity is not Severity.NOTE]
    options = fence.valid_options
    map, verdicts = reading.map, None
    if map is not None:
        try:
            if options.get("verdicts") == "true":
                from argmap.verdicts.evaluate import evaluate

                verdicts = evaluate(map)
            map = formats.part_asked_for(map, options)
            # What cannot be drawn is found here, where it can still be reported.
            check_size(len(map.claims))
        except ArgmapError as problem:
            findings.append(error("wrong-option", str(problem), fence.place))
            map = None
    return FencedMap(fence, map, verdicts, options, tuple(findings), reading.paths_beside)


def options_in(config: Mapping[str, object]) -> dict[str, str]:
    """Return options in the configuration of a site, where YAML and Python have values of their
    own for `true`.
    """
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in config.items()
    }


def log_lines(fenced: FencedMap) -> list[str]:
    """Return what is wrong with a fence, one line each, for the log of a build.

    Example:
        docs/index.md:12:13: error[unknown-claim]: unknown claim `slep`; did you mean `sleep`?
    """
    return [log_line(finding) for finding in fenced.findings]


def log_line(finding: Diagnostic) -> str:
    """Return a finding with its place as one line."""
    span = place_of(finding)
    place = one_line(f"{span.file}:{span.line}:{span.column}")
    return f"{place}: {finding.severity}[{finding.code}]: {sentence_of(finding)}"


def place_of(finding: Diagnostic) -> Span:
    """Return the place of a finding about a fence."""
    if finding.span is None:
        raise ValueError("a finding about a fence has a place")
    return finding.span


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
        span = place_of(finding)
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
        group_of(Look, {"theme": "auto", **options, "groups": fenced.has("groups")}),
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
