"""Writer of Mermaid flowcharts, which GitHub, GitLab and many notebooks draw.

    c2("Sleep helps learning.")
    s1((" "))
    c2 --- s1
    s1 -. "rebuts" .-x c1

Claims are boxes, whose shape and color are their side's, and every inference is a small junction:
premises lead into it, and it leads to what it bears on. Support is a solid arrow, a rebuttal a
dotted line that ends in a cross, an undercutter a dotted line that ends in a circle; a line says so
where it is implicit. Mermaid puts a box higher the further lines lead up from it: so that main
claims stay on top, the line between a claim and a step far below it is drawn downwards, and main
claims hang from the names of the sides. Text of the map is only inside quotation marks, and
there every character that Mermaid, Markdown or HTML could read as more than text is written as its
number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from argmap.diagrams.box_contents import (
    DEFAULT_MARKS,
    caption,
    check_choices,
    marks_of_claim,
    verdict_marks,
)
from argmap.diagrams.theme import THEMES, BoxLook
from argmap.languages import words_for
from argmap.model import ArgumentMap, Claim, Inference, Kind, Side
from argmap.model.diagnostics import warning
from argmap.model.graph import main_claims, side_of
from argmap.model.losses import Kept, count_dropped, losses
from argmap.model.parts import group_path
from argmap.model.spanning_tree import homes_of
from argmap.model.writing import MapVerdicts, PictureOptions, Result, WritingOptions
from argmap.util.text import one_line

# All of ASCII but letters, digits and plain punctuation, and what Mermaid itself writes for an
# entity.
_CODED = re.compile("[^- A-Za-z0-9.,?!'()/+\x80-\U0010ffff]|[\xb0\xb6\ufb02]")
_LINE = re.compile(r"^  [cs]\d+ [-~]", re.MULTILINE)
_LIST_ITEM = re.compile(r"\A(\d*)([-+.)])")
_NOT_IN_A_LINE = re.compile(r"[^\w ,.?!'’()¶–—-]|_")

# An arrow with words on it, and without.
_ARROWS = {
    Kind.SUPPORT: ("-->", "-- {words} -->"),
    Kind.REBUTTAL: ("-.-x", "-. {words} .-x"),
    Kind.UNDERCUTTER: ("-.-o", "-. {words} .-o"),
}
_SHAPES = (("[", "]"), ("(", ")"), ("{{", "}}"), ("[/", "/]"))
_THEME = THEMES["color"]
_KEPT: Kept = {
    ArgumentMap: ("title", "language", "sides"),
    Side: ("label",),
    Claim: ("side", "main", "implicit"),
    Inference: ("warrant", "scheme", "implicit"),
}
_FIELDS_OF_MARKS = {"evidence": "evidence", "common-ground": "common_ground", "holder": "held_by"}
"""The mark that shows a field of a claim -> the field."""

_MOST_LINES = 500
_MOST_CHARACTERS = 50_000
"""What Mermaid draws unless its settings are changed: its `maxEdges` and `maxTextSize`."""


def format_mermaid(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return a map as a Mermaid flowchart; it may be too large to draw, which is a loss.

    Raises:
        ArgmapError: boxes cannot say what is asked for.
    """
    picture = options.picture
    marks = DEFAULT_MARKS if picture.marks is None else picture.marks
    check_choices(picture.text, marks)
    text = "\n".join(_Flowchart(map, picture, marks, options.verdicts).lines()) + "\n"
    # The fields that a chart has a place for.
    of_claims = [*_KEPT[Claim]]
    of_claims += [field for mark, field in _FIELDS_OF_MARKS.items() if mark in marks]
    if picture.text != "full":
        of_claims.append("label")
    if picture.groups:
        of_claims.append("group")
    lost = list(losses("Mermaid", count_dropped(map, {**_KEPT, Claim: of_claims})))
    lines = len(_LINE.findall(text))
    if lines > _MOST_LINES or len(text) > _MOST_CHARACTERS:
        message = (
            f"Mermaid refuses charts of more than {_MOST_LINES} lines or {_MOST_CHARACTERS:,}"
            f" characters: this one has {lines:,} and {len(text):,}"
        )
        help = "raise its `maxEdges` and `maxTextSize`, or write a part of the map"
        lost.append(warning("too-large", message, None, help))
    return Result(text, tuple(lost))


