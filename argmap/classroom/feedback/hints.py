"""The sentence with which a student is asked to fix one thing.

How much of the answer it gives away is chosen, as here of a claim that has a wrong side:

    1  Look at this again: “Bees are busy”.
    2  Check which side this belongs to: “Bees are busy”.
    3  Put this on the side “For the beekeepers”: “Bees are busy”.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import IntEnum

from argmap.classroom.feedback.diagnosis import Argument, Diagnosis, Outcome, Part
from argmap.comparison.claim_alignment import TURNED
from argmap.comparison.compare import Comparison
from argmap.comparison.difference_search import GROUND
from argmap.comparison.differences import Difference
from argmap.languages import feedback_words_for, words_for
from argmap.model import ArgumentMap, Inference, Kind
from argmap.util.text import shorten

_LONGEST = 300
"""Columns of a claim in a sentence, which are more than a claim should have."""


class StudentPhrases:
    """Names claims and inferences in the sentences of one language, a BCP 47 tag."""

    def __init__(self, language: str) -> None:
        self.words = feedback_words_for(language)
        self.map_words = words_for(language)

    def quote(self, map: ArgumentMap, claim: str) -> str:
        """Return the text of a claim in quotation marks."""
        if not claim:
            return "…"  # undercutters that form a circle bear on no claim
        return self.quote_text(map.claims[claim].text)

    def quote_text(self, text: str) -> str:
        """Return a text in quotation marks, on one line, and not too long for a sentence."""
        text = " ".join(text.split())
        shown = shorten(text, _LONGEST) if len(text) > _LONGEST else text
        # Within a sentence, a claim ends without its stop.
        return self.map_words.quote(shown.rstrip(".。"))

    def join(self, map: ArgumentMap, claims: Iterable[str]) -> str:
        """Return the texts of claims, joined by plus signs."""
        return " + ".join(self.quote(map, claim) for claim in claims)

    def relation(self, map: ArgumentMap, inference: Inference) -> str:
        """Return what an inference does: `“Bees are busy” as a reason for “Apples are red”`."""
        sentence, others = self.words.as_objection, ""
        if inference.kind is Kind.SUPPORT:
            sentence = self.words.as_reason
        elif inference.kind is Kind.UNDERCUTTER:
            sentence = self.words.as_weighing if inference.weighing else self.words.as_doubt
            others = self.join(map, map.inferences[inference.target].premises)
        premises = self.join(map, inference.premises)
        target = self.quote(map, map.claim_under(inference.id))
        return sentence.format(premises=premises, others=others, target=target)


class Hints(IntEnum):
    """How much of the answer a hint gives away."""

    PLACE = 1
    """That something is to be fixed, and where."""
    SORT = 2
    """What sort of thing it is."""
    ANSWER = 3


class HintWriter:
    """Writes the hints on one map, in the language of the key."""

    def __init__(self, comparison: Comparison, diagnosis: Diagnosis, hints: Hints) -> None:
        self._hints = hints
        self._diagnosis = diagnosis
        self._ours = comparison.ours
        self._theirs = comparison.theirs
        self._reworded = _in_our_words(comparison.theirs, diagnosis, comparison.ours)
        self.phrases = StudentPhrases(comparison.theirs.language)
        self._words = self.phrases.words
        self._ours_of = {claim: nodes[0] for claim, nodes in diagnosis.nodes.items()}
        for claim in comparison.theirs.claims:
            for node in diagnosis.deniers(claim):
                self._ours_of.setdefault(claim, node)

        # Inferences of ours that lead from where they should lead to.
        self._turned = {
            argument.last
            for part in diagnosis.inferences.values()
            if part.outcome is Outcome.INVERTED
            for argument in part.wrong
        }

    def sentences(self, fixes: Iterable[str]) -> list[str]:
        """Return the hints on parts of the key, each once, with the number of what is missing."""
        # Several parts may call for the same sentence, such as that something is missing.
        missing: dict[str, set[str]] = {}
        for id in fixes:
            for sentence in self.hints_on(id):
                missing.setdefault(sentence, set()).add(id)
        return [self._with_number(sentence, ids) for sentence, ids in missing.items()]

    def lacking_claim(self, id: str) -> str:
        """Return our claim at which a hint says that something is missing; "" if none does."""
        if id in self._theirs.claims or not self._is_missing(id) or not self.hints_on(id):
            return ""
        return self._ours_of.get(self._theirs.claim_under(id), "")

    def _part(self, id: str) -> Part:
        return self._diagnosis.mains.get(id) or self._diagnosis.inferences[id]

    def _look_again(self, *steps: Inference) -> list[str]:
        """Return the hints that something is to be fixed at inferences of ours."""
        return [
            self._words.look_again.format(relation=self.phrases.relation(self._ours, step))
            for step in steps
        ]

    def _is_missing(self, id: str) -> bool:
        """Return whether a part of the key is nowhere in our map, right or wrong."""
        part = self._part(id)
        return part.outcome in (Outcome.CONTRADICTED, Outcome.LOOSE) or (
            part.outcome is Outcome.MISSING and not part.wrong
        )

    def hints_on(self, id: str) -> list[str]:
        """Return the hints on a part of the key; none if others have to be fixed first."""
        if id in self._theirs.claims:
            return self._on_main(id)
        inference = self._theirs.inferences[id]
        part = self._part(id)
        if self._is_missing(id):
            return list(filter(None, [self._missing_inference(inference)]))
        if part.outcome is Outcome.PARTLY:
            return [self._more_complete(self._diagnosis.needed(inference))]
        if part.outcome is Outcome.ONE_SENTENCE:
            return self._on_sentences(id)
        if part.outcome is Outcome.NOT_LINKED:
            return self._not_linked(inference, part)
        steps = [
            self._ours.inferences[self._diagnosis.step_to_fix(id, argument)]
            for argument in part.wrong or part.about[:1]
        ]
        if self._hints is Hints.PLACE:
            return self._look_again(*steps)
        return list(filter(None, (self._on_step(inference, part, step) for step in steps)))

    def _on_step(self, inference: Inference, part: Part, wrong: Inference) -> str:
        """Return the hint on an inference of ours that stands wrongly for one of the key."""
        words, outcome = self._words, part.outcome
        relation = self.phrases.relation(self._ours, wrong)
        if outcome is Outcome.BOTH_KINDS:
            return words.take_out.format(relation=relation)
        if outcome is Outcome.INVERTED:
            if self._hints is Hints.ANSWER and wrong.kind is not inference.kind:
                return self._right_kind_or_place(inference, wrong, relation)
            # Where it is at its place as well, it is there already.
            sentence = words.reversed if part.about == part.wrong else words.take_out
            return sentence.format(relation=relation)
        if outcome is Outcome.SCATTERED:
            needed = self._diagnosis.needed(inference)
            extra = [
                node for node in wrong.premises if set(needed) & set(self._diagnosis.says(node))
            ]
            claims = self.phrases.join(self._ours, extra)
            return words.premise_extra.format(relation=relation, claim=claims)
        if wrong.id in self._turned:
            return ""  # turning it around is asked for already
        if self._hints is Hints.ANSWER:
            return self._right_kind_or_place(inference, wrong, relation)
        return self._kind_or_place(inference, wrong).format(relation=relation)

    def _on_main(self, main: str) -> list[str]:
        words, phrases = self._words, self.phrases
        part = self._part(main)
        if part.outcome is Outcome.MISSING:
            missing = words.missing.format(relation=phrases.quote(self._theirs, main))
            return [(words.look_around, words.main_missing, missing)[self._hints - 1]]
        if part.outcome is Outcome.PARTLY:
            return [self._more_complete([main])]
        hints = []
        for argument in part.wrong:
            step = self._ours.inferences[argument.last]
            inverted = [
                id
                for id, each in self._diagnosis.inferences.items()
                if each.outcome is Outcome.INVERTED and step.id in each.steps
            ]
            if inverted:
                hints += self.hints_on(inverted[0])
            elif self._hints is Hints.PLACE:
                hints += self._look_again(step)
            else:
                hints.append(words.take_out.format(relation=phrases.relation(self._ours, step)))
        return hints

    def _on_sentences(self, id: str) -> list[str]:
        words = self._words
        quoted = [self.phrases.quote(self._ours, node) for node in self._diagnosis.sentences(id)]
        if quoted and self._hints is Hints.PLACE:
            return [words.look_again.format(relation=each) for each in quoted]
        if quoted:
            return [words.merged.format(claim=each) for each in quoted]
        # A claim undercuts an inference that it is a premise of.
        wrong = self._part(id).wrong
        return self._look_again(*(self._ours.inferences[each.last] for each in wrong))

    def _more_complete(self, claims: Iterable[str]) -> str:
        """Return the hint on claims of ours that say only parts of some of the key."""
        words, diagnosis = self._words, self._diagnosis
        partly = [claim for claim in claims if diagnosis.share(claim) < 1]
        nodes = [node for claim in partly for node in diagnosis.nodes[claim]]
        quoted = self.phrases.join(self._ours, nodes)
        if self._hints is Hints.PLACE:
            return words.look_again.format(relation=quoted)
        if len(nodes) > len(partly):
            return words.split.format(premises=quoted)
        if self._hints is Hints.SORT:
            return words.more_complete.format(claim=quoted)
        whole = self.phrases.join(self._theirs, partly)
        return words.rather.format(relation=quoted, other=whole)

    def _missing_inference(self, inference: Inference) -> str:
        words, phrases, ours = self._words, self.phrases, self._ours
        if not self._diagnosis.has_target(inference.id):
            return ""
        claim = self._ours_of.get(self._theirs.claim_under(inference.id))
        target = phrases.quote(ours, claim or "")
        if self._hints is Hints.PLACE:
            return words.look_at.format(claim=target) if claim else words.look_around
        is_written = self._part(inference.id).outcome is Outcome.LOOSE
        if self._hints is Hints.ANSWER:
            sentence = words.connect if is_written else words.missing
            return sentence.format(relation=phrases.relation(self._reworded, inference))
        if is_written and claim:
            return words.written_already.format(target=target)
        kind = inference.kind
        if claim in self._diagnosis.deniers(inference.target):
            kind = TURNED.get(kind, kind)
        if kind is Kind.SUPPORT:
            return words.reason_missing.format(target=target)
        if kind is Kind.REBUTTAL:
            return words.objection_missing.format(target=target)
        undercut = ours.inferences[min(self._diagnosis.steps_of(inference.target))]
        others = phrases.join(ours, undercut.premises)
        sentence = words.weighing_missing if inference.weighing else words.doubt_missing
        target = phrases.quote(ours, ours.claim_under(undercut.id))
        return sentence.format(others=others, target=target)

    def _not_linked(self, inference: Inference, part: Part) -> list[str]:
        """Return the hints on premises that are not linked as in the key."""
        words, phrases, ours = self._words, self.phrases, self._ours
        diagnosis = self._diagnosis
        needed = diagnosis.needed(inference)
        steps = [ours.inferences[each.last] for each in part.wrong or part.about]
        if self._hints is Hints.PLACE:
            return self._look_again(*steps)
        all_of_them, *others = steps
        look_again = self._look_again(*others)
        if len({(each.kind, each.target) for each in steps}) == 1:
            premises = dict.fromkeys(each for step in steps for each in step.premises)
            all_of_them = replace(all_of_them, premises=tuple(premises))
            look_again = []
        relation = phrases.relation(ours, all_of_them)
        here = {
            claim for each in part.about for node in each.nodes for claim in diagnosis.says(node)
        }
        lacking = [claim for claim in needed if claim not in here]
        if lacking:
            if self._hints is Hints.SORT:
                return [words.premise_missing.format(relation=relation), *look_again]
            quoted = phrases.join(self._reworded, lacking)
            return [words.premise_needed.format(relation=relation, claim=quoted), *look_again]
        foreign = [
            node
            for node in all_of_them.premises
            if diagnosis.means(node) and diagnosis.says(node).keys().isdisjoint(needed)
        ]
        claims = [claim for node in foreign for claim in diagnosis.says(node)]
        ends = [{(use.kind, use.target) for use in self._theirs.uses(each)} for each in claims]
        if ends and all((inference.kind, inference.target) in each for each in ends):
            return [words.linked.format(relation=relation), *look_again]
        if foreign:
            extra = phrases.join(ours, foreign)
            return [words.premise_extra.format(relation=relation, claim=extra), *look_again]
        if not look_again and len(steps) == len(part.about) > 1:
            return [words.unlinked.format(relation=relation)]
        return self._look_again(*steps)

    def _right_kind_or_place(self, inference: Inference, wrong: Inference, relation: str) -> str:
        """Return the sentence that gives the kind or target that an inference has in the key."""
        words = self._words
        has_same_kind = (wrong.kind, wrong.weighing) == (inference.kind, inference.weighing)
        target = self._ours_of.get(inference.target, "")
        premises = {self._ours_of.get(each) for each in self._diagnosis.needed(inference)}
        is_plain = Kind.UNDERCUTTER not in (wrong.kind, inference.kind)
        if target and is_plain and premises == set(wrong.premises) and self._diagnosis.says(target):
            if has_same_kind:
                quoted = self.phrases.quote(self._ours, target)
                return words.move_to.format(relation=relation, target=quoted)
            if target == wrong.target:
                is_reason = inference.kind is Kind.SUPPORT
                sentence = words.make_reason if is_reason else words.make_objection
                return sentence.format(relation=relation)
        other = self.phrases.relation(self._reworded, inference)
        return words.rather.format(relation=relation, other=other)

    def _kind_or_place(self, inference: Inference, wrong: Inference) -> str:
        """Return the sentence on an inference that has another kind or target in the key."""
        words = self._words
        is_elsewhere = self._part(inference.id).outcome is not Outcome.OTHER_KIND
        ends = {*self._diagnosis.ends_of(Argument(wrong.id, frozenset(), frozenset()))}
        right = self._theirs.claim_under(inference.id)
        is_high = self._leads_to(right, ends)
        is_low = any(self._leads_to(end, {right}) for end in ends)
        kinds = {wrong.kind, inference.kind}
        # What is not there yet may be an objection, past which an objection is a reason.
        has_target = self._diagnosis.has_target(inference.id)
        places = (words.elsewhere, words.too_high, words.too_low)
        if has_target and kinds == {Kind.SUPPORT, Kind.REBUTTAL}:
            places = (words.kind_and_elsewhere, words.kind_and_too_high, words.kind_and_too_low)
        if is_elsewhere:
            return places[0] if is_high is is_low else places[1 if is_high else 2]
        if wrong.kind is inference.kind and wrong.weighing is not inference.weighing:
            return words.weighing_differs
        if Kind.UNDERCUTTER in kinds | {each.kind for each in self._theirs.inferences.values()}:
            return words.other_kind_or_doubt
        return words.other_kind

    def _leads_to(self, claim: str, goals: set[str]) -> bool:
        return not goals.isdisjoint(self._diagnosis.above(claim))

    def on_box(self, box: str, right_claim: str) -> str:
        """Return the hint on a box of a worksheet that is empty, or not right.

        Args:
            box: the box.
            right_claim: the claim of the key that belongs in it.
        """
        words = self._words
        number = box.removeprefix("c")
        if self._hints is Hints.ANSWER:
            right = self.phrases.quote(self._theirs, right_claim)
            return words.put_in_box.format(box=number, claim=right)
        if box not in self._ours.claims:
            return words.fill_box.format(box=number)
        if self._hints is Hints.PLACE:
            return words.look_at_box.format(box=number)
        claim = self.phrases.quote(self._ours, box)
        if right_claim in self._diagnosis.says(box):
            # A person found that it says only a part.
            return words.more_complete.format(claim=claim)
        return words.other_for_box.format(box=number, claim=claim)

    def _with_number(self, sentence: str, missing: set[str]) -> str:
        """Return a hint that asks for one reason or objection, asking for all that are missing."""
        words = self._words
        claim = ""
        if len(missing) > 1 and missing.isdisjoint(self._theirs.claims):
            claim = self._theirs.claim_under(min(missing))
        if claim not in self._ours_of:
            return sentence
        number = len(missing)
        target = self.phrases.quote(self._ours, self._ours_of[claim])
        if sentence == words.reason_missing.format(target=target):
            return words.reasons_missing.format(number=number, target=target)
        if sentence == words.objection_missing.format(target=target):
            return words.objections_missing.format(number=number, target=target)
        return sentence

    def on_field(self, difference: Difference) -> str:
        """Return the hint on a claim that differs in one of `BASICS`."""
        words, map_words = self._words, self.phrases.map_words
        field = difference.field
        (id,) = difference.theirs
        in_key = self._theirs.claims[id]
        side = ground = ""
        if field == "main":
            question = words.main_differs
            answer = words.is_main if in_key.main else words.is_not_main
        elif field == "side" and in_key.side:
            question, answer = words.side_differs, words.is_on_side
            side = self._theirs.sides[in_key.side].name
        elif field == "standard":
            question = words.standard_differs
            answer = words.has_standard if in_key.standard else words.no_standard
        elif field == GROUND:
            grounds = [map_words.common_ground] if in_key.common_ground else []
            grounds += [map_words.evidence] if in_key.evidence else []
            question = words.ground_differs
            answer = words.has_ground if grounds else words.no_ground
            ground = map_words.join_list(grounds)
        else:
            return ""
        claim = self.phrases.join(self._ours, difference.ours)
        if self._hints is Hints.PLACE:
            return words.look_again.format(relation=claim)
        sentence = question if self._hints is Hints.SORT else answer
        return sentence.format(claim=claim, side=side, ground=ground)


def _in_our_words(key: ArgumentMap, diagnosis: Diagnosis, ours: ArgumentMap) -> ArgumentMap:
    """Return the key, in which the claims that were found are worded as in our map."""
    claims = dict(key.claims)
    for claim, nodes in diagnosis.nodes.items():
        claims[claim] = replace(claims[claim], text=ours.claims[nodes[0]].text)
    return replace(key, claims=claims)
