"""A map as an essay, in sections:

    the positions       what is at issue
    each side           reason by reason with its support, then the objections and the answers
    not connected       what no main claim leads to
    what stays open     unanswered objections, unsupported claims
    a conclusion        the balance, or the verdicts

Every claim is written once, in its own words; where it counts again it is named by its label or its
first words. The sentences between claims come from `argmap.languages`, in turn, so that the same
map makes the same essay. A paragraph has a claim with what bears on it. What bears on that gets a
paragraph of its own, unless it is short.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from argmap.documents.essay_sentences import Prose
from argmap.documents.manuscript import Manuscript, manuscript_of
from argmap.documents.outline import Outline
from argmap.documents.text_runs import Run, Target
from argmap.languages.essay_words import EssayWords, RolePhrases
from argmap.languages.words import Pattern, in_any_place
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.spanning_tree import homes_of
from argmap.util.text import one_line

_LONG_PARAGRAPH = 7
"""How many claims a paragraph has before what bears on the last gets one of its own."""

_SHORT = 2
"""How many claims may bear on one among others without getting a paragraph of their own."""


def essay_of(outline: Outline, phrases: EssayWords) -> Manuscript:
    """Return the essay on an outline's map, with the verdicts of the outline if it has any."""
    return _Writer(outline, phrases).essay()


