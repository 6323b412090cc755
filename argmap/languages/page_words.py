"""What a language has to say in the interactive page, besides the words of maps and outlines."""

from typing import NamedTuple


class PageWords(NamedTuple):
    """The words of one language.

    What holds a name in braces is filled in. No sentence agrees in number or gender with what is
    filled in.

    Attributes:
        map: the part of the page that shows the map.
        outline: the part that shows it as numbered text.
        tools: what the row of buttons is called, to those who do not see it.
        map_keys: what is said of the map to those who do not see it, and which keys move it.
        search: the field for words to look for.
        found: which of the claims found is shown, the `{number}` and the `{total}` filled in.
        nothing_found: that there is none.
        bears_on: what the button of a claim folds, its `{number}` filled in.
        fold_to: folds all that is deeper than a level, which is one of the buttons that follow.
        all_levels: the last of these: nothing is folded.
        level: the name of such a button, its `{number}` filled in.
        zoom_in, zoom_out, fit: make the map larger, smaller, or show all of it.
        legend: what the signs of the map mean.
        close: ends what lies over the page.
        menu: the name of the button that opens the menu, for those who do not see it.
        read: the button of the mode that shows one claim at a time.
        what_if: the button that asks what changes if a claim is true or false.
        start_with: the sentence beside `read`, `study` and `what_if` on a first visit.
        show_all: the button that shows every claim of the map.
        showing: that only some claims are shown, so that the text is legible, the `{number}` and
            the `{total}` filled in.
        unfold, fold: the buttons of a claim that show and hide what is below it.
        only_this_branch: the button that shows a claim with all that is below it, and nothing else.
        single_keys: the setting that turns keyboard shortcuts of a single key on or off.
        gone: that the page's address refers to claims that the map does not have.

        what_if_true, what_if_false: the buttons on a claim that suppose that it is true or false.
        accepted, rejected: what is supposed of a claim.
        undo, reset: take back the last change, and all that is supposed or folded.
        nothing_changes: that no other verdict changes when something is supposed.
        scoreboard: the heading above the main claims and their verdicts.
        no_main_claim_changes: that none of them does.
        others_change: how many change besides the main claims, the `{number}` filled in.
        claim_was: what becomes of a `{claim}` now, its `{verdict}`, and what that was `{before}`.

        in_the_source: before the passage of a source.
        full_stop: what ends a sentence, with the space before the next.
        why_supposed: you suppose so.
        why_nothing_offered: a claim that nothing is offered for stands, since no objection does.
        why_common_ground: it stands as common ground.
        why_documented: it stands since evidence documents it.
        why_reason_holds: it stands by the reason that follows.
        why_objection_stands: it falls, since the objection that follows stands.
        why_no_reason_holds: it falls, since none of the reasons that follow holds.
        why_not_documented: it falls, since nothing documents it.
        why_only_each_other: it falls with the claims that follow, which rest only on one another.
        why_only_itself: it falls, since it rests only on itself.
        why_contested: what decides it is contested, too.
        why_backing_contested: what decides it stands, and it is contested whether it is backed.
        why_draw: it is contested: the reason and the objection that follow are equally strong.
        backed_means, asserted_means: what these signs of the legend say.

        study: the mode that asks before it shows.
        what_holds_this_up, what_speaks_against, why_not_follow: its questions before a reason, an
            objection and an undercutter.
        why_count_for_less: its question before a weighing.
        what_else_holds_this_up, what_else_speaks_against: the same if some are shown already.
        show_answer: shows what the map answers.
        the_map_answers: before that.
        present: the mode that shows one claim after another.
        reason_for, objection_to: how something bears on a claim, the number of the `{claim}` filled
            in.
        bears_on_claim: the heading above the claims that a claim supports or opposes.
        reasons, objections: the headings above the reasons for a claim and the objections to it.
        nothing_bears: that it has neither.
        next, back: go on, and go back.
        step_of: how far one is, the `{number}` and the `{total}` filled in.
        print: shows the two buttons that follow.
        print_map, print_branches: prints the map on one page, or each branch on one.
    """

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
    why_objection_stands: str
    why_no_reason_holds: str
    why_not_documented: str
    why_only_each_other: str
    why_only_itself: str
    why_contested: str
    why_backing_contested: str
    why_draw: str
    backed_means: str
    asserted_means: str

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