class _Flowchart:
    """Writes a map down as a chart, line by line."""

    def __init__(
        self,
        map: ArgumentMap,
        picture: PictureOptions,
        marks: Collection[str],
        verdicts: MapVerdicts | None,
    ) -> None:
        self.map = map
        self.picture = picture
        self.marks = marks
        self.verdicts = verdict_marks(map, verdicts)
        self.words = words_for(map.language)
        self.claim_sides = side_of(map)
        self.mains = main_claims(map)
        self.depths = _depths(map)
        self.side_order = {side: index for index, side in enumerate(map.sides)}
        # Names of our own: an id could be a word of Mermaid's, such as `end`.
        self.names = {id: f"c{number}" for number, id in enumerate(map.claims, 1)}
        self.junctions = {id: f"s{number}" for number, id in enumerate(map.inferences, 1)}

    def lines(self) -> Iterator[str]:
        words, map = self.words, self.map
        yield "flowchart BT"
        yield f"  accTitle: {_plain_line(map.title) or _plain_line(words.argument_map)}"
        heading = _plain_line(words.main_claim).capitalize()
        contentions = [f"{heading}. {_plain_line(claim.text)}" for claim in self.mains]
        yield f"  accDescr: {' '.join(contentions)}"
        for side, index in self.side_order.items():
            name = words.side.capitalize() + words.colon + map.sides[side].name
            yield f"  k{index}{self._box(side, _label(name))}"
        yield from self._claim_lines()
        for claim in self.mains:
            if self.claim_sides[claim.id] in self.side_order:
                # Lines that are not seen keep all names of sides above all main claims.
                for index in self.side_order.values():
                    yield f"  {self.names[claim.id]} ~~~ k{index}"
        for inference in map.inferences.values():
            yield from self._inference_lines(inference)
        yield from self._classes()

    def _box(self, side: str, label: str) -> str:
        start, end = _SHAPES[self.side_order.get(side, 0) % len(_SHAPES)]
        return f'{start}"{label}"{end}'

    def _claim_lines(self) -> Iterator[str]:
        """Yield the boxes: those of no group, then group by group, inner groups in outer ones.

        c1["…"]
        subgraph g1["Health"]
          c2["…"]
        end
        """
        members: dict[tuple[str, ...], list[str]] = {(): []}
        for claim in self.map.claims.values():
            path = group_path(claim.group) if self.picture.groups else ()
            for length in range(1, len(path) + 1):
                members.setdefault(path[:length], [])
            members[path].append(self._claim_line(claim))
        numbers = {path: number for number, path in enumerate(members)}
        # A stack: a subgraph ends behind those in it.
        pending: list[tuple[str, ...] | str] = [()]
        while pending:
            path_or_end = pending.pop()
            if isinstance(path_or_end, str):
                yield path_or_end
                continue
            path = path_or_end
            outer_indent = "  " * len(path)
            if path:
                yield f'{outer_indent}subgraph g{numbers[path]}["{_label(path[-1])}"]'
                pending.append(f"{outer_indent}end")
            for line in members[path]:
                yield f"  {outer_indent}{line}"
            pending += [inner for inner in reversed(members) if inner and inner[:-1] == path]

    def _claim_line(self, claim: Claim) -> str:
        label = _label(caption(claim, self.picture.text))
        # A claim used twice may have a scheme or a role as a warrant in one step only: the steps
        # show them.
        marks = marks_of_claim(self.map, claim, None, self.marks, self.verdicts, self.words)
        labels = self.words.semicolon.join(mark.text for mark in marks)
        if labels:
            label += f"<br/>{_label(f'[{labels}]')}"
        return f"{self.names[claim.id]}{self._box(self.claim_sides[claim.id], label)}"

    def _inference_lines(self, inference: Inference) -> Iterator[str]:
        junction = self.junctions[inference.id]
        if inference.scheme:
            yield f'  {junction}(["{_label(inference.scheme)}"])'
        else:
            yield f'  {junction}((" "))'
        for premise in inference.premises:
            line = "---"
            if premise == inference.warrant:
                line = f'-- "{_label(self.words.warrant)}" ---'
            ends = [self.names[premise], junction]
            if self.depths[premise] <= self.depths[inference.id]:
                ends.reverse()
            yield f"  {ends[0]} {line} {ends[1]}"
        target_names = self.junctions if inference.kind is Kind.UNDERCUTTER else self.names
        yield f"  {junction} {self._arrow(inference)} {target_names[inference.target]}"

    def _arrow(self, inference: Inference) -> str:
        labels = []
        if inference.kind is Kind.REBUTTAL:
            labels.append(self.words.rebuts)
        if inference.kind is Kind.UNDERCUTTER:
            labels.append(self.words.undercuts_the_inference)
        if inference.implicit:
            labels.append(self.words.inference_is_implicit)
        if inference.id in self.verdicts:
            labels.append(self.words.verdict_word(self.verdicts[inference.id].word))
        without_words, with_words = _ARROWS[inference.kind]
        if not labels:
            return without_words
        return with_words.format(words=f'"{_label(self.words.join_list(labels))}"')

    def _classes(self) -> Iterator[str]:
        """Yield the looks of boxes, and after each what has it: `class c1,c3 main`."""
        of_side = {}
        for side, index in self.side_order.items():
            of_side[side] = [f"k{index}"]
        neutral: list[str] = []
        main = [self.names[claim.id] for claim in self.mains]
        implicit = []
        fallen = []
        for id, name in self.names.items():
            of_side.get(self.claim_sides[id], neutral).append(name)
            if self.map.claims[id].implicit:
                implicit.append(name)
            if id in self.verdicts and self.verdicts[id].falls:
                fallen.append(name)
        bare_junctions = []
        for inference in self.map.inferences.values():
            if not inference.scheme:
                bare_junctions.append(self.junctions[inference.id])
        for side, index in self.side_order.items():
            yield from _class_lines(f"side{index}", _look(_THEME.side(index)), of_side[side])
        box = _THEME.neutral
        yield from _class_lines("neutral", _look(box), neutral)
        yield from _class_lines("main", "stroke-width:4px", main)
        yield from _class_lines("implicit", "stroke-dasharray:6 4", implicit)
        fallen_look = f"fill:{_THEME.paper},stroke:{_THEME.fallen},color:{_THEME.fallen_text}"
        yield from _class_lines("fallen", fallen_look, fallen)
        # Junctions are on the page itself, which may be light or dark: the neutral gray is seen on
        # both.
        look = f"fill:{box.line},stroke:{box.line},font-size:1px"
        yield from _class_lines("junction", look, bare_junctions)


