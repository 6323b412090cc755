"""Verdicts, positions, cruxes and needs as sentences for people: claims by their texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from argmap.model import ArgumentMap, Basis, Cause, Inference, InferenceStatus, Kind, Verdict
from argmap.model.graph import main_claims, not_connected
from argmap.util.text import count, one_line, shorten
from argmap.verdicts.evaluate import Verdicts

if TYPE_CHECKING:
    from argmap.verdicts.cruxes import Crux, CruxSearch
    from argmap.verdicts.needs import NeedSearch, Remedy
    from argmap.verdicts.positions import Choice, Outcome, Positions

_IS_NOW = {Verdict.STANDS: "stands", Verdict.FALLS: "falls", Verdict.CONTESTED: "is contested"}
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
_MOST_SHOWN = 20
"""How many cruxes or needs of one claim are shown; the rest is counted."""


# --- verdicts ---


def format_verdicts(verdicts: Verdicts) -> str:
    """Return the verdict of every claim, by side with main claims first, and a line that counts
    them.

    In a map without what its author added, what no main claim leads to comes last, by itself.
    """
    map = verdicts.map
    sides = map.sides
    words = {}
    for claim in (*main_claims(map), *map.claims.values()):
        words[claim.id] = describe_verdict(verdicts, claim.id)
    longest = max(words.values(), key=len, default="")
    width = len(longest)
    lines_of_sides: dict[str, list[str]] = {}
    loose = not_connected(map) if map.is_stated_only else ()
    loose_lines: list[str] = []
    # A dictionary keeps the first place of each: main claims come first, and not again.
    for id, verdict in words.items():
        lines = loose_lines
        if id not in loose:
            side_of_claim = map.sides_of_claims[id]
            lines = lines_of_sides.setdefault(side_of_claim, [])
        name = name_claim(map, id)
        lines.append(f"{verdict:{width}}  {name}")
    without_side = "No side or several sides" if sides else "Claims"
    blocks = []
    for id, side in sides.items():
        blocks += _block(side.name, lines_of_sides.get(id))
    blocks += _block(without_side, lines_of_sides.get(""))
    blocks += _block("Stated, and not connected by the source", loose_lines)
    blocks.append(_tally(verdicts))
    return "\n".join(blocks)


def describe_verdict(verdicts: Verdicts, claim: str) -> str:
    """Return the verdict of a claim in words, with its basis or cause: "stands, backed"."""
    words = list(verdicts.words_of(claim))
    if claim in verdicts.fixed:
        words.append("as you asked")
    return ", ".join(words)


def name_claim(map: ArgumentMap, id: str) -> str:
    """Return a claim as people see it: its text, and its id if its author gave it one."""
    claim = map.claims[id]
    text = one_line(claim.text)
    if not claim.has_own_id:
        return text
    return f"{text} ({id})"


def _block(heading: str, lines: Sequence[str] | None) -> list[str]:
    """Return a heading with indented lines as one text, or nothing where there are no lines."""
    if not lines:
        return []
    block = f"{one_line(heading)}\n"
    for line in lines:
        block += f"  {line}\n"
    return [block]


def _tally(verdicts: Verdicts) -> str:
    """Return how many claims have each verdict, and how many inferences come to nothing."""
    claims = verdicts.claims
    numbers = Counter(claims.values())
    bases = _of_these(map(verdicts.basis_of, claims))
    causes = _of_these(map(verdicts.cause_of, claims))
    standing = numbers[Verdict.STANDS]
    falling = numbers[Verdict.FALLS]
    contested = numbers[Verdict.CONTESTED]
    parts = []
    if standing:
        stand = _verb(standing, "stands", "stand")
        parts.append(f"{count(standing, 'claim')} {stand}{bases}")
    if falling:
        number = f"{falling:,}" if parts else count(falling, "claim")
        fall = _verb(falling, "falls", "fall")
        parts.append(f"{number} {fall}{causes}")
    if contested:
        number = f"{contested:,}" if parts else count(contested, "claim")
        are = _verb(contested, "is", "are")
        parts.append(f"{number} {are} contested")
    # Any other status of an inference shows in the verdict of its target or its premises.
    for status in (
        InferenceStatus.TOO_WEAK,
        InferenceStatus.OUTWEIGHED,
        InferenceStatus.UNDERCUT,
    ):
        found = []
        for inference in verdicts.map.inferences.values():
            if verdicts.status_of(inference) is status:
                found.append(inference)
        if found:
            are = _verb(len(found), "is", "are")
            parts.append(f"{_count_kinds(found)} {are} {status}")
    losing = list(filter(verdicts.loses_backing, verdicts.map.inferences.values()))
    if losing:
        count_as = _verb(len(losing), "counts", "count")
        parts.append(f"{_count_kinds(losing)} {count_as} only as asserted")
    if verdicts.strict:
        parts.append("strict: only backed claims stand")
    return "; ".join(parts) + "\n"


def _count_kinds(inferences: Sequence[Inference]) -> str:
    """Return how many there are of each kind: "2 reasons and 1 objection"."""
    numbers = Counter(inference.kind.noun for inference in inferences)
    return " and ".join(count(number, noun) for noun, number in numbers.items())


def _verb(number: int, singular: str, plural: str) -> str:
    return singular if number == 1 else plural


def _of_these(kinds: Iterable[Basis | Cause | None]) -> str:
    """Return how many there are of each kind, in brackets: " (2 backed, 1 open)"."""
    numbers = Counter(kinds)
    shown = []
    for kind in (*Basis, *Cause):
        if kind in numbers:
            shown.append(f"{numbers[kind]} {kind}")
    if not shown:
        return ""
    return f" ({', '.join(shown)})"


def format_changes(before: Verdicts, after: Verdicts) -> str:
    """Return the claims whose verdict, basis or cause accepting or rejecting some changes."""
    lines = []
    for id in before.map.claims:
        then = describe_verdict(before, id)
        now = describe_verdict(after, id)
        if then != now:
            name = name_claim(before.map, id)
            lines.append(f"{then} → {now}: {name}")
    lines = lines or ["none"]
    [block] = _block("Changes from the map as written", lines)
    return block


# --- positions ---


def format_positions(positions: Positions) -> str:
    """Return the positions by what becomes of the main claims, and what differs within each
    outcome.
    """
    blocks = [_head_of_positions(positions)]
    # What differs alike within each outcome is listed once, below them.
    shared: list[Choice] = []
    if 1 < positions.number_of_outcomes == len(positions.outcomes):
        [first, *others] = positions.outcomes
        for choice in first.choices:
            if all(choice in other.choices for other in others):
                shared.append(choice)
    for place, outcome in enumerate(positions.outcomes, 1):
        blocks += _outcome(place, outcome, positions, shared)
    map = positions.decided.map
    blocks += _block("Within each outcome, the positions differ further", _choices(map, shared))
    blocks += _the_same_in_all(positions)
    return "\n".join(blocks)


def _head_of_positions(positions: Positions) -> str:
    counted = positions.number
    outcomes = positions.number_of_outcomes
    number = f"{counted:,}"
    is_one = counted == 1
    # The head never gives a number where the counting was given up.
    if positions.is_cut:
        number = f"more than {number}"
        is_one = False
    noun = "position" if is_one else "positions"
    head = f"{number} coherent {noun}".capitalize()
    if positions.is_partial:
        leave = "leaves" if is_one else "leave"
        head = f"No position settles everything; {number} {noun} {leave} the least open"
    if positions.is_cut:
        has = "outcome" if outcomes == 1 else "outcomes"
        head += f"; the first {counted:,} have {outcomes:,} {has} for the main claims"
    elif outcomes == 1 < counted:
        head += ", with one outcome for the main claims"
    elif outcomes < counted:
        head += f", with {outcomes:,} outcomes for the main claims"
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
    standing = []
    for id, verdict in outcome.main_claims.items():
        if verdict is Verdict.STANDS:
            text = shorten(map.claims[id].text, 70)
            standing.append(text.rstrip("."))
    name = " + ".join(standing[:_MOST_NAMED]) or "no main claim stands"
    if len(standing) > _MOST_NAMED:
        name += f" + {len(standing) - _MOST_NAMED:,} more"
    if outcome.number > 1:
        name += f" ({outcome.number:,} positions)"
    alike: set[str] = set()
    if positions.number > 1:
        alike.update(positions.always_stand, positions.always_fall)
    lines = []
    for verdict, words in _STAYS.items():
        for id, verdict_of_claim in outcome.settled.items():
            if verdict_of_claim is verdict and id not in alike:
                lines.append(f"{words}: {name_claim(map, id)}")
    own = [choice for choice in outcome.choices if choice not in shared]
    if own:
        lines.append("These positions differ further:")
    for line in _choices(map, own):
        lines.append(f"  {line}")
    if not positions.contested:
        lines = ["nothing is contested, so there is nothing to settle"]
    return _block(f"{number}. {name}", lines)


def _choices(map: ArgumentMap, choices: Iterable[Choice]) -> list[str]:
    """Return claims of which some positions settle some, and others the others."""
    lines = []
    for choice in choices:
        [first, *together] = [name_claim(map, id) for id in choice.one]
        others = [name_claim(map, id) for id in choice.other]
        joint = "either" if others else "stands or falls"
        lines.append(f"{joint}: {first}")
        lines += [f"  and: {name}" for name in together]
        joint = "or"
        for name in others:
            lines.append(f"  {joint}: {name}")
            joint = "  and"
    return lines


def _the_same_in_all(positions: Positions) -> list[str]:
    """Return what is contested, and yet the same in every position, if there are several."""
    if positions.number < 2:
        return []  # of one position it would be the whole once more
    map = positions.decided.map
    lines = []
    for word, ids in (("stands", positions.always_stand), ("falls", positions.always_fall)):
        for id in ids:
            name = name_claim(map, id)
            lines.append(f"{word}: {name}")
    return _block("Contested, but the same in every position", lines)


_WHERE = {
    "all": "In every position, this claim stands",
    "some": "In some positions but not in others, this claim stands",
    "none": "In no position does this claim stand",
}


def format_stands_in(map: ArgumentMap, claim: str, how_many: str) -> str:
    """Return in how many positions a claim stands, as a sentence."""
    name = name_claim(map, claim)
    if how_many not in _WHERE:
        return f"No position settles everything, so none settles this claim: {name}\n"
    return f"{_WHERE[how_many]}: {name}\n"


# --- cruxes ---

_SETS = {1: "claim", 2: "two claims", 3: "three claims"}
_MORE = {1: "; --size 2 tries two at once", 2: "; --size 3 tries three at once", 3: ""}


def format_cruxes(map: ArgumentMap, searches: Sequence[CruxSearch], size: int) -> str:
    """Return what each claim in question turns on.

    `size` is the maximum number of flips that were combined.
    """
    blocks = []
    for search in searches:
        lines = _cruxes_of(map, search, size)
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _cruxes_of(map: ArgumentMap, search: CruxSearch, size: int) -> list[str]:
    claim = name_claim(map, search.claim)
    lines = [f"{claim} — {_IS_NOW[search.verdict]}"]
    found = search.found
    shown = found[:_MOST_SHOWN]
    for verdict, would_be in _WOULD_BE.items():
        of_verdict = []
        for crux in shown:
            if crux.verdict is verdict:
                of_verdict += _crux(map, crux)
        if of_verdict:
            lines.append(f"  It {would_be} if")
        lines += of_verdict
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


def _crux(map: ArgumentMap, crux: Crux) -> list[str]:
    """Return the flips of a crux, one per line, the later ones joined to the first by "and"."""
    lines = []
    joint = "    "
    for id, is_accepted, stood_already in crux.flips:
        if not is_accepted:
            flip = "you rejected"
        elif stood_already:
            flip = "this claim were documented"
        else:
            flip = "you accepted"
        lines.append(f"{joint}{flip}: {name_claim(map, id)}")
        joint = "      and "
    if crux.is_implicit:
        # The star points to the note below all cruxes.
        lines[-1] += " *"
    return lines


def _add_note_if_more(lines: list[str], found: int) -> None:
    if found > _MOST_SHOWN:
        lines.append(f"  … and {found - _MOST_SHOWN} more (-f json lists all of them)")


def _add_note_if_cut(lines: list[str], search: CruxSearch | NeedSearch) -> None:
    if search.is_cut:
        tried = f"the first {search.tried:,} combinations"
        lines.append(f"  (There may be more: only {tried} were tried.)")


# --- needs ---


def format_needs(map: ArgumentMap, search: NeedSearch, size: int) -> str:
    """Return the answers or evidence that would make a claim stand.

    `size` is the maximum number of them at once.
    """
    claim = name_claim(map, search.claim)
    found = search.found
    if search.verdict is Verdict.STANDS:
        return f"{claim} — already stands, so it needs nothing.\n"
    lines = [f"{claim} — {_IS_NOW[search.verdict]}"]
    if found:
        lines.append("  It would stand if")
    for remedies in found[:_MOST_SHOWN]:
        joint = "    "
        for remedy in remedies:
            lines.append(joint + _describe_remedy(map, remedy))
            joint = "      and "
    _add_note_if_more(lines, len(found))
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
        return f"this claim were documented: {name_claim(map, id)}"
    inference = map.inferences[id]
    names = [name_claim(map, premise) for premise in inference.premises]
    premises = " + ".join(names)
    objection = f"this objection to {_quote_target(map, inference)}"
    if inference.weighing:
        objection = f"this weighing of {_quote_target(map, inference)}"
    if has_evidence:
        objection += ", with evidence"
    return f"somebody answered {objection}: {premises}"


def _quote_target(map: ArgumentMap, inference: Inference) -> str:
    """Return what an objection is to: a claim, or an inference in the words of its claims."""
    target = inference.target
    if inference.kind is Kind.REBUTTAL:
        return _quote(map, target)
    undercut = map.inferences[target]
    quoted = [_quote(map, premise) for premise in undercut.premises]
    start = " and ".join(quoted)
    end = "another inference"
    if undercut.kind is not Kind.UNDERCUTTER:
        end = _quote(map, undercut.target)
    return f"the inference from {start} to {end}"


def _quote(map: ArgumentMap, claim: str) -> str:
    """Return the text of a claim that is only referred to."""
    whole = map.claims[claim].text
    text = shorten(whole, 60)
    return f"“{text.rstrip('.')}”"
