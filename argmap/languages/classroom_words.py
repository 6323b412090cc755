"""What a language has to say in class: on worksheets, in quizzes, in feedback and to teachers."""

from typing import NamedTuple


class WorksheetWords(NamedTuple):
    """The words of one language.

    Attributes:
        name, date: before the lines on which students write them.
        key: before the title of what holds the answers.
        fill_in: what to do with numbered boxes.
        fill_in_letters: the same where the claims are given, each with a letter.
        fill_in_file: what to do with the blanks of a file; the sign that stands for one is filled
            in as `{blank}`.
        mark_kinds: what to do with circles on lines.
        mark_links: what to do with linked premises that are drawn apart.
        cut_out: what to do with cards.
        bank: the heading of the claims that are given.
        some_are_wrong: that there are more of them than belong on the sheet.
        fill_in_page, choose_in_page: what to do on a page with fields to write in, and with claims
            to choose.
        fill_in_table, fill_in_table_letters: what to do in a document with a table: write claims,
            or letters of the claims that are given.
        box, place, answer: the headings of that table.
        save, open_saved: the buttons of the page.
        need_name: that a name is missing.
        saved: that the `{file}` was saved, and is to be handed in.
        still_empty: which `{boxes}` are empty, by their numbers.
        other_sheet: that a file that was opened does not belong to the page.
        replace_answers: whether such a file may take the place of what is written.
        needs_browser: what to do where the page cannot work.
    """

    name: str
    date: str
    key: str
    fill_in: str
    fill_in_letters: str
    fill_in_file: str
    mark_kinds: str
    mark_links: str
    cut_out: str
    bank: str
    some_are_wrong: str
    fill_in_page: str
    choose_in_page: str
    fill_in_table: str
    fill_in_table_letters: str
    box: str
    place: str
    answer: str
    save: str
    open_saved: str
    need_name: str
    saved: str
    still_empty: str
    other_sheet: str
    replace_answers: str
    needs_browser: str


class QuizWords(NamedTuple):
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
        is_a_reason, is_an_objection, is_an_objection_to_an_inference: the three answers to that.
        is_a_weighing: a fourth answer, where the map has weighings.
        which_has_no_support: asks which of the claims below nothing is offered for.
        what_would_fall: asks which of the claims below falls if the one above is rejected.

        reason_for, objection_to: that a `{claim}` is one, and its `{target}`.
        objection_to_inference: that a `{claim}` is an objection to the inference from `{premises}`
            to a `{target}`.
        outweighs_inference: the same of a `{claim}` that grants the inference and outweighs it.
        linked_with: with which `{claims}` it is linked.
        nothing_offered: that nothing is offered for a `{claim}`.
        falls_without: that the `{target}` falls if the `{claim}` is rejected.
        objection_would_stand: that it then falls by an objection, and the `{claims}` of this.
        rests_on_what_falls: that it rests on `{claims}` that then fall.
        no_reason_would_hold: that it then falls since none of its reasons holds.
        no_reason_would_show: that it then falls since it must be shown, and none is backed.

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
    is_an_objection_to_an_inference: str
    is_a_weighing: str
    which_has_no_support: str
    what_would_fall: str

    reason_for: str
    objection_to: str
    objection_to_inference: str
    outweighs_inference: str
    linked_with: str
    nothing_offered: str
    falls_without: str
    objection_would_stand: str
    rests_on_what_falls: str
    no_reason_would_hold: str
    no_reason_would_show: str

    other_way_round: str
    same_target: str
    has_reason: str
    has_evidence: str
    is_common_ground: str
    still_stands: str


