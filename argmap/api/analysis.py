"""Functions that check, evaluate and compare maps, and make worksheets and quizzes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.api.maps import with_hints
from argmap.model import ArgumentMap

if TYPE_CHECKING:
    from argmap.classroom.quiz_questions import Question
    from argmap.classroom.worksheets.sheet import SheetFiles
    from argmap.comparison.compare import Comparison
    from argmap.lint.linter import Findings
    from argmap.verdicts.cruxes import CruxSearch
    from argmap.verdicts.evaluate import Verdicts
    from argmap.verdicts.explain import Explanation
    from argmap.verdicts.needs import NeedSearch
    from argmap.verdicts.positions import Positions


# What a function needs is imported when it is called: `import argmap` must cost next to nothing.


@with_hints
def check(
    map: ArgumentMap, rules: Iterable[str] | None = None, *, folder: str | Path | None = None
) -> Findings:
    """Return the problems that the rules find in a map: a list of diagnostics, in file order.

    Args:
        map: the map.
        rules: the rules and groups to apply. By default, the map's own `check` section decides.
        folder: the folder with the files of the map's sources; rules about quotations need it.

    Raises:
        ArgmapError: a rule or group is unknown.
    """
    from argmap.formats.map_files import read_sources
    from argmap.lint import linter

    if rules is None:
        own = linter.settings_of(map)
        chosen = linter.select_rules(own.select, own.ignore)
    else:
        chosen = linter.select_rules(rules)
    # No file is read unless somebody says where: a map does not know where it came from.
    source_texts = None
    if folder is not None:
        source_texts = read_sources(map, Path(folder))
    return linter.check(map, chosen, source_texts)


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
    """Compare a map with another: a student's map with a key, or a new version with an old one.

    `differences` lists the definite differences, and `counts` counts what was found. `proposals`
    lists claims that are only probably the same, so that a person can decide which to accept.

    Args:
        map: the map; in the result, its parts are called `ours`.
        key: the map to compare it with; its parts are called `theirs`.
        same_ids: whether claims with the same id are the same claim, however they are worded. Use
            it for two versions of one map.
        confirmed: the matches that a person has confirmed or rejected: the text of a claim -> the
            text of the same claim in the key, or "" if the key does not have it.
        count_implicit: whether claims and inferences that the author of a map added (`implicit`)
            count as missing or extra.
        every_field: whether to compare every field, such as notes and labels, including those of
            implicit parts. By default, only the argument itself counts.
    """
    from argmap.comparison.compare import compare as compare_maps

    # A student's map: compare(map, key). Versions of one map: compare(new, old, same_ids=True).
    return compare_maps(
        map,
        key,
        same_ids=same_ids,
        confirmed=confirmed,
        count_implicit=count_implicit,
        every_field=every_field,
    )


@with_hints
def worksheet(
    map: ArgumentMap,
    format: str = "pdf",
    *,
    blank: Iterable[str] = ("text",),
    share: float | None = None,
    ids: Iterable[str] = (),
    bank: bool = False,
    cards: bool = False,
    distractors: int = 0,
    seed: int = 0,
    paper: str = "a4",
) -> SheetFiles:
    """Return a worksheet for students (a map with blanks) and its key.

    The result contains `sheet` and `key` (bytes), the number of pages in each, and notes.

    Args:
        map: the map.
        format: `pdf`, or `yaml` to fill in on a computer; a `yaml` sheet can leave only texts
            blank.
        blank: what to leave blank: any of `text` (what claims say), `kind` (whether an inference
            is a reason or an objection) and `link` (which premises are linked).
        share: the share to leave blank, above 0 and at most 1. None means 0.3.
        ids: the claims to leave blank, with their inferences, instead of a share.
        bank: whether the sheet lists the missing claims to choose from (a word bank).
        cards: whether to return all claims as cards to cut out instead of a map with blanks.
        distractors: the number of claims in the word bank, or among the cards, that do not belong
            there.
        seed: the random seed; the same seed gives the same sheet.
        paper: `a4` or `letter`.

    Raises:
        ArgmapError: the value of an option is unknown, options contradict each other, nothing is
            left blank, the map has too few other claims, or it is too large to draw.
    """
    from argmap.classroom.worksheets.sheet import parse_kinds
    from argmap.classroom.worksheets.worksheet_files import (
        SheetOptions,
        make_cards,
        make_sheet,
        must_go_together,
    )

    options = SheetOptions(parse_kinds(blank), share, tuple(ids), bank, distractors, seed, paper)
    # Such as cards with `ids`: all claims are on cards, so that nothing could be left blank.
    must_go_together(format, options, are_cards=cards)
    return make_cards(map, options) if cards else make_sheet(map, format, options)


@with_hints
def quiz(map: ArgumentMap, count: int = 10, *, seed: int = 0) -> list[Question]:
    """Return multiple-choice questions about a map, each with its answer and an explanation.

    The questions are in the map's language.

    Args:
        map: the map.
        count: the maximum number of questions; a small map gives fewer.
        seed: the random seed; the same seed gives the same quiz.
    """
    from argmap.classroom.quiz_questions import questions

    return questions(map, count, seed)


@with_hints
def evaluate(
    map: ArgumentMap,
    *,
    accept: Collection[str] = (),
    reject: Collection[str] = (),
    strict: bool = False,
) -> Verdicts:
    """Return the verdict of every claim and inference, by id, with its basis or cause.

    Args:
        map: the map.
        accept: ids of claims to accept: they stand, whatever the map says.
        reject: ids of claims to reject: they fall, whatever the map says.
        strict: whether only backed claims stand. A map can also set this itself.

    Raises:
        ArgmapError: a claim is unknown, or both accepted and rejected.
    """
    from argmap.verdicts.evaluate import evaluate as evaluate_map

    # As `argmap evaluate --accept sleep --strict` does.
    return evaluate_map(map, accept=accept, reject=reject, strict=strict)


@with_hints
def explain(verdicts: Verdicts, claim: str) -> Explanation:
    """Explain why a claim has its verdict: a tree of sentences, which prints as indented text.

    Raises:
        ArgmapError: the claim is unknown.
    """
    from argmap.verdicts.explain import explain as explain_claim

    return explain_claim(verdicts, claim)


@with_hints
def cruxes(
    map: ArgumentMap,
    about: Collection[str] = (),
    *,
    size: int = 1,
    accept: Collection[str] = (),
    reject: Collection[str] = (),
    strict: bool = False,
) -> list[CruxSearch]:
    """Return the cruxes of claims: changes that would change the verdict of a claim.

    Args:
        map: the map.
        about: ids of the claims in question; by default, all main claims.
        size: the maximum number of claims to accept or reject at once. Values above 3 take a very
            long time.
        accept: as in `evaluate`; the search leaves these claims as they are.
        reject: as in `evaluate`; the search leaves these claims as they are.
        strict: as in `evaluate`.

    Raises:
        ArgmapError: a claim is unknown, or both accepted and rejected.
    """
    from argmap.verdicts.cruxes import cruxes as find_cruxes

    # Two claims at once, size=2, take the square of the time; the search ends after a minute.
    return find_cruxes(map, about, size=size, accept=accept, reject=reject, strict=strict)


@with_hints
def needs(
    map: ArgumentMap,
    claim: str,
    *,
    size: int = 1,
    accept: Collection[str] = (),
    reject: Collection[str] = (),
    strict: bool = False,
) -> NeedSearch:
    """Return what a claim needs in order to stand: objections to answer, or evidence to find.

    The options are the same as for `cruxes`.

    Raises:
        ArgmapError: a claim is unknown, or both accepted and rejected.
    """
    from argmap.verdicts.needs import needs as find_needs

    return find_needs(map, claim, size=size, accept=accept, reject=reject, strict=strict)


@with_hints
def positions(
    map: ArgumentMap,
    *,
    accept: Collection[str] = (),
    reject: Collection[str] = (),
    strict: bool = False,
    limit: int = 10,
) -> Positions:
    """Return the positions of a map: the coherent ways to settle what is contested.

    Args:
        map: the map.
        accept: as in `evaluate`.
        reject: as in `evaluate`.
        strict: as in `evaluate`.
        limit: the maximum number of positions to return.

    Raises:
        ArgmapError: a claim is unknown, or clingo is not installed.
    """
    from argmap.verdicts.positions import positions as find_positions

    return find_positions(map, accept=accept, reject=reject, strict=strict, limit=limit)
