"""Drafts of the inferences of an Argdown document → inferences, all that undercut behind what they
undercut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from argmap.formats.argdown.claims import Claims
from argmap.formats.argdown.document import ArgdownInference
from argmap.formats.argdown.step_drafts import InferenceDraft
from argmap.model import Inferences, Kind


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
