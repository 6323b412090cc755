"""Positions: the coherent ways to settle what is contested.

A position is a stable model of the map's program in which no two claims that rebut each other, by
rebuttals that stand, both stand: each of the two is contested because nothing says which prevails,
and a program alone would let both. Where the map decides about both claims, they are left alone: a
pair that stands in spite of its rebuttals would leave no position at all. Models that differ only
in what is backed are one position.

Positions are found by clingo. What the well-founded model decides is the same in all of them, so
only the contested part is searched. Source: Gelfond and Lifschitz, The Stable Model Semantics for
Logic Programming (1988); for positions that leave something open, Janhunen et al., Unfolding
Partiality and Disjunctions in Stable Model Semantics (2006): every atom is doubled into what holds
and what may hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from argmap.model import ArgumentMap, Kind, Verdict
from argmap.model.graph import main_claims
from argmap.util.errors import ArgmapError
from argmap.util.limits import Limit
from argmap.verdicts.evaluate import Verdicts, must_be_claims, must_be_fixable
from argmap.verdicts.program import Rule, Values
from argmap.verdicts.verdict_rules import Ids, MapProgram

if TYPE_CHECKING:
    import clingo

MOST_COUNTED = 1000
"""How many positions are counted at most: thirty claims in pairs that rebut each other have
32,768.
"""

_CONFLICTS = 20_000
"""How many conflicts the solver may run into for each billion steps of the limit. It counts these
itself, and each takes it as long as many steps.
"""

_MOST_CONFLICTS = 2**31 - 1
"""The solver takes no larger number."""


class Choice(NamedTuple):
    """Contested claims that go together: where those of `one` stand, those of `other` fall, and the
    other way round.
    """

    one: list[str]
    other: list[str]


class Outcome(NamedTuple):
    """What becomes of the main claims, and the positions in which that becomes of them.

    Attributes:
        main_claims: the verdict of each main claim, by id.
        number: in how many of the positions that were counted they have these verdicts.
        places: which of `Positions.found` these are, as far as they are there.
        settled: the contested claims that have one verdict in all these positions, by id.
        choices: the other contested claims, by which these positions differ. Where not all
            positions were counted, each is a choice of its own, since those left may differ.
    """

    main_claims: dict[str, Verdict]
    number: int
    places: list[int]
    settled: dict[str, Verdict]
    choices: list[Choice]


class Positions(NamedTuple):
    """Coherent ways to settle a map.

    Attributes:
        decided: the verdicts as the map has them, which leave some claims contested.
        contested: the ids of these claims, which each position settles in its way.
        found: the first of the positions, at most `limit`.
        limit: how many were asked for.
        number: how many there are.
        is_cut: whether there are more, not counted.
        is_partial: whether no position settles everything, and these leave the least open.
        always_stand: contested claims that stand in every position; none are named where some were
            not counted.
        always_fall: contested claims that fall in every position; likewise.
        number_of_outcomes: in how many ways the positions that were counted settle the main claims.
        outcomes: the first of these ways, at most `limit`.
    """

    decided: Verdicts
    contested: list[str]
    found: list[Verdicts]
    limit: int
    number: int
    is_cut: bool
    is_partial: bool
    always_stand: list[str]
    always_fall: list[str]
    number_of_outcomes: int
    outcomes: list[Outcome]


def positions(
    map: ArgumentMap,
    *,
    accept: Ids = (),
    reject: Ids = (),
    strict: bool = False,
    limit: int = 10,
) -> Positions:
    """Return up to `limit` positions, in an order that does not depend on the solver's.

    Raises:
        ArgmapError: clingo is not installed, or a claim to accept or reject is not there.
    """
    search = _PositionSearch(map, accept, reject, strict)
    # One more than is counted is asked for: it shows whether there are more.
    models = list(search.models(total=True, most=MOST_COUNTED + 1))
    is_partial = not models
    if is_partial:
        # An odd circle can be settled in no way; then those count that leave the least open.
        models = list(search.models(total=False, most=MOST_COUNTED + 1))
    counted = models[:MOST_COUNTED]
    is_cut = len(models) > len(counted)
    always: dict[str, Verdict] = {}
    if not is_cut:  # a position that was not counted may be another one
        always = search.settled(counted)
    in_order = sorted(counted, key=search.order, reverse=True)
    places = search.places_by_outcome(in_order)
    outcomes = []
    for places_of_one in places[:limit]:
        outcomes.append(search.outcome(in_order, places_of_one, limit, is_cut=is_cut))
    return Positions(
        decided=search.decided,
        contested=list(search.contested),
        found=[search.verdicts(model) for model in in_order[:limit]],
        limit=limit,
        number=len(counted),
        is_cut=is_cut,
        is_partial=is_partial,
        always_stand=_those(always, Verdict.STANDS),
        always_fall=_those(always, Verdict.FALLS),
        number_of_outcomes=len(places),
        outcomes=outcomes,
    )


def stands_in(
    map: ArgumentMap,
    claim: str,
    *,
    accept: Ids = (),
    reject: Ids = (),
    strict: bool = False,
) -> str:
    """Return in how many positions a claim stands: "all", "some", "none", or "" where there is no
    position.

    Raises:
        ArgmapError: clingo is not installed, or a claim is not there.
    """
    must_be_claims(map, [claim])
    search = _PositionSearch(map, accept, reject, strict)
    # Two questions of one model each, where counting all of them could take for ever.
    can_stand = search.has_model(claim, stands=True)
    can_fall = search.has_model(claim, stands=False)
    if can_stand and can_fall:
        return "some"
    if can_stand:
        return "all"
    if can_fall:
        return "none"
    return ""


def _those(verdicts: Mapping[str, Verdict], verdict: Verdict) -> list[str]:
    return [claim for claim, verdict_of_claim in verdicts.items() if verdict_of_claim is verdict]


class PositionModel(NamedTuple):
    """What becomes of what the map leaves open: a bit for each atom of `open_standing`, of which
    the first is the highest.

    Attributes:
        standing: the atoms that hold.
        left_open: those that a partial model leaves open; the others do not hold.
    """

    standing: int
    left_open: int


class _PositionSearch:
    """The contested part of a map as a program for clingo."""

    def __init__(self, map: ArgumentMap, accept: Ids, reject: Ids, strict: bool) -> None:
        must_be_fixable(map, accept, reject)
        program = MapProgram(map, strict=strict, acceptable=accept)
        self.fixed_atoms = program.fixed(accept, reject)
        self.map = map
        self.program = program
        self.model = program.model(self.fixed_atoms)
        self.value = self.model.value
        self.fixed = dict.fromkeys(accept, True)
        self.fixed |= dict.fromkeys(reject, False)
        self.decided = Verdicts(program, self.model, fixed=self.fixed)
        atoms = range(program.size)
        self.open = list(filter(self.is_open, atoms))
        # Claims in reading order, then inferences; several of these may share an atom.
        standing = dict.fromkeys(program.stands.values())
        self.open_standing = list(filter(self.is_open, standing))
        self.contested: dict[str, int] = {}  # the bit of each contested claim
        highest = len(self.open_standing) - 1
        bits = {atom: 1 << (highest - place) for place, atom in enumerate(self.open_standing)}
        for claim in map.claims:
            if self.is_open(program.stands[claim]):
                self.contested[claim] = bits[program.stands[claim]]

    def is_open(self, atom: int) -> bool:
        """Return whether the map leaves it open if an atom is true."""
        return self.value[atom] is None

    def rules(self) -> Iterator[Rule]:
        """Yield what is left of the rules once everything decided is taken out of them."""
        value = self.value
        for head, when, unless in self.program.program.rules:
            if not self.is_open(head):
                continue
            # A rule that a decided atom refutes is gone; an atom that satisfies it is no condition
            # any more.
            is_refuted = any(value[atom] is False for atom in when)
            if is_refuted or any(value[atom] for atom in unless):
                continue
            open_when = list(filter(self.is_open, when))
            open_unless = list(filter(self.is_open, unless))
            yield Rule(head, open_when, open_unless)

    def has_model(self, claim: str, *, stands: bool) -> bool:
        """Return whether there is a position in which a claim stands, or else one in which it does
        not.
        """
        atom = self.program.stands[claim]
        decided = self.value[atom]
        if decided is not None and decided is not stands:
            return False
        wanted = {}
        if decided is None:
            wanted[atom] = stands
        first = next(self.models(total=True, most=1, wanted=wanted), None)
        return first is not None

    def models(
        self, *, total: bool, most: int, wanted: Values | None = None
    ) -> Iterator[PositionModel]:
        """Yield the positions, in the solver's order.

        Args:
            total: whether they settle everything; else they are those that leave the least open.
            most: how many to yield at most.
            wanted: values that open atoms must have.

        Raises:
            ArgmapError: it takes more than `Limit.SEARCH`.
        """
        text = self.text(total, wanted or {})
        control = _control(text, most, optimize=not total)
        number = 0
        with control.solve(yield_=True) as handle:
            for model in handle:
                # While it optimizes, the solver also shows models that later ones improve on.
                if total or model.optimality_proven:
                    number += 1
                    yield self.read(model)
            if number < most and not handle.get().exhausted:
                raise ArgmapError(
                    f"the search for positions takes too long: {Limit.SEARCH.in_words()}"
                )

    def text(self, total: bool, wanted: Values) -> str:
        """Return the program: `h` for what holds, `m` for what may hold, which in a total model is
        the same.
        """
        may = "h" if total else "m"
        rules = list(self.rules())
        lines = [_line("h", "h", may, rule) for rule in rules]
        if not total:
            # What may hold follows if nothing that surely holds is against it: the two take turns,
            # as in the alternating fixpoint. What holds may hold, and as little as possible is left
            # between the two.
            lines += [_line("m", "m", "h", rule) for rule in rules]
            for atom in self.open:
                lines.append(f":- h({atom}), not m({atom}).")
            for atom in self.open_standing:
                lines.append(f"#minimize {{ 1,{atom} : m({atom}), not h({atom}) }}.")
        for rivals in self.rivals():
            conditions = [f"h({atom})" for atom in rivals]
            lines.append(f":- {', '.join(conditions)}.")
        for atom, value in wanted.items():
            negation = "not " if value else ""
            lines.append(f":- {negation}h({atom}).")
        # A model is shown as the places of what stands, then those of what is left open: of three
        # atoms the first stands and the second is left open in "0 4".
        lines.append("#show.")
        number = len(self.open_standing)
        for place, atom in enumerate(self.open_standing):
            lines.append(f"#project h({atom}). #show {place} : h({atom}).")
            if not total:
                lines.append(f"#project m({atom}).")
                lines.append(f"#show {number + place} : m({atom}), not h({atom}).")
        lines.append("#defined h/1. #defined m/1.")  # or clingo warns where no rule has such a head
        return "\n".join(lines)

    def read(self, model: clingo.Model) -> PositionModel:
        """Return a model that the solver found."""
        number = len(self.open_standing)
        digits = bytearray(b"0" * (2 * number))
        for symbol in model.symbols(shown=True):
            digits[symbol.number] = ord("1")
        standing = int(b"0" + digits[:number], 2)
        left_open = int(b"0" + digits[number:], 2)
        return PositionModel(standing, left_open)

    def rivals(self) -> Iterator[list[int]]:
        """Yield atoms that must not all hold: two claims and the rebuttals by which each attacks
        the other, as far as they are open.
        """
        attacks: dict[tuple[str, str], list[str]] = {}
        for inference in self.map.inferences.values():
            if inference.kind is Kind.REBUTTAL:
                for premise in inference.premises:
                    attacks.setdefault((premise, inference.target), []).append(inference.id)
        stands = self.program.stands
        for (one, other), rebuttals in attacks.items():
            # Each pair once, and only where the map does not decide about both.
            replies = attacks.get((other, one), []) if stands[one] < stands[other] else []
            if not (self.is_open(stands[one]) or self.is_open(stands[other])):
                continue
            for rebuttal in rebuttals:
                for reply in replies:
                    atoms = {stands[id]: None for id in (one, other, rebuttal, reply)}
                    if all(self.value[atom] is not False for atom in atoms):
                        yield list(filter(self.is_open, atoms))

    def order(self, model: PositionModel) -> int:
        """Sort by what stands, in reading order; what is left open comes in between."""
        # Digits of which each is 2 for what stands and 1 for what is left open.
        standing = int(f"{model.standing:b}", 16)
        left_open = int(f"{model.left_open:b}", 16)
        return 2 * standing + left_open

    def places_by_outcome(self, models: Sequence[PositionModel]) -> list[list[int]]:
        """Return the places of models in which the main claims have the same verdicts, together."""
        mains = 0
        for claim in main_claims(self.map):
            mains |= self.contested.get(claim.id, 0)
        places: dict[PositionModel, list[int]] = {}
        for place, (standing, left_open) in enumerate(models):
            outcome = PositionModel(standing & mains, left_open & mains)
            places.setdefault(outcome, []).append(place)
        return list(places.values())

    def outcome(
        self, models: Sequence[PositionModel], places: Sequence[int], limit: int, *, is_cut: bool
    ) -> Outcome:
        """Return what the models at some places have in common, the main claims at least, and how
        they differ.
        """
        inside = [models[place] for place in places]
        settled = self.settled(inside)
        of_main_claims = {}
        for claim in main_claims(self.map):
            of_main_claims[claim.id] = settled.get(claim.id) or self.decided[claim.id]
        unsettled = [claim for claim in self.contested if claim not in settled]
        choices = [Choice([claim], []) for claim in unsettled]
        if not is_cut:
            choices = self.choices(unsettled, inside)
        listed = [place for place in places if place < limit]
        return Outcome(of_main_claims, len(places), listed, settled, choices)

    def settled(self, models: Sequence[PositionModel]) -> dict[str, Verdict]:
        """Return the contested claims that have one verdict in all of some models, with it."""
        stand = left_open = (1 << len(self.open_standing)) - 1
        fall = stand
        for model in models:
            stand &= model.standing
            left_open &= model.left_open
            fall &= ~(model.standing | model.left_open)
        settled = {}
        for claim, bit in self.contested.items():
            if stand & bit:
                settled[claim] = Verdict.STANDS
            elif fall & bit:
                settled[claim] = Verdict.FALLS
            elif left_open & bit:
                settled[claim] = Verdict.CONTESTED
        return settled

    def choices(self, claims: Iterable[str], models: Sequence[PositionModel]) -> list[Choice]:
        """Return claims by their verdicts in some models: which always go together, or never."""
        choices: dict[tuple[bool | None, ...], Choice] = {}
        for claim in claims:
            bit = self.contested[claim]
            values = tuple(_value_in(model, bit) for model in models)
            opposite = tuple(None if value is None else not value for value in values)
            if values in choices:
                choices[values].one.append(claim)
            elif opposite in choices:
                choices[opposite].other.append(claim)
            else:
                choices[values] = Choice([claim], [])
        return list(choices.values())

    def verdicts(self, model: PositionModel) -> Verdicts:
        """Return the verdicts of everything in a position."""
        fixed = dict(self.fixed_atoms)
        bit = 1
        for atom in reversed(self.open_standing):
            value = _value_in(model, bit)
            if value is not None:
                fixed[atom] = value
            bit <<= 1
        self._settle_backing(fixed)
        value_of_atoms = self.program.model(fixed).value
        return Verdicts(self.program, self.model._replace(value=value_of_atoms), fixed=self.fixed)

    def _settle_backing(self, fixed: dict[int, bool]) -> None:
        """Fix what is backed as far as it follows from what stands; the rest is open where it may
        be either.
        """
        program = self.program
        for id, backed in program.backed.items():
            stands = fixed.get(program.stands[id])
            if stands is False:
                fixed[backed] = False
            elif stands and id in self.map.claims and program.must_be_shown(id):
                fixed[backed] = True


def _value_in(model: PositionModel, bit: int) -> bool | None:
    if model.left_open & bit:
        return None
    return bool(model.standing & bit)


def _line(head: str, when: str, unless: str, rule: Rule) -> str:
    conclusion = f"{head}({rule.head})"
    conditions = [f"{when}({atom})" for atom in rule.when]
    conditions += [f"not {unless}({atom})" for atom in rule.unless]
    if not conditions:
        return f"{conclusion}."
    return f"{conclusion} :- {', '.join(conditions)}."


def _control(text: str, most: int, *, optimize: bool) -> clingo.Control:
    try:
        import clingo
    except ImportError:
        raise ArgmapError(
            "positions need clingo, which is not installed: run `pip install clingo`"
        ) from None
    # Nothing depends on a clock, so that two machines give the same answer.
    conflicts = min(Limit.SEARCH.most * _CONFLICTS, _MOST_CONFLICTS)
    options = [f"--models={most}", "--project=project", f"--solve-limit={conflicts}"]
    if optimize:
        options.append("--opt-mode=optN")
    control = clingo.Control(options)
    control.add("base", [], text)
    control.ground([("base", [])])
    return control
