"""What draws maps, and describes what it draws to those who do not see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from argmap.model import ArgumentMap, Claim, Source
from argmap.model.errors import ArgmapError
from argmap.model.losses import Kept, dropped, losses
from argmap.registry.form import Output, WritingOptions
from argmap.registry.outline_writers import TOLD, outline_asked_for

if TYPE_CHECKING:
    from argmap.diagrams.draw import Pages
    from argmap.diagrams.drawings import Options


def write_mermaid(map: ArgumentMap, options: WritingOptions) -> Output:
    from argmap.diagrams.marks import DEFAULT_MARKS
    from argmap.diagrams.mermaid import format_mermaid

    marks = DEFAULT_MARKS if options.marks is None else options.marks
    written = format_mermaid(map, options.text, marks, options.verdicts, with_groups=options.groups)
    return Output(written.content, written.losses)


_LONGEST_DESCRIPTION = 3000
"""In characters: what a screen reader reads in some three minutes, all at once."""

_LONGEST_DESCRIPTION_IN_PDF = 30_000
"""A PDF is kept and searched, so it may tell the whole of a map that one would print."""


def _description(map: ArgumentMap, format: str, options: WritingOptions) -> str:
    """Return what a picture of a map says to those who do not see it: its outline, or the upper
    levels of it.
    """
    from argmap.outlines.description import format_description

    longest = _LONGEST_DESCRIPTION_IN_PDF if format == "pdf" else _LONGEST_DESCRIPTION
    return format_description(outline_asked_for(map, options._replace(sources=False)), longest)


def _drawing_options(map: ArgumentMap, format: str, options: WritingOptions) -> Options:
    from argmap.diagrams.drawings import Options
    from argmap.diagrams.marks import DEFAULT_MARKS

    return Options(
        page=options.page or "screen",
        direction=options.direction,
        layout=options.layout,
        theme=options.theme or "color",
        marks=DEFAULT_MARKS if options.marks is None else options.marks,
        text=options.text,
        groups=options.groups,
        link_base=options.link_base,
        engine=options.engine,
        numbers=outline_asked_for(map, options).numbers_of_claims,
        description=_description(map, format, options),
        changes=options.changes,
    )


def draw_as(format: str) -> Callable[[ArgumentMap, WritingOptions], Output]:
    """Return the writer of a format of pictures."""

    def write_picture(map: ArgumentMap, options: WritingOptions) -> Output:
        from argmap.diagrams.draw import draw

        picture = draw(map, format, _drawing_options(map, format, options), options.verdicts)
        return Output(picture.data, notes=picture.notes, points=picture.points)

    return write_picture


def draw_pages_as(format: str) -> Callable[[ArgumentMap, WritingOptions], Pages]:
    """Return the writer of a format of pictures that a map can be split over."""

    def write_pages_of_pictures(map: ArgumentMap, options: WritingOptions) -> Pages:
        from argmap.diagrams.draw import draw_pages

        how = _drawing_options(map, format, options)
        return draw_pages(
            map, format, how, options.verdicts, lambda part: _description(part, format, options)
        )

    return write_pages_of_pictures


TOLD_ON_PAGE: Kept = {
    **TOLD,
    ArgumentMap: (*TOLD[ArgumentMap], "strict"),
    Source: (*TOLD[Source], "file"),
    Claim: (*TOLD[Claim], "label", "quote", "note", "group", "tags"),
}
"""What a page tells."""

_HAS_NO_EFFECT = {
    "page": "one moves and zooms it",
    "direction": "reasons lead up",
    "theme": "its colours are light or dark as the reader's system is",
    "link_base": "a box leads to what the page says of its claim",
}
"""Options that pages do not follow, and what there is in their place."""


_MOST_IN_A_PAGE = 1000
"""So many claims a browser opens in two seconds."""


def _notes_on_size(map: ArgumentMap) -> Iterator[str]:
    from argmap.model.branches import largest_branches

    if len(map.claims) <= _MOST_IN_A_PAGE:
        return
    branches = largest_branches(map)
    help = f"; of a branch it is at hand: --focus {' or '.join(branches)}" if branches else ""
    yield f"a page of {len(map.claims)} claims takes a browser some seconds to open{help}"


def _whole_of(map: ArgumentMap) -> ArgumentMap:
    """Return the map whose verdicts those of a part are."""
    if map.part_of is None:
        return map
    from argmap.model.stated import as_stated

    whole = as_stated(map.part_of) if map.is_as_stated else map.part_of
    # What is stated in a part may be more than what is stated in the whole: a main claim there is
    # kept.
    is_all_in_it = (
        whole.claims.keys() >= map.claims.keys()
        and whole.inferences.keys() >= map.inferences.keys()
    )
    return whole if is_all_in_it else map


def write_page(map: ArgumentMap, options: WritingOptions) -> Output:
    """Return a map as a page: its picture is that for a screen, and its colours follow the reader's
    system.

    Verdicts are those of the whole map, also where a part of it is shown.

    Raises:
        ArgmapError: an option is given that pages do not follow, or verdicts that suppose
            something.
    """
    from argmap.diagrams.live import draw_live
    from argmap.page.html import PageOptions, format_page

    for name, instead in _HAS_NO_EFFECT.items():
        if getattr(options, name):
            raise ArgmapError(f"`--{name.replace('_', '-')}` has no effect on a page: {instead}")
    whole = _whole_of(map)
    strict = False
    if options.verdicts is not None:
        if options.verdicts.fixed:
            raise ArgmapError(
                "a page begins with the verdicts of the map as it is; suppose there what is"
                " otherwise"
            )
        whole = options.verdicts.map
        strict = options.verdicts.strict
    picture = draw_live(map, _drawing_options(map, "svg", options))
    outline = outline_asked_for(map, options._replace(sources=True, verdicts=None, columns=0))
    how = PageOptions(
        whole,
        strict=strict,
        shows_verdicts=options.verdicts is not None,
        reloads=options.reloads,
        source_texts=options.source_texts,
    )
    page = format_page(outline, picture, how)
    notes = [*picture.notes, *_notes_on_size(map)]
    losses_on_page = losses("a page", dropped(map, TOLD_ON_PAGE))
    return Output(page, losses_on_page, tuple(notes))