class _Writer:
    """Writes an essay, paragraph by paragraph.

    Attributes:
        prose: what is written.
        objections: the ids of the claims told that speak against a main claim.
        postponed: claims whose support and objections are to be told in paragraphs of their own.
    """

    def __init__(self, outline: Outline, phrases: EssayWords) -> None:
        self.outline = outline
        self.map: ArgumentMap = outline.map
        self.words = outline.words
        self.phrases = phrases
        self.prose = Prose(self.map, outline.words, phrases, outline.citations)
        self.homes = homes_of(self.map)
        self.objections: set[str] = set()
        # Of inferences that were written, whether they are against their claim in the end.
        self.attacks_its_claim: dict[str, bool] = {}
        self.postponed: list[str] = []

    # --- the whole ---

    def essay(self) -> Manuscript:
        """Return the essay."""
        homes, phrases, prose = self.homes, self.phrases, self.prose
        self._positions(homes.mains)
        sections = [prose.take_section("")]
        for side, mains in homes.mains.items():
            for main in mains:
                self._case(main, phrases.this_position if len(mains) == 1 else prose.name(main))
            # Where a map has no sides, there is nothing that the heading would part.
            heading = ""
            if self.map.sides:
                heading = self.map.sides[side].name if side else self.words.no_side
            sections.append(prose.take_section(heading))
        # What no main claim leads to.
        for root in homes.loose:
            prose.end_paragraph()
            prose.add_sentence(in_any_place("{claim}."), [root])
            self._bearings(root)
            self._postponed_paragraphs()
        heading = self.words.not_connected if homes.mains_in_order else ""
        sections.append(prose.take_section(heading))
        has_open_points = self._open_points()
        sections.append(prose.take_section(phrases.open_heading))
        self._conclusion(homes.mains_in_order, has_open_points)
        sections.append(prose.take_section(phrases.conclusion_heading))

        written = tuple(section for section in sections if section.paragraphs)
        cited: set[str] = set()
        for section in written:
            for paragraph in section.paragraphs:
                for run in paragraph.runs:
                    if run.link is not None and run.link.target is Target.SOURCE:
                        cited.add(run.link.to)
        manuscript = manuscript_of(self.outline)
        bibliography = tuple(line for line in manuscript.bibliography if line.source in cited)
        return manuscript._replace(sections=written, bibliography=bibliography, notes=())

    def _positions(self, mains_by_side: Mapping[str, Sequence[str]]) -> None:
        """Write what is at issue: the main claims."""
        phrases, prose = self.phrases, self.prose
        sides = [side for side, mains in mains_by_side.items() if side and mains]
        without_side = mains_by_side.get("", ())
        if not sides and len(without_side) == 1:
            prose.add_sentence(phrases.one_claim, without_side)
        elif not sides and without_side:
            prose.begin(phrases.several_claims.format(n=phrases.number(len(without_side))))
            pattern = phrases.first_claim
            for main in without_side:
                prose.add_sentence(pattern, [main])
                pattern = phrases.next_claim
        if not sides:
            return
        if len(sides) > 1:
            prose.begin(phrases.number_of_sides.format(n=phrases.number(len(sides))))
        pattern = phrases.first_side
        for side in sides:
            name = self.words.quote(one_line(self.map.sides[side].name))
            first, *others = mains_by_side[side]
            prose.add_sentence(pattern, [first], topic=name)
            for main in others:
                prose.add_sentence(phrases.also_held, [main])
            pattern = phrases.other_side if len(sides) == 2 else phrases.next_side
        for main in without_side:
            prose.add_sentence(phrases.no_side, [main])

    # --- what bears on a claim ---

    def _case(self, main: str, topic: str | Run) -> None:
        """Write the paragraphs on a main claim, one for each inference onto it."""
        phrases, prose = self.phrases, self.prose
        reasons = self.map.supports(main)
        prose.end_paragraph()
        if len(reasons) > 1:
            number = phrases.number(len(reasons))
            prose.begin(phrases.number_of_reasons.replace("{n}", number), topic)
        elif not reasons:
            prose.begin(phrases.no_reason, topic)
        for place, inference in enumerate(reasons):
            self._paragraph(inference, self._reason_in_turn(place, len(reasons)), topic)
        for place, inference in enumerate(self.map.rebuttals(main)):
            # Where there was no reason, the first objection follows that sentence.
            if reasons or place:
                prose.end_paragraph()
            self._paragraph(inference, self._objection_in_turn(place), topic)

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
        return more[(place - 1) % len(more)] if place else first

    def _paragraph(self, inference: Inference, pattern: Pattern, topic: str | Run) -> None:
        """Write an inference onto a main claim, and what bears on it and on its premises."""
        premises = self._inference(inference, pattern, topic)
        self._doubts(inference)
        if self._can_go_on(inference, premises):
            self._bearings(premises[0])
        else:
            self.postponed += premises
        self._postponed_paragraphs()
        self.prose.end_paragraph()

    def _can_go_on(self, inference: Inference, premises: Sequence[str]) -> bool:
        """Return whether "this" in the next sentence would be the premise of an inference alone."""
        is_alone = len(premises) == len(inference.premises) == 1
        return is_alone and not self.map.undercutters(inference.id)

    def _postponed_paragraphs(self) -> None:
        """Write the paragraphs on what was postponed, and on what is postponed meanwhile."""
        waiting: list[str] = []
        while waiting or self.postponed:
            waiting += reversed(self.postponed)
            self.postponed.clear()
            self._paragraph_on(waiting.pop())

    def _paragraph_on(self, claim: str) -> None:
        """Write a paragraph on a claim that was told before."""
        self.prose.end_paragraph()
        opening = None
        kinds = {inference.kind for inference in self.map.onto(claim)}
        if kinds == {Kind.SUPPORT}:
            openings = self.phrases.is_argued
        elif kinds == {Kind.REBUTTAL}:
            openings = self.phrases.is_disputed
        else:
            openings = self.phrases.is_both
            opening = self.phrases.in_favor
        self.prose.say_of(self.prose.in_turn(openings), [claim])
        self._bearings(claim, opening)

    def _bearings(self, claim: str, opening: Pattern | None = None) -> None:
        """Write all inferences onto a claim; what bears on them follows only if it is short.

        `opening` is how the first of several things is written after the sentence that began the
        paragraph.
        """
        prose = self.prose
        inferences = self.map.onto(claim)
        supports = self.map.supports(claim)
        if len(supports) > 2:
            prose.begin(self.phrases.several_support)
            opening = in_any_place("{claim}.")
        counts: Counter[Kind] = Counter()
        for inference in inferences:
            count = counts[inference.kind]
            counts[inference.kind] += 1
            pattern = None
            topic: str | Run = ""
            if inference in supports[:1]:
                pattern = opening
            elif supports and inference.kind is not Kind.SUPPORT:
                # After reasons for the claim, "this" would be the last of them.
                pattern = self._objection_in_turn(count)
                topic = prose.name(claim)
            elif count:
                pattern = prose.in_turn(self._role(inference).more)
            with_more = self._inference(inference, pattern, topic)
            self._doubts(inference)
            has_room = len(inferences) == 1 and prose.claims_in_paragraph < _LONG_PARAGRAPH
            if self._can_go_on(inference, with_more) and (has_room or self._is_short(with_more[0])):
                self._bearings(with_more[0])
            else:
                self.postponed += with_more

    def _doubts(self, inference: Inference) -> None:
        """Write what undercuts an inference, and what undercuts that."""
        waiting = [inference]
        while waiting:
            doubts = self.map.undercutters(waiting.pop(0).id)
            for doubt in doubts:
                pattern = None
                if doubt is not doubts[0]:
                    pattern = self.prose.in_turn(self._role(doubt).more)
                self.postponed += self._inference(doubt, pattern)
            waiting += doubts

    def _is_short(self, claim: str) -> bool:
        """Return whether few claims that were not written yet bear on a claim, by any path."""
        reached: set[str] = set()
        pending = [claim]
        while pending and len(reached) <= _SHORT:
            for premise in self.map.premises_onto(pending.pop()):
                if premise not in self.prose.mentioned and premise not in reached:
                    reached.add(premise)
                    pending.append(premise)
        return len(reached) <= _SHORT

    def _role(self, inference: Inference) -> RolePhrases:
        """Return how an inference is written: an attack on an objection is an answer."""
        phrases = self.phrases
        if inference.kind is Kind.SUPPORT:
            return phrases.reason
        if inference.kind is Kind.REBUTTAL:
            return phrases.answer if inference.target in self.objections else phrases.objection
        if self.map.inferences[inference.target].kind is Kind.SUPPORT:
            return phrases.doubt
        return phrases.doubt_of_objection

    def _inference(
        self, inference: Inference, pattern: Pattern | None, topic: str | Run = ""
    ) -> list[str]:
        """Write the premises of an inference, each in full or named again.

        `topic` names the claim that the inference bears on, where it has to be named. Returns the
        premises whose case belongs here.
        """
        prose, phrases, role = self.prose, self.phrases, self._role(inference)
        is_reason = inference.kind is Kind.SUPPORT
        warrant = inference.warrant
        premises = [premise for premise in inference.premises if premise != warrant]
        if not premises:
            premises, warrant = list(inference.premises), ""
        new = [premise for premise in premises if premise not in prose.mentioned]
        known = [premise for premise in premises if premise in prose.mentioned]
        self._note_objections(inference, new)
        if new:
            is_complete = not warrant or warrant in prose.mentioned
            prose.add_sentence(
                pattern or prose.in_turn(role.first),
                new,
                is_reason=is_reason,
                complete=inference if is_complete else None,
                topic=topic,
            )
            if known:
                prose.say_of(phrases.together_with, known)
        elif topic:
            template = phrases.reason_named if is_reason else phrases.objection_named
            prose.say_of(template, known, topic)
        else:
            prose.say_of(prose.in_turn(role.named_already), known)
        if warrant in prose.mentioned:
            prose.say_of(phrases.rule_named, [warrant])
        elif warrant:
            prose.add_sentence(prose.in_turn(phrases.rule), [warrant], complete=inference)
        # A claim may be told before its home is reached: what bears on it waits until then.
        homes = self.homes.inference_of
        own = [premise for premise in inference.premises if homes[premise] == inference.id]
        return [premise for premise in own if self.map.onto(premise)]

    def _note_objections(self, inference: Inference, premises: Iterable[str]) -> None:
        """Note whether premises speak against a main claim, which decides how attacks on them are
        told.
        """
        is_attack = inference.kind is not Kind.SUPPORT
        target = inference.target
        while target in self.map.inferences and target not in self.attacks_its_claim:
            undercut = self.map.inferences[target]
            is_attack ^= undercut.kind is not Kind.SUPPORT
            target = undercut.target
        is_attack ^= self.attacks_its_claim.get(target, False)
        self.attacks_its_claim[inference.id] = is_attack
        if (self.map.claim_under(inference.id) in self.objections) != is_attack:
            self.objections.update(premises)

    # --- the end ---

    def _open_points(self) -> bool:
        """Write which objections are unanswered and which claims unsupported, if there are any."""
        phrases, prose = self.phrases, self.prose
        unanswered = self._find_unanswered()
        unsupported = [claim for claim in self.map.claims if self.map.is_unsupported(claim)]
        if unanswered:
            template = phrases.one_unanswered
            if len(unanswered) > 1:
                template = phrases.unanswered.replace("{n}", phrases.number(len(unanswered)))
            prose.say_of(template, unanswered)
        if unsupported:
            prose.say_of(phrases.unsupported, unsupported)
        has_open_points = bool(unanswered or unsupported)
        if self.map.claims and not has_open_points:
            prose.begin(phrases.nothing_open)
        if any(inference.implicit for inference in self.map.inferences.values()):
            prose.begin(phrases.inferences_added)
        return has_open_points

    def _find_unanswered(self) -> list[str]:
        """Return a premise of each objection that nothing is said against, each once."""
        premises: dict[str, None] = {}
        for inference in self.map.inferences.values():
            if inference.kind is Kind.SUPPORT or self.map.undercutters(inference.id):
                continue
            if self.objections.isdisjoint(inference.premises):
                continue  # an answer to an objection
            if not any(self.map.rebuttals(premise) for premise in inference.premises):
                premises[inference.premises[0]] = None
        return list(premises)

    def _conclusion(self, mains: Iterable[str], has_open_points: bool) -> None:
        phrases, prose = self.phrases, self.prose
        verdicts = self.outline.verdict_words
        if verdicts:
            prose.begin(phrases.what_follows)
        for place, main in enumerate(mains):
            if main in verdicts:
                self._verdict(main)
                continue
            template = phrases.balance[min(place, len(phrases.balance) - 1)]
            reasons = (phrases.no_reasons, phrases.a_reason, phrases.reasons)
            objections = (phrases.no_objections, phrases.an_objection, phrases.objections)
            for name, nouns, inferences in (
                ("{reasons}", reasons, self.map.supports(main)),
                ("{objections}", objections, self.map.rebuttals(main)),
            ):
                count = len(inferences)
                noun = nouns[min(count, 2)].replace("{n}", phrases.number(count))
                template = template.replace(name, noun)
            prose.say_of(template, [main])
        if not verdicts and has_open_points:
            prose.begin(phrases.not_settled)

    def _verdict(self, main: str) -> None:
        """Write what becomes of a main claim, and what decides that."""
        phrases = self.phrases
        words = tuple(self.outline.verdict_words[main])
        self.prose.say_of(phrases.verdict_sentence(words), [main])
        rebuttals = self.map.rebuttals(main)
        if words[0] == "stands":
            template = phrases.rests_on
            deciding = self._premises_that(self.map.supports(main), words)
        elif words[0] == "falls":
            template = phrases.brought_down_by
            deciding = self._premises_that(rebuttals, ("stands",))
        else:
            template = phrases.kept_open_by
            deciding = self._premises_that(rebuttals, ("contested",))
        if deciding:
            self.prose.say_of(template, deciding)

    def _premises_that(self, inferences: Iterable[Inference], words: tuple[str, ...]) -> list[str]:
        """Return a premise of each inference with this verdict, each once.

        An inference counts if its other premises stand, and if it is neither undercut nor
        outweighed.
        """
        verdict_words = self.outline.verdict_words
        premises: dict[str, None] = {}
        for inference in inferences:
            if inference.id in verdict_words:
                continue
            deciding = ""
            others_stand = True
            for premise in inference.premises:
                verdict = tuple(verdict_words.get(premise, ()))
                if premise != inference.warrant and verdict[: len(words)] == words:
                    deciding = deciding or premise
                elif verdict[:1] != ("stands",):
                    others_stand = False
            if deciding and others_stand:
                premises[deciding] = None
        return list(premises)
