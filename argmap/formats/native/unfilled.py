"""Blanks of a worksheet that nobody has filled in: they are told, and are no claims."""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.formats.native.drafts import DraftClaim, DraftInference, id_of
from argmap.model.diagnostics import Diagnostic, warning

_LEFT_BLANK = re.compile(r"[\s.…_]*")
_HELP = "write the claim in place of its text"


def without_unfilled(
    claims: Iterable[DraftClaim],
    inferences: Iterable[DraftInference],
    diagnostics: list[Diagnostic],
) -> tuple[list[DraftClaim], list[DraftInference]]:
    """Return the claims of a worksheet that are filled in, and the steps between them; add a
    warning for each blank.

    A blank is taken out of the premises that it is linked with. A step goes with its last premise
    or its target, and with it what undercuts it.
    """
    filled: list[DraftClaim] = []
    blanks: set[str] = set()
    for claim in claims:
        if _LEFT_BLANK.fullmatch(claim.fields["text"]):
            blanks.add(claim.id)
            place = claim.places.get("text", claim.places[""])
            diagnostics.append(
                warning("blank", f"the blank `{claim.id}` is not filled in", place, _HELP)
            )
        else:
            filled.append(claim)
    kept: list[DraftInference] = []
    for inference in inferences:
        if inference.target.id in blanks:
            continue
        # One that has no premises left is not settled, and neither is what undercuts it.
        inference.premises = [
            (premise, place)
            for premise, place in inference.premises
            if id_of(premise) not in blanks
        ]
        if inference.warrant is not None and id_of(inference.warrant[0]) in blanks:
            inference.warrant = None
        kept.append(inference)
    return filled, kept
