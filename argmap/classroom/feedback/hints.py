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

from argmap.comparison.compare import Comparison
from argmap.comparison.difference_search import GROUND
from argmap.comparison.differences import (
    Difference,
    DifferenceKind,
    Ids,
    Sort,
    Where,
    with_followers,
)
from argmap.languages import feedback_words_for, words_for
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.graph import main_claims
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
        if len(text) > _LONGEST:
            text = shorten(text, _LONGEST)
        # Within a sentence, a claim ends without its stop.
        return self.map_words.quote(text.rstrip(".。"))

    def join(self, map: ArgumentMap, claims: Iterable[str]) -> str:
        """Return the texts of claims, joined by plus signs."""
        quotes = [self.quote(map, claim) for claim in claims]
        return " + ".join(quotes)

    def relation(self, map: ArgumentMap, inference: Inference) -> str:
        """Return what an inference does: `“Bees are busy” as a reason for “Apples are red”`."""
        sentence = self.words.as_objection
        others = ""
        if inference.kind is Kind.SUPPORT:
            sentence = self.words.as_reason
        elif inference.kind is Kind.UNDERCUTTER:
            sentence = self.words.as_doubt
            if inference.weighing:
                sentence = self.words.as_weighing
            undercut = map.inferences[inference.target]
            others = self.join(map, undercut.premises)
        premises = self.join(map, inference.premises)
        claim = map.claim_under(inference.id)
        target = self.quote(map, claim)
        return sentence.format(premises=premises, others=others, target=target)


class Hints(IntEnum):
    """How much of the answer a hint gives away."""

    PLACE = 1
    """That something is to be fixed, and where."""
    SORT = 2
    """What sort of thing it is."""
    ANSWER = 3


