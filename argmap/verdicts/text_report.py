"""Verdicts, positions, cruxes and needs as sentences for people: claims by their texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from argmap.model import ArgumentMap, Basis, Cause, Inference, InferenceStatus, Kind, Verdict
from argmap.model.graph import connected_by_author, main_claims, not_connected
from argmap.model.messages import how_to_answer
from argmap.model.spanning_tree import noun_of
from argmap.util.text import count, listed, one_line, shorten, with_article
from argmap.verdicts.evaluate import Reason, Verdicts

if TYPE_CHECKING:
    from argmap.verdicts.cruxes import Crux, CruxSearch
    from argmap.verdicts.needs import NeedSearch, Remedy
    from argmap.verdicts.positions import Choice, Outcome, Positions

_WOULD_BE = {
    Verdict.STANDS: "would stand",
    Verdict.FALLS: "would fall",
    Verdict.CONTESTED: "would be contested",
}
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
_MOST_SHOWN = 20
"""How many cruxes or needs of one claim are shown; the rest is counted."""


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
    loose_lines: list[str] = []
    lines_of_sides: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)
    for id, verdict in words.items():
        lines = loose_lines
        if id not in loose:
            lines = lines_of_sides[map.sides_of_claims[id], id in by_author]
        # The names are aligned: "stands, backed    School should start at nine".
        line = f"{verdict:{width}}  {name_claim(map, id)}"
        for said in (remark_on(verdicts, id), _weakness(verdicts, id)):
            if said:
                line += f" — {said}"
        lines.append(line)
    blocks = []
    without_side = "Claims"
    for id, side in map.sides.items():
        lines = lines_of_sides[id, False]
        if lines_of_sides[id, True]:
            lines.append("Connected by the map's author")
            lines += [f"  {line}" for line in lines_of_sides[id, True]]
        blocks += _block(side.name, lines)
        without_side = "No side or several sides"
    blocks += _block(without_side, lines_of_sides["", False])
    blocks += _block("Stated, but not connected by any source", loose_lines)
    tally = _tally(verdicts)
    blocks.append(tally)
    return "\n".join(blocks)


def _weakness(verdicts: Verdicts, claim: str) -> str:
    """Return what is said of a claim that may stand, and yet changes nothing: "too weak …"."""
    for use in verdicts.map.uses(claim):
        if verdicts.status_of(use) is InferenceStatus.TOO_WEAK:
            return f"too weak as {with_article(noun_of(verdicts.map, use))}"
    return ""


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
    is_backed = verdicts.basis_of(claim) is Basis.BACKED
    if is_backed and stated.is_norm and not stated.has_own_ground:
        return "its facts are documented"
    draw = verdicts.draw_at(claim)
    if not draw or not draw.reasons or not draw.objections:
        return ""
    reasons = _documented(draw.reasons, "reason", draw.sources_of_reasons)
    objections = _documented(draw.objections, "objection", draw.sources_of_objections)
    caution = "" if draw.reasons == draw.objections else "; their number does not matter"
    return f"{reasons}, {objections}{caution}"


def _documented(number: int, noun: str, sources: int) -> str:
    """Return how many reasons or objections are documented: "3 documented reasons (1 source)"."""
    documented = count(number, f"documented {noun}")
    return f"{documented} ({count(sources, 'source')})" if sources else documented


def name_claim(map: ArgumentMap, id: str) -> str:
    """Return a claim as people see it: its text, and its id if its author gave it one."""
    claim = map.claims[id]
    text = one_line(claim.text)
    if not claim.has_own_id:
        return text
    return f"{text} ({id})"


def _line(map: ArgumentMap, words: str, claim: str) -> str:
    """Return a claim with what is said of it: "stands: School should start at nine"."""
    name = name_claim(map, claim)
    return f"{words}: {name}"


def _block(heading: str, lines: Sequence[str]) -> list[str]:
    """Return a heading with indented lines as one text, or nothing where there are no lines."""
    if not lines:
        return []
    return ["\n  ".join([one_line(heading), *lines]) + "\n"]


_COUNTED: dict[InferenceStatus, _Verbs] = {
    InferenceStatus.TOO_WEAK: ("is too weak", "are too weak"),
    InferenceStatus.OUTWEIGHED: ("is outweighed", "are outweighed"),
    InferenceStatus.UNDERCUT: ("is undercut", "are undercut"),
}
_COUNTS_LESS: _Verbs = ("counts only as asserted", "count only as asserted")


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
            parts.append(f"{counted} {_verb(number, _TALLIED[verdict])}{_by_reason(reasons)}")
    # Any other status of an inference shows in the verdict of its target or its premises.
    found: defaultdict[_Verbs, list[Inference]] = defaultdict(list)
    for inference in verdicts.map.inferences.values():
        status = verdicts.status_of(inference)
        if status in _COUNTED:
            found[_COUNTED[status]].append(inference)
        elif verdicts.loses_backing(inference):
            found[_COUNTS_LESS].append(inference)
    for verbs in (*_COUNTED.values(), _COUNTS_LESS):
        parts += _count_kinds(found[verbs], verbs)
    if verdicts.strict:
        parts.append("strict: only backed claims stand")
    return "; ".join(parts) + "\n"


def _count_kinds(inferences: Sequence[Inference], verbs: _Verbs) -> list[str]:
    """Return how many there are of each kind, if any: "2 reasons and 1 objection are undercut"."""
    if not inferences:
        return []
    number_of = Counter(inference.noun for inference in inferences)
    counted = [count(number, noun) for noun, number in number_of.items()]
    verb = _verb(len(inferences), verbs)
    return [f"{listed(counted, 'and')} {verb}"]


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
        then = describe_verdict(before, id)
        now = describe_verdict(after, id)
        if then != now:
            change = f"{then} → {now}"
            lines.append(_line(before.map, change, id))
    lines = lines or ["none"]
    [block] = _block("Changes from the map as written", lines)
    return block


# --- positions ---


def format_positions(positions: Positions) -> str:
    """Return the positions by what becomes of the main claims, and what differs within each
    outcome.
    """
    map = positions.decided.map
    outcomes = positions.outcomes
    blocks = [_head_of_positions(positions)]
    # What differs alike within each outcome is listed once, below them. It takes all outcomes to
    # know, and more than one.
    shared: list[Choice] = []
    if 1 < positions.number_of_outcomes == len(outcomes):
        [first, *others] = outcomes
        for choice in first.choices:
            if all(choice in other.choices for other in others):
                shared.append(choice)
    for place, outcome in enumerate(outcomes, 1):
        blocks += _outcome(place, outcome, positions, shared)
    lines = _choices(map, shared)
    blocks += _block("Within each outcome, the positions differ further", lines)
    lines = _settled(map, _the_same_in_all(positions))
    blocks += _block("Contested, but the same in every position", lines)
    return "\n".join(blocks)


def _head_of_positions(positions: Positions) -> str:
    counted = positions.number
    outcomes = positions.number_of_outcomes
    number = count(counted, "position")
    leave = _verb(counted, ("leaves", "leave"))
    # The head never gives a number where the counting was given up.
    if positions.is_cut:
        number = f"more than {counted:,} positions"
        leave = "leave"
    ways = count(outcomes, "outcome")
    head = number.replace("position", "coherent position").capitalize()
    if positions.is_partial:
        head = f"No position settles everything; {number} {leave} the least open"
    if positions.is_cut:
        head += f"; the first {counted:,} have {ways} for the main claims"
    elif outcomes == 1 < counted:
        head += ", with one outcome for the main claims"
    elif outcomes < counted:
        head += f", with {ways} for the main claims"
    if positions.limit < outcomes:
        head += f"; showing the first {positions.limit:,}"
    return head + ":\n"


_MOST_NAMED = 3
"""How many main claims name an outcome; more would fill a page where every claim is one."""


def _outcome(
    number: int, outcome: Outcome, positions: Positions, shared: Sequence[Choice]
) -> list[str]:
    map = positions.decided.map
    # An outcome is known by what the sides contend.
    names = []
    for id, verdict in outcome.main_claims.items():
        if verdict is Verdict.STANDS:
            text = shorten(map.claims[id].text, 70)
            names.append(text.rstrip("."))
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
    lines = _settled(map, {id: outcome.settled[id] for id in outcome.settled if id not in alike})
    own = [choice for choice in outcome.choices if choice not in shared]
    if own:
        lines.append("These positions differ further:")
    for line in _choices(map, own):
        lines.append(f"  {line}")
    return _block(heading, lines)


def _choices(map: ArgumentMap, choices: Iterable[Choice]) -> list[str]:
    """Return claims of which some positions settle some, and others the others."""
    lines = []
    for one, other in choices:
        # Without an "or" there is one claim: "stands or falls: Parents work at eight".
        joint = "either" if other else "stands or falls"
        for id in one:
            lines.append(_line(map, joint, id))
            joint = "  and"
        joint = "  or"
        for id in other:
            lines.append(_line(map, joint, id))
            joint = "    and"
    return lines


def _settled(map: ArgumentMap, settled: Mapping[str, Verdict]) -> list[str]:
    """Return claims with what becomes of each in some positions, those that stand first."""
    lines = []
    for verdict, words in _STAYS.items():
        lines += [_line(map, words, id) for id in settled if settled[id] is verdict]
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
    return _line(map, where, claim) + "\n"


# --- cruxes ---

_SETS = {1: "claim", 2: "two claims", 3: "three claims"}
_MORE = {1: "; --size 2 tries two at once", 2: "; --size 3 tries three at once", 3: ""}


def format_cruxes(verdicts: Verdicts, searches: Sequence[CruxSearch], size: int) -> str:
    """Return what each claim in question turns on.

    `size` is the maximum number of flips that were combined.
    """
    blocks = []
    for search in searches:
        lines = _cruxes_of(verdicts, search, size)
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks) or "This map has no main claim; name a claim with --about.\n"


def _cruxes_of(verdicts: Verdicts, search: CruxSearch, size: int) -> list[str]:
    map = verdicts.map
    lines = [_claim_now(verdicts, search.claim)]
    found = search.found
    shown = found[:_MOST_SHOWN]
    for verdict, would_be in _WOULD_BE.items():
        of_verdict = [crux for crux in shown if crux.verdict is verdict]
        if of_verdict:
            lines.append(f"  It {would_be} {_if_any_of(len(of_verdict))}")
        for crux in of_verdict:
            lines += _crux(map, crux)
    _add_note_if_more(lines, len(found))
    if not found:
        lines.append(
            f"  Its verdict stays the same whichever {_SETS[size]} you accept or"
            f" reject{_MORE[size]}."
        )
    if any(crux.is_implicit for crux in shown):
        lines.append(
            "  (* added by the map's author: implicit, or connected only by implicit inferences)"
        )
    _add_note_if_cut(lines, search)
    return lines


def _claim_now(verdicts: Verdicts, claim: str) -> str:
    """Return a claim in question and its verdict, as the list of verdicts has it."""
    return f"{name_claim(verdicts.map, claim)} — {describe_verdict(verdicts, claim)}"


def _if_any_of(number: int) -> str:
    """Return what comes before conditions of which each is enough."""
    if number > 1:
        return "if any one of these were so:"
    return "if"


def _crux(map: ArgumentMap, crux: Crux) -> list[str]:
    """Return the flips of a crux, one per line."""
    lines = _joined(_line(map, _FLIPS[flip.word], flip.claim) for flip in crux.flips)
    if crux.is_implicit:
        # The star points to the note below all cruxes.
        lines[-1] += " *"
    return lines


_FLIPS = {
    "accepted": "you accepted",
    "documented": "this claim were documented",
    "rejected": "you rejected",
}


def _joined(conditions: Iterable[str]) -> list[str]:
    """Return conditions as lines, the later ones joined to the first by "and"."""
    first, *others = conditions
    return [f"    {first}", *(f"      and {other}" for other in others)]


def _add_note_if_more(lines: list[str], found: int) -> None:
    if found > _MOST_SHOWN:
        lines.append(f"  … and {found - _MOST_SHOWN} more (-f json lists all of them)")


def _add_note_if_cut(lines: list[str], search: CruxSearch | NeedSearch) -> None:
    if search.is_cut:
        tried = search.tried
        lines.append(f"  (There may be more: only the first {tried:,} combinations were tried.)")


# --- needs ---


def format_needs(verdicts: Verdicts, search: NeedSearch, size: int) -> str:
    """Return the answers or evidence that would make a claim stand.

    `size` is the maximum number of them at once.
    """
    map = verdicts.map
    found = search.found
    now = _claim_now(verdicts, search.claim)
    if search.verdict is Verdict.STANDS:
        return f"{now}; it needs nothing to stand\n"
    lines = [now]
    if found:
        lines.append(f"  It would stand {_if_any_of(len(found))}")
    shown = found[:_MOST_SHOWN]
    for remedies in shown:
        lines += _joined(_describe_remedy(map, remedy) for remedy in remedies)
    _add_note_if_more(lines, len(found))
    if any(remedy.is_answer for remedies in shown for remedy in remedies):
        lines.append(f"  (To answer an objection, {how_to_answer(map.format)}.)")
    if not found and not search.tried:
        lines.append("  Only a reason for it, or evidence for the claim itself, can help.")
    elif not found:
        what = "Neither an answer nor evidence for another claim"
        if size > 1:
            what = f"No combination of {size} answers or pieces of evidence for other claims"
        lines.append(f"  {what} would make it stand{_MORE[size]}.")
    _add_note_if_cut(lines, search)
    return "\n".join(lines) + "\n"


def _describe_remedy(map: ArgumentMap, remedy: Remedy) -> str:
    id, is_answer, has_evidence = remedy
    if not is_answer:
        return _line(map, "this claim were documented", id)
    inference = map.inferences[id]
    nouns = {"reason": "reason for", "weighing": "weighing of", "rebuttal": "rebuttal of"}
    noun = nouns.get(noun_of(map, inference), "objection to")
    answered = "answered, with evidence," if has_evidence else "answered"
    target = _quote_target(map, inference)
    names = [name_claim(map, premise) for premise in inference.premises]
    premises = " + ".join(names)
    return f"somebody {answered} this {noun} {target}: {premises}"


def _quote_target(map: ArgumentMap, inference: Inference) -> str:
    """Return what an objection is to: a claim, or an inference in the words of its claims."""
    target = inference.target
    if inference.kind is not Kind.UNDERCUTTER:
        return _quote(map, target)
    undercut = map.inferences[target]
    quoted = [_quote(map, premise) for premise in undercut.premises]
    start = " and ".join(quoted)
    if undercut.weighing:
        return f"the weighing {start}"
    if undercut.kind is Kind.UNDERCUTTER:
        return f"the inference from {start} to another inference"
    end = _quote(map, undercut.target)
    return f"the inference from {start} to {end}"


def _quote(map: ArgumentMap, claim: str) -> str:
    """Return the text of a claim that is only referred to."""
    whole = map.claims[claim].text
    text = shorten(whole, 60)
    return f"“{text.rstrip('.')}”"
