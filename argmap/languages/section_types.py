"""The types of the words of a language, one for each section of its file.

Made from `en.toml` by `pytest --renew tests/test_word_types.py`: change that. Its comments explain
the keys.
"""

from argmap.languages.list_types import ListWords, MapWords
from argmap.languages.section import Pattern, Section


class PageWords(Section):
    """The words in `[page]`."""

    section = "page"

    map: str
    outline: str
    tools: str
    map_keys: str
    search: str
    found: str
    nothing_found: str
    bears_on: str
    fold_to: str
    all_levels: str
    level: str
    zoom_in: str
    zoom_out: str
    fit: str
    legend: str
    close: str
    menu: str
    read: str
    what_if: str
    start_with: str
    show_all: str
    showing: str
    unfold: str
    fold: str
    only_this_branch: str
    single_keys: str
    gone: str
    what_if_true: str
    what_if_false: str
    accepted: str
    rejected: str
    undo: str
    reset: str
    nothing_changes: str
    scoreboard: str
    no_main_claim_changes: str
    others_change: str
    claim_was: str
    in_the_source: str
    full_stop: str
    why_supposed: str
    why_nothing_offered: str
    why_common_ground: str
    why_documented: str
    why_reason_holds: str
    why_doubted: str
    why_facts_documented: str
    why_facts_accepted: str
    why_objection_stands: str
    why_no_reason_holds: str
    why_not_documented: str
    why_in_doubt: str
    why_only_each_other: str
    why_only_itself: str
    why_contested: str
    why_backing_contested: str
    why_draw: str
    documented_reasons: str
    documented_objections: str
    accepted_reasons: str
    accepted_objections: str
    number_of_sources: str
    number_does_not_matter: str
    backed_means: str
    asserted_means: str
    doubted_means: str
    stands_means: str
    falls_means: str
    contested_means: str
    open_means: str
    rebutted_means: str
    not_shown_means: str
    norm_not_shown_means: str
    too_weak_means: str
    outweighed_means: str
    undercut_means: str
    study: str
    what_holds_this_up: str
    what_else_holds_this_up: str
    what_speaks_against: str
    what_else_speaks_against: str
    why_not_follow: str
    why_count_for_less: str
    show_answer: str
    the_map_answers: str
    present: str
    reason_for: str
    objection_to: str
    bears_on_claim: str
    reasons: str
    objections: str
    nothing_bears: str
    next: str
    back: str
    step_of: str
    print: str
    print_map: str
    print_branches: str


class EditorWords(Section):
    """The words in `[editor]`."""

    section = "editor"

    starting: str
    not_started: str
    broken: str
    ended: str
    failed: str
    too_old: str
    text: str
    text_pane: str
    picture: str
    picture_role: str
    outline: str
    findings: str
    below: str
    panes: str
    tools: str
    save: str
    splitter: str
    zoom: str
    licenses: str
    help: str
    more: str
    on_claim: str
    on_box: str
    on_inference: str
    what_is_broken: str
    new: str
    file_menu: str
    format_text: str
    save_text: str
    save_page: str
    save_svg: str
    save_png: str
    save_outline: str
    undo: str
    redo: str
    verdicts: str
    add_main: str
    edit: str
    plus_reason: str
    plus_objection: str
    add_reason: str
    add_objection: str
    answer_objection: str
    add_premise: str
    turn: str
    move_to: str
    link_with: str
    detach: str
    delete: str
    delete_inference: str
    fix: str
    beside_the_point: str
    undercuts: str
    move_as_reason: str
    move_as_objection: str
    move_as_undercutter: str
    link_as_premise: str
    use_as_reason: str
    use_as_objection: str
    deletes_comments: str
    yes_do: str
    no_keep: str
    role_main: str
    role_loose: str
    role_reason: str
    role_objection: str
    role_undercutter: str
    role_weighing: str
    linked_with: str
    is_copy: str
    inference_from: str
    field_text: str
    field_reason: str
    field_objection: str
    field_premise: str
    field_undercutter: str
    field_weighing: str
    field_main: str
    field_loose: str
    field_keys: str
    was_added: str
    was_added_linked: str
    was_changed: str
    was_deleted: str
    was_deleted_with: str
    how_to_undo: str
    was_unlinked: str
    was_moved: str
    was_linked: str
    was_joined: str
    was_set: str
    property_is: str
    is_reason: str
    is_objection: str
    undone: str
    undone_what: str
    redone: str
    redone_what: str
    moved_up: str
    moved_down: str
    bears_on: str
    bears_on_nothing: str
    left_empty: str
    left_unchanged: str
    was_fixed: str
    was_formatted: str
    text_changed: str
    is_below: str
    cannot_indent: str
    cannot_outdent: str
    cannot_move: str
    no_inference: str
    no_reason_to_link: str
    tab_leaves: str
    verdict_of_main: str
    verdicts_hidden: str
    title: str
    edit_title: str
    no_selection: str
    side: str
    side_by_place: str
    new_side: str
    other_name: str
    side_name: str
    main: str
    main_by_place: str
    common_ground: str
    implicit: str
    type: str
    type_hint: str
    evidence: str
    evidence_hint: str
    none: str
    id: str
    more_findings: str
    no_findings: str
    on_line: str
    suppose_nothing: str
    severity_error: str
    severity_warning: str
    severity_note: str
    saved_with_errors: str
    unsaved: str
    changed_outside: str
    keep_mine: str
    keep_file: str
    open_file: str
    file_too_large: str
    not_text: str
    leaves_unsaved: str
    replaces_changed: str
    edit_copy: str
    no_permission: str
    drafts: str
    drafts_hint: str
    go_on: str
    start_new: str
    no_drafts: str
    share: str
    link: str
    share_hint: str
    share_too_large: str
    copy_link: str
    copied: str
    link_damaged: str
    link_too_large: str
    changed_elsewhere: str
    untitled: str
    is_empty: str
    choose_template: str
    no_claims: str
    templates: str
    templates_hint: str
    template_debate: str
    template_pro_and_con: str
    template_one_argument: str
    from_list: str
    list_example: str
    list_notes: str
    list_too_long: str
    use_list: str
    sample_title: str
    sample_yes: str
    sample_no: str
    sample_claim: str
    sample_yes_claim: str
    sample_no_claim: str
    sample_reason: str
    sample_other_reason: str
    sample_objection: str
    sample_premise: str
    sample_other_premise: str
    find: str
    find_replace: str
    find_next: str
    find_previous: str
    find_all: str
    find_case: str
    find_regexp: str
    find_word: str
    replace_one: str
    replace_all: str
    find_match: str
    find_on_line: str
    replaced_one: str
    replaced_all: str
    suggestions: str
    selection_deleted: str
    target_search: str
    targets: str
    targets_found: str
    tree_hint: str
    picture_keys: str
    help_leave: str
    help_arrows: str
    help_another: str
    help_indent: str
    help_outdent: str
    help_reorder: str
    help_panes: str
    help_letters: str
    help_end: str


