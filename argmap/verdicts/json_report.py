"""Verdicts, explanations, positions, cruxes and needs as data for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from argmap.model import Verdict
from argmap.model.graph import connected_by_author
from argmap.util.json_text import to_json
from argmap.verdicts.cruxes import CruxSearch
from argmap.verdicts.evaluate import Verdicts
from argmap.verdicts.explain import Explanation
from argmap.verdicts.needs import NeedSearch
from argmap.verdicts.positions import Positions

Data: TypeAlias = dict[str, object]
"""An object of JSON."""


def format_verdicts(verdicts: Verdicts, before: Verdicts | None = None) -> str:
    """Return the verdict of every claim and inference, the claims of each side that only the map's
    author connects with it, and what is another verdict than `before`.
    """
    map = verdicts.map
    whole = verdicts_object(verdicts)
    connected: dict[str, list[str]] = {side: [] for side in map.sides}
    for claim in map.claims:
        if claim in connected_by_author(map):
            connected[map.sides_of_claims[claim]].append(claim)
    whole["connected_by_author"] = connected
    if before is not None:
        whole["changes"] = _changes(before, verdicts)
    return to_json(whole, 2)


def verdicts_object(verdicts: Verdicts) -> Data:
    """Return the verdict of every claim and inference."""
    map = verdicts.map
    claims = {id: _claim(verdicts, id) for id in map.claims}
    inferences = {id: _inference(verdicts, id) for id in map.inferences}
    return {"claims": claims, "inferences": inferences}


def _changes(before: Verdicts, after: Verdicts) -> Data:
    """Return the claims of which anything is another than before, each as it was and as it is."""
    changes: Data = {}
    for claim in before.claims:
        then = _claim(before, claim)
        now = _claim(after, claim)
        if then != now:
            changes[claim] = {"before": then, "after": now}
    return changes


def _claim(verdicts: Verdicts, claim: str) -> Data:
    # Each key is always there, so that a program need not ask whether it is.
    fixed = verdicts.fixed.get(claim)
    draw = verdicts.draw_at(claim)
    words = {True: "accepted", False: "rejected", None: None}
    return {
        "verdict": verdicts[claim],
        "basis": verdicts.basis_of(claim),
        "cause": verdicts.cause_of(claim),
        "fixed": words[fixed],
        "draw": draw and draw._asdict(),
    }


def _inference(verdicts: Verdicts, id: str) -> Data:
    inference = verdicts.map.inferences[id]
    status = verdicts.status_of(inference)
    said: Data = {"verdict": verdicts[id], "status": status}
    # Most inferences have neither of these, and a list for each would make the file long.
    standing = verdicts.standing_undercutters(inference)
    if standing:
        said["undercut_by"] = [undercutter.id for undercutter in standing]
    failing = verdicts.failing_premises(inference)
    if failing:
        said["failing_premises"] = failing
    return said


_DEEPEST = 100
"""How deep an explanation is written; JSON that is deeper could not be read by most programs."""


def format_explanation(explanation: Explanation) -> str:
    """Return an explanation as a tree, down to a depth of `_DEEPEST`."""
    return to_json(_tree(explanation, 0), 2)


def _tree(explanation: Explanation, depth: int) -> Data:
    reasons = explanation.because if depth < _DEEPEST else ()
    return {
        "subject": explanation.subject,
        "inference": explanation.inference,
        "named": explanation.named,
        "text": explanation.text,
        "because": [_tree(reason, depth + 1) for reason in reasons],
    }


def format_positions(positions: Positions) -> str:
    """Return the positions, each with the verdicts of the claims that it settles."""
    settled = []
    for position in positions.found:
        settled.append({claim: position[claim] for claim in positions.contested})
    # Each outcome says which of the positions below have it, the first being 0.
    outcomes: list[Data] = []
    for outcome in positions.outcomes:
        choices = [{"either": choice.one, "or": choice.other} for choice in outcome.choices]
        data = outcome._asdict()
        places = data.pop("places")
        outcomes.append({**data, "choices": choices, "positions": places})
    whole: Data = {}
    for key, value in positions._asdict().items():
        if key not in ("decided", "contested", "found", "limit"):
            whole[key] = value
    return to_json({**whole, "outcomes": outcomes, "positions": settled}, 2)


def format_cruxes(searches: Sequence[CruxSearch]) -> str:
    """Return the cruxes of each claim in question."""
    whole: list[Data] = []
    for search in searches:
        cruxes = []
        for crux in search.found:
            flips = {flip.claim: flip.word for flip in crux.flips}
            cruxes.append({**crux._asdict(), "flips": flips})
        whole.append(_search(search, {"cruxes": cruxes}))
    return to_json(whole, 2)


def format_needs(search: NeedSearch) -> str:
    """Return what a claim needs to stand."""
    needs = []
    for remedies in search.found:
        need: dict[str, list[str]] = {}
        # Each key is there even if its list is empty, as with a claim.
        for key, word in _REMEDIES.items():
            need[key] = [remedy.id for remedy in remedies if remedy.word == word]
        needs.append(need)
    # Without `stands`, needs that are empty would not say whether none are needed or none were
    # found.
    stands = search.verdict is Verdict.STANDS
    return to_json(_search(search, {"stands": stands, "needs": needs}), 2)


_REMEDIES = {
    "answer": "answered",
    "answer_with_evidence": "answered with evidence",
    "show": "documented",
}
"""The keys of what a claim needs, each with the word for it (see `Remedy`)."""


def _search(search: CruxSearch | NeedSearch, found: Data) -> Data:
    """Return a search with what it found in place of `found`."""
    return {
        "claim": search.claim,
        "verdict": search.verdict,
        **found,
        "tried": search.tried,
        "is_cut": search.is_cut,
    }
