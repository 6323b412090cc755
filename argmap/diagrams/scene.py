"""What of a map is drawn: which claims get which mark, and which steps need a point to meet in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from argmap.diagrams import legend
from argmap.diagrams.font_metrics import clean, wrap
from argmap.diagrams.theme import SIGNS, UNSUPPORTED, Box, Theme
from argmap.model import ArgumentMap, Claim, Inference, Kind, Verdict
from argmap.model.graph import main_claims, side_of


class Scene:
    """A map, a theme and, if they are to be shown, verdicts; and what follows from these for a picture.

    Claims are named `c0`, `c1` … and steps `s0`, `s1` …, since an id could mean something to DOT.
    """

    def __init__(self, map: ArgumentMap, theme: Theme, verdicts: Mapping[str, Verdict] | None = None) -> None:
        self.map = map
        self.theme = theme
        self.verdicts = verdicts or {}
        self.sides = side_of(map)
        self.mains = {claim.id for claim in main_claims(map)}
        self.name = {id: f"c{index}" for index, id in enumerate(map.claims)}
        self.name |= {id: f"s{index}" for index, id in enumerate(map.inferences)}
        self._lines: dict[tuple[str, float], list[str]] = {}

    def lines(self, claim: Claim, columns: float) -> list[str]:
        """Return the text of a claim, broken into lines. A search asks for the same again and again."""
        key = (claim.id, columns)
        if key not in self._lines:
            self._lines[key] = wrap(clean(claim.text), columns)
        return self._lines[key]

    def box(self, claim: Claim) -> Box:
        """Return the look of the side that a claim is on."""
        side = self.sides[claim.id]
        return self.theme.side(list(self.map.sides).index(side)) if side else self.theme.neutral

    def is_unsupported(self, claim: Claim) -> bool:
        """Return whether nothing at all is offered for a claim, here or in the map that this is a part of."""
        return self.map.is_unsupported(claim.id)

    @cached_property
    def legend(self) -> list[legend.Entry]:
        """What the legend explains."""
        return legend.entries(self)

    @cached_property
    def junctions(self) -> set[str]:
        """The steps drawn with a point of their own, where premises meet or undercutters strike."""
        steps = self.map.inferences.values()
        return {step.id for step in steps if len(step.premises) > 1 or self.map.undercutters(step.id)}

    @cached_property
    def mutual(self) -> dict[str, str]:
        """Plain rebuttals that answer each other, from the first of a pair to the second: one line."""
        first: dict[tuple[str, str], str] = {}
        pairs: dict[str, str] = {}
        for step in self.map.inferences.values():
            if step.kind is not Kind.REBUTTAL or step.id in self.junctions:
                continue
            premise, target = step.premises[0], step.target
            answered = first.pop((target, premise), "") if premise != target else ""
            if answered:
                pairs[answered] = step.id
            else:
                first[premise, target] = step.id
        return pairs

    @cached_property
    def stackable(self) -> dict[str, list[str]]:
        """Claims that nothing bears on and that do nothing else, by the step or claim they serve."""
        groups: dict[str, list[str]] = {}
        for claim in self.map.claims:
            uses = self.map.uses(claim)
            if len(uses) == 1 and not self.map.supports(claim) and not self.map.rebuttals(claim):
                step = uses[0]
                groups.setdefault(step.id if step.id in self.junctions else step.target, []).append(claim)
        return {served: claims for served, claims in groups.items() if len(claims) > 1}

    def alternate(self, *, deep: bool) -> frozenset[str]:
        """Return every other reason where a claim has many, or many that have reasons themselves."""
        chosen: set[str] = set()
        for claim in self.map.claims:
            steps = [step for step in self.map.supports(claim) if not deep or self._is_deep(step)]
            chosen.update(step.id for step in steps[::2] if len(steps) > (1 if deep else 2))
        return frozenset(chosen)

    def _is_deep(self, step: Inference) -> bool:
        return any(self.map.supports(premise) for premise in step.premises)

    def may_be_slack(self, step: Inference) -> bool:
        """Return whether it is an attack and other steps, too, say where each of its premises stands."""
        shared = all(len(self.map.uses(premise)) > 1 for premise in step.premises)
        return shared and step.kind is not Kind.SUPPORT

    @property
    def mains_in_order(self) -> list[str]:
        """The main claims as they stand beside each other: by side, then in reading order."""
        order = [*self.map.sides, ""]
        mains = [id for id in self.map.claims if id in self.mains]
        return sorted(mains, key=lambda main: order.index(self.sides[main]))

    def sentence(self, step: Inference) -> str:
        """Return what a step says, in words."""
        premises = " + ".join(clean(self.map.claims[id].text) for id in step.premises)
        return f"{premises} — {step.kind.verb} — {self._target(step)}"

    def _target(self, step: Inference) -> str:
        if step.kind is not Kind.UNDERCUTTER:
            return clean(self.map.claims[step.target].text)
        attacked = self.map.inferences[step.target]
        return "the step from " + " + ".join(clean(self.map.claims[id].text) for id in attacked.premises)

    def tags(self, claim: Claim) -> tuple[str, str]:
        """Return what the upper and the lower border of a box say: its verdict, and that it lacks support."""
        verdict = self.verdicts.get(claim.id)
        return SIGNS[verdict] if verdict else "", UNSUPPORTED if self.is_unsupported(claim) else ""

    def step_tag(self, step: Inference) -> str:
        """Return the verdict of a step where its premises do not tell it: where it is undercut."""
        verdict = self.verdicts.get(step.id)
        hidden = all(self.verdicts.get(id) is Verdict.STANDS for id in step.premises)
        return SIGNS[verdict] if verdict and hidden and verdict is not Verdict.STANDS else ""
