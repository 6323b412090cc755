"""The words and signs of a language that maps, outlines and documents show, and those that lists
are recognized by.
"""

import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Words(NamedTuple):
    """The words of one language.

    Names in braces, such as `{number}`, are filled in by `str.format`.

    Attributes:
        tag: the language as BCP 47 names it; the name of its file.
        name: the language in its own words.
        english_name: the same in English.
        babel: the language as LaTeX's babel names it.
        rtl: whether it is written from right to left.
        quotes: the marks before and after what is quoted.
        colon: what stands between a word and what it introduces, with the spaces that belong to it.
        comma: what parts the items of a list.
        semicolon: what parts clauses.
        brackets: what encloses an aside, with the space before it.
        letters: the letters that tell linked premises apart, in their order.

        reason: the role of a premise that supports the claim above it.
        objection: the role of one that opposes it.
        rebuttal: the same, where the claim above is an objection itself.
        undercutter: the role of an objection to the inference, not to the claim.
        against_this_inference: the same, where the line above is the inference itself.
        weighing: the role of an undercutter that grants the inference: it counts for less.
        warrant: the role of the premise that licenses an inference.
        main_claim: what a side finally contends.
        side: one party to the debate.

        supports: what a support does, in a legend.
        rebuts: what an objection does, there.
        undercuts_the_inference: what an undercutter does, an objection to the inference.
        outweighs: what a weighing does.
        linked_each_is_needed: what a bracket over premises says.
        licenses_the_inference: what the mark of a warrant says.
        implicit_supplied_by_the_map: what a dashed border says.
        implicit_inference: what the line of an inference says that the map's author added.
        no_side_or_several: who makes the claims that are drawn neutral.
        no_reason_or_evidence: what the mark of an unsupported claim says.
        new, gone, reworded: the marks of claims and inferences that another version of the map
            did not have, or had, or had in other words.
        missing: the mark of what the key has and a student has not.
        as_in_key, something_to_fix, teacher_will_look, own_idea: what the signs at the parts of a
            student's map say: the last at what goes beyond the key.
        line: what a sign on a line is said after, for those who do not see it.
        something_is_missing: the mark of a student's claim that more belongs to.
        drawn_twice: what a box says that shows again a claim that has a box elsewhere.
        neither_stands_nor_falls: what the mark of a contested claim says.
        stands_only_if_backed: what the mark of a claim says that must be shown.

        unsupported: the mark of a claim that nothing at all is offered for.
        evidence: the mark of a claim that is documented.
        common_ground: the mark of a claim accepted without support.
        must_be_shown: the mark of a claim that stands only if it is backed.
        implicit: the mark of what the map's author supplied.
        scheme: the word before the name of a pattern of reasoning.
        held_by: who says so, the `{names}` filled in.
        stated_in: where they say so, the `{places}` filled in.
        inference_is_implicit: the mark of an inference that the map's author added.
        implicit_inference_explained: what that mark means, as a sentence.
        documented: the mark of a claim that evidence documents, where the evidence itself is not
            shown.
        inference_held_by: who draws an inference, the `{names}` filled in.
        inference_stated_in: where they draw it, the `{places}` filled in.
        inference_likewise: what says, behind who holds a claim and where, that the same holds for
            the inference.
        ibidem: what stands for who says so, and where, if both are those of the line above.

        stands, falls, contested: the verdicts.
        backed, asserted, open: the bases of what stands.
        rebutted, not_shown: the causes of what falls.
        too_weak: what is said of an objection that stands, as does what it is against.
        outweighed: what is said of an inference that is granted and counts for less.
        takes_its_backing: what is said of an undercutter that leaves an inference only asserted.
        takes_its_backing_explained: what that means, as a sentence.
        undercut: the cause of an inference that falls.

        see: where a claim is written, or drawn, instead of here, its `{number}` filled in.
        also_at: where a claim is drawn again, the numbers of what it bears on there filled in as
            `{places}`.
        no_side: the heading of the claims that are on no side.
        continued: the heading of what would be too deep below its claim.
        not_connected: the heading of what no main claim leads to.
        not_connected_by_source: the same in a map without what its author added to the sources.
        sources: the heading of the list of sources.
        no_date: what stands for the year of a source that has none.
        two_authors: who is cited where two wrote it, the `{first}` and the `{second}` filled in.
        first_author: who is cited where more did, the `{first}` filled in.
        argument_map: what a map without a title is called.
        overview: the first page of a map that goes over several.
        page: which page this is, its `{number}` and the `{total}` filled in.
        goes_on_at: where a map goes on, the `{page}` filled in.
        comes_from: where what a page begins with has been seen before, its `{page}` filled in.
        marked_in_overview: what is said before the claims of the overview that a page goes on from.
    """

    tag: str
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

    unsupported: str
    evidence: str
    common_ground: str
    must_be_shown: str
    implicit: str
    scheme: str
    held_by: str
    stated_in: str
    inference_is_implicit: str
    implicit_inference_explained: str
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

    def verdict_word(self, word: str) -> str:
        """Return the word for a verdict or its basis, given in English: "not shown"."""
        return str(getattr(self, word.replace(" ", "_")))

    def change_word(self, change: str) -> str:
        """Return the word for what became of a claim or inference: "gone"."""
        return str(getattr(self, change))

    def correction_word(self, correction: str) -> str:
        """Return what the sign of a correction says: "as in the key"."""
        return str(getattr(self, correction))

    def join_list(self, items: Iterable[str]) -> str:
        """Return the items of a list in one line: "a, b"."""
        return self.comma.join(items)

    def aside(self, text: str) -> str:
        """Return a text as it stands behind another, in brackets: " (learning)"."""
        before, after = self.brackets
        return f"{before}{text}{after}"

    def quote(self, text: str) -> str:
        """Return a text in quotation marks."""
        before, after = self.quotes
        return f"{before}{text}{after}"


