"""What a language has to say in a quiz, besides the words of maps and outlines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class QuizWords:
    """The words of one language.

    What holds a name in braces is filled in with claims in quotation marks. No sentence agrees in
    number or gender with what is filled in, and none ends behind it in a full stop, which the claim
    has already.

    Attributes:
        quiz: the heading of a quiz about a map without a title.
        one_is_right: what is said before the questions.
        answers: the heading of their answers.

        what_it_bears_on: asks which claim the one above bears on.
        what_one_is_to_the_other: asks how the first of two claims bears on the second.
        is_a_reason, is_an_objection, is_an_objection_to_a_step: the three answers to that.
        which_has_no_support: asks which of the claims below nothing is offered for.
        what_would_fall: asks which of the claims below falls if the one above is rejected.

        reason_for, objection_to: that a `{claim}` is one, and its `{target}`.
        objection_to_step: that a `{claim}` is an objection to the step from `{premises}` to a
            `{target}`.
        linked_with: with which `{claims}` it is linked.
        nothing_offered: that nothing is offered for a `{claim}`.
        falls_without: that the `{target}` falls if the `{claim}` is rejected.
        objection_would_stand: that it then falls by an objection, and the `{claims}` of this.
        rests_on_what_falls: that it rests on `{claims}` that then fall.
        no_reason_would_hold: that it then falls since none of its reasons holds.

        other_way_round: that a wrong answer bears on the claim in question.
        same_target: that a wrong answer bears on what the claim in question bears on.
        has_reason: that a reason is given for a wrong answer, and the `{claims}` of this.
        has_evidence, is_common_ground: what else a wrong answer may have.
        still_stands: that a wrong answer does not fall.
    """

    quiz: str
    one_is_right: str
    answers: str

    what_it_bears_on: str
    what_one_is_to_the_other: str
    is_a_reason: str
    is_an_objection: str
    is_an_objection_to_a_step: str
    which_has_no_support: str
    what_would_fall: str

    reason_for: str
    objection_to: str
    objection_to_step: str
    linked_with: str
    nothing_offered: str
    falls_without: str
    objection_would_stand: str
    rests_on_what_falls: str
    no_reason_would_hold: str

    other_way_round: str
    same_target: str
    has_reason: str
    has_evidence: str
    is_common_ground: str
    still_stands: str
