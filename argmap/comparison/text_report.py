"""Differences between two maps as sentences, for those who write maps; in
English, as all messages.

What is written otherwise about the same thing in two maps, as a sentence.

Claims and steps as they are named in the sentences of differences; in
English, as all messages.

The differences between two versions of a map as lines for people, with their places; and what
they change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from argmap.comparison.compare import Comparison, VerdictChange
from argmap.comparison.difference_search import GROUND, Part
from argmap.comparison.differences import (
    WRONG_LINKING,
    Difference,
    DifferenceKind,
    Sort,
    Where,
    place_in,
)
from argmap.model import ArgumentMap, Claim, Inference, Kind, Side, Source
from argmap.model.diagnostics import Span
from argmap.model.fields import fields_of
from argmap.util.text import one_line, shorten, shorten_both

LONGEST = 50
"""Columns of a claim in a sentence."""
_PLURAL_VERBS = {Kind.SUPPORT: "support", Kind.REBUTTAL: "rebut", Kind.UNDERCUTTER: "undercut"}


def describe_rewording(was: str, now: str) -> str:
    """Return that a text is now another one: `“Apples are red” is now “Apples are green”`."""
    shown_was, shown_now = shorten_both(was, now, LONGEST)
    return f"“{shown_was}” is now “{shown_now}”"


def relation(map: ArgumentMap, inference: Inference) -> str:
    """Return what a step does, as a sentence: `“Bees are busy” supports “Apples are red”`."""
    verb = inference.kind.verb if len(inference.premises) == 1 else _PLURAL_VERBS[inference.kind]
    return f"{quote_claims(map, inference.premises)} {verb} {target_of(map, inference)}"


def target_of(map: ArgumentMap, inference: Inference) -> str:
    """Return what a step bears on: a claim, or the step that it undercuts."""
    if inference.kind is not Kind.UNDERCUTTER:
        return quote_claim(map.claims[inference.target])
    struck = map.inferences[inference.target]
    target = quote_claim(map.claims.get(map.claim_under(struck.id)))
    return f"the step from {quote_claims(map, struck.premises)} to {target}"


def quote_claim(claim: Claim | None) -> str:
    """Return the text of a claim in quotation marks; None where steps run in a circle and bear on
    none.
    """
    if claim is None:
        return "no claim"
    return f"“{shorten(claim.text, LONGEST)}”"


def quote_claims(map: ArgumentMap, claims: Iterable[str]) -> str:
    """Return the texts of claims in quotation marks: `“Bees are busy” and “Apples are red”`."""
    texts = [quote_claim(map.claims[claim]) for claim in claims]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def field_sentence(comparison: Comparison, difference: Difference) -> str:
    """Return a difference of a field as a sentence without a stop: `the map: title “Apples” →
    “Pears”`.
    """
    part = _find_part(comparison.ours, difference.sort, difference.ours)
    other_part = _find_part(comparison.theirs, difference.sort, difference.theirs)
    if isinstance(part, Claim) and isinstance(other_part, Claim) and difference.field == GROUND:
        return f"{quote_claim(part)}: ground {_ground(other_part)} → {_ground(part)}"
    was, now = getattr(other_part, difference.field), getattr(part, difference.field)
    return f"{_name_of(comparison.ours, part)}: {_noun(part, difference.field)} {_change(was, now)}"


def _find_part(map: ArgumentMap, sort: Sort, ids: tuple[str, ...]) -> Part | ArgumentMap:
    if sort is Sort.MAP:
        return map
    (id,) = ids
    match sort:
        case Sort.SIDE:
            return map.sides[id]
        case Sort.SOURCE:
            return map.sources[id]
        case Sort.INFERENCE:
            return map.inferences[id]
    return map.claims[id]


def _name_of(map: ArgumentMap, part: Part | ArgumentMap) -> str:
    match part:
        case Claim():
            return quote_claim(part)
        case Inference():
            return relation(map, part)
        case Side() | Source():
            return f"`{part.id}`"
    return "the map"


def _noun(part: Part | ArgumentMap, name: str) -> str:
    """Return what a field holds, as the model's table has it."""
    part_type: type = type(part)
    nouns = {field.name: field.noun for field in fields_of(part_type)}
    return nouns.get(name) or name