def _look(box: BoxLook) -> str:
    return f"fill:{box.fill},stroke:{box.line},color:{_THEME.text}"


def _depths(map: ArgumentMap) -> dict[str, int]:
    """Return how far below a root each claim and step is in the trees, by its id."""
    homes = homes_of(map)
    # Undercutters that attack each other in a circle hang from no claim.
    depths = dict.fromkeys([*map.claims, *map.inferences], 0)
    pending = [claim for claim, inference in homes.inference_of.items() if not inference]
    while pending:
        id = pending.pop()
        for inference in map.onto(id):
            depths[inference.id] = depths[id] + 1
            pending.append(inference.id)
            for premise in inference.premises:
                if homes.inference_of[premise] == inference.id:
                    depths[premise] = depths[id] + 2
                    pending.append(premise)
    return depths


def _class_lines(name: str, look: str, members: list[str]) -> Iterator[str]:
    """Yield a look and what has it; Mermaid takes no class without members."""
    if members:
        yield f"  classDef {name} {look}"
        yield f"  class {','.join(members)} {name}"


def _label(text: str) -> str:
    """Return text for inside quotation marks; what would begin a list is coded too."""
    coded = _CODED.sub(lambda match: f"#{ord(match[0])};", one_line(text))
    return _LIST_ITEM.sub(lambda match: f"{match[1]}#{ord(match[2])};", coded)


def _plain_line(text: str) -> str:
    """Return text for where Mermaid has no quotation marks, without what could end or comment it
    out.
    """
    return " ".join(_NOT_IN_A_LINE.sub(" ", one_line(text)).split())
