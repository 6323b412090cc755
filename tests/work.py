"""What argmap does with maps of all shapes, counted at a size, at twice and at four times it: `python -m tests.work`.

Prints as JSON a sentence for each line of code whose work grows faster than the size to the power of `STEEPEST`.
Patterns behind the command choose among operations and shapes: `python -m tests.work "rule long-claim" "of (star|chain)$"`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tests import counted

if TYPE_CHECKING:
    from argmap import ArgumentMap, Diagnostic
    from argmap.model import Reading

SIZES = (20, 40, 80)
"""Each twice the last; large enough for quadratic work to stand out in the line that does it."""
STEEPEST = 1.3
_FEWEST = 5
"""A line that is passed less often than this for each claim is not looked at."""
_LIMIT = 10
"""Below its limits argmap compares all with all, or nests all in all; they are lowered to this, so that they are met at
these sizes.
"""
_COUNTED = ("argmap", "difflib", "graphlib", "lark", "markdown_it", "networkx", "textwrap")
_LAID_OUT = ("svg", "png", "pdf", "dot", "docx", "pptx", "html", "page")
"""Forms with a picture, whose layout has a search and limits of its own."""
_FRAMEWORKS = ("apx", "af", "tgf")
"""Forms that hold objections alone, and no evidence against which they would be weighed."""

_NESTED = ("nested_undercutters", "nested_groups")
_OF_TEXTS = ("read", "write native", "write argdown", "fix", "rename", "report")
"""What is nested is indented, or has a heading with a sign for each level, so that its text grows with the square."""


class Given(NamedTuple):
    """What an operation is done with: a map, its native text, and what is read from that."""

    map: ArgumentMap
    text: str
    reading: Reading


Operation = Callable[[Given], object]
What = TypeVar("What")


def operations() -> Mapping[str, Operation]:
    """Return what is done with maps, by name."""
    from argmap.formats import FORMATS
    from argmap.lint import ALL_RULES

    done: dict[str, Operation] = {
        "fix": _fix,
        "rename": _rename,
        "mentions": _find_mentions,
        "read broken": _read_broken,
        "verdicts": _report_verdicts,
        "why": _report_why,
        "cruxes": _find_cruxes,
        "needs": _find_needs,
        "parts": _take_parts,
        "figures": _report_figures,
        "write essay": _writing("markdown", essay=True),
    }
    for rule in ALL_RULES:
        done[f"rule {rule}"] = _checking(rule)
    done["report text"] = _reporting("text")
    for format in FORMATS:
        if not format.writer or format.name in _LAID_OUT:
            continue
        done[f"write {format.name}"] = _writing(format.name)
        if format.reader:
            done[f"read {format.name}"] = _reading(format.name)
        if format.name in _FRAMEWORKS:
            for name in (f"write {format.name}", f"read {format.name}"):
                done[name] = _with_objections_alone(done[name])
    done["read docx"] = _reading_document("docx")
    done["read html"] = _reading_document("html")
    return done


def _found(reading: Reading) -> list[Diagnostic]:
    from argmap import CheckSettings, formats
    from argmap.lint import ALL_RULES, CheckOptions, check_reading

    result = check_reading(reading, formats.read_sources, CheckOptions(CheckSettings(("all",))))
    return list(formats.with_fixes(reading, result.diagnostics, ALL_RULES))


def _read(given: Given) -> Reading:
    from argmap import formats

    return formats.parse(given.text, "map.yaml")


def _fix(given: Given) -> object:
    from argmap import formats
    from argmap.lint import fix_maps

    return fix_maps([_read(given)], _found, formats.with_texts, unsafe=True)


def _find_mentions(given: Given) -> object:
    from argmap.model import PartKind, PartName

    map = given.reading.unwrap()
    names = [PartName(PartKind.CLAIM, id) for id in map.claims]
    return [map.mentions(name) for name in names], [map.at(line, 5) for line in range(len(names))]


def _read_broken(given: Given) -> object:
    import argmap

    return argmap.read(given.text.replace("text: ", 'text: "', 1).replace("premises:", "premises"))


def _rename(given: Given) -> object:
    from argmap.formats import rename_id

    return rename_id(_read(given), next(iter(given.map.claims)), "other")


def _report_verdicts(given: Given) -> object:
    from argmap import evaluate
    from argmap.verdicts import format_changes, format_verdicts, verdicts_as_json

    before = evaluate(given.map)
    after = evaluate(given.map, reject=[list(given.map.claims)[-1]], strict=True)
    texts = [format_verdicts(before), format_changes(before, after)]
    return [*texts, verdicts_as_json(before, after), before.words_by_id()]


def _find_cruxes(given: Given) -> object:
    from argmap.verdicts import find_cruxes

    # Of the first claim, and of each that is a main claim.
    return find_cruxes(given.map, [next(iter(given.map.claims))]), find_cruxes(given.map)


def _find_needs(given: Given) -> object:
    from argmap.verdicts import find_needs

    return find_needs(given.map, next(iter(given.map.claims)))


def _report_why(given: Given) -> object:
    from argmap import evaluate, explain
    from argmap.verdicts import explanation_as_json, format_explanation

    explanation = explain(evaluate(given.map), next(iter(given.map.claims)))
    return format_explanation(explanation), explanation_as_json(explanation)


def _take_parts(given: Given) -> object:
    from argmap import part, stated_only
    from argmap.model import main_claims

    around = part(given.map, focus=next(iter(given.map.claims)))
    case = part(given.map, side=next(iter(given.map.sides), ""))
    return around, case, main_claims(given.map), stated_only(given.map)


def _report_figures(given: Given) -> object:
    from argmap.lint import figures, format_statistics

    return format_statistics(given.map), figures(given.map)


def _checking(rule: str) -> Operation:
    def check_by_rule(given: Given) -> object:
        from argmap.lint import check

        return check(given.map, [rule], {})

    return check_by_rule


def _reporting(name: str) -> Operation:
    def report(given: Given) -> object:
        from argmap.lint import CheckedFile, Report, pieces

        reading = _read(given)
        diagnostics = _found(reading)
        file = CheckedFile(reading, diagnostics)
        return list(pieces(Report(diagnostics, reading.texts, file), name))

    return report


def _writing(format: str, *, essay: bool = False) -> Operation:
    def write(given: Given) -> object:
        from argmap import ArgmapError, evaluate, formats
        from argmap.model import OutlineOptions, WritingOptions

        with suppress(ArgmapError):  # some forms are for maps without support
            outline = OutlineOptions(columns=80, essay=essay)
            options = WritingOptions(outline=outline, verdicts=evaluate(given.map))
            return formats.write(given.map, format, options).data
        return None

    return write


def _with_objections_alone(operation: Operation) -> Operation:
    """Return what does an operation with a map whose reasons are made objections, without its evidence."""

    def do(given: Given) -> object:
        from argmap import Kind

        map = given.map
        claims = {id: replace(claim, evidence=()) for id, claim in map.claims.items()}
        inferences = {
            id: replace(reason, kind=Kind.REBUTTAL) if reason.kind is Kind.SUPPORT else reason
            for id, reason in map.inferences.items()
        }
        return operation(given._replace(map=replace(map, claims=claims, inferences=inferences)))

    return do


def _reading(format: str) -> Operation:
    def read(given: Given) -> object:
        from argmap import dumps, formats

        return formats.parse(dumps(given.map, format), f"map.{format}", format)  # type: ignore[arg-type]

    return read


def _reading_document(format: str) -> Operation:
    """Return what reads the outline in a document, whose picture is of one pixel."""

    def read(given: Given) -> object:
        from argmap import formats
        from argmap.documents import docx_of, html_of
        from tests.documents import PNG, SVG, manuscript

        made = manuscript(given.map)
        data = docx_of(made, PNG) if format == "docx" else html_of(made, SVG).encode()
        return formats.read_data(data, f"map.{format}")

    return read


def lower_limits() -> None:
    """Lower the limits up to which argmap compares all with all, or nests all in all."""
    from argmap.formats.adr import reader
    from argmap.formats.argdown import titles
    from argmap.formats.native import entries
    from argmap.lint import priorities
    from argmap.model import validation
    from argmap.util import spelling
    from argmap.verdicts import change_search, json_report

    limits = (
        (spelling, "MOST_COMPARED"),
        (validation, "MOST_COMPARED"),
        (reader, "MOST_COMPARED"),
        (titles, "_MOST"),
        (entries, "_MOST_TOGETHER"),
        (priorities, "MOST_TRIED"),
        (change_search, "MOST_COUNTED"),
        (json_report, "_DEEPEST"),
    )
    for module, name in limits:
        setattr(module, name, _LIMIT)


def steep_lines(counts: list[Mapping[int, int]], growth: float) -> Iterator[str]:
    """Yield the lines whose work grows too fast, given what was counted at each size and how much larger each is."""
    most = growth**STEEPEST
    places = sorted(counts[-1], key=lambda place: -counts[-1][place])
    for place in places:
        first, second, third = (counted_at.get(place, 0) for counted_at in counts)
        is_steep = second > most * first and third > most * second and third > _FEWEST * SIZES[-1]
        # What begins late, behind a limit, seems steep; it is not if it grows by the same for each claim more.
        if is_steep and third - second > most * (second - first):
            file, line, what = counted.PLACES[place]
            yield f"{file}:{line}: {what}: {first}, {second}, {third}"


def _counts_of(
    operation: Callable[[What], object], of_each_size: Iterable[What]
) -> list[Mapping[int, int]]:
    """Return what is counted while something is done at each size."""
    counts: list[Mapping[int, int]] = []
    for given in of_each_size:
        counted.begin_anew()
        operation(given)
        counts.append(counted.work_so_far())
    return counts


def _parse(format: str, text: str) -> Reading:
    from argmap import formats

    return formats.parse(text, "map", format)


def problems(wanted: list[str]) -> Iterator[str]:
    """Yield a sentence for each line that does too much work in what was asked for, or in everything."""
    from argmap import dumps
    from tests.shapes import SHAPES, TEXTS

    lower_limits()
    done = operations()
    for operation in done.values():
        operation(_given(SHAPES["many_sources"](12), dumps))  # what is made once is made
    for shape, map_of_size in SHAPES.items():
        givens = [_given(map_of_size(size), dumps) for size in SIZES]
        for name, operation in done.items():
            title = f"{name} of {shape}"
            if all(re.search(pattern, title) for pattern in wanted):
                counts = _counts_of(operation, givens)
                growth = 4 if shape in _NESTED and name.startswith(_OF_TEXTS) else 2
                yield from (f"{title}: {line}" for line in steep_lines(counts, growth))
    for (format, name), text_of_size in TEXTS.items():
        title = f"read {format}: {name}"
        if all(word in title for word in wanted):
            counts = _counts_of(partial(_parse, format), [text_of_size(size) for size in SIZES])
            yield from (f"{title}: {line}" for line in steep_lines(counts, 2))


def _given(map: ArgumentMap, dumps: Callable[[ArgumentMap], str]) -> Given:
    text = dumps(map)
    return Given(map, text, _parse("native", text))


if __name__ == "__main__":
    counted.count_work_of(*_COUNTED)
    print(json.dumps(list(problems(sys.argv[1:])), indent=1))
