"""Where the claims and inferences of a native text are written.

    claims:
      nine:                             the claim `nine`, an entry of `claims`
        text: School should start at nine.
        premises:                       a section
          - sleep                       an inference, whose premise has its place here, too
          - Buses are cheaper.          an inference with a claim written in place

The ids of claims written in place are made as the reader makes them, also where the text has
references that lead nowhere yet.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import TypeAlias

from argmap.formats.native.drafts import (
    DraftClaim,
    DraftInference,
    Reference,
    build_inferences,
    id_of,
    settle_ids,
    without_unfilled,
)
from argmap.formats.native.file_layout import NativeFile
from argmap.formats.native.keys import INFERENCE_ID, OUTWEIGHED_BY, SAME_KEYS
from argmap.formats.native.reader import NEW_CLAIM
from argmap.formats.shared.tree import Mapping, Node, Parsed, Scalar, Sequence
from argmap.formats.shared.yaml_tree import parse_tree
from argmap.model import Kind

SECTIONS = {
    Kind.SUPPORT: "premises",
    Kind.REBUTTAL: "rebuttals",
    Kind.UNDERCUTTER: "undercutters",
}
"""The keys under which inferences of each kind are listed."""


class LastTree:
    """The tree of the text that was parsed last, since it is asked for several times."""

    def __init__(self, name: str) -> None:
        """Begin with the name that spans have for the text."""
        self.name = name
        self._text: str | None = None
        self._parsed: Parsed = (None, [])

    def parse(self, text: str) -> Parsed:
        """Return the tree of a text, and what is wrong with it."""
        if text != self._text:
            self._text = text
            self._parsed = parse_tree(text, self.name)
        return self._parsed


@dataclass(slots=True, eq=False)
class Slot:
    """A place for a node.

    Attributes:
        node: the node.
        parent: the list or mapping that it is in.
        key: its key, if that is a mapping.
        in_brackets: whether it is in brackets or braces, where new lines have no meaning.
    """

    node: Node
    parent: Sequence | Mapping
    key: Scalar | None = None
    in_brackets: bool = False


@dataclass(slots=True, eq=False)
class ClaimSite:
    """Where a claim is written.

    Attributes:
        draft: the claim as read.
        slot: its place.
        inference: the inference that it is a premise of, if it is written in place.
        offset: where its text begins.
        has_own_id: whether its id is in the text.
        is_known: whether its id was known before it was read.
    """

    draft: DraftClaim
    slot: Slot
    inference: InferenceSite | None
    offset: int
    has_own_id: bool
    is_known: bool

    @property
    def text(self) -> str:
        return str(self.draft.fields["text"])

    @property
    def mapping(self) -> Mapping | None:
        """The mapping of its keys; `None` where it is a text alone."""
        node = self.slot.node
        return node if isinstance(node, Mapping) else None


@dataclass(slots=True, eq=False)
class InferenceSite:
    """Where an inference is written.

    Attributes:
        draft: the inference as read.
        slot: its place.
        section: the value of the key under which it is listed: the inference itself if it is alone.
        owner: the mapping that has this key.
        premises: the places of its premises, the warrant last.
        long: the mapping of its keys; `None` in its short form.
    """

    draft: DraftInference
    slot: Slot
    section: Slot
    owner: Mapping
    premises: list[tuple[Reference, Slot]] = field(default_factory=list)
    long: Mapping | None = None

    def premise_slot(self, claim: str) -> Slot:
        """Return the place of one of its premises."""
        for reference, slot in self.premises:
            if id_of(reference) == claim:
                return slot
        raise KeyError(claim)


_NOTHING: MappingOf[int, str] = MappingProxyType({})
Tasks: TypeAlias = "list[Callable[[], Tasks]]"


class NativeText(NativeFile):
    """A native text, and where its claims and inferences are written.

    Attributes:
        written: its claims in the order of reading.
        claims: those that are on the map, by id.
        inferences: its inferences by id.
    """

    def __init__(self, text: str, trees: LastTree, known: MappingOf[int, str] = _NOTHING) -> None:
        """Begin with a text, what parses it, and the ids of claims by where their texts begin."""
        super().__init__(text, trees.name)
        root, _ = trees.parse(text)
        if isinstance(root, Mapping):
            self.root = root
        self._known = known
        self.written: list[ClaimSite] = []
        self._inferences: list[InferenceSite] = []
        self._walk()
        drafts = [site.draft for site in self.written]
        settle_ids(drafts)
        inferences = [site.draft for site in self._inferences]
        if self.root.get("worksheet") is not None:
            drafts, inferences = without_unfilled(drafts, inferences, [])
        build_inferences(inferences)
        of_the_map = {id(draft) for draft in drafts}
        self.claim_sites = {
            site.draft.id: site for site in self.written if id(site.draft) in of_the_map
        }
        self.inference_sites = {site.draft.id: site for site in self._inferences if site.draft.id}

    # --- the walk ---

    def _walk(self) -> None:
        # Claims are written in place to any depth, so that a list of what is to come replaces
        # recursion.
        tasks: Tasks = []
        for slot in self._top_slots():
            tasks.append(partial(self._top_claim, slot))
        tasks.reverse()
        while tasks:
            task = tasks.pop()
            tasks.extend(reversed(task()))

    def _top_slots(self) -> Iterator[Slot]:
        section = self.root.get("claims")
        in_brackets = self.is_flow(self.root)
        if isinstance(section, Mapping):
            in_brackets = in_brackets or self.is_flow(section)
            for key, node in section.entries:
                yield Slot(node, section, key, in_brackets)
        elif isinstance(section, Sequence):
            in_brackets = in_brackets or self.is_flow(section)
            for node in section.items:
                yield Slot(node, section, None, in_brackets)

    def _top_claim(self, slot: Slot) -> Tasks:
        _, tasks = self._claim(slot, None)
        return tasks

    def _claim(self, slot: Slot, inference: InferenceSite | None) -> tuple[DraftClaim, Tasks]:
        """Add a claim; return it, and what is to be read inside it."""
        node = slot.node
        own_id = ""
        if slot.key is not None and inference is None:
            own_id = slot.key.value
        text: Node | None = node
        if isinstance(node, Mapping):
            text = node.get("text")
            id = node.get("id")
            if isinstance(id, Scalar):
                own_id = id.value
        if not isinstance(text, Scalar):
            text = Scalar("", node.span, plain=True)
        offset = self.start_of(text)
        known_id = self._known.get(offset, "")
        draft = DraftClaim({"": node.span}, own_id or known_id, {"text": text.value})
        site = ClaimSite(draft, slot, inference, offset, bool(own_id), bool(known_id))
        self.written.append(site)
        tasks: Tasks = []
        if isinstance(node, Mapping):
            for kind in (Kind.SUPPORT, Kind.REBUTTAL):
                tasks += self._section(node, SECTIONS[kind], slot, kind, draft)
        return draft, tasks

    def _section(
        self,
        owner: Mapping,
        name: str,
        around: Slot,
        kind: Kind,
        target: DraftClaim | DraftInference,
        *,
        weighing: bool = False,
    ) -> Tasks:
        """Return the tasks that read the inferences listed under a key."""
        section = self.section_of(owner, name, around)
        if section is None:
            return []
        tasks: Tasks = []
        for slot in self.items_of(section):
            listed = partial(self._inference, section, owner, kind, target, weighing=weighing)
            tasks.append(partial(listed, slot))
        return tasks

    def section_of(self, owner: Mapping, name: str, around: Slot) -> Slot | None:
        """Return the place of the value of a key, or of one that is read as that."""
        for key, value in owner.entries:
            if SAME_KEYS.get(key.value, key.value) == name:
                in_brackets = around.in_brackets or self.is_flow(owner)
                return Slot(value, owner, key, in_brackets)
        return None

    def items_of(self, section: Slot) -> list[Slot]:
        """Return the places of the items of a list; one that is alone may go without brackets."""
        node = section.node
        if isinstance(node, Sequence):
            in_brackets = section.in_brackets or self.is_flow(node)
            return [Slot(item, node, None, in_brackets) for item in node.items]
        if isinstance(node, Scalar) and node.plain and not node.value:
            return []
        return [section]

    def _inference(
        self,
        section: Slot,
        owner: Mapping,
        kind: Kind,
        target: DraftClaim | DraftInference,
        slot: Slot,
        *,
        weighing: bool,
    ) -> Tasks:
        draft = DraftInference(kind, target, {})
        if weighing:
            draft.fields["weighing"] = True
        site = InferenceSite(draft, slot, section, owner)
        self._inferences.append(site)
        node = slot.node
        tasks: Tasks = []
        premises = [slot]
        if isinstance(node, Sequence):
            premises = self.items_of(slot)
        elif isinstance(node, Mapping) and node.get("text") is None:
            site.long = node
            own_id = node.get(INFERENCE_ID)
            if isinstance(own_id, Scalar):
                draft.own_id = own_id.value
            listed = self.section_of(node, "premises", slot)
            premises = self.items_of(listed) if listed else []
            warrant = self.section_of(node, "warrant", slot)
            for premise in premises:
                tasks.append(partial(self._premise, site, premise))
            if warrant is not None:
                tasks.append(partial(self._premise, site, warrant, is_warrant=True))
            kind = Kind.UNDERCUTTER
            tasks += self._section(node, SECTIONS[kind], slot, kind, draft)
            tasks += self._section(node, OUTWEIGHED_BY, slot, kind, draft, weighing=True)
            return tasks
        for premise in premises:
            tasks.append(partial(self._premise, site, premise))
        return tasks

    def _premise(self, site: InferenceSite, slot: Slot, *, is_warrant: bool = False) -> Tasks:
        node = slot.node
        reference: Reference
        tasks: Tasks = []
        if isinstance(node, Scalar) and not NEW_CLAIM.search(node.value):
            reference = node.value
        else:
            reference, tasks = self._claim(slot, site)
        site.premises.append((reference, slot))
        if is_warrant:
            site.draft.warrant = (reference, node.span)
        else:
            site.draft.premises.append((reference, node.span))
        return tasks

    # --- comments ---

    def has_comment(self, start: int, end: int) -> bool:
        """Return whether a stretch of the text has a comment."""
        return any(start <= first < end for first, _ in self.comments)

    def is_comment_line(self, line_start: int) -> bool:
        """Return whether the line that begins here is a comment and nothing else."""
        place = bisect_left(self.comments, (line_start, line_start))
        if place == len(self.comments):
            return False
        start, _ = self.comments[place]
        return not self.text[line_start:start].strip(" \t")
