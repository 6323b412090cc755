"""Relations and premise-conclusion structures of an Argdown document → drafts of the inferences of
a map.

Drafts of the inferences of an Argdown document → inferences, all that undercut behind what they
undercut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.argdown.claims import Claims
from argmap.formats.argdown.document import (
    SYMMETRIC,
    ArgdownElement,
    ArgdownInference,
    ArgdownRelation,
    Document,
    RelationKind,
    RelationTarget,
    fits,
    text_of,
)
from argmap.model import Inference, Inferences, Kind
from argmap.model.diagnostics import Diagnostic, Span, warning
from argmap.model.fields import fields_of
from argmap.model.validation import can_be_inference_id

_FIELDS = {field.name: field for field in fields_of(Inference)}
_READ_APART = (
    "uses",
    "warrant",
    "id",
)  # numbers of statements, by which the structure itself is read; its name


@dataclass(frozen=True, slots=True, eq=False)
class InferenceDraft:
    """An inference of the map whose target may not have an id yet.

    `premises` are ids of claims. `source` is the Argdown inference that the step comes from, if it
    is no relation.
    """

    kind: Kind
    premises: list[str]
    target: RelationTarget
    places: dict[str, Span]
    warrant: str = ""
    own_id: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    source: ArgdownInference | None = None


def draft_inferences(
    document: Document, claims: Claims, diagnostics: list[Diagnostic], lost: Counter[str]
) -> list[InferenceDraft]:
    """Return the steps of a document: those of its premise-conclusion structures, then those of its
    relations.

    Args:
        document: what an Argdown text says.
        claims: its claims, which have their ids already.
        diagnostics: takes a warning for each relation that can be read in more than one way.
        lost: takes how many of each kind of thing a map has no place for.
    """
    drafter = _InferenceDrafter(claims, diagnostics, lost)
    of_inferences: list[InferenceDraft] = []
    for argument in document.arguments:
        of_inferences += [drafter.draft_inference(inference) for inference in argument.inferences]
    of_relations: list[InferenceDraft] = []
    for relation in document.relations:
        # What a conclusion carries that is no claim is told by the inference to it.
        is_carried = claims.carriers.get(relation.source) is relation
        if not is_carried:
            of_relations += drafter.draft_relation(relation)
    return of_inferences + _without_repeated(of_relations)


def _without_repeated(drafts: Iterable[InferenceDraft]) -> list[InferenceDraft]:
    """Leave out what is said already: `><` beside `-` says an attack twice."""
    first: dict[tuple[Kind, str, RelationTarget], InferenceDraft] = {}
    for draft in drafts:
        key = draft.kind, draft.premises[0], draft.target
        first.setdefault(key, draft)
    return list(first.values())


class _InferenceDrafter:
    def __init__(self, claims: Claims, diagnostics: list[Diagnostic], lost: Counter[str]) -> None:
        self.claims = claims
        self.diagnostics = diagnostics
        self.lost = lost
        self.own_ids: set[str] = set()

    # --- premise-conclusion structures ---

    def draft_inference(self, inference: ArgdownInference) -> InferenceDraft:
        kind: Kind = Kind.SUPPORT
        target: RelationTarget = inference.conclusion
        carried = self.claims.carriers.get(inference.conclusion)
        if carried is not None:
            kind, target = _attack_in_map(carried)
        premises = []
        places = {"": inference.span}
        for element, span in inference.premises:
            premise = self.claims.id_of(element)
            premises.append(premise)
            places[f"premise:{premise}"] = span
        warrant = self.warrant_of(inference, premises)
        own_id = self.own_id_of(inference)
        fields = self.fields_of_inference(inference, places)
        return InferenceDraft(kind, premises, target, places, warrant, own_id, fields, inference)

    def fields_of_inference(
        self, inference: ArgdownInference, places: dict[str, Span]
    ) -> dict[str, Any]:
        """Return what an inference says of itself: its rules name the scheme, its data the rest."""
        fields: dict[str, Any] = {"scheme": ", ".join(inference.rules)}
        for key, entry in inference.data.items():
            if key in _READ_APART:
                continue
            if key in _FIELDS and fits(_FIELDS[key].shape, entry.node):
                fields[key] = self.claims.value_of(_FIELDS[key], entry)
                places[key] = entry.span
            else:
                self.claims.count_lost_values([key])
        return fields

    def warrant_of(self, inference: ArgdownInference, premises: list[str]) -> str:
        """Return the premise whose number the data of an inference gives as its warrant."""
        if "warrant" not in inference.data:
            return ""
        number = text_of(inference.data["warrant"].node)
        if number in inference.numbers:
            warrant = self.claims.id_of(inference.numbers[number])
            if warrant in premises:
                return warrant
        self.lost["`warrant` value"] += 1
        return ""

    def own_id_of(self, inference: ArgdownInference) -> str:
        """Return the id that the data of an inference gives it, if no other has it."""
        if "id" not in inference.data:
            return ""
        id = text_of(inference.data["id"].node)
        if can_be_inference_id(id) and id not in self.own_ids:
            self.own_ids.add(id)
            return id
        self.lost["`id` value"] += 1
        return ""

    # --- relations ---

    def draft_relation(self, relation: ArgdownRelation) -> list[InferenceDraft]:
        kind, source, target, span = relation
        if kind in (RelationKind.SUPPORT, RelationKind.ENTAILS):
            return self.draft_support(relation)
        if kind in SYMMETRIC and isinstance(target, ArgdownElement):
            return self.draft_contradiction(source, target, span)
        attack_kind, attacked = _attack_in_map(relation)
        return [self.draft_of_one(attack_kind, source, attacked, span)]

    def draft_support(self, relation: ArgdownRelation) -> list[InferenceDraft]:
        source = relation.source
        supported = self.what_is_supported(relation)
        if self.claims.id_of_target(supported) == self.claims.id_of(source):
            return []  # an argument put under its own conclusion: its last inference says it
        return [self.draft_of_one(Kind.SUPPORT, source, supported, relation.span)]

    def what_is_supported(self, relation: ArgdownRelation) -> RelationTarget:
        """Return what a support bears on: of an argument that is reconstructed, its premise if it
        has one.
        """
        target = relation.target
        if isinstance(target, ArgdownInference) or not target.inferences:
            return target
        premises: dict[ArgdownElement, None] = {}
        for inference in target.inferences:
            premises |= dict.fromkeys(premise for premise, _ in inference.premises)
        if len(premises) == 1:
            return next(iter(premises))
        message = (
            f"this supports the argument `{target.title}`, but none of its premises in particular"
        )
        help = (
            "it is read as a reason for its conclusion: put it under the premise that it supports"
        )
        self.diagnostics.append(warning("argdown-sketch", message, relation.span, help))
        return target

    def draft_contradiction(
        self, source: ArgdownElement, target: ArgdownElement, span: Span
    ) -> list[InferenceDraft]:
        there = self.draft_of_one(Kind.REBUTTAL, source, target, span)
        back = self.draft_of_one(Kind.REBUTTAL, target, source, span)
        if there.premises == back.premises:
            return [there]  # a claim that contradicts itself
        return [there, back]

    def draft_of_one(
        self, kind: Kind, source: ArgdownElement, target: RelationTarget, span: Span
    ) -> InferenceDraft:
        """Return the step from a claim alone; `span` is the place of the relation that says so."""
        premise = self.claims.id_of(source)
        places = {"": span, f"premise:{premise}": span}
        return InferenceDraft(kind, [premise], target, places)


def _attack_in_map(relation: ArgdownRelation) -> tuple[Kind, RelationTarget]:
    """Return what an attack or undercut is in a map, and what it is against there."""
    target = relation.target
    if relation.kind is RelationKind.UNDERCUT:
        return Kind.UNDERCUTTER, target
    if isinstance(target, ArgdownElement) and target.inferences:
        return Kind.UNDERCUTTER, target.inferences[-1]
    return Kind.REBUTTAL, target


def build_inferences(drafts: Iterable[InferenceDraft], claims: Claims) -> Inferences:
    """Return the inferences of a map: those onto claims in the order of the text, then those that
    undercut.
    """
    builder = _InferenceBuilder(claims)
    undercutters = []
    for draft in sorted(drafts, key=_place_in_text):
        if draft.kind is Kind.UNDERCUTTER:
            undercutters.append(draft)
        else:
            builder.add(draft, draft.kind, claims.id_of_target(draft.target))
    builder.add_undercutters(undercutters)
    return builder.inferences


def _place_in_text(draft: InferenceDraft) -> tuple[int, int]:
    span = draft.places[""]
    return span.line, span.column


class _InferenceBuilder:
    def __init__(self, claims: Claims) -> None:
        self.claims = claims
        self.inferences = Inferences()
        self.id_of_inference: dict[ArgdownInference, str] = {}
        self.from_claim: dict[
            str, list[str]
        ] = {}  # the id of a claim -> the ids of the steps from it alone

    def add(self, draft: InferenceDraft, kind: Kind, target: str) -> None:
        """Add a step of a kind onto the claim or step with an id."""
        # Of the several steps that one undercutter can be, the first has the id.
        own_id = "" if draft.source in self.id_of_inference else draft.own_id
        id = self.inferences.add(
            kind,
            draft.premises,
            target,
            warrant=draft.warrant,
            own_id=own_id,
            places=draft.places,
            **draft.fields,
        )
        if draft.source:
            self.id_of_inference[draft.source] = id
        if len(draft.premises) == 1:
            self.from_claim.setdefault(draft.premises[0], []).append(id)

    def add_undercutters(self, pending: list[InferenceDraft]) -> None:
        """Add undercutters, round by round: one can be added when the steps that it undercuts have
        their ids.
        """
        from_claim: Counter[str] = Counter()
        for draft in pending:
            if len(draft.premises) == 1:
                from_claim[draft.premises[0]] += 1
        ready: list[int] = []
        # What the others wait for: an inference, or the last undercutter from a claim alone.
        waiting: dict[ArgdownInference | str, list[int]] = {}
        for number, draft in enumerate(pending):
            target = self.waits_for(draft)
            if target in self.id_of_inference or (
                isinstance(target, str) and not from_claim[target]
            ):
                ready.append(number)
            else:
                waiting.setdefault(target, []).append(number)
        added: set[int] = set()
        for first in range(len(pending)):
            if not ready and first not in added:
                ready = [first]  # they undercut each other in a circle, which one has to open
            while ready:
                added.update(ready)
                freed: list[int] = []
                for number in ready:
                    draft = pending[number]
                    self.add_undercutter(draft)
                    if len(draft.premises) == 1:
                        from_claim[draft.premises[0]] -= 1
                        if not from_claim[draft.premises[0]]:
                            freed += waiting.pop(draft.premises[0], ())
                    if draft.source in self.id_of_inference:
                        freed += waiting.pop(draft.source, ())
                ready = sorted(number for number in freed if number not in added)

    def waits_for(self, draft: InferenceDraft) -> ArgdownInference | str:
        """Return what has to be added before a draft: an inference, or all that is from a claim, by
        its id.
        """
        if isinstance(draft.target, ArgdownInference):
            return draft.target
        return self.claims.id_of(draft.target)

    def add_undercutter(self, draft: InferenceDraft) -> None:
        undercut = self.inferences_undercut_by(draft)
        for inference in undercut:
            self.add(draft, Kind.UNDERCUTTER, inference)
        if not undercut:
            self.add(draft, Kind.REBUTTAL, self.claims.id_of_target(draft.target))

    def inferences_undercut_by(self, draft: InferenceDraft) -> list[str]:
        """Return the ids of the steps that a draft undercuts: of a claim, all the steps from it
        alone.
        """
        if isinstance(draft.target, ArgdownInference):
            id = self.id_of_inference.get(draft.target)
            return [id] if id else []
        claim = self.claims.id_of(draft.target)
        # A copy: what a claim says against a step from itself is one more step from it.
        return list(self.from_claim.get(claim, ()))
