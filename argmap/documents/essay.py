"""A map as an essay: the positions, reason by reason with its support, the objections and the
answers, what stays open, a conclusion.

Every claim is told once, in its own words; where it counts again it is named by its label or its
first words. The sentences between claims come from `argmap.languages`, in turn, so that the
same map makes the same essay. A paragraph tells a claim with what bears on it. What bears on that
gets a paragraph of its own, unless it is short.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from argmap.documents.essay_sentences import Prose
from argmap.documents.manuscript import Manuscript, ManuscriptSection, manuscript_of
from argmap.documents.outline import Outline
from argmap.documents.text_runs import Run, Target
from argmap.languages.essay_words import EssayWords, RolePhrases
from argmap.languages.words import Pattern, in_any_place
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.spanning_tree import homes_of
from argmap.util.text import one_line

_LONG_PARAGRAPH = 7
"""How many claims a paragraph tells before what bears on the last gets one of its own."""

_SHORT = 2
"""How many claims may bear on one that is told among others, without a paragraph of their own."""


class _Role(Enum):
    """How a step is told."""

    REASON = "reason"
    OBJECTION = "objection"
    ANSWER = "answer"
    DOUBT = "doubt"
    DOUBT_OF_OBJECTION = "doubt of objection"


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
        self.attacks_its_claim: dict[
            str, bool
        ] = {}  # of steps that were told, whether against their claim in the end
        self.postponed: list[str] = []

    # --- the whole ---

    def essay(self) -> Manuscript:
        """Return the essay."""
        homes = self.homes
        sections: list[ManuscriptSection] = []
        self._positions(homes.mains)
        sections.append(self.prose.take_section(""))
        for side, mains in homes.mains.items():
            for main in mains:
                self._case(
                    main, self.phrases.this_position if len(mains) == 1 else self.prose.name(main)
                )
            heading = self.map.sides[side].name if side else self.words.no_side
            # Where a map has no sides, there is nothing that the heading would part.
            sections.append(self.prose.take_section(heading if self.map.sides else ""))
        self._what_stands_apart(homes.loose)
        sections.append(
            self.prose.take_section(self.words.not_connected if homes.mains_in_order else "")
        )
        has_open_points = self._open_points()
        sections.append(self.prose.take_section(self.phrases.open_heading))
        self._conclusion(homes.mains_in_order, has_open_points)
        sections.append(self.prose.take_section(self.phrases.conclusion_heading))
        written = tuple(section for section in sections if section.paragraphs)
        manuscript = manuscript_of(self.outline)
        cited = _find_cited(written)
        bibliography = tuple(line for line in manuscript.bibliography if line.source in cited)
        return manuscript._replace(sections=written, bibliography=bibliography, notes=())

    def _positions(self, mains_by_side: Mapping[str, Sequence[str]]) -> None:
        """Write what is at issue: the main claims."""
        phrases = self.phrases
        sides = [side for side, mains in mains_by_side.items() if side and mains]
        without_side = mains_by_side.get("", ())
        if not sides:
            if len(without_side) == 1:
                self.prose.add_sentence(phrases.one_claim, without_side)
                return
            if without_side:
                self.prose.begin(phrases.several_claims.format(n=phrases.number(len(without_side))))
            for place, main in enumerate(without_side):
                self.prose.add_sentence(
                    phrases.next_claim if place else phrases.first_claim, [main]
                )
            return
        if len(sides) > 1:
            self.prose.begin(phrases.number_of_sides.format(n=phrases.number(len(sides))))
        for place, side in enumerate(sides):
            pattern = phrases.first_side
            if place:
                pattern = phrases.other_side if len(sides) == 2 else phrases.next_side
            name = self.words.quote(one_line(self.map.sides[side].name))
            first, *others = mains_by_side[side]
            self.prose.add_sentence(pattern, [first], topic=name)
            for main in others:
                self.prose.add_sentence(phrases.also_held, [main])
        for main in without_side:
            self.prose.add_sentence(phrases.no_side, [main])

    # --- what bears on a claim ---

    def _case(self, main: str, topic: str | Run) -> None:
        """Write the paragraphs on a claim that has been told, one for each step onto it."""
        phrases = self.phrases
        reasons = self.map.supports(main)
        self.prose.end_paragraph()
        if len(reasons) > 1:
            self.prose.begin(
                phrases.number_of_reasons.replace("{n}", phrases.number(len(reasons))), topic
            )
        elif not reasons:
            self.prose.begin(phrases.no_reason, topic)
        for place, inference in enumerate(reasons):
            new_premises = self._inference(
                inference, _Role.REASON, self._pattern_in_turn(place, len(reasons)), topic
            )
            self._paragraphs_below(inference, new_premises)
        for place, inference in enumerate(self.map.rebuttals(main)):
            # Where there was no reason, the first objection follows that sentence.
            if reasons or place:
                self.prose.end_paragraph()
            new_premises = self._inference(
                inference, self._role(inference), self._objection_in_turn(place), topic
            )
            self._paragraphs_below(inference, new_premises)

    def _pattern_in_turn(self, place: int, count: int) -> Pattern:
        """Return how a reason for a main claim is told, by its place among so many."""
        phrases = self.phrases
        if count == 1:
            return phrases.one_reason
        if place == count - 1 and count > 2:
            return phrases.last_reason
        if place < len(phrases.reasons_in_turn):
            return phrases.reasons_in_turn[place]
        return phrases.further_reason

    def _objection_in_turn(self, place: int) -> Pattern:
        """Return how an objection to a claim that is named is told, by its place among them."""
        first, *more = self.phrases.objection_to_topic
        return more[(place - 1) % len(more)] if place else first

    def _paragraphs_below(self, inference: Inference, premises: Sequence[str]) -> None:
        """Write what bears on a step that has just been told, and on those of its premises."""
        self._doubts(inference)
        if self._can_go_on(inference, premises):
            self._bearings(premises[0])
        else:
            self.postponed += premises
        self._postponed_paragraphs()
        self.prose.end_paragraph()

    def _can_go_on(self, inference: Inference, premises: Sequence[str]) -> bool:
        """Return whether "this" in the next sentence is the premise of a step, and nothing else."""
        return (
            len(premises) == 1
            and len(inference.premises) == 1
            and not self.map.undercutters(inference.id)
        )

    def _postponed_paragraphs(self) -> None:
        """Write the paragraphs on what was postponed, and on what is postponed meanwhile."""
        waiting = self._take_postponed()
        while waiting:
            self._paragraph_on(waiting.pop())
            waiting += self._take_postponed()

    def _take_postponed(self) -> list[str]:
        """Return what was postponed, the last first, and forget it."""
        taken_off = [*reversed(self.postponed)]
        self.postponed.clear()
        return taken_off

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
        """Write all steps onto a claim in the running paragraph; what bears on them only if it is
        short.

        `opening` is how the first of several things is told after the sentence that began the
        paragraph.
        """
        inferences = self.map.onto(claim)
        supports = [inference for inference in inferences if inference.kind is Kind.SUPPORT]
        if len(supports) > 2:
            self.prose.begin(self.phrases.several_support)
            opening = in_any_place("{claim}.")
        count_of_role: Counter[_Role] = Counter()
        for inference in inferences:
            role = self._role(inference)
            pattern = None
            topic: str | Run = ""
            if inference in supports[:1]:
                pattern = opening
            elif supports and inference.kind is not Kind.SUPPORT:
                # After reasons for the claim, "this" would be the last of them.
                pattern = self._objection_in_turn(count_of_role[role])
                topic = self.prose.name(claim)
            elif count_of_role[role]:
                pattern = self.prose.in_turn(self._role_phrases(role).more)
            with_more = self._inference(inference, role, pattern, topic)
            count_of_role[role] += 1
            self._doubts(inference)
            has_room = len(inferences) == 1 and self.prose.claims_in_paragraph < _LONG_PARAGRAPH
            if self._can_go_on(inference, with_more) and (
                has_room or self._weight(with_more[0]) <= _SHORT
            ):
                self._bearings(with_more[0])
            else:
                self.postponed += with_more

    def _doubts(self, inference: Inference) -> None:
        """Write what undercuts a step, and what undercuts that."""
        waiting = [inference]
        while waiting:
            undercut = waiting.pop(0)
            for place, doubt in enumerate(self.map.undercutters(undercut.id)):
                role = self._role(doubt)
                pattern = self.prose.in_turn(self._role_phrases(role).more) if place else None
                self.postponed += self._inference(doubt, role, pattern)
                waiting.append(doubt)

    def _weight(self, claim: str) -> int:
        """Return how many claims not told yet bear on a claim by any path; at most one more than is
        short.
        """
        reached: set[str] = set()
        pending = [claim]
        while pending and len(reached) <= _SHORT:
            for premise in self.map.premises_onto(pending.pop()):
                if premise not in self.prose.mentioned and premise not in reached:
                    reached.add(premise)
                    pending.append(premise)
        return len(reached)

    def _role(self, inference: Inference) -> _Role:
        """Return how a step is told: an attack on an objection is an answer."""
        if inference.kind is Kind.SUPPORT:
            return _Role.REASON
        if inference.kind is Kind.UNDERCUTTER:
            undercut = self.map.inferences[inference.target]
            return _Role.DOUBT if undercut.kind is Kind.SUPPORT else _Role.DOUBT_OF_OBJECTION
        return _Role.ANSWER if inference.target in self.objections else _Role.OBJECTION

    def _role_phrases(self, role: _Role) -> RolePhrases:
        return {
            _Role.REASON: self.phrases.reason,
            _Role.OBJECTION: self.phrases.objection,
            _Role.ANSWER: self.phrases.answer,
            _Role.DOUBT: self.phrases.doubt,
            _Role.DOUBT_OF_OBJECTION: self.phrases.doubt_of_objection,
        }[role]

    def _inference(
        self, inference: Inference, role: _Role, pattern: Pattern | None, topic: str | Run = ""
    ) -> list[str]:
        """Write the premises of a step, each told here or named again; return those whose case
        belongs here.

        `topic` is what names the claim that the step bears on, where it has to be named.
        """
        premises = [
            premise for premise in inference.premises if premise != inference.warrant
        ] or list(inference.premises)
        warrant = inference.warrant if inference.warrant not in premises else ""
        new = [premise for premise in premises if premise not in self.prose.mentioned]
        known = [premise for premise in premises if premise in self.prose.mentioned]
        self._note_objections(inference, new)
        if new:
            is_complete = not warrant or warrant in self.prose.mentioned
            pattern = pattern or self.prose.in_turn(self._role_phrases(role).first)
            self.prose.add_sentence(
                pattern,
                new,
                is_reason=role is _Role.REASON,
                complete=inference if is_complete else None,
                topic=topic,
            )
            if known:
                self.prose.say_of(self.phrases.together_with, known)
        elif topic:
            template = (
                self.phrases.reason_named if role is _Role.REASON else self.phrases.objection_named
            )
            self.prose.say_of(template, known, topic)
        else:
            self.prose.say_of(self.prose.in_turn(self._role_phrases(role).named_already), known)
        if warrant and warrant in self.prose.mentioned:
            self.prose.say_of(self.phrases.rule_named, [warrant])
        elif warrant:
            self.prose.add_sentence(
                self.prose.in_turn(self.phrases.rule), [warrant], complete=inference
            )
        # A claim may be told before its home is reached: what bears on it waits until then.
        return [
            id
            for id in inference.premises
            if self.homes.inference_of[id] == inference.id and self.map.onto(id)
        ]

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

    def _what_stands_apart(self, roots: Sequence[str]) -> None:
        """Write what no main claim leads to."""
        for root in roots:
            self.prose.end_paragraph()
            self.prose.add_sentence(in_any_place("{claim}."), [root])
            self._bearings(root)
            self._postponed_paragraphs()

    # --- the end ---

    def _open_points(self) -> bool:
        """Write which objections have no answer and which claims no support; return whether there
        are any.
        """
        phrases = self.phrases
        unanswered = self._find_unanswered()
        unsupported = [claim for claim in self.map.claims if self.map.is_unsupported(claim)]
        if len(unanswered) == 1:
            self.prose.say_of(phrases.one_unanswered, unanswered)
        elif unanswered:
            self.prose.say_of(
                phrases.unanswered.replace("{n}", phrases.number(len(unanswered))), unanswered
            )
        if unsupported:
            self.prose.say_of(phrases.unsupported, unsupported)
        if self.map.claims and not unanswered and not unsupported:
            self.prose.begin(phrases.nothing_open)
        if any(inference.implicit for inference in self.map.inferences.values()):
            self.prose.begin(phrases.inferences_added)
        return bool(unanswered or unsupported)

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
        phrases = self.phrases
        verdicts = self.outline.verdict_words
        if verdicts:
            self.prose.begin(phrases.what_follows)
        for place, main in enumerate(mains):
            if main in verdicts:
                self._verdict(main)
                continue
            balance = phrases.balance[min(place, len(phrases.balance) - 1)]
            balance = balance.replace("{reasons}", self._reasons(len(self.map.supports(main))))
            balance = balance.replace(
                "{objections}", self._objections(len(self.map.rebuttals(main)))
            )
            self.prose.say_of(balance, [main])
        if not verdicts and has_open_points:
            self.prose.begin(phrases.not_settled)

    def _reasons(self, count: int) -> str:
        if count == 0:
            return self.phrases.no_reasons
        if count == 1:
            return self.phrases.a_reason
        return self.phrases.reasons.format(n=self.phrases.number(count))

    def _objections(self, count: int) -> str:
        if count == 0:
            return self.phrases.no_objections
        if count == 1:
            return self.phrases.an_objection
        return self.phrases.objections.format(n=self.phrases.number(count))

    def _verdict(self, main: str) -> None:
        """Write what becomes of a main claim, and what decides that."""
        phrases = self.phrases
        words = tuple(self.outline.verdict_words[main])
        sentence = phrases.verdict_sentence(words)
        self.prose.say_of(sentence, [main])
        verdict = words[0]
        if verdict == "stands":
            deciding = self._premises_that(self.map.supports(main), words)
            template = phrases.rests_on
        elif verdict == "falls":
            deciding = self._premises_that(self.map.rebuttals(main), ("stands",))
            template = phrases.brought_down_by
        else:
            deciding = self._premises_that(self.map.rebuttals(main), ("contested",))
            template = phrases.kept_open_by
        if deciding:
            self.prose.say_of(template, deciding)

    def _premises_that(self, inferences: Iterable[Inference], words: tuple[str, ...]) -> list[str]:
        """Return, of each step whose premises have this verdict or a better one, a premise that has
        it, each once.
        """
        premises: dict[str, None] = {}
        for inference in inferences:
            if inference.id in self.outline.verdict_words:
                continue  # the step is undercut or outweighed
            verdicts = {
                premise: tuple(self.outline.verdict_words.get(premise, ()))
                for premise in inference.premises
            }
            # In the order of the premises, and looked up below.
            with_these_words = dict.fromkeys(
                premise
                for premise in inference.premises
                if verdicts[premise][: len(words)] == words and premise != inference.warrant
            )
            others_stand = all(
                verdicts[premise][:1] == ("stands",)
                for premise in inference.premises
                if premise not in with_these_words
            )
            if with_these_words and others_stand:
                premises[next(iter(with_these_words))] = None
        return list(premises)


def _find_cited(sections: Iterable[ManuscriptSection]) -> set[str]:
    """Return the ids of the sources that are cited somewhere."""
    cited: set[str] = set()
    for section in sections:
        for paragraph in section.paragraphs:
            links = [run.link for run in paragraph.runs if run.link is not None]
            cited.update(link.to for link in links if link.target is Target.SOURCE)
    return cited
