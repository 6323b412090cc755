"""What of a map is drawn, and how: its boxes' contents and looks, the words of its steps.

What the parts of an SVG are called, for style sheets and programs that build on it.

Each claim and step has an `id` of letters, digits, `-` and `_`, which a style sheet can name as it
stands; its id in the map is `data-claim` or `data-step`. What kind it is, on which side and what
becomes of it are classes.

Where the boxes of a picture lead: to the page of whoever shows it, or to
what documents a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from argmap.diagrams.blank_spaces import FillIn
from argmap.diagrams.box_contents import (
    DEFAULT_MARKS,
    FALLS,
    BoxContent,
    BoxShape,
    Mark,
    Tone,
    VerdictMark,
    box_shapes,
    caption,
    mark_of_change,
    marks_of_claim,
)
from argmap.diagrams.box_tree import Box, Structure
from argmap.diagrams.font_metrics import clean, width
from argmap.diagrams.theme import BoxLook, Ending, Theme
from argmap.languages import words_for
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.diagnostics import PLACEHOLDER
from argmap.model.graph import main_claims, side_of
from argmap.model.writing import Change
from argmap.util.errors import ArgmapError

NUMBER_SIZE = 10.0
"""The size of the number of a box that is to be filled in."""

_MANY = 400
"""From so many boxes on, fewer shapes are tried for each."""


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
        description: what the picture tells, for those who do not see it.
        heading: what stands above the picture; the title of the map if nothing else is said.
        page_marks: id of a claim -> marks that lead to other pages, where the map goes over
            several.
        whole: the scene of the whole map, where this is of a part whose main claims are not those
            of the whole.
        groups: whether groups have frames.
        changes: id of a claim or step -> what became of it, where two versions of a map are drawn
            in one.
        fill_in: what is left to be filled in by hand; None for nothing.
        words: what it says besides the map's own texts, in the language of the map.
        sides: the side of every claim, "" where it has none or serves several.
        main_ids: the ids of the main claims.
    """

    map: ArgumentMap
    theme: Theme
    marks: tuple[str, ...] = DEFAULT_MARKS
    text: str = "full"
    numbers: Mapping[str, str] = field(default_factory=dict)
    verdicts: Mapping[str, VerdictMark] = field(default_factory=dict)
    description: str = ""
    heading: str = ""
    page_marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    whole: Scene | None = None
    groups: bool = False
    changes: Mapping[str, Change] = field(default_factory=dict)
    fill_in: FillIn | None = None

    def __post_init__(self) -> None:
        self.words = words_for(self.map.language)
        self.heading = clean(self.heading or self.map.title)
        self.sides = side_of(self.map)
        self.main_ids: set[str] = (
            {claim.id for claim in main_claims(self.map)}
            if self.whole is None
            else self.whole.main_ids
        )
        self._side_looks = {id: self.theme.side(index) for index, id in enumerate(self.map.sides)}
        # Several layouts of a map ask for the same shapes, and so do those of its parts.
        self._shapes: dict[tuple[BoxContent, float], tuple[BoxShape, ...]] = (
            self.whole._shapes if self.whole else {}
        )

    def of_part(
        self,
        map: ArgumentMap,
        heading: str,
        page_marks: Mapping[str, tuple[Mark, ...]],
        description: str = "",
    ) -> Scene:
        """Return the scene of a part of the map, drawn like the whole."""
        return replace(
            self,
            map=map,
            heading=heading,
            page_marks=page_marks,
            description=description,
            whole=self,
        )

    def look(self, claim: Claim) -> BoxLook:
        """Return the look of the side that a claim is on."""
        return self._side_looks.get(self.sides[claim.id], self.theme.neutral)

    def falls(self, id: str) -> bool:
        """Return whether a claim or step falls, and verdicts are shown."""
        return id in self.verdicts and self.verdicts[id].falls

    def is_gone(self, id: str) -> bool:
        """Return whether a claim or step was in an earlier version, and is not in this one."""
        return id in self.changes and self.changes[id].is_gone

    def is_blank(self, claim: str) -> bool:
        """Return whether the box of a claim is empty, to be filled in."""
        return self.fill_in is not None and self.fill_in.is_blank(claim)

    def sign(self, inference: str) -> str | None:
        """Return what stands in the circle on the line of a step; None if it has none."""
        return None if self.fill_in is None else self.fill_in.signs.get(inference)

    def ending(self, inference: str) -> Ending:
        """Return how the line of a step ends: whether the step has an effect, as far as verdicts
        are shown.
        """
        if inference not in self.verdicts:
            return Ending.HEAD
        if self.verdicts[inference].is_outweighed:
            return Ending.RING
        return Ending.CROSS if self.verdicts[inference].falls else Ending.HEAD

    def shapes(self, trees: Structure) -> list[tuple[BoxShape, ...]]:
        """Return the shapes that each box can have, by its number."""
        copied = {box.claim for box in trees.boxes if box.is_copy}
        fineness = 0.96 if len(trees.boxes) < _MANY else 0.8
        shapes: list[tuple[BoxShape, ...]] = []
        for box in trees.boxes:
            key = (self._content(box, box.claim in copied), fineness)
            if key not in self._shapes:
                self._shapes[key] = box_shapes(*key)
            shapes.append(self._shapes[key])
        return shapes

    def _content(self, box: Box, is_drawn_twice: bool) -> BoxContent:
        marks: list[Mark] = []
        fill_in = self.fill_in
        has_number = fill_in is not None and box.claim in fill_in.numbers
        number = self.numbers.get(box.claim, box.claim)
        if box.is_copy:
            marks.append(Mark(self.words.see.format(number=number), Tone.PLAIN))
        elif is_drawn_twice and not has_number:
            marks.append(Mark(number, Tone.PLAIN))
        if not box.is_copy:
            claim = self.map.claims[box.claim]
            inference = self.map.inferences.get(box.inference)
            if box.claim in self.changes:
                marks.append(mark_of_change(self.changes[box.claim], self.words))
            marks += marks_of_claim(
                self.map, claim, inference, self.marks, self.verdicts, self.words
            )
            marks += self.page_marks.get(box.claim, ())
        is_main = box.claim in self.main_ids and not box.is_copy
        text = clean(caption(self.map.claims[box.claim], self.text))
        if fill_in is not None and has_number and box.is_copy and fill_in.pitch:
            text = PLACEHOLDER  # filled in or not, what is drawn twice is written once
        content = BoxContent(text, self.map.language, tuple(marks), is_bold=is_main)
        if fill_in is None or not has_number or box.is_copy:
            return content
        return content._replace(
            is_empty=not fill_in.is_done,
            least_width=fill_in.width,
            least_height=fill_in.height,
            inset=width(fill_in.numbers[box.claim]) * NUMBER_SIZE if fill_in.is_done else 0.0,
        )

    def title(self) -> str:
        """Return what the picture is called."""
        return self.heading or self.words.argument_map

    def sentence(self, inference: Inference) -> str:
        """Return what a step says, in words, and what becomes of it if verdicts are shown."""
        verb = {
            Kind.SUPPORT: self.words.supports,
            Kind.REBUTTAL: self.words.rebuts,
            Kind.UNDERCUTTER: self.words.undercuts_the_inference,
        }[inference.kind]
        if inference.kind is Kind.UNDERCUTTER:
            target = self._inference_in_texts(self.map.inferences[inference.target])
        else:
            target = self._join_texts([inference.target])
        sentence = f"{self._join_texts(inference.premises)} — {verb} — {target}"
        if inference.id in self.verdicts:
            sentence += self.words.aside(self.words.verdict_word(self.verdicts[inference.id].word))
        return sentence

    def _inference_in_texts(self, inference: Inference) -> str:
        premises = self._join_texts(inference.premises)
        if inference.target in self.map.claims:
            return f"{premises} → {self._join_texts([inference.target])}"
        return premises  # an undercutter, whose target is a step itself

    def _join_texts(self, claims: Iterable[str]) -> str:
        return " + ".join(clean(self.map.claims[id].text) for id in claims)


