"""What a language has to say in an essay: the sentences that lead from one claim to the next."""

from collections.abc import Sequence
from typing import NamedTuple

from argmap.languages.words import Pattern


class RolePhrases(NamedTuple):
    """How claims in one role are written. Where there are several ways, they are used in turn.

    Attributes:
        first: the first of its kind.
        more: those after it.
        named_already: that it has been named before, its `{refs}` filled in.
    """

    first: tuple[Pattern, ...]
    more: tuple[Pattern, ...]
    named_already: tuple[str, ...]


class VerdictSentences(NamedTuple):
    """What becomes of a main claim, its `{refs}` filled in: by its verdict, and by what this rests
    on.
    """

    stands: str
    stands_backed: str
    stands_asserted: str
    stands_open: str
    falls: str
    falls_rebutted: str
    falls_not_shown: str
    contested: str


class EssayWords(NamedTuple):
    """The phrases of one language.

    None of them needs the claim's own words changed, nor agrees in number or gender with what is
    filled in. `{refs}` are claims named again, `{topic}` is `this_position`, one of them or a side,
    `{n}` a number in words. A claim is named by its label, or as `claim_at_issue` or
    `claim_by_number` say.

    Attributes:
        small_words: words that are written small wherever they begin no sentence, with spaces
            between them.
        because_words: words with which a claim begins that gives a reason itself: it is written
            after `why`.
        but_words: words with which a claim begins that objects itself.
        and_words: words with which a claim begins that joins itself to the sentence before.
        why: the question before such a reason.
        small_after_colon: whether a sentence behind a colon begins small.
        small_labels_bare: whether a label with a small first letter goes into a sentence without
            quotation marks.
        claim_by_number: what names a claim that has no label, its number filled in as `{n}`.
        claim_at_issue: what names the only main claim.
        numbers: 1, 2, 3 … in words, as far as they are written so.
        last_and: what stands before the last of several things named.
        and_clause: what joins a claim to the one before in the same sentence.
        and_apart: how a further premise of the same inference is written as a sentence of its own.

        one_claim: the claim of an essay with one main claim.
        several_claims: how many there are, where there are no sides.
        first_claim, next_claim: each of these.
        number_of_sides: how many sides there are.
        first_side, other_side, next_side: what the side `{topic}` contends; the last two where
            there are two, and more.
        also_held: what the same side contends besides.
        no_side: a main claim of no side.

        this_position: the claim that a section is about, where it is the only one.
        one_reason: the only reason.
        number_of_reasons: how many reasons there are.
        no_reason: that there is none.
        reasons_in_turn: the first, second, third … reason.
        further_reason: any after these.
        last_reason: the last of three or more.
        reason_named: a reason that has been named before.
        one_of_them_named, further_reason_named: the same, where it is the first of several reasons,
            and a later one.
        another_reason_named, last_reason_named: a later one right after another, and the last of
            three or more.
        objection_to_topic: the first objection; after it, the others in turn.
        objection_named: one that has been named before.
        several_support: what is said of the claim just written before three or more reasons for it.
        several_reasons: the same at the beginning of a paragraph, where the claim is named.

        reason, objection: the roles.
        answer: a rebuttal of an objection, or of what supports one.
        doubt: what undercuts a reason.
        doubt_of_objection: what undercuts an objection.
        weighing: what grants a reason or an objection, and outweighs it.
        together_with: that an inference needs more, which has been named before.
        rule: a warrant.
        rule_named: a warrant that has been named before.

        is_argued, is_disputed: the first reason for a claim named before, or the first objection
            to it, at the beginning of a paragraph.
        is_both: the first reason for a claim that has reasons and objections, at the beginning of a
            paragraph.
        against: the first objection after the reasons.
        against_named: such an objection that has been named before.

        according_to: who holds a claim, the `{names}` filled in.
        see: where a claim is stated, the `{places}` filled in.
        common_ground: the mark of what nobody disputes.
        burden_of_proof: the mark of what stands only if it is backed.
        added: the mark of what no source says.
        inference: who draws an inference, and where, the `{who}` filled in.
        see_below: that a claim is explained in a later section.

        missing_heading, conclusion_heading: headings.
        one_unanswered, unanswered: objections that nothing is said against.
        unsupported: claims that nothing is offered for.
        several_unsupported: how many there are, where they are not named.
        and_further: how many more there are, after the names of some.
        nothing_missing: that there is neither.
        inferences_added: that some inferences are drawn in no source.
        verdicts: what becomes of a main claim.
        contested_too: that another is contested, but for another reason.
        same_verdict: that the same becomes of another.
        rests_on: which premises carry a claim that stands.
        brought_down_by: which objections bring one down.
        kept_contested_by: which objections keep one contested.
        too_weak, outweighed: which objections to a claim that stands are heard and need evidence,
            and which are granted and count for less.
        too_weak_implicit: which are too weak, with evidence too, since no source draws them.
        both_backed, neither_backed: why a claim is contested: a reason and an objection are of
            equal strength.
    """

    small_words: str
    because_words: tuple[str, ...]
    but_words: tuple[str, ...]
    and_words: tuple[str, ...]
    why: str
    small_after_colon: bool
    small_labels_bare: bool
    claim_by_number: str
    claim_at_issue: str
    numbers: tuple[str, ...]
    last_and: str
    and_clause: str
    and_apart: str

    one_claim: Pattern
    several_claims: str
    first_claim: Pattern
    next_claim: Pattern
    number_of_sides: str
    first_side: Pattern
    other_side: Pattern
    next_side: Pattern
    also_held: Pattern
    no_side: Pattern

    this_position: str
    one_reason: Pattern
    number_of_reasons: str
    no_reason: str
    reasons_in_turn: tuple[Pattern, ...]
    further_reason: Pattern
    last_reason: Pattern
    reason_named: str
    one_of_them_named: str
    further_reason_named: str
    another_reason_named: str
    last_reason_named: str
    objection_to_topic: tuple[Pattern, ...]
    objection_named: str
    several_support: str
    several_reasons: str

    reason: RolePhrases
    objection: RolePhrases
    answer: RolePhrases
    doubt: RolePhrases
    doubt_of_objection: RolePhrases
    weighing: RolePhrases
    together_with: str
    rule: tuple[Pattern, ...]
    rule_named: str

    is_argued: tuple[Pattern, ...]
    is_disputed: tuple[Pattern, ...]
    is_both: tuple[Pattern, ...]
    against: Pattern
    against_named: str

    according_to: str
    see: str
    common_ground: str
    burden_of_proof: str
    added: str
    inference: str
    see_below: str

    missing_heading: str
    conclusion_heading: str
    one_unanswered: str
    unanswered: str
    unsupported: str
    several_unsupported: str
    and_further: str
    nothing_missing: str
    inferences_added: str
    verdicts: VerdictSentences
    contested_too: str
    same_verdict: str
    rests_on: str
    brought_down_by: str
    kept_contested_by: str
    too_weak: str
    too_weak_implicit: str
    outweighed: str
    both_backed: str
    neither_backed: str

    def number(self, count: int) -> str:
        """Return a number in words, or in figures where it is large."""
        if 0 < count <= len(self.numbers):
            return self.numbers[count - 1]
        return str(count)

    def verdict_sentence(self, words: Sequence[str]) -> str:
        """Return what becomes of a main claim, by the English words of its verdict: `("stands",
        "asserted")`.
        """
        name = "_".join(words).replace(" ", "_")
        sentence: str = getattr(self.verdicts, name, "") or getattr(self.verdicts, words[0])
        return sentence
