"""What became of each part of a key in a student's map, and why: marks and sentences follow.

    key                          map
    Ban cars near schools.       Ban cars near schools.            found
      + More would walk.           - More would walk.              other kind: 1/3
      + Air gets clean.            + Children stay healthy.        the student's own, which costs
                                     + Air gets clean.             nothing: found

A claim of a map may say any number of claims of the key, or deny them; with neither, it is the
student's own. An argument leads from what says or denies something, through reasons of the
student's own, to the first claim with a meaning, or to an inference that it undercuts. Ending at a
denial, it has the contrary kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import islice, product
from typing import NamedTuple

from argmap.comparison.alignment import MapView
from argmap.comparison.claim_alignment import TURNED, MatchReason
from argmap.comparison.compare import Comparison, Counts
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.argument_map import once
from argmap.model.graph import main_claims

_HALF = Fraction(1, 2)
_THIRD = Fraction(1, 3)
_ALL = Fraction(1)
_NONE = Fraction(0)
_MOST_IN_SENTENCE = 3
"""A sentence that says more claims of the key counts as not split."""
_MOST_JOINED = Fraction(2, 3)
"""So do all sentences that say several, where together they say more than this share of it."""
_MOST_ARGUMENTS = 60
"""At most this many ways lead through claims of a student's own to one of their inferences."""
_DEEPEST = 60
"""Arguments lead through at most this many claims of a student's own."""


class Outcome(StrEnum):
    """What became of a part of the key."""

    FOUND = "found"
    PARTLY = "partly"
    """It is there, and its claim says only a part."""
    BOTH_KINDS = "both kinds"
    """The map has the contrary as well."""
    INVERTED = "inverted"
    """It leads from where it should lead to."""
    ONE_SENTENCE = "one sentence"
    """A sentence says it and what it is for."""
    NOT_LINKED = "not linked"
    """A premise of it stands alone, or with one that does not belong to it."""
    SCATTERED = "scattered"
    """It is at its place, and at more wrong ones than the key has places for it."""
    OTHER_KIND = "other kind"
    CONTRADICTED = "contradicted"
    """The map only has the opposite of it."""
    MISSING = "missing"
    OTHER_PLACE = "other place"
    LOOSE = "loose"
    """Its claims are there, and lead to nothing of the key."""


_WORTHLESS = (Outcome.BOTH_KINDS, Outcome.INVERTED, Outcome.CONTRADICTED, Outcome.MISSING)
_ABSENT = (Outcome.CONTRADICTED, Outcome.MISSING, Outcome.LOOSE)


class Place(NamedTuple):
    """Where a claim of the key is: it leads to another one in some way, all by their ids."""

    claim: str
    kind: Kind
    target: str


class Reading(NamedTuple):
    """A map as it is read beside a key.

    Attributes:
        inferences: its inferences.
        says: claims of it, each with those of the key that it says, and how much of them.
        denies: claims of it, each with those of the key that it denies.
        undecided: claims of it of which a person has still to say what they say.
        perhaps: claims of the key that these may say, and no others do.
        accepted: where a teacher found claims of the key right, too, beside where the key has them.
    """

    inferences: Mapping[str, Inference]
    says: Mapping[str, Mapping[str, Fraction]]
    denies: Mapping[str, frozenset[str]]
    undecided: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    accepted: frozenset[Place] = frozenset()


class Argument(NamedTuple):
    """Claims with a meaning that lead somewhere together.

    Attributes:
        last: the inference at its end.
        nodes: the claims with a meaning that it starts from.
        steps: its inferences.
    """

    last: str
    nodes: frozenset[str]
    steps: frozenset[str]


class Part(NamedTuple):
    """What became of a main claim or an inference of the key.

    Attributes:
        outcome: what became of it.
        share: how much of it is there.
        links: how much of it is there as a set of linked premises.
        about: the arguments of the map that stand for it, right or wrong.
        wrong: the arguments in which something is to be fixed.
    """

    outcome: Outcome
    share: Fraction
    links: Fraction = _NONE
    about: tuple[Argument, ...] = ()
    wrong: tuple[Argument, ...] = ()

    @property
    def is_found(self) -> bool:
        """Whether nothing is to be fixed at it."""
        return self.outcome is Outcome.FOUND

    @property
    def steps(self) -> set[str]:
        """Our inferences that it is about."""
        return {step for argument in self.about for step in argument.steps}