class FeedbackWords(NamedTuple):
    """The words of one language.

    What holds a name in braces is filled in: a `{claim}`, a `{target}` and an `{other}` claim with
    their texts in quotation marks, `{premises}` joined by plus signs, a `{relation}` in the words
    of `as_reason` and so on. No sentence agrees in number or gender with what is filled in.

    Attributes:
        best, first, then: headings of three sentences, on the best thing and on what to do.
        to_fix: heading of what else is to be fixed.
        questions: heading of what a person has still to look at.
        own: heading of what the key does not have, which no mark counts.
        more: how many more there are of what stands above.
        your_map: heading of the picture.
        compared_with: which key a map was compared with, where there are several.

        keep: that what is named is right.
        keep_claims: the same where nothing certainly is.
        nothing_to_fix: that all is as in the key.
        wait: that a person has still to look at the map.
        answer_objection, think_of_objection: what to do where nothing is to be fixed: answer an
            objection of the map, or think of one.

        as_reason, as_objection, as_doubt: what an inference does, as a phrase; a doubt is an
            objection to the inference from `{others}` to a `{target}`.
        as_weighing: the same of a weighing, which outweighs that inference.

        look_at: that something is missing at a claim.
        look_around: that something is missing, not said where.
        look_again: that something is wrong about what is named.
        reason_missing, objection_missing, doubt_missing, weighing_missing: what is missing at a
            claim.
        reasons_missing, objections_missing: the same with their `{number}`, which is above one.
        written_already: that only the inference from claims that are there is missing.
        claim_missing, main_missing: that a claim is missing that bears on none of those found, or a
            main claim.
        missing: what is missing, by its words.
        connect: which inference is missing between claims that are there.
        other_kind, other_kind_or_doubt: that an inference is of another kind; the second where
            there are objections to inferences.
        weighing_differs: whether an undercutter is a weighing.
        too_high, too_low, elsewhere: that an inference leads to another claim, and where that is.
        kind_and_too_high, kind_and_too_low, kind_and_elsewhere: `other_kind` and one of these.
        rather: that an inference is not what it is, but another.
        make_reason, make_objection, move_to: which kind or `{target}` an inference should have.
        reversed: that an inference runs the other way round.
        linked, unlinked: that premises count each by itself, or only together.
        premise_missing, premise_needed: that an inference lacks a premise, and which.
        premise_extra: that a premise is not needed.
        take_out: that an inference contradicts others.
        merged, split: that a claim is two, or that two are one.
        more_complete: that a claim says only a part of what it should.
        fill_box, look_at_box, other_for_box, put_in_box: that a `{box}` of a worksheet is empty or
            wrong, that a claim does not belong in it, or which does.
        main_differs, is_main, is_not_main: whether a claim is a main claim.
        side_differs, is_on_side: which `{side}` it is on.
        ground_differs, has_ground: what it rests on besides reasons, in the words of the map.
        no_ground: that it rests on nothing besides reasons.
        standard_differs, has_standard, no_standard: whether it must be shown.

        other_side: that a map argues for the other side, by its main `{claim}`, and how it was
            compared.

        claims_found, inferences_found: how many of the key there are, the `{found}` and the `{all}`
            filled in.
        right_kind, right_target, right_linking: how many of those inferences are right, likewise.
        still_open: how many claims are not certain yet.
        decimal_mark: what is before the decimals of a number.
        mark, provisional_mark: a `{mark}` and the `{most}` there can be; it is provisional while
            claims are not certain.
        no_mark_yet: that it is provisional, and nothing is certain.
        criterion: a `{criterion}` of a mark, likewise, with its `{level}` of several `{levels}` and
            the `{meaning}` of this.
        criterion_open: the same while claims are not certain and nothing is given.
        main_claim, in_place, linked_premises: what the criteria are called.
        level_0, level_1, level_2, level_3, level_4: what the levels mean, as phrases.
        repaired: how many typos were corrected for the comparison.
        unreadable: that a file is no map, the `{number}` of its errors and the `{first}` of them
            filled in.
        unfilled: that nothing is filled in on a worksheet.

        of_the_class: heading of a table of the maps of a class, with how many of them there are.
        student: heading of the column that names a map.
        in_the_key: heading of what stands in the key.
        found, absent, uncertain: how many have it, have it not, have it perhaps.
        wrong_kind, wrong_way, wrong_place, wrong_links: how many have an inference of another
            kind, from its target to its premise, to another place, with other premises.
    """

    best: str
    first: str
    then: str
    to_fix: str
    questions: str
    own: str
    more: str
    your_map: str
    compared_with: str

    keep: str
    keep_claims: str
    nothing_to_fix: str
    wait: str
    answer_objection: str
    think_of_objection: str

    as_reason: str
    as_objection: str
    as_doubt: str
    as_weighing: str

    look_at: str
    look_around: str
    look_again: str
    reason_missing: str
    objection_missing: str
    reasons_missing: str
    objections_missing: str
    written_already: str
    doubt_missing: str
    weighing_missing: str
    claim_missing: str
    main_missing: str
    missing: str
    connect: str
    other_kind: str
    other_kind_or_doubt: str
    weighing_differs: str
    too_high: str
    too_low: str
    elsewhere: str
    kind_and_too_high: str
    kind_and_too_low: str
    kind_and_elsewhere: str
    rather: str
    make_reason: str
    make_objection: str
    move_to: str
    reversed: str
    linked: str
    unlinked: str
    premise_missing: str
    premise_needed: str
    premise_extra: str
    take_out: str
    merged: str
    split: str
    more_complete: str
    fill_box: str
    look_at_box: str
    other_for_box: str
    put_in_box: str
    main_differs: str
    is_main: str
    is_not_main: str
    side_differs: str
    is_on_side: str
    ground_differs: str
    has_ground: str
    no_ground: str
    standard_differs: str
    has_standard: str
    no_standard: str

    other_side: str

    claims_found: str
    inferences_found: str
    right_kind: str
    right_target: str
    right_linking: str
    still_open: str
    mark: str
    decimal_mark: str
    provisional_mark: str
    no_mark_yet: str
    criterion: str
    criterion_open: str
    main_claim: str
    in_place: str
    linked_premises: str
    level_0: str
    level_1: str
    level_2: str
    level_3: str
    level_4: str
    repaired: str
    unreadable: str
    unfilled: str

    of_the_class: str
    student: str
    in_the_key: str
    found: str
    absent: str
    uncertain: str
    wrong_kind: str
    wrong_way: str
    wrong_place: str
    wrong_links: str


