"""What a language has to say to a student about a map that was compared with a key."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FeedbackWords:
    """The words of one language.

    What holds a name in braces is filled in: a `{claim}`, a `{target}` and an `{other}` claim with
    their texts in quotation marks, `{premises}` joined by plus signs, a `{relation}` in the words
    of `as_reason` and so on. No sentence agrees in number or gender with what is filled in.

    Attributes:
        right, to_mend, questions: headings.
        more: how many more there are of what stands above.
        nothing_to_mend: that all is as in the key.
        your_map: heading of the picture.
        compared_with: which key a map was compared with, where there are several.

        as_reason, as_objection, as_doubt: what a step does, as a phrase; a doubt is an objection to
        the step from
            `{others}` to a `{target}`.

        look_at: that something is missing at a claim.
        look_around: that something is missing, not said where.
        look_again: that something is wrong about what is named.
        reason_missing, objection_missing, doubt_missing: what is missing at a claim.
        claim_missing: that a claim is missing that bears on none of those found.
        missing: what is missing, by its words.
        other_kind: that a step is of another kind.
        too_high, too_low, elsewhere: that a step leads to another claim, and where that is.
        rather: that a step is not what it is, but another.
        reversed: that a step runs the other way round.
        linked, unlinked: that premises count each by itself, or only together.
        premise_missing, premise_needed: that a step lacks a premise, and which.
        premise_extra: that a premise is not needed.
        merged, split: that a claim is two, or that two are one.
        not_in_key: that the key has no such claim or step.
        main_differs, is_main, is_not_main: whether a claim is a main claim.
        side_differs, is_on_side: which `{side}` it is on.
        ground_differs, has_ground: what it rests on besides reasons, in the words of the map.
        no_ground: that it rests on nothing besides reasons.

        is_this: whether a claim of the key is meant by a claim.
        unsure: that it is not certain yet what a claim is in the key.

        claims_found, steps_found: how many of the key there are, the `{found}` and the `{all}`
        filled in. right_kind, right_target, right_linking: how many of those steps are right,
        likewise.
        still_open: how many claims are not certain yet.
        points: what a mark is called.
        repaired: how many slips of typing were mended for the comparison.
        unreadable: that a file is no map, the `{number}` of its errors and the `{first}` of them
            filled in.

        of_the_class: heading of a table of the maps of a class, with how many of them there are.
        student: heading of what tells a map.
        in_the_key: heading of what stands in the key.
        found, absent, uncertain: how many have it, have it not, have it perhaps.
        wrong_kind, wrong_place, wrong_links: how many have a step as another kind, to another
        place, with other
            premises.
    """

    right: str
    to_mend: str
    questions: str
    more: str
    nothing_to_mend: str
    your_map: str
    compared_with: str

    as_reason: str
    as_objection: str
    as_doubt: str

    look_at: str
    look_around: str
    look_again: str
    reason_missing: str
    objection_missing: str
    doubt_missing: str
    claim_missing: str
    missing: str
    other_kind: str
    too_high: str
    too_low: str
    elsewhere: str
    rather: str
    reversed: str
    linked: str
    unlinked: str
    premise_missing: str
    premise_needed: str
    premise_extra: str
    merged: str
    split: str
    not_in_key: str
    main_differs: str
    is_main: str
    is_not_main: str
    side_differs: str
    is_on_side: str
    ground_differs: str
    has_ground: str
    no_ground: str

    is_this: str
    unsure: str

    claims_found: str
    steps_found: str
    right_kind: str
    right_target: str
    right_linking: str
    still_open: str
    points: str
    repaired: str
    unreadable: str

    of_the_class: str
    student: str
    in_the_key: str
    found: str
    absent: str
    uncertain: str
    wrong_kind: str
    wrong_place: str
    wrong_links: str
