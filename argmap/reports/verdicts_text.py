"""Verdicts, positions, cruxes and needs as sentences for people: claims by their texts."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.model import ArgumentMap, Claim, Inference, Kind, Verdict
from argmap.model.graph import main_claims, side_of
from argmap.model.text import count, one_line, shorten
from argmap.verdicts.cruxes import Crux, CruxSearch
from argmap.verdicts.evaluate import StepStatus, Verdicts
from argmap.verdicts.needs import Mend, NeedSearch
from argmap.verdicts.positions import Positions

_WOULD_BE = {
    Verdict.STANDS: "would stand",
    Verdict.FALLS: "would fall",
    Verdict.CONTESTED: "would be contested",
}
_MOST_SHOWN = 20
"""How many cruxes or needs of one claim are told; the rest is counted."""


# --- verdicts ---


def format_verdicts(verdicts: Verdicts) -> str:
    """Return the verdict of every claim, by side with main claims first, and a line that counts them."""
    map = verdicts.map
    sides = side_of(map)
    mains = [claim.id for claim in main_claims(map)]
    others = [claim for claim in map.claims if claim not in mains]
    width = max(len(said_of(verdicts, claim)) for claim in map.claims) if map.claims else 0
    names = {side.id: side.name for side in map.sides.values()}
    names[""] = "No side, or several" if map.sides else "Claims"
    blocks: list[str] = []
    for side, name in names.items():
        lines = [
            f"{said_of(verdicts, id):{width}}  {named(map.claims[id])}" for id in [*mains, *others] if sides[id] == side
        ]
        blocks += _block(name, lines)
    return "\n".join([*blocks, _tally(verdicts)])


def said_of(verdicts: Verdicts, claim: str) -> str:
    """Return the verdict of a claim in words, with its basis or cause: "stands, backed"."""
    words = list(verdicts.words_of(claim))
    if claim in verdicts.fixed:
        words.append("as you asked")
    return ", ".join(words)


def named(claim: Claim) -> str:
    """Return a claim as people are told of it: its text, and its id if its author gave it one."""
    text = one_line(claim.text)
    return f"{text} ({claim.id})" if claim.has_own_id else text


def _block(heading: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    return ["\n".join([one_line(heading), *(f"  {line}" for line in lines)]) + "\n"]


def _tally(verdicts: Verdicts) -> str:
    """Return how many claims have each verdict, and how many steps fare in a way that no claim shows."""
    by_verdict: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for claim, verdict in verdicts.claims.items():
        by_verdict[verdict].append(claim)
    stand, fall = by_verdict[Verdict.STANDS], by_verdict[Verdict.FALLS]
    said = [f"{count(len(stand), 'claim')} stand" + _of_these([str(verdicts.basis_of(id) or "") for id in stand])]
    said.append(f"{len(fall)} fall" + _of_these([str(verdicts.cause_of(id) or "") for id in fall]))
    said.append(f"{len(by_verdict[Verdict.CONTESTED])} are contested")
    statuses = [verdicts.status_of(step) for step in verdicts.map.inferences.values()]
    for status, what in ((StepStatus.OUTWEIGHED, "objection"), (StepStatus.UNDERCUT, "step")):
        number = statuses.count(status)
        if number:
            said.append(f"{count(number, what)} {'is' if number == 1 else 'are'} {status}")
    if verdicts.strict:
        said.append("strict: only what is backed stands")
    return "; ".join(said).replace("1 claim stand", "1 claim stands") + "\n"


def _of_these(words: Sequence[str]) -> str:
    numbers = [f"{words.count(word)} {word}" for word in dict.fromkeys(words) if word]
    return f" ({', '.join(numbers)})" if numbers else ""


def format_changes(before: Verdicts, after: Verdicts) -> str:
    """Return the claims whose verdict, basis or cause is another one after accepting or rejecting some."""
    lines: list[str] = []
    for claim in before.claims:
        then, now = said_of(before, claim), said_of(after, claim)
        if then != now:
            lines.append(f"{then} → {now}: {named(before.map.claims[claim])}")
    return "".join(_block("What changes against the map as written", lines or ["nothing"]))


# --- positions ---


def format_positions(positions: Positions) -> str:
    """Return the positions, each with the main claims that stand in it, and what it settles."""
    number = f"more than {positions.number:,}" if positions.is_cut else f"{positions.number:,}"
    if positions.is_partial:
        is_one = positions.number == 1 and not positions.is_cut
        noun, leave = ("position", "leaves") if is_one else ("positions", "leave")
        head = f"No position settles everything; {number} {noun} {leave} the least open"
    else:
        noun = "position" if positions.number == 1 else "positions"
        head = f"{number} coherent {noun}".capitalize()
    shown = "" if len(positions.found) == positions.number else f"; the first {len(positions.found)}"
    blocks = [f"{head}{shown}:\n"]
    for place, position in enumerate(positions.found, 1):
        blocks += _position(place, position, positions.contested)
    blocks += _the_same_in_all(positions)
    return "\n".join(blocks)


def _position(number: int, position: Verdicts, contested: Sequence[str]) -> list[str]:
    mains = [claim for claim in main_claims(position.map) if position[claim.id] is Verdict.STANDS]
    name = " + ".join(shorten(claim.text, 70).rstrip(".") for claim in mains) or "no main claim stands"
    lines: list[str] = []
    for word, verdict in (
        ("stands", Verdict.STANDS),
        ("falls", Verdict.FALLS),
        ("stays contested", Verdict.CONTESTED),
    ):
        lines += [f"{word}: {named(position.map.claims[id])}" for id in contested if position[id] is verdict]
    return _block(f"{number}. {name}", lines or ["nothing is contested, so there is nothing to settle"])


def _the_same_in_all(positions: Positions) -> list[str]:
    """Return what is contested, and yet the same in every position, if there are several."""
    if positions.number < 2:
        return []
    claims = positions.decided.map.claims
    lines = [f"stands in every position: {named(claims[id])}" for id in positions.always_stand]
    lines += [f"falls in every position: {named(claims[id])}" for id in positions.always_fall]
    return _block("Contested, and yet the same whichever way one settles the rest", lines)


_WHERE = {"all": "in every position", "some": "in some positions, not in others", "none": "in no position"}


def format_stands_in(map: ArgumentMap, claim: str, how_many: str) -> str:
    """Return in how many positions a claim stands, as a sentence."""
    if how_many not in _WHERE:
        return f"No position settles everything, so none settles this: {named(map.claims[claim])}\n"
    return f"{named(map.claims[claim])} stands {_WHERE[how_many]}.\n"


# --- cruxes ---


def format_cruxes(map: ArgumentMap, searches: Sequence[CruxSearch], size: int) -> str:
    """Return what each claim in question turns on; `size` is how many flips were combined at the most."""
    return "\n".join("\n".join(_cruxes_of(map, search, size)) + "\n" for search in searches)


def _cruxes_of(map: ArgumentMap, search: CruxSearch, size: int) -> list[str]:
    lines = [f"{named(map.claims[search.claim])} — {_IS_NOW[search.verdict]}"]
    shown = search.found[:_MOST_SHOWN]
    for verdict in (Verdict.STANDS, Verdict.FALLS, Verdict.CONTESTED):
        cruxes = [crux for crux in shown if crux.verdict is verdict]
        if cruxes:
            lines.append(f"  It {_WOULD_BE[verdict]} if you")
            lines += [f"    {line}" for crux in cruxes for line in _crux(map, crux)]
    if len(search.found) > _MOST_SHOWN:
        lines.append(f"  … and {len(search.found) - _MOST_SHOWN} more (-f json gives all)")
    if not search.found:
        more = f"; --size {size + 1} tries {_NUMBERS[size + 1]} at once" if size + 1 in _NUMBERS else ""
        lines.append(f"  Its verdict stays the same whichever {_SETS[size]} you accept or reject{more}.")
    if any(crux.is_implicit for crux in shown):
        lines.append("  (* the map-maker's: implicit, or bearing only through steps that no source draws)")
    lines += _note_if_cut(search.tried, is_cut=search.is_cut)
    return lines


_IS_NOW = {Verdict.STANDS: "stands", Verdict.FALLS: "falls", Verdict.CONTESTED: "is contested"}
_SETS = {1: "claim", 2: "two claims", 3: "three claims"}
_NUMBERS = {2: "two", 3: "three"}


def _crux(map: ArgumentMap, crux: Crux) -> list[str]:
    lines: list[str] = []
    for place, flip in enumerate(crux.flips):
        verb = "accept" if flip.is_accepted else "reject"
        joined = f"  and {verb}" if place else verb
        lines.append(f"{joined}: {named(map.claims[flip.claim])}")
    if crux.is_implicit:
        lines[-1] += " *"
    return lines


def _note_if_cut(tried: int, *, is_cut: bool) -> list[str]:
    if not is_cut:
        return []
    return [f"  (There may be more: only the first {tried:,} combinations were tried.)"]


# --- needs ---


def format_needs(map: ArgumentMap, search: NeedSearch, size: int) -> str:
    """Return what would have to be answered or shown for a claim to stand; `size` is how much at the most."""
    claim = named(map.claims[search.claim])
    if search.verdict is Verdict.STANDS:
        return f"{claim} — stands: it needs nothing.\n"
    lines = [f"{claim} — {_IS_NOW[search.verdict]}"]
    if search.found:
        lines.append("  It would stand if")
    for mends in search.found[:_MOST_SHOWN]:
        lines += [f"    {'  and ' if place else ''}{_said_of_mend(map, mend)}" for place, mend in enumerate(mends)]
    if len(search.found) > _MOST_SHOWN:
        lines.append(f"  … and {len(search.found) - _MOST_SHOWN} more (-f json gives all)")
    if not search.found:
        what = "One answer or piece of evidence" if size == 1 else f"{size} answers or pieces of evidence"
        more = "" if size == 3 else f"; --size {size + 1} tries more at once"
        lines.append(f"  {what} would not let it stand{more}.")
    lines += _note_if_cut(search.tried, is_cut=search.is_cut)
    return "\n".join(lines) + "\n"


def _said_of_mend(map: ArgumentMap, mend: Mend) -> str:
    if not mend.is_answer:
        return f"evidence showed this: {named(map.claims[mend.id])}"
    step = map.inferences[mend.id]
    if step.kind is Kind.REBUTTAL:
        target = shorten(map.claims[step.target].text, 60).rstrip(".")
        return f"this objection to “{target}” were answered: {_premises_of(map, step)}"
    doubted = " + ".join(shorten(map.claims[id].text, 40).rstrip(".") for id in map.inferences[step.target].premises)
    return f"this doubt about the step from “{doubted}” were answered: {_premises_of(map, step)}"


def _premises_of(map: ArgumentMap, step: Inference) -> str:
    return " + ".join(named(map.claims[premise]) for premise in step.premises)