class ClassWords(NamedTuple):
    """The words of the page of a class in one language.

    What holds a name in braces is filled in, a `{claim}` in quotation marks. No sentence agrees in
    number or gender with what is filled in.

    Attributes:
        share: how many of all maps, the `{found}` and the `{all}` filled in; also of marks.
        other_side_maps: how many maps were compared with the key turned around.
        undecided_claims: how many claims are to be decided, and how.
        picture: heading of the picture of the key.
        how_to_read: what is written at the parts of the picture.
        stronger: what its shades mean, before their names.
        none, up_to: the names of shades: that all maps have it, and the most that do not.
        same_numbers: where the numbers are for those who do not see the picture.
        too_large: the same where there is no picture.
        talk_to: heading of the maps whose authors need a conversation.
        talk_to_nobody: that there are none.
        map_number: what a map is called that is not named.
        names_hint: what the numbers mean, and how names are shown.
        little_found, main_missing, reversed, flat, main_under, argues_for: why a
            map needs a conversation.
        all_maps: heading of the table of maps.
        key: heading of its column of keys, if there are several.
        mark: heading of its column of marks.
        provisional: that a mark is, which may change.
        levels: what the levels of criteria mean, the `{lowest}` and the `{highest}` filled in.
        claims_found, relations_right, undecided: headings of columns of numbers.
        other_side: heading of the column of what maps of the other side argue for.
        all_parts: heading of the table of claims and inferences of the key.
    """

    share: str
    other_side_maps: str
    undecided_claims: str
    picture: str
    how_to_read: str
    stronger: str
    none: str
    up_to: str
    same_numbers: str
    too_large: str
    talk_to: str
    talk_to_nobody: str
    map_number: str
    names_hint: str
    little_found: str
    main_missing: str
    reversed: str
    flat: str
    main_under: str
    argues_for: str
    all_maps: str
    key: str
    mark: str
    provisional: str
    levels: str
    claims_found: str
    relations_right: str
    undecided: str
    other_side: str
    all_parts: str


class DecisionWords(NamedTuple):
    """The words of the page on which a teacher decides which claims match, in one language.

    What holds a name in braces is filled in, a `{claim}` in quotation marks. No sentence agrees in
    number or gender with what is filled in.

    Attributes:
        heading: what the page asks.
        explained: how to use it.
        no_similar: the heading of claims that are like none of the key's.
        same, partly, opposite, not_in_key: what a claim can be to one of the key's.
        decide_ticked, none_ticked: the buttons for all ticked claims of a list, and their
            `{number}`.
        tick: what the field before a claim is called, to those who do not see it.
        other_claim: the first entry of the list of the key's other claims.
        may_be_opposite: that a claim has a word that denies what the key says.
        carried_over: that a decision on another wording holds for this one, too.
        maps: how many maps have a claim.
        left: how many claims are not decided yet.
        saved, not_saved: what became of a decision, the `{file}` or the `{problem}` filled in.
        all_decided: that nothing is left.
        open_again: what to do if the page was opened without the secret part of its address.
        not_linked: the place of a claim that bears on nothing.
        keys: which keys decide.
    """

    heading: str
    explained: str
    no_similar: str
    same: str
    partly: str
    opposite: str
    not_in_key: str
    decide_ticked: str
    none_ticked: str
    tick: str
    other_claim: str
    may_be_opposite: str
    carried_over: str
    maps: str
    left: str
    saved: str
    not_saved: str
    all_decided: str
    open_again: str
    not_linked: str
    keys: str


class MatchingWords(NamedTuple):
    """The words of one language, in small letters.

    Attributes:
        denials: words that deny what a sentence says.
        contractions: short ways to write words, each with what it stands for.
        opposites: pairs of words that mean the opposite of each other, not inflected.
    """

    denials: tuple[str, ...]
    contractions: tuple[tuple[str, str], ...]
    opposites: tuple[tuple[str, str], ...]


class ClassToolWords(NamedTuple):
    """The words of what a class does with a map in the editor. English explains each of them."""

    menu: str
    worksheet: str
    quiz: str
    grade: str
    what_is_blank: str
    blank_random: str
    blank_chosen: str
    blank_kinds: str
    blank_text: str
    blank_kind: str
    blank_link: str
    word_bank: str
    distractors: str
    version: str
    version_hint: str
    file_format: str
    sheet_html: str
    sheet_pdf: str
    sheet_docx: str
    sheet_cards: str
    paper: str
    only_on_computer: str
    two_keys: str
    question_count: str
    quiz_text: str
    make: str
    is_working: str
    nothing_is_lost: str
    save_file: str
    save_all: str
    is_key: str
    key_is: str
    key_changed: str
    drop_files: str
    choose_files: str
    cannot_read: str
    too_large: str
    no_files: str
    feedback_shows: str
    hints_1: str
    hints_2: str
    hints_3: str
    count_implicit: str
    show_names: str
    start_grading: str
    graded: str
    wrong_key: str
    column_file: str
    column_mark: str
    column_most: str
    column_undecided: str
    column_problem: str
    not_a_map: str
    match_hint: str
    all_decided: str
    undecided: str
    grade_again: str
