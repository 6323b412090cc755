"""The argument map itself: a directed graph of claims and inferences. No files, no drawing.

A map has two sorts of nodes. A *claim* is a statement that can be true or false. An *inference* is
one step from premises to what they bear on: it supports a claim, rebuts a claim, or undercuts
another inference. Inferences are nodes of their own (as in AIF, Argdown and Carneades) because
several premises can meet in one step and because a step can itself be attacked.

Everything is frozen, and a map with a dangling reference cannot be built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypedDict, TypeVar, Unpack, cast

from argmap.model.diagnostics import Diagnostic, InvalidMap
from argmap.model.fields import Shape, describe
from argmap.model.parts import (
    CheckSettings,
    Claim,
    DecisionRecord,
    Expectation,
    Inference,
    Kind,
    OwnScheme,
    Places,
    Side,
    Source,
)
from argmap.model.relations import Relations, sides_of_claims
from argmap.model.validation import Validator, duplicate_id, without_lost_questions
from argmap.util.exports import html_on_demand
from argmap.util.text import count

if TYPE_CHECKING:
    import networkx

    from argmap.model.mentions import Mention, Mentions, PartName


_NONE: list[Inference] = []
"""Callers get copies of lists, because they take inferences off while they walk."""


class OtherParts(TypedDict, total=False):
    """The parts of a map that `ArgumentMap.build` takes as they are."""

    title: str
    language: str
    note: str
    strict: bool
    worksheet: str
    record: DecisionRecord
    expect: Mapping[str, Expectation]
    settings: CheckSettings
    synonyms: tuple[tuple[str, ...], ...]
    key_terms: tuple[str, ...]
    schemes: Mapping[str, OwnScheme]
    places: Places


@dataclass(frozen=True)
class ArgumentMap:
    """A map of a debate, which contains claims, inferences, sides and sources.

    All mappings are keyed by id. Claims are in reading order. Inferences are sorted by target, and
    reasons come before objections. Each inference is followed by its undercutters, and then by its
    weighings.

    A map can be `part_of` a larger map. The larger map then determines which sides the claims are
    on, and which claims are supported. If `is_stated_only` is also true, the part contains nothing
    that the map's author added, and the larger map also determines the main claims. `format` is the
    name of the format that the map was read from, or "" if it was not read from a text.

    Raises:
        InvalidMap: a reference is unknown, or an id, a text or an inference is malformed.
    """

    title: str = field(
        default="", metadata=describe(Shape.TEXT, "title", "the title of the debate")
    )
    language: str = field(
        default="",
        metadata=describe(
            Shape.NAME,
            "language",
            "the language of the claims, as a BCP 47 tag such as `de` or `pt-BR`. Pictures,"
            " outlines and worksheets use this language for their fixed words. The default is `en`",
        ),
    )
    note: str = field(
        default="",
        metadata=describe(Shape.TEXT, "map note", "a note on the whole debate"),
    )
    strict: bool = field(
        default=False,
        metadata=describe(
            Shape.FLAG,
            "strict mark",
            "if `true`, only backed claims stand, as with `argmap evaluate --strict`",
        ),
    )
    worksheet: str = field(
        default="",
        metadata=describe(
            Shape.NAME,
            "worksheet id",
            "the id that a worksheet and its key share. `argmap worksheet` writes this id. In a"
            " worksheet, a claim with the text `…` is a blank",
        ),
    )
    record: DecisionRecord = field(
        default=DecisionRecord(),
        metadata=describe(
            Shape.RECORD,
            "decision record",
            "what a decision record says of its decision: a mapping with `status`, `date`,"
            " `deciders`, `chosen` and `links`",
        ),
    )
    sides: Mapping[str, Side] = field(
        default_factory=dict,
        metadata=describe(
            Shape.PARTS,
            "side",
            "the sides in the debate: id → name. Pictures show the sides in this order, from left"
            " to right",
        ),
    )
    sources: Mapping[str, Source] = field(
        default_factory=dict,
        metadata=describe(
            Shape.PARTS, "source", "id → a source that claims cite: its title, or a mapping"
        ),
    )
    claims: Mapping[str, Claim] = field(
        default_factory=dict,
        metadata=describe(
            Shape.PARTS,
            "",
            "the claims: id → claim, or a list of claims. The order of the claims is the reading"
            " order",
        ),
    )
    inferences: Mapping[str, Inference] = field(
        default_factory=dict,
        metadata=describe(Shape.PARTS, "", "id → inference"),
    )
    expect: Mapping[str, Expectation] = field(
        default_factory=dict,
        metadata=describe(
            Shape.EXPECTATIONS,
            "expected verdict",
            "the verdicts that you expect: claim id → `stands`, `falls` or `contested`. To be more"
            " precise, write `backed`, `asserted`, `open`, `rebutted` or `not shown`."
            " `argmap check` reports any differences",
        ),
    )
    settings: CheckSettings = field(
        default=CheckSettings(),
        metadata=describe(Shape.PARTS, "check section", "settings for `argmap check` on this map"),
    )
    synonyms: tuple[tuple[str, ...], ...] = field(
        default=(),
        metadata=describe(
            Shape.GROUPS,
            "synonym group",
            "groups of words that rules treat as synonyms",
        ),
    )
    key_terms: tuple[str, ...] = field(
        default=(),
        metadata=describe(Shape.TEXTS, "key term", "words that rules treat as key terms"),
    )
    schemes: Mapping[str, OwnScheme] = field(
        default_factory=dict,
        metadata=describe(
            Shape.SCHEMES,
            "custom scheme",
            "the map's own argumentation schemes: name → a mapping with `premises` (texts) and"
            " `questions` (id → text)",
        ),
    )
    part_of: ArgumentMap | None = field(default=None, compare=False, repr=False)
    is_stated_only: bool = field(default=False, compare=False, repr=False)
    format: str = field(default="", compare=False, repr=False)
    places: Places = field(default_factory=dict, compare=False, repr=False)
    _relations: Relations = field(init=False, repr=False, compare=False)
    _computed: dict[object, object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        if self.part_of is not None:
            # What takes up a question may be left out of a part, and then the question is open
            # there.
            object.__setattr__(self, "inferences", without_lost_questions(self.inferences))
        problems = list(self._problems())
        if problems:
            raise InvalidMap(problems)
        relations = Relations(self.claims, self.inferences.values())
        # The map is frozen for everyone else; these two follow from what it was given.
        object.__setattr__(self, "_relations", relations)
        object.__setattr__(self, "inferences", relations.in_reading_order)

    def __getstate__(self) -> dict[str, object]:
        """Return what is pickled: what follows from the rest is computed again."""
        return {**self.__dict__, "_computed": {}}

    def _problems(self) -> Iterator[Diagnostic]:
        validator = Validator(self.sides, self.sources, self.claims, self.inferences)
        yield from validator.problems()
        for claim in self.expect:
            if claim not in self.claims:
                yield validator.unknown("claim", claim, self.places.get(f"expect:{claim}"))
        chosen = self.record.chosen
        if chosen and chosen not in self.sides:
            yield validator.unknown("side", chosen, self.places.get(f"record:{chosen}"))

    @classmethod
    def build(
        cls,
        *,
        sides: Iterable[Side] = (),
        sources: Iterable[Source] = (),
        claims: Iterable[Claim] = (),
        inferences: Iterable[Inference] = (),
        **others: Unpack[OtherParts],
    ) -> ArgumentMap:
        """Return a map of these parts.

        Raises:
            InvalidMap: two things share an id, or the map is malformed (see the class).
        """
        problems: list[Diagnostic] = []
        sides_by_id = _by_id("side", sides, problems)
        sources_by_id = _by_id("source", sources, problems)
        claims_by_id = _by_id("claim", claims, problems)
        inferences_by_id = _by_id("inference", inferences, problems)
        # Problems of the parts are reported together with duplicate ids: all errors in one go.
        try:
            built = cls(
                sides=sides_by_id,
                sources=sources_by_id,
                claims=claims_by_id,
                inferences=inferences_by_id,
                **others,
            )
        except InvalidMap as invalid:
            raise InvalidMap([*problems, *invalid.diagnostics]) from None
        if problems:
            raise InvalidMap(problems)
        return built

    @classmethod
    def build_valid(
        cls,
        diagnostics: list[Diagnostic],
        *,
        sides: Iterable[Side] = (),
        sources: Iterable[Source] = (),
        claims: Iterable[Claim] = (),
        inferences: Iterable[Inference] = (),
        **others: Unpack[OtherParts],
    ) -> ArgumentMap:
        """Return a map of those of these parts that are right, and add what is wrong with others
        to the diagnostics.
        """
        sides, sources, claims = list(sides), list(sources), list(claims)
        inferences = list(inferences)
        try:
            return cls.build(
                sides=sides, sources=sources, claims=claims, inferences=inferences, **others
            )
        except InvalidMap as invalid:
            diagnostics += invalid.diagnostics
        from argmap.model.valid_parts import valid_parts

        parts = valid_parts(sides, sources, claims, inferences)
        expect = others.get("expect", {})
        others["expect"] = {id: expect[id] for id in expect if id in parts.claims}
        record = others.get("record", DecisionRecord())
        if record.chosen not in parts.sides:
            others["record"] = replace(record, chosen="")
        # Where somebody names a claim that is missing, `at` says so all the same.
        places = dict(others.get("places", {}))
        for inference in inferences:
            if inference.id not in parts.inferences:
                named = [name for name in inference.places if name.startswith("premise:")]
                places.update((name, inference.places[name]) for name in named)
        others["places"] = places
        return cls(**parts._asdict(), **others)

    _repr_html_ = html_on_demand

    def __repr__(self) -> str:
        name = f"{self.title!r}, " if self.title else ""
        claims = count(len(self.claims), "claim")
        inferences = count(len(self.inferences), "inference")
        return f"<ArgumentMap {name}{claims}, {inferences}>"

    def inferences_of(self, kind: Kind) -> Iterator[Inference]:
        """Yield all inferences of one kind, in reading order."""
        for inference in self.inferences.values():
            if inference.kind is kind:
                yield inference

    def onto(self, target: str) -> list[Inference]:
        """Return all inferences whose target is this claim or inference, in reading order."""
        return self._relations.onto.get(target, _NONE).copy()

    def supports(self, claim: str) -> list[Inference]:
        """Return the reasons for a claim, in reading order."""
        return self._relations.supports.get(claim, _NONE).copy()

    def rebuttals(self, claim: str) -> list[Inference]:
        """Return the objections to a claim, in reading order."""
        return self._relations.rebuttals.get(claim, _NONE).copy()

    def undercutters(self, inference: str) -> list[Inference]:
        """Return the undercutters of an inference, in reading order."""
        return self._relations.onto.get(inference, _NONE).copy()

    def uses(self, claim: str) -> list[Inference]:
        """Return the inferences in which a claim is a premise, in reading order."""
        return self._relations.uses.get(claim, _NONE).copy()

    def norms_of(self, inference: Inference) -> list[str]:
        """Return the norms of an inference: its warrant, and its premises that are values or
        policies. They only have to stand, since no document can prove them.
        """
        warrant = inference.warrant
        return [id for id in inference.premises if id == warrant or self.claims[id].is_norm]

    def facts_of(self, inference: Inference) -> list[str]:
        """Return the facts of an inference: its other premises."""
        norms = self.norms_of(inference)
        if not norms:
            return [*inference.premises]
        return [id for id in inference.premises if id not in norms]

    def backing_premises_of(self, inference: Inference) -> list[str]:
        """Return the premises of which at least one must be backed so that an inference backs its
        target: its facts, or if it has none, its values and policies.
        """
        return self.facts_of(inference) or [*inference.premises_besides_warrant]

    def premises_onto(self, target: str) -> Iterator[str]:
        """Yield the premises of all inferences that target a claim, and of their undercutters."""
        return self._relations.premises_onto(target)

    def claim_under(self, inference: str) -> str:
        """Return the claim that an inference bears on, directly or by undercutting an inference.

        Return "" if the undercutters form a cycle.
        """
        return self._relations.claim_under(inference)

    def is_norm(self, claim: str) -> bool:
        """Return whether no document can prove a claim: whether it is a value or a policy, or is
        used as a warrant only.
        """
        uses = (self.part_of or self).uses(claim)
        is_warrant = bool(uses) and all(inference.warrant == claim for inference in uses)
        return self.claims[claim].is_norm or is_warrant

    def contends(self, claim: str) -> bool:
        """Return whether a claim supports nothing, and attacks only what attacks it back."""
        # Two claims that only rebut each other contend for the last word.
        opponents = {id for rebuttal in self.rebuttals(claim) for id in rebuttal.premises}
        for inference in self.uses(claim):
            if inference.kind is not Kind.REBUTTAL or inference.target not in opponents:
                return False
        return True

    def is_unsupported(self, claim: str) -> bool:
        """Return whether a claim has no reasons and no evidence, and is not common ground.

        A norm is, too, only if it is a main claim or a premise of nothing.
        """
        stated = self.claims[claim]
        # In a part of a map, a support that is not drawn has not ceased to be offered.
        whole = self.part_of or self
        if stated.has_own_ground or claim in whole._relations.supports:
            return False
        return stated.main or whole.contends(claim) or not whole.is_norm(claim)

    def at(self, line: int, column: int, file: str = "") -> Mention | None:
        """Return what is written at a place in the map's files, or None if nothing is there.

        Lines and columns start at 1. If several passages contain the place, this method returns the
        innermost passage. `file` is the name of a file, as in `Span.file`. By default, it is the
        file of the map itself. A map that `argmap.read` returns also knows the places of keys.
        """
        return once(self, _mentions_in).at(line, column, file)

    def mentions(self, part: PartName) -> tuple[Mention, ...]:
        """Return all passages in the map's files that contain the id of a claim, source or side.

        The first passage is the one that declares the part. The other passages refer to the part,
        in any of the map's files. `part` is a kind and an id, such as
        `PartName(PartKind.CLAIM, "sleep")`, or the `target` of a mention.
        """
        return tuple(once(self, _mentions_in).of_parts.get(part, ()))

    @cached_property
    def sides_of_claims(self) -> Mapping[str, str]:
        """The side of every claim, by id: "" where it has none or serves several."""
        if self.part_of is None:
            return sides_of_claims(self.claims, self.sides, self._relations)
        # A claim is on the side that it is on, whether or not what it bears on is in this part.
        of_the_whole = self.part_of.sides_of_claims
        return {claim: of_the_whole[claim] for claim in self.claims}

    @property
    def graph(self) -> networkx.DiGraph[str]:
        """The map as a directed graph. Edges lead from premises to inferences, and on to targets.

        The nodes are the ids of claims and inferences. Every node has a `type`, which is "claim" or
        "inference". Claims also have a `text` and a `side`, and inferences have a `kind`. Every
        edge has a `role`. From a claim to an inference, the role is "premise" or "warrant". From an
        inference to its target, the role is "support", "rebuttal" or "undercutter".
        """
        import networkx

        graph: networkx.DiGraph[str] = networkx.DiGraph(title=self.title)
        for claim in self.claims.values():
            graph.add_node(
                claim.id, type="claim", text=claim.text, side=self.sides_of_claims[claim.id]
            )
        for inference in self.inferences.values():
            graph.add_node(inference.id, type="inference", kind=inference.kind.value)
            for premise in inference.premises:
                role = "warrant" if premise == inference.warrant else "premise"
                graph.add_edge(premise, inference.id, role=role)
            graph.add_edge(inference.id, inference.target, role=inference.kind.value)
        return graph


def _mentions_in(map: ArgumentMap) -> Mentions:
    from argmap.model.mentions import find_mentions

    return find_mentions(map.sides, map.sources, map.claims, map.inferences, map.places)


def once(map: ArgumentMap, compute: Callable[[ArgumentMap], Computed]) -> Computed:
    """Return what a function makes of a map, computed when it is first asked for.

    A map does not change, so neither does what follows from it alone.
    """
    computed = map._computed
    if compute not in computed:
        computed[compute] = compute(map)
    return cast("Computed", computed[compute])


Part = TypeVar("Part", Side, Source, Claim, Inference)
Computed = TypeVar("Computed")


def _by_id(word: str, parts: Iterable[Part], problems: list[Diagnostic]) -> dict[str, Part]:
    """Return parts by id.

    Of two that share one, the second is reported as a `word` (for people) too many.
    """
    by_id: dict[str, Part] = {}
    for part in parts:
        first = by_id.setdefault(part.id, part)
        if first is not part:
            problems.append(duplicate_id(word, first, part))
    return by_id


def read_from(map: ArgumentMap | None, format: str) -> ArgumentMap | None:
    """Return a map with the name of the format that it was read from, unless it has one already."""
    if map is None or map.format:
        return map
    read = copy(map)  # and not `replace`, which would validate it again
    object.__setattr__(read, "format", format)
    return read
