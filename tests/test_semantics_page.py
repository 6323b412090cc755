"""An engine that knows only docs/background/semantics.md: it reads the program there, rule by rule, and settles burdens
as the page says. On random maps it gives the verdicts that `evaluate` gives.

    S(c)  ← S(i) for a reason i,  not OS(c),  not B(r) for every r
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from random import Random
from typing import NamedTuple

import networkx as nx
import pytest

from argmap import ArgumentMap, Claim, Inference, Verdict, evaluate
from tests.conftest import ROOT, mostly_soak
from tests.generated import web

PAGE = (ROOT / "docs/background/semantics.md").read_text(encoding="utf-8")

Atom = tuple[str, str]
"""S, B, OS or OB, and the id of what it is said of."""


class Rule(NamedTuple):
    """The head holds if the atoms of `when` hold and those of `unless` do not."""

    head: Atom
    when: tuple[Atom, ...]
    unless: tuple[Atom, ...]


class Way(NamedTuple):
    """What must hold, and what must not, so that a condition is met."""

    when: Sequence[Atom] = ()
    unless: Sequence[Atom] = ()


def written_rules() -> Iterator[tuple[str, str, list[str]]]:
    """Yield the rules of the page: what the head says, of what (`i` or `c`), and the conditions."""
    [program] = re.findall(r"```text\n(B\(i\).*?)```", PAGE, re.DOTALL)
    for line in program.splitlines():
        head, _, body = line.partition("←")
        [(predicate, variable)] = re.findall(r"(\w+)\((\w)\)", head)
        # ", if …" and ", unless …" belong to the condition before them.
        conditions = re.split(r",\s+(?!if |unless )", body.strip())
        yield predicate, variable, conditions


class Engine:
    """The program of a map, and its model."""

    def __init__(self, map: ArgumentMap, *, strict: bool) -> None:
        self.map = map
        self.strict = strict
        self.rules: list[Rule] = []
        number_for_s = 0
        for predicate, variable, conditions in written_rules():
            number_for_s += (predicate, variable) == ("S", "c")
            parts = map.inferences if variable == "i" else map.claims
            for id, part in parts.items():
                head = (predicate, id)
                # The last two rules for S(c), of three.
                if head[0] == "S" and variable == "c" and number_for_s > 1 and self.is_dropped(id):
                    continue
                if isinstance(part, Inference) and part.implicit and strict:
                    continue
                choices = [self.ways(condition, part) for condition in conditions]
                for ways in product(*choices):
                    when = [atom for way in ways for atom in way.when]
                    unless = [atom for way in ways for atom in way.unless]
                    self.rules.append(Rule(head, tuple(when), tuple(unless)))

    def is_dropped(self, id: str) -> bool:
        claim = self.map.claims[id]
        is_bare_norm = self.is_bare(claim) and claim.type in ("value", "policy")
        return claim.standard == "shown" or (self.strict and not is_bare_norm)

    def is_bare(self, claim: Claim) -> bool:
        return not (claim.evidence or claim.common_ground or self.map.supports(claim.id))

    def ways(self, condition: str, part: Claim | Inference) -> list[Way]:
        """Return the ways in which a condition can be met."""
        if isinstance(part, Inference):
            return self.ways_of_inference(condition, part)
        return self.ways_of_claim(condition, part)

    def ways_of_inference(self, condition: str, inference: Inference) -> list[Way]:
        norms = []
        for premise in inference.premises:
            if premise == inference.warrant or self.map.claims[premise].type in ("value", "policy"):
                norms.append(premise)
        facts = [premise for premise in inference.premises if premise not in norms]
        others = [premise for premise in inference.premises if premise != inference.warrant]
        doubts = self.map.undercutters(inference.id)
        match condition:
            case "i is not implicit":
                return [] if inference.implicit else [Way()]
            case "S(n) for every n":
                return [Way(when=[("S", norm) for norm in norms])]
            case "B(f) for every f" | "S(f) for every f" if facts:
                return [Way(when=[(condition[0], fact) for fact in facts])]
            case "B(f) for every f" | "S(f) for every f":
                return [Way(when=[(condition[0], premise)]) for premise in others]
            case "not S(u) for every u" | "not B(u) for every u":
                return [Way(unless=[(condition[4], doubt.id) for doubt in doubts])]
        raise AssertionError(f"the page says `{condition}`, which this engine does not know")

    def ways_of_claim(self, condition: str, claim: Claim) -> list[Way]:
        id = claim.id
        rebuttals = self.map.rebuttals(id)
        has_ground = bool(claim.evidence) or claim.common_ground
        reasons = (
            [] if has_ground and ", if c has no evidence" in condition else self.map.supports(id)
        )
        match condition.partition(",")[0]:
            case "own evidence or common ground":
                return [Way()] if has_ground else []
            case "B(i) for a reason i" | "S(i) for a reason i":
                return [Way(when=[(condition[0], reason.id)]) for reason in reasons]
            case "B(r) for some r" | "S(r) for some r":
                return [Way(when=[(condition[0], rebuttal.id)]) for rebuttal in rebuttals]
            case "not B(r) for every r" | "not S(r) for every r":
                return [Way(unless=[(condition[4], rebuttal.id) for rebuttal in rebuttals])]
            case "not B(c)" if claim.standard and condition.endswith("unless c has a standard"):
                return [Way()]
            case "B(c)":
                return [Way(when=[("B", id)])]
            case "not S(c)" | "not B(c)" | "not OB(c)" | "not OS(c)" as negated:
                return [Way(unless=[(negated[4:-3], id)])]
            case "c is bare":
                return [Way()] if self.is_bare(claim) else []
        raise AssertionError(f"the page says `{condition}`, which this engine does not know")

    def model(self) -> dict[Atom, bool]:
        """Return the atoms that are decided once burdens are settled, and how."""
        value: dict[Atom, bool] = {}
        self.draw(value)
        burdens = {
            (predicate, claim.id)
            for claim in self.map.claims.values()
            if claim.standard
            for predicate in "SB"
        }
        while True:
            graph = self.open_graph(value)
            refuted: set[Atom] = set()
            for component in nx.strongly_connected_components(graph):
                below = nx.descendants(graph, next(iter(component))) - component
                if burdens.isdisjoint(below):
                    refuted |= burdens.intersection(component)
            if not refuted:
                return value
            value |= dict.fromkeys(refuted, False)
            self.draw(value)

    def atoms(self) -> set[Atom]:
        return {atom for rule in self.rules for atom in (rule.head, *rule.when, *rule.unless)}

    def draw(self, value: dict[Atom, bool]) -> None:
        """Draw what follows, and what is unfounded, until neither yields anything."""
        size = -1
        while size != len(value):
            size = len(value)
            for head, when, unless in self.rules:
                holds = all(value.get(atom) is True for atom in when)
                if holds and all(value.get(atom) is False for atom in unless):
                    value.setdefault(head, True)
            founded: set[Atom] = set()
            before = -1
            while before != len(founded):
                before = len(founded)
                for rule in self.rules:
                    if founded.issuperset(rule.when) and self.may_hold(rule, value):
                        founded.add(rule.head)
            for atom in self.atoms() - founded:
                value.setdefault(atom, False)

    def may_hold(self, rule: Rule, value: dict[Atom, bool]) -> bool:
        is_excluded = any(value.get(atom) is True for atom in rule.unless)
        return not is_excluded and all(value.get(atom) is not False for atom in rule.when)

    def open_graph(self, value: dict[Atom, bool]) -> nx.DiGraph[Atom]:
        """Return the open atoms, with an arrow to each that is in a rule for it that can still hold."""
        graph: nx.DiGraph[Atom] = nx.DiGraph()
        graph.add_nodes_from(atom for atom in self.atoms() if atom not in value)
        for rule in self.rules:
            if rule.head in graph and self.may_hold(rule, value):
                needed = [atom for atom in (*rule.when, *rule.unless) if atom in graph]
                graph.add_edges_from((rule.head, atom) for atom in needed)
        return graph


@pytest.mark.parametrize("start", mostly_soak(range(0, 8000, 100), 0))
@pytest.mark.parametrize("strict", [False, True])
def test_the_verdicts_are_those_that_the_page_describes(start: int, strict: bool) -> None:
    for seed in range(start, start + 100):
        map = web(seed)
        random = Random(seed)  # noqa: S311
        claims = {}
        for id, claim in map.claims.items():
            claims[id] = replace(claim, standard=random.choice(["", "", "shown"]))
        map = replace(map, claims=claims, strict=strict)
        value = Engine(map, strict=strict).model()
        verdicts = evaluate(map)
        verdict_of = {True: Verdict.STANDS, False: Verdict.FALLS, None: Verdict.CONTESTED}
        known = Engine(map, strict=strict).atoms()
        for id in [*map.claims, *map.inferences]:
            stands, backed = ("S", id), ("B", id)
            # What no rule speaks of is false.
            expected = value.get(stands, None if stands in known else False)
            assert verdicts[id] is verdict_of[expected], (seed, id)
            is_backed = value.get(backed, None if backed in known else False)
            assert verdicts.is_backed(id) is is_backed, (seed, id)