class HintWriter:
    """Writes the hints on one comparison, in the language of the key."""

    def __init__(self, comparison: Comparison, hints: Hints) -> None:
        self._hints = hints
        self._differences = comparison.differences
        self._ours = comparison.ours
        self._theirs = comparison.theirs
        self._reworded = _in_our_words(comparison)
        self.phrases = StudentPhrases(comparison.theirs.language)
        self._words = self.phrases.words
        # What is only probable is not a mistake: while a match of claims is open, nothing that
        # depends on it is called missing.
        self._ours_of = {}
        for match in comparison.claims.matches.values():
            if match.is_certain:
                self._ours_of[match.theirs] = match.ours
        self._our_inference_of = {}
        for certain in comparison.certain_inferences:
            self._our_inference_of[certain.theirs] = certain.ours
        self._their_mains = {claim.id for claim in main_claims(comparison.theirs)}
        self._perhaps_found = comparison.claims.perhaps_found
        matched = {match.theirs for match in comparison.inferences.values()}
        self._open_inferences = matched.difference(self._our_inference_of)

    def mention(self, difference: Difference) -> str:
        """Return what a difference is about in our map, as a phrase."""
        if difference.sort is Sort.INFERENCE:
            inference = self._ours.inferences[difference.ours[0]]
            return self.phrases.relation(self._ours, inference)
        return self.phrases.join(self._ours, difference.ours)

    def lacking_claim(self, difference: Difference) -> str:
        """Return our claim at which a hint says that something is missing; "" if none does."""
        if difference.kind is not DifferenceKind.MISSING or not self.hint(difference):
            return ""
        (id,) = difference.theirs
        if difference.sort is Sort.CLAIM:
            id = self._use_onto_found(id)
            if not id or id in self._our_inference_of:
                return ""
        return self._ours_of.get(self._theirs.claim_under(id), "")

    def is_for_later(self, difference: Difference) -> bool:
        """Return whether something is certainly missing for which nothing is asked yet."""
        if difference.kind is not DifferenceKind.MISSING or self.hint(difference):
            return False
        (id,) = difference.theirs
        claims = {id}
        if difference.sort is Sort.INFERENCE:
            claims = {*self._theirs.inferences[id].premises, self._theirs.claim_under(id)}
        return self._perhaps_found.isdisjoint(claims)

    def sentences(self, fixes: Iterable[Difference]) -> list[str]:
        """Return the hints on differences, each once, with the number of what is missing there."""
        # Several differences may call for the same sentence, such as that something is missing.
        missing: dict[str, set[str]] = {}
        fixes = list(fixes)
        in_one = {}
        if self._hints is Hints.SORT:
            in_one = self._kinds_and_places(fixes)
        for difference in fixes:
            sentence = in_one.get(difference.ours) or self.hint(difference)
            if sentence:
                missing.setdefault(sentence, set()).add(self._missing_relation(difference))
        return [self._with_number(sentence, ids) for sentence, ids in missing.items()]

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
        if self._ours_of.get(right_claim) == box:
            # A person found that it says only a part.
            return words.more_complete.format(claim=claim)
        return words.other_for_box.format(box=number, claim=claim)

    def _kinds_and_places(self, fixes: Iterable[Difference]) -> dict[Ids, str]:
        """Return one hint for each of our inferences that has another kind and another target."""
        words = self._words
        other_kinds = set()
        sentences = {}
        for difference in fixes:
            if difference.kind is DifferenceKind.OTHER_KIND:
                inference = self._ours.inferences[difference.ours[0]]
                in_key = self._theirs.inferences[difference.theirs[0]]
                has_same_kind = inference.kind is in_key.kind
                sentence = self._kind_or_place(difference, has_same_kind=has_same_kind)
                # Of an undercutter, the kind and the place are decided one after the other.
                if sentence == words.other_kind:
                    other_kinds.add(difference.ours)
        # What leads to a claim that the key does not have, follows from that claim.
        for difference in with_followers(self._differences):
            if difference.kind is not DifferenceKind.OTHER_TARGET:
                continue
            if difference.ours not in other_kinds:
                continue
            sentence = words.kind_and_elsewhere
            if difference.where is Where.ABOVE:
                sentence = words.kind_and_too_high
            elif difference.where is Where.BELOW:
                sentence = words.kind_and_too_low
            inference = self._ours.inferences[difference.ours[0]]
            relation = self.phrases.relation(self._ours, inference)
            sentences[difference.ours] = sentence.format(relation=relation)
        return sentences

    def _with_number(self, sentence: str, missing: set[str]) -> str:
        """Return a hint that asks for one reason or objection, asking for all that are missing."""
        words = self._words
        claim = ""
        if len(missing) > 1:
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

    def _missing_relation(self, difference: Difference) -> str:
        """Return the inference of the key that a hint on a difference asks for, if one does."""
        if difference.kind is not DifferenceKind.MISSING:
            return ""
        (id,) = difference.theirs
        if difference.sort is Sort.CLAIM:
            return self._use_onto_found(id)
        return id

    def hint(self, difference: Difference) -> str:
        """Return the hint on a difference; "" if others have to be fixed first."""
        kind = difference.kind
        words = self._words
        if kind is DifferenceKind.FIELD:
            return self._field(difference)
        if kind is DifferenceKind.MISSING:
            (missing,) = difference.theirs
            if difference.sort is Sort.CLAIM:
                return self._missing_claim(missing)
            return self._missing_inference(missing)
        if difference.sort is Sort.INFERENCE:
            return self._wrong_inference(difference)
        claims = self.mention(difference)
        if self._hints is Hints.PLACE:
            return words.look_again.format(relation=claims)
        if kind is DifferenceKind.REWORDED:
            # A person found that it says only a part.
            if self._hints is Hints.SORT:
                return words.more_complete.format(claim=claims)
            whole = self.phrases.join(self._theirs, difference.theirs)
            return words.rather.format(relation=claims, other=whole)
        if kind is DifferenceKind.MERGED:
            return words.merged.format(claim=claims)
        return words.split.format(premises=claims)

    def _missing_claim(self, claim: str) -> str:
        """Return the hint on a missing claim: the one on its first inference onto a claim found."""
        if claim in self._perhaps_found:
            return ""
        words = self._words
        phrases = self.phrases
        theirs = self._theirs
        if claim in self._their_mains:
            # That it opposes the main claim of another side is not what it is found by.
            if self._hints is Hints.PLACE:
                return words.look_around
            if self._hints is Hints.SORT:
                return words.main_missing
            return words.missing.format(relation=phrases.quote(theirs, claim))
        inferences = theirs.uses(claim)
        onto_found = self._use_onto_found(claim)
        ours = self._our_inference_of.get(onto_found)
        if ours is not None:
            return self._missing_premise(ours, claim)
        is_open = onto_found in self._open_inferences
        if self._hints is Hints.ANSWER:
            relation = phrases.quote(theirs, claim)
            if inferences and not is_open:
                inference = theirs.inferences.get(onto_found, inferences[0])
                relation = phrases.relation(self._reworded, inference)
            return words.missing.format(relation=relation)
        if onto_found and not is_open:
            return self._missing_inference(onto_found)
        # A claim that bears on something that is missing, too, or still open, is asked for once
        # that is found.
        if inferences:
            return ""
        if self._hints is Hints.PLACE:
            return words.look_around
        return words.claim_missing

    def _use_onto_found(self, claim: str) -> str:
        """Return the first inference from a claim of the key onto one that was found, or "".

        A main claim is not looked for below another claim.
        """
        if claim in self._their_mains:
            return ""
        for inference in self._theirs.uses(claim):
            if self._theirs.claim_under(inference.id) in self._ours_of:
                return inference.id
        return ""

    def _missing_inference(self, id: str) -> str:
        words = self._words
        phrases = self.phrases
        ours = self._ours
        inference = self._theirs.inferences[id]
        right_target = self._theirs.claim_under(id)
        claim = self._ours_of.get(right_target)
        if claim is None:
            return ""
        target = phrases.quote(ours, claim)
        if self._hints is Hints.PLACE:
            return words.look_at.format(claim=target)
        is_written = self._ours_of.keys() >= set(inference.premises)
        if self._hints is Hints.ANSWER:
            relation = phrases.relation(self._reworded, inference)
            sentence = words.connect if is_written else words.missing
            return sentence.format(relation=relation)
        if is_written:
            return words.written_already.format(target=target)
        if inference.kind is Kind.SUPPORT:
            return words.reason_missing.format(target=target)
        undercut = self._our_inference_of.get(inference.target)
        if undercut is None:
            return words.objection_missing.format(target=target)
        premises = ours.inferences[undercut].premises
        others = phrases.join(ours, premises)
        sentence = words.doubt_missing
        if inference.weighing:
            sentence = words.weighing_missing
        return sentence.format(others=others, target=target)

    def _missing_premise(self, our_inference: str, claim: str) -> str:
        """Return the hint on a claim of the key that one of our inferences needs, too."""
        words = self._words
        phrases = self.phrases
        inference = self._ours.inferences[our_inference]
        relation = phrases.relation(self._ours, inference)
        if self._hints is Hints.PLACE:
            return words.look_again.format(relation=relation)
        if self._hints is Hints.SORT:
            return words.premise_missing.format(relation=relation)
        quoted = phrases.quote(self._theirs, claim)
        return words.premise_needed.format(relation=relation, claim=quoted)

    def _wrong_inference(self, difference: Difference) -> str:
        """Return the hint on an inference that is extra, or different in the key."""
        words = self._words
        phrases = self.phrases
        ours = self._ours
        ids = difference.ours
        inference = ours.inferences[ids[0]]
        relation = phrases.relation(ours, inference)
        if self._hints is Hints.PLACE:
            return words.look_again.format(relation=relation)
        match difference.kind:
            case DifferenceKind.EXTRA:
                return words.take_out.format(relation=relation)
            case DifferenceKind.LINKED:
                return words.linked.format(relation=relation)
            case DifferenceKind.PREMISE_MISSING:
                return self._missing_premise(inference.id, difference.theirs[1])
            case DifferenceKind.PREMISE_EXTRA:
                extra = phrases.quote(ours, ids[1])
                return words.premise_extra.format(relation=relation, claim=extra)
            case DifferenceKind.UNLINKED:
                # a supports c, b supports c; in the key: a+b supports c
                premises: list[str] = []
                for id in ids:
                    premises += ours.inferences[id].premises
                linked = replace(inference, premises=tuple(premises))
                relation = phrases.relation(ours, linked)
                return words.unlinked.format(relation=relation)
        # The inference is in the key, but with another kind or target.
        in_key = self._theirs.inferences[difference.theirs[0]]
        if self._hints is Hints.ANSWER:
            return self._right_kind_or_place(difference, relation, in_key)
        sentence = self._kind_or_place(difference, has_same_kind=inference.kind is in_key.kind)
        return sentence.format(relation=relation)

    def _right_kind_or_place(self, difference: Difference, relation: str, in_key: Inference) -> str:
        """Return the sentence that gives the kind or target that an inference has in the key."""
        words = self._words
        inference = self._ours.inferences[difference.ours[0]]
        has_same_kind = (inference.kind, inference.weighing) == (in_key.kind, in_key.weighing)
        target = self._ours_of.get(in_key.target, "")
        has_same_premises = {self._ours_of.get(each) for each in in_key.premises} == set(
            inference.premises
        )
        if difference.kind is DifferenceKind.REVERSED and has_same_kind:
            return words.reversed.format(relation=relation)
        if target and has_same_premises and Kind.UNDERCUTTER not in (inference.kind, in_key.kind):
            if has_same_kind:
                quoted = self.phrases.quote(self._ours, target)
                return words.move_to.format(relation=relation, target=quoted)
            if target == inference.target:
                is_reason = in_key.kind is Kind.SUPPORT
                sentence = words.make_reason if is_reason else words.make_objection
                return sentence.format(relation=relation)
        other = self.phrases.relation(self._reworded, in_key)
        return words.rather.format(relation=relation, other=other)

    def _kind_or_place(self, difference: Difference, *, has_same_kind: bool) -> str:
        """Return the sentence on an inference that has another kind or target in the key."""
        words = self._words
        if difference.kind is DifferenceKind.REVERSED:
            return words.reversed
        if difference.kind is DifferenceKind.OTHER_KIND:
            # Two undercutters, of which one is a weighing.
            if has_same_kind:
                return words.weighing_differs
            kinds = {each.kind for each in self._theirs.inferences.values()}
            kinds.add(self._ours.inferences[difference.ours[0]].kind)
            if Kind.UNDERCUTTER in kinds:
                return words.other_kind_or_doubt
            return words.other_kind
        if difference.where is Where.ABOVE:
            return words.too_high
        if difference.where is Where.BELOW:
            return words.too_low
        return words.elsewhere

    def _field(self, difference: Difference) -> str:
        """Return the hint on a claim that differs in one of `BASICS`."""
        words = self._words
        map_words = self.phrases.map_words
        field = difference.field
        (id,) = difference.theirs
        in_key = self._theirs.claims[id]
        side = ground = ""
        if field == "main":
            question = words.main_differs
            answer = words.is_not_main
            if in_key.main:
                answer = words.is_main
        elif field == "side" and in_key.side:
            question = words.side_differs
            answer = words.is_on_side
            side = self._theirs.sides[in_key.side].name
        elif field == "standard":
            question = words.standard_differs
            answer = words.has_standard if in_key.standard else words.no_standard
        elif field == GROUND:
            question = words.ground_differs
            answer = words.no_ground
            grounds = []
            if in_key.common_ground:
                grounds.append(map_words.common_ground)
            if in_key.evidence:
                grounds.append(map_words.evidence)
            if grounds:
                answer = words.has_ground
                ground = map_words.join_list(grounds)
        else:
            return ""
        claim = self.phrases.join(self._ours, difference.ours)
        if self._hints is Hints.PLACE:
            return words.look_again.format(relation=claim)
        if self._hints is Hints.SORT:
            answer = question
        return answer.format(claim=claim, side=side, ground=ground)


def _in_our_words(comparison: Comparison) -> ArgumentMap:
    """Return the key, in which the claims that were found are worded as in our map."""
    key = comparison.theirs
    claims = dict(key.claims)
    for ours, theirs in comparison.certain_claims.items():
        claims[theirs] = replace(claims[theirs], text=comparison.ours.claims[ours].text)
    return replace(key, claims=claims)
