"""A map as trees of boxes: which claim is drawn where, how often, and beside which premises.

          [a]               a root
        ╭──┴────╮
     ┌──┴──┐    │           groups below it: [b c] linked, with [e] that undercuts them; [d]
    [b]   [c]─[e]  [d]

Nothing here has a place on paper yet. Every claim has one box, where it is at home (see
`model.spanning_tree`). A step that uses a claim from elsewhere gets a copy of its box, or a line
that runs across the trees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.spanning_tree import homes_of

_HEAD_LENGTH = 10.0  # of the head at the start of a line, with room around it
_MOST_LINES_OVER = 3  # that run over main claims, between two that are no neighbors
_FEWEST_ACROSS = 10  # fewer lines across make no map tangled
_MANY_RIVALS = 10  # main claims that attack each other: lines show more than references do


@dataclass(frozen=True, slots=True)
class Box:
    """One drawing of a claim."""

    number: int  # its place among all boxes; a box above another has a lower one
    claim: str
    inference: str = ""  # the step whose premise it is here; "" where a tree begins
    is_copy: bool = False  # whether it refers to the claim's own box, which is elsewhere


@dataclass(slots=True)
class Block:
    """The premises of one step, side by side; of a root, the root alone."""

    inference: Inference | None  # the step; None for a root
    boxes: list[Box] = field(default_factory=list)  # in the order of the file
    host: Block | None = None  # that whose step it undercuts; None if it bears on a claim
    rank: int = 0  # its place among the undercutters of one step
    level: int = 0  # how many lines of other undercutters are below its own, which runs over them
    highest: int = 0  # the highest level among what attacks it, and what attacks that
    undercutters: int = 0  # how many attack it; if any do, its step has to be seen
    room_above: float = 0.0  # what is kept free above it, such as for names of frames, in points

    @property
    def id(self) -> str:
        """The id of its step; "" for a root."""
        return self.inference.id if self.inference else ""

    @property
    def has_bracket(self) -> bool:
        """Whether its step is drawn as a bracket over the boxes, not only as a line."""
        return len(self.boxes) > 1 or self.undercutters > 0


# A step onto a claim, or a root, and after it all that undercuts it: what is side by side.
Group = list[Block]


@dataclass(slots=True)
class Tree:
    """The trees of a map."""

    map: ArgumentMap
    # A rebuttal with a line -> the one that answers it, whose head is at the start of this line.
    answers: dict[str, str]
    boxes: list[Box] = field(default_factory=list)  # all, by number
    mains: list[Group] = field(default_factory=list)  # those of the main claims
    loose: list[Group] = field(default_factory=list)  # those of other roots
    # The number of a box -> the groups that bear on it, in the order of the file.
    below: list[list[Group]] = field(default_factory=list)
    home: dict[str, Box] = field(default_factory=dict)  # the id of a claim -> its own box
    # Steps whose only premise is at home elsewhere and gets a line from there, but for answers.
    across: list[Inference] = field(default_factory=list)
    # The number of a box -> what is kept free for names of frames, half of it at each side.
    room_beside: dict[int, float] = field(default_factory=dict)
    stub_room: float = 0.0  # how much longer than usual lines are on their way to a trunk
    apart: float = 0.0  # how much farther than usual groups in columns are from each other

    def ends(self, inference: Inference) -> tuple[Box, Box]:
        """Return the boxes that a line across runs between: of the premise, of the target."""
        return self.home[inference.premises[0]], self.home[inference.target]

    def is_linked(self, box: Box) -> bool:
        """Return whether a box is a premise among several, and its neighbor as near as can be."""
        inference = self.map.inferences.get(box.inference)
        return inference is not None and len(inference.premises) > 1

    def across_at(self) -> Counter[Box]:
        """Return how many lines across end in each box."""
        numbers: Counter[Box] = Counter()
        for inference in self.across:
            numbers.update(self.ends(inference))
        return numbers

    def put_rivals_first(self) -> int:
        """Put main claims with lines between them before the others, and return their number."""
        rivals = self.across_at()
        self.mains.sort(key=lambda group: group[0].boxes[0] not in rivals)
        return sum(group[0].boxes[0] in rivals for group in self.mains)

    def most_across(self) -> int:
        """Return how many lines across end in one box at the most."""
        return max(self.across_at().values(), default=0)

    def lines_over(self) -> list[Inference]:
        """Return the steps whose lines run over main claims, between two that are no neighbors.

        The lowest line is the first: those that others run over come before these.
        """
        mains = _places(group[0].boxes[0].claim for group in self.mains)
        over = [each for each in self.across if len(_span(mains, each)) > 1]
        return sorted(over, key=lambda each: len(_span(mains, each)))


def _places(mains: Iterable[str]) -> dict[str, int]:
    return {claim: place for place, claim in enumerate(mains)}


def _span(mains: Mapping[str, int], inference: Inference) -> range:
    """Return from which place in a row the line of a plain step runs to which, or nothing."""
    ends = (inference.premises[0], inference.target)
    if not all(end in mains for end in ends):
        return range(0)
    return range(*sorted(mains[end] for end in ends))


def is_tangled(map: ArgumentMap) -> bool:
    """Return whether more than half of a map's lines run across its trees."""
    inference_of = homes_of(map).inference_of
    uses = across = 0
    for id, inference in map.inferences.items():
        uses += len(inference.premises)
        across += sum(inference_of[premise] != id for premise in inference.premises)
    return across >= _FEWEST_ACROSS and across * 2 > uses


