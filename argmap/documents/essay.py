"""A map as an essay, in sections:

    the positions       what is at issue
    each side           reason by reason with its support, then the objections and the answers
    not connected       what no main claim leads to
    what is missing     answers to objections, support for claims
    a conclusion        the verdicts on the main claims

Every claim is written once, in its own words; where it counts again it is named, by its label or by
a number: "claim 3". What bears on it follows where it first matters; only the reasons for a main
claim wait for their section. The sentences between claims come from `argmap.languages`, in turn, so
that the same map makes the same essay. A paragraph has a claim with what bears on it. What bears on
that gets a paragraph of its own, unless it is short.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import filterfalse

from argmap.documents.essay_sentences import NO_TOPIC, Ids, Prose, place_of
from argmap.documents.manuscript import Manuscript, manuscript_of
from argmap.documents.outline import Outline, heading_of_loose, heading_of_side
from argmap.documents.text_runs import Run
from argmap.languages.section import Pattern, in_any_place
from argmap.languages.section_types import EssayReasonWords, EssayWords
from argmap.languages.words import verdict_sentence
from argmap.model import Inference, Kind, Verdict
from argmap.model.graph import whole_of
from argmap.model.spanning_tree import homes_of
from argmap.model.writing import MapVerdicts
from argmap.util.text import one_line
from argmap.verdicts.conclusions import Conclusion, conclude
from argmap.verdicts.evaluate import evaluate

_LONG_PARAGRAPH = 7
"""How many claims a paragraph has before what bears on the last gets one of its own."""

_FEW = 2
"""How many reasons are written without a sentence that says that there are several."""

_ALONE = in_any_place("{claim}.")
"""How a claim is written that needs no words around it."""

_JOINED = 4
"""Every how many reasons in a row of them one is joined to the others by "moreover"."""

_SHORT = 2
"""How many claims may bear on one among others without getting a paragraph of their own."""


_MOST_UNSUPPORTED = 3
"""How many unsupported claims are named; more of them are counted."""


def essay_of(outline: Outline, phrases: EssayWords) -> Manuscript:
    """Return the essay on an outline's map.

    It concludes from the verdicts of the outline, or else from those of the map.
    """
    verdicts = outline.verdicts
    if verdicts is None:
        verdicts = evaluate(whole_of(outline.map))
    # Only a draft shows which claims are named by a number, and in which order they are written.
    draft = _Writer(outline, phrases, {}, verdicts)
    links = draft.essay().links()
    prose = draft.prose
    named_by_number = prose.named_by_number
    # A claim has the number that it has in the outline, where people look it up.
    numbers = {
        claim: number
        for claim, number in outline.numbers_of_claims.items()
        if claim in named_by_number and place_of(claim) in links
    }
    return _Writer(outline, phrases, numbers, verdicts).essay()


class _Writer:
    """Writes an essay, paragraph by paragraph.

    Attributes:
        prose: what is written.
        objections: the ids of the claims and inferences written that speak against a main claim.
        conflicts: an objection and the claim it speaks against, by their ids, of those written that
            have one premise.
        explained: the ids of the claims whose support and objections are written, or postponed.
        postponed: claims whose support and objections get paragraphs of their own.
    """

    def __init__(
        self,
        outline: Outline,
        phrases: EssayWords,
        numbers: Mapping[str, str],
        verdicts: MapVerdicts,
    ) -> None:
        map = outline.map
        self.outline = outline
        self.map = map
        self.words = outline.words
        self.verdicts = verdicts
        self.conclusions = conclude(map, verdicts)
        self.phrases = phrases
        self.homes = homes_of(map)
        self.mains = set(self.homes.mains_in_order)
        self.prose = Prose(outline, phrases, numbers, self._names_of_main_claims())
        self.objections: set[str] = set()
        self.conflicts: set[tuple[str, str]] = set()
        self.explained: set[str] = set()
        self.postponed: list[str] = []

    # --- the whole ---

    def essay(self) -> Manuscript:
        """Return the essay."""
        phrases = self.phrases
        prose = self.prose
        homes = self.homes
        self._positions()
        prose.end_section("")
        for side, mains_of_side in homes.mains.items():
            for main in mains_of_side:
                topic = prose.name(main)
                if len(mains_of_side) == 1:
                    topic = Run(phrases.this_position)
                self._case(main, topic)
            prose.end_section(heading_of_side(self.map, side))
        # What no main claim leads to.
        for root in homes.loose:
            prose.end_paragraph()
            prose.add_sentence(_ALONE, [root])
            self.explained.add(root)
            self._bearings(root)
            self._postponed_paragraphs()
        prose.end_section(heading_of_loose(self.map))
        self._missing()
        prose.end_section(phrases.missing_heading)
        self._conclusion()
        prose.end_section(phrases.conclusion_heading)

        manuscript = manuscript_of(self.outline)
        manuscript = manuscript._replace(sections=tuple(prose.sections), notes=())
        cited = manuscript.links()
        bibliography = [line for line in manuscript.bibliography if line.anchor in cited]
        return manuscript._replace(bibliography=tuple(bibliography))

    def _names_of_main_claims(self) -> dict[str, str]:
        """Return what main claims are called that have no label, by their ids, as far as is clear.

        Where a side has one main claim, the side's name is its name.
        """
        homes = self.homes
        sides = self.map.sides
        names: dict[str, str] = {}
        for side, mains in homes.mains.items():
            if side and len(mains) == 1:
                name = one_line(sides[side].name)
                names[mains[0]] = self.words.quote(name)
        all_mains = homes.mains_in_order
        if len(all_mains) == 1:
            names.setdefault(all_mains[0], self.phrases.claim_at_issue)
        return names

    def _positions(self) -> None:
        """Write what is at issue: the main claims."""
        phrases = self.phrases
        prose = self.prose
        mains_by_side = dict(self.homes.mains)
        without_side = mains_by_side.pop("")
        sides = [side for side, mains in mains_by_side.items() if mains]
        count = len(sides)
        if not sides:
            self._positions_of_no_side(without_side)
            return
        if count > 1:
            prose.begin(prose.count(phrases.number_of_sides, count))
        prose.side_speaks = True
        pattern = phrases.first_side
        for side in sides:
            name = one_line(self.map.sides[side].name)
            topic = Run(self.words.quote(name))
            first, *others = mains_by_side[side]
            prose.add_sentence(pattern, [first], topic=topic)
            for main in others:
                prose.add_sentence(phrases.also_held, [main])
            pattern = phrases.next_side
            if count == 2:
                pattern = phrases.other_side
        prose.side_speaks = False
        for main in without_side:
            prose.add_sentence(phrases.no_side, [main])

    def _positions_of_no_side(self, mains: Ids) -> None:
        """Write what is at issue where no main claim has a side."""
        phrases = self.phrases
        prose = self.prose
        pattern = phrases.one_claim
        if len(mains) > 1:
            prose.begin(prose.count(phrases.several_claims, len(mains)))
            pattern = phrases.first_claim
        for main in mains:
            prose.add_sentence(pattern, [main])
            pattern = phrases.next_claim

    # --- what bears on a claim ---

    def _case(self, main: str, topic: Run) -> None:
        """Write the paragraphs on a main claim, one for each inference onto it."""
        phrases = self.phrases
        prose = self.prose
        reasons = self.map.supports(main)
        count = len(reasons)
        prose.end_paragraph()
        if count > 1:
            prose.begin(prose.count(phrases.number_of_reasons, count), topic)
        elif not reasons:
            prose.begin(phrases.no_reason, topic)
        # The first, second, third … reason, each with what bears on it.
        for place, reason in enumerate(reasons):
            pattern = self._reason_in_turn(place, count)
            self._paragraph(reason, pattern, topic)
        for place, objection in enumerate(self._new_objections(main)):
            pattern = self._objection_in_turn(place)
            self._paragraph(objection, pattern, topic)

    def _new_objections(self, claim: str) -> list[Inference]:
        """Return the objections to a claim that do not only say again that two claims conflict."""
        objections = self.map.rebuttals(claim)
        return list(filterfalse(self._is_known_conflict, objections))

    def _is_known_conflict(self, objection: Inference) -> bool:
        """Return whether an objection is the reverse of one written, or of one side to another.

        The beginning of the essay said that these oppose each other.
        """
        map = self.map
        target = objection.target
        premise, *others = objection.premises
        if others or premise == target or map.undercutters(objection.id):
            return False
        if (target, premise) in self.conflicts:
            return True
        sides = map.sides_of_claims
        side = sides[target]
        other_side = sides[premise]
        if not side or side == other_side:
            return False
        mains = self.homes.mains
        return target in mains[side] and premise in mains.get(other_side, ())

    def _reason_in_turn(self, place: int, count: int) -> Pattern:
        """Return how a reason for a main claim is written, by its place among all of them."""
        phrases = self.phrases
        if count == 1:
            return phrases.one_reason
        if place == count - 1 and count > 2:
            return phrases.last_reason
        if place < len(phrases.reasons_in_turn):
            return phrases.reasons_in_turn[place]
        return phrases.further_reason

    def _objection_in_turn(self, place: int) -> Pattern:
        """Return how an objection to a claim that is named is written, by its place among them."""
        first, *more = self.phrases.objection_to_topic
        if place == 0:
            return first
        # The other phrases take turns, so that none is repeated before all were used.
        return more[(place - 1) % len(more)]

    def _paragraph(self, inference: Inference, pattern: Pattern, topic: Run) -> None:
        """Write an inference onto a main claim, and what bears on it and on its premises."""
        self._argue(inference, pattern, topic, is_alone=True)
        self._postponed_paragraphs()
        self.prose.end_paragraph()

    def _argue(
        self, inference: Inference, pattern: Pattern | None, topic: Run, *, is_alone: bool
    ) -> None:
        """Write an inference, what undercuts it, and what bears on its premise if there is room.

        `is_alone` says that nothing else bears on what the inference bears on.
        """
        premises = self._inference(inference, pattern, topic)
        has_doubts = self._doubts(inference)
        has_room = is_alone and self.prose.claims_in_paragraph < _LONG_PARAGRAPH
        # "This" in the next sentence has to be the premise of the inference.
        if len(premises) == len(inference.premises) == 1 and not has_doubts:
            premise = premises[0]
            if has_room or self._is_short(premise):
                self._bearings(premise)
                return
        self.postponed += premises

    def _postponed_paragraphs(self) -> None:
        """Write the paragraphs on what was postponed, and on what is postponed meanwhile."""
        waiting: list[str] = []
        postponed = self.postponed
        while waiting or postponed:
            waiting += reversed(postponed)
            postponed.clear()
            self._paragraph_on(waiting.pop())

    def _paragraph_on(self, claim: str) -> None:
        """Write a paragraph on a claim that was written before."""
        phrases = self.phrases
        prose = self.prose
        prose.end_paragraph()
        topic = prose.name(claim)
        reasons = self.map.supports(claim)
        objections = self._new_objections(claim)
        if reasons and objections:
            self._bearings(claim, prose.in_turn(phrases.is_both), topic)
        elif len(reasons) > _FEW:
            prose.begin(phrases.several_reasons, topic)
            self._bearings(claim, _ALONE)
        else:
            openings = phrases.is_argued if reasons else phrases.is_disputed
            self._bearings(claim, prose.in_turn(openings), topic)

    def _bearings(
        self, claim: str, opening: Pattern | None = None, opening_topic: Run = NO_TOPIC
    ) -> None:
        """Write all inferences onto a claim; what bears on them follows only if it is short.

        `opening` is how the first of several things is written at the beginning of a paragraph, and
        `opening_topic` the claim where that names it.
        """
        prose = self.prose
        reasons = self.map.supports(claim)
        inferences = [*reasons, *self._new_objections(claim)]
        phrases = self.phrases
        # "On the other hand" is against the claim where the paragraph began with it, or where no
        # reason has led away from it.
        is_balance = opening in phrases.is_both or all(self._is_bare(reason) for reason in reasons)
        are_several = len(reasons) > _FEW
        if are_several and opening is None:
            prose.begin(phrases.several_support)
            opening = _ALONE
        counts: Counter[Kind] = Counter()
        for inference in inferences:
            kind = inference.kind
            role = self._role(inference)
            count = counts[kind]
            counts[kind] += 1
            pattern = opening
            topic = opening_topic
            opening = None
            opening_topic = NO_TOPIC
            if reasons and kind is not Kind.SUPPORT:
                # After reasons for the claim, "this" would be the last of them.
                pattern = self._objection_in_turn(count)
                topic = prose.name(claim)
                if is_balance and count:
                    # The first was "on the other hand", and no answer to anything.
                    pattern = prose.in_turn(phrases.objection.more)
                elif is_balance:
                    pattern = phrases.against
            elif are_several and inference is reasons[-1]:
                pattern = phrases.last_reason
            elif are_several and count % _JOINED and self._is_bare(reasons[count - 1]):
                pattern = _ALONE
            elif count and kind is Kind.SUPPORT and self._is_attacked(reasons[count - 1]):
                # "Moreover" would go on with what was said against the reason before.
                pattern = phrases.further_reason
            elif count:
                pattern = prose.in_turn(role.more)
            self._argue(inference, pattern, topic, is_alone=len(inferences) == 1)

    def _is_bare(self, inference: Inference) -> bool:
        """Return whether nothing bears on an inference or on its premises."""
        argued = self.map
        if argued.undercutters(inference.id):
            return False
        return not any(argued.onto(premise) for premise in inference.premises)

    def _is_attacked(self, inference: Inference) -> bool:
        """Return whether something speaks against an inference or against one of its premises."""
        argued = self.map
        return bool(argued.undercutters(inference.id)) or any(
            map(argued.rebuttals, inference.premises)
        )

    def _doubts(self, inference: Inference) -> bool:
        """Write what undercuts an inference, and what undercuts that, if there is anything."""
        waiting = [inference]
        while waiting:
            doubts = self.map.undercutters(waiting.pop(0).id)
            roles: list[EssayReasonWords] = []
            for doubt in doubts:
                role = self._role(doubt)
                pattern = None
                if role in roles:
                    pattern = self.prose.in_turn(role.more)
                else:
                    roles.append(role)
                self.postponed += self._inference(doubt, pattern)
            waiting += doubts
        return bool(self.map.undercutters(inference.id))

    def _is_short(self, claim: str) -> bool:
        """Return whether few claims that were not written yet bear on a claim, by any path."""
        mentioned = self.prose.mentioned
        reached: set[str] = set()
        pending = [claim]
        while pending and len(reached) <= _SHORT:
            for premise in self.map.premises_onto(pending.pop()):
                if premise not in mentioned and premise not in reached:
                    reached.add(premise)
                    pending.append(premise)
        return len(reached) <= _SHORT

    def _role(self, inference: Inference) -> EssayReasonWords:
        """Return how an inference is written: an attack on an objection is an answer."""
        phrases = self.phrases
        target = inference.target
        if inference.kind is Kind.SUPPORT:
            return phrases.reason
        if inference.weighing:
            return phrases.weighing
        if inference.kind is Kind.UNDERCUTTER:
            if self.map.inferences[target].kind is Kind.SUPPORT:
                return phrases.doubt
            return phrases.doubt_of_objection
        if target in self.objections:
            return phrases.answer
        return phrases.objection

    def _inference(
        self, inference: Inference, pattern: Pattern | None, topic: Run = NO_TOPIC
    ) -> list[str]:
        """Write the premises of an inference, each in full or named again.

        `topic` names the claim that the inference bears on, where it has to be named. Returns the
        premises whose case belongs here.
        """
        phrases = self.phrases
        prose = self.prose
        mentioned = prose.mentioned
        role = self._role(inference)
        is_reason = inference.kind is Kind.SUPPORT
        premises = inference.premises_besides_warrant
        warrant = inference.warrant
        if warrant in premises:
            warrant = ""  # it stands alone, and is a premise like any other
        new = [premise for premise in premises if premise not in mentioned]
        known = [premise for premise in premises if premise in mentioned]
        self._note_objections(inference, new)
        if inference.kind is Kind.REBUTTAL and len(inference.premises) == 1:
            self.conflicts.add((premises[0], inference.target))
        own = self._explained_here(inference)
        complete = None
        if not warrant or warrant in mentioned:
            complete = inference
        if new:
            pattern = pattern or prose.in_turn(role.first)
            prose.add_sentence(pattern, new, is_reason=is_reason, complete=complete, topic=topic)
            if known:
                prose.say_of(phrases.together_with, known)
        else:
            template = self._named_already(inference, pattern, has_topic=bool(topic.text))
            prose.say_of(template, known, topic, complete=complete)
        if warrant in mentioned:
            prose.say_of(phrases.rule_named, [warrant])
        elif warrant:
            prose.add_sentence(prose.in_turn(phrases.rule), [warrant], complete=inference)
        return own

    def _named_already(
        self, inference: Inference, pattern: Pattern | None, *, has_topic: bool
    ) -> str:
        """Return how an inference is written whose premises were written before.

        A reason has its place among all of them.
        """
        phrases = self.phrases
        target = inference.target
        is_reason = inference.kind is Kind.SUPPORT
        if inference.kind is Kind.REBUTTAL and inference.premises == (target,):
            return phrases.objection_to_itself
        if not is_reason and pattern == phrases.against:
            return phrases.against_named
        if not is_reason and has_topic:
            return phrases.objection_named
        if not is_reason:
            return self.prose.in_turn(self._role(inference).named_already)
        first, *others = self.map.supports(target)
        if len(others) > 1 and inference == others[-1]:
            return phrases.last_reason_named
        if inference != first and has_topic:
            return phrases.further_reason_named
        if inference != first:
            return phrases.another_reason_named
        if not has_topic:
            return self.prose.in_turn(phrases.reason.named_already)
        if others and target in self.mains:
            # The sentence before said how many there are.
            return phrases.one_of_them_named
        return phrases.reason_named

    def _explained_here(self, inference: Inference) -> list[str]:
        """Return the premises of an inference whose case follows, and note those whose case waits.

        A claim is explained where it first matters. But a main claim has a section of its own, and
        its reasons wait for that.
        """
        map = self.map
        explained = self.explained
        here: list[str] = []
        homes = self.homes.inference_of
        for premise in inference.premises:
            if premise in explained or not map.onto(premise):
                continue
            home = homes[premise]
            is_for_main = True
            if home:
                target = map.inferences[home].target
                is_for_main = homes.get(target) == ""
            if home == inference.id or not is_for_main:
                here.append(premise)
            else:
                self.prose.explained_later.add(premise)
        explained.update(here)
        return here

    def _note_objections(self, inference: Inference, premises: Ids) -> None:
        """Note whether this speaks against a main claim: so attacks on it are answers."""
        is_attack = inference.kind is not Kind.SUPPORT
        # What an undercutter is about is written before it.
        if (inference.target in self.objections) != is_attack:
            self.objections.update([inference.id, *premises])

    # --- the end ---

    def _missing(self) -> None:
        """Write which objections are unanswered and which claims unsupported, if there are any."""
        map = self.map
        phrases = self.phrases
        prose = self.prose
        conclusions = self.conclusions
        number = len(conclusions.unanswered)
        if number:
            template = phrases.one_unanswered
            if number > 1:
                template = prose.count(phrases.unanswered, number)
            # A claim that is an objection to several is named once.
            premises = dict.fromkeys(each.premises[0] for each in conclusions.unanswered)
            prose.say_of(template, [*premises])
        self._say_of(phrases.answered_too_weakly, self._names_of(conclusions.answered_too_weakly))
        unsupported = list(filter(map.is_unsupported, prose.mentioned))
        if len(unsupported) > _MOST_UNSUPPORTED:
            prose.begin(prose.count(phrases.several_unsupported, len(unsupported)))
        elif unsupported:
            prose.say_of(phrases.unsupported, unsupported)
        elif map.claims and conclusions.all_answered:
            prose.begin(phrases.nothing_missing)
        if any(inference.implicit for inference in map.inferences.values()):
            prose.begin(phrases.inferences_added)

    def _conclusion(self) -> None:
        """Write what becomes of main claims; of those alike in this and all else, together."""
        phrases = self.phrases
        prose = self.prose
        alike: defaultdict[tuple[str, bool | None], list[Conclusion]]
        alike = defaultdict(list)
        for conclusion in self.conclusions.of_mains:
            sentence = verdict_sentence(conclusion.said, phrases)
            alike[sentence, conclusion.is_balance_backed].append(conclusion)
        has_contested = False
        for (sentence, is_balance_backed), conclusions in alike.items():
            first, *others = conclusions
            is_contested = first.words == ("contested",)
            # That it neither stands nor falls was explained.
            is_again = is_contested and has_contested
            has_contested = has_contested or is_contested
            prose.say_of(phrases.contested_too if is_again else sentence, [first.claim])
            if is_balance_backed is not None:
                prose.begin(phrases.both_backed if is_balance_backed else phrases.neither_backed)
            self._what_decides(first)
            alone: list[Conclusion] = []
            together: list[str] = []
            for other in others:
                weighed = (other.too_weak, other.too_weak_implicit, other.outweighed)
                if self._deciding(other) or any(weighed):
                    alone.append(other)
                else:
                    together.append(other.claim)
            self._say_of(phrases.same_verdict, together)
            # What a verdict rests on comes right after the claim that has it.
            for other in alone:
                prose.say_of(phrases.same_verdict, [other.claim])
                self._what_decides(other)
        both_stand = self.conclusions.both_stand
        if all(claim in prose.mentioned for claim in both_stand):
            self._say_of(prose.words.both_stand, both_stand)

    def _what_decides(self, conclusion: Conclusion) -> None:
        """Write what decides the verdict on a main claim, if it can be named."""
        phrases = self.phrases
        verdict, *_ = conclusion.words
        decided_by = {
            "stands": phrases.rests_on,
            "falls": phrases.brought_down_by,
            "contested": phrases.kept_contested_by,
        }
        self._say_of(decided_by[verdict], self._deciding(conclusion))
        self._say_of(phrases.too_weak, self._names_of(conclusion.too_weak))
        self._say_of(phrases.too_weak_implicit, self._names_of(conclusion.too_weak_implicit))
        self._say_of(phrases.outweighed, self._names_of(conclusion.outweighed))

    def _deciding(self, conclusion: Conclusion) -> list[str]:
        """Return the claims that decide the verdict on a main claim."""
        deciding = self._names_of(conclusion.deciding)
        if conclusion.words == ("contested",):
            # That the sides oppose each other is known.
            return [name for name in deciding if name not in self.mains]
        return deciding

    def _names_of(self, inferences: Iterable[Inference]) -> list[str]:
        """Return premises of inferences, each once: of what is contested, the contested ones."""
        verdicts = self.verdicts
        names: dict[str, None] = {}
        for inference in inferences:
            premises = inference.premises_besides_warrant
            contested = []
            if verdicts[inference.id] is Verdict.CONTESTED:
                for premise in inference.premises:
                    if verdicts[premise] is Verdict.CONTESTED:
                        contested.append(premise)
            names |= dict.fromkeys(contested or premises)
        return list(names)

    def _say_of(self, template: str, claims: Ids) -> None:
        """Write a sentence that names claims, if there are any."""
        if claims:
            self.prose.say_of(template, claims)
