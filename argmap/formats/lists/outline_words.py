"""What outlines write around the text of a claim: the details of a role, marks, attributions,
references.

The numbers of an outline: 1, 1.2, 1.2a, 1.2a.1; what they are below, and whether lines have
them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from argmap.formats.lists.listing import Item
from argmap.languages.list_table import OUTLINE_WORDS
from argmap.languages.words import Words
from argmap.model import Citation

_LETTERS = "".join(sorted(set("".join(words.letters for words in OUTLINE_WORDS.values()))))
_PART = rf"\d{{1,5}}[{_LETTERS}]{{0,3}}"
NUMBER = rf"{_PART}(?:\.{_PART})*"
"""The pattern of a number."""

_NUMBERED = re.compile(rf"({NUMBER})[ \t]+(?=\S)")
_NUMBERED_WITH_DOT = re.compile(rf"({NUMBER})\.?[ \t]+(?=\S)")
_NUMBERED_IN_MARKDOWN = re.compile(rf"\*\*({NUMBER})\*\*[ \t]+(?=\S)")
_DEEPEST_INDENT = 32
"""In columns: outlines in text indent nothing further."""


def number_in_text(text: str, start: int = 0, *, with_dot: bool = False) -> re.Match[str] | None:
    """Return the match of a number, which is its group 1, with a dot behind it perhaps, and the
    space behind it.
    """
    pattern = _NUMBERED_WITH_DOT if with_dot else _NUMBERED
    return pattern.match(text, start)


def number_in_markdown(text: str, start: int = 0) -> re.Match[str] | None:
    """Return the match of a number in bold type, which is its group 1, and the space behind it."""
    return _NUMBERED_IN_MARKDOWN.match(text, start)


def number_above(number: str) -> str:
    """Return the number of what a number stands below: `1.2a` for `1.2a.1`; "" for `1`."""
    return number.rpartition(".")[0]


def number_of_inference(number: str) -> str:
    """Return the number of the step of a premise: `1.2` for `1.2a`."""
    return number.rstrip(_LETTERS)


def are_of_an_outline(numbers: Iterable[str]) -> bool:
    """Return whether the numbers of some lines are those of an outline: each but the roots stands
    below another.
    """
    seen: set[str] = set()
    placed = 0
    total = 0
    next_root = 1
    for number in numbers:
        above = number_above(number)
        if above in seen:
            placed += 1
        elif not above and number == str(next_root):
            next_root += 1
            placed += 1
        total += 1
        seen |= {number, number_of_inference(number)}
    # Somebody may have taken lines out.
    return next_root > 1 and placed * 4 >= total * 3


def settle_depths_by_numbers(items: Iterable[Item]) -> None:
    """Give items the depth that their numbers tell, where nothing is indented,
    or nothing further.
    """
    items = list(items)
    is_flush = len({item.indent for item in items}) == 1
    depth_of: dict[str, int] = {}
    for item in items:
        if item.number and (is_flush or item.indent >= _DEEPEST_INDENT):
            above = depth_of.get(number_above(item.number))
            if above is not None:
                item.depth = above + 1
        depth_of[item.number] = item.depth
        depth_of[number_of_inference(item.number)] = item.depth


_ATTACKED = re.compile(rf"{NUMBER}(?: \+ {NUMBER})*")
_COMMAS = re.compile(r"\s*[,،、]\s*")
_SEMICOLONS = re.compile(r"\s*[;；؛]\s*")
_COMMAS_AND_SEMICOLONS = re.compile(r"\s*[,،、;；؛]\s*")
_MARKS_IN_BRACKETS = re.compile(r"\s*\[([^\[\]]+)\]$")


@dataclass(slots=True)
class InferenceWords:
    """What the brackets behind a role say of a step.

    Attributes:
        attacked: the numbers of the premises of the step that this one is against.
        is_warrant: whether the premise is its warrant.
        scheme: its argumentation scheme.
        is_implicit: whether no source draws it.
    """

    attacked: tuple[str, ...] = ()
    is_warrant: bool = False
    scheme: str = ""
    is_implicit: bool = False


@dataclass(slots=True)
class Marks:
    """What an outline marks a claim as."""

    is_implicit: bool = False
    is_assumed: bool = False
    is_documented: bool = False


@dataclass(slots=True)
class Attribution:
    """Who holds a claim and draws its step, where that is stated, and what documents the claim."""

    held_by: tuple[str, ...] = ()
    stated_in: tuple[Citation, ...] = ()
    evidence: tuple[Citation, ...] = ()
    inference_held_by: tuple[str, ...] = ()
    inference_stated_in: tuple[Citation, ...] = ()


def verdict_words(words: Words) -> frozenset[str]:
    """Return all that an outline may say of what becomes of a claim or step."""
    return frozenset(
        (
            words.stands,
            words.falls,
            words.contested,
            words.backed,
            words.merely_asserted,
            words.open,
            words.rebutted,
            words.not_shown,
            words.outweighed,
            words.undercut,
        )
    )


@cache
def _explanations() -> frozenset[str]:
    return frozenset(words.implicit_inference_explained for words in OUTLINE_WORDS.values())


def is_explanation(line: str) -> bool:
    """Return whether a line only explains the words of an outline, in any language."""
    return line in _explanations()


def parse_details(details: str, words: Words) -> InferenceWords:
    """Return what the brackets behind a role say."""
    said = InferenceWords()
    pieces = _COMMAS.split(details) if details else []
    while pieces and pieces[-1] in verdict_words(words):
        pieces.pop()
    if pieces and pieces[-1] == words.inference_is_implicit:
        said.is_implicit = True
        pieces.pop()
    if pieces and _ATTACKED.fullmatch(pieces[0]):
        said.attacked = tuple(pieces.pop(0).split(" + "))
    if pieces and pieces[0] == words.warrant:
        said.is_warrant = True
        pieces.pop(0)
    said.scheme = words.comma.join(pieces)
    return said


def marks_of(words: Words) -> frozenset[str]:
    """Return all that an outline may mark a claim as."""
    return verdict_words(words) | {
        words.implicit,
        words.common_ground,
        words.documented,
        words.unsupported,
    }


def pieces_of_marks(text: str) -> list[str]:
    """Return marks that commas and semicolons part."""
    return _COMMAS_AND_SEMICOLONS.split(text)


def parse_marks(text: str, words: Words) -> Marks | None:
    """Return what marks say; `None` if any of them is none."""
    pieces = pieces_of_marks(text)
    if not marks_of(words).issuperset(pieces):
        return None
    return Marks(
        is_implicit=words.implicit in pieces,
        is_assumed=words.common_ground in pieces,
        is_documented=words.documented in pieces,
    )


def take_marks(text: str, words: Words) -> tuple[str, Marks]:
    """Return a text without the marks in square brackets at its end, and what they say."""
    match = _MARKS_IN_BRACKETS.search(text)
    marks = parse_marks(match[1], words) if match else None
    if match is None or marks is None:
        return text, Marks()
    return text[: match.start()], marks


def parse_reference(text: str, words: Words) -> tuple[str, str]:
    """Return the number that a text refers to ("see 1.2: …") and the words behind it; "" if it
    refers to none.
    """
    before, _, after = words.see.partition("{number}")
    colon = words.colon.strip()
    pattern = rf"{re.escape(before)}({NUMBER}){re.escape(after)}\s*(?:{re.escape(colon)}\s*(.*))?"
    match = re.fullmatch(pattern, text)
    if match is None:
        return "", ""
    return match[1], match[2] or ""


def beginnings_of_attributions(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the fields of an attribution, each with what its words begin with."""
    # Words that begin with others stand before them.
    return (
        ("inference_held_by", words.inference_held_by.partition("{")[0].strip()),
        ("inference_stated_in", words.inference_stated_in.partition("{")[0].strip()),
        ("held_by", words.held_by.partition("{")[0].strip()),
        ("stated_in", words.stated_in.partition("{")[0].strip()),
        ("evidence", (words.evidence + words.colon).strip()),
    )


