"""The differences between two maps as sentences, for people who write maps.

In English, as all messages, each with its place, and below it what follows from it:

    Claims
      left out: “Bees are busy” (old.yaml:3)
        left out: “Bees are busy” supports “Apples are red” (old.yaml:7)

    Verdicts
      “Apples are red”: stands, backed → stands, asserted
        because: left out: “Bees are busy” supports “Apples are red”
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from argmap.comparison.compare import Comparison, VerdictChange
from argmap.comparison.difference_search import GROUND
from argmap.comparison.differences import (
    Difference,
    DifferenceKind,
    Ids,
    Part,
    Sort,
    Where,
    part_of,
    place_in,
)
from argmap.model import ArgumentMap, Claim, Kind
from argmap.model.diagnostics import Span
from argmap.model.fields import fields_of
from argmap.util.same import RelationKind
from argmap.util.text import one_line, shorten, shorten_both

_MARK = " mark"
"""How the noun of a field ends that is either there or not: `common ground mark`."""

LONGEST = 50
"""Columns of a claim in a sentence."""
_MOST_IDS = 10
"""The sentence on claims with other ids names this many of them at most."""

_VERBS = {
    Kind.SUPPORT: ("supports", "support"),
    Kind.REBUTTAL: ("opposes", "oppose"),
    Kind.UNDERCUTTER: ("undercuts", "undercut"),
}
"""What one premise does, and what several do."""
_VERBS_OF_WEIGHING = ("outweighs", "outweigh")
_NOUNS = {
    Kind.SUPPORT: "a reason for",
    Kind.REBUTTAL: "an objection to",
    Kind.UNDERCUTTER: "an objection to an inference to",
}
_NOUN_OF_WEIGHING = "a weighing of an inference to"
_WHERE = {
    None: "",
    Where.BESIDE: "",
    Where.ABOVE: " (closer to the main claim)",
    Where.BELOW: " (farther from the main claim)",
}

_TURNS = {
    RelationKind.DENIES: "the opposite",
    RelationKind.LESS: "which says less",
    RelationKind.MORE: "which says more",
    RelationKind.DIFFERENT: "something else",
}
"""What a text is now that does not say the same as before."""


def sentence(comparison: Comparison, difference: Difference) -> str:
    """Return a difference as a sentence without a stop.

    Parts of our map are named as they are, parts of theirs as they were.
    """
    ours, theirs = comparison.ours, comparison.theirs
    sort = difference.sort
    ids = difference.ours
    other_ids = difference.theirs
    name = _name(ours, sort, ids)
    other_name = _name(theirs, sort, other_ids)
    # added: the side `north`
    sort_of_name = ""
    if sort in (Sort.SIDE, Sort.SOURCE):
        sort_of_name = f"the {sort} "
    match difference.kind:
        case DifferenceKind.FIELD if sort is Sort.CLAIM and difference.field == "id":
            return _describe_ids(difference)
        case DifferenceKind.FIELD:
            field = _field_sentence(comparison, difference)
            return f"{name}: {field}"
        case DifferenceKind.MISSING:
            return f"left out: {sort_of_name}{other_name}"
        case DifferenceKind.EXTRA:
            return f"added: {sort_of_name}{name}"
        case DifferenceKind.MERGED:
            return f"{other_name} are combined in one claim: {name}"
        case DifferenceKind.SPLIT:
            return f"{other_name} is split into two claims: {name}"
        case DifferenceKind.REWORDED:
            return describe_rewording(comparison, ids[0], other_ids[0])
        case DifferenceKind.REVERSED:
            return f"{name}, not the other way around"
        case DifferenceKind.OTHER_KIND:
            premises = ours.inferences[ids[0]].premises
            are = "are" if len(premises) > 1 else "is"
            role = _role(ours, ids[0])
            other_role = _role(theirs, other_ids[0])
            return f"{_quote_claims(ours, premises)} {are} {role}, not {other_role}"
        case DifferenceKind.OTHER_TARGET:
            where = _WHERE[difference.where]
            target = _target(theirs, other_ids[0])
            return f"{name}{where}, not {target}"
        case DifferenceKind.PREMISE_MISSING:
            missing = _quote_claims(theirs, other_ids[1:])
            return f"{name} without {missing}"
    return _sentence_on_links(ours, difference)


def _sentence_on_links(map: ArgumentMap, difference: Difference) -> str:
    # Ours is the inference, and after it the premise that is extra, or those that are apart.
    id, *others = difference.ours
    premises = list(map.inferences[id].premises)
    role = _role(map, id)
    match difference.kind:
        case DifferenceKind.LINKED:
            linked = _quote_claims(map, premises)
            return f"{linked} are linked premises of {role}, not independent"
        case DifferenceKind.UNLINKED:
            for other in others:
                premises += map.inferences[other].premises
            independent = _quote_claims(map, premises)
            return f"{independent} are independent, not linked premises of {role}"
    extra = _quote_claims(map, others)
    premises.remove(others[0])
    return f"{extra} is linked with {_quote_claims(map, premises)} in {role}"


def _name(map: ArgumentMap, sort: Sort, ids: Ids) -> str:
    """Return parts of a map as a sentence names them; of an inference and a premise, the former."""
    if sort is Sort.MAP:
        return "the map"
    if not ids:
        return ""
    match sort:
        case Sort.CLAIM:
            return _quote_claims(map, ids)
        case Sort.INFERENCE:
            return _relation(map, ids[0])
    return f"`{ids[0]}`"


def _relation(map: ArgumentMap, id: str) -> str:
    """Return an inference as a sentence: `“Bees are busy” supports “Apples are red”`."""
    inference = map.inferences[id]
    of_one, of_several = _VERBS[inference.kind]
    if inference.weighing:
        of_one, of_several = _VERBS_OF_WEIGHING
    verb = of_several if len(inference.premises) > 1 else of_one
    premises = _quote_claims(map, inference.premises)
    target = _target(map, id)
    return f"{premises} {verb} {target}"


def _role(map: ArgumentMap, id: str) -> str:
    """Return what an inference is: `a reason for “Apples are red”`."""
    inference = map.inferences[id]
    noun = _NOUNS[inference.kind]
    if inference.weighing:
        noun = _NOUN_OF_WEIGHING
    target = _quote_claim_under(map, id)
    return f"{noun} {target}"


def _target(map: ArgumentMap, id: str) -> str:
    """Return the target of an inference in words: a claim, or the inference that it undercuts."""
    inference = map.inferences[id]
    if inference.kind is not Kind.UNDERCUTTER:
        return _quote_claim(map.claims[inference.target])
    undercut = map.inferences[inference.target]
    premises = _quote_claims(map, undercut.premises)
    target = _quote_claim_under(map, undercut.id)
    return f"the inference from {premises} to {target}"


def _quote_claim_under(map: ArgumentMap, inference: str) -> str:
    claim = map.claims.get(map.claim_under(inference))
    if claim is None:
        return "no claim"  # undercutters that form a circle bear on none
    return _quote_claim(claim)


def _quote_claim(claim: Claim) -> str:
    return f"“{shorten(claim.text, LONGEST)}”"


def _quote_claims(map: ArgumentMap, claims: Iterable[str]) -> str:
    """Return the texts of claims in quotation marks: `“Bees are busy” and “Apples are red”`."""
    *texts, last = [_quote_claim(map.claims[claim]) for claim in claims]
    if not texts:
        return last
    others = ", ".join(texts)
    return f"{others} and {last}"


def _describe_ids(difference: Difference) -> str:
    """Return the claims that have another id: `other ids: c2 → c3, c3 → c4`."""
    pairs = [f"{was} → {now}" for was, now in zip(difference.theirs, difference.ours, strict=True)]
    shown = ", ".join(pairs[:_MOST_IDS])
    more = len(pairs) - _MOST_IDS
    return f"other ids: {shown} and {more} more" if more > 0 else f"other ids: {shown}"


def describe_rewording(comparison: Comparison, ours: str, theirs: str) -> str:
    """Return that a text has changed: `“Apples are red” is now “Apples are green”`.

    If it says something else now, the words that decide follow: `, the opposite: one says “not”`.
    """
    was, now = comparison.theirs.claims[theirs], comparison.ours.claims[ours]
    shown_was, shown_now = shorten_both(was.text, now.text, LONGEST)
    changed = f"“{shown_was}” is now “{shown_now}”"
    relation = comparison.relation(ours, theirs)
    if not relation.kind.is_turned:
        return changed
    # The word that was there stands first, as its text does.
    words = relation._replace(words=relation.words[::-1])
    return f"{changed}, {_TURNS[relation.kind]}: {words}"


def _field_sentence(comparison: Comparison, difference: Difference) -> str:
    """Return how a field differs: `title “Apples” → “Pears”`, `marked as common ground`."""
    ours, theirs = comparison.ours, comparison.theirs
    part: Part | ArgumentMap = ours
    other: Part | ArgumentMap = theirs
    sort, field = difference.sort, difference.field
    if sort is not Sort.MAP:
        part = part_of(ours, sort, difference.ours[0])
        other = part_of(theirs, sort, difference.theirs[0])
    # A field without a noun of its own has its name: `strict no → yes`.
    noun = field
    if field == GROUND:
        was = _ground(other)
        now = _ground(part)
    else:
        value = getattr(part, field)
        other_value = getattr(other, field)
        was, now = _value(other_value), _value(value)
        # Shortened so that what differs can be seen.
        shown_was, shown_now = shorten_both(was, now, LONGEST)
        was = _mark_value(other_value, shown_was)
        now = _mark_value(value, shown_now)
        # mypy does not know the types of a union as one.
        part_type: type = type(part)
        for each in fields_of(part_type):
            if each.name == field and each.noun:
                noun = each.noun
        if noun.endswith(_MARK):
            verb = "marked" if value else "not marked"
            return f"{verb} as {noun.removesuffix(_MARK)}"
    return f"{noun} {was} → {now}"


def _ground(claim: Part | ArgumentMap) -> str:
    grounds = []
    if getattr(claim, "common_ground", False):
        grounds.append("common ground")
    if getattr(claim, "evidence", ()):
        grounds.append("evidence")
    return " and ".join(grounds) or "none"


def _mark_value(value: object, shown: str) -> str:
    """Return a value as it is shown: words of people in quotation marks."""
    if not shown:
        return "none"
    if isinstance(value, str):
        return f"“{shown}”"
    return shown


def _value(value: object) -> str:
    match value:
        case True:
            return "yes"
        case False:
            return "no"
        case Mapping():
            items = []
            for key, item in value.items():
                items.append(f"{key}: {item}")
            return ", ".join(items)
        # A text is a sequence, too.
        case Sequence() if not isinstance(value, str):
            return ", ".join(str(each) for each in value)
    return str(value)


_HEADINGS = {
    Sort.CLAIM: "Claims",
    Sort.INFERENCE: "Inferences",
    Sort.SIDE: "Sides",
    Sort.SOURCE: "Sources",
    Sort.MAP: "The map",
}
"""What the argument consists of goes first."""


def format_differences(comparison: Comparison, changes: Iterable[VerdictChange]) -> str:
    """Return all that differs, what only follows from something under it; "" if nothing does."""
    sections: dict[str, list[str]] = {}
    for heading in (*_HEADINGS.values(), "Verdicts"):
        sections[heading] = []
    for difference in comparison.differences:
        heading = _HEADINGS[difference.sort]
        sections[heading] += _difference_lines(comparison, difference, "  ")
    for match in comparison.proposals:
        rewording = describe_rewording(comparison, match.ours, match.theirs)
        place = _in_brackets(comparison.ours.claims[match.ours].at())
        sections["Claims"].append(f"  perhaps {rewording}{place}")
    for change in changes:
        sections["Verdicts"] += verdict_lines(comparison, change)
    blocks = []
    for heading, lines in sections.items():
        if lines:
            blocks.append("\n".join([heading, *lines, ""]))
    return "\n".join(blocks)


def _difference_lines(comparison: Comparison, difference: Difference, indent: str) -> Iterator[str]:
    sort = difference.sort
    # What our file does not have is in theirs.
    if difference.ours:
        span = place_in(comparison.ours, sort, difference.ours)
    else:
        span = place_in(comparison.theirs, sort, difference.theirs)
    # perhaps added: “Bees are busy” (new.yaml:3)
    says = sentence(comparison, difference)
    if not difference.is_certain:
        says = f"perhaps {says}"
    place = _in_brackets(span)
    yield f"{indent}{says}{place}"
    for follower in difference.follows:
        yield from _difference_lines(comparison, follower, f"{indent}  ")


def _in_brackets(span: Span | None) -> str:
    if span is None:
        return ""
    return f" ({one_line(span.file)}:{span.line})"


def verdict_lines(comparison: Comparison, change: VerdictChange) -> Iterator[str]:
    """Yield a line with what a verdict was and is, and lines with what brought that about."""
    claims = comparison.ours.claims
    text = shorten(claims[change.ours].text)
    was = ", ".join(change.was)
    now = ", ".join(change.now)
    yield f"  “{text}”: {was} → {now}"
    for difference in change.causes:
        says = sentence(comparison, difference)
        yield f"    because: {says}"
    for premise in change.through:
        text = shorten(claims[premise].text)
        yield f"    through “{text}”"
