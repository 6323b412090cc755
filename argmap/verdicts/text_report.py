"""Verdicts, positions, cruxes and needs as sentences for people: claims by their texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from argmap.model import ArgumentMap, Basis, Cause, Inference, InferenceStatus, Kind, Verdict
from argmap.model.graph import connected_by_author, main_claims, not_connected
from argmap.model.spanning_tree import noun_of
from argmap.util.text import count, listed, one_line, shorten, with_article
from argmap.verdicts.conclusions import both_stand
from argmap.verdicts.evaluate import Reason, Verdicts

if TYPE_CHECKING:
    from argmap.verdicts.positions import Choice, Outcome, Positions

_STAYS = {
    Verdict.STANDS: "stands",
    Verdict.FALLS: "falls",
    Verdict.CONTESTED: "stays contested",
}
_Verbs: TypeAlias = tuple[str, str]
"""A verb with one claim or inference, and with several."""

_TALLIED: dict[Verdict, _Verbs] = {
    Verdict.STANDS: ("stands", "stand"),
    Verdict.FALLS: ("falls", "fall"),
    Verdict.CONTESTED: ("is contested", "are contested"),
}
_MOST_NAMED = 3
"""How many main claims name an outcome, and how many inferences are named where some are counted:
more would fill a page where every claim is one.
"""
# --- verdicts ---


def format_verdicts(verdicts: Verdicts) -> str:
    """Return the verdict of every claim, by side with main claims first, and a line that counts
    them.

    Below those of a side are the claims that only the map's author connects with it. In a map
    without what its author added, what no main claim leads to comes last, by itself.
    """
    map = verdicts.map
    words: dict[str, str] = {}
    # A dictionary keeps the first place of each: main claims come first, and not again.
    for claim in (*main_claims(map), *map.claims.values()):
        words[claim.id] = describe_verdict(verdicts, claim.id)
    width = len(max(words.values(), key=len, default=""))
    loose = not_connected(map) if map.is_stated_only else ()
    by_author = connected_by_author(map)
    # The lines of each heading: of a side, or below it, and of what no main claim leads to.
    lines_of: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for id, verdict in words.items():
        # The names are aligned: "stands, backed    School should start at nine".
        line = f"{verdict:{width}}  {name_claim(map, id)}"
        if verdicts.basis_of(id) is Basis.OPEN:
            line += " — whether it is backed is contested"
        for said in (remark_on(verdicts, id), _weakness(verdicts, id)):
            if said:
                line += f" — {said}"
        side = map.sides_of_claims[id]
        if id in loose:
            lines_of["loose", ""].append(line)
        elif id in by_author:
            lines_of["by author", side].append(f"  {line}")
        else:
            lines_of["", side].append(line)
    blocks = []
    for id, stated in map.sides.items():
        below = lines_of["by author", id]
        heading = ["Connected by the map's author"] if below else []
        blocks += _block(stated.name, [*lines_of["", id], *heading, *below])
    without_side = "No side or several sides" if map.sides else "Claims"
    blocks += _block(without_side, lines_of["", ""])
    blocks += _block("Stated, but not connected by any source", lines_of["loose", ""])
    blocks += _compatible_sides(verdicts)
    blocks.append(_tally(verdicts))
    return "\n".join(blocks)


def _compatible_sides(verdicts: Verdicts) -> list[str]:
    """Return a sentence if main claims of two sides stand that nothing connects, else nothing."""
    pair = both_stand(verdicts)
    if not pair:
        return []
    names = [quote(verdicts.map, claim) for claim in pair]
    return [
        f"{listed(names, 'and')} both stand, and nothing in the map says that they can't both be"
        " true. If they can't, write one of them as an objection to the other.\n"
    ]


def _weakness(verdicts: Verdicts, claim: str) -> str:
    """Return what is said of a claim that is an objection to itself, or that may stand, and yet
    changes nothing: "too weak …".
    """
    for use in verdicts.map.uses(claim):
        if is_to_itself(use):
            return "it is an objection to itself"
        if verdicts.status_of(use) is InferenceStatus.TOO_WEAK:
            return f"too weak as {with_article(noun_of(verdicts.map, use))}"
    return ""


def is_to_itself(inference: Inference) -> bool:
    """Return whether an inference is the objection of one claim to itself."""
    return inference.kind is Kind.REBUTTAL and inference.premises == (inference.target,)


def describe_verdict(verdicts: Verdicts, claim: str) -> str:
    """Return the verdict of a claim in words, with its basis or cause: "stands, backed"."""
    words = list(verdicts.words_of(claim))
    if claim in verdicts.fixed:
        words.append("as you asked")
    return ", ".join(words)


def remark_on(verdicts: Verdicts, claim: str) -> str:
    """Return what the verdict on a claim does not show, or "": how a norm is backed, or how much is
    documented on both sides of a draw.
    """
    stated = verdicts.map.claims[claim]
    rests_on_facts = stated.is_norm and not stated.has_own_ground
    if rests_on_facts and verdicts.basis_of(claim) is Basis.BACKED:
        how = "documented" if verdicts.count_sources([claim]) else "accepted"
        return f"its facts are {how}"
    draw = verdicts.draw_at(claim)
    if not draw or not draw.reasons or not draw.objections:
        return ""
    reasons = _backed(draw.reasons, "reason", draw.sources_of_reasons)
    objections = _backed(draw.objections, "objection", draw.sources_of_objections)
    does_not_matter = "; their number does not matter" if draw.reasons != draw.objections else ""
    return f"{reasons}, {objections}{does_not_matter}"


def _backed(number: int, noun: str, sources: int) -> str:
    """Return how many reasons or objections are backed: "3 documented reasons (1 source)", or
    "3 accepted reasons" where they rest on common ground, or on what is supposed, alone.
    """
    if not sources:
        return count(number, f"accepted {noun}")
    return f"{count(number, f'documented {noun}')} ({count(sources, 'source')})"


def name_claim(map: ArgumentMap, id: str) -> str:
    """Return a claim as people see it: its text, and its id if its author gave it one."""
    text = one_line(map.claims[id].text)
    return f"{text} ({id})" if map.claims[id].has_own_id else text


def format_line(map: ArgumentMap, words: str, claim: str) -> str:
    """Return a claim with what is said of it: "stands: School should start at nine"."""
    return f"{words}: {name_claim(map, claim)}"


def _block(heading: str, lines: Sequence[str]) -> list[str]:
    """Return a heading with indented lines as one text, or nothing where there are no lines."""
    return ["\n  ".join([one_line(heading), *lines]) + "\n"] if lines else []


_COUNTED = (InferenceStatus.TOO_WEAK, InferenceStatus.OUTWEIGHED, InferenceStatus.UNDERCUT)


def _tally(verdicts: Verdicts) -> str:
    """Return how many claims have each verdict, and how many inferences come to nothing."""
    reasons_of: dict[Verdict, list[Reason]] = {verdict: [] for verdict in _TALLIED}
    for claim, verdict in verdicts.claims.items():
        reasons_of[verdict].append(verdicts.reason_of(claim))
    parts: list[str] = []
    for verdict, reasons in reasons_of.items():
        number = len(reasons)
        if number:
            # Only the first has a noun: "2 claims stand (1 backed, 1 asserted); 1 is contested".
            counted = f"{number:,}" if parts else count(number, "claim")
            verb = _verb(number, _TALLIED[verdict])
            parts.append(f"{counted} {verb}{_by_reason(reasons)}")
    # Any other status of an inference shows in the verdict of its target or its premises.
    found: dict[InferenceStatus, list[Inference]] = {status: [] for status in _COUNTED}
    losing: list[Inference] = []
    for inference in verdicts.map.inferences.values():
        status = verdicts.status_of(inference)
        if status in found:
            found[status].append(inference)
        elif verdicts.loses_backing(inference):
            losing.append(inference)
    for status, inferences in found.items():
        parts += _count_kinds(inferences, (f"is {status}", f"are {status}"))
    if losing:
        [counted] = _count_kinds(losing, ("counts only as asserted", "count only as asserted"))
        parts.append(f"{counted} ({name_some(verdicts.map, losing)})")
    if verdicts.strict:
        parts.append("strict: only backed claims stand")
    return "; ".join(parts) + "\n"


def _count_kinds(inferences: Sequence[Inference], verbs: _Verbs) -> list[str]:
    """Return how many there are of each kind, if any: "2 reasons and 1 objection are undercut"."""
    number_of = Counter(inference.noun for inference in inferences)
    counted = [count(number, noun) for noun, number in number_of.items()]
    return [f"{listed(counted, 'and')} {_verb(len(inferences), verbs)}"] if inferences else []


def name_some(map: ArgumentMap, inferences: Sequence[Inference]) -> str:
    """Return the first inferences by their premises: "“A”, “B” + “C” and 2 more"."""
    names = []
    for inference in inferences[:_MOST_NAMED]:
        premises = [quote(map, premise) for premise in inference.premises_besides_warrant]
        names.append(" + ".join(premises))
    if len(inferences) > len(names):
        names.append(f"{len(inferences) - len(names):,} more")
    return listed(names, "and")


def _verb(number: int, verbs: _Verbs) -> str:
    singular, plural = verbs
    return singular if number == 1 else plural


def _by_reason(reasons: Sequence[Reason]) -> str:
    """Return how many claims have each basis or cause, in brackets: " (2 backed, 1 open)"."""
    shown = [f"{reasons.count(each)} {each}" for each in (*Basis, *Cause) if each in reasons]
    return f" ({', '.join(shown)})" if shown else ""


def format_changes(before: Verdicts, after: Verdicts) -> str:
    """Return the claims whose verdict, basis or cause accepting or rejecting some changes."""
    lines = []
    for id in before.map.claims:
        then, now = describe_verdict(before, id), describe_verdict(after, id)
        if then != now:
            lines.append(format_line(before.map, f"{then} → {now}", id))
    [block] = _block("Changes from the map as written", lines or ["none"])
    return block


# --- positions ---


def format_positions(positions: Positions) -> str:
    """Return the positions by what becomes of the main claims, and what differs within each
    outcome.
    """
    map = positions.decided.map
    blocks = [_head_of_positions(positions)]
    for place, outcome in enumerate(positions.outcomes, 1):
        blocks += _outcome(place, outcome, positions)
    lines = _settled(map, _the_same_in_all(positions))
    blocks += _block("Contested, but the same in every position", lines)
    blocks += _compatible_sides(positions.decided)
    return "\n".join(blocks)


def _head_of_positions(positions: Positions) -> str:
    number = positions.number
    ways = count(positions.number_of_outcomes, "outcome")
    head = count(number, "coherent position")
    if positions.is_cut:
        head = f"more than {head}"
    if positions.is_partial:
        leave = "leaves" if number == 1 else "leave"
        head = f"no position settles everything; {head} {leave} the least open"
    if positions.is_cut:
        head += f"; the first {number:,} have {ways} for the main claims"
    elif positions.number_of_outcomes < number:
        head += f", with {ways} for the main claims"
    if positions.limit < positions.number_of_outcomes:
        head += f"; showing the first {positions.limit:,}"
    return f"{head[0].upper()}{head[1:]}:\n"


def _outcome(number: int, outcome: Outcome, positions: Positions) -> list[str]:
    map = positions.decided.map
    # An outcome is known by what the sides contend.
    names = []
    for id, verdict in outcome.main_claims.items():
        if verdict is Verdict.STANDS:
            names.append(shorten(map.claims[id].text, 70).rstrip("."))
    more = len(names) - _MOST_NAMED
    if more > 0:
        names[_MOST_NAMED:] = [f"{more:,} more"]
    name = " + ".join(names) or "no main claim stands"
    if outcome.number > 1:
        name += f" ({outcome.number:,} positions)"
    heading = f"{number}. {name}"
    if not positions.contested:
        return _block(heading, ["nothing is contested, so there is nothing to settle"])
    alike = _the_same_in_all(positions)
    settled = {id: verdict for id, verdict in outcome.settled.items() if id not in alike}
    lines = _settled(map, settled)
    if outcome.choices:
        lines.append("These positions differ further:")
    return _block(heading, lines + [f"  {line}" for line in _choices(map, outcome.choices)])


def _choices(map: ArgumentMap, choices: Iterable[Choice]) -> list[str]:
    """Return claims of which some positions settle some, and others the others."""
    lines = []
    for one, other in choices:
        # Without an "or" there is one claim: "stands or falls: Parents work at eight".
        joint = "either" if other else "stands or falls"
        for id in one:
            lines.append(format_line(map, joint, id))
            joint = "  and"
        joint = "  or"
        for id in other:
            lines.append(format_line(map, joint, id))
            joint = "    and"
    return lines


def _settled(map: ArgumentMap, settled: Mapping[str, Verdict]) -> list[str]:
    """Return claims with what becomes of each in some positions, those that stand first."""
    lines = []
    for verdict, words in _STAYS.items():
        lines += [format_line(map, words, id) for id in settled if settled[id] is verdict]
    return lines


def _the_same_in_all(positions: Positions) -> dict[str, Verdict]:
    """Return what is contested, and yet the same in every position, if there are several."""
    if positions.number < 2:
        return {}  # of one position it would be the whole once more
    standing = dict.fromkeys(positions.always_stand, Verdict.STANDS)
    return standing | dict.fromkeys(positions.always_fall, Verdict.FALLS)


_WHERE = {
    "all": "In every position, this claim stands",
    "some": "In some positions but not in others, this claim stands",
    "none": "In no position does this claim stand",
}


def format_stands_in(map: ArgumentMap, claim: str, how_many: str) -> str:
    """Return in how many positions a claim stands, as a sentence."""
    where = _WHERE.get(how_many, "No position settles everything, so none settles this claim")
    return format_line(map, where, claim) + "\n"


# --- what would change a verdict ---

_MOST_SHOWN = 20
"""How many cruxes or needs of one claim are shown; the rest is counted."""

SHOWN = slice(_MOST_SHOWN)
WOULD_BE = {
    Verdict.STANDS: "would stand",
    Verdict.FALLS: "would fall",
    Verdict.CONTESTED: "would be contested",
}
MORE = {1: "; --size 2 tries two at once", 2: "; --size 3 tries three at once", 3: ""}
"""What follows where no set of a size was found."""


def format_findings(
    verdicts: Verdicts,
    claim: str,
    number: int,
    outcomes: Mapping[str, Sequence[Sequence[str]]],
    notes: Sequence[str],
    cut_after: int,
) -> str:
    """Return the verdict on a claim, and what would change it.

    Args:
        verdicts: the verdicts of the map.
        claim: the claim in question.
        number: how many sets of conditions were found.
        outcomes: by what the claim would be, the sets of conditions for that, as far as shown.
        notes: come last.
        cut_after: how many sets were tried, if not all were; else 0.
    """
    lines = [format_verdict(verdicts, claim)]
    for would_be, found in outcomes.items():
        if found:
            joint = "if any one of these were so:" if len(found) > 1 else "if"
            lines.append(f"  It {would_be} {joint}")
        for first, *others in found:
            lines.append(f"    {first}")
            lines += [f"      and {other}" for other in others]
    if number > _MOST_SHOWN:
        lines.append(f"  … and {number - _MOST_SHOWN} more (-f json lists all of them)")
    lines += [f"  {note}" for note in notes]
    if cut_after:
        tried = f"only the first {cut_after:,} combinations were tried"
        lines.append(f"  (There may be more: {tried}.)")
    return "\n".join(lines) + "\n"


def format_verdict(verdicts: Verdicts, claim: str) -> str:
    """Return a claim and its verdict, as the list of verdicts has it."""
    return f"{name_claim(verdicts.map, claim)} — {describe_verdict(verdicts, claim)}"


def quote(map: ArgumentMap, claim: str) -> str:
    """Return the text of a claim that is only referred to."""
    return f"“{shorten(map.claims[claim].text, 60).rstrip('.')}”"
