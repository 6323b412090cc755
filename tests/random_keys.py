"""Random keys, and readings of maps that are damaged in one to six of twenty-one ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from random import Random

from argmap import ArgumentMap, Claim, Inference, Inferences, Kind
from argmap.classroom import Reading

TURNED = {Kind.SUPPORT: Kind.REBUTTAL, Kind.REBUTTAL: Kind.SUPPORT}


def random_key(random: Random) -> ArgumentMap:
    """Return a key of reasons, objections, linked premises and undercutters; one in four has two main claims."""
    claims = [Claim("c0", text="Claim 0.", main=True)]
    inferences = Inferences()
    onto: list[str] = []

    def add_claim(*, main: bool = False) -> str:
        claims.append(Claim(f"c{len(claims)}", text=f"Claim {len(claims)}.", main=main))
        return claims[-1].id

    for _ in range(random.randint(1, 8)):
        target = end = random.choice(claims).id
        premises = [add_claim() for _ in range(random.choice([1, 1, 1, 2, 3]))]
        kind = random.choice([Kind.SUPPORT, Kind.SUPPORT, Kind.REBUTTAL])
        if onto and random.random() < 0.25:
            kind, end = Kind.UNDERCUTTER, random.choice(onto)
        elif len(premises) == 1 and random.random() < 0.15:
            # A claim that is used before, at a second place.
            older = [each.id for each in claims[:-1] if int(each.id[1:]) > int(target[1:])]
            again = random.choice([*older, ""])
            known = [each.premises for each in inferences.all if each.target == end]
            if again and not any(again in each for each in known):
                claims.pop()
                premises = [again]
        onto.append(inferences.add(kind, premises, end))
    if random.random() < 0.25:
        other = add_claim(main=True)
        for _ in range(random.randint(1, 3)):
            kind = random.choice([Kind.SUPPORT, Kind.SUPPORT, Kind.REBUTTAL])
            inferences.add(kind, [add_claim()], other)
        inferences.add(Kind.REBUTTAL, ["c0"], other)
        inferences.add(Kind.REBUTTAL, [other], "c0")
    return ArgumentMap.build(title="Key", claims=claims, inferences=inferences.all)


class DamagedMap:
    """A map as the key has it, until it is damaged.

    Attributes:
        inferences, says, denies: as those of a `Reading`.
    """

    def __init__(self, key: ArgumentMap, random: Random) -> None:
        self._key = key
        self._random = random
        self._number = 0
        self.inferences = dict(key.inferences)
        self.says: dict[str, dict[str, Fraction]] = {id: {id: Fraction(1)} for id in key.claims}
        self.denies: dict[str, frozenset[str]] = {}

    def reading(self) -> Reading:
        return Reading(
            dict(self.inferences), {id: dict(said) for id, said in self.says.items()}, self.denies
        )

    def map(self) -> ArgumentMap:
        """Return the map with the words of the key; a claim with several of its claims has those of one."""
        inferences = self.inferences.values()
        ends = [id for each in inferences for id in (*each.premises, each.target)]
        claims = []
        for id in dict.fromkeys([*self.says, *ends]):
            if id not in self.inferences:
                said = next(iter(self.says.get(id, ())), "")
                text = self._key.claims[said].text if said else f"Something of my own: {id}."
                main = said in self._key.claims and self._key.claims[said].main
                claims.append(Claim(id, text=text, main=main))
        return ArgumentMap.build(title="Map", claims=claims, inferences=inferences)

    def _name(self) -> str:
        self._number += 1
        return f"new{self._number}"

    def _pick(self, fits: Callable[[Inference], bool] = lambda _: True) -> Inference | None:
        fitting = list(filter(fits, self.inferences.values()))
        return self._random.choice(fitting) if fitting else None

    def _claim(self) -> str:
        return self._random.choice(list(self.says)) if self.says else ""

    def _add(self, kind: Kind, premises: tuple[str, ...], target: str) -> None:
        id = self._name()
        self.inferences[id] = Inference(id, kind, premises, target)

    def _drop(self, id: str) -> None:
        del self.inferences[id]
        for each in list(self.inferences.values()):
            if each.target == id and each.id in self.inferences:
                self._drop(each.id)

    def _change(self, inference: Inference | None, **changes: object) -> None:
        if inference is not None:
            self.inferences[inference.id] = replace(inference, **changes)  # type: ignore[arg-type]

    def _says_only(self, claim: str) -> bool:
        return self.says.get(claim) == {claim: Fraction(1)}

    def forget_inference(self) -> None:
        inference = self._pick()
        if inference is not None:
            self._drop(inference.id)

    def forget_claim(self) -> None:
        claim = self._claim()
        self.says.pop(claim, None)
        for each in list(self.inferences.values()):
            if each.id not in self.inferences:
                continue
            left = tuple(premise for premise in each.premises if premise != claim)
            if each.target == claim or not left:
                self._drop(each.id)
            else:
                self._change(each, premises=left)

    def invert(self) -> None:
        inference = self._pick(lambda each: each.kind in TURNED)
        if inference is not None:
            self._change(inference, kind=TURNED[inference.kind])

    def reverse(self) -> None:
        inference = self._pick(lambda each: each.kind in TURNED)
        if inference is not None:
            first, *others = inference.premises
            self._change(inference, premises=(inference.target, *others), target=first)

    def unlink(self) -> None:
        inference = self._pick(lambda each: len(each.premises) > 1)
        if inference is not None:
            self._change(inference, premises=inference.premises[:1])
            for premise in inference.premises[1:]:
                self._add(inference.kind, (premise,), inference.target)

    def flatten(self) -> None:
        self._move_to("c0")

    def move(self) -> None:
        self._move_to(self._claim())

    def _move_to(self, target: str) -> None:
        inference = self._pick(lambda each: target not in each.premises)
        if inference is not None and target:
            kind = Kind.REBUTTAL if inference.kind is Kind.UNDERCUTTER else inference.kind
            self._change(inference, kind=kind, target=target)

    def merge(self) -> None:
        """Write two claims in one sentence."""
        if len(self.says) < 2:
            return
        one, other = self._random.sample(list(self.says), 2)
        self.says[one] = {**self.says.pop(other), **self.says[one]}
        for each in list(self.inferences.values()):
            if each.id not in self.inferences:
                continue
            target = one if each.target == other else each.target
            named = [one if premise == other else premise for premise in each.premises]
            premises = tuple(premise for premise in dict.fromkeys(named) if premise != target)
            if premises:
                self._change(each, premises=premises, target=target)
            else:
                self._drop(each.id)

    def say_a_part(self) -> None:
        claim = self._claim()
        if claim:
            self.says[claim] = dict.fromkeys(self.says[claim], Fraction(1, 2))

    def say_in_halves(self) -> None:
        self.say_a_part()
        claim = self._claim()
        if claim:
            name = self._name()
            self.says[claim] = dict.fromkeys(self.says[claim], Fraction(1, 2))
            self.says[name] = dict(self.says[claim])
            for each in list(self.inferences.values()):
                if claim in each.premises:
                    self._change(each, premises=(*each.premises, name))

    def deny(self) -> None:
        claim = self._claim()
        if claim:
            self.denies[claim] = frozenset(self.says.pop(claim))

    def say_twice(self) -> None:
        claim = self._claim()
        inference = self._pick(lambda each: claim in each.premises)
        if inference is not None:
            name = self._name()
            self.says[name] = dict(self.says[claim])
            premises = tuple(name if each == claim else each for each in inference.premises)
            self._add(inference.kind, premises, inference.target)

    def use_elsewhere(self) -> None:
        claim, target = self._claim(), self._claim()
        if claim != target:
            self._add(self._random.choice(list(TURNED)), (claim,), target)

    def use_as_both(self) -> None:
        inference = self._pick(lambda each: each.kind in TURNED)
        if inference is not None:
            self._add(TURNED[inference.kind], inference.premises, inference.target)

    def link(self) -> None:
        inference = self._pick()
        if inference is None:
            return
        ends = (inference.kind, inference.target)
        other = self._pick(lambda each: (each.kind, each.target) == ends and each != inference)
        if other is not None:
            premises = tuple(dict.fromkeys(inference.premises + other.premises))
            self._change(inference, premises=premises)
            self._drop(other.id)

    def link_foreign(self) -> None:
        claim = self._claim()
        inference = self._pick(lambda each: claim not in (*each.premises, each.target))
        if inference is not None and claim:
            self._change(inference, premises=(*inference.premises, claim))

    def hold_the_opposite(self) -> None:
        if self._says_only("c0"):
            self.denies["c0"] = frozenset(self.says.pop("c0"))
            for each in list(self.inferences.values()):
                if each.target == "c0" and each.kind in TURNED:
                    self._change(each, kind=TURNED[each.kind])

    def hold_one_side(self) -> None:
        """Say one of two main claims only, which denies the other one."""
        mains = [id for id, claim in self._key.claims.items() if claim.main]
        if len(mains) < 2 or not all(map(self._says_only, mains)):
            return
        held, gone = self._random.sample(mains, 2)
        for each in list(self.inferences.values()):
            if each.id not in self.inferences:
                continue
            if gone in each.premises or (each.target == gone and held in each.premises):
                self._drop(each.id)
            elif each.target == gone:
                self._change(each, target=held, kind=TURNED[each.kind])
        self.denies[held] = frozenset(self.says.pop(gone))

    def object_to_claim(self) -> None:
        inference = self._pick(lambda each: each.kind is Kind.UNDERCUTTER)
        if inference is not None:
            target = inference.target
            while target in self.inferences:
                target = self.inferences[target].target
            if target not in inference.premises:
                self._change(inference, kind=Kind.REBUTTAL, target=target)

    def object_to_inference(self) -> None:
        inference = self._pick(lambda each: each.kind is Kind.REBUTTAL)
        if inference is not None:
            other = self._pick(lambda each: each.target == inference.target and each != inference)
            if other is not None:
                self._change(inference, kind=Kind.UNDERCUTTER, target=other.id)

    # What is the student's own, and no damage.

    def add_own_step(self) -> None:
        inference = self._pick()
        if inference is not None:
            name = self._name()
            number = self._random.randint(1, len(inference.premises))
            self._add(Kind.SUPPORT, inference.premises[:number], name)
            self._change(inference, premises=(name, *inference.premises[number:]))

    def add_own_claim(self) -> None:
        name = self._name()
        inference = self._pick()
        if inference is not None and self._random.random() < 0.3:
            self._add(Kind.UNDERCUTTER, (name,), inference.id)
        elif self.says:
            self._add(self._random.choice(list(TURNED)), (name,), self._claim())

    def shuffle(self) -> None:
        """Give the inferences other ids, and all another order."""
        inferences = list(self.inferences.values())
        self._random.shuffle(inferences)
        names = {each.id: f"z{number}" for number, each in enumerate(inferences)}
        self.inferences = {}
        for each in self._random.sample(inferences, len(inferences)):
            premises = tuple(self._random.sample(each.premises, len(each.premises)))
            target = names.get(each.target, each.target)
            name = names[each.id]
            self.inferences[name] = replace(each, id=name, premises=premises, target=target)
        said = list(self.says.items())
        self._random.shuffle(said)
        self.says = dict(said)


DAMAGES: tuple[Callable[[DamagedMap], None], ...] = (
    DamagedMap.forget_inference,
    DamagedMap.forget_claim,
    DamagedMap.invert,
    DamagedMap.reverse,
    DamagedMap.unlink,
    DamagedMap.flatten,
    DamagedMap.move,
    DamagedMap.merge,
    DamagedMap.say_a_part,
    DamagedMap.say_in_halves,
    DamagedMap.deny,
    DamagedMap.say_twice,
    DamagedMap.use_elsewhere,
    DamagedMap.use_as_both,
    DamagedMap.link,
    DamagedMap.link_foreign,
    DamagedMap.hold_the_opposite,
    DamagedMap.hold_one_side,
    DamagedMap.object_to_claim,
    DamagedMap.object_to_inference,
    DamagedMap.add_own_step,
    DamagedMap.add_own_claim,
)


def is_circular(reading: Reading) -> bool:
    """Return whether undercutters form a circle."""
    for each in reading.inferences.values():
        seen: set[str] = set()
        target = each.id
        while target in reading.inferences and target not in seen:
            seen.add(target)
            target = reading.inferences[target].target
        if target in seen:
            return True
    return False
