"""A map over several pages: an overview, then branch by branch, so that every text can be read.

    ┌─ page 1 ──────┐  ┌─ page 2 ──────┐
    │ main          │  │ a  ← page 1   │   a claim whose steps are on another page
    │  └ a → page 2 │  │  └ c          │   goes on there, at the top
    │  └ b          │  │               │
    └───────────────┘  └───────────────┘

Every step is on exactly one page, together with all that undercuts it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from argmap.diagrams.box_contents import Mark, Tone
from argmap.diagrams.box_tree import tree_of
from argmap.diagrams.font_metrics import FIGURE_SPACE
from argmap.diagrams.page_fit import Drawing, draw_in_order, draw_scene, in_points
from argmap.diagrams.paper_sizes import Page
from argmap.diagrams.scene import Scene
from argmap.diagrams.theme import SIZE
from argmap.model import ArgumentMap, Inference
from argmap.model.spanning_tree import homes_of
from argmap.model.writing import PictureOptions

_SPARE = 1.01
"""How much larger than legible the text has to be as long as the heading is not known."""

_MOST_FILLED = 0.6
"""How much of a page boxes may fill, as a share. Of pages that are legible they fill 0.43 at the
most.
"""

_LEAST_AREA = 25.0 * 60.0
"""The area of a box with a short word, in square points where text is of size `SIZE`."""

Bundle = tuple[Inference, ...]
"""A step onto a claim, and after it all that undercuts it: what is never parted."""

PageMarks = dict[str, tuple[Mark, ...]]
"""Marks that lead to other pages, by the id of the claim."""


@dataclass(frozen=True)
class Sheet:
    """What is on one page.

    Attributes:
        whole: the map that it is a part of.
        roots: the ids of the claims that its trees begin with, in order.
        bundles: its steps.
    """

    whole: ArgumentMap
    roots: tuple[str, ...]
    bundles: tuple[Bundle, ...] = ()

    def with_bundles(self, bundles: Iterable[Bundle]) -> Sheet:
        """Return the sheet with more steps."""
        return replace(self, bundles=(*self.bundles, *bundles))

    @cached_property
    def inferences(self) -> dict[str, Inference]:
        """The steps on it, by id."""
        return {inference.id: inference for bundle in self.bundles for inference in bundle}

    @cached_property
    def map(self) -> ArgumentMap:
        """The part of the map that is on it. The claims that its trees begin with are its main
        claims.
        """
        # A dictionary keeps the order and takes each once.
        ids = dict.fromkeys(self.roots)
        for inference in self.inferences.values():
            ids.update(dict.fromkeys(inference.premises))
        claims = {id: replace(self.whole.claims[id], main=id in self.roots) for id in ids}
        return replace(
            self.whole,
            claims=claims,
            inferences=self.inferences,
            expect={},
            part_of=self.whole.part_of or self.whole,
        )


Fits = Callable[[Sheet], bool]
"""Whether all text of a sheet can be read on one page."""


def sheets_of(map: ArgumentMap, fits: Fits, sets: Iterable[Sequence[str]] = ()) -> list[Sheet]:
    """Return the pages of a map: an overview, and every branch behind the page that it goes on
    from.

    A step that does not fit on a page has one all the same. Where not even the main claims do,
    there is no overview.

    Args:
        map: the map.
        fits: whether all text of a sheet can be read.
        sets: steps onto one claim that are side by side and are not parted either.
    """
    return _Splitter(map, fits, sets).split()


class _Branch(NamedTuple):
    """A claim, with steps onto it that are on no page yet.

    Attributes:
        root: the claim.
        bundles: the steps onto it.
        origin: the number of the page that it goes on from.
    """

    root: str
    bundles: Sequence[Bundle]
    origin: int


_LOOSE = 0
"""Where those branches come from that no main claim leads to."""


class _Splitter:
    def __init__(self, map: ArgumentMap, fits: Fits, sets: Iterable[Sequence[str]]) -> None:
        self.map = map
        self.set_of = {inference: together[0] for together in sets for inference in together}
        self.fits = fits
        self.homes = homes_of(map)
        self.sheets: list[Sheet] = []
        # What has no page yet. The next is the last, so that a branch comes before the one after
        # it.
        self.waiting: list[_Branch] = []

    def split(self) -> list[Sheet]:
        for root in reversed(self.homes.loose):
            self.waiting.append(_Branch(root, self._bundles_onto(root), _LOOSE))
        self._add_overview()
        while self.waiting:
            self._add_branch(self.waiting.pop())
        # Undercutters that only undercut each other: no claim leads to them.
        placed = {id for sheet in self.sheets for id in sheet.inferences}
        inferences = self.map.inferences.values()
        unreached = [inference for inference in inferences if inference.id not in placed]
        if unreached:
            self.sheets[-1] = self.sheets[-1].with_bundles([tuple(unreached)])
        return self.sheets

    # pages

    def _add_overview(self) -> None:
        """Add a page with the main claims and what bears on them, or on each other."""
        mains = tuple(self.homes.mains_in_order)
        onto_mains: list[Bundle] = []
        among_mains: list[Bundle] = []
        for main in mains:
            for bundle in self._bundles_onto(main):
                onto_mains.append(bundle)
                if all(set(inference.premises).issubset(mains) for inference in bundle):
                    among_mains.append(bundle)
        for bundles in (onto_mains, among_mains):
            overview = Sheet(self.map, mains, tuple(bundles))
            # One box alone is no overview.
            if len(overview.map.claims) > 1 and self.fits(overview):
                overview, _ = self._with_whole_branches(overview, self._open_claims(bundles))
                # Some main claims may have room for what bears on them.
                for main in mains:
                    missing = self._bundles_missing(main, overview.inferences)
                    longer = overview.with_bundles(missing)
                    if missing and self.fits(longer):
                        overview = longer
                # What no main claim leads to waits already.
                self._add(self._with_neighbors(overview, _LOOSE))
                break
        shown = self.sheets[0].inferences if self.sheets else {}
        for main in reversed(mains):
            missing = self._bundles_missing(main, shown)
            if missing or not self.sheets:
                self.waiting.append(_Branch(main, missing, len(self.sheets)))

    def _bundles_missing(self, claim: str, shown: Container[str]) -> list[Bundle]:
        """Return the steps onto a claim that are not shown yet."""
        return [bundle for bundle in self._bundles_onto(claim) if bundle[0].id not in shown]

    def _add_branch(self, branch: _Branch) -> None:
        """Add a page that begins with a branch: with its neighbors too, or a part of it."""
        root, bundles, origin = branch
        whole = Sheet(self.map, (root,), (*bundles, *self._bundles_below(bundles)))
        if self.fits(whole):
            self._add(self._with_neighbors(whole, origin))
            return
        number = len(bundles)
        sheet = Sheet(self.map, (root,), tuple(bundles))
        while number > 1 and not self.fits(sheet):
            # Far too many are halved, a few too many are taken off one by one.
            number = number // 2 if number > 16 else number - 1
            sheet = Sheet(self.map, (root,), tuple(bundles[:number]))
        if bundles[number:]:
            self.waiting.append(_Branch(root, bundles[number:], origin))
        # More of what bears on its claims: whole branches, and of others the first steps.
        open_claims = self._open_claims(sheet.bundles)
        while open_claims:
            sheet, too_large = self._with_whole_branches(sheet, open_claims)
            open_claims = []
            for claim in too_large:
                onto = self._bundles_onto(claim)
                longer = sheet.with_bundles(onto)
                if self.fits(longer):
                    sheet = longer
                    open_claims += self._open_claims(onto)
        self._add(sheet)

    def _with_neighbors(self, sheet: Sheet, origin: int) -> Sheet:
        """Return a sheet with the branches that come next on its page, while all of them fits."""
        while self.waiting and self.waiting[-1].origin == origin:
            root, bundles, _ = self.waiting[-1]
            wider = sheet.with_bundles([*bundles, *self._bundles_below(bundles)])
            wider = replace(wider, roots=(*sheet.roots, root))
            if not self.fits(wider):
                break
            sheet = wider
            self.waiting.pop()
        return sheet

    def _with_whole_branches(
        self, sheet: Sheet, open_claims: Iterable[str]
    ) -> tuple[Sheet, list[str]]:
        """Return a sheet with those branches that fit on it, and the claims of the others."""
        too_large: list[str] = []
        for claim in open_claims:
            bundles = self._bundles_onto(claim)
            longer = sheet.with_bundles([*bundles, *self._bundles_below(bundles)])
            if self.fits(longer):
                sheet = longer
            else:
                too_large.append(claim)
        return sheet, too_large

    def _add(self, sheet: Sheet) -> None:
        """Add a page, and have the claims wait that do not go on there."""
        self.sheets.append(sheet)
        for claim in reversed(self._open_claims(sheet.bundles)):
            bundles = self._bundles_onto(claim)
            if bundles[0][0].id not in sheet.inferences:
                self.waiting.append(_Branch(claim, bundles, len(self.sheets)))

    # the trees

    def _bundles_onto(self, claim: str) -> list[Bundle]:
        bundles: list[Bundle] = []
        for inference in self.map.onto(claim):
            bundle = [inference]
            # The list grows while it is read.
            for undercut in bundle:
                bundle += self.map.undercutters(undercut.id)
            own_set = self.set_of.get(inference.id)
            if own_set is not None and bundles and self.set_of.get(bundles[-1][0].id) == own_set:
                bundles[-1] += tuple(bundle)
            else:
                bundles.append(tuple(bundle))
        return bundles

    def _open_claims(self, bundles: Iterable[Bundle]) -> list[str]:
        """Return the premises of steps that are at home there and that something bears on."""
        claims: list[str] = []
        for bundle in bundles:
            for inference in bundle:
                for premise in inference.premises:
                    is_home = self.homes.inference_of[premise] == inference.id
                    if is_home and self.map.onto(premise):
                        claims.append(premise)
        return claims

    def _bundles_below(self, bundles: Iterable[Bundle]) -> Iterator[Bundle]:
        """Yield all steps below steps."""
        open_claims = self._open_claims(bundles)
        # The list grows while it is read.
        for claim in open_claims:
            onto = self._bundles_onto(claim)
            yield from onto
            open_claims += self._open_claims(onto)


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
    # The area of a page where text is just legible, in square points where it is of size `SIZE`.
    page_area = page.width * page.height * (SIZE / page.least) ** 2
    if _filled_area(scene) <= _MOST_FILLED * page_area:
        whole = draw_scene(scene, page, options)
        if whole.points >= page.least:
            return [whole]
    widest = int("8" * _digits(scene.map))
    widest_heading = _heading(scene, widest, widest)

    def part_of(sheet: Sheet, heading: str, marks: PageMarks, description: str) -> Scene:
        return replace(
            scene,
            map=sheet.map,
            heading=heading,
            page_marks=marks,
            description=description,
            whole=scene,
        )

    def fits(sheet: Sheet) -> bool:
        # So many could never be on a page, and need not be made a map of first.
        if len(sheet.inferences) * _LEAST_AREA > page_area:
            return False
        part = part_of(sheet, widest_heading, _marks_to_come(scene, sheet, widest), "")
        # A quick answer that is rarely wrong.
        if _filled_area(part) > _MOST_FILLED * page_area:
            return False
        return draw_in_order(part, page, options).points >= page.least * _SPARE

    sheets = sheets_of(scene.map, fits, scene.fill_in.sets)
    drawings: list[Drawing] = []
    for sheet, marks in zip(sheets, page_marks(scene, sheets), strict=True):
        heading = _heading(scene, len(drawings) + 1, len(sheets))
        part = part_of(sheet, heading, marks, describe(sheet.map))
        drawings.append(draw_in_order(part, page, options))
    return drawings


def _filled_area(scene: Scene) -> float:
    """Return what the boxes of a map take up at the least, in square points."""
    filled = 0.0
    for shapes in scene.shapes(tree_of(scene.map, ())):
        filled += min(shape.width * shape.height for shape in shapes)
    return filled


def _digits(map: ArgumentMap) -> int:
    """Return for how many digits of page numbers there is room.

    Pages rarely hold fewer claims than eight.
    """
    return len(str(len(map.claims) // 8))


def _heading(scene: Scene, number: int, total: int) -> str:
    words = scene.words
    place = words.page.format(number=number, total=total)
    if number == 1:
        place = words.overview + words.comma + place
    return scene.title() + words.aside(place)


def _marks_to_come(scene: Scene, sheet: Sheet, widest: int) -> PageMarks:
    """Return the marks that a sheet will have, with a number that is as long as any of theirs."""
    marks: PageMarks = {}
    for claim in sheet.map.claims:
        own: list[Mark] = []
        if claim in sheet.roots and claim not in scene.main_ids:
            own.append(_page_mark(scene, scene.words.comes_from, widest))
        if any(inference.id not in sheet.inferences for inference in scene.map.onto(claim)):
            own.append(_page_mark(scene, scene.words.goes_on_at, widest))
        marks[claim] = tuple(own)
    return marks


def _page_mark(scene: Scene, words: str, page: int) -> Mark:
    """Return a mark that leads to a page; its number takes the room of others.

    All digits are of one width, and so is a figure space.
    """
    number = str(page).rjust(_digits(scene.map), FIGURE_SPACE)
    return Mark(words.format(page=number), Tone.PLAIN, page)


def page_marks(scene: Scene, sheets: Sequence[Sheet]) -> list[PageMarks]:
    """Return for each sheet the marks of its claims: where they come from and go on."""
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
            others = {page_of_inference[inference.id] for inference in scene.map.onto(claim)}
            others.discard(number)
            if claim in sheet.roots:
                # A claim with many steps goes on from page to page; the earlier ones are behind the
                # reader.
                others = {page for page in others if page > number}
                if first_page[claim] < number:
                    own.append(_page_mark(scene, scene.words.comes_from, first_page[claim]))
            if others:
                own.append(_page_mark(scene, scene.words.goes_on_at, min(others)))
            marks[claim] = tuple(own)
        all_marks.append(marks)
    return all_marks


def legibility_notes(drawings: Sequence[Drawing], page: Page) -> Iterator[str]:
    """Yield what there is to say of pages whose text is too small all the same."""
    numbers: list[str] = []
    for number, drawing in enumerate(drawings, start=1):
        if drawing.points < page.least:
            numbers.append(str(number))
    if numbers:
        smallest = min(drawing.points for drawing in drawings)
        noun = "page" if len(numbers) == 1 else "pages"
        yield (
            f"{noun} {', '.join(numbers)}: text is below {page.least:.0f} pt, down to"
            f" {in_points(smallest)}, for a step stays with its premises and with what undercuts it"
        )
