"""Maps in the fences of a Markdown file:

    ```argdown
    [Nine]: School should start at nine.
      + [Sleep]: Teenagers would sleep more.
    ```

A fence is as CommonMark has it: three or more backticks or tildes, up to as many of the same again
or to the end of the file. What is in a fence of `argdown` is Argdown, in one of `argmap` a map in
YAML. Places in diagnostics are those in the Markdown file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from argmap.formats.registry import ReadingOptions
from argmap.model.diagnostics import Diagnostic, Severity, Span, error, in_order
from argmap.model.reading import Reading
from argmap.util.errors import ArgmapError
from argmap.util.text import count, split_lines

_OPENING = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([^\s`{]*)")
FORMAT_OF_WORD: Mapping[str, str] = {
    "argdown": "argdown",
    "argdown-map": "argdown",
    "argmap": "native",
}
"""The first word behind the signs that open a fence -> the format of the map in it."""


class Fence(NamedTuple):
    """A map in a file.

    Attributes:
        format: the name of its format.
        text: its text below empty lines for those above it.
        line: the line that opens the fence.
        word: the first word behind the signs on that line, in small letters.
    """

    format: str
    text: str
    line: int
    word: str


def fences_in(text: str, formats: Mapping[str, str] = FORMAT_OF_WORD) -> list[Fence]:
    """Return the maps in the fences of a Markdown text; `formats` are those of each word."""
    fences = []
    lines = split_lines(text)
    number = 0
    while number < len(lines):
        opening = _OPENING.match(lines[number])
        number += 1
        if opening is None:
            continue
        first = number
        while number < len(lines) and not _closes(lines[number], opening[1]):
            number += 1
        word = opening[2].lower()
        format = formats.get(word)
        if format is not None:
            # Empty lines in place of those above keep the places of all that follows.
            inner = "".join(f"{line}\n" for line in lines[first:number])
            fences.append(Fence(format, "\n" * first + inner, first, word))
        number += 1
    return fences


def _closes(line: str, signs: str) -> bool:
    """Return whether a line ends the fence that these signs have opened."""
    closing = line.strip()
    is_indented = line.startswith("    ")
    has_other_signs = bool(closing.strip(signs[0]))
    return closing.startswith(signs) and not has_other_signs and not is_indented


def parse_fenced(text: str, name: str, options: ReadingOptions) -> Reading:
    """Return the map in one of the fences of a Markdown text; diagnostics call the file `name`.

    Raises:
        ArgmapError: there are fewer maps in it.
    """
    number = options.fence
    if options.parse_inner is None:
        raise TypeError("a map in a fence needs a reader of its own format")
    fences = fences_in(text)
    if not fences:
        problem = error(
            "no-claims",
            "this file does not contain a map",
            Span.start_of(name),
            "put the map between ```` ```argdown ```` and ```` ``` ````",
        )
        return Reading.of(name, text, None, [problem])
    if number > len(fences):
        maps = count(len(fences), "map")
        raise ArgmapError(f"{name} has no fenced map {number}, because it contains only {maps}")
    fence = fences[max(number - 1, 0)]
    reading = options.parse_inner(fence.format, fence.text)
    opening = Span.on_line(name, fence.line, 1)
    diagnostics = []
    for diagnostic in reading.diagnostics:
        # What is about the whole of the map is at the line that opens its fence.
        if diagnostic.span and diagnostic.span.line <= opening.line:
            diagnostics.append(replace(diagnostic, span=opening))
        else:
            diagnostics.append(diagnostic)
    if number == 0 and len(fences) > 1:
        note = Diagnostic(
            "several-maps",
            Severity.INFO,
            f"this file contains {count(len(fences), 'map')}; argmap reads only the first one",
            opening,
            help="to read the second map, use `--fence 2`",
        )
        diagnostics.append(note)
    return reading._replace(
        text=text, diagnostics=tuple(in_order(diagnostics)), maps_in_file=len(fences)
    )
