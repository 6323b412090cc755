"""What of a map is drawn, and how: its boxes' contents and looks, the words of its steps.

Where the boxes of a picture lead: to the page of whoever shows it, or to what documents a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from argmap.diagrams.blank_spaces import FillIn
from argmap.diagrams.box_contents import (
    DEFAULT_MARKS,
    BoxContent,
    FramePaths,
    Mark,
    Marks,
    Shapes,
    Sign,
    Tone,
    VerdictMark,
    box_shapes,
    caption,
    frame_paths,
    marks_of_claim,
    verdict_sign,
)
from argmap.diagrams.box_tree import Box, Tree, is_tangled
from argmap.diagrams.font_metrics import clean, width
from argmap.diagrams.geometry import Point, Rectangle, place_on
from argmap.diagrams.layout import Line
from argmap.diagrams.shading import Shades
from argmap.diagrams.theme import BOLD, BoxLook, Contour, Ending, Relation, Theme, relation_of
from argmap.languages import words_for
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.diagnostics import PLACEHOLDER
from argmap.model.graph import main_claims, side_of
from argmap.model.parts import GROUP_SEPARATOR, group_path
from argmap.model.source_names import SourceNames
from argmap.model.writing import Change, Correction
from argmap.util.errors import ArgmapError
from argmap.util.text import shorten

NUMBER_SIZE = 10.0  # of the number of a box that is to be filled in
_NUMBER_GAP = 2.5  # between such a number and the text beside it
CORRECTION_RADIUS = 6.2  # of the sign of a correction
CORRECTION_ROOM = 2 * CORRECTION_RADIUS + 8.0  # of one on a line, clear of the tag of a box
_ENDING_ROOM = 6.0  # above boxes, for the cross or ring on a line that ends in a trunk
_MOST_PLACES = 3  # that a box names where its claim is drawn again
_REFERENCE_COLUMNS = 30  # of a claim's text that are repeated where it is drawn again
_SLANT_INSET = 3.0  # from slanted sides to text, besides that of all boxes
_LIVE_FINENESS = 0.85  # a page is handed all shapes that it may choose among
_MANY = 400  # boxes, from which on fewer shapes are tried for each

_shapes_between_edits = lru_cache(maxsize=2048)(box_shapes)
"""The same shapes, for an editor: from one picture of a map to the next, few boxes change."""

_ENDINGS: Mapping[str, Ending] = {
    VerdictMark.FALLS: Ending.CROSS,
    VerdictMark.TOO_WEAK: Ending.RING,
    VerdictMark.OUTWEIGHED: Ending.RING,
    VerdictMark.TAKES_BACKING: Ending.HALF,
}


class Thumbnail(NamedTuple):
    """A small picture of the overview of a map: its boxes, those that a page goes on from, and the
    same in words.
    """

    width: float = 1.0
    height: float = 1.0
    boxes: Sequence[Rectangle] = ()
    marked: Sequence[Rectangle] = ()
    text: str = ""


@dataclass
class Scene:
    """A map and how it is drawn; and what follows from these for a picture.

    Attributes:
        marks, text: which marks strips show, and what boxes say, one of `Labels`.
        numbers: id of a claim -> its number in the outline, which boxes drawn twice refer to.
        verdicts: id of a claim or step -> what to say of its verdict.
        description: what the picture says, for those who do not see it.
        heading: what is above the picture; the title of the map if nothing else is said.
        page_marks: id of a claim -> marks that lead to other pages of the map.
        thumbnail: where in the map it is, if it is on one of several pages.
        whole: the scene of the whole map, where this is of a part.
        groups: whether the claims of each group have a frame.
        is_live: whether it is for a page, which lays it out anew: any step may fall there, and
            boxes name their groups, which have no frames.
        changes: id of a claim or step -> what became of it since another version of the map.
        corrections: id of a claim or step -> the sign at its box or on its line.
        lacking: the ids of claims whose boxes say that something is missing there.
        shades: id of a claim or step -> how many of several maps have it.
        has_words: whether lines say in words what they are, as far as there is room.
        said: the relations that need no entry in the legend, since lines say them.
        has_title, has_legend: whether these are beside the map.
        id_prefix: what the ids of the elements of its SVG begin with.
        language, words: that of the map, and what is said in it besides the map's own texts.
        sides: the side of every claim, "" where it has none or serves several.
        main_ids: the ids of the main claims, of the whole map where this is of a part.
        frame_paths: the frames that claims are in.
    """

    map: ArgumentMap
    theme: Theme
    marks: tuple[str, ...] = DEFAULT_MARKS
    text: str = "full"
    numbers: Mapping[str, str] = field(default_factory=dict)
    verdicts: Mapping[str, VerdictMark] = field(default_factory=dict)
    description: str = ""
    heading: str = ""
    page_marks: Mapping[str, Marks] = field(default_factory=dict)
    thumbnail: Thumbnail | None = None
    whole: Scene | None = None
    groups: bool = False
    is_live: bool = False
    changes: Mapping[str, Change] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    lacking: Set[str] = frozenset()
    fill_in: FillIn = field(default_factory=FillIn)
    shades: Shades = field(default_factory=dict)
    has_words: bool = False
    said: Set[str] = frozenset()
    has_title: bool = True
    has_legend: bool = True
    id_prefix: str = ""

    def __post_init__(self) -> None:
        map = self.map
        self.words = words = words_for(map.language)
        self.sources = SourceNames(map.sources.values(), words)
        self.verbs = {
            Relation.SUPPORT: words.supports,
            Relation.REBUTTAL: words.rebuts,
            Relation.UNDERCUTTER: words.undercuts_the_inference,
            Relation.WEIGHING: words.outweighs,
        }
        self.language = map.language or words.tag
        self.heading = clean(self.heading or map.title)
        self.sides = side_of(map)
        self._side_looks = {side: self.theme.side(index) for index, side in enumerate(map.sides)}
        # In a part of a map other claims may be those that support nothing.
        whole = self.whole or self
        self.main_ids = {claim.id for claim in main_claims(whole.map)}
        self.has_frames = self.groups and not self.is_live
        self.frame_paths = FramePaths()
        if not self.is_live:
            self.frame_paths = frame_paths(whole.map, groups=self.groups)
        # Several layouts of a map ask for the same shapes, and so do those of its parts.
        self._shapes: dict[tuple[BoxContent, float], Shapes] = {}
        self._shapes = whole._shapes

    def look(self, claim: Claim) -> BoxLook:
        """Return the look of the side that a claim is on."""
        return self._side_looks.get(self.sides[claim.id], self.theme.neutral)

    def verdict_sign(self, claim: str) -> Sign | None:
        """Return the sign of a claim's verdict; None if it stands, or no verdicts are shown."""
        return self.verdicts[claim].sign if claim in self.verdicts else None

    def ending(self, inference: str) -> Ending:
        """Return how the line of a step ends: whether it has an effect, if verdicts are shown."""
        return _ENDINGS.get(self.verdicts.get(inference, ""), Ending.HEAD)

    def keep_room_for_endings(self, trees: Tree) -> None:
        """Have a map laid out with room for the signs of lines that share a trunk and fall."""
        for groups in trees.below:
            kinds = [group[0].inference.kind for group in groups if group[0].inference]
            for group in groups:
                block = group[0]
                shares = block.inference and kinds.count(block.inference.kind) > 1
                if shares and (self.is_live or not self.ending(block.id).has_effect):
                    block.room_above += _ENDING_ROOM

    def keep_room_for_corrections(self, trees: Tree) -> None:
        """Have a map laid out with room for the signs on its lines."""
        if not self.corrections:
            return
        trees.stub_room = CORRECTION_ROOM
        for groups in trees.below:
            for group in groups:
                group[0].room_above += CORRECTION_ROOM

    def shapes(self, trees: Tree) -> list[Shapes]:
        """Return the shapes that each box can have, by its number."""
        fineness = 0.96 if len(trees.boxes) < _MANY else 0.8
        if self.is_live:
            fineness = _LIVE_FINENESS
        shapes_of = _shapes_between_edits if self.is_live else box_shapes
        shapes = []
        for content in self.contents(trees):
            key = (content, fineness)
            if key not in self._shapes:
                self._shapes[key] = shapes_of(content, fineness)
            shapes.append(self._shapes[key])
        return shapes

    def contents(self, trees: Tree) -> Iterator[BoxContent]:
        """Yield what each box holds, by its number."""
        places_of = self._places_of_copies(trees)
        for box in trees.boxes:
            yield self._content(box, places_of)

    def _places_of_copies(self, trees: Tree) -> dict[str, list[str]]:
        """Return the claims that are drawn again; in a tangled map with the numbers of what they
        bear on there.

        In other maps few claims are drawn again, and readers find them.
        """
        tangled = is_tangled(self.map)
        places_of: dict[str, list[str]] = {}
        for box in trees.boxes:
            if box.is_copy:
                places = places_of.setdefault(box.claim, [])
                target = self.map.claim_under(box.inference)
                number = self.numbers.get(target, target)
                if tangled and number and number not in places:
                    places.append(number)
        return places_of

    def _content_of_copy(self, box: Box) -> BoxContent:
        map = self.map
        id = box.claim
        claim = map.claims[id]
        # Without an outline beside the picture, its id has to do.
        see = self.words.see.format(number=self.numbers.get(id, id))
        if self.fill_in.pitch and self.fill_in.numbers.get(id):
            # Filled in or not, what is drawn twice is written once.
            return BoxContent(PLACEHOLDER, map.language, tag=see)
        signs = tuple(verdict_sign(id, self.verdicts, self.words))
        text = clean(caption(claim, self.text))
        label = clean(claim.label)
        inference = map.inferences.get(box.inference)
        if not label and inference is not None and len(inference.premises) > 1:
            # Only with its partners does the argument make sense, and so it is written out.
            return BoxContent(text, map.language, signs, tag=see)
        beginning = label or shorten(text, _REFERENCE_COLUMNS)
        return BoxContent(see + self.words.colon + beginning, map.language, signs)

    def _content(self, box: Box, places_of: Mapping[str, Sequence[str]]) -> BoxContent:
        if box.is_copy:
            return self._content_of_copy(box)
        map = self.map
        words = self.words
        fill_in = self.fill_in
        id = box.claim
        claim = map.claims[id]
        number_to_fill_in = fill_in.numbers.get(id, "")
        marks: list[Mark] = []
        tag = ""
        if id in places_of and not number_to_fill_in:
            tag = self.numbers.get(id, id)
            places = places_of[id]
            if places:
                named = words.join_list(places[:_MOST_PLACES])
                if len(places) > _MOST_PLACES:
                    named += "…"
                marks.append(Mark(words.also_at.format(places=named), Tone.PLAIN))
        if id in self.changes:
            change = self.changes[id]
            tone = Tone.PLAIN if change.is_gone else Tone.ALARM
            marks.append(Mark(words.word(change), tone))
        if id in self.lacking:
            marks.append(Mark(words.something_is_missing, Tone.ALARM))
        if id in self.shades:
            share, *others = self.shades[id].lines
            marks.append(Mark(share, Tone.STRONG))
            marks += [Mark(other, Tone.PLAIN) for other in others]
        inference = map.inferences.get(box.inference)
        marks += marks_of_claim(
            map, claim, inference, self.marks, self.verdicts, words, self.sources
        )
        lost = self._groups_without_frame(claim)
        if lost:
            marks.append(Mark(lost))
        marks += self.page_marks.get(id, ())
        text = clean(caption(claim, self.text))
        is_main = id in self.main_ids
        content = BoxContent(text, map.language, tuple(marks), is_bold=is_main, tag=tag)
        if self.look(claim).contour is Contour.SLANTED:
            content = content._replace(inset=_SLANT_INSET)
        if not number_to_fill_in:
            return content
        content = content._replace(least_width=fill_in.width, least_height=fill_in.height)
        # Filled in, the number is beside the text; until then there is only room to write.
        if fill_in.is_done:
            wide = width(number_to_fill_in) * NUMBER_SIZE * BOLD
            return content._replace(inset=wide + _NUMBER_GAP)
        return content._replace(is_empty=True)

    def _groups_without_frame(self, claim: Claim) -> str:
        """Return the names of a claim's groups whose frame would part it from linked premises."""
        if not self.groups:
            return ""
        framed = self.frame_paths.at_home.get(claim.id, ())
        lost = [clean(name) for name in group_path(claim.group) if name not in framed]
        return GROUP_SEPARATOR.join(lost)

    def name(self, claim: Claim) -> str:
        """Return the text of a claim, and what the signs of its box stand for."""
        marks = marks_of_claim(
            self.map, claim, None, self.marks, self.verdicts, self.words, self.sources
        )
        meanings = [mark.text for mark in marks if mark.sign is not None]
        aside = self.words.aside(self.words.join_list(meanings)) if meanings else ""
        return clean(claim.text) + aside

    def title(self) -> str:
        """Return what the picture is called."""
        return self.heading or self.words.argument_map

    def title_of_whole(self) -> str:
        """Return the title of the whole map, where this is a part of it."""
        return (self.whole or self).title()

    def sentence(self, inference: Inference) -> str:
        """Return what a step says, in words, and what becomes of it if verdicts are shown.

        `Sleep helps + It is short — supports — School starts at nine`.
        """
        map = self.map
        target = inference.target
        conclusions = []
        if inference.kind is Kind.UNDERCUTTER:
            # The target of an undercutter is a step itself.
            undercut = map.inferences[target]
            target = undercut.target
            conclusions.append(self._join_texts(undercut.premises))
        if target in map.claims:
            conclusions.append(self._join_texts([target]))
        premises = self._join_texts(inference.premises)
        verb = self.verbs[relation_of(inference)]
        sentence = f"{premises} — {verb} — {' → '.join(conclusions)}"
        if inference.id in self.verdicts:
            word = self.words.verdict_word(self.verdicts[inference.id])
            sentence += self.words.aside(word)
        return sentence

    def _join_texts(self, claims: Iterable[str]) -> str:
        return " + ".join(clean(self.map.claims[id].text) for id in claims)


