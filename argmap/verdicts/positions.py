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

from collections.abc import Iterator, Sequence
from itertools import compress, product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from argmap.model import ArgumentMap, Kind, Verdict
from argmap.model.graph import main_claims
from argmap.options import Suppositions
from argmap.util.errors import ArgmapError, is_out_of_memory, missing_package
from argmap.util.exports import html_on_demand
from argmap.util.limits import Limit
from argmap.util.text import count
from argmap.verdicts.evaluate import NOTHING_SUPPOSED, Verdicts, evaluate, must_be_claims
from argmap.verdicts.program import Rule, Values

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

_VERDICT_OF = {"2": Verdict.STANDS, "1": Verdict.CONTESTED, "0": Verdict.FALLS}
_OPPOSITE = str.maketrans("20", "02")

PositionModel: TypeAlias = str
"""What becomes of each of `open_standing`, as digits of `_VERDICT_OF`: in "20", the
first stands and the second falls. The largest is listed first.
"""

PositionModels: TypeAlias = Sequence[PositionModel]


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
    """The coherent ways to settle all contested claims of a map.

    Attributes:
        decided: the verdicts on the map, in which some claims are contested.
        contested: the ids of the contested claims. Each position settles these claims.
        found: the positions, as verdicts. There are at most `limit`.
        limit: the maximum number of positions in `found`.
        number: the number of positions.
        is_cut: whether there are more positions than `number`.
        is_partial: whether no position settles all contested claims. The positions then settle as
            many of them as possible.
        always_stand: the contested claims with the verdict `stands` in every position. If
            `is_cut` is true, this list is empty.
        always_fall: the contested claims with the verdict `falls` in every position. If `is_cut` is
            true, this list is empty.
        number_of_outcomes: the number of ways in which the positions settle the main claims.
        outcomes: these ways, at most `limit` of them.
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

    def _repr_html_(self) -> str:
        return html_on_demand(self)

    def __repr__(self) -> str:
        number = count(self.number, "position")
        if self.is_cut:
            number = f"more than {number}"
        return f"<Positions: {number}, {count(len(self.contested), 'contested claim')}>"


def positions(
    map: ArgumentMap, supposed: Suppositions = NOTHING_SUPPOSED, *, limit: int = 10
) -> Positions:
    """Return up to `limit` positions, in an order that does not depend on the solver's.

    Raises:
        ArgmapError: clingo is not installed, or a claim to accept or reject is not there.
    """
    search = _PositionSearch(map, supposed)
    # One more than is counted is asked for: it shows whether there are more.
    most = MOST_COUNTED + 1
    models = list(search.models(total=True, most=most))
    is_partial = not models
    if is_partial:
        # An odd circle can be settled in no way; then those count that leave the least open.
        models = list(search.models(total=False, most=most))
    counted = models[:MOST_COUNTED]
    is_cut = len(models) > len(counted)
    # A position that was not counted may be another one.
    settled = {} if is_cut else search.settled(counted)
    in_order = sorted(counted, reverse=True)
    places = search.places_by_outcome(in_order)
    return Positions(
        decided=search.decided,
        contested=search.contested,
        found=[search.verdicts(model) for model in in_order[:limit]],
        limit=limit,
        number=len(counted),
        is_cut=is_cut,
        is_partial=is_partial,
        always_stand=[claim for claim in settled if settled[claim] is Verdict.STANDS],
        always_fall=[claim for claim in settled if settled[claim] is Verdict.FALLS],
        number_of_outcomes=len(places),
        outcomes=[search.outcome(in_order, each, limit, is_cut=is_cut) for each in places[:limit]],
    )


def stands_in(map: ArgumentMap, claim: str, supposed: Suppositions = NOTHING_SUPPOSED) -> str:
    """Return in how many positions a claim stands: "all", "some", "none", or "" where there is no
    position.

    Raises:
        ArgmapError: clingo is not installed, or a claim is not there.
    """
    must_be_claims(map, [claim])
    search = _PositionSearch(map, supposed)
    # Two questions of one model each, where counting all of them could take for ever.
    can_stand = search.has_model(claim, stands=True)
    can_fall = search.has_model(claim, stands=False)
    if can_stand:
        return "some" if can_fall else "all"
    return "none" if can_fall else ""


class _PositionSearch:
    """The contested part of a map as a program for clingo.

    Attributes:
        decided: the verdicts as the map has them.
        value: the values of the atoms that these are read from.
        open_standing: the open atoms by which something stands: one for each contested claim, and
            then those of inferences that have atoms of their own.
        contested: the ids of the contested claims, in reading order.
    """

    def __init__(self, map: ArgumentMap, supposed: Suppositions) -> None:
        settled = evaluate(map, supposed)
        program = settled.program
        # Before burdens are settled: there, what must be shown is open like anything else.
        model = program.model(program.fixed(settled.fixed), settles=False)
        decided = Verdicts(program, model, fixed=settled.fixed)
        self.map = map
        self.decided = decided
        self.program = program
        self.fixed_atoms = program.fixed(decided.fixed)
        self.value = decided.model.value
        self.open_standing = list(filter(self.is_open, program.stands.values()))  # claims first
        self.contested = [claim for claim in map.claims if decided[claim] is Verdict.CONTESTED]
        self.main_claims = [claim.id for claim in main_claims(map)]

    def is_open(self, atom: int) -> bool:
        """Return whether the map leaves it open if an atom is true."""
        return self.value[atom] is None

    def rules(self) -> Iterator[Rule]:
        """Yield what is left of the rules once everything decided is taken out of them."""
        is_open = self.is_open
        for head, when, unless in self.program.program.rules:
            if not is_open(head):
                continue
            # A rule that a decided atom refutes is gone; an atom that satisfies it is no condition
            # any more.
            fails = [atom for atom in when if self.value[atom] is False]
            if not fails and not any(self.value[atom] for atom in unless):
                yield Rule(head, list(filter(is_open, when)), list(filter(is_open, unless)))

    def has_model(self, claim: str, *, stands: bool) -> bool:
        """Return whether there is a position in which a claim stands, or else one in which it does
        not.
        """
        atom = self.program.stands[claim]
        decided = self.value[atom]
        if decided is not None and decided is not stands:
            return False
        wanted = {atom: stands} if decided is None else {}
        models = self.models(total=True, most=1, wanted=wanted)
        return next(models, None) is not None

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
        text = "\n".join(self.statements(total, wanted or {}))
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

    def statements(self, total: bool, wanted: Values) -> Iterator[str]:
        """Yield the program: `h` for what holds, `m` for what may hold, which in a total model is
        the same.
        """
        may = "h" if total else "m"
        for rule in self.rules():
            yield _statement(rule, "h", may)
        if not total:
            # What may hold follows if nothing that surely holds is against it: the two take turns,
            # as in the alternating fixpoint. What holds may hold, and as little as possible is left
            # between the two.
            for rule in self.rules():
                yield _statement(rule, "m", "h")
            for atom, value in enumerate(self.value):
                if value is None:
                    yield f":- h({atom}), not m({atom})."
            for atom in self.open_standing:
                yield f"#minimize {{ 1,{atom} : m({atom}), not h({atom}) }}."
        for rivals in self.rivals():
            yield f":- {', '.join(f'h({atom})' for atom in rivals)}."
        for atom, must_hold in wanted.items():
            yield f":- not h({atom})." if must_hold else f":- h({atom})."
        # A model is shown as twice the places of what stands, and one more than that for what is
        # left open: of three atoms the first stands and the third is left open in "0 5".
        yield "#show."
        for place, atom in enumerate(self.open_standing):
            yield f"#project h({atom})."
            yield f"#show {2 * place} : h({atom})."
            if not total:
                yield f"#project m({atom})."
                yield f"#show {2 * place + 1} : m({atom}), not h({atom})."
        yield "#defined h/1. #defined m/1."  # or clingo warns where no rule has such a head

    def read(self, model: clingo.Model) -> PositionModel:
        """Return a model that the solver found."""
        digits = ["0"] * len(self.open_standing)
        for symbol in model.symbols(shown=True):
            place, is_left_open = divmod(symbol.number, 2)
            digits[place] = "21"[is_left_open]
        return "".join(digits)

    def rivals(self) -> Iterator[list[int]]:
        """Yield atoms that must not all hold: two claims and the rebuttals by which each attacks
        the other, as far as they are open.
        """
        stands = self.program.stands
        is_open = self.is_open
        attacks: dict[tuple[int, int], list[int]] = {}
        for id, inference in self.map.inferences.items():
            if inference.kind is Kind.REBUTTAL:
                for premise in inference.premises:
                    pair = (stands[premise], stands[inference.target])
                    attacks.setdefault(pair, []).append(stands[id])
        for (one, other), rebuttals in attacks.items():
            # Each pair once, and only where the map does not decide about both.
            if one >= other or not (is_open(one) or is_open(other)):
                continue
            for rebuttal, reply in product(rebuttals, attacks.get((other, one), [])):
                atoms = (one, other, rebuttal, reply)
                if all(self.value[atom] is not False for atom in atoms):
                    yield list(filter(is_open, atoms))

    def places_by_outcome(self, models: PositionModels) -> list[list[int]]:
        """Return the places of models in which the main claims have the same verdicts, together."""
        main_claims = set(self.main_claims)
        are_main = [claim in main_claims for claim in self.contested]
        places_of: dict[str, list[int]] = {}
        for place, model in enumerate(models):
            outcome = "".join(compress(model, are_main))
            places_of.setdefault(outcome, []).append(place)
        return list(places_of.values())

    def outcome(
        self, models: PositionModels, places: Sequence[int], limit: int, *, is_cut: bool
    ) -> Outcome:
        """Return what the models at some places have in common, the main claims at least, and how
        they differ.
        """
        inside = [models[place] for place in places]
        listed = [place for place in places if place < limit]
        settled = self.settled(inside)
        # A contested main claim is always settled here: that is what an outcome is.
        verdicts = self.decided.claims | settled
        of_main_claims = {claim: verdicts[claim] for claim in self.main_claims}
        choices = self.choices(inside, are_related=not is_cut)
        return Outcome(of_main_claims, len(places), listed, settled, choices)

    def digits_of_claims(self, models: PositionModels) -> Iterator[tuple[str, str]]:
        """Yield each contested claim with its digits in some models."""
        # The claims are what comes first in each model.
        columns = zip(*models, strict=True)
        for claim, column in zip(self.contested, columns, strict=False):
            digits = "".join(column)
            yield claim, digits

    def settled(self, models: PositionModels) -> dict[str, Verdict]:
        """Return the contested claims that have one verdict in all of some models, with it."""
        settled = {}
        for claim, digits in self.digits_of_claims(models):
            if len(set(digits)) == 1:
                settled[claim] = _VERDICT_OF[digits[0]]
        return settled

    def choices(self, models: PositionModels, *, are_related: bool) -> list[Choice]:
        """Return the other contested claims: which always go together in some models, or never.

        Unless they `are_related`, each is a choice of its own.
        """
        choices: dict[str, Choice] = {}
        for claim, digits in self.digits_of_claims(models):
            opposite = digits.translate(_OPPOSITE)
            if len(set(digits)) == 1:
                continue
            if not are_related:
                choices[claim] = Choice([claim], [])
            elif opposite in choices:
                choices[opposite].other.append(claim)
            else:
                choices.setdefault(digits, Choice([], [])).one.append(claim)
        return list(choices.values())

    def verdicts(self, model: PositionModel) -> Verdicts:
        """Return the verdicts of everything in a position."""
        program = self.program
        fixed = dict(self.fixed_atoms)
        for atom, digit in zip(self.open_standing, model, strict=True):
            if digit != "1":
                fixed[atom] = digit == "2"
        self._settle_backing(fixed)
        in_position = program.model(fixed, settles=False)
        return Verdicts(program, in_position, fixed=self.decided.fixed)

    def _settle_backing(self, fixed: dict[int, bool]) -> None:
        """Fix what is backed as far as it follows from what stands; the rest is open where it may
        be either.
        """
        program = self.program
        claims = self.map.claims
        for id, backed in program.backed.items():
            stands = fixed.get(program.stands[id])
            if stands is False or (stands and id in claims and program.must_be_shown(id)):
                fixed[backed] = stands


def _statement(rule: Rule, holds: str, may_hold: str) -> str:
    """Return a rule as the solver reads it: "h(1) :- h(2), not m(3).", or "h(1)." for a fact."""
    conditions = [f"{holds}({atom})" for atom in rule.when]
    conditions += [f"not {may_hold}({atom})" for atom in rule.unless]
    body = f" :- {', '.join(conditions)}" if conditions else ""
    return f"{holds}({rule.head}){body}."


def _control(text: str, most: int, *, optimize: bool) -> clingo.Control:
    try:
        import clingo
    except ImportError as problem:
        if is_out_of_memory(problem):
            raise
        raise missing_package("positions", "clingo") from None
    # Nothing depends on a clock, so that two machines give the same answer.
    conflicts = min(Limit.SEARCH.most * _CONFLICTS, _MOST_CONFLICTS)
    options = [f"--models={most}", "--project=project", f"--solve-limit={conflicts}"]
    if optimize:
        options.append("--opt-mode=optN")
    control = clingo.Control(options)
    control.add("base", [], text)
    control.ground([("base", [])])
    return control
