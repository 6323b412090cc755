"""Structures and relations of an Argdown document → the inferences of a map.

    (1) Sleep helps.                          linked premises
    (2) Teenagers sleep late.
    -- expert opinion {warrant: 1} --         scheme and warrant
      _ [Sport]                               an undercutter
    (3) [Nine]
      - [Childcare]                           a rebuttal

All that undercut come behind what they undercut.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TypeAlias

from argmap.formats.argdown.claims import Claims
from argmap.formats.argdown.document import (
    SYMMETRIC,
    ArgdownElement,
    ArgdownInference,
    ArgdownRelation,
    Document,
    RelationKind,
    RelationTarget,
    field_named,
    text_in,
)
from argmap.formats.shared.tree_reader import Places, Values
from argmap.model import Inference, Inferences, Kind
from argmap.model.diagnostics import Diagnostics, Span, warning
from argmap.model.validation import can_be_inference_id

# The number of a statement, and the name of the inference.
_READ_APART = ("warrant", "id")


# What an undercutter is against: an inference, or by the id of a claim all inferences from it.
_Undercut: TypeAlias = ArgdownInference | str


@dataclass(slots=True, eq=False)
class _Draft:
    """An inference of the map whose target may not have an id yet.

    `premises` are ids of claims, and `source` is the Argdown inference that it comes from, if it is
    no relation. `details` are its warrant, own id and fields.
    """

    kind: Kind
    premises: list[str]
    target: RelationTarget
    places: Places
    details: Values = field(default_factory=dict)
    source: ArgdownInference | None = None

    @property
    def lone_premise(self) -> str:
        """Its premise, if it has no other; else ""."""
        first, *others = self.premises
        if others:
            return ""
        return first


def build_inferences(
    document: Document, claims: Claims, diagnostics: Diagnostics
) -> list[Inference]:
    """Return the inferences of a document: onto claims in the order of the text, then the others.

    Args:
        document: what an Argdown text says.
        claims: its claims, which have their ids already.
        diagnostics: takes a warning for each relation that can be read in more than one way.
    """
    drafter = _Drafter(claims, diagnostics)
    for argument in document.arguments:
        for inference in argument.inferences:
            drafter.draft_inference(inference)
    for relation in document.relations:
        # What a conclusion carries that is not a claim is said by the inference to it.
        if claims.carriers.get(relation.source) is not relation:
            drafter.draft_relation(relation)
    builder = _Builder(claims)
    undercutters = []
    for draft in sorted(drafter.drafts, key=lambda draft: draft.places[""]):
        if draft.kind is Kind.UNDERCUTTER:
            undercutters.append(draft)
        else:
            builder.add(draft, draft.kind, claims.id_of(draft.target))
    builder.add_undercutters(undercutters)
    return builder.inferences.all


class _Drafter:
    def __init__(self, claims: Claims, diagnostics: Diagnostics) -> None:
        self.claims = claims
        self.diagnostics = diagnostics
        self.drafts: list[_Draft] = []
        self.own_ids: set[str] = set()
        self.drafted: set[tuple[Kind, str, RelationTarget]] = set()

    # --- premise-conclusion structures ---

    def draft_inference(self, inference: ArgdownInference) -> None:
        claims = self.claims
        data = inference.data
        conclusion = inference.conclusion
        kind: Kind = Kind.SUPPORT
        target: RelationTarget = conclusion
        if conclusion in claims.carriers:
            kind, target = _attack_in_map(claims.carriers[conclusion])
        premises = []
        places = {"": inference.span}
        for element, span in inference.premises:
            premise = claims.id_of(element)
            premises.append(premise)
            places[f"premise:{premise}"] = span
        details: Values = {"scheme": ", ".join(inference.rules)}
        if "warrant" in data:
            statement = inference.warrant
            # What licenses an inference needs other premises that it starts from.
            if statement and claims.id_of(statement) in premises and len(premises) > 1:
                details["warrant"] = claims.id_of(statement)
            else:
                claims.lose("warrant", data["warrant"])
        if "id" in data:
            id = text_in(data, "id")
            if can_be_inference_id(id) and id not in self.own_ids:
                self.own_ids.add(id)
                details["own_id"] = id
            else:
                claims.lose("id", data["id"])
        for key, entry in data.items():
            if key in _READ_APART:
                continue
            field = field_named(key, Inference, entry.node)
            if field:
                details[key] = claims.value_of(field, entry)
                places[key] = entry.span
            else:
                claims.lose(key, entry)
        self.drafts.append(_Draft(kind, premises, target, places, details, inference))

    # --- relations ---

    def draft_relation(self, relation: ArgdownRelation) -> None:
        draft = self.draft_from
        kind, source, target, span = relation
        id_of = self.claims.id_of
        if kind in (RelationKind.SUPPORT, RelationKind.ENTAILS):
            supported = self.what_is_supported(relation)
            if supported:
                draft(source, Kind.SUPPORT, supported, span)
        elif kind in SYMMETRIC and isinstance(target, ArgdownElement):
            draft(source, Kind.REBUTTAL, target, span)
            # A claim may contradict itself.
            if id_of(source) != id_of(target):
                draft(target, Kind.REBUTTAL, source, span)
        else:
            attack, attacked = _attack_in_map(relation)
            draft(source, attack, attacked, span)

    def what_is_supported(self, relation: ArgdownRelation) -> RelationTarget | None:
        """Return what a support bears on: of an argument with one premise, that.

        What an argument concludes supports nothing by supporting it.
        """
        target = relation.target
        if isinstance(target, ArgdownInference) or not target.inferences:
            return target
        premises: dict[ArgdownElement, None] = {}
        for inference in target.inferences:
            premises |= dict.fromkeys(inference.stated)
        first, *others = premises
        if not others:
            return first
        if relation.source is target.conclusion:
            message = f"this reason is the conclusion of the argument `{target.title}` itself, so"
            message = f"{message} argmap ignores it"
            help = "put the reason under a premise of the argument"
            self.diagnostics.append(warning("argdown-sketch", message, relation.span, help))
            return None
        message = (
            f"this reason supports the whole argument `{target.title}`, not a particular premise"
        )
        help = (
            "argmap reads this as a reason for the argument's conclusion; to support a premise, put"
            " the reason under that premise"
        )
        self.diagnostics.append(warning("argdown-sketch", message, relation.span, help))
        return target

    def draft_from(
        self, source: ArgdownElement, kind: Kind, target: RelationTarget, span: Span
    ) -> None:
        """Draft the inference from a claim alone; `span` is the place of the relation."""
        premise = self.claims.id_of(source)
        # `><` beside `-` says an attack twice.
        if (kind, premise, target) not in self.drafted:
            self.drafted.add((kind, premise, target))
            places = {"": span, f"premise:{premise}": span}
            self.drafts.append(_Draft(kind, [premise], target, places))


def _attack_in_map(relation: ArgdownRelation) -> tuple[Kind, RelationTarget]:
    """Return what an attack or undercut is in a map, and what it is against there."""
    target = relation.target
    if relation.kind is RelationKind.UNDERCUT:
        return Kind.UNDERCUTTER, target
    if isinstance(target, ArgdownElement) and target.inferences:
        return Kind.UNDERCUTTER, target.inferences[-1]
    return Kind.REBUTTAL, target


class _Builder:
    def __init__(self, claims: Claims) -> None:
        self.claims = claims
        self.inferences = Inferences()
        # An inference → its id; the id of a claim → the ids of the inferences from it alone.
        self.ids: dict[_Undercut, list[str]] = defaultdict(list)
        self.added: dict[str, Inference] = {}

    def add(self, draft: _Draft, kind: Kind, target: str) -> None:
        """Add an inference of a kind onto the claim or inference with an id."""
        ids = self.ids
        details = draft.details
        premises = draft.premises
        source = draft.source
        if details.get("weighing") and not self.can_outweigh(premises, kind, target):
            self.claims.lose("weighing", source.data["weighing"] if source else None)
            details = {**details, "weighing": False}
        # Of the several inferences that one undercutter can be, the first has the id.
        if source in ids:
            details["own_id"] = ""
        id = self.inferences.add(kind, premises, target, places=draft.places, **details)
        self.added[id] = self.inferences.all[-1]
        if source:
            ids[source] = [id]
        if draft.lone_premise:
            ids[draft.lone_premise].append(id)

    def can_outweigh(self, premises: list[str], kind: Kind, target: str) -> bool:
        """Return whether premises undercut a reason or an objection that is not from them."""
        if kind is not Kind.UNDERCUTTER or target not in self.added:
            return False
        weighed = self.added[target]
        is_from_others = set(premises).isdisjoint(weighed.premises)
        return weighed.kind is not Kind.UNDERCUTTER and is_from_others

    def add_undercutters(self, pending: list[_Draft]) -> None:
        """Add undercutters, each after all that it undercuts; circles begin with the first."""
        of: dict[_Undercut, list[_Draft]] = defaultdict(list)
        for draft in pending:
            for key in (draft.source, draft.lone_premise):
                if key:
                    of[key].append(draft)
        seen: set[_Draft] = set()
        added: set[_Draft] = set()
        for first in pending:
            waiting = [first]
            while waiting:
                draft = waiting[-1]
                if draft not in seen:
                    seen.add(draft)
                    undercut = of[self.undercut_by(draft)]
                    waiting += [other for other in reversed(undercut) if other not in seen]
                    continue
                waiting.pop()
                if draft not in added:
                    added.add(draft)
                    self.add_undercutter(draft)

    def undercut_by(self, draft: _Draft) -> _Undercut:
        target = draft.target
        if isinstance(target, ArgdownInference):
            return target
        return self.claims.id_of(target)

    def add_undercutter(self, draft: _Draft) -> None:
        # A copy: what a claim says against an inference from itself is one more from it.
        undercut = list(self.ids.get(self.undercut_by(draft), ()))
        for inference in undercut:
            self.add(draft, Kind.UNDERCUTTER, inference)
        if not undercut:
            self.add(draft, Kind.REBUTTAL, self.claims.id_of(draft.target))
