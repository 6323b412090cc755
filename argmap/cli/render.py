"""`argmap render`: a map as a picture, a page or slides."""

# Annotations are not postponed here: typer would have to evaluate each of them at every start.
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.console import DEFAULT_FILE, STDOUT, Console
from argmap.cli.options import (
    ALL_FENCES,
    INPUT,
    Depth,
    File,
    Focus,
    From,
    OnlySide,
    Output,
    Prose,
    Sandbox,
    ShowVerdicts,
    StatedOnly,
    choose_part,
    default_output,
    flag,
    map_of,
    reading_options,
    source_texts_for,
    value,
    verdicts_of,
)
from argmap.util.errors import Failure
from argmap.util.files import write_files
from argmap.util.text import one_line

if TYPE_CHECKING:
    from argmap.formats import Format, Reading
    from argmap.model.writing import Result


_FORMAT = "Output format: {pictures}. [default: from the file extension, or svg]"
_PAPER = (
    "Paper size: screen, a4, a3, letter, slide, phone, poster, none, or a size such as 210x297mm."
    " [default: screen]"
)
_SPLIT = "Split the picture across several pages so that all the text is readable."
_DIRECTION = "Direction in which reasons point: up, down, left or right. [default: up]"
_LAYOUT = "Layout: rows, columns, or graph, which draws each claim once. [default: the best fit]"
_THEME = (
    "Color theme: {themes}. With print, the picture is black and white. With auto, an SVG is light"
    " or dark as its reader prefers. [default: color]"
)
_MARKS = (
    "Marks to show on claims, separated by commas:"
    " unsupported,evidence,common-ground,standard,scheme,holder."
)
_LABELS = "What to show in boxes: full (the whole text), label or both."
_GROUPS = "Draw a frame around each group of claims."
_LINK_BASE = "Link each box to URL#ID, where ID is the claim's id."
_ENGINE = (
    "Lay out the map with Graphviz: graphviz (needs argmap[graphviz]), or dot (your own Graphviz)."
    " [default: argmap]"
)
_FENCE = "Number of the fenced map to read from a Markdown file, or all. [default: 1]"
_WATCH = "Redraw the map whenever its file changes. Press Ctrl-C to stop."
_LOOK = "Appearance"


