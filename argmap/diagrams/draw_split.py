"""Draws a map over several pages: finds out what fits on each, and names on
each where it goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from argmap.diagrams.contents import Mark, Tone
from argmap.diagrams.drawings import Drawing, draw_in_order, draw_scene, in_points
from argmap.diagrams.font_metrics import FIGURE_SPACE
from argmap.diagrams.pages import Page
from argmap.diagrams.scene import Scene
from argmap.diagrams.split import Fits, Sheet, sheets_of
from argmap.diagrams.structure import structure_of
from argmap.diagrams.theme import SIZE
from argmap.model import ArgumentMap
from argmap.model.options import PictureOptions

_SPARE = 1.01
"""How much larger than legible the text has to be as long as the heading is not known."""

_MOST_FILLED = 0.6
"""How much of a page boxes may fill, as a share. Of pages that are legible they fill 0.43 at the
most.
"""

_LEAST_AREA = 25.0 * 60.0
"""The area of a box with a short word, in square points where text is of size `SIZE`."""

PageMarks = dict[str, tuple[Mark, ...]]
"""Marks that lead to other pages, by the id of the claim."""


def draw_over_pages(
    scene: Scene, page: Page, options: PictureOptions, describe: Callable[[ArgumentMap], str]
) -> list[Drawing]:
    """Return the pages of a map, as many as it takes for all text to be legible.

    Args:
        scene: the map and its looks.
        page: the size of every page. It is not turned, so that all are held alike.
        options: how to draw.
        describe: a part of the map -> what its page says to those who do not see it.
    """
    page = replace(page, turns=False)
    if _may_be_legible(scene, page):
        whole = draw_scene(scene, page, options)
        if whole.frame.points >= page.least:
            return [whole]
    sets = () if scene.fill_in is None else scene.fill_in.sets
    sheets = sheets_of(scene.map, _fits(scene, page, options), sets)
    drawings: list[Drawing] = []
    for sheet, marks in zip(sheets, page_marks(scene, sheets), strict=True):
        heading = _heading(scene, len(drawings) + 1, len(sheets))
        part = scene.of_part(sheet.map, heading, marks, describe(sheet.map))
        drawings.append(draw_in_order(part, page, options))
    return drawings


def _fits(scene: Scene, page: Page, options: PictureOptions) -> Fits:
    """Return what tells whether the text of a sheet is legible on a page."""
    number = "8" * _digits(scene.map)
    heading = _heading(scene, int(number), int(number))

    def fits(sheet: Sheet) -> bool:
        # So many could never stand on a page, and need not be made a map of first.
        if len(sheet.inferences) * _LEAST_AREA > _area(page):
            return False
        part = scene.of_part(sheet.map, heading, _marks_to_come(scene, sheet, number))
        if not _may_be_legible(part, page):
            return False
        return draw_in_order(part, page, options).frame.points >= page.least * _SPARE

    return fits


def _digits(map: ArgumentMap) -> int:
    """Return how many digits the numbers of pages have room for: pages rarely hold fewer claims
    than this.
    """
    return len(str(len(map.claims) // 8))


def _as_wide(number: int, digits: int) -> str:
    """Return a number that takes the room of others: all digits are of one width, and so is this
    space.
    """
    return str(number).rjust(digits, FIGURE_SPACE)


def _may_be_legible(scene: Scene, page: Page) -> bool:
    """Return whether the boxes of a map leave room on a page for all else: a quick answer that is
    rarely wrong.
    """
    least_area = 0.0
    for shapes in scene.shapes(structure_of(scene.map, ())):
        least_area += min(shape.width * shape.height for shape in shapes)
    return least_area <= _MOST_FILLED * _area(page)


def _area(page: Page) -> float:
    """Return the area of a page where text is just legible, in square points where it is of size
    `SIZE`.
    """
    return page.width * page.height * (SIZE / page.least) ** 2


def _heading(scene: Scene, number: int, total: int) -> str:
    words = scene.words
    place = words.page.format(number=number, total=total)
    if number == 1:
        place = words.overview + words.comma + place
    return scene.title() + words.aside(place)


def _marks_to_come(scene: Scene, sheet: Sheet, number: str) -> PageMarks:
    """Return the marks that a sheet will have, with a number that is as long as any of theirs."""
    marks: PageMarks = {}
    for claim in sheet.map.claims:
        own: list[Mark] = []
        if claim in sheet.roots and claim not in scene.main_ids:
            own.append(Mark(scene.words.comes_from.format(page=number), Tone.PLAIN))
        if any(inference.id not in sheet.inferences for inference in scene.map.onto(claim)):
            own.append(Mark(scene.words.goes_on_at.format(page=number), Tone.PLAIN))
        marks[claim] = tuple(own)
    return marks


def page_marks(scene: Scene, sheets: Sequence[Sheet]) -> list[PageMarks]:
    """Return for each sheet the marks of its claims: from which page it comes, and on which it goes
    on.
    """
    words = scene.words
    digits = _digits(scene.map)
    page_of_inference: dict[str, int] = {}
    first_page: dict[str, int] = {}
    for number, sheet in enumerate(sheets, start=1):
        page_of_inference.update(dict.fromkeys(sheet.inferences, number))
        for claim in sheet.map.claims:
            first_page.setdefault(claim, number)
    all_marks: list[PageMarks] = []
    for number, sheet in enumerate(sheets, start=1):
        marks: PageMarks = {}
        for claim in sheet.map.claims:
            own: list[Mark] = []
            others = {page_of_inference[inference.id] for inference in scene.map.onto(claim)} - {
                number
            }
            if claim in sheet.roots:
                # A claim with many steps goes on from page to page; the earlier ones are behind the
                # reader.
                others = {page for page in others if page > number}
                origin = first_page[claim]
                if origin < number:
                    own.append(
                        Mark(
                            words.comes_from.format(page=_as_wide(origin, digits)),
                            Tone.PLAIN,
                            origin,
                        )
                    )
            if others:
                next_page = min(others)
                own.append(
                    Mark(
                        words.goes_on_at.format(page=_as_wide(next_page, digits)),
                        Tone.PLAIN,
                        next_page,
                    )
                )
            marks[claim] = tuple(own)
        all_marks.append(marks)
    return all_marks


def legibility_notes(drawings: Sequence[Drawing], page: Page) -> Iterator[str]:
    """Yield what there is to say of pages whose text is too small all the same."""
    numbers = [
        number
        for number, drawing in enumerate(drawings, start=1)
        if drawing.frame.points < page.least
    ]
    if not numbers:
        return
    smallest = min(drawing.frame.points for drawing in drawings)
    noun = "page" if len(numbers) == 1 else "pages"
    listed = ", ".join(map(str, numbers))
    yield (
        f"{noun} {listed}: text is below {page.least:.0f} pt, down to {in_points(smallest)}, "
        "for a step stays with its premises and with what undercuts it"
    )