class ListWords(NamedTuple):
    """The words that a list in one language is recognized by, besides those of `Words`.

    Attributes:
        reason, objection, reply, undercutter, weighing, warrant, linked, source: the words of
            everyday before a colon, by the names of `Role`: "But: …".
        claim: those before a claim that bears on nothing by its word: "Thesis: …".
        without_colon: those of all these that need no colon: "But they help."
        introducing: words of which a line above a list that only introduces it has one, with
            spaces between them: "Here are my reasons:".
        beside_introducing: the other words of such lines.
        before_reasons: what a claim above a list ends with whose reasons are in the list.
        claim_verbs: words by which a line above a list is a claim, anywhere but at its beginning.
        claim_beginnings: what such a line begins with.
        headings_of_sources: the headings above a list of sources.
        common_words: words that are common in the language and rare in the others, with spaces
            between them.
        first_letter, last_letter: of its script, in the order of Unicode; "" for the Latin one.
        letters_of_others: letters that only other languages of the script use.
    """

    reason: tuple[str, ...]
    objection: tuple[str, ...]
    reply: tuple[str, ...]
    undercutter: tuple[str, ...]
    weighing: tuple[str, ...]
    warrant: tuple[str, ...]
    linked: tuple[str, ...]
    source: tuple[str, ...]
    claim: tuple[str, ...]
    without_colon: tuple[str, ...]
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


class Pattern(NamedTuple):
    """A sentence with a claim in it, `{claim}`, which stands last.

    Attributes:
        run_on: the sentence where the claim goes on in it, its first letter small; "" where a
            language has none that leaves the claim as it is.
        apart: the sentence where the claim stands as a sentence of its own.
    """

    run_on: str
    apart: str


def in_any_place(text: str) -> Pattern:
    """Return a pattern for a language in which a claim goes on with its own first letter, or for a
    claim alone.
    """
    return Pattern("", text)


def lettering(alphabet: str) -> Iterator[str]:
    """Yield a, b, …, z, aa, ab, … in the letters of an alphabet."""
    for size in itertools.count(1):
        for letters in itertools.product(alphabet, repeat=size):
            yield "".join(letters)
