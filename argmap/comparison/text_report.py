"""The differences between two maps as sentences, for people who write maps.

In English, as all messages, each with its place, and below it what follows from it:

    Claims
      left out: “Bees are busy” (old.yaml:3)
        left out: “Bees are busy” supports “Apples are red” (old.yaml:7)

    Verdicts
      “Apples are red”: stands, backed → stands, asserted
        for: left out: “Bees are busy” supports “Apples are red”
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from argmap.comparison.compare import Comparison, VerdictChange
from argmap.comparison.difference_search import GROUND, Part
from argmap.comparison.differences import Difference, DifferenceKind, Sort, Where, part_of, place_in
from argmap.model import ArgumentMap, Claim, Inference, Kind
from argmap.model.diagnostics import Span
from argmap.model.fields import fields_of
from argmap.util.text import one_line, shorten, shorten_both

LONGEST = 50
"""Columns of a claim in a sentence."""

_PLURAL_VERBS = {Kind.SUPPORT: "support", Kind.REBUTTAL: "rebut", Kind.UNDERCUTTER: "undercut"}
_NOUNS = {
    Kind.SUPPORT: "a reason for",
    Kind.REBUTTAL: "an objection to",
    Kind.UNDERCUTTER: "an objection to a step to",
}
_WHERE = {
    Where.ABOVE: ", which is nearer to the main claim",
    Where.BELOW: ", which is farther from the main claim",
}


def sentence(comparison: Comparison, difference: Difference) -> str:
    """Return a difference as a sentence without a stop.

    Parts of our map are named as they are, parts of theirs as they were.
    """
    ours, theirs = comparison.ours, comparison.theirs
    name = _name(ours, difference.sort, difference.ours)
    other_name = _name(theirs, difference.sort, difference.theirs)
    # added: the side `north`
    sort_of_name = ""
    if difference.sort in (Sort.SIDE, Sort.SOURCE):
        sort_of_name = f"the {difference.sort} "
    match difference.kind:
        case DifferenceKind.FIELD:
            return f"{name}: {_field_sentence(comparison, difference)}"
        case DifferenceKind.MISSING:
            return f"left out: {sort_of_name}{other_name}"
        case DifferenceKind.EXTRA:
            return f"added: {sort_of_name}{name}"
        case DifferenceKind.MERGED:
            return f"{other_name} are one claim: {name}"
        case DifferenceKind.SPLIT:
            return f"{other_name} is two claims: {name}"
        case DifferenceKind.REWORDED:
            was = theirs.claims[difference.theirs[0]].text
            return _describe_rewording(was, ours.claims[difference.ours[0]].text)
        case DifferenceKind.REVERSED:
            return f"{name}, and not the other way round"
        case DifferenceKind.OTHER_KIND:
            other = theirs.inferences[difference.theirs[0]]
            return f"{name}, and is not {_role(theirs, other)}"
        case DifferenceKind.OTHER_TARGET:
            where = _WHERE.get(difference.where or Where.BESIDE, "")
            other = theirs.inferences[difference.theirs[0]]
            return f"{name}{where}, and not {_target(theirs, other)}"
        case DifferenceKind.PREMISE_MISSING:
            return f"{name} without {_quote_claim(theirs.claims[difference.theirs[1]])}"
    return _sentence_on_links(ours, difference)


def _sentence_on_links(map: ArgumentMap, difference: Difference) -> str:
    inference = map.inferences[difference.ours[0]]
    role = _role(map, inference)
    match difference.kind:
        case DifferenceKind.LINKED:
            linked = _quote_claims(map, inference.premises)
            return f"{linked} are linked as {role}, and not independent"
        case DifferenceKind.UNLINKED:
            premises: list[str] = []
            for id in difference.ours:
                premises += map.inferences[id].premises
            return f"{_quote_claims(map, premises)} are independent, and not linked as {role}"
    extra = difference.ours[1]
    others = _quote_claims(map, [premise for premise in inference.premises if premise != extra])
    return f"{_quote_claim(map.claims[extra])} is linked with {others} as {role}"


def _name(map: ArgumentMap, sort: Sort, ids: tuple[str, ...]) -> str:
    """Return parts of a map as a sentence names them; of an inference and a premise, the former."""
    if sort is Sort.MAP:
        return "the map"
    if not ids:
        return ""
    match sort:
        case Sort.CLAIM:
            return _quote_claims(map, ids)
        case Sort.INFERENCE:
            return _relation(map, map.inferences[ids[0]])
    return f"`{ids[0]}`"


def _relation(map: ArgumentMap, inference: Inference) -> str:
    """Return an inference as a sentence: `“Bees are busy” supports “Apples are red”`."""
    verb = inference.kind.verb
    if len(inference.premises) > 1:
        verb = _PLURAL_VERBS[inference.kind]
    return f"{_quote_claims(map, inference.premises)} {verb} {_target(map, inference)}"


def _role(map: ArgumentMap, inference: Inference) -> str:
    """Return what an inference is: `a reason for “Apples are red”`."""
    return f"{_NOUNS[inference.kind]} {_quote_claim_under(map, inference.id)}"


def _target(map: ArgumentMap, inference: Inference) -> str:
    """Return what an inference bears on: a claim, or the inference that it undercuts."""
    if inference.kind is not Kind.UNDERCUTTER:
        return _quote_claim(map.claims[inference.target])
    premises = map.inferences[inference.target].premises
    target = _quote_claim_under(map, inference.target)
    return f"the step from {_quote_claims(map, premises)} to {target}"


def _quote_claim_under(map: ArgumentMap, inference: str) -> str:
    claim = map.claims.get(map.claim_under(inference))
    # Undercutters that form a circle bear on no claim.
    return "no claim" if claim is None else _quote_claim(claim)


def _quote_claim(claim: Claim) -> str:
    return f"“{shorten(claim.text, LONGEST)}”"


def _quote_claims(map: ArgumentMap, claims: Iterable[str]) -> str:
    """Return the texts of claims in quotation marks: `“Bees are busy” and “Apples are red”`."""
    *texts, last = [_quote_claim(map.claims[claim]) for claim in claims]
    return f"{', '.join(texts)} and {last}" if texts else last


def _describe_rewording(was: str, now: str) -> str:
    """Return that a text has changed: `“Apples are red” is now “Apples are green”`."""
    shown_was, shown_now = shorten_both(was, now, LONGEST)
    return f"“{shown_was}” is now “{shown_now}”"


def _field_sentence(comparison: Comparison, difference: Difference) -> str:
    """Return how a field differs: `title “Apples” → “Pears”`."""
    part: Part | ArgumentMap = comparison.ours
    other: Part | ArgumentMap = comparison.theirs
    if difference.sort is not Sort.MAP:
        part = part_of(comparison.ours, difference.sort, difference.ours[0])
        other = part_of(comparison.theirs, difference.sort, difference.theirs[0])
    field = difference.field
    if isinstance(part, Claim) and isinstance(other, Claim) and field == GROUND:
        return f"ground {_ground(other)} → {_ground(part)}"
    # mypy does not know the types of a union as one.
    part_type: type = type(part)
    nouns = {each.name: each.noun for each in fields_of(part_type)}
    was, now = getattr(other, field), getattr(part, field)
    # Shortened so that what differs can be seen.
    shown_was, shown_now = shorten_both(_value(was), _value(now), LONGEST)
    return (
        f"{nouns.get(field) or field} {_mark_value(was, shown_was)} → {_mark_value(now, shown_now)}"
    )


def _ground(claim: Claim) -> str:
    grounds = []
    if claim.common_ground:
        grounds.append("common ground")
    if claim.evidence:
        grounds.append("evidence")
    return " and ".join(grounds) or "none"


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
        # A text is a sequence, too.
        case Sequence() if not isinstance(value, str):
            return ", ".join(map(str, value))
    return str(value)


_HEADINGS = {
    Sort.CLAIM: "Claims",
    Sort.INFERENCE: "Steps",
    Sort.SIDE: "Sides",
    Sort.SOURCE: "Sources",
    Sort.MAP: "The map",
}
"""What the argument consists of goes first."""


def format_differences(comparison: Comparison, changes: Iterable[VerdictChange]) -> str:
    """Return all that differs, what only follows from something under it; "" if nothing does."""
    sections: dict[str, list[str]] = {}
    for sort, heading in _HEADINGS.items():
        lines = sections[heading] = []
        for difference in comparison.differences:
            if difference.sort is sort:
                lines += _difference_lines(comparison, difference, "  ")
        if sort is Sort.CLAIM:
            for match in comparison.proposals:
                claim = comparison.ours.claims[match.ours]
                was = comparison.theirs.claims[match.theirs].text
                rewording = _describe_rewording(was, claim.text)
                lines.append(f"  perhaps {rewording}{_in_brackets(claim.at())}")
    verdicts = sections["Verdicts"] = []
    for change in changes:
        verdicts += _verdict_lines(comparison, change)
    blocks = []
    for heading, lines in sections.items():
        if lines:
            blocks.append("\n".join([heading, *lines, ""]))
    return "\n".join(blocks)


def _difference_lines(comparison: Comparison, difference: Difference, indent: str) -> Iterator[str]:
    # What our file does not have is in theirs.
    place = place_in(comparison.theirs, difference.sort, difference.theirs)
    if difference.ours:
        place = place_in(comparison.ours, difference.sort, difference.ours)
    # perhaps added: “Bees are busy” (new.yaml:3)
    perhaps = "" if difference.is_certain else "perhaps "
    yield f"{indent}{perhaps}{sentence(comparison, difference)}{_in_brackets(place)}"
    for follower in difference.follows:
        yield from _difference_lines(comparison, follower, f"{indent}  ")


def _in_brackets(span: Span | None) -> str:
    return f" ({one_line(span.file)}:{span.line})" if span is not None else ""


def _verdict_lines(comparison: Comparison, change: VerdictChange) -> Iterator[str]:
    """Yield a line with what a verdict was and is, and lines with what brought that about."""
    claims = comparison.ours.claims
    was, now = ", ".join(change.was), ", ".join(change.now)
    yield f"  “{shorten(claims[change.ours].text)}”: {was} → {now}"
    for difference in change.causes:
        yield f"    for: {sentence(comparison, difference)}"
    for premise in change.through:
        yield f"    through “{shorten(claims[premise].text)}”"
