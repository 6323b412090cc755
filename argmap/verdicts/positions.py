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

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from argmap.model import ArgumentMap, Kind, Verdict
from argmap.model.graph import main_claims
from argmap.util.errors import ArgmapError
from argmap.util.limits import Limit
from argmap.verdicts.evaluate import VERDICT_OF, Verdicts, must_be_claims, must_be_fixable
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
        outcomes: the positions that were counted, by what becomes of the main claims.
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
    claims = map.claims.values()
    contested = [claim.id for claim in search.decided.those(Verdict.CONTESTED, claims)]
    always_stand = []
    always_fall = []
    if not is_cut:  # a position that was not counted may be another one
        always_stand = search.the_same_in_all(contested, counted, value=True)
        always_fall = search.the_same_in_all(contested, counted, value=False)
    in_order = sorted(counted, key=search.order)
    return Positions(
        decided=search.decided,
        contested=contested,
        found=[search.verdicts(model) for model in in_order[:limit]],
        limit=limit,
        number=len(counted),
        is_cut=is_cut,
        is_partial=is_partial,
        always_stand=always_stand,
        always_fall=always_fall,
        outcomes=search.outcomes(in_order, contested, limit, is_cut=is_cut),
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


PositionModel: TypeAlias = dict[int, bool | None]
"""The open atoms of claims and inferences that stand (True), or that a partial model leaves open
(None); the others fall.
"""


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
        atoms = set(self.open_standing)
        number = 0
        with control.solve(yield_=True) as handle:
            for model in handle:
                # While it optimizes, the solver also shows models that later ones improve on.
                if total or model.optimality_proven:
                    number += 1
                    yield _read(model, atoms)
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
        for atom in self.open_standing:
            lines.append(f"#project h({atom}). #project {may}({atom}).")
        lines.append("#defined h/1. #defined m/1.")  # or clingo warns where no rule has such a head
        return "\n".join(lines)

    def rivals(self) -> Iterator[list[int]]:
        """Yield atoms that must not all hold: two claims and the rebuttals by which each attacks
        the other, as far as they are open.
        """
        stands = self.program.stands
        for rebuttal in self.map.inferences.values():
            if rebuttal.kind is not Kind.REBUTTAL:
                continue
            attacked = rebuttal.target
            for attacker in rebuttal.premises:
                if attacker == attacked:
                    continue
                # Where the map decides about both, it stays so.
                if not (self.is_open(stands[attacker]) or self.is_open(stands[attacked])):
                    continue
                for reply in self.map.rebuttals(attacker):
                    if attacked in reply.premises:
                        ids = (attacker, attacked, rebuttal.id, reply.id)
                        atoms = list(dict.fromkeys(stands[id] for id in ids))
                        if all(self.value[atom] is not False for atom in atoms):
                            yield list(filter(self.is_open, atoms))

    def order(self, model: PositionModel) -> tuple[int, ...]:
        """Sort by what stands, in reading order; what is left open comes in between."""
        places = {True: 0, None: 1, False: 2}
        values = [self.value_in(model, atom) for atom in self.open_standing]
        return tuple(places[value] for value in values)

    def value_in(self, model: PositionModel, atom: int) -> bool | None:
        decided = self.value[atom]
        if decided is not None:
            return decided
        return model.get(atom, False)

    def outcomes(
        self,
        models: Sequence[PositionModel],
        contested: Sequence[str],
        limit: int,
        *,
        is_cut: bool,
    ) -> list[Outcome]:
        """Return positions, of which the first `limit` are listed, by what becomes of the main
        claims.
        """
        stands = self.program.stands
        mains = [claim.id for claim in main_claims(self.map)]
        places_of: dict[tuple[bool | None, ...], list[int]] = {}
        for place, model in enumerate(models):
            values = tuple(self.value_in(model, stands[id]) for id in mains)
            places_of.setdefault(values, []).append(place)
        outcomes = []
        for values, places in places_of.items():
            verdicts = [VERDICT_OF[value] for value in values]
            main_verdicts = dict(zip(mains, verdicts, strict=True))
            settled = {}
            history = {}  # in each of these positions whether an unsettled claim stands
            for claim in contested:
                in_each = tuple(self.value_in(models[place], stands[claim]) for place in places)
                if len(set(in_each)) == 1:
                    settled[claim] = VERDICT_OF[in_each[0]]
                else:
                    history[claim] = in_each
            choices = _choices(history, is_cut=is_cut)
            listed = [place for place in places if place < limit]
            outcomes.append(Outcome(main_verdicts, len(places), listed, settled, choices))
        return outcomes

    def the_same_in_all(
        self, claims: Sequence[str], models: Sequence[PositionModel], *, value: bool
    ) -> list[str]:
        """Return the claims that stand, or fall, in all of the positions, if there are any."""
        alike = []
        for claim in claims:
            atom = self.program.stands[claim]
            values = {self.value_in(model, atom) for model in models}
            if values == {value}:
                alike.append(claim)
        return alike

    def verdicts(self, model: PositionModel) -> Verdicts:
        """Return the verdicts of everything in a position."""
        fixed = dict(self.fixed_atoms)
        for atom in self.open_standing:
            value = self.value_in(model, atom)
            if value is not None:
                fixed[atom] = value
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


def _choices(history: Mapping[str, tuple[bool | None, ...]], *, is_cut: bool) -> list[Choice]:
    """Return claims by their values in some positions: those that always go together, or never.

    Where positions are missing, no claims are known to.
    """
    if is_cut:
        return [Choice([claim], []) for claim in history]
    choices: dict[tuple[bool | None, ...], Choice] = {}
    for claim, values in history.items():
        opposite = tuple(None if value is None else not value for value in values)
        if values in choices:
            choices[values].one.append(claim)
        elif opposite in choices:
            choices[opposite].other.append(claim)
        else:
            choices[values] = Choice([claim], [])
    return list(choices.values())


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
            "positions need clingo, which is not installed: pip install clingo"
        ) from None
    # Nothing depends on a clock, so that two machines give the same answer.
    conflicts = Limit.SEARCH.most * _CONFLICTS
    options = [f"--models={most}", "--project=project", f"--solve-limit={conflicts}"]
    if optimize:
        options.append("--opt-mode=optN")
    control = clingo.Control(options)
    control.add("base", [], text)
    control.ground([("base", [])])
    return control


def _read(model: clingo.Model, atoms: Container[int]) -> PositionModel:
    """Return which of some atoms a model makes true, or leaves open."""
    symbols: Sequence[clingo.Symbol] = model.symbols(atoms=True)
    values: PositionModel = {}
    for symbol in symbols:
        atom = symbol.arguments[0].number
        if atom not in atoms:
            continue
        if symbol.name == "h":
            values[atom] = True
        else:
            values.setdefault(atom, None)  # it may hold; where it does, `h` says so too
    return values
