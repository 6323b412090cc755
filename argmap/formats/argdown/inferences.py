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

from collections import Counter
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
_READ_APART = ("uses", "warrant", "id")
"""Numbers of statements, by which the structure itself is read, and its name."""


@dataclass(slots=True, eq=False)
class _Draft:
    """An inference of the map whose target may not have an id yet.

    `premises` are ids of claims, and `source` is the Argdown inference that it comes from, if it is
    no relation. `details` are its warrant, own id and fields.
    """

    kind: Kind
    premises: list[str]
    target: RelationTarget
    places: dict[str, Span]
    details: dict[str, Any] = field(default_factory=dict)
    source: ArgdownInference | None = None


def build_inferences(
    document: Document, claims: Claims, diagnostics: list[Diagnostic], lost: Counter[str]
) -> list[Inference]:
    """Return the inferences of a document: onto claims in the order of the text, then the others.

    Args:
        document: what an Argdown text says.
        claims: its claims, which have their ids already.
        diagnostics: takes a warning for each relation that can be read in more than one way.
        lost: takes how many of each kind of thing a map has no place for.
    """
    drafter = _Drafter(claims, diagnostics, lost)
    for argument in document.arguments:
        for inference in argument.inferences:
            drafter.draft_inference(inference)
    for relation in document.relations:
        # What a conclusion carries that is no claim is said by the inference to it.
        if claims.carriers.get(relation.source) is not relation:
            drafter.draft_relation(relation)
    builder = _Builder(claims)
    undercutters: list[_Draft] = []
    for draft in sorted(drafter.drafts, key=lambda draft: draft.places[""][:3]):
        if draft.kind is Kind.UNDERCUTTER:
            undercutters.append(draft)
        else:
            builder.add(draft, draft.kind, claims.id_of(draft.target))
    builder.add_undercutters(undercutters)
    return builder.inferences.all


class _Drafter:
    def __init__(self, claims: Claims, diagnostics: list[Diagnostic], lost: Counter[str]) -> None:
        self.claims = claims
        self.diagnostics = diagnostics
        self.lost = lost
        self.drafts: list[_Draft] = []
        self.own_ids: set[str] = set()
        self.drafted: set[tuple[Kind, str, RelationTarget]] = set()

    # --- premise-conclusion structures ---

    def draft_inference(self, inference: ArgdownInference) -> None:
        kind: Kind = Kind.SUPPORT
        target: RelationTarget = inference.conclusion
        carried = self.claims.carriers.get(inference.conclusion)
        if carried is not None:
            kind, target = _attack_in_map(carried)
        premises: list[str] = []
        places = {"": inference.span}
        for element, span in inference.premises:
            premise = self.claims.id_of(element)
            premises.append(premise)
            places[f"premise:{premise}"] = span
        details: dict[str, Any] = {
            "warrant": self.warrant_of(inference, premises),
            "own_id": self.own_id_of(inference),
            "scheme": ", ".join(inference.rules),
        }
        for key, entry in inference.data.items():
            if key in _READ_APART:
                continue
            if key in _FIELDS and fits(_FIELDS[key].shape, entry.node):
                details[key] = self.claims.value_of(_FIELDS[key], entry)
                places[key] = entry.span
            else:
                self.claims.lose(key)
        self.drafts.append(_Draft(kind, premises, target, places, details, inference))

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

    def draft_relation(self, relation: ArgdownRelation) -> None:
        kind, source, target, span = relation
        if kind in (RelationKind.SUPPORT, RelationKind.ENTAILS):
            supported = self.what_is_supported(relation)
            # Where an argument is put under its own conclusion, its last inference says it.
            if self.claims.id_of(supported) != self.claims.id_of(source):
                self.draft_from(source, Kind.SUPPORT, supported, span)
        elif kind in SYMMETRIC and isinstance(target, ArgdownElement):
            self.draft_from(source, Kind.REBUTTAL, target, span)
            # A claim may contradict itself.
            if self.claims.id_of(source) != self.claims.id_of(target):
                self.draft_from(target, Kind.REBUTTAL, source, span)
        else:
            attack, attacked = _attack_in_map(relation)
            self.draft_from(source, attack, attacked, span)

    def what_is_supported(self, relation: ArgdownRelation) -> RelationTarget:
        """Return what a support bears on: of an argument with one premise, that."""
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
        # What undercutters can be against: an inference -> its id; the id of a claim -> the ids of
        # the inferences from it alone.
        self.ids: dict[ArgdownInference | str, list[str]] = {}

    def add(self, draft: _Draft, kind: Kind, target: str) -> None:
        """Add an inference of a kind onto the claim or inference with an id."""
        details = dict(draft.details)
        # Of the several inferences that one undercutter can be, the first has the id.
        if draft.source in self.ids:
            details["own_id"] = ""
        id = self.inferences.add(kind, draft.premises, target, places=draft.places, **details)
        if draft.source:
            self.ids[draft.source] = [id]
        if len(draft.premises) == 1:
            self.ids.setdefault(draft.premises[0], []).append(id)

    def add_undercutters(self, pending: list[_Draft]) -> None:
        """Add undercutters, round by round: each when all that it undercuts has its id."""
        left: Counter[str] = Counter()  # the id of a claim -> how many from it alone are to come
        for draft in pending:
            if len(draft.premises) == 1:
                left[draft.premises[0]] += 1
        ready: list[int] = []
        waiting: dict[ArgdownInference | str, list[int]] = {}
        for number, draft in enumerate(pending):
            target = self.undercut_by(draft)
            is_there = not left[target] if isinstance(target, str) else target in self.ids
            if is_there:
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
                        premise = draft.premises[0]
                        left[premise] -= 1
                        if not left[premise]:
                            freed += waiting.pop(premise, ())
                    if draft.source in self.ids:
                        freed += waiting.pop(draft.source, ())
                ready = sorted(number for number in freed if number not in added)

    def undercut_by(self, draft: _Draft) -> ArgdownInference | str:
        """Return the inference that a draft undercuts, or the claim: all inferences from it."""
        if isinstance(draft.target, ArgdownInference):
            return draft.target
        return self.claims.id_of(draft.target)

    def add_undercutter(self, draft: _Draft) -> None:
        # A copy: what a claim says against an inference from itself is one more from it.
        undercut = list(self.ids.get(self.undercut_by(draft), ()))
        for inference in undercut:
            self.add(draft, Kind.UNDERCUTTER, inference)
        if not undercut:
            self.add(draft, Kind.REBUTTAL, self.claims.id_of(draft.target))
