"""What may come next in the text of a native map, where somebody types it.

    claims:
      go:
        text: We should go.
        premises: [hea|            → the ids that begin so, each with its claim's text

The text need not be right: its lines are looked at, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from argmap.formats.native.keys import keys_of
from argmap.model import ArgumentMap, Claim, Inference, Source
from argmap.model.schemes import all_schemes
from argmap.util.text import shorten

_CLAIM_LISTS = frozenset(
    {"premises", "rebuttals", "objections", "undercutters", "outweighed_by", "warrant", "questions"}
)
_CITATIONS = frozenset({"evidence", "stated_in"})
_TRUE_OR_FALSE = frozenset({"main", "common_ground", "assumed", "implicit", "strict"})
_VERDICTS = ("stands", "falls", "contested")

_WORD = re.compile(r"[\w.-]*\Z")
_LINE = re.compile(r"(?P<indent> *)(?P<items>(?:- +)*)(?:(?P<key>[\w.-]+):(?=\s|\Z))?")
_LONGEST_DETAIL = 80


class Completion(NamedTuple):
    """A word that may come next.

    Attributes:
        text: the word.
        detail: what it is.
    """

    text: str
    detail: str


class Completions(NamedTuple):
    """The words that may come next.

    Attributes:
        items: the words.
        column: where the word begins that they take the place of, from 1.
    """

    items: tuple[Completion, ...]
    column: int


def completions_at(text: str, line: int, column: int, map: ArgumentMap | None) -> Completions:
    """Return what may come at a place of a text.

    Args:
        text: the text.
        line: the line, from 1.
        column: the column, from 1.
        map: the last map that the text had.
    """
    lines = text.split("\n")[:line]
    if not lines or line < 1:
        return Completions((), column)
    before = lines[-1][: column - 1]
    match = _WORD.search(before)
    word = match[0] if match else ""
    head = before[: len(before) - len(word)]
    path = _path([*lines[:-1], head])
    if head.strip(" -") == "" or head.rstrip().endswith(("{", ",")) and not _in_list(head):
        found = _keys(path, is_item=head.strip() == "-", map=map)
    else:
        found = _values(path, map)
    fitting = (each for each in found if each.text.startswith(word) and each.text != word)
    return Completions(tuple(fitting), len(head) + 1)


def _path(lines: list[str]) -> list[str]:
    """Return the keys that the end of a text is in, from the outermost."""
    path: list[str] = []
    deepest = _depth(lines[-1]) if lines[-1].strip() else len(lines[-1])
    for each in reversed(lines[:-1]):
        match = _LINE.match(each)
        if not each.strip() or each.lstrip().startswith("#") or match is None:
            continue
        depth = len(match["indent"]) + len(match["items"])
        is_above = len(match["indent"]) < deepest
        # A list may be as deep as its key.
        is_list = lines[-1].lstrip().startswith("-") and not match["items"]
        if match["key"] and (is_above or (is_list and len(match["indent"]) == deepest)):
            if depth < deepest or is_list:
                path.insert(0, match["key"])
            deepest = len(match["indent"])
        if deepest == 0:
            break
    return [*path, *_path_in_line(lines[-1])]


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _path_in_line(line: str) -> list[str]:
    """Return the keys of a line that its end is in, with those of brackets."""
    path: list[str] = []
    waiting = ""
    for part in re.finditer(r"([\w.-]+):(?=\s|\Z)|[\[{\]},]", line):
        if part[1]:
            waiting = part[1]
        elif part[0] in "[{":
            path.append(waiting)
            waiting = ""
        elif part[0] in "]}":
            if path:
                path.pop()
            waiting = ""
        elif not (path and line[: part.start()].rfind("[") > line[: part.start()].rfind("{")):
            waiting = ""
    return [key for key in [*path, waiting] if key]


def _in_list(head: str) -> bool:
    """Return whether a line ends within a list in brackets."""
    opened: list[str] = []
    for mark in re.findall(r"[\[{\]}]", head):
        if mark in "[{":
            opened.append(mark)
        elif opened:
            opened.pop()
    return bool(opened) and opened[-1] == "["


def _keys(path: list[str], *, is_item: bool, map: ArgumentMap | None) -> list[Completion]:
    """Return the keys that may come below others, and the claims where an item is one."""
    found: list[Completion] = []
    last = path[-1] if path else ""
    if is_item and last in _CLAIM_LISTS | _CITATIONS:
        found += _values(path, map)
    if not path:
        part: type = ArgumentMap
    elif last in _CLAIM_LISTS:
        found += _described(keys_of(Inference))
        part = Claim
    elif path[0] == "sources" and len(path) > 1:
        part = Source
    elif path[0] == "claims" and len(path) > 1:
        part = Claim
    elif path[0] == "expect":
        return _claims(map, ": ")
    else:
        return found
    named = {each.text for each in found}
    return found + [each for each in _described(keys_of(part)) if each.text not in named]


def _described(keys: Mapping[str, str]) -> list[Completion]:
    return [
        Completion(f"{key}: ", shorten(meaning.replace("`", ""), _LONGEST_DETAIL))
        for key, meaning in keys.items()
    ]


def _values(path: list[str], map: ArgumentMap | None) -> list[Completion]:
    """Return the values that the innermost key may have."""
    key = path[-1] if path else ""
    if key in _CLAIM_LISTS:
        return _claims(map)
    if key == "side" and map is not None:
        return [Completion(side.id, side.name) for side in map.sides.values()]
    if key in _CITATIONS and map is not None:
        sources = map.sources.values()
        return [Completion(source.id, shorten(source.title, _LONGEST_DETAIL)) for source in sources]
    if key in _TRUE_OR_FALSE:
        return [Completion("true", ""), Completion("false", "")]
    if key == "scheme":
        return [Completion(scheme.name, "") for scheme in all_schemes()]
    if path[:1] == ["expect"]:
        return [Completion(verdict, "") for verdict in _VERDICTS]
    return []


def _claims(map: ArgumentMap | None, end: str = "") -> list[Completion]:
    if map is None:
        return []
    return [
        Completion(claim.id + end, shorten(claim.text, _LONGEST_DETAIL))
        for claim in map.claims.values()
    ]
