"""Relations and premise-conclusion structures of an Argdown document → inferences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from argmap.formats.argdown.claims import Claims
from argmap.formats.argdown.data import text_of
from argmap.formats.argdown.document import Document, Inference, Node, Related, Relation, Target
from argmap.model import Kind, Steps
from argmap.model.diagnostics import Diagnostic, Span, warning

_KEPT = ("uses", "warrant", "scheme")


@dataclass(slots=True, eq=False)
class _Draft:
    """An inference whose target may not have an id yet."""

    kind: Kind
    premises: list[str]
    target: Target
    places: dict[str, Span]
    warrant: str = ""
    scheme: str = ""
    made_of: Inference | None = None


@dataclass(slots=True)
class StepBuilder:
    """The inferences of a document."""

    document: Document
    claims: Claims
    found: list[Diagnostic]
    lost: Counter[str]
    steps: Steps = field(default_factory=Steps)
    made: dict[int, str] = field(default_factory=dict)  # an Argdown inference -> its id
    from_claim: dict[str, list[str]] = field(default_factory=dict)  # a claim -> the steps from it alone

    def build(self) -> Steps:
        """Return the inferences, all that undercut behind what they undercut."""
        drafts = sorted(self.drafts(), key=lambda draft: draft.places[""][1:3])
        for draft in drafts:
            if draft.kind is not Kind.UNDERCUTTER:
                self.add(draft, self.claim(draft.target))
        self.undercut([draft for draft in drafts if draft.kind is Kind.UNDERCUTTER])
        return self.steps

    def drafts(self) -> Iterator[_Draft]:
        for argument in self.document.arguments:
            for inference in argument.inferences:
                yield self.of_inference(inference)
        carried = {id(relation) for relation in self.claims.carriers.values()}
        seen = set()
        for relation in self.document.relations:
            for draft in self.of_relation(relation) if id(relation) not in carried else ():
                key = draft.kind, draft.premises[0], id(draft.target)
                if key not in seen:  # `><` beside `-` says an attack twice
                    seen.add(key)
                    yield draft

    # --- premise-conclusion structures ---

    def of_inference(self, step: Inference) -> _Draft:
        carried = self.claims.carriers.get(id(step.conclusion))
        kind, target = self.bearing(carried) if carried else (Kind.SUPPORT, step.conclusion)
        premises = [(self.claims.id(node), span) for node, span in step.premises]
        places = {"": step.span} | {f"premise:{name}": span for name, span in premises}
        scheme = text_of(step.data["scheme"].node) if "scheme" in step.data else ", ".join(step.rules)
        self.claims.lost_values(key for key in step.data if key not in _KEPT)
        ids = [name for name, _ in premises]
        return _Draft(kind, ids, target, places, self.warrant(step, ids), scheme, step)

    def warrant(self, step: Inference, premises: list[str]) -> str:
        """Return the premise whose number the data of an inference gives as its warrant."""
        entry = step.data.get("warrant")
        if entry is None:
            return ""
        number = text_of(entry.node)
        warrant = self.claims.id(step.numbers[number]) if number in step.numbers else ""
        if warrant in premises:
            return warrant
        self.lost["`warrant` value"] += 1
        return ""

    # --- relations ---

    def of_relation(self, relation: Related) -> Iterator[_Draft]:
        kind, source, target, span = relation
        premise = self.claims.id(source)
        places = {"": span, f"premise:{premise}": span}
        if kind is Relation.CONTRADICTORY and isinstance(target, Node):
            other = self.claims.id(target)
            yield _Draft(Kind.REBUTTAL, [premise], target, places)
            if other != premise:
                yield _Draft(Kind.REBUTTAL, [other], source, {"": span, f"premise:{other}": span})
        elif kind is not Relation.SUPPORT:
            yield _Draft(self.bearing(relation)[0], [premise], self.bearing(relation)[1], places)
        elif self.claim(onto := self.supported(relation)) != premise:  # its own conclusion: the step says it
            yield _Draft(Kind.SUPPORT, [premise], onto, places)

    def bearing(self, relation: Related) -> tuple[Kind, Target]:
        """Return what an attack or undercut is here, and what it is against."""
        target = relation.target
        if relation.kind is Relation.UNDERCUT:
            return Kind.UNDERCUTTER, target
        if isinstance(target, Node) and target.inferences:
            return Kind.UNDERCUTTER, target.inferences[-1]
        return Kind.REBUTTAL, target

    def supported(self, relation: Related) -> Target:
        """Return what a support bears on: of an argument that is reconstructed, its premise if it has one."""
        target = relation.target
        if isinstance(target, Inference) or not target.inferences:
            return target
        premises = list(dict.fromkeys(node for step in target.inferences for node, _ in step.premises))
        if len(premises) == 1:
            return premises[0]
        message = f"this supports the argument `{target.title}`, but none of its premises in particular"
        help = "it is read as a reason for its conclusion: put it under the premise that it supports"
        self.found.append(warning("argdown-sketch", message, relation.span, help))
        return target

    def claim(self, target: Target) -> str:
        return self.claims.id(target if isinstance(target, Node) else target.conclusion)

    # --- ids ---

    def add(self, draft: _Draft, target: str) -> None:
        made = self.steps.add(
            draft.kind, draft.premises, target, warrant=draft.warrant, scheme=draft.scheme, places=draft.places
        )
        if draft.made_of:
            self.made[id(draft.made_of)] = made
        if len(draft.premises) == 1:
            self.from_claim.setdefault(draft.premises[0], []).append(made)

    def undercut(self, pending: list[_Draft]) -> None:
        while pending:
            waiting = Counter(draft.premises[0] for draft in pending if len(draft.premises) == 1)
            ready = [draft for draft in pending if self.is_ready(draft, waiting)]
            for draft in ready or pending[:1]:
                self.add_undercutter(draft)
            done = {id(draft) for draft in ready or pending[:1]}
            pending = [draft for draft in pending if id(draft) not in done]

    def is_ready(self, draft: _Draft, waiting: Counter[str]) -> bool:
        """Return whether all that a draft may undercut has been made."""
        if isinstance(draft.target, Inference):
            return id(draft.target) in self.made
        return not waiting[self.claims.id(draft.target)]

    def add_undercutter(self, draft: _Draft) -> None:
        if isinstance(draft.target, Inference):
            onto = [self.made[id(draft.target)]] if id(draft.target) in self.made else []
        else:
            onto = list(self.from_claim.get(self.claims.id(draft.target), ()))
        for step in onto:
            self.add(draft, step)
        if not onto:
            draft.kind = Kind.REBUTTAL
            self.add(draft, self.claim(draft.target))