def place_of_correction(line: Line) -> Point:
    """Return the middle of the sign on a line, near its beginning."""
    return place_on(line.stub or line.path, CORRECTION_ROOM / 2)


_WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
_RELATIVE = re.compile(r"(?!//)[\w.~/-]*(\?[\w.~/=&%-]*)?")

# The id of a claim -> the address that its box leads to.
Links = Mapping[str, str]


def links_of(map: ArgumentMap, base: str) -> Links:
    """Return where the boxes of claims lead: to `BASE#ID`, or else to evidence on the web, if any.

    Raises:
        ArgmapError: the base is neither a web address nor a path, or has a `#`.
    """
    if base:
        if not (_WEB.fullmatch(base) or _RELATIVE.fullmatch(base)):
            raise ArgmapError(
                f"cannot link to `{base}`: use a path, or an address that starts with https:// or"
                " http://"
            )
        if "#" in base:
            raise ArgmapError(
                f"`{base}` already contains a `#`; remove the `#`, because argmap adds its own"
            )
        return {id: f"{base}#{id}" for id in map.claims}
    links: dict[str, str] = {}
    for id, claim in map.claims.items():
        for citation in claim.evidence:
            source = map.sources.get(citation.source)
            if source is not None and _WEB.fullmatch(source.url):
                # A box can lead to one address only: that of the first source.
                links.setdefault(id, source.url)
    return links
