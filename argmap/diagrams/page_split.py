"""A map over several pages: an overview, then branch by branch, so that every text can be read.

Every step is on exactly one page, together with all that undercuts it. A claim whose steps are on
another page goes on there, at the top.

Draws a map over several pages: finds out what fits on each, and names on
each where it goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from argmap.diagrams.box_contents import Mark, Tone
from argmap.diagrams.box_tree import structure_of
from argmap.diagrams.font_metrics import FIGURE_SPACE
from argmap.diagrams.page_fit import Drawing, draw_in_order, draw_scene, in_points
from argmap.diagrams.paper_sizes import Page
from argmap.diagrams.scene import Scene
from argmap.diagrams.theme import SIZE
from argmap.model import ArgumentMap, Inference
from argmap.model.spanning_tree import homes_of
from argmap.model.writing import PictureOptions

Bundle = tuple[Inference, ...]
"""A step onto a claim, and after it all that undercuts it: what is never parted."""


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
        sets: steps onto one claim that stand side by side and are not parted either.
    """
    return _Splitter(map, fits, sets).split()


@dataclass(frozen=True, slots=True)
class _Branch:
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
        self._add_unreached()
        return self.sheets

    # pages

    def _add_overview(self) -> None:
        """Add a page with the main claims and what bears on them, or else what they bear on each
        other.
        """
        mains = tuple(self.homes.mains_in_order)
        onto_mains = [bundle for main in mains for bundle in self._bundles_onto(main)]
        among_mains = [bundle for bundle in onto_mains if not self._begins_branches(bundle, mains)]
        for bundles in (onto_mains, among_mains):
            overview = Sheet(self.map, mains, tuple(bundles))
            # One box alone is no overview.
            if len(overview.map.claims) > 1 and self.fits(overview):
                overview = self._with_whole_branches(overview, self._open_claims(bundles))[0]
                overview = self._with_reasons(overview)
                # What no main claim leads to waits already.
                self._add(self._with_neighbors(overview, _LOOSE))
                break
        shown = self.sheets[0].inferences if self.sheets else {}
        for main in reversed(mains):
            missing = [bundle for bundle in self._bundles_onto(main) if bundle[0].id not in shown]
            if missing or not self.sheets:
                self.waiting.append(_Branch(main, missing, len(self.sheets)))

    def _with_reasons(self, overview: Sheet) -> Sheet:
        """Return an overview with what bears on those main claims for which there is room."""
        for main in overview.roots:
            missing = [
                bundle
                for bundle in self._bundles_onto(main)
                if bundle[0].id not in overview.inferences
            ]
            longer = overview.with_bundles(missing)
            if missing and self.fits(longer):
                overview = longer
        return overview

    def _begins_branches(self, bundle: Bundle, mains: Sequence[str]) -> bool:
        """Return whether a step has premises other than main claims."""
        return any(premise not in mains for inference in bundle for premise in inference.premises)

    def _add_branch(self, branch: _Branch) -> None:
        """Add a page that begins with a branch: with all of it, with its neighbours too, or with a
        part of it.
        """
        whole = Sheet(
            self.map, (branch.root,), (*branch.bundles, *self._bundles_below(branch.bundles))
        )
        if self.fits(whole):
            self._add(self._with_neighbors(whole, branch.origin))
            return
        number = self._number_that_fits(branch)
        rest = branch.bundles[number:]
        if rest:
            self.waiting.append(replace(branch, bundles=rest))
        self._add(self._grow(Sheet(self.map, (branch.root,), tuple(branch.bundles[:number]))))

    def _number_that_fits(self, branch: _Branch) -> int:
        """Return how many steps onto the root of a branch fit on its page; 1
        if not even that does.
        """
        number = len(branch.bundles)
        while number > 1 and not self.fits(
            Sheet(self.map, (branch.root,), tuple(branch.bundles[:number]))
        ):
            # Far too many are halved, a few too many are taken off one by one.
            number = number // 2 if number > 16 else number - 1
        return number

    def _with_neighbors(self, sheet: Sheet, origin: int) -> Sheet:
        """Return a sheet with the branches that come next on the same page, as long as all of them
        fits.
        """
        while self.waiting and self.waiting[-1].origin == origin:
            next_branch = self.waiting[-1]
            bundles = (*next_branch.bundles, *self._bundles_below(next_branch.bundles))
            wider = replace(
                sheet, roots=(*sheet.roots, next_branch.root), bundles=(*sheet.bundles, *bundles)
            )
            if not self.fits(wider):
                break
            sheet = wider
            self.waiting.pop()
        return sheet

    def _grow(self, sheet: Sheet) -> Sheet:
        """Return a sheet with more of what bears on its claims: whole branches, and of others the
        first steps.
        """
        open_claims = self._open_claims(sheet.bundles)
        while open_claims:
            sheet, too_large = self._with_whole_branches(sheet, open_claims)
            open_claims = []
            for claim in too_large:
                bundles = self._bundles_onto(claim)
                longer = sheet.with_bundles(bundles)
                if self.fits(longer):
                    sheet = longer
                    open_claims += self._open_claims(bundles)
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

    def _add_unreached(self) -> None:
        """Add undercutters that only undercut each other to the last page: no
        claim leads to them.
        """
        placed = {id for sheet in self.sheets for id in sheet.inferences}
        unreached = tuple(
            inference for inference in self.map.inferences.values() if inference.id not in placed
        )
        if unreached:
            self.sheets[-1] = self.sheets[-1].with_bundles([unreached])

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
                at_home = [
                    premise
                    for premise in inference.premises
                    if self.homes.inference_of[premise] == inference.id
                ]
                claims += [premise for premise in at_home if self.map.onto(premise)]
        return claims

    def _bundles_below(self, bundles: Iterable[Bundle]) -> Iterator[Bundle]:
        """Yield all steps below steps."""
        open_claims = self._open_claims(bundles)
        # The list grows while it is read.
        for claim in open_claims:
            onto = self._bundles_onto(claim)
            yield from onto
            open_claims += self._open_claims(onto)


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
