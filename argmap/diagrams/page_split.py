"""A map over several pages: an overview, then branch by branch, so that every text can be read.

    ┌─ page 1 ──────┐  ┌─ page 2 ──────┐
    │ main          │  │ a  ← page 1   │   a claim whose steps are on another page
    │  └ a → page 2 │  │  └ c          │   goes on there, at the top
    │  └ b          │  │               │
    └───────────────┘  └───────────────┘

Every step is on exactly one page, together with all that undercuts it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain, pairwise
from math import inf
from operator import attrgetter
from typing import NamedTuple

from argmap.diagrams.box_contents import Mark, Marks, Tone
from argmap.diagrams.box_tree import tree_of
from argmap.diagrams.font_metrics import FIGURE_SPACE, clean
from argmap.diagrams.layout import Layout
from argmap.diagrams.page_fit import Drawing, draw_in_order, draw_scene, in_points, is_legible
from argmap.diagrams.paper_sizes import Page
from argmap.diagrams.scene import Scene, Thumbnail
from argmap.diagrams.theme import SIZE
from argmap.model import ArgumentMap, Inference
from argmap.model.spanning_tree import homes_of
from argmap.options import Look

# How much larger than legible the text has to be as long as the heading is not known.
_SPARE = 1.02

# How much larger than on the page before or after the text of a page may be: less than a third.
_MOST_GROWTH = 1.3

# How much of a page boxes may fill, as a share. Where text is legible they fill 0.43 at the most.
_MOST_FILLED = 0.6

Steps = list[Inference]

Bundles = Sequence[Steps]
"""Each a step onto a claim, and after it all that undercuts it: what is never parted."""

PageMarks = dict[str, Marks]
"""Marks that lead to other pages, by the id of the claim."""


@dataclass(frozen=True)
class Sheet:
    """What is on one page."""

    whole: ArgumentMap  # the map that it is a part of
    roots: tuple[str, ...]  # the claims that its trees begin with, in order
    steps: Sequence[Inference] = ()

    @cached_property
    def inferences(self) -> dict[str, Inference]:
        """The steps on it, by id."""
        return {step.id: step for step in self.steps}

    @cached_property
    def map(self) -> ArgumentMap:
        """The part of the map that is on it; the claims that its trees begin with are main."""
        whole = self.whole
        premises = chain.from_iterable(step.premises for step in self.steps)
        # A dictionary keeps the order and takes each once.
        ids = dict.fromkeys([*self.roots, *premises])
        return replace(
            whole,
            claims={id: replace(whole.claims[id], main=id in self.roots) for id in ids},
            inferences=self.inferences,
            expect={},
            part_of=whole.part_of or whole,
        )


Fits = Callable[[Sheet], bool]
"""Whether all text of a sheet can be read on one page."""


def sheets_of(map: ArgumentMap, fits: Fits, sets: Iterable[Sequence[str]] = ()) -> list[Sheet]:
    """Return the pages of a map: an overview, and each branch behind the page that it goes on from.

    A step that does not fit on a page has one all the same. Where not even the main claims do,
    there is no overview. Steps of a set are side by side, and are not parted either.
    """
    return _Splitter(map, fits, sets).split()


class _Branch(NamedTuple):
    """A claim, the steps onto it that are on no page yet, and these with all that is below."""

    root: str
    bundles: Bundles
    steps: Steps
    size: int  # how many claims it has


class _Splitter:
    """A map on its way to pages: those that there are, and the branches that wait for one.

    The next branch is the last of those that wait, so that one that begins on a page comes before
    the one after it.
    """

    def __init__(self, map: ArgumentMap, fits: Fits, sets: Iterable[Sequence[str]]) -> None:
        self.map = map
        self.fits = fits
        self.homes = homes_of(map)
        # The id of a step -> that of the first of its set.
        self.set_of: dict[str, str] = {}
        for together in sets:
            self.set_of |= dict.fromkeys(together, together[0])
        self.sheets: list[Sheet] = []
        self.waiting: list[_Branch] = []
        self.largest = 0  # how many claims are on the page with the most
        self.too_many = inf  # this many more claims do not fit on the page that is being filled

    def split(self) -> list[Sheet]:
        self._let_wait(self.homes.loose, ())
        self._add_overview()
        while self.waiting:
            self._add_page()
        # Undercutters that only undercut each other: no claim leads to them.
        unreached = dict(self.map.inferences)
        for sheet in self.sheets:
            for id in sheet.inferences:
                del unreached[id]
        self.sheets[-1] = _with_steps(self.sheets[-1], unreached.values())
        return self.sheets

    # pages

    def _add_overview(self) -> None:
        """Add a page with the main claims and what bears on them, or on each other."""
        mains = tuple(self.homes.mains_in_order)
        onto_mains = []
        among_mains = []
        for bundle in chain.from_iterable(self._bundles_onto(main) for main in mains):
            onto_mains += bundle
            premises = chain.from_iterable(step.premises for step in bundle)
            if set(premises).issubset(mains):
                among_mains += bundle
        shown: Collection[str] = ()
        for steps in (onto_mains, among_mains):
            overview = Sheet(self.map, mains, steps)
            # One box alone is no overview.
            if len(overview.map.claims) > 1 and self.fits(overview):
                overview, _ = self._with_whole(overview, self._open_claims(steps))
                # Some main claims may have room for what bears on them.
                for main in mains:
                    missing = self._missing(main, overview.inferences)
                    overview = self._with_if_it_fits(overview, _join(missing))
                # What no main claim leads to waits already.
                overview = self._with_neighbors(overview)
                self._add(self._fill(overview, steps))
                shown = self.sheets[0].inferences
                break
        self._let_wait(mains, shown)

    def _add_page(self) -> None:
        """Add a page with the next branch, or a part of it, and with all others that fit."""
        nothing = Sheet(self.map, ())
        branch = self.waiting.pop()
        sheet = _with_branches(nothing, [branch], 1)
        if branch.bundles and not self.fits(sheet):
            sheet = self._with_part(nothing, branch)
        sheet = self._with_neighbors(sheet)
        if self.waiting and len(sheet.map.claims) <= self.largest / 2:
            # Rather a part of a branch than a page that is nearly empty.
            self.too_many = inf
            sheet = self._with_part(sheet, self.waiting.pop())
        self._add(sheet)

    def _with_part(self, sheet: Sheet, branch: _Branch) -> Sheet:
        """Return a sheet with as much of a branch as fits; the rest waits."""
        root, bundles, *_ = branch
        begun = replace(sheet, roots=(*sheet.roots, root))

        def sheet_with(number: int) -> Sheet:
            return _with_steps(begun, _join(bundles[:number]))

        number = self._most(sheet_with, len(bundles))
        if number == 0 and sheet.roots:
            self.waiting.append(branch)
            return sheet
        # A step that is too large for any page has one all the same.
        number = max(number, 1)
        rest = bundles[number:]
        if rest:
            self.waiting.append(self._branch(root, rest))
            self.too_many = min(self.too_many, _number_of_premises(rest[0]))
        return self._fill(sheet_with(number), _join(bundles[:number]))

    def _most(self, sheet_with: Callable[[int], Sheet], most: int) -> int:
        """Return how many of a number of things in a row fit on a sheet."""
        numbers = range(1, most + 1)
        return bisect_left(numbers, True, key=lambda number: not self.fits(sheet_with(number)))

    def _with_neighbors(self, sheet: Sheet) -> Sheet:
        """Return a sheet with all branches that wait and fit on it whole, the next ones first."""
        while True:
            # The branch that did not fit is too large the next time.
            smaller = [branch for branch in reversed(self.waiting) if branch.size < self.too_many]
            if not smaller:
                return sheet
            sheet_with = partial(_with_branches, sheet, smaller)
            number = self._most(sheet_with, len(smaller))
            sheet = sheet_with(number)
            for branch in smaller[:number]:
                self.waiting.remove(branch)
            if number < len(smaller):
                self.too_many = smaller[number].size

    def _fill(self, sheet: Sheet, steps: Iterable[Inference]) -> Sheet:
        """Return a sheet with more of what bears on the premises of its steps.

        Whole branches go first; of those that are too large, the first steps.
        """
        claims = self._open_claims(steps)
        while claims:
            sheet, too_large = self._with_whole(sheet, claims)
            claims = []
            for branch in too_large:
                onto = _join(branch.bundles)
                longer = self._with_if_it_fits(sheet, onto)
                if longer is not sheet:
                    sheet = longer
                    claims += self._open_claims(onto)
        return sheet

    def _with_whole(self, sheet: Sheet, claims: Iterable[str]) -> tuple[Sheet, list[_Branch]]:
        """Return a sheet with the branches of these claims that fit, and the others."""
        too_large = []
        for claim in claims:
            branch = self._branch(claim, self._bundles_onto(claim))
            longer = self._with_if_it_fits(sheet, branch.steps)
            if longer is sheet:
                too_large.append(branch)
            sheet = longer
        return sheet, too_large

    def _with_if_it_fits(self, sheet: Sheet, steps: Steps) -> Sheet:
        """Return a sheet with more steps if they fit, and else the sheet itself."""
        number = _number_of_premises(steps)
        if 0 < number < self.too_many:
            longer = _with_steps(sheet, steps)
            if self.fits(longer):
                return longer
            self.too_many = number
        return sheet

    def _add(self, sheet: Sheet) -> None:
        """Add a page, and have the claims wait that do not go on there."""
        self.sheets.append(sheet)
        self.too_many = inf
        self.largest = max(self.largest, len(sheet.map.claims))
        self._let_wait(self._open_claims(sheet.steps), sheet.inferences)

    def _let_wait(self, claims: Sequence[str], shown: Collection[str]) -> None:
        """Have claims wait with the steps onto them that are not shown on the last page."""
        for claim in reversed(claims):
            missing = self._missing(claim, shown)
            # Without an overview, what nothing bears on has a page too.
            if missing or not self.sheets:
                self.waiting.append(self._branch(claim, missing))

    # the trees

    def _missing(self, claim: str, shown: Collection[str]) -> Bundles:
        """Return the steps onto a claim that are not shown yet."""
        return [bundle for bundle in self._bundles_onto(claim) if bundle[0].id not in shown]

    def _bundles_onto(self, claim: str) -> Bundles:
        bundles: dict[str, Steps] = {}
        for inference in self.map.onto(claim):
            bundle = [inference]
            # The list grows while it is read.
            for undercut in bundle:
                bundle += self.map.undercutters(undercut.id)
            own_set = self.set_of.get(inference.id, inference.id)
            bundles.setdefault(own_set, []).extend(bundle)
        return list(bundles.values())

    def _open_claims(self, steps: Iterable[Inference]) -> list[str]:
        """Return the premises of steps that are at home there and that something bears on."""
        claims = []
        for step in steps:
            for premise in step.premises:
                if self.homes.inference_of[premise] == step.id and self.map.onto(premise):
                    claims.append(premise)
        return claims

    def _branch(self, root: str, bundles: Bundles) -> _Branch:
        steps = _join(bundles)
        open_claims = self._open_claims(steps)
        # The list grows while it is read.
        for claim in open_claims:
            onto = _join(self._bundles_onto(claim))
            steps += onto
            open_claims += self._open_claims(onto)
        return _Branch(root, bundles, steps, 1 + _number_of_premises(steps))


def _join(bundles: Bundles) -> Steps:
    return list(chain.from_iterable(bundles))


def _number_of_premises(steps: Steps) -> int:
    return sum(len(step.premises) for step in steps)


def _with_steps(sheet: Sheet, steps: Iterable[Inference]) -> Sheet:
    return replace(sheet, steps=(*sheet.steps, *steps))


def _with_branches(sheet: Sheet, branches: Sequence[_Branch], number: int) -> Sheet:
    """Return a sheet with a number of branches, from the first."""
    roots = dict.fromkeys(sheet.roots)
    steps = [*sheet.steps]
    for branch in branches[:number]:
        roots[branch.root] = None
        steps += branch.steps
    return replace(sheet, roots=tuple(roots), steps=steps)


def draw_over_pages(
    scene: Scene, page: Page, look: Look, describe: Callable[[ArgumentMap], str]
) -> list[Drawing]:
    """Return the pages of a map, as many as it takes for all text to be legible.

    What a page says to those who do not see it, `describe` makes of the part of the map on it.
    """
    # It is not turned, so that all are held alike.
    page = replace(page, turns=False)
    least = page.least
    # Where text is just legible, in square points where it is of size `SIZE`.
    most_filled = _MOST_FILLED * page.width * page.height * (SIZE / least) ** 2
    if _filled_area(scene) <= most_filled:
        whole = draw_scene(scene, page, look)
        if whole.points >= least:
            return [whole]
    widest = int("8" * _digits(scene.map))

    def fits(sheet: Sheet) -> bool:
        marks = _marks_to_come(scene, sheet, widest)
        part = _part_of(scene, sheet, marks, widest, widest, is_first=True)
        # Beside the heading there is room for any thumbnail.
        part.thumbnail = Thumbnail()
        # A quick answer that is rarely wrong.
        if _filled_area(part) > most_filled:
            return False
        return is_legible(part, page, look, least * _SPARE)

    sheets = sheets_of(scene.map, fits, scene.fill_in.sets)
    homes = homes_of(scene.map).inference_of
    has_overview = scene.main_ids.issubset(sheets[0].roots)
    drawings: list[Drawing] = []
    for number, marks in enumerate(page_marks(scene, sheets), start=1):
        sheet = sheets[number - 1]
        part = _part_of(scene, sheet, marks, number, len(sheets), is_first=number == 1)
        part.description = describe(sheet.map)
        if drawings and has_overview:
            _add_thumbnail(part, sheet, drawings[0].layout, homes)
        drawings.append(_draw_page(part, page, look))
    _even_out(drawings, page, look)
    return drawings


def _draw_page(part: Scene, page: Page, look: Look) -> Drawing:
    drawing = draw_in_order(part, page, look)
    if drawing.points >= page.least or look.direction or look.layout:
        return drawing
    # Below each other, many premises of one step may have more room.
    sideways = draw_in_order(part, page, look._replace(direction="left"))
    return max(drawing, sideways, key=attrgetter("points"))


def _even_out(drawings: list[Drawing], page: Page, look: Look) -> None:
    """Draw pages again whose text is much larger than that of the page before or after."""
    sizes = [drawing.points for drawing in drawings]
    places = range(len(sizes))
    for order in (pairwise(places), pairwise(reversed(places))):
        for one, next in order:
            # What is too small already makes nothing else so.
            sizes[next] = min(sizes[next], max(sizes[one], page.least) * _MOST_GROWTH)
    for place, size in enumerate(sizes):
        drawing = drawings[place]
        if size < drawing.points:
            drawings[place] = _draw_page(drawing.scene, replace(page, most=size), look)


def _add_thumbnail(part: Scene, sheet: Sheet, overview: Layout, homes: Mapping[str, str]) -> None:
    """Give a page a thumbnail of the overview, if what it goes on from is there."""
    boxes = {}
    for placed in overview.boxes:
        if not placed.box.is_copy:
            boxes[placed.box.claim] = placed.area
    marked = {}
    for root in sheet.roots:
        # What is not on the overview itself is below a claim that is.
        claim = root
        while claim not in boxes and homes[claim]:
            claim = sheet.whole.claim_under(homes[claim])
        if claim in boxes:
            marked[claim] = boxes[claim]
    if marked:
        words = part.words
        claims = words.semicolon.join(clean(sheet.whole.claims[id].text) for id in marked)
        text = f"{words.marked_in_overview}{words.colon}{claims}"
        areas = [placed.area for placed in overview.boxes]
        part.thumbnail = Thumbnail(overview.width, overview.height, areas, [*marked.values()], text)
        part.description = f"{part.description}\n{text}"


def _part_of(
    scene: Scene, sheet: Sheet, marks: PageMarks, number: int, total: int, *, is_first: bool
) -> Scene:
    """Return what is drawn on a page, which says above it which of how many it is."""
    words = scene.words
    place = words.page.format(number=number, total=total)
    if is_first and scene.main_ids.issubset(sheet.roots):
        place = words.overview + words.comma + place
    heading = scene.title() + words.aside(place)
    return replace(scene, map=sheet.map, heading=heading, page_marks=marks, whole=scene)


def _filled_area(scene: Scene) -> float:
    """Return what the boxes of a map take up at the least, in square points."""
    filled = 0.0
    for shapes in scene.shapes(tree_of(scene.map, ())):
        filled += min(shape.width * shape.height for shape in shapes)
    return filled


def _digits(map: ArgumentMap) -> int:
    """Return how long page numbers may be: pages rarely hold fewer claims than eight."""
    return len(str(len(map.claims) // 8))


def _marks_to_come(scene: Scene, sheet: Sheet, widest: int) -> PageMarks:
    """Return the marks that a sheet will have, with a number that is as long as any of theirs."""
    marks = {}
    for claim in sheet.map.claims:
        is_continued = claim in sheet.roots and claim not in scene.main_ids
        missing = [step for step in scene.map.onto(claim) if step.id not in sheet.inferences]
        marks[claim] = _marks_of(scene, widest if is_continued else 0, widest if missing else 0)
    return marks


def _marks_of(scene: Scene, comes_from: int, goes_on_at: int) -> Marks:
    """Return the marks of a claim that lead to the pages of these numbers; 0 is none.

    A number takes the room of others: all digits are of one width, and so is a figure space.
    """
    words = scene.words
    digits = _digits(scene.map)
    marks = []
    for text, page in ((words.comes_from, comes_from), (words.goes_on_at, goes_on_at)):
        if page > 0:
            number = str(page).rjust(digits, FIGURE_SPACE)
            marks.append(Mark(text.format(page=number), Tone.PLAIN, page))
    return tuple(marks)


def page_marks(scene: Scene, sheets: Sequence[Sheet]) -> list[PageMarks]:
    """Return for each sheet the marks of its claims: where they come from and go on."""
    pages_onto: dict[str, set[int]] = {}
    first_page: dict[str, int] = {}
    for number, sheet in enumerate(sheets, start=1):
        for step in sheet.steps:
            pages_onto.setdefault(step.target, set()).add(number)
        for claim in sheet.map.claims:
            first_page.setdefault(claim, number)
    all_marks = []
    for number, sheet in enumerate(sheets, start=1):
        marks = {}
        for claim in sheet.map.claims:
            comes_from = 0
            others = pages_onto.get(claim, set()) - {number}
            if claim in sheet.roots:
                # A claim with many steps goes on from page to page: earlier ones have been read.
                others = {page for page in others if page > number}
                if first_page[claim] < number:
                    comes_from = first_page[claim]
            marks[claim] = _marks_of(scene, comes_from, min(others, default=0))
        all_marks.append(marks)
    return all_marks


def legibility_notes(drawings: Sequence[Drawing], page: Page) -> Iterator[str]:
    """Yield a sentence on the pages whose text is too small all the same."""
    sizes = [drawing.points for drawing in drawings]
    numbers = [str(number) for number, size in enumerate(sizes, start=1) if size < page.least]
    if numbers:
        noun = "page" if len(numbers) == 1 else "pages"
        size = min(sizes)
        how_small = f"as small as {in_points(size)}" if size >= 1 else in_points(size)
        yield (
            f"on {noun} {', '.join(numbers)}, the text is {how_small}, because argmap keeps each"
            " inference on one page with its premises and undercutters"
        )
