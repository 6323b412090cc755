"""Writer of Mermaid flowcharts, which GitHub, GitLab and many notebooks draw.

Claims are boxes, whose shape and colour are their side's, and every inference is a small junction:
premises lead into it, and it leads to what it bears on. Support is a solid arrow, a rebuttal a dotted
line that ends in a cross, an undercutter a dotted line that ends in a circle. Text of the map stands
only inside quotation marks, and there every character that Mermaid, Markdown or HTML could read as
more than text is written as its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.model import ArgumentMap, Claim, Inference, Kind, Side
from argmap.model.diagnostics import Diagnostic, warning
from argmap.model.graph import main_claims, side_of
from argmap.model.losses import Kept, Written, dropped, losses
from argmap.model.text import count, one_line

# All of ASCII but letters, digits and plain punctuation, and what Mermaid itself writes for an entity.
_CODED = re.compile("[^- A-Za-z0-9.,?!'()/+\x80-\U0010ffff]|[\xb0\xb6\ufb02]")
_LIST_ITEM = re.compile(r"\A(\d*)([-+.)])")
_NOT_IN_A_LINE = re.compile(r"[^\w ,.?!'’()¶–—-]|_")

_ARROWS = {Kind.SUPPORT: "-->", Kind.REBUTTAL: "-. rebuts .-x", Kind.UNDERCUTTER: "-. undercuts .-o"}
_SHAPES = (("[", "]"), ("(", ")"), ("{{", "}}"), ("[/", "/]"))
_COLORS = (("#fdeadb", "#b34700"), ("#e0effb", "#0b5fa5"), ("#dcf3ea", "#007a5a"), ("#f8e6f1", "#96467a"))
_KEPT: Kept = {
    ArgumentMap: ("title", "sides"),
    Side: ("label",),
    Claim: ("side", "main", "implicit"),
    Inference: ("warrant", "scheme"),
}
_MOST_LINES, _MOST_CHARACTERS = 500, 50_000


def format_mermaid(map: ArgumentMap) -> Written:
    """Return a map as a Mermaid flowchart, what it does not show, and whether it may be too large to draw."""
    text = "\n".join(_Flowchart(map).lines()) + "\n"
    return Written(text, (*losses("Mermaid", dropped(map, kept=_KEPT)), *_too_large(map, text)))


def _too_large(map: ArgumentMap, text: str) -> Iterator[Diagnostic]:
    lines = sum(len(step.premises) + 1 for step in map.inferences.values())
    if lines > _MOST_LINES or len(text) > _MOST_CHARACTERS:
        message = f"Mermaid refuses charts of more than {_MOST_LINES} lines or {_MOST_CHARACTERS:,} characters"
        help = "raise its `maxEdges` and `maxTextSize`, or write a part of the map"
        yield warning("too-large", f"{message}: this one has {lines:,} and {len(text):,}", None, help)


class _Flowchart:
    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.side_of = side_of(map)
        self.order = {side: index for index, side in enumerate(map.sides)}
        # Names of our own: an id could be a word of Mermaid's, such as `end`.
        self.names = {id: f"c{number}" for number, id in enumerate(map.claims, 1)}
        self.junctions = {id: f"s{number}" for number, id in enumerate(map.inferences, 1)}

    def lines(self) -> Iterator[str]:
        yield "flowchart BT"
        yield f"  accTitle: {_plain_line(self.map.title) or 'Argument map'}"
        yield f"  accDescr: {self.description()}"
        for id, claim in self.map.claims.items():
            yield f"  {self.names[id]}{self.shaped(self.side_of[id], claim.text)}"
        for step in self.map.inferences.values():
            yield from self.step(step)
        yield from self.legend()
        yield from self.classes()

    def description(self) -> str:
        main = [_plain_line(claim.text) for claim in main_claims(self.map)]
        size = f"{count(len(self.map.claims), 'claim')} and {count(len(self.map.inferences), 'step')}"
        return f"{size}. Main {'claim' if len(main) == 1 else 'claims'}. {' '.join(main)}".strip()

    def shaped(self, side: str, text: str) -> str:
        start, end = _SHAPES[self.order.get(side, 0) % len(_SHAPES)]
        return f'{start}"{_label(text)}"{end}'

    def step(self, step: Inference) -> Iterator[str]:
        junction = self.junctions[step.id]
        yield f'  {junction}(["{_label(step.scheme)}"])' if step.scheme else f'  {junction}((" "))'
        for premise in step.premises:
            line = "-- warrant ---" if premise == step.warrant else "---"
            yield f"  {self.names[premise]} {line} {junction}"
        names = self.junctions if step.kind is Kind.UNDERCUTTER else self.names
        yield f"  {junction} {_ARROWS[step.kind]} {names[step.target]}"

    def legend(self) -> Iterator[str]:
        for side, index in self.order.items():
            yield f"  k{index}{self.shaped(side, 'Side: ' + self.map.sides[side].name)}"

    def classes(self) -> Iterator[str]:
        """Yield the looks and what has them; a look that nothing has is left out."""
        for side, index in self.order.items():
            fill, line = _COLORS[index % len(_COLORS)]
            members = [f"k{index}", *(name for id, name in self.names.items() if self.side_of[id] == side)]
            yield from _class(f"side{index}", f"fill:{fill},stroke:{line},color:#1a1a1a", members)
        main = [self.names[claim.id] for claim in main_claims(self.map)]
        implicit = [self.names[id] for id, claim in self.map.claims.items() if claim.implicit]
        plain = [self.junctions[id] for id, step in self.map.inferences.items() if not step.scheme]
        yield from _class("main", "stroke-width:4px", main)
        yield from _class("implicit", "stroke-dasharray:6 4", implicit)
        yield from _class("junction", "fill:#595959,stroke:#595959,font-size:1px", plain)


def _class(name: str, look: str, members: list[str]) -> Iterator[str]:
    if members:
        yield f"  classDef {name} {look}"
        yield f"  class {','.join(members)} {name}"


def _label(text: str) -> str:
    """Return text for inside quotation marks; what would begin a list of Markdown's is coded too."""
    coded = _CODED.sub(lambda found: _code(found[0]), one_line(text))
    return _LIST_ITEM.sub(lambda found: found[1] + _code(found[2]), coded)


def _code(character: str) -> str:
    return f"#{ord(character)};"


def _plain_line(text: str) -> str:
    """Return text for where Mermaid has no quotation marks, without what could end or comment it out."""
    return " ".join(_NOT_IN_A_LINE.sub(" ", one_line(text)).split())
