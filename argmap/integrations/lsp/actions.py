"""What somebody can do about the claim at the cursor, or about a finding: operations of `editing`.

    - School should start at nine.
      - But: Buses cost more.          Answer this objection · Mark this claim as common ground ·
                                       Make this an objection to the inference to “…”

What has to be worded is inserted as `…`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from argmap.editing import EDITABLE, Session
from argmap.integrations.lsp.maps import OpenMap, Spot
from argmap.lint import inferences_from_target, remedies_for
from argmap.model import ArgumentMap, Claim, Diagnostic, Edit, Inference, Kind, PartKind
from argmap.util.text import shorten

TO_WORD = "…"
_LONGEST_QUOTE = 40
OFFERED = {
    "add_reason": "Add a reason for this claim",
    "add_objection": "Add an objection to this claim",
    "add_undercutter": "Add an objection to this inference",
    "outweigh": "Say what outweighs this",
    "add_premise": "Link a value with this reason",
    "set_common_ground": "Mark this claim as common ground",
    "move": "Make this reason an objection",
}
"""The operations that are offered, each with what the editor shows."""
_ANSWER = "Answer this objection"


class Action(NamedTuple):
    """An operation that an editor offers.

    Attributes:
        title: what the editor shows.
        operation: its name, such as `add_reason`.
        arguments: its arguments.
    """

    title: str
    operation: str
    arguments: Mapping[str, str | Sequence[str]]


def can_be_changed(map: OpenMap) -> bool:
    """Return whether operations can change a map: a file of its own without errors."""
    is_file = map.source.fence is None and map.reading.name == map.document.name
    return is_file and not map.is_broken and map.reading.format in EDITABLE


def actions_on(finding: Diagnostic, open_map: OpenMap) -> Iterator[Action]:
    """Yield the operations that answer a finding, the best first."""
    map = open_map.reading.map
    if map is None:
        return
    for operation in remedies_for(finding.code):
        inference = map.inferences.get(finding.subject)
        if operation == "add_premise":
            yield from _norms_to_add(map, finding.subject)
        elif inference is None and finding.subject in map.claims:
            yield _on_claim(operation, map.claims[finding.subject])
        elif inference is not None and operation in ("add_reason", "add_objection"):
            # What is a reason as well is not what to answer, if another premise is none.
            premise = map.claims[min(inference.premises, key=lambda each: len(map.uses(each)))]
            is_objection = inference.kind is not Kind.SUPPORT
            yield _on_claim(operation, premise, _ANSWER if is_objection else "")
        elif inference is not None and operation == "undercut_instead":
            yield from _to_inferences(inference, map)
        elif inference is not None:
            yield _on_inference(operation, inference)


def _norms_to_add(map: ArgumentMap, claim: str) -> Iterator[Action]:
    """Yield what links a norm with each reason for a claim that has none."""
    for support in map.supports(claim):
        if not map.norms_of(support):
            arguments = {"inference": support.id, "text": TO_WORD, "type": "value"}
            yield Action(OFFERED["add_premise"], "add_premise", arguments)


def actions_at(spot: Spot) -> Iterator[Action]:
    """Yield the operations on the claim at a place, and on the inferences from it."""
    map = spot.map.reading.map
    mention = spot.mention
    if map is None or mention is None or mention.target.kind is not PartKind.CLAIM:
        return
    claim = map.claims.get(mention.target.id)
    if claim is None:
        return
    uses = map.uses(claim.id)
    is_objection = any(inference.kind is not Kind.SUPPORT for inference in uses)
    yield _on_claim("add_reason", claim)
    yield _on_claim("add_objection", claim, _ANSWER if is_objection else "")
    if not map.supports(claim.id) and not claim.common_ground:
        yield _on_claim("set_common_ground", claim)
    for inference in uses:
        match inference.kind:
            case Kind.SUPPORT:
                yield _on_inference("add_undercutter", inference)
                yield _on_inference("move", inference)
            case Kind.REBUTTAL:
                yield from _to_inferences(inference, map)


def _to_inferences(rebuttal: Inference, map: ArgumentMap) -> Iterator[Action]:
    """Yield what makes an objection to a premise one to an inference from that premise."""
    inferences = inferences_from_target(map, rebuttal)
    for inference in inferences:
        conclusion = shorten(map.claims[inference.target].text, _LONGEST_QUOTE)
        title = f"Make this an objection to the inference to “{conclusion}”"
        arguments = {"inference": rebuttal.id, "to": inference.id}
        yield Action(title, "undercut_instead", arguments)
    if len(inferences) > 1:
        premise = shorten(map.claims[rebuttal.target].text, _LONGEST_QUOTE)
        title = f"Make this an objection to all inferences from “{premise}”"
        all_of_them = [inference.id for inference in inferences]
        yield Action(title, "undercut_instead", {"inference": rebuttal.id, "to": all_of_them})


def _on_claim(operation: str, claim: Claim, title: str = "") -> Action:
    arguments = {"claim": claim.id}
    if operation != "set_common_ground":
        arguments["text"] = TO_WORD
    return Action(title or OFFERED[operation], operation, arguments)


def _on_inference(operation: str, inference: Inference) -> Action:
    more = {"role": "objection"} if operation == "move" else {"text": TO_WORD}
    return Action(OFFERED[operation], operation, {"inference": inference.id, **more})


def edits_of(map: OpenMap, action: Action) -> tuple[Edit, ...]:
    """Return the edits that carry out an operation.

    Raises:
        ArgmapError: the operation cannot be carried out; the message says why.
    """
    reading = map.reading
    session = Session(
        reading.text, reading.format, name=reading.name, folder=reading.folder, is_sandboxed=True
    )
    arguments: dict[str, Any] = dict(action.arguments)
    return session.apply(action.operation, **arguments).edits
