"""What can come next in a native text: keys, and the ids of claims, sides, sources and schemes.

    claims:
      go:
        text: We should go.
        premises: [hea|          →  healthy (Cycling is healthy.)

A text that is being typed can seldom be read as a map. So its lines are looked at: those above with
less indentation, and the brackets that are open, show which keys the place is under. What there is
to refer to comes from the last text that could be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from argmap.formats.native.keys import CHECK, SAME_KEYS, keys_of
from argmap.formats.native.places import Role, keys_to
from argmap.languages import known_languages
from argmap.lint.linter import FAIL_ON
from argmap.lint.rules import ALL_RULES, GROUPS, documentation
from argmap.model import (
    ArgumentMap,
    CheckSettings,
    Claim,
    DecisionRecord,
    Expectation,
    Inference,
    RecordLink,
    Shape,
    Side,
    Source,
    fields_of,
)
from argmap.model.schemes import all_schemes
from argmap.util.text import shorten

_MOST_ITEMS = 50

_IN_WORDS = "_./#-"
_KEY = re.compile(r"(?:^|(?<=[\s{,\[]))([\w./#-]+)\s*:(?:\s|$)")
_DASHES = re.compile(r"\s*((?:-\s+)*)")
_PREMISES = keys_to(Role.INFERENCES, Role.PREMISE)
_CITATIONS = keys_to(Role.CITATIONS)
_SIDES = keys_to(Role.SIDE)
_PARTS_BY_ID = {"claims": Claim, "sides": Side, "sources": Source}
_PARTS_BELOW = {CHECK: CheckSettings, "record": DecisionRecord, "links": RecordLink}
_FIXED_VALUES: Mapping[str, Iterable[str]] = {
    **{
        field.name: field.choices or ("true", "false")
        for part in (ArgumentMap, Claim, Inference, Source, Side)
        for field in fields_of(part)
        if field.choices or field.shape is Shape.FLAG
    },
    "fail_on": FAIL_ON,
}


class Item(NamedTuple):
    """What can come next.

    Attributes:
        text: what is written in the place of the word that is begun.
        detail: what it is, for people.
    """

    text: str
    detail: str


class Completion(NamedTuple):
    """All that can come next.

    Attributes:
        items: the best first.
        column: where the word begins that they replace.
        is_cut: whether there are more.
    """

    items: list[Item]
    column: int
    is_cut: bool = False


class _Place(NamedTuple):
    """Where the cursor is.

    Attributes:
        keys: the keys that it is under, the outermost first.
        is_value: whether a value of the last of them comes here, and not a key.
        is_in_item: whether it is in an item of a list, which is what the last of them has.
        begins_item: whether an item begins here, which may have keys of its own.
        others: the other keys of the mapping that it is in, which can't come again.
        word: the word that is begun.
    """

    keys: list[str]
    is_value: bool
    is_in_item: bool
    begins_item: bool
    others: set[str]
    word: str


def complete(text: str, line: int, column: int, map: ArgumentMap | None) -> Completion:
    """Return what can come at a place, whose line and column begin at 1.

    Args:
        text: the text, which may be broken.
        line: the line.
        column: the column; what is before it on the line is taken into account.
        map: the map of the text, or of the last that could be read.
    """
    lines = re.split(r"\r\n|\r|\n", text)
    before = lines[line - 1][: column - 1] if len(lines) >= line else ""
    place = _place_of(lines[: line - 1], before, lines[line:])
    return best_of(_possible(place, map), place.word, column, _has_word_in_detail)


def best_of(
    items: Iterable[Item], begun: str, column: int, holds: Callable[[Item, str], bool]
) -> Completion:
    """Return the items that begin with what is begun, then those that hold it elsewhere.

    Args:
        items: all that may come.
        begun: what is begun.
        column: where the cursor is, behind that.
        holds: whether an item holds what is begun, in small letters.
    """
    wanted = begun.lower()
    begin: list[Item] = []
    hold: list[Item] = []
    for item in items:
        if item.text.lower().startswith(wanted):
            begin.append(item)
        elif wanted and holds(item, wanted):
            hold.append(item)
    best = [*begin, *hold]
    return Completion(best[:_MOST_ITEMS], column - len(begun), is_cut=len(best) > _MOST_ITEMS)


def _has_word_in_detail(item: Item, beginning: str) -> bool:
    """Return whether a word of what an item is begins so; or contains it, as not all scripts have
    spaces.
    """
    text = item.detail.lower()
    if not beginning.isascii():
        return beginning in text
    return re.search(rf"(?<![^\W_]){re.escape(beginning)}", text) is not None


def _possible(place: _Place, map: ArgumentMap | None) -> Iterator[Item]:
    """Yield all that may come at a place."""
    keys = [SAME_KEYS.get(key, key) for key in place.keys]
    last = keys[-1] if keys else ""
    if place.is_value:
        yield from _values(keys, last, map)
    if not place.is_value or (place.begins_item and last in {*_PREMISES, "claims"}):
        for item in _keys(keys, last, map, is_in_item=place.is_in_item):
            if item.text.removesuffix(": ") not in place.others:
                yield item
    if not place.is_value and last in _PREMISES | _CITATIONS:
        # Brackets may have been opened on a line above.
        yield from _values(keys, last, map)


def _values(keys: list[str], last: str, map: ArgumentMap | None) -> Iterator[Item]:
    """Yield the values that the last key may have."""
    if map is not None:
        yield from _values_in(map, keys, last)
    fixed: Iterable[str] = _FIXED_VALUES.get(last, ())
    if last == "scheme":
        fixed = (scheme.name for scheme in all_schemes())
    elif last == "language":
        fixed = known_languages()
    elif "expect" in keys[:-1]:
        fixed = [result.value for result in Expectation]
    elif "check" in keys[:-1] and last in ("select", "ignore"):
        yield from _rules()
        fixed = GROUPS
    yield from (Item(value, "") for value in fixed)


def _values_in(map: ArgumentMap, keys: list[str], last: str) -> Iterator[Item]:
    """Yield the parts of a map that a key may refer to, and the words that it already has."""
    if last in _PREMISES:
        # No claim is its own premise.
        yield from (item for item in _claims(map) if item.text not in keys[1:2])
    elif last in _SIDES:
        yield from (Item(side.id, side.name) for side in map.sides.values())
    elif last in _CITATIONS:
        yield from (Item(each.id, shorten(each.title)) for each in map.sources.values())
    elif last == "scheme":
        yield from (Item(own, "a scheme of this map") for own in map.schemes)
    elif last == "group":
        groups = (claim.group for claim in map.claims.values() if claim.group)
        yield from (Item(group, "") for group in dict.fromkeys(groups))
    elif last == "tags":
        tags = (tag for claim in map.claims.values() for tag in claim.tags)
        yield from (Item(tag, "") for tag in dict.fromkeys(tags))


def _keys(
    keys: list[str], last: str, map: ArgumentMap | None, *, is_in_item: bool
) -> Iterator[Item]:
    """Yield the keys that the value of the last key may have, or an item of it."""
    parts: Iterable[type] = ()
    if not keys:
        parts = (ArgumentMap,)
    elif last in _PREMISES:
        parts = (Inference, Claim)
    elif keys == ["claims"] and is_in_item:
        parts = (Claim,)
    elif last == "expect":
        yield from (Item(f"{id}: ", detail) for id, detail in _claims(map))
    elif last == "ignore" and "claims" in keys:
        yield from (Item(f"{rule}: ", detail) for rule, detail in _rules())
    elif last in _PARTS_BELOW:
        parts = (_PARTS_BELOW[last],)
    elif len(keys) > 1 and keys[-2] in _PARTS_BY_ID:
        parts = (_PARTS_BY_ID[keys[-2]],)
    offered: set[str] = set()
    for part in parts:
        for key, meaning in keys_of(part).items():
            if key not in offered:
                offered.add(key)
                yield Item(f"{key}: ", meaning.replace("`", ""))


def _rules() -> Iterator[Item]:
    for rule in ALL_RULES:
        yield Item(rule, documentation(rule).summary.replace("\n", " "))


def _claims(map: ArgumentMap | None) -> Iterator[Item]:
    for claim in map.claims.values() if map is not None else ():
        yield Item(claim.id, shorten(claim.text))


# --- where the cursor is ---


def _place_of(above: list[str], before: str, below: list[str]) -> _Place:
    """Return where the cursor is.

    Args:
        above: the lines above it.
        before: what is before it on its line.
        below: the lines below it.
    """
    word = _word_in(before)
    begun = before[: len(before) - len(word)]
    dashes = _DASHES.match(begun)
    margin = dashes.end() if dashes is not None else 0
    keys, is_value = _keys_on_line(begun[margin:])
    is_item = "-" in begun[:margin]
    outer, is_in_item = _keys_above(above, begun, margin)
    begins_line = not begun[margin:]
    others: set[str] = set()
    if begins_line:
        others.update(_keys_beside(below, margin, is_above=False))
        if not is_item:
            others.update(_keys_beside(reversed(above), margin, is_above=True))
    return _Place(
        [*outer, *keys],
        # An item of a list is a value of the key of the list, until it has a key of its own.
        is_value=is_value or (is_item and not keys),
        is_in_item=is_in_item and not keys,
        begins_item=is_item and begins_line,
        others=others,
        word=word,
    )


def _word_in(before: str) -> str:
    """Return the word at the end of a text, looked for from there, since a line may be long."""
    start = len(before)
    while start > 0 and (before[start - 1].isalnum() or before[start - 1] in _IN_WORDS):
        start -= 1
    return before[start:]


def _keys_on_line(begun: str) -> tuple[list[str], bool]:
    """Return the keys on a line that what follows is under, and whether it is a value.

    "go: {text: We go., premises: [a, " → ["go", "premises"], True
    """
    keys: list[str] = []
    # For each bracket that is open: how many keys there were, and whether it is one of a list.
    open_brackets: list[tuple[int, bool]] = []
    is_value = False
    for place, character in enumerate(begun):
        if character in "[{":
            open_brackets.append((len(keys), character == "["))
            is_value = character == "["
        elif character in "]}" and open_brackets:
            number, _ = open_brackets.pop()
            del keys[number:]
            is_value = True
        elif character == "," and open_brackets:
            number, is_list = open_brackets[-1]
            del keys[number:]
            is_value = is_list
        elif character == ":" and (place + 1 == len(begun) or begun[place + 1] == " "):
            key = _word_in(begun[:place].rstrip())
            if key:
                keys.append(key)
                is_value = True
    return keys, is_value


def _keys_above(above: list[str], begun: str, margin: int) -> tuple[list[str], bool]:
    """Return the keys of the lines above that a line is under, and whether it is in an item there.

    Args:
        above: the lines above.
        begun: the line.
        margin: where its text begins, behind the dashes of items.
    """
    dash = begun.find("-") if "-" in begun[:margin] else -1
    is_in_item = dash >= 0
    # A list may begin as far left as the key that it belongs to.
    most = dash + 1 if is_in_item else margin
    keys: list[str] = []
    for first_dash, start, key in _beginnings(reversed(above)):
        if key and start < most:
            keys.insert(0, key)
            most = start
        if 0 <= first_dash < most:
            most = first_dash + 1
            is_in_item = is_in_item or not keys
        if most <= 0:
            break
    return keys, is_in_item


def _beginnings(lines: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield of each line that holds something: where its first dash is, or else -1, where its text
    begins, and its key.
    """
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _DASHES.match(line)
        start = found.end() if found is not None else 0
        key = _KEY.match(line[start:])
        yield line.find("-", 0, start), start, key[1] if key is not None else ""


def _keys_beside(lines: Iterable[str], margin: int, *, is_above: bool) -> Iterator[str]:
    """Yield the keys of a mapping whose keys begin at a margin.

    Args:
        lines: the lines above or below a line of the mapping, the nearest first.
        margin: the margin.
        is_above: whether they are above; a dash on one of them then begins the mapping. On one
            below, it begins the next.
    """
    for first_dash, start, key in _beginnings(lines):
        is_outside = start < margin or 0 <= first_dash < margin
        if start == margin and key and (is_above or not is_outside):
            yield SAME_KEYS.get(key, key)
        if is_outside:
            break
