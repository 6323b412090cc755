"""Writer of Mermaid flowcharts, which GitHub, GitLab and many notebooks draw.

Claims are boxes, whose shape and colour are their side's, and every inference is a small junction:
premises lead into it, and it leads to what it bears on. Support is a solid arrow, a rebuttal a dotted
line that ends in a cross, an undercutter a dotted line that ends in a circle; a line says so where it is
implicit. Text of the map stands only inside quotation marks, and there every character that Mermaid,
Markdown or HTML could read as more than text is written as its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.diagrams.captions import caption, check_text_choice
from argmap.diagrams.theme import THEMES
from argmap.model import ArgumentMap, Claim, Inference, Kind, Side
from argmap.model.diagnostics import Diagnostic, warning
from argmap.model.graph import main_claims, side_of
from argmap.model.groups import group_path
from argmap.model.losses import Kept, Written, dropped, losses
from argmap.model.text import count, one_line

# All of ASCII but letters, digits and plain punctuation, and what Mermaid itself writes for an entity.
_CODED = re.compile("[^- A-Za-z0-9.,?!'()/+\x80-\U0010ffff]|[\xb0\xb6\ufb02]")
_LIST_ITEM = re.compile(r"\A(\d*)([-+.)])")
_NOT_IN_A_LINE = re.compile(r"[^\w ,.?!'’()¶–—-]|_")

_ARROWS = {Kind.SUPPORT: "-->", Kind.REBUTTAL: "-. rebuts .-x", Kind.UNDERCUTTER: "-. undercuts .-o"}
_IMPLICIT_ARROWS = {
    Kind.SUPPORT: "-- implicit -->",
    Kind.REBUTTAL: "-. implicit rebuttal .-x",
    Kind.UNDERCUTTER: "-. implicit undercutter .-o",
}
_SHAPES = (("[", "]"), ("(", ")"), ("{{", "}}"), ("[/", "/]"))
_THEME = THEMES["color"]
_KEPT: Kept = {
    ArgumentMap: ("title", "sides"),
    Side: ("label",),
    Claim: ("side", "main", "implicit"),
    Inference: ("warrant", "scheme", "implicit"),
}

_MOST_LINES = 500
_MOST_CHARACTERS = 50_000
"""What Mermaid draws unless it is told otherwise: its `maxEdges` and `maxTextSize`."""


def format_mermaid(map: ArgumentMap, caption_choice: str = "full", *, with_groups: bool = False) -> Written:
    """Return a map as a Mermaid flowchart, what it does not show, and whether it may be too large to draw.

    Args:
        map: the map.
        caption_choice: what boxes say, one of `argmap.diagrams.captions.TEXTS`.
        with_groups: whether claims stand in subgraphs, one for each group.

    Raises:
        ArgmapError: boxes cannot say that.
    """
    check_text_choice(caption_choice)
    text = "\n".join(_Flowchart(map, caption_choice, with_groups=with_groups).lines()) + "\n"
    kept_of_claims = [*_KEPT[Claim]]
    if caption_choice != "full":
        kept_of_claims.append("label")
    if with_groups:
        kept_of_claims.append("group")
    kept = {**_KEPT, Claim: tuple(kept_of_claims)}
    told = [*losses("Mermaid", dropped(map, kept)), *_too_large(map, text)]
    return Written(text, tuple(told))


def _too_large(map: ArgumentMap, text: str) -> Iterator[Diagnostic]:
    lines = sum(len(step.premises) + 1 for step in map.inferences.values())
    if lines > _MOST_LINES or len(text) > _MOST_CHARACTERS:
        message = f"Mermaid refuses charts of more than {_MOST_LINES} lines or {_MOST_CHARACTERS:,} characters"
        help = "raise its `maxEdges` and `maxTextSize`, or write a part of the map"
        yield warning("too-large", f"{message}: this one has {lines:,} and {len(text):,}", None, help)


class _Flowchart:
    def __init__(self, map: ArgumentMap, caption_choice: str, *, with_groups: bool) -> None:
        self.map = map
        self.with_groups = with_groups
        self.caption_choice = caption_choice
        self.claim_sides = side_of(map)
        self.side_order = {side: index for index, side in enumerate(map.sides)}
        # Names of our own: an id could be a word of Mermaid's, such as `end`.
        self.names = {id: f"c{number}" for number, id in enumerate(map.claims, 1)}
        self.junctions = {id: f"s{number}" for number, id in enumerate(map.inferences, 1)}

    def lines(self) -> Iterator[str]:
        yield "flowchart BT"
        yield f"  accTitle: {_plain_line(self.map.title) or 'Argument map'}"
        yield f"  accDescr: {self._description()}"
        yield from self._claim_lines()
        for step in self.map.inferences.values():
            yield from self._step_lines(step)
        for side, index in self.side_order.items():
            yield f"  k{index}{self._box(side, f'Side: {self.map.sides[side].name}')}"
        yield from self._side_classes()
        yield from self._mark_classes()

    def _description(self) -> str:
        main_texts = [_plain_line(claim.text) for claim in main_claims(self.map)]
        claims = count(len(self.map.claims), "claim")
        steps = count(len(self.map.inferences), "step")
        heading = "Main claim" if len(main_texts) == 1 else "Main claims"
        return f"{claims} and {steps}. {heading}. {' '.join(main_texts)}".strip()

    def _box(self, side: str, text: str) -> str:
        start, end = _SHAPES[self.side_order.get(side, 0) % len(_SHAPES)]
        return f'{start}"{_label(text)}"{end}'

    def _claim_lines(self) -> Iterator[str]:
        """Yield the boxes: those of no group, then group by group those of the others, inner groups in outer ones."""
        members: dict[tuple[str, ...], list[str]] = {(): []}
        for claim in self.map.claims.values():
            path = group_path(claim.group) if self.with_groups else ()
            for length in range(1, len(path) + 1):
                members.setdefault(path[:length], [])
            members[path].append(self._claim_line(claim))
        numbers = {path: number for number, path in enumerate(members)}
        # A stack: a subgraph ends behind those in it.
        pending: list[tuple[str, ...] | str] = [()]
        while pending:
            next_part = pending.pop()
            if isinstance(next_part, str):
                yield next_part
                continue
            path = next_part
            indent = "  " * (len(path) + 1)
            if path:
                yield f'{indent[2:]}subgraph g{numbers[path]}["{_label(path[-1])}"]'
            yield from (f"{indent}{line}" for line in members[path])
            if path:
                pending.append(f"{indent[2:]}end")
            pending += [inner for inner in reversed(members) if inner and inner[:-1] == path]

    def _claim_line(self, claim: Claim) -> str:
        box = self._box(self.claim_sides[claim.id], caption(claim, self.caption_choice))
        return f"{self.names[claim.id]}{box}"

    def _step_lines(self, step: Inference) -> Iterator[str]:
        junction = self.junctions[step.id]
        if step.scheme:
            yield f'  {junction}(["{_label(step.scheme)}"])'
        else:
            yield f'  {junction}((" "))'
        for premise in step.premises:
            line = "-- warrant ---" if premise == step.warrant else "---"
            yield f"  {self.names[premise]} {line} {junction}"
        target_names = self.junctions if step.kind is Kind.UNDERCUTTER else self.names
        arrows = _IMPLICIT_ARROWS if step.implicit else _ARROWS
        yield f"  {junction} {arrows[step.kind]} {target_names[step.target]}"

    def _side_classes(self) -> Iterator[str]:
        members = {side: [f"k{index}"] for side, index in self.side_order.items()}
        for id, name in self.names.items():
            side = self.claim_sides[id]
            if side in members:
                members[side].append(name)
        for side, index in self.side_order.items():
            box = _THEME.side(index)
            look = f"fill:{box.fill},stroke:{box.line},color:{_THEME.text}"
            yield from _class_lines(f"side{index}", look, members[side])

    def _mark_classes(self) -> Iterator[str]:
        main = [self.names[claim.id] for claim in main_claims(self.map)]
        implicit = [self.names[id] for id, claim in self.map.claims.items() if claim.implicit]
        bare_junctions = [self.junctions[id] for id, step in self.map.inferences.items() if not step.scheme]
        # Junctions stand on the page itself, which may be light or dark: the neutral grey is seen on both.
        grey = _THEME.neutral.line
        yield from _class_lines("main", "stroke-width:4px", main)
        yield from _class_lines("implicit", "stroke-dasharray:6 4", implicit)
        yield from _class_lines("junction", f"fill:{grey},stroke:{grey},font-size:1px", bare_junctions)


def _class_lines(name: str, look: str, members: list[str]) -> Iterator[str]:
    """Yield a look and what has it; Mermaid takes no class without members."""
    if members:
        yield f"  classDef {name} {look}"
        yield f"  class {','.join(members)} {name}"


def _label(text: str) -> str:
    """Return text for inside quotation marks; what would begin a list of Markdown's is coded too."""
    coded = _CODED.sub(lambda match: _code(match[0]), one_line(text))
    return _LIST_ITEM.sub(lambda match: match[1] + _code(match[2]), coded)


def _code(character: str) -> str:
    return f"#{ord(character)};"


def _plain_line(text: str) -> str:
    """Return text for where Mermaid has no quotation marks, without what could end or comment it out."""
    return " ".join(_NOT_IN_A_LINE.sub(" ", one_line(text)).split())
