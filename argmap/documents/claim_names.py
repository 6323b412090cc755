"""The four names of a claim, wherever a person names one.

    argmap why more-sleep debate.yaml         its id
    argmap why 1.2 debate.yaml                its number in the outline
    argmap why :12 debate.yaml                its line; part.yaml:12 for a line of another file
    argmap why "sleep more" debate.yaml       words of it

They are tried in this order. The words may be those of the file or of an outline, with the word
that says what the claim is: "But they help.", "Objection: They help.".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from argmap.documents.outline import outline
from argmap.languages.roles import role_without_colon, spoken_role
from argmap.model import ArgumentMap, Claim, Side
from argmap.model.writing import OutlineOptions
from argmap.options import options_in
from argmap.util.errors import Failure
from argmap.util.spelling import did_you_mean, near_words, no_such
from argmap.util.text import count, plain_text, shorten

_NUMBER = re.compile(r"(\d+(?:\.\d+)*[a-z]*)\.?")
_LINE = re.compile(r"(?:line |(.*):)(\d{1,9})")
_HOW_TO_NAME = "name a claim by its id, its number in the outline, its line (`:{}`), or words of it"
_MOST_SHOWN = 5

Group = TypeVar("Group", bound=tuple[Any, ...])


def find_claim(map: ArgumentMap, name: str, note: Callable[[str], None] | None = None) -> str:
    """Return the id of the claim that a name means.

    Args:
        map: the map.
        name: an id, a number, a line or words.
        note: called with a sentence where the name is an id and also the number of another claim.

    Raises:
        Failure: there is no such claim, or there are several.
    """
    if not name.strip():
        raise Failure(_HOW_TO_NAME.format(12))
    number = _NUMBER.fullmatch(name)
    if name in map.claims:
        if number is not None and note is not None:
            numbered = _numbers(map).get(name)
            if numbered is not None and numbered.id != name:
                note(
                    f"`{name}` is taken for the id of “{shorten(map.claims[name].text)}”; the claim"
                    f" with this number in the outline is “{shorten(numbered.text)}”"
                )
        return name
    if number is not None:
        numbers = _numbers(map)
        if number[1] in numbers:
            return numbers[number[1]].id
        linked = [numbers[each] for each in numbers if re.fullmatch(f"{number[1]}[a-z]", each)]
        if linked:
            choices = _choices(map, linked)
            raise Failure(f"`{name}` is for linked premises: {choices}; add the letter")
    line = _LINE.fullmatch(name)
    if line is not None:
        return _claim_on_line(map, line[1] or "", int(line[2]))
    return _claim_with_words(map, name)


def with_ids(map: ArgumentMap, options: Group, note: Callable[[str], None] | None = None) -> Group:
    """Return options in which each claim and each side that is named has its id.

    Raises:
        Failure: a claim or a side is unknown, or the name of a claim fits several.
    """
    ids: dict[str, object] = {}
    for each in options_in(type(options)):
        value = getattr(options, each.name)
        if each.option.names == "side" and value:
            ids[each.name] = _find_side(map, value)
        if each.option.names == "claim" and value:
            is_list = isinstance(value, tuple)
            found = [find_claim(map, name, note) for name in (value if is_list else [value])]
            ids[each.name] = tuple(found) if is_list else found[0]
    with_their_ids: Group = options._replace(**ids)  # type: ignore[attr-defined]
    return with_their_ids


def _numbers(map: ArgumentMap) -> dict[str, Claim]:
    return outline(map, OutlineOptions(sources=False)).claims_by_number


def _find_side(map: ArgumentMap, name: str) -> str:
    """Return the id of the side that its id, or words of its name, mean."""
    if not map.sides:
        raise Failure(
            f"unknown side `{shorten(name)}`; this map has no sides: name them under `sides`, or in"
            " a list by headings such as `## For` and `## Against`"
        )
    found = [name] if name in map.sides else _having(map.sides, name)
    if len(found) != 1:
        raise Failure(no_such("side", name, map.sides))
    return found[0]


def _claim_on_line(map: ArgumentMap, file: str, line: int) -> str:
    """Return the id of the first claim that is written on a line.

    Raises:
        Failure: there is none.
    """
    files = [span.file for claim in map.claims.values() if (span := claim.at("text"))]
    own_file = file or next(iter(files), "")
    on_line: list[tuple[int, int, str]] = []
    others: list[tuple[int, int, str]] = []
    for claim in map.claims.values():
        for span in (claim.at("id"), claim.at("text")):
            if span is None:
                continue
            if span.file != own_file and not (file and span.file.endswith(f"/{file}")):
                continue
            if span.line <= line <= span.end_line:
                on_line.append((-span.line, span.column, claim.id))
            others.append((abs(span.line - line), span.line, claim.id))
    if on_line:
        # Of a claim written within another, the line that begins it is its own.
        return min(on_line)[2]
    nearest = ""
    if others:
        _, at, id = min(others)
        nearest = f"; the nearest one is on line {at}: “{shorten(map.claims[id].text)}”"
    raise Failure(f"there is no claim on line {line}{f' of {file}' if file else ''}{nearest}")


def _claim_with_words(map: ArgumentMap, words: str) -> str:
    """Return the id of the one claim that has these words in its text or its label.

    Raises:
        Failure: no claim has them, or several.
    """
    spoken = spoken_role(words) or role_without_colon(words, map.language or "en")
    containing = _having(map.claims, words)
    if not containing and spoken is not None:
        containing = _having(map.claims, spoken.text)
    if len(containing) == 1:
        return containing[0]
    if not containing:
        raise Failure(f"unknown claim `{shorten(words)}`{_nearest(map, words)}")
    choices = _choices(map, [map.claims[id] for id in containing])
    raise Failure(
        f"“{shorten(words)}” is in {count(len(containing), 'claim')}: {choices}; give the number,"
        " or more words"
    )


def _having(named: Mapping[str, Claim] | Mapping[str, Side], words: str) -> list[str]:
    """Return the id of what is called so, or else the ids of all whose names have these words."""
    looked_for = plain_text(words)
    containing = []
    for id, each in named.items():
        names = (each.text, each.label) if isinstance(each, Claim) else (each.name,)
        texts = [plain_text(name) for name in names]
        if looked_for and looked_for in texts:
            return [id]  # all of it, even if a longer text has the words, too
        if looked_for and any(_has_words(text, looked_for) for text in texts):
            containing.append(id)
    return containing


def _choices(map: ArgumentMap, claims: Sequence[Claim]) -> str:
    """Return the first of some claims, each with its number in the outline."""
    numbers = {claim.id: number for number, claim in reversed(_numbers(map).items())}
    shown = [f"{numbers.get(each.id, '')} “{shorten(each.text)}”" for each in claims[:_MOST_SHOWN]]
    more = len(claims) - len(shown)
    return ", ".join(shown) + (f" and {count(more, 'more claim')}" if more else "")


def _has_words(text: str, words: str) -> bool:
    """Return whether a text has whole words; other scripts need not have spaces between them."""
    return f" {words} " in f" {text} " or (not words.isascii() and words in text)


def _nearest(map: ArgumentMap, words: str) -> str:
    """Return what may be meant: the nearest ids that their author wrote, or the nearest texts."""
    written = [claim.id for claim in map.claims.values() if claim.has_own_id]
    suggestion = did_you_mean(words, written)
    if suggestion:
        return f": {suggestion}"
    claims = {plain_text(claim.text): claim for claim in map.claims.values()}
    for text in near_words(plain_text(words), claims):
        return f": did you mean “{shorten(claims[text].text)}”?"
    line = words if words.isdecimal() else "12"
    return f"; {_HOW_TO_NAME.format(line)}"
