"""What of a map is drawn: which claims get which mark, and which steps need a point to meet in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain

from argmap.diagrams.font_metrics import clean, wrap
from argmap.diagrams.theme import SIGNS, UNSUPPORTED, Box, Theme
from argmap.model import ArgumentMap, Claim, Inference, Kind, Verdict
from argmap.model.graph import main_claims, side_of


class Scene:
    """A map, a theme and, if they are to be shown, verdicts; and what follows from these for a picture.

    Attributes:
        map: the map that is drawn.
        theme: its colours and shapes.
        verdicts: the verdicts of claims and steps by id; empty where none are shown.
        sides: the side of every claim, "" where it has none or serves several.
        main_ids: the ids of the main claims.
        names: id -> a name for DOT, `c0`, `c1` … for claims and `s0`, `s1` … for steps, since an id
            could mean something to DOT.
    """

    def __init__(self, map: ArgumentMap, theme: Theme, verdicts: Mapping[str, Verdict] | None = None) -> None:
        self.map = map
        self.theme = theme
        self.verdicts = verdicts or {}
        self.sides = side_of(map)
        self.main_ids = {claim.id for claim in main_claims(map)}
        self.names = {id: f"c{index}" for index, id in enumerate(map.claims)}
        self.names |= {id: f"s{index}" for index, id in enumerate(map.inferences)}
        self._side_boxes = {id: theme.side(index) for index, id in enumerate(map.sides)}
        self._text_lines: dict[tuple[str, float], list[str]] = {}

    def text_lines(self, claim: Claim, columns: float) -> list[str]:
        """Return the text of a claim, broken into lines of about so many columns."""
        # A search for the best layout asks for the same lines again and again.
        key = (claim.id, columns)
        if key not in self._text_lines:
            self._text_lines[key] = wrap(clean(claim.text), columns)
        return self._text_lines[key]

    def box(self, claim: Claim) -> Box:
        """Return the look of the side that a claim is on."""
        return self._side_boxes.get(self.sides[claim.id], self.theme.neutral)

    def is_unsupported(self, claim: Claim) -> bool:
        """Return whether nothing at all is offered for a claim, here or in the map that this is a part of."""
        return self.map.is_unsupported(claim.id)

    @cached_property
    def junctions(self) -> set[str]:
        """The ids of steps drawn with a point of their own, where premises meet or undercutters strike."""
        ids: set[str] = set()
        for step in self.map.inferences.values():
            if len(step.premises) > 1 or self.map.undercutters(step.id):
                ids.add(step.id)
        return ids

    @cached_property
    def mutual(self) -> dict[str, str]:
        """Plain rebuttals that answer each other, from the first of a pair to the second: one line."""
        unanswered: dict[tuple[str, str], str] = {}
        pairs: dict[str, str] = {}
        for step in self.map.inferences.values():
            if step.kind is not Kind.REBUTTAL or step.id in self.junctions:
                continue
            premise = step.premises[0]
            if premise == step.target:
                continue  # a claim that rebuts itself answers nobody
            answered = unanswered.pop((step.target, premise), None)
            if answered is None:
                unanswered[premise, step.target] = step.id
            else:
                pairs[answered] = step.id
        return pairs

    @cached_property
    def stackable(self) -> dict[str, list[str]]:
        """Claims that nothing bears on and that do nothing else, by the step or claim they serve."""
        groups: dict[str, list[str]] = {}
        for claim in self.map.claims:
            uses = self.map.uses(claim)
            if len(uses) != 1 or self.map.supports(claim) or self.map.rebuttals(claim):
                continue
            step = uses[0]
            served = step.id if step.id in self.junctions else step.target
            groups.setdefault(served, []).append(claim)
        return {served: claims for served, claims in groups.items() if len(claims) > 1}

    def alternate(self, *, deep: bool) -> frozenset[str]:
        """Return the ids of every other reason, for claims that have many.

        Args:
            deep: count and return only reasons that have reasons themselves. These are wide, so two of
                them are many; otherwise three are.
        """
        many = 2 if deep else 3
        chosen: set[str] = set()
        for claim in self.map.claims:
            reasons = self.map.supports(claim)
            if deep:
                reasons = list(filter(self._is_deep, reasons))
            if len(reasons) >= many:
                chosen.update(step.id for step in reasons[::2])
        return frozenset(chosen)

    def _is_deep(self, step: Inference) -> bool:
        return any(self.map.supports(premise) for premise in step.premises)

    def may_be_slack(self, step: Inference) -> bool:
        """Return whether it is an attack and other steps, too, say where each of its premises stands."""
        if step.kind is Kind.SUPPORT:
            return False
        return all(len(self.map.uses(premise)) > 1 for premise in step.premises)

    @property
    def main_ids_in_order(self) -> list[str]:
        """The ids of the main claims as they stand beside each other: by side, then in reading order."""
        groups: dict[str, list[str]] = {side: [] for side in [*self.map.sides, ""]}
        for id in self.map.claims:
            if id in self.main_ids:
                groups[self.sides[id]].append(id)
        return list(chain.from_iterable(groups.values()))

    def sentence(self, step: Inference) -> str:
        """Return what a step says, in words."""
        if step.kind is Kind.UNDERCUTTER:
            attacked = self.map.inferences[step.target]
            target = f"the step from {self._joined_texts(attacked.premises)}"
        else:
            target = self._joined_texts([step.target])
        return f"{self._joined_texts(step.premises)} — {step.kind.verb} — {target}"

    def _joined_texts(self, claims: Iterable[str]) -> str:
        return " + ".join(clean(self.map.claims[id].text) for id in claims)

    def tags(self, claim: Claim) -> tuple[str, str]:
        """Return what the upper and the lower border of a box say: its verdict, and that it lacks support.

        What a border does not say is "".
        """
        upper = lower = ""
        if claim.id in self.verdicts:
            upper = SIGNS[self.verdicts[claim.id]]
        if self.is_unsupported(claim):
            lower = UNSUPPORTED
        return upper, lower

    def step_tag(self, step: Inference) -> str:
        """Return the verdict of a step where its premises do not tell it, and "" where they do."""
        verdict = self.verdicts.get(step.id, Verdict.STANDS)
        if verdict is Verdict.STANDS:
            return ""
        # Where every premise stands, only an undercutter can be why the step does not.
        for premise in step.premises:
            if self.verdicts.get(premise) is not Verdict.STANDS:
                return ""
        return SIGNS[verdict]
