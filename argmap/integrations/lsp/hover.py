"""What an editor shows of the place under the pointer, in Markdown.

**School should start at nine.**                                  a claim
stands, backed: a reason for it is backed, and no objection is strong enough
`start-later` · Start at nine · 3 reasons, 2 objections

`evidence`: sources that document the claim and therefore support it        a key
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lsprotocol import types

from argmap.api.analysis import explain
from argmap.documents.markdown import escape_markdown
from argmap.formats.native.keys import keys_of
from argmap.integrations.lsp import messages
from argmap.integrations.lsp.maps import OpenMap, Spot
from argmap.lint import ALL_RULES, documentation
from argmap.model import (
    ArgumentMap,
    Claim,
    Inference,
    InferenceStatus,
    Kind,
    PartKind,
    PartName,
    Side,
    Source,
    Span,
    find_scheme,
    noun_of,
    schemes_by_plain_name,
)
from argmap.util.text import count, one_line

_TYPES: Mapping[PartKind, type] = {
    PartKind.MAP: ArgumentMap,
    PartKind.CLAIM: Claim,
    PartKind.INFERENCE: Inference,
    PartKind.SIDE: Side,
    PartKind.SOURCE: Source,
}


def hover(spot: Spot) -> types.Hover | None:
    """Return what is shown at a place; None if there is nothing to say."""
    mention, map = spot.mention, spot.map.reading.map
    if mention is None or map is None:
        return None
    if mention.is_key:
        meaning = keys_of(_TYPES[mention.part.kind]).get(mention.field, "")
        text = f"`{mention.field}`: {meaning}" if meaning else ""
    elif mention.field == "scheme":
        text = _describe_scheme(map, map.inferences[mention.part.id].scheme)
    elif mention.field == "ignore":
        text = _describe_rule(spot, mention.span)
    else:
        text = describe(spot.map, mention.target)
    if not text:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, text)
    return types.Hover(content, messages.as_range(mention.span, spot.document.lines))


def describe(open_map: OpenMap, part: PartName) -> str:
    """Return what a part of a map is, in Markdown; "" if the map does not have it."""
    map = open_map.reading.map
    if map is None:
        return ""
    kind, id = part
    if kind is PartKind.CLAIM and id in map.claims:
        return "\n\n".join(_about_claim(open_map, map, map.claims[id]))
    if kind is PartKind.INFERENCE and id in map.inferences:
        return "\n\n".join(_about_inference(open_map, map, map.inferences[id]))
    if kind is PartKind.SIDE and id in map.sides:
        number = sum(side == id for side in map.sides_of_claims.values())
        return f"side **{escape_markdown(map.sides[id].name)}** · {count(number, 'claim')}"
    if kind is PartKind.SOURCE and id in map.sources:
        return f"source: {escape_markdown(map.sources[id].reference)}"
    return ""


def why(open_map: OpenMap, claim: str) -> str:
    """Return the verdict on a claim, and why, in one line; "" if the text has errors."""
    verdicts = open_map.verdicts
    if verdicts is None:
        return ""
    explanation = explain(verdicts, claim)
    name = verdicts.map.claims[claim].text.rstrip(".")
    return one_line(explanation.text.removeprefix(f"“{name}” — "))


def _about_claim(open_map: OpenMap, map: ArgumentMap, claim: Claim) -> Iterator[str]:
    yield f"**{escape_markdown(claim.text)}**"
    verdict = why(open_map, claim.id)
    if verdict:
        yield escape_markdown(verdict)
    facts: list[str] = []
    if claim.has_own_id:
        facts.append(f"`{claim.id}`")
    if claim.label:
        facts.append(escape_markdown(claim.label))
    if claim.type:
        facts.append(claim.type)
    side = map.sides_of_claims[claim.id]
    if side:
        facts.append(escape_markdown(map.sides[side].name))
    bearing = [(len(map.supports(claim.id)), "reason"), (len(map.rebuttals(claim.id)), "objection")]
    numbers = [count(number, noun) for number, noun in bearing if number]
    facts += [", ".join(numbers)] if numbers else []
    if facts:
        yield " · ".join(facts)


def _about_inference(open_map: OpenMap, map: ArgumentMap, inference: Inference) -> Iterator[str]:
    premises = " and ".join(_quote(map, id) for id in inference.premises)
    target = map.claim_under(inference.id)
    noun = noun_of(map, inference)
    about = ""
    if target and inference.kind is Kind.UNDERCUTTER:
        about = f" to an inference about {_quote(map, target)}"
    elif target:
        joint = {"reason": "for", "rebuttal": "of"}.get(noun, "to")
        about = f" {joint} {_quote(map, target)}"
    yield f"{noun}{about}: {premises}"
    verdicts = open_map.verdicts
    if verdicts is not None:
        status = verdicts.status_of(inference)
        yield "holds" if status is InferenceStatus.STANDS else status.value
    if inference.scheme:
        yield f"scheme: {escape_markdown(inference.scheme)}"


def _quote(map: ArgumentMap, claim: str) -> str:
    return f"“{escape_markdown(map.claims[claim].text)}”"


def _describe_scheme(map: ArgumentMap, name: str) -> str:
    """Return what a scheme is, with its critical questions."""
    scheme = find_scheme(name, schemes_by_plain_name(map.schemes))
    if scheme is None:
        return ""
    lines = [f"**{escape_markdown(scheme.name)}**"]
    if scheme.summary:
        lines.append(escape_markdown(scheme.summary))
    questions = [f"- `{each.id}`: {escape_markdown(each.text)}" for each in scheme.questions]
    if questions:
        lines.append("\n".join(["Critical questions:", "", *questions]))
    return "\n\n".join(lines)


def _describe_rule(spot: Spot, span: Span) -> str:
    """Return what the rule flags whose id is at a place."""
    id = spot.map.text_at(span)
    if id not in ALL_RULES:
        return ""
    return f"rule `{id}`: {documentation(id).summary}"
