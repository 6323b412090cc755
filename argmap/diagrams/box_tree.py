"""A map as trees of boxes: which claim is drawn where, how often, and which premises stand side by
side.

Nothing here has a place on paper yet. Every claim has one box, where it is at home (see
`model.homes`). A step that uses a claim from elsewhere gets a copy of its box, or a line that runs
across the trees.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.spanning_tree import homes_of


@dataclass(frozen=True, slots=True)
class Box:
    """One drawing of a claim.

    Attributes:
        number: its place among the boxes of the picture; what stands above another box has a lower
            one.
        claim: the id of the claim.
        inference: the id of the step whose premise it is here; "" where a tree begins.
        is_copy: whether it stands for the claim's own box, which is elsewhere.
    """

    number: int
    claim: str
    inference: str = ""
    is_copy: bool = False


@dataclass(slots=True)
class Block:
    """The premises of one step, side by side; of a root, the root alone.

    Attributes:
        inference: the step; None for a root.
        boxes: its premises in the order of the file.
        host: the block whose step it undercuts; None if it bears on a claim.
        level: how many blocks are undercut between here and the claim: an undercutter has 1.
        rank: its place among the undercutters of one step, from 0.
        is_undercut: whether undercutters strike it, so that its step has to be seen.
        room_above: what is kept free above it for names of frames, in points.
    """

    inference: Inference | None
    boxes: list[Box] = field(default_factory=list)
    host: Block | None = None
    level: int = 0
    rank: int = 0
    is_undercut: bool = False
    room_above: float = 0.0

    @property
    def has_bracket(self) -> bool:
        """Whether its step is drawn as a bracket over the boxes, not only as a line."""
        return len(self.boxes) > 1 or self.is_undercut


MOST_LINES_OVER = 3
"""How many pairs of main claims that are no neighbours have a line over those between them."""

Group = list[Block]
"""A step onto a claim, or a root, and after it all that undercuts it: what stands side by side."""


@dataclass(slots=True)
class Structure:
    """The trees of a map.

    Attributes:
        map: the map.
        boxes: all boxes, by number.
        mains: the groups of the main claims, in order.
        loose: the groups of other roots.
        below: the number of a box -> the groups that bear on it, in the order of the file.
        home: the id of a claim -> its own box.
        across: steps whose only premise is at home elsewhere and gets a line from there. The two
            rebuttals of claims that answer each other have one line, and only the first is named
            here.
        room_beside: the number of a box -> what is kept free beside it for names of frames, half at
            each side.
    """

    map: ArgumentMap
    boxes: list[Box] = field(default_factory=list)
    mains: list[Group] = field(default_factory=list)
    loose: list[Group] = field(default_factory=list)
    below: list[list[Group]] = field(default_factory=list)
    home: dict[str, Box] = field(default_factory=dict)
    across: list[Inference] = field(default_factory=list)
    room_beside: dict[int, float] = field(default_factory=dict)

    def ends(self, inference: Inference) -> tuple[Box, Box]:
        """Return the boxes that a line across runs between: of the premise, of the target."""
        return self.home[inference.premises[0]], self.home[inference.target]

    def lines_over(self) -> list[Inference]:
        """Return the steps whose lines run over main claims: between two of them that are no
        neighbours.
        """
        mains = [group[0].boxes[0] for group in self.mains]
        over: list[Inference] = []
        for inference in self.across:
            source, target = self.ends(inference)
            if (
                source in mains
                and target in mains
                and abs(mains.index(source) - mains.index(target)) > 1
            ):
                over.append(inference)
        return over

    def inferences_into(self, box: Box) -> int:
        """Return how many lines end in a box, those across included."""
        number = len(self.below[box.number])
        for inference in self.across:
            if box in self.ends(inference):
                number += 1
        return number


def answers(map: ArgumentMap) -> dict[str, str]:
    """Return plain rebuttals that answer each other: the id of the first of two -> the id of the
    second.
    """
    unanswered: dict[tuple[str, str], str] = {}
    pairs: dict[str, str] = {}
    for inference in map.inferences.values():
        is_plain = (
            inference.kind is Kind.REBUTTAL
            and len(inference.premises) == 1
            and not map.undercutters(inference.id)
        )
        if not is_plain or inference.premises[0] == inference.target:
            continue
        answered = unanswered.pop((inference.target, inference.premises[0]), None)
        if answered is None:
            unanswered[inference.premises[0], inference.target] = inference.id
        else:
            pairs[answered] = inference.id
    return pairs


def may_run_across(map: ArgumentMap) -> list[str]:
    """Return the ids of the steps that could have a line across: one premise, at home elsewhere,
    not undercut.
    """
    inference_of = homes_of(map).inference_of
    partners = {second: first for first, second in answers(map).items()}
    found: list[str] = []
    joined: dict[frozenset[str], str] = {}
    for inference in map.inferences.values():
        is_plain = (
            len(inference.premises) == 1
            and inference.kind is not Kind.UNDERCUTTER
            and not map.undercutters(inference.id)
        )
        premise = inference.premises[0]
        if not is_plain or inference_of[premise] == inference.id or premise == inference.target:
            continue
        # Two lines between the same boxes would run into each other, unless they are one with two
        # heads.
        first = joined.setdefault(frozenset([premise, inference.target]), inference.id)
        if first == inference.id or partners.get(inference.id) == first:
            found.append(inference.id)
    return found


def between_mains(map: ArgumentMap) -> list[str]:
    """Return the ids of the steps from one main claim to another that get a line: of neighbours
    all, of others few.
    """
    mains = homes_of(map).mains_in_order
    partners = answers(map)
    found: list[str] = []
    over: set[frozenset[str]] = set()
    for id in may_run_across(map):
        inference = map.inferences[id]
        ends = frozenset([inference.premises[0], inference.target])
        if not ends.issubset(mains):
            continue
        if abs(mains.index(inference.premises[0]) - mains.index(inference.target)) > 1:
            if len(over) == MOST_LINES_OVER and ends not in over:
                continue
            over.add(ends)
        found.append(id)
    # Of two rebuttals that answer each other both have a line or none.
    return [id for id in found if partners.get(id, id) in found]


def structure_of(map: ArgumentMap, across: Collection[str]) -> Structure:
    """Return the trees of a map.

    Args:
        map: the map.
        across: ids of steps that get a line across; all other claims from elsewhere are copied.
    """
    return _Builder(map, across).build()


class _Builder:
    def __init__(self, map: ArgumentMap, across: Collection[str]) -> None:
        self.map = map
        self.across = across
        self.homes = homes_of(map)
        self.pairs = answers(map)
        self.seconds = {second: first for first, second in self.pairs.items()}
        self.trees = Structure(map)

    def build(self) -> Structure:
        for id in self.homes.mains_in_order:
            self.trees.mains.append([self._root(id)])
        for id in self.homes.loose:
            self.trees.loose.append([self._root(id)])
        # The list grows while it is read: every box is visited once, after what stands above it.
        for box in self.trees.boxes:
            if box.is_copy:
                continue
            for inference in self.map.onto(box.claim):
                if not self._runs_across(inference):
                    self.trees.below[box.number].append(self._group(inference))
        return self.trees

    def _root(self, claim: str) -> Block:
        return Block(None, [self._box(claim, "")])

    def _runs_across(self, inference: Inference) -> bool:
        """Return whether a step gets a line across, and take note of it."""
        if inference.id not in self.across:
            return False
        first = self.seconds.get(inference.id, inference.id)
        if first == inference.id or first not in self.across:
            self.trees.across.append(inference)
        return True

    def _group(self, inference: Inference) -> Group:
        group: Group = []
        # Undercutters of undercutters stand right of what they strike, so the last of the list is
        # next.
        waiting: list[Block] = [Block(inference)]
        while waiting:
            block = waiting.pop()
            group.append(block)
            if block.inference is None:
                continue
            for premise in block.inference.premises:
                block.boxes.append(self._box(premise, block.inference.id))
            undercutters = self.map.undercutters(block.inference.id)
            block.is_undercut = bool(undercutters)
            for rank, undercutter in reversed(list(enumerate(undercutters))):
                waiting.append(Block(undercutter, host=block, level=block.level + 1, rank=rank))
        return group

    def _box(self, claim: str, inference: str) -> Box:
        is_home = self.homes.inference_of[claim] == inference and claim not in self.trees.home
        box = Box(len(self.trees.boxes), claim, inference, is_copy=not is_home)
        self.trees.boxes.append(box)
        self.trees.below.append([])
        if is_home:
            self.trees.home[claim] = box
        return box


def inference_of(group: Group) -> str:
    """Return the id of the step that a group is; "" for a root."""
    inference = group[0].inference
    if inference is None:
        return ""
    return inference.id