def render(
    context: typer.Context,
    file: File = DEFAULT_FILE,
    format: Annotated[str, value("-f --format", "FORMAT", _FORMAT)] = "",
    output: Output = "",
    side: OnlySide = "",
    focus: Focus = "",
    depth: Depth = None,
    paper: Annotated[str, value("--paper", "SIZE", _PAPER)] = "",
    split: Annotated[bool, flag("--split", _SPLIT)] = False,
    watch: Annotated[bool, flag("--watch", _WATCH)] = False,
    direction: Annotated[str, value("--direction", "WAY", _DIRECTION, group=_LOOK)] = "",
    layout: Annotated[str, value("--layout", "LAYOUT", _LAYOUT, group=_LOOK)] = "",
    theme: Annotated[str, value("--theme", "THEME", _THEME, group=_LOOK)] = "",
    marks: Annotated[str | None, value("--marks", "MARKS", _MARKS, group=_LOOK)] = None,
    labels: Annotated[str, value("--labels", "WHAT", _LABELS, group=_LOOK)] = "full",
    groups: Annotated[bool, flag("--groups", _GROUPS, _LOOK)] = False,
    link_base: Annotated[str, value("--link-base", "URL", _LINK_BASE, group=_LOOK)] = "",
    engine: Annotated[str, value("--engine", "NAME", _ENGINE, group=_LOOK)] = "",
    verdicts: ShowVerdicts = False,
    stated_only: StatedOnly = False,
    fence: Annotated[str, value("--fence", "N", _FENCE, group=INPUT)] = "",
    prose: Prose = False,
    sandbox: Sandbox = False,
    source: From = "",
) -> None:
    """Draw a map as a picture, slides or an interactive page.

    \b
    Example:
      argmap render debate.yaml --paper a4 -o debate.pdf
      argmap render debate.yaml --paper slide --split -o slides.pdf
      argmap render debate.yaml -o debate.html
    """  # fmt: skip
    from argmap import formats
    from argmap.model.writing import PageOptions, PictureOptions, WritingOptions

    console = Console.of(context)
    chosen_format = _picture_format(format, output)
    if split and output == STDOUT:
        raise Failure("--split writes several files, so name the first file with -o PATH")
    target = output or default_output(file, chosen_format.endings[0], side, focus)
    picture = PictureOptions(
        paper=paper,
        direction=direction,
        layout=layout,
        theme=theme,
        marks=_parse_marks(marks),
        labels=labels,
        groups=groups,
        link_base=link_base,
        engine=engine,
    )

    def read() -> list["Reading"]:
        with console.progress("reading the map"):
            return _readings_to_draw(file, source, fence, prose=prose, sandbox=sandbox)

    def draw(readings: list["Reading"]) -> None:
        targets = _number_targets(target, len(readings))
        if fence and fence != ALL_FENCES and not output:
            targets = [_number_path(target, int(fence), int(fence))]
        maps = [
            map_of(console, reading, stated_only=stated_only, targets=targets)
            for reading in readings
        ]
        drawn: list[list[Result]] = []
        for reading, whole in zip(readings, maps, strict=True):
            options = WritingOptions(
                picture=picture,
                page=PageOptions(source_texts_for(chosen_format, reading)),
                verdicts=verdicts_of(whole) if verdicts else None,
            )
            part = choose_part(whole, side, focus, depth)
            if groups and not any(claim.group for claim in part.claims.values()):
                console.say("no claim has a `group`, so --groups has no effect")
            has_labels = any(claim.label for claim in part.claims.values())
            if labels in ("label", "both") and not has_labels:
                console.say(f"no claim has a `label`, so --labels {labels} has no effect")
            with console.progress("drawing the map"):
                if split:
                    drawn.append(formats.write_pages(part, chosen_format.name, options))
                else:
                    drawn.append([formats.write(part, chosen_format.name, options)])
        # Only now, so that nothing is written where one of them cannot be drawn.
        for path, files in zip(targets, drawn, strict=True):
            if split:
                _write_pages(console, files, path, paper, make_folder=not output)
            else:
                _write_picture(console, files[0], path, paper, make_folder=not output)

    if not watch:
        draw(read())
        return
    if output == STDOUT:
        raise Failure("--watch requires an output file, so name a file with -o PATH")
    from argmap.cli.preview import must_be_followable, show_and_follow, until_interrupted

    must_be_followable(file, source)
    with until_interrupted(console):
        console.say(f"watching {one_line(file)}; press Ctrl-C to stop")
        show_and_follow(file, read, draw, console.say_problem)


def _readings_to_draw(
    file: str, chosen_format: str, fence: str, *, prose: bool, sandbox: bool
) -> list["Reading"]:
    """Return what was read of a file: one map, or all that stand in its fences."""
    from argmap import formats

    if fence != ALL_FENCES:
        return [
            formats.read(file, chosen_format, reading_options(fence, prose=prose, sandbox=sandbox))
        ]
    first = formats.read(file, chosen_format, reading_options("1", prose=prose, sandbox=sandbox))
    readings = [first]
    for number in range(2, first.maps_in_file + 1):
        options = formats.ReadingOptions(prose, number, sandbox)
        # From the text at hand: standard input can be read only once.
        readings.append(
            formats.parse(first.text, first.name, first.format, options, folder=first.folder)
        )
    return readings


