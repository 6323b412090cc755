"""Verdicts, positions and cruxes as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.model import ArgumentMap, Inference, Verdict
from argmap.model.graph import main_claims, side_of
from argmap.model.text import count, one_line, shorten
from argmap.verdicts.cruxes import Crux, Cruxes
from argmap.verdicts.evaluate import Verdicts
from argmap.verdicts.positions import Positions


def format_verdicts(verdicts: Verdicts) -> str:
    """Return the verdict of every claim, by side with main claims first, and of every step."""
    map, sides = verdicts.map, side_of(verdicts.map)
    mains = [claim.id for claim in main_claims(map)]
    order = [*mains, *(claim for claim in map.claims if claim not in set(mains))]
    names = {side.id: side.name for side in map.sides.values()} | {"": "No side, or several" if map.sides else "Claims"}
    blocks = [_block(name, [_claim(verdicts, id) for id in order if sides[id] == side]) for side, name in names.items()]
    blocks.append(_block("Steps", [f"{verdicts[step.id]:9} {_step(step)}" for step in map.inferences.values()]))
    return "\n".join(block for block in blocks if block)


def _block(heading: str, lines: list[str]) -> str:
    return "\n".join([one_line(heading), *(f"  {line}" for line in lines)]) + "\n" if lines else ""


def _claim(verdicts: Verdicts, id: str) -> str:
    return f"{verdicts[id]:9} {one_line(verdicts.map.claims[id].text)} ({id})"


def _step(step: Inference) -> str:
    return f"{' + '.join(step.premises)} {step.kind.verb} {step.target}"


def format_changes(before: Verdicts, after: Verdicts) -> str:
    """Return the claims whose verdict is another one after accepting or rejecting some."""
    changed = [id for id in before.claims if before[id] is not after[id]]
    lines = [f"{before[id]} → {after[id]}: {one_line(before.map.claims[id].text)} ({id})" for id in changed]
    return _block("What changes against the map as written", lines or ["nothing"])


def format_positions(positions: Positions) -> str:
    """Return the positions, each with the main claims that stand in it, and what it accepts and rejects."""
    many = f"more than {positions.number:,}" if positions.is_cut else f"{positions.number:,}"
    noun = "position" if positions.number == 1 else "positions"
    if positions.is_partial:
        leave = "leaves" if positions.number == 1 and not positions.is_cut else "leave"
        head = f"No position settles everything; {many} {noun} {leave} the least open"
    else:
        head = f"{many} coherent {noun}".capitalize()
    shown = "" if len(positions.found) == positions.number else f"; the first {len(positions.found)}"
    blocks = [head + shown + ":\n"]
    blocks += [_position(number, position, positions.contested) for number, position in enumerate(positions.found, 1)]
    return "\n".join(blocks)


def _position(number: int, position: Verdicts, contested: list[str]) -> str:
    mains = [claim for claim in main_claims(position.map) if position[claim.id] is Verdict.STANDS]
    name = " + ".join(shorten(claim.text, 70).rstrip(".") for claim in mains) or "no main claim stands"
    lines = []
    for word, verdict in (("accepts", Verdict.STANDS), ("rejects", Verdict.FALLS), ("leaves open", Verdict.CONTESTED)):
        ids = [id for id in contested if position[id] is verdict]
        lines += [f"{word}: {', '.join(ids)}"] if ids else []
    return _block(f"{number}. {name}", lines or ["nothing is contested, so there is nothing to settle"])


_IN = {"all": "in all positions", "some": "in some positions, not in others", "none": "in no position"}


def format_stands_in(map: ArgumentMap, claim: str, how_many: str) -> str:
    """Return in how many positions a claim stands, as a sentence."""
    where = _IN.get(how_many)
    text = one_line(map.claims[claim].text)
    return (
        f"{text} ({claim}) stands {where}.\n"
        if where
        else f"No position settles everything, so none settles {claim}.\n"
    )


def format_cruxes(map: ArgumentMap, found: Cruxes) -> str:
    """Return what the main claims turn on, the weightiest first."""
    lines = [line for crux in found.found for line in _crux(map, crux)]
    cut = f" (of {found.possible:,} possible)" if found.tried < found.possible else ""
    tried = f"{count(found.tried, 'change')} tried{cut}: {count(len(found.found), 'crux').replace('cruxs', 'cruxes')}"
    return "".join(f"{line}\n" for line in [*lines, *([""] if lines else []), tried])


def _crux(map: ArgumentMap, crux: Crux) -> Iterator[str]:
    for place, (id, accepted) in enumerate(crux.change.items()):
        word = "Accept" if accepted else "Reject"
        yield f"{'  and ' if place else ''}{word.lower() if place else word}: {one_line(map.claims[id].text)} ({id})"
    yield f"  {_moves(crux.moves)}; {count(crux.moved, 'verdict')} of claims move"


def _moves(moves: Mapping[str, Verdict]) -> str:
    return ", ".join(f"{id} then {'is contested' if now is Verdict.CONTESTED else now}" for id, now in moves.items())
