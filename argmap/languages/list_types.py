"""The types of the words that lists are read by, one for each section.

Made from `en.toml` by `pytest --renew tests/test_word_types.py`: change that. Its comments explain
the keys.
"""

from argmap.languages.section import Section


class MapWords(Section):
    """The words in `[map]`."""

    section = "map"

    name: str
    english_name: str
    babel: str
    rtl: bool
    quotes: tuple[str, str]
    colon: str
    comma: str
    semicolon: str
    brackets: tuple[str, str]
    letters: str
    reason: str
    objection: str
    rebuttal: str
    undercutter: str
    against_this_inference: str
    weighing: str
    warrant: str
    main_claim: str
    side: str
    supports: str
    rebuts: str
    undercuts_the_inference: str
    outweighs: str
    words_of_reason: tuple[str, ...]
    words_of_conclusion: tuple[str, ...]
    words_of_objection: tuple[str, ...]
    words_of_undercutter: tuple[str, ...]
    words_of_weighing: tuple[str, ...]
    word_of_linked: str
    linked_each_is_needed: str
    licenses_the_inference: str
    implicit_supplied_by_the_map: str
    implicit_inference: str
    no_side_or_several: str
    no_reason_or_evidence: str
    new: str
    gone: str
    reworded: str
    missing: str
    as_in_key: str
    something_to_fix: str
    teacher_will_look: str
    own_idea: str
    line: str
    something_is_missing: str
    drawn_twice: str
    neither_stands_nor_falls: str
    stands_only_if_backed: str
    says_what_is_good: str
    says_what_to_do: str
    unsupported: str
    evidence: str
    common_ground: str
    must_be_shown: str
    fact: str
    value: str
    policy: str
    implicit: str
    scheme: str
    held_by: str
    stated_in: str
    inference_is_implicit: str
    implicit_inference_explained: str
    connected_by_author: str
    documented: str
    inference_held_by: str
    inference_stated_in: str
    inference_likewise: str
    ibidem: str
    stands: str
    falls: str
    contested: str
    backed: str
    asserted: str
    open: str
    rebutted: str
    not_shown: str
    too_weak: str
    outweighed: str
    takes_its_backing: str
    takes_its_backing_explained: str
    undercut: str
    both_stand: str
    see: str
    also_at: str
    no_side: str
    continued: str
    not_connected: str
    not_connected_by_source: str
    sources: str
    no_date: str
    two_authors: str
    first_author: str
    argument_map: str
    overview: str
    page: str
    goes_on_at: str
    comes_from: str
    marked_in_overview: str


class ListWords(Section):
    """The words in `[lists]`."""

    section = "lists"

    reason: tuple[str, ...]
    objection: tuple[str, ...]
    reply: tuple[str, ...]
    undercutter: tuple[str, ...]
    weighing: tuple[str, ...]
    warrant: tuple[str, ...]
    linked: tuple[str, ...]
    source: tuple[str, ...]
    claim: tuple[str, ...]
    proposing: tuple[str, ...]
    opposition: tuple[str, ...]
    without_colon: tuple[str, ...]
    opposing: tuple[str, ...]
    introducing: str
    beside_introducing: str
    before_reasons: tuple[str, ...]
    claim_verbs: tuple[str, ...]
    claim_beginnings: tuple[str, ...]
    headings_of_sources: tuple[str, ...]
    common_words: str
    first_letter: str
    last_letter: str
    letters_of_others: str