def _number_targets(target: str, total: int) -> list[str]:
    """Return the files for this number of pictures: several have numbers."""
    if total == 1:
        return [target]
    if target == STDOUT:
        raise Failure(
            f"cannot write {total} pictures to standard output; write them to files with -o PATH"
        )
    return [_number_path(target, number, total) for number in range(1, total + 1)]


def _write_picture(
    console: Console, picture: "Result", target: str, page: str, *, make_folder: bool
) -> None:
    for note in picture.notes:
        console.say(note)
    console.write(target, picture.pieces(), make_folder=make_folder)
    if target != STDOUT:
        console.say(f"wrote {one_line(target)}{_size_of_text(picture.points, page)}")


def _write_pages(
    console: Console, files: "list[Result]", target: str, page: str, *, make_folder: bool
) -> None:
    """Write a file with all pages, or one a page, numbered."""
    for note in files[0].notes:
        console.say(note)
    paths = _number_targets(target, len(files))
    pages = sum(file.pages for file in files)
    written = target
    if len(files) > 1:
        written = f"{paths[0]} to {paths[-1]}"
    elif pages > 1:
        written = f"{target} with {pages} pages"
    contents = {path: file.data for path, file in zip(paths, files, strict=True)}
    write_files(contents, make_folder=make_folder)
    size = _size_of_text(files[0].points, page, or_more=pages > 1)
    console.say(f"wrote {one_line(written)}{size}")
    others = _pages_of_another_run(target, paths)
    if others:
        console.say(f"written by an earlier run: {one_line(', '.join(others))}")


def _pages_of_another_run(target: str, written: list[str]) -> list[str]:
    """Return the files that are numbered like those of a target, and are not among those that were
    written.
    """
    unnumbered = Path(target)
    numbered = re.compile(re.escape(unnumbered.stem) + r"-\d+" + re.escape(unnumbered.suffix))
    beside = sorted(
        str(path) for path in unnumbered.parent.iterdir() if numbered.fullmatch(path.name)
    )
    return [path for path in beside if path not in written]


def _number_path(path: str, number: int, total: int) -> str:
    """Return the path of one of several files.

    As many digits in each, so that they sort in their order.
    """
    unnumbered = Path(path)
    digits = len(str(total))
    return str(unnumbered.with_name(f"{unnumbered.stem}-{number:0{digits}}{unnumbered.suffix}"))


def _parse_marks(marks: str | None) -> tuple[str, ...] | None:
    """Return the marks in a list with commas.

    None in an empty one, and None where there is no list.
    """
    if marks is None:
        return None
    return tuple(mark.strip() for mark in marks.split(",") if mark.strip())


def _picture_format(format: str, output: str) -> "Format":
    """Return the form of picture that the options ask for: by name, by the ending of the file, or
    else SVG.
    """
    from argmap import formats

    pictures = formats.writable_formats(formats.FormatKind.PICTURE)
    named = formats.format_named(format, pictures, "picture format") if format else None
    if output in ("", STDOUT):
        return named or pictures[0]
    shown = formats.format_of_path(output, pictures)
    listed = ", ".join(chosen_format.name for chosen_format in pictures)
    ending = Path(output).suffix
    if shown is None and ending:
        raise Failure(f"no picture format has the file extension `{ending}`; choose from {listed}")
    if shown is None and named is None:
        raise Failure(f"`-o {output}` has no file extension, so choose a format with -f: {listed}")
    if shown is not None and named is not None and shown is not named:
        raise Failure(f"`-f {format}` does not match the file extension in `-o {output}`")
    return named or shown or pictures[0]


def _size_of_text(points: float | None, page: str, *, or_more: bool = False) -> str:
    from argmap.diagrams.page_fit import in_points
    from argmap.diagrams.paper_sizes import find_page

    shown = find_page(page or "screen")
    # Of a size that is too small, a note on the picture says so already.
    if points is None or shown is None or points < shown.least:
        return ""
    size = f"{in_points(points)} or more" if or_more else in_points(points)
    return f"; the text is {size} on {shown.name}"