def parse_attribution(
    text: str, words: Words, cite: Callable[[list[str]], tuple[Citation, ...]], above: Attribution
) -> Attribution:
    """Return what the line in brackets below a claim says.

    Args:
        text: the line, with its brackets or without.
        words: those of the outline's language.
        cite: the citations that pieces such as "UNESCO 2023, p. 84" and "p. 85" are.
        above: what the line above says, which this one may refer to.
    """
    said = Attribution()
    text = text.strip()
    if text[:1] in ("(", "（") and text[-1:] in (")", "）"):
        text = text[1:-1]
    if text == words.ibidem:
        return above
    pieces_of: dict[str, list[str]] = {}
    present = ""
    is_likewise = False
    for piece in _SEMICOLONS.split(text):
        if piece == words.inference_likewise:
            is_likewise = True
            continue
        rest = piece
        for name, beginning in beginnings_of_attributions(words):
            if piece.startswith(beginning):
                present, rest = name, piece[len(beginning) :].strip()
                break
        pieces_of.setdefault(present, []).append(rest)
    said.held_by = _names(pieces_of.get("held_by", ()))
    said.inference_held_by = _names(pieces_of.get("inference_held_by", ()))
    said.stated_in = cite(pieces_of.get("stated_in", []))
    said.inference_stated_in = cite(pieces_of.get("inference_stated_in", []))
    said.evidence = cite(pieces_of.get("evidence", []))
    if is_likewise:
        said.inference_held_by, said.inference_stated_in = said.held_by, said.stated_in
    return said


def _names(pieces: Iterable[str]) -> tuple[str, ...]:
    names: list[str] = []
    for piece in pieces:
        names += [name for name in _COMMAS.split(piece) if name]
    return tuple(names)
