"""A map with more than thirty claims, which is too many to read in one picture.

Why: On a page or a slide, the text in a large map becomes too small to read, and readers lose track
of the argument. You do not need to make the map itself smaller. Instead, show one part of the map
at a time.

Fails:
    claims: [c 1, c 2, c 3, c 4, c 5, c 6, c 7, c 8, c 9, c 10, c 11, c 12, c 13, c 14, c 15, c 16,
             c 17, c 18, c 19, c 20, c 21, c 22, c 23, c 24, c 25, c 26, c 27, c 28, c 29, c 30,
             c 31]

Passes:
    claims: [c 1, c 2, c 3]

Source: the argument-mapping convention of showing large maps in parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.lint.rules._rule import Context, Finding, Rule
from argmap.lint.vocabulary import Hint
from argmap.model.diagnostics import Severity
from argmap.util.text import count

_MOST = 30
_LARGE = 1_000
"""In a map with more claims, the largest branch is too large for one picture, too."""


def find(context: Context) -> Iterator[Finding]:
    """Yield a finding for a map with too many claims for one picture."""
    map = context.map
    size = len(map.claims)
    if size > _MOST:
        message = f"{count(size, 'claim')} are hard to read in one picture (the limit is {_MOST})"
        # A map has no place of its own, so the finding is at the title or, without one, at the
        # claims.
        place = map.places.get("title") or map.places.get("claims")
        parts = ["`--focus ID --depth 2`"]
        if size <= _LARGE:
            from argmap.model.spanning_tree import largest_branches  # Few maps are this large.

            parts = [f"`--side {side}`" for side in map.sides]
            parts += [f"`--focus {branch}`" for branch in largest_branches(map)[:1]]
        *ways, last = ["`--split`", *parts]
        options = f"{', '.join(ways)} or {last}" if ways else last
        help = Hint(
            "split the map across several pages, or draw only part of it",
            command=f"`argmap render` does this with {options}",
        )
        yield Finding("", message, place, help=help)


RULE = Rule("crowded-map", Severity.NOTE, find, is_for_pages=False)
