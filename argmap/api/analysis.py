"""What a program can ask about a map: check it, judge it, compare it, use it in class."""

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
    """Return what is weak about a map, in the order of its file: a list of diagnostics.

    Args:
        map: the map.
        rules: the rules and groups to apply; without them the map's own `check` section decides.
        folder: where the files of its sources lie, which rules about quotations need.

    Raises:
        ArgmapError: there is no such rule or group.
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
    """Return how a map compares with another: a student's with a key, or a new version with an old
    one.

    What is certain is told (`differences`) and counted (`counts`). Which claims are only probably
    the same is asked (`proposals`), and so is what rests on that.

    Args:
        map: the map; what is compared calls its parts `ours`.
        key: the map that it is compared with; its parts are `theirs`.
        same_ids: whether a claim that has the same id is the same, however it is worded, as in
            versions of one map.
        confirmed: what a person decided: texts of claims, each with the text of its match, or ""
            for none.
        count_implicit: whether what a map-maker added to the sources counts as missing, or as
            extra.
        every_field: whether all that is written counts, implicit or not, and not only what an
            argument consists of.
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
    page: str = "a4",
) -> SheetFiles:
    """Return a map with blanks, for students, and its key: `sheet` and `key` (bytes), their pages,
    and notes.

    Args:
        map: the map.
        format: `pdf`, or `yaml` to fill in on a computer, which has blanks for texts alone.
        blank: what is left blank: any of `text`, `kind` (whether a step is a reason or an
            objection) and `link` (which premises are linked).
        share: how much of it, above 0 and at most 1; None is the usual.
        ids: the claims that are blank, and whose steps are, in place of a share.
        bank: whether the missing claims are listed, to choose from.
        cards: whether to return all claims as cards to cut out, in place of a map; then nothing is
            left blank.
        distractors: so many claims that do not belong are among the bank, or the cards.
        seed: the same number makes the same sheet.
        page: `a4` or `letter`.

    Raises:
        ArgmapError: there is no such form, kind of blank, claim or page, options contradict each
            other, nothing is blank, or the map has too few other claims or is too large to be
            drawn.
    """
    from argmap.classroom.worksheets.sheet import parse_kinds
    from argmap.classroom.worksheets.worksheet_files import (
        SheetOptions,
        make_cards,
        make_sheet,
        must_go_together,
    )

    options = SheetOptions(parse_kinds(blank), share, tuple(ids), bank, distractors, seed, page)
    # Such as cards with `ids`: all claims are on cards, so that nothing could be left blank.
    must_go_together(format, options, are_cards=cards)
    return make_cards(map, options) if cards else make_sheet(map, format, options)


@with_hints
def quiz(map: ArgumentMap, count: int = 10, *, seed: int = 0) -> list[Question]:
    """Return questions about what a map says, in its language, each with one right choice and why
    it is right.

    Args:
        map: the map.
        count: so many at most; a map may have fewer.
        seed: another number makes another quiz, the same number the same quiz.
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
    """Return the verdict of every claim and inference, a mapping by id, with the basis or cause of
    each.

    Args:
        map: the map.
        accept: ids of claims that stand, whatever the map says.
        reject: ids of claims that fall, whatever the map says.
        strict: whether only what is backed stands, also where the map does not say so itself.

    Raises:
        ArgmapError: there is no such claim, or one is both accepted and rejected.
    """
    from argmap.verdicts.evaluate import evaluate as evaluate_map

    # As `argmap evaluate --accept sleep --strict` does.
    return evaluate_map(map, accept=accept, reject=reject, strict=strict)


@with_hints
def explain(verdicts: Verdicts, claim: str) -> Explanation:
    """Return why a claim has its verdict: a tree of sentences, which prints as indented text.

    Raises:
        ArgmapError: there is no such claim.
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
    """Return what the verdict of each of some claims, or else of each main claim, turns on.

    Args:
        map: the map.
        about: ids of the claims in question.
        size: how many claims are accepted or rejected at once, at the most; 3 is a sensible limit.
        accept: as in `evaluate`; what is accepted or rejected there is not tried.
        reject: likewise.
        strict: as in `evaluate`.

    Raises:
        ArgmapError: there is no such claim, or one is both accepted and rejected.
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
    """Return what would have to be answered or shown for a claim to stand.

    The options are those of `cruxes`.

    Raises:
        ArgmapError: there is no such claim, or one is both accepted and rejected.
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
    """Return the coherent ways to settle a map, at most `limit` of them.

    The other options are those of `evaluate`.

    Raises:
        ArgmapError: there is no such claim, or clingo is not installed.
    """
    from argmap.verdicts.positions import positions as find_positions

    return find_positions(map, accept=accept, reject=reject, strict=strict, limit=limit)
