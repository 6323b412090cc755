"""The four names of a claim, wherever a person names one.

    argmap why more-sleep debate.yaml         its id
    argmap why 1.2 debate.yaml                its number in the outline
    argmap why :12 debate.yaml                its line; part.yaml:12 for a line of another file
    argmap why "sleep more" debate.yaml       words of it

They are tried in this order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from argmap.documents.outline import outline
from argmap.model import ArgumentMap, Claim
from argmap.model.writing import OutlineOptions
from argmap.options import options_in
from argmap.util.errors import Failure
from argmap.util.spelling import did_you_mean, near_words, no_such
from argmap.util.text import count, plain_text, shorten

_NUMBER = re.compile(r"\d+(?:\.\d+)*[a-z]*")
_LINE = re.compile(r"(.*):(\d{1,9})")
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
    is_number = _NUMBER.fullmatch(name) is not None
    if name in map.claims:
        if is_number and note is not None:
            numbered = _numbers(map).get(name)
            if numbered is not None and numbered.id != name:
                note(
                    f"`{name}` is taken for the id of “{shorten(map.claims[name].text)}”; the claim"
                    f" with this number in the outline is “{shorten(numbered.text)}”"
                )
        return name
    if is_number:
        numbers = _numbers(map)
        if name in numbers:
            return numbers[name].id
        linked = [numbers[each] for each in numbers if re.fullmatch(f"{name}[a-z]", each)]
        if linked:
            choices = _choices(map, linked)
            raise Failure(f"`{name}` is for linked premises: {choices}; add the letter")
    line = _LINE.fullmatch(name)
    if line is not None:
        for claim in _claims_on_line(map, line[1], int(line[2])):
            return claim.id
        raise Failure(f"there is no claim on line {line[2]}{f' of {line[1]}' if line[1] else ''}")
    return _claim_with_words(map, name)


def with_ids(map: ArgumentMap, options: Group, note: Callable[[str], None] | None = None) -> Group:
    """Return options in which each claim that is named has its id, once its side is known.

    Raises:
        Failure: a claim or a side is unknown, or the name of a claim fits several.
    """
    ids: dict[str, object] = {}
    for each in options_in(type(options)):
        value = getattr(options, each.name)
        if each.option.names == "side" and value and value not in map.sides:
            raise Failure(no_such("side", value, map.sides))
        if each.option.names == "claim" and value:
            is_list = isinstance(value, tuple)
            found = [find_claim(map, name, note) for name in (value if is_list else [value])]
            ids[each.name] = tuple(found) if is_list else found[0]
    with_their_ids: Group = options._replace(**ids)  # type: ignore[attr-defined]
    return with_their_ids


def _numbers(map: ArgumentMap) -> dict[str, Claim]:
    return outline(map, OutlineOptions(sources=False)).claims_by_number


def _claims_on_line(map: ArgumentMap, file: str, line: int) -> Iterable[Claim]:
    """Return the claims that are written on a line, the first of them first."""
    files = [span.file for claim in map.claims.values() if (span := claim.at("text"))]
    own_file = file or next(iter(files), "")
    found = []
    for claim in map.claims.values():
        spans = [span for span in (claim.at("id"), claim.at("text")) if span is not None]
        for span in spans:
            is_in_file = span.file == own_file or (file and span.file.endswith(f"/{file}"))
            if is_in_file and span.line <= line <= span.end_line:
                found.append((-span.line, span.column, claim.id))
    # Of a claim written within another, the line that begins it is its own.
    return [map.claims[id] for _, _, id in sorted(found)]


def _claim_with_words(map: ArgumentMap, words: str) -> str:
    """Return the id of the one claim that has these words in its text or its label.

    Raises:
        Failure: no claim has them, or several.
    """
    looked_for = plain_text(words)
    containing = []
    for claim in map.claims.values():
        texts = [plain_text(claim.text), plain_text(claim.label)]
        if looked_for in texts:
            return claim.id  # all of it, even if a longer text has the words, too
        if looked_for and any(_has_words(text, looked_for) for text in texts):
            containing.append(claim)
    if len(containing) == 1:
        return containing[0].id
    if not containing:
        raise Failure(f"unknown claim `{shorten(words)}`{_nearest(map, words)}")
    raise Failure(
        f"“{shorten(words)}” is in {count(len(containing), 'claim')}: {_choices(map, containing)};"
        " give the number, or more words"
    )


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
    return "; name a claim by its number in the outline, or by words of it"