_NOT_PLAIN = re.compile(r"[^\w-]")


def plain_ids(prefix: str, ids: Iterable[str]) -> dict[str, str]:
    """Return names made of ids, by id: other characters become `_`, and names that come out alike
    are numbered.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for id in ids:
        name = prefix + _NOT_PLAIN.sub("_", id)
        unnumbered = name
        number = 1
        while name in taken:
            number += 1
            name = f"{unnumbered}_{number}"
        taken.add(name)
        names[id] = name
    return names


def classes_of_claim(scene: Scene, claim: Claim) -> list[str]:
    """Return the classes of the box of a claim."""
    classes = ["claim"]
    if scene.sides[claim.id]:
        classes.append("side-" + _NOT_PLAIN.sub("_", scene.sides[claim.id]))
    if claim.id in scene.main_ids:
        classes.append("main")
    if claim.implicit:
        classes.append("implicit")
    if scene.map.is_unsupported(claim.id):
        classes.append("unsupported")
    return classes + _verdict_classes(scene, claim.id)


def classes_of_inference(scene: Scene, inference: Inference) -> list[str]:
    """Return the classes of a step."""
    classes = ["step", inference.kind.value, *_verdict_classes(scene, inference.id)]
    if inference.implicit:
        classes.append("implicit")
    return classes


def _verdict_classes(scene: Scene, id: str) -> list[str]:
    verdict = scene.verdicts.get(id)
    if verdict is None:
        return []
    classes = [verdict.word.replace(" ", "-")]
    if verdict.falls and verdict.word != FALLS:
        classes.append("falls")
    return classes


_WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
_RELATIVE = re.compile(r"(?!//)[\w.~/-]*(\?[\w.~/=&%-]*)?")


def links_of(map: ArgumentMap, base: str) -> dict[str, str]:
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
                f"`{base}` cannot be linked to: an address begins with https:// or http://, or is a"
                " path"
            )
        if "#" in base:
            raise ArgmapError(f"`{base}` has a `#` already: the id of each claim goes behind one")
        return {id: f"{base}#{id}" for id in map.claims}
    links: dict[str, str] = {}
    for claim in map.claims.values():
        address = _evidence_address(map, claim)
        if address:
            links[claim.id] = address
    return links


def _evidence_address(map: ArgumentMap, claim: Claim) -> str:
    for citation in claim.evidence:
        source = map.sources.get(citation.source)
        if source is not None and _WEB.fullmatch(source.url):
            return source.url
    return ""
