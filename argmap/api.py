"""What a program can ask of argmap: read a map, tell it, draw it, check it, weigh it, write it.

Forms, pages, themes and the like are named by strings, since their tables can grow; an unknown one
is told with the nearest that there is, and so is an unknown option.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from argmap import formats
from argmap.formats import ReadingOptions
from argmap.model import ArgumentMap
from argmap.model.diagnostics import no_such
from argmap.model.errors import ArgmapError
from argmap.model.options import OutlineOptions, PageOptions, PictureOptions, WritingOptions
from argmap.model.result import Result
from argmap.output import write_file

if TYPE_CHECKING:
    from argmap.classroom.quizzes.questions import Question
    from argmap.classroom.worksheets.sheet_files import SheetFiles
    from argmap.comparison.compare import Comparison
    from argmap.linter import Findings
    from argmap.verdicts.cruxes import CruxSearch
    from argmap.verdicts.evaluate import Verdicts
    from argmap.verdicts.explain import Explanation
    from argmap.verdicts.needs import NeedSearch
    from argmap.verdicts.positions import Positions

Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")


def _with_hints(function: Callable[Parameters, Returned]) -> Callable[Parameters, Returned]:
    """Let a misspelt option be told with the nearest that there is."""
    known = list(inspect.signature(function).parameters)

    # `wraps` keeps the signature and the docstring for help and for editors.
    @wraps(function)
    def call(*args: Parameters.args, **options: Parameters.kwargs) -> Returned:
        for name in options:
            if name not in known:
                raise TypeError(f"argmap.{function.__name__}: {no_such('option', name, known)}")
        return function(*args, **options)

    return call


def _format_among(word: str, name: str, *kinds: formats.FormatKind) -> formats.Format:
    """Return the form with this name that is of one of these kinds; one of another kind is told as
    an unknown one.
    """
    return formats.format_named(name, formats.writable_formats(*kinds), word)


@_with_hints
def load(path: str | Path, format: str = "", *, fence: int = 1, prose: bool = False) -> ArgumentMap:
    """Return the map in a file.

    Args:
        path: the file; `-` is standard input.
        format: its form (`argmap forms` lists them), where the file does not show it.
        fence: which map in the fences of a Markdown file, from 1.
        prose: whether paragraphs of Argdown to which nothing relates are claims, too.

    Raises:
        InvalidMap: the file cannot be read as a map; the exception carries every diagnostic.
        ArgmapError: there is no such form, or no such fence.
    """
    return formats.read(path, format, ReadingOptions(prose, fence)).unwrap()


@_with_hints
def loads(
    text: str,
    format: str = "native",
    *,
    folder: str | Path | None = None,
    fence: int = 1,
    prose: bool = False,
) -> ArgumentMap:
    """Return the map in a text.

    Args:
        text: the text.
        format: its form, "" to guess it.
        folder: where the other files lie that it names (`include`, `bibliography`); without it, it
            may name none.
        fence: which map in the fences of a Markdown text, from 1.
        prose: whether paragraphs of Argdown to which nothing relates are claims, too.

    Raises:
        InvalidMap: the text is no map; the exception carries every diagnostic.
        ArgmapError: there is no such form, or no such fence.
    """
    options = ReadingOptions(prose, fence)
    return formats.parse(
        text, "<text>", format, options, folder=None if folder is None else Path(folder)
    ).unwrap()


@_with_hints
def convert(map: ArgumentMap, format: str) -> Result:
    """Return a map in a form that `argmap convert` knows: `data` (bytes), and the `losses` on the
    way.

    Raises:
        ArgmapError: there is no such form, or the map cannot be written in it.
    """
    result = formats.write(map, format)
    return replace(result, content=result.data)


@_with_hints
def dumps(map: ArgumentMap, format: str = "native") -> str:
    """Return a map as text in a form that `argmap convert` knows; `loads(dumps(map)) == map`.

    Raises:
        ArgmapError: there is no such form, it is no text, or the map cannot be written in it.
    """
    named = formats.format_named(format, formats.writable_formats())
    if named.is_binary:
        raise ArgmapError(
            f"{format} is no text; `argmap.convert` returns its bytes, `argmap.save` writes them"
        )
    return formats.write(map, format).text


@_with_hints
def save(map: ArgumentMap, path: str | Path, format: str = "") -> None:
    """Write a map to a file, whole or not at all, in a form or else in that which the file's ending
    shows.

    Raises:
        ArgmapError: there is no such form, the map cannot be written in it, or the file cannot be
            written.
    """
    if format:
        chosen = formats.format_named(format, formats.writable_formats())
    else:
        chosen = formats.format_to_write(str(path), 'format="{format}"')
    write_file(path, formats.write(map, chosen.name).pieces())


@_with_hints
def outline(
    map: ArgumentMap,
    format: str = "text",
    *,
    sources: bool = False,
    columns: int = 0,
    essay: bool = False,
    verdicts: Verdicts | None = None,
) -> str:
    """Return a map as an outline, or as an essay.

    Args:
        map: the map.
        format: `text`, `markdown` or `opml`, or a document that is text: `html`, `latex` or `csv`.
        sources: whether to say who holds each claim and what it cites.
        columns: where text wraps; 0 for nowhere.
        essay: whether to write prose, with sources, where the map is in English, French, German or
            Spanish; `opml` and `csv` hold none.
        verdicts: what `evaluate` returned, to be told with each claim, or in the conclusion of an
            essay.

    Raises:
        ArgmapError: there is no such form, or it holds no essay.
    """
    named = _format_among(
        "outline format", format, formats.FormatKind.OUTLINE, formats.FormatKind.DOCUMENT
    )
    if named.is_binary:
        raise ArgmapError(
            f"{format} is no text; `argmap.convert` returns its bytes, `argmap.save` writes them"
        )
    how = OutlineOptions(sources, columns, essay)
    return formats.write(map, named.name, WritingOptions(outline=how, verdicts=verdicts)).text


@_with_hints
def render(
    map: ArgumentMap,
    format: str = "svg",
    *,
    page: str = "",
    direction: str = "",
    layout: str = "",
    theme: str = "",
    marks: Iterable[str] | None = None,
    text: str = "full",
    groups: bool = False,
    link_base: str = "",
    engine: str = "graphviz-pure",
    verdicts: Verdicts | None = None,
    folder: str | Path | None = None,
) -> bytes:
    """Return a map as a picture, or as a page to open, to present and to question.

    Args:
        map: the map.
        format: `svg`, `png`, `pdf`, `dot` or `mermaid`; or `page`, which takes no `page`,
            `direction`, `theme` and `link_base`.
        page: what the picture has to fit: `a4`, `letter`, `slide`, `screen`, `phone`, `poster`, or
            a size such as `210x297mm`; `none` fits nothing. "" is `screen`.
        direction: where the reasons lead; "" leaves it open.
        layout: `rows`, or `hang` for reasons one under the other; "" chooses what can be read.
        theme: its colours: `color`, `print`, which is black and white, or `dark`. "" is `color`.
        marks: what boxes say besides their text: any of `unsupported`, `evidence`, `common-ground`,
            `scheme`, `holder`; None for the first three.
        text: what boxes show of a claim: its `full` text, its `label` where it has one, or `both`.
        groups: whether the claims of each group have a frame.
        link_base: a web address; each box leads to this with `#` and the claim's id.
        engine: what lays out a map that is too tangled for rows: the engine that comes with argmap,
            or the system's `dot`.
        verdicts: what `evaluate` returned, to be shown on each claim; a page begins with them.
        folder: where the files of the map's sources lie, from which a page shows the passages that
            are quoted.

    Raises:
        ArgmapError: there is no such form or option, the form does not take it, or the layout
            engine failed.
    """
    picture_format = _format_among("picture format", format, formats.FormatKind.PICTURE)
    source_texts: Mapping[str, str] = {}
    if folder is not None and picture_format.shows_passages:
        from argmap.formats.shared.source_files import read_sources

        source_texts = read_sources(map, Path(folder))
    picture = PictureOptions(
        page=page,
        direction=direction,
        layout=layout,
        theme=theme,
        marks=None if marks is None else tuple(marks),
        text=text,
        groups=groups,
        link_base=link_base,
        engine=engine,
    )
    options = WritingOptions(picture=picture, page=PageOptions(source_texts), verdicts=verdicts)
    return formats.write(map, picture_format.name, options).data


@_with_hints
def render_pages(
    map: ArgumentMap,
    format: str = "svg",
    *,
    page: str = "slide",
    direction: str = "",
    layout: str = "",
    theme: str = "",
    marks: Iterable[str] | None = None,
    text: str = "full",
    groups: bool = False,
    link_base: str = "",
    verdicts: Verdicts | None = None,
) -> list[bytes]:
    """Return a map as pictures on as many pages as it takes to read all text: an overview, then its
    branches.

    Args:
        map: the map.
        format: `svg` or `png`, a picture a page; or `pdf`, one file with all of them.
        page: the size of each page, as in `render`; not `none`.
        direction: as in `render`, and so are the others.
        layout: `rows`, or `hang` for reasons one under the other; "" chooses for each page what can
            be read.
        theme: its colours, as in `render`.
        marks: what boxes say besides their text.
        text: what boxes show of a claim.
        groups: whether the claims of each group have a frame.
        link_base: a web address; each box leads to this with `#` and the claim's id.
        verdicts: what `evaluate` returned, to be shown on each claim.

    Raises:
        ArgmapError: there is no such form or option, or the form has no pages.
    """
    picture_format = _format_among("picture format", format, formats.FormatKind.PICTURE)
    picture = PictureOptions(
        page=page,
        direction=direction,
        layout=layout,
        theme=theme,
        marks=None if marks is None else tuple(marks),
        text=text,
        groups=groups,
        link_base=link_base,
    )
    options = WritingOptions(picture=picture, verdicts=verdicts)
    return [file.data for file in formats.write_pages(map, picture_format.name, options)]


@_with_hints
def part(
    map: ArgumentMap, *, side: str = "", focus: str = "", depth: int | None = None
) -> ArgumentMap:
    """Return the part of a map that concerns one side, or one claim.

    Args:
        map: the map.
        side: the id of a side: its claims, what supports them, the objections to these, and the
            answers.
        focus: the id of a claim: it and what bears on it.
        depth: at most so many steps away from the focus.

    Raises:
        ArgmapError: there is no such side or claim.
    """
    from argmap.model.graph import part as part_of_map

    if side and side not in map.sides:
        raise ArgmapError(no_such("side", side, map.sides))
    if focus and focus not in map.claims:
        raise ArgmapError(no_such("claim", focus, map.claims))
    return part_of_map(map, side=side, focus=focus, depth=depth)


@_with_hints
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
    from argmap import linter
    from argmap.formats.shared.source_files import read_sources

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


@_with_hints
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

    return compare_maps(
        map,
        key,
        same_ids=same_ids,
        confirmed=confirmed,
        count_implicit=count_implicit,
        every_field=every_field,
    )


@_with_hints
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
    from argmap.classroom.worksheets.blanks import parse_kinds
    from argmap.classroom.worksheets.make import (
        SheetOptions,
        make_cards,
        make_sheet,
        must_go_together,
    )

    options = SheetOptions(parse_kinds(blank), share, tuple(ids), bank, distractors, seed, page)
    must_go_together(format, options, are_cards=cards)
    return make_cards(map, options) if cards else make_sheet(map, format, options)


@_with_hints
def quiz(map: ArgumentMap, count: int = 10, *, seed: int = 0) -> list[Question]:
    """Return questions about what a map says, in its language, each with one right choice and why
    it is right.

    Args:
        map: the map.
        count: so many at most; a map may have fewer.
        seed: another number makes another quiz, the same number the same quiz.
    """
    from argmap.classroom.quizzes.questions import questions

    return questions(map, count, seed)


@_with_hints
def stated_only(map: ArgumentMap) -> ArgumentMap:
    """Return a map without what the map-maker added to the sources: its
    implicit claims and steps.
    """
    from argmap.model.stated import stated_only as without_additions

    return without_additions(map)


@_with_hints
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

    return evaluate_map(map, accept=accept, reject=reject, strict=strict)


@_with_hints
def explain(verdicts: Verdicts, claim: str) -> Explanation:
    """Return why a claim has its verdict: a tree of sentences, which prints as indented text.

    Raises:
        ArgmapError: there is no such claim.
    """
    from argmap.verdicts.explain import explain as explain_claim

    return explain_claim(verdicts, claim)


@_with_hints
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

    return find_cruxes(map, about, size=size, accept=accept, reject=reject, strict=strict)


@_with_hints
def needs(
    map: ArgumentMap,
    claim: str,
    *,
    size: int = 1,
    accept: Collection[str] = (),
    reject: Collection[str] = (),
    strict: bool = False,
) -> NeedSearch:
    """Return what would have to be answered or shown for a claim to stand; the options are those of
    `cruxes`.

    Raises:
        ArgmapError: there is no such claim, or one is both accepted and rejected.
    """
    from argmap.verdicts.needs import needs as find_needs

    return find_needs(map, claim, size=size, accept=accept, reject=reject, strict=strict)


@_with_hints
def positions(
    map: ArgumentMap,
    *,
    accept: Collection[str] = (),
    reject: Collection[str] = (),
    strict: bool = False,
    limit: int = 10,
) -> Positions:
    """Return the coherent ways to settle a map, at most `limit` of them; the other options are
    those of `evaluate`.

    Raises:
        ArgmapError: there is no such claim, or clingo is not installed.
    """
    from argmap.verdicts.positions import positions as find_positions

    return find_positions(map, accept=accept, reject=reject, strict=strict, limit=limit)
