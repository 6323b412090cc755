"""The argument map itself: a directed graph of claims and inferences. No files, no drawing.

A map has two sorts of nodes. A *claim* is a statement that can be true or false. An *inference* is one
step from premises to what they bear on: it supports a claim, rebuts a claim, or undercuts another
inference. Inferences are nodes of their own (as in AIF, Argdown and Carneades) because several premises
can meet in one step and because a step can itself be attacked.

Everything is frozen, and a map with a dangling reference cannot be built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from argmap.model.diagnostics import Diagnostic, Related, Severity, Span, did_you_mean, error
from argmap.model.errors import InvalidMap
from argmap.model.parts import ID, Claim, Inference, Kind, Places, Side, Source, Verdict

if TYPE_CHECKING:
    import networkx


class CheckSettings(NamedTuple):
    """Which rules to apply, by id or group, and the severity from which a check fails; "" where unsaid."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = ""


NO_SETTINGS = CheckSettings()


@dataclass(frozen=True)
class ArgumentMap:
    """A debate: its claims, the inferences between them, its sides and sources.

    All mappings are keyed by id. Claims stand in reading order; inferences are put in the order of
    their targets, reasons before objections, each followed by the undercutters against it. `expect`
    holds the verdicts that the author expects. The rest is for checking: `settings` names the rules to
    apply, `synonyms` groups words that mean the same, `key_terms` are words that count as terms. In a
    map that is `part_of` another, whose side a claim is on and what supports it is judged there.

    Raises:
        InvalidMap: a reference leads nowhere, or an id, a text or a step is malformed.
    """

    title: str = ""
    sides: Mapping[str, Side] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    inferences: Mapping[str, Inference] = field(default_factory=dict)
    expect: Mapping[str, Verdict] = field(default_factory=dict)
    settings: CheckSettings = NO_SETTINGS
    synonyms: tuple[tuple[str, ...], ...] = ()
    key_terms: tuple[str, ...] = ()
    part_of: ArgumentMap | None = field(default=None, compare=False, repr=False)
    places: Places = field(default_factory=dict, compare=False, repr=False)
    _onto: Mapping[str, list[Inference]] = field(init=False, repr=False, compare=False)
    _uses: Mapping[str, list[Inference]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise InvalidMap(problems)
        onto: dict[str, list[Inference]] = {}
        uses: dict[str, list[Inference]] = {}
        for inference in self.inferences.values():
            onto.setdefault(inference.target, []).append(inference)
        ordered = {step.id: step for step in _in_reading_order(self.claims, onto)}
        for inference in ordered.values():
            for premise in inference.premises:
                uses.setdefault(premise, []).append(inference)
        for name, value in [("inferences", ordered), ("_onto", onto), ("_uses", uses)]:
            object.__setattr__(self, name, value)

    @classmethod
    def build(
        cls,
        *,
        title: str = "",
        sides: Iterable[Side] = (),
        sources: Iterable[Source] = (),
        claims: Iterable[Claim] = (),
        inferences: Iterable[Inference] = (),
        expect: Mapping[str, Verdict] | None = None,
        settings: CheckSettings = NO_SETTINGS,
        synonyms: Iterable[Iterable[str]] = (),
        key_terms: Iterable[str] = (),
        places: Places | None = None,
    ) -> ArgumentMap:
        """Return a map of these parts.

        Raises:
            InvalidMap: two things share an id, or the map is malformed (see the class).
        """
        twice: list[Diagnostic] = []
        try:
            built = cls(
                title,
                _by_id("side", sides, twice),
                _by_id("source", sources, twice),
                _by_id("claim", claims, twice),
                _by_id("inference", inferences, twice),
                dict(expect or {}),
                settings,
                tuple(tuple(group) for group in synonyms),
                tuple(key_terms),
                None,
                places or {},
            )
        except InvalidMap as invalid:
            raise InvalidMap([*twice, *invalid.diagnostics]) from None
        if twice:
            raise InvalidMap(twice)
        return built

    def onto(self, target: str) -> list[Inference]:
        """Return all steps onto a claim or an inference, in reading order."""
        return list(self._onto.get(target, ()))

    def supports(self, claim: str) -> list[Inference]:
        """Return the independent reasons offered for a claim, in reading order."""
        return [step for step in self._onto.get(claim, ()) if step.kind is Kind.SUPPORT]

    def rebuttals(self, claim: str) -> list[Inference]:
        """Return the independent objections to a claim, in reading order."""
        return [step for step in self._onto.get(claim, ()) if step.kind is Kind.REBUTTAL]

    def undercutters(self, inference: str) -> list[Inference]:
        """Return the undercutters against an inference, in reading order."""
        return self.onto(inference)

    def is_unsupported(self, claim: str) -> bool:
        """Return whether nothing supports a claim: no reason, no evidence, not common ground."""
        it, whole = self.claims[claim], self.part_of or self
        return not (it.evidence or it.assumed or whole.supports(claim))

    def uses(self, claim: str) -> list[Inference]:
        """Return the inferences in which a claim is a premise, in reading order."""
        return list(self._uses.get(claim, ()))

    @property
    def graph(self) -> networkx.DiGraph[str]:
        """The map as a directed graph whose nodes are claims and inferences (see `argmap.model.graph`)."""
        from argmap.model.graph import to_networkx

        return to_networkx(self)

    def _repr_svg_(self) -> str:
        from argmap.api import render

        return render(self, "svg").decode()


_Thing = TypeVar("_Thing", Side, Source, Claim, Inference)


def _by_id(word: str, things: Iterable[_Thing], twice: list[Diagnostic]) -> dict[str, _Thing]:
    found: dict[str, _Thing] = {}
    for thing in things:
        if thing.id in found:
            twice.append(_duplicate_id(word, found[thing.id], thing))
        found.setdefault(thing.id, thing)
    return found


def _duplicate_id(word: str, first: _Thing, second: _Thing) -> Diagnostic:
    message = f"two {word}s have the id `{second.id}`"
    related = (Related(first.at("id"), "the first"),)
    return Diagnostic("duplicate-id", Severity.ERROR, message, second.at("id"), related=related)


def _in_reading_order(claims: Iterable[str], onto: Mapping[str, list[Inference]]) -> Iterator[Inference]:
    for steps in onto.values():
        steps.sort(key=lambda step: step.kind is not Kind.SUPPORT)
    seen: set[str] = set()
    stack: list[Inference] = []
    for root in [*claims, *onto]:
        stack += reversed(onto.get(root, ()))
        while stack:
            step = stack.pop()
            if step.id not in seen:
                seen.add(step.id)
                yield step
                stack += reversed(onto.get(step.id, ()))


def _problems(map: ArgumentMap) -> Iterator[Diagnostic]:
    for claim in map.claims.values():
        yield from _claim_problems(map, claim)
    for step in map.inferences.values():
        yield from _step_problems(map, step)
    for side in map.sides.values():
        yield from _id_problems("side", side)
    for source in map.sources.values():
        yield from _id_problems("source", source)
    for name in map.expect:
        if name not in map.claims:
            yield unknown("claim", name, map.claims, map.places.get(f"expect:{name}"))


def _claim_problems(map: ArgumentMap, claim: Claim) -> Iterator[Diagnostic]:
    yield from _id_problems("claim", claim)
    if not claim.text.strip():
        yield error("missing-text", f"the claim `{claim.id}` has no text", claim.at("text"))
    if claim.side and claim.side not in map.sides:
        yield unknown("side", claim.side, map.sides, claim.at("side"))
    for key, citations in (("evidence", claim.evidence), ("stated_in", claim.stated_in)):
        for citation in citations:
            if citation.source not in map.sources:
                yield unknown("source", citation.source, map.sources, claim.at(key, str(citation)))


def _step_problems(map: ArgumentMap, step: Inference) -> Iterator[Diagnostic]:
    if not step.premises:
        yield error("no-premises", "this step has no premises", step.at())
    for premise in step.premises:
        if premise not in map.claims:
            yield unknown("claim", premise, map.claims, step.at("premise", premise))
    if len(set(step.premises)) < len(step.premises):
        yield error("duplicate-premise", "a premise occurs twice in one step", step.at())
    if step.warrant and step.warrant not in step.premises:
        yield error("bad-warrant", f"the warrant `{step.warrant}` is not among the premises", step.at())
    if step.kind is Kind.UNDERCUTTER:
        if step.target not in map.inferences:
            yield unknown("inference", step.target, map.inferences, step.at())
    elif step.target not in map.claims:
        yield unknown("claim", step.target, map.claims, step.at())


def _id_problems(word: str, thing: Side | Source | Claim) -> Iterator[Diagnostic]:
    if not ID.fullmatch(thing.id):
        rule = "an id is letters, digits, `-`, `_` and `.`, and starts with a letter or digit"
        yield error("invalid-id", f"`{thing.id}` cannot be the id of a {word}", thing.at("id"), rule)


def unknown(word: str, name: str, known: Iterable[str], span: Span | None) -> Diagnostic:
    """Return the error that `name` is no `word` of this map, with the nearest that is."""
    candidates = list(known)
    help = did_you_mean(name, candidates)
    if not help and not candidates and word in ("side", "source"):
        help = f"declare it under `{word}s:`"
    if not help and word == "claim" and not name.isascii():
        help = "to write a new claim here, put `text: ` before it"
    return error(f"unknown-{word}", f"there is no {word} `{name}`", span, help)