def read(comparison: Comparison) -> Reading:
    """Return what the claims of a map certainly say, from how it compares with a key."""
    claims = comparison.claims
    says: defaultdict[str, dict[str, Fraction]] = defaultdict(dict)
    shares: dict[str, Fraction] = {}
    for match in claims.matches.values():
        if match.is_certain:
            shares[match.theirs] = _HALF if match.reason is MatchReason.PARTLY else _ALL
            says[match.ours][match.theirs] = shares[match.theirs]
    for ours, theirs in claims.repeated.items():
        says[ours][theirs] = shares[theirs]
    for whole, parts in [*claims.merged, *claims.also.items()]:
        says[whole] = dict.fromkeys(parts, _ALL) | says[whole]
    for whole, halves in claims.split:
        for half in halves:
            says[half][whole] = _HALF
    denies = {ours: frozenset([theirs]) for ours, theirs in claims.opposites.items()}
    # Who holds one of two main claims denies the other one, and the other way around.
    mains = [claim.id for claim in main_claims(comparison.theirs)]
    held = {main for main in mains for said in says.values() if main in said}
    denied = set(mains).intersection(claims.opposites.values())
    absent = set(mains) - held - denied - claims.perhaps_found
    if len(mains) == 2 and len(absent) == 1:
        for ours, said in list(says.items()):
            if not held.isdisjoint(said):
                denies[ours] = denies.get(ours, frozenset()) | absent
        for ours, theirs in claims.opposites.items():
            if theirs in denied and not held:
                says[ours] = dict.fromkeys(absent, _ALL)
    perhaps = {match.theirs for match in comparison.proposals} | claims.perhaps_found
    perhaps -= {claim for said in says.values() for claim in said}
    undecided = frozenset(comparison.claims_to_decide) - says.keys()
    return Reading(comparison.ours.inferences, says, denies, undecided, frozenset(perhaps))


def diagnose(
    comparison: Comparison, *, count_implicit: bool = False, accepted: Iterable[Place] = ()
) -> Diagnosis:
    """Return what became of the key in a map that was compared with it.

    Args:
        comparison: how the student's map (ours) compares with the key (theirs).
        count_implicit: whether what the key's author added is looked for, too.
        accepted: places that are right, beside those in the key.
    """
    reading = read(comparison)._replace(accepted=frozenset(accepted))
    return Diagnosis(comparison.theirs, reading, count_implicit=count_implicit)


