"""What outlines write around the text of a claim, and their numbers.

    1.2a Reason (warrant, expert opinion): Sleep helps. [implicit, documented]
         (according to UNESCO; in: UNESCO 2023, p. 84)
    1.3  Against this inference (1.2a + 1.2b): see 1.1: Teenagers would go to bed later.

A number says what its line is below: 1.2a.1 is below 1.2a; 1.2a and 1.2b are premises of 1.2.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import TypeAlias

from argmap.formats.lists.listing import Item
from argmap.languages.list_table import OUTLINE_WORDS
from argmap.languages.words import Words
from argmap.languages.writing import is_in_brackets
from argmap.model import Citation

_letters = {letter for words in OUTLINE_WORDS.values() for letter in words.letters}
_LETTERS = "".join(sorted(_letters))
_PART = rf"\d{{1,5}}[{_LETTERS}]{{0,3}}"
_NUMBER = rf"{_PART}(?:\.{_PART})*"

# Examples, each with the space behind it: "1.2a ", "1.2a. ", "**1.2a** ".
NUMBERED = re.compile(rf"({_NUMBER})[ \t]+(?=\S)")
NUMBERED_WITH_DOT = re.compile(rf"({_NUMBER})\.?[ \t]+(?=\S)")
NUMBERED_IN_MARKDOWN = re.compile(rf"\*\*({_NUMBER})\*\*[ \t]+(?=\S)")
# In columns: outlines in text indent nothing further.
_DEEPEST_INDENT = 32

# Example: "1.2a + 1.2b", the premises of the inference that is undercut.
_ATTACKED = re.compile(rf"({_NUMBER})(?: \+ {_NUMBER})*")
COMMA = re.compile(r"\s*[,،、]\s*")
SEMICOLON = re.compile(r"\s*[;；؛]\s*")
COMMA_OR_SEMICOLON = re.compile(r"\s*[,،、;；؛]\s*")
# Example: " [implicit, documented]".
_MARKS_AT_ENDS = re.compile(r"[\[*]([^\[\]*\n]+)[\]*][ \t\r]*$", re.MULTILINE)
_MARKS_IN_BRACKETS = re.compile(r"\s*\[([^\[\]]+)\]$")


def number_above(number: str) -> str:
    """Return the number of what a number is below: `1.2a` for `1.2a.1`; "" for `1`."""
    return number.rpartition(".")[0]


def number_of_inference(number: str) -> str:
    """Return the number of the inference of a premise: `1.2` for `1.2a`."""
    return number.rstrip(_LETTERS)


def are_of_an_outline(numbers: list[str]) -> bool:
    """Return whether these are the numbers of an outline: each but the roots is below another."""
    seen = set()
    placed = 0
    next_root = 1
    for number in numbers:
        above = number_above(number)
        if above in seen:
            placed += 1
        elif not above and number == str(next_root):
            next_root += 1
            placed += 1
        seen |= {number, number_of_inference(number)}
    # Somebody may have taken lines out.
    return next_root > 1 and placed * 4 >= len(numbers) * 3


def settle_depths_by_numbers(items: list[Item]) -> None:
    """Give items the depth of their numbers, where nothing is indented, or nothing further."""
    is_flush = len({item.indent for item in items if item.number}) == 1
    depth_of: dict[str, int] = {}
    moved = 0
    for item in items:
        number = item.number
        if not number:
            item.depth += moved  # an item that somebody wrote below a numbered one
            continue
        above = depth_of.get(number_above(number))
        may_be_deeper = is_flush or item.indent >= _DEEPEST_INDENT
        moved = 0
        if may_be_deeper and above is not None:
            moved = above + 1 - item.depth
            item.depth = above + 1
        depth_of[number] = depth_of[number_of_inference(number)] = item.depth


@dataclass(slots=True)
class InferenceWords:
    """What the brackets behind a role say of an inference.

    Attributes:
        attacked: the number of the first premise of the inference that this one is against.
        is_warrant: whether the premise is its warrant.
        scheme: its argumentation scheme.
        is_implicit: whether no source draws it.
    """

    attacked: str = ""
    is_warrant: bool = False
    scheme: str = ""
    is_implicit: bool = False


Names: TypeAlias = tuple[str, ...]
Citations: TypeAlias = tuple[Citation, ...]


@dataclass(slots=True)
class Attribution:
    """Who holds a claim and draws its inference, where that is, and what documents the claim.

    `others` are the pieces that say none of this.
    """

    held_by: Names = ()
    stated_in: Citations = ()
    evidence: Citations = ()
    inference_held_by: Names = ()
    inference_stated_in: Citations = ()
    others: Names = ()


@cache
def _explanations() -> frozenset[str]:
    explanations = attrgetter("implicit_inference_explained", "takes_its_backing_explained")
    return frozenset(chain(*map(explanations, OUTLINE_WORDS.values())))


def is_explanation(line: str) -> bool:
    """Return whether a line only explains the words of an outline, in any language."""
    return line in _explanations()


_VERDICTS = [
    "stands", "falls", "contested", "backed", "asserted", "open", "rebutted", "not_shown",
    "too_weak", "outweighed", "takes_its_backing", "undercut",
]  # fmt: skip
_verdict_words = attrgetter(*_VERDICTS)
_MARKS = [
    "implicit", "common_ground", "must_be_shown", "documented", "unsupported",
    "connected_by_author",
]  # fmt: skip
_mark_words = attrgetter(*_MARKS)


def marks_of(words: Words, *, with_types: bool = True) -> frozenset[str]:
    """Return all that an outline may mark a claim as, its type included."""
    marks = frozenset(_verdict_words(words) + _mark_words(words))
    return marks.union(words.claim_types.values()) if with_types else marks


def verdicts_among(text: str, words: Words) -> bool:
    """Return whether the marks in an outline say verdicts."""
    return any(
        set(COMMA_OR_SEMICOLON.split(marks)) & set(_verdict_words(words))
        for marks in _MARKS_AT_ENDS.findall(text)
    )


def parse_details(details: str, words: Words) -> InferenceWords:
    """Return what the brackets behind a role say: "warrant, expert opinion", "1.2a + 1.2b"."""
    said = InferenceWords()
    if not details:
        return said
    pieces = COMMA.split(details)
    while pieces and pieces[-1] in _verdict_words(words):
        pieces.pop()
    if pieces and pieces[-1] == words.inference_is_implicit:
        said.is_implicit = True
        pieces.pop()
    attacked = _ATTACKED.fullmatch("".join(pieces[:1]))
    if attacked:
        said.attacked = attacked[1]
        del pieces[0]
    if pieces and pieces[0] == words.warrant:
        said.is_warrant = True
        del pieces[0]
    said.scheme = words.comma.join(pieces)
    return said


def parse_marks(text: str, words: Words, *, is_numbered: bool) -> list[str]:
    """Return the marks that commas and semicolons part; none if any of them is not a mark.

    Only the numbered lines of an outline are marked with types: elsewhere, the last word of "That
    is a *fact*" belongs to the claim.
    """
    pieces = COMMA_OR_SEMICOLON.split(text)
    return pieces if marks_of(words, with_types=is_numbered).issuperset(pieces) else []


def take_marks(text: str, words: Words, *, is_numbered: bool) -> tuple[str, list[str]]:
    """Return a text without the marks in square brackets at its end, and these."""
    match = _MARKS_IN_BRACKETS.search(text)
    marks = parse_marks(match[1], words, is_numbered=is_numbered) if match else []
    return text[: match.start()] if match and marks else text, marks


def parse_reference(text: str, words: Words) -> tuple[str, str]:
    """Return the number that a text refers to, and the words behind it: "see 1.2: …"; else ""."""
    before, _, after = map(re.escape, words.see.partition("{number}"))
    colon = re.escape(words.colon.strip())
    rest = rf"\s*(?:{colon}\s*(.*))?"
    match = re.fullmatch(rf"{before}({_NUMBER}){after}{rest}", text)
    if match is None:
        return "", ""
    number, said = match.groups("")
    return number, said


# Words that begin with others come before them.
_ATTRIBUTIONS = ("inference_held_by", "inference_stated_in", "held_by", "stated_in")


@cache
def beginnings_of_attributions(words: Words) -> dict[str, str]:
    """Return the fields of an attribution, each with what its words begin with."""
    texts = {name: getattr(words, name) for name in _ATTRIBUTIONS}
    beginnings = {name: text.partition("{")[0].strip() for name, text in texts.items()}
    beginnings["evidence"] = (words.evidence + words.colon).strip()
    return beginnings


def parse_attribution(
    text: str, words: Words, cite: Callable[[list[str]], Citations], above: Attribution
) -> Attribution:
    """Return what the line in brackets below a claim says.

    Args:
        text: the line, with its brackets or without.
        words: those of the outline's language.
        cite: the citations that pieces such as "UNESCO 2023, p. 84" and "p. 85" are.
        above: what the line above says, which this one may refer to.
    """
    text = text.strip()
    if is_in_brackets(text):
        text = text[1:-1]
    if text == words.ibidem:
        return above
    pieces_of = defaultdict(list)
    name_of_piece = ""
    is_likewise = False
    for piece in SEMICOLON.split(text):
        if piece == words.inference_likewise:
            is_likewise = True
            continue
        rest = piece
        for name, beginning in beginnings_of_attributions(words).items():
            if piece.startswith(beginning):
                name_of_piece = name
                rest = piece.removeprefix(beginning).strip()
                break
        pieces_of[name_of_piece].append(rest)
    if is_likewise:
        for name in ("held_by", "stated_in"):
            pieces_of[f"inference_{name}"] = pieces_of[name]

    def names(pieces: list[str]) -> Names:
        return tuple(name for piece in pieces for name in COMMA.split(piece) if name)

    return Attribution(
        held_by=names(pieces_of["held_by"]),
        stated_in=cite(pieces_of["stated_in"]),
        inference_held_by=names(pieces_of["inference_held_by"]),
        inference_stated_in=cite(pieces_of["inference_stated_in"]),
        evidence=cite(pieces_of["evidence"]),
        others=tuple(filter(None, pieces_of[""])),
    )
