"""Claims and inferences as met in a native file, before all ids are known.

The blanks of a worksheet that nobody has filled in are reported, and are no claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from argmap.formats.shared.ids import Ids
from argmap.formats.shared.tree import Entry, Node
from argmap.formats.shared.tree_reader import Places, Values
from argmap.model import ID, Claim, Inference, Inferences, Kind
from argmap.model.diagnostics import Diagnostics, Span, warning


@dataclass(slots=True, eq=False)
class DraftClaim:
    """A claim as met in the file: its id is settled when all ids are known.

    Attributes:
        node: it in the tree.
        places: where its parts are.
        id: its id; "" before it has one.
        fields: what it says of itself.
        relations: the values of `premises` and `rebuttals`.
        built: the claim, once it was built.
    """

    node: Node
    places: Places
    id: str
    fields: Values = field(default_factory=dict)
    relations: dict[str, Node] = field(default_factory=dict)
    built: Claim | None = None

    def build(self) -> Claim:
        """Return the claim with the id that is settled."""
        if self.built is None or self.built.id != self.id:
            self.built = Claim(self.id, places=self.places, **self.fields)
        return self.built


Reference: TypeAlias = str | DraftClaim
"""How an inference names a premise: by an id, or by the claim itself where it is in place."""


@dataclass(slots=True, eq=False)
class DraftInference:
    """An inference as met in the file, there at `node`; its premises and target may be drafts."""

    node: Node
    kind: Kind
    target: DraftClaim | DraftInference
    places: Places
    premises: list[tuple[Reference, Span]] = field(default_factory=list)
    warrant: tuple[Reference, Span] | None = None
    fields: Values = field(default_factory=dict)
    id: str = ""
    own_id: str = ""


class EntryDrafts(NamedTuple):
    """What an entry of `claims` holds.

    Attributes:
        node: it in the tree.
        claims: the claim, and those written in place in it.
        ids: the ids that these have in the text.
        inferences: the inferences onto them.
        diagnostics: what is wrong with the entry.
        loose: what is in it and has no place in a claim.
    """

    node: Node
    claims: list[DraftClaim]
    ids: list[str]
    inferences: list[DraftInference]
    diagnostics: Diagnostics
    loose: list[Entry]

    def reset(self) -> None:
        """Take the ids away that were settled when the entry was read before."""
        for claim, id in zip(self.claims, self.ids, strict=True):
            claim.id = id
        for inference in self.inferences:
            inference.id = ""


def drafts_to_keep(drafts: Iterable[DraftClaim]) -> list[DraftClaim]:
    """Return the claims of a file with errors that have a text or an id.

    One with no valid id of its own gets one from its words, as a claim written in place does.
    """
    kept: list[DraftClaim] = []
    taken: set[str] = set()
    for draft in drafts:
        if draft.id in taken or not ID.fullmatch(draft.id):
            draft.id = ""
        if draft.id or draft.fields["text"].strip():
            taken.add(draft.id)
            kept.append(draft)
    return kept


def settle_ids(drafts: list[DraftClaim]) -> None:
    """Give each claim written in place an id from its words."""
    # Those of authors are taken, wherever in the file they are.
    ids = Ids(draft.id for draft in drafts if draft.id)
    for draft in drafts:
        if not draft.id:
            draft.id = ids.give(str(draft.fields.get("text", "")))


def build_inferences(drafts: list[DraftInference]) -> list[Inference]:
    """Return the steps that have premises, and a target that has; the others were reported."""
    inferences = Inferences()
    # An inference precedes its undercutters in the list, so that its id is there when they ask for
    # it.
    for draft in drafts:
        if not draft.premises or not draft.target.id:
            continue
        places = {**draft.places}
        premises = []
        for reference, span in draft.premises:
            premise = id_of(reference)
            premises.append(premise)
            _add_place(places, f"premise:{premise}", span)
        warrant = ""
        if draft.warrant:
            reference, span = draft.warrant
            warrant = id_of(reference)
            places["warrant"] = span
            # The model has it among the premises.
            _add_place(places, f"premise:{warrant}", span)
        draft.id = inferences.add(
            draft.kind,
            premises,
            draft.target.id,
            warrant=warrant,
            own_id=draft.own_id,
            places=places,
            **draft.fields,
        )
    return inferences.all


def _add_place(places: Places, name: str, span: Span) -> None:
    """Add a place, also where there is one of this name already."""
    while name in places:
        name += ":again"
    places[name] = span


def id_of(reference: Reference) -> str:
    """Return the id of a claim, once it is settled."""
    if isinstance(reference, str):
        return reference
    return reference.id


_LEFT_BLANK = re.compile(r"[\s.…_?？؟!\-–—/]*")
"""What is in a box that somebody had nothing to write in."""


def without_unfilled(
    claims: Iterable[DraftClaim],
    inferences: Iterable[DraftInference],
    diagnostics: Diagnostics,
) -> tuple[list[DraftClaim], list[DraftInference]]:
    """Return the claims of a worksheet that are filled in, and the inferences between them.

    A blank is taken out of the premises that it is linked with. An inference goes with its last
    premise but the warrant or with its target, and with it what undercuts it.
    """
    filled = []
    blanks = set()
    for claim in claims:
        if _LEFT_BLANK.fullmatch(claim.fields["text"]):
            blanks.add(claim.id)
            place = claim.places.get("text", claim.places[""])
            message = f"the blank `{claim.id}` is not filled in"
            diagnostics.append(
                warning("blank", message, place, "replace the blank's text with the claim")
            )
        else:
            filled.append(claim)
    kept = []
    for inference in inferences:
        if inference.target.id in blanks:
            continue
        warrant = ""
        if inference.warrant is not None:
            warrant = id_of(inference.warrant[0])
        if warrant in blanks:
            inference.warrant = None
        premises = [each for each in inference.premises if id_of(each[0]) not in blanks]
        was_shortened = len(premises) < len(inference.premises)
        if was_shortened and all(id_of(premise) == warrant for premise, _ in premises):
            # A warrant alone supports nothing. One without premises is not settled, and neither is
            # what undercuts it.
            premises.clear()
        inference.premises = premises
        kept.append(inference)
    return filled, kept
