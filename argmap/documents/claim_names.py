"""The four names of a claim, wherever a person names one.

    argmap why more-sleep debate.yaml         its id
    argmap why 1.2 debate.yaml                its number in the outline
    argmap why :12 debate.yaml                a line of it; part.yaml:12 for one of another file
    argmap why "sleep more" debate.yaml       words of it

They are tried in this order. The words may be those of the file or of an outline, with the word
that says what the claim is: "But they help.", "Objection: They help.".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from argmap.documents.outline import outline
from argmap.languages.roles import role_without_colon, spoken_role
from argmap.model import ArgumentMap, Claim, Side
from argmap.model.diagnostics import Span
from argmap.model.messages import LISTS
from argmap.model.writing import OutlineOptions
from argmap.options import options_in
from argmap.util.errors import Failure
from argmap.util.spelling import did_you_mean, near_words, no_such
from argmap.util.text import count, plain_text, shorten

_NUMBER = re.compile(r"(\d+[a-z]*(?:\.\d+[a-z]*)*)\.?")
_LINE = re.compile(r"(?:line |(.*):)(\d{1,9})")
_HOW_TO_NAME = "name a claim by its id, its number in the outline, its line (`:{}`), or words of it"
_MOST_SHOWN = 5
_LONGEST_ENTRY = 20
"""A line that is more than this many lines below all that is known of a claim is not part of it."""

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
        linked = [
            numbers[each] for each in numbers if each[:-1] == number[1] and each[-1].isalpha()
        ]
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


class _Place(NamedTuple):
    """A place in the file of a map, and the claim that it belongs to, if any."""

    span: Span
    claim: str = ""


def _claim_on_line(map: ArgumentMap, file: str, line: int) -> str:
    """Return the id of the claim on a line: the first that is written or named there, or else the
    one whose entry goes on there.

    Raises:
        Failure: there is none.
    """
    places = list(_places_in(map))
    own_file = file or next((place.span.file for place in places), "")
    in_file = [
        place
        for place in places
        if place.span.file == own_file or (file and place.span.file.endswith(f"/{file}"))
    ]
    on_line = [place for place in in_file if place.claim and _is_on(line, place.span)]
    if on_line:
        # Of a claim written within another, the line that begins it is its own.
        return min(on_line, key=lambda place: (-place.span.line, place.span.column)).claim
    above = [place for place in in_file if 0 < line - place.span.line <= _LONGEST_ENTRY]
    last = max(above, key=lambda place: place.span.line, default=None)
    if last is not None and last.claim:
        return last.claim
    nearest = ""
    claims = [place for place in in_file if place.claim]
    if claims:
        place = min(claims, key=lambda place: (abs(place.span.line - line), place.span.line))
        text = shorten(map.claims[place.claim].text)
        nearest = f"; the nearest one is on line {place.span.line}: “{text}”"
    raise Failure(f"there is no claim on line {line}{f' of {file}' if file else ''}{nearest}")


def _places_in(map: ArgumentMap) -> Iterator[_Place]:
    """Yield the places of a map's claims, and of what is written between them."""
    for claim in map.claims.values():
        for span in claim.places.values():
            yield _Place(span, claim.id)
    for inference in map.inferences.values():
        for name, span in inference.places.items():
            key, _, premise = name.partition(":")
            if key:
                yield _Place(span, premise if key == "premise" else map.claim_under(inference.id))
    if map.format in LISTS:
        return  # there, sources are in the items of claims
    parts = (map.places, *[part.places for part in (*map.sides.values(), *map.sources.values())])
    yield from (_Place(span) for places in parts for span in places.values())


def _is_on(line: int, span: Span) -> bool:
    """Return whether a place is on a line, and does not only end where it begins."""
    is_after = span.end_line == line and span.end_column == 1
    return span.line == line or (span.line < line <= span.end_line and not is_after)


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
    if containing:
        return containing
    scattered = {*looked_for.split()}
    return [
        id
        for id, each in named.items()
        if isinstance(each, Claim)
        and len(scattered) > 1
        and scattered <= {*plain_text(each.text).split()}
    ]


def _choices(map: ArgumentMap, claims: Sequence[Claim]) -> str:
    """Return the first of some claims, each with its number in the outline."""
    numbers = outline(map, OutlineOptions(sources=False)).numbers_of_claims
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
    claims_in_order = {claim.id: claim for claim in _numbers(map).values()}
    choices = _choices(map, list(claims_in_order.values()))
    return f"; {_HOW_TO_NAME.format(line)}: {choices}"
