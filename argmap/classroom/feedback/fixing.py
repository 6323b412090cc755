"""A student's map with faults fixed, as the advice on them says: what a mark is worth then follows.

What is fixed is detached from where it is wrong, and attached where it belongs; nothing that the
student wrote is deleted. What would lose by that is fixed, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from fractions import Fraction

from argmap.classroom.feedback.diagnosis import Argument, Diagnosis, Outcome
from argmap.comparison.claim_alignment import TURNED
from argmap.model import Inference

_MOST_ROUNDS = 6
_ALL = Fraction(1)


def fixed(diagnosis: Diagnosis, faults: Collection[str]) -> Diagnosis:
    """Return the diagnosis of a map in which some faults are fixed.

    Args:
        diagnosis: what became of the key in the map.
        faults: the main claims and inferences of the key to be put right.
    """
    before = dict(diagnosis.parts())
    after = diagnosis
    pending = [id for id in before if id in faults]
    wanted = set(pending)
    for _ in range(_MOST_ROUNDS):
        for id in pending:
            after = _Fixer(after).fix(id)
        now = dict(after.parts())
        pending = []
        for id, part in before.items():
            is_worse = id in now and (now[id].share, now[id].links) < (part.share, part.links)
            is_unfixed = id in wanted and id in now and not now[id].is_found
            if is_worse or is_unfixed:
                pending.append(id)
        if not pending:
            break
    return after


class _Fixer:
    """A map while one part of the key is put right in it."""

    def __init__(self, diagnosis: Diagnosis) -> None:
        self._key = diagnosis.key
        self._diagnosis = diagnosis
        reading = diagnosis.reading
        self._inferences = dict(reading.inferences)
        self._says = {node: dict(said) for node, said in reading.says.items()}
        self._denies = dict(reading.denies)

    def fix(self, id: str) -> Diagnosis:
        """Return the diagnosis after one main claim or inference of the key is put right."""
        if id in self._key.claims:
            self._fix_main(id)
        else:
            self._fix_inference(self._key.inferences[id])
        return self._diagnosis

    def _renew(self) -> None:
        reading = self._diagnosis.reading._replace(
            inferences=self._inferences, says=self._says, denies=self._denies
        )
        self._diagnosis = Diagnosis(
            self._key, reading, count_implicit=self._diagnosis.count_implicit
        )
        self._inferences = dict(self._inferences)
        self._says = {node: dict(said) for node, said in self._says.items()}
        self._denies = dict(self._denies)

    # --- claims ---

    def _free_name(self, name: str) -> str:
        taken = self._inferences.keys() | self._says.keys() | self._denies.keys()
        for inference in self._inferences.values():
            taken |= {*inference.premises, inference.target}
        while name in taken:
            name += "'"
        return name

    def _node_of(self, claim: str) -> str:
        """Return a claim of ours that says one of the key wholly; write it where there is none."""
        nodes = [node for node, said in self._says.items() if claim in said]
        if not nodes:
            nodes = [self._free_name(claim)]
            self._says[nodes[0]] = {}
        used = {node for each in self._diagnosis.answered for node in each.nodes}
        best = max(nodes, key=lambda node: (node in used, self._says[node].get(claim, 0)))
        self._says[best][claim] = _ALL
        return best

    def _fix_main(self, main: str) -> None:
        for key_inference in self._key.onto(main):
            part = self._diagnosis.inferences.get(key_inference.id)
            if part is not None and part.outcome is Outcome.INVERTED:
                self._fix_inference(key_inference)
        if self._diagnosis.mains[main].outcome is Outcome.OTHER_PLACE:
            self._split_sentences([main])
            nodes = self._diagnosis.nodes.get(main) or self._diagnosis.deniers(main)
            self._detach(self._diagnosis.mains[main].about, nodes, "")
        if self._diagnosis.nodes.get(main) or not self._diagnosis.deniers(main):
            self._node_of(main)
        self._renew()

    def _split_sentences(self, claims: Iterable[str]) -> None:
        """Split each claim of ours that says or denies one of some claims, and something else."""
        wanted = set(claims)
        for node in list(self._says.keys() | self._denies.keys()):
            said = self._says.get(node, {})
            denied = self._denies.get(node, frozenset())
            if wanted.isdisjoint({*said, *denied}) or len(said) + len(denied) < 2:
                continue
            self._split(node)
            self._renew()

    def _split(self, node: str) -> None:
        """Write each claim that one of ours says by itself, with what belongs to it."""
        diagnosis = self._diagnosis
        said = self._says.pop(node, {})
        denied = self._denies.pop(node, frozenset())
        names: dict[str, str] = {}
        for claim, share in said.items():
            names[claim] = self._free_name(f"{node}:{claim}") if names else node
            self._says[names[claim]] = {claim: share}
        opposites: dict[str, str] = {}
        for claim in sorted(denied):
            opposites[claim] = (
                self._free_name(f"{node}:not:{claim}") if names or opposites else node
            )
            self._denies[opposites[claim]] = frozenset([claim])
        whole = [*names.values(), *opposites.values()]
        for inference in list(self._inferences.values()):
            answers = [
                self._key.inferences[id]
                for argument, ids in diagnosis.answered.items()
                if inference.id in argument.steps
                for id in ids
                if node in argument.nodes or inference.target == node
            ]
            versions: dict[Inference, None] = {}
            for answer in answers or (None,):
                premises = list(inference.premises)
                if node in premises:
                    parts = whole
                    if answer is not None:
                        parts = [names[each] for each in answer.premises if each in names] or whole
                    at = premises.index(node)
                    premises[at : at + 1] = parts
                target = inference.target
                if target == node:
                    target = whole[0]
                    claim = answer.target if answer is not None else self._likely(inference, names)
                    target = names.get(claim) or opposites.get(claim) or target
                versions[replace(inference, premises=tuple(premises), target=target)] = None
            for number, version in enumerate(versions):
                name = self._free_name(inference.id) if number else inference.id
                self._inferences[name] = replace(version, id=name)

    def _likely(self, inference: Inference, names: Collection[str]) -> str:
        """Return which of some claims of the key an inference of ours may be meant to be onto."""
        for premise in inference.premises:
            for claim in self._says.get(premise, {}):
                for use in self._key.uses(claim):
                    if use.target in names:
                        return use.target
        return ""

    # --- inferences ---

    def _fix_inference(self, inference: Inference) -> None:
        id = inference.id
        part = self._diagnosis.inferences.get(id)
        if part is None or part.is_found:
            return
        needed = self._diagnosis.needed(inference)
        if part.outcome is Outcome.PARTLY:
            (best, *_) = part.about
            for node in best.nodes:
                for claim in self._says[node].keys() & set(needed):
                    self._says[node][claim] = _ALL
            self._renew()
            return
        target = inference.target
        if target in self._key.inferences and not self._diagnosis.steps_of(target):
            self._fix_inference(self._key.inferences[target])
        claims = [*needed, target]
        self._split_sentences(claims)
        premises = tuple(self._node_of(claim) for claim in needed)
        kind, end = inference.kind, target
        if target in self._key.claims:
            deniers = self._diagnosis.deniers(target)
            if target not in self._diagnosis.nodes and deniers and kind in TURNED:
                kind, end = TURNED[kind], deniers[0]
            else:
                end = self._node_of(target)
        self._renew()
        name = self._free_name(id)
        self._take_apart(inference, name)
        if target in self._key.inferences:
            self._renew()
            free = self._free_steps(target, premises, name)
            if not free:
                self._fix_inference(self._key.inferences[target])
                free = self._free_steps(target, premises, name)
            if not free:
                return
            end = free[0]
        self._inferences[name] = Inference(name, kind, premises, end, weighing=inference.weighing)
        self._renew()

    def _free_steps(self, target: str, premises: Collection[str], name: str) -> list[str]:
        """Return our inferences that stand for one of the key and that premises may undercut."""
        diagnosis = self._diagnosis
        steps = sorted(diagnosis.steps_of(target))
        steps = [step for step in steps if name not in diagnosis.targets_of(step)]
        apart = [step for step in steps if diagnosis.nodes_around(step).isdisjoint(premises)]
        undercut = self._key.inferences[target]
        claims = {claim for node in premises for claim in self._says[node]}
        is_apart = claims.isdisjoint((*undercut.premises, undercut.target))
        return apart if is_apart else apart or steps

    def _take_apart(self, inference: Inference, name: str) -> None:
        """Detach what contradicts an inference of the key, or stands for it at wrong places.

        What undercut it goes to the inference that takes its place.
        """
        diagnosis = self._diagnosis
        needed = diagnosis.needed(inference)
        wrong = [
            each
            for each in diagnosis.uses(needed)
            if diagnosis.answered.get(each, [inference.id]) == [inference.id]
        ]
        contrary = diagnosis.contrary(inference)
        nodes = {node for claim in needed for node in diagnosis.nodes.get(claim, ())}
        nodes |= {node for claim in needed for node in diagnosis.deniers(claim)}
        self._detach([*wrong, *contrary], nodes, name)
        for undercutter in self._key.undercutters(inference.id):
            for argument, answered in diagnosis.answered.items():
                if undercutter.id in answered and argument.last in self._inferences:
                    last = self._inferences[argument.last]
                    self._inferences[last.id] = replace(last, target=name)
        end = self._key.claim_under(inference.id)
        self._detach(diagnosis.turned(inference), set(diagnosis.nodes.get(end, ())), name)

    def _detach(self, arguments: Iterable[Argument], nodes: Collection[str], instead: str) -> None:
        """Take claims of ours out of the inferences by which some arguments begin."""
        for argument in arguments:
            for step in argument.steps:
                inference = self._inferences.get(step)
                if inference is None or set(nodes).isdisjoint(inference.premises):
                    continue
                left = tuple(each for each in inference.premises if each not in nodes)
                if left:
                    self._inferences[step] = replace(inference, premises=left)
                else:
                    self._remove(step, instead)

    def _remove(self, step: str, instead: str) -> None:
        del self._inferences[step]
        for inference in list(self._inferences.values()):
            if inference.target == step and instead:
                self._inferences[inference.id] = replace(inference, target=instead)
            elif inference.target == step:
                self._remove(inference.id, "")