class Diagnosis:
    """What became of a key in a map.

    Attributes:
        key: the key.
        reading: the map.
        mains: the main claims of the key that count, each with what became of it.
        inferences: the inferences of the key that count, each with what became of it; what is
            undercut is before what undercuts it.
        arguments: the arguments of the map that end at a claim with a meaning, or at an inference.
        answered: those of them that answer inferences of the key, each with these.
    """

    def __init__(self, key: ArgumentMap, reading: Reading, *, count_implicit: bool = False) -> None:
        self.key = key
        self.reading = reading
        self.count_implicit = count_implicit
        self._counts = MapView(key, count_implicit=count_implicit).counts
        self._onto: defaultdict[str, list[Inference]] = defaultdict(list)
        for inference in reading.inferences.values():
            self._onto[inference.target].append(inference)
        self._groups = [
            argument
            for id in reading.inferences
            for argument in self._arguments_of(id, frozenset())
            if argument.nodes
        ]
        self.arguments = [each for each in self._groups if self._has_end(each)]
        self.answered: dict[Argument, list[str]] = {}
        self._judged: dict[str, Part] = {}
        mains = [claim.id for claim in main_claims(key) if self._counts(claim.id)]
        self.mains = {main: self._judge_main(main) for main in mains}
        # What is undercut may have faults of its own, and these tell which of ours it is. The
        # second time, all answers are known.
        for _ in range(2):
            for inference in self._in_order:
                self._judged[inference.id] = self._judge(inference)
        self.inferences = {
            id: part for id, part in self._judged.items() if self._is_asked(key.inferences[id])
        }

    # --- the key ---

    @cached_property
    def _in_order(self) -> list[Inference]:
        """The inferences of the key, what is undercut before what undercuts it."""
        levels: dict[str, int] = {}
        for inference in self.key.inferences.values():
            levels[inference.id] = levels.get(inference.target, -1) + 1
        return sorted(self.key.inferences.values(), key=lambda each: levels[each.id])

    def _is_asked(self, inference: Inference) -> bool:
        """Return whether a map should have an inference of the key.

        A map that denies a main claim has nothing that leads from it.
        """
        is_from_denied = any(map(self.is_only_denied, self._main_ids & {*inference.premises}))
        return not is_from_denied and self._counts(inference.id)

    @cached_property
    def _main_ids(self) -> set[str]:
        return {claim.id for claim in main_claims(self.key)}

    def needed(self, inference: Inference) -> list[str]:
        """Return the premises of an inference of the key that a student is to find."""
        return list(filter(self._counts, inference.premises)) or list(inference.premises)

    def above(self, claim: str) -> set[str]:
        """Return the claims of the key to which one leads."""
        return once(self.key, _claims_above)[claim]

    def _has_in_key(self, claim: str, target: str, kind: Kind | None = None) -> bool:
        """Return whether a claim of the key leads to another one there, as a kind if given.

        What a teacher accepted is as good as there.
        """
        places = [Place(claim, use.kind, use.target) for use in self.key.uses(claim)]
        return any(
            (place.claim, place.target) == (claim, target) and kind in (None, place.kind)
            for place in (*places, *self.reading.accepted)
        )

    def _is_right(self, argument: Argument, inference: Inference) -> bool:
        """Return whether an argument ends where an inference of the key is right."""
        kind = (inference.kind, inference.weighing)
        return self.kind_at(argument, inference.target) == kind or any(
            self.kind_at(argument, place.target) == (place.kind, False)
            and self._accepted_for(place) == inference.id
            and self._answers(argument, inference)
            for place in self.reading.accepted
        )

    def _accepted_for(self, place: Place) -> str:
        """Return the inference of the key for which a place is right, too.

        Of several, it is one of the same kind, if any, with few premises.
        """
        uses = [use for use in self.key.uses(place.claim) if self._counts(use.id)]
        uses.sort(key=lambda use: (use.kind is not place.kind, len(use.premises)))
        return uses[0].id if uses else ""

    def other_places(self) -> set[Place]:
        """Return where answers to inferences of the key are, beside their places."""
        found = set()
        for id, part in self.inferences.items():
            inference = self.key.inferences[id]
            claim = self.needed(inference)[0]
            for argument in part.wrong:
                is_onto_claim = len(self.targets_of(argument.last)) == 1
                if not is_onto_claim or not self._answers(argument, inference):
                    continue
                for end in self.ends_of(argument):
                    kind = self.kind_at(argument, end)
                    if kind and not kind[1] and not self._has_in_key(claim, end, kind[0]):
                        found.add(Place(claim, kind[0], end))
        return found

    # --- our map ---

    @cached_property
    def nodes(self) -> Mapping[str, list[str]]:
        """The claims of the key that are there, each with our claims that say it."""
        return _by_claim(self.reading.says)

    @cached_property
    def _deniers(self) -> Mapping[str, list[str]]:
        return _by_claim(self.reading.denies)

    def deniers(self, claim: str) -> list[str]:
        """Return our claims that deny a claim of the key."""
        return self._deniers.get(claim, [])

    def says(self, node: str) -> Mapping[str, Fraction]:
        """Return the claims of the key that one of ours says, each with how much of it."""
        return self.reading.says.get(node, {})

    def is_only_denied(self, claim: str) -> bool:
        """Return whether a claim of the key is not there, and one that denies it is."""
        return claim not in self.nodes and bool(self.deniers(claim))

    def with_denials_taken_back(self) -> Diagnosis:
        """Return the diagnosis of the map, had it said what it only denies."""
        says, denies = dict(self.reading.says), dict(self.reading.denies)
        for node, denied in self.reading.denies.items():
            taken_back = list(filter(self.is_only_denied, sorted(denied)))
            # Who holds one of two main claims denies the other one.
            if node not in says and taken_back:
                says[node] = dict.fromkeys(taken_back, _ALL)
                denies[node] = denied.difference(taken_back)
        reading = self.reading._replace(says=says, denies=denies)
        return Diagnosis(self.key, reading, count_implicit=self.count_implicit)

    def share(self, claim: str) -> Fraction:
        """Return how much of a claim of the key is said anywhere."""
        return max((self.says(node)[claim] for node in self.nodes.get(claim, ())), default=_NONE)

    def means(self, node: str) -> bool:
        """Return whether one of our claims says or denies anything of the key."""
        return bool(self.says(node) or self.reading.denies.get(node))

    def _arguments_of(self, id: str, above: frozenset[str]) -> list[Argument]:
        """Return the ways that lead to an inference of ours, and past it."""
        inference = self.reading.inferences[id]
        choices: list[list[Argument]] = []
        for premise in inference.premises:
            if self.means(premise):
                choices.append([Argument("", frozenset([premise]), frozenset())])
                continue
            is_own = premise not in self.reading.undecided
            has_ways = is_own and premise not in above and len(above) < _DEEPEST
            ways = [
                way
                for reason in (self._onto[premise] if has_ways else ())
                if reason.kind is Kind.SUPPORT
                for way in self._arguments_of(reason.id, above | {premise})
                if way.nodes
            ]
            choices.append(ways[:_MOST_ARGUMENTS] or [Argument("", frozenset(), frozenset())])
        return [
            Argument(
                id,
                frozenset().union(*(way.nodes for way in ways_in)),
                frozenset([id]).union(*(way.steps for way in ways_in)),
            )
            for ways_in in islice(product(*choices), _MOST_ARGUMENTS)
        ]

    def _has_end(self, argument: Argument) -> bool:
        target = self.reading.inferences[argument.last].target
        return target in self.reading.inferences or self.means(target)

    @cached_property
    def _by_node(self) -> Mapping[str, list[Argument]]:
        arguments: defaultdict[str, list[Argument]] = defaultdict(list)
        for argument in self.arguments:
            for node in argument.nodes:
                arguments[node].append(argument)
        return dict(arguments)

    def arguments_from(self, nodes: Iterable[str]) -> list[Argument]:
        """Return the arguments from any of some claims of ours."""
        found: dict[Argument, None] = {}
        for node in nodes:
            found.update(dict.fromkeys(self._by_node.get(node, ())))
        return list(found)

    def uses(self, claims: Iterable[str]) -> list[Argument]:
        """Return the arguments from any of some claims of the key."""
        return self.arguments_from(node for claim in claims for node in self.nodes.get(claim, ()))

    def kind_at(self, argument: Argument, target: str) -> tuple[Kind, bool] | None:
        """Return as what an argument ends at a claim or inference of the key; None if elsewhere."""
        last = self.reading.inferences[argument.last]
        if target in self.key.inferences:
            part = self._judged.get(target)
            is_there = part is not None and last.target in part.steps
        else:
            if target in self.reading.denies.get(last.target, ()) and last.kind in TURNED:
                return TURNED[last.kind], False
            is_there = target in self.says(last.target)
        return (last.kind, last.weighing) if is_there else None

    def ends_of(self, argument: Argument) -> set[str]:
        """Return the claims of the key that an argument leads to, one way or the other."""
        *_, target = self.targets_of(argument.last)
        return {*self.says(target), *self.reading.denies.get(target, ())}

    def nodes_around(self, step: str) -> set[str]:
        """Return the claims with a meaning that one of our inferences leads from and to."""
        nodes: set[str] = set()
        for group in self._groups:
            if step in group.steps:
                nodes.update(group.nodes, [self.reading.inferences[group.last].target])
        return nodes

    def targets_of(self, id: str) -> list[str]:
        """Return what an inference of ours is onto, and what that is onto, down to a claim.

        Undercutters that form a circle are onto no claim.
        """
        targets: list[str] = []
        while id in self.reading.inferences:
            id = self.reading.inferences[id].target
            if id in targets:
                return [*targets, ""]
            targets.append(id)
        return targets

    # --- main claims ---

    def _judge_main(self, main: str) -> Part:
        share = self.share(main)
        nodes = set(self.nodes.get(main, ()))
        if not nodes:
            nodes = set(self.deniers(main))
            if not nodes:
                return Part(Outcome.MISSING, _NONE)
            share = _ALL
        arguments = self.arguments_from(sorted(nodes))
        astray = tuple(each for each in arguments if self._is_astray(main, each))
        if astray:
            return Part(Outcome.OTHER_PLACE, share * _HALF, about=astray, wrong=astray)
        return Part(Outcome.FOUND if share == 1 else Outcome.PARTLY, share)

    def _is_astray(self, main: str, argument: Argument) -> bool:
        """Return whether a main claim leads to a claim of the key to which it does not lead there.

        It may object to other main claims, and to its objections.
        """
        last = self.reading.inferences[argument.last]
        if last.kind is Kind.UNDERCUTTER:
            return False
        for end in self.ends_of(argument):
            if end == main or self._has_in_key(main, end):
                continue
            if last.kind is Kind.REBUTTAL and (
                end in self._main_ids or self._has_in_key(end, main, Kind.REBUTTAL)
            ):
                continue
            return True
        return False

    # --- inferences ---

    def _judge(self, inference: Inference) -> Part:
        """Return what became of an inference of the key: the first outcome that holds."""
        needed = self.needed(inference)
        uses = self.uses(needed)
        right = [each for each in uses if self._is_right(each, inference)]
        answers = [each for each in right if self._answers(each, inference)]
        good = [each for each in answers if not self._is_joined(each, inference)]
        for answer in good:
            known = self.answered.setdefault(answer, [])
            if inference.id not in known:
                known.append(inference.id)
        wrong: list[Argument] = []
        share = min(map(self.share, needed))
        if answers:
            about = good or answers
            share = max(self._share_in(answer, needed) for answer in about)
            stray = [each for each in right if each not in self.answered and each not in answers]
            outcome, wrong = self._with_answer(inference, answers, good, stray)
            if outcome is Outcome.FOUND and share < 1:
                outcome = Outcome.PARTLY
        else:
            outcome, about = self._without_answer(inference, right)
            if outcome is not Outcome.CONTRADICTED:
                wrong = [each for each in about if each not in self.answered]
        links = self._links(needed, outcome, share) if len(needed) > 1 else _NONE
        if outcome is Outcome.PARTLY:
            share = _THIRD + (1 - _THIRD) * share
        elif outcome in _WORTHLESS:
            share = _NONE
        elif outcome is not Outcome.FOUND:
            leading = sum((self.share(each) for each in needed if self._leads(each)), _NONE)
            share = _THIRD * leading / len(needed)
        return Part(outcome, share, links, tuple(about), tuple(wrong))

    def _with_answer(
        self,
        inference: Inference,
        answers: list[Argument],
        good: list[Argument],
        stray: list[Argument],
    ) -> tuple[Outcome, list[Argument]]:
        """Return what became of an inference that is there, and what is wrong beside it."""
        contrary = self.contrary(inference)
        if contrary:
            return Outcome.BOTH_KINDS, contrary
        turned = self.turned(inference)
        if turned:
            return Outcome.INVERTED, turned
        if not good:
            return Outcome.ONE_SENTENCE, answers
        if stray:
            return Outcome.NOT_LINKED, stray
        ends = [end for claim in self.needed(inference) for end in self.wrong_ends(claim)]
        return (Outcome.SCATTERED, ends) if ends else (Outcome.FOUND, [])

    def _without_answer(
        self, inference: Inference, right: list[Argument]
    ) -> tuple[Outcome, list[Argument]]:
        """Return what became of an inference that is not there, and what stands for it."""
        needed = self.needed(inference)
        turned = self.turned(inference)
        uses = self.uses(needed)
        said = [claim for claim in needed if claim in self.nodes]
        if right and all(self._is_in(claim, right) for claim in needed):
            return Outcome.NOT_LINKED, right
        if turned:
            return Outcome.INVERTED, turned
        other = [each for each in uses if self._is_of_other_kind(each, inference)]
        if other:
            return Outcome.OTHER_KIND, other
        sentences = self.nodes.get(inference.target, ())
        joined = [node for node in sentences if not self.says(node).keys().isdisjoint(needed)]
        if joined:
            return Outcome.ONE_SENTENCE, self.arguments_from(joined)
        if right:
            return Outcome.NOT_LINKED, right
        if len(said) < len(needed):
            denied = [node for claim in needed for node in self.deniers(claim)]
            if denied:
                return Outcome.CONTRADICTED, self.arguments_from(denied)
            return Outcome.MISSING, uses
        if uses:
            return Outcome.OTHER_PLACE, uses
        return Outcome.LOOSE, []

    def _is_in(self, claim: str, arguments: Iterable[Argument]) -> bool:
        return any(claim in self.says(node) for each in arguments for node in each.nodes)

    def _answers(self, argument: Argument, inference: Inference) -> bool:
        """Return whether an argument that ends at the right place has the right premises.

        Those that the key does not have are the student's own.
        """
        needed = self.needed(inference)
        if not all(self._is_in(claim, [argument]) for claim in needed):
            return False
        for node in argument.nodes:
            said = self.says(node)
            is_foreign = not said or any(map(self._counts, said))
            if is_foreign and said.keys().isdisjoint(inference.premises):
                return False
        return True

    def _is_joined(self, argument: Argument, inference: Inference) -> bool:
        """Return whether a sentence of an argument says what it is for, or one of too many things.

        In one last step, a sentence answers inferences of the key onto one claim only.
        """
        target = inference.target
        needed = self.needed(inference)
        last = self.reading.inferences[argument.last]
        if not self._crammed.isdisjoint({*argument.nodes, last.target}):
            return True
        if target in self.key.inferences:
            undercut = self.key.inferences[target]
            if not set(needed).isdisjoint((*undercut.premises, undercut.target)):
                return False  # so it is in the key
            return not argument.nodes.isdisjoint(self.nodes_around(last.target))
        for node in argument.nodes:
            said = self.says(node)
            if target in said and not said.keys().isdisjoint(needed):
                return True
        said = self.says(last.target)
        return target in said and any(
            self._is_asked(each)
            and self.kind_at(argument, other) == (each.kind, each.weighing)
            and self._answers(argument, each)
            for other in said.keys() - {target}
            for each in self.key.onto(other)
        )

    @cached_property
    def _crammed(self) -> set[str]:
        """Our sentences that say too much of the key to show what is a reason for what."""
        joined = {node: len(said) for node, said in self.reading.says.items() if len(said) > 1}
        if sum(joined.values()) > _MOST_JOINED * len(self.key.claims):
            return set(joined)
        return {node for node, number in joined.items() if number > _MOST_IN_SENTENCE}

    def _share_in(self, argument: Argument, needed: Iterable[str]) -> Fraction:
        """Return how much of some claims an argument says; two halves of one are the whole."""
        return min(
            min(_ALL, sum((self.says(node).get(claim, _NONE) for node in argument.nodes), _NONE))
            for claim in needed
        )

    def contrary(self, inference: Inference) -> list[Argument]:
        """Return the arguments that contradict an inference of the key which is in the map."""
        target = inference.target
        needed = self.needed(inference)
        nodes = [node for claim in needed for node in self.nodes.get(claim, ())]
        nodes += [node for claim in needed for node in self.deniers(claim)]
        found = []
        for argument in self.arguments_from(nodes):
            kind = self.kind_at(argument, target)
            is_contrary = False
            if kind == (inference.kind, inference.weighing):
                denied = [self.reading.denies.get(node, ()) for node in argument.nodes]
                is_contrary = any(claim in each for claim in needed for each in denied)
            elif kind is not None and TURNED.get(kind[0]) is inference.kind:
                is_contrary = not self._is_right(argument, inference) and any(
                    self._is_in(claim, [argument]) and not self._has_in_key(claim, target, kind[0])
                    for claim in needed
                )
            if is_contrary:
                found.append(argument)
        return found

    def turned(self, inference: Inference) -> list[Argument]:
        """Return the arguments from what an inference of the key is for to a premise of it."""
        target = self.key.claim_under(inference.id)
        found = []
        for argument in self.uses([target]):
            last = self.reading.inferences[argument.last]
            # An objection may be answered by what it objects to.
            is_answer = last.kind is Kind.REBUTTAL and inference.kind is Kind.REBUTTAL
            if last.kind is Kind.UNDERCUTTER or is_answer or argument in self.answered:
                continue
            ends = [claim for claim in self.needed(inference) if claim in self.says(last.target)]
            if not all(self._has_in_key(target, claim) for claim in ends):
                found.append(argument)
        return found

    def _is_of_other_kind(self, argument: Argument, inference: Inference) -> bool:
        """Return whether an argument ends at the right place, in another way.

        An objection to a claim and one to an inference onto it are at the same place.
        """
        kind = self.kind_at(argument, inference.target)
        if kind not in (None, (inference.kind, inference.weighing)):
            return True
        last = self.reading.inferences[argument.last]
        target = self.key.claim_under(inference.id)
        is_onto_inference = last.kind is Kind.UNDERCUTTER
        is_in_key = inference.kind is Kind.UNDERCUTTER
        return is_onto_inference is not is_in_key and target in self.ends_of(argument)

    def wrong_ends(self, claim: str) -> list[Argument]:
        """Return where a claim leads to wrongly, if that is at more ends than it has in the key."""
        ends: dict[object, Argument] = {}
        places = [each for each in self.key.uses(claim) if self._is_asked(each)]
        for argument in self.uses([claim]):
            if argument in self.answered:
                continue
            if any(self._is_right(argument, place) for place in places):
                continue
            last = self.reading.inferences[argument.last]
            end: object = last.target
            if last.target not in self.reading.inferences:
                end = frozenset(self.ends_of(argument))
            ends.setdefault(end, argument)
        return list(ends.values()) if len(ends) > len(places) else []

    def _leads(self, claim: str) -> bool:
        """Return whether a claim of the key leads to one that is not below it in the key."""
        ends = {end for argument in self.uses([claim]) for end in self.ends_of(argument)}
        return any(end in self.above(claim) or claim not in {end, *self.above(end)} for end in ends)

    def _links(self, needed: list[str], outcome: Outcome, share: Fraction) -> Fraction:
        if outcome in (Outcome.FOUND, Outcome.PARTLY):
            return share
        if outcome is Outcome.BOTH_KINDS:
            return _NONE
        leading_on = {id for each in self.reading.inferences.values() for id in each.premises}
        for group in self._groups:
            target = self.reading.inferences[group.last].target
            if not self._has_end(group) and target in leading_on:
                continue  # a part of a longer way, with claims of its own
            foreign = [node for node in group.nodes if self.says(node).keys().isdisjoint(needed)]
            if not foreign and all(self._is_in(claim, [group]) for claim in needed):
                return share * _HALF
        return _NONE

    # --- all of it ---

    def is_open(self, id: str) -> bool:
        """Return whether a decision about our claims may change what became of a part."""
        perhaps = self.reading.perhaps
        if not perhaps and not self.reading.undecided:
            return False
        if id in self.key.claims:
            return id in perhaps
        if self._judged[id].is_found:
            return False
        inference = self.key.inferences[id]
        target = self.key.claim_under(id)
        if target not in self.nodes and not self.deniers(target) and target not in perhaps:
            return False  # where it belongs is certainly missing
        needed = self.needed(inference)
        if not perhaps.isdisjoint([*needed, target]):
            return True
        nodes = {node for claim in needed for node in self.nodes.get(claim, ())}
        return any(
            not nodes.isdisjoint(each.premises)
            and not self.reading.undecided.isdisjoint(self.targets_of(each.id))
            for each in self.reading.inferences.values()
        )

    @cached_property
    def claims(self) -> list[str]:
        """The claims of the key that count."""
        return list(filter(self._counts, self.key.claims))

    def has_target(self, inference: str) -> bool:
        """Return whether what an inference of the key is onto is in the map."""
        target = self.key.inferences[inference].target
        if target in self.key.inferences:
            return bool(self.steps_of(target))
        return target in self.nodes or bool(self.deniers(target))

    def sentences(self, inference: str) -> list[str]:
        """Return our claims that say two things which an inference of the key keeps apart."""
        in_key = self.key.inferences[inference]
        apart = {*self.needed(in_key), self.key.claim_under(inference)}
        found = [node for node, said in self.reading.says.items() if len(apart & said.keys()) > 1]
        if found:
            return found
        wrong = self._judged[inference].wrong
        ends = {self.reading.inferences[each.last].target for each in wrong}
        around = [node for each in wrong for node in (*sorted(each.nodes), *sorted(ends))]
        return [node for node in dict.fromkeys(around) if len(self.says(node)) > 1]

    def step_to_fix(self, id: str, argument: Argument) -> str:
        """Return our inference at which a part of the key is to be fixed in an argument."""
        outcomes = (Outcome.OTHER_PLACE, Outcome.MISSING, Outcome.SCATTERED)
        if id in self._judged and self._judged[id].outcome in outcomes:
            nodes = {
                node
                for claim in self.needed(self.key.inferences[id])
                for node in self.nodes.get(claim, ())
            }
            for step in sorted(argument.steps):
                if not nodes.isdisjoint(self.reading.inferences[step].premises):
                    return step
        return argument.last

    def right_steps(self) -> list[str]:
        """Return our inferences that stand for one of the key as it is there."""
        steps: dict[str, None] = {}
        for part in self.inferences.values():
            if part.outcome in (Outcome.FOUND, Outcome.PARTLY):
                steps.update(dict.fromkeys(sorted(part.steps)))
        return [id for id in self.reading.inferences if id in steps]

    @property
    def argues_for(self) -> str:
        """Our claim that denies the main claim of the key, and with that argues for the other side.

        Who holds one of two main claims does so if something that is right leads to it.
        """
        for main in filter(self.is_only_denied, self.mains):
            onto = {each.id for each in self.key.onto(main)}
            ends = [
                self.reading.inferences[each.last].target
                for each, ids in self.answered.items()
                if not onto.isdisjoint(ids)
            ]
            for node in self.deniers(main):
                if not self.says(node) or node in ends:
                    return node
        return ""

    def steps_of(self, inference: str) -> set[str]:
        """Return our inferences that an inference of the key is about."""
        return self._judged[inference].steps

    def parts(self) -> Iterator[tuple[str, Part]]:
        """Yield all parts of the key that count, by their ids."""
        yield from self.mains.items()
        yield from self.inferences.items()

    @property
    def faults(self) -> list[str]:
        """The main claims and inferences of the key at which something is to be fixed."""
        return [id for id, part in self.parts() if not part.is_found and not self.is_open(id)]


