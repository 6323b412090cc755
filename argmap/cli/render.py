"""`argmap render`: a map as a picture, a page or slides."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from argmap.cli.console import DEFAULT_FILE, STDOUT, Console
from argmap.cli.options import (
    ALL_FENCES,
    FORMAT,
    File,
    HowToRead,
    HowToShow,
    Output,
    choose_format,
    endings_of,
    map_of,
    output_path,
    part_of,
    source_texts_for,
)
from argmap.options import Look, Option, Part
from argmap.options.format_names import PictureFormat
from argmap.options.names import Default
from argmap.util.errors import Failure
from argmap.util.files import write_files
from argmap.util.text import one_line

if TYPE_CHECKING:
    from argmap.formats import Reading
    from argmap.model.writing import Result


def render(
    console: Console,
    *,
    file: File = DEFAULT_FILE,
    format: Annotated[PictureFormat | Default, Option(
        "Output format: {choices}. [default: from the file extension, or svg]", "FORMAT", FORMAT,
        word="picture format")] = "",
    output: Output = "",
    part: Part,
    look: Look,
    split: Annotated[bool, Option(
        "Split the picture across several pages so that all the text is readable.")] = False,
    watch: Annotated[bool, Option(
        "Redraw the map whenever its file changes. Press Ctrl-C to stop.")] = False,
    shown: HowToShow,
) -> None:  # fmt: skip
    """Example:
    argmap render debate.yaml --paper a4 -o debate.pdf
    argmap render debate.yaml --paper slide --split -o slides.pdf
    argmap render debate.yaml -o debate.html
    argmap render lesson.md --fence all
    """
    from argmap import formats
    from argmap.model.writing import PageOptions, PictureOptions, WritingOptions

    pictures = formats.writable_formats(formats.FormatKind.PICTURE)
    name = choose_format(format, output, endings_of(pictures), file)
    chosen_format = formats.format_named(name or "svg", pictures)
    if split and output == STDOUT:
        raise Failure("--split writes several files, so name the first file with -o PATH")
    target = output_path(output, file, chosen_format.endings[0], part, format=format)

    def read() -> list[Reading]:
        with console.progress("reading the map"):
            return _readings_to_draw(file, shown.how)

    def draw(readings: list[Reading]) -> None:
        targets = _number_targets(target, len(readings))
        fence = shown.how.fence
        if fence and fence != ALL_FENCES and not output:
            targets = [_number_path(target, int(fence), int(fence))]
        maps = [
            map_of(console, reading, stated_only=shown.stated_only, targets=targets)
            for reading in readings
        ]
        drawn: list[list[Result]] = []
        for reading, whole in zip(readings, maps, strict=True):
            options = WritingOptions(
                picture=PictureOptions(look),
                page=PageOptions(source_texts_for(chosen_format, reading)),
                verdicts=shown.verdicts_of(whole),
            )
            map = part_of(console, whole, part)
            if look.groups and not any(claim.group for claim in map.claims.values()):
                console.say("no claim has a `group`, so --groups has no effect")
            has_labels = any(claim.label for claim in map.claims.values())
            if look.labels != "full" and not has_labels:
                console.say(f"no claim has a `label`, so --labels {look.labels} has no effect")
            with console.progress("drawing the map"):
                if split:
                    drawn.append(formats.write_pages(map, chosen_format.name, options))
                else:
                    drawn.append([formats.write(map, chosen_format.name, options)])
        # Only now, so that nothing is written where one of them cannot be drawn.
        for path, files in zip(targets, drawn, strict=True):
            if split:
                _write_pages(console, files, path, look.paper)
            else:
                [picture] = files
                console.say(*picture.notes)
                size = _size_of_text(console, picture.points, look.paper)
                console.write(path, picture.pieces(), details=size)

    if not watch:
        draw(read())
        return
    if output == STDOUT:
        raise Failure("--watch requires an output file, so name a file with -o PATH")
    from argmap.cli.preview import must_be_followable, show_and_follow, until_interrupted

    must_be_followable(file, read)
    with until_interrupted(console):
        console.say(f"watching {one_line(file)}; press Ctrl-C to stop")
        show_and_follow(file, read, draw, console.say_problem)


def _readings_to_draw(file: str, how: HowToRead) -> list[Reading]:
    """Return what was read of a file: one map, or all that stand in its fences."""
    from argmap import formats

    if how.fence != ALL_FENCES:
        return [formats.read(file, how.source_format, how.options)]
    options = how._replace(fence="1").options
    first = formats.read(file, how.source_format, options)
    readings = [first]
    for number in range(2, first.maps_in_file + 1):
        # From the text at hand: standard input can be read only once.
        text, name, format, folder = first.text, first.name, first.format, first.folder
        how_to_read = options._replace(fence=number)
        readings.append(formats.parse(text, name, format, how_to_read, folder=folder))
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


def _write_pages(console: Console, files: list[Result], target: str, page: str) -> None:
    """Write a file with all pages, or one a page, numbered."""
    console.say(*files[0].notes)
    paths = _number_targets(target, len(files))
    pages = sum(file.pages for file in files)
    written = target
    if len(files) > 1:
        written = f"{paths[0]} to {paths[-1]}"
    elif pages > 1:
        written = f"{target} with {pages} pages"
    contents = {path: file.data for path, file in zip(paths, files, strict=True)}
    write_files(contents)
    size = _size_of_text(console, files[0].points, page, or_more=pages > 1)
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


def _size_of_text(
    console: Console, points: float | None, page: str, *, or_more: bool = False
) -> str:
    """Return how large the text is, for those who want to know more than that it is enough."""
    if not console.is_verbose:
        return ""
    from argmap.diagrams.page_fit import in_points
    from argmap.diagrams.paper_sizes import find_page

    shown = find_page(page or "screen")
    # Of a size that is too small, a note on the picture says so already.
    if points is None or shown is None or points < shown.least:
        return ""
    size = f"{in_points(points)} or more" if or_more else in_points(points)
    return f"; the text is {size} on {shown.name}"
