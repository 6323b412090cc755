"""Functions that check, evaluate and compare maps, and make worksheets and quizzes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.api.maps import with_hints
from argmap.model import ArgumentMap, CheckSettings
from argmap.options import Search, SheetOptions, Suppositions, checked
from argmap.options.names import Blanks, Ids, WorksheetFormat, WorksheetPaper

if TYPE_CHECKING:
    from argmap.classroom.quiz_questions import Question
    from argmap.classroom.worksheets.sheet import SheetFiles
    from argmap.comparison.compare import Comparison
    from argmap.lint.linter import CheckResult
    from argmap.quotations import Quotation
    from argmap.verdicts.cruxes import CruxSearch
    from argmap.verdicts.evaluate import Verdicts
    from argmap.verdicts.explain import Explanation
    from argmap.verdicts.needs import NeedSearch
    from argmap.verdicts.positions import Positions


# What a function needs is imported when it is called: `import argmap` must cost next to nothing.


@with_hints
def check(
    map: ArgumentMap,
    rules: Ids | None = None,
    *,
    folder: str | Path | None = None,
    source_texts: Mapping[str, str] | None = None,
    grounded: bool = False,
    questions: bool = False,
) -> CheckResult:
    """Return the problems that rules find in a map, as a list of diagnostics in file order.

    Args:
        map: the map to check.
        rules: the rules and groups of rules to apply. By default, the map's own `check` section
            determines which rules apply. Rules that this section ignores never apply.
        folder: the folder with the source files that the map refers to. Rules about quotations need
            these files.
        source_texts: the texts of sources, by the sources' ids, if they are not in files.
        grounded: whether to also apply the rule `ungrounded-claim`, which flags each claim that is
            not implicit and has no quote that is word for word in its source, and the rule
            `differs-from-quote`.
        questions: whether to also apply the rule `unquestioned-inference`, which asks one question
            about each of ten inferences at most.

    Raises:
        ArgmapError: a rule or group is unknown.
    """
    from argmap.formats.map_files import read_sources
    from argmap.lint.linter import CheckOptions, check_map

    # No file is read unless somebody says where: a map does not know where it came from.
    if folder is not None:
        source_texts = {**read_sources(map, Path(folder)), **(source_texts or {})}
    options = CheckOptions(CheckSettings(tuple(rules or ())), grounded, questions)
    findings, _ = check_map(map, options, source_texts=source_texts)
    return findings


@with_hints
def find_quotation(quote: str, text: str) -> Quotation:
    """Return where a quotation is in a text, or how it differs from the closest passage.

    The result's `found` says whether the words are in the text. `passages` shows where, or the
    closest passages. `difference` says what is wrong: the quotation is `altered`, `stitched`
    together from several passages, or `fabricated`.

    The words must be the same, but not white space, quotation marks, dashes, ligatures, and hyphens
    at the ends of lines. In the quotation, `…`, `...` or `[…]` means that words are left out. Words
    in brackets are yours, as in `[T]he` or `[the]`.

    Args:
        quote: the quotation.
        text: the text of its source.
    """
    from argmap.quotations.misquotations import compare_quotation
    from argmap.quotations.searchable_text import SearchableText

    return compare_quotation(quote, SearchableText(text))


@with_hints
def compare(
    map: ArgumentMap,
    key: ArgumentMap,
    *,
    same_ids: bool = False,
    confirmed: Mapping[str, str] | None = None,
    count_implicit: bool = False,
    every_field: bool = False,
) -> Comparison:
    """Compare two maps, such as a student's map and a key, or two versions of a map.

    In the result, `differences` lists the definite differences, and `counts` shows how much of the
    key is in the map. `proposals` lists pairs of claims that are probably the same, so that a
    person can decide which pairs to accept.

    Args:
        map: a student's map or a new version. In the result, the parts of this map are called
            `ours`.
        key: the key or the old version. In the result, the parts of this map are called `theirs`.
        same_ids: whether claims with the same id and similar words are the same claim.
            Use this option to compare two versions of a map.
        confirmed: the matches that a person has confirmed or rejected. The keys are texts of claims
            in `map`. The values are texts of the matching claims in `key`, or "" for a claim that
            has no match.
        count_implicit: whether implicit claims and inferences, which a map's author added, can
            count as missing or extra.
        every_field: whether to compare every field, such as notes and labels, including the fields
            of implicit claims and inferences. By default, only the argument itself is compared.
    """
    from argmap.comparison.compare import compare as compare_maps
    from argmap.comparison.decisions import DecisionBook, decision_for
    from argmap.languages.lexicons import lexicon_for
    from argmap.languages.same_words import same_words_for

    lexicon = lexicon_for(key.language)
    decisions = {text: decision_for(key_text) for text, key_text in (confirmed or {}).items()}
    book = DecisionBook(decisions, lexicon)
    # A student's map: compare(map, key). Versions of one map: compare(new, old, same_ids=True).
    return compare_maps(
        map,
        key,
        same_ids=same_ids,
        decisions=book,
        lexicon=lexicon,
        table=same_words_for(key.language),
        count_implicit=count_implicit,
        every_field=every_field,
    )


@with_hints
def worksheet(
    map: ArgumentMap,
    format: WorksheetFormat = "pdf",
    *,
    blank: Blanks = (),
    share: float | None = None,
    ids: Ids = (),
    word_bank: bool = False,
    cards: bool = False,
    distractors: int = 0,
    seed: int = 0,
    paper: WorksheetPaper = "a4",
) -> SheetFiles:
    """Return a worksheet for students and its key. A worksheet is a map with blanks.

    The result contains `sheet` and `key` as bytes, the number of pages in each, and notes.

    Args:
        map: the map from which to make the worksheet.
        format: `pdf` for printing, or `html` (a web page with fields), `docx` (for Word and
            LibreOffice) or `yaml` for students who fill in the worksheet on a computer. In these
            worksheets, only texts can be left blank, and the key is always YAML.
        blank: the parts to leave blank: any of `text` (the text of claims), `kind` (whether an
            inference is a reason or an objection) and `link` (which premises are linked). By
            default, texts are left blank.
        share: the share of the map to leave blank, which must be above 0 and at most 1. None means
            0.3.
        ids: the claims to leave blank, together with the inferences that they are part of.
            Use `ids` instead of `share`.
        word_bank: whether the worksheet has a word bank, which lists the missing claims.
        cards: whether to return all claims as cards to cut out, instead of a map with blanks.
        distractors: the number of wrong choices to add to the word bank or the cards.
        seed: the random seed. The same seed always gives the same worksheet.
        paper: the paper size, one of `a4`, `a3` and `letter`.

    Raises:
        ArgmapError: an option's value is unknown, two options contradict each other, nothing is
            left blank, the map has too few claims for the wrong choices, or the map is too large to
            draw.
    """
    from argmap.classroom.worksheets.worksheet_files import make_sheet
    from argmap.documents.claim_names import with_ids

    options = SheetOptions(
        paper, cards, tuple(blank), share, tuple(ids), word_bank, distractors, seed
    )
    return make_sheet(map, format, with_ids(map, checked(options)))


@with_hints
def quiz(map: ArgumentMap, count: int = 10, *, seed: int = 0) -> list[Question]:
    """Return multiple-choice questions about a map, in the map's language.

    Each question comes with the right answer and an explanation.

    Args:
        map: the map that the questions are about.
        count: the maximum number of questions. Small maps result in fewer questions.
        seed: the random seed. The same seed always gives the same quiz.
    """
    from argmap.classroom.quiz_questions import questions

    return questions(map, count, seed)


@with_hints
def evaluate(
    map: ArgumentMap, *, accept: Ids = (), reject: Ids = (), strict: bool = False
) -> Verdicts:
    """Return the verdict on each claim and inference, by id, together with its basis or cause.

    Args:
        map: the map to evaluate.
        accept: claims to accept. These claims stand, regardless of the map.
        reject: claims to reject. These claims fall, regardless of the map.
        strict: whether only backed claims can stand. A map can also set this option with its
            `strict` key.

    Raises:
        ArgmapError: a claim is unknown, or a claim is both accepted and rejected.
    """
    from argmap.verdicts.evaluate import evaluate as evaluate_map

    # As `argmap evaluate --accept sleep --strict` does.
    return evaluate_map(map, _supposed(map, accept, reject, strict))


@with_hints
def explain(verdicts: Verdicts, claim: str) -> Explanation:
    """Explain why a claim has its verdict.

    The result is a tree of sentences, which prints as indented text.

    Args:
        verdicts: the result of `evaluate`.
        claim: the claim: its id, its number in the outline, its line (`:12`), or words of it.

    Raises:
        ArgmapError: the claim is unknown.
    """
    from argmap.documents.claim_names import find_claim
    from argmap.verdicts.explain import explain as explain_claim

    return explain_claim(verdicts, find_claim(verdicts.map, claim))


@with_hints
def cruxes(
    map: ArgumentMap,
    about: Ids = (),
    *,
    size: int = 1,
    accept: Ids = (),
    reject: Ids = (),
    strict: bool = False,
) -> list[CruxSearch]:
    """Return the cruxes that decide the verdicts on claims.

    A crux is a claim whose acceptance or rejection would change the verdict on another claim.

    Args:
        map: the map to search.
        about: the claims whose cruxes to find. The default is all main claims.
        size: the maximum number of claims to accept or reject at the same time, from 1 to 3.
        accept: claims to accept, as in `evaluate`. The search doesn't change these
            claims.
        reject: claims to reject, as in `evaluate`. The search doesn't change these
            claims.
        strict: whether only backed claims can stand, as in `evaluate`.

    Raises:
        ArgmapError: a claim is unknown, a claim is both accepted and rejected, or `size` is not
            from 1 to 3.
    """
    from argmap.documents.claim_names import find_claim
    from argmap.verdicts.cruxes import cruxes as find_cruxes

    # Two claims at once, size=2, take the square of the work, which has a limit.
    supposed = _supposed(map, accept, reject, strict)
    claims = [find_claim(map, name) for name in about]
    return find_cruxes(map, claims, size=checked(Search(size)).size, supposed=supposed)


@with_hints
def needs(
    map: ArgumentMap,
    claim: str,
    *,
    size: int = 1,
    accept: Ids = (),
    reject: Ids = (),
    strict: bool = False,
) -> NeedSearch:
    """Return what a claim needs to stand: objections to answer, or claims to support with evidence.

    Args:
        map: the map to search.
        claim: the claim: its id, its number in the outline, its line (`:12`), or words of it.
        size: the maximum number of objections and claims to combine, from 1 to 3.
        accept: claims to accept, as in `evaluate`.
        reject: claims to reject, as in `evaluate`.
        strict: whether only backed claims can stand, as in `evaluate`.

    Raises:
        ArgmapError: a claim is unknown, or a claim is both accepted and rejected.
    """
    from argmap.documents.claim_names import find_claim
    from argmap.verdicts.needs import needs as find_needs

    supposed = _supposed(map, accept, reject, strict)
    id = find_claim(map, claim)
    return find_needs(map, id, size=checked(Search(size)).size, supposed=supposed)


@with_hints
def positions(
    map: ArgumentMap, *, accept: Ids = (), reject: Ids = (), strict: bool = False, limit: int = 10
) -> Positions:
    """Return a map's positions, which are the coherent ways to settle all contested claims.

    Args:
        map: the map to search.
        accept: claims to accept, as in `evaluate`.
        reject: claims to reject, as in `evaluate`.
        strict: whether only backed claims can stand, as in `evaluate`.
        limit: the maximum number of positions, and of outcomes, to return.

    Raises:
        ArgmapError: a claim is unknown, or clingo is not installed.
    """
    from argmap.verdicts.positions import positions as find_positions

    return find_positions(map, _supposed(map, accept, reject, strict), limit=limit)


def _supposed(map: ArgumentMap, accept: Ids, reject: Ids, strict: bool) -> Suppositions:
    """Return what is supposed of the claims of a map, by their ids."""
    supposed = Suppositions(tuple(accept), tuple(reject), strict)
    if not supposed.accept and not supposed.reject:
        return supposed
    from argmap.documents.claim_names import with_ids

    return with_ids(map, supposed)
