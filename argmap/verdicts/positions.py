"""Positions: the coherent ways to settle what is contested, which are the stable models of a map.

Found by clingo. What the well-founded model decides is the same in all of them, so only the contested
part is searched. Source: Gelfond and Lifschitz, The Stable Model Semantics for Logic Programming (1988);
for positions that leave something open, Janhunen et al., Unfolding Partiality and Disjunctions in Stable
Model Semantics (2006): every atom is doubled into what holds and what may hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.model import ArgumentMap, Verdict
from argmap.model.errors import ArgmapError
from argmap.verdicts.evaluate import MapProgram, Verdicts, evaluate
from argmap.verdicts.program import Rule

if TYPE_CHECKING:
    import clingo

MOST_COUNTED = 1000


class Positions(NamedTuple):
    """Coherent ways to settle a map.

    `contested` are the claims that they settle, each in its way. `found` are the first of them, `number`
    is how many there are; where `is_cut`, there are more, not counted. Where `is_partial`, no position
    settles everything, and these leave the least open.
    """

    contested: list[str]
    found: list[Verdicts]
    number: int
    is_cut: bool
    is_partial: bool


def positions(
    map: ArgumentMap,
    *,
    accept: Collection[str] = (),
    reject: Collection[str] = (),
    strict: bool = False,
    limit: int = 10,
) -> Positions:
    """Return up to `limit` positions, in an order that does not depend on the solver's.

    Raises:
        ArgmapError: clingo is not installed, or a claim to accept or reject is not there.
    """
    search = _Search(map, accept, reject, strict)
    models = list(search.models(total=True, most=MOST_COUNTED + 1))
    is_partial = not models
    if is_partial:
        models = list(search.models(total=False, most=MOST_COUNTED + 1))
    counted = models[:MOST_COUNTED]
    found = [search.verdicts(model) for model in sorted(counted, key=search.order)[:limit]]
    contested = [claim for claim, verdict in search.decided.claims.items() if verdict is Verdict.CONTESTED]
    return Positions(contested, found, len(counted), len(models) > len(counted), is_partial)


def stands_in(map: ArgumentMap, claim: str, **options: Any) -> str:
    """Return in how many positions a claim stands: "all", "some", "none", or "" where there is no position."""
    search = _Search(map, options.get("accept", ()), options.get("reject", ()), options.get("strict", False))
    with_it = next(search.models(total=True, most=1, must={claim: True}), None)
    without = next(search.models(total=True, most=1, must={claim: False}), None)
    if with_it is None:
        return "" if without is None else "none"
    return "all" if without is None else "some"


Model = dict[int, bool]


class _Search:
    """The contested part of a map as a program for clingo."""

    def __init__(self, map: ArgumentMap, accept: Collection[str], reject: Collection[str], strict: bool) -> None:
        self.map = map
        self.decided = evaluate(map, accept=accept, reject=reject, strict=strict)
        self.program = MapProgram(map, strict=strict)
        self.value = self.program.program.well_founded(self.program.fixed(accept, reject))
        self.open = [atom for atom, value in enumerate(self.value) if value is None]

    def rules(self) -> Iterator[Rule]:
        """Yield what is left of the rules once everything decided is taken out of them."""
        for rule in self.program.program.rules:
            refuted = any(self.value[atom] is False for atom in rule.when) or any(self.value[a] for a in rule.unless)
            if self.value[rule.head] is None and not refuted:
                when = [atom for atom in rule.when if self.value[atom] is None]
                yield Rule(rule.head, when, [atom for atom in rule.unless if self.value[atom] is None])

    def models(self, *, total: bool, most: int, must: dict[str, bool] | None = None) -> Iterator[Model]:
        wanted = {self.program.atom[claim]: value for claim, value in (must or {}).items()}
        if any(self.value[atom] is not None and self.value[atom] is not value for atom, value in wanted.items()):
            return
        control = _control(self.text(total, wanted), most, optimize=not total)
        with control.solve(yield_=True) as handle:
            for model in handle:
                if total or model.optimality_proven:
                    yield _read(model)

    def text(self, total: bool, wanted: dict[int, bool]) -> str:
        """Return the program: `h` for what holds, `m` for what may hold, which in a total model is the same."""
        may = "h" if total else "m"
        lines = [_line("h", "h", may, rule) for rule in self.rules()]
        if not total:
            lines += [_line("m", "m", "h", rule) for rule in self.rules()]
            lines += [
                f":- h({atom}), not m({atom}). #minimize {{ 1,{atom} : m({atom}), not h({atom}) }}."
                for atom in self.open
            ]
        lines += [
            f":- {'not ' if value else ''}h({atom})." for atom, value in wanted.items() if self.value[atom] is None
        ]
        return "\n".join([*lines, "#defined h/1. #defined m/1."])

    def order(self, model: Model) -> tuple[int, ...]:
        """Sort by what stands, in reading order; what is left open comes in between."""
        return tuple({True: 0, None: 1, False: 2}[model.get(atom, False)] for atom in self.open)

    def verdicts(self, model: Model) -> Verdicts:
        """Return the verdicts of everything in a position."""
        said = dict(self.decided)
        names = list(self.program.atom)
        for atom in self.open:
            if atom < len(names):
                value = model.get(atom, False)
                said[names[atom]] = {True: Verdict.STANDS, False: Verdict.FALLS}.get(value, Verdict.CONTESTED)
        return Verdicts(self.map, said, strict=self.decided.strict)


def _line(head: str, when: str, unless: str, rule: Rule) -> str:
    body = [f"{when}({atom})" for atom in rule.when] + [f"not {unless}({atom})" for atom in rule.unless]
    return f"{head}({rule.head}){' :- ' if body else ''}{', '.join(body)}."


def _control(text: str, most: int, *, optimize: bool) -> clingo.Control:
    try:
        import clingo
    except ImportError:
        raise ArgmapError("positions need clingo, which is not installed: pip install clingo") from None
    control = clingo.Control([f"--models={most}", *(["--opt-mode=optN"] if optimize else [])])
    control.add("base", [], text)
    control.ground([("base", [])])
    return control


def _read(model: clingo.Model) -> Any:
    """Return the atoms that hold as True and those that only may hold as None."""
    symbols: Sequence[clingo.Symbol] = model.symbols(atoms=True)
    read = {symbol.arguments[0].number: None for symbol in symbols if symbol.name == "m"}
    return read | {symbol.arguments[0].number: True for symbol in symbols if symbol.name == "h"}