def _by_claim(meanings: Mapping[str, Iterable[str]]) -> Mapping[str, list[str]]:
    """Return the claims of the key that our claims say or deny, each with ours."""
    nodes: defaultdict[str, list[str]] = defaultdict(list)
    for node, claims in meanings.items():
        for claim in claims:
            nodes[claim].append(node)
    return dict(nodes)


def _claims_above(key: ArgumentMap) -> Mapping[str, set[str]]:
    """Return the claims of a key, each with those that it leads to."""
    above = {}
    for claim in key.claims:
        reached: dict[str, None] = {claim: None}
        pending = [claim]
        for each in pending:
            for use in key.uses(each):
                target = key.claim_under(use.id)
                if target not in reached:
                    reached[target] = None
                    pending.append(target)
        above[claim] = reached.keys() - {claim}
    return above


def counts_in(diagnosis: Diagnosis, counts: Counts) -> Counts:
    """Return how much of a key is in a map; what is open is as it was counted before."""
    parts = {id: part.outcome for id, part in diagnosis.inferences.items()}
    is_open = {id: diagnosis.is_open(id) for id in parts}
    found = {id: each for id, each in parts.items() if each not in _ABSENT and not is_open[id]}
    linked = [id for id in parts if len(diagnosis.needed(diagnosis.key.inferences[id])) > 1]

    def without(*outcomes: Outcome) -> int:
        return sum(each not in outcomes for each in found.values())

    return Counts(
        claims=len(diagnosis.claims),
        claims_found=sum(
            claim in diagnosis.nodes
            or (claim in diagnosis.mains and bool(diagnosis.deniers(claim)))
            for claim in diagnosis.claims
        ),
        claims_open=counts.claims_open,
        inferences=len(parts),
        inferences_found=len(found),
        inferences_open=sum(
            each in _ABSENT and diagnosis.is_open(id) for id, each in parts.items()
        ),
        right_kind=without(Outcome.OTHER_KIND, Outcome.BOTH_KINDS),
        right_target=without(Outcome.OTHER_PLACE, Outcome.INVERTED, Outcome.SCATTERED),
        linked=len(linked),
        right_linked=sum(id in found and diagnosis.inferences[id].links > _HALF for id in linked),
        right=sum(each in (Outcome.FOUND, Outcome.PARTLY) for each in found.values()),
    )
