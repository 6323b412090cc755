"""Writer of Mermaid flowcharts, which GitHub, GitLab and many notebooks draw.

    c2("Sleep helps learning.")
    s1((" "))
    c2 --- s1
    s1 -. "rebuts" .-x c1

Claims are boxes, whose shape and color are their side's, and every inference is a small junction:
premises lead into it, and it leads to what it bears on, with an arrow for support, and dots that
end in a cross for a rebuttal, a circle for an undercutter, an arrow for a weighing. Mermaid puts a
box higher the further lines lead up from it: so that main claims stay on top, the line between a
claim and a step far below it is drawn downwards, and main claims hang from the names of the sides.
Text of the map is only inside quotation marks, and there every character that Mermaid, Markdown or
HTML could read as more than text is written as its number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from argmap.diagrams.box_contents import (
    FramePath,
    caption,
    chosen_marks,
    frame_paths,
    marks_of_claim,
    verdict_marks,
)
from argmap.diagrams.theme import THEMES, BoxLook, Relation, relation_of
from argmap.languages import words_for
from argmap.model import ArgumentMap, Claim, Inference, Side
from argmap.model.diagnostics import warning
from argmap.model.graph import main_claims, side_of
from argmap.model.losses import Kept, count_dropped, losses
from argmap.model.source_names import SourceNames
from argmap.model.spanning_tree import homes_of
from argmap.model.writing import Result, WritingOptions
from argmap.util.made_files import MADE_BY
from argmap.util.text import one_line

# All of ASCII but letters, digits and plain punctuation, and what Mermaid itself writes for an
# entity.
_CODED = re.compile("[^- A-Za-z0-9.,?!'()/+\x80-\U0010ffff]|[\xb0\xb6\ufb02]")
_LINE = re.compile(r"^  [cs]\d+ [-~]", re.MULTILINE)
_LIST_ITEM = re.compile(r"\A\d*[-+.)]")
_NOT_IN_A_LINE = re.compile(r"[^\w ,.?!'’()¶–—-]|_")

# An arrow without words on it, and with them.
_ARROWS = {
    Relation.SUPPORT: ("-->", "-- {} -->"),
    Relation.REBUTTAL: ("-.-x", "-. {} .-x"),
    Relation.UNDERCUTTER: ("-.-o", "-. {} .-o"),
    # Mermaid has no further head; the words say what this one means.
    Relation.WEIGHING: ("-.->", "-. {} .->"),
}
# Those of boxes; doubled braces are braces.
_SHAPES = ('["{}"]', '("{}")', '{{{{"{}"}}}}', '[/"{}"/]')
_THEME = THEMES["color"]

_KEPT: Kept = {
    ArgumentMap: ("title", "language", "sides"),
    Side: ("label",),
    Claim: ("side", "main", "implicit"),
    Inference: ("warrant", "scheme", "weighing", "implicit"),
}

# The mark that shows a field of a claim -> the field.
_FIELDS_OF_MARKS = {
    "evidence": "evidence",
    "common-ground": "common_ground",
    "standard": "standard",
    "type": "type",
    "holder": "held_by",
}

# What Mermaid draws unless its settings are changed: its `maxEdges` and `maxTextSize`.
_MOST_LINES = 500
_MOST_CHARACTERS = 50_000


def format_mermaid(map: ArgumentMap, options: WritingOptions) -> Result:
    """Return a map as a Mermaid flowchart; it may be too large to draw, which is a loss.

    Raises:
        ArgmapError: boxes cannot say what is asked for.
    """
    chart = _Flowchart(map, options)
    text = "\n".join(chart.lines()) + "\n"
    kept = {**_KEPT, Claim: chart.fields_of_claims()}
    lost = list(losses("Mermaid", count_dropped(map, kept)))
    lines = len(_LINE.findall(text))
    if lines > _MOST_LINES or len(text) > _MOST_CHARACTERS:
        message = (
            f"Mermaid rejects charts with more than {_MOST_LINES} lines or {_MOST_CHARACTERS:,}"
            f" characters; this chart has {lines:,} lines and {len(text):,} characters"
        )
        help = "raise Mermaid's limits `maxEdges` and `maxTextSize`, or write only part of the map"
        lost.append(warning("too-large", message, None, help))
    return Result(text, tuple(lost))


class _Flowchart:
    """Writes a map down as a chart, line by line."""

    def __init__(self, map: ArgumentMap, options: WritingOptions) -> None:
        self.map = map
        self.look = options.picture.look
        self.marks = chosen_marks(self.look)
        self.verdicts = verdict_marks(map, options.verdicts)
        self.words = words_for(map.language)
        self.sources = SourceNames(map.sources.values(), self.words)
        self.claim_sides = side_of(map)
        self.mains = main_claims(map)
        self.depths = _depths(map)
        self.side_order = {side: index for index, side in enumerate(map.sides)}
        # Names of our own: an id could be a word of Mermaid's, such as `end`.
        self.names = {id: f"c{number}" for number, id in enumerate(map.claims, 1)}
        for number, id in enumerate(map.inferences, 1):
            self.names[id] = f"s{number}"

    def fields_of_claims(self) -> list[str]:
        """Return the fields of claims that the chart has a place for."""
        fields = [*_KEPT[Claim]]
        for mark, field in _FIELDS_OF_MARKS.items():
            if mark in self.marks:
                fields.append(field)
        if self.look.labels != "full":
            fields.append("label")
        if self.look.groups:
            fields.append("group")
        return fields

    def lines(self) -> Iterator[str]:
        words = self.words
        map = self.map
        yield f"%% {MADE_BY}"
        yield "flowchart BT"
        yield f"  accTitle: {_plain_line(map.title) or _plain_line(words.argument_map)}"
        heading = _plain_line(words.main_claim).capitalize()
        contentions = [f"{heading}. {_plain_line(claim.text)}" for claim in self.mains]
        yield "  accDescr: " + " ".join(contentions)
        prefix = words.side.capitalize() + words.colon
        for side, index in self.side_order.items():
            yield f"  k{index}{self._box(side, prefix + map.sides[side].name)}"
        yield from self._claim_lines()
        for claim in self.mains:
            if self.claim_sides[claim.id] in self.side_order:
                # Lines that are not seen keep all names of sides above all main claims.
                for index in self.side_order.values():
                    yield f"  {self.names[claim.id]} ~~~ k{index}"
        for inference in map.inferences.values():
            yield from self._inference_lines(inference)
        yield from self._classes()

    def _box(self, side: str, text: str, strip: str = "") -> str:
        label = _label(text)
        if strip:
            label += f"<br/>{_label(f'[{strip}]')}"
        index = self.side_order.get(side, 0)
        return _SHAPES[index % len(_SHAPES)].format(label)

    def _claim_lines(self) -> Iterator[str]:
        """Yield the boxes: those of no group, then group by group, inner groups in outer ones.

        c1["…"]
        subgraph g1["Health"]
          c2["…"]
        end
        """
        paths = frame_paths(self.map, groups=self.look.groups).at_home
        members: dict[FramePath, list[str]] = {(): []}
        for claim in self.map.claims.values():
            path = paths.get(claim.id, ())
            for length in range(1, len(path) + 1):
                members.setdefault(path[:length], [])
            members[path].append(self._claim_line(claim))
        numbers = {path: number for number, path in enumerate(members)}

        def place_of(path: FramePath) -> list[int]:
            # Behind what it is in, and before what comes behind that.
            return [numbers[path[:length]] for length in range(1, len(path) + 1)]

        ends: list[str] = []
        for path in sorted(members, key=place_of):
            indent = "  " * len(path)
            while ends and len(ends) >= len(path):
                yield ends.pop()
            if path:
                yield f'{indent}subgraph g{numbers[path]}["{_label(path[-1])}"]'
                ends.append(f"{indent}end")
            for line in members[path]:
                yield f"  {indent}{line}"
        yield from reversed(ends)

    def _claim_line(self, claim: Claim) -> str:
        # A claim used twice may have a scheme or a role as a warrant in one step only: the steps
        # show them.
        words = self.words
        marks = marks_of_claim(
            self.map, claim, None, self.marks, self.verdicts, words, self.sources
        )
        strip = words.semicolon.join(mark.text for mark in marks)
        text = caption(claim, self.look.labels)
        return self.names[claim.id] + self._box(self.claim_sides[claim.id], text, strip)

    def _inference_lines(self, inference: Inference) -> Iterator[str]:
        names = self.names
        junction = names[inference.id]
        shape = '((" "))'
        if inference.scheme:
            shape = f'(["{_label(inference.scheme)}"])'
        yield f"  {junction}{shape}"
        for premise in inference.premises:
            line = "---"
            if premise == inference.warrant:
                line = f'-- "{_label(self.words.warrant)}" ---'
            upper = junction
            lower = names[premise]
            # Its home is above: elsewhere, where another step uses it.
            if self.depths[premise] <= self.depths[inference.id]:
                upper, lower = lower, upper
            yield f"  {lower} {line} {upper}"
        yield f"  {junction} {self._arrow(inference)} {names[inference.target]}"

    def _arrow(self, inference: Inference) -> str:
        words = self.words
        relation = relation_of(inference)
        verbs = {
            Relation.SUPPORT: [],
            Relation.REBUTTAL: [words.rebuts],
            Relation.UNDERCUTTER: [words.undercuts_the_inference],
            Relation.WEIGHING: [words.outweighs],
        }
        labels = verbs[relation]
        if inference.implicit:
            labels.append(words.inference_is_implicit)
        verdict = self.verdicts.get(inference.id)
        if verdict is not None:
            labels.append(words.verdict_word(verdict))
        plain, with_words = _ARROWS[relation]
        if not labels:
            return plain
        return with_words.format(f'"{_label(words.join_list(labels))}"')

    def _classes(self) -> Iterator[str]:
        """Yield the looks of boxes, and after each what has it; Mermaid takes none without members.

        classDef main stroke-width:4px
        class c1,c3 main
        """
        gray = _THEME.neutral.line
        looks = {}
        class_of = {}
        members = defaultdict(list)
        for side, index in self.side_order.items():
            class_of[side] = name = f"side{index}"
            looks[name] = _look(_THEME.side(index))
            members[name].append(f"k{index}")
        looks |= {
            "neutral": _look(_THEME.neutral),
            "main": "stroke-width:4px",
            "implicit": "stroke-dasharray:6 4",
            "fallen": f"fill:{_THEME.fallen_fill},color:{_THEME.fallen_text}",
            # On the page itself, which may be light or dark: the neutral gray is seen on both.
            "junction": f"fill:{gray},stroke:{gray},font-size:1px",
        }
        for claim in self.mains:
            members["main"].append(self.names[claim.id])
        for id, claim in self.map.claims.items():
            name = self.names[id]
            of_side = class_of.get(self.claim_sides[id], "neutral")
            members[of_side].append(name)
            if claim.implicit:
                members["implicit"].append(name)
            verdict = self.verdicts.get(id)
            if verdict is not None and verdict.falls:
                members["fallen"].append(name)
        for id, inference in self.map.inferences.items():
            if not inference.scheme:
                members["junction"].append(self.names[id])
        for name, look in looks.items():
            listed = ",".join(members[name])
            if listed:
                yield f"  classDef {name} {look}"
                yield f"  class {listed} {name}"


def _look(box: BoxLook) -> str:
    return f"fill:{box.fill},stroke:{box.line},color:{_THEME.text}"


def _depths(map: ArgumentMap) -> dict[str, int]:
    """Return how far below a root each claim and step is in the trees, by its id."""
    homes = homes_of(map)
    # Undercutters that attack each other in a circle hang from no claim.
    depths = dict.fromkeys([*map.claims, *map.inferences], 0)
    pending = [*homes.mains_in_order, *homes.loose]
    while pending:
        id = pending.pop()
        depth = depths[id]
        for inference in map.onto(id):
            own = inference.id
            depths[own] = depth + 1
            pending.append(own)
            for premise in inference.premises:
                if homes.inference_of[premise] == own:
                    depths[premise] = depth + 2
                    pending.append(premise)
    return depths


def _label(text: str) -> str:
    """Return text for inside quotation marks; what would begin a list is coded too."""
    coded = _CODED.sub(_with_code, one_line(text))
    return _LIST_ITEM.sub(_with_code, coded)


def _with_code(match: re.Match[str]) -> str:
    """Return what was matched with its last character as a number: `1.` becomes `1#46;`."""
    text = match[0]
    return f"{text[:-1]}#{ord(text[-1])};"


def _plain_line(text: str) -> str:
    """Return text for where Mermaid has no quotation marks, without what could end it there."""
    return " ".join(_NOT_IN_A_LINE.sub(" ", one_line(text)).split())
