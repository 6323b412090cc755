"""Writers for solvers: abstract argumentation frameworks and logic programs.

A framework (Dung 1995) has only attacks, and all of them count alike: a map with support, with an
objection to what has ground of its own, or with a doubt about an inference from it, is no
framework. `.apx` is the format of
ASPARTIX (`arg(a). att(a,b).`), which has no comments that all solvers know; so arguments have the
ids of claims in their names. `.af` is that of ICCMA 2023 (`p af N`, then a line `i j` for each
attack). `.tgf` is the trivial graph format (`1 label`, then `#`, then a line `i j` for each
attack), in which claims are labeled with their texts. An inference with linked premises, or an
undercut one, becomes an argument of its own that the lack of any premise attacks; its grounded
labeling is then that of the map. `.lp` is the logic program behind the verdicts (see
`argmap.verdicts`), for any map, as clingo reads it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.diagnostics import Span
from argmap.model.writing import Result, WritingOptions
from argmap.util.errors import ArgmapError
from argmap.util.text import one_line
from argmap.verdicts.verdict_rules import MapProgram

_LONGEST_NAME = 60
"""In characters: that of an argument for a solver, whose number alone makes it unique."""


class Framework(NamedTuple):
    """An abstract argumentation framework; `attacks` are pairs of places in `arguments`."""

    arguments: list[str]
    attacks: list[tuple[int, int]]


def framework(map: ArgumentMap) -> Framework:
    """Return the framework of a map with attacks only; its first arguments are the claims in order.

    Raises:
        ArgmapError: the map, or a claim in it, must be backed to stand; or an inference supports
            something, or would be weighed against ground.
    """
    if map.strict:
        raise ArgmapError(
            "this map is `strict`, which an argumentation framework cannot represent; write the"
            " logic program (.lp) instead"
        )
    inferences = map.inferences.values()
    for claim in map.claims.values():
        if claim.standard and not claim.has_own_ground:
            reason = f"an argumentation framework cannot represent the proof standard of {claim.id}"
            raise _refusal(reason, claim.at("standard"))
    for inference in inferences:
        reason = _no_attack(map, inference)
        if reason:
            raise _refusal(reason, inference.at())
    attacks = []
    number = {claim: place for place, claim in enumerate(map.claims)}

    def argument(name: str) -> int:
        """Return the place of the argument with a name; a new name gets the next."""
        return number.setdefault(name, len(number))

    lacking = set()
    for inference in inferences:
        premises = inference.premises
        target = argument(inference.target)
        if len(premises) == 1 and not map.undercutters(inference.id):
            # The inference holds just if its premise does, so the premise attacks in its place.
            attacker = argument(premises[0])
            attacks.append((attacker, target))
            continue
        # The inference attacks its target, and falls as soon as one of its premises is lacking.
        attacker = argument(inference.id)
        attacks.append((attacker, target))
        for premise in premises:
            lack = argument(f"not {premise}")
            attacks.append((lack, attacker))
            if premise not in lacking:
                lacking.add(premise)
                attacks.append((argument(premise), lack))
    return Framework(list(number), attacks)


def _refusal(reason: str, place: Span | None) -> ArgmapError:
    if place:
        reason = f"{place.file}:{place.line}:{place.column}: {reason}"
    return ArgmapError(f"{reason}; write the logic program (.lp) instead")


def _no_attack(map: ArgumentMap, inference: Inference) -> str:
    """Return why an inference has no place in a framework, or ""."""
    if inference.kind is Kind.SUPPORT:
        premises = " + ".join(inference.premises)
        return (
            f"an argumentation framework contains only attacks, but {premises} supports"
            f" {inference.target}"
        )
    # Ground makes a claim yield only to what is backed: two strengths, of which a framework knows
    # one.
    if inference.kind is Kind.REBUTTAL and map.claims[inference.target].has_own_ground:
        return (
            f"an argumentation framework cannot weigh an objection to {inference.target} against"
            " its evidence or common ground"
        )
    # Where an inference has ground, a doubt about it, or about its warrant, only takes its backing.
    has_ground = all(
        map.claims[premise].has_own_ground for premise in inference.premises_besides_warrant
    )
    is_doubted = map.undercutters(inference.id) or map.rebuttals(inference.warrant)
    if has_ground and is_doubted:
        premises = " + ".join(inference.premises_besides_warrant)
        return (
            f"an argumentation framework cannot weigh a doubt about an inference from {premises}"
            " against the evidence or common ground of its premises"
        )
    return ""


def format_apx(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return the framework of a map for ASPARTIX: `a1_start_later` is the first claim."""
    arguments, attacks = framework(map)
    names = []
    for number, name in enumerate(arguments, 1):
        # A constant of logic programs: a small letter, then letters, digits, `_`.
        name_of_argument = f"a{number}"
        words = "_".join(re.findall("[A-Za-z0-9]+", name))
        if words:
            name_of_argument += f"_{words[:_LONGEST_NAME]}"
        names.append(name_of_argument)
    lines = [f"arg({name})." for name in names]
    lines += [f"att({names[attacker]},{names[target]})." for attacker, target in attacks]
    return Result("\n".join(lines) + "\n")


def format_af(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return the framework of a map for ICCMA 2023: argument 1 is the first claim."""
    arguments, attacks = framework(map)
    lines = [f"p af {len(arguments)}"]
    for number, name in enumerate(arguments, 1):
        lines.append(f"# {number} {one_line(name)}")
    lines += [f"{attacker + 1} {target + 1}" for attacker, target in attacks]
    return Result("\n".join(lines) + "\n")


def format_tgf(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return the framework of a map in the trivial graph format, with the claims' texts."""
    arguments, attacks = framework(map)
    lines = []
    for number, name in enumerate(arguments, 1):
        claim = map.claims.get(name)
        lines.append(f"{number} {one_line(claim.text if claim else name)}")
    lines.append("#")
    lines += [f"{attacker + 1} {target + 1}" for attacker, target in attacks]
    return Result("\n".join(lines) + "\n")


def format_lp(map: ArgumentMap, _options: WritingOptions) -> Result:
    """Return the logic program of a map: `holds(N)`, with comments on what each atom says."""
    program = MapProgram(map)
    lines = []
    # An id of a file has one line; one of a program could hold a line break, and with it a rule.
    for id, atom in program.stands.items():
        lines.append(f"% {atom} stands: {one_line(id)}")
    for id, atom in program.backed.items():
        lines.append(f"% {atom} is backed: {one_line(id)}")
    for atom, meaning in program.helpers.items():
        lines.append(f"% {atom} {one_line(meaning)}")
    for head, when, unless in program.program.rules:
        conditions = [f"holds({atom})" for atom in when]
        conditions += [f"not holds({atom})" for atom in unless]
        if conditions:
            lines.append(f"holds({head}) :- {', '.join(conditions)}.")
        else:
            lines.append(f"holds({head}).")
    open_before = program.model(settles=False).value
    settled = program.model().value
    for atom in sorted(program.program.burdens):
        if open_before[atom] is None and settled[atom] is False:
            lines.append(f"% without the rules for holds({atom}): in doubt, so it is not shown")
    lines.append("#defined holds/1.")  # or clingo warns where no rule has a head
    return Result("\n".join(lines) + "\n")