def many_rivals(map: ArgumentMap) -> bool:
    """Return whether many main claims attack each other."""
    mains = set(homes_of(map).mains_in_order)
    rivals = set()
    for inference in map.inferences.values():
        target = inference.target
        if inference.kind is Kind.REBUTTAL and target in mains:
            attackers = mains.intersection(inference.premises) - {target}
            if attackers:
                rivals |= {target, *attackers}
    return len(rivals) >= _MANY_RIVALS


def answers(map: ArgumentMap) -> dict[str, str]:
    """Return plain rebuttals that answer each other: the id of the first -> that of the second.

    If one of them is where its premise is at home, it is the first.
    """
    inference_of = homes_of(map).inference_of
    unanswered: dict[tuple[str, str], str] = {}
    pairs = {}
    for inference in _plain_inferences(map):
        if inference.kind is Kind.REBUTTAL:
            id = inference.id
            premise = inference.premises[0]
            first = unanswered.pop((inference.target, premise), "")
            if not first:
                unanswered[premise, inference.target] = id
            elif inference_of[premise] == id:
                pairs[id] = first
            else:
                pairs[first] = id
    return pairs


def _plain_inferences(map: ArgumentMap) -> Iterator[Inference]:
    """Yield the steps that are one line from one claim to another."""
    for inference in map.inferences.values():
        is_from_one = len(inference.premises) == 1 and inference.target not in inference.premises
        is_undercut = bool(map.undercutters(inference.id))
        if is_from_one and not is_undercut and inference.kind is not Kind.UNDERCUTTER:
            yield inference


def may_run_across(map: ArgumentMap) -> list[str]:
    """Return the ids of the plain steps whose premise is at home elsewhere.

    Few of them run over main claims, and these do not cross.
    """
    homes = homes_of(map)
    mains = _places(homes.mains_in_order)
    partners = {second: first for first, second in answers(map).items()}
    found = []
    joined: dict[frozenset[str], str] = {}
    over: set[range] = set()
    for inference in _plain_inferences(map):
        id = inference.id
        premise = inference.premises[0]
        if homes.inference_of[premise] == id:
            continue
        # Two lines between the same boxes would run into each other, unless they are one with two
        # heads.
        first = joined.setdefault(frozenset([premise, inference.target]), id)
        span = _span(mains, inference)
        if first in (id, partners.get(id)) and _has_room_over(span, over):
            found.append(id)
            if len(span) > 1:
                over.add(span)
    return found


def _has_room_over(span: range, over: Collection[range]) -> bool:
    """Return whether a line that runs over main claims is one of few, and crosses no other."""
    if len(span) < 2 or span in over:
        return True
    return len(over) < _MOST_LINES_OVER and not any(_cross(span, other) for other in over)


def _cross(one: range, other: range) -> bool:
    """Return whether one of two lines over a row begins below the other, and does not end there."""
    left, right = sorted([one, other], key=attrgetter("start"))
    return left.start < right.start < left.stop < right.stop


def between_mains(map: ArgumentMap) -> list[str]:
    """Return the ids of the steps between main claims that get a line."""
    mains = _places(homes_of(map).mains_in_order)
    return [id for id in may_run_across(map) if _span(mains, map.inferences[id])]


def each_claim_once(map: ArgumentMap) -> Tree:
    """Return one box for each claim of a map."""
    boxes = [Box(number, claim) for number, claim in enumerate(map.claims)]
    home = {box.claim: box for box in boxes}
    return Tree(map, answers(map), boxes, below=[[] for _ in boxes], home=home)


def tree_of(map: ArgumentMap, across: Collection[str]) -> Tree:
    """Return the trees of a map: steps of these ids get a line across, and others copies."""
    homes = homes_of(map)
    trees = Tree(map, {first: second for first, second in answers(map).items() if second in across})
    boxes = trees.boxes
    below = trees.below
    at_starts = set(trees.answers.values())

    def add_box(claim: str, inference: str) -> Box:
        is_copy = claim in trees.home or homes.inference_of[claim] != inference
        box = Box(len(boxes), claim, inference, is_copy)
        boxes.append(box)
        below.append([])
        if not is_copy:
            trees.home[claim] = box
        return box

    def add_group(inference: Inference) -> Group:
        group = []
        waiting = [(inference, Block(inference))]
        while waiting:
            # Undercutters of undercutters are right of what they attack, so the last is next.
            own, block = waiting.pop()
            group.append(block)
            if own.id in trees.answers:
                block.room_above = _HEAD_LENGTH
            host = block.host
            if host is not None and block.rank > 0:
                block.level = host.highest + 1
            while host is not None and host.highest < block.level:
                host.highest = block.level
                host = host.host
            block.boxes = [add_box(premise, own.id) for premise in own.premises]
            undercutters = map.undercutters(own.id)
            block.undercutters = len(undercutters)
            for rank, undercutter in reversed([*enumerate(undercutters)]):
                waiting.append((undercutter, Block(undercutter, host=block, rank=rank)))
        return group

    for roots, groups in ((homes.mains_in_order, trees.mains), (homes.loose, trees.loose)):
        for id in roots:
            groups.append([Block(None, [add_box(id, "")])])
    # The list grows while it is read: every box is visited once, after what is above it.
    for box in boxes:
        if box.is_copy:
            continue
        for inference in map.onto(box.claim):
            if inference.id not in across:
                below[box.number].append(add_group(inference))
            elif inference.id not in at_starts:
                trees.across.append(inference)
    return trees
