"""What of a map is drawn, and how: its boxes' contents and looks, the words of its steps.

Where the boxes of a picture lead: to the page of whoever shows it, or to what documents a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.diagrams.blank_spaces import FillIn
from argmap.diagrams.box_contents import (
    DEFAULT_MARKS,
    BoxContent,
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
from argmap.diagrams.geometry import Rectangle
from argmap.diagrams.theme import BoxLook, Ending, Relation, Theme, relation_of
from argmap.languages import words_for
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.diagnostics import PLACEHOLDER
from argmap.model.graph import main_claims, side_of
from argmap.model.parts import GROUP_SEPARATOR, group_path
from argmap.model.writing import Change
from argmap.util.errors import ArgmapError
from argmap.util.text import shorten

NUMBER_SIZE = 10.0
"""The size of the number of a box that is to be filled in."""

# What the cross or ring on a line that ends in a trunk needs above the boxes.
_ENDING_ROOM = 6.0

# How many places a box names where its claim is drawn again.
_MOST_PLACES = 3

# From so many boxes on, fewer shapes are tried for each.
_MANY = 400

# So much of a claim's text is repeated where it is drawn again.
_REFERENCE_COLUMNS = 30


class Thumbnail(NamedTuple):
    """A small picture of the overview of a map that goes over several pages.

    Attributes:
        width, height: the size of the overview.
        boxes: where its boxes are in it.
        marked: those that a page goes on from.
        text: the same in words.
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
        map: the map that is drawn.
        theme: its colours and shapes.
        marks: which of `MARKS` strips show.
        text: what boxes say, one of `argmap.diagrams.box_contents.TEXTS`.
        numbers: id of a claim -> its number in the outline, which boxes drawn twice refer to.
        verdicts: id of a claim or step -> what to say of its verdict.
        description: what the picture says, for those who do not see it.
        heading: what is above the picture; the title of the map if nothing else is said.
        page_marks: id of a claim -> marks that lead to other pages, where the map goes over
            several.
        thumbnail: where in the map it is, if it is on one of several pages.
        whole: the scene of the whole map, where this is of a part whose main claims are not those
            of the whole.
        groups: whether groups have frames.
        changes: id of a claim or step -> what became of it, where two versions of a map are drawn
            in one.
        fill_in: what is left to be filled in by hand.
        language: the language of the map.
        words: what it says besides the map's own texts, in this language.
        verbs: what each line says that a step does, in these words.
        sides: the side of every claim, "" where it has none or serves several.
        main_ids: the ids of the main claims.
        frame_paths: the frames that claims are in, by the ids of those that are in any.
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
    changes: Mapping[str, Change] = field(default_factory=dict)
    fill_in: FillIn = field(default_factory=FillIn)

    def __post_init__(self) -> None:
        map = self.map
        self.words = words = words_for(map.language)
        self.verbs = {
            Relation.SUPPORT: words.supports,
            Relation.REBUTTAL: words.rebuts,
            Relation.UNDERCUTTER: words.undercuts_the_inference,
            Relation.WEIGHING: words.outweighs,
        }
        self.language = map.language or words.tag
        self.heading = clean(self.heading or map.title)
        self.sides = side_of(map)
        self.main_ids = {claim.id for claim in main_claims(map)}
        self._side_looks: dict[str, BoxLook] = {}
        for index, side in enumerate(map.sides):
            self._side_looks[side] = self.theme.side(index)
        # Several layouts of a map ask for the same shapes, and so do those of its parts.
        self._shapes: dict[tuple[BoxContent, float], Shapes] = {}
        whole = self.whole
        self.frame_paths = frame_paths(map if whole is None else whole.map, groups=self.groups)
        if whole is not None:
            # In a part of a map other claims may be those that support nothing.
            self.main_ids = whole.main_ids
            self._shapes = whole._shapes

    def look(self, claim: Claim) -> BoxLook:
        """Return the look of the side that a claim is on."""
        return self._side_looks.get(self.sides[claim.id], self.theme.neutral)

    def verdict_sign(self, claim: str) -> Sign | None:
        """Return the sign of a claim's verdict; None if it stands, or no verdicts are shown."""
        verdict = self.verdicts.get(claim)
        return None if verdict is None else verdict.sign

    def ending(self, inference: str) -> Ending:
        """Return how the line of a step ends: whether it has an effect, if verdicts are shown."""
        verdict = self.verdicts.get(inference)
        if verdict is None:
            return Ending.HEAD
        if verdict.is_held_down:
            return Ending.RING
        if verdict.takes_backing:
            return Ending.HALF
        return Ending.CROSS if verdict.falls else Ending.HEAD

    def keep_room_for_endings(self, trees: Tree) -> None:
        """Have a map laid out with room for the signs of lines that share a trunk and fall."""
        for groups in trees.below:
            kinds = [group[0].inference.kind for group in groups if group[0].inference]
            for group in groups:
                block = group[0]
                shares = block.inference and kinds.count(block.inference.kind) > 1
                if shares and not self.ending(block.id).has_effect:
                    block.room_above += _ENDING_ROOM

    def shapes(self, trees: Tree) -> list[Shapes]:
        """Return the shapes that each box can have, by its number."""
        boxes = trees.boxes
        copied = self._copied(trees)
        fineness = 0.96 if len(boxes) < _MANY else 0.8
        known = self._shapes
        shapes = []
        for box in boxes:
            content = self._content(box, copied.get(box.claim))
            key = (content, fineness)
            if key not in known:
                known[key] = box_shapes(content, fineness)
            shapes.append(known[key])
        return shapes

    def _copied(self, trees: Tree) -> dict[str, list[str]]:
        """Return the claims that are drawn again; in a tangled map with the numbers of what they
        bear on there.

        In other maps few claims are drawn again, and readers find them.
        """
        map = self.map
        copies = [box for box in trees.boxes if box.is_copy]
        copied: dict[str, list[str]] = {box.claim: [] for box in copies}
        if not is_tangled(map):
            return copied
        for box in copies:
            target = map.claim_under(box.inference)
            number = self.numbers.get(target, target)
            places = copied[box.claim]
            if number and number not in places:
                places.append(number)
        return copied

    def _content(self, box: Box, places: list[str] | None) -> BoxContent:
        map = self.map
        words = self.words
        fill_in = self.fill_in
        id = box.claim
        claim = map.claims[id]
        text = clean(caption(claim, self.text))
        # Without an outline beside the picture, its id has to do.
        number = self.numbers.get(id, id)
        number_to_fill_in = fill_in.numbers.get(id, "")
        if box.is_copy:
            see = words.see.format(number=number)
            if number_to_fill_in and fill_in.pitch:
                # Filled in or not, what is drawn twice is written once.
                return BoxContent(PLACEHOLDER, map.language, tag=see)
            signs = tuple(verdict_sign(id, self.verdicts, words))
            label = clean(claim.label)
            inference = map.inferences.get(box.inference)
            if label:
                return BoxContent(see + words.colon + label, map.language, signs)
            if inference is not None and len(inference.premises) > 1:
                # Only with its partners does the argument make sense, and so it is written out.
                return BoxContent(text, map.language, signs, tag=see)
            beginning = shorten(text, _REFERENCE_COLUMNS)
            return BoxContent(see + words.colon + beginning, map.language, signs)
        marks: list[Mark] = []
        tag = ""
        if places is not None and not number_to_fill_in:
            tag = number
            if places:
                named = words.join_list(places[:_MOST_PLACES])
                if len(places) > _MOST_PLACES:
                    named += "…"
                marks.append(Mark(words.also_at.format(places=named), Tone.PLAIN))
        if id in self.changes:
            change = self.changes[id]
            tone = Tone.PLAIN if change.is_gone else Tone.ALARM
            marks.append(Mark(words.change_word(change), tone))
        inference = map.inferences.get(box.inference)
        marks += marks_of_claim(map, claim, inference, self.marks, self.verdicts, words)
        lost = self._groups_without_frame(claim)
        if lost:
            marks.append(Mark(lost))
        marks += self.page_marks.get(id, ())
        is_main = id in self.main_ids
        content = BoxContent(text, map.language, tuple(marks), is_bold=is_main, tag=tag)
        if not number_to_fill_in:
            return content
        # Filled in, the number is beside the text; until then there is only room to write.
        inset = 0.0
        if fill_in.is_done:
            inset = width(number_to_fill_in) * NUMBER_SIZE
        return content._replace(
            is_empty=not fill_in.is_done,
            least_width=fill_in.width,
            least_height=fill_in.height,
            inset=inset,
        )

    def _groups_without_frame(self, claim: Claim) -> str:
        """Return the names of a claim's groups whose frame would part it from linked premises."""
        if not self.groups:
            return ""
        framed = self.frame_paths.get(claim.id, ())
        lost = [clean(name) for name in group_path(claim.group) if name not in framed]
        return GROUP_SEPARATOR.join(lost)

    def name(self, claim: Claim) -> str:
        """Return the text of a claim, and what the signs of its box stand for."""
        marks = marks_of_claim(self.map, claim, None, self.marks, self.verdicts, self.words)
        meanings = [mark.text for mark in marks if mark.sign is not None]
        name = clean(claim.text)
        if meanings:
            name += self.words.aside(self.words.join_list(meanings))
        return name

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
        words = self.words
        target = inference.target
        conclusion = ""
        if inference.kind is Kind.UNDERCUTTER:
            # The target of an undercutter is a step itself.
            undercut = map.inferences[target]
            target = undercut.target
            conclusion = self._join_texts(undercut.premises)
            if target in map.claims:
                conclusion += " → "
        if target in map.claims:
            conclusion += self._join_texts([target])
        verb = self.verbs[relation_of(inference)]
        premises = self._join_texts(inference.premises)
        sentence = f"{premises} — {verb} — {conclusion}"
        verdict = self.verdicts.get(inference.id)
        if verdict is not None:
            sentence += words.aside(words.verdict_word(verdict.word))
        return sentence

    def _join_texts(self, claims: Iterable[str]) -> str:
        return " + ".join(clean(self.map.claims[id].text) for id in claims)


_WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
_RELATIVE = re.compile(r"(?!//)[\w.~/-]*(\?[\w.~/=&%-]*)?")


Links = Mapping[str, str]
"""The id of a claim -> the address that its box leads to."""


def links_of(map: ArgumentMap, base: str) -> Links:
    """Return the address that the box of a claim leads to, by the claim's id.

    Args:
        map: the map.
        base: what an id is put behind, after `#`; without it, a claim leads to its evidence on the
            web, if any.

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
