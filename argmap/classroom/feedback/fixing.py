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
from argmap.model import Inference, Kind

_MOST_ROUNDS = 6
"""A fix may spoil another part, which is fixed in the next round; after these, it stays so."""
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
        # A part does not count any more if the map now denies what it leads from.
        for id in filter(now.__contains__, before):
            old, new = before[id], now[id]
            is_worse = (new.share, new.links) < (old.share, old.links)
            if is_worse or (id in wanted and not new.is_found):
                pending.append(id)
        if not pending:
            break
    return after


class _Fixer:
    """A map while one part of the key is put right in it.

    `_diagnosis` is of the map as it was when `_read` was last called. What is changed since then is
    in `_inferences`, `_says` and `_denies`, and `_renew` makes the diagnosis of that.
    """

    def __init__(self, diagnosis: Diagnosis) -> None:
        self._key = diagnosis.key
        self._read(diagnosis)

    def fix(self, id: str) -> Diagnosis:
        """Return the diagnosis after one main claim or inference of the key is put right."""
        if id in self._key.claims:
            self._fix_main(id)
        else:
            self._fix_inference(self._key.inferences[id])
        return self._diagnosis

    def _read(self, diagnosis: Diagnosis) -> None:
        """Copy what a map has, because its diagnosis must not change with it."""
        reading = diagnosis.reading
        self._diagnosis = diagnosis
        self._inferences = dict(reading.inferences)
        self._says = {node: dict(said) for node, said in reading.says.items()}
        self._denies = dict(reading.denies)

    def _renew(self) -> None:
        """Make the diagnosis of the map as it is now."""
        old = self._diagnosis
        reading = old.reading._replace(
            inferences=self._inferences, says=self._says, denies=self._denies
        )
        self._read(Diagnosis(self._key, reading, count_implicit=old.count_implicit))

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
            new = self._free_name(claim)
            self._says[new] = {claim: _ALL}
            return new
        used: set[str] = set()
        for argument in self._diagnosis.answered:
            used |= argument.nodes
        # One that is already at a right place, and of these the one that says most of it.
        best = max(nodes, key=lambda node: (node in used, self._says[node][claim]))
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
        # A map that only denies the main claim argues for the other side, which is right, too.
        if self._diagnosis.nodes.get(main) or not self._diagnosis.deniers(main):
            self._node_of(main)
        self._renew()

    def _split_sentences(self, claims: Iterable[str]) -> None:
        """Split each claim of ours that says or denies one of some claims, and something else."""
        wanted = set(claims)
        for node in dict.fromkeys([*self._says, *self._denies]):
            said = self._says.get(node, {})
            denied = self._denies.get(node, frozenset())
            if wanted.isdisjoint({*said, *denied}) or len(said) + len(denied) < 2:
                continue
            self._split(node)
            self._renew()

    def _split(self, node: str) -> None:
        """Write each claim that one of ours says or denies by itself, with what belongs to it."""
        # Example:
        #     node  More would walk, and air gets clean.
        # becomes
        #     node      More would walk.
        #     node:air  Air gets clean.
        said = self._says.pop(node, {})
        denied = self._denies.pop(node, frozenset())
        # The claims of the key, each with ours that says or denies it. The first of ours keeps the
        # name of what was split.
        sayers: dict[str, str] = {}
        deniers: dict[str, str] = {}
        for claim, share in said.items():
            name = self._free_name(f"{node}:{claim}") if sayers else node
            sayers[claim] = name
            self._says[name] = {claim: share}
        for claim in sorted(denied):
            name = self._free_name(f"{node}:not:{claim}") if sayers or deniers else node
            deniers[claim] = name
            self._denies[name] = frozenset([claim])
        all_parts = [*sayers.values(), *deniers.values()]

        for inference in list(self._inferences.values()):
            if node != inference.target and node not in inference.premises:
                continue
            # What answers several inferences of the key becomes one inference for each of them. A
            # dict, because some of these may be equal, and are then written once.
            versions: dict[Inference, None] = {}
            for answered in self._answered_through(node, inference) or (None,):
                premises = list(inference.premises)
                if node in premises:
                    parts = []
                    if answered is not None:
                        parts = [sayers[each] for each in answered.premises if each in sayers]
                    place = premises.index(node)
                    premises[place : place + 1] = parts or all_parts
                target = inference.target
                if node == target:
                    claim = answered.target if answered else self._likely(inference, sayers)
                    target = sayers.get(claim) or deniers.get(claim) or all_parts[0]
                versions[replace(inference, premises=tuple(premises), target=target)] = None
            for number, version in enumerate(versions):
                name = self._free_name(inference.id) if number else inference.id
                self._inferences[name] = replace(version, id=name)

    def _answered_through(self, node: str, inference: Inference) -> list[Inference]:
        """Return the inferences of the key that one of ours answers from or to a claim of ours."""
        found = []
        for argument, ids in self._diagnosis.answered.items():
            is_around = node in argument.nodes or node == inference.target
            if is_around and inference.id in argument.steps:
                found += [self._key.inferences[id] for id in ids]
        return found

    def _likely(self, inference: Inference, names: Collection[str]) -> str:
        """Return which of some claims of the key an inference of ours may be meant to be onto."""
        said = [claim for premise in inference.premises for claim in self._says.get(premise, {})]
        targets = [use.target for claim in said for use in self._key.uses(claim)]
        return next((target for target in targets if target in names), "")

    # --- inferences ---

    def _fix_inference(self, inference: Inference) -> None:
        """Put an inference of the key right, if it is not."""
        part = self._diagnosis.inferences.get(inference.id)
        if part is None or part.is_found:
            return
        if part.outcome is Outcome.PARTLY:
            self._complete(part.about[0], inference)
        else:
            self._attach(inference)

    def _complete(self, argument: Argument, inference: Inference) -> None:
        """Let an argument say all of the premises that it says a part of."""
        needed = self._diagnosis.needed(inference)
        for node in argument.nodes:
            for claim in self._says[node].keys() & set(needed):
                self._says[node][claim] = _ALL
        self._renew()

    def _attach(self, inference: Inference) -> None:
        """Write an inference of the key with claims of ours, and detach what is there instead."""
        target = inference.target
        undercut = self._key.inferences.get(target)
        if undercut is not None and not self._diagnosis.steps_of(target):
            self._fix_inference(undercut)
        needed = self._diagnosis.needed(inference)
        self._split_sentences([*needed, target])
        premises = tuple(self._node_of(claim) for claim in needed)
        kind, end = (inference.kind, "") if undercut else self._end_at(target, inference.kind)
        self._renew()

        name = self._free_name(inference.id)
        self._take_apart(inference, name)
        if undercut is not None:
            self._renew()
            end = self._step_to_undercut(undercut, premises, name)
            if not end:
                # What stood for it may just have been detached.
                self._fix_inference(undercut)
                end = self._step_to_undercut(undercut, premises, name)
            if not end:
                return
        self._inferences[name] = Inference(name, kind, premises, end, weighing=inference.weighing)
        self._renew()

    def _end_at(self, target: str, kind: Kind) -> tuple[Kind, str]:
        """Return as what an inference onto a claim of the key is written, and onto which of ours.

        A reason for what we only deny is an objection to the denial.
        """
        deniers = self._diagnosis.deniers(target)
        if deniers and target not in self._diagnosis.nodes and kind in TURNED:
            return TURNED[kind], deniers[0]
        return kind, self._node_of(target)

    def _step_to_undercut(self, undercut: Inference, premises: Collection[str], name: str) -> str:
        """Return one of our inferences that stand for one of the key, to be undercut.

        There is none ("") if the inference to be written, `name`, would end at itself, or would
        begin with what it undercuts where the key has other claims there.
        """
        diagnosis = self._diagnosis
        all_steps = sorted(diagnosis.steps_of(undercut.id))
        steps = [step for step in all_steps if name not in diagnosis.targets_of(step)]
        for step in steps:
            if diagnosis.nodes_around(step).isdisjoint(premises):
                return step
        said = {claim for node in premises for claim in self._says[node]}
        is_so_in_key = not said.isdisjoint([*undercut.premises, undercut.target])
        return steps[0] if steps and is_so_in_key else ""

    def _take_apart(self, inference: Inference, name: str) -> None:
        """Detach what contradicts an inference of the key, or stands for it at wrong places.

        What undercut it goes to the inference that takes its place.
        """
        diagnosis = self._diagnosis
        needed, mine = diagnosis.needed(inference), [inference.id]
        nodes: set[str] = set()
        for claim in needed:
            nodes.update(diagnosis.nodes.get(claim, ()), diagnosis.deniers(claim))
        # What answers another inference of the key stays.
        known = diagnosis.answered
        wrong = [each for each in diagnosis.uses(needed) if known.get(each, mine) == mine]
        self._detach([*wrong, *diagnosis.contrary(inference)], nodes, name)

        for undercutter in self._key.undercutters(inference.id):
            for argument, answered in diagnosis.answered.items():
                last = self._inferences.get(argument.last)
                if last is not None and undercutter.id in answered:
                    self._inferences[last.id] = replace(last, target=name)

        onto = self._key.claim_under(inference.id)
        self._detach(diagnosis.turned(inference), diagnosis.nodes.get(onto, ()), name)

    def _detach(self, arguments: Iterable[Argument], nodes: Collection[str], instead: str) -> None:
        """Take claims of ours out of the inferences by which some arguments begin.

        An inference without premises is removed, and what undercuts it undercuts `instead`.
        """
        for argument in arguments:
            for step in sorted(argument.steps):
                inference = self._inferences.get(step)
                if inference is None:
                    continue
                left = tuple(each for each in inference.premises if each not in nodes)
                if left == inference.premises:
                    continue
                if left:
                    self._inferences[step] = replace(inference, premises=left)
                else:
                    self._remove(step, instead)

    def _remove(self, step: str, instead: str) -> None:
        """Remove an inference; what undercuts it goes to another one, or is removed, too."""
        del self._inferences[step]
        for inference in list(self._inferences.values()):
            if inference.target == step and instead:
                self._inferences[inference.id] = replace(inference, target=instead)
            elif inference.target == step:
                self._remove(inference.id, "")
