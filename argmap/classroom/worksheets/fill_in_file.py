"""A worksheet as a file to be filled in on a computer: a native file in which comments say what to
do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from argmap.classroom.worksheets.bank import BankEntry
from argmap.classroom.worksheets.sheet import Worksheet
from argmap.formats.native.writer import format_native
from argmap.languages import words_for, worksheet_words_for
from argmap.languages.words import Words
from argmap.model import ArgumentMap, Inference, Kind
from argmap.model.diagnostics import PLACEHOLDER
from argmap.model.options import WritingOptions
from argmap.model.text import one_line

_CLAIM = re.compile(r"  (\w+):")


def format_sheet(sheet: Worksheet, bank: Sequence[BankEntry] = ()) -> str:
    """Return a sheet whose blanks are texts: what to do, the claims to choose from, and above each
    blank its place.
    """
    lines = [f"# {line}" for line in _instructions(sheet, bank)]
    is_among_claims = False
    for line in format_native(sheet.map, WritingOptions()).text.splitlines():
        claim = _CLAIM.fullmatch(line)
        if is_among_claims and claim is not None and claim[1] in sheet.texts:
            lines += [f"  # {comment}" for comment in _place_of(sheet.map, claim[1])]
        is_among_claims = is_among_claims or line == "claims:"
        lines.append(line)
    return "\n".join(lines) + "\n"


def format_key(sheet: Worksheet) -> str:
    """Return the key as a file: the sheet with nothing missing, its claims with the same ids."""
    heading = worksheet_words_for(sheet.map.language).key
    return f"# {heading}\n{format_native(sheet.key, WritingOptions()).text}"


def _instructions(sheet: Worksheet, bank: Sequence[BankEntry]) -> Iterator[str]:
    language = sheet.map.language
    said = worksheet_words_for(language)
    yield said.fill_in_file.format(blank=words_for(language).quote(PLACEHOLDER))
    if bank:
        yield said.bank + words_for(language).colon.rstrip()
        for entry in bank:
            yield f"  {entry.letter}  {one_line(entry.text)}"
        if any(not entry.blank for entry in bank):
            yield said.some_are_wrong


def _place_of(map: ArgumentMap, blank: str) -> Iterator[str]:
    """Yield what a blank bears on, and what bears on it."""
    words = words_for(map.language)
    for inference in map.uses(blank):
        verb = {
            Kind.SUPPORT: words.supports,
            Kind.REBUTTAL: words.rebuts,
            Kind.UNDERCUTTER: words.undercuts_the_inference,
        }[inference.kind]
        others = "".join(
            f" + {_name_claim(map, words, premise)}"
            for premise in inference.premises
            if premise != blank
        )
        yield f"{blank}{others} — {verb} — {_target(map, words, inference)}"
    for inference in map.onto(blank):
        noun = words.reason if inference.kind is Kind.SUPPORT else words.objection
        premises = " + ".join(_name_claim(map, words, premise) for premise in inference.premises)
        yield f"{noun}{words.colon}{premises}"


def _target(map: ArgumentMap, words: Words, inference: Inference) -> str:
    if inference.kind is not Kind.UNDERCUTTER:
        return _name_claim(map, words, inference.target)
    undercut = map.inferences[inference.target]
    return " + ".join(_name_claim(map, words, premise) for premise in undercut.premises)


def _name_claim(map: ArgumentMap, words: Words, claim: str) -> str:
    """Return a claim as a person knows it: its text, or the id of a blank."""
    text = map.claims[claim].text
    return claim if text == PLACEHOLDER else words.quote(one_line(text))
