"""What a teacher decides: which claims of students say the same as which claims of a key.

A file of decisions is YAML with one entry per claim, of which the teacher keeps one line, or none,
under `same as`:

    - claim: Pupils learn better after a good night.
      same as:
      - Rested pupils learn better.
      - Pupils should sleep longer.

Claims are named by their texts, so that a decision serves every student who writes the same.
"""

from __future__ import annotations

from collections.abc import Iterable

import yaml

from argmap.comparison.compare import Comparison
from argmap.model import ArgumentMap
from argmap.util.errors import ArgmapError
from argmap.util.text import plain_text

_CLAIM, _SAME = "claim", "same as"
_MOST_CANDIDATES = 3
_HEAD = """\
# Which of the key's claims match these claims? Under "same as", keep the line that means the \
same thing and delete
# the other lines. If none of the lines means the same thing, delete them all. Then use this file: \
argmap grade --matches FILE
"""


Proposals = dict[str, list[str]]
"""Texts of claims, each with texts of the key."""


def proposals_of(comparisons: Iterable[Comparison]) -> Proposals:
    """Return the texts of claims that are uncertain, each with the likeliest of the key."""
    proposals = {}
    seen = set()
    for comparison in comparisons:
        for match in comparison.proposals:
            text = _text_of(comparison.ours, match.ours)
            wording = plain_text(text)
            if wording in seen:
                continue
            seen.add(wording)
            likeliest = comparison.claims.candidates[match.ours]
            # The proposed match goes first: another claim may have a better right to the likeliest.
            candidates = dict.fromkeys([match.theirs, *likeliest])
            texts = [_text_of(comparison.theirs, id) for id in candidates]
            proposals[text] = texts[:_MOST_CANDIDATES]
    return proposals


def _text_of(map: ArgumentMap, claim: str) -> str:
    words = map.claims[claim].text.split()
    return " ".join(words)


def format_proposals(proposals: Proposals) -> str:
    """Return the file in which a teacher decides."""
    entries = [{_CLAIM: claim, _SAME: same} for claim, same in proposals.items()]
    written: str = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=100)
    return _HEAD + written


def decisions_in(text: str, name: str) -> dict[str, str]:
    """Return what a teacher decided: texts of claims, each with that of the key, or "" for none.

    An entry with several claims of the key is still open, and left out.

    Raises:
        ArgmapError: the file does not have this format.
    """
    decisions = {}
    for number, entry in enumerate(_entries(text, name), 1):
        place = f"{name}: entry {number}"
        problem = f"{place} must be a mapping with `{_CLAIM}` and `{_SAME}`"
        if not isinstance(entry, dict):
            raise ArgmapError(problem)
        claim = entry.get(_CLAIM)
        if not isinstance(claim, str):
            raise ArgmapError(problem)
        kept = entry.get(_SAME) or []
        if isinstance(kept, str):
            kept = [kept]
        problem = f"{place}: `{_SAME}` must be a list of texts"
        if not isinstance(kept, list):
            raise ArgmapError(problem)
        for each in kept:
            if not isinstance(each, str):
                raise ArgmapError(problem)
        if len(kept) <= 1:
            decisions[claim] = "".join(kept)
    return decisions


def _entries(text: str, name: str) -> list[object]:
    try:
        entries = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but texts, lists, mappings
    except (yaml.YAMLError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        place = name
        if mark is not None:
            place = f"{name}, line {mark.line + 1}"
        reason = getattr(problem, "problem", None) or "this is not valid YAML"
        raise ArgmapError(f"{place}: {reason}") from None
    if not entries:
        return []  # every entry was deleted
    if not isinstance(entries, list):
        raise ArgmapError(
            f"{name} must be a list with one entry for each claim, as written by --propose-matches"
        )
    return entries
