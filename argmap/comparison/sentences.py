"""Differences between two maps as sentences, for those who write maps; in English, as all messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from argmap.comparison.compare import Comparison
from argmap.comparison.differences import Difference, DifferenceKind, Sort, Where
from argmap.comparison.fields import GROUND
from argmap.model import ArgumentMap, Claim, Inference, Kind, Side, Source
from argmap.model.fields import fields_of
from argmap.model.text import shorten, shorten_both

_LONGEST = 50
"""Columns of a claim in a sentence."""
_PLURAL_VERBS = {Kind.SUPPORT: "support", Kind.REBUTTAL: "rebut", Kind.UNDERCUTTER: "undercut"}
_NOUNS = {Kind.SUPPORT: "a reason for", Kind.REBUTTAL: "an objection to", Kind.UNDERCUTTER: "an objection to a step to"}
_WHERE = {
    Where.ABOVE: ", which is nearer to the main claim",
    Where.BELOW: ", which is farther from the main claim",
    Where.BESIDE: "",
}


class Sentences:
    """Tells the differences of one comparison; what is ours is told as it is, what is theirs as what it was."""

    def __init__(self, comparison: Comparison) -> None:
        self._ours = comparison.ours
        self._theirs = comparison.theirs

    def of(self, difference: Difference) -> str:
        """Return a difference as a sentence without a stop: `added: “Bees are busy” supports “Apples are red”`."""
        match difference.sort:
            case Sort.CLAIM:
                return self._of_claims(difference)
            case Sort.STEP:
                return self._of_steps(difference)
        if difference.kind is DifferenceKind.FIELD:
            return self._of_field(difference)
        verb = "added" if difference.kind is DifferenceKind.EXTRA else "left out"
        (id,) = difference.ours or difference.theirs
        return f"{verb}: the {difference.sort} `{id}`"

    def _of_claims(self, difference: Difference) -> str:
        ours = _quoted_all(self._ours, difference.ours)
        theirs = _quoted_all(self._theirs, difference.theirs)
        match difference.kind:
            case DifferenceKind.MISSING:
                return f"left out: {theirs}"
            case DifferenceKind.EXTRA:
                return f"added: {ours}"
            case DifferenceKind.REWORDED:
                (our_id,), (their_id,) = difference.ours, difference.theirs
                return reworded(self._theirs.claims[their_id].text, self._ours.claims[our_id].text)
            case DifferenceKind.MERGED:
                return f"{theirs} are one claim: {ours}"
            case DifferenceKind.SPLIT:
                return f"{theirs} is two claims: {ours}"
        return self._of_field(difference)

    def _of_steps(self, difference: Difference) -> str:
        match difference.kind:
            case DifferenceKind.MISSING:
                return f"left out: {relation(self._theirs, self._theirs.inferences[difference.theirs[0]])}"
            case DifferenceKind.EXTRA:
                return f"added: {relation(self._ours, self._ours.inferences[difference.ours[0]])}"
            case DifferenceKind.FIELD:
                return self._of_field(difference)
        step = self._ours.inferences[difference.ours[0]]
        other = self._theirs.inferences[difference.theirs[0]]
        told = relation(self._ours, step)
        target = _quoted(self._ours.claims.get(self._ours.claim_under(step.id)))
        match difference.kind:
            case DifferenceKind.OTHER_KIND:
                other_target = _quoted(self._theirs.claims.get(self._theirs.claim_under(other.id)))
                return f"{told}, and is not {_NOUNS[other.kind]} {other_target}"
            case DifferenceKind.OTHER_TARGET:
                where = "" if difference.where is None else _WHERE[difference.where]
                return f"{told}{where}, and not {_target(self._theirs, other)}"
            case DifferenceKind.REVERSED:
                return f"{told}, and not the other way round"
            case DifferenceKind.LINKED:
                linked = _quoted_all(self._ours, step.premises)
                return f"{linked} are linked as {_NOUNS[step.kind]} {target}, and not independent"
            case DifferenceKind.UNLINKED:
                premises = [premise for id in difference.ours for premise in self._ours.inferences[id].premises]
                independent = _quoted_all(self._ours, premises)
                return f"{independent} are independent, and not linked as {_NOUNS[step.kind]} {target}"
            case DifferenceKind.PREMISE_MISSING:
                premise = _quoted(self._theirs.claims[difference.theirs[1]])
                return f"{told} without {premise}"
        premise = _quoted(self._ours.claims[difference.ours[1]])
        others = [other for other in step.premises if other != difference.ours[1]]
        return f"{premise} is linked with {_quoted_all(self._ours, others)} as {_NOUNS[step.kind]} {target}"

    def _of_field(self, difference: Difference) -> str:
        if difference.field == GROUND:
            claim, other = self._ours.claims[difference.ours[0]], self._theirs.claims[difference.theirs[0]]
            return f"{_quoted(claim)}: ground {_ground(other)} → {_ground(claim)}"
        part = self._part(self._ours, difference.sort, difference.ours)
        other_part = self._part(self._theirs, difference.sort, difference.theirs)
        was, now = getattr(other_part, difference.field), getattr(part, difference.field)
        return f"{_name_of(self._ours, part)}: {_noun(part, difference.field)} {_change(was, now)}"

    def _part(self, map: ArgumentMap, sort: Sort, ids: tuple[str, ...]) -> _Part:
        match sort:
            case Sort.MAP:
                return map
            case Sort.SIDE:
                return map.sides[ids[0]]
            case Sort.SOURCE:
                return map.sources[ids[0]]
            case Sort.STEP:
                return map.inferences[ids[0]]
        return map.claims[ids[0]]


_Part = ArgumentMap | Side | Source | Claim | Inference


def reworded(was: str, now: str) -> str:
    """Return that a text is now another one: `“Apples are red” is now “Apples are green”`."""
    shown_was, shown_now = shorten_both(was, now, _LONGEST)
    return f"“{shown_was}” is now “{shown_now}”"


def relation(map: ArgumentMap, step: Inference) -> str:
    """Return what a step does, as a sentence: `“Bees are busy” supports “Apples are red”`."""
    verb = step.kind.verb if len(step.premises) == 1 else _PLURAL_VERBS[step.kind]
    return f"{_quoted_all(map, step.premises)} {verb} {_target(map, step)}"


def _target(map: ArgumentMap, step: Inference) -> str:
    if step.kind is not Kind.UNDERCUTTER:
        return _quoted(map.claims[step.target])
    struck = map.inferences[step.target]
    target = _quoted(map.claims.get(map.claim_under(struck.id)))
    return f"the step from {_quoted_all(map, struck.premises)} to {target}"


def _quoted(claim: Claim | None) -> str:
    """Return the text of a claim in quotation marks; None where steps run in a circle and bear on none."""
    if claim is None:
        return "no claim"
    return f"“{shorten(claim.text, _LONGEST)}”"


def _quoted_all(map: ArgumentMap, claims: Iterable[str]) -> str:
    quoted = [_quoted(map.claims[claim]) for claim in claims]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _name_of(map: ArgumentMap, part: _Part) -> str:
    match part:
        case Claim():
            return _quoted(part)
        case Inference():
            return relation(map, part)
        case Side() | Source():
            return f"`{part.id}`"
    return "the map"


def _noun(part: _Part, name: str) -> str:
    """Return what a field holds, as the model's table has it."""
    part_type: type = type(part)
    nouns = {field.name: field.noun for field in fields_of(part_type)}
    return nouns.get(name) or name


def _ground(claim: Claim) -> str:
    grounds: list[str] = []
    if claim.assumed:
        grounds.append("common ground")
    if claim.evidence:
        grounds.append("evidence")
    return " and ".join(grounds) or "none"


def _change(was: object, now: object) -> str:
    """Return what a field held and what it holds, for people: `“Apples” → “Pears”`."""
    shown_was, shown_now = shorten_both(_value(was), _value(now), _LONGEST)
    return f"{_marked(was, shown_was)} → {_marked(now, shown_now)}"


def _marked(value: object, shown: str) -> str:
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