class ClassToolWords(Section):
    """The words in `[class_tools]`."""

    section = "class_tools"

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
    grade_again: str
    review: str
    give_out: str
    collect: str
    who_is_who: str


class WorksheetWords(Section):
    """The words in `[worksheets]`."""

    section = "worksheets"

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
    review_page: str
    review_table: str
    question: str
    reasons_fit: str
    needs_evidence: str
    missing_objection: str
    keep_as_is: str
    reviews: str


class QuizWords(Section):
    """The words in `[quiz]`."""

    section = "quiz"

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


class FeedbackWords(Section):
    """The words in `[feedback]`."""

    section = "feedback"

    best: str
    first: str
    then: str
    to_fix: str
    questions: str
    own: str
    remarks: str
    more: str
    your_map: str
    compared_with: str
    keep: str
    keep_claims: str
    nothing_to_fix: str
    put_right: str
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
    says_several: str
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
    adjusted: str
    rounded: str
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


class ClassPageWords(Section):
    """The words in `[class_page]`."""

    section = "class_page"

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
    alike: str
    map_number: str
    names_hint: str
    little_found: str
    denied: str
    main_missing: str
    exchanged: str
    reversed: str
    flat: str
    apart: str
    in_other_boxes: str
    main_under: str
    argues_for: str
    all_maps: str
    key: str
    mark: str
    provisional: str
    adjusted: str
    levels: str
    claims_found: str
    relations_right: str
    undecided: str
    other_side: str
    all_parts: str


class DecisionWords(Section):
    """The words in `[decisions]`."""

    section = "decisions"

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
    of_one_pattern: str
    marks_and_remarks: str
    marks_explained: str
    other_places: str
    also_right: str
    remark: str
    own_mark: str
    reason: str
    reason_needed: str
    also_says: str
    left: str
    saved: str
    not_saved: str
    all_decided: str
    open_again: str
    not_linked: str
    keys: str


class MatchingWords(Section):
    """The words in `[matching]`."""

    section = "matching"

    contractions: tuple[tuple[str, str], ...]
    conjunctions: tuple[str, ...]


class EssayReasonWords(Section):
    """The words in `[essay.reason]`."""

    section = "essay.reason"

    first: tuple[Pattern, ...]
    more: tuple[Pattern, ...]
    named_already: tuple[str, ...]


class EssayVerdictWords(Section):
    """The words in `[essay.verdicts]`."""

    section = "essay.verdicts"

    stands: str
    stands_backed: str
    stands_asserted: str
    stands_doubted: str
    stands_open: str
    falls: str
    falls_rebutted: str
    falls_not_shown: str
    falls_norm_not_shown: str
    contested: str


class EssayWords(Section):
    """The words in `[essay]`."""

    section = "essay"

    small_words: str
    because_words: tuple[str, ...]
    but_words: tuple[str, ...]
    and_words: tuple[str, ...]
    why: str
    small_after_colon: bool
    numbers: tuple[str, ...]
    last_and: str
    and_clause: str
    and_apart: str
    small_labels_bare: bool
    claim_by_number: str
    claim_at_issue: str
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
    objection_to_itself: str
    several_support: str
    several_reasons: str
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
    answered_too_weakly: str
    unsupported: str
    several_unsupported: str
    and_further: str
    nothing_missing: str
    inferences_added: str
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
    reason: EssayReasonWords
    objection: EssayReasonWords
    answer: EssayReasonWords
    doubt: EssayReasonWords
    doubt_of_objection: EssayReasonWords
    weighing: EssayReasonWords
    verdicts: EssayVerdictWords


SECTIONS: tuple[type[Section], ...] = (
    MapWords,
    ListWords,
    PageWords,
    EditorWords,
    ClassToolWords,
    WorksheetWords,
    QuizWords,
    FeedbackWords,
    ClassPageWords,
    DecisionWords,
    MatchingWords,
    EssayWords,
)
