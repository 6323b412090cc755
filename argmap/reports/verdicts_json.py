"""Verdicts, explanations, positions, cruxes and needs as data for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from argmap.model import Verdict
from argmap.verdicts.cruxes import CruxSearch
from argmap.verdicts.evaluate import StepStatus, Verdicts
from argmap.verdicts.explain import Explanation
from argmap.verdicts.needs import NeedSearch
from argmap.verdicts.positions import Positions


def format_verdicts(verdicts: Verdicts, before: Verdicts | None = None) -> str:
    """Return the verdict of every claim and step, and what is another one than `before`."""
    whole: dict[str, object] = {
        "claims": {claim: _claim(verdicts, claim) for claim in verdicts.map.claims},
        "steps": {step: _step(verdicts, step) for step in verdicts.map.inferences},
    }
    if before is not None:
        changed = [claim for claim in before.claims if _claim(before, claim) != _claim(verdicts, claim)]
        whole["changes"] = {
            claim: {"before": _claim(before, claim), "after": _claim(verdicts, claim)} for claim in changed
        }
    return _as_json(whole)


def _claim(verdicts: Verdicts, claim: str) -> dict[str, object]:
    basis, cause = verdicts.basis_of(claim), verdicts.cause_of(claim)
    fixed = verdicts.fixed.get(claim)
    words = {True: "accepted", False: "rejected", None: None}
    return {
        "verdict": verdicts[claim].value,
        "basis": basis.value if basis else None,
        "cause": cause.value if cause else None,
        "fixed": words[fixed],
    }


def _step(verdicts: Verdicts, id: str) -> dict[str, object]:
    step = verdicts.map.inferences[id]
    status = verdicts.status_of(step)
    said: dict[str, object] = {"verdict": verdicts[id].value, "status": status.value}
    if status is StepStatus.UNDERCUT:
        said["undercut_by"] = [undercutter.id for undercutter in verdicts.standing_undercutters(step)]
    if verdicts.failing_premises(step):
        said["failing_premises"] = verdicts.failing_premises(step)
    return said


def format_explanation(explanation: Explanation) -> str:
    """Return an explanation as a tree."""
    return _as_json(_tree(explanation))


def _tree(explanation: Explanation) -> dict[str, object]:
    return {
        "subject": explanation.subject,
        "text": explanation.text,
        "because": [_tree(reason) for reason in explanation.because],
    }


def format_positions(positions: Positions) -> str:
    """Return the positions, each with the verdicts of the claims that it settles."""
    found = [{claim: position[claim].value for claim in positions.contested} for position in positions.found]
    whole = {
        "number": positions.number,
        "is_cut": positions.is_cut,
        "is_partial": positions.is_partial,
        "always_stand": positions.always_stand,
        "always_fall": positions.always_fall,
        "positions": found,
    }
    return _as_json(whole)


def format_cruxes(searches: Sequence[CruxSearch]) -> str:
    """Return the cruxes of each claim in question."""
    return _as_json([_crux_search(search) for search in searches])


def _crux_search(search: CruxSearch) -> dict[str, object]:
    cruxes: list[dict[str, object]] = []
    for crux in search.found:
        flips = {flip.claim: "accepted" if flip.is_accepted else "rejected" for flip in crux.flips}
        cruxes.append({"flips": flips, "verdict": crux.verdict.value, "is_implicit": crux.is_implicit})
    return {
        "claim": search.claim,
        "verdict": search.verdict.value,
        "cruxes": cruxes,
        "tried": search.tried,
        "is_cut": search.is_cut,
    }


def format_needs(search: NeedSearch) -> str:
    """Return what a claim needs to stand."""
    needs = [
        {
            "answer": [mend.id for mend in mends if mend.is_answer],
            "show": [mend.id for mend in mends if not mend.is_answer],
        }
        for mends in search.found
    ]
    return _as_json(
        {
            "claim": search.claim,
            "verdict": search.verdict.value,
            "stands": search.verdict is Verdict.STANDS,
            "needs": needs,
            "tried": search.tried,
            "is_cut": search.is_cut,
        }
    )


def _as_json(whole: object) -> str:
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
