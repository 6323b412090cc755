"""What a language has to say in the editor, besides the words of pages."""

from typing import NamedTuple


class EditorWords(NamedTuple):
    """The words of one language. What they say in English explains each of them."""

    # What goes on.
    starting: str
    not_started: str
    broken: str
    ended: str
    failed: str
    too_old: str

    # The names of its parts.
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

    # Buttons and menus.
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
    move_as_reason: str
    move_as_objection: str
    move_as_undercutter: str
    link_as_premise: str
    use_as_reason: str
    use_as_objection: str
    deletes_comments: str
    yes_do: str
    no_keep: str

    # What a claim is in the outline.
    role_main: str
    role_loose: str
    role_reason: str
    role_objection: str
    role_undercutter: str
    role_weighing: str
    linked_with: str
    is_copy: str
    inference_from: str

    # The fields for new texts.
    field_text: str
    field_reason: str
    field_objection: str
    field_premise: str
    field_undercutter: str
    field_weighing: str
    field_main: str
    field_loose: str
    field_keys: str

    # What happened.
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

    # The title, and the selected claim.
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
    severity_info: str

    # Where argmap saves the text in its file. `{file}` is the name of the file.
    saved_with_errors: str
    unsaved: str
    changed_outside: str
    keep_mine: str
    keep_file: str

    # Where argmap runs in the browser: files, drafts and links. `{count}` is how many characters
    # a link has.
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

    # Maps that begin.
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

    # Finding and replacing in the text.
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

    # Choosing another claim.
    target_search: str
    targets: str
    targets_found: str

    # Help.
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