def _ground(claim: Claim) -> str:
    grounds: list[str] = []
    if claim.common_ground:
        grounds.append("common ground")
    if claim.evidence:
        grounds.append("evidence")
    return " and ".join(grounds) or "none"


def _change(was: object, now: object) -> str:
    """Return what a field held and what it holds, for people: `“Apples” → “Pears”`."""
    shown_was, shown_now = shorten_both(_value(was), _value(now), LONGEST)
    return f"{_mark_value(was, shown_was)} → {_mark_value(now, shown_now)}"


def _mark_value(value: object, shown: str) -> str:
    """Return a value as it is shown: words of people in quotation marks."""
    if not shown:
        return "none"
    return f"“{shown}”" if isinstance(value, str) else shown


def _value(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Mapping():
            return ", ".join(f"{key}: {item}" for key, item in value.items())
        case Sequence() if not isinstance(value, str):
            return ", ".join(str(item) for item in value)
    return str(value)


_NOUNS = {
    Kind.SUPPORT: "a reason for",
    Kind.REBUTTAL: "an objection to",
    Kind.UNDERCUTTER: "an objection to a step to",
}
_WHERE = {
    Where.ABOVE: ", which is nearer to the main claim",
    Where.BELOW: ", which is farther from the main claim",
    Where.BESIDE: "",
}


def sentence(comparison: Comparison, difference: Difference) -> str:
    """Return a difference as a sentence without a stop: `added: “Bees are busy” supports “Apples
    are red”`.

    What is ours is told as it is, what is theirs as what it was.
    """
    if difference.kind is DifferenceKind.FIELD:
        return field_sentence(comparison, difference)
    if difference.sort is Sort.CLAIM:
        return _sentence_on_claims(comparison, difference)
    if difference.kind is DifferenceKind.EXTRA:
        return f"added: {_inference_or_name(comparison.ours, difference.sort, difference.ours[0])}"
    if difference.kind is DifferenceKind.MISSING:
        return (
            "left out:"
            f" {_inference_or_name(comparison.theirs, difference.sort, difference.theirs[0])}"
        )
    if difference.kind in WRONG_LINKING:
        return _sentence_on_premises(comparison, difference)
    return _sentence_on_inference(comparison, difference)


def _inference_or_name(map: ArgumentMap, sort: Sort, id: str) -> str:
    return relation(map, map.inferences[id]) if sort is Sort.INFERENCE else f"the {sort} `{id}`"


def _sentence_on_claims(comparison: Comparison, difference: Difference) -> str:
    ours = quote_claims(comparison.ours, difference.ours)
    theirs = quote_claims(comparison.theirs, difference.theirs)
    match difference.kind:
        case DifferenceKind.MISSING:
            return f"left out: {theirs}"
        case DifferenceKind.EXTRA:
            return f"added: {ours}"
        case DifferenceKind.MERGED:
            return f"{theirs} are one claim: {ours}"
        case DifferenceKind.SPLIT:
            return f"{theirs} is two claims: {ours}"
    (our_id,), (their_id,) = difference.ours, difference.theirs
    return describe_rewording(
        comparison.theirs.claims[their_id].text, comparison.ours.claims[our_id].text
    )


def _sentence_on_inference(comparison: Comparison, difference: Difference) -> str:
    """Tell a step of another kind, or to another place."""
    subject = relation(comparison.ours, comparison.ours.inferences[difference.ours[0]])
    other = comparison.theirs.inferences[difference.theirs[0]]
    match difference.kind:
        case DifferenceKind.OTHER_KIND:
            return f"{subject}, and is not {_role(comparison.theirs, other)}"
        case DifferenceKind.OTHER_TARGET:
            where = "" if difference.where is None else _WHERE[difference.where]
            return f"{subject}{where}, and not {target_of(comparison.theirs, other)}"
    return f"{subject}, and not the other way round"


def _sentence_on_premises(comparison: Comparison, difference: Difference) -> str:
    """Tell a step with other premises, or with premises that are linked or not."""
    ours = comparison.ours
    inference = ours.inferences[difference.ours[0]]
    role = _role(ours, inference)
    match difference.kind:
        case DifferenceKind.LINKED:
            return (
                f"{quote_claims(ours, inference.premises)} are linked as {role}, and not"
                " independent"
            )
        case DifferenceKind.UNLINKED:
            premises = [
                premise for id in difference.ours for premise in ours.inferences[id].premises
            ]
            return f"{quote_claims(ours, premises)} are independent, and not linked as {role}"
        case DifferenceKind.PREMISE_MISSING:
            missing = comparison.theirs.claims[difference.theirs[1]]
            return f"{relation(ours, inference)} without {quote_claim(missing)}"
    extra = difference.ours[1]
    others = [premise for premise in inference.premises if premise != extra]
    return (
        f"{quote_claim(ours.claims[extra])} is linked with {quote_claims(ours, others)} as {role}"
    )


def _role(map: ArgumentMap, inference: Inference) -> str:
    """Return what a step is: `a reason for “Apples are red”`."""
    return f"{_NOUNS[inference.kind]} {quote_claim(map.claims.get(map.claim_under(inference.id)))}"


_HEADINGS = {
    Sort.CLAIM: "Claims",
    Sort.INFERENCE: "Steps",
    Sort.SIDE: "Sides",
    Sort.SOURCE: "Sources",
    Sort.MAP: "The map",
}
"""What is told first is what the argument consists of."""


def format_differences(comparison: Comparison, changes: Iterable[VerdictChange]) -> str:
    """Return all that differs, what only follows from something under it; "" if nothing does."""
    blocks: list[str] = []
    for sort, heading in _HEADINGS.items():
        lines: list[str] = []
        for difference in comparison.differences:
            if difference.sort is sort:
                lines += _report_lines(comparison, difference, "  ")
        if sort is Sort.CLAIM:
            lines += _list_possible_rewordings(comparison)
        blocks += _claim_block(heading, lines)
    blocks += _claim_block(
        "Verdicts", [line for change in changes for line in _verdict_lines(comparison, change)]
    )
    return "\n".join(blocks)


def _claim_block(heading: str, lines: Iterable[str]) -> list[str]:
    text = "".join(f"{line}\n" for line in lines)
    return [f"{heading}\n{text}"] if text else []


def _report_lines(comparison: Comparison, difference: Difference, indent: str) -> Iterator[str]:
    perhaps = "" if difference.is_certain else "perhaps "
    place = _in_brackets(_place_of(comparison, difference))
    yield f"{indent}{perhaps}{sentence(comparison, difference)}{place}"
    for follower in difference.follows:
        yield from _report_lines(comparison, follower, f"{indent}  ")


def _place_of(comparison: Comparison, difference: Difference) -> Span | None:
    """Return where a difference stands in our file, or in theirs if ours does not have it."""
    if difference.ours:
        return place_in(comparison.ours, difference.sort, difference.ours)
    return place_in(comparison.theirs, difference.sort, difference.theirs)


def _in_brackets(span: Span | None) -> str:
    return f" ({one_line(span.file)}:{span.line})" if span is not None else ""


def _list_possible_rewordings(comparison: Comparison) -> Iterator[str]:
    for match in comparison.proposals:
        claim, other = comparison.ours.claims[match.ours], comparison.theirs.claims[match.theirs]
        yield f"  perhaps {describe_rewording(other.text, claim.text)}{_in_brackets(claim.at())}"


def _verdict_lines(comparison: Comparison, change: VerdictChange) -> Iterator[str]:
    """Yield a line that says what a verdict was and is, and below it what brought that about."""
    claim = comparison.ours.claims[change.ours]
    yield f"  “{shorten(claim.text)}”: {', '.join(change.was)} → {', '.join(change.now)}"
    for difference in change.causes:
        yield f"    for: {sentence(comparison, difference)}"
    for premise in change.through:
        yield f"    through “{shorten(comparison.ours.claims[premise].text)}”"
